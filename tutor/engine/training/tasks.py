"""Tasks: sequences with an answer, drawn by a generator `dice`, as `x` `[T, F, B]` and what is wanted of each `[B]`.

Every draw is new, so that a network cannot learn the examples by heart: what it is shown next is its test.
"""

from __future__ import annotations

import numpy as np

from tutor.engine.activations import Array

ADDING_CHANCE = 1 / 6  # the variance of a sum of two U(0, 1): the error of who always says 1


def adding(dice: np.random.Generator, T: int, B: int) -> tuple[Array, Array]:
    """Two of T numbers are marked, one in each half; wanted is their sum.

    Hochreiter & Schmidhuber (1997), experiment 4, in the form of Le, Jaitly & Hinton (2015), arXiv:1504.00941: numbers
    U(0, 1), all sequences of one length.
    """
    x = np.zeros((T, 2, B), np.float32)
    x[:, 0] = dice.random((T, B))
    each, half = np.arange(B), T // 2
    first, second = dice.integers(0, half, B), dice.integers(half, T, B)
    x[first, 1, each] = 1
    x[second, 1, each] = 1
    return x, x[first, 0, each] + x[second, 0, each]
