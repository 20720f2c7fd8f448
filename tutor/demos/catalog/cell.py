"""One memory line of an LSTM alone: what is kept, what is written, what is shown, the gates given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from tutor.demos.trace import Demo, Input, Step
from tutor.demos.working import first, working
from tutor.engine.activations import Array
from tutor.engine.cells import Memory, MemoryStep, memory_step


def forget_gate_erases(f: Array, c: Array, i: Array, g: Array, o: Array) -> MemoryStep:
    """Someone who takes f = 1 for "forget all"."""
    return memory_step(1 - f, c, i, g, o)


def forgot_to_write(f: Array, c: Array, i: Array, g: Array, o: Array) -> MemoryStep:
    """Someone who only keeps."""
    return memory_step(f, c, i, 0 * g, o)


def swapped_forget_and_input(f: Array, c: Array, i: Array, g: Array, o: Array) -> MemoryStep:
    """Someone who puts each of the two gates in the other's place."""
    return memory_step(i, c, f, g, o)


def ignored_the_sign(f: Array, c: Array, i: Array, g: Array, o: Array) -> MemoryStep:
    """Someone for whom writing always adds."""
    return memory_step(f, c, i, abs(g), o)


def forgot_tanh(f: Array, c: Array, i: Array, g: Array, o: Array) -> MemoryStep:
    """Someone who shows the memory as it is."""
    right = memory_step(f, c, i, g, o)
    return right._replace(h=o * right.c)


def output_gate_changes_memory(f: Array, c: Array, i: Array, g: Array, o: Array) -> MemoryStep:
    """Someone for whom the output gate acts on the memory too, not only on what is shown of it."""
    right = memory_step(f, c, i, g, o)
    return right._replace(c=o * right.c, h=o * np.tanh(o * right.c))


def steps(f: Array, c: Array, i: Array, g: Array, o: Array, memory: Memory = memory_step) -> Iterator[Step]:
    """kept, written, c_new, h; all are single numbers."""

    def line(form: str, left: Array, right: Array, result: Array) -> Callable[[], str]:
        return lambda: working(form, first(left), first(right), result=first(result))

    m = memory(f, c, i, g, o)
    yield Step("kept", "f·c", m.kept, None, line("{}·{}", f, c, m.kept))
    yield Step("written", "i·g", m.written, None, line("{}·{}", i, g, m.written))
    yield Step("c_new", "kept + written", m.c, None, line("{} + {}", m.kept, m.written, m.c))
    yield Step("h", "o·tanh(c_new)", m.h, None, line("{}·tanh({})", o, m.c, m.h))


DEMO = Demo(
    id="cell",
    inputs={
        "f": Input("", 0.9, "scalar", low=0, high=1),
        "c": Input("", 2.0, "scalar"),
        "i": Input("", 0.5, "scalar", low=0, high=1),
        "g": Input("", -0.4, "scalar", low=-1, high=1),
        "o": Input("", 0.7, "scalar", low=0, high=1),
    },
    steps=steps,
    outputs=("c_new", "h"),
    slips={
        "forget-gate-erases": {"memory": forget_gate_erases},
        "forgot-to-write": {"memory": forgot_to_write},
        "swapped-forget-and-input": {"memory": swapped_forget_and_input},
        "ignored-the-sign": {"memory": ignored_the_sign},
        "forgot-tanh": {"memory": forgot_tanh},
        "output-gate-changes-memory": {"memory": output_gate_changes_memory},
    },
    worked={("kept", None): 1.8, ("written", None): -0.2, ("c_new", None): 1.6, ("h", None): 0.6452},
)
