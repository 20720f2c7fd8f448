"""Least, greatest and length of an array that is too large to be written out."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Extent(NamedTuple):
    """What the finite numbers of an array reach, and the square root of the sum of their squares."""

    least: float
    most: float
    length: float


def extent_of(array: NDArray[np.floating]) -> Extent | None:
    """Return the extent of an array, infinite where the length leaves float64; None where nothing in it is finite."""
    finite = array[np.isfinite(array)]
    if not finite.size:
        return None
    least, most = float(finite.min()), float(finite.max())
    power = math.frexp(max(-least, most))[1]
    scaled = np.ldexp(np.asarray(finite, np.float64), -power)  # its squares neither overflow nor vanish
    with np.errstate(over="ignore"):
        return Extent(least, most, float(np.ldexp(math.sqrt(float(np.dot(scaled, scaled))), power)))
