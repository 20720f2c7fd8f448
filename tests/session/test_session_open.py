"""An interrupted session goes on; a question that was taken out comes back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import environment
from tests.session.conftest import PACK
from tutor.progress import Log, suspending

ARGUMENTS = ("quiz", "kettle", "--seed", "1", "--content", str(PACK), "--json")


def started(home: Path, tmp_path: Path, *answers: str) -> subprocess.Popen[bytes]:
    """Start a quiz and answer; return it when it waits for the next answer."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tutor", *ARGUMENTS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home, PYTHONUNBUFFERED="1"),
        cwd=tmp_path,
    )
    assert child.stdin and child.stderr
    for answer in [*answers, None]:
        while b"empty to give up" not in child.stderr.readline():
            pass
        if answer is not None:
            child.stdin.write(f"{answer}\n".encode())
            child.stdin.flush()
    return child


def test_after_a_kill_the_session_goes_on_with_what_was_not_answered(home, tmp_path, told, events) -> None:
    child = started(home, tmp_path, "hot", "z")
    child.kill()
    child.communicate()
    assert [event.question for event in events()] == ["kettle/pick", "kettle/sort"]  # both were committed
    chosen = json.loads((home / "session.json").read_text())["questions"]
    rest = told("--resume", stdin="f keeps-heat\none,two\n2\nsteam\n")
    left = ["kettle/judge", "kettle/several", "kettle/count", "kettle/name"]
    assert [row["question"] for row in rest["answers"]] == left
    assert [row["variant"] for row in rest["answers"]] == [variant for _, _, variant in chosen[2:]]
    assert rest["right"] == 4
    assert not (home / "session.json").exists()


def test_ctrl_c_ends_with_the_recap_and_exit_130_and_leaves_the_rest_for_later(home, tmp_path, told) -> None:
    child = started(home, tmp_path, "hot")
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=20)
    assert child.returncode == 130
    assert (json.loads(out)["asked"], json.loads(out)["right"]) == (1, 1)
    assert told("--resume", stdin="\n")["answers"][0]["question"] == "kettle/sort"


def test_a_finished_session_cannot_be_resumed(quiz, told) -> None:
    told("kettle", "--seed", "1", "-n", "1", stdin="hot\n")
    ran = quiz("--resume")
    assert ran.code == 2 and "No session was interrupted" in ran.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"version": 2}',
        '{"version": 1, "mode": "quiz", "started": "yesterday", "certainty": false, "questions": []}',
        '{"version": 1, "mode": "rm -rf", "started": "2026-01-01T00:00:00+00:00", "certainty": 0, "questions": []}',
        '{"version": 1, "mode": "quiz", "started": "2026-01-01T00:00:00+00:00", "certainty": 0, "questions": [1]}',
        '{"version": 1, "mode": "quiz", "started": "2026-01-01T00:00:00+00:00", "certainty": 0,'
        ' "questions": [["no/such", 1, 1], ["kettle/pick", 9, 1]]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_is_ignored(text: str, home, quiz, told) -> None:
    home.mkdir()
    (home / "session.json").write_text(text)
    assert quiz("--resume").code == 2
    assert told("kettle", "-n", "1", "--seed", "1", stdin="hot\n")["right"] == 1


def test_what_is_kept_of_an_open_session_is_read_back_as_it_was(tmp_path) -> None:
    from tutor.cli.playing import unfinished

    began = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    session = unfinished.Unfinished(began, "cram", True, [unfinished.Chosen("a/b", 2, 77)])
    unfinished.save(tmp_path, session)
    assert os.listdir(tmp_path) == ["session.json"]
    assert unfinished.load(tmp_path) == session
    unfinished.remove(tmp_path)
    assert unfinished.load(tmp_path) is None
    unfinished.remove(tmp_path)


def test_a_suspended_question_is_not_asked_until_it_is_brought_back(home, told, quiz) -> None:
    with Log.open(home, datetime.now(UTC)) as log:
        log.append(suspending("kettle/pick", 1, datetime.now(UTC)))
    asked = told("kettle", "--cram", "--seed", "1", stdin="z\n" * 6)["answers"][:5]
    assert "kettle/pick" not in {row["question"] for row in asked}
    wrong = quiz("--unsuspend", "kettle/sort")
    assert wrong.code == 2 and "taken out: kettle/pick" in wrong.stderr
    assert "kettle/pick will be asked again" in quiz("--unsuspend", "kettle/pick").stderr
    assert told("kettle", "--cram", "--seed", "1", stdin="hot\n")["answers"][0]["question"] == "kettle/pick"
