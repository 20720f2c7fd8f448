"""Attention: each query takes a mean of the values, weighted by how well it matches their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tutor.demos.trace import Backward, Demo, Input, Step
from tutor.demos.working import first, if_short, total, working
from tutor.engine.activations import Activation, Array, softmax
from tutor.engine.attention import attention, attention_backward, scale
from tutor.engine.losses import half_square


def no_scale(k: Array) -> float:
    """Leaves the product as it is."""
    return 1.0


def divided_by_length(k: Array) -> float:
    """Divides by k, not by its root."""
    return 1 / len(k[0])


def over_queries(scores: Array) -> Array:
    """Softmax down the queries instead of along the keys."""
    return softmax(scores.T).T


def steps(
    q: Array,  # [m, k]
    k: Array,  # [n, k]
    v: Array,  # [n, d]
    scale: Callable[[Array], float] = scale,
    softmax: Activation = softmax,
) -> Iterator[Step]:
    """scores and weights `[m, n]`, y `[m, d]`."""
    a = attention(q, k, v, scale, softmax)

    def score() -> str:
        return working("({}) / √({})", total("{}·{}", q[0], k[0]), k.shape[1], result=first(a.scores))

    def weight() -> str:
        return working("e^{} / ({})", a.scores[0, 0], total("e^{}", a.scores[0]), result=first(a.weights))

    def mix() -> str:
        return working("{}", total("{}·{}", a.weights[0], v[:, 0]), result=first(a.y))

    yield Step("scores", "q·kᵀ / √k", a.scores, None, if_short(score, q[0]))
    yield Step("weights", "softmax(scores)", a.weights, None, if_short(weight, a.scores[0]))
    yield Step("y", "weights·v", a.y, None, if_short(mix, a.weights[0]))


def backward(q: Array, k: Array, v: Array) -> Backward:
    """½‖y‖²."""
    a = attention(q, k, v)
    loss = half_square(a.y)
    return Backward(loss.value, attention_backward(a, q, k, v, loss.gradient)._asdict())


DEMO = Demo(
    id="attention",
    inputs={
        "q": Input("m k", [[1.0, 0.0]], "data"),
        "k": Input("n k", [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], "data"),
        "v": Input("n d", [[1.0, 0.0], [0.0, 1.0], [2.0, 2.0]], "data"),
    },
    steps=steps,
    outputs=("y",),
    slips={
        "forgot-to-scale": {"scale": no_scale},
        "divides-by-the-length": {"scale": divided_by_length},
        "softmax-over-the-queries": {"softmax": over_queries},
    },
    worked={
        ("scores", None): [[0.7071, 0, 0.7071]],
        ("weights", None): [[0.4011, 0.1978, 0.4011]],
        ("y", None): [[1.2033, 1.0]],
    },
    backward=backward,
    tells=("m n", "m n", "m d"),
)
