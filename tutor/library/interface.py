"""The sentences of the program itself, in `content/interface/<language>.yaml`: a flat mapping of ids to texts with
{names} in them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping as Named
from pathlib import Path

from tutor.library import language as languages
from tutor.library.build import Builder
from tutor.library.problems import ContentError
from tutor.library.reader import Mapping, contents, parse, read
from tutor.library.text import clean

_SLOT = re.compile(r"\{(\w+)\}")


def fill(text: str, values: Named[str, object]) -> str:
    """Replace each {name} by its value, made harmless for a terminal; one that is not given stays as it is (no format
    language: texts may come from strangers).
    """
    return _SLOT.sub(lambda match: clean(str(values.get(match[1], match[0]))), text)


class Interface:
    """Says what the program has to say, in one language. A screen needs twenty of its hundreds of sentences, so each is
    parsed when it is first said (5 ms of a start).
    """

    def __init__(self, folder: Path, language: str) -> None:
        self.language = language
        self._file = f"interface/{languages.written(language)}.yaml"
        self._entries = entries(contents(folder / self._file, self._file))

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of `key`, its {names} filled. Raises KeyError for a key that is not there, ContentError."""
        return fill(self._text(key), values)

    @functools.cache  # noqa: B019 - as long as the program
    def _text(self, key: str) -> str:
        text = _built(parse(self._entries[key], self._file), self._file)[key]
        return languages.simplify(text) if self.language == "zh-Hans" else text


def entries(data: bytes) -> dict[str, bytes]:
    """Split a flat mapping, whose keys begin their lines, into entries, each below as many empty lines as before."""
    found: dict[str, bytes] = {}
    key = ""
    for number, line in enumerate(data.split(b"\n")):
        if line[:1].isalpha():
            key = line.partition(b":")[0].decode("utf-8", "replace")
            found[key] = b"\n" * number + line
        elif key and line[:1] == b" ":
            found[key] += b"\n" + line
    return found


def translations(folder: Path, language: str) -> dict[str, str]:
    """Return English sentence of the command line -> the same in `language`; nothing for English. Raises ContentError.

    The English ones stand in the code, where Typer reads them.
    """
    if language == "en":
        return {}
    texts = _texts(folder, f"interface/help.{languages.written(language)}.yaml")
    return {key: languages.simplify(text) for key, text in texts.items()} if language == "zh-Hans" else texts


def _texts(folder: Path, file: str) -> dict[str, str]:
    return _built(read(folder / file, file), file)


def _built(node: Mapping, file: str) -> dict[str, str]:
    builder = Builder(file)
    texts = builder.build(node, dict[str, str])
    if texts is None:
        raise ContentError(builder.problems)
    return texts
