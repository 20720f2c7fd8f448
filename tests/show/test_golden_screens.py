"""Golden screens: what a person sees, in a real terminal (pexpect) read by an emulator (pyte), at 60 and 100 columns,
in both languages.

A change of looks shows up in review as a change of a file in `golden/`. To accept it: `UPDATE_GOLDEN=1 python -m
pytest tests/show`.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.conftest import environment
from tests.show.seen import FAULTY, KETTLE, SCREENS, measured
from tutor.cli.look import Look, rendered
from tutor.library import shipped

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (60, 100)
LANGUAGES = ("en", "zh-Hant")
Typed = Sequence[tuple[str, str]]
KETTLE_QUIZ = ["quiz", "kettle", "--cram", "--seed", "1", "-n", "1", "--content", KETTLE]
PLAYED: dict[str, tuple[list[str], Typed]] = {
    "quiz-wrong": (KETTLE_QUIZ, [("›", "b"), ("Enter", "\r"), ("›", "a"), ("Enter", "\r")]),
    "teach-opening": (["teach", "lstm"], [("›", "\x04")]),
}


def play(arguments: list[str], columns: int, home: Path, language: str, typed: Typed = ()) -> list[str]:
    """Run `tutor` in a terminal of `columns` and return the lines that stand on it at the end; `typed` are keys, each
    after the text that is waited for.
    """
    env = environment(home, TERM="xterm-256color", TUTOR_LANG=language, COLUMNS=str(columns))
    home.parent.mkdir(exist_ok=True)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tutor", *arguments],
        env=env,
        dimensions=(60, columns),
        encoding="utf-8",
        timeout=30,
        cwd=str(home.parent),
    )
    seen = ""
    for text, keys in typed:
        child.expect_exact(text)
        seen += child.before + child.after
        child.send(keys)
    child.expect(pexpect.EOF)
    screen = pyte.Screen(columns, 700)
    pyte.Stream(screen).feed(seen + child.before)
    lines = [line.rstrip() for line in screen.display]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def hold(name: str, language: str, columns: int, lines: list[str]) -> None:
    """Compare with the golden file; with UPDATE_GOLDEN, write it."""
    path = GOLDEN / f"{name}.{language}.{columns}.txt"
    seen = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(name: str, columns: int, language: str, home: Path) -> None:
    shutil.copytree(FAULTY, home.parent / "faulty")
    hold(name, language, columns, play(SCREENS[name], columns, home, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", PLAYED)
def test_a_conversation_looks_as_it_did(name: str, columns: int, language: str, home: Path) -> None:
    arguments, typed = PLAYED[name]
    hold(name, language, columns, play(arguments, columns, home, language, typed))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("lab", ["adding", "norm-gradients", "invariance"])
def test_what_a_lab_measured_looks_as_it_did(lab: str, columns: int, language: str) -> None:
    """Curves, a heatmap, a wide table; the measurements are made up, since the last digit hangs on the machine."""
    shown = rendered(Look(language, "text", columns, (shipped(),)), measured(lab, language), io.StringIO())
    hold(f"lab-{lab}", language, columns, shown.rstrip("\n").split("\n"))


def test_no_sentence_is_cut(tutor) -> None:
    from tutor.library import Shelf
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
