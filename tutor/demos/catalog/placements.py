"""Six places for a norm N around the same branch F(v) = W v: the results, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.demos.catalog.postnorm import INPUTS
from tutor.demos.norming import chosen_norm, normalised
from tutor.demos.trace import Demo, Step
from tutor.demos.working import first, working
from tutor.engine.activations import Array
from tutor.engine.placement import Sublayer, deep_norm, output_norm, peri_norm, post_norm, pre_norm

ALPHA = 2.0  # of DeepNorm: the shortcut counts twice


def steps(x: Array, W: Array, gamma: Array, eps: float, norm: str, beta: Array | None = None) -> Iterator[Step]:
    """none, post, pre, output_norm, peri, deepnorm. x is `[d]` or `[n, d]`, W `[d, d]`, gamma and beta `[d]`."""
    N = chosen_norm(norm, gamma, beta, eps)

    def branch(v: Array) -> Array:
        return v @ W.T

    def added(name: str, formula: str, y: Array, f: Array) -> Step:
        return Step(name, formula, y, None, lambda: working("{} + {}", first(x), first(f), result=first(y)))

    def after(name: str, formula: str, s: Sublayer) -> Step:
        return Step(name, formula, s.y, None, normalised(s.norm, s.r, gamma, beta, eps))

    pre, output, peri = (place(x, branch, N) for place in (pre_norm, output_norm, peri_norm))
    yield added("none", "x + F(x)", x + branch(x), branch(x))
    yield after("post", "N(x + F(x))", post_norm(x, branch, N))
    yield added("pre", "x + F(N(x))", pre.y, pre.f)
    yield added("output_norm", "x + N(F(x))", output.y, output.norm.y)
    yield added("peri", "x + N(F(N(x)))", peri.y, peri.norm.y)
    yield after("deepnorm", "N(2·x + F(x))", deep_norm(x, branch, N, ALPHA))


DEMO = Demo(
    id="placements",
    inputs=INPUTS,
    steps=steps,
    outputs=("none", "post", "pre", "output_norm", "peri", "deepnorm"),
    worked={
        ("none", None): [3, 3, 11, 1],
        ("post", None): [-0.3906, -0.3906, 1.6925, -0.9113],
        ("pre", None): [0.5528, 0.6584, 5.6833, 3.5528],
        ("output_norm", None): [1.0000, 1.7460, 4.5240, 2.7300],
        ("peri", None): [0.6344, 1.0493, 4.6819, 3.6344],
        ("deepnorm", None): [-0.7385, -0.4924, 1.7233, -0.4924],
    },
)
