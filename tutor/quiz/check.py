"""Faults that only computing finds: answer keys and slips, numbers that the words show, sentences of demos."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tutor import demos
from tutor.library import comparison
from tutor.library.folders import inside as inside_of
from tutor.library.folders import is_there, shipped
from tutor.library.language import WRITTEN
from tutor.library.model import Number, Shown, Topic, Words
from tutor.library.places import located
from tutor.library.problems import ContentError, Problem
from tutor.library.shelf import Shelf
from tutor.quiz import numerals
from tutor.quiz.arithmetic import evaluate
from tutor.quiz.asking import ask, finite, pick_from
from tutor.quiz.check_rubric import check_rubrics

SEEDS = 500
SHOWN = 6  # significant digits with which a question shows its inputs
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_FORMULA = re.compile(r"\$[^$]*\$")

Fault = tuple[str, str]  # path inside the file, message


def check(shelf: Shelf, seeds: int = SEEDS) -> list[Problem]:
    """Return the problems of all that can be read; `seeds` variants of each number question are drawn."""
    problems: list[Problem] = []
    for name in shelf.ids():
        try:
            topic = shelf.topic(name)
            read = {language: shelf.words(name, language) for language in WRITTEN}
        except ContentError:
            continue  # the library's check reports it
        folder, inside = shelf.folder_of(name).parents[1], inside_of(name)
        words = {language: text for language, (text, spoken) in read.items() if spoken == language}
        faults = [*_number_questions(name, topic, words["en"], seeds), *_shown(topic.numbers)]
        problems += located(folder, f"{inside}/{Topic.file_name}", faults)
        for language, text in words.items():
            faults = [*_unfilled(topic, text), *numerals.faults(topic.numbers, text, Topic.file_name)]
            problems += located(folder, f"{inside}/{language}.yaml", faults)
    return sorted(problems + _comparisons(shelf) + _demo_words(shelf) + check_rubrics(shelf))


def _comparisons(shelf: Shelf) -> list[Problem]:
    problems: list[Problem] = []
    for name in comparison.ids(shelf):
        try:
            read = {language: comparison.comparison(shelf, name, language) for language in WRITTEN}
        except ContentError:
            continue  # the library's check reports it
        folder, inside = comparison.folder_of(shelf, name).parents[1], f"{comparison.FOLDER}/{name}"
        file, numbers = comparison.Comparison.file_name, read["en"].facts.numbers
        problems += located(folder, f"{inside}/{file}", _shown(numbers))
        for language, pair in read.items():
            if pair.spoken == language:
                problems += located(folder, f"{inside}/{language}.yaml", numerals.faults(numbers, pair.words, file))
    return problems


def _number_questions(name: str, topic: Topic, words: Words, seeds: int) -> Iterator[Fault]:
    for number, question in enumerate(topic.questions, 1):
        if not isinstance(question, Number) or question.id not in words.questions:
            continue
        path = f"questions.{number}"
        unknown = list(_unknown(question))
        yield from ((f"{path}.{key}", message) for key, message in unknown)
        if not unknown:
            variants = range(seeds if question.draw else 1)
            yield from ((path, message) for message in _drawn(name, question, words, variants))


def _unknown(question: Number) -> Iterator[Fault]:
    if question.demo not in demos.names():
        yield "demo", f"is {question.demo}, which is not a demo; `tutor demo` lists them"
        return
    slips = demos.load(question.demo).slips
    for slip in question.slips:
        if slip not in slips:
            yield "slips", f"names {slip}, which {question.demo} does not have; it has {', '.join(slips)}"


def _drawn(name: str, question: Number, words: Words, variants: range) -> Iterator[str]:
    try:
        drawn = [ask(name, question, words.questions[question.id], seed) for seed in variants]
    except ContentError as error:
        yield error.problems[0].message
        return
    if not all(finite(asked.right) for asked in drawn):
        yield "has a right answer that is not finite for some draws; choose other values"
    if any(isinstance(asked.right, list) and isinstance(asked.right[0], list) for asked in drawn):
        yield "asks for a table of numbers; say by `index` which row or number is meant"
    for slip in question.slips:
        ignored = sum(slip not in asked.slips for asked in drawn)
        if ignored > len(drawn) / 2:
            yield f"has the slip {slip}, which most draws cannot tell from another value; drop it or draw otherwise"
    for name in [*question.set, *question.draw]:
        if not all(_friendly(asked.inputs[name]) for asked in drawn):
            yield f"has a number in {name} that needs more digits than are shown; take one of up to {SHOWN} digits"


def _friendly(value: object) -> bool:
    """True if every number of an input is shown as it is."""
    listed = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(listed, list):
        return all(map(_friendly, listed))
    return not isinstance(listed, float) or float(f"{listed:.{SHOWN}g}") == listed


def _unfilled(topic: Topic, words: Words) -> Iterator[Fault]:
    for question in topic.questions:
        if isinstance(question, Number) and question.id in words.questions:
            text = _FORMULA.sub("", words.questions[question.id].ask)
            for name in re.findall(r"\{(\w+)\}", text):
                if name not in {**question.set, **question.draw}:
                    yield f"questions.{question.id}.ask", f"shows {{{name}}}, which is neither set nor drawn"


def _shown(numbers: Sequence[Shown]) -> Iterator[Fault]:
    for number, entry in enumerate(numbers, 1):
        path = f"numbers.{number}"
        text = numerals.plain_number(entry.shown)
        if not _DECIMAL.fullmatch(text):
            yield f"{path}.shown", f"is {entry.shown!r}; write a number as the words show it, such as 0.25 or −3"
            continue
        if entry.given or not (entry.by or entry.demo):
            continue
        try:
            value = computed(entry)
        except (ArithmeticError, LookupError, ValueError) as error:
            yield path, f"cannot be computed: {error}"
            continue
        decimals = len(text.partition(".")[2])
        if not abs(value - float(text)) <= 0.5 * 10.0**-decimals * (1 + 1e-6):
            it_is = f"it is {value:.{decimals + 2}f}"
            yield path, f"shows {entry.shown}, but {it_is}; correct the number or where it comes from"


def computed(entry: Shown) -> float:
    """Return the value that an entry of `numbers` names. Raises LookupError, ArithmeticFault, ArithmeticError or
    demos.InputError."""
    if entry.by:
        return evaluate(entry.by)
    if entry.demo not in demos.names():
        raise LookupError(f"there is no demo {entry.demo}")
    demo = demos.load(entry.demo)
    trace = demos.run(demo, demos.resolve(demo, entry.set))
    value = pick_from(trace, entry.step, entry.t, entry.index)
    if isinstance(value, list):
        raise LookupError(f"step {entry.step} has several numbers; say which by `index`")
    return value


def _demo_words(shelf: Shelf) -> list[Problem]:
    problems = []
    for folder in shelf.folders:
        complete = folder.resolve() == shipped().resolve()  # a pack need not tell every demo
        for name in demos.names():
            for language in WRITTEN:
                file = f"demos/{name}/{language}.yaml"
                if is_there(folder / file):
                    problems += located(folder, file, _sentences(folder, name, language))
                elif complete and language == "en":
                    message = "is missing; a demo has a title and a sentence for each step"
                    problems.append(Problem(file, 1, 1, "", message))
    return problems


def _sentences(folder: Path, name: str, language: str) -> Iterator[Fault]:
    try:
        words = Shelf([folder]).demo_words(name, language)
    except ContentError:
        return  # the library's check reports it
    demo = demos.load(name)
    steps = {step.name for step in demos.run(demo, demos.resolve(demo, {})).steps}
    if words is None:
        return
    for step in sorted(steps - set(words.steps)):
        yield f"steps.{step}", "is missing; write what this step does and why"
    for unknown in sorted(set(words.inputs) - set(demo.inputs)):
        yield f"inputs.{unknown}", "is no input of this demo; take it out"
