"""A pack on another subject stands beside the shipped topics: found, listed, searched, defined and asked."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Tutor
from tutor.cli.playing.unfinished import Chosen, Unfinished, save
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


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACK, tmp_path / "kitchen"))


def note_of(stderr: str, pack: Path) -> str:
    (note,) = [line for line in stderr.splitlines() if f"Left out of {pack}:" in line]
    return note


NO_TOPIC: dict[str, Callable[[Path], object]] = {
    "nothing": lambda file: None,
    "a pipe": lambda file: os.mkfifo(file),
    "a folder": Path.mkdir,
    "a link to a device": lambda file: file.symlink_to("/dev/zero"),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("command", ["topics", "search yeasts"])
@pytest.mark.parametrize("kind", NO_TOPIC)
def test_a_folder_that_is_no_topic_disables_nothing_but_itself(
    kind: str, command: str, tutor: Tutor, pack: Path
) -> None:
    (pack / "topics" / "draft").mkdir()
    NO_TOPIC[kind](pack / "topics" / "draft" / "topic.yaml")
    ran = tutor(*command.split(), "--content", str(pack))
    assert ran.code == 0 and "sourdough" in ran.stdout
    assert "1, the first is draft (topics/draft/topic.yaml:1:1: : " in note_of(ran.stderr, pack)


ALL = ["", "progress", "quiz --cram -n 3 --json", "teach lstm --json", "export anki deck.apkg"]


@pytest.mark.parametrize("command", ALL)
def test_every_list_of_topics_goes_on_without_a_draft(command: str, tutor: Tutor, pack: Path) -> None:
    (pack / "topics" / "draft").mkdir()
    ran = tutor(*command.split(), "--content", str(pack), stdin="s\n" * 20)
    assert ran.code == 0, ran.stderr
    assert "1, the first is draft (topics/draft/topic.yaml:1:1: : " in note_of(ran.stderr, pack)


def broken(pack: Path) -> Path:
    with (pack / "topics" / "sourdough" / "en.yaml").open("a", encoding="utf-8") as words:
        words.write("x: [\n")
    return pack


@pytest.mark.parametrize("command", ["topics", "progress", "quiz --cram -n 50", "search yeasts"])
def test_words_that_cannot_be_read_disable_their_topic_and_are_told(command: str, tutor: Tutor, pack: Path) -> None:
    ran = tutor(*command.split(), "--json", "--content", str(broken(pack)))
    assert ran.code == 0, ran.stderr
    assert "1, the first is sourdough (topics/sourdough/en.yaml:" in note_of(ran.stderr, pack)
    assert '": "sourdough' not in ran.stdout


def test_a_deck_is_made_of_the_topics_that_can_be_used(tutor: Tutor, pack: Path, tmp_path: Path) -> None:
    ran = tutor("export", "anki", "deck.apkg", "--content", str(broken(pack)))
    assert ran.code == 0, ran.stderr
    assert "1, the first is sourdough" in note_of(ran.stderr, pack)
    zipfile.ZipFile(tmp_path / "deck.apkg").extract("collection.anki2", tmp_path)
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as collection:
        decks = json.loads(collection.execute("SELECT decks FROM col").fetchone()[0])
    collection.close()
    names = {deck["name"] for deck in decks.values()}
    assert {"tutor::lstm", "tutor::kitchen/rnn"} <= names and "tutor::sourdough" not in names


@pytest.mark.parametrize("command", ["define gate", "search gate"])
def test_a_glossary_that_cannot_be_read_is_told(command: str, tutor: Tutor, pack: Path) -> None:
    with (pack / "glossary.yaml").open("a", encoding="utf-8") as file:
        file.write("x: [\n")
    ran = tutor(*command.split(), "--content", str(pack))
    assert ran.code == 0 and ran.stdout
    assert "1, the first is glossary (glossary.yaml:" in note_of(ran.stderr, pack)


def test_of_two_packs_with_one_name_the_note_tells_what_has_no_id_left(tutor: Tutor, tmp_path: Path) -> None:
    one, two = (Path(shutil.copytree(PACK, tmp_path / name / "kitchen")) for name in "ab")
    ran = tutor("topics", "--json", TUTOR_CONTENT=f"{one}{os.pathsep}{two}")
    ids = [row["id"] for row in json.loads(ran.stdout)]
    assert [name for name in ids if "rnn" in name and "/" in name] == ["kitchen/rnn"]
    assert {"sourdough", "kitchen/sourdough"} <= set(ids)
    assert f"1, the first is rnn (topics/rnn/topic.yaml:1:1: : is called kitchen/rnn, as one in {one};" in ran.stderr
    assert note_of(ran.stderr, two)


def test_a_folder_whose_name_is_too_long_is_missing(tutor: Tutor) -> None:
    ran = tutor("check", "x" * 5000)
    assert (ran.code, ran.stdout) == (2, "") and "xxx" in ran.stderr


UNASKABLE = """
  - id: no-such-demo
    kind: number
    level: 1
    section: how
    tests: [gas-lifts]
    demo: no-such-demo
    ask: {step: h}
