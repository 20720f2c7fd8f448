"""Through all layers, and back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Array, relu, relu_backward
from tutor.engine.feedforward import dense, dense_backward
from tutor.engine.transformer.heads import Heads, causal_heads, causal_heads_backward
from tutor.engine.transformer.sublayer import (
    PLACES,
    LeaveGradients,
    Left,
    Norm,
    enter,
    leave,
    leave_backward,
    normalise,
    normalise_backward,
)
from tutor.engine.transformer.weights import Layer, Plan, Weights, cut, size


class LayerTrace(NamedTuple):
    """What one layer computed: the stream `x` it got, its two sublayers, and the feed-forward net's `a` and `h`."""

    x: Array
    enter_1: Norm | None
    heads: Heads
    left_1: Left
    enter_2: Norm | None
    a: Array
    h: Array
    left_2: Left


class Trace(NamedTuple):
    """The tokens, what each layer computed, the last norm, the rows `y` that are scored, and the scores `[R, V]`."""

    tokens: Array
    layers: list[LayerTrace]
    final: Norm | None
    y: Array
    logits: Array


def forward(w: Weights, tokens: Array, p: Plan) -> Trace:
    """From tokens `[B, T]` (whole numbers below V, T = `p.length`) to the scores of what comes next."""
    x = (w.tokens[tokens] + w.positions).reshape(-1, p.d)
    layers: list[LayerTrace] = []
    for layer in w.layers:
        layers.append(layer_forward(x, layer, p))
        x = layers[-1].left_2.y
    final = normalise(x, w.final[0]) if p.ends_with_norm else None
    y = final.y if final else x
    return Trace(tokens, layers, final, y, y @ w.W_out.T)


def layer_forward(x: Array, w: Layer, p: Plan) -> LayerTrace:  # [R, d]
    """Attention, then the feed-forward net with ReLU, each with its shortcut and norms."""
    place = PLACES[p.placement]
    enter_1 = enter(x, place, w.gains[0])
    heads = causal_heads(enter_1.y if enter_1 else x, w.W_qkv, w.W_o, p.length, p.heads)
    left_1 = leave(x, heads.y, place, w.gains[0], p.alpha)
    enter_2 = enter(left_1.y, place, w.gains[1])
    a = dense(enter_2.y if enter_2 else left_1.y, w.W_1, w.b_1)
    h = relu(a)
    left_2 = leave(left_1.y, dense(h, w.W_2, w.b_2), place, w.gains[1], p.alpha)
    return LayerTrace(x, enter_1, heads, left_1, enter_2, a, h, left_2)


def backward(w: Weights, trace: Trace, d_logits: Array, p: Plan) -> Array:  # [R, V] -> [P]
    """dL/d of all weights, flat: `cut` gives the parts."""
    flat = np.zeros(size(p), d_logits.dtype)
    g = cut(flat, p)
    g.W_out[...] = d_logits.T @ trace.y
    dx = d_logits @ w.W_out
    if trace.final:
        dx, g.final[0] = normalise_backward(trace.final, w.final[0], dx)
    for layer, told, into in zip(reversed(w.layers), reversed(trace.layers), reversed(g.layers), strict=True):
        dx = layer_backward(told, layer, into, p, dx)
    by_place = dx.reshape(-1, p.length, p.d)
    g.positions[...] = by_place.sum(axis=0)
    np.add.at(g.tokens, trace.tokens, by_place)
    return flat


def layer_backward(t: LayerTrace, w: Layer, into: Layer, p: Plan, dy: Array) -> Array:  # [R, d] -> [R, d]
    """From dy at the layer's result to dx; the gradients of the weights are written `into` their places."""
    middle = leave_backward(t.left_2, w.gains[1], p.alpha, dy)
    second = dense_backward(t.h, w.W_2, middle.f)
    first = dense_backward(t.enter_2.y if t.enter_2 else t.left_1.y, w.W_1, relu_backward(t.a, second.x))
    into.W_1[...], into.b_1[...], into.W_2[...], into.b_2[...] = first.W, first.b, second.W, second.b
    dx = _join(t.enter_2, middle, w.gains[1], into.gains[1], first.x)
    start = leave_backward(t.left_1, w.gains[0], p.alpha, dx)
    heads = causal_heads_backward(t.heads, t.enter_1.y if t.enter_1 else t.x, w.W_qkv, w.W_o, start.f)
    into.W_qkv[...], into.W_o[...] = heads.W_qkv, heads.W_o
    return _join(t.enter_1, start, w.gains[0], into.gains[0], heads.x)


def _join(entered: Norm | None, left: LeaveGradients, gains: Array, into: Array, d_entered: Array) -> Array:
    """Shortcut and branch meet again where the sublayer began; the gains' gradients are written `into` their places."""
    if left.gain is not None:
        into[-1] = left.gain
    if entered:
        d_entered, into[0] = normalise_backward(entered, gains[0], d_entered)
    return left.shortcut + d_entered
