"""A feed-forward network of two layers that tells apples from bananas."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tutor.demos.trace import Backward, Demo, Input, Step
from tutor.demos.working import first, first_row, if_short, total, working
from tutor.engine.activations import Activation, Array, identity, relu, relu_backward, softmax, softmax_backward
from tutor.engine.feedforward import dense, dense_backward
from tutor.engine.losses import surprise_at_the_likeliest

Layer = Callable[[Array, Array, Array], Array]


def no_layer(x: Array, W: Array, b: Array) -> Array:
    """Hands its input on."""
    return x


def steps(
    x: Array,  # [d] or [n, d]
    W_1: Array,  # [H, d]
    b_1: Array,  # [H]
    W_2: Array,  # [k, H]
    b_2: Array,  # [k]
    layer_1: Layer = dense,
    activation: Activation = relu,
    layer_2: Layer = dense,
) -> Iterator[Step]:
    """a_1, h_1, a_2, y."""
    a_1 = layer_1(x, W_1, b_1)
    h_1 = activation(a_1)
    a_2 = layer_2(h_1, W_2, b_2)
    y = softmax(a_2)
    yield Step("a_1", "W_1·x + b_1", a_1, None, _layer(x, W_1, b_1, a_1))
    yield Step("h_1", "ReLU(a_1)", h_1, None, lambda: working("max(0, {})", first(a_1), result=first(h_1)))
    yield Step("a_2", "W_2·h_1 + b_2", a_2, None, _layer(h_1, W_2, b_2, a_2))
    yield Step("y", "softmax(a_2)", y, None, _softmax(first_row(a_2), y))


def backward(x: Array, W_1: Array, b_1: Array, W_2: Array, b_2: Array) -> Backward:
    """−Σ log y[argmax], from the shares back to the inputs."""
    a_1 = dense(x, W_1, b_1)
    h_1 = relu(a_1)
    y = softmax(dense(h_1, W_2, b_2))
    loss = surprise_at_the_likeliest(y)
    second = dense_backward(h_1, W_2, softmax_backward(y, loss.gradient))
    first = dense_backward(x, W_1, relu_backward(a_1, second.x))
    return Backward(loss.value, {"x": first.x, "W_1": first.W, "b_1": first.b, "W_2": second.W, "b_2": second.b})


def _layer(x: Array, W: Array, b: Array, a: Array) -> Callable[[], str] | None:
    row = first_row(x)
    return if_short(lambda: working("{} + {}", total("{}·{}", W[0], row), b[0], result=first(a)), row)


def _softmax(scores: Array, y: Array) -> Callable[[], str] | None:
    return if_short(lambda: working("e^{} / ({})", scores[0], total("e^{}", scores), result=first(y)), scores)


DEMO = Demo(
    id="feedforward",
    inputs={
        "x": Input("n? d", [0.9, 0.2], "data"),
        "W_1": Input("H d", [[2.0, -1.0], [-1.0, 2.0]], "weight"),
        "b_1": Input("H", [-0.5, -0.5], "bias"),
        "W_2": Input("k H", [[1.5, -1.0], [-1.0, 1.5]], "weight"),
        "b_2": Input("k", [0.0, 0.0], "bias"),
    },
    steps=steps,
    outputs=("y",),
    slips={
        "forgot-relu": {"activation": identity},
        "skipped-second-layer": {"layer_2": no_layer},
        "softmax-on-input": {"layer_1": no_layer, "activation": identity, "layer_2": no_layer},
    },
    worked={
        ("a_1", None): [1.1, -1.0],
        ("h_1", None): [1.1, 0.0],
        ("a_2", None): [1.65, -1.1],
        ("y", None): [0.9399, 0.0601],
    },
    backward=backward,
    tells=("n H", "n H", "n k", "n k"),
)
