"""How wide what we print on may be."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import TextIO

USUAL = 80
_DIGITS = 5


def columns(stream: TextIO) -> int:
    """COLUMNS, else the terminal's width, else 80. (`shutil` has the same, and imports three compressors: 2 ms.)"""
    wished = os.environ.get("COLUMNS", "")
    if _is_size(wished) and int(wished) > 0:
        return int(wished)
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL
    except (OSError, ValueError, AttributeError):
        return USUAL


def forget_odd_sizes(environ: MutableMapping[str, str]) -> None:
    """Take sizes out of the environment that are no numbers, since Rich reads `²` as one and fails."""
    for name in ("COLUMNS", "LINES", "JUPYTER_COLUMNS", "JUPYTER_LINES"):
        if not _is_size(environ.get(name, "0")):
            del environ[name]


def _is_size(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS
