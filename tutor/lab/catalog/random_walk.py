"""Forecast a random walk and a noisy wave: nothing beats "tomorrow is like today" where there is no pattern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.training import recurrent
from tutor.engine.training.signals import noisy_sine, random_walk, root_mean_square
from tutor.lab.claim import Curve, HowMuch, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict
from tutor.lab.judging import by_variant

EVERY = 100
BATCHES = 32  # of series never trained on, at each look
GAIN = 0.98  # times the error of "like today": below it something was gained; looks scatter by about 1 %
CLEAR = 0.9  # a gain that nobody could call chance
LEARNT = 0.5  # on the wave, where there is something to learn


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Train one cell on one kind of series, and compare its error with that of the last value as the forecast."""
    s = trial.settings
    cell, _, series = trial.variant.partition("-")
    net = recurrent.learner(cell, s["length"], 1, s["hidden"], 1, s["batch"])
    recurrent.initialise(net, trial.dice(1), 1.0)
    dice = trial.dice(0)
    unseen = [drawn(series, trial.dice(2, batch), s) for batch in range(BATCHES)]
    today = root_mean_square(np.concatenate([x[-1, 0] - wanted for x, wanted in unseen]))
    for step in range(1, s["steps"] + 1):
        recurrent.learn(net, *drawn(series, dice, s), recurrent.mean_square, step, s["rate"], 1.0)
        if step % EVERY == 0 or step == s["steps"]:
            errors = [recurrent.forward(net, x)[0] - wanted for x, wanted in unseen]
            ratio = root_mean_square(np.concatenate(errors)) / today
            yield Point(step, s["steps"], ratio)
    yield Measured({"ratio": ratio})


def drawn(series: str, dice: np.random.Generator, s: Settings) -> tuple[Array, Array]:
    """A batch of windows and the values after them."""
    if series == "walk":
        return random_walk(dice, s["length"], s["batch"])
    return noisy_sine(dice, s["length"], s["batch"], s["noise"])


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """By the median over seeds: holds if on the walk no cell is below GAIN and on the wave, where it can be done, each
    is at LEARNT or below; does not hold if a cell is below CLEAR on the walk. Not decided with one kind alone.
    """
    own = by_variant(results)
    ratio = {kind: median(_ratios(trials)) for kind, trials in own.items()}
    walk = [value for kind, value in ratio.items() if kind.endswith("walk")]
    wave = [value for kind, value in ratio.items() if kind.endswith("sine")]
    figures = {kind.replace("-", "_"): value for kind, value in ratio.items()}
    if not walk or not wave:
        return Verdict("not decided", figures, "one-kind")
    figures |= {"walk_best": min(walk), "walk_worst": max(walk), "wave_best": min(wave), "wave_worst": max(wave)}
    if min(walk) < CLEAR:
        return Verdict("does not hold", figures)
    if not all(value <= LEARNT for value in wave):  # NaN is none of these
        return Verdict("not decided", figures, "untrained")
    return Verdict("holds" if min(walk) >= GAIN else "mixed", figures)


def _ratios(trials: Sequence[Result]) -> list[float]:
    return [trial.measured["ratio"] for trial in trials if trial.measured is not None]


def best_on_the_walk(results: Sequence[Result], settings: Settings) -> float | None:
    """The least error on the walk, as a share of that of "like today"."""
    found = verdict(results, settings).figures.get("walk_best")
    return None if found is None else float(found)


LAB = Lab(
    id="random-walk",
    source="Bachelier (1900), Théorie de la spéculation; Makridakis et al. (2018), PLoS ONE 13(3), e0194889",
    expected={
        "rnn-walk": {"ratio": "1.02–1.11"},
        "lstm-walk": {"ratio": "1.02–1.11"},
        "rnn-sine": {"ratio": "0.13–0.16"},
        "lstm-sine": {"ratio": "0.13–0.16"},
    },
    settings={
        "series": Setting(("walk", "sine"), choices=("walk", "sine")),
        "cell": Setting(("rnn", "lstm"), choices=("rnn", "lstm", "gru")),
        "length": Setting(30, 2, 400),
        "hidden": Setting(16, 1, 128),
        "batch": Setting(32, 1, 256),
        "steps": Setting(1000, 1, 50_000),
        "rate": Setting(3e-3, 1e-6, 1.0),
        "noise": Setting(0.03, 0.0, 10.0),
    },
    variants=lambda settings: [f"{cell}-{series}" for series in settings["series"] for cell in settings["cell"]],
    run=run,
    verdict=verdict,
    measures={"ratio": Measure("median", "least")},
    picture=Curve("ratio", chance=lambda settings: 1.0, top=2.0),
    asks=HowMuch(best_on_the_walk, within=1.1),
    topics=("rnn", "rnn-vs-lstm", "rnn-vs-feedforward"),
    seeds=3,
    cost=7.0,
    quick={"length": 8, "hidden": 4, "batch": 8, "steps": 20, "seeds": 1},
    numbers=lambda s: s["length"] * s["batch"] * (17 * s["hidden"] + 40),
)
