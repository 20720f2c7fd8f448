"""Sessions played in a real terminal, in both languages, wide and narrow."""

from __future__ import annotations

import pytest

from tests.session.terminal import CTRL_C, CTRL_D, DOWN, ENTER, UP, Terminal

KETTLE = ("quiz", "kettle", "--cram", "--seed", "1")


@pytest.mark.parametrize("columns", [80, 40])
def test_every_kind_by_keys_and_by_lines(columns: int, home, events) -> None:
    terminal = Terminal(home, *KETTLE, columns=columns)
    terminal.see("s skips a question", "●○○○○○ 1/6 · Kettle", "a) Cold water", "Type a letter")
    terminal.press("?")
    terminal.see("Hint 1 of 2", "Think of steam.", "c) Hot water", "Type a letter")
    terminal.press("c")
    terminal.see("✓ Right.", "Hot water draws the tea.", "Enter goes on.")
    terminal.press(ENTER)
    terminal.see("●●○○○○ 2/6", "Put tea in order.", "Letters in order", "›")
    terminal.press("bad", ENTER)
    terminal.see("Every letter belongs in the order exactly once", "›")
    terminal.press("badc", ENTER)
    terminal.see("✓ Right.", "Enter goes on.")
    terminal.press(ENTER)
    terminal.see("●●●○○○ 3/6", "A lid makes water cool faster.", "b) False: it keeps the heat in", "›")
    terminal.press("t", DOWN)
    terminal.shows("›ta")
    terminal.press(DOWN, ENTER)
    terminal.see("✗ Not right.", "The answer: f, b) False", "Steam cannot leave.", "Then type !")
    terminal.press(ENTER)
    terminal.see("●●●●○○ 4/6", "Which of these are needed?", "d) Ice", "›")
    terminal.press(DOWN, " ", UP, " ", "b")
    terminal.shows("▸✓ b) Water", "✓ d) Ice", "›a,b,d")
    terminal.press(ENTER)
    terminal.see("✗ Partly right.", "Leaves: Without leaves no taste.", "“A lid cools.”", "Enter goes on.")
    terminal.press(ENTER)
    terminal.see("●●●●●○ 5/6", "what is the new cell?", "›")
    terminal.press(ENTER)
    terminal.see("✗ Here is how it goes.", "2.0000", "Worked out with these numbers", "0.9·2 = 1.8", "1.8 + 0.2 = 2")
    terminal.see("Enter goes on.")
    terminal.press(ENTER)
    terminal.see("●●●●●● 6/6", "›")
    terminal.press("steam", ENTER)
    terminal.see("✓ Right.", "Enter goes on.")
    terminal.press(ENTER)
    terminal.see("once more", "A lid makes water cool faster.")
    terminal.press(CTRL_D)
    terminal.see("What you did", "3 of 6 right.", "tutor quiz --missed")
    assert terminal.end() == 0
    assert [event.answer for event in events()] == ["c", "badc", "t b", "a,b,d", "", "steam"]
    assert [event.hints for event in events()] == [1, 0, 0, 0, 0, 0]


def test_who_ends_each_key_with_enter_as_in_a_line_loses_nothing(home, events) -> None:
    terminal = Terminal(home, *KETTLE)
    terminal.see("1/6", "Type a letter")
    terminal.press("z", ENTER)
    terminal.shows("Nothing is chosen yet")
    terminal.press("?" + ENTER)
    terminal.see("Hint 1 of 2", "Type a letter")
    terminal.press("c", ENTER)
    terminal.see("✓ Right.", "Enter goes on.")
    with pytest.raises(AssertionError):
        terminal.see("2/6", patience=1)
    terminal.press(ENTER)
    terminal.see("2/6", "Put tea in order.")
    terminal.press(CTRL_D)
    terminal.see("1 of 1 right.")
    assert terminal.end() == 0
    assert [(event.answer, event.hints) for event in events()] == [("c", 1)]


@pytest.mark.parametrize("columns", [80, 40])
def test_a_session_in_chinese_with_a_slip_and_a_term_that_was_typed_wrong_first(columns: int, home, events) -> None:
    terminal = Terminal(home, *KETTLE, columns=columns, lang="zh-Hant")
    terminal.see("s 跳過這一題", "1/6 · 水壺", "泡茶要用哪一種水？", "c) 熱水", "按字母作答", "›")
    terminal.press(UP, UP)
    terminal.shows("▸  b) 溫水", "›b")
    terminal.press(ENTER)
    terminal.see(
        "✗ 不對。", "溫水泡得很淡。", "「留下來的就是全部。」", "答案：c) 熱水", "熱水才泡得出茶。", "按 Enter 繼續。"
    )
    terminal.press(ENTER)
    terminal.see("2/6", "›")
    terminal.press("s", ENTER)
    terminal.see("跳過了", "3/6", "蓋上蓋子", "›")
    terminal.press("錯", "b")
    terminal.shows("›fb")
    terminal.press(ENTER)
    terminal.see("✓ 答對了。", "按 Enter 繼續。")
    terminal.press(ENTER)
    terminal.see("4/6", "›")
    terminal.press("x")
    terminal.see("以後不會再問這一題", "--unsuspend", "kettle/several", "5/6", "新的 c 是多少？", "›")
    terminal.press("1.8", ENTER)
    terminal.see("✗ 不對。", "你只算到留下來的。", "「留下來的就是全部。」", "答案：2.0000", "其實你答對了？")
    terminal.press(ENTER)
    terminal.see("6/6", "從水壺冒出來的叫做", "›")
    terminal.press("水煙", "\x7f", "蒸氣", ENTER)
    terminal.see("✓ 答對了。", "按 Enter 繼續。")
    terminal.press(CTRL_C)
    terminal.see(
        "這次的成果", "4 題答對 2 題。", "泡茶要用哪一種水？", "c) 熱水", "tutor explain kettle --section what"
    )
    assert terminal.end() == 130
    answers = [(event.kind, event.question, event.answer) for event in events()]
    assert answers == [
        ("answer", "kettle/pick", "b"),
        ("answer", "kettle/judge", "f b"),
        ("suspend", "kettle/several", ""),
        ("answer", "kettle/count", "1.8"),
        ("answer", "kettle/name", "水蒸氣"),
    ]


