"""The options that every command takes, declared once, and the one place that turns a known fault into a sentence."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.cli.asked import make
from tutor.cli.faults import sentence_for
from tutor.cli.look import Look, refuse

Lang = Annotated[str | None, typer.Option("--lang", metavar="LANG", help="en, zh-Hant or zh-Hans.", show_default=False)]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMAT", help="text, plain, json or markdown; csv for tables.", show_default=False
    ),
]
Plain = Annotated[bool, typer.Option("--plain", help="No boxes, no colour: for screen readers.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Width = Annotated[int | None, typer.Option("--width", metavar="N", help="Columns, 32 or more.", show_default=False)]
Content = Annotated[
    list[Path] | None,
    typer.Option("--content", metavar="FOLDER", help="A folder of more topics; may be repeated.", show_default=False),
]
Save = Annotated[
    Path | None,
    typer.Option("--save", metavar="FILE", help="Write the screen to .svg, .html or .txt.", show_default=False),
]
Ascii = Annotated[bool, typer.Option("--ascii", help="Only ASCII signs.")]

_COMMON: dict[str, tuple[Any, Any]] = {
    "lang": (Lang, None),
    "format": (Format, None),
    "plain": (Plain, False),
    "json": (Json, False),
    "width": (Width, None),
    "content": (Content, None),
    "save": (Save, None),
    "ascii": (Ascii, False),
}


def with_look(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command, whose first parameter is its Look, the common options instead; known faults end in exit 2."""

    @functools.wraps(command)
    def run(**values: Any) -> None:
        options = {name: values.pop(name) for name in _COMMON}
        look: Look | None = None
        try:
            look = make(options, os.environ)
            command(look, **values)
        except Exception as error:
            sentence = sentence_for(error, look)
            if sentence is None:
                raise
            from tutor.cli.helping import in_language

            refuse(in_language(sentence, look.language) if look else sentence)

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    keyword = inspect.Parameter.KEYWORD_ONLY
    common = [
        inspect.Parameter(name, keyword, default=default, annotation=kind) for name, (kind, default) in _COMMON.items()
    ]
    parameters = [parameter.replace(kind=keyword) for parameter in own] + common
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run
