"""A card: what one question's answers have left behind, and when it is due.

A day here is 24 hours, as in the scheduler: nothing depends on where the learner's midnight is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CardState:
    """A question's memory, derived from its standing answers; treat it as immutable.

    `due`, `stability` (days), `difficulty` (1 to 10), `last_answer` and `last_right` tell about scheduled answers and
    are None (False) before the first. `last_answer` is when the schedule last moved. `lapses` counts scheduled answers
    that were wrong right after one that was not. `answers` and `misconceptions` count every answer. `latest` is the
    effective time of the card's latest event.
    """

    question: str
    revision: int
    latest: datetime
    due: datetime | None = None
    stability: float | None = None
    difficulty: float | None = None
    last_answer: datetime | None = None
    last_right: bool = False
    answers: int = 0
    lapses: int = 0
    misconceptions: Counter[str] = field(default_factory=Counter)
    suspended: bool = False


def due(cards: Iterable[CardState], now: datetime) -> list[CardState]:
    """Return the cards due at `now`, the longest overdue first; suspended and never scheduled ones are not due."""
    timed = [(card.due, card.question, card) for card in cards if card.due is not None and not card.suspended]
    return [card for moment, _, card in sorted(timed, key=lambda entry: entry[:2]) if moment <= now]


def forecast(cards: Iterable[CardState], now: datetime, days: int = 14) -> list[int]:
    """Count the cards that fall due in each of the next `days` days from `now`; what is overdue counts in the first."""
    counts = [0] * days
    for card in cards:
        if card.due is None or card.suspended:
            continue
        day = max(0, (card.due - now) // DAY)
        if day < days:
            counts[day] += 1
    return counts
