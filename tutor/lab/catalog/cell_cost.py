"""What a gated cell costs: its weights and its training time, each as a multiple of a plain RNN's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median

import numpy as np

from tutor.engine.buffered import gru, lstm, rnn
from tutor.engine.training.initial import uniform
from tutor.lab.claim import HowMuch, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict
from tutor.lab.judging import by_variant

LAYERS = {"rnn": rnn, "gru": gru, "lstm": lstm}
BLOCKS = {"rnn": 1, "gru": 3, "lstm": 4}
LEAST, MOST = 2.0, 8.0  # times: "about four times" within a factor of two


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Time the cell and a plain RNN in turn, so that what else the machine does slows both; keep the best of each."""
    s = trial.settings
    work = [step(cell, trial.dice(0), s) for cell in ("rnn", trial.variant)]
    best = [float("inf"), float("inf")]
    for done in range(1, s["rounds"] + 1):
        for which, once in enumerate(work):
            start = trial.clock()
            once()
            best[which] = min(best[which], trial.clock() - start)
        yield Point(done, s["rounds"])
    per_step = 1000 * best[1] / s["length"]
    weights = [count(cell, s) for cell in ("rnn", trial.variant)]
    yield Measured({"weights": weights[1] / weights[0], "time": best[1] / best[0], "per_step": per_step})


def step(cell: str, dice: np.random.Generator, s: Settings) -> Callable[[], None]:
    """One forward and one backward pass of the cell over a whole sequence, in float32."""
    layer = LAYERS[cell]
    F, H, B = s["features"], s["hidden"], s["batch"]
    room = layer.room(s["length"], F, H, B)
    np.copyto(room.x, dice.normal(size=room.x.shape))
    W = uniform(dice, room.dW.shape, H**-0.5)
    dh = np.ones((H, B), np.float32)

    def once() -> None:
        layer.forward(W, room)
        layer.backward(W, room, dh)

    return once


def count(cell: str, s: Settings) -> int:
    """Weights with one bias a block: m (n + m) + m for n inputs and m units."""
    return int(BLOCKS[cell] * s["hidden"] * (s["features"] + s["hidden"] + 1))


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Of the LSTM, median over seeds: holds if it has four times the weights of the RNN and takes LEAST to MOST times
    its time; does not hold if it takes no longer than the RNN; mixed otherwise. Not decided without it.
    """
    own = by_variant(results)
    figures = {f"{cell}_{what}": median(_values(trials, what)) for cell, trials in own.items() for what in _MEASURES}
    if "lstm" not in own:
        return Verdict("not decided", figures, "one-kind")
    if figures["lstm_time"] <= 1:
        return Verdict("does not hold", figures)
    within = figures["lstm_weights"] == 4 and LEAST <= figures["lstm_time"] <= MOST
    return Verdict("holds" if within else "mixed", figures)


_MEASURES = ("weights", "time", "per_step")


def _values(trials: Sequence[Result], measure: str) -> list[float]:
    return [trial.measured[measure] for trial in trials if trial.measured is not None]


def of_the_lstm(results: Sequence[Result], settings: Settings) -> float | None:
    """The LSTM's time as a multiple of the RNN's."""
    found = verdict(results, settings).figures.get("lstm_time")
    return None if found is None else float(found)


LAB = Lab(
    id="cell-cost",
    source="Hochreiter & Schmidhuber (1997), Gers et al. (2000), Cho et al. (2014)",
    expected={"rnn": {"weights": 1}, "gru": {"weights": 3}, "lstm": {"weights": 4, "time": "5–6"}},
    settings={
        "cell": Setting(("rnn", "gru", "lstm"), choices=tuple(LAYERS)),
        "length": Setting(25, 1, 1000),
        "features": Setting(8, 1, 512),
        "hidden": Setting(32, 1, 512),
        "batch": Setting(32, 1, 512),
        "rounds": Setting(150, 1, 10_000),
    },
    variants=lambda settings: settings["cell"],
    run=run,
    verdict=verdict,
    measures={name: Measure("median", "least") for name in _MEASURES},
    picture=None,
    asks=HowMuch(of_the_lstm),
    topics=("rnn-vs-lstm", "lstm", "gru"),
    seeds=3,
    cost=3.0,
    quick={"length": 10, "hidden": 8, "batch": 8, "rounds": 3, "seeds": 1},
    timed=True,
    numbers=lambda s: s["length"] * s["batch"] * (20 * s["hidden"] + 2 * s["features"]),
)
