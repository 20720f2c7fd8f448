"""Which questions to ask: what is due, then what is weak, then what is new in the order in which topics need each
other; and in which order: questions of two confusable topics take turns.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter
from itertools import combinations, zip_longest

WEAK = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked. `due` is None for one that was never scheduled; `strength` is its mastery, 0 to 1.

    `point` is the mastery of the weakest key point it tests, told by those of its questions that were answered; None
    where none was.
    """

    id: str
    topic: str
    level: int
    due: datetime | None = None
    strength: float = 0.0
    point: float | None = None


def choose(
    candidates: Sequence[Candidate], order: Sequence[str], now: datetime, count: int, seed: int, *, ahead: bool = False
) -> list[Candidate]:
    """Return up to `count` questions: due ones (longest due first), new ones of weak key points (weakest first), then
    new ones along `order`, easier levels first.

    With `ahead`, weak and then all other questions that are not due follow. `seed` breaks ties, so that equals come
    in a varied order.
    """
    dice = random.Random(seed)
    tie = {candidate.id: dice.random() for candidate in candidates}
    place = {topic: number for number, topic in enumerate(order)}
    due = [c for c in candidates if c.due is not None and c.due <= now]
    weak = [c for c in candidates if c.due is None and _is_weak(c)]
    new = [c for c in candidates if c.due is None and not _is_weak(c)]
    rest = [c for c in candidates if c.due is not None and c.due > now] if ahead else []
    due.sort(key=lambda c: (c.due, tie[c.id]))
    weak.sort(key=lambda c: (c.point, c.level, tie[c.id]))
    new.sort(key=lambda c: (place.get(c.topic, len(place)), c.level, tie[c.id]))
    rest.sort(key=lambda c: (c.strength >= WEAK, c.strength, tie[c.id]))
    return [*due, *weak, *new, *rest][:count]


def _is_weak(candidate: Candidate) -> bool:
    return candidate.point is not None and candidate.point < WEAK


def interleave(chosen: Sequence[Candidate], confusable: Mapping[str, Collection[str]]) -> list[Candidate]:
    """Return `chosen` with the questions of two confusable topics taking turns, in the places that the two had.

    A topic is paired with the first of its confusable ones that comes; what belongs to no pair stays where it is.
    `confusable` maps a topic to others, in one direction or both. (Brunmair & Richter 2019: it helps with things that
    are easily confused, 0.42, and with nothing else.)
    """
    result = list(chosen)
    for pair in _pairs(list(dict.fromkeys(candidate.topic for candidate in chosen)), confusable):
        places = [number for number, candidate in enumerate(chosen) if candidate.topic in pair]
        one, other = ([chosen[place] for place in places if chosen[place].topic == topic] for topic in pair)
        turns = [candidate for both in zip_longest(one, other) for candidate in both if candidate is not None]
        for place, candidate in zip(places, turns, strict=True):
            result[place] = candidate
    return result


def _pairs(topics: Sequence[str], confusable: Mapping[str, Collection[str]]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for one, other in combinations(topics, 2):
        alike = other in confusable.get(one, ()) or one in confusable.get(other, ())
        if alike and not any({one, other} & set(pair) for pair in pairs):
            pairs.append((one, other))
    return pairs


def study_order(needs: Mapping[str, Sequence[str]], onwards: Mapping[str, Sequence[str]]) -> list[str]:
    """Return all topics so that each comes after those it needs, and where possible right after the one that leads on
    to it.

    `needs` and `onwards` map a topic to others; unknown ones are ignored. Raises graphlib.CycleError when needs go in
    a circle.
    """
    sorter = TopologicalSorter({topic: [need for need in wanted if need in needs] for topic, wanted in needs.items()})
    sorter.prepare()
    ready = list(reversed(sorter.get_ready()))
    order: list[str] = []
    while ready:
        topic = ready.pop()
        order.append(topic)
        sorter.done(topic)
        led = list(onwards.get(topic, ()))
        ready += sorted(sorter.get_ready(), reverse=True)
        ready.sort(key=lambda name: -led.index(name) if name in led else -len(led))
    return order
