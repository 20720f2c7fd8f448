"""Batch normalisation: each feature is normalised over the examples of a batch, down the columns of `[n, d]`.

Ioffe & Szegedy (2015), arXiv:1502.03167, with the statistics of training: those of the batch itself.
"""

from __future__ import annotations

from typing import NamedTuple

from tutor.engine.activations import Array
from tutor.engine.norms import NormGradients, mean, root, standardise, variance


class BatchNorm(NamedTuple):
    """Mean and variance of each feature `[d]`, the standardised numbers `[n, d]`, and those with gain and shift."""

    mu: Array
    var: Array
    x_hat: Array
    y: Array


def batch_norm(x: Array, gamma: Array, beta: Array, eps: float) -> BatchNorm:
    """y = gamma (x − mu) / √(var + eps) + beta, mu and var over the examples; x `[n, d]`, gamma, beta `[d]`."""
    columns = x.T
    mu = mean(columns)
    var = variance(columns, mu)
    x_hat = standardise(columns, mu, var, eps).T
    return BatchNorm(mu, var, x_hat, gamma * x_hat + beta)


def batch_norm_backward(n: BatchNorm, gamma: Array, eps: float, dy: Array) -> NormGradients:
    """From dy `[n, d]`: as for LayerNorm, but down the columns; each example's gradient depends on all the others."""
    d_hat = dy * gamma
    inside = d_hat - d_hat.mean(axis=0) - n.x_hat * (d_hat * n.x_hat).mean(axis=0)
    return NormGradients(inside / root(n.var, eps), (dy * n.x_hat).sum(axis=0), dy.sum(axis=0))
