"""Questions to take along: a sheet for a class, its key, and what a learner missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tutor.library import Interface, Lesson
from tutor.library.model import RIGHT as RIGHT_OPTION
from tutor.library.model import Explain, Fill, Number, TrueFalse
from tutor.quiz import Asked
from tutor.show import blocks as b
from tutor.show import numbers
from tutor.show.quiz import choices, command_to, right_answer
from tutor.show.theme import RIGHT, WRONG

LINES, WIDTH = 5, 60  # room for an explanation


@dataclass(frozen=True, slots=True)
class Reason:
    """What is said to one possible answer: its letter `a)`, number `0.5:` or term, whether it is right, and why."""

    label: str
    right: bool
    text: str

    @property
    def start(self) -> str:
        """Return the label with its sign."""
        return f"{self.label} {RIGHT if self.right else WRONG}"


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was answered wrong and not recalled since; `raw` is empty where it was given up, and None
    where what was typed is not to be told or not known.
    """

    asked: Asked
    lesson: Lesson
    raw: str | None
    misconception: str | None


def answer(asked: Asked, lesson: Lesson, say: Interface) -> str:
    """Return the right answer as a sheet gives it; of an explanation, the key points that belong in it."""
    match asked.question:
        case Explain(tests=points):
            return " ".join(lesson.words.key_points.get(point, point) for point in points)
        case Number():
            return numbers.given(asked.right)
        case TrueFalse(answer=true):
            return say("comma").join([say("sheet-true" if true else "sheet-false"), *_right_options(asked)])
        case _:
            return right_answer(asked, say)


def _right_options(asked: Asked) -> list[str]:
    options: Mapping[str, str] = getattr(asked.question, "options", {})
    right = [name for name in asked.order if options[name] == RIGHT_OPTION]
    return [f"{asked.letter(name)}) {asked.words.options[name].text}" for name in right]


def reasons(asked: Asked, lesson: Lesson) -> list[Reason]:
    """Return what is said to every option, to every known wrong number, to every known wrong term."""
    options: Mapping[str, str] = getattr(asked.question, "options", {})
    if options:
        told = asked.words.options
        return [Reason(f"{asked.letter(o)})", options[o] == RIGHT_OPTION, told[o].feedback) for o in asked.order]
    if isinstance(asked.question, Number):
        known = {numbers.given(value): slip for slip, value in asked.slips.items()}
    elif isinstance(asked.question, Fill):
        terms = asked.question.wrong
        known = {term: name for term, name in terms.items() if lesson.spoken != "en" or term.isascii()}
    else:
        return []
    labels: dict[str, list[str]] = {}
    for label, name in known.items():
        believed = lesson.words.misconceptions.get(name)
        text = asked.words.slips.get(name) or (believed.correction if believed else "")
        labels.setdefault(text, []).append(label)
    return [Reason(f"{', '.join(ones)}:", False, text) for text, ones in labels.items() if text]


def instruction(asked: Asked, say: Interface) -> str:
    """Return what is to be done with a question on paper."""
    digits = asked.question.digits if isinstance(asked.question, Number) else 0
    return say(f"sheet-{asked.question.kind}", digits=digits)


def sheet(title: str, questions: Sequence[Asked], lesson: Lesson, say: Interface, *, key: bool) -> list[b.Block]:
    """Return numbered questions with lettered options, and with `key` the answers with their reasons at the end."""
    items: list[b.Block] = [b.Title(say("sheet-title", title=title), say("sheet-summary", count=len(questions)))]
    for number, asked in enumerate(questions, 1):
        items += [
            b.Prose(f"**{number}.** {asked.prompt.strip()} *{instruction(asked, say)}*"),
            *choices(asked),
            *_room(asked),
        ]
    if key:
        items.append(b.Heading(say("sheet-key")))
        for number, asked in enumerate(questions, 1):
            items += [b.Prose(f"**{number}.** {answer(asked, lesson, say)}"), *_why(asked, lesson)]
    return items


def _room(asked: Asked) -> list[b.Block]:
    """Return lines to write on: rulers of Markdown."""
    return [b.Prose("_" * WIDTH)] * LINES if isinstance(asked.question, Explain) else []


def _why(asked: Asked, lesson: Lesson) -> list[b.Block]:
    items: list[b.Block] = [b.Prose(asked.words.solution)] if asked.words.solution else []
    told = reasons(asked, lesson)
    return [*items, b.Prose("\n".join(f"- {reason.start} {reason.text}" for reason in told))] if told else items


def recap(missed: Sequence[Missed], titles: Mapping[str, str], say: Interface) -> list[b.Block]:
    """Return what was missed, topic by topic: the question, what was answered, the right answer, the refutation."""
    items: list[b.Block] = [b.Title(say("recap-title"), say("recap-summary", count=len(missed)))]
    for topic in dict.fromkeys(one.lesson.id for one in missed):
        items.append(b.Heading(titles[topic]))
        for one in missed:
            if one.lesson.id == topic:
                items += _missed(one, say)
    return items


def _missed(one: Missed, say: Interface) -> list[b.Block]:
    asked = one.asked
    items: list[b.Block] = [b.Prose(f"**{asked.prompt.strip()}**"), *choices(asked)]
    if one.raw is not None:
        given = f"`{' '.join(one.raw.split()).replace('`', chr(39))}`" if one.raw.strip() else say("recap-gave-up")
        items.append(b.Prose(say("recap-answered", answer=given)))
    items.append(b.Prose(say("quiz-answer", answer=answer(asked, one.lesson, say))))
    if asked.words.solution:
        items.append(b.Prose(asked.words.solution))
    believed = one.lesson.words.misconceptions.get(one.misconception or "")
    if believed:
        items.append(b.Prose(f"{say('quiz-belief', claim=believed.claim)} {believed.correction}"))
    right = [reason.text for reason in reasons(asked, one.lesson) if reason.right]
    if right:
        items.append(b.Prose("\n".join(right)))
    return [*items, b.Prose(f"`{command_to(asked.topic, asked.question)}`")]
