"""An independent oracle: onnxruntime on random weights (constant ones would hide a wrong order of gates)."""

import numpy as np
import onnxruntime as ort
import pytest
from onnx import TensorProto, helper

from tutor.engine.cells import LSTMWeights, lstm_step, rnn_step
from tutor.engine.norms import layer_norm, rms_norm

T, B, F, H = 7, 3, 4, 5
KINDS = {np.dtype(np.float32): TensorProto.FLOAT, np.dtype(np.float64): TensorProto.DOUBLE}


def run_onnx(operator: str, opset: int, inputs: dict[str, np.ndarray], outputs: list[str], **attributes) -> list:
    kind = KINDS[next(iter(inputs.values())).dtype]
    node = helper.make_node(
        operator, [name if name in inputs else "" for name in _up_to_last(inputs)], outputs, **attributes
    )
    graph = helper.make_graph(
        [node],
        "oracle",
        [helper.make_tensor_value_info(name, kind, value.shape) for name, value in inputs.items()],
        [helper.make_tensor_value_info(name, kind, None) for name in outputs],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)
    return ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"]).run(outputs, inputs)


def _up_to_last(inputs: dict[str, np.ndarray]) -> list[str]:
    if "initial_h" not in inputs:
        return list(inputs)
    order = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c"]
    return order[: order.index("initial_c" if "initial_c" in inputs else "initial_h") + 1]


def normal(seed: int, *shape: int, dtype=np.float32) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(dtype)


@pytest.mark.parametrize("seed", range(3))
def test_rnn_agrees(seed: int) -> None:
    W, R, b, x, h = (normal(10 * seed + k, *s) for k, s in enumerate([(H, F), (H, H), (2, H), (T, B, F), (B, H)]))
    feeds = {"X": x, "W": W[None], "R": R[None], "B": b.reshape(1, -1), "initial_h": h[None]}
    expected = run_onnx("RNN", 14, feeds, ["Y"], hidden_size=H)[0][:, 0]
    state, ours = h.T, []
    for x_t in x:
        state = rnn_step(x_t.T, state, W, R, b.sum(axis=0)[:, None]).h
        ours.append(state.T)
    assert np.allclose(np.stack(ours), expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_lstm_agrees(seed: int) -> None:
    shapes = [(4, H, F), (4, H, H), (2, 4, H), (T, B, F), (B, H), (B, H)]
    W, R, b, x, h, c = (normal(100 + 10 * seed + k, *s) for k, s in enumerate(shapes))
    names = ["X", "W", "R", "B", "initial_h", "initial_c"]
    values = [x, W.reshape(1, -1, F), R.reshape(1, -1, H), b.reshape(1, -1), h[None], c[None]]
    expected, _, last_c = run_onnx(
        "LSTM", 14, dict(zip(names, values, strict=True)), ["Y", "Y_h", "Y_c"], hidden_size=H
    )
    place = {"i": 0, "o": 1, "f": 2, "g": 3}  # ONNX stacks the blocks as i, o, f, c
    blocks = {"W": W, "U": R, "b": b.sum(axis=0)[..., None]}
    w = LSTMWeights(*(blocks[name[0]][place[name[2]]] for name in LSTMWeights._fields))
    state, memory, ours = h.T, c.T, []
    for x_t in x:
        step = lstm_step(x_t.T, state, memory, w)
        state, memory = step.h, step.c
        ours.append(state.T)
    assert np.allclose(np.stack(ours), expected[:, 0], rtol=0, atol=1e-6)
    assert np.allclose(memory.T, last_c[0], rtol=0, atol=2e-6)


@pytest.mark.parametrize("eps", [1e-5, 1e-2])
def test_layer_norm_agrees_in_double_precision(eps: float) -> None:
    x, gamma, beta = (normal(k, *s, dtype=np.float64) for k, s in enumerate([(2, 3, 6), (6,), (6,)]))
    feeds = {"X": x, "Scale": gamma, "B": beta}
    expected = run_onnx("LayerNormalization", 17, feeds, ["Y"], epsilon=eps)[0]
    # the operator's epsilon is a float32 attribute
    assert np.allclose(layer_norm(x, gamma, beta, float(np.float32(eps))).y, expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("eps", [1e-5, 1e-2])
def test_rms_norm_agrees(eps: float) -> None:
    x, gamma = normal(7, 2, 3, 6), normal(8, 6)
    expected = run_onnx("RMSNormalization", 23, {"X": x, "scale": gamma}, ["Y"], epsilon=eps)[0]
    assert np.allclose(rms_norm(x, gamma, eps).y, expected, rtol=0, atol=1e-6)
