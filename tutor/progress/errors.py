"""What can go wrong with the log, as codes and data; the sentences are the caller's.

A `LogError` stops what was asked: nothing was kept. A `Notice` is something that was dealt with and must be told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tutor.progress.event import clean

ErrorKind = Literal["newer", "unwritable", "busy"]
NoticeCode = Literal["restored", "started-afresh", "no-backup"]


class LogError(Exception):
    """The log cannot be used as asked.

    - `newer`: a newer tutor wrote it; nothing was touched.
    - `unwritable`: the home cannot be written (read-only, full, not a folder) or the file cannot be read.
    - `busy`: another program has held the log for longer than we wait.
    """

    def __init__(self, kind: ErrorKind, path: Path, detail: str) -> None:
        super().__init__(f"{kind}: {path}: {detail}")
        self.kind: ErrorKind = kind
        self.path = path
        self.detail = clean(detail)  # SQLite quotes what it has found


class DamagedError(Exception):
    """The file is not what SQLite or this room wrote. `Log` catches it, repairs the file and tries again."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the learner.

    - `restored`: the log was damaged or gone and came back from a backup. Data: `backup` (path), `events` (how many it
      holds now), `rescued` (how many of them came out of the damaged file), `damaged` (path; None if the log was gone).
    - `started-afresh`: the log was damaged and no backup was good. Data: `events`, `rescued`, `damaged`.
    - `no-backup`: the daily backup could not be written. Data: `folder`, `detail`.
    """

    code: NoticeCode
    data: Mapping[str, str | int | None] = field(default_factory=dict)


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise about `path` into LogError or DamagedError."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # ours: a closed log, a wrong number of parameters
    except sqlite3.Error as error:
        raise _meaning(error, path) from error
    except UnicodeDecodeError as error:  # a damaged schema, quoted in SQLite's own message
        raise DamagedError("a text of it is not UTF-8") from error
    except OSError as error:
        raise LogError("unwritable", path, error.strerror or str(error)) from error


@contextmanager
def lasting_faults_of(path: Path) -> Iterator[None]:
    """Turn all of it into LogError: for what follows a repair, which is not tried twice."""
    try:
        with faults_of(path):
            yield
    except DamagedError as error:
        raise LogError("unwritable", path, str(error)) from error


def _meaning(error: sqlite3.Error, path: Path) -> LogError | DamagedError:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own: a text that is not UTF-8
        return DamagedError(str(error))
    primary = code & 0xFF
    # SQLITE_ERROR is "no such table" or "no such column": our statements are right, so the file is not ours any more.
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
        return DamagedError(str(error))
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LogError("busy", path, str(error))
    return LogError("unwritable", path, str(error))
