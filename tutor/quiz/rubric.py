"""Reads an explanation in the learner's own words: which key points it seems to hold, which misconceptions.

These are hints for the learner's own judgement, never a grade. (A sentence embedding preferred the *wrong* explanation
of an LSTM in 5 of 5 pairs: likeness measures the topic, not the truth.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tutor.library.folders import inside
from tutor.library.language import written
from tutor.library.problems import ContentError, Problem
from tutor.library.rubric import Flag, Point, Rubric, rubric_file, rubric_of
from tutor.library.shelf import Shelf
from tutor.quiz.negation import Polarity
from tutor.quiz.phrases import Match, Passage, phrase
from tutor.quiz.slots import is_chinese

MAX_EXPLANATION = 2_000  # characters that are read
MAX_PHRASES = 2_000  # of one rubric
LONGEST_QUOTE = 80  # characters
FEW_WORDS = 15  # below this, nothing is sure; two Chinese characters count as a word

State = Literal["found", "unsure", "missing"]


@dataclass(frozen=True, slots=True)
class Tick:
    """What the hints say of one key point; `quotes` are the places that made them say so, one for each group met."""

    point: str
    state: State
    quotes: list[str] = field(default_factory=list)
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Raised:
    """A misconception that the text may hold, and the place that says so."""

    misconception: str
    quote: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Hints:
    """All that was found: a tick for every key point of the rubric, the flags raised, whether the text was `short`."""

    ticks: list[Tick]
    flags: list[Raised]
    short: bool

    def state(self, point: str) -> State:
        """Return what the hints say of one key point. Raises KeyError for one that the rubric lacks."""
        return {tick.point: tick.state for tick in self.ticks}[point]


def grade_text(rubric: Rubric, text: str) -> Hints:
    """Hold the first `MAX_EXPLANATION` characters of a text against a rubric of its language.

    Raises ValueError for a phrase that cannot be read; the content check reports it.
    """
    passage = Passage(text[:MAX_EXPLANATION])
    polarity = Polarity(passage)
    short = _length(passage) < FEW_WORDS
    ticks = [_tick(name, point, passage, polarity, short) for name, point in rubric.points.items()]
    raised = [_raise(name, flag, passage, polarity, short) for name, flag in rubric.flags.items()]
    return Hints(ticks, [one for one in raised if one], short)


def sound_rubric(shelf: Shelf, topic: str, language: str) -> tuple[Rubric, str] | None:
    """Return what `rubric_of` returns. Raises ContentError, for a phrase that cannot be read too."""
    found = rubric_of(shelf, topic, language)
    if found is not None:
        file = f"{inside(topic)}/{rubric_file(written(found[1]))}"
        problems = [Problem(file, 1, 1, path, message) for path, message in phrase_faults(found[0].phrases())]
        if problems:
            raise ContentError(problems)
    return found


def phrase_faults(phrases: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield (path, message) for phrases that cannot be read, or are too many."""
    if sum(map(len, phrases.values())) > MAX_PHRASES:
        yield "points", f"and flags have more than {MAX_PHRASES} phrases; keep those that matter"
        return
    for path, group in phrases.items():
        if not group:
            yield path, "is empty; write a phrase or take it out"
        for text in group:
            try:
                phrase(text)
            except ValueError as error:
                yield path, f"holds {text[:40]!r}, which {error}"


def _length(passage: Passage) -> float:
    words = [slot.word for slot in passage.slots if slot.word]
    return sum(0.5 if is_chinese(word[:1]) else 1 for word in words)


def _tick(name: str, point: Point, passage: Passage, polarity: Polarity, short: bool) -> Tick:
    quotes, negated = [], False
    for group in point.any:
        met = sorted(_matches(group, passage), key=lambda match: (polarity.negated(match), match.first))
        if not met:
            return Tick(name, "missing")
        negated = negated or polarity.negated(met[0])
        quotes.append(passage.quote_clause(met[0], LONGEST_QUOTE))
    return Tick(name, "unsure" if negated or short else "found", list(dict.fromkeys(quotes)), negated)


def _raise(name: str, flag: Flag, passage: Passage, polarity: Polarity, short: bool) -> Raised | None:
    excused = {passage.sentence(match.first) for match in _matches(flag.unless, passage)}
    meant = [
        match
        for match in _matches(flag.patterns, passage)
        if passage.sentence(match.first) not in excused and not polarity.negated(match)
    ]
    if not meant:
        return None
    surest = min(meant, key=lambda match: (polarity.doubted(match), match.first, -match.last))
    return Raised(name, passage.quote(surest), not (short or polarity.doubted(surest)))


def _matches(phrases: Iterable[str], passage: Passage) -> Iterable[Match]:
    return [match for text in phrases for match in passage.find(phrase(text))]
