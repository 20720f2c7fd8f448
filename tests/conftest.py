"""What all tests share: the command line run in a process of its own, in a home of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


def pytest_configure() -> None:
    """Start as a terminal does: `&` and nohup leave signals ignored, which each program that a test starts inherits."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@dataclass(frozen=True)
class Ran:
    code: int
    stdout: str
    stderr: str


Tutor = Callable[..., Ran]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return a plain environment: no terminal, no colour wishes, English, a home that is empty."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START") if name in os.environ}
    return {**kept, "TUTOR_HOME": str(home), "TUTOR_LANG": "en", "PYTHONUTF8": "1", "COLUMNS": "80", **more}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def tutor(home: Path, tmp_path: Path) -> Tutor:
    """Run `tutor` with arguments; `stdin` is piped, further keywords are environment variables."""

    def run(*arguments: str, stdin: str = "", **more: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "tutor", *arguments],
            input=stdin.encode("utf-8", "surrogateescape"),
            capture_output=True,
            env=environment(home, **more),
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return run
