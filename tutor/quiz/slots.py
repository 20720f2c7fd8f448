"""Running text -> a row of slots: a word, a Chinese character or the end of a sentence each.

Case, width and script are folded away as in names (NFKC, casefold, Simplified), and so are apostrophes; each slot
knows where in the text it stands and to which clause it belongs.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

_STOPS = frozenset(".!?;。!?;\n")
_CLAUSE = frozenset(',:、，：—–()（）"“”「」')
_APOSTROPHES = frozenset("'’")


@dataclass(frozen=True, slots=True)
class Slot:
    """A folded word or Chinese character and its place in the text; the end of a sentence has its mark as `stop`."""

    word: str
    start: int
    end: int
    clause: int = 0
    stop: str = ""


def slots(text: str) -> list[Slot]:
    """Split a text into words, Chinese characters and ends of sentences."""
    script = _simplifier(text)
    found: list[Slot] = []
    letters, start, end, clause = "", 0, 0, 0

    def flush() -> None:
        nonlocal letters
        if letters:
            found.append(Slot(letters, start, end, clause))
        letters = ""

    for at, original in enumerate(text):
        folded = script.get(original, original)
        follows = text[at + 1 : at + 2]
        if original in _APOSTROPHES and letters and follows.isalpha():
            continue
        if _joins_digits(original, letters, follows) or (_is_word(folded) and not is_chinese(folded[0])):
            start = start if letters else at
            letters, end = letters + folded, at + 1
            continue
        flush()
        if is_chinese(folded[:1]):
            found.append(Slot(folded, at, at + 1, clause))
        elif folded[:1] in _STOPS:
            found.append(Slot("", at, at + 1, clause, folded[:1]))
            clause += 1
        elif original in _CLAUSE or folded[:1] in _CLAUSE:
            clause += 1
    flush()
    return found


def _simplifier(text: str) -> dict[str, str]:
    """Return what each character of a text is folded to."""
    folded = {char: unicodedata.normalize("NFKC", char).casefold() for char in set(text)}
    if not any(is_chinese(char[:1]) for char in folded.values()):
        return folded
    convert = _script()
    return {char: convert(to) if is_chinese(to[:1]) else to for char, to in folded.items()}


@functools.cache
def _script() -> functools._lru_cache_wrapper[str]:
    from opencc import OpenCC

    return functools.lru_cache(8192)(OpenCC("t2s").convert)


def _joins_digits(char: str, letters: str, follows: str) -> bool:
    return char == "." and letters[-1:].isdigit() and follows.isdigit()


def _is_word(folded: str) -> bool:
    return bool(folded) and unicodedata.category(folded[0])[0] in "LNM"


def is_chinese(char: str) -> bool:
    """True if a character is a Chinese one; False for the empty string."""
    return "\u3400" <= char[:1] <= "\u9fff" or "\U00020000" <= char[:1] <= "\U0003ffff"
