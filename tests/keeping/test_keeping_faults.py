"""Nothing is lost, with the real program. `TUTOR_LONG=1` kills 200 quizzes instead of 10."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import pytest

from tests.conftest import Ran, Tutor, environment
from tests.keeping import faults
from tests.keeping.faults import Tally, in_log, words
from tutor.library import Shelf, shipped
from tutor.progress import Log

At = Callable[..., Ran]
NOON = "2026-06-{day:02}T12:00:00+00:00"
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and limits of a process are POSIX")


@POSIX
def test_kill_9_at_random_moments_loses_no_answer_whose_feedback_had_appeared(home: Path) -> None:
    tally = faults.kills(home, faults.KILLS if os.environ.get("TUTOR_LONG") else faults.SHORT_KILLS)
    print(tally)
    assert tally.lost == 0
    assert tally.answered > 3 * tally.tried


def test_two_quizzes_at_once_keep_every_answer(home: Path) -> None:
    assert faults.at_once(home, 2, 15) == Tally(2, 30, 0)


def test_ten_quizzes_at_once_on_a_new_log_keep_every_answer(home: Path) -> None:
    assert faults.at_once(home, 10, 5) == Tally(10, 50, 0)


@POSIX
def test_on_a_full_disk_the_quiz_goes_on_says_so_and_keeps_what_was_kept(home: Path) -> None:
    tally = faults.full_disk(home)
    assert tally.answered > 0
    assert tally.lost == 0


NOT_KEPT = {
    "en": ("Answers cannot be kept in", "These answers are not kept"),
    "zh-Hant": ("答案不能存到", "這些答案沒有存下來"),
}


@pytest.mark.parametrize("language", NOT_KEPT)
def test_where_the_home_cannot_be_a_folder_the_quiz_runs_and_says_that_it_is_not_kept(
    language: str, home: Path, tutor: Tutor
) -> None:
    home.write_text("a file")
    ran = tutor("quiz", "rnn", "-n", "2", "--seed", "1", "--lang", language, stdin="a\nb\n")
    assert ran.code == 0
    for sentence, stream in zip(NOT_KEPT[language], (ran.stderr, ran.stdout), strict=True):
        assert stream.count(sentence) == 1
    assert home.read_text() == "a file"


def test_without_any_home_the_quiz_runs_and_says_that_it_is_not_kept(tmp_path: Path) -> None:
    env = {name: value for name, value in environment(tmp_path).items() if name != "TUTOR_HOME"}
    command = [sys.executable, "-m", "tutor", "quiz", "rnn", "-n", "1", "--seed", "1"]
    done = subprocess.run(command, input="a\n", capture_output=True, text=True, env=env, cwd=tmp_path, check=False)
    assert done.returncode == 0
    assert "There is no place to keep answers: set TUTOR_HOME to a folder." in done.stderr
    assert "These answers are not kept" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_home_on_a_path_with_spaces_and_chinese_keeps_answers(tmp_path: Path, tutor: Tutor) -> None:
    place = tmp_path / "我的 學習 紀錄" / "100% sure?#"
    given = words("p", 2)
    assert tutor("quiz", "rnn", "-n", "2", stdin="\n".join(given), TUTOR_HOME=str(place)).code == 0
    assert in_log(place) == given
    assert json.loads(tutor("progress", "--json", TUTOR_HOME=str(place)).stdout)["answers"] == 2


@pytest.mark.parametrize("command", [["quiz", "rnn"], [], ["progress"], ["progress", "doctor"], ["progress", "undo"]])
def test_a_log_of_a_newer_version_is_refused_and_left_alone(command: list[str], home: Path, tutor: Tutor) -> None:
    tutor("quiz", "rnn", "-n", "1", stdin="a\n")
    path = home / "progress.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    ran = tutor(*command, stdin="a\n")
    assert (ran.code, ran.stdout) == (2, "")
    assert "was written by a newer tutor and is left untouched" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
    assert path.read_bytes() == before


def truncate(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for number in range(0, len(content), 3):
        content[number] = (7 * number) % 256
    path.write_bytes(content)


RESTORED = {"en": "The log of answers was damaged and has been restored from", "zh-Hant": "答題紀錄損壞，已經從"}


@pytest.mark.parametrize(("damage", "language"), [(truncate, "en"), (garble, "zh-Hant")])
def test_a_damaged_log_is_moved_aside_restored_and_told(
    damage: Callable[[Path], None], language: str, home: Path, process_at: At
) -> None:
    given = words("d", 12)
    process_at(NOON.format(day=1), "quiz", "rnn", "-n", "12", "--cram", stdin="\n".join(given))
    assert process_at(NOON.format(day=2), "progress", "--json").code == 0  # makes the backup of the day
    path = home / "progress.sqlite3"
    damage(path)
    broken = path.read_bytes()
    ran = process_at(NOON.format(day=2), "progress", "--json", "--lang", language)
    assert ran.code == 0
    assert ran.stderr.count(RESTORED[language]) == 1
    assert len(ran.stderr.strip().splitlines()) == 1
    assert json.loads(ran.stdout)["answers"] == 12
    (aside,) = home.glob("progress.damaged-*.sqlite3")
    assert aside.read_bytes() == broken
    assert sorted(in_log(home)) == given
    told = json.loads(process_at(NOON.format(day=2), "progress", "doctor", "--json").stdout)
    assert (told["sound"], told["answers"], told["damaged"]) == (True, 12, [str(aside)])


def test_a_clock_that_jumps_back_a_year_loses_nothing_and_keeps_the_order(home: Path, process_at: At) -> None:
    now, ago = "2026-06-01T12:00:00+00:00", "2025-06-01T12:00:00+00:00"
    count = len(Shelf([shipped()]).topic("residual").questions)  # all are asked, and each again later
    first, second = words("now", count), words("ago", count)
    quiz = ["quiz", "residual", "-n", str(count), "--cram"]
    assert process_at(now, *quiz, stdin="\n".join(first)).code == 0
    assert process_at(ago, *quiz, stdin="\n".join(second)).code == 0
    assert sorted(in_log(home)) == sorted(first + second)
    with Log.open(home, datetime.now(UTC)) as log:
        events = log.events()
    order = {
        question: [e.answer for e in events if e.question == question] for question in {e.question for e in events}
    }
    assert all(one in first and other in second for one, other in order.values())
    assert {event.time.year for event in events} == {2025, 2026}
    assert {event.effective.year for event in events if event.effective} == {2026}
    assert json.loads(process_at(ago, "progress", "--json").stdout)["answers"] == 2 * count
    assert process_at(ago, "progress", "doctor").code == 0


def change(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "progress.sqlite3")) as connection, connection:
        assert connection.execute(statement).rowcount > 0


def one_sentence(ran: Ran, code: int = 0) -> str:
    assert ran.code == code, ran.stderr
    (told,) = ran.stderr.strip().splitlines()
    return told


READING = [[], ["progress"], ["topics"], ["quiz", "rnn", "-n", "1"], ["progress", "undo"], ["progress", "export"]]
MORE = [["export", "recap"], ["teach", "rnn"], ["demo", "rnn", "--predict"], ["progress", "import", "more.jsonl"]]


@pytest.mark.parametrize("command", [*READING, *MORE], ids=" ".join)
def test_an_answer_that_a_repair_could_not_save_is_told_by_whatever_command_meets_it(
    command: list[str], home: Path, tmp_path: Path, here: Callable[..., Ran]
) -> None:
    assert here("quiz", "rnn", "-n", "4", "--cram", stdin="\n".join(words("l", 4))).code == 0
    (tmp_path / "more.jsonl").write_text(here("progress", "export").stdout)
    rmtree(home / "backups")  # they would know it still
    change(home, "UPDATE events SET time = 'garbage' WHERE position = 1")
    ran = here(*command)
    assert ran.code == 0
    told = [line for line in ran.stderr.splitlines() if "The log of answers was damaged" in line]
    if list(home.glob("progress.damaged-*")):
        assert len(told) == 1 and "3 entries" in told[0]
    else:  # it has not read that far, and the next command does
        assert told == []
        assert "The log of answers was damaged" in one_sentence(here("progress"))
    assert here("progress").stderr == ""


EVIL = "question = char(27) || '[31mEVIL'"


@pytest.mark.parametrize(
    "fault", ["answer = x'fffe00'", "misconception = x'ff'", "id = x'ff'", "variant = x'ff'", EVIL]
)
def test_a_damaged_row_never_is_our_fault(fault: str, home: Path, here: Callable[..., Ran]) -> None:
    for command in (["progress", "undo"], ["export", "recap"], [], ["topics"], ["progress", "export"], ["quiz", "rnn"]):
        for path in home.glob("*") if home.exists() else ():
            path.unlink() if path.is_file() else None
        assert here("quiz", "rnn", "-n", "2", "--cram", stdin="\n".join(words("l", 2))).code == 0
        change(home, f"UPDATE events SET {fault} WHERE position = 2")
        ran = here(*command)
        assert ran.code == 0, ran.stderr
        assert "\x1b" not in ran.stdout + ran.stderr
        assert here("progress", "doctor").code == 0


@POSIX
@pytest.mark.parametrize(
    ("name", "command", "code"),
    [
        ("progress.sqlite3", ["progress"], 0),
        ("progress.sqlite3", ["quiz", "rnn", "-n", "1"], 0),
        ("progress.sqlite3", ["progress", "export"], 2),
        ("progress.lock", ["progress"], 0),
        ("session.json", ["quiz", "--resume"], 2),
        ("verdicts/adding.json", ["lab"], 0),
        ("backups/progress-20260101.sqlite3", ["progress", "doctor"], 0),
    ],
)
def test_a_pipe_in_the_home_keeps_nobody_waiting(
    name: str, command: list[str], code: int, home: Path, tutor: Tutor
) -> None:
    (home / name).parent.mkdir(parents=True)
    os.mkfifo(home / name)
    ran = tutor(*command, stdin="a\n")
    assert ran.code == code, ran.stderr
    assert "fault of tutor" not in ran.stderr


ADVICE = {"en": "see that this place can be written and has room", "zh-Hant": "請確定這個位置可以寫入、也還有空間"}


@pytest.mark.parametrize("language", ADVICE)
def test_the_advice_fits_every_reason_for_which_a_log_cannot_be_written(
    language: str, home: Path, here: Callable[..., Ran]
) -> None:
    (home / "progress.sqlite3").mkdir(parents=True)
    for command, code in (["progress"], 0), (["progress", "undo"], 2):
        assert ADVICE[language] in one_sentence(here(*command, "--lang", language), code)
