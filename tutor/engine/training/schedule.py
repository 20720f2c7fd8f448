"""How the rate of learning changes from step to step."""

from __future__ import annotations


def warmed(rate: float, step: int, warmup: int) -> float:
    """A warm-up: from 0 in a straight line to `rate` at step `warmup`, then `rate`. Steps count from 1.

    Vaswani et al. (2017), section 5.3, without the decay after it, so that only the beginning differs.
    """
    return rate * min(1.0, step / warmup) if warmup else rate
