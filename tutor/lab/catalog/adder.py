"""Add numbers bit by bit: who has learnt it on 8 bits, and can then add 256?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.training import dense, recurrent
from tutor.engine.training.scores import bits_cross_entropy
from tutor.engine.training.tasks import sums
from tutor.lab.claim import Curve, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict, Which
from tutor.lab.judging import by_variant

LOOKS = 40  # at sums never trained on, on the way
TESTED = 512  # of them at each look
LONGER = 15  # times as many steps has the patient feed-forward network
RIGHT = 0.99  # share of numbers whose every bit is right
MOST = 0.75  # share of the seeds that must reach it
VARIANTS = ("rnn", "dense", "dense-long")


def right(y: Array, wanted: Array) -> float:  # [T, B], 0 or 1 [T, B]
    """The share of numbers with every bit right."""
    return float(np.mean(((y > 0) == wanted).all(axis=0)))


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Train one network; test it on new numbers of the trained length and, if it can read them, of longer ones."""
    return _recurrent(trial) if trial.variant == "rnn" else _dense(trial)


def _recurrent(trial: Trial) -> Iterator[Point | Measured]:
    s, dice = trial.settings, trial.dice(0)
    T, B = s["bits"], s["batch"]
    net = recurrent.learner("rnn", T, 2, s["hidden"], 1, B)
    recurrent.initialise(net, trial.dice(1))

    def score(length: int) -> float:
        reader = recurrent.learner("rnn", length, 2, s["hidden"], 1, TESTED)
        np.copyto(reader.weights, net.weights)
        x, wanted = sums(trial.dice(2, length), length, TESTED)
        return right(recurrent.forward_each(reader, x)[:, 0], wanted)

    for step in range(1, s["steps"] + 1):
        x, wanted = sums(dice, T, B)
        recurrent.learn_each(net, x, wanted[:, None], bits_cross_entropy, step, s["rate_rnn"], 1.0)
        if step % max(s["steps"] // LOOKS, 1) == 0:
            yield Point(step, s["steps"] * LONGER, score(T))
    longer = score(s["longest"])
    yield Measured({"right": score(T), "right_longest": longer, "learnt": longer >= RIGHT, "weights": net.weights.size})


def _dense(trial: Trial) -> Iterator[Point | Measured]:
    s, dice = trial.settings, trial.dice(0)
    T, B, steps = s["bits"], s["batch"], s["steps"] * (LONGER if trial.variant == "dense-long" else 1)
    net = dense.dense(2 * T, s["hidden_dense"], T, trial.dice(1))
    unseen, wanted_unseen = sums(trial.dice(2, T), T, TESTED)

    def score() -> float:
        return right(dense.forward(net, unseen.reshape(2 * T, -1))[1], wanted_unseen)

    for step in range(1, steps + 1):
        x, wanted = sums(dice, T, B)
        dense.learn(net, x.reshape(2 * T, B), wanted, bits_cross_entropy, step, s["rate_dense"])
        if step % max(steps // LOOKS, 1) == 0:
            yield Point(step, s["steps"] * LONGER, score())
    end = score()
    yield Measured({"right": end, "right_longest": None, "learnt": end >= RIGHT, "weights": net.weights.size})


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Holds if MOST seeds of the RNN get RIGHT of the longest numbers right, and none of the feed-forward network's at
    equal steps gets RIGHT at the trained length. Does not hold if no seed of the RNN does. Needs both networks.
    """
    own = by_variant(results)
    figures: dict[str, str | int] = {name.replace("-", "_"): _percent(trials, "right") for name, trials in own.items()}
    figures["rnn_longest"] = _percent(own.get("rnn", []), "right_longest")
    figures |= {"bits": settings["bits"], "longest": settings["longest"], "times": LONGER}
    if not {"rnn", "dense"} <= set(own):
        return Verdict("not decided", figures, "one-kind")
    learnt = _learnt(own["rnn"])
    if learnt >= MOST and _learnt(own["dense"]) == 0:
        return Verdict("holds", figures)
    return Verdict("mixed" if learnt else "does not hold", figures)


def _learnt(trials: Sequence[Result]) -> float:
    return sum(bool(trial.measured and trial.measured["learnt"]) for trial in trials) / len(trials)


def _percent(trials: Sequence[Result], measure: str) -> str:
    """The share of right numbers over all seeds, from the worst to the best, in percent: `97–100`."""
    values = [trial.measured[measure] for trial in trials if trial.measured]
    shares = sorted(f"{100 * value:.0f}" for value in values if value is not None)
    shares.sort(key=float)
    return "–" if not shares else f"{'–'.join(dict.fromkeys((shares[0], shares[-1])))}"


def best(results: Sequence[Result], settings: Settings) -> list[str]:
    """Who gets the most numbers of the longest kind right; who cannot read them gets none."""
    own = by_variant(results)
    scores = {name: sum(r.measured["right_longest"] or 0.0 for r in t if r.measured) for name, t in own.items()}
    return [name for name, score in scores.items() if score == max(scores.values())]


LAB = Lab(
    id="adder",
    source="Elman (1990), Cognitive Science 14(2); Rumelhart, Hinton & Williams (1986)",
    expected={
        "rnn": {"right": "1", "right_longest": "1"},
        "dense": {"right": "0.01–0.03"},
        "dense-long": {"right": "0.98"},
    },
    settings={
        "network": Setting(VARIANTS, choices=VARIANTS),
        "bits": Setting(8, 2, 24),
        "longest": Setting(256, 2, 1000),
        "hidden": Setting(8, 2, 64),
        "hidden_dense": Setting(64, 2, 512),
        "batch": Setting(64, 1, 512),
        "steps": Setting(300, 1, 10_000),
        "rate_rnn": Setting(0.05, 1e-6, 1.0),
        "rate_dense": Setting(0.03, 1e-6, 1.0),
    },
    variants=lambda settings: settings["network"],
    run=run,
    verdict=verdict,
    measures={
        "right": Measure("median", "most"),
        "right_longest": Measure("median", "most"),
        "weights": Measure("median"),
        "learnt": Measure("count", "most"),
    },
    picture=Curve("right", chance=lambda settings: 0.5 ** settings["bits"], top=1.0),
    asks=Which(best),
    topics=("rnn-vs-feedforward", "rnn"),
    seeds=5,
    cost=7.0,
    quick={"steps": 20, "seeds": 1, "longest": 16},
    numbers=lambda s: 6 * s["longest"] * TESTED * (s["hidden"] + 3),
)
