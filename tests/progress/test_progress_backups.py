from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tutor.progress import Event, Log, LogError, rows, store

Answer = Callable[..., Event]
Day = Callable[[float], datetime]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "backups").iterdir())


def questions_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [question for (question,) in connection.execute("SELECT question FROM events ORDER BY position")]


def use(folder: Path, now: datetime, event: Event) -> None:
    with Log.open(folder, now) as log:
        assert log.notices == []
        log.append(event)


def test_the_first_opening_of_a_day_backs_up_what_there_is(folder: Path, answer: Answer, day: Day) -> None:
    use(folder, day(0), answer(0, question="a"))
    assert not (folder / "backups").exists()
    use(folder, day(0), answer(0, question="b"))
    use(folder, day(0), answer(0, question="c"))
    assert names(folder) == ["progress-2026-03-01.sqlite3"]
    assert questions_in(folder / "backups" / "progress-2026-03-01.sqlite3") == ["a"]
    use(folder, day(1), answer(1, question="d"))
    assert questions_in(folder / "backups" / "progress-2026-03-02.sqlite3") == ["a", "b", "c"]


def test_the_ten_newest_backups_are_kept(folder: Path, answer: Answer, day: Day) -> None:
    for number in range(14):
        use(folder, day(number), answer(number, question=f"q/{number}"))
    assert names(folder) == [f"progress-2026-03-{number:02}.sqlite3" for number in range(5, 15)]


def test_a_clock_that_jumps_back_still_gets_its_backup(folder: Path, answer: Answer, day: Day) -> None:
    for number in range(12):
        use(folder, day(number), answer(number))
    use(folder, day(-365), answer(-365))
    assert names(folder) == ["progress-2025-03-01.sqlite3"] + [f"progress-2026-03-{n:02}.sqlite3" for n in range(4, 13)]


def test_a_backup_that_was_interrupted_is_never_taken_for_one(folder: Path, answer: Answer, day: Day) -> None:
    use(folder, day(0), answer(0))
    (folder / "backups").mkdir()
    (folder / "backups" / "unfinished").write_bytes(b"half a page")
    use(folder, day(1), answer(1))
    assert names(folder) == ["progress-2026-03-02.sqlite3"]


def test_a_backup_that_cannot_be_written_is_told_and_stops_nothing(folder: Path, answer: Answer, day: Day) -> None:
    use(folder, day(0), answer(0))
    (folder / "backups").write_text("a file where the folder should be")
    with Log.open(folder, day(1)) as log:
        log.append(answer(1))
        assert [notice.code for notice in log.notices] == ["no-backup"]
        assert log.notices[0].data["folder"] == str(folder / "backups")
        assert log.count() == 2


def test_a_migration_backs_up_first_and_keeps_every_answer(
    folder: Path, answer: Answer, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(folder, day(0), answer(0, question="a"))
    use(folder, day(0), answer(0, question="b"))
    next_version = (*rows.MIGRATIONS, ("CREATE TABLE streaks (day TEXT)",))
    monkeypatch.setattr(store, "MIGRATIONS", next_version)
    use(folder, day(0), answer(0, question="c"))
    assert names(folder) == ["progress-2026-03-01-before-2.sqlite3", "progress-2026-03-01.sqlite3"]
    assert questions_in(folder / "backups" / "progress-2026-03-01-before-2.sqlite3") == ["a", "b"]
    with closing(sqlite3.connect(folder / "progress.sqlite3")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM streaks").fetchone() == (0,)


def test_a_migration_that_cannot_be_backed_up_does_not_begin(
    folder: Path, answer: Answer, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(folder, day(0), answer(0))
    (folder / "backups").write_text("a file where the folder should be")
    monkeypatch.setattr(store, "MIGRATIONS", (*rows.MIGRATIONS, ("CREATE TABLE streaks (day TEXT)",)))
    with pytest.raises(LogError) as caught:
        Log.open(folder, day(0))
    assert caught.value.kind == "unwritable"
    with closing(sqlite3.connect(folder / "progress.sqlite3")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_migration_that_fails_changes_nothing(
    folder: Path, answer: Answer, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(folder, day(0), answer(0))
    before = (folder / "progress.sqlite3").read_bytes()
    broken = ("CREATE TABLE streaks (day TEXT)", "INSERT INTO streaks VALUES (1, 2, 3)")
    monkeypatch.setattr(store, "MIGRATIONS", (*rows.MIGRATIONS, broken))
    with pytest.raises(Exception, match="streaks has 1 columns"):
        Log.open(folder, day(0))
    assert (folder / "progress.sqlite3").read_bytes() == before
