"""The node cases that ONNX publishes for RNN, LSTM, GRU, LayerNormalization and RMSNormalization, run by the engine.

They cover directions, layouts, axes and epsilon. A GRU's cases reset before the product (ONNX's default), which is a
slip of our demo: the same function is run here. What the engine does not have is listed in OUT_OF_SCOPE and counted;
no published case uses the other attributes that it lacks (activations, clip, input_forget, rows of unequal length).
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from tests.conformance import Row
from tests.conformance.runtime import columns, over_time
from tutor.engine import conventions
from tutor.engine.norms import layer_norm, rms_norm

Array = NDArray[Any]
OPERATORS = ("RNN", "LSTM", "GRU", "LayerNormalization", "RMSNormalization")
OUT_OF_SCOPE = {"P": "peepholes: gates that read the memory (Gers 2000); no framework of today has them"}
TOLERANCE = 1e-6  # the cases are float32


def rows() -> Iterator[Row]:
    """One row an operator."""
    found: dict[str, list[float]] = defaultdict(list)
    left: dict[str, int] = defaultdict(int)
    for case in published():
        node = case.model.graph.node[0]
        if OUT_OF_SCOPE.keys() & set(node.input):
            left[node.op_type] += 1
            continue
        found[node.op_type].append(difference(case))
    for operator in OPERATORS:
        note = f" ({left[operator]} out of scope: peepholes)" if left[operator] else ""
        oracle = f"ONNX {onnx.__version__} node cases{note}"
        yield Row(operator, len(found[operator]), max(found[operator]), TOLERANCE, oracle)


def published() -> list[Any]:
    """All cases of OPERATORS, without the ones that only spell an operator out in others. It takes ten seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from onnx.backend.test.case.node import collect_testcases

        state = np.random.get_state()  # generating them seeds NumPy's global generator
        everything = collect_testcases()
        np.random.set_state(state)
    return [
        case for case in everything if len(case.model.graph.node) == 1 and case.model.graph.node[0].op_type in OPERATORS
    ]


def difference(case: Any) -> float:
    """How far the engine is from a case's outputs."""
    node = case.model.graph.node[0]
    attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    inputs, expected = case.data_sets[0]
    given = dict(zip([name for name in node.input if name], inputs, strict=True))
    names = [("Y", "Y_h", "Y_c") if node.op_type in ("RNN", "LSTM", "GRU") else ("Y", "Mean", "InvStdDev")][0]
    ours = dict(zip(names, _run(node.op_type, attributes, given), strict=False))
    told = [name for name in node.output if name]
    assert len(told) == len(expected)
    far = []
    for name, value in zip(told, expected, strict=True):
        assert ours[name].shape == value.shape, (case.name, name)
        far.append(float(np.abs(ours[name] - value).max()))
    return max(far)


def _run(operator: str, attributes: dict[str, Any], given: dict[str, Array]) -> list[Array]:
    if operator in ("RNN", "LSTM", "GRU"):
        return _recurrent(operator.lower(), attributes, given)
    x, gamma = np.float64(given["X"]), np.float64(given["W"])
    axis = attributes.get("axis", -1) % x.ndim
    rows_shape, kept = (*x.shape[:axis], -1), (*x.shape[:axis], *[1] * (x.ndim - axis))
    eps = attributes.get("epsilon", 1e-5)
    if operator == "RMSNormalization":
        return [rms_norm(x.reshape(rows_shape), gamma.ravel(), eps).y.reshape(x.shape)]
    n = layer_norm(x.reshape(rows_shape), gamma.ravel(), np.float64(given["B"]).ravel(), eps)
    return [n.y.reshape(x.shape), n.mu.reshape(kept), (1 / np.sqrt(n.var + eps)).reshape(kept)]


def _recurrent(cell: Any, attributes: dict[str, Any], given: dict[str, Array]) -> list[Array]:
    """Y `[T, directions, B, H]`, Y_h and Y_c `[directions, B, H]`; layout 1 has the batch first."""
    rows_first = attributes.get("layout", 0) == 1
    x = np.float64(given["X"].transpose(1, 2, 0) if rows_first else given["X"].transpose(0, 2, 1))
    W, R = given["W"], given["R"]
    B = given.get("B", np.zeros((len(W), 2 * W.shape[1]), np.float32))
    direction = attributes.get("direction", b"forward").decode()
    turns = {"forward": [1], "reverse": [-1], "bidirectional": [1, -1]}[direction]
    zero = np.zeros((attributes["hidden_size"], x.shape[2]))
    told, last, memory = [], [], []
    for k, turn in enumerate(turns):
        w = columns(conventions.from_onnx(cell, W[k : k + 1], R[k : k + 1], B[k : k + 1]))
        states = over_time(w, x[::turn], zero, zero, before=True)
        told.append(states[::turn])
        last.append(states[-1])
        memory.append(_memory(w, x[::turn], zero) if cell == "lstm" else zero)
    Y = np.stack(told, axis=1).transpose(0, 1, 3, 2)
    Y_h, Y_c = (np.stack(part).transpose(0, 2, 1) for part in (last, memory))
    return [Y.transpose(2, 0, 1, 3), Y_h.transpose(1, 0, 2), Y_c.transpose(1, 0, 2)] if rows_first else [Y, Y_h, Y_c]


def _memory(w: Any, x: Array, zero: Array) -> Array:
    from tutor.engine.through_time import lstm_over_time

    return lstm_over_time(x, zero, zero, w)[-1].c
