"""Shuffle the pixels of all pictures alike: a multilayer perceptron learns the same, a convolution does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import mean
from typing import Any

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.training.pictures import (
    WINDOW,
    Net,
    Passed,
    convolution,
    flat_net,
    fresh,
    learnt,
    strokes,
    windows,
)
from tutor.lab.claim import Curve, HowMuch, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict
from tutor.lab.judging import by_variant

EVERY = 20
TESTED = 1000  # pictures never trained on
SAME = 1e-9  # between two losses: rounding, and no more, since the sums only change their order
LOST = 0.2  # of the share that is right


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Train one net on pictures whose pixels are all shuffled in one way, or not at all.

    Where a perceptron's pixels are shuffled, so are the columns of its first weights: the same start, seen otherwise.
    """
    s = trial.settings
    kind, _, shuffled = trial.variant.partition("-")
    pixels = s["side"] ** 2
    order = trial.dice(3).permutation(pixels) if shuffled else np.arange(pixels)
    net = fresh(trial.dice(1), pixels if kind == "mlp" else WINDOW**2, s["units"])
    if kind == "mlp":
        net = net._replace(W_1=net.W_1[:, order])
    forward, dice, losses = passing(kind, s["side"]), trial.dice(0), []
    rate = s["rate_mlp"] if kind == "mlp" else s["rate_convolution"]
    for step in range(1, s["steps"] + 1):
        pictures, classes = strokes(dice, s["side"], s["batch"], s["noise"])
        net, loss = learnt(net, forward(net, pictures[:, order]), classes, rate)
        losses.append(loss)
        if step % EVERY == 0 or step == s["steps"]:
            yield Point(step, s["steps"], mean(losses[-EVERY:]))
    pictures, classes = strokes(trial.dice(2), s["side"], TESTED, s["noise"])
    right = forward(net, pictures[:, order]).scores.argmax(axis=1) == classes
    yield Measured({"right": float(right.mean()), "loss": mean(losses[-EVERY:]), "losses": losses[:: EVERY // 2]})


def passing(kind: str, side: int) -> Callable[[Net, Array], Passed]:
    """The way through a net of this kind."""
    if kind == "mlp":
        return flat_net
    places = windows(side)
    return lambda net, pictures: convolution(net, pictures, places)


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Holds if the perceptron's losses differ by less than SAME at every step looked at, with every seed, and shuffling
    costs the convolution LOST or more of the share that is right. Does not hold if the perceptron's differ; mixed if
    only the convolution does not suffer.
    """
    own = by_variant(results)
    right = {kind: mean(_values(trials, "right")) for kind, trials in own.items()}
    figures: dict[str, float] = {f"{kind.replace('-', '_')}_right": value for kind, value in right.items()}
    if len(own) < 4:
        return Verdict("not decided", figures, "one-kind")
    apart = [
        abs(one - other)
        for plain, shuffled in zip(_values(own["mlp"], "losses"), _values(own["mlp-shuffled"], "losses"), strict=True)
        for one, other in zip(plain, shuffled, strict=True)
    ]
    figures |= {"apart": max(apart), "lost": right["convolution"] - right["convolution-shuffled"]}
    if not all(difference < SAME for difference in apart):  # NaN is none of these
        return Verdict("does not hold", figures)
    return Verdict("holds" if figures["lost"] >= LOST else "mixed", figures)


def _values(trials: Sequence[Result], measure: str) -> list[Any]:
    """A measure of finished trials, in the order of their seeds."""
    ordered = sorted(trials, key=lambda trial: trial.seed)
    return [trial.measured[measure] for trial in ordered if trial.measured is not None]


def left(results: Sequence[Result], settings: Settings) -> float | None:
    """The share that the convolution gets right of shuffled pictures, in percent."""
    found = verdict(results, settings).figures.get("convolution_shuffled_right")
    return None if found is None else 100 * float(found)


LAB = Lab(
    id="pixel-order",
    source="LeCun et al. (1998), Proceedings of the IEEE 86(11), §II",
    expected={},
    settings={
        "net": Setting(("mlp", "convolution"), choices=("mlp", "convolution")),
        "units": Setting(16, 1, 256),
        "side": Setting(8, 5, 32),
        "noise": Setting(0.2, 0.0, 10.0),
        "batch": Setting(32, 1, 256),
        "steps": Setting(800, 1, 20_000),
        "rate_mlp": Setting(0.3, 1e-6, 10.0),
        "rate_convolution": Setting(3.0, 1e-6, 10.0),
    },
    variants=lambda settings: [f"{net}{suffix}" for net in settings["net"] for suffix in ("", "-shuffled")],
    run=run,
    verdict=verdict,
    measures={"right": Measure("mean", "most"), "loss": Measure("median", "least"), "losses": Measure("list")},
    picture=Curve("loss", chance=lambda settings: float(np.log(4))),
    asks=HowMuch(left, within=1.3),
    topics=("feedforward", "rnn-vs-feedforward"),
    seeds=3,
    cost=3.0,
    quick={"side": 6, "units": 4, "batch": 8, "steps": 20, "seeds": 1},
    numbers=lambda s: (
        s["batch"] * s["side"] ** 2 * (WINDOW**2 + 4 * s["units"])
        + TESTED * s["side"] ** 2 * (WINDOW**2 + 2 * s["units"])
    ),
)
