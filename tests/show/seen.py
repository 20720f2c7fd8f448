"""Every command's screens: for the golden files as arguments, for what holds of all screens as blocks."""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer

from tutor import lab as room
from tutor.cli import look
from tutor.cli.app import app_for
from tutor.cli.measuring import whole
from tutor.lab import Curve, Lab, Point, Result, Verdict
from tutor.lab.board import Board
from tutor.lab.running import Ended
from tutor.show.blocks import Block
from tutor.show.lab import Outcome

HERE = Path(__file__).parent
KETTLE = str(HERE.parent / "session" / "pack")
FAULTY = str(HERE / "faulty")
LANGUAGES = ("en", "zh-Hant", "zh-Hans")

# One of each kind: all topics go through the same code, and `test_every_screen.py` looks at all of them at all widths
SCREENS: dict[str, list[str]] = {
    "home": [],
    **{f"explain-lstm-{level}": ["explain", "lstm", "--level", level] for level in "1234"},
    "explain-post-norm": ["explain", "post-norm"],
    "explain-rmsnorm-3-how": ["explain", "rmsnorm", "--level", "3", "--section", "how"],
    "demo": ["demo"],
    "demo-rmsnorm": ["demo", "rmsnorm"],
    "demo-lstm": ["demo", "lstm"],
    "demo-lstm-backward": ["demo", "lstm", "--backward"],
    "lab": ["lab"],
    "compare-lstm-gru": ["compare", "lstm", "gru"],
    "topics": ["topics"],
    "search": ["search", "forget gate"],
    "define": ["define"],
    "define-hidden-state": ["define", "hidden state"],
    "progress": ["progress"],
    "export-quiz": ["export", "quiz", "kettle", "--answers", "--content", KETTLE],
    "check": ["check", "faulty"],  # copied to where the command runs: its path is on the screen
    "new": ["new", "topic", "sourdough", "--in", "my-pack"],
}
# What is typed into those that ask
TYPED: dict[str, tuple[list[str], str]] = {
    "quiz": (["quiz", "kettle", "--cram", "--seed", "1", "-n", "3", "--content", KETTLE], "?\nb\n\nc\na\n"),
    "quiz-exam": (["quiz", "kettle", "--exam", "--seed", "1", "-n", "3", "--content", KETTLE], "b\nc\na\n"),
    "teach": (["teach", "lstm", "--seed", "1"], "It has two states and gates.\n\na b\n\n\n\n"),
    "recap": (["export", "recap"], ""),
    "progress-begun": (["progress"], ""),
    "home-begun": ([], ""),
}

NO_SCREEN = ("export-quiz", "recap", "new")  # Markdown for a file, and the names of files


def blocks(
    arguments: Sequence[str], language: str, folder: Path, patch: pytest.MonkeyPatch, typed: str = ""
) -> list[list[Block]]:
    """Run a command in this process, in `folder`, and return the screens that it showed."""
    screens: list[list[Block]] = []

    def kept(_: look.Look, items: Sequence[Block], stream: Any) -> str:
        screens.append(list(items))
        return ""

    shutil.copytree(FAULTY, folder / "faulty", dirs_exist_ok=True)
    with patch.context() as here:
        here.chdir(folder)
        here.setenv("TUTOR_HOME", str(folder / "home"))
        here.setenv("TUTOR_LANG", language)
        here.setattr(look, "rendered", kept)
        here.setattr(sys, "stdin", io.StringIO(typed))
        quiet = io.StringIO()
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet), contextlib.suppress(typer.Exit):
            typer.main.get_command(app_for(arguments)).main(list(arguments), standalone_mode=False)
    return screens


def every(language: str, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[Block]]]:
    """Yield each screen of each command under a name."""
    asked = {**{name: (arguments, "") for name, arguments in SCREENS.items()}, **TYPED}
    for name, (arguments, typed) in asked.items():
        shown = blocks(arguments, language, folder, patch, typed)
        assert shown or name in NO_SCREEN, name
        yield from ((f"{name} {number}", items) for number, items in enumerate(shown))
    for name in room.names():
        yield f"lab {name}", measured(name, language)


def measured(name: str, language: str) -> list[Block]:
    """Return the screen of a lab whose measurements are made up: what comes out does not hang on the machine."""
    from tutor.library import shipped

    lab = room.load(name)
    settings = room.resolved(lab, {})
    board = Board(lab, settings, 2)
    for place, (variant, seed) in enumerate(board.order):
        points = [Point(step, 100, 1 / (1 + step * (1 + place % 3))) for step in range(0, 101, 20)]
        board.hear(Ended(Result(variant, seed, _made_up(lab, board, place), points if _curved(lab) else ())))
    outcome = Outcome(board, Verdict("mixed", {}, ""), 1.5, own=True)
    return whole.screen(look.Look(language, "text", 80, (shipped(),)), outcome)


def _curved(lab: Lab) -> bool:
    return isinstance(lab.picture, Curve)


def _made_up(lab: Lab, board: Board, place: int) -> dict[str, Any]:
    across = getattr(lab.picture, "across", lambda settings: [1, 2, 3])(board.settings)
    values: dict[str, Any] = {
        "count": place % 2 == 0,
        "range": 100 * (place + 1),
        "list": [10.0 ** (place - column) for column in range(len(across))],
    }
    return {measure: values.get(put.summary, 0.125 * (place + 1)) for measure, put in lab.measures.items()}
