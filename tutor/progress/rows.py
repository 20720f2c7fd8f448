"""The table of events: its shape, and an event as a row of it.

Times are ISO 8601 in UTC with microseconds, so that text order is time order and a learner can read the file.
"""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from sys import intern
from types import NoneType
from typing import Any

from tutor.progress.errors import DamagedError
from tutor.progress.event import Event, clean, is_name

COLUMNS = tuple(field.name for field in dataclasses.fields(Event))
# SQLite keeps whatever a stranger puts into a column. Python would stumble over it far from here.
_TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("answer", "misconception", "certainty", "target"), (str, NoneType)),
    **dict.fromkeys(("revision", "variant", "hints"), (int,)),
    **dict.fromkeys(("right", "scheduled"), (int, bool)),
    **dict.fromkeys(("credit", "seconds"), (float, int)),
}
_NAMES = ("id", "machine", "question", "misconception", "target")
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM events "
# Adding an event that is there changes nothing, but a raw answer that an export had left out is filled in: whichever
# of the two comes first, the log ends up the same.
_INSERT = (
    f"INSERT INTO events ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))}) ON CONFLICT (id) DO UPDATE "
    "SET answer = excluded.answer WHERE events.answer IS NULL AND excluded.answer IS NOT NULL"
)

# The step from each version of the file to the next; PRAGMA user_version counts the steps taken.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE events (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE, time TEXT NOT NULL, effective TEXT NOT NULL, machine TEXT NOT NULL,
            kind TEXT NOT NULL, mode TEXT NOT NULL, question TEXT NOT NULL, revision INTEGER NOT NULL,
            variant INTEGER NOT NULL, answer TEXT, right INTEGER NOT NULL, credit REAL NOT NULL, misconception TEXT,
            hints INTEGER NOT NULL, certainty TEXT, seconds REAL NOT NULL, scheduled INTEGER NOT NULL, target TEXT)""",
        "CREATE INDEX events_of_a_question ON events (question, effective)",
        "CREATE INDEX amendments ON events (kind, target) WHERE kind <> 'answer'",
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "INSERT INTO meta VALUES ('machine', lower(hex(randomblob(16))))",
        # Derived and safe to delete: the cards after the event at `position`, with these ids renamed, by these rules.
        """CREATE TABLE cache (
            position INTEGER PRIMARY KEY, event TEXT NOT NULL, rules TEXT NOT NULL,
            renamed TEXT NOT NULL, cards TEXT NOT NULL)""",
    ),
)


def select(connection: sqlite3.Connection, where: str = "", values: Sequence[object] = ()) -> list[Event]:
    """Return the events of `where` in the order of all machines. Raises DamagedError for a row that is no event."""
    found = connection.execute(f"{_SELECT}{where} ORDER BY effective, id", values)
    try:
        return [event_of(row) for row in found]
    except (ValueError, TypeError) as error:
        raise DamagedError(str(error)[:200]) from error


def readable(connection: sqlite3.Connection) -> Iterator[Event]:
    """Yield what can still be read of a damaged table: from the front up to the damage, then from the back."""
    connection.text_factory = _decoded
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error, UnicodeDecodeError):  # a damaged schema, quoted in SQLite's own message
            for row in connection.execute(f"{_SELECT} ORDER BY position {order}"):
                with suppress(ValueError, TypeError):
                    yield event_of(row)
            return


def _decoded(raw: bytes) -> str:
    """Give back even what is not UTF-8: the row is no event then, and those behind it still are."""
    return raw.decode("utf-8", "surrogateescape")


def insert(connection: sqlite3.Connection, event: Event) -> bool:
    """Add an event that has its machine and effective time; return whether it was new. Raises sqlite3.Error."""
    known = connection.execute("SELECT 1 FROM events WHERE id = ?", (event.id,)).fetchone()
    connection.execute(_INSERT, row_of(event))
    return known is None


def stamped(connection: sqlite3.Connection, event: Event, machine: str) -> Event:
    """Return `event` as it will be stored: with its machine, its effective time and clean text."""
    (latest,) = connection.execute("SELECT max(effective) FROM events WHERE question = ?", (event.question,)).fetchone()
    effective = event.time
    if latest is not None:
        effective = max(effective, datetime.fromisoformat(latest) + timedelta(microseconds=1))
    answer = None if event.answer is None else clean(event.answer)
    return dataclasses.replace(event, machine=machine, effective=effective, answer=answer)


def row_of(event: Event) -> list[object]:
    """Return the values of `event` in the order of COLUMNS."""
    values = (getattr(event, name) for name in COLUMNS)
    return [value.isoformat(timespec="microseconds") if isinstance(value, datetime) else value for value in values]


@cache
def _misfit(types: tuple[type, ...]) -> str:
    """Name the first column whose value is of a wrong type; nearly all rows are of the same few types."""
    fits = zip(COLUMNS, types, strict=True)
    return next((name for name, found in fits if found not in _TYPES.get(name, (str,))), "")


def event_of(row: Sequence[object]) -> Event:
    """Return the event of a row. Raises ValueError or TypeError, naming the column, where the row is not one."""
    misfit = _misfit(tuple(map(type, row)))
    if misfit:
        raise TypeError(f"{misfit}: of a type that is not possible in an event")
    values: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    for name in _NAMES:
        if values[name] and not is_name(values[name]):
            raise ValueError(f"{name}: no name")
    if values["answer"]:
        values["answer"] = clean(values["answer"])
    for name in ("time", "effective"):
        values[name] = datetime.fromisoformat(values[name])
    for name in ("right", "scheduled"):
        values[name] = bool(values[name])
    for name in ("question", "machine", "kind", "mode"):
        values[name] = intern(values[name])  # thousands of rows share a few texts
    return Event(**values)
