"""Checks what someone gave for a demo's inputs and completes it. The rules are those of the room's door, `resolve`.

Axes are bound to sizes in this order: inputs given (as declared), then the demo's own. `arrays.py` turns raw
values into arrays, `drawing.py` draws what a seed asks for.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from tutor.demos.arrays import LIMIT, array, in_precision, token, within
from tutor.demos.drawing import drawn
from tutor.demos.errors import InputError
from tutor.demos.shapes import Sizes, bind, own_sizes, shape_needed, shown_shape
from tutor.demos.trace import Demo, Input, Precision

MOST_MOMENTS = 10**4
FILL = {"gain": 1.0, "shift": 0.0, "bias": 0.0, "state": 0.0}


def resolved(demo: Demo, given: Mapping[str, object], seed: int | None, dtype: Precision) -> dict[str, object]:
    """All inputs of `demo` in its order: arrays, floats, whole numbers and choices. Raises InputError."""
    _refuse_unknown(demo, given)
    values = {name: _read(name, wanted, given[name]) for name, wanted in demo.inputs.items() if name in given}
    choices = {name: values.get(name, wanted.default) for name, wanted in demo.inputs.items() if wanted.choices}
    used = {name: wanted for name, wanted in demo.inputs.items() if _is_used(name, wanted, choices, values)}
    sizes: Sizes = {}
    for name, value in values.items():
        bind(name, used[name].shape, np.asarray(value).shape, sizes)
    sizes = own_sizes(used) | sizes
    _refuse_too_much(demo, next(iter(values), next(iter(used))), sizes)
    dice = None if seed is None else _dice(seed)
    complete = {
        name: values[name] if name in values else _completed(name, wanted, sizes, dice) for name, wanted in used.items()
    }
    return {name: in_precision(name, value, used[name], dtype) for name, value in complete.items()}


def _refuse_unknown(demo: Demo, given: Mapping[str, object]) -> None:
    for name in given:
        if name not in demo.inputs:
            unknown = token(name, quoted=False)
            raise InputError(unknown, ", ".join(demo.inputs), unknown, "unknown-input")


def _refuse_too_much(demo: Demo, name: str, sizes: Sizes) -> None:
    """Refuse what would take minutes to compute, or pages to read, before any of it is done."""
    moments = sizes.get("T", 1)
    if moments > MOST_MOMENTS:
        raise InputError("x", str(MOST_MOMENTS), str(moments), "too-long")
    told = sum(math.prod(sizes.get(axis, 1) for axis in shape.split()) for shape in demo.tells)
    if told > LIMIT:
        raise InputError(name, str(LIMIT), str(told), "too-much")


def _read(name: str, wanted: Input, raw: object) -> object:
    if wanted.role == "choice":
        if not isinstance(raw, str) or raw not in wanted.choices:
            raise InputError(name, "|".join(wanted.choices), token(raw), "choice")
        return raw
    value = array(name, raw)
    if wanted.shape:
        return value
    if value.shape != ():
        raise InputError(name, "[]", shown_shape(value.shape), "shape")
    number = within(name, wanted, float(value))
    if wanted.role != "whole":
        return number
    if not number.is_integer():
        raise InputError(name, "0, 1, 2, …", token(number), "not-whole")
    return int(number)


def _is_used(name: str, wanted: Input, choices: Mapping[str, object], values: Mapping[str, object]) -> bool:
    if wanted.only_with is None:
        return True
    choice, needed = wanted.only_with
    if choices[choice] == needed:
        return True
    if name in values:
        raise InputError(name, f"{choice}={needed}", f"{choice}={choices[choice]}", "not-used")
    return False


def _completed(name: str, wanted: Input, sizes: Sizes, dice: np.random.Generator | None) -> object:
    """The value of an input that was not given."""
    shape = shape_needed(wanted, sizes)
    if math.prod(shape) > LIMIT:
        raise InputError(name, str(LIMIT), str(math.prod(shape)), "too-large")
    if dice is not None:
        return drawn(wanted, shape, dice)
    if not wanted.shape:
        return wanted.default
    if np.shape(wanted.default) == shape:
        return np.array(wanted.default, dtype=np.float64)
    if wanted.role not in FILL:
        raise InputError(name, shown_shape(shape), shown_shape(np.shape(wanted.default)), "missing")
    return np.full(shape, FILL[wanted.role])


def _dice(seed: int) -> np.random.Generator:
    if seed < 0:
        raise InputError("seed", "≥ 0", str(seed), "out-of-range")
    return np.random.default_rng(seed)
