"""Faults inside one comparison: facts that contradict each other, words that do not fit the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from tutor.library.build import Builder
from tutor.library.check_topic import check_id, check_numbers, same_ids
from tutor.library.comparison import Comparison, ComparisonWords

RESERVED = ("choose", "number")  # the ids of what every comparison has beside its rows


def check_comparison(facts: Comparison, known: Collection[str], builder: Builder) -> None:
    """Record what is wrong inside the facts of one comparison; `known` are the topics that exist."""
    if len(set(facts.topics)) != 2 or len(facts.topics) != 2:
        builder.problem("topics", "needs exactly two different topics")
    for number, topic in enumerate(facts.topics, 1):
        if topic not in known:
            builder.problem(f"topics.{number}", f"is {topic}, which does not exist")
    for group in ("shared", "rows", "sources"):
        if not getattr(facts, group):
            builder.problem(group, "is empty; add at least one")
    for group in ("shared", "rows"):
        for number, name in enumerate(getattr(facts, group), 1):
            check_id(f"{group}.{number}", name, builder)
    for name, times in Counter([*facts.shared, *facts.rows, *RESERVED]).items():
        if times > 1:
            builder.problem("rows", f"has the id {name} {times} times ({' and '.join(RESERVED)} are taken)")
    if not any(shown.demo or shown.by for shown in facts.numbers):
        builder.problem("numbers", "has no computed number; show the difference by one (demo or by)")
    check_numbers(facts.numbers, builder)


def check_comparison_words(facts: Comparison, words: ComparisonWords, builder: Builder) -> None:
    """Record where the words of one language do not fit the facts."""
    same_ids("shared", facts.shared, words.shared, builder)
    same_ids("rows", facts.rows, words.rows, builder)
