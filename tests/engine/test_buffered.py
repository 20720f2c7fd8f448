"""The buffered layers are equal to the readable ones: states, gradients, what reaches the start."""

import numpy as np
import pytest

from tutor.engine.buffered import gru, lstm, rnn
from tutor.engine.cells import LSTMWeights, RNNWeights
from tutor.engine.gru import GRUWeights
from tutor.engine.through_time import (
    gru_over_time,
    gru_through_time,
    lstm_over_time,
    lstm_through_time,
    rnn_over_time,
    rnn_through_time,
)

SIZES = [(1, 1, 1, 1), (7, 3, 4, 5), (20, 2, 6, 3)]


def drawn(kind: type, F: int, H: int, dice: np.random.Generator):
    shapes = {"W_x": (H, F), "W_h": (H, H), "W": (H, F), "U": (H, H), "b": (H, 1), "d": (H, 1)}
    return kind(*(dice.normal(size=shapes.get(name, shapes[name[0]])) for name in kind._fields))


def readable(cell: str, w, x, h, c, dh):
    if cell == "rnn":
        steps = rnn_over_time(x, h, *w)
        g = rnn_through_time(steps, x, h, *w, dh)
        return steps, RNNWeights(g.W_x, g.W_h, g.b), g.h_0
    if cell == "lstm":
        steps = lstm_over_time(x, h, c, w)
        g = lstm_through_time(steps, x, h, c, w, dh)
        return steps, g.weights, (g.h_0, g.c_0)
    steps = gru_over_time(x, h, w)
    g = gru_through_time(steps, x, h, w, dh)
    return steps, g.weights, g.h_0


CELLS = {"rnn": (rnn, RNNWeights), "lstm": (lstm, LSTMWeights), "gru": (gru, GRUWeights)}


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_states_and_gradients_equal_the_readable_form(cell: str, sizes: tuple[int, int, int, int]) -> None:
    T, F, H, B = sizes
    dice = np.random.default_rng(T)
    layer, kind = CELLS[cell]
    w = drawn(kind, F, H, dice)
    x, h, c, dh = (dice.normal(size=shape) for shape in ((T, F, B), (H, B), (H, B), (H, B)))
    steps, gradients, start = readable(cell, w, x, h, c, dh)
    room = layer.room(T, F, H, B, np.float64)
    W = layer.stacked(w)
    for _ in range(2):  # the second time, buffers hold what the first left in them
        room.x[...], room.h_0[...] = x, h
        if cell == "lstm":
            room.c_0[...] = c
        assert np.allclose(layer.forward(W, room), steps[-1].h, rtol=0, atol=1e-13)
        assert np.allclose(room.h, [s.h for s in steps], rtol=0, atol=1e-13)
        found = layer.apart(layer.backward(W, room, dh))
        for ours, expected in zip(found, gradients, strict=True):
            assert np.allclose(ours, expected.reshape(ours.shape), rtol=1e-11, atol=1e-12)
        reached = (room.dh, room.dc) if cell == "lstm" else (room.dh,)
        for ours, expected in zip(reached, start if cell == "lstm" else (start,), strict=True):
            assert np.allclose(ours, expected, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("cell", CELLS)
def test_stacked_and_apart_are_each_others_way_back(cell: str) -> None:
    layer, kind = CELLS[cell]
    w = drawn(kind, 3, 4, np.random.default_rng(1))
    for before, after in zip(w, layer.apart(layer.stacked(w)), strict=True):
        assert np.array_equal(before.reshape(after.shape), after)


def test_a_gru_has_no_gradient_where_its_matrix_has_no_weight() -> None:
    w = drawn(GRUWeights, 3, 4, np.random.default_rng(2))
    room = gru.room(5, 3, 4, 2, np.float64)
    room.x[...] = 1
    gru.forward(gru.stacked(w), room)
    dW = gru.backward(gru.stacked(w), room, np.ones((4, 2)))
    assert not dW[8:12, :3].any() and not dW[12:, 4:].any()
    assert dW[:8].all()


@pytest.mark.parametrize("cell", CELLS)
def test_float32_stays_float32(cell: str) -> None:
    layer, kind = CELLS[cell]
    W = layer.stacked(drawn(kind, 2, 3, np.random.default_rng(3))).astype(np.float32)
    room = layer.room(4, 2, 3, 2)
    assert layer.forward(W, room).dtype == layer.backward(W, room, np.ones((3, 2), np.float32)).dtype == np.float32


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("cell", CELLS)
def test_saturated_gates_are_no_overflow(cell: str) -> None:
    layer, kind = CELLS[cell]
    dice = np.random.default_rng(4)
    w = kind(*(1e4 * part for part in drawn(kind, 2, 3, dice)))
    x, h, c, dh = (dice.normal(size=shape) for shape in ((6, 2, 2), (3, 2), (3, 2), (3, 2)))
    steps, gradients, _ = readable(cell, w, x, h, c, dh)
    room = layer.room(6, 2, 3, 2, np.float64)
    room.x[...], room.h_0[...] = x, h
    if cell == "lstm":
        room.c_0[...] = c
    assert np.allclose(layer.forward(layer.stacked(w), room), steps[-1].h, rtol=0, atol=1e-13)
    found = layer.apart(layer.backward(layer.stacked(w), room, dh))
    for ours, expected in zip(found, gradients, strict=True):
        assert np.allclose(ours, expected.reshape(ours.shape), rtol=1e-9, atol=1e-12)
