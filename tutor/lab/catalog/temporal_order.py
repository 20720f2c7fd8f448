"""Which of two symbols came first? A hundred steps, two of which matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.engine.training.tasks import ORDER_CLASSES, ORDER_SYMBOLS, temporal_order
from tutor.lab.claim import Curve, Lab, Measured, Point, Result, Settings, Trial, Verdict, Which
from tutor.lab.judging import by_variant, share, won
from tutor.lab.sequences import FEW, MEASURES, MOST, classified, figures, numbers, settings


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Train one start until it has solved the task or the steps are over."""
    return classified(trial, temporal_order, ORDER_SYMBOLS, ORDER_CLASSES)


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Holds if the best LSTM start solves MOST seeds or more and the RNN FEW or less; does not hold if the RNN solves
    as large a share as the best of them. Not decided where nobody solves it, or only one kind is there.
    """
    own = by_variant(results)
    starts = [share(trials) for name, trials in own.items() if name not in ("rnn", "gru")]
    if "rnn" not in own or not starts:
        return Verdict("not decided", figures(own), "one-kind")
    rnn, best = share(own["rnn"]), max(starts)
    if not rnn and not best:
        return Verdict("not decided", figures(own), "none")
    if best >= MOST and rnn <= FEW:
        return Verdict("holds", figures(own))
    return Verdict("does not hold" if rnn >= best else "mixed", figures(own))


LAB = Lab(
    id="temporal-order",
    source="Hochreiter & Schmidhuber (1997), Neural Computation 9(8), experiment 6a, Table 9",
    expected={"rnn": {"solved": "0/3"}, "bias-1": {"solved": "0/3"}, "chrono": {"solved": "3/3"}},
    settings=settings(("rnn", "bias-1", "chrono"), length=100, steps=800),
    variants=lambda settings: settings["start"],
    run=run,
    verdict=verdict,
    measures=MEASURES,
    picture=Curve("accuracy", chance=lambda settings: 1 / ORDER_CLASSES, top=1.0),
    asks=Which(won),
    topics=("rnn-vs-lstm", "rnn-vs-feedforward"),
    seeds=3,
    cost=15.0,
    quick={"length": 20, "steps": 40, "seeds": 1},
    numbers=numbers,
)
