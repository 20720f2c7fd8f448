"""What RMSNorm saves against LayerNorm: in the norm alone, and in a whole Transformer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.losses import cross_entropy
from tutor.engine.norms import layer_norm, layer_norm_backward, rms_norm, rms_norm_backward
from tutor.engine.transformer.initial import initial_weights
from tutor.engine.transformer.model import backward, forward
from tutor.engine.transformer.sublayer import EPS
from tutor.engine.transformer.weights import Plan, cut
from tutor.lab.claim import HowMuch, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict
from tutor.lab.judging import by_variant

VOCABULARY, LENGTH = 64, 32
SAVES = 0.93  # the paper saves 7 % at least
ROOM = 2_000_000  # numbers of 8 bytes; beyond 32 MiB it would have no effect
Work = Callable[[], object]


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Time both norms in turn, so that whatever else the machine does slows both; keep the best of each."""
    s = trial.settings
    np.zeros(ROOM)  # freed at once: from now on the C library keeps such pieces, or each pass would ask the system anew
    layer, rms = (WORK[trial.variant](norm, trial.dice(0), s) for norm in ("layer", "rms"))
    best = [float("inf"), float("inf")]
    for done in range(1, s["rounds"] + 1):
        for which, once in enumerate((layer, rms)):
            start = trial.clock()
            once()
            best[which] = min(best[which], trial.clock() - start)
        yield Point(done, s["rounds"])
    yield Measured({"time": best[1] / best[0], "layer_ms": 1000 * best[0], "rms_ms": 1000 * best[1]})


def one_way(norm: str, dice: np.random.Generator, s: Settings) -> Work:
    """The norm of `rows` rows, forward."""
    x, gamma, beta = _rows(dice, s)
    return lambda: layer_norm(x, gamma, beta, EPS) if norm == "layer" else rms_norm(x, gamma, EPS)


def both_ways(norm: str, dice: np.random.Generator, s: Settings) -> Work:
    """The norm of `rows` rows, forward and back."""
    x, gamma, beta = _rows(dice, s)
    if norm == "layer":
        return lambda: layer_norm_backward(layer_norm(x, gamma, beta, EPS), gamma, EPS, x)
    return lambda: rms_norm_backward(rms_norm(x, gamma, EPS), gamma, x)


def _rows(dice: np.random.Generator, s: Settings) -> tuple[Array, Array, Array]:
    x = dice.normal(size=(s["rows"], s["width"])).astype(np.float32)
    return x, np.ones(s["width"], np.float32), np.zeros(s["width"], np.float32)


def whole_model(norm: str, dice: np.random.Generator, s: Settings) -> Work:
    """One training step, without the optimiser, of a Pre-Norm Transformer with `layers` layers."""
    d = 64 * max(1, s["width"] // 64)
    p = Plan(s["layers"], d, 4 * d, d // 64, VOCABULARY, LENGTH, "pre", norm)
    w = cut(initial_weights(p, dice), p)
    tokens = dice.integers(0, VOCABULARY, (max(1, s["rows"] // LENGTH), LENGTH))
    targets = tokens.ravel()

    def once() -> None:
        trace = forward(w, tokens, p)
        backward(w, trace, cross_entropy(trace.logits, targets).gradient, p)

    return once


WORK: dict[str, Callable[[str, np.random.Generator, Settings], Work]] = {
    "one-way": one_way,
    "both-ways": both_ways,
    "whole-model": whole_model,
}


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """By the median over seeds: holds if RMSNorm takes SAVES times the time of LayerNorm or less, alone and one way;
    does not hold if it takes as long or longer. What the whole model saves is told, not judged: it hangs on its size.
    """
    own = by_variant(results)
    time = {what: median(_times(trials)) for what, trials in own.items()}
    figures = {what.replace("-", "_"): value for what, value in time.items()}
    figures |= {f"{what.replace('-', '_')}_saved": 100 * (1 - value) for what, value in time.items()}
    if "one-way" not in own:
        return Verdict("not decided", figures, "one-kind")
    if time["one-way"] <= SAVES:
        return Verdict("holds", figures)
    return Verdict("does not hold" if time["one-way"] >= 1 else "mixed", figures)


def _times(trials: Sequence[Result]) -> list[float]:
    return [trial.measured["time"] for trial in trials if trial.measured is not None]


def saved(results: Sequence[Result], settings: Settings) -> float | None:
    """How many percent of its time the norm alone saves, one way."""
    found = verdict(results, settings).figures.get("one_way_saved")
    return None if found is None else float(found)


LAB = Lab(
    id="norm-cost",
    source="Zhang & Sennrich (2019), arXiv:1910.07467; Jiang et al. (2023), arXiv:2305.14858",
    expected={
        "one-way": {"time": "0.56–0.66"},
        "both-ways": {"time": "0.56–0.66"},
        "whole-model": {"time": "0.36–0.93 / 0.90–0.99"},
    },
    settings={
        "what": Setting(tuple(WORK), choices=tuple(WORK)),
        "rows": Setting(512, 32, 8192),
        "width": Setting(256, 64, 2048),
        "layers": Setting(1, 1, 12),
        "rounds": Setting(20, 1, 10_000),
    },
    variants=lambda settings: settings["what"],
    run=run,
    verdict=verdict,
    measures={"time": Measure("median", "least"), "layer_ms": Measure("median"), "rms_ms": Measure("median")},
    picture=None,
    asks=HowMuch(saved),
    topics=("rmsnorm", "layernorm", "transformer-norms"),
    seeds=3,
    cost=8.0,
    quick={"rows": 64, "width": 64, "layers": 1, "rounds": 3, "seeds": 1},
    timed=True,
    numbers=lambda s: s["layers"] * (s["rows"] * s["width"] * 40 + 60 * s["width"] ** 2),
)
