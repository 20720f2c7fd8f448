"""The doctor: is the log sound, what is in it, and which backups are there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tutor.progress.backups import listed
from tutor.progress.cache import cards, forget
from tutor.progress.card import CardState
from tutor.progress.errors import LogError, lasting_faults_of
from tutor.progress.log import Log
from tutor.progress.store import check_all, check_pages, connect_to_read


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup, how many events it holds, and what is wrong with it (empty: nothing)."""

    path: Path
    events: int
    problem: str


@dataclass(frozen=True, slots=True)
class Health:
    """What the doctor found. `damaged` are the files that repairs have moved aside."""

    events: int
    answers: int
    backups: list[Backup]
    damaged: list[Path]


def examine(log: Log) -> Health:
    """Check every page, index and event; damage is repaired on the spot and told in `log.notices`. Raises LogError."""
    log.read(check_all)
    (events,) = log.read(lambda connection: connection.execute("SELECT count(*) FROM events").fetchone())
    home = log.home
    backups = [_backup(path) for path in listed(home)] if home else []
    damaged = sorted(home.glob("progress.damaged-*.sqlite3")) if home else []
    return Health(events, log.count(), backups, damaged)


def rebuild(
    log: Log, revisions: Mapping[str, int] | None = None, renamed: Mapping[str, str] | None = None
) -> dict[str, CardState]:
    """Throw the cache away and derive every card again from the events. Raises LogError."""
    forget(log)
    return cards(log, revisions, renamed)


def _backup(path: Path) -> Backup:
    try:
        with lasting_faults_of(path), closing(connect_to_read(path)) as connection:
            check_pages(connection)
            (events,) = connection.execute("SELECT count(*) FROM events").fetchone()
            return Backup(path, events, "")
    except LogError as error:
        return Backup(path, 0, error.detail)
