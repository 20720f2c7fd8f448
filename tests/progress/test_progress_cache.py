"""The cache equals a full replay, and two machines that exchange their logs agree; whatever happened before."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.progress import (
    Event,
    Log,
    cache,
    cards,
    correcting,
    export_lines,
    import_lines,
    rebuild,
    replay,
    schedule,
    suspending,
    undoing,
)

Answer = Callable[..., Event]
Day = Callable[[float], datetime]
START = datetime(2026, 3, 1, tzinfo=UTC)

acts = st.tuples(
    st.sampled_from(["answer"] * 6 + ["undo", "correct", "suspend", "unsuspend", "send", "cards", "cards"]),
    st.integers(0, 1),  # the machine
    st.sampled_from(["a", "b", "c"]),
    st.integers(-3, 3),  # days since the act before: the clock may run backwards
    st.integers(1, 2),  # revision
    st.integers(0, 9),  # what to amend, or how the answer went
)


def send(source: Log, target: Log, with_answers: bool = True) -> None:
    lines = "".join(export_lines(source.events(), with_answers=with_answers))
    assert import_lines(target, io.BytesIO(lines.encode())).faults == []


@settings(max_examples=150, deadline=None)
@given(st.lists(acts, max_size=30), st.sampled_from([{}, {"a": "b"}, {"a": "b", "b": "c"}]))
def test_whatever_happens_the_cache_is_a_replay_and_two_machines_agree(
    history: list[tuple[str, int, str, int, int, int]], renamed: dict[str, str]
) -> None:
    moment = START
    with Log.in_memory() as one, Log.in_memory() as other:
        for act, machine, question, days, revision, choice in history:
            here, there = (one, other) if machine == 0 else (other, one)
            moment += timedelta(days=days)
            if act == "send":
                send(here, there, with_answers=choice < 5)
            elif act == "cards":
                assert cards(here, {"a": choice % 3}, renamed) == replay(here.events(), {"a": choice % 3}, renamed)
            else:
                do(here, act, question, moment, revision, choice)
        for log in (one, other):
            assert cards(log, None, renamed) == replay(log.events(), None, renamed)
        send(one, other)
        send(other, one)
        assert one.events() == other.events()
        assert cards(one, None, renamed) == cards(other, None, renamed) == replay(one.events(), None, renamed)
        assert one.count() == other.count()


def do(log: Log, act: str, question: str, moment: datetime, revision: int, choice: int) -> None:
    if act in ("suspend", "unsuspend"):
        log.append(suspending(question, revision, moment, suspended=act == "suspend"))
    elif act == "answer":
        right = choice < 6
        log.append(
            Event(
                question=question,
                time=moment,
                revision=revision,
                right=right,
                credit=float(right),
                misconception="m" if choice == 7 else None,
                scheduled=choice != 5,
            )
        )
    elif events := log.events():
        target = events[choice % len(events)]
        log.append(undoing(target, moment) if act == "undo" else correcting(target, moment))


def test_a_second_look_replays_nothing(log: Log, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        log.append(answer(number))
    first = cards(log)
    assert first["rnn/order"].answers == 5
    followed = []

    def after(*arguments: object) -> object:
        followed.append(arguments)
        return schedule.after(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(cache, "after", after)
    monkeypatch.setattr(cache, "replay", None)
    assert cards(log) == first
    assert followed == []
    log.append(answer(9))
    assert cards(log)["rnn/order"].answers == 6
    assert len(followed) == 1
    assert cards(log)["rnn/order"].answers == 6
    assert len(followed) == 1


def test_the_cache_can_be_deleted_and_rebuilt(log: Log, answer: Answer) -> None:
    log.append(answer(0))
    first = cards(log)
    cache.forget(log)
    assert log.read(lambda connection: connection.execute("SELECT count(*) FROM cache").fetchone()) == (0,)
    assert cards(log) == first == rebuild(log)


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE cache SET cards = '{}', rules = 'of long ago'",
        "UPDATE cache SET cards = '{}', event = 'another log'",
        "UPDATE cache SET cards = '{}', position = 99",
        "UPDATE cache SET cards = '{\"rnn/order\": 1}'",
        "UPDATE cache SET cards = '[]'",
        "UPDATE cache SET cards = '{'",
        'UPDATE cache SET cards = \'{"rnn/order": {"latest": "yesterday"}}\'',
        "UPDATE cache SET cards = x'ff'",
        "UPDATE cache SET renamed = x'ff'",
        """UPDATE cache SET cards = json_set(cards, '$."rnn/order".stability', 'much')""",
        """UPDATE cache SET cards = json_set(cards, '$."rnn/order".answers', 1.5)""",
        """UPDATE cache SET cards = json_set(cards, '$."rnn/order".due', '2026-03-01T12:00:00')""",
        """UPDATE cache SET cards = json_set(cards, '$."rnn/order".misconceptions', json('{"a": "b"}'))""",
        """UPDATE cache SET cards = json_set(cards, '$."rnn/order".question', char(27) || '[31m')""",
        "UPDATE cache SET renamed = '{\"x\": \"rnn/order\"}', cards = '{}'",
    ],
)
def test_a_cache_of_something_else_is_not_believed(log: Log, answer: Answer, lie: str) -> None:
    log.append(answer(0))
    log.append(answer(5))
    first = cards(log)
    log.write(lambda connection: connection.execute(lie))
    assert cards(log) == first
    (kept,) = log.read(lambda connection: connection.execute("SELECT cards FROM cache").fetchone())
    assert json.loads(kept)["rnn/order"]["answers"] == 2


def test_a_renaming_that_the_log_has_not_met_costs_no_replay(
    log: Log, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append(answer(0))
    first = cards(log)
    monkeypatch.setattr(cache, "replay", None)
    assert cards(log, renamed={"never/met": "rnn/order"}) == first


def test_two_programs_that_share_a_log_share_its_cache(folder: Path, answer: Answer, day: Day) -> None:
    with Log.open(folder, day(0)) as one, Log.open(folder, day(0)) as other:
        one.append(answer(0))
        assert cards(one)["rnn/order"].answers == 1
        other.append(answer(3))
        assert cards(other) == cards(one) == replay(one.events())
        assert cards(one)["rnn/order"].answers == 2
