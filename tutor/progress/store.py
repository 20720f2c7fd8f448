"""The file under the log: opening it, its version, and whether it is sound.

Rollback journal, not WAL: at rest the log is one file that can be copied, it needs no shared memory (network and
container file systems), a read-only copy can still be read, and what `kill -9` leaves behind is undone by whoever
opens it next. Writers wait for each other; a commit takes about a millisecond on an SSD, and a learner answers seldom.
synchronous=EXTRA makes an answer outlive a power cut too.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tutor.progress.errors import DamagedError, LogError
from tutor.progress.event import MACHINE
from tutor.progress.files import check_database
from tutor.progress.rows import MIGRATIONS, select

FILE = "progress.sqlite3"
PATIENCE = 30.0  # seconds to wait for another program's commit; ten writers at once need about one
ROOM = 65536  # bytes that must be free: a commit writes a few pages and their journal


def make_room(folder: Path) -> None:
    """Create the home, private to the learner, and make sure that a commit will fit. Raises OSError."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    probe = folder / f".probe-{os.getpid()}"
    try:
        probe.write_bytes(bytes(ROOM))
    finally:
        probe.unlink(missing_ok=True)


def connect(path: Path) -> sqlite3.Connection:
    """Open or create a database, private to the learner. Raises OSError or sqlite3.Error."""
    check_database(path)
    if not path.exists():
        # Never open a file that is there: closing it would drop the locks of another log in this process (POSIX).
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = EXTRA")  # reads the file
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a database that may lie where nothing can be written. Raises OSError or sqlite3.Error."""
    check_database(path)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None)


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """Commit what the block does, or nothing of it."""
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:  # Ctrl-C as well
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def copy_all(connection: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a whole database. Raises sqlite3.Error, where another program holds it for longer than we wait too."""
    with transaction(connection, "BEGIN"):
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()  # waits its turn; `backup` alone would for ever
        connection.backup(target)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Let one program at a time repair or back up: SQLite's own lock, which ends with its holder, however it ends."""
    with closing(connect(home / "progress.lock")) as lock, transaction(lock, "BEGIN EXCLUSIVE"):
        yield


def migrate(connection: sqlite3.Connection, path: Path, save: Callable[[int], object] = lambda _: None) -> None:
    """Bring the file to this version; `save` gets the new version before an older file is touched.

    Raises LogError where a newer tutor wrote it.
    """
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise LogError("newer", path, f"version {version}, this tutor knows {len(MIGRATIONS)}")
    if version == len(MIGRATIONS):
        return
    if version:
        save(len(MIGRATIONS))
    with transaction(connection):
        for step in MIGRATIONS[_version(connection) :]:  # asked again: another program may have been faster
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def check_size(connection: sqlite3.Connection, path: Path) -> None:
    """Raise DamagedError where the file was cut off; SQLite itself overlooks a cut inside the last page."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    if path.stat().st_size < pages * page_size:  # other writers only ever make it longer
        raise DamagedError("the file is shorter than it says")


def check_pages(connection: sqlite3.Connection, pragma: str = "quick_check") -> None:
    """Read every page; raise DamagedError where one is not sound."""
    (found,) = connection.execute(f"PRAGMA {pragma}(1)").fetchone()
    if found != "ok":
        raise DamagedError(str(found))


def machine_of(connection: sqlite3.Connection) -> str:
    """Return the random id of the machine whose log this is. Raises DamagedError, sqlite3.Error."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'machine'").fetchone()
    if row is None or not isinstance(row[0], str) or not MACHINE.fullmatch(row[0]):
        raise DamagedError("it does not say whose log it is")
    return row[0]


def check_all(connection: sqlite3.Connection) -> None:
    """Check every page, every index and every event, and whose they are. Raises DamagedError or sqlite3.Error."""
    check_pages(connection, "integrity_check")
    machine_of(connection)
    select(connection)
