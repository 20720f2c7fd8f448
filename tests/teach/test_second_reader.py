"""Answers of a second person, held against the rubrics: what a teacher would tick and flag, and what the hints say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tutor.cli.teach import SAID
from tutor.library import Shelf, shipped
from tutor.library.rubric import Rubric, rubric_of
from tutor.quiz.rubric import grade_text

SHELF = Shelf([shipped()])


@dataclass(frozen=True)
class Answer:
    """One answer, and what a teacher decided about it; see the head of second_reader.yaml."""

    topic: str
    language: str
    text: str
    says: list[str]
    perhaps: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    overheard: list[str] = field(default_factory=list)

    def rubric(self) -> Rubric:
        found = rubric_of(SHELF, self.topic, self.language)
        assert found is not None
        return found[0]


def answers(name: str) -> list[Answer]:
    listed: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load(
        Path(__file__).with_name(name).read_text(encoding="utf-8")
    )
    return [
        Answer(topic, language, **one)
        for topic, languages in listed.items()
        for language, texts in languages.items()
        for one in texts
    ]


SEEN, HELD_OUT = answers("second_reader.yaml"), answers("held_out.yaml")


@pytest.mark.parametrize("answer", [*SEEN, *HELD_OUT])
def test_a_teacher_names_points_and_flags_that_the_rubric_has(answer: Answer) -> None:
    rubric = answer.rubric()
    assert {*answer.says, *answer.perhaps, *answer.overheard} <= set(rubric.points)
    assert set(answer.flags) <= set(rubric.flags)
    assert set(answer.missed) <= set(answer.says)
    assert not set(answer.overheard) & {*answer.says, *answer.perhaps}


@pytest.mark.parametrize("answer", SEEN)
def test_what_a_teacher_ticks_is_found_or_at_least_unsure(answer: Answer) -> None:
    hints = grade_text(answer.rubric(), answer.text)
    assert [point for point in answer.says if hints.state(point) == "missing"] == answer.missed


@pytest.mark.parametrize("answer", [*SEEN, *HELD_OUT])
def test_what_a_teacher_would_not_tick_is_not_found(answer: Answer) -> None:
    ticks = grade_text(answer.rubric(), answer.text).ticks
    asked = {name for name, level in SHELF.topic(answer.topic).key_points.items() if level <= SAID}
    found = [tick.point for tick in ticks if tick.state == "found" and tick.point in asked]
    assert [point for point in found if point not in {*answer.says, *answer.perhaps}] == answer.overheard


@pytest.mark.parametrize("answer", SEEN)
def test_a_misconception_is_found_for_sure_and_no_other(answer: Answer) -> None:
    raised = grade_text(answer.rubric(), answer.text).flags
    assert [flag.misconception for flag in raised if flag.sure] == answer.flags


@pytest.mark.parametrize("answer", HELD_OUT)
def test_no_misconception_is_put_into_a_strangers_mouth(answer: Answer) -> None:
    raised = grade_text(answer.rubric(), answer.text).flags
    assert [flag.misconception for flag in raised if flag.misconception not in answer.flags] == []


def test_the_hints_hear_about_half_of_what_nobody_foresaw() -> None:
    said = found = held = caught = 0
    for answer in HELD_OUT:
        hints = grade_text(answer.rubric(), answer.text)
        said += len(answer.says)
        found += sum(hints.state(point) == "found" for point in answer.says)
        held += len(answer.flags)
        caught += sum(flag.sure for flag in hints.flags)
    assert found / said >= 0.5  # 54 of 97 when this was written: that a tick is missing means little
    assert caught / held >= 0.3  # 4 of 10
