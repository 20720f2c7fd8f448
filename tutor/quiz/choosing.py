"""Which questions to ask: what is due, then what is weak, then what is new in the order in which topics need each
other.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked. `due` is None for one that was never answered; `strength` is its mastery, 0 to 1."""

    id: str
    topic: str
    level: int
    due: datetime | None = None
    strength: float = 0.0


WEAK = 0.7


def choose(
    candidates: Sequence[Candidate], order: Sequence[str], now: datetime, count: int, seed: int, *, ahead: bool = False
) -> list[Candidate]:
    """Return up to `count` questions: due ones first (longest due first), then new ones along `order`, easier levels
    first.

    With `ahead`, weak and then all other questions that are not due follow. `seed` breaks ties, so that equals come
    in a varied order.
    """
    dice = random.Random(seed)
    tie = {candidate.id: dice.random() for candidate in candidates}
    place = {topic: number for number, topic in enumerate(order)}
    due = [c for c in candidates if c.due is not None and c.due <= now]
    new = [c for c in candidates if c.due is None]
    rest = [c for c in candidates if c.due is not None and c.due > now] if ahead else []
    due.sort(key=lambda c: (c.due, tie[c.id]))
    new.sort(key=lambda c: (place.get(c.topic, len(place)), c.level, tie[c.id]))
    rest.sort(key=lambda c: (c.strength >= WEAK, c.strength, tie[c.id]))
    return [*due, *new, *rest][:count]


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
        opened = sorted(sorter.get_ready(), key=lambda name: (led.index(name) if name in led else len(led), name))
        ready += reversed(opened)
    return order
