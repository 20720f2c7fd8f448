"""A recurrent layer and a readout `y = V h_T + c` that learn together, by Adam after clipping the global norm.

All weights lie in one flat vector: the layer's matrix (see `engine/buffered`), V `[K, H]`, c `[K]`.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.adam import AdamState, adam_start, adam_step
from tutor.engine.buffered import gru, lstm, rnn
from tutor.engine.clipping import factor
from tutor.engine.training.initial import chrono, orthogonal, uniform

LAYERS: dict[str, ModuleType] = {"rnn": rnn, "lstm": lstm, "gru": gru}
Loss = Callable[[Array, Array], tuple[float, Array]]


class Learner(NamedTuple):
    """The layer, its buffers, the flat weights and gradient, and views of both: matrix W, readout V and c."""

    layer: ModuleType
    room: NamedTuple
    weights: Array
    gradient: Array
    W: Array
    V: Array
    c: Array
    dW: Array
    dV: Array
    dc: Array
    adam: AdamState


def learner(cell: str, T: int, F: int, H: int, K: int, B: int, dtype: Any = np.float32) -> Learner:
    """A learner whose weights are all 0, for T steps of B sequences with F inputs, H units and K outputs."""
    layer = LAYERS[cell]
    room = layer.room(T, F, H, B, dtype)
    shapes = [room.dW.shape, (K, H), (K,)]
    sizes = [int(np.prod(shape)) for shape in shapes]
    cuts = np.cumsum(sizes)[:-1]
    weights, gradient = np.zeros(sum(sizes), dtype), np.zeros(sum(sizes), dtype)
    W, V, c, dW, dV, dc = (
        part.reshape(shape)
        for flat in (weights, gradient)
        for part, shape in zip(np.split(flat, cuts), shapes, strict=True)
    )
    return Learner(layer, room, weights, gradient, W, V, c, dW, dV, dc, adam_start(weights))


def forward(net: Learner, x: Array) -> Array:  # [T, F, B] -> [K, B]
    """What the network says at the end of each sequence."""
    room = net.room
    np.copyto(room.x, x)  # type: ignore[attr-defined]
    h = net.layer.forward(net.W, room)
    return np.asarray(net.V @ h + net.c[:, None])


def learn(net: Learner, x: Array, wanted: Array, loss: Loss, t: int, rate: float, limit: float) -> float:
    """One step, the `t`-th (from 1): forward, backward, clip to `limit`, Adam. Returns the loss before it."""
    y = forward(net, x)
    value, dy = loss(y, wanted)
    h = net.room.h[-1]  # type: ignore[attr-defined]
    np.matmul(dy, h.T, out=net.dV)
    np.sum(dy, axis=1, out=net.dc)
    np.copyto(net.dW, net.layer.backward(net.W, net.room, net.V.T @ dy))
    _update(net, t, rate, limit)
    return value


def mean_square(y: Array, wanted: Array) -> tuple[float, Array]:  # [1, B], [B]
    """The mean of (y − wanted)² over the batch, and its gradient."""
    error = y - wanted
    return float(np.mean(error * error)), np.asarray(error * np.float32(2 / error.size))


def initialise(net: Learner, dice: np.random.Generator, forget: float = 0.0) -> None:
    """Orthogonal recurrent weights; W and V U(±1/√n) of their n inputs; biases 0, an LSTM's forget gate `forget`."""
    H = net.V.shape[1]
    for name, part in net.layer.apart(net.W)._asdict().items():
        if name.startswith(("U", "W_h")):
            np.copyto(part, orthogonal(dice, H))
        elif name.startswith("W"):
            np.copyto(part, uniform(dice, part.shape, part.shape[1] ** -0.5))
        elif name == "b_f":
            part.fill(forget)
    np.copyto(net.V, uniform(dice, net.V.shape, H**-0.5))


def chrono_biases(net: Learner, dice: np.random.Generator, longest: int) -> None:
    """Give an LSTM's forget gates biases for memories up to `longest` steps, and its input gates their opposites."""
    parts = net.layer.apart(net.W)
    biases = chrono(dice, net.V.shape[1], longest)
    np.copyto(parts.b_f, biases)
    np.copyto(parts.b_i, -biases)


def forward_each(net: Learner, x: Array) -> Array:  # [T, F, B] -> [T, K, B]
    """What the network says at every step."""
    room: Any = net.room
    np.copyto(room.x, x)
    net.layer.forward(net.W, room)
    return np.asarray(net.V @ room.h + net.c[:, None])


def learn_each(net: Learner, x: Array, wanted: Array, loss: Loss, t: int, rate: float, limit: float) -> float:
    """`learn` for an answer at every step: wanted `[T, K, B]`. (Plain layer only.)"""
    y = forward_each(net, x)
    value, dy = loss(y, wanted)
    room: Any = net.room
    np.sum(dy @ room.h.transpose(0, 2, 1), axis=0, out=net.dV)
    np.sum(dy, axis=(0, 2), out=net.dc)
    np.copyto(net.dW, net.layer.backward(net.W, room, net.V.T @ dy))
    _update(net, t, rate, limit)
    return value


def _update(net: Learner, t: int, rate: float, limit: float) -> None:
    norm = float(np.sqrt(net.gradient @ net.gradient))
    net.gradient[...] *= np.float32(factor(norm, limit))
    adam_step(net.weights, net.gradient, net.adam, t, rate)
