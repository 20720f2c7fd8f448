"""Golden screens: what a person sees, in a real terminal (pexpect) read by an emulator (pyte), at 60 and 100 columns,
in both languages.

A change of looks shows up in review as a change of a file in `golden/`. To accept it: `UPDATE_GOLDEN=1 python -m
pytest tests/show`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pyte
import pytest
from rich.cells import cell_len

from tests.conftest import environment
from tutor.show.wrap import CLOSING

GOLDEN = Path(__file__).parent / "golden"
TOPICS = sorted(path.name for path in (Path(__file__).parents[2] / "content" / "topics").iterdir())
SCREENS = {
    **{f"explain-{topic}": ["explain", topic] for topic in TOPICS},
    "explain-lstm-1": ["explain", "lstm", "--level", "1"],
    "explain-lstm-3": ["explain", "lstm", "--level", "3"],
    "explain-rmsnorm-3-how": ["explain", "rmsnorm", "--level", "3", "--section", "how"],
    "demo": ["demo"],
    "demo-rmsnorm": ["demo", "rmsnorm"],
    "demo-lstm": ["demo", "lstm"],
    "topics": ["topics"],
    "lab": ["lab"],
    "home": [],
    "progress": ["progress"],
}
WIDTHS = (60, 100)
LANGUAGES = ("en", "zh-Hant")


def play(arguments: list[str], columns: int, home: Path, language: str, keys: str = "") -> list[str]:
    """Run `tutor` in a terminal of `columns` and return the lines that stand on it at the end."""
    env = environment(home, TERM="xterm-256color", TUTOR_LANG=language, COLUMNS=str(columns))
    child = pexpect.spawn(
        sys.executable, ["-m", "tutor", *arguments], env=env, dimensions=(60, columns), encoding="utf-8", timeout=30
    )
    if keys:
        child.send(keys)
    child.expect(pexpect.EOF)
    screen = pyte.Screen(columns, 700)
    pyte.Stream(screen).feed(child.before)
    lines = [line.rstrip() for line in screen.display]
    while lines and not lines[-1]:
        lines.pop()
    return lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(name: str, columns: int, language: str, home: Path) -> None:
    lines = play(SCREENS[name], columns, home, language)
    path = GOLDEN / f"{name}.{language}.{columns}.txt"
    seen = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [32, 40, 60, 80, 120])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_too_long_or_begins_with_a_closing_mark(columns: int, language: str, tutor) -> None:
    for arguments in (["explain", "lstm", "--level", "3"], ["demo", "lstm"], ["topics"]):
        ran = tutor(*arguments, "--width", str(columns), "--lang", language)
        assert ran.code == 0, ran.stderr
        for line in ran.stdout.splitlines():
            assert cell_len(line) <= columns, line
            text = line.strip()
            assert not (text and text[0] in CLOSING and ord(text[0]) > 127), line


def test_no_sentence_is_cut(tutor) -> None:
    from tutor.library import Shelf, shipped
    from tutor.show.plain import line_of
    from tutor.show.prose import Paragraph, parse

    text = Shelf([shipped()]).lesson("lstm", "zh-Hant").at("what", 2)
    for width in ("33", "60", "100"):
        seen = "".join(
            tutor("explain", "lstm", "--section", "what", "--lang", "zh-Hant", "--width", width).stdout.split()
        )
        for block in parse(text):
            if isinstance(block, Paragraph):
                whole = "".join("".join(part for _, part in block.runs).split())
                assert whole in seen.replace("•", ""), line_of(whole)
