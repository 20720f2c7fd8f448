"""Two topics side by side: the shapes of a comparison, and how one is found and read.

- `Comparison` is `comparison.yaml`: facts, stated once for all languages.
- `ComparisonWords` is `<language>.yaml` beside it: the sentences, under the same ids.

`first` and `second` follow the order of `topics`, whichever was asked for first: the sentences of the second lean on
those of the first ("the same", "the other").
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from tutor.library import language as languages
from tutor.library.folders import ids_in
from tutor.library.model import Shown
from tutor.library.problems import ContentError, Problem
from tutor.library.record import named_record, record
from tutor.library.shelf import Shelf, head, load, load_words

FOLDER = "comparisons"


@record
class Comparison:
    """`comparison.yaml`: which topics, which rows, and where the numbers come from."""

    file_name: ClassVar[str] = "comparison.yaml"

    topics: list[str]
    shared: list[str]
    rows: list[str]
    numbers: list[Shown]
    sources: list[str]


@record
class Sides:
    """What is said of each of the two topics."""

    first: str
    second: str


@named_record
class Row(Sides):
    """One aspect, and what is said of it on each side: one paragraph, one or two sentences."""

    aspect: str


@record
class ComparisonWords:
    """`<language>.yaml`: short names for the columns, and the sentences; `number` tells the computed number."""

    summary: str
    names: Sides
    shared: dict[str, str]
    rows: dict[str, Row]
    choose: Sides
    number: str


@record
class Compared:
    """A comparison with its words. `spoken` is the language that the words are really in."""

    facts: Comparison
    words: ComparisonWords
    spoken: str


@record
class _Head:
    topics: list[str]


def ids(shelf: Shelf) -> list[str]:
    """Ids of all comparisons, sorted."""
    return sorted({name for folder in shelf.folders for name in ids_in(folder / FOLDER)})


def pairs(shelf: Shelf) -> list[list[str]]:
    """The two topics of each comparison. Those that cannot be read are left out; the check reports them."""
    return [topics for _, topics in _heads(shelf)]


def compared(shelf: Shelf, first: str, second: str, language: str) -> Compared | None:
    """Return the comparison of two topics, given by id in either order; None where nobody wrote one.

    Raises ContentError.
    """
    for path, topics in _heads(shelf):
        if sorted(topics) == sorted((first, second)):
            return _read(path, language)
    return None


def comparison(shelf: Shelf, name: str, language: str) -> Compared:
    """Read the comparison with this id, in English where `language` is missing. Raises ContentError."""
    return _read(folder_of(shelf, name), language)


def folder_of(shelf: Shelf, name: str) -> Path:
    """Folder of the first comparison with this id. Raises ContentError when there is none."""
    for folder in shelf.folders:
        if name in ids_in(folder / FOLDER):
            return folder / FOLDER / name
    raise ContentError([Problem(f"{FOLDER}/{name}", 1, 1, "", "is not a comparison of any content folder")])


def _heads(shelf: Shelf) -> Iterator[tuple[Path, list[str]]]:
    for folder in shelf.folders:
        for name in ids_in(folder / FOLDER):
            read = head(folder / FOLDER / name / Comparison.file_name, "topics", _Head)
            if read:
                yield folder / FOLDER / name, read.topics


def _read(folder: Path, language: str) -> Compared:
    file = f"{FOLDER}/{folder.name}"
    facts = load(folder / Comparison.file_name, f"{file}/{Comparison.file_name}", Comparison)
    words, spoken = load_words(folder, file, ComparisonWords, language)
    found = Compared(facts, words, spoken)
    if missing := _missing(found):
        written = languages.written(spoken)
        raise ContentError([Problem(f"{file}/{written}.yaml", 1, 1, path, "is missing; write it") for path in missing])
    return found


def _missing(pair: Compared) -> list[str]:
    shared = [f"shared.{name}" for name in pair.facts.shared if name not in pair.words.shared]
    return shared + [f"rows.{name}" for name in pair.facts.rows if name not in pair.words.rows]
