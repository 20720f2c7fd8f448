"""How long does a forget gate keep? A gate of f, held for n steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from tutor.demos.trace import Demo, Input, Step
from tutor.demos.working import working

Keep = Callable[[float, int], float]


def multiplied(f: float, n: int) -> float:
    """f, n times over."""
    return float(np.power(f, n))


def half_life(f: float) -> float:
    """The number of steps after which half is left: Infinity for f = 1, negative (it grows) for f > 1."""
    return float("inf") if f == 1 else float(np.log(0.5) / np.log(f))


def steps(f: float, n: int, keep: Keep = multiplied) -> Iterator[Step]:
    """kept, half_life."""
    kept, half = keep(f, n), half_life(f)
    yield Step("kept", "fⁿ", kept, None, lambda: working("{}^{}", f, n, result=kept))
    yield Step("half_life", "ln 0.5 / ln f", half, None, lambda: working("ln(0.5) / ln({})", f, result=half))


DEMO = Demo(
    id="forget",
    inputs={"f": Input("", 0.9, "scalar", low=0), "n": Input("", 10, "whole", low=0, high=10**6)},
    steps=steps,
    outputs=("kept", "half_life"),
    slips={
        "applied-once": {"keep": lambda f, n: f},
        "subtracts-each-step": {"keep": lambda f, n: max(0.0, 1 - (1 - f) * n)},
        "multiplied-by-steps": {"keep": lambda f, n: f * n},
    },
    worked={("kept", None): 0.3487, ("half_life", None): 6.5788},
)
