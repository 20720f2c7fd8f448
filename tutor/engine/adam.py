"""Adam: Kingma & Ba (2015), arXiv:1412.6980, algorithm 1, over one flat vector that holds all weights."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Array


class AdamState(NamedTuple):
    """Running means of the gradient and of its square, and room for one vector more; all `[P]`."""

    m: Array
    v: Array
    room: Array


def adam_start(weights: Array) -> AdamState:  # [P]
    """A state of zeros for `weights`."""
    return AdamState(np.zeros_like(weights), np.zeros_like(weights), np.empty_like(weights))


def adam_step(
    weights: Array, g: Array, state: AdamState, t: int, rate: float = 1e-3, beta_1: float = 0.9, beta_2: float = 0.999,
    eps: float = 1e-8,
) -> None:  # fmt: skip
    """Change `weights` and `state` in place by the gradient `g`; `t` counts the steps from 1.

    weights −= rate m̂ / (√v̂ + eps), with m̂ = m / (1 − beta_1^t) and v̂ = v / (1 − beta_2^t).
    """
    m, v, room = state
    m *= beta_1
    m += np.multiply(g, 1 - beta_1, out=room)
    v *= beta_2
    np.multiply(g, g, out=room)
    v += np.multiply(room, 1 - beta_2, out=room)
    np.sqrt(v, out=room)
    # both corrections in two numbers: √(v / q) + eps = (√v + eps √q) / √q
    q = (1 - beta_2**t) ** 0.5
    room += eps * q
    np.divide(m, room, out=room)
    weights -= np.multiply(room, rate * q / (1 - beta_1**t), out=room)
