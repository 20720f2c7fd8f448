"""`tutor demo NAME --step`: one step a key, forwards and back; in a pipe, the whole demo without waiting.

Keys only where stdin and stdout are both terminals that can draw; a screen reader (`--plain`) and a dumb terminal type
a letter and Enter, and get each step below the last.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import typer

from tutor.cli.look import Look
from tutor.cli.playing.picking import plain
from tutor.cli.playing.reading import Reader
from tutor.cli.playing.suspending import CTRL_Z, suspend
from tutor.show import blocks as b
from tutor.show import walk as page

FORWARD = ("\x1b[C", "\x1bOC", "n", " ", "\r", "\n", "")
BACK = ("\x1b[D", "\x1bOD", "b", "p", "\x7f", "\x08")
DEEPER = ("\x1b[B", "\x1bOB", "d", "j")
UP = ("\x1b[A", "\x1bOA", "u", "k")
FIRST, LAST = ("\x1b[H", "\x1bOH", "\x1b[1~", "g"), ("\x1b[F", "\x1bOF", "\x1b[4~", "e")
QUIT = ("q", "\x1b")
AROUND = 4  # lines around the known values: a heading and the empty lines
ENTER_SCREEN, LEAVE_SCREEN, CLEAR = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l", "\x1b[H\x1b[2J"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk stands: at a step, with `part` of its parts computed. `parts` has the number of parts a step."""

    parts: tuple[int, ...]
    at: int = 0
    part: int = 0

    def press(self, key: str) -> Place | None:
        """Return the place after `key`; None to quit. Before the first and after the last step nothing moves."""
        sign = key if key.startswith("\x1b") else plain(key)  # arrows are case-sensitive
        if sign in QUIT:
            return None
        if sign in FORWARD:
            return self._forward()
        if sign in BACK:
            return self._to(self.at - 1) if self.at else replace(self, part=0)
        if sign in DEEPER:
            return replace(self, part=self.part + 1) if self.part < self.parts[self.at] else self._next_begun()
        if sign in UP:
            return replace(self, part=self.part - 1) if self.part > 1 else self._to(self.at - 1)
        if sign in FIRST:
            return self._to(0)
        return self._to(len(self.parts) - 1) if sign in LAST else self

    def _forward(self) -> Place:
        done = self.part >= self.parts[self.at]
        return self._to(self.at + 1) if done else self._to(self.at)

    def _next_begun(self) -> Place:
        return replace(self, at=self.at + 1, part=1) if self.at + 1 < len(self.parts) else self

    def _to(self, at: int) -> Place:
        if at < 0:
            return replace(self, part=0)
        at = min(at, len(self.parts) - 1)
        return replace(self, at=at, part=self.parts[at])


def walk(look: Look, stops: list[page.Stop], title: str) -> None:
    """Walk through `stops`, one a key, until the learner quits. Exits with 130 after Ctrl-C."""
    reader = Reader(look)
    place: Place | None = Place(tuple(stop.parts for stop in stops))
    try:
        if not reader.by_keys:
            return _by_lines(look, reader, stops, place)
        with _own_screen():
            while place is not None:
                _draw(look, stops, place, title)
                key = reader.key()
                if key == CTRL_Z:
                    suspend(LEAVE_SCREEN, ENTER_SCREEN)
                place = place.press(key)
    except EOFError:
        return
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _by_lines(look: Look, reader: Reader, stops: list[page.Stop], place: Place | None) -> None:
    reader.tell(look.say("walk-lines"))
    while (place := place.press(reader.line("").strip()) if place else None) is not None:
        step = page.working(stops[place.at], place.part)
        look.show([b.Note(look.say("walk-place", at=place.at + 1, of=len(stops))), step])


@contextmanager
def _own_screen() -> Iterator[None]:
    """A screen of one's own, and the learner's screen as it was, however the walk ends."""
    sys.stdout.write(ENTER_SCREEN)
    try:
        yield
    finally:
        sys.stdout.write(LEAVE_SCREEN)
        sys.stdout.flush()


def _draw(look: Look, stops: list[page.Stop], place: Place, title: str) -> None:
    columns, rows = shutil.get_terminal_size()
    fitting = replace(look, width=min(look.width, columns))

    def lines(known: int) -> list[str]:
        items = page.screen(stops, place.at, place.part, title, known, look.say)
        return fitting.rendered(items).strip("\n").split("\n")

    shown = lines(0)
    room = rows - len(shown) - AROUND
    while room > 0 and len(told := lines(room)) <= rows:
        shown, room = told, 0
    sys.stdout.write(CLEAR + "\r\n".join(_top(shown, rows)))
    sys.stdout.flush()


def _top(lines: Sequence[str], rows: int) -> list[str]:
    """Return the lines that fit; the last, which names the keys, always does."""
    return [*lines] if len(lines) <= rows else [*lines[: rows - 1], lines[-1]]
