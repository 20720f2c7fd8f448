"""The shapes of content as JSON Schema, for editors: the third use of the dataclasses, beside reading and checking.

Written here in full, since what the builder reads is a small part of what a schema can say.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any

from tutor.library.comparison import Comparison, ComparisonWords
from tutor.library.glossary import Glossary
from tutor.library.model import KINDS, DemoWords, Question, Topic, Words
from tutor.library.rubric import Rubric

DRAFT = "http://json-schema.org/draft-07/schema#"  # the one that yaml-language-server reads
SHAPES: dict[str, type] = {
    "topic": Topic,
    "words": Words,
    "rubric": Rubric,
    "comparison": Comparison,
    "comparison-words": ComparisonWords,
    "demo-words": DemoWords,
    "glossary": Glossary,
}
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": ["string", "number"]},  # a bare number where a text belongs is read as the text
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
}
_LEVEL_KEYS = {"propertyNames": {"enum": ["1", "2", "3", "4", 1, 2, 3, 4]}}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, one of `SHAPES`. Raises KeyError."""
    definitions: dict[str, Any] = {}
    top = _of(SHAPES[name], definitions)
    return {"$schema": DRAFT, "title": name, **top, "definitions": definitions}


def modeline(name: str) -> str:
    """Return the comment by which an editor finds the schema, from a file two folders below the pack's."""
    return f"# yaml-language-server: $schema=../../schema/{name}.json"


def _of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_of(one, definitions) for one in inner if one is not type(None)] + [{"type": "null"}]}
    if origin is typing.Literal:
        return {"enum": list(inner)}
    if origin is list:
        return {"type": "array", "items": _of(inner[0], definitions)}
    if origin is dict:
        keys = _LEVEL_KEYS if inner[0] is int else {}
        return {"type": "object", **keys, "additionalProperties": _of(inner[1], definitions)}
    if kind is Question:
        return {"oneOf": [_dataclass(one, definitions, name) for name, one in KINDS.items()]}
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, definitions)
    return dict(_SCALARS.get(kind, {}))


def _dataclass(kind: Any, definitions: dict[str, Any], tag: str = "") -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # it may hold itself
        hints = typing.get_type_hints(kind)
        fields = {field.metadata.get("key", field.name): field for field in dataclasses.fields(kind)}
        properties = {key: _of(hints[field.name], definitions) for key, field in fields.items()}
        if tag:
            properties["kind"] = {"const": tag}
        definitions[name] = {
            "description": " ".join((kind.__doc__ or "").split()),
            "type": "object",
            "properties": properties,
            "required": [key for key, field in fields.items() if _required(field)],
            "additionalProperties": False,
        }
    return {"$ref": f"#/definitions/{name}"}


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
