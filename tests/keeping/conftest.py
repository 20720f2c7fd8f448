"""What these tests share: the whole program at a chosen moment, in a process of its own or, faster, in this one."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Ran, environment

At = Callable[..., Ran]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def process_at(home: Path, tmp_path: Path) -> At:
    """Run `tutor` as a process at a moment (ISO 8601): `process_at("2026-03-01T12:00:00+00:00", "quiz", stdin="a")`."""

    def run(moment: str, *arguments: str, stdin: str = "", **more: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "tests.keeping.clock", moment, *arguments],
            input=stdin.encode(),
            capture_output=True,
            env=environment(home, PYTHONPATH=str(ROOT), **more),
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def at(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> At:
    """The same without a process: from the arguments to the exit code and both streams."""
    from tutor.cli import main, standing

    def run(moment: str, *arguments: str, stdin: str = "", **more: str) -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            for name in ("TUTOR_CONTENT", "XDG_DATA_HOME", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
                patch.delenv(name, raising=False)
            for name, value in environment(home, **more).items():
                patch.setenv(name, value)
            patch.setattr(standing, "now", lambda: datetime.fromisoformat(moment).astimezone(UTC))
            patch.setattr(sys, "argv", ["tutor", *arguments])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as ended:
                main()
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read())
        return Ran(int(ended.value.code or 0), *texts)

    return run


@pytest.fixture
def here(at: At) -> Callable[..., Ran]:
    """Run `tutor` in this process at one fixed moment: `here("progress", "--json")`."""
    return lambda *arguments, **more: at("2026-06-01T12:00:00+00:00", *arguments, **more)
