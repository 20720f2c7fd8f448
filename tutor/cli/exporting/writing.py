"""Writing what somebody takes along: to stdout, or to a file, whole or not at all, and never over one that is there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from tutor.cli.look import Look, Refused


def out(look: Look, file: Path | None, parts: Iterable[str], *, force: bool) -> None:
    """Write text to stdout, or to `file` in UTF-8. Raises Refused."""
    if file is None:
        sys.stdout.writelines(parts)
        return
    write(look, file, lambda half: _text(half, parts), force=force)


def _text(path: Path, parts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(parts)


def write(look: Look, file: Path, make: Callable[[Path], object], *, force: bool) -> None:
    """Let `make` write under another name, then put that in place of `file`, and say so. Raises Refused."""
    half = file.with_name(f".{file.name}.{os.getpid()}.half")
    try:
        if file.exists() and not force:
            raise FileExistsError
        half.unlink(missing_ok=True)
        os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))  # never through a link laid in wait
        make(half)
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
    print(look.say("saved", file=file), file=sys.stderr)


def _put(half: Path, file: Path) -> None:
    """Give `half` the name `file`, unless another program has just made that. Raises OSError."""
    try:
        os.link(half, file)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        half.replace(file)
