"""Faults that only computing finds: answer keys and slips, numbers that the words show, sentences of demos."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from tutor import demos
from tutor.library.language import WRITTEN
from tutor.library.model import Number, Shown, Topic, Words
from tutor.library.problems import ContentError, Problem
from tutor.library.shelf import Shelf
from tutor.quiz.arithmetic import ArithmeticFault, evaluate
from tutor.quiz.asking import Asked, Value, ask, pick_from

SEEDS = 500
SMALL = 12  # whole numbers up to here are counts, not results
_NUMERAL = re.compile(r"(?<![A-Za-z0-9_.])(?<![A-Za-z]-)(\d+(?:,\d{3})*(?:\.\d+)?)(?![A-Za-z0-9_])")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")  # not NFKC, which reads 0.5² as 0.52
_YEAR = re.compile(r"(19|20)\d\d")


def check(shelf: Shelf, seeds: int = SEEDS) -> list[Problem]:
    """Return the problems of every readable topic and demo; `seeds` variants of each number question are drawn."""
    problems: list[Problem] = []
    for name in shelf.ids():
        try:
            topic = shelf.topic(name)
            words = {language: shelf.words(name, language)[0] for language in WRITTEN}
        except ContentError:
            continue  # the library's check reports it
        file = f"topics/{name}/{Topic.file_name}"
        for path, message in [*_number_questions(name, topic, words["en"], seeds), *_shown(topic)]:
            problems.append(Problem(file, 1, 1, path, message))
        for language, text in words.items():
            for path, message in _numerals(topic, text):
                problems.append(Problem(f"topics/{name}/{language}.yaml", 1, 1, path, message))
    return sorted(problems + list(_demo_words(shelf)))


Fault = tuple[str, str]


def _number_questions(name: str, topic: Topic, words: Words, seeds: int) -> Iterator[Fault]:
    for number, question in enumerate(topic.questions, 1):
        if not isinstance(question, Number) or question.id not in words.questions:
            continue
        path = f"questions.{number}"
        try:
            variants = seeds if question.draw else 1
            drawn = [ask(name, question, words.questions[question.id], seed) for seed in range(variants)]
        except (demos.InputError, LookupError, ValueError, IndexError) as error:
            yield path, f"cannot be asked: {error}; check demo, ask, set and draw"
            continue
        if not all(_finite(asked.right) for asked in drawn):
            yield path, "has a right answer that is not finite for some draws; choose other values"
        for slip in question.slips:
            ignored = sum(slip not in asked.slips for asked in drawn)
            if ignored > len(drawn) / 2:
                yield (
                    path,
                    f"has the slip {slip}, which most draws cannot tell from another value; drop it or draw otherwise",
                )
        yield from _unfilled(path, drawn[0])


def _unfilled(path: str, asked: Asked) -> Iterator[Fault]:
    left = re.findall(r"\{(\w+)\}", asked.prompt)
    if left:
        yield path, f"shows {{{left[0]}}} in `ask`, which is neither set nor drawn"


def _finite(value: Value) -> bool:
    return all(map(_finite, value)) if isinstance(value, list) else math.isfinite(value)


def _shown(topic: Topic) -> Iterator[Fault]:
    for number, entry in enumerate(topic.numbers, 1):
        if entry.given:
            continue
        path = f"numbers.{number}"
        try:
            value = computed(entry)
        except (demos.InputError, ArithmeticFault, LookupError, TypeError, ValueError) as error:
            yield path, f"cannot be computed: {error}"
            continue
        text = plain_number(entry.shown)
        decimals = len(text.partition(".")[2])
        if not abs(value - float(text)) <= 0.5 * 10.0**-decimals * (1 + 1e-6):
            yield (
                path,
                f"shows {entry.shown}, but it is {value:.{decimals + 2}f}; correct the number or where it comes from",
            )


def computed(entry: Shown) -> float:
    """Return the value that an entry of `numbers` names. Raises LookupError, ArithmeticFault or demos.InputError."""
    if entry.by:
        return evaluate(entry.by)
    demo = demos.load(entry.demo)
    trace = demos.run(demo, demos.resolve(demo, entry.set))
    value = pick_from(trace, entry.step, entry.t, entry.index)
    if isinstance(value, list):
        raise LookupError(f"step {entry.step} has several numbers; say which by `index`")
    return value


def plain_number(text: str) -> str:
    """Return a shown number as Python reads it: minus sign, no thousands separators, no percent sign."""
    return text.translate(_FULL_WIDTH).replace("−", "-").replace(",", "").replace("%", "").strip()


def _numerals(topic: Topic, words: Words) -> Iterator[Fault]:
    listed = {plain_number(entry.shown).lstrip("-") for entry in topic.numbers}
    found: set[str] = set()
    for path, text in _texts(words, ""):
        for numeral in numerals(text):
            found.add(numeral)
            if numeral not in listed and not _is_count(numeral):
                yield path, f"shows {numeral}, which `numbers` in {Topic.file_name} does not list"
    for entry in topic.numbers:
        if plain_number(entry.shown).lstrip("-") not in found:
            yield "numbers", f"does not show {entry.shown}, which `numbers` in {Topic.file_name} lists"


def numerals(text: str) -> list[str]:
    """Return the unsigned numerals of a text, without thousands separators."""
    return [match[1].replace(",", "") for match in _NUMERAL.finditer(text.translate(_FULL_WIDTH))]


def _is_count(numeral: str) -> bool:
    return numeral.isdecimal() and (int(numeral) <= SMALL or bool(_YEAR.fullmatch(numeral)))


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _texts(item, f"{path}.{number}")


def _demo_words(shelf: Shelf) -> Iterator[Problem]:
    for name in demos.names():
        demo = demos.load(name)
        steps = {step.name for step in demos.run(demo, demos.resolve(demo, {})).steps}
        for language in WRITTEN:
            file = f"demos/{name}/{language}.yaml"
            try:
                words = shelf.demo_words(name, language)
            except ContentError:
                continue
            if words is None:
                yield Problem(file, 1, 1, "", "is missing; a demo has a title and a sentence for each step")
                return
            for step in sorted(steps - set(words.steps)):
                yield Problem(file, 1, 1, f"steps.{step}", "is missing; write what this step does and why")
            for unknown in sorted(set(words.inputs) - set(demo.inputs)):
                yield Problem(file, 1, 1, f"inputs.{unknown}", "is no input of this demo; take it out")