def test_i_was_right_corrects_a_verdict_and_can_be_taken_back(home, events) -> None:
    terminal = Terminal(home, "quiz", "kettle", "--cram", "--seed", "1", "-n", "2")
    terminal.see("›")
    terminal.press("a")
    terminal.see("✗ Not right.", "Enter goes on.")
    terminal.press("!", "zzz", ENTER)  # a choice is what it is; other keys do not reach the next question
    terminal.see("2/2", "›")
    terminal.press("bacd", ENTER)
    terminal.see("Partly right.", "Then type !")
    terminal.press("!")
    terminal.see("Kept as right.")
    terminal.press("!")
    terminal.see("Then type !")
    terminal.press("！")  # full width, as a Chinese keyboard has it
    terminal.see("Kept as right.")
    terminal.press(ENTER)
    terminal.see("1/1 · once more", "Which water makes tea?")  # only the choice returns
    terminal.press(CTRL_D)
    terminal.see("1 of 2 right.")
    assert terminal.end() == 0
    kinds = [(event.kind, event.question.partition("/")[2], event.right) for event in events()]
    assert kinds == [
        ("answer", "pick", False),
        ("answer", "sort", False),
        ("correct", "sort", True),
        ("undo", "sort", False),
        ("correct", "sort", True),
    ]


def test_an_interrupted_session_is_offered_again_with_certainty_as_it_was(home, events) -> None:
    terminal = Terminal(home, "quiz", "kettle", "--seed", "1", "--certainty")
    terminal.see("1/6", "›")
    terminal.press("c")
    terminal.see("How sure are you? 1 sure, 2 think so, 3 guess")
    terminal.press("q", "1")
    terminal.see("✓ Right.", "Enter goes on.")
    terminal.press(ENTER)
    terminal.see("2/6", "›")
    terminal.press(CTRL_D)
    terminal.see("1 of 1 right.", "How sure you were, and how right")
    assert terminal.end() == 0
    again = Terminal(home, "quiz")
    again.see("interrupted with 5 questions left", "(y/n)")
    again.press("y", ENTER)
    again.see("●○○○○ 1/5", "Put tea in order.", "›")
    again.press("badc", ENTER)
    again.see("How sure are you?")
    again.press(CTRL_C)  # the answer has been given, so it is kept
    again.see("1 of 1 right.")
    assert again.end() == 130
    assert [(event.answer, event.certainty) for event in events()] == [("c", "sure"), ("badc", None)]
    third = Terminal(home, "quiz")
    third.see("interrupted with 4 questions left")
    third.press("n", ENTER)
    third.see("1/8")
    third.press(CTRL_C)
    assert third.end() == 130


@pytest.mark.parametrize(("options", "term"), [(["--plain"], "xterm"), ([], "dumb")])
def test_a_screen_reader_and_a_dumb_terminal_get_lines_and_no_escape_codes(
    options: list[str], term: str, home, events
) -> None:
    terminal = Terminal(home, *KETTLE, *options, term=term)
    terminal.see("Question 1 of 6" if options else "1/6", "c) Hot water", "Letter (? for a hint", "›")
    terminal.press("z", ENTER)
    terminal.see("type one letter", "›")
    terminal.press("c", ENTER)
    terminal.see("✓ Right.", "Enter goes on.", "›")
    terminal.press(ENTER)
    terminal.see("Put tea in order.", "›")
    terminal.press("x", ENTER)
    terminal.see("It will not be asked again.", "A lid makes water cool faster.", "›")
    terminal.press(CTRL_D)
    terminal.see("1 of 1 right.")
    assert terminal.end() == 0
    assert [event.kind for event in events()] == ["answer", "suspend"]


@pytest.mark.parametrize(("lang", "says"), [("en", "What comes out for"), ("zh-Hant", "會")])
def test_predict_in_a_narrow_terminal(lang: str, says: str, home, events) -> None:
    terminal = Terminal(home, "demo", "rmsnorm", "--predict", "--set", "x=3,4", "--seed", "1", columns=40, lang=lang)
    for place in ("●○ 1/2", "●● 2/2"):
        terminal.see(place, says, "›")
        terminal.press("123456", ENTER)
        terminal.see("✗")
    terminal.see("predicted." if lang == "en" else "2 個猜中 0 個。")
    assert terminal.end() == 0
    assert [event.mode for event in events()] == ["predict", "predict"]


def test_an_exam_moves_on_without_a_word(home) -> None:
    terminal = Terminal(home, "quiz", "kettle", "--exam", "--seed", "1", "-n", "2")
    terminal.see("1/2", "›")
    terminal.press("a")
    terminal.see("2/2", "›")
    terminal.press("abcd", ENTER)
    terminal.see("What the exam says of each key point", "0 of 1 right.", "0 of 2 right.")
    assert terminal.end() == 0
    assert "Not right" not in terminal.text()
