from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tutor.progress import Event, Log, examine, undoing
from tutor.progress.doctor import Backup

Answer = Callable[..., Event]
Day = Callable[[float], datetime]


def test_the_doctor_counts_what_is_there_and_looks_into_every_backup(folder: Path, answer: Answer, day: Day) -> None:
    with Log.open(folder, day(0)) as log:
        log.append(undoing(log.append(answer(0)), day(0)))
        log.append(answer(1))
    for number in (1, 2):
        Log.open(folder, day(number)).close()
    bad = folder / "backups" / "progress-2026-03-02.sqlite3"
    bad.write_bytes(b"garbage" * 1000)
    with Log.open(folder, day(2)) as log:
        health = examine(log)
        assert log.notices == []
    assert (health.events, health.answers, health.damaged) == (3, 1, [])
    good = folder / "backups" / "progress-2026-03-03.sqlite3"
    assert health.backups == [Backup(bad, 0, "file is not a database"), Backup(good, 3, "")]


def test_the_doctor_finds_damage_that_the_day_has_overlooked_and_repairs_it(
    folder: Path, answer: Answer, day: Day
) -> None:
    with Log.open(folder, day(0)) as log:
        for number in range(100):
            log.append(answer(0, question=f"q/{number:03}", answer="x" * 200))
    with Log.open(folder, day(1)) as log:
        content = (folder / "progress.sqlite3").read_bytes()
        start = content.index(b"q/050") // 4096 * 4096
        with (folder / "progress.sqlite3").open("r+b") as file:
            file.seek(start)
            file.write(b"\x55" * 4096)
    with Log.open(folder, day(1)) as log:
        assert log.notices == []
        health = examine(log)
        assert [notice.code for notice in log.notices] == ["restored"]
        assert (health.events, health.answers) == (100, 100)
        assert [path.name for path in health.damaged] == ["progress.damaged-20260302T120000Z.sqlite3"]


def test_the_doctor_of_a_log_in_memory_has_no_backups(answer: Answer) -> None:
    with Log.in_memory() as log:
        log.append(answer(0))
        health = examine(log)
    assert (health.events, health.answers, health.backups, health.damaged) == (1, 1, [], [])
