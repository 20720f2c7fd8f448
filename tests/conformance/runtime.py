"""onnxruntime on random weights: each operation as an ONNX graph, run by someone else's kernels.

Recurrent operators exist in float32 only, so the engine (in float64, on the same float32 numbers) may differ by
their rounding. The others run in float64.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper

from tests.conformance import Row
from tutor import demos
from tutor.demos.catalog.gru import reset_before
from tutor.engine import conventions
from tutor.engine.cells import LSTMWeights, RNNWeights
from tutor.engine.gru import GRUWeights, gru_step
from tutor.engine.through_time import gru_over_time, lstm_over_time, rnn_over_time

Array = NDArray[Any]
KINDS = {np.dtype(np.float32): TensorProto.FLOAT, np.dtype(np.float64): TensorProto.DOUBLE}
SEEDS = range(10)
ROUNDING = 3e-6  # of float32 kernels over at most 12 steps
EXACT = 1e-9


def run_onnx(nodes: list[NodeProto], feeds: dict[str, Array], outputs: list[str], opset: int) -> list[Array]:
    """Run a graph of `nodes` by onnxruntime."""
    kind = KINDS[next(iter(feeds.values())).dtype]
    graph = helper.make_graph(
        nodes,
        "oracle",
        [helper.make_tensor_value_info(name, kind, value.shape) for name, value in feeds.items()],
        [helper.make_tensor_value_info(name, kind, None) for name in outputs],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(outputs, feeds)


def rows() -> Iterator[Row]:
    """One row an operation."""
    return map(row, CASES)


def row(name: str) -> Row:
    """The row of one operation."""
    case, tolerance = CASES[name]
    precision = "float32" if tolerance == ROUNDING else "float64"
    found = [case(np.random.default_rng(seed)) for seed in SEEDS]
    return Row(name, len(found), max(found), tolerance, f"onnxruntime {ort.__version__}, {precision}")


def distance(ours: Array, theirs: Array) -> float:
    """The largest absolute difference of two arrays of one shape."""
    assert ours.shape == theirs.shape
    return float(np.abs(ours - theirs).max())


def sizes(dice: np.random.Generator, *most: int) -> list[int]:
    """A random size up to each of `most`."""
    return [int(dice.integers(1, one, endpoint=True)) for one in most]


def columns(w: Any) -> Any:
    """Weights with their biases as columns, in float64, for a batch."""
    return type(w)(*(np.float64(part if part.ndim == 2 else part[:, None]) for part in w))


def over_time(w: Any, x: Array, h: Array, c: Array, before: bool = False) -> Array:
    """The engine's states `[T, H, B]` for x `[T, F, B]`."""
    if isinstance(w, RNNWeights):
        return np.stack([s.h for s in rnn_over_time(x, h, *w)])
    if isinstance(w, LSTMWeights):
        return np.stack([s.h for s in lstm_over_time(x, h, c, w)])
    if not before:
        return np.stack([s.h for s in gru_over_time(x, h, w)])
    states = []
    for x_t in x:
        h = gru_step(x_t, h, w, recall=reset_before).h
        states.append(h)
    return np.stack(states)


def recurrent(cell: str, dice: np.random.Generator, **attributes: int) -> float:
    """A layer with random weights: built in the engine's form, handed over in ONNX's."""
    T, B, F, H = sizes(dice, 12, 4, 5, 6)
    kind = {"rnn": RNNWeights, "lstm": LSTMWeights, "gru": GRUWeights}[cell]
    shape = {"W_x": (H, F), "W_h": (H, H), "W": (H, F), "U": (H, H), "b": (H,), "d": (H,)}
    w = kind(*(dice.normal(size=shape.get(name, shape[name[0]])).astype(np.float32) for name in kind._fields))
    x, h, c = (dice.normal(size=s).astype(np.float32) for s in ((T, B, F), (1, B, H), (1, B, H)))
    feeds = (
        dict(zip("XWRB", (x, *conventions.to_onnx(w)), strict=True)) | {"h": h} | ({"c": c} if cell == "lstm" else {})
    )
    names = ["X", "W", "R", "B", "", "h"] + ["c"] * (cell == "lstm")
    node = helper.make_node(cell.upper(), names, ["Y"], hidden_size=H, **attributes)
    theirs = run_onnx([node], feeds, ["Y"], 14)[0][:, 0]
    before = cell == "gru" and not attributes["linear_before_reset"]
    ours = over_time(columns(w), np.float64(x.transpose(0, 2, 1)), np.float64(h[0].T), np.float64(c[0].T), before)
    return distance(ours.transpose(0, 2, 1), theirs)


