"""Where the norm stands: table N13 of the fact base, LayerNorm and RMSNorm."""

import numpy as np
import pytest

from tutor.engine.norms import layer_norm, rms_norm
from tutor.engine.placement import deep_norm, output_norm, peri_norm, post_norm, pre_norm

X = np.array([1.0, 2, 3, 4])


def F(v: np.ndarray) -> np.ndarray:
    return np.array([v[1], v[0], 2 * v[3], -v[2]])


def N(v: np.ndarray):
    return layer_norm(v, np.ones(4), np.zeros(4), 1e-5)


def R(v: np.ndarray):
    return rms_norm(v, np.ones(4), 1e-5)


@pytest.mark.parametrize(
    ("place", "y"),
    [
        (lambda: post_norm(X, F, N), [-0.3906, -0.3906, 1.6925, -0.9113]),
        (lambda: pre_norm(X, F, N), [0.5528, 0.6584, 5.6833, 3.5528]),
        (lambda: output_norm(X, F, N), [1.0000, 1.7460, 4.5240, 2.7300]),
        (lambda: peri_norm(X, F, N), [0.6344, 1.0493, 4.6819, 3.6344]),
        (lambda: deep_norm(X, F, N, 2), [-0.7385, -0.4924, 1.7233, -0.4924]),
        (lambda: pre_norm(X, F, R), [1.7303, 2.3651, 5.9212, 2.9046]),
        (lambda: post_norm(X, F, R), [0.5071, 0.5071, 1.8593, 0.1690]),
    ],
    ids=["post", "pre", "output", "peri", "deep", "pre-rms", "post-rms"],
)
def test_each_placement_gives_table_n13(place, y: list[float]) -> None:
    assert place().y == pytest.approx(y, abs=5e-5)


def test_branch_and_sum_are_told_too() -> None:
    s = post_norm(X, F, N)
    assert s.f.tolist() == [2, 1, 8, -3]
    assert s.r.tolist() == [3, 3, 11, 1]
    assert pre_norm(X, F, N).f == pytest.approx([-0.4472, -1.3416, 2.6833, -0.4472], abs=5e-5)
