"""The glossary: what a word means, in `glossary.yaml` of a content folder, both languages side by side.

A *term* has a name, other names and one or two sentences in each language; `topic` is where it is explained at length.
`trap` marks a false friend: a word that means something else elsewhere (`行` is a row on the mainland, a column in
Taiwan). Such a term may carry its words in zh-Hans too, since what is derived would tell the trap the wrong way round.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from tutor.library import language as languages
from tutor.library.build import Builder
from tutor.library.folders import is_there
from tutor.library.names import fold, fold_script, look_alike
from tutor.library.problems import ContentError
from tutor.library.query import Query, in_script
from tutor.library.reader import contents, parse
from tutor.library.record import record
from tutor.library.shelf import Shelf, load

FILE = "glossary.yaml"
_TERM = re.compile(r"\n(?=  [a-z0-9-]+:)")


@record
class TermWords:
    """A term in one language."""

    name: str
    text: str
    also: list[str] = field(default_factory=list)

    def all_names(self) -> list[str]:
        """Return the name, then the others."""
        return [self.name, *self.also]


@record
class Term:
    """One term, with a field a language: its words stand together in one file."""

    en: TermWords
    zh_hant: TermWords | None = field(default=None, metadata={"key": "zh-Hant"})
    zh_hans: TermWords | None = field(default=None, metadata={"key": "zh-Hans"})
    topic: str = ""
    trap: bool = False

    def words(self) -> dict[str, TermWords]:
        """Return what is written, by language."""
        written = {"en": self.en, "zh-Hant": self.zh_hant, "zh-Hans": self.zh_hans}
        return {language: words for language, words in written.items() if words}

    def said(self, language: str) -> TermWords:
        """Return its words in a language: derived for zh-Hans, in English where there are none."""
        written = self.words()
        if language in written:
            return written[language]
        found = written.get(languages.written(language), self.en)
        return languages.simplified(found) if language == "zh-Hans" else found

    def all_names(self) -> list[str]:
        """Return its names in every language."""
        return [name for words in self.words().values() for name in words.all_names()]


@record
class Glossary:
    """`glossary.yaml`: terms by id."""

    terms: dict[str, Term]


def terms(shelf: Shelf) -> dict[str, Term]:
    """Return all terms by id, shipped ones before those of packs; a glossary that cannot be read is left out."""
    return _gathered(shelf, _terms)


def holding(shelf: Shelf, sought: Query) -> dict[str, Term]:
    """Return the terms that hold a part of what is sought, parsing no others of the shipped glossary, all of which take
    40 ms. Those of packs are all read, so that a fault is told whatever is sought.
    """
    return _gathered(shelf, lambda folder: _holding(folder, sought) if folder == shelf.folders[0] else _terms(folder))


def _gathered(shelf: Shelf, terms_of: Callable[[Path], dict[str, Term]]) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for folder in shelf.folders:
        try:
            found = {**terms_of(folder), **found} if is_there(folder / FILE) else found
        except ContentError as error:
            shelf.left_out[folder, "glossary"] = error.problems[0]
    return found


def _holding(folder: Path, sought: Query) -> dict[str, Term]:
    data = contents(folder / FILE, FILE)
    text = data.decode("utf-8", "replace")
    head, *chunks = _TERM.split(text)  # where terms do not begin so, there is one chunk: all of it
    alike = _TERM.split(in_script(text, script=sought.script))[1:]
    held = [chunk for chunk, said in zip(chunks, alike, strict=True) if any(sought.found(said))]
    if chunks and not held:
        return {}
    kept = "\n".join([head, *held]).encode() if head.rstrip().endswith("terms:") else data
    value = Builder(FILE).build(parse(kept, FILE), Glossary)
    return value.terms if value else {}


@functools.cache
def _terms(folder: Path) -> dict[str, Term]:
    return load(folder / FILE, FILE, Glossary).terms


def named(words: str, known: dict[str, Term], language: str = "en") -> list[str]:
    """Return the ids of all terms that `words` name: who types one name of two things learns of both.

    First come those whose id or first name it is; of these, those whose first name it is in `language`.
    """
    for key in (fold, fold_script):
        wanted = key(words)
        found = [(name, term) for name, term in known.items() if wanted in (key(name), *map(key, term.all_names()))]
        if wanted and found:
            found.sort(key=lambda pair: _order(wanted, key, pair[0], pair[1], language))
            return [name for name, _ in found]
    return []


def _order(wanted: str, key: Callable[[str], str], name: str, term: Term, language: str) -> tuple[bool, bool]:
    firsts = [key(name), *(key(words.name) for words in term.words().values())]
    return key(term.said(language).name) != wanted, wanted not in firsts


def near(words: str, known: dict[str, Term]) -> list[str]:
    """Return up to five ids of terms with a name that looks like `words`."""
    return look_alike(words, ((name, other) for name, term in known.items() for other in term.all_names()), 5)
