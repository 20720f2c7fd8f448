"""`tutor completion SHELL`: the script that lets a shell complete commands, topics and demos; and what it completes.

Completing runs at every press of Tab: it lists folders and files' names, and opens a topic only where no id fits.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.cli.look import Look, Refused


class Shell(StrEnum):
    """The shells that can complete."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"


Which = Annotated[Shell, typer.Argument(help="bash, zsh or fish.", metavar="bash|zsh|fish", show_default=False)]


def completion(look: Look, shell: Which) -> None:
    """Print what teaches your shell to complete topics, demos and options.

    Example: tutor completion bash >> ~/.bashrc
    """
    from typer._completion_shared import get_completion_script

    from tutor.cli.app import COMPLETING

    if look.format != "text" or look.file:
        raise Refused(look.say("completion-format"))
    print(get_completion_script(prog_name="tutor", complete_var=COMPLETING, shell=shell))


def words_before() -> list[str]:
    """The words that stand on the line already, without the program's name."""
    words = os.environ.get("COMP_WORDS", "") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    return words.split()[1:]


def prepare(command: Any) -> None:
    """Let `command` answer shells; it then has no help texts, which cost the import of Rich at every Tab."""
    from typer._completion_classes import completion_init

    completion_init()
    for part in [command, *command.commands.values()]:
        part.help = part.short_help = ""
        for parameter in part.params:
            parameter.help = None


def topics(incomplete: str) -> list[str]:
    """Ids that begin with `incomplete`; where none does, one-word names in any language."""
    from tutor.library.folders import homes

    found = [name for name in sorted(homes(_folders())[0]) if name.startswith(incomplete)]
    return found or sorted(set(_names(incomplete)))


def demos(incomplete: str) -> list[str]:
    """Demos that begin with `incomplete`."""
    from tutor.demos import names

    return [name for name in names() if name.startswith(incomplete)]


def labs(incomplete: str) -> list[str]:
    """Labs that begin with `incomplete`."""
    from tutor.lab import names

    return [name for name in names() if name.startswith(incomplete)]


def _names(incomplete: str) -> Iterator[str]:
    from tutor.library import Shelf

    wanted = incomplete.casefold()
    for name in Shelf(_folders()).names():
        if name.text.casefold().startswith(wanted) and " " not in name.text:
            yield name.text


def _folders() -> list[Path]:
    from tutor.library import shipped

    packs: Sequence[str] = os.environ.get("TUTOR_CONTENT", "").split(os.pathsep)
    return [shipped(), *(Path(pack) for pack in packs if pack)]
