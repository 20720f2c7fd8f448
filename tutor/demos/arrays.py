"""Turns what JSON, YAML, npz or a program gave into float64 arrays, or says what is wrong with it.

Refused: NaN, Infinity, 1e400, true and false, text, null, ragged rows, more than three levels, more than LIMIT numbers.
"""

from __future__ import annotations

import math
import reprlib
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.demos.errors import InputError
from tutor.demos.shapes import shown_shape
from tutor.demos.trace import Input, Precision

LIMIT = 10**7
DEPTH = 3


def array(name: str, raw: object) -> NDArray[np.float64]:
    """`raw` as a new float64 array of finite numbers. Raises InputError."""
    if isinstance(raw, np.ndarray | np.generic) and raw.dtype.kind in "iuf":
        return _finite(name, _sized(name, np.asarray(raw)))
    if isinstance(raw, np.ndarray | np.generic):
        _sized(name, np.asarray(raw))
        if raw.dtype.kind not in "bcO":  # a record would become a row, and text may hold what is no character
            raise InputError(name, "0.5", raw.dtype.name, "not-a-number")
        raw = raw.tolist()
    flat: list[float] = []
    shape = _flatten(name, raw, flat, 0)
    return _finite(name, np.array(flat, dtype=np.float64).reshape(shape))


def in_precision(name: str, value: Any, wanted: Input, dtype: Precision) -> Any:
    """An array or scalar in `dtype`; settings and whole numbers stay. Raises InputError for what it cannot hold."""
    if dtype == "float64" or wanted.role in ("eps", "choice", "whole"):
        return value
    with np.errstate(over="ignore"):
        small = np.asarray(value, np.float32)
    wrong = np.asarray(value)[~np.isfinite(small)]
    if wrong.size:
        raise InputError(name, "−3.4e+38…3.4e+38 (float32)", token(float(wrong[0])), "out-of-range")
    return small if small.ndim else small[()]


def within(name: str, wanted: Input, number: float) -> float:
    """`number`, if it lies within the bounds of its input. Raises InputError."""
    if wanted.low <= number <= wanted.high:
        return number
    low, high = token(float(wanted.low)), token(float(wanted.high))
    expected = f"≥ {low}" if math.isinf(wanted.high) else f"{low}…{high}"
    raise InputError(name, expected, token(number), "out-of-range")


def token(value: object, quoted: bool = True) -> str:
    """A short picture of any value as JSON would write it; text that is a name is not quoted."""
    match value:
        case bool():
            return str(value).lower()
        case None:
            return "null"
        case float():
            return "NaN" if math.isnan(value) else f"{value:.12g}".replace("inf", "Infinity")
        case int():
            return str(value) if abs(value) < 10**18 else "Infinity"
        case str():
            printable = "".join(letter if letter.isprintable() else "?" for letter in value[:41])
            short = printable if len(printable) <= 40 else printable[:39] + "…"
            return f'"{short}"' if quoted else short
        case dict():
            return "{…}"
        case list() | tuple():
            return "[…]"
    return reprlib.repr(value)


def _flatten(name: str, raw: object, flat: list[float], depth: int) -> tuple[int, ...]:
    """Append the numbers in `raw` to `flat`; return the shape of `raw`."""
    if not isinstance(raw, list | tuple):
        flat.append(_number(name, raw))
        return ()
    if len(raw) + len(flat) > LIMIT:
        raise InputError(name, str(LIMIT), f"> {LIMIT}", "too-large")
    if depth == DEPTH:
        raise InputError(name, "[[[]]]", "[[[[…]]]]", "shape")
    if set(map(type, raw)) == {float}:  # a million of them in a hundredth of a second
        flat += raw
        return (len(raw),)
    shapes = [_flatten(name, item, flat, depth + 1) for item in raw[:1]]
    if len(raw) * math.prod(shapes[0] if shapes else ()) > LIMIT:  # before walking what cannot be used
        raise InputError(name, str(LIMIT), f"> {LIMIT}", "too-large")
    shapes += [_flatten(name, item, flat, depth + 1) for item in raw[1:]]
    inner = set(shapes)
    if len(inner) > 1:
        raise InputError(name, shown_shape((len(raw), *shapes[0])), _ragged(len(raw), shapes), "shape")
    return (len(raw), *(shapes[0] if shapes else ()))


def _ragged(rows: int, shapes: list[tuple[int, ...]]) -> str:
    lengths = dict.fromkeys(str(shape[0]) if shape else "·" for shape in shapes)
    some = list(lengths)[:4] + ["…"] * (len(lengths) > 4)
    return f"[{rows}, {'|'.join(some)}]"


def _number(name: str, raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, Real):
        raise InputError(name, "0.5", token(raw), "not-a-number")
    try:
        return float(raw)
    except OverflowError:
        return math.inf


def _sized(name: str, raw: NDArray[Any]) -> NDArray[Any]:
    if raw.size > LIMIT:
        raise InputError(name, str(LIMIT), str(raw.size), "too-large")
    if raw.ndim > DEPTH:
        raise InputError(name, "[[[]]]", shown_shape(raw.shape), "shape")
    return raw


def _finite(name: str, numbers: NDArray[Any]) -> NDArray[np.float64]:
    with np.errstate(over="ignore"):  # a longdouble may not fit into float64
        values = np.array(numbers, dtype=np.float64)
    wrong = values[~np.isfinite(values)]
    if wrong.size:
        raise InputError(name, "0.5", token(float(wrong[0])), "not-finite")
    return values
