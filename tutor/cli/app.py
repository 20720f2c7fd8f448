"""All commands, in the order in which `--help` tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import typer

from tutor.cli import home
from tutor.cli.options import with_look

COMPLETING = "_TUTOR_COMPLETE"  # set while a shell asks what could stand there
COMMANDS = (
    *("explain", "demo", "lab", "compare", "quiz", "teach"),
    *("topics", "search", "define", "progress", "export", "check", "new", "completion"),
)


def command_for(arguments: Sequence[str], environ: Mapping[str, str]) -> Any:
    """Return what runs: the app's command, in the learner's language and width where its help is asked for."""
    if COMPLETING in environ:
        from tutor.cli import completion

        command = typer.main.get_command(app_for(completion.words_before()))
        completion.prepare(command)
        return command
    command = typer.main.get_command(app_for(arguments))
    if {"-h", "--help"} & set(arguments):
        from tutor.cli import helping

        helping.prepare(command, arguments, environ)
    return command


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
