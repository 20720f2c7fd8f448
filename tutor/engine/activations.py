"""Activations: functions of one number, applied to every entry, and softmax over the last axis.

They keep the dtype, and stay finite and exact in the tails (`sigmoid(-700)` is 1e-304, not 0 and not a warning).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]  # floating point; functions keep its precision
Activation = Callable[[Array], Array]


def sigmoid(z: Array) -> Array:  # [...] -> [...]
    """σ(z) = 1 / (1 + e^-z), written with e^-|z| so that nothing overflows."""
    e = np.exp(-np.abs(z))
    return np.asarray(np.where(z >= 0, 1, e) / (1 + e))


def identity(z: Array) -> Array:  # [...] -> [...]
    """z itself: the activation of a linear layer."""
    return z


def relu(z: Array) -> Array:  # [...] -> [...]
    """max(0, z)."""
    return np.maximum(z, 0)


def softmax(z: Array) -> Array:  # [..., k] -> [..., k]
    """e^z over the sum of e^z along the last axis; the largest z is subtracted first, which changes nothing."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True))


def sigmoid_slope(y: Array) -> Array:  # [...] -> [...]
    """σ'(z) = y (1 − y) of y = σ(z): 1/4 at most."""
    return np.asarray(y * (1 - y))


def tanh_slope(y: Array) -> Array:  # [...] -> [...]
    """tanh'(z) = 1 − y² of y = tanh(z): 1 at most. As (1 − y)(1 + y), since y² loses digits near 1."""
    return np.asarray((1 - y) * (1 + y))


def relu_backward(a: Array, dh: Array) -> Array:  # [...], [...] -> [...]
    """The gradient passes where a > 0."""
    return np.where(a > 0, dh, np.zeros_like(dh))


def softmax_backward(y: Array, dy: Array) -> Array:  # [..., k], [..., k] -> [..., k]
    """dL/dz of y = softmax(z): y (dy − Σ dy y), the sum over the last axis."""
    return np.asarray(y * (dy - (dy * y).sum(axis=-1, keepdims=True)))
