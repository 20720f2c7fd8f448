"""Phrases found in running text, English or Chinese, without regular expressions.

Content packs come from strangers, so a phrase is not a program: plain words, `*` after a word for any ending, and `…`
for up to `WORDS_BETWEEN` words (or `CHARACTERS_BETWEEN` Chinese characters) of the same sentence. A text becomes a row
of slots (see `slots.py`). The places of a word are the bits of one integer, so that a phrase costs a fixed number of
shifts, whatever the text and however it repeats itself.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.quiz.slots import Slot, is_chinese, slots

WORDS_BETWEEN = 6
CHARACTERS_BETWEEN = 12
MAX_PARTS = 6
MAX_WORDS = 24  # words or Chinese characters of one phrase
MAX_MATCHES = 20

_GAP, _ANY_ENDING = "…", "*"


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a phrase stands: the slots of its words, ascending; slots between them belong to its gaps."""

    slots: tuple[int, ...]

    @property
    def first(self) -> int:
        """First slot."""
        return self.slots[0]

    @property
    def last(self) -> int:
        """Last slot."""
        return self.slots[-1]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts that follow one another with a gap between; a part is words that stand together."""

    parts: tuple[tuple[str, ...], ...]
    gap: int


@functools.lru_cache(4096)
def phrase(text: str) -> Phrase:
    """Read a phrase. Raises ValueError, saying why, for one without words or beyond the limits."""
    parts = tuple(tuple(_words(part)) for part in text.split(_GAP))
    if not all(parts):
        raise ValueError("has no word on one side of `…`, or none at all")
    if len(parts) > MAX_PARTS or sum(map(len, parts)) > MAX_WORDS:
        raise ValueError(f"is longer than {MAX_WORDS} words or {MAX_PARTS} parts")
    chinese = any(is_chinese(word[0]) for part in parts for word in part)
    return Phrase(parts, CHARACTERS_BETWEEN if chinese else WORDS_BETWEEN)


def _words(text: str) -> Iterator[str]:
    for slot in slots(text):
        ending = text[slot.end : slot.end + 1] == _ANY_ENDING
        yield slot.word + (_ANY_ENDING if ending else "")


class Passage:
    """A text as slots, and the places of its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.slots = slots(text)
        self._places: dict[str, int] = {}
        self._inside = 0
        for number, slot in enumerate(self.slots):
            if not slot.stop:
                self._places[slot.word] = self._places.get(slot.word, 0) | 1 << number
                self._inside |= 1 << number
        self._sorted = sorted(self._places)
        self._sentences = _sentences(self.slots)

    def find(self, wanted: Phrase) -> list[Match]:
        """Return up to `MAX_MATCHES` places of a phrase, each with its gaps as short as they can be."""
        ends: list[int] = []
        reach = self._inside
        starts = 0
        for part in wanted.parts:
            starts = reach & self._starts(part)
            if not starts:
                return []
            ends.append(starts << (len(part) - 1))
            reach = self._reach(ends[-1], wanted.gap)
        return [self._back(wanted, ends, start) for start in _bits(starts)]

    def covered(self, wanted: Phrase) -> int:
        """Return the slots that all places of a phrase without gaps cover, as bits."""
        (part,) = wanted.parts
        starts = self._starts(part)
        bits = 0
        for offset in range(len(part)):
            bits |= starts << offset
        return bits

    def quote(self, match: Match) -> str:
        """Return what was said at a match, from its first word to its last."""
        return self._said(match.first, match.last)

    def quote_clause(self, match: Match, longest: int) -> str:
        """Return the clause around a match if it is no longer than `longest` characters, else the match alone."""
        clause, first, last = self.slots[match.first].clause, match.first, match.last
        while first and self.slots[first - 1].clause == clause:
            first -= 1
        while last + 1 < len(self.slots) and self.slots[last + 1].clause == clause and not self.slots[last + 1].stop:
            last += 1
        whole = self._said(first, last)
        return whole if len(whole) <= longest else self.quote(match)

    def _said(self, first: int, last: int) -> str:
        return " ".join(self.text[self.slots[first].start : self.slots[last].end].split())

    def sentence(self, slot: int) -> range:
        """Return the slots of the sentence around `slot`, without its end; empty behind the text."""
        if slot >= len(self.slots):
            return range(slot, slot)
        return self._sentences[slot]

    def _starts(self, part: tuple[str, ...]) -> int:
        starts = self._inside
        for offset, word in enumerate(part):
            starts &= self._of(word) >> offset
        return starts

    def _of(self, word: str) -> int:
        if not word.endswith(_ANY_ENDING):
            return self._places.get(word, 0)
        stem = word[:-1]
        places, at = 0, bisect_left(self._sorted, stem)
        while at < len(self._sorted) and self._sorted[at].startswith(stem):
            places |= self._places[self._sorted[at]]
            at += 1
        return places

    def _reach(self, ends: int, gap: int) -> int:
        reach = ends << 1 & self._inside
        for _ in range(gap):
            reach |= reach << 1 & self._inside
        return reach

    def _back(self, wanted: Phrase, ends: list[int], start: int) -> Match:
        """Walk from the last part to the first, each time to the nearest end before."""
        taken = list(range(start, start + len(wanted.parts[-1])))
        for part, places in zip(wanted.parts[-2::-1], ends[-2::-1], strict=True):
            end = (places & ((1 << taken[0]) - 1)).bit_length() - 1
            taken = [*range(end - len(part) + 1, end + 1), *taken]
        return Match(tuple(taken))


def _sentences(slots: list[Slot]) -> list[range]:
    found: list[range] = []
    for number, slot in enumerate(slots, 1):
        if slot.stop or number == len(slots):
            begin = len(found)
            found += [range(begin, number - bool(slot.stop))] * (number - begin)
    return found


def _bits(mask: int) -> Iterator[int]:
    for _ in range(MAX_MATCHES):
        if not mask:
            return
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
