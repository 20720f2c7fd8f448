"""A demo over time as tables: one line a moment; where gradients are asked for, what comes back to each moment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from tutor.demos import Backward, Trace
from tutor.library import Interface
from tutor.show import blocks as b
from tutor.show import numbers

GATES = ("i", "f", "o", "r", "z")
SPAN = 1e3
MOMENTS = 24  # time steps that a table shows
MINOR = ("kept", "written", "a")  # told step by step; left out of a time line that has no room


def first_moments(trace: Trace) -> set[tuple[str, int | None]]:
    """Return where each step is told first, as (name, t) (in one that goes back in time: at the least t)."""
    first: dict[str, int | None] = {}
    for step in trace.steps:
        if step.t is None or step.t <= (first.setdefault(step.name, step.t) or 0):
            first[step.name] = step.t
    return set(first.items())


def timelines(trace: Trace, backward: Backward | None, say: Interface) -> Iterator[b.Block]:
    """Yield a table for each stretch of time that tells the same steps, and how to read it."""
    values: dict[str, dict[int, Any]] = {}
    for step in trace.steps:
        if step.t is not None:
            values.setdefault(step.name, {})[step.t] = step.value
    stretches: dict[tuple[int, int], list[str]] = {}
    for name, told in values.items():
        stretches.setdefault((min(told), max(told)), []).append(name)
    if all(start == end for start, end in stretches) and backward is None:
        return
    for (start, end), names in stretches.items():
        columns = {name: values[name] for name in names}
        x: Any = trace.inputs.get("x")
        if start == 1 and x is not None and len(x) == end:
            columns = {"x": dict(enumerate(x, 1)), **columns}
        yield _timeline(columns, range(start, end + 1), backward)
    if any(name in GATES for name in values):
        yield b.Prose(say("reading-bars"))
    if backward and backward.reached:
        yield from _reading(backward, say)


def vector(value: Any) -> list[float]:
    """Return the numbers of a value in order."""
    listed = value.tolist() if hasattr(value, "tolist") else value
    return numbers.flatten(listed) if isinstance(listed, list) else [float(listed)]


def _timeline(columns: dict[str, dict[int, Any]], time: range, backward: Backward | None) -> b.Timeline:
    times = _shown(time)
    told = {name: [vector(values[t]) for t in times] for name, values in columns.items()}
    lengths = _lengths(backward) if backward else {}
    scale = _scale(lengths)
    told |= {name: [[reached[t - 1]] for t in times] for name, reached in lengths.items()}
    rows = [list(row) for row in zip(*told.values(), strict=True)]
    minor = [*MINOR, "g", "n"] if lengths else [*MINOR]
    return b.Timeline(list(told), rows, times, len(time), list(GATES), minor, dict.fromkeys(lengths, scale))


def _shown(time: range) -> list[int]:
    """Return all moments where they are few, else the first, the last, and as many spread between them."""
    if len(time) <= MOMENTS:
        return list(time)
    third = MOMENTS // 3
    between = time[third:-third]
    return [*time[:third], *(between[k * len(between) // third] for k in range(third)), *time[-third:]]


def _lengths(backward: Backward) -> dict[str, list[float]]:
    """Return the length of the gradient that comes back to each state at each moment."""
    reached: dict[str, Any] = dict(backward.reached)
    return {f"‖dL/d{name}‖": [math.hypot(*row) for row in rows.tolist()] for name, rows in reached.items()}


def _scale(lengths: dict[str, list[float]]) -> tuple[float, float]:
    """Return where a bar is empty and where it is full: SPAN apart or more, so that a small loss looks small."""
    every = [length for told in lengths.values() for length in told if 0 < length < math.inf]
    most = max(every, default=1.0)
    return min([*every, most / SPAN]), most


def _reading(backward: Backward, say: Interface) -> Iterator[b.Block]:
    told = _lengths(backward)["‖dL/dh‖"]
    least, most = _scale(_lengths(backward))
    factor = math.exp((math.log(most) - math.log(least)) / numbers.LOG_BAR) if least else math.inf
    yield b.Prose(say("reading-gradients", factor=numbers.power(factor)))
    if len(told) > 1 and told[-1] and math.isfinite(told[-1] + told[0]):
        end, begin = numbers.power(told[-1]), numbers.power(told[0])
        share = numbers.power(told[0] / told[-1])
        yield b.Prose(say("reading-reached", end=end, begin=begin, share=share, last=len(told)))
