"""One step of a recurrent cell, in columns: x `[F]` or `[F, B]`, h and c `[H]` or `[H, B]`, biases `[H]` or `[H, 1]`.

- RNN: Elman (1990), "Finding structure in time".
- LSTM: Hochreiter & Schmidhuber (1997) with the forget gate of Gers, Schmidhuber & Cummins (2000); f = 1 keeps all.
- Memory line: the part of an LSTM that keeps and writes, without the gates' own weights.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Activation, Array, sigmoid


class RNNStep(NamedTuple):
    """`a` is the pre-activation, `h` the new state; both `[H]` or `[H, B]`."""

    a: Array
    h: Array


def rnn_step(x: Array, h: Array, W_x: Array, W_h: Array, b: Array, activation: Activation = np.tanh) -> RNNStep:
    """h' = tanh(W_x x + W_h h + b), with W_x `[H, F]` and W_h `[H, H]`."""
    a = W_x @ x + W_h @ h + b
    return RNNStep(a, activation(a))


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
