"""Where a path of keys stands in a file.

A *path* is the keys from the top, joined by dots; items of a list count from 1: `questions.2.options`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tutor.library.problems import Problem
from tutor.library.reader import Mapping as MappingNode
from tutor.library.reader import Node, Scalar, read

Place = tuple[int, int]  # line and column, from 1


def nearest_place(places: Mapping[str, Place], path: str) -> Place:
    """Return the place of `path`, or of the nearest path above it that the file has."""
    while path and path not in places:
        path = path.rpartition(".")[0]
    return places.get(path, (1, 1))


def located(folder: Path, file: str, faults: Iterable[tuple[str, str]]) -> list[Problem]:
    """Return a problem for each (path, message) of `file` in `folder`, at its place. Raises ContentError."""
    told = list(faults)
    places = dict(_places(read(folder / file, file), "")) if told else {}
    return [Problem(file, *nearest_place(places, path), path, message) for path, message in told]


def texts(node: Node, path: str = "") -> Iterator[tuple[str, Scalar]]:
    """Yield every scalar of a tree with its path."""
    if isinstance(node, Scalar):
        yield path, node
        return
    named = [(key.text, item) for key, item in node.pairs] if isinstance(node, MappingNode) else []
    for key, item in named or enumerate(getattr(node, "items", []), 1):
        yield from texts(item, f"{path}.{key}" if path else str(key))


def _places(node: Node, path: str) -> Iterator[tuple[str, Place]]:
    yield path, (node.line, node.column)
    if isinstance(node, Scalar):
        return
    named = [(key.text, item) for key, item in node.pairs] if isinstance(node, MappingNode) else []
    for key, item in named or enumerate(getattr(node, "items", []), 1):
        yield from _places(item, f"{path}.{key}" if path else str(key))
