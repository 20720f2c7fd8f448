from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import fsrs
import pytest

from tutor.progress import (
    CardState,
    Event,
    calibration,
    card_mastery,
    correcting,
    key_point_mastery,
    misconceptions_met,
    recall,
    replay,
    topic_mastery,
    undoing,
)
from tutor.progress.mastery import Judged

Answer = Callable[..., Event]
Day = Callable[[float], datetime]


def card(at: datetime, stability: float, right: bool = True) -> CardState:
    return CardState(question="q", revision=1, latest=at, stability=stability, last_answer=at, last_right=right)


def test_recall_is_nine_in_ten_after_as_many_days_as_the_stability(day: Day) -> None:
    assert recall(card(day(0), 10), day(10)) == pytest.approx(0.9, abs=1e-12)


def test_recall_a_day_after_a_first_right_answer_by_hand(day: Day) -> None:
    # F = 0.9^(-1/0.1542) - 1 = 0.98035; (1 + F * 1 / 2.3065)^-0.1542 = 1.42503^-0.1542
    assert recall(card(day(0), 2.3065), day(1)) == pytest.approx(0.94685, abs=1e-5)


def test_recall_counts_whole_days_and_never_the_future(day: Day) -> None:
    assert recall(card(day(0), 5), day(0.99)) == 1.0
    assert recall(card(day(0), 5), day(-300)) == 1.0
    assert recall(card(day(0), 5), day(1.99)) == recall(card(day(0), 5), day(1))


@pytest.mark.parametrize("stability", [0.212, 2.3065, 53.6, 900.0])
@pytest.mark.parametrize("days", [0, 1, 2, 30, 365])
def test_recall_is_the_packages_retrievability(day: Day, stability: float, days: int) -> None:
    theirs = fsrs.Card(card_id=0, state=fsrs.State.Review, stability=stability, difficulty=5, last_review=day(0))
    expected = fsrs.Scheduler().get_card_retrievability(theirs, day(days))
    assert recall(card(day(0), stability), day(days)) == pytest.approx(expected, rel=1e-12)


def test_mastery_is_nothing_without_a_right_answer(day: Day, answer: Answer) -> None:
    assert card_mastery(None, day(0)) == 0
    assert card_mastery(card(day(0), 50, right=False), day(0)) == 0
    assert card_mastery(replay([answer(0, scheduled=False)])["rnn/order"], day(0)) == 0


def test_mastery_looks_at_tomorrow_at_the_earliest_and_falls_with_time(day: Day) -> None:
    known = card(day(0), 10)
    assert card_mastery(known, day(0)) == card_mastery(known, day(1)) == recall(known, day(1)) < 1
    assert card_mastery(known, day(10)) == pytest.approx(0.9, abs=1e-12)
    assert card_mastery(known, day(40)) < card_mastery(known, day(10))


def test_a_key_point_is_the_mean_of_its_cards_and_a_topic_of_its_key_points(day: Day) -> None:
    cards = {"a": card(day(0), 10), "b": card(day(0), 10, right=False), "c": card(day(0), 10)}
    now = day(10)
    assert key_point_mastery(["a"], cards, now) == pytest.approx(0.9)
    assert key_point_mastery(["a", "b"], cards, now) == pytest.approx(0.45)
    assert key_point_mastery(["a", "b", "never"], cards, now) == pytest.approx(0.3)
    assert topic_mastery({"first": ["a", "b"], "second": ["c"]}, cards, now) == pytest.approx((0.45 + 0.9) / 2)
    assert key_point_mastery([], cards, now) == topic_mastery({}, cards, now) == 0


def test_calibration_counts_standing_answers_with_a_certainty(answer: Answer, day: Day) -> None:
    refused, slip = answer(1, right=False, certainty="sure"), answer(1, certainty="sure")
    events = [
        answer(0, certainty="guess"),
        answer(0, certainty="sure"),
        answer(0, right=False, certainty="sure"),
        answer(0),
        refused,
        correcting(refused, day(2)),
        slip,
        undoing(slip, day(2)),
    ]
    assert calibration(events) == [Judged("sure", 3, 2), Judged("guess", 1, 1)]


def test_misconceptions_are_counted_by_question_and_a_corrected_answer_shows_none(answer: Answer, day: Day) -> None:
    wrong = [answer(at, right=False, misconception="sum-not-mean") for at in (0, 1, 2)]
    other = answer(3, question="lstm/gates", right=False, misconception="gates-are-switches")
    events = [*wrong, other, answer(4), correcting(wrong[2], day(2) + timedelta(hours=1))]
    assert misconceptions_met(events) == Counter(
        {("rnn/order", "sum-not-mean"): 2, ("lstm/gates", "gates-are-switches"): 1}
    )


def test_an_undo_of_another_questions_answer_takes_nothing_away(answer: Answer, day: Day) -> None:
    met = answer(0, right=False, misconception="sum-not-mean", certainty="sure")
    stray = Event(kind="undo", question="lstm/gates", target=met.id, time=day(1))
    assert misconceptions_met([met, stray]) == Counter({("rnn/order", "sum-not-mean"): 1})
    assert calibration([met, stray]) == [Judged("sure", 1, 0)]
