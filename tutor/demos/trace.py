"""The types of the room: what a demo is, what it takes, and what running it tells. (Words: see the room's door.)"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:  # NumPy stays out until a demo is loaded
    import numpy as np
    from numpy.typing import NDArray

    Value = NDArray[np.floating[Any]] | float

Role = Literal["data", "weight", "bias", "gain", "shift", "state", "eps", "choice", "whole", "scalar"]
Precision = Literal["float32", "float64"]
PRECISIONS: tuple[Precision, ...] = ("float64", "float32")
Functions = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One intermediate value. `inplace()` tells its first entry with the numbers in place; None where too long."""

    name: str
    formula: str
    value: Value
    t: int | None = None
    inplace: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """What a demo takes: `shape` names the axes ("" is a scalar), `default` is friendly.

    A number lies within `low` and `high`; a choice is one of `choices`. `only_with=("norm", "layernorm")`: the input
    is used only while the choice `norm` is `layernorm`.
    """

    shape: str
    default: Any
    role: Role
    choices: tuple[str, ...] = ()
    low: float = -inf
    high: float = inf
    only_with: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Backward:
    """A loss and its gradient with respect to each input that it has one for, in the order of the inputs.

    Over time, `reached` holds what comes back to each step of a state: dL/dh_t `[T, H]` under "h", dL/dc_t under "c".
    """

    loss: float
    gradients: Mapping[str, Value]
    reached: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Demo:
    """A computation told step by step.

    `tells` names the shapes of what the steps tell where that may be much more than the inputs hold (`"m n"`).

    `steps(**inputs, **functions)` yields Steps. `slips` maps a slip to the functions it replaces. `worked` holds values
    of the default run, done by hand or taken from a source: (step, t) -> value to four decimals. `outputs` are steps:
    `h` over time is stacked `[T, H]`, `c_T` is the last `c`. `backward(**inputs)` tells the gradients of a loss.
    """

    id: str
    inputs: Mapping[str, Input]
    steps: Callable[..., Iterable[Step]]
    outputs: tuple[str, ...]
    slips: Mapping[str, Functions] = field(default_factory=dict)
    worked: Mapping[tuple[str, int | None], Any] = field(default_factory=dict)
    backward: Callable[..., Backward] | None = None
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A demo that has been run: the id, the inputs used, the steps in order, the outputs by name."""

    demo: str
    inputs: Mapping[str, object]
    steps: list[Step]
    outputs: dict[str, Value]

    def step(self, name: str, t: int | None = None) -> Step | None:
        """The step called `name` (over time: at `t`), or None where this trace has none."""
        return next((step for step in self.steps if step.name == name and step.t == t), None)
