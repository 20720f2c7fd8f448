"""Writing what somebody takes along: to stdout, or to a file, whole or not at all, never over one that is there
unless that is wished, and never over a link, a pipe or a device.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from tutor.cli.look import Look, Refused
from tutor.library.text import clean


def out(look: Look, file: Path | None, parts: Iterable[str], *, force: bool, private: bool = False) -> None:
    """Write text to stdout, or to `file` in UTF-8. Raises Refused."""
    if file is None:
        sys.stdout.writelines(parts)
        return
    write(look, file, lambda half: _text(half, parts), force=force, private=private)


def _text(path: Path, parts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(parts)


def write(look: Look, file: Path, make: Callable[[Path], object], *, force: bool, private: bool = False) -> None:
    """Let `make` write under another name, then put that in place of `file`, and say so. Raises Refused.

    A file that is replaced keeps its mode; one that is `private` is its owner's alone.
    """
    half = file.parent / f".{file.name}.{os.getpid()}.half"
    try:
        mode = _mode(file)
        if mode is not None and not stat.S_ISREG(mode):
            raise Refused(look.say("export-no-file", file=file))
        if mode is not None and not force:
            raise FileExistsError
        half.unlink(missing_ok=True)
        guarded = 0o600 if private or mode is not None else 0o666  # until its own mode is set
        os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, guarded))  # never through a link laid in wait
        make(half)
        if mode is not None:
            with suppress(OSError):  # a file system without modes
                half.chmod(stat.S_IMODE(mode) & (0o700 if private else 0o777))
        if force:
            half.replace(file)
        else:
            _put(half, file)
    except FileExistsError:
        raise Refused(look.say("export-there", file=file)) from None
    except OSError as error:
        raise Refused(look.say("save-failed", file=file, why=error.strerror or error)) from None
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    print(clean(look.say("saved", file=file)), file=sys.stderr)


def _mode(file: Path) -> int | None:
    """Return the kind and mode of what bears the name, a link's own; None where nothing does."""
    try:
        return file.lstat().st_mode
    except FileNotFoundError:
        return None


def _put(half: Path, file: Path) -> None:
    """Give `half` the name `file`, unless another program has just made that. Raises OSError."""
    try:
        os.link(half, file)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        half.replace(file)
