"""The matcher of phrases: what it finds, what it does not, and that no text and no phrase can hold it up."""

from __future__ import annotations

import time

import pytest

from tutor.quiz.phrases import CHARACTERS_BETWEEN, WORDS_BETWEEN, Passage, phrase


def said(text: str, wanted: str) -> list[str]:
    passage = Passage(text)
    return [passage.quote(match) for match in passage.find(phrase(wanted))]


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("It keeps the mean.", "keeps the mean", ["keeps the mean"]),
        ("It KEEPS  the\nMean.", "keeps the", ["KEEPS the"]),
        ("Terms and norms", "rms", []),  # whole words only
        ("It forgot, it forgets, it is forgetting", "forget*", ["forgets", "forgetting"]),
        ("It forgot", "forget", []),
        ("A feed-forward net", "feed forward", ["feed-forward"]),
        ("It doesn’t fade", "doesnt fade", ["doesn’t fade"]),
        ("It doesn't fade", "doesn't fade", ["doesn't fade"]),
        ("ＬＳＴＭ ｆｏｒｇｅｔｓ", "lstm forgets", ["ＬＳＴＭ ｆｏｒｇｅｔｓ"]),  # full width
        ("With 0.99 it fades", "0.99 it", ["0.99 it"]),
        ("It ends with 1. Then it stops.", "1 then", []),  # a full stop ends a sentence
        ("γ and β are learned", "γ … learned", ["γ and β are learned"]),
        ("遺忘閘決定留多少", "遺忘閘…留", ["遺忘閘決定留"]),
        ("遗忘闸决定留多少", "遺忘閘…留", ["遗忘闸决定留"]),  # script
        ("遺忘閘決定。留多少", "遺忘閘…留", []),
        ("在LSTM裡有三個閘", "LSTM裡", ["LSTM裡"]),
        ("keep it, keep it", "keep it", ["keep it", "keep it"]),
        ("a b a c", "a … c", ["a c"]),  # the shortest gap
        ("", "a", []),
    ],
)
def test_a_phrase_is_found_where_it_stands(text: str, wanted: str, found: list[str]) -> None:
    assert said(text, wanted) == found


def test_a_gap_holds_six_words_or_twelve_characters_and_not_one_more() -> None:
    assert said("gate " + "x " * WORDS_BETWEEN + "keeps", "gate … keeps") != []
    assert said("gate " + "x " * (WORDS_BETWEEN + 1) + "keeps", "gate … keeps") == []
    assert said("閘" + "哦" * CHARACTERS_BETWEEN + "留", "閘…留") != []
    assert said("閘" + "哦" * (CHARACTERS_BETWEEN + 1) + "留", "閘…留") == []
    assert (WORDS_BETWEEN, CHARACTERS_BETWEEN) == (6, 12)


@pytest.mark.parametrize("wanted", ["", "…", "a …", "… a", "*", "a … b … c … d … e … f … g", "a " * 25, "閘" * 25])
def test_a_phrase_without_words_or_beyond_the_limits_is_refused(wanted: str) -> None:
    with pytest.raises(ValueError, match=r"has no word|is longer than"):
        phrase(wanted)


def test_a_sentence_is_found_around_any_slot() -> None:
    passage = Passage("One two. Three four!")  # slots: one two . three four !
    assert [passage.sentence(slot) for slot in (0, 1, 3, 4)] == [range(0, 2), range(0, 2), range(3, 5), range(3, 5)]
    assert list(passage.sentence(99)) == []


def test_a_quote_is_widened_to_its_clause_only_where_that_is_short() -> None:
    passage = Passage("After all, the gate keeps it, of course.")
    (match,) = passage.find(phrase("gate"))
    assert passage.quote_clause(match, 60) == "the gate keeps it"
    assert passage.quote_clause(match, 10) == "gate"


HOSTILE = [
    "a " * 1000,
    "a" * 2000,
    "." * 2000,
    "不" * 2000,
    "遺忘閘" * 700,
    "*…" * 1000,
    "\ud800" * 2000,
    "ﷺ" * 2000,
    "é́" * 1000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_holds_a_phrase_up(text: str) -> None:
    phrases = [
        phrase(wanted) for wanted in ("a … a … a … a … a … b", "a* … a* … a* … z", "不…不…不…忘", "遺忘閘…遺忘閘…留")
    ]
    Passage("不")  # loads what folds the script, once
    began = time.process_time()
    passage = Passage(text)
    for wanted in phrases:
        passage.find(wanted)
    assert time.process_time() - began < 0.05
