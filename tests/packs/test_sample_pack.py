"""A pack on another subject stands beside the shipped topics: found, listed, searched, defined and asked."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Tutor
from tutor.library import Shelf, shipped

PACK = Path(__file__).parent / "kitchen"


def rows(tutor: Tutor, *arguments: str) -> list[dict]:
    ran = tutor(*arguments, "--json", "--content", str(PACK))
    assert ran.code == 0, ran.stderr
    return json.loads(ran.stdout)


def test_the_check_finds_nothing_in_it(tutor: Tutor) -> None:
    assert tutor("check", str(PACK)).code == 0


def test_its_topics_stand_beside_the_shipped_ones_under_what_they_need(tutor: Tutor) -> None:
    told = {row["id"]: row for row in rows(tutor, "topics")}
    assert {"sourdough", "kitchen/rnn", "rnn", "lstm"} <= set(told)
    assert (told["sourdough"]["parent"], told["kitchen/rnn"]["parent"]) == (None, "sourdough")


def test_a_bare_id_means_the_shipped_topic_and_pack_slash_id_the_other(tutor: Tutor) -> None:
    def title(*words: str) -> str:
        return rows(tutor, "explain", *words)["title"]

    assert title("rnn") == "What is an RNN?"
    assert title("kitchen/rnn") == title("rice", "noodles") == "Rice noodles (RNN)"


def test_without_the_pack_nothing_of_it_is_there(tutor: Tutor) -> None:
    assert tutor("explain", "sourdough").code == 2


@pytest.mark.parametrize("topic", ["sourdough", "kitchen/rnn"])
def test_its_questions_play_in_the_quiz_and_count(topic: str, tutor: Tutor) -> None:
    lesson = Shelf([shipped(), PACK]).lesson(topic, "en")
    options = {q.id: q for q in lesson.topic.questions}
    more = ("--content", str(PACK), "--json")
    asked = tutor("quiz", topic, "--cram", "--seed", "3", *more, stdin="\n" * 10)
    order = [one["question"] for one in json.loads(asked.stdout)["answers"] if not one.get("again")]
    assert sorted(order) == sorted(f"{topic}/{name}" for name in options)
    lines = [_right(options[name.rpartition("/")[2]]) for name in order]
    told = json.loads(tutor("quiz", topic, "--seed", "3", *more, stdin="\n".join(lines) + "\n").stdout)
    assert told["right"] == told["asked"] == len(options)
    kept = {row["topic"]: row["mastery"] for row in rows(tutor, "progress")["topics"]}
    assert kept[topic] > 0.5 and kept["lstm"] == kept["rnn"] == 0


def _right(question) -> str:
    if question.kind == "order":
        return ",".join(question.items)
    option = next(name for name, value in question.options.items() if value == "right")
    return f"{'t' if question.answer else 'f'} {option}" if question.kind == "true-false" else option


def test_search_and_glossary_reach_it(tutor: Tutor) -> None:
    assert rows(tutor, "search", "yeasts")[0]["id"] == "sourdough"
    assert rows(tutor, "define", "crumb")[0]["text"] == "The soft inside of a loaf, with its bubbles."
    assert rows(tutor, "explain", "why", "does", "my", "bread", "rise")["topic"] == "sourdough"


def test_faults_of_a_pack_come_in_one_note_and_the_rest_is_usable(tutor: Tutor, tmp_path: Path) -> None:
    pack = tmp_path / "kitchen"
    shutil.copytree(PACK, pack)
    for name in ("one", "two"):
        (pack / "topics" / name).mkdir()
        (pack / "topics" / name / "topic.yaml").write_text("names: {en: [x]}\n", encoding="utf-8")
    ran = tutor("topics", "--json", "--content", str(pack))
    assert ran.code == 0
    assert {"sourdough", "kitchen/rnn", "lstm"} <= {row["id"] for row in json.loads(ran.stdout)}
    (note,) = ran.stderr.strip().splitlines()
    assert str(pack) in note and "2, the first is one (topics/one/topic.yaml:1:1" in note and "Also two" in note
