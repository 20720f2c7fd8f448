"""Choosing an answer with keys, as a state that each key changes; it neither reads nor draws.

What is chosen has the form that one would have typed (`b`, `a,c`, `t b`), so it is graded like a typed answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tutor.quiz.asking import LETTERS

KINDS = ("choice", "multiple", "true-false")
HINT, SKIP, SUSPEND, RIGHT_AFTER_ALL = "?", "s", "x", "!"
ENTER = ("\r", "\n")
MEANS_NOTHING, HALF, ONCE_MORE = "keys-unknown", "answer-true-false", "keys-once-more"
_KEY = re.compile(r"\x1b(?:\[|O)[0-9;]*[A-Za-z~]|.", re.DOTALL)
_UP, _DOWN = ("\x1b[A", "\x1bOA"), ("\x1b[B", "\x1bOB")
_SIDEWAYS = ("\x1b[C", "\x1bOC", "\x1b[D", "\x1bOD")
_TRUE, _FALSE = ("t", "y", "對", "是", "对"), ("f", "n", "錯", "否", "错")


def keys(text: str) -> list[str]:
    """Split what a terminal sent into keys. Raises KeyboardInterrupt for Ctrl-C, EOFError for Ctrl-D."""
    found = _KEY.findall(text)
    if "\x03" in found:
        raise KeyboardInterrupt
    if "\x04" in found:
        raise EOFError
    return found


def plain(key: str) -> str:
    """Return a key without case and width: Ａ and A are a, ？ is ?."""
    return unicodedata.normalize("NFKC", key).casefold()


@dataclass(frozen=True, slots=True)
class Picking:
    """What is chosen so far of `count` options; `marked` is where the marker stands, `verdict` is t or f.

    `told` is the id of what is to be said to the last key, if anything.
    """

    kind: str
    count: int
    marked: int | None = None
    ticked: frozenset[int] = frozenset()
    verdict: str = ""
    told: str = ""

    def typed(self) -> str:
        """Return what one would have typed for what is chosen so far."""
        marked = set() if self.marked is None else {self.marked}
        if self.kind == "multiple":
            return ",".join(_letters(self.ticked))
        return " ".join([*([self.verdict] if self.verdict else []), *_letters(marked)])

    def press(self, key: str) -> Picking | str:
        """Return the state after `key`, or the finished line: an answer, empty to give up, or a command."""
        if key in ENTER:
            return self._entered()
        return replace(self, told="")._pressed(key)

    def _pressed(self, key: str) -> Picking | str:
        if key in _UP + _DOWN:
            return replace(self, marked=self._moved(-1 if key in _UP else 1))
        if self.kind == "true-false" and key in _SIDEWAYS:
            return replace(self, verdict="f" if self.verdict == "t" else "t")
        sign = plain(key)
        letter = LETTERS.find(sign) if len(sign) == 1 else -1
        if 0 <= letter < self.count:
            return self._lettered(letter)
        if self.kind == "true-false" and sign in _TRUE + _FALSE:
            return replace(self, verdict="t" if sign in _TRUE else "f")
        if sign == " " and self.kind == "multiple" and self.marked is not None:
            return replace(self, ticked=self.ticked ^ {self.marked})
        if sign in (" ", ",", "、"):  # between letters, as one types them in a line
            return self
        return sign if sign in (HINT, SKIP, SUSPEND) else replace(self, told=MEANS_NOTHING)

    def _moved(self, by: int) -> int:
        if self.marked is None:
            return 0 if by > 0 else self.count - 1
        return (self.marked + by) % self.count

    def _lettered(self, letter: int) -> Picking | str:
        if self.kind == "choice":
            return LETTERS[letter]
        ticked = self.ticked ^ {letter} if self.kind == "multiple" else self.ticked
        return replace(self, marked=letter, ticked=ticked)

    def _entered(self) -> Picking | str:
        if self.kind == "multiple" and not self.ticked and self.marked is not None:
            return LETTERS[self.marked]
        if self.kind == "true-false" and bool(self.verdict) != (self.marked is not None):
            return replace(self, told=HALF)
        if not self.typed() and self.told != ONCE_MORE:  # whoever types ? and Enter, as in a line, must not give up
            return replace(self, told=ONCE_MORE)
        return self.typed()


def _letters(places: Iterable[int]) -> list[str]:
    return [LETTERS[place] for place in sorted(places)]
