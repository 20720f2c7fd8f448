"""The quiz on a pack of its own: `kettle` has one question of each kind, `pan` is what it may be confused with."""

from __future__ import annotations

import functools
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran
from tutor.cli import standing
from tutor.cli.look import Look
from tutor.cli.standing import facts as read_facts
from tutor.library.model import Topic
from tutor.progress import Event, Log

PACK = Path(__file__).with_name("pack")

Run = Callable[..., Ran]


@functools.cache
def _facts_of(folders: tuple[Path, ...]) -> dict[str, Topic]:
    return read_facts(Look("en", "plain", 80, folders))


def facts_once(look: Look) -> dict[str, Topic]:
    """Facts never change and reading them takes most of a run: the tests of one process read them once."""
    return dict(_facts_of(look.folders))


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `tutor` in this process, which takes a tenth of the time; `stdin` is a pipe."""
    from tutor.cli.app import app_for

    monkeypatch.setattr(standing, "facts", facts_once)
    for name in [name for name in os.environ if name.startswith(("TUTOR_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TUTOR_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str, stdin: str = "", lang: str = "en") -> Ran:
        monkeypatch.setenv("TUTOR_LANG", lang)
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code = app_for(arguments)(list(arguments), standalone_mode=False, prog_name="tutor")
        captured = capsys.readouterr()
        return Ran(code if isinstance(code, int) else 0, captured.out, captured.err)

    return call


@pytest.fixture
def quiz(run: Run) -> Run:
    """Run `tutor quiz` on the pack."""
    return lambda *arguments, **more: run("quiz", *arguments, "--content", str(PACK), "--plain", **more)


@pytest.fixture
def told(run: Run) -> Callable[..., dict[str, Any]]:
    """Run `tutor quiz --json` on the pack and return its document."""

    def call(*arguments: str, **more: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(run("quiz", *arguments, "--content", str(PACK), "--json", **more).stdout)
        return document

    return call


@pytest.fixture
def events(home: Path) -> Callable[[], list[Event]]:
    """Read the log."""
    from datetime import UTC, datetime

    def read() -> list[Event]:
        with Log.open(home, datetime.now(UTC)) as log:
            return log.events()

    return read
