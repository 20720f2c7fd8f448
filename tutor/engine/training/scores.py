"""Losses and scores of outputs in columns, `y` `[K, B]` or `[T, K, B]`: a mean over all that is asked, and its gradient
with respect to y, where the way back begins.
"""

from __future__ import annotations

import numpy as np

from tutor.engine.activations import Array, sigmoid


def cross_entropy(y: Array, wanted: Array) -> tuple[float, Array]:  # [K, B], whole numbers [B]
    """The mean of −log softmax(y)[wanted] over the batch; its gradient is (softmax(y) − one-hot) / B."""
    shifted = y - y.max(axis=0)
    e = np.exp(shifted)
    total = e.sum(axis=0)
    each = np.arange(len(wanted))
    loss = float(np.mean(np.log(total) - shifted[wanted, each]))
    gradient = e / total
    gradient[wanted, each] -= 1
    gradient /= np.float32(len(wanted))
    return loss, gradient


def bits_cross_entropy(y: Array, wanted: Array) -> tuple[float, Array]:  # [...], 0 or 1 of the same shape
    """The mean of −log of the share given to the right bit, with σ(y) the share of 1; its gradient (σ(y) − bit) / n.

    log(1 + e^−|y|) + max(y, 0) − y bit is the same, and stays finite.
    """
    loss = np.log1p(np.exp(-np.abs(y))) + np.maximum(y, 0) - y * wanted
    return float(np.mean(loss)), np.asarray((sigmoid(y) - wanted) / np.float32(y.size))


def accuracy(y: Array, wanted: Array) -> float:  # [K, B], whole numbers [B]
    """The share of columns whose largest entry is the one wanted."""
    return float(np.mean(y.argmax(axis=0) == wanted))
