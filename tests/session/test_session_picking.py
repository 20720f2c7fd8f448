"""Keys change what is chosen; what comes out has the form that one would have typed."""

from __future__ import annotations

import pytest

from tutor.cli.playing.picking import Picking, keys

UP, DOWN, LEFT, RIGHT, ENTER = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\r"


def pressed(kind: str, text: str, count: int = 4) -> Picking | str:
    state: Picking | str = Picking(kind, count)
    for key in keys(text):
        assert isinstance(state, Picking), f"{key!r} comes after the end"
        state = state.press(key)
    return state


@pytest.mark.parametrize(
    ("kind", "text", "line"),
    [
        ("choice", "b", "b"),
        ("choice", "Ｃ", "c"),
        ("choice", DOWN + DOWN + ENTER, "b"),
        ("choice", UP + ENTER, "d"),
        ("choice", DOWN + UP + ENTER, "d"),
        ("choice", "\x1bOB\n", "a"),  # a terminal in application mode
        ("choice", ENTER + ENTER, ""),  # gives up
        ("choice", "zq" + ENTER + ENTER, ""),
        ("choice", ENTER + "b", "b"),
        ("choice", "？", "?"),
        ("choice", "s", "s"),
        ("choice", "X", "x"),
        ("multiple", "ca" + ENTER, "a,c"),
        ("multiple", "a,c" + ENTER, "a,c"),
        ("multiple", "aca" + ENTER, "c"),
        ("multiple", DOWN + " " + DOWN + DOWN + " " + ENTER, "a,c"),
        ("multiple", DOWN + DOWN + ENTER, "b"),
        ("multiple", ENTER + ENTER, ""),
        ("true-false", "t b" + ENTER, "t b"),
        ("true-false", "bf" + ENTER, "f b"),
        ("true-false", "錯" + DOWN + ENTER, "f a"),
        ("true-false", RIGHT + DOWN + ENTER, "t a"),
        ("true-false", RIGHT + LEFT + UP + ENTER, "f d"),
        ("true-false", ENTER + ENTER, ""),
    ],
)
def test_keys_end_in_a_line(kind: str, text: str, line: str) -> None:
    assert pressed(kind, text) == line


def test_half_a_true_false_answer_waits_for_the_other_half_and_says_so() -> None:
    assert pressed("true-false", "t" + ENTER) == Picking("true-false", 4, verdict="t", told="answer-true-false")
    assert pressed("true-false", "b" + ENTER) == Picking("true-false", 4, marked=1, told="answer-true-false")
    assert pressed("true-false", "t" + ENTER + "b") == Picking("true-false", 4, verdict="t", marked=1)


def test_enter_alone_asks_before_it_gives_up() -> None:
    assert pressed("choice", ENTER) == Picking("choice", 4, told="keys-once-more")
    assert pressed("choice", ENTER + "z" + ENTER) == Picking("choice", 4, told="keys-once-more")


def test_a_letter_among_the_options_is_an_answer_even_if_it_is_a_command_elsewhere() -> None:
    assert pressed("choice", "s", count=20) == "s"
    assert pressed("multiple", "x", count=25) == Picking("multiple", 25, marked=23, ticked=frozenset({23}))


@pytest.mark.parametrize("key", ["\x1b", "\x1b[5~", "\x1b[1;5C", "é", "z"])
def test_a_key_without_a_meaning_changes_nothing_and_is_told(key: str) -> None:
    assert pressed("choice", key) == Picking("choice", 4, told="keys-unknown")


def test_ctrl_c_and_ctrl_d_end_it_wherever_they_stand() -> None:
    with pytest.raises(KeyboardInterrupt):
        keys("ab\x03")
    with pytest.raises(EOFError):
        keys("ab\x04")
