"""`tutor progress export` and `import`: a union, in any order, twice harmless, between two machines."""

from __future__ import annotations

import json
import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Tutor
from tests.keeping import faults
from tests.keeping.faults import words

Here = Callable[..., Ran]


def play(here: Here, home: Path, given: list[str], *topic: str) -> None:
    ran = here("quiz", *topic, "-n", str(len(given)), "--cram", stdin="\n".join(given), TUTOR_HOME=str(home))
    assert ran.code == 0, ran.stderr


def counts(here: Here, home: Path, file: Path | str) -> tuple[int, int, int]:
    ran = here("progress", "import", str(file), "--json", TUTOR_HOME=str(home))
    assert ran.code == 0, ran.stderr
    told = json.loads(ran.stdout)
    return told["added"], told["known"], told["refused"]


def export(here: Here, home: Path, *arguments: str) -> list[str]:
    ran = here("progress", "export", *arguments, TUTOR_HOME=str(home))
    assert ran.code == 0, ran.stderr
    return ran.stdout.splitlines()


def test_two_machines_that_have_exchanged_their_lines_agree(here: Here, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    play(here, one, words("one", 3), "rnn")
    play(here, two, words("two", 2), "lstm")
    for home, name in ((one, "one.jsonl"), (two, "two.jsonl")):
        here("progress", "export", name, TUTOR_HOME=str(home))
    assert counts(here, one, "two.jsonl") == (2, 0, 0)
    assert counts(here, two, "one.jsonl") == (3, 0, 0)
    assert counts(here, two, "one.jsonl") == (0, 3, 0)  # twice is harmless
    assert export(here, one) == export(here, two)
    told = [here("progress", "--json", TUTOR_HOME=str(home)).stdout for home in (one, two)]
    assert told[0] == told[1]
    assert json.loads(told[0])["answers"] == 5


def test_the_raw_text_of_answers_leaves_only_on_request(here: Here, home: Path) -> None:
    play(here, home, words("raw", 2), "rnn")
    plain = export(here, home)
    assert len(plain) == 2
    assert not any("zzraw" in line or '"answer":' in line for line in plain)
    assert sorted(json.loads(line)["answer"] for line in export(here, home, "--with-answers")) == words("raw", 2)


def test_importing_says_how_many_were_new_known_and_refused_and_in_which_lines(
    here: Here, home: Path, tmp_path: Path
) -> None:
    play(here, tmp_path / "other", words("x", 2), "rnn")
    good = export(here, tmp_path / "other")
    event = json.loads(good[0])
    lines = [
        good[0],
        "{not json",
        json.dumps({**event, "credit": 7}),
        json.dumps({**event, "colour": "red"}),
        json.dumps({name: value for name, value in event.items() if name != "mode"}),
        "x" * 70_000,
        good[1],
        good[1],
    ]
    (tmp_path / "mixed.jsonl").write_text("\n".join(lines))
    ran = here("progress", "import", "mixed.jsonl")
    assert ran.code == 0
    text = " ".join(ran.stdout.split())
    for piece in (
        "New: 2. Known already: 1. Refused: 5.",
        "Line 2 is not a JSON object.",
        "Line 3 has a value in the field credit that cannot be.",
        "Line 4 has a field colour that no entry has.",
        "Line 5 lacks the field mode.",
        "Line 6 is too long for an entry.",
    ):
        assert piece in text, text
    chinese = here("progress", "import", "mixed.jsonl", "--lang", "zh-Hant").stdout
    assert "新增 0 筆，原本就有 3 筆，不接受 5 筆。" in chinese
    assert "第 6 行太長，不是一筆紀錄。" in chinese


def test_a_file_without_any_entry_is_refused(here: Here, home: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Dear diary\n")
    ran = here("progress", "import", "notes.txt")
    assert (ran.code, ran.stdout) == (2, "")
    assert "notes.txt holds no entry of a log: Line 1 is not a JSON object." in ran.stderr


def test_a_file_that_is_there_is_written_over_only_with_force(here: Here, home: Path, tmp_path: Path) -> None:
    play(here, home, words("f", 1), "rnn")
    file = tmp_path / "answers.jsonl"
    file.write_text("mine")
    ran = here("progress", "export", "answers.jsonl")
    assert ran.code == 2
    assert "answers.jsonl is there already; choose another name, or write over it with --force." in ran.stderr
    assert file.read_text() == "mine"
    assert here("progress", "export", "answers.jsonl", "--force").code == 0
    assert file.read_text().splitlines() == export(here, home)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.jsonl", "home"]


def test_a_file_that_cannot_be_written_is_one_sentence(here: Here, home: Path) -> None:
    play(here, home, words("f", 1), "rnn")
    ran = here("progress", "export", "nowhere/answers.jsonl")
    assert ran.code == 2
    assert "nowhere/answers.jsonl cannot be written (No such file or directory)" in ran.stderr


@pytest.mark.parametrize("how", ["a file as home", "a folder as log", "no home", "damaged beyond reading"])
@pytest.mark.parametrize("command", [["progress", "export"], ["export", "recap"]], ids=" ".join)
def test_a_log_that_cannot_be_read_is_never_exported_as_an_empty_one(
    command: list[str], how: str, here: Here, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "good.md"
    file.write_text("mine")
    more = {}
    if how == "a file as home":
        home.write_text("")
    elif how == "no home":
        more = {"TUTOR_HOME": "", "HOME": ""}
    elif how == "a folder as log":
        (home / "progress.sqlite3").mkdir(parents=True)
    else:
        (home / "progress.sqlite3").parent.mkdir()
        (home / "progress.sqlite3").write_text("no log")
        (home / "progress.restored.sqlite3").mkdir()  # and no repair
    ran = here(*command, str(file), "--force", **more)
    assert (ran.code, ran.stdout) == (2, "")
    assert len(ran.stderr.strip().splitlines()) == 1
    assert "Answers cannot be kept" not in ran.stderr
    assert file.read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="devices and pipes are POSIX")
def test_only_a_file_or_what_comes_through_a_pipe_is_imported(here: Here, tutor: Tutor, tmp_path: Path) -> None:
    play(here, tmp_path / "other", words("x", 2), "rnn")
    lines = "\n".join(export(here, tmp_path / "other"))
    os.mkfifo(tmp_path / "pipe")
    for name in ("/dev/zero", "/dev/full", "/dev/null", "pipe", "other"):
        ran = tutor("progress", "import", name)
        assert (ran.code, ran.stdout) == (2, ""), name
        assert f"{name} cannot be read (it is no file); give a file that" in ran.stderr
    for name in ("/dev/stdin", "/dev/fd/0"):
        home = tmp_path / Path(name).name
        ran = tutor("progress", "import", name, "--json", stdin=lines, TUTOR_HOME=str(home))
        assert (ran.code, json.loads(ran.stdout)["added"]) == (0, 2)


def test_a_line_that_has_no_end_is_told(here: Here, tmp_path: Path) -> None:
    with (tmp_path / "hole").open("wb") as file:
        file.truncate(2**40)
    ran = here("progress", "import", "hole")
    assert (ran.code, ran.stdout) == (2, "")
    assert "hole holds no entry of a log: Line 1 does not end; nothing behind it was read." in ran.stderr
    assert "第 1 行沒有結尾" in here("progress", "import", "hole", "--lang", "zh-Hant").stderr


@pytest.mark.skipif(os.name == "nt", reason="modes and signals are POSIX")
def test_what_was_typed_is_exported_for_its_owner_alone(here: Here, home: Path, tmp_path: Path) -> None:
    play(here, home, words("f", 1), "rnn")
    file = tmp_path / "answers.jsonl"
    here("progress", "export", "answers.jsonl")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    here("progress", "export", "answers.jsonl", "--with-answers", "--force")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    here("progress", "export", "new.jsonl", "--with-answers")
    assert stat.S_IMODE((tmp_path / "new.jsonl").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="modes and signals are POSIX")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_an_import_that_is_stopped_leaves_a_sound_log_and_can_be_done_again(
    sign: signal.Signals, here: Here, home: Path, tmp_path: Path
) -> None:
    play(here, tmp_path / "other", words("x", 1), "rnn")
    event = json.loads(export(here, tmp_path / "other")[0])
    lines = [json.dumps({**event, "id": f"0e6a3b0c-1111-4222-8333-{number:012}"}) + "\n" for number in range(3500)]
    command = [*faults.PYTHON, "progress", "import", "/dev/stdin"]
    process = faults.start(command, home, cwd=tmp_path)
    assert process.stdin
    process.stdin.write("".join(lines).encode())
    process.stdin.flush()  # it has taken all but what the pipe holds, and waits for more
    process.send_signal(sign)
    process.communicate()
    kept = len(faults.in_log(home))
    assert kept % 1000 == 0 and kept >= 1000
    (tmp_path / "all.jsonl").write_text("".join(lines))
    assert counts(here, home, "all.jsonl") == (3500 - kept, kept, 0)


@pytest.mark.parametrize("name", ["", ".", "..", "/"])
def test_a_folder_is_no_place_for_an_export(name: str, here: Here, home: Path) -> None:
    for force in ([], ["--force"]):
        ran = here("progress", "export", name, *force)
        assert (ran.code, ran.stdout) == (2, "")
        assert "is no file but a link, a folder, a pipe or a device" in ran.stderr
