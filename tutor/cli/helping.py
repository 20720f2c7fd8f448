"""`--help` and faults of a call in the learner's language. The English sentences stand in the code, where Typer reads
them; the translations stand in `content/interface/help.<language>.yaml`, each under the English one.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tutor.cli.columns import columns

FRAME = re.compile(
    r"Usage: |Options:|Arguments:|Commands:|\[OPTIONS\]|COMMAND \[ARGS\]\.\.\.|\[required\]|\[default:\s+"
    r"|Show this message and exit\."
)
BEGINNING = re.compile(r"(\s*(?:\S+(?: \S+)*\s{2,})?).*")  # what stands before the text of a line
EXAMPLE = "Example: "
USUAL = 80  # columns of help, as Click has it
CLICKS_NARROWEST = 52  # below, Click sets lines that do not fit
UNBROKEN = 1000  # columns for Click, which counts characters and would break Chinese too late: breaking is ours then
BELOW = " " * 6

Catalog = Mapping[str, str]


def language_of(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language of a call that could not be read: of `--lang`, else of the environment."""
    from tutor.library.language import LANGUAGES, choose

    after = [value for name, value in itertools.pairwise(arguments) if name == "--lang"]
    written = [name.removeprefix("--lang=") for name in arguments if name.startswith("--lang=")]
    asked = [name for name in [*after, *written] if name in LANGUAGES]
    return asked[0] if asked else choose(environ)


def catalog_of(language: str) -> Catalog:
    """English sentence -> the same in `language`; nothing for English. Raises ContentError."""
    from tutor.library import shipped, translations

    return translations(shipped(), language)


def prepare(command: Any, arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Let `command` tell its help in the language and width of the call; English of a usual width is Click's own."""
    from tutor.cli.asked import NARROWEST

    language, asked, found = language_of(arguments, environ), _asked_width(arguments), columns(sys.stdout)
    if language != "en" or asked or found < CLICKS_NARROWEST:
        adapt(command, catalog_of(language), asked or max(min(found, USUAL), NARROWEST))


def _asked_width(arguments: Sequence[str]) -> int | None:
    from tutor.cli.asked import NARROWEST, WIDEST

    after = [value for name, value in itertools.pairwise(arguments) if name == "--width"]
    written = [name.removeprefix("--width=") for name in arguments if name.startswith("--width=")]
    widths = [int(text) for text in (*after, *written) if re.fullmatch("[0-9]{2,3}", text)]
    return next((width for width in widths if NARROWEST <= width <= WIDEST), None)


def adapt(command: Any, catalog: Catalog, width: int) -> None:
    """Give a group and its commands their help from `catalog` (what it lacks stays English), `width` columns wide."""
    command.context_settings["terminal_width"] = UNBROKEN
    for part in [command, *command.commands.values()]:
        part.help = "\n\n".join(_paragraph(text, catalog) for text in (part.help or "").split("\n\n"))
        part.short_help = part.help.split("\n\n")[0]
        for parameter in part.params:
            if getattr(parameter, "help", None):
                parameter.help = catalog.get(parameter.help, parameter.help)
        part.get_help = _framed(part.get_help, catalog, width)


def said(message: str, catalog: Catalog) -> str:
    """`message` by the entry of `catalog` that has its form: `No such option: {name}`; as it is where none has."""
    for form, text in catalog.items():
        if "{" in form and (found := re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(form)), message)):
            from tutor.library import fill

            return fill(text, {name: said(value, catalog) for name, value in found.groupdict().items()})
    return catalog.get(message, message)


def reason(error: Exception, language: str) -> str:
    """Why something could not be used: what Python or the system say of `error`, in `language` where we have it."""
    from tutor.cli.naming import shown

    told = getattr(error, "strerror", None) or str(error)
    return shown(said(" ".join(told.split()), catalog_of(language)))


def in_language(sentence: str, language: str) -> str:
    """`sentence`, which is in `language` already, with what the system said in brackets in that language, too."""
    if language == "en" or not (brackets := re.findall(r"（([^（）]+)）", sentence)):
        return sentence
    catalog = catalog_of(language)
    for told in brackets:
        sentence = sentence.replace(f"（{told}）", f"（{catalog.get(told, told)}）")
    return sentence


def _paragraph(text: str, catalog: Catalog) -> str:
    text = " ".join(text.split())
    if text.startswith(EXAMPLE):
        return catalog.get(EXAMPLE.strip(), EXAMPLE) + text.removeprefix(EXAMPLE)
    return catalog.get(text, text)


def _framed(get_help: Callable[[Any], str], catalog: Catalog, width: int) -> Callable[[Any], str]:
    def framed(context: Any) -> str:
        text = FRAME.sub(lambda match: catalog.get(match[0].strip(), match[0]), get_help(context))
        return "\n".join(piece for line in text.split("\n") for piece in _fitting(line, width))

    return framed


def _fitting(line: str, width: int) -> list[str]:
    """Break a line under where its text begins; where that leaves too little room, the text stands on lines below."""
    from rich.cells import cell_len
    from rich.text import Text

    from tutor.show.wrap import wrap

    if cell_len(line) <= width:
        return [line]
    head = BEGINNING.sub(r"\1", line)
    text = line[len(head) :]
    if head.strip() and cell_len(head) > width // 2:
        return [*_fitting(head.rstrip(), width), *_fitting(BELOW + text, width)]
    head = head[: width // 2]  # under a long name Click puts the text far to the right
    hang = " " * cell_len(head) or "  "
    first, *more = [piece.plain for piece in wrap(Text(text), width - len(hang))]
    return [head + first, *(hang + rest for rest in more)]
