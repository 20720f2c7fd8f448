"""The shelf: content folders, the shipped one first, and what can be taken from them.

A topic is read when it is asked for, and only its own two files; an exact id never opens another topic.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tutor.library import language as languages
from tutor.library.build import Builder, level_of
from tutor.library.folders import has, homes, inside, is_there
from tutor.library.model import SECTIONS, DemoWords, LabWords, Topic, Words
from tutor.library.problems import ContentError, Problem
from tutor.library.reader import Mapping, Scalar, contents, read
from tutor.library.record import record
from tutor.library.text import clean

if TYPE_CHECKING:
    from tutor.library.names import Name

T = TypeVar("T")


@record
class Outline:
    """What lists show of a topic's words."""

    summary: str
    levels: list[int]


@record
class Lesson:
    """A topic with its words. `spoken` is the language that the words are really in."""

    id: str
    topic: Topic
    words: Words
    spoken: str

    def levels(self) -> list[int]:
        """Levels that at least one section has."""
        return sorted({level for name in SECTIONS for level in self.words.section(name)})

    def at(self, section: str, level: int) -> str:
        """Text of a section at `level`, else at the nearest lower one, else at the lowest there is."""
        texts = self.words.section(section)
        return texts[nearest_level(sorted(texts), level)] if texts else ""


def nearest_level(levels: list[int], wanted: int) -> int:
    """Return the highest of `levels` (not empty, ascending) that is not above `wanted`, else the lowest."""
    lower = [level for level in levels if level <= wanted]
    return lower[-1] if lower else levels[0]


class Shelf:
    """Content folders in the order in which they win. `left_out` keeps what of them was met and cannot be used, and
    why: who prints tells it, in one note a folder.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = list({os.path.realpath(folder): folder for folder in folders}.values())  # each once
        self.left_out: dict[tuple[Path, str], Problem] = {}

    @functools.cached_property
    def homes(self) -> dict[str, Path]:
        """Id -> folder of every topic, by which all agree. (Packs: see `folders.homes`.)"""
        found, left_out = homes(self.folders)
        self.left_out |= {(folder, name): problem for folder, name, problem in left_out}
        return found

    def ids(self) -> list[str]:
        """Ids of all topics, sorted."""
        return sorted(self.homes)

    def folder_of(self, topic: str) -> Path:
        """Folder of the topic with this id. Raises ContentError when there is none."""
        bare = (folder / "topics" / topic for folder in self.folders if has(folder, topic))
        home = next(bare, None) or self.homes.get(topic)  # mostly found without a list of all
        if home is None:
            raise ContentError([Problem(f"topics/{topic}", 1, 1, "", "is not a topic of any content folder")])
        return home

    def sound(self, topic: str, language: str) -> Topic | None:
        """Return the facts of a topic; None where it is faulty, which `left_out` then tells. Of a pack's, the words are
        read, too, since half a topic helps nobody.
        """
        try:
            if self.is_of_pack(topic):
                return self.lesson(topic, languages.written(language)).topic
            return self.topic(topic)
        except ContentError as error:
            self.leave_out(topic, error)
            return None

    def is_of_pack(self, topic: str) -> bool:
        """True if a topic is none of the first folder, the shipped one."""
        return self.folder_of(topic).parents[1] != self.folders[0]

    def leave_out(self, topic: str, error: ContentError) -> None:
        """Note that a topic cannot be used."""
        self.left_out.setdefault((self.folder_of(topic).parents[1], topic), error.problems[0])

    def find(self, words: str) -> str:
        """Return the id of the topic that somebody's words mean. Raises NotFoundError."""
        if any(has(folder, words) for folder in self.folders):
            return words  # the shipped one where a pack has the same id
        from tutor.library.names import find  # an exact id needs none of it

        return find(words, self.names())

    def names(self) -> list[Name]:
        """Every id, title and alias. Topics whose names cannot be read are left out; the check reports them."""
        from tutor.library.names import Name

        number_of = {folder: number for number, folder in reversed(list(enumerate(self.folders)))}
        result = []
        for topic, home in self.homes.items():
            number = number_of[home.parents[1]]
            result.append(Name(topic, topic, 0, number))
            for texts in names_of(home / Topic.file_name).values():
                result += [Name(text, topic, 1 if place == 0 else 2, number) for place, text in enumerate(texts)]
        return result

    def title(self, topic: str, language: str) -> str:
        """Return the title of a topic, from the head of its file only; the id where it has none."""
        try:
            path = self.folder_of(topic) / Topic.file_name
        except ContentError:
            return topic
        title = _title_as_usual(path, languages.written(language))
        if not title:
            names = names_of(path)
            title = (names.get(languages.written(language)) or names.get("en") or [topic])[0]
        return languages.simplify(title) if language == "zh-Hans" else title

    def outline(self, topic: str, language: str) -> Outline:
        """Return the summary and levels of a topic, from the head of its words; empty where it cannot be read."""
        try:
            folder = self.folder_of(topic)
        except ContentError:
            return Outline("", [])
        path = folder / f"{languages.written(language)}.yaml"
        outline = _outline(path if is_there(path) else folder / "en.yaml")
        return languages.simplified(outline) if language == "zh-Hans" else outline

    def topic(self, topic: str, skip: Collection[str] = ()) -> Topic:
        """Read the facts of a topic. Raises ContentError."""
        return load(self.folder_of(topic) / Topic.file_name, f"{inside(topic)}/{Topic.file_name}", Topic, skip)

    def words(self, topic: str, language: str, skip: Collection[str] = ()) -> tuple[Words, str]:
        """Read the words of a topic, in English where `language` is missing. Returns them and their language."""
        return load_words(self.folder_of(topic), inside(topic), Words, language, skip)

    def lesson(self, topic: str, language: str, *, questions: bool = True) -> Lesson:
        """Read a whole topic, or without questions and numbers, which are half of it. Raises ContentError."""
        skip = () if questions else ("questions", "numbers")
        facts = self.topic(topic, skip)
        words, spoken = self.words(topic, language, skip)
        file = f"{inside(topic)}/{languages.written(spoken)}.yaml"
        if problems := [Problem(file, 1, 1, path, "is missing; write it") for path in _lacking(facts, words)]:
            raise ContentError(problems)
        return Lesson(topic, facts, words, spoken)

    def demo_words(self, demo: str, language: str) -> DemoWords | None:
        """Sentences of a demo, or None where nobody has written any."""
        for folder in self.folders:
            if is_there(folder / "demos" / demo / "en.yaml"):
                return load_words(folder / "demos" / demo, f"demos/{demo}", DemoWords, language)[0]
        return None

    def lab_words(self, lab: str, language: str) -> LabWords | None:
        """Sentences of a lab, or None where nobody has written any."""
        for folder in self.folders:
            if is_there(folder / "labs" / lab / "en.yaml"):
                return load_words(folder / "labs" / lab, f"labs/{lab}", LabWords, language)[0]
        return None


