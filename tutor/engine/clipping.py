"""Clipping of gradients against explosion: Pascanu, Mikolov & Bengio (2013), arXiv:1211.5063.

By norm a gradient keeps its direction, by value it does not. Several gradients are clipped together, by their global
norm, or each by itself, which turns the direction of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tutor.engine.activations import Array


def norm_of(*gradients: Array) -> float:
    """√Σ g² over all of them. The largest entry is taken out first, so that no square overflows."""
    largest = max(float(np.abs(g).max(initial=0)) for g in gradients)
    if largest in (0.0, np.inf):
        return largest
    return largest * float(np.sqrt(sum(float(np.sum((g / largest) ** 2)) for g in gradients)))


def factor(norm: float, limit: float) -> float:
    """min(1, limit / norm): what is within the limit stays as it is."""
    return 1.0 if norm <= limit else limit / norm


def clip_by_norm(gradients: Sequence[Array], limit: float) -> list[Array]:
    """All gradients times one factor, so that together they are no longer than `limit`."""
    together = factor(norm_of(*gradients), limit)
    return [g * together for g in gradients]


def clip_by_value(g: Array, limit: float) -> Array:  # [...] -> [...]
    """Each entry by itself into −limit … limit."""
    return np.clip(g, -limit, limit)
