"""How frameworks keep the weights of recurrent cells, and the way to and from the engine's own form.

A framework stacks the blocks (gates and candidate) of a cell into one matrix. It has its own order of blocks, its own
orientation, and its own number of biases:

| framework | LSTM | GRU | input weights | biases |
|---|---|---|---|---|
| PyTorch | i f g o | r z n | weight_ih `[kH, F]` | bias_ih and bias_hh `[kH]`, which add up |
| ONNX | i o f c | z r h | W `[1, kH, F]` | B `[1, 2kH]`: those of the input, then those of the state |
| Keras | i f c o | z r h | kernel `[F, kH]` | bias `[kH]`; of a GRU `[2, 3H]` |

(g, c and n, h all name the candidate.) Where two biases add up, the engine has one; the second bias of a GRU's
candidate stays apart, because it is reset. A GRU's weights are those of the form that resets after the product: ONNX's
`linear_before_reset=1`, Keras' `reset_after=True`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.cells import LSTMWeights, RNNWeights
from tutor.engine.gru import GRUWeights

Cell = Literal["rnn", "lstm", "gru"]
Weights = RNNWeights | LSTMWeights | GRUWeights
ORDER = {  # of the blocks, by the engine's letters
    "pytorch": {"rnn": "x", "lstm": "ifgo", "gru": "rzn"},
    "onnx": {"rnn": "x", "lstm": "iofg", "gru": "zrn"},
    "keras": {"rnn": "x", "lstm": "ifgo", "gru": "zrn"},
}


class Stacked(NamedTuple):
    """Blocks one below the other: `[kH, F]`, `[kH, H]`, and the biases at the input and at the state, `[kH]` each."""

    W: Array
    U: Array
    b: Array
    d: Array


def from_pytorch(cell: Cell, weight_ih: Array, weight_hh: Array, bias_ih: Array, bias_hh: Array) -> Weights:
    """One layer of torch.nn.RNN, LSTM or GRU: `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`."""
    return _apart(cell, ORDER["pytorch"][cell], Stacked(weight_ih, weight_hh, bias_ih, bias_hh))


def to_pytorch(w: Weights) -> Stacked:
    """weight_ih, weight_hh, bias_ih, bias_hh; what the engine does not keep apart goes into bias_ih."""
    return _stacked(w, ORDER["pytorch"][_cell(w)])


def from_onnx(cell: Cell, W: Array, R: Array, B: Array) -> Weights:
    """One direction of the ONNX operator RNN, LSTM or GRU: W `[1, kH, F]`, R `[1, kH, H]`, B `[1, 2kH]`."""
    b, d = np.split(B[0], 2)
    return _apart(cell, ORDER["onnx"][cell], Stacked(W[0], R[0], b, d))


def to_onnx(w: Weights) -> tuple[Array, Array, Array]:
    """W, R and B of one direction."""
    s = _stacked(w, ORDER["onnx"][_cell(w)])
    return s.W[None], s.U[None], np.concatenate([s.b, s.d])[None]


def from_keras(cell: Cell, kernel: Array, recurrent_kernel: Array, bias: Array) -> Weights:
    """`layer.get_weights()` of SimpleRNN, LSTM, GRU: kernel `[F, kH]`, recurrent_kernel `[H, kH]`, bias."""
    b, d = bias if bias.ndim == 2 else (bias, np.zeros_like(bias))
    return _apart(cell, ORDER["keras"][cell], Stacked(kernel.T, recurrent_kernel.T, b, d))


def to_keras(w: Weights) -> tuple[Array, Array, Array]:
    """kernel, recurrent_kernel, bias."""
    s = _stacked(w, ORDER["keras"][_cell(w)])
    return s.W.T, s.U.T, np.stack([s.b, s.d]) if isinstance(w, GRUWeights) else s.b


def _cell(w: Weights) -> Cell:
    return "lstm" if isinstance(w, LSTMWeights) else "gru" if isinstance(w, GRUWeights) else "rnn"


def _apart(cell: Cell, order: str, s: Stacked) -> Weights:
    """The engine's weights out of stacked blocks."""
    W, U, b, d = (dict(zip(order, np.split(part, len(order)), strict=True)) for part in s)
    if cell == "rnn":
        return RNNWeights(W["x"], U["x"], b["x"] + d["x"])
    parts = {f"W_{k}": W[k] for k in order} | {f"U_{k}": U[k] for k in order} | {f"b_{k}": b[k] + d[k] for k in order}
    if cell == "lstm":
        return LSTMWeights(**parts)
    return GRUWeights(**(parts | {"b_n": b["n"], "d_n": d["n"]}))


def _stacked(w: Weights, order: str) -> Stacked:
    """Blocks of the engine's weights, stacked in `order`."""
    if isinstance(w, RNNWeights):
        return Stacked(w.W_x, w.W_h, w.b, np.zeros_like(w.b))
    parts = w._asdict()
    W, U, b = (np.concatenate([parts[f"{kind}_{k}"] for k in order]) for kind in "WUb")
    d = np.concatenate([parts.get(f"d_{k}", np.zeros_like(parts[f"b_{k}"])) for k in order])
    return Stacked(W, U, b, d)
