"""A gated recurrent unit over time: one gate decides what is kept of the old state, one what the candidate is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from tutor.demos.trace import Backward, Demo, Input, Step
from tutor.demos.working import first, if_short, total, working
from tutor.engine.activations import Array, sigmoid
from tutor.engine.gru import GRUStep, GRUWeights, gru_step
from tutor.engine.losses import half_square
from tutor.engine.through_time import gru_over_time, gru_through_time


def reset_before(r: Array, h: Array, U_n: Array, d_n: Array) -> Array:
    """Resets the state before the product: U_n (r h) + d_n."""
    return np.asarray(U_n @ (r * h) + d_n)


def no_reset(r: Array, h: Array, U_n: Array, d_n: Array) -> Array:
    """Lets the candidate see all of the old state."""
    return np.asarray(U_n @ h + d_n)


def swapped(z: Array, n: Array, h: Array) -> Array:
    """z in the role that Chung et al. give it: 1 replaces."""
    return np.asarray((1 - z) * h + z * n)


def steps(
    x: Array,  # [T, F]
    h_0: Array,  # [H]
    step: Callable[[Array, Array, GRUWeights], GRUStep] = gru_step,
    **weights: Array,  # W [H, F], U [H, H], b [H] of r, z, n, and d_n [H]
) -> Iterator[Step]:
    """Per step: r, z, n, h."""
    w = GRUWeights(**weights)
    h = h_0
    for t, x_t in enumerate(x, 1):
        s = step(x_t, h, w)
        yield from _told(t, x_t, h, w, s)
        h = s.h


def _told(t: int, x: Array, h: Array, w: GRUWeights, s: GRUStep) -> Iterator[Step]:
    def gate(W: Array, U: Array, b: Array, value: Array) -> str:
        return working("σ({} + {} + {})", total("{}·{}", W[0], x), total("{}·{}", U[0], h), b[0], result=value[0])

    def candidate() -> str:
        seen = (total("{}·{}", w.W_n[0], x), w.b_n[0], s.r[0], total("{}·{}", w.U_n[0], h), w.d_n[0])
        return working("tanh({} + {} + {}·({} + {}))", *seen, result=s.n[0])

    r, z = partial(gate, w.W_r, w.U_r, w.b_r, s.r), partial(gate, w.W_z, w.U_z, w.b_z, s.z)
    yield Step("r", "σ(W_r·xₜ + U_r·hₜ₋₁ + b_r)", s.r, t, if_short(r, x, h))
    yield Step("z", "σ(W_z·xₜ + U_z·hₜ₋₁ + b_z)", s.z, t, if_short(z, x, h))
    yield Step("n", "tanh(W_n·xₜ + b_n + r ⊙ (U_n·hₜ₋₁ + d_n))", s.n, t, if_short(candidate, x, h))
    yield Step("h", "(1 − z) ⊙ n + z ⊙ hₜ₋₁", s.h, t, lambda: _blend(first(s.z), first(s.n), first(h), first(s.h)))


def _blend(z: float, n: float, h: float, result: float) -> str:
    return working("(1 − {})·{} + {}·{}", z, n, z, h, result=result)


def backward(x: Array, h_0: Array, **weights: Array) -> Backward:
    """½‖h_T‖², back through time."""
    w = GRUWeights(**weights)
    told = gru_over_time(x, h_0, w)
    loss = half_square(told[-1].h)
    g = gru_through_time(told, x, h_0, w, loss.gradient)
    return Backward(loss.value, g._asdict() | g.weights._asdict(), {"h": g.h_reached})


DEMO = Demo(
    id="gru",
    inputs={
        "x": Input("T F", [[1.0], [0.5], [-1.0]], "data"),
        "h_0": Input("H", [0.5], "state"),
        "W_r": Input("H F", [[-0.5]], "weight"),
        "W_z": Input("H F", [[0.5]], "weight"),
        "W_n": Input("H F", [[1.0]], "weight"),
        "U_r": Input("H H", [[1.0]], "weight"),
        "U_z": Input("H H", [[0.5]], "weight"),
        "U_n": Input("H H", [[0.8]], "weight"),
        "b_r": Input("H", [0.0], "bias"),
        "b_z": Input("H", [0.0], "bias"),
        "b_n": Input("H", [0.0], "bias"),
        "d_n": Input("H", [0.0], "bias"),
    },
    steps=steps,
    outputs=("h",),
    slips={
        "swapped-update-gate": {"step": partial(gru_step, blend=swapped)},
        "reset-before-the-product": {"step": partial(gru_step, recall=reset_before)},
        "ignores-the-reset-gate": {"step": partial(gru_step, recall=no_reset)},
        "sigmoid-for-tanh": {"step": partial(gru_step, candidate=sigmoid)},
    },
    worked={("r", 1): [0.5], ("z", 1): [0.6792], ("n", 1): [0.8337], ("h", 1): [0.6070]},
    backward=backward,
    tells=("T H",) * 4,
)
