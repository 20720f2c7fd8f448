"""What the labs of gradients, clipping, forecasts and pictures train with, each held to a second way of computing."""

import numpy as np
import pytest

from tutor.engine.cells import lstm_step
from tutor.engine.through_time import rnn_over_time, rnn_through_time
from tutor.engine.training.lags import lstm_lags, lstm_weights, rnn_lags, with_radius
from tutor.engine.training.pictures import DIRECTIONS, convolution, flat_net, fresh, learnt, strokes, windows
from tutor.engine.training.rectified import answer, gradient, rectified, states
from tutor.engine.training.schedule import warmed
from tutor.engine.training.signals import noisy_sine, random_walk, root_mean_square
from tutor.engine.transformer.copying import copying


def slope(loss, value: np.ndarray, direction: np.ndarray, step: float = 1e-4) -> float:
    one, two = (loss(value + k * step * direction) - loss(value - k * step * direction) for k in (1, 2))
    return (8 * one - two) / (12 * step)


def test_a_linear_cell_sends_back_powers_of_its_matrix() -> None:
    dice = np.random.default_rng(0)
    W_h = dice.normal(size=(3, 3))
    dh = np.array([1.0, 0, 0])
    norms = rnn_lags("linear", dice.normal(size=(5, 2)), dice.normal(size=(3, 2)), W_h, dh)
    expected = [np.linalg.norm(np.linalg.matrix_power(W_h.T, k) @ dh) for k in range(5)]
    np.testing.assert_allclose(norms, expected, rtol=1e-12)


def test_lags_of_a_tanh_cell_are_what_reached_its_states() -> None:
    dice = np.random.default_rng(1)
    x, W_x, W_h, dh = (dice.normal(size=shape) for shape in [(6, 2), (4, 2), (4, 4), (4,)])
    zero = np.zeros(4)
    steps = rnn_over_time(x, zero, W_x, W_h, zero)
    reached = rnn_through_time(steps, x, zero, W_x, W_h, zero, dh).h_reached
    np.testing.assert_allclose(rnn_lags("tanh", x, W_x, W_h, dh), np.linalg.norm(reached, axis=1)[::-1], rtol=1e-12)


def test_lags_of_an_lstm_are_slopes_with_respect_to_its_old_state_and_memory() -> None:
    dice = np.random.default_rng(2)
    x, dh, w = dice.normal(size=(3, 2)), dice.normal(size=4), lstm_weights(np.random.default_rng(3), 2, 4, 1.0)
    np.testing.assert_array_equal(w.b_f, np.ones(4))
    start = np.zeros(4)
    first = lstm_step(x[0], start, start, w)

    def loss(state: np.ndarray) -> float:  # h and c after the first step, side by side
        second = lstm_step(x[1], state[:4], state[4:], w)
        return float(lstm_step(x[2], second.h, second.c, w).h @ dh)

    state = np.concatenate([first.h, first.c])
    measured = np.linalg.norm([slope(loss, state, one) for one in np.eye(8)])
    lags = lstm_lags(x, w, dh)
    assert lags[0] == pytest.approx(np.linalg.norm(dh))
    assert lags[2] == pytest.approx(measured, rel=1e-6)


def test_a_matrix_has_the_radius_it_was_given() -> None:
    W = with_radius(np.random.default_rng(4), 20, 1.3)
    assert np.abs(np.linalg.eigvals(W)).max() == pytest.approx(1.3)


def test_a_rectified_net_begins_as_the_identity_and_its_gradients_are_slopes() -> None:
    dice = np.random.default_rng(5)
    w = rectified(dice, 2, 4, 0.5)
    np.testing.assert_array_equal(w.W_h, 0.5 * np.eye(4))
    w = type(w)(*(part + dice.normal(0, 0.3, part.shape) for part in w))
    x, wanted = dice.normal(size=(5, 2, 3)), dice.normal(size=3)
    h = states(w, x)
    told = gradient(w, x, h, answer(w, h) - wanted)
    for name, part in w._asdict().items():
        direction = dice.normal(size=part.shape)

        def loss(value: np.ndarray, name: str = name) -> float:
            moved = w._replace(**{name: value})
            return float(((answer(moved, states(moved, x)) - wanted) ** 2).sum() / 2)

        measured = slope(loss, part, direction)
        assert float((getattr(told, name) * direction).sum()) == pytest.approx(measured, rel=1e-6, abs=1e-9), name


