"""Backups: copies of the log in the home's `backups`, one a day and one before each migration, the ten newest kept.

A copy is made by SQLite itself from a log that was just found sound, under another name until it is complete.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from tutor.progress.errors import LogError, lasting_faults_of
from tutor.progress.store import alone, check_pages, connect, connect_to_read, copy_all

KEPT = 10


def folder_of(home: Path) -> Path:
    """Return the folder of the backups of `home`."""
    return home / "backups"


def listed(home: Path) -> list[Path]:
    """Return the backups, oldest first."""
    return sorted(folder_of(home).glob("progress-*.sqlite3"))


def keep_daily(connection: sqlite3.Connection, home: Path, now: datetime) -> None:
    """Make the backup of the day, once. Raises DamagedError (nothing is written), OSError or sqlite3.Error."""
    copy = folder_of(home) / f"progress-{now:%Y-%m-%d}.sqlite3"
    if copy.exists() or connection.execute("SELECT 1 FROM events LIMIT 1").fetchone() is None:
        return
    with alone(home):
        check_pages(connection)
        _write(connection, copy)


def keep_before(version: int, connection: sqlite3.Connection, home: Path, now: datetime) -> None:
    """Make the backup that precedes the migration to `version`. Raises OSError or sqlite3.Error."""
    with alone(home):
        _write(connection, folder_of(home) / f"progress-{now:%Y-%m-%d}-before-{version}.sqlite3")


def _write(connection: sqlite3.Connection, copy: Path) -> None:
    """Copy the log to `copy` and drop the oldest backups."""
    copy.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = copy.with_name("unfinished")
    unfinished.unlink(missing_ok=True)  # of a program that was stopped
    try:
        with closing(connect(unfinished)) as target:
            copy_all(connection, target)
        os.replace(unfinished, copy)
    finally:
        unfinished.unlink(missing_ok=True)
    others = [backup for backup in listed(copy.parent.parent) if backup != copy]
    for backup in others[: -(KEPT - 1)]:  # never the one just made, whatever year the clock says
        backup.unlink(missing_ok=True)


def most_complete_first(home: Path) -> list[Path]:
    """Return the backups that open, the newest first: the log only grows, so the newest holds the most events.

    Names would mislead where the clock was once wrong.
    """
    sized = []
    for backup in listed(home):
        with suppress(LogError), lasting_faults_of(backup), closing(connect_to_read(backup)) as connection:
            (events,) = connection.execute("SELECT count(*) FROM events").fetchone()
            sized.append((events, backup.name, backup))
    return [backup for _, _, backup in sorted(sized, reverse=True)]
