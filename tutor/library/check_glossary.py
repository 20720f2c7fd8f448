"""Faults of a glossary: terms without words, of unknown topics, or with names that nothing tells apart."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from tutor.library.build import Builder
from tutor.library.check_topic import check_id
from tutor.library.folders import is_there, shipped
from tutor.library.glossary import FILE, Glossary, Term
from tutor.library.names import fold
from tutor.library.problems import ContentError, Problem
from tutor.library.reader import read

LONGEST = {"en": 400, "zh-Hant": 160, "zh-Hans": 160}  # characters of a definition: it is read, not studied


def check_glossary(folder: Path, topics: Collection[str]) -> list[Problem]:
    """Return the problems of a folder's glossary; none where it has none. `topics` are the ids that exist."""
    if not is_there(folder / FILE):
        return []
    builder = Builder(FILE)
    try:
        found = builder.build(read(folder / FILE, FILE), Glossary)
    except ContentError as error:
        return error.problems
    if found is not None:
        complete = folder.resolve() == shipped().resolve()
        owner: dict[str, tuple[str, Term]] = {}
        for name, term in found.terms.items():
            _check_term(f"terms.{name}", name, term, topics, builder, complete=complete)
            _check_names(f"terms.{name}", name, term, owner, builder)
    return builder.problems


def _check_term(path: str, name: str, term: Term, topics: Collection[str], builder: Builder, *, complete: bool) -> None:
    check_id(path, name, builder)
    if term.topic and term.topic not in topics:
        builder.problem(f"{path}.topic", f"is {term.topic}, which does not exist")
    if complete and "zh-Hant" not in term.words():
        builder.problem(f"{path}.zh-Hant", "is missing; write it")
    for language, words in term.words().items():
        if len(words.text) > LONGEST[language]:
            builder.problem(f"{path}.{language}.text", f"has more than {LONGEST[language]} characters; say it shorter")


def _check_names(path: str, name: str, term: Term, owner: dict[str, tuple[str, Term]], builder: Builder) -> None:
    """Record a name that two terms share, unless one of them is told to be a trap."""
    for text in term.all_names():
        other, its = owner.setdefault(fold(text), (name, term))
        if other != name and not (term.trap or its.trap):
            builder.problem(path, f"has the name {text!r}, as {other} has; drop it or say `trap: true`")
