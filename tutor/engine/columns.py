"""The product in columns, `W @ x + b`: what a gradient at its result says about W, b and x.

A column is one vector `[F]`; a batch is `[F, B]`, and what its columns say about W and b is summed.
"""

from __future__ import annotations

import numpy as np

from tutor.engine.activations import Array


def weight_gradient(da: Array, x: Array) -> Array:  # [H] or [H, B], [F] or [F, B] -> [H, F]
    """dL/dW = da xᵀ, summed over the batch."""
    return np.asarray(da.reshape(len(da), -1) @ x.reshape(len(x), -1).T)


def bias_gradient(da: Array, b: Array) -> Array:  # [H] or [H, B], [H] or [H, 1] -> like b
    """dL/db = da, summed over the batch."""
    return np.asarray(da.reshape(len(da), -1).sum(axis=1).reshape(b.shape))
