"""What a command has at hand: language, format, width, content, and the one way to print."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import typer

if TYPE_CHECKING:
    from tutor.library import Interface, Shelf
    from tutor.show.blocks import Block


class Refused(Exception):  # noqa: N818 - it is an answer to the user, not a fault of the program
    """The call or its input is wrong; `str()` is the sentence that says what, where and what to do."""


@dataclass(eq=False, repr=False, match_args=False)
class Look:
    """The options that every command takes, read once."""

    language: str
    format: str
    width: int
    folders: tuple[Path, ...]
    ascii: bool = False
    file: Path | None = None

    @cached_property
    def shelf(self) -> Shelf:
        """The content folders."""
        from tutor.library import Shelf

        return Shelf(self.folders)

    @cached_property
    def say(self) -> Interface:
        """The program's own sentences."""
        from tutor.library import Interface, shipped

        return Interface(shipped(), self.language)

    def show(self, items: Sequence[Block], *, error: bool = False) -> None:
        """Print one screen, on stdout or stderr; with `--save`, write it to the file instead. Raises Refused."""
        if self.file is not None and not error:
            save(self, items, self.file)
        else:
            write(self, items, sys.stderr if error else sys.stdout)

    def rendered(self, items: Sequence[Block]) -> str:
        """Return one screen as stdout would show it."""
        return rendered(self, items, sys.stdout)

    def data(self, value: Any) -> None:
        """Print one JSON document."""
        from tutor.show.document import pieces

        sys.stdout.writelines(pieces(value))

    def rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Print rows, each with an id, as a JSON list or as CSV."""
        if self.format == "csv":
            from tutor.show.csv import table

            sys.stdout.write(table(rows))
        else:
            self.data(list(rows))

    @property
    def is_rows(self) -> bool:
        """True where a table is asked for as data: `--json` or `--format csv`."""
        return self.format in ("json", "csv")

    @property
    def is_json(self) -> bool:
        """True for `--json`."""
        return self.format == "json"


def write(look: Look, items: Sequence[Block], stream: TextIO) -> None:
    """Render blocks in the look's format and write them."""
    stream.write(rendered(look, items, stream))


def rendered(look: Look, items: Sequence[Block], stream: TextIO) -> str:
    """Return one screen in the look's format, with colours where `stream` shows them. Raises Refused for CSV."""
    if look.format == "csv":
        raise Refused(look.say("csv-tables"))
    if look.format == "markdown":
        from tutor.show import markdown

        return in_ascii(markdown.screen(items), look.ascii)
    screen, width = in_ascii(_laid_out(look, items, look.width, stream), look.ascii), look.width
    while look.ascii and (over := max(map(_columns, screen.split("\n"))) - look.width) > 0 and width > over:
        width -= over  # `sigma` is longer than the sign that was laid out
        screen = in_ascii(_laid_out(look, items, width, stream), look.ascii)
    return screen


def _columns(line: str) -> int:
    if line.isascii() and line.isprintable():
        return len(line)
    from rich.cells import cell_len
    from rich.text import Text

    return cell_len(Text.from_ansi(line).plain)


def _laid_out(look: Look, items: Sequence[Block], width: int, stream: TextIO) -> str:
    if look.format == "plain":
        from tutor.show import plain

        return plain.screen(items, width)
    from rich.console import Console
    from rich.text import Text

    from tutor.show import text
    from tutor.show.theme import THEME

    console = Console(theme=THEME, file=stream, width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        for part in text.screen(items, width, tall=not look.ascii):
            if isinstance(part, Text):  # its lines are broken already
                console.print(part, no_wrap=True, overflow="ignore", crop=False)
            else:
                console.print(part)
    screen = capture.get()
    return screen if console.is_terminal else "\n".join(line.rstrip() for line in screen.split("\n"))


def save(look: Look, items: Sequence[Block], file: Path) -> None:
    """Write one screen to a file, whole or not at all. Raises Refused where that cannot be done."""
    from tutor.cli.exporting.writing import write as replace
    from tutor.show.saving import kind_of, saved

    content = saved(items, look.width, kind_of(file), "tutor")
    replace(look, file, lambda half: half.write_text(content, encoding="utf-8"), force=True)


def in_ascii(text: str, wanted: bool) -> str:
    """Return `text`, with only ASCII signs if that is wanted; Chinese stays Chinese."""
    if not wanted:
        return text
    from tutor.show.ascii import to_ascii

    return to_ascii(text)


def refuse(sentence: str) -> NoReturn:
    """Say one sentence on stderr and end with exit code 2."""
    from tutor.cli.telling import tell

    tell(sentence)
    raise typer.Exit(2)
