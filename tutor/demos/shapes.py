"""Shapes: named axes such as `"T F"` or `"n? d"` (the first may be absent), and their sizes.

Shapes are exact and never broadcast: an axis that appears in several inputs has one size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from tutor.demos.errors import InputError
from tutor.demos.trace import Input

Sizes = dict[str, int]


def bind(name: str, axes: str, shape: tuple[int, ...], sizes: Sizes) -> None:
    """Write the sizes that `shape` gives to `axes` into `sizes`. Raises InputError where they contradict."""
    wanted = _axes_for(axes, len(shape))
    found = dict(sizes)
    fits = len(wanted) == len(shape) and 0 not in shape
    for axis, size in zip(wanted, shape, strict=False):
        fits = found.setdefault(axis, size) == size and fits
    if not fits:
        known = sizes if len(wanted) != len(shape) or 0 in shape else found
        raise InputError(name, shown_shape([known.get(axis, axis) for axis in wanted]), shown_shape(shape), "shape")
    sizes.update(found)


def own_sizes(inputs: Mapping[str, Input]) -> Sizes:
    """The sizes in the demo's own inputs."""
    sizes: Sizes = {}
    for name, wanted in inputs.items():
        bind(name, wanted.shape, np.shape(wanted.default), sizes)
    return sizes


def shape_needed(wanted: Input, sizes: Sizes) -> tuple[int, ...]:
    """The shape that `sizes` ask of an input that was not given; an axis that may be absent stays as in its default."""
    return tuple(sizes[axis] for axis in _axes_for(wanted.shape, np.ndim(wanted.default)))


def shown_shape(shape: Iterable[int | str]) -> str:
    """`[2, 3]`; a size that nothing decides is the axis' name, `[T, 3]`; a single number is `[]`."""
    return f"[{', '.join(map(str, shape))}]"


def _axes_for(axes: str, ndim: int) -> list[str]:
    names = axes.split()
    return [name.rstrip("?") for name in names if not (name.endswith("?") and ndim < len(names))]
