"""Name the first of many symbols: is a forget bias of 1 enough to keep it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.engine.training.tasks import SYMBOLS, recall
from tutor.lab.claim import Curve, Lab, Measured, Point, Result, Settings, Trial, Verdict, Which
from tutor.lab.judging import by_variant, share, won
from tutor.lab.sequences import FEW, MEASURES, MOST, classified, figures, numbers, settings


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Train one start until it has solved the task or the steps are over."""
    return classified(trial, recall, SYMBOLS, SYMBOLS)


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """The claim is that a forget bias of 1 is enough: it holds if that solves MOST seeds or more, and does not hold if
    it solves FEW or less while another start solves MOST. Where no start does, the task is too hard to tell.
    """
    own = by_variant(results)
    if "bias-1" not in own:
        return Verdict("not decided", figures(own), "without-bias-1")
    bias_1 = share(own["bias-1"])
    if bias_1 >= MOST:
        return Verdict("holds", figures(own))
    if max(map(share, own.values())) < MOST:
        return Verdict("not decided", figures(own), "too-hard")
    return Verdict("does not hold" if bias_1 <= FEW else "mixed", figures(own))


LAB = Lab(
    id="recall",
    source="Jozefowicz, Zaremba & Sutskever (2015), ICML; Tallec & Ollivier (2018), arXiv:1804.11188, eq. 16",
    expected={
        "rnn": {"solved": "0/4"},
        "bias-0": {"solved": "0/4"},
        "bias-1": {"solved": "0/4"},
        "bias-5": {"solved": "4/4"},
        "chrono": {"solved": "4/4"},
    },
    settings=settings(("bias-0", "bias-1", "bias-5", "chrono"), length=50, steps=800),
    variants=lambda settings: settings["start"],
    run=run,
    verdict=verdict,
    measures=MEASURES,
    picture=Curve("accuracy", chance=lambda settings: 1 / SYMBOLS, top=1.0),
    asks=Which(won),
    topics=("lstm", "vanishing-gradients"),
    seeds=4,
    cost=15.0,
    quick={"length": 10, "steps": 40, "seeds": 1},
    numbers=numbers,
)
