"""Which topics a question names.

Names are looked for without spaces and punctuation, in whole words: `PreNorm和PostNorm` names two topics, `birnn` no
RNN. Of names that overlap only the one that says most counts, and mistyped words are mended before: a `recurent neural
network` is no neural network.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from tutor.library.names import Name
from tutor.library.query import alike, asks, words_of
from tutor.library.record import record

MOST_LETTERS = 500  # of a question; what follows is not read
MENDED_FROM = 5  # letters of a word of which one slip leaves no doubt: `cnn` is no `rnn`
SWAPPED_FROM = 4  # letters, where two only changed places

Spoken = tuple[str, list[str]]  # a topic, and one of its names in words


@record
class Mentions:
    """A question in words, mended; the topics that it names, in its order; the words that neither name nor ask."""

    words: list[str]
    topics: list[str]
    left: list[str]


def spoken(names: Sequence[Name]) -> list[Spoken]:
    """Return names as they are looked for. (All are made alike at once; one by one that takes ten times as long.)"""
    lines = alike("\n".join(" ".join(name.text.split()) for name in names)).split("\n")
    return [(name.topic, words_of(line)) for name, line in zip(names, lines, strict=True)]


def mentions(text: str, names: Iterable[Spoken]) -> Mentions:
    """Read a question as it was typed. A mistyped word is taken for another one only where that makes a name."""
    typed = words_of(alike(text[:MOST_LETTERS]))
    known = {word: _single(word) for word in {word for _, name in names for word in (*name, "".join(name))}}
    words = [_mended(word, known, alone=len(typed) == 1) for word in typed]
    spots = _outer(words, names)
    named = {at for start, end, _ in spots for at in range(start, end)}
    left: list[str] = []
    for place, start in enumerate(list(_edges(words))[:-1]):
        rest = "".join(" " if at in named else letter for at, letter in enumerate(words[place], start))
        if rest == words[place]:
            rest = words[place] = typed[place]
        left += [piece for piece in rest.split() if not asks(piece)]
    return Mentions(words, list(dict.fromkeys(topic for _, _, topic in spots)), left)


def names_all(name: Sequence[str], topics: Collection[str], names: Iterable[Spoken]) -> bool:
    """True if a name, in words, holds a name of each of these topics; `names` are theirs."""
    return {topic for _, _, topic in _outer(name, names)} >= set(topics)


def _mended(word: str, known: Mapping[str, str], *, alone: bool) -> str:
    """Return the known word that a word is but for a slip, if there is one only, or one and its plural; else the word.

    `known` gives the words also without doubled letters, which are mistaken most: `reccurent`.
    """
    if word in known or asks(word):
        return word
    shortest = MENDED_FROM if alone else SWAPPED_FROM
    long = {other: single for other, single in known.items() if len(single) >= shortest}
    near = [other for other, single in long.items() if single == _single(word)]
    near = near or [other for other in long if _slip(word, other)]
    return min(near, key=len) if len({other.removesuffix("s") for other in near}) == 1 else word


def _single(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _slip(typed: str, meant: str) -> bool:
    """True if two neighbours changed places, or one letter but the first is wrong, missing or too many."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    pairs = enumerate(zip(typed, meant, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(typed), len(meant)))
    rest, other = typed[at:], meant[at:]
    if rest[1::-1] + rest[2:] == other:
        return True
    same = rest[1:] in (other, other[1:]) or rest == other[1:]
    return same and at > 0 and len(meant) >= MENDED_FROM


def _outer(words: Sequence[str], names: Iterable[Spoken]) -> list[tuple[int, int, str]]:
    """Return where names stand in the joined words, in order; where they overlap, the one that says most."""
    text, edges = "".join(words), set(_edges(words))
    spots = [
        (sum(len(word) for word in name if not asks(word)), *spot, topic)
        for topic, name in names
        for spot in _spots("".join(name), text, edges)
    ]
    kept: list[tuple[int, int, str]] = []
    for _, start, end, topic in sorted(spots, key=lambda spot: (spot[0], spot[2] - spot[1]), reverse=True):
        if all(end <= s or e <= start or (s, e) == (start, end) for s, e, _ in kept):
            kept.append((start, end, topic))
    return sorted(kept)


def _spots(name: str, text: str, edges: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield where a name stands in a text: between the edges of words, if it is not Chinese; an `s` may follow."""
    if len(name) < (3 if name.isascii() else 2):
        return
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if name[-1].isascii() and text[end : end + 1] == "s" and end not in edges:
            end += 1
        if (start in edges or not name[0].isascii()) and (end in edges or not name[-1].isascii()):
            yield start, end
        start = text.find(name, start + 1)


def _edges(words: Iterable[str]) -> Iterator[int]:
    return accumulate(map(len, words), initial=0)
