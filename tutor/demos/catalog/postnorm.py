"""Post-Norm: branch, shortcut, then the norm. F(v) = W v stands for attention or a feed-forward part."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tutor.demos.norming import chosen_norm, gain_and_shift, norm_backward, scaled, statistics
from tutor.demos.trace import Backward, Demo, Input, Step
from tutor.demos.working import first, first_row, if_short, total, working
from tutor.engine.activations import Array
from tutor.engine.feedforward import dense_backward
from tutor.engine.losses import ramped_half_square
from tutor.engine.placement import Branch, Norm, Sublayer, output_norm, post_norm, post_norm_backward, pre_norm


def no_norm(x: Array, F: Branch, N: Norm) -> Sublayer:
    """Branch and shortcut alone."""
    return post_norm(x, F, lambda v: N(v)._replace(x_hat=v, y=v))


def no_residual(x: Array, F: Branch, N: Norm) -> Sublayer:
    """The norm of the branch alone."""
    f = F(x)
    n = N(f)
    return Sublayer(n, f, f, n.y)


def steps(
    x: Array,  # [d] or [n, d]
    W: Array,  # [d, d]
    gamma: Array,  # [d]
    eps: float,
    norm: str,
    beta: Array | None = None,  # [d], with layernorm only
    place: Callable[[Array, Branch, Norm], Sublayer] = post_norm,
) -> Iterator[Step]:
    """f, r, the statistics of r, x_hat, y."""
    s = place(x, lambda v: v @ W.T, chosen_norm(norm, gamma, beta, eps))
    row = first_row(x)
    yield Step(
        "f", "W·x", s.f, None, if_short(lambda: working("{}", total("{}·{}", W[0], row), result=first(s.f)), row)
    )
    yield Step("r", "x + f", s.r, None, lambda: working("{} + {}", first(x), first(s.f), result=first(s.r)))
    yield from statistics(s.norm, "r", s.r, eps)
    formula, in_place = scaled(s.norm, gamma, beta)
    yield Step("y", formula, s.y, None, in_place)


def backward(x: Array, W: Array, gamma: Array, eps: float, norm: str, beta: Array | None = None) -> Backward:
    """½ Σ y²·linspace(½, 1½, d), back through norm, branch and shortcut."""
    s = post_norm(x, lambda v: v @ W.T, chosen_norm(norm, gamma, beta, eps))
    loss = ramped_half_square(s.y)
    g = post_norm_backward(loss.gradient, lambda df: df @ W, norm_backward(s.norm, gamma, eps))
    W_gradient = dense_backward(x, W, g.f).W
    return Backward(loss.value, {"x": g.x, "W": W_gradient} | gain_and_shift(g.norm))


INPUTS = {
    "x": Input("n? d", [1.0, 2.0, 3.0, 4.0], "data"),
    "W": Input("d d", [[0.0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 2], [0, 0, -1, 0]], "weight"),
    "gamma": Input("d", [1.0] * 4, "gain"),
    "beta": Input("d", [0.0] * 4, "shift", only_with=("norm", "layernorm")),
    "eps": Input("", 1e-5, "eps", low=0),
    "norm": Input("", "layernorm", "choice", choices=("layernorm", "rmsnorm")),
}

DEMO = Demo(
    id="postnorm",
    inputs=INPUTS,
    steps=steps,
    outputs=("y",),
    slips={
        "pre-for-post": {"place": pre_norm},
        "no-norm": {"place": no_norm},
        "forgot-the-residual": {"place": no_residual},
        "norm-inside-the-branch": {"place": output_norm},
    },
    worked={
        ("f", None): [2, 1, 8, -3],
        ("r", None): [3, 3, 11, 1],
        ("mu", None): 4.5,
        ("var", None): 14.75,
        ("x_hat", None): [-0.3906, -0.3906, 1.6925, -0.9113],
        ("y", None): [-0.3906, -0.3906, 1.6925, -0.9113],
    },
    backward=backward,
)
