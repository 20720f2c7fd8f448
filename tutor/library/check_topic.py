"""Faults inside one topic: facts that contradict each other, words that do not fit the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import prod

from tutor.library.build import Builder
from tutor.library.folders import ID
from tutor.library.model import (
    LEVELS,
    MOST_DRAWN,
    RIGHT,
    SECTIONS,
    Choice,
    Fill,
    Multiple,
    Number,
    Order,
    Question,
    QuestionWords,
    Shown,
    Topic,
    TrueFalse,
    Words,
)

TESTED_AT_LEAST = 2
MOST_OPTIONS = 26  # each is shown with a letter
MOST_DIGITS = 15  # float64 has no more


def check_facts(topic: Topic, builder: Builder) -> None:
    """Record what is wrong inside the facts of one topic."""
    if not topic.names.get("en"):
        builder.problem("names.en", "is missing; the first English name is the title")
    for group in ("key_points", "misconceptions"):
        for name, level in getattr(topic, group).items():
            check_id(f"{group}.{name}", name, builder)
            if level not in LEVELS:
                builder.problem(f"{group}.{name}", f"is at level {level}; levels are 1 to 4")
    if not topic.questions:
        builder.problem("questions", "is missing; a topic that asks nothing teaches less")
    for name, times in Counter(question.id for question in topic.questions).items():
        if times > 1:
            builder.problem("questions", f"has the id {name} {times} times; ids are unique in a topic")
    for number, question in enumerate(topic.questions, 1):
        _check_question(question, f"questions.{number}", topic, builder)
    _check_reached(topic, builder)
    check_numbers(topic.numbers, builder)


def check_numbers(numbers: list[Shown], builder: Builder) -> None:
    """Record numbers without a source, or with two."""
    for number, shown in enumerate(numbers, 1):
        if sum(map(bool, (shown.demo, shown.by, shown.given))) != 1:
            builder.problem(f"numbers.{number}", "needs exactly one of demo, by, given")


def check_id(path: str, name: str, builder: Builder) -> None:
    """Record a name that is not an id."""
    if not ID.fullmatch(name):
        builder.problem(path, "is not kebab-case; use small letters, digits and single hyphens")


def _check_question(question: Question, path: str, topic: Topic, builder: Builder) -> None:
    check_id(f"{path}.id", question.id, builder)
    if question.level not in LEVELS:
        builder.problem(f"{path}.level", f"is {question.level}; levels are 1 to 4")
    for point in question.tests:
        if point not in topic.key_points:
            builder.problem(f"{path}.tests", f"names {point}, which is not a key point of this topic")
    for believed in _misconceptions(question):
        if believed not in topic.misconceptions:
            builder.problem(path, f"names {believed}, which is not a misconception of this topic (or `right`)")
    for field in ("options", "items"):
        _check_choices(list(getattr(question, field, [])), f"{path}.{field}", builder)
    match question:
        case Choice(options=options) | TrueFalse(options=options) if list(options.values()).count(RIGHT) != 1:
            builder.problem(f"{path}.options", "needs exactly one option that is `right`")
        case Multiple(options=options) if not 0 < list(options.values()).count(RIGHT) < len(options):
            builder.problem(f"{path}.options", "needs at least one right and one wrong option")
        case Order(items=items, also=also):
            for number, other in enumerate([items, *also]):
                if sorted(other) != sorted(set(items)) or len(items) < 3:
                    builder.problem(f"{path}.also.{number}", "is not an order of three or more different items")
        case Fill(accept=accept) if not accept.get("en"):
            builder.problem(f"{path}.accept", "needs at least one English term")
        case Number():
            _check_number(question, path, builder)
        case _:
            pass


def _check_choices(names: list[str], path: str, builder: Builder) -> None:
    if len(names) > MOST_OPTIONS:
        builder.problem(path, f"has {len(names)} entries; {MOST_OPTIONS} fit, one a letter")
    for name in names:
        check_id(f"{path}.{name}", name, builder)
        if len(name) == 1:
            builder.problem(f"{path}.{name}", "is a single letter, which in an answer means a place; write a word")


def _check_number(question: Number, path: str, builder: Builder) -> None:
    if set(question.draw) & set(question.set):
        builder.problem(f"{path}.draw", "draws an input that `set` fixes; take one of them out")
    if not 1 <= question.digits <= MOST_DIGITS:
        builder.problem(f"{path}.digits", f"is {question.digits}; ask for 1 to {MOST_DIGITS}")
    for name, draw in question.draw.items():
        count = prod(draw.shape)
        if min(draw.shape, default=1) < 1 or count > MOST_DRAWN:
            builder.problem(f"{path}.draw.{name}.shape", f"draws {count} numbers; draw 1 to {MOST_DRAWN}")
        elif len(draw.values) < (count if draw.distinct else 1):
            builder.problem(f"{path}.draw.{name}.values", f"are too few to draw {count}; add some")


def _misconceptions(question: Question) -> list[str]:
    match question:
        case Choice(options=options) | Multiple(options=options) | TrueFalse(options=options):
            return [value for value in options.values() if value != RIGHT]
        case Fill(wrong=wrong):
            return list(wrong.values())
        case Number(slips=slips):
            return slips
        case _:
            return []


def _check_reached(topic: Topic, builder: Builder) -> None:
    tested = Counter(point for question in topic.questions for point in question.tests)
    for point in topic.key_points:
        if tested[point] < TESTED_AT_LEAST:
            builder.problem(
                f"key_points.{point}", f"is tested by {tested[point]} questions; write {TESTED_AT_LEAST} or more"
            )
    met = {believed for question in topic.questions for believed in _misconceptions(question)}
    for believed in topic.misconceptions:
        if believed not in met:
            builder.problem(
                f"misconceptions.{believed}", "cannot be met: no option, term or slip of a question names it"
            )


def check_words(topic: Topic, words: Words, builder: Builder, english: Words | None) -> None:
    """Record where the words of one language do not fit the facts, or have other levels than the English ones."""
    same_ids("key_points", topic.key_points, words.key_points, builder)
    same_ids("misconceptions", topic.misconceptions, words.misconceptions, builder)
    same_ids("questions", [question.id for question in topic.questions], words.questions, builder)
    for section in SECTIONS:
        levels = words.section(section)
        if set(levels) != set(words.why) or not {2, 3} & set(levels):  # further reading has level 3 alone
            builder.problem(
                section, "has other levels than `why`, or no level 2 or 3; every section has the same levels"
            )
        if english is not None:
            same_ids(section, map(str, english.section(section)), map(str, levels), builder)
    for question in topic.questions:
        if question.id in words.questions:
            _check_question_words(question, words.questions[question.id], builder)


def same_ids(path: str, wanted: Iterable[str], found: Iterable[str], builder: Builder) -> None:
    """Record ids under `path` that the words lack, or that the facts do not have."""
    wanted, found = dict.fromkeys(wanted), dict.fromkeys(found)  # in their order, and quick to look into
    for name in wanted:
        if name not in found:
            builder.problem(f"{path}.{name}" if path else name, "is missing; write it")
    for name in found:
        if name not in wanted:
            builder.problem(f"{path}.{name}", "has no counterpart in the facts; take it out or add the fact")


def _check_question_words(question: Question, words: QuestionWords, builder: Builder) -> None:
    path = f"questions.{question.id}"
    options = getattr(question, "options", {})
    same_ids(f"{path}.options", options, words.options, builder)
    same_ids(f"{path}.items", getattr(question, "items", []), words.items, builder)
    same_ids(f"{path}.slips", getattr(question, "slips", []), words.slips, builder)
    if not options and not words.solution:
        builder.problem(f"{path}.solution", "is missing; say how the answer is found")
    if not words.hints:
        builder.problem(f"{path}.hints", "is missing; give at least one hint")
    if isinstance(question, Fill) and "____" not in words.ask:
        builder.problem(f"{path}.ask", "has no gap; write ____ where the term belongs")
