"""Faults of rubrics: ids that the topic lacks, phrases that cannot be read, examples that are not graded as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tutor.library.folders import inside, is_there
from tutor.library.language import WRITTEN
from tutor.library.model import Explain, Topic
from tutor.library.places import located
from tutor.library.problems import ContentError, Problem
from tutor.library.rubric import EXAMPLES, Rubric, WrongExample, rubric_file, rubric_of
from tutor.library.shelf import Shelf
from tutor.quiz.rubric import MAX_EXPLANATION, Hints, grade_text, phrase_faults

CORE = 2  # key points up to this level are what an everyday explanation holds

Fault = tuple[str, str]


def check_rubrics(shelf: Shelf) -> list[Problem]:
    """Return the problems of every rubric on the shelf whose topic can be read."""
    problems: list[Problem] = []
    for name in shelf.ids():
        try:
            topic, folder = shelf.topic(name), shelf.folder_of(name)
        except ContentError:
            continue  # the library's check reports it
        problems += located(folder.parents[1], f"{inside(name)}/{Topic.file_name}", _unheard(topic, folder))
        for language in WRITTEN:
            file = f"{inside(name)}/{rubric_file(language)}"
            if is_there(folder / rubric_file(language)):
                try:
                    found = rubric_of(shelf, name, language)
                except ContentError as error:
                    problems += error.problems
                    continue
                problems += located(folder.parents[1], file, rubric_faults(found[0], topic) if found else ())
    return problems


def _unheard(topic: Topic, folder: Path) -> Iterator[Fault]:
    for number, question in enumerate(topic.questions, 1):
        if isinstance(question, Explain) and not is_there(folder / rubric_file("en")):
            yield f"questions.{number}", f"asks for an explanation, but the topic has no {rubric_file('en')}; write it"


def rubric_faults(rubric: Rubric, topic: Topic) -> list[Fault]:
    """Return what is wrong with one rubric: (path, message). Examples are graded only where the rest is sound."""
    faults = [*_ids(rubric, topic), *phrase_faults(rubric.phrases()), *_counts(rubric)]
    if faults:
        return faults
    core = [name for name, level in topic.key_points.items() if level <= CORE]
    sound = {"model": rubric.model, **{f"right.{number}": text for number, text in enumerate(rubric.right, 1)}}
    for path, text in sound.items():
        faults += [(path, message) for message in _right(grade_text(rubric, text), core)]
    for number, example in enumerate(rubric.wrong, 1):
        faults += [(f"wrong.{number}", message) for message in _wrong(grade_text(rubric, example.text), example)]
    return faults


def _ids(rubric: Rubric, topic: Topic) -> Iterator[Fault]:
    for point in rubric.points:
        if point not in topic.key_points:
            yield f"points.{point}", "is not a key point of this topic"
        elif not rubric.points[point].any:
            yield f"points.{point}.any", "has no group of phrases; write at least one"
    for point in topic.key_points:
        if point not in rubric.points:
            yield f"points.{point}", "is missing; say by which words it is known"
    for flag in rubric.flags:
        if flag not in topic.misconceptions:
            yield f"flags.{flag}", "is not a misconception of this topic"
    for number, example in enumerate(rubric.wrong, 1):
        yield from _unknown(f"wrong.{number}.flags", example.flags, rubric.flags)
        yield from _unknown(f"wrong.{number}.misses", example.misses, rubric.points)


def _unknown(path: str, names: Iterable[str], known: Mapping[str, object]) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            yield path, f"names {name}, which this rubric does not have"


def _counts(rubric: Rubric) -> Iterator[Fault]:
    for path, examples in (("right", rubric.right), ("wrong", [one.text for one in rubric.wrong])):
        if len(examples) < EXAMPLES:
            yield path, f"has {len(examples)} examples; write {EXAMPLES} or more"
        for number, text in enumerate(examples, 1):
            if len(text) > MAX_EXPLANATION:
                yield f"{path}.{number}", f"is longer than the {MAX_EXPLANATION} characters that are read"
    for number, one in enumerate(rubric.wrong, 1):
        if not one.flags and not one.misses:
            yield f"wrong.{number}", "names neither flags nor misses; say what is wrong with it"


def _right(hints: Hints, core: list[str]) -> Iterator[str]:
    lost = [point for point in core if hints.state(point) != "found"]
    if len(lost) > 1:
        yield f"is right, but these key points are not found: {', '.join(lost)}; widen their phrases"
    for raised in hints.flags:
        yield f"is right, but raises {raised.misconception} by {raised.quote!r}; narrow its patterns"


def _wrong(hints: Hints, example: WrongExample) -> Iterator[str]:
    raised = [one.misconception for one in hints.flags if one.sure]
    for flag in example.flags:
        if flag not in raised:
            yield f"must raise {flag}, but does not; add a pattern that meets it"
    for flag in raised:
        if flag not in example.flags:
            yield f"raises {flag}, which `flags` does not list; list it or narrow its patterns"
    for point in example.misses:
        if hints.state(point) == "found":
            yield f"must miss {point}, but ticks it; narrow its phrases"
