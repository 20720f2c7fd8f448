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


def arrays(file: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of `file` by name. Raises OSError, and ValueError for what is damaged, too much or no array."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise ValueError(f"it holds more than {MAX_ENTRIES} arrays or {MAX_UNPACKED // 10**6} MB")
            return {entry.filename.removesuffix(".npy"): _array(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError(str(error)) from None  # a method that nobody unpacks, a password, a torn end


def _array(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> NDArray[Any]:
    name = clean(entry.filename)[:40]
    with archive.open(entry) as stream:
        shape, by_columns, dtype = _header(stream, name)
        size = math.prod(shape) * dtype.itemsize
        if dtype.hasobject or size > entry.file_size:
            raise ValueError(f"{name} holds objects, or less than its header says")
        data = stream.read(size)
    if len(data) < size:
        raise ValueError(f"{name} ends too early")
    return np.frombuffer(data, dtype).reshape(shape, order="F" if by_columns else "C")


def _header(stream: IO[bytes], name: str) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    readers = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    version = npy.read_magic(stream)
    if version not in readers:
        raise ValueError(f"{name} is of an unknown version")
    shape, by_columns, dtype = readers[version](stream)
    if any(size < 0 for size in shape):
        raise ValueError(f"{name} has a negative shape")
    return shape, by_columns, dtype
