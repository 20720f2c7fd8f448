"""Losses: one number to make small, and its gradient, where the way back begins.

Those of the demos sum over rows; cross-entropy, with which the labs train, is a mean.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Array, softmax


class Loss(NamedTuple):
    """The number, and dL/dy of the shape of y."""

    value: float
    gradient: Array


def half_square(y: Array) -> Loss:  # [...]
    """½ ‖y‖²; its gradient is y itself."""
    return Loss(float(np.sum(y * y)) / 2, y)


def ramped_half_square(y: Array) -> Loss:  # [..., d]
    """½ Σ y²·s, s from ½ to 1½ along the last axis: the plain ½‖y‖² of a normalised y has hardly any gradient."""
    s = np.linspace(0.5, 1.5, y.shape[-1]).astype(y.dtype)
    return Loss(float(np.sum(y * y * s)) / 2, y * s)


def surprise_at_the_likeliest(y: Array) -> Loss:  # [..., k], shares that sum to 1
    """−Σ log y[argmax]: cross-entropy if the likeliest class is the right one (on a tie the first)."""
    likeliest = y.argmax(axis=-1)[..., None]
    gradient = np.zeros_like(y)
    np.put_along_axis(gradient, likeliest, -1 / np.take_along_axis(y, likeliest, axis=-1), axis=-1)
    return Loss(-float(np.log(np.take_along_axis(y, likeliest, axis=-1)).sum()), gradient)


def cross_entropy(logits: Array, targets: Array) -> Loss:  # [R, k], [R]
    """The mean of −log softmax(logits)[target] over the rows that have a target; rows with target −1 have none.

    At chance it is ln k.
    """
    asked = np.flatnonzero(targets >= 0)
    z = logits[asked] - logits[asked].max(axis=-1, keepdims=True)
    rows, right = np.arange(len(asked)), targets[asked]
    value = float(np.mean(np.log(np.exp(z).sum(axis=-1)) - z[rows, right]))
    d = softmax(z)
    d[rows, right] -= 1
    gradient = np.zeros_like(logits)
    gradient[asked] = d / len(asked)
    return Loss(value, gradient)
