"""The shape of `rubric.<language>.yaml`: how an explanation in the learner's own words is read.

A *rubric* holds for each key point of its topic what somebody says who has understood it, and for some misconceptions
what somebody says who has not. Both are *phrases* (see `quiz/phrases.py`): plain words, `*` for any ending, `…` for a
few words in between. They hint; they do not grade. The examples are there to be held against them by the check.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from tutor.library import language as languages
from tutor.library.folders import inside, is_there
from tutor.library.record import record
from tutor.library.shelf import Shelf, load

EXAMPLES = 4  # right ones, and wrong ones, that a rubric carries at least


@record
class Point:
    """What ticks one key point: each group of phrases must be met by at least one of them."""

    any: list[list[str]]


@record
class Flag:
    """What gives one misconception away: one of `patterns`, unless one of `unless` stands in the same sentence."""

    patterns: list[str]
    unless: list[str] = field(default_factory=list)


@record
class WrongExample:
    """A fluent answer that is wrong: the misconceptions it must be caught at, the key points it must not get."""

    text: str
    flags: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


@record
class Rubric:
    """What to explain, how it is read, a model answer, and examples; `points` and `flags` use the topic's ids."""

    prompt: str
    points: dict[str, Point]
    model: str
    right: list[str]
    wrong: list[WrongExample]
    flags: dict[str, Flag] = field(default_factory=dict)

    def phrases(self) -> dict[str, list[str]]:
        """Return every phrase under its path in the file."""
        found = {f"points.{name}.any.{n}": group for name, p in self.points.items() for n, group in enumerate(p.any, 1)}
        found |= {f"flags.{name}.patterns": flag.patterns for name, flag in self.flags.items()}
        return found | {f"flags.{name}.unless": flag.unless for name, flag in self.flags.items() if flag.unless}


def with_variants(rubric: Rubric, convert: Callable[[str], str]) -> Rubric:
    """Return `rubric` whose sentences are converted and whose phrases stand beside their converted form."""

    def both(phrases: list[str]) -> list[str]:
        return list(dict.fromkeys([*phrases, *map(convert, phrases)]))

    return Rubric(
        prompt=convert(rubric.prompt),
        points={name: Point([both(group) for group in point.any]) for name, point in rubric.points.items()},
        model=convert(rubric.model),
        right=[convert(text) for text in rubric.right],
        wrong=[WrongExample(convert(one.text), one.flags, one.misses) for one in rubric.wrong],
        flags={name: Flag(both(flag.patterns), both(flag.unless)) for name, flag in rubric.flags.items()},
    )


def rubric_file(language: str) -> str:
    """Return the name of the file that holds the rubric in a language that authors write."""
    return f"rubric.{language}.yaml"


def rubric_of(shelf: Shelf, topic: str, language: str) -> tuple[Rubric, str] | None:
    """Return the rubric of a topic, in English where `language` is missing, and its language; None where there is none.

    Raises ContentError.
    """
    folder = shelf.folder_of(topic)
    code = languages.written(language)
    if not is_there(folder / rubric_file(code)):
        code = language = "en"
    path = folder / rubric_file(code)
    if not is_there(path):
        return None
    rubric = load(path, f"{inside(topic)}/{path.name}", Rubric)
    return (with_variants(rubric, languages.simplify), language) if language == "zh-Hans" else (rubric, language)


def topics_with_rubric(shelf: Shelf) -> list[str]:
    """Return the ids of the topics that can be explained back, sorted."""
    return [topic for topic in shelf.ids() if is_there(shelf.folder_of(topic) / rubric_file("en"))]
