"""How a large array is told: shape, least, greatest, length, and where its rows begin."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.show.numbers import array, given


def test_a_large_matrix_is_told_by_its_shape_its_range_and_its_first_rows() -> None:
    matrix = np.arange(-3.0, 47.0).reshape(5, 10)
    length = math.sqrt(sum(number**2 for number in range(-3, 47)))
    head = f"5×10  min −3.0000  max 46.0000  ‖·‖ {length:.4f}"
    rows = ["[−3.0000, −2.0000, −1.0000, 0.0000, …]", "[7.0000, 8.0000, 9.0000, 10.0000, …]"]
    assert array(matrix).split("\n")[:3] == [head, *rows]
    assert given(matrix) == "5×10  min −3.0000  max 46.0000"


def test_a_cube_begins_with_the_first_numbers_of_each_block() -> None:
    assert array(np.arange(40.0).reshape(2, 10, 2)).split("\n")[2] == "[20.0000, 21.0000, 22.0000, 23.0000, …]"


@pytest.mark.parametrize("size", [1e200, 1e-200, 5e-324])
def test_a_length_is_told_whose_squares_are_no_numbers(size: float) -> None:
    assert array(np.full(100, size)).split("\n")[0].endswith(f"‖·‖ {10 * size:.4e}".replace("-", "−"))


def test_the_least_number_there_is_has_a_length_too() -> None:
    length = 6 * 5e-324  # the square root of 35 to the nearest step there is
    assert array(np.full((7, 5), 5e-324)).split("\n")[0].endswith(f"‖·‖ {length:.4e}".replace("-", "−"))


def test_a_length_beyond_float64_is_infinite() -> None:
    assert array(np.full(100, -1.7e308)).split("\n")[0].endswith("‖·‖ Infinity")


def test_what_is_not_finite_counts_neither_in_the_range_nor_in_the_length() -> None:
    told = array(np.array([np.nan, np.inf, -np.inf, *[2.0] * 49])).split("\n")
    assert told == ["52  min 2.0000  max 2.0000  ‖·‖ 14.0000", "[NaN, Infinity, −Infinity, 2.0000, …]"]
    assert array(np.full(50, np.nan)).split("\n")[0] == "50"


def test_a_float32_is_measured_in_float64() -> None:
    assert array(np.full(10_000, 0.1, np.float32)).split("\n")[0].endswith("‖·‖ 10.0000")
