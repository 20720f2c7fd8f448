"""`tutor progress`: what is mastered, what falls due, what is believed; undo and doctor."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.keeping.pack import Item, write

At = Callable[..., Ran]
NOON = "2026-06-01T12:00:00+00:00"
NEXT_NOON = "2026-06-02T12:00:00+00:00"

# By hand, from FSRS-6's defaults: after a first *Good* the stability is w2 = 2.3065 days, and a day later
# R = (1 + (0.9^(-1/0.1542) - 1) / 2.3065)^-0.1542 = 0.9468; half of it where the other of two cards is unknown.
ONE_OF_TWO = 0.4734


@pytest.fixture
def play(at: At, tmp_path: Path) -> At:
    """Play the pack's two questions, `of-eight` and `what-is-left`; further arguments go to the quiz."""
    pack = write(tmp_path / "pack")

    def run(moment: str, *arguments: str, stdin: str) -> Ran:
        ran = at(moment, "quiz", "halving", "--content", str(pack), *arguments, stdin=stdin)
        assert ran.code == 0, ran.stderr
        return ran

    return run


@pytest.fixture
def told(at: At, tmp_path: Path) -> Callable[..., dict[str, object]]:
    """Return what `tutor progress … --json` tells."""

    def run(moment: str, *arguments: str) -> dict[str, object]:
        ran = at(moment, "progress", *arguments, "--json", "--content", str(tmp_path / "pack"))
        assert ran.code == 0, ran.stderr
        return json.loads(ran.stdout)  # type: ignore[no-any-return]

    return run


def shown(at: At, pack: Path, *arguments: str) -> str:
    """Return the screen of `tutor progress` with every run of spaces as one."""
    ran = at(NOON, "progress", "--content", str(pack), *arguments)
    assert ran.code == 0, ran.stderr
    return " ".join(ran.stdout.split())


def test_mastery_forecast_and_misconceptions_as_json(play: At, told: Callable[..., dict[str, object]]) -> None:
    play(NOON, "-n", "2", stdin="take\n0.125\n")
    progress = told(NOON)
    assert (progress["answers"], progress["cards"], progress["due"]) == (2, 2, 0)
    mastery = {row["topic"]: row["mastery"] for row in progress["topics"]}  # type: ignore[attr-defined]
    assert mastery["halving"] == ONE_OF_TWO
    assert mastery["rnn"] == 0
    # Only topics that were begun tell their key points.
    assert progress["key_points"] == [{"topic": "halving", "key_point": "halves", "mastery": ONE_OF_TWO}]
    # Again comes back after 1 day, a first Good after round(2.3065) = 2.
    assert progress["forecast"] == [0, 1, 1, *[0] * 11]
    assert progress["misconceptions"] == [
        {
            "topic": "halving",
            "misconception": "takes-one",
            "times": 1,
            "explained": "tutor explain halving --section how-good",
        }
    ]


def test_a_missed_question_asked_again_does_not_count_its_misconception_as_a_card(
    play: At, told: Callable[..., dict[str, object]]
) -> None:
    play(NOON, "-n", "2", stdin="take\n0.125\ntake\n")
    progress = told(NOON)
    assert (progress["answers"], progress["cards"]) == (3, 2)
    assert [row["times"] for row in progress["misconceptions"]] == [2]  # type: ignore[attr-defined]


def test_the_screen_tells_all_of_it_in_words(play: At, at: At, tmp_path: Path) -> None:
    play(NOON, "-n", "2", "--certainty", stdin="take; sure\n0.125; think\n")
    text = shown(at, tmp_path / "pack")
    for piece in (
        "Halving █████░░░░░ 47 %",
        "Halving · key points",
        "47 % █████░░░░░ Halving divides by two.",
        "Within 14 days they come back: 2 in all.",
        "tomorrow ████████████████████ 1 in 2 days ████████████████████ 1",
        "sure 1 0 % think so 1 100 %",
        "✗ Halving takes one away. ✓ It divides by two. 1 × · tutor explain halving --section how-good",
        "→ tutor export recap",
    ):
        assert piece in text, text


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize("screen", [["progress"], ["topics"], ["progress", "doctor"]])
def test_plain_tells_it_without_bars(screen: list[str], language: str, play: At, at: At, tmp_path: Path) -> None:
    play(NOON, "-n", "2", stdin="take\n0.125\n")
    text = at(NOON, *screen, "--plain", "--content", str(tmp_path / "pack"), "--lang", language).stdout
    assert not set(text) & set("─█░\x1b")
    if screen != ["progress", "doctor"]:
        assert "47 %" in text


def test_the_weakest_key_point_comes_first(at: At, tmp_path: Path) -> None:
    at(NOON, "quiz", "rnn", "-n", "1", "--seed", "1", stdin="little-is-left\n")
    text = at(NOON, "progress").stdout
    shares = [int(share) for share in re.findall(r"^ +(\d+) %  [█░]{10}  \S", text, re.MULTILINE)]
    assert shares == [0] * 10 + [19]  # one of the five questions that test it, at 0.95


