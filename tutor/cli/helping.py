"""`--help` and faults of a call in the learner's language. The English sentences stand in the code, where Typer reads
them; the translations stand in `content/interface/help.<language>.yaml`, each under the English one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

FRAME = re.compile(
    r"Usage: |Options:|Arguments:|Commands:|\[OPTIONS\]|COMMAND \[ARGS\]\.\.\.|\[required\]|\[default:\s+"
    r"|Show this message and exit\."
)
EXAMPLE = "Example: "
WIDEST = 80  # columns of help, as Click has it

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


def translate(command: Any, catalog: Catalog) -> None:
    """Give a group and its commands their help texts from `catalog`; what it does not have stays English."""
    for part in [command, *command.commands.values()]:
        part.help = "\n\n".join(_paragraph(text, catalog) for text in (part.help or "").split("\n\n"))
        part.short_help = part.help.split("\n\n")[0]
        for parameter in part.params:
            if getattr(parameter, "help", None):
                parameter.help = catalog.get(parameter.help, parameter.help)
        part.get_help = _framed(part.get_help, catalog)


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


def _framed(get_help: Callable[[Any], str], catalog: Catalog) -> Callable[[Any], str]:
    def framed(context: Any) -> str:
        text = FRAME.sub(lambda match: catalog.get(match[0].strip(), match[0]), get_help(context))
        return "\n".join(piece for line in text.split("\n") for piece in _fitting(line))

    return framed


def _fitting(line: str) -> list[str]:
    """Break a line that is too wide under where its text begins: Click counts characters, not columns."""
    import shutil

    from rich.cells import cell_len
    from rich.text import Text

    from tutor.show.wrap import wrap

    width = min(shutil.get_terminal_size().columns, WIDEST)
    if cell_len(line) <= width:
        return [line]
    begun = re.match(r"\s*(\S+(?: \S+)*\s{2,})?", line)
    head = begun[0] if begun and cell_len(begun[0]) < width // 2 else " " * (len(line) - len(line.lstrip()))
    lines = [piece.plain for piece in wrap(Text(line[len(head) :]), width - cell_len(head))]
    return [head + lines[0], *(" " * cell_len(head) + more for more in lines[1:])]
