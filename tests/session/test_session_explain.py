"""Questions answered in one's own words: hints first, and only the learner's ticks count."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Tutor
from tests.session.terminal import CTRL_C, ENTER, Terminal
from tutor.cli.asked import make
from tutor.cli.playing.explaining import judged
from tutor.progress import Event, Log, cards, standing
from tutor.quiz import ask

ID = "lstm/notebook-in-your-words"
SAID = (
    "The forget gate says how much of the old line is kept, one keeps all of it. Then a part of the draft is added, "
    "and the input gate says how much of the draft is written. The output gate only says how much of the line is shown."
)
CHINESE = (
    "舊的一行要留多少，由遺忘閘決定。草稿再加到舊的上面，輸入閘管新的內容寫多少。輸出閘只管露出多少，不會動到本子。"
    "遺忘閘是 1 就全部忘掉。"
)
GOOD = Path(__file__).parents[1] / "library" / "good"
AGO = datetime(2020, 1, 1, tzinfo=UTC)
OPTIONS = {"lang": "en", "format": None, "plain": True, "json": False, "width": 80, "content": None, "ascii": False}


class Typed:
    """A reader that gives prepared lines."""

    interactive = True

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)

    def line(self, prompt: str) -> str:
        return self.lines.pop(0)

    def tell(self, text: str) -> None:
        print(text)


def put(reader: Typed, said: str, tests: list[str] | None = None):
    look = make({**OPTIONS, "save": None}, {})
    lesson = look.shelf.lesson("lstm", "en")
    question = next(one for one in lesson.topic.questions if one.id == ID.partition("/")[2])
    if tests is not None:
        question = replace(question, tests=tests)
    asked = ask("lstm", question, lesson.words.questions[question.id], 1)
    return judged(look, reader, lesson, asked, said)  # type: ignore[arg-type]


def test_the_ticks_decide_and_not_the_hints(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = put(Typed("y", "n", "y", "y"), SAID)
    assert verdict is not None
    assert (verdict.right, verdict.credit, verdict.misconception) == (False, 0.75, None)
    seen = " ".join(capsys.readouterr().out.split())
    assert "input gate says how much of the draft is written" in seen
    assert "First the gates and the draft are set" in seen  # the model answer
    assert seen.count("Did you say") == 4 or seen.count("/4") == 4


def test_all_ticks_make_it_right() -> None:
    verdict = put(Typed("y", "y", "y", "y"), SAID)
    assert verdict is not None and verdict.right and verdict.credit == 1


def test_giving_up_shows_the_model_answer_and_judges_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert put(Typed(), "") is None
    assert "First the gates and the draft are set" in capsys.readouterr().out


def test_without_a_key_point_to_tick_only_the_model_answer_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert put(Typed(), SAID, tests=["no-such-point"]) is None
    assert "First the gates and the draft are set" in capsys.readouterr().out


def test_in_a_pipe_it_is_kept_unjudged_and_not_asked_again(tutor: Tutor, home: Path) -> None:
    ran = tutor("quiz", "lstm", "-n", "50", "--cram", "--seed", "1", "--json", stdin=f"{SAID}\n" * 60)
    assert ran.code == 0, ran.stderr
    rows = [row for row in json.loads(ran.stdout)["answers"] if row["question"] == ID]
    assert [(row["answer"], row["right"], row["credit"], row["again"]) for row in rows] == [(SAID, False, 0.0, False)]
    assert "how much of the draft is written" in " ".join(ran.stderr.split())  # what the hints found
    with Log.in_memory(home) as log:
        (event,) = [event for event in log.events() if event.question == ID]
    assert (event.answer, event.scheduled, event.right) == (SAID, False, False)


def test_an_exam_leaves_free_text_out(tutor: Tutor) -> None:
    ran = tutor("quiz", "lstm", "-n", "50", "--exam", "--seed", "1", "--json", stdin="\n" * 60)
    asked = [row["question"] for row in json.loads(ran.stdout)["answers"]]
    assert len(asked) == 25 and ID not in asked  # of 26, one is free text


def missed(home: Path) -> None:
    """Make the explanation the only question that `--missed` asks."""
    with Log.open(home, AGO) as log:
        log.append(Event(question=ID, time=AGO, scheduled=False))


def since(home: Path) -> list[Event]:
    with Log.open(home, datetime.now(UTC)) as log:
        return [event for event in log.events() if event.time > AGO]


def test_in_a_pipe_a_red_flag_is_refuted_and_the_answer_sets_no_schedule(tutor: Tutor, home: Path) -> None:
    missed(home)
    ran = tutor("quiz", "lstm", "--missed", "--plain", stdin=f"?\n{SAID} If the forget gate is 1 it erases all.\n")
    said = " ".join(ran.stdout.split())
    assert "Keep, write, show: which gate is which?" in ran.stderr
    for piece in (
        "That sounds like: A forget gate at 1 means: forget everything.",
        "It is the other way round.",
        "First the gates and the draft are set",
        "not judged by you, so it sets no schedule",
        "tutor explain lstm --section what",
    ):
        assert piece in said, said
    (event,) = since(home)
    assert (event.scheduled, event.hints, event.misconception) == (False, 1, None)


def test_giving_up_is_scheduled_like_any_other_question_given_up(tutor: Tutor, home: Path) -> None:
    missed(home)
    ran = tutor("quiz", "lstm", "--missed", "--plain", stdin="\n")
    assert "First the gates and the draft are set" in " ".join(ran.stdout.split())
    assert "What your words seem to say" not in ran.stdout
    assert [(event.answer, event.credit, event.scheduled) for event in since(home)] == [("", 0.0, True)]


def test_certainty_is_taken_off_the_end_of_the_line(tutor: Tutor, home: Path) -> None:
    missed(home)
    tutor("quiz", "lstm", "--missed", "--certainty", stdin=f"{SAID}; sure\n")
    assert [(event.answer, event.certainty) for event in since(home)] == [(SAID, "sure")]


@pytest.mark.parametrize("columns", [80, 40])
def test_in_a_terminal_in_chinese_the_ticked_answer_takes_the_place_of_the_unjudged_one(
    columns: int, home: Path
) -> None:
    missed(home)
    terminal = Terminal(home, "quiz", "lstm", "--missed", "--certainty", lang="zh-Hant", columns=columns)
    terminal.see("1/1", "三個閘各做什麼", "請用一行寫下你的說明", "›")
    terminal.press("?", ENTER)
    terminal.see("留、寫、說，各是哪一個閘？", "›")
    terminal.press(CHINESE, ENTER)
    terminal.see("你有多確定？")
    terminal.press("1")
    terminal.see("你的話裡好像有這些", "因為你說了", "也許有誤會", "遺忘閘是 1 就全部忘", "剛好相反", "可以這樣說")
    for number, answer in enumerate(("y", "y", "y", "n"), 1):
        terminal.see(f"{number}/5 這點你說到了嗎？")
        terminal.press(answer, ENTER)
    terminal.see("5/5 你是這個意思嗎？")
    terminal.press("y", ENTER)
    terminal.see("4 個重點說到 3 個", "tutor explain lstm --section what", "按 Enter 繼續")
    terminal.press(ENTER)
    terminal.see("1 題答對 0 題。")
    assert terminal.end() == 0
    unjudged, ticked, undo = since(home)
    assert (unjudged.answer, unjudged.credit, unjudged.scheduled) == (CHINESE, 0.0, False)
    assert (ticked.answer, ticked.credit, ticked.right, ticked.scheduled) == (CHINESE, 0.75, False, True)
    assert (ticked.misconception, ticked.hints, ticked.certainty) == ("forget-gate-erases", 1, "sure")
    assert ticked.seconds == unjudged.seconds > 0
    assert (undo.kind, undo.target) == ("undo", unjudged.id)
    assert standing([unjudged, ticked, undo]) == [ticked]  # one sure answer, not two
    with Log.open(home, datetime.now(UTC)) as log:
        card = cards(log, {}, {})[ID]
    assert card.due is not None and card.misconceptions == {"forget-gate-erases": 1}


def test_ctrl_c_among_the_ticks_keeps_the_answer_unjudged(home: Path) -> None:
    missed(home)
    terminal = Terminal(home, "quiz", "lstm", "--missed")
    terminal.see("›")
    terminal.press(SAID, ENTER)
    terminal.see("1/4 Did you say this?")
    terminal.press("y", ENTER)
    terminal.see("2/4 Did you say this?")
    terminal.press(CTRL_C)
    terminal.see("What you did")
    assert terminal.end() == 130
    assert [(event.kind, event.answer, event.scheduled) for event in since(home)] == [("answer", SAID, False)]


def pack(folder: Path, phrase: str) -> Path:
    """The good pack of the library's tests with one question more, and a rubric that has `phrase`."""
    shutil.copytree(GOOD, folder)
    topic = folder / "topics" / "fading"
    question = "  - {id: own, kind: explain, level: 2, section: what, tests: [keeps-a-share]}\n"
    with (topic / "topic.yaml").open("a", encoding="utf-8") as file:
        file.write(question)
    for language in ("en", "zh-Hant"):
        with (topic / f"{language}.yaml").open("a", encoding="utf-8") as file:
            file.write("  own: {ask: Say it., solution: Shares multiply., hints: [h]}\n")
    (topic / "rubric.en.yaml").write_text(
        "prompt: Say it.\npoints: {keeps-a-share: {any: [[share]]}, is-multiplied: {any: [[multipl*]]}}\n"
        f'flags: {{applied-once: {{patterns: ["{phrase}"]}}}}\n'
        "model: m\nright: [x]\nwrong: [{text: x, misses: []}]\n",
        encoding="utf-8",
    )
    return folder


def test_a_faulty_rubric_of_a_pack_is_told_before_the_first_question(tutor: Tutor, tmp_path: Path, home: Path) -> None:
    content = str(pack(tmp_path / "pack", "never …"))
    ran = tutor("quiz", "fading", "--cram", "-n", "9", "--content", content, stdin="a\n" * 9)
    assert ran.code == 2
    assert "rubric.en.yaml" in ran.stderr and "has no word on one side" in ran.stderr
    assert since(home) == []


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_a_sheet_leaves_room_to_write_and_its_key_has_the_model_answer(language: str, tutor: Tutor) -> None:
    ask_of = {"en": "Explain what happens to one line", "zh-Hant": "筆記本上的一行會發生什麼事"}[language]
    solution = {"en": "First the gates and the draft are set", "zh-Hant": "先看新的詞和上一句話"}[language]
    questions, key = tutor("export", "quiz", "lstm", "--answers", "--lang", language).stdout.split("\n## ")
    assert ask_of in questions and solution in key
    assert questions.count(f"\n{'_' * 60}\n") == 5 and "_" * 60 not in key
