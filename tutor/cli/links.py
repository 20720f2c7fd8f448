"""What `tutor check` does with every command that a text names in `code`: it tries it, as far as nothing is kept or
printed by that.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tutor import demos, lab
from tutor.cli.look import Refused
from tutor.library import ContentError, NotFoundError, Problem, Shelf, comparison, glossary, shipped
from tutor.library.check_written import files
from tutor.library.interface import Interface
from tutor.library.model import LEVELS, SECTIONS
from tutor.library.places import texts
from tutor.library.rubric import topics_with_rubric

COMMAND = re.compile(r"`tutor(?:\s([^`]*))?`")
Values = dict[str, Any]


class DeadError(Exception):
    """A command that does not do what its reader expects; `str()` says why."""


def check(shelf: Shelf) -> list[Problem]:
    """Return a problem for every command in the texts that cannot be run as it stands."""
    whole = Shelf([shipped(), *(folder for folder in shelf.folders if folder.resolve() != shipped().resolve())])
    tried: dict[str, str] = {}
    return [problem for folder in shelf.folders for problem in _folder(folder, whole, tried)]


def _folder(folder: Path, shelf: Shelf, tried: dict[str, str]) -> Iterator[Problem]:
    for file, node in files(folder):
        for path, scalar in texts(node):
            for match in COMMAND.finditer(scalar.text):
                line = " ".join((match[1] or "").split())
                if line not in tried:
                    tried[line] = _why_dead(line, shelf)
                if tried[line]:
                    yield Problem(
                        file, scalar.line, scalar.column, path, f"names `tutor {line}`, which fails: {tried[line]}"
                    )


def _why_dead(line: str, shelf: Shelf) -> str:
    from typer.exceptions import TyperException

    try:
        _try(shlex.split(line), shelf)
    except NotFoundError as error:
        near = f"; near it are {', '.join(error.candidates)}" if error.candidates else ""
        return f"no topic is called {error.words}{near}"
    except TyperException as error:
        return error.format_message() if hasattr(error, "format_message") else str(error)
    except (DeadError, Refused, ContentError, ValueError) as error:
        return str(error)
    return ""


def _try(words: list[str], shelf: Shelf) -> None:
    from tutor.cli.app import COMMANDS

    if not words or words[0].startswith("-"):
        return
    name, *rest = words
    if name not in (*COMMANDS, "lab"):
        raise DeadError(f"there is no command {name}")
    if name == "lab" and name not in COMMANDS:
        return _lab({"name": rest[0] if rest else ""}, shelf)
    if "--help" in rest or "-h" in rest:
        return
    values = _parsed(name, rest)
    language = values.get("lang")
    if language is not None and language not in ("en", "zh-Hant", "zh-Hans"):
        raise DeadError(f"--lang is {language}")
    trial = _TRIALS.get(name)
    if trial:
        trial(values, shelf)


def _parsed(name: str, rest: list[str]) -> Values:
    """Return a command's parameters as its own parser reads them. Raises TyperException."""
    from typer.main import get_command

    from tutor.cli.app import app_for

    group: Any = get_command(app_for([name]))
    context = group.commands[name].make_context(name, list(rest))
    return dict(context.params)


def _explain(values: Values, shelf: Shelf) -> None:
    topic = shelf.find(" ".join(values["topic"]))
    section = values["section"].replace("-", "_")
    if values["level"] not in LEVELS or (section and section not in SECTIONS):
        raise DeadError("there is no such level or section")
    lesson = shelf.lesson(topic, "en", questions=False)
    if values["level"] != 2 and values["level"] not in lesson.levels():
        raise DeadError(f"{topic} has no level {values['level']}")


def _topic(values: Values, shelf: Shelf) -> None:
    if values["topic"]:
        shelf.find(" ".join(values["topic"]))


def _teach(values: Values, shelf: Shelf) -> None:
    topic = shelf.find(" ".join(values["topic"]))
    if topic not in topics_with_rubric(shelf):
        raise DeadError(f"{topic} has no rubric")


def _compare(values: Values, shelf: Shelf) -> None:
    one, two = shelf.find(values["first"]), shelf.find(values["second"])
    if sorted((one, two)) not in map(sorted, comparison.pairs(shelf)):
        raise DeadError(f"{one} and {two} are not compared")


def _demo(values: Values, shelf: Shelf) -> None:
    from tutor.cli.inputs import gather

    if not values["name"]:
        return
    if values["name"] not in demos.names():
        raise DeadError(f"there is no demo {values['name']}")
    demo = demos.load(values["name"])
    if values["backward"] and demo.backward is None:
        raise DeadError(f"{demo.id} has no gradients")
    if values["dtype"] not in demos.PRECISIONS:
        raise DeadError(f"--dtype is {values['dtype']}")
    given = gather(values["set"] or [], None, Interface(shipped(), "en"))  # a file is its reader's own
    try:
        demos.run(demo, demos.resolve(demo, given, values["seed"], values["dtype"]))
    except demos.InputError as error:
        raise DeadError(f"{error.name} is {error.got}, expected {error.expected}") from None


def _lab(values: Values, shelf: Shelf) -> None:
    if values.get("name") and not values["name"].startswith("-") and values["name"] not in lab.names():
        raise DeadError(f"there is no lab {values['name']}")


def _define(values: Values, shelf: Shelf) -> None:
    words = " ".join(values["term"] or [])
    if words and not glossary.named(words, glossary.terms(shelf)):
        raise DeadError(f"the glossary has no {words}")


_TRIALS: dict[str, Callable[[Values, Shelf], None]] = {
    "compare": _compare,
    "define": _define,
    "demo": _demo,
    "explain": _explain,
    "lab": _lab,
    "quiz": _topic,
    "teach": _teach,
}
