"""Opening a log: make the home, repair what is damaged, migrate, back up; or a log in memory where that fails."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from tutor.progress.backups import folder_of, keep_before, keep_daily
from tutor.progress.errors import DamagedError, LogError, Notice, faults_of, lasting_faults_of
from tutor.progress.files import check_database
from tutor.progress.repair import is_gone, repair
from tutor.progress.store import (
    FILE,
    check_all,
    check_size,
    connect,
    connect_to_read,
    copy_all,
    machine_of,
    make_room,
    migrate,
)


def opened(home: Path, now: datetime, *, damaged: bool = False) -> tuple[sqlite3.Connection, list[Notice]]:
    """Return a connection to the sound, current log of `home`, and what the learner must be told.

    `damaged`: the log is known to be, whatever a quick look says. Raises LogError.
    """
    path = home / FILE
    with faults_of(path):
        make_room(home)
        check_database(path)  # before anything is put in its place
        damaged = damaged or is_gone(home)
    if not damaged:
        with suppress(DamagedError), faults_of(path):
            return _ready(home, now)
    with lasting_faults_of(path):
        notice = repair(home, now)
        connection, notices = _ready(home, now)
    return connection, [notice, *notices] if notice else notices


def _ready(home: Path, now: datetime) -> tuple[sqlite3.Connection, list[Notice]]:
    path = home / FILE
    connection = connect(path)
    try:
        migrate(connection, path, lambda version: keep_before(version, connection, home, now))
        check_size(connection, path)
        machine_of(connection)  # here, where a damaged page is repaired, and not at first use
        return connection, _backed_up(connection, home, now)
    except BaseException:
        connection.close()
        raise


def _backed_up(connection: sqlite3.Connection, home: Path, now: datetime) -> list[Notice]:
    try:
        with faults_of(folder_of(home)):
            keep_daily(connection, home, now)
    except LogError as error:
        return [Notice("no-backup", {"folder": str(error.path), "detail": error.detail})]
    return []


def empty() -> sqlite3.Connection:
    """Return a connection to an empty log in memory."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    migrate(memory, Path(":memory:"))
    return memory


def copied(home: Path) -> sqlite3.Connection:
    """Return a connection to a copy in memory of the log in `home`. Raises LogError where that cannot be read."""
    path = home / FILE
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with lasting_faults_of(path):
            with closing(connect_to_read(path)) as kept:
                copy_all(kept, memory)
            migrate(memory, path)
            check_all(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def identity(path: Path) -> tuple[int, int] | None:
    """Tell one file from another of the same name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