def bidirectional(dice: np.random.Generator) -> float:
    """The demo, against the operator's own second direction."""
    T, F, H = sizes(dice, 12, 5, 6)
    shapes = {"x": (T, F), "W_x": (H, F), "W_h": (H, H), "b": (H,), "V_x": (H, F), "V_h": (H, H), "d": (H,)}
    given = {name: dice.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    forth = conventions.to_onnx(RNNWeights(given["W_x"], given["W_h"], given["b"]))
    back = conventions.to_onnx(RNNWeights(given["V_x"], given["V_h"], given["d"]))
    feeds = {name: np.concatenate(pair) for name, pair in zip("WRB", zip(forth, back, strict=True), strict=True)}
    node = helper.make_node("RNN", ["X", "W", "R", "B"], ["Y"], hidden_size=H, direction="bidirectional")
    theirs = run_onnx([node], {"X": given["x"][:, None], **feeds}, ["Y"], 14)[0]
    return distance(output("bidirectional", given, "y"), theirs.transpose(0, 2, 1, 3).reshape(T, 2 * H))


def output(name: str, given: dict[str, Any], key: str) -> Array:
    """What a demo tells for its output `key`."""
    demo = demos.load(name)
    return np.asarray(demos.run(demo, demos.resolve(demo, given)).outputs[key])


def epsilon(dice: np.random.Generator) -> float:
    """An eps that float32 holds exactly, since it is an attribute of that type."""
    return float(np.float32(10.0 ** dice.integers(-6, 0)))


def norm(name: str, nodes: Callable[[float], tuple[list[NodeProto], int]], dice: np.random.Generator) -> float:
    """A demo with x `[n, d]`, gain and shift, against a graph of the same names."""
    n, d = sizes(dice, 6, 8)
    eps = epsilon(dice)
    choice = {"norm": name.split()[1]} if " " in name else {}
    given = {"x": dice.normal(size=(n, d)), "W": dice.normal(size=(d, d)), "gamma": dice.normal(size=d)}
    given["beta"] = dice.normal(size=d)
    graph, opset = nodes(eps)
    used = {name for node in graph for name in node.input} & given.keys()
    given = {key: value for key, value in given.items() if key in used}
    extra = {"zero": np.zeros(d), "one": np.ones(d)} if name == "batchnorm" else {}
    theirs = run_onnx(graph, given | extra, ["y"], opset)[0]
    return distance(output(name.split()[0], given | choice | {"eps": eps}, "y"), theirs)


def layer(source: str, target: str, eps: float) -> NodeProto:
    """LayerNormalization from one name to another."""
    return helper.make_node("LayerNormalization", [source, "gamma", "beta"], [target], epsilon=eps)


def rms(source: str, target: str, eps: float) -> NodeProto:
    """RMSNormalization from one name to another."""
    return helper.make_node("RMSNormalization", [source, "gamma"], [target], epsilon=eps)


def post(kind: Callable[[str, str, float], NodeProto]) -> Callable[[float], tuple[list[NodeProto], int]]:
    """N(x + x Wᵀ)."""
    branch = [helper.make_node("Transpose", ["W"], ["Wt"]), helper.make_node("MatMul", ["x", "Wt"], ["f"])]
    return lambda eps: ([*branch, helper.make_node("Add", ["x", "f"], ["r"]), kind("r", "y", eps)], 23)


def pre(kind: Callable[[str, str, float], NodeProto]) -> Callable[[float], tuple[list[NodeProto], int]]:
    """x + N(x) Wᵀ."""
    branch = [helper.make_node("Transpose", ["W"], ["Wt"]), helper.make_node("MatMul", ["n", "Wt"], ["f"])]
    return lambda eps: ([kind("x", "n", eps), *branch, helper.make_node("Add", ["x", "f"], ["y"])], 23)


def batch(eps: float) -> tuple[list[NodeProto], int]:
    """BatchNormalization with the statistics of training; the running ones start anywhere."""
    names = ["x", "gamma", "beta", "zero", "one"]
    node = helper.make_node("BatchNormalization", names, ["y", "mean", "var"], epsilon=eps, training_mode=1)
    return [node], 15


NORMS: dict[str, Callable[[float], tuple[list[NodeProto], int]]] = {
    "layernorm": lambda eps: ([layer("x", "y", eps)], 17),
    "rmsnorm": lambda eps: ([rms("x", "y", eps)], 23),
    "batchnorm": batch,
    "postnorm layernorm": post(layer),
    "postnorm rmsnorm": post(rms),
    "prenorm layernorm": pre(layer),
    "prenorm rmsnorm": pre(rms),
}


def feedforward(dice: np.random.Generator) -> float:
    """Gemm, Relu, Gemm, Softmax."""
    n, d, H, k = sizes(dice, 5, 5, 6, 4)
    shapes = {"x": (n, d), "W_1": (H, d), "b_1": (H,), "W_2": (k, H), "b_2": (k,)}
    given = {name: dice.normal(size=shape) for name, shape in shapes.items()}
    nodes = [
        helper.make_node("Gemm", ["x", "W_1", "b_1"], ["a_1"], transB=1),
        helper.make_node("Relu", ["a_1"], ["h_1"]),
        helper.make_node("Gemm", ["h_1", "W_2", "b_2"], ["a_2"], transB=1),
        helper.make_node("Softmax", ["a_2"], ["y"]),
    ]
    return distance(output("feedforward", given, "y"), run_onnx(nodes, given, ["y"], 14)[0])


def attention(dice: np.random.Generator) -> float:
    """The operator Attention of opset 23, one batch and one head. It spreads 1/√k over q and k as
    a float32, which holds it exactly for keys that are 1 or 16 long.
    """
    m, n, d = sizes(dice, 5, 6, 4)
    k = 16 ** int(dice.integers(2))
    given = {"q": dice.normal(size=(m, k)), "k": dice.normal(size=(n, k)), "v": dice.normal(size=(n, d))}
    node = helper.make_node("Attention", list(given), ["y"])
    theirs = run_onnx([node], {name: value[None, None] for name, value in given.items()}, ["y"], 23)[0]
    return distance(output("attention", given, "y"), theirs[0, 0])


CASES: dict[str, tuple[Callable[[np.random.Generator], float], float]] = {
    "rnn": (lambda dice: recurrent("rnn", dice), ROUNDING),
    "lstm": (lambda dice: recurrent("lstm", dice), ROUNDING),
    "gru": (lambda dice: recurrent("gru", dice, linear_before_reset=1), ROUNDING),
    "gru, reset before the product": (lambda dice: recurrent("gru", dice, linear_before_reset=0), ROUNDING),
    "bidirectional": (bidirectional, ROUNDING),
    "feedforward": (feedforward, EXACT),
    "attention": (attention, EXACT),
    **{
        name: ((lambda dice, name=name, nodes=nodes: norm(name, nodes, dice)), EXACT)  # type: ignore[misc]
        for name, nodes in NORMS.items()
    },
}
