"""The numbers that words show: each is listed once in `numbers` of the facts, and each listed one is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from tutor.library.model import Shown

SMALL = 12  # whole numbers up to here are counts, not results
_NUMERAL = re.compile(r"(?<![A-Za-z0-9_.])(?<![A-Za-z]-)(\d+(?:,\d{3})*(?:\.\d+)?)(?![A-Za-z0-9_]|\.\d)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")  # not NFKC, which reads 0.5² as 0.52
_COUNT = re.compile(rf"0*(?:{'|'.join(map(str, range(SMALL + 1)))})|(19|20)\d\d")  # or a year


def plain_number(text: str) -> str:
    """Return a shown number as Python reads it: minus sign, no thousands separators, no percent sign."""
    return text.translate(_FULL_WIDTH).replace("−", "-").replace(",", "").replace("%", "").strip()


def faults(numbers: Sequence[Shown], words: object, file: str) -> Iterator[tuple[str, str]]:
    """Yield path and message of each number that `words` show and `file` does not list, or the other way round."""
    listed = {plain_number(entry.shown).lstrip("-") for entry in numbers}
    found: set[str] = set()
    for path, text in _texts(words, ""):
        for numeral in numerals(text):
            found.add(numeral)
            if numeral not in listed and not _is_count(numeral):
                yield path, f"shows {numeral}, which `numbers` in {file} does not list"
    for entry in numbers:
        if plain_number(entry.shown).lstrip("-") not in found:
            yield "numbers", f"does not show {entry.shown}, which `numbers` in {file} lists"


def numerals(text: str) -> list[str]:
    """Return the unsigned numerals of a text, without thousands separators."""
    return [match[1].replace(",", "") for match in _NUMERAL.finditer(text.translate(_FULL_WIDTH))]


def _is_count(numeral: str) -> bool:
    return bool(_COUNT.fullmatch(numeral))


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _texts(item, f"{path}.{number}")
