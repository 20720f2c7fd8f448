"""The copy task: repeat what was read. Nothing can be guessed, and everything has to be fetched from afar."""

from __future__ import annotations

import numpy as np

from tutor.engine.activations import Array

SEPARATOR = 1
FIRST = 2  # the least token that may have to be copied; 0 is not used


def copying(dice: np.random.Generator, n: int, vocabulary: int, batch: int) -> tuple[Array, Array]:
    """Tokens `[batch, 2n]`: n random ones, the separator, n − 1 of the same; targets `[batch · 2n]`, −1 in the first n.

    At chance the cross-entropy is ln(vocabulary − 2).
    """
    drawn = dice.integers(FIRST, vocabulary, (batch, n))
    whole = np.hstack([drawn, np.full((batch, 1), SEPARATOR), drawn])
    targets = whole[:, 1:].copy()
    targets[:, :n] = -1
    return whole[:, :-1], targets.ravel()
