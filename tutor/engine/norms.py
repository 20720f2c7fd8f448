"""Normalisation over the last axis: each row of `[..., d]` is normalised by itself.

- LayerNorm: Ba, Kiros & Hinton (2016), arXiv:1607.06450.
- RMSNorm: Zhang & Sennrich (2019), arXiv:1910.07467, without the mean and without a shift.

The statistics drop the axis they reduce: `[..., d]` -> `[...]`. Functions that are parameters let a demo show what
becomes of the result when one of them is mistaken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Array


def mean(x: Array) -> Array:  # [..., d] -> [...]
    """The mean of the last axis."""
    return np.asarray(x.mean(axis=-1))


def variance(x: Array, mu: Array) -> Array:  # [..., d], [...] -> [...]
    """The mean squared distance from `mu` (divides by d). Two passes: E[x²] − E[x]² cancels badly in float32."""
    return mean((x - mu[..., None]) ** 2)


def root(square: Array, eps: float) -> Array:  # [...] -> [...]
    """√(square + eps)."""
    # NumPy 1 turns a lone float32 plus a Python float into float64
    return np.asarray(np.sqrt(square + square.dtype.type(eps)))


def standardise(x: Array, mu: Array, var: Array, eps: float) -> Array:  # [..., d] -> [..., d]
    """(x − mu) / √(var + eps): mean 0 and variance 1, a little less where eps is felt."""
    return np.asarray((x - mu[..., None]) / root(var, eps)[..., None])


class LayerNorm(NamedTuple):
    """Mean, variance, the standardised numbers, and those with gain and shift."""

    mu: Array
    var: Array
    x_hat: Array
    y: Array


def layer_norm(
    x: Array,
    gamma: Array,
    beta: Array,
    eps: float,
    variance: Callable[[Array, Array], Array] = variance,
    standardise: Callable[[Array, Array, Array, float], Array] = standardise,
) -> LayerNorm:
    """y = gamma (x − mu) / √(var + eps) + beta, for x `[..., d]`, gamma and beta `[d]`."""
    mu = mean(x)
    var = variance(x, mu)
    x_hat = standardise(x, mu, var, eps)
    return LayerNorm(mu, var, x_hat, gamma * x_hat + beta)


class RMSNorm(NamedTuple):
    """Mean square, its root, the numbers divided by it, and those with gain."""

    ms: Array
    rms: Array
    x_hat: Array
    y: Array


def rms_norm(
    x: Array,
    gamma: Array,
    eps: float,
    mean: Callable[[Array], Array] = mean,
    root: Callable[[Array, float], Array] = root,
) -> RMSNorm:
    """y = gamma x / √(mean(x²) + eps), for x `[..., d]`, gamma `[d]`."""
    ms = mean(x**2)
    rms = root(ms, eps)
    x_hat = x / rms[..., None]
    return RMSNorm(ms, rms, x_hat, gamma * x_hat)


class NormGradients(NamedTuple):
    """dL/d of x, gain and (where there is one) shift; what the rows say about gain and shift is summed."""

    x: Array
    gamma: Array
    beta: Array | None


def layer_norm_backward(n: LayerNorm, gamma: Array, eps: float, dy: Array) -> NormGradients:
    """From dy `[..., d]`: what would move the mean or the size of a row is taken out, for x_hat cannot follow it."""
    d_hat = dy * gamma
    inside = d_hat - mean(d_hat)[..., None] - n.x_hat * mean(d_hat * n.x_hat)[..., None]
    return NormGradients(inside / root(n.var, eps)[..., None], over_rows(dy * n.x_hat), over_rows(dy))


def rms_norm_backward(n: RMSNorm, gamma: Array, dy: Array) -> NormGradients:
    """From dy `[..., d]`: what would change the size of a row is taken out, what moves its mean stays."""
    d_hat = dy * gamma
    inside = d_hat - n.x_hat * mean(d_hat * n.x_hat)[..., None]
    return NormGradients(inside / n.rms[..., None], over_rows(dy * n.x_hat), None)


def over_rows(dy: Array) -> Array:  # [..., d] -> [d]
    """The sum over everything but the last axis."""
    return np.asarray(dy.reshape(-1, dy.shape[-1]).sum(axis=0))
