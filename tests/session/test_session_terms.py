"""Certainty, exams, minutes, and combinations that have no meaning."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.session.conftest import PACK
from tests.session.test_session_piped import CRAM, RIGHT, after, lines
from tutor.quiz import read_certainty, split_certainty


@pytest.mark.parametrize(
    ("line", "split"),
    [
        ("b; sure", ("b", "sure")),
        ("a,c ;think", ("a,c", "think")),
        ("1.5；GUESS ", ("1.5", "guess")),
        ("; sure", ("", "sure")),
        ("b; certain", ("b; certain", None)),
        ("b sure", ("b sure", None)),
        ("1;2; guess", ("1;2", "guess")),
        ("", ("", None)),
    ],
)
def test_a_line_may_end_in_how_sure_one_is(line: str, split: tuple[str, str | None]) -> None:
    assert split_certainty(line) == split


def test_certainty_is_a_key_or_a_word() -> None:
    assert [read_certainty(text) for text in ("1", "２", "3", " Sure ", "x", "")] == [
        "sure",
        "think",
        "guess",
        "sure",
        None,
        None,
    ]


def test_the_recap_puts_confident_errors_first_and_adds_calibration(quiz) -> None:
    order = "fill-it,pour-it,heat-it,drink-it; guess"
    said = quiz(*CRAM, "--certainty", stdin=lines("hot; think", order, "t lets-out; sure", "one,two; sure")).stdout
    after(
        said,
        "2 of 4 right.",
        "You were sure of these",
        "A lid makes water cool faster.",
        "f, b) False: it keeps the heat in",
        "“A lid cools.”",
        "tutor explain kettle --section why",
        "Also not right",
        "Put tea in order.",
        "How sure you were, and how right",
        "sure; answers: 2; right: 50 %",
        "think so; answers: 1; right: 100 %",
        "guess; answers: 1; right: 0 %",
    )


def test_certainty_is_kept_in_the_log_and_told_as_json(told, events) -> None:
    document = told(*CRAM, "--certainty", "-n", "3", stdin=lines("hot; sure", "; think", "f keeps-heat"))
    assert [(row["answer"], row["certainty"]) for row in document["answers"]] == [
        ("hot", "sure"),
        ("", None),  # giving up is no judgement
        ("f keeps-heat", None),
    ]
    assert [event.certainty for event in events()] == ["sure", None, None]


def test_without_certainty_a_semicolon_is_part_of_the_answer(told) -> None:
    assert told(*CRAM, "-n", "1", stdin="hot; sure\n")["right"] == 0


def test_an_exam_says_nothing_until_the_end_and_then_reports_each_key_point(quiz, events) -> None:
    ran = quiz("kettle", "--exam", "--seed", "1", stdin=lines("?", "cold", *RIGHT[1:]))
    assert "There are no hints in an exam" in ran.stderr and "Think of steam" not in ran.stderr
    before, _, report = ran.stdout.partition("What the exam says of each key point")
    assert "Not right" not in before and "Hot water draws the tea." not in before and "once more" not in ran.stdout
    after(
        report, "✗ Water boils when it is hot enough.", "2 of 3 right.", "✓ A lid keeps the heat in.", "3 of 3 right."
    )
    after(report, "5 of 6 right.", "Which water makes tea?", "“A lid cools.”")
    assert {(event.mode, event.scheduled) for event in events()} == {("exam", True)}


def test_an_exam_asks_although_nothing_is_due_and_reports_as_json(told) -> None:
    told("kettle", "--seed", "1", stdin=lines(*RIGHT))
    document = told("kettle", "--exam", "--seed", "1", "-n", "6", stdin=lines("", "", "", "", "", ""))
    assert document["asked"] == 6
    assert sorted((row["key_point"], row["asked"], row["right"]) for row in document["key_points"]) == [
        ("lids-help", 3, 0),
        ("water-boils", 3, 0),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--exam", "--cram"],
        ["--resume", "kettle"],
        ["--resume", "--missed"],
        ["--resume", "--seed", "3"],
        ["--unsuspend", "kettle/pick", "kettle"],
        ["--unsuspend", "kettle/pick", "--resume"],
    ],
)
def test_combinations_without_a_meaning_are_refused_with_one_sentence(arguments: list[str], quiz) -> None:
    ran = quiz(*arguments)
    assert ran.code == 2 and ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1 and "no meaning together" in ran.stderr


def test_a_quiz_is_not_saved_to_a_file(run, tmp_path) -> None:
    ran = run("quiz", "lstm", "--save", str(tmp_path / "quiz.svg"))
    assert ran.code == 2 and "cannot be saved" in ran.stderr


def play_for(minutes: float, ticks: Iterator[float], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Play kettle with a clock that tells `ticks`; return the questions that were answered."""
    from pathlib import Path

    from tutor.cli import standing as at
    from tutor.cli.look import Look
    from tutor.cli.playing import planning
    from tutor.cli.playing.keeping import Keeper
    from tutor.cli.playing.session import Session, Terms
    from tutor.progress import Log

    monkeypatch.setattr(sys, "stdin", io.StringIO("zz\n" * 40))
    look = Look("en", "plain", 80, (Path(PACK),))
    facts, log = at.facts(look), Log.in_memory()
    wish = planning.Wish(6, 1, cram=True)
    plan = planning.planned(look, log, facts, wish, "kettle", datetime(2026, 3, 1, tzinfo=UTC))
    lessons, questions = planning.put(look, plan)
    session = Session(look, Keeper(look, log, "cram"), lessons, Terms(minutes=minutes), lambda: next(ticks))
    with log:
        assert session.play(questions) == "finished"
    return [item.asked.id for item in session.done]


def test_after_the_minutes_no_new_question_is_put_and_the_one_begun_may_be_finished(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # the start; then for each question: may it begin, began, answered
    ticks = iter([0.0, 1, 1, 50, 59, 59, 300, 300, 300])
    assert play_for(1, ticks, monkeypatch) == ["kettle/pick", "kettle/sort"]
    assert "The time is up." in capsys.readouterr().err


def test_json_stays_one_document_when_nothing_is_asked(run) -> None:
    ran = run("quiz", "--missed", "--json")
    assert json.loads(ran.stdout) == {"asked": 0, "right": 0, "answers": []}
