"""Back-propagation through time by hand: one unit, one shared weight, and what each step says about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from tutor.demos.trace import Demo, Input, Step
from tutor.demos.working import first, if_short, total, working
from tutor.engine.activations import Array
from tutor.engine.cells import RNNGradients, RNNStep, rnn_step_backward
from tutor.engine.losses import half_square
from tutor.engine.through_time import rnn_over_time

Back = Callable[[RNNStep, Array, Array, Array, Array, Array, Array], RNNGradients]


def forgot_slope(s: RNNStep, x: Array, h: Array, W_x: Array, W_h: Array, b: Array, dh: Array) -> RNNGradients:
    """Goes back as if there were no tanh."""
    return RNNGradients(W_x.T @ dh, W_h.T @ dh, np.outer(dh, x), np.outer(dh, h), dh)


def forgot_weight(s: RNNStep, x: Array, h: Array, W_x: Array, W_h: Array, b: Array, dh: Array) -> RNNGradients:
    """Hands back what reached the sum, and does not multiply it by the weight on the way."""
    g = rnn_step_backward(s, x, h, W_x, W_h, b, dh)
    return g._replace(h=g.b)


def last(parts: Array) -> float:
    """What the last step alone says."""
    return float(parts[-1])


def steps(
    x: Array,  # [T]
    h_0: float,
    w: float,
    u: float,
    back: Back = rnn_step_backward,
    gathered: Callable[[Array], float] = np.sum,
) -> Iterator[Step]:
    """h forth; loss; dh, da, w_part, u_part from the last step to the first; dL_dw and dL_du."""
    one = np.ones((1, 1), x.dtype)
    W_h, W_x, b, start = w * one, u * one, 0 * one[0], h_0 * one[0]
    told = rnn_over_time(x[:, None], start, W_x, W_h, b)
    before = [start, *(s.h for s in told[:-1])]
    for t, (x_t, h, s) in enumerate(zip(x, before, told, strict=True), 1):
        yield Step("h", "tanh(w·hₜ₋₁ + u·xₜ)", s.h[0], t, _forth(w, h[0], u, x_t, s.h[0]))
    loss = half_square(told[-1].h)
    h_T = told[-1].h[0]
    yield Step("loss", "½·h_T²", loss.value, None, lambda: working("0.5·{}²", h_T, result=loss.value))
    parts, dh = np.empty((len(x), 2), x.dtype), loss.gradient
    for t in reversed(range(len(x))):
        g = back(told[t], x[t : t + 1], before[t], W_x, W_h, b, dh)
        parts[t] = g.W_h[0, 0], g.W_x[0, 0]
        yield from _back(t + 1, dh[0], told[t].h[0], g.b[0], before[t][0], x[t], parts[t])
        dh = g.h
    for name, formula, column in (("dL_dw", "Σ w_part", parts[:, 0]), ("dL_du", "Σ u_part", parts[:, 1])):
        yield _sum(name, formula, column, gathered(column))


def _forth(w: float, h: float, u: float, x: float, result: float) -> Callable[[], str]:
    return lambda: working("tanh({}·{} + {}·{})", w, h, u, x, result=result)


def _back(t: int, dh: float, h: float, da: float, before: float, x: float, parts: Array) -> Iterator[Step]:
    yield Step("dh", "w·daₜ₊₁; h_T (t = T)", dh, t)
    yield Step("da", "dh·(1 − hₜ²)", da, t, lambda: working("{}·(1 − {}²)", dh, h, result=da))
    yield Step("w_part", "da·hₜ₋₁", parts[0], t, lambda: working("{}·{}", da, before, result=parts[0]))
    yield Step("u_part", "da·xₜ", parts[1], t, lambda: working("{}·{}", da, x, result=parts[1]))


def _sum(name: str, formula: str, parts: Array, result: float) -> Step:
    line = if_short(lambda: working("{}", total("{}", parts), result=first(result)), parts)
    return Step(name, formula, result, None, line)


DEMO = Demo(
    id="bptt",
    inputs={
        "x": Input("T", [1.0, 0.5, -0.5], "data"),
        "h_0": Input("", 0.0, "scalar"),
        "w": Input("", 0.5, "scalar"),
        "u": Input("", 1.0, "scalar"),
    },
    steps=steps,
    outputs=("dL_dw", "dL_du"),
    slips={
        "forgot-the-slope-of-tanh": {"back": forgot_slope},
        "forgot-the-weight-on-the-way": {"back": forgot_weight},
        "last-step-only": {"gathered": last},
        "mean-not-sum": {"gathered": np.mean},
    },
    worked={
        ("h", 1): 0.7616,
        ("h", 2): 0.7068,
        ("h", 3): -0.1455,
        ("loss", None): 0.0106,
        ("dh", 3): -0.1455,
        ("dh", 2): -0.0712,
        ("dh", 1): -0.0178,
        ("da", 3): -0.1425,
        ("da", 2): -0.0356,
        ("da", 1): -0.0075,
        ("w_part", 3): -0.1007,
        ("w_part", 2): -0.0271,
        ("w_part", 1): 0,
        ("u_part", 3): 0.0712,
        ("u_part", 2): -0.0178,
        ("u_part", 1): -0.0075,
        ("dL_dw", None): -0.1278,
        ("dL_du", None): 0.0459,
    },
    tells=("T",) * 5,
)
