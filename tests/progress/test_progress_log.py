from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tutor.progress import Event, Log, correcting, store, suspending, undoing

Answer = Callable[..., Event]
Day = Callable[[float], datetime]
MICROSECOND = timedelta(microseconds=1)


def test_what_was_appended_comes_back_whole_from_a_reopened_log(folder: Path, day: Day) -> None:
    event = Event(
        question="demo:lstm/c/2",
        time=day(0.123456789),
        mode="predict",
        revision=3,
        variant=2**40,
        answer="0.6457 或 ½\n第二行\t🙂",
        right=False,
        credit=0.25,
        misconception="gates-are-switches",
        hints=2,
        certainty="think",
        seconds=12.5,
        scheduled=False,
    )
    with Log.open(folder, day(0)) as log:
        stored = log.append(event)
        machine = log.machine
    with Log.open(folder, day(1)) as log:
        (read,) = log.events()
        assert log.machine == machine == read.machine
    assert read == stored
    assert (read.id, read.time, read.variant, read.answer, read.credit) == (
        event.id, event.time, 2**40, event.answer, 0.25,
    )  # fmt: skip
    assert (read.question, read.mode, read.revision, read.hints, read.certainty, read.seconds, read.scheduled) == (
        "demo:lstm/c/2", "predict", 3, 2, "think", 12.5, False,
    )  # fmt: skip
    assert (read.misconception, read.right, read.effective) == ("gates-are-switches", False, event.time)


def test_amendments_come_back_with_their_targets(log: Log, answer: Answer, day: Day) -> None:
    given = log.append(answer(0))
    log.append(correcting(given, day(1), right=False, credit=0.5, misconception="m"))
    log.append(suspending("rnn/order", 1, day(2)))
    log.append(undoing(given, day(3)))
    assert [(event.kind, event.target, event.credit) for event in log.events()] == [
        ("answer", None, 1.0),
        ("correct", given.id, 0.5),
        ("suspend", None, 0.0),
        ("undo", given.id, 0.0),
    ]


def test_a_machine_is_a_random_id_and_no_host_name(tmp_path: Path, day: Day) -> None:
    machines = set()
    for name in ("a", "b"):
        with Log.open(tmp_path / name, day(0)) as log:
            machines.add(log.machine)
    assert len(machines) == 2
    assert all(len(bytes.fromhex(machine)) == 16 for machine in machines)


def test_appending_the_same_event_twice_keeps_one(log: Log, answer: Answer) -> None:
    event = answer(0)
    log.append(event)
    log.append(event)
    assert [kept.id for kept in log.events()] == [event.id]


def test_an_answer_cannot_carry_control_characters_or_half_characters_into_the_log(log: Log, answer: Answer) -> None:
    log.append(answer(0, answer="a\x1b[31m\u202eb\x00\x9b\ud83dc\r\n\td" + "長" * 20_000))
    (read,) = log.events()
    assert read.answer is not None
    assert read.answer.startswith("a[31mbc\n\td長")
    assert len(read.answer) == 10_000


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time", datetime(2026, 1, 1)),
        ("time", datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8)))),
        ("time", datetime(9999, 1, 1, tzinfo=UTC)),
        ("credit", 1.5),
        ("credit", float("nan")),
        ("credit", 0.0),
        ("mode", "party"),
        ("kind", "shout"),
        ("certainty", "perhaps"),
        ("hints", -1),
        ("seconds", float("inf")),
        ("question", ""),
        ("target", "0e6a3b0c-0000-4000-8000-000000000000"),
    ],
)
def test_an_impossible_event_is_refused_by_the_name_of_its_field(answer: Answer, field: str, value: object) -> None:
    fields = {"time": datetime(2026, 1, 1, tzinfo=UTC), "question": "q", "right": True, "credit": 1.0, field: value}
    with pytest.raises(ValueError, match=f"^{field}: "):
        Event(**fields)  # type: ignore[arg-type]


def test_a_clock_that_runs_backwards_keeps_the_order_of_the_answers(log: Log, answer: Answer, day: Day) -> None:
    first = log.append(answer(10))
    second = log.append(answer(-355, right=False))
    elsewhere = log.append(answer(-355, question="lstm/gates"))
    assert second.time == day(-355)
    assert second.effective == day(10) + MICROSECOND
    assert elsewhere.effective == day(-355)
    assert [event.id for event in log.events()] == [elsewhere.id, first.id, second.id]


