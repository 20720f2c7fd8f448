"""RMSNorm, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from tutor.demos.norming import scaled, statistics
from tutor.demos.trace import Backward, Demo, Input, Step
from tutor.engine.activations import Array
from tutor.engine.losses import ramped_half_square
from tutor.engine.norms import RMSNorm, mean, rms_norm, rms_norm_backward


def without_root(ms: Array, eps: float) -> Array:
    """Divides by the mean square itself."""
    return np.asarray(ms + eps)


def total(squares: Array) -> Array:
    """The sum in place of the mean: the L2 norm."""
    return np.asarray(squares.sum(axis=-1))


def with_centring(x: Array, gamma: Array, eps: float) -> RMSNorm:
    """Subtracts the mean first, as LayerNorm does."""
    return rms_norm(x - mean(x)[..., None], gamma, eps)


def without_gain(x: Array, gamma: Array, eps: float) -> RMSNorm:
    """Stops at x_hat."""
    n = rms_norm(x, gamma, eps)
    return n._replace(y=n.x_hat)


def steps(
    x: Array,  # [d] or [n, d]
    gamma: Array,  # [d]
    eps: float,
    norm: Callable[[Array, Array, float], RMSNorm] = rms_norm,
) -> Iterator[Step]:
    """ms, rms, x_hat, y; ms and rms are one number a row."""
    n = norm(x, gamma, eps)
    yield from statistics(n, "x", x, eps)
    formula, in_place = scaled(n, gamma, None)
    yield Step("y", formula, n.y, None, in_place)


def backward(x: Array, gamma: Array, eps: float) -> Backward:
    """½ Σ y²·linspace(½, 1½, d)."""
    n = rms_norm(x, gamma, eps)
    loss = ramped_half_square(n.y)
    g = rms_norm_backward(n, gamma, loss.gradient)
    return Backward(loss.value, {"x": g.x, "gamma": g.gamma})


DEMO = Demo(
    id="rmsnorm",
    inputs={
        "x": Input("n? d", [1.0, 2.0, 3.0, 4.0], "data"),
        "gamma": Input("d", [1.0] * 4, "gain"),
        "eps": Input("", 1e-5, "eps", low=0),
    },
    steps=steps,
    outputs=("y",),
    slips={
        "forgot-the-root": {"norm": partial(rms_norm, root=without_root)},
        "sum-not-mean": {"norm": partial(rms_norm, mean=total)},
        "rms-subtracts-mean": {"norm": with_centring},
        "forgot-the-gain": {"norm": without_gain},
    },
    worked={
        ("ms", None): 7.5,
        ("rms", None): 2.7386,
        ("x_hat", None): [0.3651, 0.7303, 1.0954, 1.4606],
        ("y", None): [0.3651, 0.7303, 1.0954, 1.4606],
    },
    backward=backward,
)
