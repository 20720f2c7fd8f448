"""The log of answers: open it, append to it, read it.

Append-only: an event is committed in a transaction of its own before the learner sees the feedback. Several programs
may use one log at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from tutor.progress.errors import DamagedError, LogError, Notice, faults_of, lasting_faults_of
from tutor.progress.event import Event
from tutor.progress.opening import copied, empty, identity, opened
from tutor.progress.rows import event_of, insert, row_of, select, stamped
from tutor.progress.store import FILE, machine_of, transaction

T = TypeVar("T")


class Log:
    """An open log. `Log.open` and `Log.in_memory` make one; use it in a `with` statement.

    `machine` is a random id of this log's machine, `notices` what the learner must be told (whoever tells it clears
    them), `repaired` whether it was, since it was opened, `home` the folder it is kept in, or None for a log in memory,
    which is lost at the end.
    """

    def __init__(self, connection: sqlite3.Connection, home: Path | None, now: datetime | None) -> None:
        self.notices: list[Notice] = []
        self.repaired = False
        self.home = home
        self._now = now
        self._failure: LogError | None = None
        self._use(connection)

    @classmethod
    def open(cls, folder: Path, now: datetime) -> Self:
        """Open or create the log in the home `folder`, repair it if need be, and make the backup of the day.

        Raises LogError (newer, unwritable, busy).
        """
        connection, notices = opened(folder, now)
        log = cls(connection, folder, now)
        log._note(notices)
        return log

    @classmethod
    def in_memory(cls, folder: Path | None = None) -> Self:
        """Return a log that is not kept; it begins with whatever can be read of the log in `folder`. Never raises."""
        if folder:
            with suppress(LogError):
                return cls.copy_of(folder)
        return cls(empty(), None, None)

    @classmethod
    def copy_of(cls, folder: Path) -> Self:
        """Return a log that is not kept, with everything that the one in `folder` holds. Raises LogError."""
        return cls(copied(folder), None, None)

    def append(self, event: Event) -> Event:
        """Commit one event and return it as stored (machine, effective time, clean text); twice is harmless.

        Raises LogError (unwritable, busy): the event is not kept.
        """

        def add(connection: sqlite3.Connection) -> Event:
            stored = stamped(connection, event, self.machine)
            try:
                event_of(row_of(stored))
            except (ValueError, TypeError) as error:  # as an id in a pack may be; reading it again would be damage
                raise LogError("unwritable", (self.home or Path()) / FILE, str(error)) from error
            insert(connection, stored)
            return stored

        return self.write(add)

    def events(self) -> list[Event]:
        """Return every event, in the one order that all machines agree on. Raises LogError (busy)."""
        return self.read(select)

    def last_answer(self) -> Event | None:
        """Return this machine's newest answer that is not undone: what an undo cancels."""
        undone = "SELECT target FROM events WHERE kind <> 'answer' AND kind = 'undo'"
        mine = f"SELECT max(position) FROM events WHERE kind = 'answer' AND machine = ? AND id NOT IN ({undone})"
        where = f"WHERE position = ({mine})"
        found = self.read(lambda connection: select(connection, where, (self.machine,)))
        return found[0] if found else None

    def count(self) -> int:
        """Count the answers, leaving out the undone ones; takes no longer for a long log."""
        # "kind <> 'answer'" lets SQLite take the small index of the amendments.
        others = "SELECT count(*) FROM events WHERE kind <> 'answer'"
        undone = """SELECT count(DISTINCT target.id) FROM events AS undo
            JOIN events AS target ON target.id = undo.target
            WHERE undo.kind <> 'answer' AND undo.kind = 'undo' AND target.kind = 'answer'
            AND undo.question = target.question"""
        question = f"SELECT (SELECT count(*) FROM events) - ({others}) - ({undone})"
        (answers,) = self.read(lambda connection: connection.execute(question).fetchone())
        return int(answers)

    def read(self, action: Callable[[sqlite3.Connection], T]) -> T:
        """Run `action` on one unchanging state of the log. Raises LogError."""
        return self._surely(action, "BEGIN")

    def write(self, action: Callable[[sqlite3.Connection], T]) -> T:
        """Run `action` in one transaction, alone. Raises LogError; then nothing of it is kept."""
        return self._surely(action, "BEGIN IMMEDIATE")

    def _surely(self, action: Callable[[sqlite3.Connection], T], begin: str) -> T:
        """Run `action`; where the file turns out to be damaged or replaced, put that right and run it again."""
        if self.home is None or self._now is None:
            with transaction(self._connection, begin):
                return action(self._connection)
        if self._failure:
            raise self._failure
        path = self.home / FILE
        try:
            with faults_of(path), transaction(self._connection, begin):
                if identity(path) != self._identity:
                    raise DamagedError("another program has replaced the log")
                return action(self._connection)
        except DamagedError:
            self._reopen(self.home, self._now)
        with lasting_faults_of(path), transaction(self._connection, begin):
            return action(self._connection)

    def _reopen(self, home: Path, now: datetime) -> None:
        self.close()  # first: Windows does not move an open file
        try:
            connection, notices = opened(home, now, damaged=True)
        except LogError as error:
            self._failure = error
            raise
        self._note(notices)
        self._use(connection)

    def _note(self, notices: Sequence[Notice]) -> None:
        self.notices += notices
        self.repaired = self.repaired or any(notice.code != "no-backup" for notice in notices)

    def _use(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._identity = identity(self.home / FILE) if self.home else None
        self.machine = machine_of(connection)

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
