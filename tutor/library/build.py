"""Nodes -> dataclasses: one walker that reads content and collects every fault on the way.

The dataclass is the definition: a field without a default is required, an unknown key is a fault, a scalar is read as
the type of its field.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import re
import types
import typing
from typing import Any, TypeVar

from tutor.library.model import KINDS, LEVELS, Question
from tutor.library.places import Place, nearest_place
from tutor.library.problems import Problem
from tutor.library.reader import Mapping, Node, Scalar, Sequence

T = TypeVar("T")

_FAULTY: Any = object()  # stands where a value could not be read; the problem is recorded
_LEVELS = tuple(map(str, LEVELS))
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


class Builder:
    """Builds values of one file and keeps its problems and the place of every path."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}

    def build(self, node: Node, kind: type[T]) -> T | None:
        """Return a `kind` (a dataclass), or None if `problems` has a reason why not."""
        value = self._value(node, kind, "")
        return None if value is _FAULTY or self.problems else value

    def problem(self, path: str, message: str) -> None:
        """Record a fault at `path`, or at the nearest place above it that the file has."""
        self.problems.append(Problem(self.file, *nearest_place(self.places, path), path, message))

    def _value(self, node: Node, kind: Any, path: str) -> Any:
        self.places[path] = (node.line, node.column)
        origin = typing.get_origin(kind)
        if origin in (types.UnionType, typing.Union):
            return self._optional(node, kind, path)
        if origin is typing.Literal:
            return self._choice(node, typing.get_args(kind), path)
        if origin is list:
            return self._list(node, typing.get_args(kind)[0], path)
        if origin is dict:
            key_kind, item_kind = typing.get_args(kind)
            return self._dict(node, key_kind, item_kind, path)
        if dataclasses.is_dataclass(kind):
            return self._dataclass(node, kind, path)
        if kind is object:
            return plain(node)
        return self._scalar(node, kind, path)

    def _fault(self, path: str, message: str) -> Any:
        self.problem(path, message)
        return _FAULTY

    def _optional(self, node: Node, kind: Any, path: str) -> Any:
        inner = next(arg for arg in typing.get_args(kind) if arg is not type(None))
        empty = isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null")
        return None if empty else self._value(node, inner, path)

    def _choice(self, node: Node, allowed: tuple[Any, ...], path: str) -> Any:
        text = node.text if isinstance(node, Scalar) else ""
        if text in allowed:
            return text
        return self._fault(path, f"is {text!r}; write one of {', '.join(map(str, allowed))}")

    def _list(self, node: Node, kind: Any, path: str) -> Any:
        if not isinstance(node, Sequence):
            return self._fault(path, "is not a list; write [a, b] or lines that begin with `- `")
        return [self._value(item, kind, f"{path}.{number}") for number, item in enumerate(node.items, 1)]

    def _dict(self, node: Node, key_kind: Any, kind: Any, path: str) -> Any:
        if not isinstance(node, Mapping):
            return self._fault(path, "is not a mapping; write `key: value` lines")
        result: dict[Any, Any] = {}
        for key, item in node.pairs:
            inside = f"{path}.{key.text}" if path else key.text
            name = level_of(key.text) if key_kind is int else key.text
            if name is None:
                self.places[inside] = (key.line, key.column)
                self.problem(inside, "is not a level; levels are 1 to 4")
                continue
            result[name] = self._value(item, kind, inside)
        return result

    def _dataclass(self, node: Node, kind: Any, path: str) -> Any:
        if not isinstance(node, Mapping):
            return self._fault(path, "is not a mapping; write `key: value` lines")
        if kind is Question:
            kind = self._question_kind(node, path)
            if kind is None:
                return _FAULTY
        hints = _hints(kind)
        values = {}
        for key, item in node.pairs:
            inside = f"{path}.{key.text}" if path else key.text
            if key.text in hints:
                field, hint = hints[key.text]
                values[field] = self._value(item, hint, inside)
            else:
                self.places[inside] = (key.line, key.column)
                self.problem(inside, f"is an unknown key{_nearest(key.text, hints)}")
        missing = [name for name in _required(kind) if name not in values]
        for name in missing:
            self.problem(f"{path}.{name}" if path else name, "is missing; add it")
        return _FAULTY if missing or any(value is _FAULTY for value in values.values()) else kind(**values)

    def _question_kind(self, node: Mapping, path: str) -> type[Question] | None:
        for key, item in node.pairs:
            if key.text == "kind":
                found = KINDS.get(item.text if isinstance(item, Scalar) else "")
                if found is None:
                    self.places[f"{path}.kind"] = (item.line, item.column)
                    self.problem(f"{path}.kind", f"is not a kind of question; write one of {', '.join(KINDS)}")
                return found
        self.problem(f"{path}.kind", f"is missing; write one of {', '.join(KINDS)}")
        return None

    def _scalar(self, node: Node, kind: Any, path: str) -> Any:
        if not isinstance(node, Scalar):
            return self._fault(path, "is a list or mapping where one value belongs")
        if kind is str:
            if node.text.strip() and not (node.plain and node.text in ("~", "null")):
                return node.text
            return self._fault(path, "is empty; write it or take the key out")
        if kind is bool:
            if node.text in ("true", "false"):
                return node.text == "true"
            return self._fault(path, f"is {node.text!r}; write true or false")
        number = number_of(node.text)
        if number is None or (kind is int and number != int(number)):
            return self._fault(path, f"is {node.text!r}; write a {'whole number' if kind is int else 'number'}")
        return kind(number)


def plain(node: Node) -> Any:
    """Return a node as JSON would: numbers, text, lists and mappings. Words such as `no` stay words."""
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: plain(item) for key, item in node.pairs}
    if not node.plain:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    number = number_of(node.text)
    if number is None:
        return node.text
    return int(node.text) if re.fullmatch(r"[+-]?\d+", node.text) else number


def number_of(text: str) -> float | None:
    """Read a decimal number such as `-1.5` or `1e-5`; None for anything else and for what overflows."""
    if len(text) > 100 or not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def level_of(text: str) -> int | None:
    """Read a level; None for anything that is not one, `02` and full-width digits included."""
    return int(text) if text in _LEVELS else None


def _nearest(word: str, known: typing.Iterable[str]) -> str:
    import difflib  # only a fault needs it

    close = difflib.get_close_matches(word, list(known), 1)
    return f"; did you mean `{close[0]}`" if close else f"; known are {', '.join(known)}"


@functools.cache
def _hints(kind: Any) -> dict[str, tuple[str, Any]]:
    """Return key -> field and its type. (A key that no field can have, such as `zh-Hant`, is in the metadata.)"""
    hints = typing.get_type_hints(kind)
    return {
        field.metadata.get("key", field.name): (field.name, hints[field.name]) for field in dataclasses.fields(kind)
    }


@functools.cache
def _required(kind: Any) -> list[str]:
    nothing = dataclasses.MISSING
    return [f.name for f in dataclasses.fields(kind) if f.default is nothing and f.default_factory is nothing]
