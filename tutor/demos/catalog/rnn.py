"""A plain recurrent network over time: the old state and the new input make the new state."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from tutor.demos.trace import Backward, Demo, Input, Step
from tutor.demos.working import first, if_short, total, working
from tutor.engine.activations import Activation, Array, identity, sigmoid
from tutor.engine.cells import RNNStep, rnn_step
from tutor.engine.losses import half_square
from tutor.engine.through_time import rnn_over_time, rnn_through_time


def steps(
    x: Array,  # [T, F]
    h_0: Array,  # [H]
    W_x: Array,  # [H, F]
    W_h: Array,  # [H, H]
    b: Array,  # [H]
    activation: Activation = np.tanh,
    remembered: Callable[[Array], Array] = identity,
    in_time: Callable[[Array], Array] = identity,
) -> Iterator[Step]:
    """Per step: a, h."""

    def told(t: int, x_t: Array, h: Array, s: RNNStep) -> Iterator[Step]:
        def sums() -> str:
            parts = (total("{}·{}", W_x[0], x_t), total("{}·{}", W_h[0], h), b[0])
            return working("{} + {} + {}", *parts, result=first(s.a))

        yield Step("a", "W_x·xₜ + W_h·hₜ₋₁ + b", s.a, t, if_short(sums, x_t, h))
        yield Step("h", "tanh(a)", s.h, t, lambda: working("tanh({})", first(s.a), result=first(s.h)))

    h = h_0
    for t, x_t in enumerate(in_time(x), 1):
        step = rnn_step(x_t, remembered(h), W_x, W_h, b, activation)
        yield from told(t, x_t, h, step)
        h = step.h


def backward(x: Array, h_0: Array, W_x: Array, W_h: Array, b: Array) -> Backward:
    """½‖h_T‖², back through time."""
    told = rnn_over_time(x, h_0, W_x, W_h, b)
    loss = half_square(told[-1].h)
    g = rnn_through_time(told, x, h_0, W_x, W_h, b, loss.gradient)
    return Backward(loss.value, g._asdict(), {"h": g.h_reached})


DEMO = Demo(
    id="rnn",
    inputs={
        "x": Input("T F", [[1.0], [0.5], [-1.0]], "data"),
        "h_0": Input("H", [0.0, 0.0], "state"),
        "W_x": Input("H F", [[0.5], [-0.3]], "weight"),
        "W_h": Input("H H", [[0.8, 0.1], [-0.2, 0.6]], "weight"),
        "b": Input("H", [0.0, 0.1], "bias"),
    },
    steps=steps,
    outputs=("h",),
    slips={
        "sigmoid-for-tanh": {"activation": sigmoid},
        "forgot-tanh": {"activation": identity},
        "ignores-memory": {"remembered": np.zeros_like},
        "reads-backwards": {"in_time": np.flipud},
    },
    worked={
        ("a", 1): [0.5, -0.2],
        ("h", 1): [0.4621, -0.1974],
        ("a", 2): [0.6, -0.2608],
        ("h", 2): [0.5370, -0.2551],
        ("a", 3): [-0.0959, 0.1395],
        ("h", 3): [-0.0956, 0.1386],
    },
    backward=backward,
    tells=("T H",) * 2,
)
