"""Curves in characters: where they begin and end, how high they are, and what those hear who cannot see them."""

from __future__ import annotations

import math

import pytest
from rich.cells import cell_len

from tutor.show import blocks as b
from tutor.show.ascii import to_ascii
from tutor.show.curves import columns_of, curves, heat, told_curves, told_heat

CURVES = b.Curves(
    [b.Curve("RNN", [(10, 1.0), (20, 1.0), (40, 1.0)], "0/4"), b.Curve("長短期記憶", [(10, 1.0), (20, 0.0)], "4/4")],
    40, 0.0, 2.0, 1.0, ("guessing", "steps", "error"), rows=2,
)  # fmt: skip


def drawn(item: b.Curves, width: int) -> list[str]:
    return [line.plain for line in curves(item, width)]


def test_columns_hold_the_value_at_their_middle_and_none_after_the_end() -> None:
    assert columns_of([(0, 0.0), (40, 4.0)], 40, 4) == [0.5, 1.5, 2.5, 3.5]
    assert columns_of([(10, 7.0), (20, 9.0)], 40, 4) == [7.0, 8.0, None, None]
    assert columns_of([], 40, 2) == [None, None]


def test_half_of_the_scale_is_half_of_the_height() -> None:
    lines = drawn(CURVES, 80)
    strip = lines[1][12:75]  # 80 columns less the longest name (10) and note (3), and two before and after each
    assert strip == "█" * 63  # RNN's lower row is full
    assert set(lines[0].strip()) == {"┄"}  # its upper row is empty but for the level, which begins there


def test_a_curve_that_ended_early_leaves_the_rest_empty() -> None:
    name, strip, note = (part for part in drawn(CURVES, 80)[4].split("  ") if part.strip())
    assert (name.strip(), note.strip()) == ("長短期記憶", "4/4")
    assert len(strip.rstrip()) == 32  # it ends at 20 of 40, in the middle of 63 columns


@pytest.mark.parametrize("width", [32, 40, 59, 60, 100])
def test_no_line_is_longer_than_its_room(width: int) -> None:
    assert max(map(cell_len, drawn(CURVES, width))) <= width
    assert to_ascii("".join(drawn(CURVES, width)).replace("長短期記憶", "")).isascii()


@pytest.mark.parametrize("value", [math.inf, math.nan, 1e300])
def test_what_ran_away_is_drawn_at_the_top(value: float) -> None:
    item = b.Curves([b.Curve("x", [(0, 0.0), (40, value)])], 40, 0.0, 1.0, None, ("", "steps", ""), rows=1)
    assert drawn(item, 80)[0].rstrip().endswith("█")


def test_a_log_scale_gives_each_power_of_ten_as_much_room() -> None:
    points = [(k, 10.0**-k) for k in range(9)]
    item = b.Curves([b.Curve("x", points)], 8, 1e-8, 1.0, None, ("", "steps", ""), log=True, rows=1)
    signs = drawn(item, 34)[1]  # narrow: the name stands above
    assert [signs[round(k * 34 / 8)] for k in range(1, 7)] == list("▇▆▅▄▃▂")  # 10^−k stands at (8 − k)/8


def test_who_cannot_see_hears_the_numbers() -> None:
    assert list(told_curves(CURVES)) == [
        "RNN: error 10: 1, 20: 1, 40: 1; 0/4",
        "長短期記憶: error 10: 1, 20: 0; 4/4",
        "guessing: 1",
    ]


HEAT = b.Heat([("a", [1.0, 1e-4, 1e-8]), ("b", [1.0, 1.0, 1.0])], [1, 50, 99], "lag", [0, 2])


def test_a_heatmap_writes_out_some_numbers_and_what_its_signs_mean() -> None:
    lines = [line.plain for line in heat(HEAT, 80)]
    assert lines[0] == "a  ████▅▅▅▅▁▁▁▁  1 · 1.0e−08"
    assert lines[1] == "b  ████████████  1 · 1"
    assert "lag 1 … 99" in lines[2] and "▁ 1.0e−08 … █ 1" in lines[2]
    assert list(told_heat(HEAT)) == ["a; lag; 1: 1; 99: 1.0e−08", "b; lag; 1: 1; 99: 1"]
    assert max(cell_len(line.plain) for line in heat(HEAT, 32)) <= 32
