"""What can happen to a log: no place to write, another version, damage. Nothing may be lost in silence."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest

from tutor.progress import Event, Log, LogError, cards, examine, replay, store, undoing
from tutor.progress.errors import DamagedError

Answer = Callable[..., Event]
Day = Callable[[float], datetime]
PAGE = 4096


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, answer: Answer, day: Day) -> Path:
    """A home with 100 answers of day 0, backed up on day 1, and 20 answers of day 1 that no backup has."""
    folder = tmp_path_factory.mktemp("played")
    with Log.open(folder, day(0)) as log:
        for number in range(100):
            log.append(answer(0, question=f"old/{number:03}", answer="x" * 200))
    with Log.open(folder, day(1)) as log:
        for number in range(20):
            log.append(answer(1, question=f"new/{number:03}", answer="x" * 200))
    return folder


@pytest.fixture
def used(played: Path, folder: Path) -> Path:
    """The log in a home of this test's own that was played in."""
    copytree(played, folder)
    return folder / "progress.sqlite3"


OLD = {f"old/{number:03}" for number in range(100)}
NEW = {f"new/{number:03}" for number in range(20)}


def questions(log: Log) -> set[str]:
    return {event.question for event in log.events()}


def pages(path: Path) -> int:
    return path.stat().st_size // PAGE


# ---- nothing can be written


def test_a_file_in_place_of_the_home_is_unwritable(tmp_path: Path, day: Day) -> None:
    folder = tmp_path / "home"
    folder.write_text("not a folder")
    with pytest.raises(LogError) as caught:
        Log.open(folder, day(0))
    assert (caught.value.kind, caught.value.path) == ("unwritable", folder / "progress.sqlite3")
    assert folder.read_text() == "not a folder"


def test_a_folder_in_place_of_the_log_is_unwritable(folder: Path, day: Day) -> None:
    (folder / "progress.sqlite3").mkdir(parents=True)
    with pytest.raises(LogError) as caught:
        Log.open(folder, day(0))
    assert caught.value.kind == "unwritable"


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may write anywhere; be nobody for a while."""
    privileged = os.geteuid() == 0
    if privileged:
        os.seteuid(65534)
    try:
        yield
    finally:
        if privileged:
            os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_a_read_only_home_is_unwritable_and_can_be_read(answer: Answer, day: Day) -> None:
    with TemporaryDirectory() as temporary:  # nobody may not enter pytest's own
        folder = Path(temporary) / "home"
        with Log.open(folder, day(0)) as log:
            kept = log.append(answer(0))
        Path(temporary).chmod(0o755)
        (folder / "progress.sqlite3").chmod(0o444)
        folder.chmod(0o555)
        with without_privileges():
            with pytest.raises(LogError) as caught:
                Log.open(folder, day(2))
            assert caught.value.kind == "unwritable"
            with Log.in_memory(folder) as memory:
                assert memory.events() == [kept]
                memory.append(answer(2))
                assert memory.count() == 2
            with Log.copy_of(folder) as copy:
                assert copy.events() == [kept]
        folder.chmod(0)
        with without_privileges(), pytest.raises(LogError) as caught:
            Log.copy_of(folder)
        assert (caught.value.kind, caught.value.detail) == ("unwritable", "Permission denied")
        folder.chmod(0o700)


def test_a_log_held_by_another_program_is_busy(
    used: Path, answer: Answer, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    with Log.open(used.parent, day(1)) as log, closing(sqlite3.connect(used, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LogError) as caught:
            log.append(answer(2))
        assert caught.value.kind == "busy"
        other.execute("ROLLBACK")
        log.append(answer(2))
        assert log.count() == 121
        assert log.notices == []


def test_a_copy_does_not_wait_for_ever_for_another_program(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    told: list[str] = []

    def copied() -> None:
        with pytest.raises(LogError) as caught:
            Log.copy_of(used.parent)
        told.append(caught.value.kind)

    with closing(sqlite3.connect(used, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        waiting = threading.Thread(target=copied, daemon=True)
        waiting.start()
        waiting.join(20)
        assert told == ["busy"]
        other.execute("ROLLBACK")


# ---- another version


def test_a_log_of_a_newer_version_is_left_alone(used: Path, day: Day) -> None:
    with closing(sqlite3.connect(used)) as connection:
        connection.execute("PRAGMA user_version = 7")
    before = used.read_bytes()
    with pytest.raises(LogError) as caught:
        Log.open(used.parent, day(2))
    assert (caught.value.kind, caught.value.detail) == ("newer", "version 7, this tutor knows 1")
    assert used.read_bytes() == before
    with Log.in_memory(used.parent) as memory:
        assert memory.events() == []


# ---- damage


def garble(path: Path, start: int, end: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes((7 * number + 13) % 256 for number in range(end - start)))


def check_restored(used: Path, day: Day, *, damaged_content: bytes, now: float = 2) -> set[str]:
    """Open the damaged log; return the questions that came back beyond the backup's."""
    with Log.open(used.parent, day(now)) as log:
        (notice,) = log.notices
        back = questions(log)
        assert notice.code == "restored"
        assert notice.data["backup"] == str(used.parent / "backups" / "progress-2026-03-02.sqlite3")
        aside = Path(str(notice.data["damaged"]))
        assert aside.name == "progress.damaged-20260303T120000Z.sqlite3"
        assert aside.read_bytes() == damaged_content
        assert back >= OLD
        assert notice.data["events"] == len(back)
        assert notice.data["rescued"] == len(back - OLD)
        assert cards(log) == replay(log.events())
        log.append(Event(question="after", time=day(now)))
    with Log.open(used.parent, day(now)) as log:
        assert log.notices == []
        assert questions(log) == back | {"after"}
    return back - OLD


