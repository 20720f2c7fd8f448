"""Which questions come, and in which order; and the order in which topics are studied."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from graphlib import CycleError

import pytest

from tutor.library import Shelf, shipped
from tutor.quiz import Candidate, choose, study_order

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORDER = ["rnn", "lstm", "gru"]


def days(number: float) -> datetime:
    return NOW + timedelta(days=number)


def due(name: str, when: float, **more: object) -> Candidate:
    return Candidate(name, name.partition("/")[0], 2, days(when), **more)


def new(name: str, level: int = 2, **more: object) -> Candidate:
    return Candidate(name, name.partition("/")[0], level, **more)


def ids(candidates: list[Candidate], *, count: int = 99, seed: int = 0, ahead: bool = False) -> list[str]:
    return [candidate.id for candidate in choose(candidates, ORDER, NOW, count, seed, ahead=ahead)]


def test_what_is_due_comes_first_and_the_longest_due_before_all() -> None:
    pool = [new("rnn/a"), due("gru/b", -1), due("lstm/c", -9), due("rnn/d", -3)]
    assert ids(pool) == ["lstm/c", "rnn/d", "gru/b", "rnn/a"]


def test_what_falls_due_now_is_due_and_a_second_later_it_is_not() -> None:
    pool = [due("rnn/now", 0), Candidate("rnn/later", "rnn", 2, NOW + timedelta(seconds=1))]
    assert ids(pool) == ["rnn/now"]


def test_new_questions_follow_the_study_order_and_the_levels_inside_a_topic() -> None:
    pool = [new("gru/a", 1), new("lstm/b", 3), new("lstm/c", 2), new("rnn/d", 4), new("rnn/e", 1)]
    assert ids(pool) == ["rnn/e", "rnn/d", "lstm/c", "lstm/b", "gru/a"]


def test_topics_outside_of_the_order_come_last() -> None:
    assert ids([new("mine/a", 1), new("gru/b", 4)]) == ["gru/b", "mine/a"]


def test_new_questions_of_weak_key_points_come_before_other_new_ones_the_weakest_first() -> None:
    pool = [new("rnn/a"), new("gru/b", point=0.6), new("gru/c", point=0.2), new("lstm/d", point=0.7), due("gru/e", -1)]
    assert ids(pool) == ["gru/e", "gru/c", "gru/b", "rnn/a", "lstm/d"]


def test_what_is_not_due_is_left_out() -> None:
    assert ids([due("rnn/a", 1), due("rnn/b", 300), new("rnn/c")]) == ["rnn/c"]


def test_ahead_adds_the_rest_behind_all_others_and_the_weakest_first() -> None:
    pool = [
        due("rnn/strong", 9, strength=0.95),
        due("rnn/weak", 1, strength=0.3),
        due("rnn/weaker", 5, strength=0.1),
        new("gru/new"),
        due("lstm/due", -1, strength=0.9),
    ]
    for seed in range(10):
        assert ids(pool, ahead=True, seed=seed) == ["lstm/due", "gru/new", "rnn/weaker", "rnn/weak", "rnn/strong"]


def test_ahead_does_not_change_what_comes_without_it() -> None:
    pool = [due("rnn/a", -2), new("lstm/b"), due("gru/c", 3), new("rnn/d"), due("lstm/e", -1)]
    without = ids(pool)
    assert ids(pool, ahead=True)[: len(without)] == without


@pytest.mark.parametrize("count", [0, 1, 3, 5, 50])
def test_no_more_come_than_were_asked_for_and_none_twice(count: int) -> None:
    pool = [new(f"rnn/q{number}") for number in range(5)]
    chosen = ids(pool, count=count)
    assert len(chosen) == len(set(chosen)) == min(count, 5)


def test_nothing_gives_nothing() -> None:
    assert choose([], [], NOW, 5, 0, ahead=True) == []


def test_the_seed_varies_equals_and_nothing_else() -> None:
    pool = [new(f"rnn/q{number}") for number in range(6)] + [new("lstm/last"), due("gru/first", -1)]
    rows = {tuple(ids(pool, seed=seed)) for seed in range(30)}
    assert len(rows) > 20
    assert {(row[0], row[-1]) for row in rows} == {("gru/first", "lstm/last")}


def test_the_same_seed_gives_the_same_choice_whatever_came_before() -> None:
    pool = [new(f"rnn/q{number}") for number in range(6)]
    assert len({tuple(ids(pool, seed=4)) for _ in range(5)}) == 1


# --- the order of study -----------------------------------------------------------------------------------------


def test_a_topic_comes_after_all_that_it_needs() -> None:
    needs = {
        "norms": ["post", "pre"],
        "post": ["residual", "layernorm"],
        "pre": ["post"],
        "residual": [],
        "layernorm": [],
    }
    order = study_order(needs, {})
    assert sorted(order) == sorted(needs)
    assert all(order.index(need) < order.index(topic) for topic, wanted in needs.items() for need in wanted)


def test_the_topic_that_is_led_to_comes_next() -> None:
    needs = {"a": [], "b": ["a"], "c": ["a"], "d": ["a"]}
    assert study_order(needs, {"a": ["d", "b"]}) == ["a", "d", "b", "c"]


def test_it_comes_next_even_if_it_needed_nothing() -> None:
    needs = {"a": [], "b": [], "c": []}
    assert study_order(needs, {"a": ["c"]}) == ["a", "c", "b"]


def test_it_comes_next_even_if_it_was_ready_long_before() -> None:
    needs = {"a": [], "b": ["a"], "c": ["a"], "d": ["a"]}
    assert study_order(needs, {"a": ["b"], "b": ["d"]}) == ["a", "b", "d", "c"]


def test_what_still_needs_something_waits_although_it_is_led_to() -> None:
    needs = {"a": [], "b": [], "c": ["b"]}
    assert study_order(needs, {"a": ["c"]}) == ["a", "b", "c"]


def test_a_thread_is_followed_to_its_end_before_the_next_begins() -> None:
    needs = {"a": [], "b": ["a"], "b2": ["b"], "c": ["a"], "c2": ["c"]}
    assert study_order(needs, {"a": ["c", "b"], "c": ["c2"], "b": ["b2"]}) == ["a", "c", "c2", "b", "b2"]


def test_without_anything_leading_on_the_names_decide() -> None:
    assert study_order({"a": [], "d": ["a"], "b": ["a"], "c": ["a"]}, {}) == ["a", "b", "c", "d"]


def test_topics_that_nobody_has_are_ignored() -> None:
    assert study_order({"a": ["ghost"], "b": ["a"]}, {"a": ["ghost", "b"], "ghost": ["a"]}) == ["a", "b"]


@pytest.mark.parametrize(
    "needs", [{"a": ["a"]}, {"a": ["b"], "b": ["a"]}, {"x": [], "a": ["b"], "b": ["c"], "c": ["a"]}]
)
def test_a_circle_is_an_error(needs: dict[str, list[str]]) -> None:
    with pytest.raises(CycleError):
        study_order(needs, {})


def test_what_leads_on_may_go_in_circles() -> None:
    assert study_order({"a": [], "b": ["a"]}, {"a": ["b"], "b": ["a", "b"]}) == ["a", "b"]


def test_the_shipped_topics_have_an_order_that_a_learner_can_follow() -> None:
    shelf = Shelf([shipped()])
    topics = {name: shelf.topic(name) for name in shelf.ids()}
    order = study_order(
        {name: topic.needs for name, topic in topics.items()}, {name: topic.next for name, topic in topics.items()}
    )
    assert sorted(order) == shelf.ids()
    for name, topic in topics.items():
        assert all(order.index(need) < order.index(name) for need in topic.needs), name
