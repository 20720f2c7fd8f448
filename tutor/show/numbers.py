"""How numbers look: four decimals for a value, two in a time line, a summary for what is large."""

from __future__ import annotations

import math
from typing import Any

from tutor.show.theme import BARS

FEW = 8  # numbers of a vector that are written out


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


def given(value: Any) -> str:
    """Write an input: as short as it can be said exactly, in brackets where it has several numbers."""
    if isinstance(value, str):
        return value
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
    listed = value.tolist() if hasattr(value, "tolist") else value
    if not isinstance(listed, list):
        return exact(float(listed))
    flat = flatten(listed)
    if len(flat) > 4 * FEW:
        return _summary(value, flat)
    if listed and isinstance(listed[0], list):
        return "\n".join(array(row) for row in listed)
    return f"[{', '.join(exact(item) for item in listed)}]"


def flatten(value: Any) -> list[float]:
    """Return all numbers of nested lists in order."""
    return [number for item in value for number in flatten(item)] if isinstance(value, list) else [float(value)]


def _summary(value: Any, flat: list[float]) -> str:
    shape = "×".join(map(str, value.shape))
    finite = [number for number in flat if math.isfinite(number)]
    if not finite:
        return f"{shape}  {exact(flat[0])}"
    norm = (
        math.sqrt(math.fsum((number / max(map(abs, finite), default=1) or 0) ** 2 for number in finite))
        if any(finite)
        else 0.0
    )
    norm *= max(map(abs, finite))
    first = ", ".join(exact(number) for number in flat[:4])
    return f"{shape}  min {exact(min(finite))}  max {exact(max(finite))}  ‖·‖ {exact(norm)}\n[{first}, …]"
