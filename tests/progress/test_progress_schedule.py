from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.progress import CardState, Event, after, correcting, due, forecast, rating, replay, suspending, undoing
from tutor.progress.event import Certainty

Answer = Callable[..., Event]
Day = Callable[[float], datetime]
QUESTION = "rnn/order"


def card_of(*events: Event, **how: dict[str, int] | dict[str, str]) -> CardState:
    return replay(events, **how)[QUESTION]  # type: ignore[arg-type]


def test_a_history_gives_the_memory_state_that_the_package_publishes(answer: Answer) -> None:
    # tests/test_basic.py::test_memo_state of fsrs 6.3.2: Again, then five times Good, after 0, 0, 1, 3, 8 and 21 days.
    times = [0, 0, 1, 4, 12, 33]
    card = card_of(*(answer(at, right=number > 0) for number, at in enumerate(times)))
    assert card.stability == pytest.approx(53.62691, abs=1e-4)
    assert card.difficulty == pytest.approx(6.3574867, abs=1e-4)


@pytest.mark.parametrize(
    ("fields", "stability", "days"),
    [  # initial stabilities are FSRS-6's parameters w0, w1, w2; at 90 % the interval is the stability, a day at least
        ({"right": False}, 0.212, 1),
        ({"hints": 1}, 1.2931, 1),
        ({}, 2.3065, 2),
    ],
)
def test_a_first_answer_has_the_published_initial_stability(
    answer: Answer, day: Day, fields: dict[str, object], stability: float, days: int
) -> None:
    card = card_of(answer(0, **fields))
    assert (card.stability, card.due) == (stability, day(days))


def test_a_first_right_answer_has_the_difficulty_of_the_formula(answer: Answer) -> None:
    # D0 = w4 - e^(w5 * (3 - 1)) + 1 = 6.4133 - e^1.6668 + 1, by hand
    assert card_of(answer(0)).difficulty == pytest.approx(2.1181, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from([1, 2, 3])), min_size=1, max_size=12))
def test_any_history_over_days_is_the_packages_own_rescheduling(history: list[tuple[int, int]]) -> None:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    events, reviews = [], []
    for days, grade in history:
        moment += timedelta(days=days)
        right = grade > 1
        events.append(Event(question=QUESTION, time=moment, right=right, credit=float(right), hints=int(grade == 2)))
        reviews.append(fsrs.ReviewLog(0, fsrs.Rating(grade), moment, None))
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    expected = scheduler.reschedule_card(fsrs.Card(card_id=0), reviews)
    card = card_of(*events)
    assert (card.stability, card.difficulty, card.due) == (expected.stability, expected.difficulty, expected.due)


@pytest.mark.parametrize(
    ("right", "credit", "hints", "certainty", "expected"),
    [
        (True, 1.0, 0, None, "good"),
        (True, 1.0, 0, "sure", "good"),
        (True, 1.0, 0, "think", "good"),
        (True, 1.0, 0, "guess", "hard"),
        (True, 1.0, 1, "sure", "hard"),
        (False, 0.75, 0, None, "hard"),
        (False, 0.5, 0, None, "hard"),
        (False, 0.49, 0, "sure", "again"),
        (True, 0.4, 0, "sure", "again"),
        (False, 0.0, 3, "guess", "again"),
    ],
)
def test_an_answer_is_rated_by_what_happened(
    answer: Answer, right: bool, credit: float, hints: int, certainty: Certainty | None, expected: str
) -> None:
    assert rating(answer(0, right=right, credit=credit, hints=hints, certainty=certainty)) == expected


def test_a_second_right_answer_within_a_day_adds_nothing_to_the_schedule(answer: Answer, day: Day) -> None:
    card = card_of(answer(0), answer(0.1), answer(0.99))
    assert (card.stability, card.due, card.last_answer, card.answers) == (2.3065, day(2), day(0), 3)


def test_a_right_answer_a_day_later_adds_to_the_schedule(answer: Answer, day: Day) -> None:
    card = card_of(answer(0), answer(1))
    assert card.stability is not None
    assert card.stability > 2.3065
    assert card.last_answer == day(1)


def test_a_wrong_answer_after_a_right_one_on_the_same_day_counts(answer: Answer) -> None:
    card = card_of(answer(0), answer(0.1, right=False))
    # FSRS-6 on the same day: S e^(w17 (1 - 3 + w18)) S^-w19 = 2.3065 * e^(.5425 * -1.9088) * 2.3065^-.0658, by hand
    assert card.stability == pytest.approx(2.3065 * 0.35504 * 0.94649, abs=2e-4)
    assert (card.last_right, card.lapses) == (False, 1)


def test_an_answer_that_is_not_scheduled_is_counted_and_moves_nothing(answer: Answer) -> None:
    first = card_of(answer(0))
    crammed = answer(5, right=False, mode="cram", scheduled=False, misconception="order-is-lost")
    card = card_of(answer(0), crammed)
    assert (card.stability, card.due, card.last_right, card.last_answer) == (
        first.stability,
        first.due,
        True,
        first.due - timedelta(days=2),
    )  # type: ignore[operator]
    assert (card.answers, card.misconceptions) == (2, Counter(["order-is-lost"]))


def test_a_card_that_was_only_crammed_has_no_date(answer: Answer, day: Day) -> None:
    card = card_of(answer(0, mode="cram", scheduled=False))
    assert (card.due, card.stability, card.answers) == (None, None, 1)
    assert due([card], day(900)) == []
    assert forecast([card], day(0)) == [0] * 14


def test_lapses_count_what_was_forgotten_and_not_what_was_never_known(answer: Answer) -> None:
    history = [False, False, True, False, False, True, False]
    assert card_of(*(answer(at, right=right) for at, right in enumerate(history))).lapses == 2


