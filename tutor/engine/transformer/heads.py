"""Causal self-attention with several heads over a batch: Vaswani et al. (2017), section 3.2.2, without biases.

R = B T rows, d = n k for n heads of width k. Each head is `attention.attention` with what comes later masked out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Array, softmax, softmax_backward
from tutor.engine.attention import scale


class Heads(NamedTuple):
    """Queries, keys, values `[B, n, T, k]`, shares `[B, n, T, T]`, the heads side by side `[R, d]`, the result `y`."""

    q: Array
    k: Array
    v: Array
    weights: Array
    mixed: Array
    y: Array


def causal_heads(x: Array, W_qkv: Array, W_o: Array, length: int, heads: int) -> Heads:
    """From rows x `[R, d]` of sequences of `length` tokens; W_qkv `[3d, d]` (queries, keys, values), W_o `[d, d]`."""
    q, k, v = apart(x @ W_qkv.T, length, heads)
    scores = q @ k.swapaxes(-1, -2) * scale(k)
    scores[..., ~np.tri(length, dtype=bool)] = -np.inf
    weights = softmax(scores)
    mixed = beside(weights @ v)
    return Heads(q, k, v, weights, mixed, mixed @ W_o.T)


class HeadsGradients(NamedTuple):
    """dL/d of x `[R, d]` and of the two matrices."""

    x: Array
    W_qkv: Array
    W_o: Array


def causal_heads_backward(a: Heads, x: Array, W_qkv: Array, W_o: Array, dy: Array) -> HeadsGradients:
    """From dy `[R, d]`: where a share is 0 because the token comes later, softmax lets nothing through."""
    _, n, length, _ = a.q.shape
    (d_mixed,) = apart(dy @ W_o, length, n, parts=1)
    d_scores = softmax_backward(a.weights, d_mixed @ a.v.swapaxes(-1, -2)) * scale(a.k)
    d_parts = (d_scores @ a.k, d_scores.swapaxes(-1, -2) @ a.q, a.weights.swapaxes(-1, -2) @ d_mixed)
    d_qkv = np.hstack([beside(part) for part in d_parts])
    return HeadsGradients(d_qkv @ W_qkv, d_qkv.T @ x, dy.T @ a.mixed)


def apart(rows: Array, length: int, heads: int, parts: int = 3) -> Array:  # [R, parts n k] -> [parts, B, n, T, k]
    """Cut rows into parts (queries, keys, values), and each part into heads."""
    width = rows.shape[-1] // (parts * heads)
    return rows.reshape(-1, length, parts, heads, width).transpose(2, 0, 3, 1, 4)


def beside(by_head: Array) -> Array:  # [B, n, T, k] -> [R, n k]
    """The heads side by side again, the sequences below each other."""
    B, n, T, k = by_head.shape
    return by_head.transpose(0, 2, 1, 3).reshape(B * T, n * k)
