"""Ctrl-C, Ctrl-D and a resized window, wherever somebody is waited for: the terminal is left as it was."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path

import pexpect
import pytest

from tests.conftest import environment
from tests.session.conftest import PACK
from tests.session.terminal import CTRL_C, CTRL_D, Terminal

PLACES = {
    "quiz": (["quiz", "kettle", "--cram", "--seed", "1"], "Type a letter"),
    "lines": (["quiz", "kettle", "--cram", "--seed", "1", "--plain"], "Letter (? for a hint"),
    "step": (["demo", "rmsnorm", "--set", "x=3,4", "--step"], "step 1 of 4"),
    "lab": (["lab", "adding"], "0 of 12 trials finished"),
}
ends = pytest.mark.parametrize(
    ("place", "key", "code"),
    [
        *(("quiz", CTRL_C, 130), ("quiz", CTRL_D, 0), ("lines", CTRL_C, 130), ("lines", CTRL_D, 0)),
        *(("step", CTRL_C, 130), ("step", CTRL_D, 0), ("lab", CTRL_C, 130)),
    ],
)
everywhere = pytest.mark.parametrize("place", PLACES)


def at(place: str, home: Path) -> Terminal:
    arguments, shown = PLACES[place]
    terminal = Terminal(home, *arguments)
    terminal.shows(shown)
    return terminal


@ends
def test_ending_leaves_the_terminal_as_it_was(place: str, key: str, code: int, home: Path) -> None:
    terminal = at(place, home)
    terminal.press(key)
    assert terminal.end() == code
    assert not terminal.screen.cursor.hidden


@everywhere
def test_a_resized_window_breaks_nothing(place: str, home: Path) -> None:
    terminal = at(place, home)
    for columns in (40, 120, 33):
        terminal.screen.resize(30, columns)
        terminal.child.setwinsize(30, columns)
        time.sleep(0.05)
        terminal._read()
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.text() and not terminal.screen.cursor.hidden


@pytest.mark.parametrize(("place", "leaves"), [("quiz", ""), ("step", "\x1b[?1049l"), ("lab", "\x1b[?25h")])
def test_ctrl_z_gives_the_shell_back_and_fg_goes_on(place: str, leaves: str, home: Path) -> None:
    arguments, shown = PLACES[place]
    command = shlex.join([sys.executable, "-m", "tutor", *arguments, "--content", str(PACK)])
    variables = environment(home, TERM="xterm", LC_ALL="C.UTF-8", PS1="ready> ")
    shell = pexpect.spawn("bash", ["--norc", "-i"], env=variables, dimensions=(30, 100), encoding="utf-8", timeout=20)
    shell.expect("ready> ")
    shell.sendline(command)
    shell.expect_exact(shown)
    shell.send("\x1a")
    shell.expect_exact("Stopped")
    assert leaves in shell.before and shell.before.rfind("\x1b[?25l") <= shell.before.rfind("\x1b[?25h")
    shell.expect("ready> ")
    shell.sendline("fg")
    shell.expect_exact(shown.split()[0])
    shell.send(CTRL_C)
    shell.expect("ready> ")
    shell.sendline("echo ended $?; stty -a | grep -o ' echo '")
    shell.expect(r"ended 130\s+echo")
    shell.close()
