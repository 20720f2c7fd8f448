"""A question as somebody types it -> the topic that answers it.

First as a name (see `names.py`). Then by what it says: the names in it (see `mentions.py`), of one topic or of two to
compare (`pre norm or post norm`), else what the search finds in the names, summaries and key points of one topic and
hardly in those of another. A word that some text merely mentions is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.library import comparison, glossary
from tutor.library import language as languages
from tutor.library.found import Found
from tutor.library.mentions import Mentions, Spoken, mentions, names_all, spoken
from tutor.library.names import Name, NotFoundError
from tutor.library.passages import passages
from tutor.library.problems import ContentError
from tutor.library.query import Query, alike, asks, query
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
    names = shelf.names()
    known = spoken(names)
    said = mentions(words, known)
    if len(said.topics) > 1:
        if one := _comparing(shelf, said.topics, known):
            return Found(one, named=False, pair=_pair(shelf, said.topics))
        if len(said.topics) == 2:
            return _one_of(shelf, words, said.topics)
    elif said.topics and not said.left:
        return Found(said.topics[0], named=False)
    if term := _by_term(shelf, said.words):
        return Found(term, named=False)
    best = _best(shelf, said, names, language) if said.topics or len(query(words).parts) > 1 else []
    if len(said.topics) == 1 and (len(best) != 1 or said.topics[0] in best):
        return Found(said.topics[0], named=False)
    if len(best) == 1:
        return Found(best[0], named=False)
    if said.topics or best:
        raise NotFoundError(words, said.topics or best, ambiguous=False)
    raise missed


def _comparing(shelf: Shelf, topics: Sequence[str], names: Sequence[Spoken]) -> str:
    """Return the topic that compares topics: it needs them all, and one of its own names holds theirs; else nothing."""
    theirs = [one for one in names if one[0] in topics]
    others = [topic for topic, name in names if topic not in topics and names_all(name, topics, theirs)]
    for other in dict.fromkeys(others):
        try:
            if set(topics) <= set(shelf.topic(other, skip=("questions", "numbers")).needs):
                return other
        except ContentError:
            continue  # the check tells it
    return ""


def _pair(shelf: Shelf, topics: Sequence[str]) -> list[str]:
    """Return the two topics as the comparison has them that sets them side by side; nothing where there is none."""
    return next((pair for pair in comparison.pairs(shelf) if sorted(pair) == sorted(topics)), [])


def _one_of(shelf: Shelf, words: str, two: Sequence[str]) -> Found:
    """Return the one of two topics that stands on the other, else the first that is compared. Raises NotFoundError."""
    try:
        first, second = (shelf.topic(topic, skip=("questions", "numbers")) for topic in two)
    except ContentError:
        raise NotFoundError(words, list(two), ambiguous=True) from None
    pair = _pair(shelf, two)
    if not pair and two[0] not in second.needs and two[1] not in first.needs:
        raise NotFoundError(words, list(two), ambiguous=True)
    return Found(two[1] if two[0] in second.needs else two[0], named=False, pair=pair)


def _by_term(shelf: Shelf, words: Sequence[str]) -> str:
    """Return the topic of the one term of the glossary that `words` are, or ask about, if it has one."""
    known = glossary.terms(shelf)
    sought = [word for word in words if not asks(word)] or words
    topics = {known[name].topic for name in glossary.named(" ".join(sought), known)}
    return topics.pop() if len(topics) == 1 else ""


def _best(shelf: Shelf, said: Mentions, names: Sequence[Name], language: str) -> list[str]:
    """Return the topic that a question is about; several where none is clearly ahead, none where none is about it.

    Where the question names topics, another one must say all of it, and what is left over of it not only in passing.
    """
    asked, left = query(" ".join(said.words)), query(" ".join(said.left))
    scores: dict[str, float] = {}
    for code in (language, *languages.WRITTEN):
        for ranked in rank(shelf, [asked], code)[:CANDIDATES]:
            if ranked.covered < COVERED:
                continue
            own = alike("\n".join(name.text for name in names if name.topic == ranked.topic))
            share = _share(asked, f"{own}\n{_told(shelf, ranked.topic, code)}")
            another = said.topics and ranked.topic not in said.topics
            if share and not (another and (share < 1 or (said.left and _share(left, own) < 1))):
                scores[ranked.topic] = max(scores.get(ranked.topic, 0.0), ranked.score * share**2)
    order = sorted(scores, key=lambda topic: -scores[topic])
    if len(order) > 1 and scores[order[0]] < AHEAD * scores[order[1]]:
        return order[:3]
    return order[:1]


def _told(shelf: Shelf, topic: str, language: str) -> str:
    """Return what the summary and key points of a topic tell, made alike; nothing where they cannot be read."""
    path = shelf.folder_of(topic) / f"{languages.written(language)}.yaml"
    try:
        return alike("\n".join(passage.text for passage in passages(read(path)) if passage.kind in SAID))
    except ContentError:
        return ""


def _share(asked: Query, text: str) -> float:
    """Return how much of a question a text holds: 0 to 1."""
    found = asked.found(text)
    return sum(found) / len(found)
