"""The GRU layer, buffered. See the package.

Four blocks: r, z, what is recalled `q = U_n h + d_n`, and what is seen `p = W_n x + b_n`, so that n = tanh(p + r q).
The matrix has zeros where q would meet x and p would meet h; `mask` keeps their gradients 0.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.buffered.columns import columns, weight_gradient
from tutor.engine.gru import GRUWeights


class Room(NamedTuple):
    """`x`, `h_0` and states `h` are views of `Z`; `G` `[T, 4H, B]` holds r, z, q and, in place of p, n."""

    x: Array
    h_0: Array
    h: Array
    Z: Array
    mask: Array
    G: Array
    signed: Array  # W with the rows of the gates negated, since σ(z) = 1 / (1 + exp(−z))
    part: Array
    dA: Array
    dA_flat: Array
    Z_flat: Array
    dh: Array
    dW: Array


def room(T: int, F: int, H: int, B: int, dtype: Any = np.float32) -> Room:
    """Buffers for T steps of B sequences with F inputs and H units."""
    Z, K = columns(T, F, H, B, dtype), F + 1 + H
    mask = np.ones((4 * H, K), dtype)
    mask[2 * H : 3 * H, :F] = 0
    mask[3 * H :, F + 1 :] = 0
    shapes = [(T, 4 * H, B), (4 * H, K), (H, B), (T, 4 * H, B), (4 * H, T, B), (K, T, B), (H, B), (4 * H, K)]
    return Room(Z[:T, :F], Z[0, F + 1 :], Z[1:, F + 1 :], Z, mask, *(np.empty(shape, dtype) for shape in shapes))


def forward(W: Array, r: Room) -> Array:
    """h_T `[H, B]`, a view; all states are in `r.h`."""
    H, one = len(r.dh), np.ones((), W.dtype)
    np.negative(W[: 2 * H], out=r.signed[: 2 * H])
    np.copyto(r.signed[2 * H :], W[2 * H :])
    F = r.x.shape[1]
    with np.errstate(over="ignore"):  # exp(−z) is inf where σ(z) is 0
        for t, h in enumerate(r.h):
            g, old = r.G[t], r.Z[t, F + 1 :]
            np.matmul(r.signed, r.Z[t], out=g)
            gates = g[: 2 * H]
            np.exp(gates, out=gates)
            np.add(gates, one, out=gates)
            np.reciprocal(gates, out=gates)
            n = g[3 * H :]
            n += np.multiply(g[:H], g[2 * H : 3 * H], out=r.part)
            np.tanh(n, out=n)
            np.subtract(old, n, out=r.part)
            np.add(n, np.multiply(g[H : 2 * H], r.part, out=r.part), out=h)
    h_T: Array = r.h[-1]
    return h_T


def backward(W: Array, r: Room, dh: Array) -> Array:
    """dL/dW `[4H, F + 1 + H]` from dh at h_T; what reaches h_0 is left in `r.dh`."""
    H, to_h = len(r.dh), r.dh
    _slopes(r, H)
    Ut = np.ascontiguousarray(W[:, -H:].T)
    np.copyto(to_h, dh)
    blocks = r.dA.reshape(len(r.dA), 4, *to_h.shape)
    for t in reversed(range(len(r.dA))):
        np.multiply(blocks[t], to_h, out=blocks[t])
        np.multiply(to_h, r.G[t, H : 2 * H], out=to_h)
        np.add(to_h, np.matmul(Ut, r.dA[t], out=r.part), out=to_h)
    weight_gradient(r.dA, r.Z, r.dA_flat, r.Z_flat, r.dW)
    return np.multiply(r.dW, r.mask, out=r.dW)


def _slopes(r: Room, H: int) -> None:
    """Write what multiplies dh in each block, at each step, into `dA`."""
    gate_r, gate_z, q, n = (r.G[:, k * H : (k + 1) * H] for k in range(4))
    at_r, at_z, at_q, at_p = (r.dA[:, k * H : (k + 1) * H] for k in range(4))
    np.multiply(n, n, out=at_p)
    np.subtract(1, at_p, out=at_p)
    np.subtract(1, gate_z, out=at_z)
    at_p *= at_z  # (1 − n²)(1 − z)
    np.multiply(at_p, gate_r, out=at_q)
    np.subtract(1, gate_r, out=at_r)
    at_r *= at_q
    at_r *= q  # r (1 − r) q (1 − n²)(1 − z)
    at_z *= gate_z
    F = r.x.shape[1]
    at_z *= r.Z[:-1, F + 1 :] - n  # z (1 − z)(h − n)


def stacked(w: GRUWeights) -> Array:
    """`[W, b, U]` side by side: r, z, then d_n with U_n, then W_n with b_n."""
    blocks = [
        (w.W_r, w.b_r, w.U_r),
        (w.W_z, w.b_z, w.U_z),
        (np.zeros_like(w.W_n), w.d_n, w.U_n),
        (w.W_n, w.b_n, np.zeros_like(w.U_n)),
    ]
    return np.vstack([np.hstack([W, b.reshape(-1, 1), U]) for W, b, U in blocks])


def apart(W: Array) -> GRUWeights:
    """The other way: views of `W`."""
    H = len(W) // 4
    F = W.shape[1] - 1 - H
    r, z, q, p = np.split(W, 4)
    gates = [part for block in (r, z) for part in (block[:, :F], block[:, F + 1 :], block[:, F])]
    return GRUWeights(*gates, p[:, :F], q[:, F + 1 :], p[:, F], q[:, F])  # type: ignore[call-arg]  # six and four
