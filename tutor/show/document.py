"""A value as one JSON document, in pieces: an array is never in memory as text, and as a list a row at a time."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import islice
from typing import Any

AT_ONCE = 10_000  # tokens of a piece: one write each would take longer than the rest


def pieces(value: Any) -> Iterator[str]:
    """Yield `value`, which may hold arrays, as indented JSON that ends with a line break."""
    encoder = json.JSONEncoder(ensure_ascii=False, indent=2, allow_nan=False, default=_opened)
    tokens = iter(encoder.iterencode(value))
    while some := "".join(islice(tokens, AT_ONCE)):
        yield some
    yield "\n"


def jsonable(value: Any) -> Any:
    """Return numbers as JSON has them; what JSON has no number for becomes "Infinity", "-Infinity" or "NaN"."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [jsonable(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def _opened(array: Any) -> Any:
    """Return the rows of an array, each to be opened in its turn; of one row, the numbers."""
    return list(array) if array.ndim > 1 else jsonable(array)
