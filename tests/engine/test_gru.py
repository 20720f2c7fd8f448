"""The GRU by hand (fact base N8), in PyTorch's form and in the two that it is taken for."""

import numpy as np
import pytest

from tutor.demos.catalog.gru import reset_before, swapped
from tutor.engine.gru import GRUWeights, blend, gru_step


def one_unit(d_n: float = 0.0) -> GRUWeights:
    numbers = {"W_r": -0.5, "U_r": 1.0, "W_z": 0.5, "U_z": 0.5, "W_n": 1.0, "U_n": 0.8, "d_n": d_n}
    return GRUWeights(
        *(np.array([numbers.get(k, 0.0)]) if k[0] in "bd" else np.array([[numbers[k]]]) for k in GRUWeights._fields)
    )


X, OLD = np.array([1.0]), np.array([0.5])


def test_one_step() -> None:
    s = gru_step(X, OLD, one_unit())
    assert [s.r[0], s.z[0], s.n[0], s.h[0]] == pytest.approx([0.5, 0.6792, 0.8337, 0.6070], abs=5e-5)


def test_the_other_role_of_z() -> None:
    assert gru_step(X, OLD, one_unit(), blend=swapped).h == pytest.approx([0.7266], abs=5e-5)
    z, n, h = np.array([0.25]), np.array([0.8]), np.array([-0.4])
    assert blend(z, n, h) == pytest.approx([0.5], abs=1e-12)
    assert swapped(z, n, h) == pytest.approx([-0.1], abs=1e-12)


def test_reset_after_and_before_the_product_differ_once_there_is_a_bias() -> None:
    assert gru_step(X, OLD, one_unit(0.3)).n == pytest.approx([0.8741], abs=5e-5)
    assert gru_step(X, OLD, one_unit(0.3), recall=reset_before).n == pytest.approx([0.9051], abs=5e-5)


def test_a_gru_keeps_float32() -> None:
    w = GRUWeights(*(part.astype(np.float32) for part in one_unit(0.3)))
    assert {value.dtype for value in gru_step(X.astype(np.float32), OLD.astype(np.float32), w)} == {
        np.dtype(np.float32)
    }
