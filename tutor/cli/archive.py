"""Arrays out of a stranger's .npz: no pickles, and nothing is allocated that the archive does not hold.

`np.load` believes what an array's header says and makes room for it before it reads; here the header is held against
the size of its entry first.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from tutor.library.text import clean

MAX_ENTRIES = 100
MAX_UNPACKED = 100_000_000  # bytes
MAX_NUMBERS = 10**7  # of one byte or of eight: each becomes a float64
NUMBERS = "biuf"  # kinds of dtype; a record would come out as a row, and text may hold what is no character


def arrays(file: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of `file` by name. Raises OSError, and ValueError for what is damaged, too much or no array."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise ValueError(f"it holds more than {MAX_ENTRIES} arrays or {MAX_UNPACKED // 10**6} MB")
            names = [entry.filename.removesuffix(".npy") for entry in entries]
            for name in names:
                if names.count(name) > 1:
                    raise ValueError(f"it holds the name {clean(name)[:40]} twice")
            return dict(zip(names, _all(archive, entries), strict=True))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError(str(error)) from None  # a method that nobody unpacks, a password, a torn end


def _all(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> list[NDArray[Any]]:
    left, found = MAX_NUMBERS, []
    for entry in entries:
        found.append(_array(archive, entry, left))
        left -= found[-1].size
    return found


def _array(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> NDArray[Any]:
    name = clean(entry.filename)[:40]
    with archive.open(entry) as stream:
        shape, by_columns, dtype = _header(stream, name)
        if dtype.kind not in NUMBERS:
            raise ValueError(f"{name} holds something other than numbers")
        size = math.prod(shape) * dtype.itemsize
        if size > entry.file_size:
            raise ValueError(f"{name} holds less than its header says")
        if math.prod(shape) > most:
            raise ValueError(f"it holds more than {MAX_NUMBERS} numbers")
        data = stream.read(size)
    if len(data) < size:
        raise ValueError(f"{name} ends too early")
    return np.frombuffer(data, dtype).reshape(shape, order="F" if by_columns else "C")


def _header(stream: IO[bytes], name: str) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    readers = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    version = npy.read_magic(stream)
    if version not in readers:
        raise ValueError(f"{name} is of an unknown version")
    try:
        shape, by_columns, dtype = readers[version](stream)
    except (TypeError, LookupError, SyntaxError, OverflowError, RecursionError):  # it is a literal of Python
        raise ValueError(f"{name} has a header that cannot be read") from None
    if any(type(size) is not int or not 0 <= size <= MAX_UNPACKED for size in shape):  # True is an int, too
        raise ValueError(f"{name} has a shape that no array has")
    return shape, by_columns, dtype
