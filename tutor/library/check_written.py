"""Faults that any text can have: something still to be written, a source that no text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tutor.library.folders import is_there
from tutor.library.language import WRITTEN
from tutor.library.model import Topic
from tutor.library.places import texts
from tutor.library.problems import ContentError, Problem
from tutor.library.reader import Mapping, Node, Scalar, Sequence, read
from tutor.library.text import clean

MOST_SOURCES = 100  # of one topic that are looked for, each in every paragraph
TO_DO = re.compile(r"\bTODO\b")
_CITED = re.compile(r"(?P<authors>.+?)(?<!\s)\s*\((?P<year>\d{4})\)")  # reads a row of spaces once


def check_written(folder: Path) -> list[Problem]:
    """Return a problem for every text that still says TODO."""
    return [
        Problem(file, scalar.line, scalar.column, path, "still says TODO; write it, or take the key out")
        for file, node in files(folder)
        for path, scalar in texts(node)
        if TO_DO.search(scalar.text)
    ]


def files(folder: Path) -> Iterator[tuple[str, Mapping]]:
    """Yield every readable file of a content folder that holds words, with its name in the folder."""
    kinds = ("topics", "comparisons", "demos", "labs")
    for path in sorted(
        [*folder.glob("glossary.yaml"), *(p for kind in kinds for p in folder.glob(f"{kind}/*/*.yaml"))]
    ):
        try:
            yield clean(path.relative_to(folder).as_posix()), read(path)
        except ContentError:
            continue  # told where the file is read for what it is


def check_cited(folder: Path) -> list[Problem]:
    """Return a problem for every source of a topic whose first author and year no paragraph of a language names.

    A comparison rests on its two topics: its cells have no room to cite.
    """
    problems = []
    for place in sorted(folder.glob(f"topics/*/{Topic.file_name}")):
        try:
            sources = _sources(read(place))
            words = _words(place.parent)
        except ContentError:
            continue
        problems += list(_uncited(f"topics/{clean(place.parent.name)}/{Topic.file_name}", sources, words))
    return problems


def _uncited(file: str, sources: list[tuple[str, Scalar]], words: dict[str, list[str]]) -> Iterator[Problem]:
    if len(sources) > MOST_SOURCES:
        first = sources[MOST_SOURCES][1]
        told = f"are {len(sources):,}; keep the {MOST_SOURCES} or fewer that the text rests on"
        yield Problem(file, first.line, first.column, "sources", told)
    for path, source in sources[:MOST_SOURCES]:
        match = _CITED.match(source.text)
        if not match:
            continue  # an undated page or a note: nothing to look for
        author, year = first_author(match["authors"]), match["year"]
        named = _named(author)
        missing = [
            name for name, paragraphs in words.items() if not any(year in p and named.search(p) for p in paragraphs)
        ]
        if missing:
            where = " and ".join(missing)
            told = f"is cited nowhere in {where}; name {author} and {year} in the paragraph that rests on it"
            yield Problem(file, source.line, source.column, path, told)


def first_author(authors: str) -> str:
    """Return the surname of the first author; of a group, as `OLMo team`, its first word."""
    first = re.split(r",| & | et al| and ", authors)[0].strip()
    words = first.split()
    return words[0] if len(words) > 1 and words[0][:1].isupper() else first


def _named(author: str) -> re.Pattern[str]:
    name = f"(?i:{re.escape(author[:1])}){re.escape(author[1:])}"  # a sentence may begin with "Van der …"
    return re.compile(rf"(?<!\w){name}(?![a-z])")


def _sources(node: Mapping) -> list[tuple[str, Scalar]]:
    listed: Node | None = next((item for key, item in node.pairs if key.text == "sources"), None)
    items = listed.items if isinstance(listed, Sequence) else []
    return [(f"sources.{number}", item) for number, item in enumerate(items, 1) if isinstance(item, Scalar)]


def _words(folder: Path) -> dict[str, list[str]]:
    """Return the paragraphs of each language that is written."""
    found = {}
    for language in WRITTEN:
        path = folder / f"{language}.yaml"
        if is_there(path):
            found[language] = [part for _, scalar in texts(read(path)) for part in re.split(r"\n\s*\n", scalar.text)]
    return found
