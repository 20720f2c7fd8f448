"""A recurrent layer with ReLU and a readout `y = V h_T + c`, by plain gradient descent: the one that explodes.

h' = relu(W_x x + W_h h + b), in columns `[H, B]`, W_h = I at the start: Le, Jaitly & Hinton (2015), arXiv:1504.00941.
ReLU has no ceiling and I shrinks nothing, so that nothing holds state or gradient down.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Array, relu
from tutor.engine.cells import rnn_step
from tutor.engine.training.initial import uniform


class Rectified(NamedTuple):
    """Input weights `[H, F]`, recurrent weights `[H, H]`, bias `[H, 1]`, readout V `[1, H]` and c `[1, 1]`."""

    W_x: Array
    W_h: Array
    b: Array
    V: Array
    c: Array


def rectified(dice: np.random.Generator, F: int, H: int, radius: float) -> Rectified:
    """W_h = radius · I, W_x and V U(±1/√H), biases 0; float64, since its numbers grow large."""
    W_x, V = uniform(dice, (H, F), H**-0.5, np.float64), uniform(dice, (1, H), H**-0.5, np.float64)
    return Rectified(W_x, radius * np.eye(H), np.zeros((H, 1)), V, np.zeros((1, 1)))


def states(w: Rectified, x: Array) -> list[Array]:  # [T, F, B] -> T + 1 times [H, B]
    """h_0 = 0, then the state after each step."""
    h = [np.zeros((len(w.b), x.shape[-1]))]
    for x_t in x:
        h.append(rnn_step(x_t, h[-1], w.W_x, w.W_h, w.b, relu).h)
    return h


def answer(w: Rectified, h: list[Array]) -> Array:  # -> [B]
    """What is read off the last state."""
    return np.asarray((w.V @ h[-1] + w.c)[0])


def gradient(w: Rectified, x: Array, h: list[Array], dy: Array) -> Rectified:  # dy: [B]
    """Back through all steps from dy at the answer."""
    g = Rectified(*map(np.zeros_like, w))
    g.V[...], g.c[...] = dy @ h[-1].T, dy.sum()
    dh = w.V.T * dy
    for t in reversed(range(len(x))):
        da = dh * (h[t + 1] > 0)
        g.W_x[...] += da @ x[t].T
        g.W_h[...] += da @ h[t].T
        g.b[...] += da.sum(axis=1, keepdims=True)
        dh = w.W_h.T @ da
    return g