def test_undo_removes_its_target(answer: Answer, day: Day) -> None:
    kept, slip = answer(0), answer(3, right=False, misconception="order-is-lost")
    assert replay([kept, slip, undoing(slip, day(4))]) == replay([kept])
    assert replay([slip, undoing(slip, day(4))]) == {}


def test_undo_counts_wherever_it_stands_and_twice_is_harmless(answer: Answer, day: Day) -> None:
    kept, slip = answer(0), answer(3, right=False)
    assert replay([undoing(slip, day(4)), kept, slip, undoing(slip, day(5))]) == replay([kept])


def test_an_undo_cannot_be_undone_and_does_not_reach_another_question(answer: Answer, day: Day) -> None:
    kept, slip, other = answer(0), answer(3, right=False), answer(3, question="rnn/other")
    undo = undoing(slip, day(4))
    assert replay([kept, slip, undo, undoing(undo, day(5))]) == replay([kept])
    stray = Event(kind="undo", question="rnn/order", target=other.id, time=day(4))
    assert replay([other, stray]) == replay([other])


def test_correct_replaces_what_was_made_of_its_target(answer: Answer, day: Day) -> None:
    refused = answer(2, right=False, misconception="order-is-lost", hints=1)
    accepted = answer(2, right=True, hints=1, id=refused.id)
    assert replay([answer(0), refused, correcting(refused, day(3))]) == replay([answer(0), accepted])


def test_the_later_of_two_corrections_counts_and_an_undone_one_does_not(answer: Answer, day: Day) -> None:
    given_ = answer(2, right=False)
    right = correcting(given_, day(3))
    half = correcting(given_, day(4), right=False, credit=0.5, misconception="half-seen")
    assert replay([given_, right, half]) == replay([answer(2, right=False, credit=0.5, misconception="half-seen")])
    assert replay([given_, right, half, undoing(half, day(5))]) == replay([answer(2)])


def test_a_raised_revision_begins_anew(answer: Answer) -> None:
    old = answer(0, right=False, misconception="order-is-lost")
    new = answer(9, revision=2)
    assert replay([old, new]) == replay([new])


def test_a_question_revised_since_is_new_again_and_an_unrevised_one_is_not(answer: Answer) -> None:
    events = [answer(0), answer(0, question="rnn/other", revision=3), answer(0, question="rnn/removed")]
    assert set(replay(events, revisions={"rnn/order": 2, "rnn/other": 3})) == {"rnn/other", "rnn/removed"}


def test_an_answer_to_an_earlier_revision_that_comes_later_changes_nothing(answer: Answer, day: Day) -> None:
    card = card_of(answer(0, revision=2), answer(9, revision=1, right=False))
    assert (card.revision, card.answers, card.last_right, card.due) == (2, 1, True, day(2))


def test_a_renamed_question_keeps_its_history_through_two_renamings(answer: Answer) -> None:
    events = [answer(0, question="a"), answer(3, question="b"), answer(9, question="c")]
    same = [answer(0, question="c"), answer(3, question="c"), answer(9, question="c")]
    assert replay(events, renamed={"a": "b", "b": "c"}) == replay(same)


def test_an_undo_from_before_a_renaming_still_counts(answer: Answer, day: Day) -> None:
    slip = answer(3, question="a", right=False)
    events = [answer(0, question="a"), slip, undoing(slip, day(4))]
    assert replay(events, renamed={"a": "b"}) == replay([answer(0, question="b")])


def test_renamings_in_a_circle_end(answer: Answer) -> None:
    assert len(replay([answer(0, question="a"), answer(1, question="b")], renamed={"a": "b", "b": "a"})) == 2


def test_a_clock_that_jumps_back_a_year_counts_as_standing_still(answer: Answer, day: Day) -> None:
    card = card_of(answer(0), answer(10), answer(-355, right=False))
    assert card == card_of(answer(0), answer(10), answer(10, right=False))
    assert card.last_answer == day(10)
    assert card.due is not None
    assert card.due >= day(11)


def test_a_suspended_card_is_not_due_until_it_is_put_back(answer: Answer, day: Day) -> None:
    away = suspending(QUESTION, 1, day(1))
    back = suspending(QUESTION, 1, day(2), suspended=False)
    assert due(replay([answer(0), away]).values(), day(30)) == []
    assert forecast(replay([answer(0), away]).values(), day(0)) == [0] * 14
    assert [card.question for card in due(replay([answer(0), away, back]).values(), day(30))] == [QUESTION]
    assert card_of(answer(0), away, undoing(away, day(3))).suspended is False


def test_after_follows_one_event_and_refuses_an_amendment(answer: Answer, day: Day) -> None:
    first, second = answer(0), answer(4)
    assert after(after(None, first), second) == card_of(first, second)
    with pytest.raises(ValueError, match="amends another event"):
        after(None, undoing(first, day(1)))


def test_due_lists_the_longest_overdue_first_and_nothing_early(answer: Answer, day: Day) -> None:
    cards = replay([answer(0, question="b"), answer(0, question="a"), answer(1, question="c", right=False)]).values()
    assert [card.question for card in due(cards, day(2))] == ["a", "b", "c"]
    assert [card.question for card in due(cards, day(1.99))] == []


def test_the_forecast_counts_by_days_from_now_and_what_is_overdue_today(day: Day) -> None:
    def at(moment: float) -> CardState:
        return CardState(question="q", revision=1, latest=day(0), due=day(moment))

    cards = [at(-40), at(0), at(0.9), at(1), at(2.5), at(13.99), at(14)]
    assert forecast(cards, day(0)) == [3, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert forecast(cards, day(0), days=2) == [3, 1]
