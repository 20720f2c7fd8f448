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
