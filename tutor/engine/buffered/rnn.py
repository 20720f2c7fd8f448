"""The plain recurrent layer, buffered: h' = tanh(W [x; 1; h]), W `[H, F + 1 + H]`. See the package."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.buffered.columns import columns, weight_gradient
from tutor.engine.cells import RNNWeights


class Room(NamedTuple):
    """Inputs `x` and `h_0` and states `h` are views of `Z`; `slope` and `dA` `[T, H, B]`, the rest as its name says."""

    x: Array
    h_0: Array
    h: Array
    Z: Array
    a: Array
    slope: Array
    dA: Array
    dA_flat: Array
    Z_flat: Array
    dh: Array
    dW: Array


def room(T: int, F: int, H: int, B: int, dtype: Any = np.float32) -> Room:
    """Buffers for T steps of B sequences with F inputs and H units."""
    Z = columns(T, F, H, B, dtype)
    shapes = [(H, B), (T, H, B), (T, H, B), (H, T, B), (F + 1 + H, T, B), (H, B), (H, F + 1 + H)]
    return Room(Z[:T, :F], Z[0, F + 1 :], Z[1:, F + 1 :], Z, *(np.empty(shape, dtype) for shape in shapes))


def forward(W: Array, r: Room) -> Array:
    """h_T `[H, B]`, a view; all states are in `r.h`."""
    for z, h in zip(r.Z, r.h, strict=False):
        np.tanh(np.matmul(W, z, out=r.a), out=h)
    h_T: Array = r.h[-1]
    return h_T


def backward(W: Array, r: Room, dh: Array) -> Array:
    """dL/dW `[H, F + 1 + H]` from dh at h_T `[H, B]` or at every h_t `[T, H, B]`; what reaches h_0 stays in `r.dh`."""
    np.multiply(r.h, r.h, out=r.slope)
    np.subtract(1, r.slope, out=r.slope)
    Ut = np.ascontiguousarray(W[:, -len(W) :].T)
    every = dh.ndim > r.dh.ndim
    np.copyto(r.dh, dh[-1] if every else dh)
    for t in reversed(range(len(r.dA))):
        np.matmul(Ut, np.multiply(r.dh, r.slope[t], out=r.dA[t]), out=r.dh)
        if every and t:
            r.dh[...] += dh[t - 1]
    return weight_gradient(r.dA, r.Z, r.dA_flat, r.Z_flat, r.dW)


def stacked(w: RNNWeights) -> Array:
    """`[W_x, b, W_h]` side by side."""
    return np.hstack([w.W_x, w.b.reshape(-1, 1), w.W_h])


def apart(W: Array) -> RNNWeights:
    """The other way: views of `W`."""
    F = W.shape[1] - 1 - len(W)
    return RNNWeights(W[:, :F], W[:, F + 1 :], W[:, F])
