"""What somebody typed, as a sentence may repeat it."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.library.text import clean

LONGEST = 160  # a path that somebody has
SHORTENED = 80


def shown(text: str) -> str:
    """Return `text` in one line that drives no terminal, cut where nobody would read on, and never empty.

    Bytes that were no text reach Python as lone surrogates, which no terminal can print: each is a question mark.
    """
    line = " ".join(clean(text.encode("utf-8", "replace").decode("utf-8")).split())
    return (line if len(line) <= LONGEST else f"{line[: SHORTENED - 1]}…") or "?"


def shortened(sentence: str, call: Iterable[str]) -> str:
    """Return a sentence of one line in which no word of the call is longer than `shown` lets it be."""
    parts = {part for word in call for part in (word, word.partition("=")[2]) if len(part) > LONGEST}
    for part in sorted(parts, key=len, reverse=True):
        line = " ".join(clean(part).split())
        if len(line) > LONGEST:
            sentence = sentence.replace(line, shown(line))
    return sentence
