"""Small pictures, and two networks that tell them apart: one that knows where pixels lie, and one that does not.

A picture is `[side²]`, row below row. Each shows one stroke in noise; the class is its direction. A fixed shuffling
of all pixels keeps everything that can be known of a pixel, but not who its neighbours are.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Array, relu, relu_backward
from tutor.engine.feedforward import dense, dense_backward
from tutor.engine.losses import cross_entropy
from tutor.engine.training.initial import xavier

DIRECTIONS = ((0, 1), (1, 0), (1, 1), (1, -1))  # one class each: rows and columns that a stroke goes on by
STROKE = 5  # pixels of a stroke
WINDOW = 3  # pixels of a filter, each way


def strokes(dice: np.random.Generator, side: int, B: int, noise: float) -> tuple[Array, Array]:
    """B pictures `[B, side²]`, float64, and their classes `[B]`."""
    pictures = dice.normal(0, noise, (B, side, side))
    classes = dice.integers(0, len(DIRECTIONS), B)
    steps = np.arange(STROKE)
    down, right = np.array(DIRECTIONS)[classes].T
    top = dice.integers(0, side - down * (STROKE - 1))
    left = np.where(right < 0, STROKE - 1, 0) + dice.integers(0, side - np.abs(right) * (STROKE - 1))
    rows, columns = (top + steps[:, None] * down), (left + steps[:, None] * right)
    pictures[np.arange(B), rows, columns] += 1
    return pictures.reshape(B, -1), classes


class Net(NamedTuple):
    """A first layer `[m, n]`, its bias, a second layer `[k, m]`, its bias."""

    W_1: Array
    b_1: Array
    W_2: Array
    b_2: Array


def fresh(dice: np.random.Generator, n: int, m: int) -> Net:
    """Xavier's matrices in float64, biases 0."""
    k = len(DIRECTIONS)
    return Net(xavier(dice, m, n, np.float64), np.zeros(m), xavier(dice, k, m, np.float64), np.zeros(k))


class Passed(NamedTuple):
    """What the first layer saw, its sums, what was handed to the second layer, and the scores `[B, k]`."""

    seen: Array
    a: Array
    h: Array
    scores: Array


def windows(side: int) -> Array:  # -> [places, WINDOW²]
    """The pixels of each window in a picture, by number."""
    starts = np.arange(side - WINDOW + 1)
    inside = np.arange(WINDOW)
    rows, columns = starts[:, None, None, None] + inside[:, None], starts[:, None, None] + inside
    return np.asarray((rows * side + columns).reshape(-1, WINDOW**2))


def flat_net(net: Net, pictures: Array) -> Passed:  # [B, side²]
    """Every unit of the first layer has a weight of its own for each pixel."""
    a = dense(pictures, net.W_1, net.b_1)
    h = relu(a)
    return Passed(pictures, a, h, dense(h, net.W_2, net.b_2))


def convolution(net: Net, pictures: Array, places: Array) -> Passed:  # [B, side²], [places, WINDOW²]
    """Every unit looks through one window at a time, with the same weights everywhere, and hands on its mean.

    LeCun et al. (1998), Proceedings of the IEEE 86(11), section II, with one layer and one mean over all places.
    """
    seen = pictures[:, places]
    a = dense(seen, net.W_1, net.b_1)
    h = relu(a).mean(axis=1)
    return Passed(seen, a, h, dense(h, net.W_2, net.b_2))


def learnt(net: Net, passed: Passed, classes: Array, rate: float) -> tuple[Net, float]:
    """The net after one step of gradient descent, and the loss before it. Both kinds of net go back the same way."""
    loss = cross_entropy(passed.scores, classes)
    second = dense_backward(passed.h, net.W_2, loss.gradient)
    dh = second.x if passed.a.ndim == 2 else second.x[:, None] / passed.a.shape[1]
    first = dense_backward(passed.seen, net.W_1, relu_backward(passed.a, np.broadcast_to(dh, passed.a.shape)))
    gradients = (first.W, first.b, second.W, second.b)
    return Net(*(w - rate * g for w, g in zip(net, gradients, strict=True))), loss.value
