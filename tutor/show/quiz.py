"""The screens of the quiz: a question, what is said to the answer, the recap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tutor.library import Interface, Lesson
from tutor.library.model import RIGHT as RIGHT_OPTION
from tutor.library.model import Fill, Number, Order, TrueFalse
from tutor.quiz import Asked, Verdict
from tutor.show import blocks as b
from tutor.show import numbers
from tutor.show.theme import HINT, RIGHT, WRONG


def question(asked: Asked, number: int, total: int, title: str, say: Interface) -> list[b.Block]:
    """Return one question with its place in the session and how it is answered."""
    items: list[b.Block] = [
        b.Heading(say("quiz-place", number=number, total=total, title=title)),
        b.Prose(asked.prompt),
    ]
    words = asked.words
    if isinstance(asked.question, Order):
        items.append(b.Choices([(asked.letter(name), words.items[name]) for name in asked.order]))
    elif asked.order:
        items.append(b.Choices([(asked.letter(name), words.options[name].text) for name in asked.order]))
    return items


def prompt(asked: Asked, say: Interface) -> str:
    """Return the line that asks for the answer and says which form it takes."""
    digits = asked.question.digits if isinstance(asked.question, Number) else 0
    return say(f"prompt-{asked.question.kind}", digits=digits)


def hint(text: str, number: int, total: int, say: Interface) -> list[b.Block]:
    """Return one hint of several."""
    return [b.Entries([b.Entry(say("quiz-hint", number=number, total=total), text, HINT, "letter")])]


def feedback(asked: Asked, verdict: Verdict, lesson: Lesson, gave_up: bool, say: Interface) -> list[b.Block]:
    """Return what is said to an answer: the verdict, why, the refutation by name, and where it is told and shown."""
    if verdict.right:
        said = verdict.said or asked.words.solution
        return [b.Entries([b.Entry(say("verdict-right"), said, RIGHT, "right")])]
    key = "verdict-gave-up" if gave_up else "verdict-partly" if verdict.credit > 0 else "verdict-wrong"
    items: list[b.Block] = [b.Entries([b.Entry(say(key), "", WRONG, "wrong")])]
    if verdict.said:
        items.append(b.Prose(verdict.said))
    believed = lesson.words.misconceptions.get(verdict.misconception or "")
    if believed:
        items.append(
            b.Entries([b.Entry(say("quiz-belief", claim=believed.claim), believed.correction, WRONG, "wrong")])
        )
    items.append(b.Prose(f"**{say('quiz-answer')}** {right_answer(asked)}"))
    items += [b.Prose(text) for text in (asked.words.solution, _why_right(asked)) if text]
    return [*items, b.Links(_links(asked, lesson, say))]


def _why_right(asked: Asked) -> str:
    """The feedback of the one right option; with several, the wrong choices have said enough."""
    options: Mapping[str, str] = getattr(asked.question, "options", {})
    right = [asked.words.options[name].feedback for name in asked.order if options.get(name) == RIGHT_OPTION]
    return right[0] if len(right) == 1 else ""


def _links(asked: Asked, lesson: Lesson, say: Interface) -> list[b.Link]:
    section = asked.question.section.replace("_", "-")
    level = f" --level {asked.question.level}" if asked.question.level != 2 else ""
    links = [b.Link(f"tutor explain {lesson.id} --section {section}{level}", say("link-reread"))]
    if isinstance(asked.question, Number):
        links.append(b.Link(demo_command(asked), say("link-worked")))
    elif lesson.topic.demos:
        links.append(b.Link(f"tutor demo {lesson.topic.demos[0]}", say("link-demo")))
    return links


def demo_command(asked: Asked) -> str:
    """Return the command that shows the demo with this question's numbers."""
    assert isinstance(asked.question, Number)
    names = [*asked.question.set, *asked.question.draw]
    sets = [f"--set {name}={compact(asked.inputs[name])}" for name in names]
    return " ".join([f"tutor demo {asked.question.demo}", *sets])


def compact(value: object) -> str:
    """Write an input the way `--set` reads it, without spaces."""
    listed = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(listed, list):
        return f"[{','.join(compact(item) for item in listed)}]"
    return f"{listed:.10g}" if isinstance(listed, (int, float)) else str(listed)


def right_answer(asked: Asked) -> str:
    """Return the right answer as the learner would have given it, with what its letter stands for."""
    question = asked.question
    if isinstance(question, Number):
        right = asked.right
        return f"[{', '.join(map(numbers.exact, right))}]" if isinstance(right, list) else numbers.exact(right)
    if isinstance(question, Fill):
        return " / ".join(terms[0] for terms in question.accept.values())
    if isinstance(question, Order):
        return " → ".join(asked.words.items[name] for name in question.items)
    options: Mapping[str, str] = getattr(question, "options", {})
    right_ones = [name for name in asked.order if options[name] == RIGHT_OPTION]
    said = "; ".join(f"{asked.letter(name)}) {asked.words.options[name].text}" for name in right_ones)
    if isinstance(question, TrueFalse):
        return f"{'t' if question.answer else 'f'}, {said}"
    return said


@dataclass(frozen=True, slots=True)
class Done:
    """One answered question of a session, for the recap. `again` marks the repeat of a missed one."""

    asked: Asked
    verdict: Verdict
    raw: str
    again: bool = False


def recap(done: Sequence[Done], kept: bool, say: Interface) -> list[b.Block]:
    """Return the end of a session: how many, what was missed, what comes next."""
    first = [item for item in done if not item.again]
    right = sum(item.verdict.right for item in first)
    items: list[b.Block] = [b.Heading(say("recap-heading")), b.Prose(say("recap-count", right=right, asked=len(first)))]
    missed = [item for item in first if not item.verdict.right]
    if missed:
        items.append(
            b.Entries(
                [
                    b.Entry(item.asked.prompt.strip().split("\n")[0], right_answer(item.asked), WRONG, "wrong")
                    for item in missed
                ]
            )
        )
    if not kept:
        items.append(b.Note(say("note-not-kept")))
    topics = list(dict.fromkeys(item.asked.topic for item in missed))
    links = [b.Link(f"tutor explain {topic}", say("link-reread")) for topic in topics[:2]]
    return [*items, b.Links([*links, b.Link("tutor progress", say("link-progress"))])]


def nothing(only: str, say: Interface) -> list[b.Block]:
    """Return what is said when there is no question to ask now."""
    again = f"tutor quiz {only} --cram".replace("  ", " ")
    links = [b.Link(again, say("link-cram")), b.Link("tutor topics", say("link-topics"))]
    return [b.Prose(say("quiz-nothing")), b.Links(links)]
