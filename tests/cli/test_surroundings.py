"""Odd surroundings: no colour, no terminal, no home, closed or full streams, old encodings. Output or one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import environment

SCREENS = [["explain", "lstm"], ["demo", "lstm"], ["topics"], ["progress"], ["compare", "rnn", "lstm"], []]
IDS = [" ".join(arguments) or "home" for arguments in SCREENS]
SURROUNDINGS = {
    "no colour": {"NO_COLOR": "1"},
    "a dumb terminal": {"TERM": "dumb"},
    "colour by force": {"FORCE_COLOR": "1"},
    "continuous integration": {"CI": "true"},
    "ASCII": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    "Windows, western": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
    "Windows, Taiwan": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp950"},
    "the C locale": {"PYTHONUTF8": "0", "LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    "no columns": {"COLUMNS": "0"},
    "columns in words": {"COLUMNS": "many"},
    "columns in squares": {"COLUMNS": "²", "LINES": "³"},
    "columns without end": {"COLUMNS": "9" * 5000, "LINES": "9" * 5000},
    "no home": {"HOME": "/nonexistent", "TUTOR_HOME": ""},
    "a home that is a file": {"TUTOR_HOME": "/dev/null"},
}


def ran(home: Path, arguments: list[str], shell: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    variables = environment(home, **more)
    command = [sys.executable, "-m", "tutor", *arguments]
    if shell:
        command = ["sh", "-c", f'"$@" {shell}', "sh", *command]
    return subprocess.run(
        command, env=variables, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, check=False
    )


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("around", SURROUNDINGS)
@pytest.mark.parametrize("arguments", SCREENS, ids=IDS)
def test_every_screen_stands_in_odd_surroundings(arguments: list[str], around: str, language: str, home: Path) -> None:
    done = ran(home, [*arguments, "--lang", language], **SURROUNDINGS[around])
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 3
    assert "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) <= 1
    if around != "colour by force":
        assert "\x1b" not in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="sh")
@pytest.mark.parametrize(
    ("shell", "code"), [(">&-", 0), ("2>&-", 0), ("<&-", 0), (">&- 2>&- <&-", 0), ("| head -1", 0), ("> /dev/full", 2)]
)
@pytest.mark.parametrize("arguments", SCREENS, ids=IDS)
def test_streams_that_are_closed_or_full(arguments: list[str], shell: str, code: int, home: Path) -> None:
    done = ran(home, arguments, shell)
    assert done.returncode == code, done.stderr
    assert "fault of tutor" not in done.stderr and "Traceback" not in done.stderr
    if code:
        assert "could not be written (No space left on device)" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="sh")
@pytest.mark.parametrize(
    "arguments",
    [
        ["completion", "bash"],
        ["topics", "--json"],
        ["demo", "--json"],
        ["progress", "export"],
        ["quiz", "rnn", "--cram"],
    ],
    ids=" ".join,
)
def test_who_has_read_enough_is_no_fault(arguments: list[str], home: Path) -> None:
    command = [sys.executable, "-m", "tutor", *arguments]
    variables = environment(home)
    for _ in range(3):  # a question that is asked leaves an answer to export
        subprocess.run([*command[:3], "quiz", "rnn", "--cram", "-n", "9"], env=variables, input=b"a\n" * 9, check=False)
    reader, writer = os.pipe()
    os.close(reader)  # nobody will read: every way of writing meets it
    done = subprocess.run(command, env=variables, input=b"a\n" * 9, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr and b"Exception ignored" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full")
@pytest.mark.parametrize("arguments", [["zzz"], ["explain", "zzz"], ["topics", "--width", "1"]], ids=" ".join)
def test_a_refusal_that_nobody_can_read_is_still_one(arguments: list[str], home: Path) -> None:
    assert ran(home, arguments, "2> /dev/full").returncode == 2
    assert ran(home, arguments, "2>&1 > /dev/full").returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="sh")
def test_a_full_disk_is_told_in_chinese_too(home: Path) -> None:
    done = ran(home, ["topics"], "> /dev/full", TUTOR_LANG="zh-Hant")
    assert done.returncode == 2 and "輸出寫不進去（磁碟空間不足）" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="sh")
def test_a_quiz_without_anybody_ends(home: Path) -> None:
    done = ran(home, ["quiz", "rnn", "-n", "1", "--cram"], "<&-")
    assert done.returncode == 0 and "fault of tutor" not in done.stderr


def test_an_environment_cannot_drive_the_terminal(tmp_path: Path) -> None:
    odd = tmp_path / "a\x1b[31mb\u202ec"
    odd.write_text("a file where a folder should be", encoding="utf-8")
    done = ran(odd, ["quiz", "rnn", "-n", "1", "--cram"])
    assert "\x1b" not in done.stderr + done.stdout and "\u202e" not in done.stderr + done.stdout
    done = ran(tmp_path / "home", ["topics"], TUTOR_CONTENT=str(odd))
    assert done.returncode == 2 and "\x1b" not in done.stderr and "\u202e" not in done.stderr
