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


SYMBOLS = 4  # of the recall task


def recall(dice: np.random.Generator, T: int, B: int) -> tuple[Array, Array]:
    """T random symbols out of SYMBOLS, one-hot `[T, 4, B]`; wanted is the first. All that follows is distraction."""
    symbols = dice.integers(0, SYMBOLS, (T, B))
    return _one_hot(symbols, SYMBOLS), symbols[0]


ORDER_SYMBOLS = 8  # a b c d, X Y, and the marks of beginning and end
ORDER_CLASSES = 4  # XX XY YX YY


def temporal_order(dice: np.random.Generator, T: int, B: int) -> tuple[Array, Array]:
    """Distractors a–d with an X or Y early (from T/10) and another in the middle (from T/2), `[T, 8, B]`; wanted is
    which two, in which order. Hochreiter & Schmidhuber (1997), experiment 6a.
    """
    symbols, each, tenth = dice.integers(0, 4, (T, B)), np.arange(B), max(T // 10, 1)
    first, second = dice.integers(0, 2, B), dice.integers(0, 2, B)
    symbols[dice.integers(tenth, 2 * tenth, B), each] = 4 + first
    symbols[dice.integers(5 * tenth, 6 * tenth, B), each] = 4 + second
    symbols[0], symbols[-1] = 6, 7
    return _one_hot(symbols, ORDER_SYMBOLS), 2 * first + second


def _one_hot(symbols: Array, count: int) -> Array:  # [T, B] -> [T, count, B]
    return np.asarray(symbols[:, None, :] == np.arange(count)[:, None], np.float32)


def sums(dice: np.random.Generator, T: int, B: int) -> tuple[Array, Array]:
    """Two numbers of T bits, the lowest first, `[T, 2, B]`; wanted are the T lowest bits of their sum `[T, B]`."""
    x = dice.integers(0, 2, (T, 2, B))
    wanted, carry = np.empty((T, B), np.int64), np.zeros(B, np.int64)
    for t in range(T):
        total = x[t, 0] + x[t, 1] + carry
        wanted[t], carry = total % 2, total // 2
    return x.astype(np.float32), wanted
