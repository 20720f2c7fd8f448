"""`tutor demo --step`: one step a key, forwards, back, part by part; in a pipe everything without waiting."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Tutor
from tests.session.terminal import CTRL_C, CTRL_D, DOWN, UP, Terminal
from tutor.cli.playing.walking import Place

RIGHT, LEFT = "\x1b[C", "\x1b[D"


def pressed(place: Place, *keys: str) -> tuple[int, int]:
    for key in keys:
        after = place.press(key)
        assert after is not None
        place = after
    return place.at, place.part


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([RIGHT], (0, 3)),  # the first step whole
        ([RIGHT, "n"], (1, 1)),
        ([RIGHT, " ", "\r"], (2, 2)),
        ([DOWN], (0, 1)),
        ([DOWN, DOWN, DOWN, DOWN], (1, 1)),  # three parts, then the next step's first
        ([DOWN, RIGHT], (0, 3)),  # a step begun is finished
        ([RIGHT, RIGHT, LEFT], (0, 3)),
        ([RIGHT, LEFT], (0, 0)),
        ([LEFT, UP], (0, 0)),
        ([RIGHT, "n", DOWN, UP], (1, 1)),
        (["e"], (2, 2)),
        (["e", "n", RIGHT, DOWN], (2, 2)),
        (["e", "g"], (0, 3)),
        (["D", "Ｄ"], (0, 2)),
        (["ㄆ", "z", "\x1b[5~"], (0, 0)),  # what means nothing moves nothing
    ],
)
def test_keys_move_and_stop_at_both_ends(keys: list[str], expected: tuple[int, int]) -> None:
    assert pressed(Place((3, 1, 2)), *keys) == expected


@pytest.mark.parametrize("key", ["q", "Q", "\x1b"])
def test_quitting(key: str) -> None:
    assert Place((1,)).press(key) is None


def test_walking_by_keys(tmp_path: Path) -> None:
    at = Terminal(tmp_path, "demo", "rmsnorm", "--set", "x=3,4", "--step")
    at.shows("step 1 of 4", "(3² + 4²) / 2")
    assert "12.5" not in at.text()  # nothing has been computed yet
    at.press(DOWN)
    at.shows("3² = 9", "4² = 16")
    assert "25 / 2" not in at.text()
    at.press(DOWN, DOWN)
    at.shows("9 + 16 = 25", "25 / 2 = 12.5", "Square every feature")
    at.press(RIGHT)
    at.shows("step 2 of 4", "√(12.5) = 3.5355", "ms  12.5")
    at.press("n", "b", "b")
    at.shows("step 1 of 4")
    at.press("q")
    assert at.end() == 0


@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 0), ("q", 0)])
def test_every_way_out_leaves_the_terminal_as_it_was(tmp_path: Path, key: str, code: int) -> None:
    at = Terminal(tmp_path, "demo", "lstm", "--step", columns=40, lang="zh-Hant")
    at.shows("第 1 步，共 24 步")
    at.press(RIGHT, key)
    assert at.end() == code


def test_a_dumb_terminal_types_lines(tmp_path: Path) -> None:
    at = Terminal(tmp_path, "demo", "rmsnorm", "--step", term="dumb")
    at.see("Enter or n goes on")
    at.press("\r")
    at.see("step 1 of 4", "= 7.5")
    at.press("n\r", "q\r")
    at.see("step 2 of 4")
    assert at.end() == 0


def test_a_pipe_gets_everything_and_never_waits(tutor: Tutor) -> None:
    assert tutor("demo", "lstm", "--step").stdout == tutor("demo", "lstm").stdout
    assert tutor("demo", "lstm", "--step", "--json").stdout == tutor("demo", "lstm", "--json").stdout


@pytest.mark.parametrize(
    ("arguments", "piece"),
    [
        (["demo", "lstm", "--step", "--predict"], "--predict asks and --step tells"),
        (["demo", "lstm", "--step", "--save", "x.svg"], "cannot be saved"),
        (["demo", "--step"], "belong to a demo"),
    ],
)
def test_combinations_without_a_meaning(tutor: Tutor, arguments: list[str], piece: str) -> None:
    run = tutor(*arguments)
    assert run.code == 2 and piece in run.stderr and not run.stdout
