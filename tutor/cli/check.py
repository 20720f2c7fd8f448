"""`tutor check [PATH]`: every fault of the content, for authors."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from tutor.cli.look import Look, Refused

Folder = Annotated[
    Path | None,
    typer.Argument(metavar="PATH", help="A content folder; the shipped one if left out.", show_default=False),
]


def check(look: Look, path: Folder = None) -> None:
    """Check content for authors; exit 1 if anything is wrong.

    Example: tutor check my-pack
    """
    from tutor import demos, lab, quiz, show
    from tutor.cli import links
    from tutor.library import Shelf
    from tutor.library.check import check as check_library
    from tutor.library.check import coverage

    if path is not None and not os.path.isdir(path):
        raise Refused(look.say("folder-missing", folder=str(path)))
    shelf = Shelf([path]) if path is not None else look.shelf
    problems = check_library(shelf, demos.names(), lab.names())
    problems = sorted([*problems, *quiz.check(shelf), *show.check(shelf), *links.check(shelf)])
    rows = coverage(shelf)
    if look.is_json:
        keys = ("file", "line", "column", "path", "message")
        look.data(
            {"problems": [{key: getattr(problem, key) for key in keys} for problem in problems], "coverage": rows}
        )
    else:
        for problem in problems:
            print(_line(str(problem), look))
        look.show(show.check_screen(problems, rows, look.say))
    raise typer.Exit(1 if problems else 0)


def _line(problem: str, look: Look) -> str:
    """Return a problem as one line, which editors and `grep` read; broken between words where somebody reads it."""
    if not sys.stdout.isatty():
        return problem
    from tutor.show.plain import fold

    return "\n".join(fold(problem, look.width, "    "))