def test_two_logs_open_at_once_see_each_others_answers(folder: Path, answer: Answer, day: Day) -> None:
    with Log.open(folder, day(0)) as one, Log.open(folder, day(0)) as other:
        for number in range(20):
            (one if number % 2 else other).append(answer(number, question=f"q/{number}"))
        assert [event.question for event in one.events()] == [f"q/{number}" for number in range(20)]
        assert one.events() == other.events()


def test_the_count_leaves_out_undone_answers_and_amendments(log: Log, answer: Answer, day: Day) -> None:
    first, second, third = (log.append(answer(number)) for number in range(3))
    assert log.count() == 3
    correction = log.append(correcting(first, day(4), right=False, credit=0.5))
    log.append(suspending("rnn/order", 1, day(4)))
    log.append(undoing(third, day(5)))
    log.append(undoing(third, day(6)))
    log.append(undoing(correction, day(7)))
    assert log.count() == 2
    log.append(undoing(second, day(8)))
    assert log.count() == 1
    log.append(Event(kind="undo", question="another", target=first.id, time=day(9)))
    assert log.count() == 1


def test_a_transaction_that_is_interrupted_keeps_nothing_and_frees_the_log(
    folder: Path, log: Log, answer: Answer, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM events")
        raise KeyboardInterrupt

    log.append(answer(0))
    with pytest.raises(KeyboardInterrupt):
        log.write(interrupted)
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    with Log.open(folder, day(0)) as other:
        other.append(answer(1))
    log.append(answer(2))
    assert log.count() == 3


def test_the_last_answer_is_this_machines_newest_that_is_not_undone(log: Log, answer: Answer, day: Day) -> None:
    assert log.last_answer() is None
    first, second = log.append(answer(5)), log.append(answer(2, question="q/2"))
    log.append(suspending("rnn/order", 1, day(6)))
    assert log.last_answer() == second
    log.append(undoing(second, day(7)))
    assert log.last_answer() == first
    log.append(undoing(first, day(7)))
    assert log.last_answer() is None


def test_a_home_may_have_spaces_and_chinese_in_its_path(tmp_path: Path, answer: Answer, day: Day) -> None:
    folder = tmp_path / "我的 學習 # 100% ?" / "進度"
    with Log.open(folder, day(0)) as log:
        event = log.append(answer(0))
    with Log.open(folder, day(1)) as log:
        assert [kept.id for kept in log.events()] == [event.id]
    assert (folder / "backups" / "progress-2026-03-02.sqlite3").exists()
    with Log.in_memory(folder) as copy:
        assert [kept.id for kept in copy.events()] == [event.id]


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_only_the_learner_can_read_the_home(folder: Path, answer: Answer, day: Day) -> None:
    with Log.open(folder, day(0)) as log:
        log.append(answer(0))
    Log.open(folder, day(1)).close()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}
    assert modes == {
        "home": 0o700,
        "progress.sqlite3": 0o600,
        "progress.lock": 0o600,
        "backups": 0o700,
        "progress-2026-03-02.sqlite3": 0o600,
    }


def test_a_log_in_memory_begins_with_what_can_be_read_and_keeps_nothing(folder: Path, answer: Answer, day: Day) -> None:
    with Log.open(folder, day(0)) as log:
        kept = log.append(answer(0))
    with Log.in_memory(folder) as memory:
        assert memory.home is None
        assert memory.events() == [kept]
        memory.append(answer(1))
        assert memory.count() == 2
    with Log.open(folder, day(0)) as log:
        assert log.events() == [kept]


def test_a_log_in_memory_is_empty_where_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite3").write_bytes(b"not a database" * 1000)
    for folder in (None, tmp_path, tmp_path / "absent", tmp_path / "progress.sqlite3"):
        with Log.in_memory(folder) as log:
            assert log.events() == []
    assert not (tmp_path / "absent").exists()


def test_sqlite_and_the_scheduler_are_loaded_only_when_needed(tmp_path: Path) -> None:
    program = """
import sys
from datetime import datetime, UTC
from pathlib import Path
import tutor.progress as progress
progress.home({}), progress.Event, progress.due
assert "sqlite3" not in sys.modules
day = datetime(2026, 3, 1, tzinfo=UTC)
with progress.Log.open(Path(sys.argv[1]), day) as log:
    if log.count() == 0:
        log.append(progress.Event(question="q", time=day, right=True, credit=1.0))
        progress.cards(log)
        assert "fsrs" in sys.modules
    else:
        assert progress.card_mastery(progress.cards(log)["q"], day) > 0.9
        assert "fsrs" not in sys.modules
"""
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=_environment())


def _environment() -> dict[str, str]:
    import tutor

    root = Path(next(iter(tutor.__path__))).parent
    return {**os.environ, "PYTHONPATH": str(root)}
