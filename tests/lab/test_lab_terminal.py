"""A run in a real terminal: drawn while it runs, gone when it is over, and nothing left behind by Ctrl-C."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import environment
from tests.session.terminal import CTRL_C, Terminal

LONG = ["lab", "adding"]


def children(pid: int) -> list[int]:
    """Process ids whose parent is `pid`."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat[1]) == pid and stat[0] != "Z":
                found.append(int(entry.name))
    return found


def gone(pids: list[int], patience: float = 10.0) -> bool:
    end = time.monotonic() + patience
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="counts processes in /proc")


@needs_proc
def test_curves_grow_and_ctrl_c_shows_what_was_measured(home: Path) -> None:
    terminal = Terminal(home, *LONG, columns=80)
    terminal.shows("RNN", "guessing 0.167", "0 of 12 trials finished", "Ctrl-C stops")
    assert terminal.screen.cursor.hidden
    workers = children(terminal.child.pid)
    assert workers
    terminal.press(CTRL_C)
    terminal.shows("not decided", "Stopped before the end")
    assert terminal.end() == 130
    assert gone(workers)
    assert not terminal.screen.cursor.hidden
    assert "trials finished ·" not in "\n".join(terminal.screen.display)  # the live view is gone


@needs_proc
def test_ctrl_c_at_random_moments_leaves_neither_a_broken_terminal_nor_a_process(home: Path) -> None:
    dice = random.Random(7)
    for _ in range(8):
        terminal = Terminal(home, *LONG, columns=60)
        time.sleep(dice.uniform(0.0, 1.2))
        workers = children(terminal.child.pid)
        terminal.press(CTRL_C)
        assert terminal.end() in (130, -signal.SIGINT, 0)  # before Python is up, the signal itself ends it
        assert gone(workers)
        assert not terminal.screen.cursor.hidden


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_however_it_ends_no_worker_stays(number: int, home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tutor", *LONG, "--plain"]
    with subprocess.Popen(
        command, env=environment(home), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        end = time.monotonic() + 20
        while not (workers := children(process.pid)) and time.monotonic() < end:
            time.sleep(0.02)
        assert workers
        os.kill(process.pid, number)
        process.wait(20)
        assert process.returncode == (-number if number == signal.SIGKILL else 130)
    assert gone(workers)


def test_a_terminal_that_cannot_draw_gets_lines(home: Path) -> None:
    terminal = Terminal(home, *LONG, "--seconds", "6", term="dumb")
    terminal.see("adding:", "trials finished", "not decided")
    assert terminal.end() == 1


def test_the_live_view_fits_a_small_terminal(home: Path) -> None:
    terminal = Terminal(home, *LONG, "--seconds", "2", columns=40, lang="zh-Hant")
    terminal.shows("亂猜0.167", "Ctrl-C")
    terminal.shows("無法判定")
    assert terminal.end() == 1


def test_a_prediction_is_chosen_by_keys(home: Path) -> None:
    terminal = Terminal(home, "lab", "adder", "--seeds", "1", "--set", "network=rnn,dense", "--predict")
    terminal.see("Which network gets the most", "a) RNN", "b) feed-forward")
    terminal.press("a", "\r")
    terminal.shows("holds", "Right.")
    assert terminal.end() == 0
