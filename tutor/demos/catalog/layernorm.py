"""LayerNorm, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from tutor.demos.norming import scaled, statistics
from tutor.demos.trace import Backward, Demo, Input, Step
from tutor.engine.activations import Array
from tutor.engine.losses import ramped_half_square
from tutor.engine.norms import LayerNorm, layer_norm, layer_norm_backward, root


def sample_variance(x: Array, mu: Array) -> Array:
    """Divides by d − 1, as one does to estimate the variance of a population from a sample."""
    return np.asarray(((x - mu[..., None]) ** 2).sum(axis=-1) / np.float64(x.shape[-1] - 1))


def without_root(x: Array, mu: Array, var: Array, eps: float) -> Array:
    """Divides by the variance."""
    return np.asarray((x - mu[..., None]) / (var + eps)[..., None])


def without_mean(x: Array, mu: Array, var: Array, eps: float) -> Array:
    """Divides by the standard deviation and does not centre."""
    return np.asarray(x / root(var, eps)[..., None])


def min_max(x: Array, mu: Array, var: Array, eps: float) -> Array:
    """Scales into 0…1."""
    low, high = x.min(axis=-1, keepdims=True), x.max(axis=-1, keepdims=True)
    return np.asarray((x - low) / (high - low))


def without_gain_and_shift(x: Array, gamma: Array, beta: Array, eps: float) -> LayerNorm:
    """Stops at x_hat."""
    n = layer_norm(x, gamma, beta, eps)
    return n._replace(y=n.x_hat)


def steps(
    x: Array,  # [d] or [n, d]
    gamma: Array,  # [d]
    beta: Array,  # [d]
    eps: float,
    norm: Callable[[Array, Array, Array, float], LayerNorm] = layer_norm,
) -> Iterator[Step]:
    """mu, var, x_hat, y; mu and var are one number a row."""
    n = norm(x, gamma, beta, eps)
    yield from statistics(n, "x", x, eps)
    formula, in_place = scaled(n, gamma, beta)
    yield Step("y", formula, n.y, None, in_place)


def backward(x: Array, gamma: Array, beta: Array, eps: float) -> Backward:
    """½ Σ y²·linspace(½, 1½, d)."""
    n = layer_norm(x, gamma, beta, eps)
    loss = ramped_half_square(n.y)
    g = layer_norm_backward(n, gamma, eps, loss.gradient)
    return Backward(loss.value, g._asdict())


DEMO = Demo(
    id="layernorm",
    inputs={
        "x": Input("n? d", [1.0, 2.0, 3.0, 4.0], "data"),
        "gamma": Input("d", [1.0] * 4, "gain"),
        "beta": Input("d", [0.0] * 4, "shift"),
        "eps": Input("", 1e-5, "eps", low=0),
    },
    steps=steps,
    outputs=("y",),
    slips={
        "divides-by-d-minus-1": {"norm": partial(layer_norm, variance=sample_variance)},
        "forgot-the-root": {"norm": partial(layer_norm, standardise=without_root)},
        "min-max-scaling": {"norm": partial(layer_norm, standardise=min_max)},
        "forgot-the-mean": {"norm": partial(layer_norm, standardise=without_mean)},
        "forgot-gain-and-shift": {"norm": without_gain_and_shift},
    },
    worked={
        ("mu", None): 2.5,
        ("var", None): 1.25,
        ("x_hat", None): [-1.3416, -0.4472, 0.4472, 1.3416],
        ("y", None): [-1.3416, -0.4472, 0.4472, 1.3416],
    },
    backward=backward,
)
