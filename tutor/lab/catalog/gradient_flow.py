"""How far back a gradient reaches: plain cells of several spectral radii, LSTMs of several forget biases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from tutor.engine.training.initial import uniform
from tutor.engine.training.lags import lstm_lags, lstm_weights, rnn_lags, with_radius
from tutor.lab.claim import Heatmap, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict, Which
from tutor.lab.judging import by_variant

COLUMNS = 12  # of the heatmap, at most
SMALL = 0.01  # what is left of a unit vector that has decayed
FADED = 0.1  # what is left of one that certainly did not explode
PLAIN = ("linear", "tanh")


def variants(s: Settings) -> list[str]:
    """`tanh-1.1` is a plain cell of that radius, `lstm-2` an LSTM of that forget bias."""
    plain = [f"{cell}-{radius:g}" for cell in s["cell"] if cell in PLAIN for radius in sorted(s[f"{cell}_radius"])]
    gated = [f"lstm-{bias:g}" for bias in sorted(s["forget_bias"]) if "lstm" in s["cell"]]
    return plain + gated


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Send a random unit vector back from the last state, and measure it at every lag."""
    s = trial.settings
    cell, _, number = trial.variant.partition("-")
    T, F, H = s["length"], s["features"], s["hidden"]
    data, weights = trial.dice(0), trial.dice(1)
    x, dh = data.normal(0, s["input_scale"], (T, F)), np.asarray(data.normal(size=H))
    dh = dh / np.linalg.norm(dh)
    if cell == "lstm":
        norms = lstm_lags(x, lstm_weights(weights, F, H, float(number)), dh)
    else:
        W_h = with_radius(weights, H, float(number))
        norms = rnn_lags(cell, x, uniform(weights, (H, F), H**-0.5, np.float64), W_h, dh)
    yield Point(1, 1)
    near, middle, far = (float(norms[lag]) for lag in (T // 10, T // 2, T - 1))
    yield Measured({"near": near, "middle": middle, "far": far, "lags": [float(norms[lag]) for lag in lags(s)]})


def lags(s: Settings) -> list[int]:
    """The columns: 1, 2, … steps back to the first step of all, evenly."""
    return sorted({round(lag) for lag in np.linspace(1, s["length"] - 1, COLUMNS)})


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Of the last lag, geometric mean over seeds, three things are asked: (1) a greater forget bias lets through more;
    (2) with a radius of 0.9 or less the gradient of a plain cell falls below SMALL; (3) a radius above 1 does not make
    it explode: at least one tanh cell stays below FADED. Holds if all that were tried are so, does not hold if none is.
    """
    far = {variant: _geometric(trials) for variant, trials in by_variant(results).items()}
    lstm = [value for _, value in sorted(_numbered(far, "lstm").items())]
    small = [value for cell in PLAIN for radius, value in _numbered(far, cell).items() if radius <= 0.9]
    large = [value for radius, value in _numbered(far, "tanh").items() if radius > 1]
    answers = []
    if len(lstm) > 1:
        answers.append(all(before < after for before, after in pairwise(lstm)))
    if small:
        answers.append(max(small) < SMALL)
    if large:
        answers.append(min(large) < FADED)
    figures: dict[str, float] = {"yes": sum(answers), "asked": len(answers)}
    figures |= {"least_bias": lstm[0], "most_bias": lstm[-1]} if lstm else {}
    figures |= {"small": max(small)} if small else {}
    figures |= {"large": min(large), "largest": max(large)} if large else {}
    if not answers:
        return Verdict("not decided", figures, "nothing-asked")
    return Verdict("holds" if all(answers) else "mixed" if any(answers) else "does not hold", figures)


def _numbered(far: Mapping[str, float], cell: str) -> dict[float, float]:
    """What is left, by the radius or bias in the variant's name."""
    return {float(name.partition("-")[2]): value for name, value in far.items() if name.startswith(f"{cell}-")}


def _geometric(trials: Sequence[Result]) -> float:
    """The geometric mean of what is left at the last lag; what is 0 counts as the least number there is."""
    values = [max(trial.measured["far"], 1e-300) for trial in trials if trial.measured is not None]
    return float(np.exp(np.mean(np.log(values))))


def farthest(results: Sequence[Result], settings: Settings) -> list[str]:
    """Whose gradient at the last lag is nearest to the unit vector it was: neither faded nor exploded."""
    far = {variant: abs(np.log(_geometric(trials))) for variant, trials in by_variant(results).items()}
    return [min(far, key=lambda variant: far[variant])] if far else []


LAB = Lab(
    id="gradient-flow",
    source="Pascanu, Mikolov & Bengio (2013), arXiv:1211.5063, §2.1; Jozefowicz et al. (2015), ICML",
    expected={
        "linear-0.9": {"near": 0.15, "middle": 1.3e-3, "far": 6.9e-6},
        "linear-1.1": {"near": 1.1, "middle": 30, "far": 2.9e3},
        "tanh-1": {"near": 0.14, "middle": 7.8e-4, "far": 3.5e-6},
        "tanh-1.1": {"near": 0.26, "middle": 9.6e-3, "far": 5.5e-4},
        "tanh-2": {"near": 2.0, "middle": 34, "far": 3.2e3},
        "lstm-0": {"near": 2.3e-3, "middle": 1.6e-11, "far": 1.6e-21},
        "lstm-1": {"near": 0.05, "middle": 8.7e-5, "far": 3.7e-8},
        "lstm-2": {"near": 0.22, "middle": 0.13, "far": 0.12},
    },
    settings={
        "cell": Setting(("linear", "tanh", "lstm"), choices=("linear", "tanh", "lstm")),
        "linear_radius": Setting((0.9, 1.1), 0.0, 4.0),
        "tanh_radius": Setting((0.9, 1.1, 2.0), 0.0, 4.0),
        "forget_bias": Setting((0.0, 1.0, 2.0), -10, 20),
        "length": Setting(100, 10, 400),
        "hidden": Setting(64, 1, 256),
        "features": Setting(8, 1, 256),
        "input_scale": Setting(1.0, 0.0, 100.0),
    },
    variants=variants,
    run=run,
    verdict=verdict,
    measures={
        "near": Measure("geometric"),
        "middle": Measure("geometric"),
        "far": Measure("geometric"),
        "lags": Measure("list"),
    },
    picture=Heatmap("lags", "gradient", lags),
    asks=Which(farthest),
    topics=("vanishing-gradients", "lstm", "rnn-vs-lstm"),
    seeds=5,
    cost=1.0,
    quick={"length": 30, "hidden": 16, "seeds": 2},
    numbers=lambda s: s["length"] * s["hidden"] * 12,
)
