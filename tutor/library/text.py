"""Text from strangers, made harmless for a terminal."""

from __future__ import annotations

import functools
import re


@functools.cache
def _unsafe() -> re.Pattern[str]:
    """C0 but tab and newline, DEL and C1, line separators, bidirectional controls, byte order mark, lone surrogates."""
    controls = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
    return re.compile(f"[{controls}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` without characters that could drive a terminal or reorder what is read."""
    if text.replace("\n", "").isprintable():  # nearly always; the pattern takes 4 ms to compile
        return text
    return _unsafe().sub("", text)