def test_a_garbled_beginning_is_restored_from_the_backup(used: Path, day: Day) -> None:
    garble(used, 0, 100)
    check_restored(used, day, damaged_content=used.read_bytes())


def test_a_file_of_something_else_is_restored_from_the_backup(used: Path, day: Day) -> None:
    used.write_bytes(b"Dear diary, " * 1000)
    assert check_restored(used, day, damaged_content=used.read_bytes()) == set()


@pytest.mark.parametrize("place", range(1, 14))
def test_any_garbled_page_is_found_with_the_backup_of_the_day(used: Path, day: Day, place: int) -> None:
    assert pages(used) > place
    garble(used, place * PAGE, (place + 1) * PAGE)
    check_restored(used, day, damaged_content=used.read_bytes())


def test_answers_outside_the_damage_are_rescued(used: Path, day: Day) -> None:
    with closing(sqlite3.connect(used)) as connection:
        (leaf,) = (
            connection.execute(
                "SELECT pageno FROM dbstat WHERE name = 'events' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1"
            ).fetchone()
            if _has_dbstat(connection)
            else (_second_leaf(used),)
        )
    garble(used, (leaf - 1) * PAGE, leaf * PAGE)
    # The second leaf holds old answers only; the newest are behind it and must not be lost.
    assert check_restored(used, day, damaged_content=used.read_bytes()) == NEW


def _has_dbstat(connection: sqlite3.Connection) -> bool:
    return "ENABLE_DBSTAT_VTAB" in {option for (option,) in connection.execute("PRAGMA compile_options")}


def _second_leaf(path: Path) -> int:
    """The page, from 1, that holds question old/020, which is far from both ends."""
    content = path.read_bytes()
    return content.index(b"old/020") // PAGE + 1


@pytest.mark.parametrize("cut", [1, 100, PAGE, 3 * PAGE + 1, 8 * PAGE])
def test_a_truncated_log_is_restored(used: Path, day: Day, cut: int) -> None:
    with used.open("r+b") as file:
        file.truncate(used.stat().st_size - cut)
    check_restored(used, day, damaged_content=used.read_bytes())


def test_a_truncation_is_found_at_once_and_not_only_once_a_day(used: Path, day: Day) -> None:
    Log.open(used.parent, day(2)).close()
    with used.open("r+b") as file:
        file.truncate(used.stat().st_size - 1)
    with Log.open(used.parent, day(2)) as log:
        assert [notice.code for notice in log.notices] == ["restored"]
        assert questions(log) >= OLD | NEW


@pytest.mark.parametrize("how", ["emptied", "deleted"])
def test_a_log_that_is_gone_comes_back_from_its_backup(used: Path, day: Day, how: str) -> None:
    used.write_bytes(b"") if how == "emptied" else used.unlink()
    with Log.open(used.parent, day(2)) as log:
        (notice,) = log.notices
        assert (notice.code, notice.data["damaged"], notice.data["events"]) == ("restored", None, 100)
        assert questions(log) == OLD


def test_a_backup_that_is_damaged_too_is_passed_over(used: Path, day: Day) -> None:
    Log.open(used.parent, day(2)).close()
    newest = used.parent / "backups" / "progress-2026-03-03.sqlite3"
    garble(newest, 3 * PAGE, pages(newest) * PAGE)
    used.write_bytes(b"")
    with Log.open(used.parent, day(3)) as log:
        assert log.notices[0].data["backup"] == str(used.parent / "backups" / "progress-2026-03-02.sqlite3")
        assert questions(log) == OLD


