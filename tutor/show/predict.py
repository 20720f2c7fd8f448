"""The screens of `demo --predict`: the values so far, the one that is hidden, what it is, and the score."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.demos import Step
from tutor.library import Interface
from tutor.library.model import DemoWords, Misconception
from tutor.quiz import Asked, Verdict
from tutor.show import blocks as b
from tutor.show import numbers, steps
from tutor.show.quiz import bar, refutation, verdict_line


def opening(demo: str, inputs: b.Block, words: DemoWords | None, hidden: int, say: Interface) -> list[b.Block]:
    """Return what goes in, and how many values are hidden."""
    title = b.Title(words.title, words.intro) if words else b.Title(demo)
    return [title, b.Heading(say("heading-inputs")), inputs, b.Prose(say("predict-opening", hidden=hidden))]


def known(told: Sequence[Step], words: DemoWords | None, say: Interface) -> list[b.Block]:
    """Return the steps between two hidden ones."""
    return [b.Heading(say("heading-steps")), steps.lines(told, words)] if told else []


def hidden(step: Step, number: int, total: int, say: Interface) -> list[b.Block]:
    """Return the step that is asked for: its formula, without numbers."""
    place = f"{bar(number, total)} {number}/{total} · {steps.name_at(step)}"
    says = say("quiz-place", number=number, total=total, title=steps.name_at(step))
    return [
        b.Heading(place, says=says),
        b.Steps([b.StepLine(step.name, step.formula, "", "", "")], "="),
        b.Prose(question(step, say)),
    ]


def question(step: Step, say: Interface) -> str:
    """Return the sentence that asks for a step; of several numbers the first."""
    key = "predict-ask-first" if getattr(step.value, "shape", ()) else "predict-ask"
    return say(key, step=steps.name_at(step))


def prompt(asked: Asked, say: Interface) -> str:
    """Return the line that asks for the number."""
    assert asked.question.kind == "number"
    digits = getattr(asked.question, "digits", 0)
    return say("prompt-predict-whole") if digits > 2 else say("prompt-predict", digits=digits)


def feedback(
    step: Step, verdict: Verdict, gave_up: bool, believed: Misconception | None, words: DemoWords | None, say: Interface
) -> list[b.Block]:
    """Return the verdict, the refutation of what was believed, and the step as it is."""
    items = [verdict_line(verdict, gave_up, say), *refutation(believed, say)]
    if verdict.misconception and believed is None:
        items.append(b.Prose(say("predict-slip", slip=verdict.misconception)))
    return [*items, steps.lines([step], words)]


def score(done: Sequence[tuple[Asked, Verdict]], demo: str, kept: bool, say: Interface) -> list[b.Block]:
    """Return how many predictions were right, those that were not with what comes out, and where to go on."""
    right = sum(verdict.right for _, verdict in done)
    items: list[b.Block] = [
        b.Heading(say("recap-heading")),
        b.Prose(say("predict-score", right=right, asked=len(done))),
    ]
    missed = [[asked.question.id, _value(asked)] for asked, verdict in done if not verdict.right]
    if missed:
        items.append(b.Table([say("column-step"), say("column-value")], missed, [1]))
    if not kept:
        items.append(b.Note(say("note-not-kept")))
    whole = b.Link(f"tutor demo {demo}", say("link-demo"))
    return [*items, b.Links([whole, b.Link(f"tutor demo {demo} --predict", say("link-predict"))])]


def _value(asked: Asked) -> str:
    return numbers.exact(asked.right) if isinstance(asked.right, float) else numbers.array(asked.right)
