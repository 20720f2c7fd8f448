"""A refusal where somebody reads it: on a terminal it is broken between words, in a pipe it is one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.session.terminal import Terminal
from tutor.show.wrap import CLOSING

FAULTS = [["demo", "zzz"], ["compare", "lstm", "qk-norm"], ["explain", "lstm", "--colour"], ["topics", "--width", "7"]]


@pytest.mark.parametrize("columns", [32, 40])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("arguments", FAULTS, ids=" ".join)
def test_a_terminal_cuts_no_word(home: Path, arguments: list[str], language: str, columns: int, tutor) -> None:
    terminal = Terminal(home, *arguments, lang=language, columns=columns, pack=None)
    assert terminal.end() == 2
    line = tutor(*arguments, TUTOR_LANG=language).stderr
    shown = [text for text in terminal.text().splitlines() if text]
    assert max(map(cell_len, shown)) <= columns
    assert not any(text.startswith(tuple(CLOSING)) for text in shown)
    assert "".join(" ".join(shown).split()) == "".join(line.split())
    assert language != "en" or set(" ".join(shown).split()) <= set(line.split())
