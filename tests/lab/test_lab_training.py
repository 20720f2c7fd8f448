"""What the labs train: tasks with answers done by hand, gradients against finite differences, weights as they begin."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.engine.training import dense, recurrent
from tutor.engine.training.initial import chrono, orthogonal, xavier
from tutor.engine.training.scores import accuracy, bits_cross_entropy, cross_entropy
from tutor.engine.training.tasks import ADDING_CHANCE, adding, recall, sums, temporal_order

DICE = np.random.default_rng


def slope(weights: np.ndarray, loss: object, eps: float = 1e-6) -> np.ndarray:
    """Central differences of `loss()` by each weight."""
    told = np.zeros_like(weights)
    for k in range(len(weights)):
        kept = weights[k]
        weights[k] = kept + eps
        above = loss()  # type: ignore[operator]
        weights[k] = kept - eps
        told[k] = (above - loss()) / (2 * eps)  # type: ignore[operator]
        weights[k] = kept
    return told


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_the_gradient_of_a_learner_is_that_of_finite_differences(cell: str) -> None:
    T, F, H, K, B = 4, 3, 3, 2, 5
    net = recurrent.learner(cell, T, F, H, K, B, np.float64)
    recurrent.initialise(net, DICE(0), 0.5)
    x, wanted = DICE(1).normal(size=(T, F, B)), DICE(2).integers(0, K, B)
    numeric = slope(net.weights, lambda: cross_entropy(recurrent.forward(net, x), wanted)[0])
    if cell == "gru":  # its matrix has places that are no weights
        mask = np.ones_like(net.weights)
        mask[: net.W.size] = net.room.mask.ravel()  # type: ignore[attr-defined]
        numeric *= mask
    recurrent.learn(net, x, wanted, cross_entropy, 1, 0.0, 1e9)
    assert np.abs(net.gradient - numeric).max() < 1e-8
    assert np.abs(numeric).max() > 1e-2


def test_answers_at_every_step_send_gradients_from_every_step() -> None:
    T, B = 5, 3
    net = recurrent.learner("rnn", T, 2, 3, 1, B, np.float64)
    recurrent.initialise(net, DICE(0))
    x, wanted = sums(DICE(1), T, B)
    numeric = slope(net.weights, lambda: bits_cross_entropy(recurrent.forward_each(net, x), wanted[:, None])[0])
    recurrent.learn_each(net, x, wanted[:, None], bits_cross_entropy, 1, 0.0, 1e9)
    assert np.abs(net.gradient - numeric).max() < 1e-8


def test_the_gradient_of_a_dense_network() -> None:
    net = dense.dense(4, 3, 2, DICE(0), np.float64)
    x, wanted = DICE(1).normal(size=(4, 6)), DICE(2).integers(0, 2, (2, 6))
    numeric = slope(net.weights, lambda: bits_cross_entropy(dense.forward(net, x)[1], wanted)[0])
    dense.learn(net, x, wanted, bits_cross_entropy, 1, 0.0)
    assert np.abs(net.gradient - numeric).max() < 1e-8


def test_a_gradient_is_cut_to_the_limit_and_no_further() -> None:
    net = recurrent.learner("rnn", 3, 2, 4, 1, 2, np.float64)
    recurrent.initialise(net, DICE(0))
    x = DICE(1).normal(size=(3, 2, 2))
    recurrent.learn(net, x, np.array([9.0, -9.0]), recurrent.mean_square, 1, 0.0, 1e9)
    whole = net.gradient.copy()
    recurrent.learn(net, x, np.array([9.0, -9.0]), recurrent.mean_square, 1, 0.0, 0.5)
    assert np.linalg.norm(whole) > 0.5
    assert net.gradient == pytest.approx(whole * 0.5 / np.linalg.norm(whole))


def test_cross_entropy_by_hand() -> None:
    y = np.log(np.array([[0.5, 0.1], [0.25, 0.8], [0.25, 0.1]]))
    value, gradient = cross_entropy(y, np.array([0, 1]))
    assert value == pytest.approx(-(np.log(0.5) + np.log(0.8)) / 2)
    assert gradient == pytest.approx(np.array([[-0.25, 0.05], [0.125, -0.1], [0.125, 0.05]]))
    assert accuracy(y, np.array([0, 0])) == 0.5


def test_bits_by_hand_and_far_out() -> None:
    value, gradient = bits_cross_entropy(np.array([0.0, np.log(3.0)]), np.array([1, 0]))
    assert value == pytest.approx((np.log(2) + np.log(4)) / 2)  # ½ for the right bit, ¼ for the right bit
    assert gradient == pytest.approx([-0.25, 0.375])
    far, _ = bits_cross_entropy(np.array([1000.0, -1000.0]), np.array([1, 1]))
    assert far == pytest.approx(500.0)


def test_adding_marks_one_number_in_each_half() -> None:
    x, wanted = adding(DICE(3), 11, 500)
    assert x.shape == (11, 2, 500) and x.dtype == np.float32
    assert (x[:5, 1].sum(axis=0) == 1).all() and (x[5:, 1].sum(axis=0) == 1).all()
    assert (x[:, 0] * x[:, 1]).sum(axis=0) == pytest.approx(wanted)
    assert x[:, 1].any(axis=1).all()  # every place is marked sometimes
    assert np.mean((adding(DICE(4), 10, 20_000)[1] - 1) ** 2) == pytest.approx(ADDING_CHANCE, abs=0.005)


def test_recall_wants_the_first_symbol() -> None:
    x, wanted = recall(DICE(5), 6, 400)
    assert (x.sum(axis=1) == 1).all()
    assert (x[0].argmax(axis=0) == wanted).all()
    assert set(wanted) == {0, 1, 2, 3}


def test_temporal_order_tells_which_two_in_which_order() -> None:
    x, wanted = temporal_order(DICE(6), 50, 400)
    symbols = x.argmax(axis=1)
    for column, kind in enumerate(wanted):
        places = np.flatnonzero((symbols[:, column] == 4) | (symbols[:, column] == 5))
        first, second = places
        assert 5 <= first < 10 and 25 <= second < 30
        assert kind == 2 * (symbols[first, column] - 4) + (symbols[second, column] - 4)
    assert (symbols[0] == 6).all() and (symbols[-1] == 7).all() and (symbols[1:-1] < 6).all()
    assert set(wanted) == {0, 1, 2, 3}


def test_sums_are_those_of_whole_numbers() -> None:
    x, wanted = sums(DICE(7), 9, 300)
    powers = 2 ** np.arange(9)[:, None]
    one, two = ((x[:, k].astype(int) * powers).sum(axis=0) for k in (0, 1))
    assert ((wanted * powers).sum(axis=0) == (one + two) % 512).all()


def test_weights_begin_as_they_should() -> None:
    Q = orthogonal(DICE(8), 20, np.float64)
    assert np.abs(Q.T @ Q - np.eye(20)).max() < 1e-12
    assert np.abs(xavier(DICE(8), 10, 14)).max() <= 0.5  # √(6 / 24)
    biases = chrono(DICE(9), 10_000, 101, np.float64)
    lengths = np.exp(biases)
    assert 1 <= lengths.min() < 1.1 and 99.9 < lengths.max() <= 100
    assert lengths.mean() == pytest.approx(50.5, abs=1)


def test_chrono_gives_the_input_gate_the_opposite() -> None:
    net = recurrent.learner("lstm", 5, 1, 6, 1, 1)
    recurrent.initialise(net, DICE(0))
    recurrent.chrono_biases(net, DICE(1), 50)
    parts = net.layer.apart(net.W)
    assert (parts.b_i == -parts.b_f).all() and (parts.b_f >= 0).all() and parts.b_f.any()
    assert not parts.b_o.any() and not parts.b_g.any()


def test_an_lstm_and_only_it_takes_a_forget_bias() -> None:
    net = recurrent.learner("lstm", 5, 1, 6, 1, 1)
    recurrent.initialise(net, DICE(0), 2.0)
    parts = net.layer.apart(net.W)
    assert (parts.b_f == 2).all() and not parts.b_i.any()
    assert parts.U_f.T @ parts.U_f == pytest.approx(np.eye(6), abs=1e-5)


def test_a_plain_network_learns_a_short_sum() -> None:
    """What the lab rests on: over few steps the RNN can do it, so its failure over many is not a fault of ours."""
    net = recurrent.learner("rnn", 4, 2, 16, 1, 32)
    recurrent.initialise(net, DICE(0))
    dice = DICE(1)
    losses = [recurrent.learn(net, *adding(dice, 4, 32), recurrent.mean_square, t, 1e-2, 1.0) for t in range(1, 301)]
    assert np.mean(losses[-20:]) < ADDING_CHANCE / 10
