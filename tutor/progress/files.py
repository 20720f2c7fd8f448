"""Opening a file where a stranger or a damaged disk may have left something else: a pipe would keep us waiting, and a
device may never end.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_file(path: Path) -> BinaryIO:
    """Open a regular file to read. Raises OSError, at once, where there is none."""
    descriptor = os.open(path, _AT_ONCE)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _no_file("it")
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def check_database(path: Path) -> None:
    """Raise OSError where SQLite would wait for a pipe, or write to a device, that stands for a file of a database."""
    for name in (path.name, *(f"{path.name}-{suffix}" for suffix in ("journal", "wal", "shm"))):
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(path.with_name(name).stat().st_mode):
                raise _no_file(name)


def _no_file(name: str) -> OSError:
    return OSError(errno.EINVAL, f"{name} is no file")
