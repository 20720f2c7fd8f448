"""Two recurrent networks over the same sequence, one from either end; each moment gets both states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from tutor.demos.trace import Demo, Input, Step
from tutor.demos.working import first, if_short, total, working
from tutor.engine.activations import Array, identity
from tutor.engine.through_time import rnn_over_time

Turn = Callable[[Array], Array]


def steps(
    x: Array,  # [T, F]
    W_x: Array,  # [H, F]
    W_h: Array,  # [H, H]
    b: Array,  # [H]
    V_x: Array,  # [H, F]
    V_h: Array,  # [H, H]
    d: Array,  # [H]
    turned: Turn = np.flipud,
    turned_back: Turn = np.flipud,
) -> Iterator[Step]:
    """Per step: forth, back, y = both `[2H]`. Each direction starts from 0, with weights of its own."""
    zero = np.zeros_like(b)
    forth = np.stack([s.h for s in rnn_over_time(x, zero, W_x, W_h, b)])
    back = turned_back(np.stack([s.h for s in rnn_over_time(turned(x), zero, V_x, V_h, d)]))
    y = np.concatenate([forth, back], axis=1)
    before, after = np.vstack([zero, forth[:-1]]), np.vstack([back[1:], zero])
    for t in range(len(x)):
        line = partial(_line, W_x[0], x[t], W_h[0], before[t], b[0], forth[t])
        yield Step("forth", "tanh(W_x·xₜ + W_h·forthₜ₋₁ + b)", forth[t], t + 1, if_short(line, x[t], zero))
        line = partial(_line, V_x[0], x[t], V_h[0], after[t], d[0], back[t])
        yield Step("back", "tanh(V_x·xₜ + V_h·backₜ₊₁ + d)", back[t], t + 1, if_short(line, x[t], zero))
        yield Step("y", "[forth; back]", y[t], t + 1)


def _line(W: Array, x: Array, U: Array, h: Array, b: float, result: Array) -> str:
    return working("tanh({} + {} + {})", total("{}·{}", W, x), total("{}·{}", U, h), b, result=first(result))


DEMO = Demo(
    id="bidirectional",
    inputs={
        "x": Input("T F", [[1.0], [0.0], [2.0]], "data"),
        "W_x": Input("H F", [[0.5]], "weight"),
        "W_h": Input("H H", [[0.5]], "weight"),
        "b": Input("H", [0.0], "bias"),
        "V_x": Input("H F", [[0.5]], "weight"),
        "V_h": Input("H H", [[0.5]], "weight"),
        "d": Input("H", [0.0], "bias"),
    },
    steps=steps,
    outputs=("y",),
    slips={
        "reads-forth-twice": {"turned": identity, "turned_back": identity},
        "forgot-to-turn-back": {"turned_back": identity},
    },
    worked={
        ("forth", 1): [0.4621],
        ("forth", 2): [0.2270],
        ("forth", 3): [0.8053],
        ("back", 1): [0.5926],
        ("back", 2): [0.3634],
        ("back", 3): [0.7616],
        ("y", 1): [0.4621, 0.5926],
        ("y", 2): [0.2270, 0.3634],
        ("y", 3): [0.8053, 0.7616],
    },
    tells=("T H",) * 4,
)