def test_a_backup_of_a_newer_version_is_passed_over(used: Path, day: Day) -> None:
    Log.open(used.parent, day(2)).close()
    with closing(sqlite3.connect(used.parent / "backups" / "progress-2026-03-03.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 7")
    used.write_bytes(b"")
    with Log.open(used.parent, day(3)) as log:
        assert log.notices[0].data["backup"] == str(used.parent / "backups" / "progress-2026-03-02.sqlite3")


def test_without_a_good_backup_the_log_starts_afresh_with_what_can_be_rescued(folder: Path, day: Day) -> None:
    with Log.open(folder, day(0)) as log:
        for number in range(100):
            log.append(Event(question=f"old/{number:03}", time=day(0), answer="x" * 200))
    path = folder / "progress.sqlite3"
    content = path.read_bytes()
    place = content.index(b"old/050") // PAGE
    garble(path, place * PAGE, (place + 1) * PAGE)
    with Log.open(folder, day(1)) as log:
        (notice,) = log.notices
        back = questions(log)
        assert notice.code == "started-afresh"
        assert notice.data["events"] == notice.data["rescued"] == len(back)
        assert {"old/000", "old/099"} <= back < OLD
        assert len(back) > 60


def test_damage_found_while_playing_is_repaired_and_the_answer_kept(used: Path, answer: Answer, day: Day) -> None:
    with Log.open(used.parent, day(1)) as log:
        used.write_bytes(b"Dear diary, " * 10_000)
        event = log.append(answer(2, question="at last"))
        assert [notice.code for notice in log.notices] == ["restored"]
        assert questions(log) == OLD | {"at last"}
    with Log.open(used.parent, day(1)) as log:
        assert event.id in {kept.id for kept in log.events()}


def test_an_answer_never_goes_into_a_log_that_another_program_has_moved_aside(
    used: Path, answer: Answer, day: Day
) -> None:
    with Log.open(used.parent, day(1)) as early:
        used.unlink()  # and its open file still works
        with Log.open(used.parent, day(1)) as repaired:
            assert [notice.code for notice in repaired.notices] == ["restored"]
        event = early.append(answer(2, question="at last"))
        assert early.notices == []
    with Log.open(used.parent, day(1)) as log:
        assert event.id in {kept.id for kept in log.events()}


def test_a_row_that_is_no_event_is_left_out_and_the_rest_kept(used: Path, day: Day) -> None:
    with closing(sqlite3.connect(used)) as connection, connection:
        connection.execute("UPDATE events SET mode = 'party' WHERE question = 'new/007'")
        connection.execute("UPDATE events SET time = CAST(x'ff' AS TEXT) WHERE question = 'old/007'")
    Log.open(used.parent, day(2)).close()
    with Log.open(used.parent, day(2)) as log:
        assert questions(log) == (OLD | NEW) - {"new/007"}
        assert [notice.code for notice in log.notices] == ["restored"]


TYPES = {
    "answer": "x'fffe00'",
    "misconception": "x'ff'",
    "id": "x'ff'",
    "variant": "x'ff'",
    "question": "x'ff'",
    "machine": "x'ff'",
    "target": "x'ff'",
    "certainty": "7.5",
    "revision": "1.5",
    "right": "'yes'",
    "credit": "'much'",
    "scheduled": "x'ff'",
}


@pytest.mark.parametrize("column", TYPES)
def test_a_row_with_a_value_of_another_type_is_no_event(used: Path, day: Day, column: str) -> None:
    with closing(sqlite3.connect(used)) as connection, connection:
        connection.execute(f"UPDATE events SET {column} = {TYPES[column]} WHERE question = 'new/007'")
    Log.open(used.parent, day(2)).close()
    with Log.open(used.parent, day(2)) as log:
        assert questions(log) == (OLD | NEW) - {"new/007"}
        assert [notice.code for notice in log.notices] == ["restored"]


@pytest.mark.parametrize("name", ["char(27) || '[31mEVIL' || char(8238)", "printf('%.*c', 1000000, 'q')"])
@pytest.mark.parametrize("column", ["question", "misconception", "id"])
def test_a_name_that_could_drive_a_terminal_or_has_no_end_is_no_event(
    used: Path, day: Day, column: str, name: str
) -> None:
    with closing(sqlite3.connect(used)) as connection, connection:
        connection.execute(f"UPDATE events SET {column} = {name} WHERE question = 'new/007'")
    with Log.open(used.parent, day(2)) as log:
        assert questions(log) == (OLD | NEW) - {"new/007"}
        assert [notice.code for notice in log.notices] == ["restored"]


def test_an_answer_that_could_drive_a_terminal_is_kept_without_that(used: Path, day: Day) -> None:
    with closing(sqlite3.connect(used)) as connection, connection:
        evil = "UPDATE events SET answer = char(27) || ']0;evil' || char(7, 8238, 8232) || 'a' || char(10) || 'b'"
        connection.execute(f"{evil} WHERE question = 'new/007'")
    with Log.open(used.parent, day(2)) as log:
        assert [event.answer for event in log.events() if event.question == "new/007"] == ["]0;evila\nb"]
        assert log.notices == []


def test_what_lies_between_two_rows_that_are_not_utf_8_is_rescued(used: Path, day: Day) -> None:
    with closing(sqlite3.connect(used)) as connection, connection:
        for name in ("new/002", "new/017"):
            connection.execute("UPDATE events SET time = CAST(x'ff' AS TEXT) WHERE question = ?", (name,))
    with Log.open(used.parent, day(2)) as log:
        assert questions(log) == (OLD | NEW) - {"new/002", "new/017"}


def test_an_event_that_could_not_be_read_again_is_not_written(log: Log, day: Day) -> None:
    for name in ("q" * 100_000, "a\x1b[31m"):
        with pytest.raises(LogError) as caught:
            log.append(Event(question=name, time=day(0)))
        assert caught.value.kind == "unwritable"
    assert (log.events(), log.notices) == ([], [])


def test_a_machine_that_is_no_machine_is_damage(used: Path, day: Day) -> None:
    with closing(sqlite3.connect(used)) as connection, connection:
        connection.execute("UPDATE meta SET value = char(27) || 'me'")
    with Log.open(used.parent, day(2)) as log:
        assert [notice.code for notice in log.notices] == ["restored"]
        assert log.machine.isalnum()
        assert questions(log) == OLD | NEW


# ---- no file


@pytest.mark.skipif(os.name == "nt", reason="pipes with names are POSIX")
@pytest.mark.parametrize("name", ["progress.sqlite3", "progress.sqlite3-journal", "progress.sqlite3-wal"])
def test_a_pipe_in_place_of_the_log_is_unwritable_at_once_and_left_alone(used: Path, day: Day, name: str) -> None:
    path = used.with_name(name)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with pytest.raises(LogError) as caught:
        Log.open(used.parent, day(1))
    assert (caught.value.kind, caught.value.detail) == ("unwritable", f"{name} is no file")
    with Log.in_memory(used.parent) as memory:
        assert memory.events() == []
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="pipes with names are POSIX")
def test_a_pipe_among_the_backups_is_told_and_passed_over(used: Path, day: Day) -> None:
    os.mkfifo(used.parent / "backups" / "progress-2026-03-09.sqlite3")
    with Log.open(used.parent, day(1)) as log:
        told = {backup.path.name: backup.problem for backup in examine(log).backups}
    assert told == {"progress-2026-03-02.sqlite3": "", (pipe := "progress-2026-03-09.sqlite3"): f"{pipe} is no file"}
    used.write_bytes(b"")
    with Log.open(used.parent, day(1)) as log:
        assert questions(log) == OLD


