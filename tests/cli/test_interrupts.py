"""Ctrl-C at the moments at which Python itself would lose it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import environment

RAISED = "import signal\nhear = lambda *_: signal.raise_signal(signal.SIGINT)\n"
IGNORED = """
class Callback:
    def __del__(self): hear()
def command(*_, **__):
    callback = Callback()
    del callback  # Python cannot raise what comes here, and writes "Exception ignored in"
    time.sleep(10)
"""
WRAPPED = """
def command(*_, **__):
    try:
        hear()
    except KeyboardInterrupt as stop:  # CPython 3.11 does so around __set_name__
        raise RuntimeError("Error calling __set_name__") from stop
"""
REPLACED = """
def command(*_, **__):
    try:
        hear()
    except KeyboardInterrupt:
        pass
    raise ImportError("cannot load module more than once per process")  # so NumPy, when it is broken off
"""


def run_with(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the program with `command` in the place of what it would do."""
    start = "import time\nfrom tutor.cli import app, edge\n"
    program = f"{start}{RAISED}{command}\napp.command_for = lambda *_: command\nedge.run()"
    return subprocess.run(
        [sys.executable, "-c", program],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=9,
    )


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="sent once more by a timer")
@pytest.mark.parametrize("command", [IGNORED, WRAPPED, REPLACED], ids=["ignored", "wrapped", "replaced"])
def test_no_interrupt_is_lost(command: str, home: Path) -> None:
    ran = run_with(command, home)
    assert (ran.returncode, ran.stderr) == (130, "")
    assert not list(home.rglob("fault-*"))


def test_what_else_python_ignores_is_told_as_ever(home: Path) -> None:
    ran = run_with("class A:\n def __del__(self): 1/0\ndef command(*_, **__): A()", home)
    assert ran.returncode == 0
    assert "ZeroDivisionError" in ran.stderr
