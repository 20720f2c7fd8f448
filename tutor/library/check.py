"""All faults of content folders: shape, references in both directions, names, and what each topic covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeVar

from tutor.library.build import Builder
from tutor.library.check_comparison import check_comparison, check_comparison_words
from tutor.library.check_glossary import check_glossary
from tutor.library.check_topic import check_facts, check_words
from tutor.library.check_written import check_cited, check_written
from tutor.library.comparison import FOLDER, Comparison, ComparisonWords
from tutor.library.folders import ID, folders_in, homes, is_there, shipped
from tutor.library.language import WRITTEN
from tutor.library.model import SECTIONS, DemoWords, LabWords, Topic, Words
from tutor.library.names import fold
from tutor.library.places import located
from tutor.library.problems import ContentError, Problem
from tutor.library.reader import read
from tutor.library.shelf import Shelf
from tutor.library.text import clean

T = TypeVar("T")


def check(shelf: Shelf, demos: Collection[str], labs: Collection[str]) -> list[Problem]:
    """Return every problem of every content folder, sorted; `demos` and `labs` are the ids that exist."""
    known = set(Shelf([shipped(), *shelf.folders]).ids())  # packs stand beside the shipped content
    problems = [problem for _, _, problem in homes(shelf.folders)[1]]
    for folder in shelf.folders:
        topics = [_check_topic(folder, topic, known, demos, labs, problems) for topic in folders_in(folder / "topics")]
        readable = {name: topic for name, topic in topics if topic}
        _check_names(folder, readable, problems)
        _check_cycles(folder, readable, problems)
        for demo in folders_in(folder / "demos"):
            _check_told(folder, f"demos/{demo}", demo in demos, DemoWords, problems)
        for lab in folders_in(folder / "labs"):
            _check_told(folder, f"labs/{lab}", lab in labs, LabWords, problems)
        _check_comparisons(folder, known, problems)
        problems += check_glossary(folder, known)
        problems += check_written(folder)
        problems += check_cited(folder)
    return sorted(problems)


def coverage(shelf: Shelf) -> list[dict[str, object]]:
    """Return a row a topic and language: its levels and how many questions of each kind. Faulty topics are left out."""
    rows: list[dict[str, object]] = []
    for topic in shelf.ids():
        for language in WRITTEN:
            try:
                lesson = shelf.lesson(topic, language)
            except ContentError:
                continue
            kinds = Counter(question.kind for question in lesson.topic.questions)
            levels = lesson.levels() if lesson.spoken == language else []
            rows.append(
                {"topic": topic, "language": language, "levels": levels, "questions": dict(sorted(kinds.items()))}
            )
    return rows


def _load(folder: Path, file: str, kind: type[T], problems: list[Problem]) -> tuple[T | None, Builder]:
    builder = Builder(file)
    try:
        value = builder.build(read(folder / file, file), kind)
    except ContentError as error:
        value = None
        problems += error.problems
    problems += builder.problems
    builder.problems = []
    return value, builder


def _check_topic(
    folder: Path, name: str, known: set[str], demos: Collection[str], labs: Collection[str], problems: list[Problem]
) -> tuple[str, Topic | None]:
    file = f"topics/{name}/{Topic.file_name}"
    if not ID.fullmatch(name):
        problems.append(Problem(f"topics/{clean(name)}", 1, 1, "", "is not kebab-case; rename the folder"))
        return name, None
    topic, builder = _load(folder, file, Topic, problems)
    _check_languages(folder, name, topic, problems)
    if topic is None:
        return name, None
    check_facts(topic, builder)
    for field, allowed in (("needs", known), ("next", known), ("confusable", known), ("demos", demos), ("labs", labs)):
        for number, target in enumerate(getattr(topic, field), 1):
            if target not in allowed or (allowed is known and target == name):
                builder.problem(f"{field}.{number}", f"is {target}, which does not exist or is this topic")
    _check_first(builder, "names")
    problems += builder.problems
    return name, topic


def _check_languages(folder: Path, name: str, topic: Topic | None, problems: list[Problem]) -> None:
    english: Words | None = None
    for language in WRITTEN:
        file = f"topics/{name}/{language}.yaml"
        if language != "en" and not is_there(folder / file):
            continue  # falls back to English, visibly
        words, builder = _load(folder, file, Words, problems)
        if words is None:
            continue
        if topic is not None:
            check_words(topic, words, builder, english)
        _check_first(builder, "summary")
        if english is not None:
            _check_formulas(english, words, builder)
        english = english or words
        problems += builder.problems


def _check_first(builder: Builder, key: str) -> None:
    if list(builder.places)[1:2] != [key]:
        builder.problem(key, "is not the first key; put it first, so that lists read no more than the head of a file")


def _check_formulas(english: Words, words: Words, builder: Builder) -> None:
    for section in SECTIONS:
        for level, text in words.section(section).items():
            ours, theirs = _formulas(text), _formulas(english.section(section).get(level, ""))
            if ours != theirs:
                odd = sorted((ours - theirs) + (theirs - ours))[0]
                builder.problem(f"{section}.{level}", f"has other display formulas than the English text: {odd}")


def _formulas(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip().startswith("$$"))


def _check_told(folder: Path, name: str, exists: bool, kind: type[object], problems: list[Problem]) -> None:
    """Check the words of a demo or a lab."""
    if not exists:
        message = f"has words, but there is no such {name.partition('s/')[0]}; rename the folder"
        problems.append(Problem(clean(name), 1, 1, "", message))
        return
    for language in WRITTEN:
        file = f"{name}/{language}.yaml"
        if language == "en" or is_there(folder / file):
            _load(folder, file, kind, problems)


def _check_names(folder: Path, topics: dict[str, Topic], problems: list[Problem]) -> None:
    owner = {fold(name): name for name in topics}
    for name, topic in topics.items():
        faults = []
        for language, texts in topic.names.items():
            for number, text in enumerate(texts, 1):
                other = owner.setdefault(fold(text), name)
                if other != name:
                    where = f"names.{language}.{number}"
                    faults.append((where, f"{text!r} is also a name of {other}; a name has one topic"))
        problems += located(folder, f"topics/{name}/{Topic.file_name}", faults)


def _check_cycles(folder: Path, topics: dict[str, Topic], problems: list[Problem]) -> None:
    try:
        TopologicalSorter({name: topic.needs for name, topic in topics.items()}).prepare()
    except CycleError as error:
        cycle = list(reversed(error.args[1]))
        message = f"goes in a circle: {' needs '.join(cycle)}; break it"
        problems += located(folder, f"topics/{cycle[0]}/{Topic.file_name}", [("needs", message)])


def _check_comparisons(folder: Path, known: Collection[str], problems: list[Problem]) -> None:
    owner: dict[frozenset[str], str] = {}
    for name in folders_in(folder / FOLDER):
        if not ID.fullmatch(name):
            problems.append(Problem(f"{FOLDER}/{clean(name)}", 1, 1, "", "is not kebab-case; rename the folder"))
            continue
        facts, builder = _load(folder, f"{FOLDER}/{name}/{Comparison.file_name}", Comparison, problems)
        if facts is None:
            continue
        check_comparison(facts, known, builder)
        _check_first(builder, "topics")
        other = owner.setdefault(frozenset(facts.topics), name)
        if other != name:
            builder.problem("topics", f"are also compared by {other}; keep one")
        problems += builder.problems
        _check_comparison_languages(folder, name, facts, problems)


def _check_comparison_languages(folder: Path, name: str, facts: Comparison, problems: list[Problem]) -> None:
    for language in WRITTEN:
        file = f"{FOLDER}/{name}/{language}.yaml"
        if language == "en" or is_there(folder / file):
            words, builder = _load(folder, file, ComparisonWords, problems)
            if words is not None:
                check_comparison_words(facts, words, builder)
                problems += builder.problems