def test_a_warm_up_is_a_straight_line_and_then_level() -> None:
    assert [warmed(0.4, step, 4) for step in (1, 2, 4, 100)] == pytest.approx([0.1, 0.2, 0.4, 0.4])
    assert warmed(0.4, 1, 0) == 0.4


def test_copying_asks_for_what_was_read_and_for_nothing_before() -> None:
    tokens, targets = copying(np.random.default_rng(6), 4, 9, 5)
    assert tokens.shape == (5, 8)
    assert set(tokens[:, 4]) == {1}
    assert tokens.min() >= 1
    asked = targets.reshape(5, 8)
    assert (asked[:, :4] == -1).all()
    np.testing.assert_array_equal(asked[:, 4:], tokens[:, :4])  # the answer is what was read
    np.testing.assert_array_equal(asked[:, 4:-1], tokens[:, 5:])  # and what comes next


def test_steps_of_a_random_walk_do_not_depend_on_the_past() -> None:
    x, wanted = random_walk(np.random.default_rng(7), 25, 20_000)
    assert (x.shape, wanted.shape, x.dtype) == ((25, 1, 20_000), (20_000,), np.float32)
    step, before = wanted - x[-1, 0], x[-1, 0] - x[-2, 0]
    assert root_mean_square(step) == pytest.approx(1 / 5, rel=0.02)  # 1/√25
    assert abs(np.corrcoef(step, before)[0, 1]) < 0.03  # 4 standard errors
    assert root_mean_square(x[-1, 0]) == pytest.approx(1, rel=0.03)  # 25 steps of 1/5


def test_a_wave_without_noise_follows_from_its_last_two_values() -> None:
    x, wanted = noisy_sine(np.random.default_rng(8), 30, 50, 0.0)
    s = x[:, 0].astype(float)
    k = (s[2:] + s[:-2]) * s[1:-1]  # s'' = 2 cos(ω) s' − s: one number says all
    factor = k.sum(axis=0) / (s[1:-1] ** 2).sum(axis=0)
    np.testing.assert_allclose(factor * s[-1] - s[-2], wanted, atol=1e-4)
    periods = 2 * np.pi / np.arccos(factor / 2)
    assert periods.min() > 9.9
    assert periods.max() < 30.1


def test_each_picture_has_one_stroke_in_the_direction_of_its_class() -> None:
    pictures, classes = strokes(np.random.default_rng(9), 8, 200, 0.0)
    assert set(classes) == {0, 1, 2, 3}
    for picture, kind in zip(pictures.reshape(-1, 8, 8), classes, strict=True):
        rows, columns = np.nonzero(picture)
        assert len(rows) == 5
        assert picture.sum() == 5
        order = np.lexsort((columns, rows))
        steps = {(int(a), int(b)) for a, b in zip(np.diff(rows[order]), np.diff(columns[order]), strict=True)}
        assert steps == {DIRECTIONS[kind]}


def test_a_convolution_is_a_sum_over_each_window() -> None:
    dice = np.random.default_rng(10)
    net, picture = fresh(dice, 9, 2), dice.normal(size=(1, 25))
    passed = convolution(net, picture, windows(5))
    image = picture.reshape(5, 5)
    means = []
    for kernel in net.W_1.reshape(2, 3, 3):
        sums = [(image[r : r + 3, c : c + 3] * kernel).sum() for r in range(3) for c in range(3)]
        means.append(np.mean(np.maximum(sums, 0)))
    np.testing.assert_allclose(passed.h[0], means, rtol=1e-12)


@pytest.mark.parametrize("kind", ["flat", "convolution"])
def test_one_step_of_learning_goes_down_the_slope(kind: str) -> None:
    dice = np.random.default_rng(11)
    places = windows(5)
    net = fresh(dice, 25 if kind == "flat" else 9, 3)
    pictures, classes = strokes(dice, 5, 6, 0.5)

    def passed(some):
        return flat_net(some, pictures) if kind == "flat" else convolution(some, pictures, places)

    after, value = learnt(net, passed(net), classes, 1.0)
    for name, part in net._asdict().items():
        direction = dice.normal(size=part.shape)

        def loss(moved: np.ndarray, name: str = name) -> float:
            some = net._replace(**{name: moved})
            return learnt(some, passed(some), classes, 0.0)[1]

        told = float(((part - getattr(after, name)) * direction).sum())  # what was taken off is the gradient
        assert told == pytest.approx(slope(loss, part, direction, 1e-5), rel=1e-5, abs=1e-9), name
    scores = passed(net).scores
    likely = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert value == pytest.approx(-np.log(likely[np.arange(6), classes]).mean())
