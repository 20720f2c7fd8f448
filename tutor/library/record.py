"""A dataclass that starts quickly: its constructor is not compiled."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """Make a class a dataclass with an `__init__` that reads its fields, where `dataclass` would compile one for each
    class: 0.03 ms instead of 0.15 ms, for the forty classes of every start. Whether a call fits is mypy's to say.
    """
    made: Any = dataclass(eq=False, repr=False, match_args=False, init=False)(kind)
    given = [(one.name, one.default, one.default_factory) for one in fields(made)]

    def init(self: Any, *values: Any, **named: Any) -> None:
        for (name, _, _), value in zip(given, values, strict=False):
            named[name] = value
        for name, default, factory in given:
            if name not in named:
                named[name] = default if factory is MISSING else factory()
        vars(self).update(named)

    made.__init__ = init
    return kind


@dataclass_transform(eq_default=False, kw_only_default=True, field_specifiers=(field,))
def named_record(kind: type[T]) -> type[T]:
    """As `record`, for a class that adds required fields to one that has defaults: they are given by name."""
    return record(kind)
