"""Our part of Markdown: what is read as what."""

from __future__ import annotations

import pytest

from tutor.show import prose
from tutor.show.checking import faults


def paragraphs(markdown: str) -> list[str]:
    return ["".join(text for _, text in b.runs) for b in prose.parse(markdown) if isinstance(b, prose.Paragraph)]


def test_lines_of_a_paragraph_join_with_a_space_in_english_and_without_one_in_chinese() -> None:
    assert paragraphs("one\ntwo\n\nthree") == ["one two", "three"]
    assert paragraphs("每來一個詞，\n整串重寫\n一遍") == ["每來一個詞，整串重寫一遍"]
    assert paragraphs("這是\nLSTM") == ["這是 LSTM"]
    assert paragraphs("這是，\nLSTM") == ["這是，LSTM"]


def test_emphasis_works_next_to_chinese_punctuation() -> None:
    assert prose.runs("*比喻到這裡為止：*正式比賽") == [("em", "比喻到這裡為止："), ("", "正式比賽")]
    assert prose.runs("叫**單元狀態**（cell state）") == [("", "叫"), ("strong", "單元狀態"), ("", "（cell state）")]


def test_code_formulas_and_emphasis_are_told_apart() -> None:
    told = prose.runs("the **gate $f_t$** in `a*b*c` is *soft*, 2 * 3 * 4")
    assert told == [
        ("", "the "),
        ("strong", "gate "),
        ("math", "f_t"),
        ("", " in "),
        ("code", "a*b*c"),
        ("", " is "),
        ("em", "soft"),
        ("", ", 2 * 3 * 4"),
    ]


def test_a_display_formula_takes_the_reading_on_the_next_line() -> None:
    blocks = prose.parse("Then:\n\n$$c = f + i$$\n: new = keep + write\n\n1. first\n2. second\n   goes on\n- point")
    assert isinstance(blocks[1], prose.Display)
    assert (blocks[1].latex, blocks[1].reading) == ("c = f + i", "new = keep + write")
    assert [b.marker for b in blocks if isinstance(b, prose.Paragraph)] == ["", "1.", "2.", "-"]
    assert paragraphs("2. second\n   goes on") == ["second goes on"]


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("# Heading", "uses '#', which our Markdown does not have; see CONTRIBUTING.md"),
        ("see [this](there)", "uses '](', which our Markdown does not have; see CONTRIBUTING.md"),
        ("<b>bold</b>", "uses '<b', which our Markdown does not have; see CONTRIBUTING.md"),
        ("$$x = 1$$", "has no reading for x = 1; write it on the next line after `: `"),
        ("costs 5 $ a day", "has a lone $ in 'costs 5 $ a day'"),
        ("a *half", "has a lone * in 'a *half'"),
        (r"$\frac{a}{b}$", r"\frac{a}{b} needs 3 rows; put it on a line of its own between $$"),
        (r"$\foo x$", r"\foo x has a command that cannot be set"),
    ],
)
def test_faults_of_a_text_are_named(markdown: str, message: str) -> None:
    assert message in list(faults(markdown))


def test_a_good_text_has_no_fault() -> None:
    assert not list(
        faults("*Soft* **gates** are `i`, $f_t$:\n\n$$c_t = f_t \\odot c_{t-1}$$\n: new = keep × old\n\n- a\n- b")
    )
