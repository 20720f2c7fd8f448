"""Finds what has to be pointed out in a trace, lest its numbers mislead. (Kinds: `remark.py`.)"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.demos.remark import Remark
from tutor.demos.trace import Step, Trace

FLAT = 1e-3  # a slope below which hardly any gradient passes
FELT = 1e-2  # eps over variance from which the result is 0.5 % short
Numbers = NDArray[Any]
Shows = Callable[[Numbers], Numbers]


def remarks_on(trace: Trace) -> list[Remark]:
    """At most one remark of each kind, those first that spoil the result."""
    with np.errstate(all="ignore"):  # it looks at numbers that left their range
        return _told(trace)


def _told(trace: Trace) -> list[Remark]:
    single = any(np.asarray(value).dtype == np.float32 for value in trace.inputs.values())
    kept = np.finfo(np.float32 if single else np.float64)
    found = [
        _first("not-finite", trace.steps, lambda v: ~np.isfinite(v)),
        _first("digits-lost", trace.steps, lambda v: (np.abs(v) < kept.tiny) & (v != 0)),
        *_of_norms(trace, float(kept.eps)),
        _saturated(trace),
    ]
    told = [remark for remark in found if remark is not None]
    if any(remark.kind == "zero-over-zero" for remark in told):  # it says why something is not finite
        return [remark for remark in told if remark.kind != "not-finite"]
    return told


def _first(kind: str, steps: list[Step], shows: Shows) -> Remark | None:
    """The first of `steps` that `shows` it, and how many of all their numbers do."""
    where: Step | None = None
    count = total = 0
    for step in steps:
        value = np.asarray(step.value)
        hits = int(np.count_nonzero(shows(value)))
        where = step if hits and where is None else where
        count, total = count + hits, total + value.size
    return None if where is None else Remark(kind, where.name, where.t, count, total)


def _of_norms(trace: Trace, precision: float) -> Iterator[Remark | None]:
    """What concerns the statistics `var` and `ms`, beside eps."""
    eps: Any = trace.inputs.get("eps")
    if eps is None:
        return
    for name, kind in (("var", "equal"), ("ms", "zeros")):
        told = [step for step in trace.steps if step.name == name]
        x_hat = trace.step("x_hat")
        if eps == 0:
            yield _first("zero-over-zero", told, lambda v: v == 0)
        elif x_hat is None or not np.any(x_hat.value):  # else it is the squares that are too small to be held
            yield _first(kind, told, lambda v: v == 0)
        yield _first("eps-felt", told, lambda v: (v > 0) & (eps > FELT * v))
    mu, var = trace.step("mu"), trace.step("var")
    if mu and var:
        far = 0.1 / precision**0.5  # mean over deviation, from which rounding is seen in x_hat
        yield _first("alike", [var], lambda v: (v > 0) & (np.abs(np.asarray(mu.value)) > far * np.sqrt(v)))


def _saturated(trace: Trace) -> Remark | None:
    gates = [step for step in trace.steps if step.formula.startswith("σ(")]
    states = [step for step in trace.steps if step.formula.startswith("tanh(")]
    found = [
        _first("saturated", gates, lambda v: v * (1 - v) < FLAT),
        _first("saturated", states, lambda v: 1 - v * v < FLAT),
    ]
    return next((remark for remark in found if remark is not None), None)