def load(path: Path, file: str, kind: type[T], skip: Collection[str] = ()) -> T:
    """Read one file, which problems call `file`, as a `kind`. Raises ContentError."""
    builder = Builder(file)
    value = builder.build(read(path, file, skip=skip), kind)
    if value is None:
        raise ContentError(sorted(builder.problems))
    return value


def load_words(folder: Path, file: str, kind: type[T], language: str, skip: Collection[str] = ()) -> tuple[T, str]:
    """Read the words in `folder`, in English where `language` is missing. Returns them and their language."""
    code = languages.written(language)
    if not is_there(folder / f"{code}.yaml"):
        code = language = "en"
    words = load(folder / f"{code}.yaml", f"{file}/{code}.yaml", kind, skip)
    return (languages.simplified(words), language) if language == "zh-Hans" else (words, language)


def _lacking(topic: Topic, words: Words) -> Iterator[str]:
    """Yield the path of everything that the facts name and the words do not say."""
    wanted: list[tuple[str, Iterable[str], Collection[str]]] = [
        ("key_points", topic.key_points, words.key_points),
        ("misconceptions", topic.misconceptions, words.misconceptions),
    ]
    for question in topic.questions:
        said = words.questions.get(question.id)
        wanted.append(("questions", [question.id], words.questions))
        for part in ("options", "items", "slips") if said else ():
            wanted.append((f"questions.{question.id}.{part}", getattr(question, part, ()), getattr(said, part)))
    for path, names, told in wanted:
        yield from (f"{path}.{name}" for name in names if name not in told)


def _title_as_usual(path: Path, language: str) -> str:
    """Return a title that stands where it nearly always does, the first quoted line of its language, without parsing
    the aliases behind it (a lesson shows seven titles: 4 ms); else nothing.
    """
    try:
        data = contents(path)
    except ContentError:
        return ""
    found = re.match(rb'names:\n(?:  .*\n)*?  %b:\n    - "([^"\\\n]*)"\n' % language.encode(), data)
    return clean(found[1].decode("utf-8", "replace")) if found else ""


@functools.cache
def names_of(path: Path) -> dict[str, list[str]]:
    """Titles and aliases of one topic by language, from the head of its file only; nothing where it is faulty."""
    value = head(path, "names", _Names)
    return value.names if value else {}


def head(path: Path, key: str, kind: type[T]) -> T | None:
    """Return the value of `key` as the only field of a `kind`, reading no further; None where it is faulty."""
    try:
        node = read(path, stop_after=key)
    except ContentError:
        return None
    pairs = [pair for pair in node.pairs if pair[0].text == key]
    return Builder(str(path)).build(Mapping(pairs, 1, 1), kind)


def _outline(path: Path) -> Outline:
    try:
        head = {key.text: node for key, node in read(path, stop_after="why").pairs}
    except ContentError:
        return Outline("", [])
    summary, why = head.get("summary"), head.get("why")
    levels = [level_of(key.text) for key, _ in why.pairs] if isinstance(why, Mapping) else []
    return Outline(summary.text if isinstance(summary, Scalar) else "", sorted(filter(None, levels)))


@record
class _Names:
    names: dict[str, list[str]]
