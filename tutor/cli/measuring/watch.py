"""Shows a run while it runs, on stderr: a live view in a terminal that can draw, else a line every few seconds."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tutor.cli.look import Look, in_ascii
from tutor.cli.playing.suspending import asleep
from tutor.lab.board import Board
from tutor.library.model import LabWords
from tutor.show import watching

if TYPE_CHECKING:
    from rich.text import Text

REDRAW = 0.25  # seconds between two pictures
SPEAK = 5.0  # seconds between two lines
FEWEST = (20, 6)  # columns and lines below which nothing is drawn

Show = Callable[[Board, float], None]


@contextmanager
def watch(look: Look, words: LabWords | None, title: str) -> Iterator[Show]:
    """Give a function to be called with the board and the seconds gone, as often as one likes."""
    if _draws(look):
        with _live(look, words, title) as show:
            yield show
    else:
        yield _lines(look, words)


def _draws(look: Look) -> bool:
    drawn = sys.stderr.isatty() and look.format in ("text", "json", "csv", "markdown")
    return drawn and os.environ.get("TERM") not in (None, "", "dumb") and min(_size(look)) >= min(FEWEST)


def _size(look: Look) -> tuple[int, int]:
    try:
        columns, lines = os.get_terminal_size(sys.stderr.fileno())
    except (OSError, ValueError):
        return 0, 0
    return min(look.width, columns), lines


@contextmanager
def _live(look: Look, words: LabWords | None, title: str) -> Iterator[Show]:
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    from tutor.show.theme import THEME

    console = Console(theme=THEME, file=sys.stderr, highlight=False, markup=False, emoji=False)
    drawn = -REDRAW

    def show(board: Board, elapsed: float) -> None:
        nonlocal drawn
        if elapsed - drawn < REDRAW:
            return
        drawn = elapsed
        lines = watching.live(board, words, title, elapsed, _size(look), look.say)
        text = Text("\n", no_wrap=True, overflow="crop").join(_plain(look, line) for line in lines)
        view.update(text, refresh=True)

    # no thread of its own: it would run beside the workers' fork, and draw into what a signal has cut off
    with (
        Live(console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False) as view,
        asleep(lambda: console.show_cursor(True), lambda: console.show_cursor(False)),
    ):
        yield show


def _plain(look: Look, line: Text) -> Text:
    from rich.text import Text

    return Text(in_ascii(line.plain, True)) if look.ascii else line


def _lines(look: Look, words: LabWords | None) -> Show:
    spoken = 0.0

    def show(board: Board, elapsed: float) -> None:
        nonlocal spoken
        if elapsed - spoken >= SPEAK:
            spoken = elapsed
            said = watching.line(board, words, elapsed, look.say)
            print(in_ascii(said, look.ascii), file=sys.stderr, flush=True)

    return show
