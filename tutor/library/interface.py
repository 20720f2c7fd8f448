"""The sentences of the program itself, in `content/interface/<language>.yaml`: a flat mapping of ids to texts with
{names} in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tutor.library import language as languages
from tutor.library.build import Builder
from tutor.library.problems import ContentError
from tutor.library.reader import read

_SLOT = re.compile(r"\{(\w+)\}")


def fill(text: str, values: Mapping[str, object]) -> str:
    """Replace each {name} by its value; a name that is not given stays as it is (no format language: texts may come
    from strangers).
    """
    return _SLOT.sub(lambda match: str(values.get(match[1], match[0])), text)


class Interface:
    """Says what the program has to say, in one language."""

    def __init__(self, folder: Path, language: str) -> None:
        self.language = language
        self._texts = _texts(folder, f"interface/{languages.written(language)}.yaml")

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of `key` with its {names} filled. Raises KeyError for a key that no file has."""
        text = self._texts[key]
        if self.language == "zh-Hans":
            text = languages.simplify(text)
        return fill(text, values)


def translations(folder: Path, language: str) -> dict[str, str]:
    """Return English sentence of the command line -> the same in `language`; nothing for English. Raises ContentError.

    The English ones stand in the code, where Typer reads them.
    """
    if language == "en":
        return {}
    texts = _texts(folder, f"interface/help.{languages.written(language)}.yaml")
    return {key: languages.simplify(text) for key, text in texts.items()} if language == "zh-Hans" else texts


def _texts(folder: Path, file: str) -> dict[str, str]:
    builder = Builder(file)
    texts = builder.build(read(folder / file, file), dict[str, str])
    if texts is None:
        raise ContentError(builder.problems)
    return texts
