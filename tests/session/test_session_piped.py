"""A session read from a pipe: what is graded, said and told as JSON. --cram, so that nothing depends on the clock."""

from __future__ import annotations

import json
import re

import pytest

ORDER = ["pick", "sort", "judge", "several", "count", "name"]  # what --seed 1 makes of the six questions
RIGHT = ["hot", "fill-it,heat-it,pour-it,drink-it", "f keeps-heat", "two,one", "2", "Water  Vapour"]
CRAM = ("kettle", "--cram", "--seed", "1")


def lines(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


def test_each_kind_takes_the_ids_of_its_options_and_no_feedback_is_wrong(told) -> None:
    document = told(*CRAM, stdin=lines(*RIGHT))
    assert [row["question"] for row in document["answers"]] == [f"kettle/{name}" for name in ORDER]
    assert (document["asked"], document["right"]) == (6, 6)
    assert [row["credit"] for row in document["answers"]] == [1.0] * 6
    assert [row["answer"] for row in document["answers"]] == RIGHT
    assert {row["due"] for row in document["answers"]} == {None}  # cram leaves the schedule alone


@pytest.mark.parametrize(
    ("place", "answer", "credit", "misconception"),
    [
        (0, "cold", 0.0, "lids-cool"),
        (1, "fill-it,heat-it,drink-it,pour-it", 1 / 3, None),  # one of three neighbours is kept
        (2, "f lets-out", 0.5, "lids-cool"),  # the verdict without its reason
        (2, "t keeps-heat", 0.0, None),
        (3, "one", 0.75, None),  # three of four options are as they should be
        (3, "one,two,three", 0.75, "lids-cool"),
        (4, "1.8", 0.0, "forgot-to-write"),  # 0.9 · 2, without 0.5 · 0.4
        (4, "0.4", 0.0, "forget-gate-erases"),  # 0.1 · 2 + 0.5 · 0.4
        (4, "7", 0.0, None),
        (5, "smoke", 0.0, "lids-cool"),
        (5, "水蒸汽", 0.0, None),
    ],
)
def test_what_is_wrong_gets_its_credit_and_its_misconception(
    place: int, answer: str, credit: float, misconception: str | None, told
) -> None:
    answers = [*RIGHT[:place], answer]
    row = told(*CRAM, "-n", "6", stdin=lines(*answers))["answers"][place]
    assert row["right"] is False
    assert row["credit"] == pytest.approx(credit, abs=1e-4)
    assert row["misconception"] == misconception


def after(text: str, *pieces: str) -> None:
    """Assert that `pieces` stand in `text` in this order."""
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        assert found >= 0, f"{piece!r} does not follow in {text[at:]!r}"
        at = found + len(piece)


def test_feedback_tells_verdict_own_feedback_refutation_answer_why_and_place_in_this_order(quiz) -> None:
    said = quiz(*CRAM, "-n", "1", stdin="cold\n").stdout
    after(
        said,
        "✗ Not right.",
        "Cold water draws nothing.",
        "“A lid cools.”",
        "A lid keeps the heat in.",
        "The answer: c) Hot water",
        "Hot water draws the tea.",
        "tutor explain kettle --section what",
        "tutor demo cell",
    )


def test_a_recognised_slip_is_named_and_not_worked_out(quiz) -> None:
    said = quiz(*CRAM, stdin=lines(*RIGHT[:4], "1.8")).stdout
    after(
        said, "You stopped after keeping.", "“What is kept is all there is.”", "The answer: 2.0000", "Keep, then add."
    )
    assert "Worked out with these numbers" not in said
    assert re.search(r"tutor demo cell --set f=0\.9 --set c=2 --set i=0\.5 --set g=0\.4\s+--set o=0\.7", said)


@pytest.mark.parametrize("answer", ["", "7"])
def test_giving_up_a_number_or_an_unknown_one_is_worked_out_with_the_numbers_drawn(answer: str, quiz) -> None:
    said = quiz(*CRAM, stdin=lines(*RIGHT[:4], answer)).stdout
    after(said, "The answer: 2.0000", "Worked out with these numbers", "0.9·2 = 1.8", "0.5·0.4 = 0.2", "1.8 + 0.2 = 2")
    assert "h: " not in said.partition("Worked out")[2].partition("Question")[0]  # only up to what was asked


def test_giving_up_is_honest_and_explains_every_right_option(quiz) -> None:
    said = quiz(*CRAM, stdin=lines(*RIGHT[:3], "")).stdout
    after(
        said,
        "✗ Here is how it goes.",
        "Water; ",
        "- Water: Without water no tea.",
        "- Leaves: Without leaves no taste.",
    )


def test_hints_come_in_tiers_and_are_counted(told, run, quiz) -> None:
    ran = quiz(*CRAM, "-n", "1", stdin="?\n？\n?\nhot\n")
    after(
        ran.stderr, "Hint 1 of 2", "Think of steam.", "Hint 2 of 2", "It hurts to touch it.", "There is no further hint"
    )
    assert told(*CRAM, "-n", "1", stdin="?\n?\n?\nhot\n")["answers"][0]["hints"] == 2


def test_what_cannot_be_read_counts_as_wrong_in_a_pipe_and_says_why(quiz) -> None:
    ran = quiz(*CRAM, "-n", "1", stdin="z\n")
    assert "type one letter" in ran.stderr and "0 of 1 right." in ran.stdout


def test_a_missed_question_returns_once_with_its_options_in_another_order_and_is_not_scheduled(told, events) -> None:
    document = told("kettle", "--seed", "1", "-n", "1", stdin="cold\nhot\nhot\n")
    first, second = document["answers"]
    assert (first["again"], second["again"]) == (False, True) and len(document["answers"]) == 2
    assert second["variant"] == first["variant"] + 1
    assert [event.scheduled for event in events()] == [True, False]
    assert (document["asked"], document["right"]) == (1, 0)


def test_at_the_end_of_input_the_quiz_stops_and_what_was_not_asked_does_not_count(told, events) -> None:
    assert told(*CRAM, stdin="hot\n")["asked"] == 1
    assert len(events()) == 1


def test_with_json_the_questions_go_to_stderr(run) -> None:
    from tests.session.conftest import PACK

    ran = run("quiz", *CRAM, "--json", "--content", str(PACK), stdin="hot\n")
    assert "Which water makes tea?" in ran.stderr and "c) Hot water" in ran.stderr
    assert json.loads(ran.stdout)["right"] == 1


def test_in_chinese_the_session_speaks_chinese_and_takes_either_language(quiz, told) -> None:
    said = quiz(*CRAM, stdin=lines("cold", *RIGHT[1:5], ""), lang="zh-Hant").stdout
    after(
        said,
        "第 1 題，共 6 題",
        "泡茶要用哪一種水？",
        "不對。",
        "冷水泡不出來。",
        "「蓋子會讓水變冷。」",
        "答案：c) 熱水",
    )
    after(said, "從水壺冒出來的叫做", "答案：水蒸氣")
    for term in ("steam", "水蒸氣", "ＳＴＥＡＭ", "水蒸气"):
        assert told(*CRAM, stdin=lines(*RIGHT[:5], term), lang="zh-Hant")["right"] == 6, term


def test_letters_such_as_s_and_x_are_answers_in_a_pipe_not_commands(told) -> None:
    assert told(*CRAM, "-n", "1", stdin="s\n")["asked"] == 1
