"""Flags and ticks near a "not": English and Chinese, by hand."""

from __future__ import annotations

import time

import pytest

from tutor.library.rubric import Flag, Point, Rubric
from tutor.quiz.rubric import FEW_WORDS, MAX_EXPLANATION, grade_text

ENGLISH = Rubric(
    prompt="?",
    points={"keeps": Point([["keeps"], ["gate", "gates"]]), "no-mean": Point([["does not subtract the mean"]])},
    model="",
    right=[],
    wrong=[],
    flags={"never-forgets": Flag(["never forgets", "remembers everything", "remember everything"], ["short text"])},
)
CHINESE = Rubric(
    prompt="?",
    points={"keeps": Point([["留"], ["閘"]])},
    model="",
    right=[],
    wrong=[],
    flags={"never-forgets": Flag(["永遠不會忘", "記住所有", "什麼都記得"])},
)
MORE = " A gate keeps a part of the old line, and so on, and so on, and so on."
MORE_CHINESE = "閘決定舊的一行留下多少，一步一步算下去，每一步都重新算一次，算到最後一個詞。"


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("An LSTM never forgets.", True),
        ("An LSTM remembers everything.", True),
        ("An LSTM not only reads, it remembers everything.", True),
        ("It is not magic, but an LSTM remembers everything.", True),
        ("An LSTM does not remember everything.", None),
        ("An LSTM doesn't remember everything.", None),
        ("An LSTM doesn’t remember everything.", None),
        ("No LSTM remembers everything.", None),
        ("It is not the case that an LSTM never forgets.", None),
        ("Nothing here remembers everything.", None),
        ("It cannot possibly remember everything.", None),
        ("An LSTM never forgets a short text.", None),  # `unless`
        ("People think that an LSTM never forgets.", False),
        ("That an LSTM never forgets is a myth.", False),
        ("Some say an LSTM never forgets. That is wrong.", False),
        ("Does it mean that an LSTM never forgets?", False),
    ],
)
def test_a_flag_in_english(text: str, sure: bool | None) -> None:
    flags = grade_text(ENGLISH, text + MORE).flags
    assert [flag.sure for flag in flags] == ([] if sure is None else [sure])


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("LSTM 永遠不會忘。", True),
        ("ＬＳＴＭ永远不会忘。", True),
        ("LSTM 不只會讀，而且什麼都記得。", True),
        ("LSTM 不是魔法，但是它什麼都記得。", True),
        ("LSTM 並不是永遠不會忘。", None),
        ("LSTM 不會記住所有的東西。", None),
        ("LSTM 沒有記住所有的東西。", None),
        ("LSTM 沒办法记住所有的东西。", None),
        ("LSTM 並非什麼都記得。", None),
        ("LSTM 無法記住所有的東西。", None),
        ("很多人以為 LSTM 永遠不會忘。", False),
        ("說 LSTM 永遠不會忘，是個誤會。", False),
        ("有人說 LSTM 永遠不會忘。這是錯的。", False),
        ("LSTM 永遠不會忘嗎？", False),
    ],
)
def test_a_flag_in_chinese(text: str, sure: bool | None) -> None:
    flags = grade_text(CHINESE, text + MORE_CHINESE).flags
    assert [flag.sure for flag in flags] == ([] if sure is None else [sure])


def test_a_point_near_a_negation_is_unsure_and_says_so() -> None:
    text = "The gate never keeps what it has seen, and then there are many more words to come, enough of them."
    tick = grade_text(ENGLISH, text).ticks[0]
    assert (tick.state, tick.negated, tick.quotes) == ("unsure", True, ["The gate never keeps what it has seen"])


def test_a_negation_that_belongs_to_the_point_does_not_count_against_it() -> None:
    text = "RMSNorm is the simpler rule of the two because it does not subtract the mean from the numbers."
    assert grade_text(ENGLISH, text).state("no-mean") == "found"


def test_the_place_without_a_negation_wins() -> None:
    text = "The gate does not always open. A gate keeps what it is told to keep, step after step, on and on."
    assert grade_text(ENGLISH, text).state("keeps") == "found"


def test_every_group_must_be_met() -> None:
    text = "It keeps everything that somebody has said to it for as long as it needs to, and then some more."
    assert grade_text(ENGLISH, text).state("keeps") == "missing"


def test_a_short_text_makes_everything_unsure() -> None:
    hints = grade_text(ENGLISH, "A gate keeps. It never forgets.")
    assert hints.short
    assert hints.state("keeps") == "unsure"
    assert [flag.sure for flag in hints.flags] == [False]
    words = ["gate", "keeps", *["x"] * (FEW_WORDS - 2)]
    assert not grade_text(ENGLISH, " ".join(words)).short
    assert grade_text(ENGLISH, " ".join(words[:-1])).short
    assert not grade_text(CHINESE, "留閘" * FEW_WORDS).short
    assert grade_text(CHINESE, "留閘" * (FEW_WORDS - 1) + "留").short


def test_only_the_first_two_thousand_characters_are_read() -> None:
    assert MAX_EXPLANATION == 2000
    padding = "x " * 1000
    assert grade_text(ENGLISH, padding + "A gate keeps.").state("keeps") == "missing"
    assert grade_text(ENGLISH, "A gate keeps. " + padding).state("keeps") == "found"


@pytest.mark.parametrize(
    "text", ["never forgets " * 200_000, "不" * 1_000_000, "[" * 1_000_000, "\x00\ud800" * 100_000, " \n" * 500_000]
)
def test_a_huge_text_takes_less_than_fifty_milliseconds(text: str) -> None:
    grade_text(CHINESE, "不")  # loads what folds the script, once
    began = time.perf_counter()
    grade_text(ENGLISH, text)
    assert time.perf_counter() - began < 0.05
