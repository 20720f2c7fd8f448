"""Attention: every query looks at all keys and takes a weighted mean of the values.

Scaled dot-product attention: Vaswani et al. (2017), "Attention is all you need", section 3.2.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Activation, Array, softmax, softmax_backward


class Attention(NamedTuple):
    """How well queries and keys match `[m, n]`, the shares that come of it `[m, n]`, the mix of values `[m, d]`."""

    scores: Array
    weights: Array
    y: Array


def scale(k: Array) -> float:  # [n, k]
    """1/√k: without it the scores grow with the length of a key, and softmax picks one of them alone."""
    return 1 / float(np.sqrt(k.shape[-1]))


def attention(
    q: Array, k: Array, v: Array, scale: Callable[[Array], float] = scale, softmax: Activation = softmax
) -> Attention:
    """softmax(q kᵀ / √k) v, for queries q `[m, k]`, keys k `[n, k]`, values v `[n, d]`."""
    scores = q @ k.T * scale(k)
    weights = softmax(scores)
    return Attention(scores, weights, weights @ v)


class AttentionGradients(NamedTuple):
    """dL/d of queries, keys and values."""

    q: Array
    k: Array
    v: Array


def attention_backward(a: Attention, q: Array, k: Array, v: Array, dy: Array) -> AttentionGradients:
    """From dy `[m, d]` at the result: to the values by their weights, to q and k through softmax."""
    d_scores = softmax_backward(a.weights, dy @ v.T) * scale(k)
    return AttentionGradients(d_scores @ k, d_scores.T @ q, a.weights.T @ dy)
