"""Our cards against Anki's own FSRS, over 200 random histories: `python -m tests.oracle.fsrs_anki`.

Both are told the same reviews: ours as events of a log, replayed; Anki's as rows of its review log. Anki counts
calendar days, we count 24 hours; the histories stay where the two agree: later reviews of a day come minutes later, and
everything else after whole days.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta

from tests.oracle.environment import anki_python, ask
from tutor.progress import Event, replay

HISTORIES = 200
LONGEST = 30
TOLERANCE = 1e-4  # relative; Anki computes in 32 bits
BEGIN = datetime(2010, 1, 4, 6, tzinfo=UTC)
BUTTONS = {"again": 1, "hard": 2, "good": 3}
CREDITS = {"again": 0.0, "hard": 0.75, "good": 1.0}


def history(dice: random.Random, number: int) -> list[tuple[datetime, str]]:
    """Return reviews in an order that a learner can bring about: after a recall, the next day at the earliest."""
    moment, told = BEGIN + timedelta(milliseconds=number), []  # Anki's key is the millisecond
    for _ in range(dice.randint(1, LONGEST)):
        how = dice.choices(list(BUTTONS), [2, 2, 5])[0]
        told.append((moment, how))
        if how == "again" and dice.random() < 0.4:
            moment += timedelta(minutes=dice.randint(1, 9))
        else:
            moment += timedelta(days=round(100 ** dice.random()))
    return told


def ours(reviews: list[tuple[datetime, str]]) -> list[float]:
    """Return stability and difficulty as the log's replay has them."""
    events = [
        Event(question="rnn/order", time=moment, effective=moment, right=how == "good", credit=CREDITS[how])
        for moment, how in reviews
    ]
    (card,) = replay(events).values()
    assert card.stability is not None and card.difficulty is not None
    return [card.stability, card.difficulty]


def main() -> int:
    """Print the largest differences; exit 1 if one is above the tolerance."""
    dice = random.Random(6)
    histories = [history(dice, number) for number in range(HISTORIES)]
    rows = [[[int(moment.timestamp() * 1000), BUTTONS[how]] for moment, how in told] for told in histories]
    with anki_python() as python:
        answer = ask(python, "inside_fsrs.py", rows)
    differences = [
        [abs(mine - other) / other for mine, other in zip(ours(told), state, strict=True)]
        for told, state in zip(histories, answer["states"], strict=True)
    ]
    stability, difficulty = (max(column) for column in zip(*differences, strict=True))
    reviews = sum(map(len, histories))
    print(f"anki {answer['version']}: {HISTORIES} histories, {reviews} reviews; largest relative difference of")
    print(f"stability {stability:.1e}, of difficulty {difficulty:.1e}; allowed {TOLERANCE:.0e}")
    return 0 if max(stability, difficulty) <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
