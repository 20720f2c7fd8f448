"""Draws inputs for `--seed`: friendly numbers with two decimals, from a generator that is handed in.

Data is normal; weights, biases, shifts and states half as wide; gains lie around 1; scalars within their bounds and
−1…1; whole numbers within ten of their lower bound. eps and choices are settings and not drawn.
"""

from __future__ import annotations

import numpy as np

from tutor.demos.trace import Input

MEAN = {"gain": 1.0}
WIDTH = {"data": 1.0, "weight": 0.5, "bias": 0.5, "shift": 0.5, "state": 0.5, "gain": 0.25}


def drawn(wanted: Input, shape: tuple[int, ...], dice: np.random.Generator) -> object:
    """A value for `wanted`: an array of `shape`, a float, a whole number, or its default for a setting."""
    if wanted.role in ("eps", "choice"):
        return wanted.default
    if wanted.role == "whole":
        return int(dice.integers(int(wanted.low), int(min(wanted.high, wanted.low + 9)), endpoint=True))
    if wanted.role == "scalar":
        return round(float(dice.uniform(max(wanted.low, -1.0), min(wanted.high, 1.0))), 2) + 0.0
    # + 0.0 turns −0.0 into 0.0
    numbers = dice.normal(MEAN.get(wanted.role, 0.0), WIDTH[wanted.role], shape)
    return np.round(numbers, 2) + 0.0
