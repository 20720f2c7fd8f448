"""LayerNorm and RMSNorm against the fact base (N10 to N13), in float32, and their invariances."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.engine.norms import layer_norm, rms_norm, variance

N10 = {  # input: LayerNorm, RMSNorm; eps 1e-5
    (1, 2, 3, 4): ([-1.3416, -0.4472, 0.4472, 1.3416], [0.3651, 0.7303, 1.0954, 1.4606]),
    (2, 4, 6, 8): ([-1.3416, -0.4472, 0.4472, 1.3416], [0.3651, 0.7303, 1.0954, 1.4606]),
    (11, 12, 13, 14): ([-1.3416, -0.4472, 0.4472, 1.3416], [0.8765, 0.9562, 1.0359, 1.1155]),
    (-1, -2, -3, -4): ([1.3416, 0.4472, -0.4472, -1.3416], [-0.3651, -0.7303, -1.0954, -1.4606]),
    (5, 5, 5, 5): ([0, 0, 0, 0], [1, 1, 1, 1]),
    (0, 0, 0, 0): ([0, 0, 0, 0], [0, 0, 0, 0]),
    (-3, -1, 1, 3): ([-1.3416, -0.4472, 0.4472, 1.3416], [-1.3416, -0.4472, 0.4472, 1.3416]),
    (3, -3, 1, -1): ([1.3416, -1.3416, 0.4472, -0.4472], [1.3416, -1.3416, 0.4472, -0.4472]),
    (1, 2, 3, 100): ([-0.6008, -0.5773, -0.5537, 1.7318], [0.0200, 0.0400, 0.0600, 1.9986]),
    (2, 4, 4, 6): ([-1.4142, 0, 0, 1.4142], [0.4714, 0.9428, 0.9428, 1.4142]),
    (0, 0, 4, 4): ([-1, -1, 1, 1], [0, 0, 1.4142, 1.4142]),
}
N11 = {  # eps: LayerNorm, RMSNorm of [1, 2, 3, 4]·10⁻³
    1e-12: ([-1.3416, -0.4472, 0.4472, 1.3416], [0.3651, 0.7303, 1.0954, 1.4606]),
    1e-6: ([-1.0000, -0.3333, 0.3333, 1.0000], [0.3430, 0.6860, 1.0290, 1.3720]),
    1e-5: ([-0.4472, -0.1491, 0.1491, 0.4472], [0.2390, 0.4781, 0.7171, 0.9562]),
    1e-3: ([-0.0474, -0.0158, 0.0158, 0.0474], [0.0315, 0.0630, 0.0945, 0.1260]),
}
ONE, ZERO = np.ones(4), np.zeros(4)


@pytest.mark.parametrize("x", N10)
def test_both_norms_give_table_n10(x: tuple[int, ...]) -> None:
    layer, rms = N10[x]
    v = np.array(x, float)
    assert layer_norm(v, ONE, ZERO, 1e-5).y == pytest.approx(layer, abs=5e-5)
    assert rms_norm(v, ONE, 1e-5).y == pytest.approx(rms, abs=5e-5)


@pytest.mark.parametrize("eps", N11)
def test_eps_is_felt_by_small_numbers_as_in_table_n11(eps: float) -> None:
    layer, rms = N11[eps]
    v = np.array([1, 2, 3, 4]) * 1e-3
    assert layer_norm(v, ONE, ZERO, eps).y == pytest.approx(layer, abs=5e-5)
    assert rms_norm(v, ONE, eps).y == pytest.approx(rms, abs=5e-5)


def test_without_eps_the_largest_values_reach_their_bounds() -> None:
    v = np.array([0.0, 0, 0, 1])
    assert layer_norm(v, ONE, ZERO, 0).y == pytest.approx([-0.5774, -0.5774, -0.5774, 1.7321], abs=5e-5)
    assert rms_norm(v, ONE, 0).y.tolist() == [0, 0, 0, 2]


def test_gain_and_shift_act_feature_by_feature() -> None:
    v, gamma, beta = np.array([1.0, 2, 3, 4]), np.array([1, 2, 1, 0.5]), np.array([0.0, 1, 0, -1])
    assert layer_norm(v, gamma, beta, 1e-5).y == pytest.approx([-1.3416, 0.1056, 0.4472, -0.3292], abs=5e-5)
    assert rms_norm(v, gamma, 1e-5).y == pytest.approx([0.3651, 1.4606, 1.0954, 0.7303], abs=5e-5)


def test_rows_are_normalised_each_by_itself() -> None:  # N12
    M = np.array([[1.0, 2, 3], [4, 6, 8], [7, 10, 1]])
    n = layer_norm(M, np.ones(3), np.zeros(3), 1e-5)
    assert n.mu.tolist() == [2, 6, 6]
    assert n.y == pytest.approx(
        np.array([[-1.2247, 0, 1.2247], [-1.2247, 0, 1.2247], [0.2673, 1.0690, -1.3363]]), abs=5e-5
    )


def test_a_batch_of_sentences_has_one_mean_a_token() -> None:  # N12: (2, 3, 4) needs 6 means
    assert layer_norm(np.ones((2, 3, 4)), ONE, ZERO, 1e-5).mu.shape == (2, 3)


def test_variance_in_float32_survives_a_large_mean() -> None:
    # E[x²] − E[x]² in float32 is off by 7 here
    x = (np.array([0, 1, 2, 3]) + 10_000).astype(np.float32)
    assert variance(x, x.mean(axis=-1)) == pytest.approx(1.25, abs=1e-6)


@pytest.mark.parametrize("shape", [(4,), (3, 4)])
def test_float32_stays_float32(shape: tuple[int, ...]) -> None:
    x, gamma, beta = np.ones(shape, np.float32), np.ones(4, np.float32), np.zeros(4, np.float32)
    for value in (*layer_norm(x, gamma, beta, 1e-5), *rms_norm(x, gamma, 1e-5)):
        assert value.dtype == np.float32


vectors = st.lists(st.floats(-100, 100), min_size=2, max_size=8).map(np.array).filter(lambda v: np.ptp(v) > 0.1)
factors = st.floats(0.1, 50)


@settings(max_examples=60)
@given(vectors, factors, st.floats(-100, 100))
def test_layer_norm_forgets_scale_and_shift(v: np.ndarray, factor: float, shift: float) -> None:
    one, zero = np.ones(v.size), np.zeros(v.size)
    assert np.allclose(layer_norm(factor * v + shift, one, zero, 0).y, layer_norm(v, one, zero, 0).y, rtol=0, atol=1e-8)


@settings(max_examples=60)
@given(vectors, factors)
def test_rms_norm_forgets_scale(v: np.ndarray, factor: float) -> None:
    one = np.ones(v.size)
    assert np.allclose(rms_norm(factor * v, one, 0).y, rms_norm(v, one, 0).y, rtol=0, atol=1e-10)


@settings(max_examples=60)
@given(vectors)
def test_both_norms_agree_on_numbers_around_zero_and_only_there(v: np.ndarray) -> None:
    one, zero, centred = np.ones(v.size), np.zeros(v.size), v - v.mean()
    assert np.allclose(layer_norm(centred, one, zero, 0).y, rms_norm(centred, one, 0).y, rtol=0, atol=1e-9)
    moved = centred + 10 * np.abs(centred).max()
    assert rms_norm(moved, one, 0).y.min() > 0 > layer_norm(moved, one, zero, 0).y.min()
