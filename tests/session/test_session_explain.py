"""Questions answered in one's own words: hints first, and only the learner's ticks count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Tutor
from tutor.cli.look import make
from tutor.cli.playing.explaining import judged
from tutor.progress import Log
from tutor.quiz import ask

ID = "lstm/notebook-in-your-words"
SAID = (
    "The forget gate says how much of the old line is kept, one keeps all of it. Then a part of the draft is added, "
    "and the input gate says how much of the draft is written. The output gate only says how much of the line is shown."
)
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


def put(reader: Typed, said: str):
    look = make({**OPTIONS, "save": None}, {})
    lesson = look.shelf.lesson("lstm", "en")
    question = next(one for one in lesson.topic.questions if one.id == ID.partition("/")[2])
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
    assert len(asked) == 17 and ID not in asked
