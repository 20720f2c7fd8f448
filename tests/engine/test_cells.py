"""Cells by hand (fact base N3, N4, N7), and the same cell for one vector and for a batch in columns."""

import numpy as np
import pytest

from tutor.engine.activations import identity
from tutor.engine.cells import LSTMWeights, lstm_step, memory_step, rnn_step


def test_rnn_with_one_unit_gives_the_hand_worked_sequence() -> None:  # N4
    h = np.zeros(1)
    seen = []
    for x in (1.0, 0.5, -0.5):
        h = rnn_step(np.array([x]), h, np.array([[1.0]]), np.array([[0.5]]), np.zeros(1)).h
        seen.append(h[0])
    assert seen == pytest.approx([0.7616, 0.7068, -0.1455], abs=5e-5)


def test_a_linear_rnn_halves_and_adds() -> None:  # N3 (b): 1, 2.5, 4.25
    h = np.zeros(1)
    for x in (1.0, 2.0, 3.0):
        h = rnn_step(np.array([x]), h, np.array([[1.0]]), np.array([[0.5]]), np.zeros(1), identity).h
    assert h.tolist() == [4.25]


@pytest.mark.parametrize(
    ("f", "c", "i", "g", "o", "new", "h"),
    [(0.9, 2, 0.5, -0.4, 0.7, 1.6, 0.6452), (0.8, 1.5, 0.6, 0.5, 0.9, 1.5, 0.8146), (0.5, 4, 1, -1, 1, 1, 0.7616)],
)
def test_memory_line_by_hand(f, c, i, g, o, new, h) -> None:  # N7
    step = memory_step(f, c, i, g, o)
    assert step.c == pytest.approx(new, abs=1e-12)
    assert step.h == pytest.approx(h, abs=5e-5)


@pytest.mark.parametrize(("f", "i", "new"), [(1, 0, 3), (0, 1, 0.5), (1, 1, 3.5), (0, 0, 0)])
def test_the_four_corners_copy_overwrite_accumulate_reset(f: int, i: int, new: float) -> None:
    assert memory_step(f, 3.0, i, 0.5, 1.0).c == new


def random_weights(dice: np.random.Generator, H: int, F: int, dtype=np.float64) -> LSTMWeights:
    shapes = {"W": (H, F), "U": (H, H), "b": (H, 1)}
    return LSTMWeights(*(dice.normal(size=shapes[name[0]]).astype(dtype) for name in LSTMWeights._fields))


def test_a_batch_in_columns_equals_its_columns_one_by_one() -> None:
    dice = np.random.default_rng(3)
    w = random_weights(dice, H=3, F=2)
    x, h, c = dice.normal(size=(2, 5)), dice.normal(size=(3, 5)), dice.normal(size=(3, 5))
    batch = lstm_step(x, h, c, w)
    flat = LSTMWeights(*(part.ravel() if part.shape == (3, 1) else part for part in w))
    for k in range(5):
        alone = lstm_step(x[:, k], h[:, k], c[:, k], flat)
        for together, one in zip(batch, alone, strict=True):
            assert np.allclose(together[:, k], one, rtol=0, atol=1e-15)


def test_cells_keep_float32() -> None:
    dice = np.random.default_rng(4)
    w = random_weights(dice, 3, 2, np.float32)
    x, h = np.ones((2, 1), np.float32), np.ones((3, 1), np.float32)
    assert {value.dtype for value in lstm_step(x, h, h, w)} == {np.dtype(np.float32)}
    assert {value.dtype for value in rnn_step(x, h, w.W_i, w.U_i, w.b_i)} == {np.dtype(np.float32)}