"""


def unaskable(pack: Path) -> Path:
    """A number question of a demo that is none, so that it can be read and not be asked."""
    facts, words = pack / "topics" / "sourdough" / "topic.yaml", pack / "topics" / "sourdough" / "en.yaml"
    told = facts.read_text(encoding="utf-8")
    facts.write_text(told.replace("questions:\n", f"questions:{UNASKABLE}", 1), encoding="utf-8")
    told = words.read_text(encoding="utf-8")
    words.write_text(
        told.replace("questions:\n", "questions:\n  no-such-demo: {ask: How much?}\n", 1), encoding="utf-8"
    )
    return pack


def test_a_question_that_cannot_be_put_costs_no_other_its_turn(tutor: Tutor, pack: Path) -> None:
    ran = tutor("quiz", "--cram", "-n", "1000", "--json", "--content", str(unaskable(pack)), stdin="\n" * 2000)
    assert ran.code == 0, ran.stderr
    asked = {answer["question"] for answer in json.loads(ran.stdout)["answers"]}
    assert "sourdough/what-lifts" in asked and any(name.startswith("lstm/") for name in asked)
    assert "sourdough/no-such-demo" not in asked
    assert "questions.no-such-demo: cannot be asked" in note_of(ran.stderr, pack)


def test_a_topic_asked_for_whose_question_cannot_be_put_says_which(tutor: Tutor, pack: Path) -> None:
    ran = tutor("quiz", "sourdough", "--cram", "-n", "1000", "--content", str(unaskable(pack)), stdin="\n" * 20)
    assert ran.code == 2 and "questions.no-such-demo: cannot be asked" in ran.stderr


def test_a_topic_asked_for_that_cannot_be_read_says_why(tutor: Tutor, pack: Path) -> None:
    ran = tutor("quiz", "sourdough", "--content", str(broken(pack)))
    assert ran.code == 2 and "topics/sourdough/en.yaml:" in ran.stderr.splitlines()[-1] and ran.stdout == ""


def test_an_interrupted_session_of_which_nothing_can_be_put_is_over(tutor: Tutor, pack: Path, home: Path) -> None:
    open_session = Unfinished(datetime(2026, 1, 2, tzinfo=UTC), "quiz", False, [Chosen("sourdough/no-such-demo", 1, 3)])
    home.mkdir(exist_ok=True)
    save(home, open_session)
    more = ("quiz", "--resume", "--json", "--content", str(unaskable(pack)))
    ran = tutor(*more)
    assert ran.code == 0 and json.loads(ran.stdout)["asked"] == 0
    assert "questions.no-such-demo: cannot be asked" in note_of(ran.stderr, pack)
    assert tutor(*more).code == 2  # there is none any more
