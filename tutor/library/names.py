"""Finding a topic by the words somebody typed.

Both sides are folded (NFKC, casefold, spaces and punctuation dropped). An id wins over a title, a title over an
alias, shipped content over packs. Only after an exact miss are Traditional and Simplified read alike, and last the
names as zh-Hans shows them.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tutor.library.language import simplify
from tutor.library.record import record

MAX_COMPARED = 100  # letters; comparing takes time that grows with the product of both lengths


@record
class Name:
    """One way to call a topic. `rank` orders what wins: 0 id, 1 title, 2 alias; `folder` 0 is the shipped content."""

    text: str
    topic: str
    rank: int
    folder: int


class NotFoundError(LookupError):
    """No topic, or several, for the words; `candidates` are topic ids, the nearest first."""

    def __init__(self, words: str, candidates: list[str], *, ambiguous: bool, names: Sequence[Name] = ()) -> None:
        super().__init__(words)
        self.words = words
        self.ambiguous = ambiguous
        self._candidates = candidates
        self._names = names

    @functools.cached_property
    def candidates(self) -> list[str]:
        """Those given, else those of the nearest names: 80 ms, which a question that is answered saves."""
        return self._candidates or nearest(self.words, self._names)


def fold(text: str) -> str:
    """Return `text` without case, width, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] not in "PZC")


def find(words: str, names: Sequence[Name]) -> str:
    """Return the id of the topic that `words` mean.

    Raises NotFoundError, with the ids that share the name, or the nearest ones.
    """
    for key, name_key in ((fold, fold), (fold_script, fold_script), (fold_script, _fold_simplified)):
        found = _best(key(words), names, name_key)
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(words, found, ambiguous=True)
    raise NotFoundError(words, [], ambiguous=False, names=names)


def _best(folded: str, names: Iterable[Name], key: Callable[[str], str]) -> list[str]:
    hits = [name for name in names if folded and key(name.text) == folded]
    if not hits:
        return []
    best = min((hit.rank, hit.folder) for hit in hits)
    return sorted({hit.topic for hit in hits if (hit.rank, hit.folder) == best})


def fold_script(text: str) -> str:
    """Return `text` folded, Traditional characters as Simplified ones."""
    return simple_characters(fold(text))


def simple_characters(text: str) -> str:
    """Return `text` with every Traditional character as its Simplified one; the words stay."""
    converted: str = _to_simple().convert(text)
    return converted


def is_simplified(text: str) -> bool:
    """True if `text` has a character that only Simplified Chinese writes."""
    return bool(_to_traditional().convert(text) != text)


@functools.cache
def _to_traditional() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


@functools.cache
def _to_simple() -> Any:
    from opencc import OpenCC  # 4 ms and its import, only where there is Chinese

    return OpenCC("t2s")


def _fold_simplified(text: str) -> str:
    """As zh-Hans shows the name: with the words of the mainland."""
    return fold(simplify(text))


def nearest(words: str, names: Sequence[Name], limit: int = 3) -> list[str]:
    """Return up to `limit` topic ids whose names look most like `words`."""
    return look_alike(words, ((name.topic, name.text) for name in names), limit)


def look_alike(words: str, named: Iterable[tuple[str, str]], limit: int) -> list[str]:
    """Return up to `limit` ids, of pairs of id and name, whose name looks most like `words`."""
    import difflib

    folded = fold(words)[:MAX_COMPARED]
    matcher = difflib.SequenceMatcher(None, folded, "")
    scores: dict[str, float] = {}
    for one, name in named:
        other = fold(name)
        score = 0.7 if folded and other and (folded in other or other in folded) else 0.0
        matcher.set_seq2(other)
        if matcher.real_quick_ratio() > score and matcher.quick_ratio() > max(score, 0.5):
            score = max(score, matcher.ratio())
        scores[one] = max(scores.get(one, 0.0), score)
    ranked = sorted(scores, key=lambda one: (-scores[one], one))
    return [one for one in ranked if scores[one] >= 0.5][:limit]
