"""Completion as the shells ask for it; bash itself is asked where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tutor, environment


def completed(tutor: Tutor, line: str, shell: str = "bash") -> list[str]:
    words = line.split(" ")
    asked = {
        "_TUTOR_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    return tutor(**asked).stdout.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tutor expl", {"explain"}),
        ("tutor explain rnn-vs-l", {"rnn-vs-lstm"}),
        ("tutor explain 長短期記", {"長短期記憶", "長短期記憶（LSTM）", "長短期記憶網路"}),
        ("tutor demo rms", {"rmsnorm"}),
        ("tutor compare lstm rnn-vs-f", {"rnn-vs-feedforward"}),
        ("tutor demo --back", {"--backward"}),
        ("tutor completion z", {"zsh"}),
    ],
)
def test_bash(tutor: Tutor, line: str, expected: set[str]) -> None:
    assert set(completed(tutor, line)) == expected


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells(tutor: Tutor, shell: str) -> None:
    told = " ".join(completed(tutor, "tutor demo rms", shell))
    assert "rmsnorm" in told and "lstm" not in told


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_names_the_program(tutor: Tutor, shell: str) -> None:
    script = tutor("completion", shell).stdout
    assert "_TUTOR_COMPLETE" in script and "tutor" in script


def test_completing_never_imports_what_it_does_not_need(tmp_path: Path) -> None:
    program = (
        "import sys, atexit\n"
        "atexit.register(lambda: print([m for m in ('rich', 'numpy', 'yaml') if m in sys.modules], file=sys.stderr))\n"
        "from tutor.cli import main\nmain()"
    )
    variables = environment(tmp_path, _TUTOR_COMPLETE="complete_bash", COMP_WORDS="tutor explain ls", COMP_CWORD="2")
    ran = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=False)
    assert ran.stdout.split() == ["lstm"] and ran.stderr.strip() == "[]"


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"COMP_WORDS": "tutor "},
        {"COMP_WORDS": "tutor ", "COMP_CWORD": "abc"},
        {"COMP_WORDS": "tutor 'a", "COMP_CWORD": "²"},
        {"COMP_WORDS": "tutor explain l", "COMP_CWORD": "2", "TUTOR_CONTENT": "b" * 300},
    ],
)
def test_a_shell_that_asks_for_nothing_is_answered_by_nothing(tutor: Tutor, asked: dict[str, str], home: Path) -> None:
    ran = tutor(_TUTOR_COMPLETE="complete_bash", **asked)
    assert (ran.code, ran.stderr) == (0, "")
    assert "TUTOR_CONTENT" in asked or not ran.stdout
    assert not list(home.rglob("fault-*"))


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_itself_completes(tutor: Tutor, tmp_path: Path) -> None:
    (tmp_path / "tutor").write_text(f'#!/bin/sh\nexec {sys.executable} -m tutor "$@"\n', encoding="utf-8")
    (tmp_path / "tutor").chmod(0o755)
    script = tutor("completion", "bash").stdout
    ask = "COMP_WORDS=(tutor explain rms); COMP_CWORD=2; _tutor_completion tutor; echo ${COMPREPLY[@]}"
    variables = environment(tmp_path)
    variables["PATH"] = f"{tmp_path}:{variables['PATH']}"
    ran = subprocess.run(
        ["bash", "-c", f"{script}\n{ask}"], env=variables, capture_output=True, text=True, cwd=Path.cwd(), check=False
    )
    assert ran.stdout.split() == ["rmsnorm"], ran.stderr
