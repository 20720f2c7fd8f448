"""BatchNorm (N12), attention (N17), clipping (N6) and Adam against the fact base and by hand."""

import math

import numpy as np
import pytest

from tutor.engine.adam import adam_start, adam_step
from tutor.engine.attention import attention
from tutor.engine.batchnorm import batch_norm
from tutor.engine.clipping import clip_by_norm, clip_by_value, norm_of

M = np.array([[1.0, 2, 3], [4, 6, 8], [7, 10, 1]])


def test_batch_norm_goes_down_the_columns() -> None:
    n = batch_norm(M, np.ones(3), np.zeros(3), 1e-5)
    assert n.mu.tolist() == [4, 6, 4]
    expected = [[-1.2247, -1.2247, -0.3397], [0, 0, 1.3587], [1.2247, 1.2247, -1.0190]]
    assert n.y == pytest.approx(np.array(expected), abs=5e-5)


def test_batch_norm_of_one_example_alone_is_the_shift() -> None:
    assert batch_norm(M[:1], np.ones(3), np.array([0.0, 1, 2]), 1e-5).y.tolist() == [[0, 1, 2]]


def test_attention_by_hand() -> None:
    a = attention(np.array([[1.0, 0]]), np.array([[1.0, 0], [0, 1], [1, 1]]), np.array([[1.0, 0], [0, 1], [2, 2]]))
    assert a.scores == pytest.approx(np.array([[0.7071, 0, 0.7071]]), abs=5e-5)
    assert a.weights == pytest.approx(np.array([[0.4011, 0.1978, 0.4011]]), abs=5e-5)
    assert a.y == pytest.approx(np.array([[1.2033, 1.0]]), abs=5e-5)


@pytest.mark.parametrize(
    ("g", "limit", "clipped"),
    [
        ([3, 4], 1, [0.6, 0.8]),
        ([30, -40, 0], 5, [3, -4, 0]),
        ([0.6, -0.8, 2.4], 1, [0.2308, -0.3077, 0.9231]),
        ([0.3, 0.4], 1, [0.3, 0.4]),
        ([0, 0], 1, [0, 0]),
        ([3e200, 4e200], 1, [0.6, 0.8]),
        ([3e-200, 4e-200], 1e-200, [6e-201, 8e-201]),
    ],
)
def test_clipping_by_norm(g: list[float], limit: float, clipped: list[float]) -> None:
    assert clip_by_norm([np.array(g, float)], limit)[0] == pytest.approx(clipped, rel=1e-3, abs=1e-300)


def test_clipping_by_value_and_globally() -> None:
    assert clip_by_value(np.array([3.0, -4]), 1).tolist() == [1, -1]
    two = [np.array([3.0, 0]), np.array([0.0, 4])]
    assert norm_of(*two) == 5
    together = clip_by_norm(two, 1)
    assert together[0] == pytest.approx([0.6, 0], abs=1e-12)
    assert together[1] == pytest.approx([0, 0.8], abs=1e-12)


def test_adam_by_hand() -> None:
    """Two steps of algorithm 1, written out: g = 2, then g = −1, rate 0.1."""
    weights, rate, eps = np.array([1.0]), 0.1, 1e-8
    state = adam_start(weights)
    m = v = 0.0
    expected = 1.0
    for t, g in ((1, 2.0), (2, -1.0)):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        expected -= rate * (m / (1 - 0.9**t)) / (math.sqrt(v / (1 - 0.999**t)) + eps)
        adam_step(weights, np.array([g]), state, t, rate)
    assert expected == pytest.approx(0.9 - 0.1 * (0.08 / 0.19) / math.sqrt(0.004996 / 0.001999), rel=1e-6)
    assert weights[0] == pytest.approx(expected, rel=1e-12)
