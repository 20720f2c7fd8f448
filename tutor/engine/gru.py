"""One step of a gated recurrent unit, in columns as in `cells.py`: a GRU has two gates and no memory beside h.

Cho et al. (2014), arXiv:1406.1078, as PyTorch and cuDNN compute it: z = 1 keeps the old state, and the reset gate
acts after the recurrent product. (Chung et al. 2014 give z the opposite role; the last version of Cho et al. resets
before the product. Weights of one form are useless in another.)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Activation, Array, sigmoid, sigmoid_slope, tanh_slope
from tutor.engine.columns import bias_gradient, weight_gradient


class GRUWeights(NamedTuple):
    """W `[H, F]`, U `[H, H]`, b `[H]` of reset gate, update gate, candidate; `d_n` is reset with U_n h."""

    W_r: Array
    U_r: Array
    b_r: Array
    W_z: Array
    U_z: Array
    b_z: Array
    W_n: Array
    U_n: Array
    b_n: Array
    d_n: Array


class GRUStep(NamedTuple):
    """Reset gate, update gate, candidate, new state."""

    r: Array
    z: Array
    n: Array
    h: Array


def reset_after(r: Array, h: Array, U_n: Array, d_n: Array) -> Array:
    """r (U_n h + d_n): what the candidate is told of the old state."""
    return np.asarray(r * (U_n @ h + d_n))


def blend(z: Array, n: Array, h: Array) -> Array:  # [...] -> [...]
    """(1 − z) n + z h: z = 1 keeps the old state."""
    return np.asarray((1 - z) * n + z * h)


def gru_step(
    x: Array,
    h: Array,
    w: GRUWeights,
    recall: Callable[[Array, Array, Array, Array], Array] = reset_after,
    blend: Callable[[Array, Array, Array], Array] = blend,
    candidate: Activation = np.tanh,
) -> GRUStep:
    """r, z = σ(W x + U h + b);  n = tanh(W_n x + b_n + r (U_n h + d_n));  h' = (1 − z) n + z h."""
    r = sigmoid(w.W_r @ x + w.U_r @ h + w.b_r)
    z = sigmoid(w.W_z @ x + w.U_z @ h + w.b_z)
    n = candidate(w.W_n @ x + w.b_n + recall(r, h, w.U_n, w.d_n))
    return GRUStep(r, z, n, blend(z, n, h))


class GRUGradients(NamedTuple):
    """dL/d of x, the old h and the weights."""

    x: Array
    h: Array
    weights: GRUWeights


def gru_step_backward(s: GRUStep, x: Array, h: Array, w: GRUWeights, dh: Array) -> GRUGradients:
    """From dh at the new state: part of it goes straight back through z, the rest by way of n, z and r."""
    da_n = dh * (1 - s.z) * tanh_slope(s.n)
    da_z = dh * (h - s.n) * sigmoid_slope(s.z)
    da_r = da_n * (w.U_n @ h + w.d_n) * sigmoid_slope(s.r)
    recalled = da_n * s.r  # at U_n h + d_n
    dx = w.W_r.T @ da_r + w.W_z.T @ da_z + w.W_n.T @ da_n
    dh = dh * s.z + w.U_r.T @ da_r + w.U_z.T @ da_z + w.U_n.T @ recalled
    weights = GRUWeights(
        weight_gradient(da_r, x), weight_gradient(da_r, h), bias_gradient(da_r, w.b_r),
        weight_gradient(da_z, x), weight_gradient(da_z, h), bias_gradient(da_z, w.b_z),
        weight_gradient(da_n, x), weight_gradient(recalled, h), bias_gradient(da_n, w.b_n),
        bias_gradient(recalled, w.d_n),
    )  # fmt: skip
    return GRUGradients(dx, dh, weights)
