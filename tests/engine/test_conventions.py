"""Weights of PyTorch, ONNX and Keras: to the engine and back, and the frameworks' own equations written out.

(That onnxruntime computes the same from `to_onnx` is held by the conformance table.)
"""

import numpy as np
import pytest

from tutor.engine.activations import sigmoid
from tutor.engine.cells import LSTMWeights, RNNWeights, lstm_step, rnn_step
from tutor.engine.conventions import from_keras, from_onnx, from_pytorch, to_keras, to_onnx, to_pytorch
from tutor.engine.gru import GRUWeights, gru_step

F, H = 3, 4
BLOCKS = {"rnn": 1, "lstm": 4, "gru": 3}
KIND = {"rnn": RNNWeights, "lstm": LSTMWeights, "gru": GRUWeights}
dice = np.random.default_rng(11)
X, OLD, MEMORY = dice.normal(size=F), dice.normal(size=H), dice.normal(size=H)


def normal(*shape: int) -> np.ndarray:
    return dice.normal(size=shape)


def ours(w) -> np.ndarray:
    if isinstance(w, RNNWeights):
        return rnn_step(X, OLD, *w).h
    return lstm_step(X, OLD, MEMORY, w).h if isinstance(w, LSTMWeights) else gru_step(X, OLD, w).h


def memory(i: np.ndarray, f: np.ndarray, g: np.ndarray, o: np.ndarray) -> np.ndarray:
    return sigmoid(o) * np.tanh(sigmoid(f) * MEMORY + sigmoid(i) * np.tanh(g))


def torch_says(cell: str, w_ih, w_hh, b_ih, b_hh) -> np.ndarray:
    """The equations in the documentation of torch.nn.RNN, LSTM and GRU."""
    a, b = w_ih @ X + b_ih, w_hh @ OLD + b_hh
    if cell == "rnn":
        return np.tanh(a + b)
    if cell == "lstm":
        return memory(*np.split(a + b, 4))
    (r, z, n), (r_h, z_h, n_h) = np.split(a, 3), np.split(b, 3)
    z = sigmoid(z + z_h)
    return (1 - z) * np.tanh(n + sigmoid(r + r_h) * n_h) + z * OLD


def keras_says(cell: str, kernel, recurrent, bias) -> np.ndarray:
    """`keras.layers.SimpleRNN`, `LSTM` and `GRU` (reset_after=True): rows times kernel, z before r, z keeps the old."""
    if cell == "rnn":
        return np.tanh(X @ kernel + bias + OLD @ recurrent)
    if cell == "lstm":
        return memory(*np.split(X @ kernel + OLD @ recurrent + bias, 4))
    x_z, x_r, x_h = np.split(X @ kernel + bias[0], 3)
    h_z, h_r, h_h = np.split(OLD @ recurrent + bias[1], 3)
    z = sigmoid(x_z + h_z)
    return z * OLD + (1 - z) * np.tanh(x_h + sigmoid(x_r + h_r) * h_h)


@pytest.mark.parametrize("cell", BLOCKS)
def test_pytorch_weights_give_pytorchs_numbers(cell) -> None:
    k = BLOCKS[cell] * H
    theirs = normal(k, F), normal(k, H), normal(k), normal(k)
    assert np.allclose(ours(from_pytorch(cell, *theirs)), torch_says(cell, *theirs), rtol=0, atol=1e-14)


@pytest.mark.parametrize("cell", BLOCKS)
def test_keras_weights_give_keras_numbers(cell) -> None:
    k = BLOCKS[cell] * H
    theirs = normal(F, k), normal(H, k), normal(2, k) if cell == "gru" else normal(k)
    assert np.allclose(ours(from_keras(cell, *theirs)), keras_says(cell, *theirs), rtol=0, atol=1e-14)


@pytest.mark.parametrize("cell", BLOCKS)
@pytest.mark.parametrize(
    ("there", "back"), [(to_pytorch, from_pytorch), (to_onnx, from_onnx), (to_keras, from_keras)],
    ids=["pytorch", "onnx", "keras"],
)  # fmt: skip
def test_there_and_back_changes_nothing(cell, there, back) -> None:
    shapes = {"W_x": (H, F), "W_h": (H, H), "W": (H, F), "U": (H, H), "b": (H,), "d": (H,)}
    w = KIND[cell](*(normal(*shapes.get(name, shapes[name[0]])) for name in KIND[cell]._fields))
    for before, after in zip(w, back(cell, *there(w)), strict=True):
        assert np.array_equal(before, after)


def test_the_order_of_blocks_is_each_frameworks_own() -> None:
    """i, f, g, o hold the numbers 1, 2, 3, 4; r, z, n the numbers 1, 2, 3."""
    values = {"i": 1.0, "f": 2.0, "g": 3.0, "o": 4.0, "r": 1.0, "z": 2.0, "n": 3.0}

    def filled(kind):
        one = {"W": (1, 1), "U": (1, 1), "b": (1,), "d": (1,)}
        return kind(*(np.full(one[name[0]], values[name[2]]) for name in kind._fields))

    assert to_pytorch(filled(LSTMWeights)).W.ravel().tolist() == [1, 2, 3, 4]
    assert to_onnx(filled(LSTMWeights))[0].ravel().tolist() == [1, 4, 2, 3]
    assert to_keras(filled(LSTMWeights))[0].ravel().tolist() == [1, 2, 3, 4]
    assert to_pytorch(filled(GRUWeights)).W.ravel().tolist() == [1, 2, 3]
    assert to_onnx(filled(GRUWeights))[0].ravel().tolist() == [2, 1, 3]
    assert to_keras(filled(GRUWeights))[0].ravel().tolist() == [2, 1, 3]
