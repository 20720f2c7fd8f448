"""All steps of a sequence, and the way back through them (back-propagation through time: Werbos 1990).

Time is the first axis: x `[T, F]` or `[T, F, B]`. `..._over_time` returns the steps; `..._through_time` takes them
and the gradient `dh` at the last state, and returns the gradients of everything that went in. A weight is used at every
step, so what the steps say about it is summed. `h_reached[t]` (and `c_reached[t]`) is the whole gradient dL/dh_t that
comes back to step t: where it is small, nothing is learnt from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.cells import (
    LSTMStep,
    LSTMWeights,
    RNNStep,
    lstm_step,
    lstm_step_backward,
    rnn_step,
    rnn_step_backward,
)
from tutor.engine.gru import GRUStep, GRUWeights, gru_step, gru_step_backward


def rnn_over_time(x: Array, h_0: Array, W_x: Array, W_h: Array, b: Array) -> list[RNNStep]:
    """Each step starts from the state that the one before it left."""
    steps: list[RNNStep] = []
    for x_t in x:
        steps.append(rnn_step(x_t, steps[-1].h if steps else h_0, W_x, W_h, b))
    return steps


class RNNThroughTime(NamedTuple):
    """Gradients of x `[T, F]`, h_0, the weights; what reached h_1 … h_T `[T, H]`."""

    x: Array
    h_0: Array
    W_x: Array
    W_h: Array
    b: Array
    h_reached: Array


def rnn_through_time(
    steps: Sequence[RNNStep], x: Array, h_0: Array, W_x: Array, W_h: Array, b: Array, dh: Array
) -> RNNThroughTime:
    """From dh at h_T back to every input."""
    dx, reached = np.empty_like(x), np.empty((len(x), *dh.shape), dh.dtype)
    totals = (np.zeros_like(W_x), np.zeros_like(W_h), np.zeros_like(b))
    for t in reversed(range(len(x))):
        reached[t] = dh
        g = rnn_step_backward(steps[t], x[t], _before(steps, t, h_0), W_x, W_h, b, dh)
        dx[t], dh = g.x, g.h
        _add(totals, (g.W_x, g.W_h, g.b))
    return RNNThroughTime(dx, dh, *totals, reached)


def lstm_over_time(x: Array, h_0: Array, c_0: Array, w: LSTMWeights) -> list[LSTMStep]:
    """Each step starts from the state and the memory that the one before it left."""
    steps: list[LSTMStep] = []
    h, c = h_0, c_0
    for x_t in x:
        steps.append(lstm_step(x_t, h, c, w))
        h, c = steps[-1].h, steps[-1].c
    return steps


class LSTMThroughTime(NamedTuple):
    """Gradients of x `[T, F]`, h_0, c_0, the weights; what reached h_1 … h_T and c_1 … c_T `[T, H]`."""

    x: Array
    h_0: Array
    c_0: Array
    weights: LSTMWeights
    h_reached: Array
    c_reached: Array


def lstm_through_time(
    steps: Sequence[LSTMStep], x: Array, h_0: Array, c_0: Array, w: LSTMWeights, dh: Array
) -> LSTMThroughTime:
    """From dh at h_T back to every input; nothing comes in at c_T but by way of h_T."""
    dx, dc = np.empty_like(x), np.zeros_like(dh)
    h_reached, c_reached = np.empty((len(x), *dh.shape), dh.dtype), np.empty((len(x), *dh.shape), dh.dtype)
    totals = LSTMWeights(*map(np.zeros_like, w))
    for t in reversed(range(len(x))):
        old_c = steps[t - 1].c if t else c_0
        g = lstm_step_backward(steps[t], x[t], _before(steps, t, h_0), old_c, w, dh, dc)
        h_reached[t], c_reached[t] = dh, g.c_new
        dx[t], dh, dc = g.x, g.h, g.c
        _add(totals, g.weights)
    return LSTMThroughTime(dx, dh, dc, totals, h_reached, c_reached)


def gru_over_time(x: Array, h_0: Array, w: GRUWeights) -> list[GRUStep]:
    """Each step starts from the state that the one before it left."""
    steps: list[GRUStep] = []
    for x_t in x:
        steps.append(gru_step(x_t, steps[-1].h if steps else h_0, w))
    return steps


class GRUThroughTime(NamedTuple):
    """Gradients of x `[T, F]`, h_0, the weights; what reached h_1 … h_T `[T, H]`."""

    x: Array
    h_0: Array
    weights: GRUWeights
    h_reached: Array


def gru_through_time(steps: Sequence[GRUStep], x: Array, h_0: Array, w: GRUWeights, dh: Array) -> GRUThroughTime:
    """From dh at h_T back to every input."""
    dx, reached = np.empty_like(x), np.empty((len(x), *dh.shape), dh.dtype)
    totals = GRUWeights(*map(np.zeros_like, w))
    for t in reversed(range(len(x))):
        reached[t] = dh
        g = gru_step_backward(steps[t], x[t], _before(steps, t, h_0), w, dh)
        dx[t], dh = g.x, g.h
        _add(totals, g.weights)
    return GRUThroughTime(dx, dh, totals, reached)


def _before(steps: Sequence[RNNStep | LSTMStep | GRUStep], t: int, h_0: Array) -> Array:
    return steps[t - 1].h if t else h_0


def _add(totals: Sequence[Array], parts: Sequence[Array]) -> None:
    for total, part in zip(totals, parts, strict=True):
        total += part
