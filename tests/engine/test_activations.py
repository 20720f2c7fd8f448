"""Activations against the table N1 of the fact base, known limits and each other's identities."""

import numpy as np
import pytest

from tutor.engine.activations import identity, relu, sigmoid, softmax


@pytest.mark.parametrize(
    ("z", "value"),
    [(-2, 0.1192), (-1, 0.2689), (0, 0.5), (0.5, 0.6225), (1, 0.7311), (2, 0.8808), (5, 0.9933)],
)
def test_sigmoid_gives_the_table(z: float, value: float) -> None:
    assert sigmoid(np.array([z], float))[0] == pytest.approx(value, abs=5e-5)


def test_sigmoid_keeps_its_digits_in_both_tails() -> None:
    with np.errstate(all="raise"):
        low, high, lowest = sigmoid(np.array([-40.0, 40.0, -700.0]))
    assert low == pytest.approx(4.248354255291589e-18, rel=1e-12)  # e^-40
    assert high == 1.0
    assert lowest == pytest.approx(9.85967654375977e-305, rel=1e-12)  # e^-700


def test_sigmoid_is_half_a_tanh_plus_a_half() -> None:
    z = np.linspace(-20, 20, 401)
    assert np.allclose(sigmoid(z), 0.5 + 0.5 * np.tanh(z / 2), rtol=0, atol=1e-15)


def test_relu_cuts_below_zero() -> None:
    assert relu(np.array([-1.0, 0.0, 2.5])).tolist() == [0.0, 0.0, 2.5]


def test_identity_changes_nothing() -> None:
    assert identity(np.array([-1.0, 2.5])).tolist() == [-1.0, 2.5]


def test_softmax_gives_the_fact_bases_numbers() -> None:
    assert softmax(np.array([1.0, 2, 3, 4])) == pytest.approx([0.0321, 0.0871, 0.2369, 0.6439], abs=5e-5)
    assert softmax(np.array([50.0, 48, 0])) == pytest.approx([0.8808, 0.1192, 0], abs=5e-5)


def test_softmax_works_row_by_row_and_does_not_overflow() -> None:
    with np.errstate(over="raise", invalid="raise"):
        y = softmax(np.array([[1000.0, 999.0], [-1000.0, -1000.0]]))
    assert y == pytest.approx(np.array([[0.7310586, 0.2689414], [0.5, 0.5]]), abs=1e-7)


@pytest.mark.parametrize("function", [sigmoid, relu, softmax, identity])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_activation_keeps_the_dtype(function, dtype) -> None:
    assert function(np.array([[-1, 2]], dtype)).dtype == dtype
