"""What a norm does not notice: each norm of one layer, before and after six changes of its weights or inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.norms import layer_norm, rms_norm
from tutor.lab.claim import Heatmap, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict, Which
from tutor.lab.judging import by_variant

SAME, OTHER = 1e-9, 1e-3  # relative change below which nothing was noticed, above which something was
LEAST = 1e-17  # what a change of exactly 0 counts as in the picture, whose scale is logarithmic
PART = 0.0625  # of the features that pRMSNorm looks at: the paper's 6.25 %

# Zhang & Sennrich (2019), Table 1, row by row; columns as in CHANGES
TABLE = {
    "batchnorm": (True, False, True, True, True, False),
    "weightnorm": (True, False, True, False, False, False),
    "layernorm": (True, True, False, True, False, True),
    "rmsnorm": (True, False, False, True, False, True),
    "prmsnorm": (True, False, False, True, False, True),
}


def normalised(kind: str, W: Array, X: Array, eps: float) -> Array:  # [m, d], [n, d] -> [n, m]
    """The summed inputs of one layer after its norm; gains are 1 and shifts 0. Rows of X are training cases."""
    if kind == "weightnorm":  # Salimans & Kingma (2016): each unit's weights have length 1
        return np.asarray(X @ (W / np.sqrt((W**2).sum(axis=1, keepdims=True) + eps)).T)
    a = X @ W.T
    ones, zeros = np.ones(len(W)), np.zeros(len(W))
    if kind == "batchnorm":  # over the cases: the same formula as LayerNorm, on the other axis
        return layer_norm(a.T, np.ones(len(X)), np.zeros(len(X)), eps).y.T
    if kind == "layernorm":
        return layer_norm(a, ones, zeros, eps).y
    if kind == "rmsnorm":
        return rms_norm(a, ones, eps).y
    seen = a[:, : max(1, int(np.ceil(PART * len(W))))]
    return np.asarray(a / np.sqrt((seen**2).mean(axis=1, keepdims=True) + eps))


def scale_matrix(W: Array, X: Array, by: float, shift: Array) -> tuple[Array, Array]:
    """All weights times one number."""
    return by * W, X


def shift_matrix(W: Array, X: Array, by: float, shift: Array) -> tuple[Array, Array]:
    """The same vector added to the weights of every unit."""
    return W + shift, X


def scale_vector(W: Array, X: Array, by: float, shift: Array) -> tuple[Array, Array]:
    """The weights of the first unit times a number; the other units keep theirs."""
    changed = W.copy()
    changed[0] *= by
    return changed, X


def scale_data(W: Array, X: Array, by: float, shift: Array) -> tuple[Array, Array]:
    """All cases times one number."""
    return W, by * X


def shift_data(W: Array, X: Array, by: float, shift: Array) -> tuple[Array, Array]:
    """The same vector added to every case."""
    return W, X + shift


def scale_case(W: Array, X: Array, by: float, shift: Array) -> tuple[Array, Array]:
    """The first case times a number; the other cases stay."""
    changed = X.copy()
    changed[0] *= by
    return W, changed


CHANGES: dict[str, Callable[[Array, Array, float, Array], tuple[Array, Array]]] = {
    "scale_matrix": scale_matrix,
    "shift_matrix": shift_matrix,
    "scale_vector": scale_vector,
    "scale_data": scale_data,
    "shift_data": shift_data,
    "scale_case": scale_case,
}


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Compare one norm's output before and after each change: the largest difference over the largest number."""
    s, dice = trial.settings, trial.dice(0)
    W, X = dice.normal(size=(s["units"], s["inputs"])), dice.normal(size=(s["cases"], s["inputs"]))
    shift = np.asarray(dice.normal(size=s["inputs"]))
    before = normalised(trial.variant, W, X, s["eps"])
    differences = {}
    for name, change in CHANGES.items():
        after = normalised(trial.variant, *change(W, X, s["by"], shift), s["eps"])
        differences[name] = float(np.abs(after - before).max() / np.abs(before).max())
        yield Point(len(differences), len(CHANGES))
    unnoticed = {name: value < SAME for name, value in differences.items()}
    yield Measured({**unnoticed, "changes": [max(value, LEAST) for value in differences.values()]})


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Each cell of the table agrees if with every seed the change is below SAME where the paper has a tick and above
    OTHER where it has none. Holds if all agree, does not hold if fewer than half do.
    """
    agree, ticked = [], []
    for kind, own in by_variant(results).items():
        for column, tick in enumerate(TABLE[kind]):
            changes = [trial.measured["changes"][column] for trial in own if trial.measured is not None]
            agree.append(max(changes) < SAME if tick else min(changes) > OTHER)
            ticked += changes if tick else []
    figures = {"agree": sum(agree), "cells": len(agree), "largest": max(ticked, default=0.0)}
    if all(agree):
        return Verdict("holds", figures)
    return Verdict("does not hold" if sum(agree) < len(agree) / 2 else "mixed", figures)


def unmoved(results: Sequence[Result], settings: Settings) -> list[str]:
    """Whose output stays where it is if one vector is added to the weights of all units."""
    return [
        kind
        for kind, own in by_variant(results).items()
        if all(trial.measured is not None and trial.measured["shift_matrix"] for trial in own)
    ]


LAB = Lab(
    id="invariance",
    source="Zhang & Sennrich (2019), arXiv:1910.07467, Table 1",
    expected={
        kind: {name: "✓" if tick else "✗" for name, tick in zip(CHANGES, ticks, strict=True)}
        for kind, ticks in TABLE.items()
    },
    settings={
        "norm": Setting(tuple(TABLE), choices=tuple(TABLE)),
        "by": Setting(3.0, 0.01, 100.0),
        "eps": Setting(0.0, 0.0, 1.0),
        "units": Setting(64, 2, 512),
        "inputs": Setting(32, 1, 512),
        "cases": Setting(16, 2, 256),
    },
    variants=lambda settings: settings["norm"],
    run=run,
    verdict=verdict,
    measures={**{name: Measure("count", "most") for name in CHANGES}, "changes": Measure("list")},
    picture=Heatmap("changes", "change", lambda settings: range(1, len(CHANGES) + 1)),
    asks=Which(unmoved),
    topics=("rmsnorm", "layernorm", "transformer-norms"),
    seeds=3,
    cost=1.0,
    quick={"units": 32, "seeds": 1},
)
