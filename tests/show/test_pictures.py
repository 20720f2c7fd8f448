"""The pictures of README.md: made by the tool's own `--save`, made anew here and compared.

To accept a change of looks: `UPDATE_GOLDEN=1 python -m pytest tests/show/test_pictures.py`.
"""

from __future__ import annotations

import os
import re
from itertools import groupby
from pathlib import Path

import pytest
from pyte.screens import Char
from rich.text import Text

from tests.conftest import Tutor
from tests.session.terminal import CTRL_D, Terminal
from tutor.show.saving import drawn

PICTURES = Path(__file__).parent / "pictures"
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
WIDTH = 84
SCREENS = {
    "home": [],
    "explain": ["explain", "lstm", "--section", "what"],
    "demo": ["demo", "rmsnorm"],
    "lab": ["lab", "gradient-flow"],
    "search": ["search", "forget gate", "-n", "3"],
    "define": ["define", "遺忘閘", "--lang", "zh-Hant"],
    "compare": ["compare", "lstm", "gru", "--lang", "zh-Hant"],
    "topics": ["topics"],
}
_RUN = re.compile(r'<text class="[^"]*?(r\d+|title)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
_COLOURS = re.compile(r"\.terminal-\d+-(r\d+) \{ ([^}]*) \}")
_SECONDS = re.compile(r"[\d.]+( |&#160;)s\b")  # the lab says how long it took


def seen(svg: str) -> list[tuple[str, ...]]:
    """Return what a picture shows: each run of text with its place and style. Rich's frame around it may change."""
    styles = dict(_COLOURS.findall(svg))
    return [(styles.get(look, ""), x, y, _SECONDS.sub("… s", text)) for look, x, y, text in _RUN.findall(svg)]


def hold(name: str, svg: str) -> None:
    """Compare a picture with the one that is kept, or keep it if `UPDATE_GOLDEN` is set and it shows something else."""
    kept = PICTURES / f"{name}.svg"
    if os.environ.get("UPDATE_GOLDEN") and not (kept.is_file() and seen(kept.read_text(encoding="utf-8")) == seen(svg)):
        PICTURES.mkdir(exist_ok=True)
        kept.write_text(svg, encoding="utf-8")
    assert len(seen(svg)) > 10
    assert seen(svg) == seen(kept.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SCREENS)
def test_a_picture_shows_what_the_tool_shows(name: str, tutor: Tutor, tmp_path: Path) -> None:
    ran = tutor(*SCREENS[name], "--width", str(WIDTH), "--save", "it.svg")
    assert ran.code == 0, ran.stderr
    hold(name, (tmp_path / "it.svg").read_text(encoding="utf-8"))


def test_the_picture_of_the_quiz_is_a_quiz_that_was_played(home: Path) -> None:
    """A quiz cannot be saved, so what stands in the terminal is drawn by what draws for `--save`."""
    quiz = Terminal(
        home, "quiz", "lstm", "-n", "2", "--seed", "3", "--cram", columns=WIDTH, term="xterm-256color", pack=None
    )
    quiz.see("1/2", "What happens to that line")
    quiz.press("b")
    quiz.see("Not right", "The answer:", "tutor demo lstm", "Enter goes on")
    quiz.press("\r")
    quiz.see("2/2")
    lines = styled(quiz)
    quiz.press(CTRL_D)
    assert quiz.end() == 0
    second = next(number for number, line in enumerate(lines) if "2/2" in line.plain)
    hold("quiz", drawn([Text("\n").join(lines[:second])], WIDTH, ".svg", "tutor"))


def styled(terminal: Terminal) -> list[Text]:
    """Return the lines of a terminal with their colours."""
    rows = [*terminal.screen.history.top, *(terminal.screen.buffer[y] for y in range(terminal.screen.lines))]
    return [_line([row[x] for x in range(terminal.screen.columns)]) for row in rows]


def _line(cells: list[Char]) -> Text:
    runs = groupby(cells, _style)
    line = Text.assemble(*(("".join(cell.data for cell in run), style) for style, run in runs))
    line.rstrip()
    return line


def _style(cell: Char) -> str:
    colour = {"default": "", "brown": "yellow"}.get(cell.fg, cell.fg)
    return " ".join(["bold"] * cell.bold + ["italic"] * cell.italics + [colour]).strip()


def test_the_readme_shows_every_picture_and_says_what_is_on_it() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(tests/show/pictures/([\w-]+)\.svg\)", README)
    assert {name for _, name in shown} == {path.stem for path in PICTURES.iterdir()} == {*SCREENS, "quiz"}
    assert all(len(said.split()) > 5 for said, _ in shown)
