"""How numbers look: four decimals for a value, two in a time line, a summary for what is large."""

from __future__ import annotations

import math
from typing import Any

from tutor.show.theme import BARS

FEW = 8  # numbers of a vector that are written out
MANY = 4 * FEW  # from here a value is summarised
FIRST = 4  # numbers of a summarised row that are written out
ROWS = 3  # rows of a summarised matrix that are written out
UNITS = 6  # units of a layer that a time line shows
LOG_BAR = 5  # columns of a bar on a log scale
EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def exact(value: float) -> str:
    """Write one number to four decimals, in powers of ten where that would hide it."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "−Infinity"
    size = abs(value)
    text = f"{value:.4e}" if size >= 1e6 or 0 < size < 5e-5 else f"{value:.4f}"
    return "0.0000" if text == "-0.0000" else text.replace("-", "−")


def short(value: float) -> str:
    """Write one number in about five columns, with room for the sign."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "−∞"
    text = f"{value:.2f}" if abs(value) < 100 else f"{value:.3g}"
    return (text if text.startswith("-") else f" {text}").replace("-", "−").replace("−0.00", " 0.00")


def bar(value: float) -> str:
    """Return the block whose height is `value` between 0 and 1."""
    if math.isnan(value):
        return " "
    return BARS[min(max(int(value * len(BARS)), 0), len(BARS) - 1)]


def power(value: float) -> str:
    """Write a size of any order of magnitude in few columns: 0.146, 3.4e−05."""
    if not math.isfinite(value):
        return short(value).strip()
    text = f"{value:.3g}" if value == 0 or 1e-3 <= abs(value) < 1e3 else f"{value:.1e}"
    return text.replace("-", "−")


def log_bar(value: float, least: float, most: float) -> str:
    """Return a bar of LOG_BAR columns, empty at `least` and full at `most`; an eighth of a column is a factor."""
    if not math.isfinite(value) or value <= 0:
        return " " * LOG_BAR
    span = math.log(most) - math.log(least) or 1.0
    eighths = max(round(8 * LOG_BAR * (1 - (math.log(most) - math.log(value)) / span)), 1)
    whole, rest = divmod(min(eighths, 8 * LOG_BAR), 8)
    return f"{'█' * whole}{EIGHTHS[rest]}".ljust(LOG_BAR)


def given(value: Any) -> str:
    """Write an input: as short as it can be said exactly, in brackets where it has several numbers."""
    if isinstance(value, str):
        return value
    if getattr(value, "size", 0) > MANY:
        return "  ".join([shape(value), *_range(value)[:2]])
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        if len(value) > FEW:
            return f"[{', '.join(given(item) for item in value[:3])}, … {len(value)}]"
        return f"[{', '.join(given(item) for item in value)}]"
    text = f"{value:.6g}"
    return text.replace("-", "−")


def array(value: Any) -> str:
    """Write a step's value: one number, a vector, a small matrix by rows, or a summary of a large one."""
    if getattr(value, "size", 0) > MANY:
        return _summary(value)
    listed = value.tolist() if hasattr(value, "tolist") else value
    if not isinstance(listed, list):
        return exact(float(listed))
    if listed and isinstance(listed[0], list):
        return "\n".join(array(row) for row in listed)
    return f"[{', '.join(exact(item) for item in listed)}]"


def flatten(value: Any) -> list[float]:
    """Return all numbers of nested lists in order."""
    return [number for item in value for number in flatten(item)] if isinstance(value, list) else [float(value)]


def _summary(value: Any) -> str:
    """Return shape, least, greatest, length, and the first rows."""
    rows = value[:ROWS] if len(value.shape) > 1 else [value]
    return "\n".join(["  ".join([shape(value), *_range(value)]), *map(_beginning, rows)])


def _beginning(row: Any) -> str:
    first = row.ravel()[: FIRST + 1].tolist()
    return f"[{', '.join(map(exact, first[:FIRST]))}{', …' if len(first) > FIRST else ''}]"


def shape(value: Any) -> str:
    """Write the shape of an array: 64×8."""
    return "×".join(map(str, value.shape))


def _range(value: Any) -> list[str]:
    from tutor.demos import extent  # not at the top: a page without numbers needs no demo

    told = extent(value)
    return [f"min {exact(told.least)}", f"max {exact(told.most)}", f"‖·‖ {exact(told.length)}"] if told else []
