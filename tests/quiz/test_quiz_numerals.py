"""Which numbers a text shows, and how a shown number is held against its source."""

import pytest

from tutor.library.model import Shown
from tutor.quiz.check import computed
from tutor.quiz.numerals import numerals, plain_number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Keep 0.9 twice: 0.81.", ["0.9", "0.81"]),
        ("It ends with 300.", ["300"]),
        ("about 13,780.6 or 1,024", ["13780.6", "1024"]),
        ("1, 2, 3", ["1", "2", "3"]),
        ("[3,4]", ["3", "4"]),
        ("−1.3416 and -2", ["1.3416", "2"]),  # the sign is checked with the value
        ("x=0.5;y=(7)", ["0.5", "7"]),
        ("$c_1 = 0.9 \\cdot 2$", ["0.9", "2"]),
        ("36.6 %", ["36.6"]),
        ("36.6%", ["36.6"]),
        ("in 2017 (page 5)", ["2017", "5"]),
        ("留 0.81。", ["0.81"]),
        ("剩下約0.81，再乘36.6倍", ["0.81", "36.6"]),
        ("１２．５ 公分，１，０００ 步", ["12.5", "1000"]),
        ("0.5²", ["0.5"]),
        ("10⁻³", ["10"]),
        ("64 個", ["64"]),
        ("1/3", ["1", "3"]),
        # behind a letter or its hyphen, or in front of one: a name or another number
        ("GPT-2, fp16, x1, h_12, LLaMA-65", []),
        ("2d, 7B, 1e-5, 0x10", []),
        ("12.5x as much, 100k", []),
        ("v1.2.3", []),
        ("", []),
    ],
)
def test_numbers_are_found_in_a_text(text: str, found: list[str]) -> None:
    assert numerals(text) == found


@pytest.mark.parametrize(
    ("shown", "plain"),
    [("0.25", "0.25"), ("−3", "-3"), ("1,024", "1024"), ("36.6 %", "36.6"), ("１２．５", "12.5"), (" 7 ", "7")],
)
def test_a_shown_number_is_read_without_its_ornaments(shown: str, plain: str) -> None:
    assert plain_number(shown) == plain


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        (Shown("", by="8^2"), 64),
        (Shown("", by="100 * 0.99^100"), 36.6032),
        (Shown("", demo="rmsnorm", step="ms"), 7.5),
        (Shown("", demo="rmsnorm", step="y", index=[0], set={"x": [3, 4], "gamma": [1, 1], "eps": 0}), 0.848528),
        (Shown("", demo="lstm", step="i", t=1, index=[0]), 0.645656),  # FACTS N7
        (Shown("", demo="forget", step="kept", set={"f": 0.9, "n": 50}), 0.00515378),  # FACTS N5
    ],
)
def test_a_source_has_its_value(entry: Shown, value: float) -> None:
    assert computed(entry) == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (Shown("", demo="nonsense", step="y"), "there is no demo nonsense"),
        (Shown("", demo="rmsnorm", step="z"), "there is no step z outside time"),
        (Shown("", demo="lstm", step="i", index=[0]), "there is no step i outside time"),
        (Shown("", demo="rmsnorm", step="y"), "step y has several numbers; say which by `index`"),
        (Shown("", demo="rmsnorm", step="ms", index=[0]), "step ms is one number; leave `index` out"),
    ],
)
def test_a_source_that_is_none_says_why(entry: Shown, why: str) -> None:
    with pytest.raises(LookupError) as caught:
        computed(entry)
    assert str(caught.value) == why
