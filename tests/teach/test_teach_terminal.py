"""`tutor teach` in a real terminal, in both languages: lines, ticks by y and n, a question, and every way to end it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.session.terminal import CTRL_C, CTRL_D, ENTER, Terminal
from tutor.progress import Event, Log

GOOD = (
    "An RNN reads one word after another and carries its memory to the next step, where it is mixed with the new word."
)
CHINESE = "RNN 一個詞一個詞讀，帶著記憶往下傳，每一步把新的詞和舊的記憶結合。它什麼都記得，一字不漏。"


def events(home: Path) -> list[Event]:
    with Log.open(home, datetime.now(UTC)) as log:
        return log.events()


def test_a_whole_sitting_in_english(home: Path) -> None:
    terminal = Terminal(home, "teach", "rnn", "--seed", "1")
    terminal.see("Explain to somebody who has never met the word", "An empty line ends your explanation")
    terminal.press(GOOD, ENTER, "It remembers everything.", ENTER, ENTER)
    terminal.see(
        "What your words seem to say",
        "✓",
        "because you said “An RNN reads one word after another",
    )
    terminal.see(
        "✗",
        "not found in your words",
        "Perhaps a misunderstanding",
        "You said “remembers everything”",
    )
    terminal.see("How it may go", "Some things only make sense in order")
    terminal.see("1/9 Did you say this?", "[Y/n]")
    terminal.press(ENTER)  # as the hint says
    terminal.see("2/9 Did you say this?", "[Y/n]")
    terminal.press("n", ENTER)
    terminal.see("3/9", "[Y/n]")
    terminal.press("maybe", ENTER)
    terminal.see("Type y or n")
    for number in range(4, 9):
        terminal.press("y", ENTER)
        terminal.see(f"{number}/9 Did you say this?")
    terminal.press("y", ENTER)
    terminal.see("9/9 Did you mean this?", "[Y/n]")
    terminal.press(ENTER)
    terminal.see("Now one question for each key point that was missing: 1.", "1/1")
    terminal.press(CTRL_D)
    terminal.see("What you explained", "7 of 8 key points, by your own judgement.")
    assert terminal.end() == 0
    (event,) = events(home)
    assert event.answer == f"{GOOD}\nIt remembers everything."
    assert (event.credit, event.scheduled, event.misconception) == (0.875, True, "stores-everything")


def test_a_whole_sitting_in_chinese_at_forty_columns(home: Path) -> None:
    terminal = Terminal(home, "teach", "什麼是", "RNN", "--seed", "1", lang="zh-Hant", columns=40)
    terminal.see("跟一個沒聽過這個詞的人說", "空一行就是寫完")
    terminal.press(CHINESE, ENTER, ENTER)
    terminal.see(
        "你的話裡好像有這些", "因為你說了「RNN一個詞一個詞讀」", "也許有誤會", "你說了「什麼都記得」", "可以這樣說"
    )
    for number in range(1, 9):
        terminal.see(f"{number}/9 這點你說到了嗎？")
        terminal.press("是", ENTER)
    terminal.see("9/9 你是這個意思嗎？", "[Y/n]")
    terminal.press("不", ENTER)
    terminal.see("照你自己的判斷，8 個重點說到 8 個。")
    assert terminal.end() == 0
    (event,) = events(home)
    assert (event.answer, event.right, event.credit, event.misconception) == (CHINESE, True, 1.0, None)


def test_ctrl_d_ends_the_explanation_as_an_empty_line_does(home: Path) -> None:
    terminal = Terminal(home, "teach", "rnn")
    terminal.see("An empty line ends your explanation")
    terminal.press(GOOD, ENTER, CTRL_D)
    terminal.see("1/8 Did you say this?")
    terminal.press(CTRL_D)
    terminal.see("not judged by you")
    assert terminal.end() == 0
    assert [(event.answer, event.scheduled) for event in events(home)] == [(GOOD, False)]


def test_ctrl_c_among_the_ticks_keeps_the_explanation_and_exits_130(home: Path) -> None:
    terminal = Terminal(home, "teach", "rnn")
    terminal.see("An empty line ends your explanation")
    terminal.press(GOOD, ENTER, ENTER)
    terminal.see("1/8 Did you say this?")
    terminal.press("y", ENTER)
    terminal.see("2/8")
    terminal.press(CTRL_C)
    terminal.see("What you explained")
    assert terminal.end() == 130
    assert [(event.credit, event.scheduled) for event in events(home)] == [(0.125, False)]


def test_ctrl_c_while_explaining_exits_130_and_keeps_nothing(home: Path) -> None:
    terminal = Terminal(home, "teach", "rnn")
    terminal.see("An empty line ends your explanation")
    terminal.press("An RNN", CTRL_C)
    assert terminal.end() == 130
    assert events(home) == []
