"""Our part of Markdown: what is read as what."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from rich.text import Text

from tests.fuzz.running import HANG
from tutor.cli.links import COMMAND
from tutor.library import check_written
from tutor.library.passages import sentences
from tutor.library.reader import Scalar
from tutor.show import anki, blocks, markdown, plain, prose
from tutor.show.checking import faults
from tutor.show.wrap import wrap


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


# --- what strangers write ---------------------------------------------------------------------------------------

LONG = 60_000
ENDLESS = {
    "marks that nothing closes": "**a ",
    "stars that nothing closes": "*a ",
    "blank lines": "\n",
    "indented blank lines": "\n ",
    "spaces": " ",
    "ideographic full stops": "。",
    "opening brackets": "（",
    "full stops": ". ",
    "backquotes": "`",
    "dollars": "$a ",
    "tags": "<b",
    "links": "](",
    "letters": "a",
    "unfinished years": "A (2020",
    "commands": "`tutor ",
}
READERS: dict[str, Callable[[str], object]] = {
    "runs": prose.runs,
    "check": lambda text: list(faults(text)),
    "sentences": lambda text: list(sentences(text)),
    "sources": lambda text: list(check_written._uncited("f", [("p", Scalar(text, 1, 1, True))], {"en": [text]})),
    "commands": lambda text: list(COMMAND.finditer(text)),
    "lines": lambda text: wrap(Text(text.replace("\n", " ")), 74),
    "plain": lambda text: plain.screen([blocks.Prose(text)], 74),
    "markdown": lambda text: markdown.screen([blocks.Prose(text)]),
    "anki": anki.html,
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", ENDLESS)
def test_a_long_text_takes_time_by_its_length_only(kind: str, reader: str) -> None:
    unit = ENDLESS[kind]
    for text in (unit * (LONG // len(unit)), "a" + unit * (LONG // len(unit)) + "b", f"`tutor{unit * 20_000}"):
        began = time.process_time()
        READERS[reader](text)
        assert time.process_time() - began < HANG


def test_emphasis_is_found_past_marks_that_cannot_close_it() -> None:
    assert prose.runs("**a ** b** c") == [("strong", "a ** b"), ("", " c")]
    assert prose.runs("*2 * 3* **x") == [("em", "2 * 3"), ("", " **x")]
    assert prose.runs("***a***") == [("strong", "*a"), ("", "*")]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>x</script>", "&lt;script>x&lt;/script>"),
        ("![](file:///etc/passwd)", "![]&#40;file:///etc/passwd)"),
        ("[a](javascript:x)", "[a]&#40;javascript:x)"),
        ("[a]\n\n[a]: javascript:x", "[a]\n\n[a]&#58; javascript:x"),
        (r"\<b> \[a\](x)", r"\&lt;b> \[a\]&#40;x)"),
        ("&lt;b>", "&amp;lt;b>"),
        ("~~~\n<b>", "&#126;~~\n&lt;b>"),
        ("```\n<b>", "&#96;``\n&lt;b>"),
        ("$a<b$ and $[0,1](x)$", "$a< b$ and $[0,1] (x)$"),
        ("$$a<b$$\n: a below b", "$$a< b$$\n\n*a below b*"),
        ("`a<b` and **`[a](b)`**", "`a<b` and **`[a](b)`**"),
        ("a < b & c, [1, 2]", "a < b & c, [1, 2]"),
        ("`a` `tutor demo\nlstm`", "`a` `tutor demo\nlstm`"),
        # where another reader finds the code elsewhere, its signs are text, too
        ("`<b>``", "`&lt;b>``"),
        ("a ` b\nc `<b>` d", "a ` b\nc `&lt;b>` d"),
        (r"\`<b>`", r"\`&lt;b>`"),
        ("$a`b$ `<b>` `", "$a`b$ `&lt;b>` `"),
    ],
)
def test_content_in_a_markdown_document_is_text(written: str, shown: str) -> None:
    assert markdown.screen([blocks.Prose(written)]) == f"{shown}\n"


def test_no_block_lets_a_tag_or_a_link_through() -> None:
    bad = "<b>x</b> [a](javascript:x)"
    items = [
        blocks.Title(bad, bad),
        blocks.Heading(bad),
        blocks.Picture("art", bad),
        blocks.Note(bad),
        blocks.Entries([blocks.Entry(bad), blocks.Entry(bad, bad, detail=bad)]),
        blocks.Tree([blocks.Branch(0, bad, bad)]),
        blocks.Links([blocks.Link("tutor", bad)]),
        blocks.Table([bad], [[bad]]),
        blocks.Steps([blocks.StepLine("s", "f", "", "1", bad)], "="),
        blocks.Choices([("a", bad)]),
        blocks.Versus(bad, bad, [blocks.VersusRow(bad, bad, bad, bad)]),
    ]
    told = markdown.screen(items)
    assert "<b" not in told and "](" not in told


def test_a_picture_does_not_end_its_own_fence() -> None:
    told = markdown.screen([blocks.Picture("```\n<b>\n````", "says")])
    assert told == "`````\n```\n<b>\n````\n`````\n\n*says*\n"
