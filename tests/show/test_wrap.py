"""Line breaking, case by case; the cases follow UAX #14 and the Chinese rules for marks at line ends (避頭尾)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from tutor.show.wrap import wrap


def lines(text: str, width: int) -> list[str]:
    return [line.plain for line in wrap(Text(text), width)]


@pytest.mark.parametrize(
    ("text", "width", "seen"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("正規化做的就是這件事", 10, ["正規化做的", "就是這件事"]),
        ("音量調齊，後面聽得出", 8, ["音量調", "齊，後面", "聽得出"]),  # the comma does not begin a line
        ("他說「好」就走", 6, ["他說", "「好」", "就走"]),  # the bracket does not end one
        ("用 LSTM 讀句子", 8, ["用 LSTM", "讀句子"]),
        ("用 LSTM 讀句子", 6, ["用", "LSTM", "讀句子"]),
        ("（1, 0）照抄", 7, ["（1,", "0）照抄"]),
        ("等等……再說", 7, ["等等……", "再說"]),
        ("supercalifragilistic", 8, ["supercal", "ifragili", "stic"]),  # longer than a line: cut, not lost
        ("a  b", 10, ["a  b"]),
        ("about 36.6 % is left", 12, ["about 36.6 %", "is left"]),
        ("about 36.6 % is left", 10, ["about", "36.6 % is", "left"]),
        ("只剩 36.6 %，其他", 9, ["只剩", "36.6 %，", "其他"]),
        ("1·1 + 0.5 = 1.5", 12, ["1·1 + 0.5", "= 1.5"]),  # a line may begin with a relation, and does not end with one
        ("結果 x = 5", 8, ["結果 x", "= 5"]),
        ("layers 2 … 48", 12, ["layers", "2 … 48"]),
        ("層數 2 … 48", 10, ["層數", "2 … 48"]),
        ("the step T − 1", 12, ["the step", "T − 1"]),
        ("前一步 T − 1", 10, ["前一步", "T − 1"]),
        ("", 10, [""]),
        ("first\nsecond", 20, ["first", "second"]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: int, seen: list[str]) -> None:
    assert lines(text, width) == seen


@given(st.text(alphabet="abc 中文字，。（）「」—…xyz123", max_size=200), st.integers(4, 60))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    seen = lines(text, width)
    assert "".join("".join(seen).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in seen)
