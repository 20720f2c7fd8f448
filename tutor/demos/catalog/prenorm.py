"""Pre-Norm: the norm stands before the branch, the shortcut stays clean. F(v) = W v, as in `postnorm`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tutor.demos.catalog.postnorm import INPUTS
from tutor.demos.norming import chosen_norm, gain_and_shift, norm_backward, scaled, statistics
from tutor.demos.trace import Backward, Demo, Step
from tutor.demos.working import first, first_row, if_short, total, working
from tutor.engine.activations import Array
from tutor.engine.feedforward import dense_backward
from tutor.engine.losses import ramped_half_square
from tutor.engine.placement import Branch, Norm, Sublayer, post_norm, pre_norm, pre_norm_backward


def no_norm(x: Array, F: Branch, N: Norm) -> Sublayer:
    """Branch and shortcut alone."""
    return pre_norm(x, F, lambda v: N(v)._replace(x_hat=v, y=v))


def no_residual(x: Array, F: Branch, N: Norm) -> Sublayer:
    """The branch of the norm alone."""
    s = pre_norm(x, F, N)
    return s._replace(r=s.f, y=s.f)


def shortcut_too(x: Array, F: Branch, N: Norm) -> Sublayer:
    """N(x) + F(N(x)): the shortcut carries normalised numbers."""
    s = pre_norm(x, F, N)
    y = s.norm.y + s.f
    return s._replace(r=y, y=y)


def steps(
    x: Array,  # [d] or [n, d]
    W: Array,  # [d, d]
    gamma: Array,  # [d]
    eps: float,
    norm: str,
    beta: Array | None = None,  # [d], with layernorm only
    place: Callable[[Array, Branch, Norm], Sublayer] = pre_norm,
) -> Iterator[Step]:
    """The statistics of x, x_hat, n, f, y."""
    s = place(x, lambda v: v @ W.T, chosen_norm(norm, gamma, beta, eps))
    row = first_row(s.norm.y)
    yield from statistics(s.norm, "x", x, eps)
    formula, in_place = scaled(s.norm, gamma, beta)
    yield Step("n", formula, s.norm.y, None, in_place)
    yield Step(
        "f", "W·n", s.f, None, if_short(lambda: working("{}", total("{}·{}", W[0], row), result=first(s.f)), row)
    )
    yield Step("y", "x + f", s.y, None, lambda: working("{} + {}", first(x), first(s.f), result=first(s.y)))


def backward(x: Array, W: Array, gamma: Array, eps: float, norm: str, beta: Array | None = None) -> Backward:
    """½ Σ y²·linspace(½, 1½, d), back through norm, branch and shortcut."""
    s = pre_norm(x, lambda v: v @ W.T, chosen_norm(norm, gamma, beta, eps))
    loss = ramped_half_square(s.y)
    g = pre_norm_backward(loss.gradient, lambda df: df @ W, norm_backward(s.norm, gamma, eps))
    W_gradient = dense_backward(s.norm.y, W, g.f).W
    return Backward(loss.value, {"x": g.x, "W": W_gradient} | gain_and_shift(g.norm))


DEMO = Demo(
    id="prenorm",
    inputs=INPUTS,
    steps=steps,
    outputs=("y",),
    slips={
        "post-for-pre": {"place": post_norm},
        "no-norm": {"place": no_norm},
        "forgot-the-residual": {"place": no_residual},
        "normalises-the-shortcut-too": {"place": shortcut_too},
    },
    worked={
        ("mu", None): 2.5,
        ("var", None): 1.25,
        ("x_hat", None): [-1.3416, -0.4472, 0.4472, 1.3416],
        ("n", None): [-1.3416, -0.4472, 0.4472, 1.3416],
        ("f", None): [-0.4472, -1.3416, 2.6833, -0.4472],
        ("y", None): [0.5528, 0.6584, 5.6833, 3.5528],
    },
    backward=backward,
)
