"""Demos: computations told step by step, in numbers and formulas, without a word of any human language.

- **Demo**: a computation with named inputs, in a file of its own; its id is the file's name.
- **Step**: one intermediate value with its formula; over time it also carries `t`, counted from 1.
- **Trace**: what running a demo on given inputs tells: all steps in order, then the outputs.
- **Slip**: what a believer of a misconception would compute: the same steps with some functions replaced, so that the
  mistake propagates as it does on paper. A slip's trace has the same steps as the right one.
- **Backward**: the gradients of a loss, from the result back to every input.
- **Remark**: something in a trace that its numbers alone do not say: saturated, overflowed, nothing but eps.
- **Input**: what a demo takes; its `shape` names axes (`"T F"`), and `"n? d"` says that the first axis may be absent.

Every module in `catalog/` is a demo and holds `DEMO`: add a demo by adding a file. This door opens without NumPy;
it is imported when a demo is loaded.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.demos.errors import KINDS, InputError, UnknownDemo
from tutor.demos.remark import Remark
from tutor.demos.trace import PRECISIONS, Backward, Demo, Input, Precision, Step, Trace

if TYPE_CHECKING:
    from tutor.demos.measuring import Extent

__all__ = [
    "KINDS",
    "PRECISIONS",
    "Backward",
    "Demo",
    "Input",
    "InputError",
    "Precision",
    "Remark",
    "Step",
    "Trace",
    "UnknownDemo",
    "backward",
    "extent",
    "load",
    "names",
    "remarks",
    "resolve",
    "run",
    "slip",
]

CATALOG = Path(__file__).with_name("catalog")


def names() -> list[str]:
    """All demos, sorted by name; none of them is imported."""
    return sorted(module.name for module in pkgutil.iter_modules([str(CATALOG)]))


def load(name: str) -> Demo:
    """The demo called `name`. Raises UnknownDemo (a KeyError)."""
    if name not in names():
        raise UnknownDemo(name)
    demo: Demo = importlib.import_module(f"tutor.demos.catalog.{name}").DEMO
    return demo


def resolve(
    demo: Demo, given: Mapping[str, object], seed: int | None = None, dtype: Precision = "float64"
) -> dict[str, object]:
    """Check `given` (what JSON, YAML or npz hold) and complete it to all inputs of `demo`, in its order.

    Not given: the demo's own where it still fits, else ones for a gain, zeros for shifts, biases and states.
    With a `seed`, numbers not given are drawn instead (two decimals); eps and choices stay the demo's own.
    Arrays come back as new arrays of `dtype`. Raises InputError, and nothing else.
    """
    from tutor.demos.inputs import resolved

    return resolved(demo, given, seed, dtype)


def run(demo: Demo, inputs: Mapping[str, object], replace: Mapping[str, Callable[..., object]] | None = None) -> Trace:
    """Run `demo` on resolved `inputs`, with the functions in `replace` instead of its own.

    A value that leaves the range of float64 becomes Infinity or NaN without a warning.
    """
    from tutor.demos.running import traced

    return traced(demo, inputs, replace or {})


def remarks(trace: Trace) -> list[Remark]:
    """What has to be pointed out in a trace, lest its numbers mislead: at most one remark of each kind."""
    from tutor.demos.noticing import remarks_on

    return remarks_on(trace)


def extent(array: Any) -> Extent | None:
    """How far the finite numbers of an array reach, and its length; None where nothing in it is finite."""
    from tutor.demos.measuring import extent_of

    return extent_of(array)


def backward(demo: Demo, inputs: Mapping[str, object]) -> Backward:
    """The loss of `demo` on resolved `inputs`, and its gradients. Raises LookupError where it has none."""
    from tutor.demos.running import told_backward

    return told_backward(demo, inputs)


def slip(demo: Demo, inputs: Mapping[str, object], slip_id: str) -> Trace:
    """The trace of someone who makes the mistake `slip_id`. Raises KeyError for an unknown slip."""
    return run(demo, inputs, demo.slips[slip_id])
