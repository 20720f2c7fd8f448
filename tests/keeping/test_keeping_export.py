"""`tutor export`: a sheet for a class, what was missed, and a deck for Anki."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.keeping.pack import Item, write
from tutor.show.anki import html

Here = Callable[..., Ran]
POSIX = pytest.mark.skipif(os.name == "nt", reason="links, pipes and modes are POSIX")


@pytest.fixture
def export(here: Here, tmp_path: Path) -> Here:
    """Run `tutor export …` on the pack."""
    write(tmp_path / "pack")
    return lambda *arguments: here("export", *arguments, "--content", str(tmp_path / "pack"))


# ---- sheets

SHEET = """\
# Halving · questions

2 questions.

**1.** What does halving make of $x^2 = 8$? *One answer is right.*

- a) Four < eight
- b) Seven

**2.** Half is kept, three times. What is left of 1? *Give 3 significant digits.*
"""
KEY = """
## The key

**1.** a) Four < eight

- a) ✓ Half of eight is four.
- b) ✗ That takes one away.

**2.** 0.125

0.5 × 0.5 × 0.5 is 0.125.
"""


def seed_of(order: str, export: Here) -> str:
    """Return a seed that puts the options in an order."""
    return next(str(n) for n in range(50) if f"- a) {order}" in export("quiz", "halving", "--seed", str(n)).stdout)


def test_a_sheet_numbers_questions_and_letters_options(export: Here) -> None:
    seed = seed_of("Four", export)
    assert export("quiz", "halving", "--seed", seed).stdout == SHEET
    assert export("quiz", "halving", "--seed", seed, "--answers").stdout == SHEET + KEY
    other = export("quiz", "halving", "--seed", seed_of("Seven", export), "--answers").stdout
    assert "**1.** b) Four < eight\n\n- a) ✗ That takes one away.\n- b) ✓ Half of eight is four." in other


def test_a_sheet_speaks_chinese(export: Here) -> None:
    text = export("quiz", "減半", "--answers", "--lang", "zh-Hant").stdout
    for piece in ("# 減半 · 題目", "八減半是多少？ *單選。*", ") 四", "## 解答", ") ✓ 八的一半是四。"):
        assert piece in text


def test_every_shipped_topic_has_a_sheet_with_a_key(here: Here) -> None:
    for row in json.loads(here("topics", "--json").stdout):
        for language in ("en", "zh-Hant"):
            ran = here("export", "quiz", row["id"], "--answers", "--lang", language)
            assert ran.code == 0, ran.stderr
            assert ran.stdout.count("\n**1.** ") == 2
            last = ran.stdout.count("\n**") // 2
            assert ran.stdout.count(f"\n**{last}.** ") == 2


def test_the_key_of_a_number_explains_the_wrong_ones_that_are_known(here: Here) -> None:
    # h_t = tanh(x_t + 0.5 h_(t-1)) of rnn/third-memory: each known slip stands with its number and its sentence.
    key = here("export", "quiz", "rnn", "--answers").stdout.partition("## The key")[2]
    part = key.partition("**13.**")[2].partition("**14.**")[0]
    assert ": ✗ You squashed with sigmoid" in part
    assert ": ✗ You left out tanh." in part


def test_text_goes_to_a_file_that_is_written_over_only_with_force(export: Here, tmp_path: Path) -> None:
    assert export("quiz", "halving", "sheet.md").code == 0
    assert (tmp_path / "sheet.md").read_text(encoding="utf-8") == export("quiz", "halving").stdout
    ran = export("quiz", "halving", "--answers", "sheet.md")
    assert (ran.code, ran.stdout) == (2, "")
    assert "sheet.md is there already" in ran.stderr
    assert export("quiz", "halving", "--answers", "sheet.md", "--force").code == 0
    assert "## The key" in (tmp_path / "sheet.md").read_text(encoding="utf-8")
    assert not list(tmp_path.glob(".*"))


@pytest.fixture(params=["export", "save"])
def replace(request: pytest.FixtureRequest, export: Here, here: Here) -> Here:
    """Write a file, over one that is there, in both ways in which that is done."""
    if request.param == "export":
        return lambda file: export("quiz", "halving", file, "--force")
    return lambda file: here("define", "gate", "--save", file)


@POSIX
def test_only_a_file_is_ever_replaced(replace: Here, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    (tmp_path / "link.txt").symlink_to("mine.txt")
    (tmp_path / "nowhere.txt").symlink_to("not there")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    before = {path.name: path.lstat() for path in tmp_path.iterdir()}
    for name in ("link.txt", "nowhere.txt", "folder.txt", "pipe.txt"):
        ran = replace(name)
        assert (ran.code, ran.stdout) == (2, "")
        assert f"{name} is no file but a link, a folder, a pipe or a device" in ran.stderr
    assert {path.name: path.lstat().st_ino for path in tmp_path.iterdir()} == {n: s.st_ino for n, s in before.items()}
    assert mine.read_text() == "mine"


@POSIX
def test_a_file_that_is_replaced_keeps_its_mode(replace: Here, tmp_path: Path) -> None:
    for mode in (0o600, 0o640, 0o400, 0o644):
        file = tmp_path / "mine.txt"
        file.unlink(missing_ok=True)
        file.write_text("mine")
        file.chmod(mode)
        assert replace("mine.txt").code == 0
        assert file.read_text(encoding="utf-8") != "mine"
        assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_name_that_drives_a_terminal_is_told_without_that(export: Here) -> None:
    assert export("quiz", "halving", "a\x1b[31m\u202e.md").stderr == "a[31m.md is saved.\n"


# ---- recap


def test_a_recap_tells_what_was_missed_and_refutes_it(export: Here, here: Here, tmp_path: Path) -> None:
    pack = ["--content", str(tmp_path / "pack")]
    assert "Questions missed and not recalled since: 0." in export("recap").stdout
    here("quiz", "halving", *pack, stdin="take\n0.125\n")
    text = export("recap", "--with-answers").stdout
    for piece in (
        "Questions missed and not recalled since: 1.",
        "## Halving",
        "**What does halving make of $x^2 = 8$?**",
        "You answered: `take`",
        "Behind it stands an idea: “Halving takes one away.” It divides by two.",
        "Half of eight is four.",
        "`tutor explain halving --section how-good`",
    ):
        assert piece in text
    assert "Half is kept" not in text
    assert "你的答案：`take`" in export("recap", "--with-answers", "--lang", "zh-Hant").stdout


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_a_recap_holds_what_was_typed_only_if_asked(export: Here, here: Here, tmp_path: Path, language: str) -> None:
    here("quiz", "halving", "--content", str(tmp_path / "pack"), stdin="MYSECRET\n777\n")
    asked = export("recap", "--with-answers", "--lang", language).stdout
    for secret in ("MYSECRET", "777"):
        assert secret in asked
        assert secret not in export("recap", "--lang", language).stdout
    assert "**2.**" not in asked
    export("recap", "mine.md", "--with-answers")
    assert os.name == "nt" or stat.S_IMODE((tmp_path / "mine.md").stat().st_mode) == 0o600


def test_an_answer_that_was_left_out_of_an_import_was_not_given_up(export: Here, here: Here, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    here("quiz", "halving", "--content", str(tmp_path / "pack"), stdin="take\n0.125\n", TUTOR_HOME=other)
    (tmp_path / "log.jsonl").write_text(here("progress", "export", TUTOR_HOME=other).stdout)
    here("progress", "import", "log.jsonl")
    text = export("recap", "--with-answers").stdout
    assert "recalled since: 1." in text and "gave up" not in text and "You answered" not in text


def test_right_a_minute_after_reading_the_answer_is_no_recall(
    export: Here, here: Here, at: Here, tmp_path: Path
) -> None:
    pack = ["--content", str(tmp_path / "pack")]
    here("quiz", "halving", *pack, stdin="take\n0.125\nhalve\n")  # missed, then right in the same session
    assert "recalled since: 1." in export("recap").stdout
    at("2026-06-03T12:00:00+00:00", "quiz", "halving", *pack, stdin="halve\n")  # due again, and right
    assert "recalled since: 0." in export("recap").stdout


def test_a_recap_leaves_out_what_was_revised_or_removed(export: Here, here: Here, tmp_path: Path) -> None:
    here("quiz", "halving", "-n", "1", "--content", str(tmp_path / "pack"), stdin="take\n")
    write(tmp_path / "pack", [Item(revision=2)])
    assert "recalled since: 0." in export("recap").stdout
    write(tmp_path / "pack", [Item("another")])
    assert "recalled since: 0." in export("recap").stdout
    write(tmp_path / "pack", [Item("another", formerly="of-eight")])
    assert "recalled since: 1." in export("recap").stdout


# ---- Anki

# What genanki.guid_for("tutor", "halving/of-eight") gives; another one would lose the intervals of every learner.
GUID = "Mf-kW<[GmD"


def collection(file: Path, folder: Path) -> tuple[list[tuple[str, str, str]], dict[str, str]]:
    """Return (guid, front, back) of every note, and the names of the decks by id."""
    with zipfile.ZipFile(file) as packed:
        packed.extract("collection.anki2", folder)
    with closing(sqlite3.connect(folder / "collection.anki2")) as connection:
        found = connection.execute("SELECT guid, flds FROM notes ORDER BY id").fetchall()
        (decks,) = connection.execute("SELECT decks FROM col").fetchone()
    notes = [(guid, *fields.split("\x1f")) for guid, fields in found]
    return notes, {number: deck["name"] for number, deck in json.loads(decks).items()}


def test_a_deck_holds_the_questions_with_their_answers(export: Here, tmp_path: Path) -> None:
    ran = export("anki", "halving", "my.apkg")
    assert (ran.code, ran.stdout) == (0, "")
    notes, decks = collection(tmp_path / "my.apkg", tmp_path)
    (guid, front, back), (_, number_front, number_back) = notes
    assert guid == GUID
    assert front == (
        '<p>What does halving make of <span class="math">x² = 8</span>?</p>'
        '<ol type="a"><li>Seven</li><li>Four &lt; eight</li></ol><p class="note">One answer is right.</p>'
    )
    assert back == (
        "<p><b>b) Four &lt; eight</b></p>"
        "<ul><li>a) ✗ That takes one away.</li><li>b) ✓ Half of eight is four.</li></ul>"
    )
    assert number_front.startswith("<p>Half is kept, three times. What is left of 1?</p>")
    assert number_back == "<p><b>0.125</b></p><p>0.5 × 0.5 × 0.5 is 0.125.</p>"
    assert decks == {"1": "Default", "4758775410": "tutor::halving"}  # 2^31 + CRC-32 of "halving"


def test_the_same_question_is_the_same_note_in_another_language_wording_and_id(export: Here, tmp_path: Path) -> None:
    write(tmp_path / "pack", [Item("half-of-eight", "Cut eight in half.", formerly="of-eight")])
    export("anki", "halving", "my.apkg", "--lang", "zh-Hant")
    notes, decks = collection(tmp_path / "my.apkg", tmp_path)
    guid, front, back = notes[0]
    assert guid == GUID
    assert "八減半是多少？" in front and "<li>四</li>" in front
    assert "八的一半是四。" in back
    assert decks["4758775410"] == "tutor::halving"


def test_all_topics_are_one_file_with_a_deck_each(here: Here, tmp_path: Path) -> None:
    assert here("export", "anki").code == 0
    notes, decks = collection(tmp_path / "tutor.apkg", tmp_path)
    topics = {row["id"] for row in json.loads(here("topics", "--json").stdout)}
    assert set(decks.values()) == {"Default", *(f"tutor::{topic}" for topic in topics)}
    assert len({guid for guid, _, _ in notes}) == len(notes) > 150
    assert not [front for _, front, back in notes if "$" in front + back or "\\" in front + back]


def test_a_deck_leaves_no_temporary_file_behind(export: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert export("anki", "halving").code == 0
    assert (tmp_path / "tutor-halving.apkg").exists()
    assert list(folder.iterdir()) == []
    assert not list(tmp_path.glob(".*"))


def test_without_genanki_it_is_said_how_to_install_it(export: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    for language, piece in (("en", "which is not installed; run"), ("zh-Hant", "還沒有安裝；請執行")):
        ran = export("anki", "--lang", language)
        assert (ran.code, ran.stdout) == (2, "")
        assert piece in ran.stderr and "pip install 'genanki>=0.13'" in ran.stderr


def test_markdown_becomes_html_with_formulas_in_unicode() -> None:
    assert html("a **b** *c* `d<e` $x_t$") == (
        '<p>a <b>b</b> <i>c</i> <code>d&lt;e</code> <span class="math">xₜ</span></p>'
    )
    assert html("- one\n- two") == "<p>• one</p><p>• two</p>"
    assert html("$$x^2$$\n: x squared") == "<pre>x²</pre><p><i>x squared</i></p>"
    assert html("$\\frac{a}{b}$") == '<p><span class="math">\\frac{a}{b}</span></p>'  # it does not set in one row


# ---- refusals


@pytest.mark.parametrize(
    ("arguments", "piece"),
    [
        ([], "Missing argument"),
        (["pdf"], "'pdf' is not one of 'anki', 'quiz', 'recap'"),
        (["quiz"], "Name the topic, as in `tutor export quiz lstm`."),
        (["quiz", "qqqqqq"], "No topic is called qqqqqq"),
        (["recap", "lstm"], "lstm is no file; `tutor export recap` takes a FILE"),
        (["quiz", "rnn", "--with-answers"], "--with-answers belongs to `tutor export recap`"),
        (["anki", "--with-answers"], "--with-answers belongs to `tutor export recap`"),
        (["recap", "--answers"], "--answers and --seed belong to `tutor export quiz`"),
        (["anki", "--seed", "1"], "--answers and --seed belong to `tutor export quiz`"),
        (["quiz", "rnn", "--force"], "--force writes over a file; name the file too."),
        (["quiz", "rnn", "--json"], "An export is Markdown or an Anki deck"),
        (["quiz", "rnn", "nowhere/sheet.md"], "nowhere/sheet.md cannot be written (No such file or directory)"),
        (["anki", "rnn", "nowhere/deck.apkg"], "nowhere/deck.apkg cannot be written (No such file or directory)"),
    ],
)
def test_is_refused_in_one_sentence(arguments: list[str], piece: str, here: Here) -> None:
    ran = here("export", *arguments)
    assert (ran.code, ran.stdout) == (2, "")
    assert piece in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_words_that_are_not_complete_are_said_to_be(here: Here, tmp_path: Path) -> None:
    place = write(tmp_path / "pack") / "topics" / "halving" / "en.yaml"
    words = json.loads(place.read_text(encoding="utf-8"))
    del words["questions"]["of-eight"]
    place.write_text(json.dumps(words), encoding="utf-8")
    for what in ("quiz", "anki"):
        ran = here("export", what, "halving", "--content", str(tmp_path / "pack"))
        assert (ran.code, ran.stdout) == (2, "")
        assert "topics/halving/en.yaml:1:1: questions.of-eight: is missing; write it" in ran.stderr
