"""The LSTM layer, buffered. See the package.

Rows of a step's buffer are o, i, f, g and the old c: the three that are squashed by σ stand together, so do the three
that meet dc on the way back, and (i, f) times (g, c) is one product.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.buffered.columns import columns, weight_gradient
from tutor.engine.cells import LSTMWeights

BLOCKS = "oifg"


class Room(NamedTuple):
    """`x`, `h_0`, `c_0` and states `h` are views; `G` `[T + 1, 5H, B]` holds gates, candidate and old memory."""

    x: Array
    h_0: Array
    c_0: Array
    h: Array
    Z: Array
    G: Array
    half: Array  # W with the rows of the gates halved, since σ(z) = ½ + ½ tanh(z/2)
    pair: Array  # [2H, B]: i g and f c
    shown: Array  # [T, H, B]: tanh(c)
    dA: Array  # [T, 4H, B]
    through: Array  # [T, H, B]: what of dh reaches c, o (1 − tanh²(c))
    dA_flat: Array
    Z_flat: Array
    dh: Array
    dc: Array
    part: Array
    dW: Array


def room(T: int, F: int, H: int, B: int, dtype: Any = np.float32) -> Room:
    """Buffers for T steps of B sequences with F inputs and H units."""
    Z, K = columns(T, F, H, B, dtype), F + 1 + H
    G = np.zeros((T + 1, 5 * H, B), dtype)
    shapes = [(4 * H, K), (2 * H, B), (T, H, B), (T, 4 * H, B), (T, H, B), (4 * H, T, B), (K, T, B)]
    shapes += [(H, B), (H, B), (H, B), (4 * H, K)]
    rest = (np.empty(shape, dtype) for shape in shapes)
    return Room(Z[:T, :F], Z[0, F + 1 :], G[0, 4 * H :], Z[1:, F + 1 :], Z, G, *rest)


def forward(W: Array, r: Room) -> Array:
    """h_T `[H, B]`, a view; all states are in `r.h`."""
    H = len(r.dh)
    np.multiply(W[: 3 * H], 0.5, out=r.half[: 3 * H])
    np.copyto(r.half[3 * H :], W[3 * H :])
    for t, (h, shown) in enumerate(zip(r.h, r.shown, strict=True)):
        g = r.G[t]
        block = np.matmul(r.half, r.Z[t], out=g[: 4 * H])
        np.tanh(block, out=block)
        gates = g[: 3 * H]
        gates *= 0.5
        gates += 0.5
        np.multiply(g[H : 3 * H], g[3 * H :], out=r.pair)
        c = np.add(r.pair[:H], r.pair[H:], out=r.G[t + 1, 4 * H :])
        np.multiply(g[:H], np.tanh(c, out=shown), out=h)
    h_T: Array = r.h[-1]
    return h_T


def backward(W: Array, r: Room, dh: Array) -> Array:
    """dL/dW `[4H, F + 1 + H]` from dh at h_T; what reaches h_0 and c_0 is left in `r.dh` and `r.dc`."""
    H = len(r.dh)
    _slopes(r, H)
    Ut = np.ascontiguousarray(W[:, -H:].T)
    np.copyto(r.dh, dh)
    r.dc.fill(0)
    by_c = r.dA[:, H:].reshape(len(r.dA), 3, *r.dh.shape)
    for t in reversed(range(len(r.dA))):
        r.dc[...] += np.multiply(r.dh, r.through[t], out=r.part)
        r.dA[t, :H] *= r.dh
        by_c[t] *= r.dc
        np.matmul(Ut, r.dA[t], out=r.dh)
        r.dc[...] *= r.G[t, 2 * H : 3 * H]
    return weight_gradient(r.dA, r.Z, r.dA_flat, r.Z_flat, r.dW)


def _slopes(r: Room, H: int) -> None:
    """Write what multiplies dh (block o) and dc (blocks i, f, g) at each step into `dA`, and o (1 − tanh²(c))."""
    G = r.G[:-1]
    o, i, g = G[:, :H], G[:, H : 2 * H], G[:, 3 * H : 4 * H]
    np.subtract(1, G[:, : 3 * H], out=r.dA[:, : 3 * H])
    r.dA[:, : 3 * H] *= G[:, : 3 * H]
    r.dA[:, :H] *= r.shown
    r.dA[:, H : 3 * H] *= G[:, 3 * H :]
    d_g = r.dA[:, 3 * H :]
    np.multiply(g, g, out=d_g)
    np.subtract(1, d_g, out=d_g)
    d_g *= i
    np.multiply(r.shown, r.shown, out=r.through)
    np.subtract(1, r.through, out=r.through)
    r.through[...] *= o


def stacked(w: LSTMWeights) -> Array:
    """`[W, b, U]` side by side, block below block."""
    parts = w._asdict()
    return np.vstack([np.hstack([parts[f"W_{k}"], parts[f"b_{k}"].reshape(-1, 1), parts[f"U_{k}"]]) for k in BLOCKS])


def apart(W: Array) -> LSTMWeights:
    """The other way: views of `W`."""
    H = len(W) // 4
    F = W.shape[1] - 1 - H
    blocks = dict(zip(BLOCKS, np.split(W, 4), strict=True))
    where = {"W": slice(0, F), "b": F, "U": slice(F + 1, None)}
    return LSTMWeights(*(blocks[name[2]][:, where[name[0]]] for name in LSTMWeights._fields))
