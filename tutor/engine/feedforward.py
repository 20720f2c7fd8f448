"""A feed-forward layer: a weighted sum and a bias, without time. Rosenblatt's perceptron (1958) in matrix form."""

from __future__ import annotations

from tutor.engine.activations import Array


def dense(x: Array, W: Array, b: Array) -> Array:  # [..., d], [H, d], [H] -> [..., H]
    """`x @ W.T + b`: for one vector the paper's W x + b, for rows the same in each row."""
    return x @ W.T + b
