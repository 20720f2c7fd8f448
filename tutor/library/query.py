"""What somebody typed -> what to look for in texts.

Text is made *alike* on both sides: one case, one width, `-ise` and `-ize`, Traditional and Simplified. English words
are looked for by their beginning (`explode` finds `exploding`), Chinese ones by pairs of characters, since nothing
marks where a word ends. Words that only ask (`what is`, `為什麼`) are left out, unless nothing else was typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from tutor.library.record import record

MOST_LETTERS = 200  # of a query; what follows is not read
MOST_PARTS = 16
EXACT_TO = 3  # letters; a shorter word is no beginning of others: `rnn`, `eps`
_CJK = "\u3400-\u9fff"
_CHINESE = re.compile(f"[{_CJK}]")
_RUN = re.compile(rf"[a-z0-9]+|[{_CJK}]+")
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y")
_ASKING = frozenset(
    re.findall(
        r"\w+",
        "a about an and are as at be been between by can could did differ difference differences different do does"
        " explain explained for from get had has have help how i if in into is it its me mean means my of on or our"
        " please s should simply so t tell than that the their them then there these they this to understand us use"
        " used versus vs was we were what whats when where which who why will with work works would you your",
    )
)
_ASKING_CJK = re.compile(
    "(为什么|是什么|什么是|有什么|什么|怎么样|怎么|如何|哪些|哪个|多少|几种|区别|不同|差别|差异|之间|解释|请问|"
    "的|吗|呢|了|是|会|和|与|跟|还是|我|你)"
)


def alike(text: str, *, script: bool = True) -> str:
    """Return a text as both sides are compared; Chinese in Simplified characters, unless nothing Chinese is sought."""
    return in_script(unicodedata.normalize("NFKC", text), script=script)


def in_script(text: str, *, script: bool) -> str:
    """Return a text alike but for its width: content is typeset, and widths are half the work."""
    text = text.casefold().replace("iz", "is")
    if not script or not has_chinese(text):
        return text
    from tutor.library.names import simple_characters  # 16 ms, only where there is Chinese

    return simple_characters(text)


def has_chinese(text: str) -> bool:
    """True if a character is Chinese."""
    return _CHINESE.search(text) is not None


@record
class Query:
    """One thing to look for: its parts, and the whole as it was typed."""

    whole: str
    parts: list[str]

    @property
    def script(self) -> bool:
        """True if it is Chinese, so that texts have to be compared in one script."""
        return has_chinese(self.whole)

    @cached_property
    def patterns(self) -> list[re.Pattern[str]]:
        """Return what finds each part in a text that was made alike."""
        return [re.compile(_pattern(part)) for part in self.parts]

    def count(self, text: str) -> list[int]:
        """Return how often each part stands in a text made alike; quick, so that it counts inside words too."""
        return [
            len(pattern.findall(text)) if part.isascii() and len(part) <= EXACT_TO else text.count(part)
            for part, pattern in zip(self.parts, self.patterns, strict=True)
        ]

    def found(self, text: str) -> list[bool]:
        """Return which parts stand in a text that was made alike, words by their beginning only."""
        return [pattern.search(text) is not None for pattern in self.patterns]


def words_of(text: str) -> list[str]:
    """Return the words of a text made alike; of Chinese, what stands between words that ask, and those."""
    return [word for run in _RUN.findall(text) for word in _ASKING_CJK.split(run) if word]


def asks(word: str) -> bool:
    """True for a word that only asks."""
    return word in _ASKING or _ASKING_CJK.fullmatch(word) is not None


def query(words: str) -> Query:
    """Read what somebody typed."""
    whole = " ".join(alike(words[:MOST_LETTERS]).split())
    runs = _RUN.findall(whole)
    kept = [part for run in runs for part in _parts(run)]
    if not kept:  # only words that ask
        kept = [part for run in runs for part in (_pairs(run) if has_chinese(run) else [run])]
    return Query(whole, list(dict.fromkeys(kept))[:MOST_PARTS])


def _parts(run: str) -> list[str]:
    if has_chinese(run):
        return [pair for piece in _ASKING_CJK.split(run)[::2] for pair in _pairs(piece)]
    return [] if run in _ASKING else [_stem(run)]


def _pairs(run: str) -> list[str]:
    if len(run) < 2:
        return [run] if run else []
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _stem(word: str) -> str:
    if len(word) < 5 or not word.isalpha():
        return word
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 4:
            return rest
    return word


def _pattern(part: str) -> str:
    if not part.isascii():
        return re.escape(part)
    end = "s?(?![a-z0-9])" if len(part) <= EXACT_TO else ""
    return f"(?<![a-z0-9]){re.escape(part)}{end}"
