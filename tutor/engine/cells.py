"""One step of a recurrent cell, in columns: x `[F]` or `[F, B]`, h and c `[H]` or `[H, B]`, biases `[H]` or `[H, 1]`.

`..._step_backward` takes a step's intermediate values, what the step was given, and the gradient that reaches its
results; it returns the gradients of what it was given. (The GRU is in `gru.py`; all steps of a sequence:
`through_time.py`.)

- RNN: Elman (1990), "Finding structure in time".
- LSTM: Hochreiter & Schmidhuber (1997) with the forget gate of Gers, Schmidhuber & Cummins (2000); f = 1 keeps all.
- Memory line: the part of an LSTM that keeps and writes, without the gates' own weights.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Activation, Array, sigmoid, sigmoid_slope, tanh_slope
from tutor.engine.columns import bias_gradient, weight_gradient


class RNNWeights(NamedTuple):
    """Input weights `[H, F]`, recurrent weights `[H, H]`, bias `[H]`."""

    W_x: Array
    W_h: Array
    b: Array


class RNNStep(NamedTuple):
    """`a` is the pre-activation, `h` the new state; both `[H]` or `[H, B]`."""

    a: Array
    h: Array


def rnn_step(x: Array, h: Array, W_x: Array, W_h: Array, b: Array, activation: Activation = np.tanh) -> RNNStep:
    """h' = tanh(W_x x + W_h h + b), with W_x `[H, F]` and W_h `[H, H]`."""
    a = W_x @ x + W_h @ h + b
    return RNNStep(a, activation(a))


class RNNGradients(NamedTuple):
    """dL/dx, dL/dh of the old state, and of the weights."""

    x: Array
    h: Array
    W_x: Array
    W_h: Array
    b: Array


def rnn_step_backward(s: RNNStep, x: Array, h: Array, W_x: Array, W_h: Array, b: Array, dh: Array) -> RNNGradients:
    """From dh at the new state: da = dh tanh'(a), then to each factor of W_x x + W_h h + b."""
    da = dh * tanh_slope(s.h)
    return RNNGradients(W_x.T @ da, W_h.T @ da, weight_gradient(da, x), weight_gradient(da, h), bias_gradient(da, b))


class MemoryStep(NamedTuple):
    """What was kept of the old memory, what was written, the new memory `c`, and what of it is shown, `h`."""

    kept: Array
    written: Array
    c: Array
    h: Array


def memory_step(f: Array, c: Array, i: Array, g: Array, o: Array) -> MemoryStep:  # [...] -> [...]
    """c' = f c + i g;  h = o tanh(c')."""
    kept = f * c
    written = i * g
    c = kept + written
    return MemoryStep(kept, written, c, o * np.tanh(c))


class MemoryGradients(NamedTuple):
    """dL/d of f, the old c, i, g and o, and `c_new`: all that reaches the new memory, by way of h too."""

    f: Array
    c: Array
    i: Array
    g: Array
    o: Array
    c_new: Array


def memory_step_backward(
    s: MemoryStep, f: Array, c: Array, i: Array, g: Array, o: Array, dh: Array, dc: Array
) -> MemoryGradients:
    """From dh at what is shown and dc at the new memory. The way back to the old memory is one product with f."""
    shown = np.tanh(s.c)
    dc = dc + dh * o * tanh_slope(shown)
    return MemoryGradients(dc * c, dc * f, dc * g, dc * i, dh * shown, dc)


Memory = Callable[[Array, Array, Array, Array, Array], MemoryStep]


class LSTMWeights(NamedTuple):
    """W `[H, F]`, U `[H, H]` and b of the input gate, the forget gate, the candidate and the output gate."""

    W_i: Array
    U_i: Array
    b_i: Array
    W_f: Array
    U_f: Array
    b_f: Array
    W_g: Array
    U_g: Array
    b_g: Array
    W_o: Array
    U_o: Array
    b_o: Array


class Gates(NamedTuple):
    """Input gate, forget gate, candidate, output gate: each `[H]` or `[H, B]`."""

    i: Array
    f: Array
    g: Array
    o: Array


def lstm_gates(x: Array, h: Array, w: LSTMWeights, candidate: Activation = np.tanh) -> Gates:
    """i, f, o = σ(W x + U h + b) and g = tanh(W x + U h + b), each with weights of its own."""
    i = sigmoid(w.W_i @ x + w.U_i @ h + w.b_i)
    f = sigmoid(w.W_f @ x + w.U_f @ h + w.b_f)
    g = candidate(w.W_g @ x + w.U_g @ h + w.b_g)
    o = sigmoid(w.W_o @ x + w.U_o @ h + w.b_o)
    return Gates(i, f, g, o)


class LSTMStep(NamedTuple):
    """Everything that one step computes; `h` and `c` go to the next one."""

    i: Array
    f: Array
    g: Array
    o: Array
    kept: Array
    written: Array
    c: Array
    h: Array


def lstm_step(
    x: Array, h: Array, c: Array, w: LSTMWeights, candidate: Activation = np.tanh, memory: Memory = memory_step
) -> LSTMStep:
    """Gates from x and the old h, then the memory line: c' = f c + i g;  h' = o tanh(c')."""
    i, f, g, o = lstm_gates(x, h, w, candidate)
    return LSTMStep(i, f, g, o, *memory(f, c, i, g, o))


class LSTMGradients(NamedTuple):
    """dL/d of x, the old h, the old c and the weights; `c_new` as in MemoryGradients."""

    x: Array
    h: Array
    c: Array
    c_new: Array
    weights: LSTMWeights


def lstm_step_backward(
    s: LSTMStep, x: Array, h: Array, c: Array, w: LSTMWeights, dh: Array, dc: Array
) -> LSTMGradients:
    """From dh and dc at the new state: through the memory line to the gates, from each gate to x, h and its weights."""
    m = memory_step_backward(MemoryStep(*s[4:]), s.f, c, s.i, s.g, s.o, dh, dc)
    da_i, da_f, da_o = m.i * sigmoid_slope(s.i), m.f * sigmoid_slope(s.f), m.o * sigmoid_slope(s.o)
    da_g = m.g * tanh_slope(s.g)
    dx = w.W_i.T @ da_i + w.W_f.T @ da_f + w.W_g.T @ da_g + w.W_o.T @ da_o
    dh = w.U_i.T @ da_i + w.U_f.T @ da_f + w.U_g.T @ da_g + w.U_o.T @ da_o
    blocks = ((da_i, w.b_i), (da_f, w.b_f), (da_g, w.b_g), (da_o, w.b_o))
    weights = (
        gradient
        for da, b in blocks
        for gradient in (weight_gradient(da, x), weight_gradient(da, h), bias_gradient(da, b))
    )
    return LSTMGradients(dx, dh, m.c, m.c_new, LSTMWeights(*weights))