def test_topics_and_home_use_the_same_figures(
    play: At, told: Callable[..., dict[str, object]], at: At, tmp_path: Path
) -> None:
    play(NOON, "-n", "2", stdin="take\n0.125\n")
    pack = ["--content", str(tmp_path / "pack"), "--json"]
    topics = {row["id"]: row["mastery"] for row in json.loads(at(NEXT_NOON, "topics", *pack).stdout)}
    home = json.loads(at(NEXT_NOON, *pack).stdout)
    progress = told(NEXT_NOON)
    assert topics == {row["topic"]: row["mastery"] for row in progress["topics"]}  # type: ignore[attr-defined]
    assert home["topics"] == progress["topics"]
    assert home["due"] == progress["due"] == 1


# ---- undo


def test_undo_cancels_the_last_answer_says_which_and_then_the_one_before(
    play: At, told: Callable[..., dict[str, object]], at: At, tmp_path: Path
) -> None:
    play(NOON, "-n", "2", stdin="take\n0.125\n")
    pack = ["--content", str(tmp_path / "pack")]
    first = " ".join(at(NOON, "progress", "undo", *pack, TZ="UTC").stdout.split())
    assert "This answer is undone" in first
    assert "Half is kept, three times. What is left of 1?" in first
    assert "You answered 0.125. Right. 2026-06-01 12:00" in first
    assert "halving/what-is-left" in first
    assert told(NOON)["answers"] == 1
    second = json.loads(at(NOON, "progress", "undo", *pack, "--json").stdout)["undone"]
    assert (second["question"], second["answer"], second["right"]) == ("halving/of-eight", "take", False)
    progress = told(NOON)
    assert (progress["answers"], progress["cards"], progress["misconceptions"]) == (0, 0, [])
    third = at(NOON, "progress", "undo", *pack)
    assert (third.code, "There is no answer of this machine left to undo." in third.stdout) == (0, True)


def test_undo_names_a_question_that_is_no_more_by_its_id(play: At, at: At, tmp_path: Path) -> None:
    play(NOON, "-n", "1", stdin="take\n")
    write(tmp_path / "pack", [Item("another")])
    said = at(NOON, "progress", "undo", "--content", str(tmp_path / "pack")).stdout
    assert "halving/of-eight" in said


# ---- doctor


def test_the_doctor_counts_derives_anew_and_lists_the_backups(
    play: At, told: Callable[..., dict[str, object]], at: At, home: Path, tmp_path: Path
) -> None:
    play(NOON, "-n", "2", stdin="take\n0.125\n")
    assert told(NEXT_NOON, "doctor") == {
        "sound": True,
        "entries": 2,
        "answers": 2,
        "cards": 2,
        "cards_agreed": True,
        "backups": [{"file": str(home / "backups" / "progress-2026-06-02.sqlite3"), "entries": 2, "problem": None}],
        "damaged": [],
    }
    text = " ".join(at(NEXT_NOON, "progress", "doctor", "--content", str(tmp_path / "pack")).stdout.split())
    assert "✓ The log is sound. Entries: 2. Answers that count: 2. Questions met: 2." in text
    assert "progress-2026-06-02.sqlite3 2 sound" in text


def test_the_doctor_mends_what_it_finds_and_says_so(play: At, at: At, home: Path, tmp_path: Path) -> None:
    play(NOON, "-n", "2", stdin="take\n0.125\n")
    at(NEXT_NOON, "progress")
    (home / "progress.sqlite3").write_bytes(b"Dear diary, " * 3000)
    ran = at(NEXT_NOON, "progress", "doctor", "--content", str(tmp_path / "pack"), "--lang", "zh-Hant")
    assert ran.code == 0
    assert "答題紀錄損壞，已經從" in ran.stderr
    assert "紀錄曾經損壞，已經修復，現在完好。" in ran.stdout
    assert "progress.damaged-20260602T120000Z.sqlite3" in ran.stdout.replace("\n  ", "")


@pytest.mark.parametrize("action", ["undo", "doctor", "import"])
def test_what_needs_a_log_refuses_where_none_can_be_written(action: str, at: At, home: Path, tmp_path: Path) -> None:
    home.write_text("a file")
    (tmp_path / "x.jsonl").write_text("{}\n")
    ran = at(NOON, "progress", action, *(["x.jsonl"] if action == "import" else []))
    assert (ran.code, ran.stdout) == (2, "")
    assert "cannot be written" in ran.stderr and "Nothing was changed." in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "piece"),
    [
        (["undo", "x"], "undo takes no file"),
        (["--with-answers"], "--with-answers and --force belong to `tutor progress export`"),
        (["import"], "Name the file to import"),
        (["import", "nowhere.jsonl"], "nowhere.jsonl cannot be read (No such file or directory)"),
        (["export", "--json"], "An export is JSON Lines, whatever the format"),
        (["restore"], "'restore' is not one of 'export', 'import', 'undo', 'doctor'"),
    ],
)
def test_is_refused_in_one_sentence(arguments: list[str], piece: str, at: At) -> None:
    ran = at(NOON, "progress", *arguments)
    assert (ran.code, ran.stdout) == (2, "")
    assert piece in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
