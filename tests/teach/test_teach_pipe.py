"""`tutor teach` by pipe, end to end: streams, exit codes, and what is in the log afterwards."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Tutor
from tutor.library import Shelf, shipped
from tutor.progress import Event, Log

GOOD = (
    "An RNN reads one word after another and carries its memory to the next step, where it is mixed with the new word."
)
SAID = "The same weights do it at every step."


def events(home: Path) -> list[Event]:
    with Log.open(home, datetime.now(UTC)) as log:
        return log.events()


def test_an_explanation_is_kept_with_the_learners_own_ticks(tutor: Tutor, home: Path) -> None:
    ran = tutor("teach", "rnn", "--seed", "1", stdin=f"{GOOD}\n{SAID}\n\na,b,c,d\n")
    assert ran.code == 0
    (event,) = events(home)
    assert (event.question, event.mode, event.kind, event.revision) == ("rnn/teach", "teach", "answer", 1)
    assert event.answer == f"{GOOD}\n{SAID}"
    assert (event.credit, event.right, event.misconception, event.scheduled) == (0.5, False, None, True)
    assert "4 of 8 key points, by your own judgement." in ran.stdout
    assert "\x1b" not in ran.stdout
    assert ran.stderr.startswith("Your explanation, line by line; an empty line ends it:")


def test_hints_never_count_only_ticks_do(tutor: Tutor, home: Path) -> None:
    tutor("teach", "rnn", stdin=f"{GOOD} {SAID}\n\n\n")
    (event,) = events(home)
    assert (event.credit, event.right, event.scheduled) == (0.0, False, True)


def test_all_ticked_is_right_and_asks_nothing_more(tutor: Tutor, home: Path) -> None:
    ran = tutor("teach", "rnn", "--json", stdin=f"{GOOD}\n\nabcdefgh\n")
    (event,) = events(home)
    assert (event.credit, event.right) == (1.0, True)
    document = json.loads(ran.stdout)
    assert (document["credit"], document["answers"]) == (1.0, [])


def test_without_a_line_of_ticks_the_explanation_is_kept_but_sets_no_schedule(tutor: Tutor, home: Path) -> None:
    ran = tutor("teach", "rnn", stdin=f"{GOOD}\n\n")
    assert ran.code == 0
    (event,) = events(home)
    assert (event.answer, event.credit, event.scheduled) == (GOOD, 0.0, False)
    assert "it sets no schedule" in ran.stdout.replace("\n  ", " ")


def test_ticks_that_cannot_be_read_set_no_schedule(tutor: Tutor, home: Path) -> None:
    ran = tutor("teach", "rnn", stdin=f"{GOOD}\n\na, zz\n")
    assert "zz is not among the letters" in ran.stderr
    assert [(event.credit, event.scheduled) for event in events(home)] == [(0.125, False)]


def test_a_misconception_counts_only_if_the_learner_agrees(tutor: Tutor, home: Path) -> None:
    text = f"{GOOD} It remembers everything, and each step has its own weights."
    for ticks in ("a,i", "a,j,i", "a"):
        tutor("teach", "rnn", stdin=f"{text}\n\n{ticks}\n")
    assert [event.misconception for event in events(home)] == ["stores-everything", "stores-everything", None]


def test_the_document_holds_what_was_found_said_and_answered(tutor: Tutor, home: Path) -> None:
    text = f"{GOOD} It never loses anything."
    answers = "baton\nthe-memory\nthe-memory\n"
    ran = tutor("teach", "rnn", "--json", "--seed", "3", stdin=f"{text}\n\na,c,d,e,f,g,h,i\n{answers}")
    assert ran.code == 0
    document = json.loads(ran.stdout)
    assert list(document) == [
        *(
            "topic",
            "language",
            "prompt",
            "answer",
            "short",
            "found",
            "flags",
            "model",
            "ticked",
            "given",
            "credit",
            "answers",
        )
    ]
    assert (document["topic"], document["language"], document["answer"]) == ("rnn", "en", text)
    found = {row["key_point"]: row for row in document["found"]}
    assert found["loops-back"] == {
        "key_point": "loops-back",
        "state": "found",
        "quotes": ["An RNN reads one word after another and carries its memory to the next step"],
        "ticked": False,
    }
    assert found["trained-unrolled"] == {
        "key_point": "trained-unrolled",
        "state": "missing",
        "quotes": [],
        "ticked": True,
    }
    assert document["flags"] == [
        {"misconception": "stores-everything", "quote": "never loses anything", "sure": True, "agreed": True}
    ]
    assert document["credit"] == 0.875
    (asked,) = {row["question"] for row in document["answers"]}
    assert asked == "rnn/what-is-in-the-baton"
    assert "Once more" not in ran.stdout
    first, *rest = events(home)
    assert (first.question, first.credit, first.misconception) == ("rnn/teach", 0.875, "stores-everything")
    assert [(event.question, event.mode) for event in rest] == [("rnn/what-is-in-the-baton", "teach")] * len(rest)
    assert rest[0].scheduled


def test_each_key_point_missed_brings_one_question_that_tests_it(tutor: Tutor, home: Path) -> None:
    ran = tutor("teach", "rnn", "--json", "--seed", "3", stdin=f"{GOOD}\n\na,b,c\n" + "\n" * 5)
    asked = [row["question"] for row in json.loads(ran.stdout)["answers"]]
    missed = [
        "same-weights-every-step",
        "order-changes-the-result",
        "fixed-size-summary",
        "sees-only-the-past",
        "trained-unrolled",
    ]
    tests = {f"rnn/{question.id}": question.tests for question in Shelf([shipped()]).topic("rnn").questions}
    assert len(asked) == len(set(asked)) == len(missed)
    assert all(point in tests[name] for point, name in zip(missed, asked, strict=True))


def test_nothing_said_shows_the_model_answer_and_keeps_nothing(tutor: Tutor, home: Path) -> None:
    for stdin in ("", "\n", "   \n"):
        ran = tutor("teach", "rnn", stdin=stdin)
        assert ran.code == 0
        assert "Some things only make sense in order" in ran.stdout
    assert events(home) == []


def test_a_topic_without_a_rubric_is_refused_with_the_names_of_those_that_have_one(tutor: Tutor) -> None:
    ran = tutor("teach", "hidden-state")
    assert (ran.code, ran.stdout) == (2, "")
    names = "lstm, rnn, rnn-vs-feedforward, rnn-vs-lstm, transformer-norms"
    assert ran.stderr == f"hidden-state cannot be explained back yet; these can: {names}.\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["teach"], 2),
        (["teach", "flying"], 2),
        (["teach", "rnn", "--format", "markdown"], 2),
        (["teach", "rnn", "--save", "x.svg"], 2),
        (["teach", "what", "is", "an", "RNN"], 0),
        (["teach", "長短期記憶", "--plain"], 0),
        (["teach", "rnn", "--help"], 0),
    ],
)
def test_exit_codes(tutor: Tutor, arguments: list[str], code: int) -> None:
    ran = tutor(*arguments)
    assert ran.code == code
    assert (ran.stderr.count("\n") == 1 and "Traceback" not in ran.stderr) if code else ran.stdout


def test_hostile_input_is_answered_like_any_other(tutor: Tutor, home: Path) -> None:
    text = "\x1b]0;owned\x07[red]\udcff*$x$* RNN " + "never forgets " * 2000
    ran = tutor("teach", "rnn", stdin=f"{text}\n\n;;;\n", PYTHONUTF8="1")
    assert ran.code == 0
    assert "\x1b" not in ran.stdout + ran.stderr
    assert len(events(home)[0].answer or "") == 10_000
    assert "Only the first 2000 characters were read." in ran.stdout


def test_endless_input_ends(tutor: Tutor, home: Path) -> None:
    ran = tutor("teach", "rnn", stdin="the same word again and again\n" * 20_000)
    assert ran.code == 0
    assert events(home)[0].question == "rnn/teach"


def test_the_editor_writes_the_explanation(tutor: Tutor, home: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(f"import sys\nopen(sys.argv[1], 'a', encoding='utf-8').write({GOOD!r})\n", encoding="utf-8")
    ran = tutor("teach", "rnn", "--edit", stdin="a\n", VISUAL=f"{sys.executable} {editor}", EDITOR="false")
    assert ran.code == 0
    assert [(event.answer, event.credit) for event in events(home)] == [(GOOD, 0.125)]


@pytest.mark.parametrize("editor", ["false", "no-such-editor", "'"])
def test_an_editor_that_fails_is_told_in_one_sentence(tutor: Tutor, editor: str) -> None:
    ran = tutor("teach", "rnn", "--edit", EDITOR=editor)
    assert ran.code == 2
    assert ran.stderr == f"The editor {editor} could not be used; set EDITOR to one that works, or leave --edit out.\n"


def test_a_missing_chinese_rubric_falls_back_visibly(tutor: Tutor, tmp_path: Path) -> None:
    ran = tutor("teach", "fading", "--lang", "zh-Hant", "--content", str(pack(tmp_path, "points")))
    assert ran.code == 0
    assert "這個主題還沒有中文" in ran.stdout


def test_a_faulty_rubric_of_a_pack_is_told_not_crashed_on(tutor: Tutor, tmp_path: Path) -> None:
    ran = tutor("teach", "fading", "--content", str(pack(tmp_path, "never …")))
    assert ran.code == 2
    assert "rubric.en.yaml" in ran.stderr and "has no word on one side" in ran.stderr


def pack(tmp_path: Path, phrase: str) -> Path:
    """A pack whose one topic has an English rubric, in which `phrase` gives a misconception away."""
    import shutil

    good = Path(__file__).parents[1] / "library" / "good"
    shutil.copytree(good, tmp_path / "pack")
    folder = tmp_path / "pack" / "topics" / "fading"
    example = "{text: x, misses: [a]}"
    folder.joinpath("rubric.en.yaml").write_text(
        "prompt: Explain fading.\n"
        "points: {a: {any: [[word]]}}\n"
        f'flags: {{f: {{patterns: ["{phrase}"]}}}}\n'
        f"model: It fades.\nright: [x]\nwrong: [{example}]\n",
        encoding="utf-8",
    )
    return tmp_path / "pack"


def test_a_log_that_cannot_be_written_does_not_end_it(tutor: Tutor, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")
    ran = tutor("teach", "rnn", stdin=f"{GOOD}\n\na,b,c,d,e,f,g,h\n", TUTOR_HOME=str(blocked))
    assert ran.code == 0
    assert "not kept" in ran.stdout + ran.stderr
    assert os.path.getsize(blocked) == 0


def test_an_explanation_that_falls_due_is_offered_at_home_and_not_counted_for_the_quiz(
    tutor: Tutor, home: Path
) -> None:
    with Log.open(home, datetime(2020, 1, 1, tzinfo=UTC)) as log:
        log.append(Event(question="rnn/teach", time=datetime(2020, 1, 1, tzinfo=UTC), mode="teach", answer="x"))
    ran = tutor()
    assert "tutor teach rnn" in ran.stdout
    assert "Nothing is due" in ran.stdout
    assert json.loads(tutor("--json").stdout)["due"] == 0