@pytest.mark.parametrize("schema", [b"CREATE TABLX", b"CREATE \xff\xfe\xfd\xfc\xfb", b"CREATE \x1b[31m"])
def test_a_backup_whose_schema_is_damaged_is_told_in_clean_words_and_passed_over(
    used: Path, day: Day, schema: bytes
) -> None:
    Log.open(used.parent, day(2)).close()
    newest = used.parent / "backups" / "progress-2026-03-03.sqlite3"
    newest.write_bytes(newest.read_bytes().replace(b"CREATE TABLE", schema))
    with Log.open(used.parent, day(2)) as log:
        (problem,) = [backup.problem for backup in examine(log).backups if backup.path == newest]
    assert problem and problem.isprintable()
    used.write_bytes(b"")
    with Log.open(used.parent, day(2)) as log:
        assert questions(log) == OLD
    used.write_bytes(used.read_bytes().replace(b"CREATE TABLE", schema))
    with Log.open(used.parent, day(2)) as log:
        assert questions(log) == OLD


@pytest.mark.parametrize("how", ["a folder", "damaged", "gone"])
def test_a_copy_for_reading_is_never_an_empty_one_in_place_of_the_log(used: Path, day: Day, how: str) -> None:
    with Log.copy_of(used.parent) as copy:
        assert questions(copy) == OLD | NEW
    if how == "damaged":
        garble(used, 0, 100)
    else:
        used.unlink()
    if how == "a folder":
        used.mkdir()
    with pytest.raises(LogError) as caught:
        Log.copy_of(used.parent)
    assert caught.value.kind == "unwritable"


