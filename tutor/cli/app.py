"""All commands, in the order in which `--help` tells them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

from tutor.cli import home
from tutor.cli.options import with_look

COMMANDS = ("explain", "demo", "lab", "compare", "quiz", "teach", "topics", "progress", "export", "check")


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """Return the app; if `arguments` begin with a command, with only that one, since building each costs 4 ms."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,  # help in 68 ms instead of 147
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(with_look(home.home))
    wanted = [name for name in COMMANDS if name == next(iter(arguments), "")]
    for name in wanted or COMMANDS:
        module = import_module(f"tutor.cli.{name}")
        app.command(name)(with_look(getattr(module, name)))
    return app
