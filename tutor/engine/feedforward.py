"""A feed-forward layer: a weighted sum and a bias, without time. Rosenblatt's perceptron (1958) in matrix form."""

from __future__ import annotations

from typing import NamedTuple

from tutor.engine.activations import Array


def dense(x: Array, W: Array, b: Array) -> Array:  # [..., d], [H, d], [H] -> [..., H]
    """`x @ W.T + b`: for one vector the paper's W x + b, for rows the same in each row."""
    return x @ W.T + b


class DenseGradients(NamedTuple):
    """dL/d of x `[..., d]`, W `[H, d]` and b `[H]`."""

    x: Array
    W: Array
    b: Array


def dense_backward(x: Array, W: Array, dy: Array) -> DenseGradients:  # [..., d], [H, d], [..., H]
    """From dy at the result; what the rows say about W and b is summed."""
    rows, d_rows = x.reshape(-1, x.shape[-1]), dy.reshape(-1, dy.shape[-1])
    return DenseGradients(dy @ W, d_rows.T @ rows, d_rows.sum(axis=0))
