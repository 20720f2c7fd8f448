"""A feed-forward network of one hidden layer that learns, in columns: y = V tanh(W x + b) + c, x `[F, B]`."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tutor.engine.activations import Array, tanh_slope
from tutor.engine.adam import AdamState, adam_start, adam_step
from tutor.engine.training.initial import uniform
from tutor.engine.training.recurrent import Loss


class Dense(NamedTuple):
    """Flat weights and gradient, and views of both: W `[H, F + 1]` with the bias last, V `[K, H + 1]` likewise."""

    weights: Array
    gradient: Array
    W: Array
    V: Array
    dW: Array
    dV: Array
    adam: AdamState


def dense(F: int, H: int, K: int, dice: np.random.Generator, dtype: Any = np.float32) -> Dense:
    """A network with U(±1/√n) weights, n what they read, and biases 0."""
    size, cut = H * (F + 1) + K * (H + 1), H * (F + 1)
    weights, gradient = np.zeros(size, dtype), np.zeros(size, dtype)
    W, dW = (flat[:cut].reshape(H, F + 1) for flat in (weights, gradient))
    V, dV = (flat[cut:].reshape(K, H + 1) for flat in (weights, gradient))
    W[:, :-1] = uniform(dice, (H, F), F**-0.5)
    V[:, :-1] = uniform(dice, (K, H), H**-0.5)
    return Dense(weights, gradient, W, V, dW, dV, adam_start(weights))


def forward(net: Dense, x: Array) -> tuple[Array, Array]:  # [F, B] -> [H, B], [K, B]
    """The hidden layer, and what the network says."""
    h = np.tanh(net.W[:, :-1] @ x + net.W[:, -1:])
    return h, net.V[:, :-1] @ h + net.V[:, -1:]


def learn(net: Dense, x: Array, wanted: Array, loss: Loss, t: int, rate: float) -> float:
    """One step of Adam, the `t`-th (from 1). Returns the loss before it."""
    h, y = forward(net, x)
    value, dy = loss(y, wanted)
    net.dV[:, :-1], net.dV[:, -1] = dy @ h.T, dy.sum(axis=1)
    da = net.V[:, :-1].T @ dy * tanh_slope(h)
    net.dW[:, :-1], net.dW[:, -1] = da @ x.T, da.sum(axis=1)
    adam_step(net.weights, net.gradient, net.adam, t, rate)
    return value
