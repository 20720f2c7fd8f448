"""The working of a step: its formula with the numbers in place, as one would write it on paper.

    0.5·1 + 0.2·(−0.5) = 0.4            exact numbers: a pocket calculator gives what stands behind `=`
    0.9047 + 0.5383 ≈ 1.4429            a number was rounded for showing: the last digit may differ

Numbers have four decimals (four digits where they are small), the result as well; minus is `−`, times is `·`.
A **part** is a piece of such a line, and whether its numbers are exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST = 6  # a sum of more terms is no longer read
NEEDLESS = re.compile(r"(\(|, )\((−[^()]+)\)(\))")  # tanh((−0.5)) is written tanh(−0.5)

Vector = NDArray[Any]


class Part(NamedTuple):
    """A piece of a line; `exact` if no number in it was rounded."""

    text: str
    exact: bool


def number(value: float) -> str:
    """0.5, 1.4429, 0.002739, 1e−5, −3; ∞ and NaN where the computation left the range."""
    value = float(value) + 0.0  # −0 is 0
    if not np.isfinite(value):
        return str(value).replace("inf", "∞").replace("nan", "NaN").replace("-", "−")
    size = abs(value)
    if size >= 1e9 or 0 < size < 1e-4:
        digits, exponent = f"{value:.5e}".split("e")
        text = f"{_short(digits)}e{int(exponent)}"
    else:
        text = _short(f"{value:.4f}" if size >= 1 or size == 0 else f"{value:.{_decimals(size)}f}")
    return _signed(text)


def part(form: str, *values: float | Part) -> Part:
    """`form` with its `{}` filled; negative numbers stand in brackets."""
    parts = [value if isinstance(value, Part) else _part(value) for value in values]
    text = form.format(*(part.text for part in parts))
    return Part(NEEDLESS.sub(r"\1\2\3", text), all(part.exact for part in parts))


def total(form: str, *vectors: Vector) -> Part:
    """`form` for each entry of `vectors` side by side, joined by plus: `total("{}·{}", w, x)` is w₁·x₁ + w₂·x₂ + …"""
    terms = [part(form, *entries) for entries in zip(*vectors, strict=True)]
    return Part(" + ".join(term.text for term in terms), all(term.exact for term in terms))


def working(form: str, *values: float | Part, result: float) -> str:
    """The whole line, with `=` or `≈` and the result."""
    line = part(form, *values)
    shown = _signed(_short(f"{result:.4f}")) if 1e-3 <= abs(result) < 1e9 else number(result)
    return f"{line.text} {'=' if line.exact else '≈'} {shown}"


def if_short(make: Callable[[], str], *vectors: Vector) -> Callable[[], str] | None:
    """`make`, to be called when someone looks; None if one of `vectors` (along its last axis) is too long to read."""
    return make if all(np.shape(vector)[-1] <= LONGEST for vector in vectors) else None


def first(value: Vector | float) -> float:
    """The first entry, which is the one that a working tells."""
    return float(np.ravel(value)[0])


def first_row(x: Vector) -> Vector:
    """The row of `[n, d]` (or the vector `[d]`) that holds the first entry."""
    return np.asarray(np.atleast_2d(x)[0])


def _part(value: float) -> Part:
    text = number(value)
    # 1e-12: 0.1 + 0.2 is shown as 0.3 and may count as 0.3
    exact = not np.isfinite(value) or bool(np.isclose(float(text.replace("−", "-")), value, rtol=1e-12, atol=0))
    return Part(f"({text})" if text.startswith("−") else text, exact)


def _signed(text: str) -> str:
    return text.replace("-", "−")


def _short(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimals(size: float) -> int:
    return 3 - int(np.floor(np.log10(size)))
