"""The screens of `tutor teach`: the task, what the hints found, the model answer, the tick list; and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tutor.library import Interface, Lesson
from tutor.library.rubric import Rubric
from tutor.quiz.asking import LETTERS
from tutor.quiz.rubric import MAX_EXPLANATION, Hints, Raised, Tick
from tutor.show import blocks as b
from tutor.show.theme import HINT, RIGHT, WRONG

_SIGNS = {"found": (RIGHT, "right"), "unsure": (HINT, "letter"), "missing": (WRONG, "wrong")}
_SAID = {"found": "teach-found-because", "unsure": "teach-unsure", "missing": "teach-missing"}
_MARKUP = str.maketrans("", "", "*`$")


@dataclass(frozen=True, slots=True)
class Tickable:
    """A key point or a misconception that the learner may tick; `hinted` is what the hints say of it."""

    letter: str
    id: str
    text: str
    hinted: bool
    is_misconception: bool = False


class Ticked(Protocol):
    """What the learner ticked."""

    points: list[str]
    misconceptions: list[str]
    given: bool


def opening(title: str, rubric: Rubric, foreign: bool, say: Interface) -> list[b.Block]:
    """Return the task; `foreign` when it is not in the learner's language."""
    notes: list[b.Block] = [b.Note(say("note-language"))] if foreign else []
    return [b.Title(title, say("teach-summary")), *notes, b.Prose(rubric.prompt)]


def how(interactive: bool, say: Interface) -> list[b.Block]:
    """Return how the explanation is typed; a pipe is told by the prompt."""
    return [b.Note(say("teach-how"))] if interactive else []


def found(lesson: Lesson, hints: Hints, text: str, say: Interface) -> list[b.Block]:
    """Return what the hints found: each key point, then the misconceptions with their refutation."""
    items: list[b.Block] = [b.Heading(say("teach-found")), b.Prose(say("teach-only-hints"))]
    if hints.short:
        items.append(b.Note(say("teach-short")))
    if len(text) > MAX_EXPLANATION:
        items.append(b.Note(say("teach-cut", limit=MAX_EXPLANATION)))
    ticks = {tick.point: tick for tick in hints.ticks}
    entries = [_point(text, ticks.get(name), say) for name, text in _points(lesson)]
    items.append(b.Entries(entries))
    flags = _flags(lesson, hints)
    if flags:
        items += [b.Heading(say("teach-flags")), b.Entries([_flag(lesson, raised, say) for raised in flags])]
    return items


def _points(lesson: Lesson) -> list[tuple[str, str]]:
    return [(name, lesson.words.key_points.get(name, name)) for name in lesson.topic.key_points]


def _flags(lesson: Lesson, hints: Hints) -> list[Raised]:
    return [raised for raised in hints.flags if raised.misconception in lesson.words.misconceptions]


def _point(text: str, tick: Tick | None, say: Interface) -> b.Entry:
    state = tick.state if tick else "missing"
    sign, style = _SIGNS[state]
    quotes = say("semicolon").join(say("teach-quote", quote=_plain(quote)) for quote in tick.quotes) if tick else ""
    key = "teach-negated" if tick and tick.negated else _SAID[state]
    return b.Entry(text, say(key, quotes=quotes), sign, style)


def _flag(lesson: Lesson, raised: Raised, say: Interface) -> b.Entry:
    words = lesson.words.misconceptions[raised.misconception]
    key = "teach-flag" if raised.sure else "teach-flag-unsure"
    heard = say(key, quotes=say("teach-quote", quote=_plain(raised.quote)), claim=words.claim)
    sign, style = (WRONG, "wrong") if raised.sure else (HINT, "letter")
    return b.Entry(heard, words.correction, sign, style)


def _plain(quote: str) -> str:
    """Return somebody's words without what our Markdown would read as a mark."""
    return quote.translate(_MARKUP)


def model(rubric: Rubric, say: Interface) -> list[b.Block]:
    """Return the model answer."""
    return [b.Heading(say("teach-model")), b.Prose(rubric.model)]


def tickable(lesson: Lesson, hints: Hints) -> list[Tickable]:
    """Return what the learner may tick: every key point, then the misconceptions that were raised."""
    states = {tick.point: tick.state for tick in hints.ticks}
    points = [(name, text, states.get(name) == "found", False) for name, text in _points(lesson)]
    claims = lesson.words.misconceptions
    flags = [(one.misconception, claims[one.misconception].claim, one.sure, True) for one in _flags(lesson, hints)]
    return [Tickable(letter, *item) for letter, item in zip(_letters(), [*points, *flags], strict=False)]


def _letters() -> list[str]:
    return [*LETTERS, *(first + second for first in LETTERS for second in LETTERS)]


def tick_list(items: Sequence[Tickable], say: Interface) -> list[b.Block]:
    """Return the list to tick, with letters."""
    said = [(item.letter, item.text) for item in items if not item.is_misconception]
    meant = [(item.letter, say("teach-meant", claim=item.text)) for item in items if item.is_misconception]
    return [b.Heading(say("teach-ticks")), b.Choices([*said, *meant])]


def before_questions(count: int, say: Interface) -> list[b.Block]:
    """Return what leads over to the questions."""
    return [b.Prose(say("teach-questions", count=count))]


def ticked(lesson: Lesson, ticks: Ticked, say: Interface) -> list[b.Block]:
    """Return how many key points the learner ticked."""
    key = "teach-ticked" if ticks.given else "teach-not-ticked"
    total = len(lesson.topic.key_points)
    return [b.Heading(say("teach-end")), b.Prose(say(key, count=len(ticks.points), total=total))]


def onwards(lesson: Lesson, kept: bool, say: Interface) -> list[b.Block]:
    """Return where to go on where no question was answered."""
    notes: list[b.Block] = [] if kept else [b.Note(say("note-not-kept"))]
    links = [
        b.Link(f"tutor explain {lesson.id}", say("link-reread")),
        b.Link(f"tutor quiz {lesson.id}", say("link-quiz")),
    ]
    return [*notes, b.Links(links)]


def data(
    lesson: Lesson, rubric: Rubric, text: str, hints: Hints | None, ticks: Ticked, answers: object
) -> dict[str, object]:
    """Return the whole as JSON; `answers` are those to the questions that followed."""
    total = len(lesson.topic.key_points)
    states = {tick.point: tick for tick in hints.ticks} if hints else {}
    return {
        "topic": lesson.id,
        "language": lesson.spoken,
        "prompt": rubric.prompt,
        "answer": text,
        "short": hints.short if hints else False,
        "found": [
            {
                "key_point": name,
                "state": states[name].state if name in states else "missing",
                "quotes": states[name].quotes if name in states else [],
                "ticked": name in ticks.points,
            }
            for name in lesson.topic.key_points
        ],
        "flags": [
            {
                "misconception": one.misconception,
                "quote": one.quote,
                "sure": one.sure,
                "agreed": one.misconception in ticks.misconceptions,
            }
            for one in (_flags(lesson, hints) if hints else [])
        ],
        "model": rubric.model,
        "ticked": list(ticks.points),
        "given": ticks.given,
        "credit": round(len(ticks.points) / total, 4) if total else 0.0,
        "answers": answers,
    }
