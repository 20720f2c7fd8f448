"""Runs a demo: collects its steps and reads the outputs from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from tutor.demos.trace import Backward, Demo, Step, Trace

if TYPE_CHECKING:
    from tutor.demos.trace import Value


def traced(demo: Demo, inputs: Mapping[str, object], replace: Mapping[str, Callable[..., object]]) -> Trace:
    """The trace of `demo` on resolved `inputs`, with the functions in `replace` instead of its own."""
    with np.errstate(all="ignore"):
        steps = [_plain(step, keep_inplace=not replace) for step in demo.steps(**inputs, **replace)]
    return Trace(demo.id, dict(inputs), steps, {name: _output(name, steps) for name in demo.outputs})


def told_backward(demo: Demo, inputs: Mapping[str, object]) -> Backward:
    """The loss and gradients of `demo` on resolved `inputs`, in their order. Raises LookupError where it has none."""
    if demo.backward is None:
        raise LookupError(demo.id)
    with np.errstate(all="ignore"):
        told = demo.backward(**inputs)
    gradients = {name: told.gradients[name] for name in inputs if name in told.gradients}
    return Backward(told.loss, gradients, told.reached)


def _plain(step: Step, keep_inplace: bool) -> Step:
    # The formula in place is that of the right computation: beside a slip's number it would lie.
    value = float(step.value) if np.ndim(step.value) == 0 else step.value
    return Step(step.name, step.formula, value, step.t, step.inplace if keep_inplace else None)


def _output(name: str, steps: list[Step]) -> Value:
    told = [step for step in steps if step.name == name.removesuffix("_T")]
    if told[0].t is None or name.endswith("_T"):
        return told[-1].value
    return np.stack([np.asarray(step.value) for step in told])
