"""A question as somebody types it -> the topic that answers it.

First as a name (see `names.py`). Then by what it says: the names of two topics (`pre norm or post norm`), else what the
search finds in the names, summaries and key points of one topic and hardly in those of another. A word that some text
merely mentions is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tutor.library import comparison, glossary
from tutor.library import language as languages
from tutor.library.found import Found
from tutor.library.names import Name, NotFoundError
from tutor.library.passages import passages
from tutor.library.problems import ContentError
from tutor.library.query import Query, alike, query
from tutor.library.reader import read
from tutor.library.search import rank
from tutor.library.shelf import Shelf

CANDIDATES = 5
COVERED = 0.6  # of a question, weighed by how rare its words are, that its answer must hold
AHEAD = 1.25  # times as good as the next one
SAID = ("summary", "key_points", "claim", "correction")  # what a topic is about; sections only mention


def understand(shelf: Shelf, words: str, language: str) -> Found:
    """Return the topic that `words` name or ask about. Raises NotFoundError, with several or the nearest topics."""
    try:
        return Found(shelf.find(words))
    except NotFoundError as error:
        if error.ambiguous:
            raise
        missed = error
    asked = query(words)
    names = shelf.names()
    two = _named_in(words, names)
    if len(two) == 2:
        return _one_of(shelf, words, two)
    term = _by_term(shelf, words)
    if term:
        return Found(term, named=False)
    best = _best(shelf, asked, two, language) if len(asked.parts) > 1 or len(two) == 1 else []
    if len(two) == 1 and two[0] in best:
        return Found(two[0], named=False)
    if len(best) == 1:
        return Found(best[0], named=False)
    if len(two) == 1:
        return Found(two[0], named=False)
    if len(two) > 2 or best:
        raise NotFoundError(words, two if len(two) > 2 else best, ambiguous=False)
    raise missed


def _named_in(words: str, names: Iterable[Name]) -> list[str]:
    """Return the topics whose names stand in a question, in its order; of names inside each other only the longest."""
    text = _plain(words)
    spots: list[tuple[int, int, str]] = []
    for name in names:
        plain = _plain(name.text)
        if len(plain) < 2 or (plain.isascii() and len(plain) < 3):
            continue
        pattern = f"(?<![a-z0-9]){re.escape(plain)}s?(?![a-z0-9])" if plain.isascii() else re.escape(plain)
        spots += [(found.start(), found.end(), name.topic) for found in re.finditer(pattern, text)]
    outer = [
        spot
        for spot in spots
        if not any(o[0] <= spot[0] and spot[1] <= o[1] and o[1] - o[0] > spot[1] - spot[0] for o in spots)
    ]
    return list(dict.fromkeys(topic for _, _, topic in sorted(outer)))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9\u3400-\u9fff]+", " ", alike(text[:500])).split())


def _one_of(shelf: Shelf, words: str, two: Sequence[str]) -> Found:
    """Return the topic about two topics, else the one of them that stands on the other. Raises NotFoundError."""
    both = [name for name in (f"{two[0]}-vs-{two[1]}", f"{two[1]}-vs-{two[0]}") if name in shelf.ids()]
    pair = next((pair for pair in comparison.pairs(shelf) if sorted(pair) == sorted(two)), None)
    try:
        first, second = (shelf.topic(topic, skip=("questions", "numbers")) for topic in two)
    except ContentError:
        raise NotFoundError(words, list(two), ambiguous=True) from None
    if pair is None and two[0] not in second.needs and two[1] not in first.needs:
        raise NotFoundError(words, list(two), ambiguous=True)
    one = both[0] if both else two[1] if two[0] in second.needs else two[0]
    return Found(one, named=False, pair=pair or [])


def _by_term(shelf: Shelf, words: str) -> str:
    """Return the topic of the one term of the glossary that `words` are, if it has one."""
    known = glossary.terms(shelf)
    topics = {known[name].topic for name in glossary.named(words, known)}
    return topics.pop() if len(topics) == 1 else ""


def _best(shelf: Shelf, asked: Query, named: Sequence[str], language: str) -> list[str]:
    """Return the topic that a question is about; several where none is clearly ahead, none where none is about it.

    `named` stands in the question, so another one must say all of it.
    """
    scores: dict[str, float] = {}
    for spoken in (language, *languages.WRITTEN):
        for ranked in rank(shelf, [asked], spoken)[:CANDIDATES]:
            if ranked.covered >= COVERED and (said := _said(shelf, asked, ranked.topic, spoken)):
                if named and ranked.topic not in named and said < 1:
                    continue
                scores[ranked.topic] = max(scores.get(ranked.topic, 0.0), ranked.score * said**2)
    order = sorted(scores, key=lambda topic: -scores[topic])
    if len(order) > 1 and scores[order[0]] < AHEAD * scores[order[1]]:
        return order[:3]
    return order[:1]


def _said(shelf: Shelf, asked: Query, topic: str, language: str) -> float:
    """Return how much of a question the names, summary and key points of a topic hold together: 0 to 1."""
    path = shelf.folder_of(topic) / f"{languages.written(language)}.yaml"
    try:
        said = [passage.text for passage in passages(read(path)) if passage.kind in SAID]
    except ContentError:
        said = []
    names = [name.text for name in shelf.names() if name.topic == topic]
    found = asked.found(alike("\n".join([*said, *names])))
    return sum(found) / len(found)
