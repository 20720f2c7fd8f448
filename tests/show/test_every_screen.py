"""What holds of every screen of every command: at any width in each language, plain, and in ASCII."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from tests.show.seen import LANGUAGES, every
from tutor.cli.look import Look, rendered
from tutor.library import Interface, Shelf, shipped
from tutor.show import lesson as page
from tutor.show.blocks import Block
from tutor.show.wrap import CLOSING

WIDTHS = (32, 40, 60, 80, 100, 140, 200)
LEVEL = 4  # the longest words and the largest formulas
# Box drawing, block elements, braille: a screen reader spells them or says nothing
DRAWN = re.compile("[\u2500-\u259f\u2800-\u28ff]")
CUT = re.compile(r"[^\s\d(∣…]{1,3}…")  # what Rich writes where it cuts a word; a range (2…24) is ours

Screens = dict[str, list[Block]]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def screens(language: str, tmp_path_factory: pytest.TempPathFactory) -> Screens:
    """Every screen of the commands, and every topic at level 4, as blocks: made once, looked at often."""
    shelf, say = Shelf([shipped()]), Interface(shipped(), language)
    with pytest.MonkeyPatch.context() as patch:
        told = dict(every(language, tmp_path_factory.mktemp("seen"), patch))
    titles = {name: shelf.title(name, language) for name in shelf.ids()}
    for topic in shelf.ids():
        lesson = shelf.lesson(topic, language, questions=False)
        told[f"explain {topic}"] = page.screen(lesson, LEVEL, "", language, titles, say)
    return told


def lines(screens: Screens, language: str, form: str, width: int, ascii: bool = False) -> Iterator[tuple[str, str]]:
    look = Look(language, form, width, (shipped(),), ascii)
    for name, items in screens.items():
        yield from ((name, line) for line in rendered(look, items, io.StringIO()).split("\n"))


def texts(value: object) -> Iterator[str]:
    """Yield every text of blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts(one)
    elif hasattr(value, "__dict__"):
        yield from texts(list(vars(value).values()))


def test_no_line_is_too_wide_begins_with_a_closing_mark_or_was_cut(screens: Screens, language: str) -> None:
    told = {name: " ".join(texts(items)) for name, items in screens.items()}
    few = WIDTHS[::3]
    for form, widths in (("text", few if language == "zh-Hans" else WIDTHS), ("plain", few)):
        for width in widths:
            for name, line in lines(screens, language, form, width):
                assert cell_len(line) <= width, (name, line)
                text = line.strip()
                assert not (text and text[0] in CLOSING and ord(text[0]) > 127), (name, line)
                assert all(cut in told[name] for cut in CUT.findall(line)), (name, line)


def test_plain_is_for_the_ear(screens: Screens, language: str) -> None:
    for name, line in lines(screens, language, "plain", 80):
        assert not DRAWN.search(line), (name, line)


def test_ascii_has_no_sign_whose_width_is_a_guess(screens: Screens, language: str) -> None:
    """Chinese stays, in English screens the names in the glossary; every other sign has a form of its own, not "?"."""
    for form in ("text", "plain"):
        drawn = lines(screens, language, form, 80)
        asked = Counter(name for name, line in drawn for sign in line if sign == "?")
        seen: Counter[str] = Counter()
        for name, line in lines(screens, language, form, 80, ascii=True):
            seen.update(name for sign in line if sign == "?")
            assert len(line) <= 80 if line.isascii() else cell_len(line) <= 80, (name, line)
            assert all(sign.isascii() or unicodedata.east_asian_width(sign) in "WF" for sign in line), (name, line)
            if language == "en":
                assert all(sign.isascii() or sign.isalpha() or sign in "（），。：「」" for sign in line), (name, line)
        assert seen == asked