@pytest.mark.parametrize("how", ["garbled", "emptied", "deleted"])
def test_the_journal_of_a_lost_log_is_not_rolled_back_into_the_restored_one(used: Path, day: Day, how: str) -> None:
    journal = used.with_name("progress.sqlite3-journal")
    with closing(sqlite3.connect(used, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE events SET question = 'unfinished'")
        hot, torn = journal.read_bytes(), used.read_bytes()
        connection.execute("ROLLBACK")
    assert len(hot) > PAGE
    used.write_bytes(torn)
    journal.write_bytes(hot)
    if how == "garbled":
        garble(used, 0, 100)
    elif how == "emptied":
        used.write_bytes(b"")
    else:
        used.unlink()
    with Log.open(used.parent, day(2)) as log:
        assert questions(log) >= OLD
        assert "unfinished" not in questions(log)
    assert not journal.exists()
    if how != "garbled":  # there SQLite itself has used it up
        assert (used.parent / "progress.damaged-20260303T120000Z.sqlite3-journal").read_bytes() == hot


def test_a_repaired_log_keeps_its_machine_so_that_undo_still_finds_the_last_answer(used: Path, day: Day) -> None:
    garble(used, 0, 100)
    with Log.open(used.parent, day(2)) as log:
        last = log.last_answer()
        assert last is not None
        log.append(undoing(last, day(2)))
        assert log.count() == len(questions(log)) - 1


def test_a_log_begun_afresh_keeps_its_machine_where_that_can_be_read(log: Log, answer: Answer, day: Day) -> None:
    first = log.append(answer(0))
    log.append(answer(1, question="rnn/next"))
    machine = log.machine
    log.write(lambda connection: connection.execute("UPDATE events SET mode = 'party' WHERE question = 'rnn/next'"))
    assert log.events() == [first]
    assert [notice.code for notice in log.notices] == ["started-afresh"]
    assert (log.machine, log.last_answer()) == (machine, first)


def test_a_log_that_could_not_be_repaired_says_so_again(
    used: Path, answer: Answer, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Log.open(used.parent, day(1)) as log:
        used.write_bytes(b"Dear diary, " * 10_000)
        monkeypatch.setattr("tutor.progress.opening.make_room", _full)
        for _ in range(2):
            with pytest.raises(LogError) as caught:
                log.append(answer(2))
            assert caught.value.kind == "unwritable"


def test_a_repair_that_does_not_help_is_an_error_and_no_riddle(
    used: Path, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise DamagedError("page 7")

    monkeypatch.setattr("tutor.progress.opening.check_size", damaged)
    with pytest.raises(LogError) as caught:
        Log.open(used.parent, day(2))
    assert (caught.value.kind, caught.value.detail) == ("unwritable", "page 7")


def test_a_backup_is_not_passed_over_because_the_disk_is_full(
    used: Path, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(connection: object, path: Path) -> None:
        monkeypatch.undo()  # only the first try fails
        raise LogError("unwritable", path, "No space left on device")

    garble(used, 0, 100)
    content = used.read_bytes()
    monkeypatch.setattr("tutor.progress.repair.migrate", full)
    with pytest.raises(LogError) as caught:
        Log.open(used.parent, day(2))
    assert caught.value.path == used.parent / "progress.restored.sqlite3"
    check_restored(used, day, damaged_content=content)


def test_a_repair_waits_for_another_programs_repair(used: Path, day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    garble(used, 0, 100)
    content = used.read_bytes()
    with store.alone(used.parent):
        with pytest.raises(LogError) as caught:
            Log.open(used.parent, day(2))
        assert caught.value.kind == "busy"
        assert used.read_bytes() == content
    check_restored(used, day, damaged_content=content)


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_a_restored_log_is_private_and_every_damaged_one_is_kept(used: Path, day: Day) -> None:
    for _ in range(3):
        garble(used, 0, 100)
        Log.open(used.parent, day(2)).close()
    assert len(list(used.parent.glob("progress.damaged-*.sqlite3"))) == 3
    assert stat.S_IMODE(used.stat().st_mode) == 0o600


def _full(folder: Path) -> None:
    raise OSError(28, "No space left on device")
