"""How long the gradient is after so many steps back from the last state: its norm at lag 0, 1, 2, …

What a step back multiplies by is the same whatever the loss, so a unit vector is sent back from h_T.
"""

from __future__ import annotations

import numpy as np

from tutor.engine.activations import Activation, Array, identity, tanh_slope
from tutor.engine.cells import LSTMWeights, lstm_step_backward, rnn_step
from tutor.engine.through_time import lstm_over_time
from tutor.engine.training.initial import uniform

ACTIVATIONS: dict[str, Activation] = {"linear": identity, "tanh": np.tanh}


def with_radius(dice: np.random.Generator, H: int, radius: float) -> Array:  # -> [H, H]
    """Normal numbers, rescaled so that the largest eigenvalue has the absolute value `radius`."""
    W = dice.normal(0, H**-0.5, (H, H))
    return np.asarray(W * (radius / np.abs(np.linalg.eigvals(W)).max()))


def rnn_lags(kind: str, x: Array, W_x: Array, W_h: Array, dh: Array) -> Array:  # [T, F], [H, F], [H, H], [H] -> [T]
    """‖dL/dh‖ at lag 0 … T − 1 of a plain RNN without bias; `kind` is a key of ACTIVATIONS."""
    h, states = np.zeros_like(dh), []
    for x_t in x:
        h = rnn_step(x_t, h, W_x, W_h, np.zeros_like(dh), ACTIVATIONS[kind]).h
        states.append(h)
    norms = []
    for h in reversed(states):
        norms.append(np.linalg.norm(dh))
        dh = W_h.T @ (dh * tanh_slope(h) if kind == "tanh" else dh)
    return np.array(norms)


def lstm_lags(x: Array, w: LSTMWeights, dh: Array) -> Array:  # [T, F], [H] -> [T]
    """‖(dL/dh, dL/dc)‖ at lag 0 … T − 1: an LSTM sends its gradient back on two ways, and both count."""
    start = np.zeros_like(dh)
    steps = lstm_over_time(x, start, start, w)
    norms, dc = [], np.zeros_like(dh)
    for t in reversed(range(len(x))):
        norms.append(np.sqrt(dh @ dh + dc @ dc))
        h, c = (steps[t - 1].h, steps[t - 1].c) if t else (start, start)
        g = lstm_step_backward(steps[t], x[t], h, c, w, dh, dc)
        dh, dc = g.h, g.c
    return np.array(norms)


def lstm_weights(dice: np.random.Generator, F: int, H: int, forget_bias: float) -> LSTMWeights:
    """PyTorch's U(±1/√H) for all matrices; biases 0 but the forget gate's."""
    shapes = {"W": (H, F), "U": (H, H)}
    drawn = {
        name: uniform(dice, shapes[name[0]], H**-0.5, np.float64) if name[0] in shapes else np.zeros(H)
        for name in LSTMWeights._fields
    }
    drawn["b_f"] = np.full(H, forget_bias)
    return LSTMWeights(**drawn)
