"""Series whose next value is wanted: one with a pattern, one without. `x` is `[T, 1, B]`, wanted `[B]`; float32.

The rule to beat is *tomorrow is like today*: the last value as the forecast. On a random walk nothing beats it.
"""

from __future__ import annotations

import numpy as np

from tutor.engine.activations import Array

PERIODS = (10.0, 30.0)  # steps of one wave, drawn for each series


def noisy_sine(dice: np.random.Generator, T: int, B: int, noise: float) -> tuple[Array, Array]:
    """Waves of height 1, each with a period and a phase of its own, with normal noise on every value."""
    period, phase = dice.uniform(*PERIODS, B), dice.uniform(0, 2 * np.pi, B)
    wave = np.sin(2 * np.pi * np.arange(T + 1)[:, None] / period + phase)
    series = (wave + noise * dice.normal(size=wave.shape)).astype(np.float32)
    return series[:-1, None], series[-1]


def random_walk(dice: np.random.Generator, T: int, B: int) -> tuple[Array, Array]:
    """Each value is the one before it plus an independent normal step, all over √T so that sizes suit a network.

    The textbook model of a price: what is going to happen does not depend on what has (Bachelier 1900).
    """
    series = (np.cumsum(dice.normal(size=(T + 1, B)), axis=0) / T**0.5).astype(np.float32)
    return series[:-1, None], series[-1]


def root_mean_square(error: Array) -> float:
    """√mean(error²)."""
    return float(np.sqrt(np.mean(error * error)))
