"""Encoder and decoder: one network reads a sequence into a summary, another writes a sequence of its own from it.

Sutskever, Vinyals & Le (2014), arXiv:1409.3215. The clock goes on: reading takes t = 1 … T, writing t = T + 1 … T + n.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from tutor.demos.trace import Demo, Input, Step
from tutor.demos.working import first, if_short, total, working
from tutor.engine.activations import Array, identity
from tutor.engine.cells import rnn_step

MOST = 1000  # numbers written
Handed = Callable[[Array], Array]


def steps(
    x: Array,  # [T, F]
    W_x: Array,  # [H, F]
    W_h: Array,  # [H, H]
    b: Array,  # [H]
    U_y: Array,  # [H, k]
    U_s: Array,  # [H, H]
    d: Array,  # [H]
    V: Array,  # [k, H]
    n: int,
    summary: Handed = identity,
    fed_back: Handed = identity,
) -> Iterator[Step]:
    """Per step read: h. Per step written: s, y."""
    h, y = np.zeros_like(b), np.zeros(len(V), b.dtype)
    for t, x_t in enumerate(x, 1):
        old, h = h, rnn_step(x_t, h, W_x, W_h, b).h
        line = partial(_line, W_x[0], x_t, W_h[0], old, b[0], h)
        yield Step("h", "tanh(W_x·xₜ + W_h·hₜ₋₁ + b)", h, t, if_short(line, x_t, h))
    s = summary(h)
    for t in range(len(x) + 1, len(x) + n + 1):
        old, said = s, fed_back(y)
        s = rnn_step(said, s, U_y, U_s, d).h
        y = V @ s
        line = partial(_line, U_y[0], said, U_s[0], old, d[0], s)
        yield Step("s", "tanh(U_y·yₜ₋₁ + U_s·sₜ₋₁ + d)", s, t, if_short(line, said, old))
        yield Step("y", "V·s", y, t, if_short(partial(_spoken, V[0], s, y), s))


def _line(W: Array, x: Array, U: Array, h: Array, b: float, result: Array) -> str:
    return working("tanh({} + {} + {})", total("{}·{}", W, x), total("{}·{}", U, h), b, result=first(result))


def _spoken(V: Array, s: Array, y: Array) -> str:
    return working("{}", total("{}·{}", V, s), result=first(y))


DEMO = Demo(
    id="seq2seq",
    inputs={
        "x": Input("T F", [[1.0], [0.0], [2.0]], "data"),
        "W_x": Input("H F", [[0.5]], "weight"),
        "W_h": Input("H H", [[0.5]], "weight"),
        "b": Input("H", [0.0], "bias"),
        "U_y": Input("H k", [[0.5]], "weight"),
        "U_s": Input("H H", [[0.5]], "weight"),
        "d": Input("H", [0.0], "bias"),
        "V": Input("k H", [[2.0]], "weight"),
        "n": Input("", 2, "whole", low=1, high=MOST),
    },
    steps=steps,
    outputs=("y",),
    slips={
        "decoder-starts-from-zero": {"summary": np.zeros_like},
        "no-feedback": {"fed_back": np.zeros_like},
    },
    worked={
        ("h", 1): [0.4621],
        ("h", 2): [0.2270],
        ("h", 3): [0.8053],
        ("s", 4): [0.3822],
        ("y", 4): [0.7644],
        ("s", 5): [0.5178],
        ("y", 5): [1.0356],
    },
    tells=("T H",),
)
