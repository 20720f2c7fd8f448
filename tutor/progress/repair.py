"""Repair: a damaged log is moved aside, and the newest good backup takes its place.

Answers that can still be read in the damaged file are added to it. The new file is complete before it takes the old
one's place, so that stopping at any moment leaves either the damaged log, to be repaired again, or the repaired one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from tutor.progress.backups import listed, most_complete_first
from tutor.progress.errors import DamagedError, LogError, Notice, faults_of
from tutor.progress.rows import insert, readable
from tutor.progress.store import (
    FILE,
    alone,
    check_all,
    check_size,
    connect,
    connect_to_read,
    machine_of,
    migrate,
    transaction,
)


def is_gone(home: Path) -> bool:
    """Whether there is no log, or an empty file, although there are backups of one."""
    path = home / FILE
    return (not path.exists() or path.stat().st_size == 0) and bool(listed(home))


def repair(home: Path, now: datetime) -> Notice | None:
    """Put a sound log in place of the damaged one; None if another program has just done so.

    Raises OSError or sqlite3.Error where the home cannot be written.
    """
    path = home / FILE
    with alone(home):
        if not is_gone(home) and _is_sound(path):
            return None
        fresh = home / "progress.restored.sqlite3"
        backup = _copy_newest_good(home, fresh)
        rescued, events = _rescue(path, fresh)
        damaged = _move_aside(path, now)
        os.replace(fresh, path)
    data: dict[str, str | int | None] = {"events": events, "rescued": rescued, "damaged": damaged}
    return Notice("restored", {"backup": str(backup), **data}) if backup else Notice("started-afresh", data)


def _is_sound(path: Path) -> bool:
    with suppress(DamagedError), faults_of(path), closing(connect(path)) as connection:
        check_size(connection, path)
        check_all(connection)
        return True
    return False


def _copy_newest_good(home: Path, fresh: Path) -> Path | None:
    """Make `fresh` a sound log of this version out of the newest backup that allows it, else an empty one."""
    for backup in most_complete_first(home):
        _remove(fresh)
        shutil.copyfile(backup, fresh)
        try:
            with faults_of(fresh), closing(connect(fresh)) as connection:
                migrate(connection, fresh)
                check_all(connection)
                return backup
        except DamagedError:
            continue
        except LogError as error:
            if error.kind != "newer":
                raise
    _remove(fresh)
    with closing(connect(fresh)) as connection:
        migrate(connection, fresh)
    return None


def _rescue(path: Path, fresh: Path) -> tuple[int, int]:
    """Add to `fresh` what can be read of the damaged log; return how many events that were, and how many it holds."""
    rescued = 0
    with closing(connect(fresh)) as target:
        if path.exists():
            with closing(connect_to_read(path)) as source, transaction(target):
                rescued = sum(insert(target, event) for event in readable(source))
                with suppress(sqlite3.Error, DamagedError, UnicodeDecodeError):  # it is the same machine, for its undo
                    target.execute("UPDATE meta SET value = ? WHERE key = 'machine'", (machine_of(source),))
        (events,) = target.execute("SELECT count(*) FROM events").fetchone()
    fresh.chmod(0o600)
    return rescued, events


def _move_aside(path: Path, now: datetime) -> str | None:
    """Give the damaged log, which stays where it is until it is replaced, a second name; return that name."""
    aside = path.with_name(f"progress.damaged-{now:%Y%m%dT%H%M%SZ}.sqlite3")
    while aside.exists():
        aside = aside.with_name(f"{aside.stem}+.sqlite3")
    # A journal left behind would be taken for the new log's and rolled back into it.
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        os.replace(journal, aside.with_name(f"{aside.name}-journal"))
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        os.link(path, aside)
    except OSError:  # a file system without links
        shutil.copyfile(path, aside)
    return str(aside)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
