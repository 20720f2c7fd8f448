"""Gradients of fresh Transformers: with Post-Norm the last layer's stays large with depth, with Pre-Norm it shrinks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tutor.engine.losses import cross_entropy
from tutor.engine.transformer.initial import initial_weights
from tutor.engine.transformer.model import backward, forward
from tutor.engine.transformer.weights import Plan, cut
from tutor.lab.claim import Heatmap, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict, Which
from tutor.lab.judging import by_variant

VOCABULARY = 16
FLAT = -0.1  # an exponent above this is "does not shrink": over six depths, seeds scatter by about as much
SHRINKS = -0.25  # half of what the theorem's bound has


def run(trial: Trial) -> Iterator[Point | Measured]:
    """One fresh network a depth, random tokens, random targets: the norm of the last layer's dW_2, and ‖x_L‖²/d."""
    s = trial.settings
    depths = sorted(s["layers"])
    last, size = [], []
    for done, layers in enumerate(depths, 1):
        d = s["heads"] * s["head_width"]
        p = Plan(layers, d, d, s["heads"], VOCABULARY, s["length"], trial.variant, s["norm"])
        w = cut(initial_weights(p, trial.dice(1, layers)), p)
        dice = trial.dice(0, layers)
        tokens = dice.integers(0, VOCABULARY, (s["batch"], s["length"]))
        trace = forward(w, tokens, p)
        loss = cross_entropy(trace.logits, dice.integers(0, VOCABULARY, tokens.size))
        gradient = cut(backward(w, trace, loss.gradient, p), p)
        last.append(float(np.linalg.norm(gradient.layers[-1].W_2)))
        size.append(float((trace.layers[-1].left_2.y ** 2).mean()))
        yield Point(done, len(depths))
    yield Measured({"last": last, "exponent": exponent(depths, last), "growth": growth(depths, size)})


def exponent(depths: Sequence[int], values: Sequence[float]) -> float | None:
    """The k of value ∝ depth^k, by least squares between the logarithms; None for one depth alone."""
    if len(depths) == 1:
        return None
    return float(np.polyfit(np.log(depths), np.log(values), 1)[0])


def growth(depths: Sequence[int], sizes: Sequence[float]) -> float | None:
    """What ‖x_L‖²/d gains a layer, between the shallowest network and the deepest; None for one depth alone."""
    if len(depths) == 1:
        return None
    return (sizes[-1] - sizes[0]) / (depths[-1] - depths[0])


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Holds if on average the exponent of Post-Norm is FLAT or above, that of Pre-Norm SHRINKS or below, and Pre-Norm's
    is the smaller one with every seed. Does not hold if Pre-Norm's mean is not smaller. Growth is told, not judged.
    """
    own = by_variant(results)
    if len(settings["layers"]) == 1:
        return Verdict("not decided", {}, "one-depth")
    mean = {kind: _mean(trials, "exponent") for kind, trials in own.items()}
    figures = {f"{kind}_exponent": value for kind, value in mean.items()}
    figures |= {f"{kind}_growth": _mean(trials, "growth") for kind, trials in own.items()}
    if "post" not in own or "pre" not in own:
        return Verdict("not decided", figures, "one-kind")
    pairs = zip(_values(own["post"], "exponent"), _values(own["pre"], "exponent"), strict=True)
    if mean["post"] >= FLAT and mean["pre"] <= SHRINKS and all(post > pre for post, pre in pairs):
        return Verdict("holds", figures)
    return Verdict("does not hold" if mean["pre"] >= mean["post"] else "mixed", figures)


def _values(trials: Sequence[Result], measure: str) -> list[float]:
    """A measure of finished trials, in the order of their seeds."""
    ordered = sorted(trials, key=lambda trial: trial.seed)
    return [trial.measured[measure] for trial in ordered if trial.measured is not None]


def _mean(trials: Sequence[Result], measure: str) -> float:
    return float(np.mean(_values(trials, measure)))


def steepest(results: Sequence[Result], settings: Settings) -> list[str]:
    """The placement whose last gradient shrinks fastest with depth."""
    own = by_variant(results) if len(settings["layers"]) > 1 else {}
    return [min(own, key=lambda kind: _mean(own[kind], "exponent"))] if own else []


LAB = Lab(
    id="norm-gradients",
    source="Xiong et al. (2020), arXiv:2002.04745, Theorem 1 and Lemma 2",
    expected={"post": {"exponent": 0}, "pre": {"exponent": -0.5, "growth": "0.5–1.5"}},
    settings={
        "placement": Setting(("post", "pre"), choices=("none", "post", "pre", "peri", "deepnorm")),
        "norm": Setting("layer", choices=("layer", "rms")),
        "layers": Setting((2, 4, 8, 16, 32, 48), 1, 64),
        "heads": Setting(2, 1, 8),
        "head_width": Setting(32, 1, 64),
        "length": Setting(16, 1, 64),
        "batch": Setting(8, 1, 64),
    },
    variants=lambda settings: settings["placement"],
    run=run,
    verdict=verdict,
    measures={"exponent": Measure("mean", "least"), "growth": Measure("mean"), "last": Measure("list")},
    picture=Heatmap("last", "gradient", lambda settings: sorted(settings["layers"])),
    asks=Which(steepest),
    topics=("post-norm", "pre-norm", "transformer-norms"),
    seeds=8,
    cost=2.0,
    quick={"layers": [2, 8], "head_width": 8, "length": 8, "batch": 4, "seeds": 1},
    numbers=lambda s: (
        max(s["layers"]) * s["batch"] * s["length"] * s["heads"] * (18 * s["head_width"] + 4 * s["length"])
    ),
)
