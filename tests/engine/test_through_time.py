"""Back-propagation through time: the hand calculation N4, what reaches each step, and batches in columns."""

import numpy as np
import pytest

from tutor.engine.cells import LSTMWeights
from tutor.engine.gru import GRUWeights
from tutor.engine.through_time import (
    gru_over_time,
    gru_through_time,
    lstm_over_time,
    lstm_through_time,
    rnn_over_time,
    rnn_through_time,
)

T, F, H, B = 6, 2, 3, 4


def test_one_unit_by_hand() -> None:  # N4
    x, h_0, u, w, b = np.array([[1.0], [0.5], [-0.5]]), np.zeros(1), np.ones((1, 1)), np.array([[0.5]]), np.zeros(1)
    steps = rnn_over_time(x, h_0, u, w, b)
    g = rnn_through_time(steps, x, h_0, u, w, b, steps[-1].h)
    assert g.W_h[0, 0] == pytest.approx(-0.1278, abs=5e-5)
    assert g.W_x[0, 0] == pytest.approx(0.0459, abs=5e-5)
    assert g.h_reached[0, 0] / g.h_reached[2, 0] == pytest.approx(0.122452, abs=5e-7)  # dh_3/dh_1


def test_fading_memory_reaches_the_first_step_as_in_the_fact_base() -> None:  # N5
    x, one, w = np.zeros((10, 1)), np.ones((1, 1)), np.array([[0.9]])
    x[0] = 1
    steps = rnn_over_time(x, np.zeros(1), one, w, np.zeros(1))
    g = rnn_through_time(steps, x, np.zeros(1), one, w, np.zeros(1), np.ones(1))
    assert g.h_reached[0, 0] == pytest.approx(0.0999, abs=5e-5)


def test_an_open_forget_gate_hands_the_gradient_back_whole() -> None:
    """With constant gates (U = 0, W = 0) dL/dc_t is f^(T−t) dL/dc_T."""
    w = LSTMWeights(*(np.zeros({"W": (1, 1), "U": (1, 1), "b": (1,)}[name[0]]) for name in LSTMWeights._fields))
    w = w._replace(b_f=np.array([2.0]), b_i=np.array([0.3]), b_g=np.array([0.4]))
    x, zero = np.zeros((11, 1)), np.zeros(1)
    steps = lstm_over_time(x, zero, zero, w)
    reached = lstm_through_time(steps, x, zero, zero, w, np.ones(1)).c_reached[:, 0]
    assert reached[0] / reached[10] == pytest.approx(0.2810, abs=5e-5)  # N9: σ(2)^10


def weights(kind: type, dice: np.random.Generator) -> tuple:
    shapes = {"W": (H, F), "U": (H, H), "b": (H, 1), "d": (H, 1)}
    return kind(*(dice.normal(size=shapes[name[0]]) for name in kind._fields))


def alone(w: tuple) -> tuple:
    return type(w)(*(part[:, 0] if part.shape == (H, 1) else part for part in w))


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
def test_a_batch_sums_the_gradients_of_its_columns(kind: str) -> None:
    dice = np.random.default_rng(5)
    x, h, c, dh = (dice.normal(size=shape) for shape in ((T, F, B), (H, B), (H, B), (H, B)))
    W_x, W_h, b = dice.normal(size=(H, F)), dice.normal(size=(H, H)), dice.normal(size=(H, 1))
    lstm, gru = weights(LSTMWeights, dice), weights(GRUWeights, dice)

    def back(x, h, c, dh, b, lstm, gru):
        if kind == "lstm":
            g = lstm_through_time(lstm_over_time(x, h, c, lstm), x, h, c, lstm, dh)
            return {"x": g.x, "h_0": g.h_0, "c_0": g.c_0, "h": g.h_reached, "c": g.c_reached}, g.weights
        if kind == "gru":
            g = gru_through_time(gru_over_time(x, h, gru), x, h, gru, dh)
            return {"x": g.x, "h_0": g.h_0, "h": g.h_reached}, g.weights
        g = rnn_through_time(rnn_over_time(x, h, W_x, W_h, b), x, h, W_x, W_h, b, dh)
        return {"x": g.x, "h_0": g.h_0, "h": g.h_reached}, (g.W_x, g.W_h, g.b)

    states, together = back(x, h, c, dh, b, lstm, gru)
    apart = [back(x[..., k], h[:, k], c[:, k], dh[:, k], b[:, 0], alone(lstm), alone(gru)) for k in range(B)]
    for key, value in states.items():
        assert np.allclose(value, np.stack([one[0][key] for one in apart], axis=-1), rtol=0, atol=1e-12)
    for place, value in enumerate(together):
        total = sum(one[1][place] for one in apart)
        assert np.allclose(value.reshape(total.shape), total, rtol=0, atol=1e-12)
