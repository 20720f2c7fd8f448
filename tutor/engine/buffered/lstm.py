"""The LSTM layer, buffered. See the package.

Rows of a step's buffer are o, i, f, g and the old c: the three that are squashed by σ stand together, so do the three
that meet dc on the way back, and (i, f) times (g, c) is one product. The views of each step are made once, since
making one takes a third of the time of an operation on it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.buffered.columns import columns, weight_gradient
from tutor.engine.cells import LSTMWeights

BLOCKS = "oifg"


class Forth(NamedTuple):
    """What one step forth reads and writes, as views of the buffers."""

    column: Array  # [x; 1; h]
    sums: Array  # of o, i, f and g
    gates: Array  # o, i, f
    o: Array
    g: Array
    i_f: Array
    g_c: Array
    pair: Array  # i g and f c
    ig: Array
    fc: Array
    c: Array
    shown: Array  # tanh(c)
    h: Array


class Back(NamedTuple):
    """What one step back reads and writes, as views of the buffers."""

    by_h: Array  # [2, H, B]: what dh meets on its way to c and to o; then the products
    to_c: Array  # the first of them
    by_c: Array  # [3, H, B]: what dc meets on its way to i, f and g; then the products
    dA: Array  # [4H, B]: o, i, f, g
    f: Array


class Room(NamedTuple):
    """`x`, `h_0`, `c_0` and states `h` are views; `G` `[T + 1, 5H, B]` holds gates, candidate and old memory."""

    x: Array
    h_0: Array
    c_0: Array
    h: Array
    Z: Array
    G: Array
    S: Array  # [T, 5H, B]: the slopes from h to c, then those of o, i, f, g, which become dA
    pairs: Array  # [T, 2H, B]: i g and f c
    shown: Array  # [T, H, B]: tanh(c)
    forth: list[Forth]
    back: list[Back]
    signed: Array  # W with the rows of the gates negated, since σ(z) = 1 / (1 + exp(−z))
    dA_flat: Array
    Z_flat: Array
    dh: Array
    dc: Array
    dW: Array


def room(T: int, F: int, H: int, B: int, dtype: Any = np.float32) -> Room:
    """Buffers for T steps of B sequences with F inputs and H units."""
    Z, K = columns(T, F, H, B, dtype), F + 1 + H
    G = np.zeros((T + 1, 5 * H, B), dtype)
    S, pairs, shown = (np.empty((T, rows, B), dtype) for rows in (5 * H, 2 * H, H))
    h, c = Z[1:, F + 1 :], G[1:, 4 * H :]
    forth = [
        Forth(z, g[: 4 * H], g[: 3 * H], g[:H], g[3 * H : 4 * H], g[H : 3 * H], g[3 * H :], p, p[:H], p[H:], *out)
        for z, g, p, *out in zip(Z[:-1], G[:-1], pairs, c, shown, h, strict=True)
    ]
    back = [
        Back(s[: 2 * H].reshape(2, H, B), s[:H], s[2 * H :].reshape(3, H, B), s[H:], g[2 * H : 3 * H])
        for s, g in zip(S[::-1], G[-2::-1], strict=True)
    ]
    shapes = [(4 * H, K), (4 * H, T, B), (K, T, B), (H, B), (H, B), (4 * H, K)]
    rest = (np.empty(shape, dtype) for shape in shapes)
    return Room(Z[:T, :F], Z[0, F + 1 :], G[0, 4 * H :], h, Z, G, S, pairs, shown, forth, back, *rest)


def forward(W: Array, r: Room) -> Array:
    """h_T `[H, B]`, a view; all states are in `r.h`."""
    H, one = len(r.dh), np.ones((), W.dtype)
    np.negative(W[: 3 * H], out=r.signed[: 3 * H])
    np.copyto(r.signed[3 * H :], W[3 * H :])
    with np.errstate(over="ignore"):  # exp(−z) is inf where σ(z) is 0
        for column, sums, gates, o, g, i_f, g_c, pair, ig, fc, c, shown, h in r.forth:
            np.matmul(r.signed, column, out=sums)
            np.exp(gates, out=gates)
            np.add(gates, one, out=gates)
            np.reciprocal(gates, out=gates)
            np.tanh(g, out=g)
            np.multiply(i_f, g_c, out=pair)
            np.add(ig, fc, out=c)
            np.multiply(o, np.tanh(c, out=shown), out=h)
    h_T: Array = r.h[-1]
    return h_T


def backward(W: Array, r: Room, dh: Array) -> Array:
    """dL/dW `[4H, F + 1 + H]` from dh at h_T; what reaches h_0 and c_0 is left in `r.dh` and `r.dc`."""
    H, to_h, to_c = len(r.dh), r.dh, r.dc
    _slopes(r, H)
    Ut = np.ascontiguousarray(W[:, -H:].T)
    np.copyto(to_h, dh)
    to_c.fill(0)
    for by_h, from_h, by_c, dA, f in r.back:
        np.multiply(by_h, to_h, out=by_h)
        np.add(to_c, from_h, out=to_c)
        np.multiply(by_c, to_c, out=by_c)
        np.matmul(Ut, dA, out=to_h)
        np.multiply(to_c, f, out=to_c)
    return weight_gradient(r.S[:, H:], r.Z, r.dA_flat, r.Z_flat, r.dW)


def _slopes(r: Room, H: int) -> None:
    """Write into `S` what multiplies dh (the way to c, and o) and dc (i, f, g) at each step.

    σ' = σ (1 − σ) and tanh' = 1 − tanh², each times what stands beside it; the way forth has made much of that.
    """
    G = r.G[:-1]
    o, i, g = G[:, :H], G[:, H : 2 * H], G[:, 3 * H : 4 * H]
    to_c, gates, to_g = r.S[:, :H], r.S[:, H : 4 * H], r.S[:, 4 * H :]
    np.subtract(1, G[:, : 3 * H], out=gates)
    np.multiply(gates[:, :H], r.h, out=gates[:, :H])  # o' tanh(c) = (1 − o) h
    np.multiply(gates[:, H:], r.pairs, out=gates[:, H:])  # i' g = (1 − i) i g, and f' c
    np.subtract(i, np.multiply(r.pairs[:, :H], g, out=to_g), out=to_g)  # i g' = i − (i g) g
    np.subtract(o, np.multiply(r.h, r.shown, out=to_c), out=to_c)  # o tanh'(c) = o − h tanh(c)


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
