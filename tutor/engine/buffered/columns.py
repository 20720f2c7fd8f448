"""What the buffered layers share: the columns `[x; 1; h]` over time, and the gradient of the matrix that met them."""

from __future__ import annotations

from typing import Any

import numpy as np

from tutor.engine.activations import Array


def columns(T: int, F: int, H: int, B: int, dtype: Any) -> Array:
    """Room for `[x; 1; h]` at each step and for h_T after the last: `[T + 1, F + 1 + H, B]`, h_0 = 0."""
    Z = np.zeros((T + 1, F + 1 + H, B), dtype)
    Z[:, F] = 1
    return Z


def weight_gradient(dA: Array, Z: Array, dA_flat: Array, Z_flat: Array, out: Array) -> Array:
    """Σ over time and batch of dA Zᵀ: both are laid out as `[k, T B]` first, then it is one product."""
    np.copyto(dA_flat, dA.transpose(1, 0, 2))
    np.copyto(Z_flat, Z[: len(dA)].transpose(1, 0, 2))
    return np.matmul(dA_flat.reshape(len(dA_flat), -1), Z_flat.reshape(len(Z_flat), -1).T, out=out)
