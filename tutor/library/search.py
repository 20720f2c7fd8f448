"""Finding words in titles, other names, texts, questions and the glossary; the best hits in their sentences.

No index is kept. Files are first ranked as they lie on the disk, by how often they hold what is looked for (29 topics:
15 ms); only the best few are then parsed and searched sentence by sentence. An index would save those milliseconds and
cost a cache that can be stale, unwritable or damaged.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from tutor.library import glossary
from tutor.library import language as languages
from tutor.library.folders import inside, is_there
from tutor.library.model import Topic
from tutor.library.passages import Passage, passages
from tutor.library.problems import ContentError
from tutor.library.query import Query, has_chinese, in_script, query
from tutor.library.reader import Mapping, contents, read
from tutor.library.record import record
from tutor.library.shelf import Shelf

NAMES_WITHIN = 16_000  # bytes of a file
_TOP_KEY = re.compile(r"\n(?!names)(?=[a-z_]+:)")
_NAME = re.compile(r"(?:^ *- |[\[,] *)[\"']?([^\"'\n,\]]+)", re.MULTILINE)
MOST_NAMES = 4  # of a term that is also looked for
SENTENCES = 2  # shown of one topic
NAME = 6.0  # what a name counts beside a word in a text
WHOLE = 2.0  # what all words together, as typed, count beside the same words apart


@record
class Hit:
    """A sentence that holds what was looked for. `id` is a topic's, or a term's where `kind` is `term`, which has a
    `name` then.
    """

    id: str
    kind: str
    level: int
    text: str
    score: float
    name: str = ""


@record
class Ranked:
    """A topic, what it is worth, how much of what was looked for it holds (0 to 1), and whether its names do."""

    topic: str
    score: float
    covered: float
    by_name: bool


def search(shelf: Shelf, words: str, language: str, limit: int = 10) -> list[Hit]:
    """Return the best hits, best first: in `language`, or in the other written one where it has none.

    Topics are read until there are more than `limit`, so that one who shows so many knows if there are others.
    """
    known = glossary.holding(shelf, query(words))
    queries = _readings(words, known)
    for spoken in _languages(language):
        hits = _terms(known, words, queries, spoken)
        hits += _topics(shelf, queries, spoken, limit + 1 - len(hits))
        if hits:
            return sorted(hits, key=lambda hit: (-hit.score, hit.id))
    return []


def _languages(language: str) -> list[str]:
    return [language, *(other for other in languages.WRITTEN if other != languages.written(language))]


def _readings(words: str, known: dict[str, glossary.Term]) -> list[Query]:
    """Return what to look for: the words, and the other names of a term that they are (`归一化` is also 正規化)."""
    first = query(words)
    names = [words.name for term in glossary.named(words, known) for words in known[term].words().values()]
    others = {other.whole: other for other in map(query, names[:MOST_NAMES])}
    return [first, *(other for whole, other in others.items() if whole != first.whole)]


def rank(shelf: Shelf, queries: Sequence[Query], language: str) -> list[Ranked]:
    """Return the topics that hold any part of any query, best first."""
    script = any(one.script for one in queries)
    names, texts = {}, {}
    for topic in shelf.ids():
        try:
            names[topic] = _names(shelf, topic, script=script)
            texts[topic] = _alike(_words_file(shelf, topic, language), script=script)
        except ContentError as error:
            shelf.leave_out(topic, error)
    best: dict[str, Ranked] = {}
    for one in queries:
        for ranked in _ranked(one, texts, names):
            if ranked.topic not in best or best[ranked.topic].score < ranked.score:
                best[ranked.topic] = ranked
    return sorted(best.values(), key=lambda ranked: (-ranked.score, ranked.topic))


def _ranked(one: Query, texts: dict[str, str], names: dict[str, list[str]]) -> Iterable[Ranked]:
    counts = {topic: one.count(text) for topic, text in texts.items()}
    in_names = {topic: _in_names(one, names.get(topic, [])) for topic in texts}
    rarity = [
        math.log(1 + len(texts) / (1 + sum(counts[topic][at] > 0 or in_names[topic][at] > 0 for topic in texts)))
        for at in range(len(one.parts))
    ]
    for topic in texts:
        found = list(zip(counts[topic], in_names[topic], rarity, strict=True))
        score = sum(
            rare * (min(1 + math.log(times), 3) if times else 0) + rare * NAME * name for times, name, rare in found
        )
        whole = sum(rarity)
        covered = sum(rare for times, name, rare in found if times or name) / whole if whole else 0.0
        if score:
            exact = WHOLE if one.whole in names.get(topic, []) else 1.0
            yield Ranked(topic, score * covered**2 * exact, covered, any(in_names[topic]))


def _in_names(one: Query, names: list[str]) -> list[float]:
    """Return for each part how well the best name that holds it is matched: 1 where the name says nothing else."""
    best = [0.0] * len(one.parts)
    for name in names:
        found = one.found(name)
        if any(found):
            share = min(sum(len(part) for part, is_in in zip(one.parts, found, strict=True) if is_in) / len(name), 1.0)
            best = [max(old, share) if is_in else old for old, is_in in zip(best, found, strict=True)]
    return best


def _names(shelf: Shelf, topic: str, *, script: bool) -> list[str]:
    """Return the names of a topic, from the part of its file that holds them, the first. Parsing it would take a
    millisecond. Raises ContentError.
    """
    start = _contents(shelf.folder_of(topic) / Topic.file_name)[:NAMES_WITHIN].decode("utf-8", "replace")
    listed = _TOP_KEY.split(start, 1)[0]
    return [topic, *_NAME.findall(in_script(listed, script=script))]


def _contents(path: Path) -> bytes:
    return contents(path, f"topics/{path.parent.name}/{path.name}")


def _words_file(shelf: Shelf, topic: str, language: str) -> Path:
    folder = shelf.folder_of(topic)
    path = folder / f"{languages.written(language)}.yaml"
    return path if is_there(path) else folder / "en.yaml"


def _alike(path: Path, *, script: bool) -> str:
    """Return a file as it lies there, made alike, without the line ends that may part two Chinese characters. Raises
    ContentError.
    """
    text = _contents(path).decode("utf-8", "replace")
    joined = text.replace(" ", "").replace("\n", "") if script and has_chinese(text) else text
    return in_script(joined, script=script)


def _topics(shelf: Shelf, queries: Sequence[Query], language: str, limit: int) -> list[Hit]:
    script = any(one.script for one in queries)

    def wanted(text: str) -> bool:
        return any(any(one.found(in_script(text, script=script))) for one in queries)

    hits: list[Hit] = []
    for ranked in rank(shelf, queries, language):
        if len(hits) >= limit:
            break
        words = _words(shelf, ranked.topic, language)
        if words is None:
            continue
        found = [
            Hit(ranked.topic, passage.kind, passage.level, passage.text, ranked.score * worth)
            for passage in passages(words, wanted)
            if (worth := max(_worth(one, passage, script=script) for one in queries))
        ]
        best = sorted(found, key=lambda hit: -hit.score)[:SENTENCES]
        hits += [_shown(hit, language) for hit in best] or _by_name(shelf, ranked, language)
    return hits


def _words(shelf: Shelf, topic: str, language: str) -> Mapping | None:
    """Return the words of a topic as they stand; None where it is faulty, which the shelf then tells."""
    path = _words_file(shelf, topic, language)
    try:
        if shelf.is_of_pack(topic):
            shelf.lesson(topic, languages.written(language))
        return read(path, f"{inside(topic)}/{path.name}")
    except ContentError as error:
        shelf.leave_out(topic, error)
        return None


def _worth(one: Query, passage: Passage, *, script: bool) -> float:
    """Return how well a sentence answers: 0 for not at all, 1 for every part in a sentence of a section."""
    text = in_script(passage.text, script=script)
    found = one.found(text)
    if not any(found):
        return 0.0
    whole = WHOLE if len(one.parts) > 1 and one.whole in text else 1.0
    return passage.weight * whole * (sum(found) / len(found)) ** 2


def _shown(hit: Hit, language: str) -> Hit:
    text = languages.simplify(hit.text) if language == "zh-Hans" else hit.text
    return Hit(hit.id, hit.kind, hit.level, text, hit.score)


def _by_name(shelf: Shelf, ranked: Ranked, language: str) -> list[Hit]:
    """Return the summary of a topic that only its name answers; what only answers of questions hold stays there."""
    summary = shelf.outline(ranked.topic, language).summary if ranked.by_name else ""
    return [Hit(ranked.topic, "summary", 0, summary, ranked.score)] if summary else []


def _terms(known: dict[str, glossary.Term], words: str, queries: Sequence[Query], language: str) -> list[Hit]:
    exact = glossary.named(words, known)
    hits = []
    for name, term in known.items():
        said = term.said(language)
        passage = Passage("term", 0, f"{said.name}: {said.text}")
        worth = max(_worth(one, passage, script=one.script) for one in queries)
        if name in exact:
            hits.append(Hit(name, "term", 0, said.text, 1000.0, said.name))
        elif worth >= 1:
            hits.append(Hit(name, "term", 0, said.text, worth, said.name))
    return hits
