"""The screens of the quiz: a question, what is said to the answer. (Its end is in `recap.py`.)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.library import Interface, Lesson
from tutor.library.language import simplify, written
from tutor.library.model import RIGHT as RIGHT_OPTION
from tutor.library.model import DemoWords, Explain, Fill, Misconception, Number, Order, Question, TrueFalse
from tutor.quiz import Asked, Verdict
from tutor.quiz.asking import is_count
from tutor.show import blocks as b
from tutor.show import numbers, steps
from tutor.show.theme import DONE, HINT, MARKED, RIGHT, TO_DO, WRONG

DOTS = 10  # more questions than these share the dots of the bar


def question(asked: Asked, number: int, total: int, title: str, say: Interface) -> list[b.Block]:
    """Return one question with its place in the session; its options are `choices`."""
    place = f"{bar(number, total)} {number}/{total} · {title}"
    return [
        b.Heading(place, says=say("quiz-place", number=number, total=total, title=title)),
        b.Prose(asked.prompt),
    ]


def bar(number: int, total: int) -> str:
    """Return a dot a question, those that were reached filled: ●●○○○."""
    dots = min(total, DOTS)
    full = max(round(dots * number / total), 1)
    return DONE * full + TO_DO * (dots - full)


def choices(asked: Asked, signs: Sequence[str] = ()) -> list[b.Block]:
    """Return the options or items as displayed, or nothing for a question that has none."""
    if not asked.order:
        return []
    return [b.Choices([(asked.letter(name), _text(asked, name)) for name in asked.order], list(signs))]


def signs(asked: Asked, marked: int | None, ticked: Sequence[int]) -> list[str]:
    """Return the sign of each option: where the marker is, what is ticked."""
    at = range(len(asked.order))
    return [f"{MARKED if n == marked else ' '}{RIGHT if n in ticked else ''}" for n in at]


def _text(asked: Asked, name: str) -> str:
    return asked.words.items[name] if isinstance(asked.question, Order) else asked.words.options[name].text


def prompt(asked: Asked, say: Interface) -> str:
    """Return the line that asks for the answer and says which form it takes."""
    digits = asked.question.digits if isinstance(asked.question, Number) else 0
    kind = "count" if digits and is_count(asked.right) else asked.question.kind
    return say(f"prompt-{kind}", digits=digits)


def hint(text: str, number: int, total: int, say: Interface) -> list[b.Block]:
    """Return one hint of several."""
    return [b.Entries([b.Entry(say("quiz-hint", number=number, total=total), text, HINT, "letter")])]


def verdict_line(verdict: Verdict, gave_up: bool, say: Interface, body: str = "") -> b.Block:
    """Return the verdict in a word."""
    if verdict.right:
        return b.Entries([b.Entry(say("verdict-right"), body, RIGHT, "right")])
    key = "verdict-gave-up" if gave_up else "verdict-partly" if verdict.credit > 0 else "verdict-wrong"
    return b.Entries([b.Entry(say(key), body, WRONG, "wrong")])


def refutation(believed: Misconception | None, say: Interface) -> list[b.Block]:
    """Return the misconception by name with its correction; nothing where none showed."""
    if believed is None:
        return []
    return [b.Entries([b.Entry(say("quiz-belief", claim=believed.claim), believed.correction, WRONG, "wrong")])]


def feedback(
    asked: Asked, verdict: Verdict, lesson: Lesson, gave_up: bool, demo: DemoWords | None, say: Interface
) -> list[b.Block]:
    """Return what is said to an answer: the verdict, the option's or slip's own feedback, the refutation by name, the
    right answer and why, where it is told and shown.

    A number question that was given up, or whose wrong number nobody knows, is worked out; `demo` has its sentences.
    """
    if verdict.right:
        return [verdict_line(verdict, gave_up, say, verdict.said or asked.words.solution)]
    items = [verdict_line(verdict, gave_up, say)]
    if verdict.said:
        items.append(b.Prose(verdict.said))
    items += refutation(lesson.words.misconceptions.get(verdict.misconception or ""), say)
    items.append(b.Prose(say("quiz-answer", answer=right_answer(asked, say))))
    why = _why_all_right(asked) if gave_up else _why_right(asked)
    items += [b.Prose(text) for text in (asked.words.solution, why) if text]
    if not verdict.misconception:
        items += _worked(asked, demo, say)
    return [*items, b.Links(_links(asked, lesson, say))]


def _worked(asked: Asked, demo: DemoWords | None, say: Interface) -> list[b.Block]:
    if not isinstance(asked.question, Number) or asked.trace is None:
        return []
    told = steps.until(asked.trace, asked.question.ask)
    return [b.Heading(say("heading-worked")), steps.lines(told, demo)]


def _why_right(asked: Asked) -> str:
    """The feedback of the one right option; with several, the wrong choices have said enough."""
    options: Mapping[str, str] = getattr(asked.question, "options", {})
    right = [asked.words.options[name].feedback for name in asked.order if options.get(name) == RIGHT_OPTION]
    return right[0] if len(right) == 1 else ""


def _why_all_right(asked: Asked) -> str:
    """The feedback of every right option, for somebody who gave up."""
    options: Mapping[str, str] = getattr(asked.question, "options", {})
    right = [asked.words.options[name] for name in asked.order if options.get(name) == RIGHT_OPTION]
    return _why_right(asked) if len(right) < 2 else "\n".join(f"- {one.text}: {one.feedback}" for one in right)


def section_command(asked: Asked) -> str:
    """Return the command that shows where the answer is told."""
    return command_to(asked.topic, asked.question)


def command_to(topic: str, question: Question) -> str:
    """Return the command that shows the part of a topic which a question is about."""
    level = f" --level {question.level}" if question.level != 2 else ""
    return f"tutor explain {topic} --section {question.section.replace('_', '-')}{level}"


def _links(asked: Asked, lesson: Lesson, say: Interface) -> list[b.Link]:
    links = [b.Link(section_command(asked), say("link-reread"))]
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


def right_answer(asked: Asked, say: Interface) -> str:
    """Return the right answer as the learner would have given it, with what its letter stands for."""
    question = asked.question
    if isinstance(question, Explain):
        return asked.words.solution
    if isinstance(question, Number):
        right = asked.right
        return f"[{', '.join(map(numbers.exact, right))}]" if isinstance(right, list) else numbers.exact(right)
    if isinstance(question, Fill):
        return _term(question, say.language)
    if isinstance(question, Order):
        return " → ".join(asked.words.items[name] for name in question.items)
    options: Mapping[str, str] = getattr(question, "options", {})
    right_ones = [name for name in asked.order if options[name] == RIGHT_OPTION]
    said = say("semicolon").join(f"{asked.letter(name)}) {asked.words.options[name].text}" for name in right_ones)
    if isinstance(question, TrueFalse):
        return say("comma").join(["t" if question.answer else "f", said])
    return said


def _term(question: Fill, language: str) -> str:
    terms = question.accept.get(written(language)) or next(iter(question.accept.values()))
    return simplify(terms[0]) if language == "zh-Hans" else terms[0]
