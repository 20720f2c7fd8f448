"""A long short-term memory over time: gates decide what is kept, written and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tutor.demos.catalog.cell import forget_gate_erases, forgot_tanh, forgot_to_write, swapped_forget_and_input
from tutor.demos.trace import Backward, Demo, Input, Step
from tutor.demos.working import first, if_short, total, working
from tutor.engine.activations import Array, sigmoid
from tutor.engine.cells import LSTMStep, LSTMWeights, lstm_step
from tutor.engine.losses import half_square
from tutor.engine.through_time import lstm_over_time, lstm_through_time


def steps(
    x: Array,  # [T, F]
    h_0: Array,  # [H]
    c_0: Array,  # [H]
    step: Callable[[Array, Array, Array, LSTMWeights], LSTMStep] = lstm_step,
    **weights: Array,  # W [H, F], U [H, H], b [H] of i, f, g, o
) -> Iterator[Step]:
    """Per step: i, f, g, o, kept, written, c, h."""
    w = LSTMWeights(**weights)
    h, c = h_0, c_0
    for t, x_t in enumerate(x, 1):
        s = step(x_t, h, c, w)
        yield from _gates(t, x_t, h, w, s)
        yield from _memory(t, c, s)
        h, c = s.h, s.c


def _gates(t: int, x_t: Array, h: Array, w: LSTMWeights, s: LSTMStep) -> Iterator[Step]:
    for name, function in (("i", "σ"), ("f", "σ"), ("g", "tanh"), ("o", "σ")):
        W, U, b, value = getattr(w, f"W_{name}"), getattr(w, f"U_{name}"), getattr(w, f"b_{name}"), getattr(s, name)
        line = partial(_gate, function, W[0], x_t, U[0], h, b[0], value[0])
        yield Step(name, f"{function}(W_{name}·xₜ + U_{name}·hₜ₋₁ + b_{name})", value, t, if_short(line, x_t, h))


def _gate(function: str, W: Array, x: Array, U: Array, h: Array, b: float, result: float) -> str:
    return working(function + "({} + {} + {})", total("{}·{}", W, x), total("{}·{}", U, h), b, result=result)


def _memory(t: int, c: Array, s: LSTMStep) -> Iterator[Step]:
    def line(form: str, left: Array, right: Array, result: Array) -> Callable[[], str]:
        return lambda: working(form, first(left), first(right), result=first(result))

    yield Step("kept", "f ⊙ cₜ₋₁", s.kept, t, line("{}·{}", s.f, c, s.kept))
    yield Step("written", "i ⊙ g", s.written, t, line("{}·{}", s.i, s.g, s.written))
    yield Step("c", "kept + written", s.c, t, line("{} + {}", s.kept, s.written, s.c))
    yield Step("h", "o ⊙ tanh(c)", s.h, t, line("{}·tanh({})", s.o, s.c, s.h))


def backward(x: Array, h_0: Array, c_0: Array, **weights: Array) -> Backward:
    """½‖h_T‖², back through time."""
    w = LSTMWeights(**weights)
    told = lstm_over_time(x, h_0, c_0, w)
    loss = half_square(told[-1].h)
    g = lstm_through_time(told, x, h_0, c_0, w, loss.gradient)
    return Backward(loss.value, g._asdict() | g.weights._asdict(), {"h": g.h_reached, "c": g.c_reached})


def _identity_times(factor: float) -> list[list[float]]:
    return [[factor, 0.0], [0.0, factor]]


DEMO = Demo(
    id="lstm",
    inputs={
        "x": Input("T F", [[1.0], [0.5], [-1.0]], "data"),
        "h_0": Input("H", [0.5, -0.5], "state"),
        "c_0": Input("H", [1.0, -1.0], "state"),
        "W_i": Input("H F", [[0.5], [-0.5]], "weight"),
        "W_f": Input("H F", [[1.0], [0.0]], "weight"),
        "W_g": Input("H F", [[1.0], [-1.0]], "weight"),
        "W_o": Input("H F", [[0.5], [1.0]], "weight"),
        "U_i": Input("H H", _identity_times(0.2), "weight"),
        "U_f": Input("H H", _identity_times(0.5), "weight"),
        "U_g": Input("H H", [[0.3, -0.1], [0.1, 0.3]], "weight"),
        "U_o": Input("H H", _identity_times(0.1), "weight"),
        "b_i": Input("H", [0.0, 0.0], "bias"),
        "b_f": Input("H", [1.0, 1.0], "bias"),
        "b_g": Input("H", [0.0, 0.0], "bias"),
        "b_o": Input("H", [0.0, 0.0], "bias"),
    },
    steps=steps,
    outputs=("h", "c_T"),
    slips={
        "forget-gate-erases": {"step": partial(lstm_step, memory=forget_gate_erases)},
        "forgot-to-write": {"step": partial(lstm_step, memory=forgot_to_write)},
        "swapped-forget-and-input": {"step": partial(lstm_step, memory=swapped_forget_and_input)},
        "forgot-tanh": {"step": partial(lstm_step, memory=forgot_tanh)},
        "sigmoid-for-tanh": {"step": partial(lstm_step, candidate=sigmoid)},
    },
    worked={
        ("i", 1): [0.6457, 0.3543],
        ("f", 1): [0.9047, 0.6792],
        ("g", 1): [0.8337, -0.8005],
        ("o", 1): [0.6341, 0.7211],
        ("kept", 1): [0.9047, -0.6792],
        ("written", 1): [0.5383, -0.2837],
        ("c", 1): [1.4429, -0.9628],
        ("h", 1): [0.5671, -0.5376],
    },
    backward=backward,
    tells=("T H",) * 8,
)
