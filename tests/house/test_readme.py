"""Every claim of README.md that can be checked is checked: here, or by the test that `ELSEWHERE` names."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from tests.conftest import Tutor, environment
from tests.house.test_supply import CORE
from tutor.cli.app import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTENT = ROOT / "content"
FLAT = " ".join(README.split())
ELSEWHERE = {
    "Every number in a text is recomputed by `tutor check`": "library/test_library_shipped.py",
    "three independent oracles": "conformance/test_conformance.py",
    "Where nothing can be written, the quiz runs and says that it is not kept": "keeping/test_keeping_faults.py",
    "each committed before its feedback appears": "keeping/test_keeping_faults.py",
    "FSRS-6 decides": "progress/test_progress_schedule.py",
    "every fault of the content, with its place": "library/test_library_check.py",
    "a deck for Anki": "keeping/test_keeping_export.py",
    "to complete topics and demos": "cli/test_completion.py",
    "A tour of five minutes": "session/test_session_tour.py",
    "these are made so": "show/test_pictures.py",
    "in `teach` it gives hints and you judge": "teach/test_teach_terminal.py",
    "is derived from Traditional": "library/test_library_hans.py",
}
OFFLINE = """
import sys
def refuse(event, _):
    if event.startswith("socket.") and event != "socket.__new__" or event == "subprocess.Popen":
        raise RuntimeError(event)
sys.addaudithook(refuse)
from tutor.cli import main
sys.argv = ["tutor", *{arguments!r}]
main()
"""


@pytest.mark.parametrize("claim", ELSEWHERE)
def test_a_claim_that_is_tested_elsewhere_stands_and_so_does_its_test(claim: str) -> None:
    assert claim in FLAT and (ROOT / "tests" / ELSEWHERE[claim]).is_file()


def test_the_counts_are_those_of_the_tool(tutor: Tutor) -> None:
    topics, demos, labs, terms = (
        json.loads(tutor(*ask, "--json").stdout) for ask in (["topics"], ["demo"], ["lab"], ["define"])
    )
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in CONTENT.glob("topics/*/topic.yaml")]
    full = sum(topic["levels"] == [1, 2, 3, 4] for topic in topics)
    questions = sum(len(topic["questions"]) for topic in files)
    comparisons = len(list(CONTENT.glob("comparisons/*/comparison.yaml")))
    said = (
        f"There are {len(topics)} topics, {full} of them at all four levels; {comparisons} comparisons, "
        f"{len(demos)} demos, {len(labs)} labs, {questions} questions and {len(terms)} words in a glossary"
    )
    assert said in FLAT
    assert f"a tree of {len(topics)} topics" in FLAT
    cost = next(lab["cost"] for lab in labs if lab["lab"] == "adding")
    assert f"the whole one takes some {cost:g} s" in FLAT


def test_both_languages_hold_every_text() -> None:
    for english in CONTENT.glob("*/*/en.yaml"):
        assert english.with_name("zh-Hant.yaml").is_file(), english


def test_what_can_be_taught_back_is_what_the_readme_says() -> None:
    assert "explain one of the four questions or the LSTM in your own words" in FLAT
    questions = {"rnn", "rnn-vs-feedforward", "rnn-vs-lstm", "transformer-norms"}
    assert {path.parent.name for path in CONTENT.glob("topics/*/rubric.en.yaml")} == questions | {"lstm"}


def rows() -> list[tuple[str, str]]:
    """Return the table of commands: what it names in a row's first cell, and the rest."""
    table = README.partition("| command | does |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `tutor ?([\w-]*)[^`]*` \| (.*) \|$", table, re.MULTILINE)


def test_every_option_in_the_table_is_one_of_its_command(tutor: Tutor) -> None:
    assert {name for name, _ in rows()} == {"", *COMMANDS}
    for name, does in rows():
        known = tutor(name, "--help").stdout if name else ""
        for option in re.findall(r"--[a-z]+", does):
            assert option in known, f"tutor {name} {option}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_what_the_readme_says_all_take(command: str, tutor: Tutor) -> None:
    sentence = README.partition("Every command takes ")[2].partition(" The language")[0]
    known, options = tutor(command, "--help").stdout, re.findall(r"--[a-z]+", sentence)
    assert len(options) == 8 and all(option in known for option in options)
    assert "--content FOLDER" in sentence and "--content FOLDER" in known


def test_the_four_questions_are_answered_as_they_are_typed(tutor: Tutor) -> None:
    typed = re.findall(r"`(tutor explain [^`]+)`", README.partition("## A tour")[0].partition("## Four")[2])
    answers = [tutor(*shlex.split(command)[1:]).stdout for command in typed]
    titles = [answer.strip().splitlines()[0] for answer in answers]
    assert titles == ["What is an RNN?", "Long short-term memory (LSTM)", "How does an LSTM differ from an RNN?"]


def test_the_piped_quiz_reads_the_two_answers_and_finds_them_right(tutor: Tutor) -> None:
    written, command = re.findall(r"`printf '([^']+)' \| tutor ([^`]+)`", README)[0]
    ran = tutor(*command.split(), stdin=written.replace("\\n", "\n"))
    told = json.loads(ran.stdout)
    assert (told["asked"], told["right"]) == (2, 2), ran.stderr


def test_answers_are_one_sqlite_file_in_the_home(tutor: Tutor, home: Path) -> None:
    tutor("quiz", "lstm", "-n", "1", stdin="\n")
    holding = []
    for path in home.rglob("*"):
        if path.is_file() and path.read_bytes().startswith(b"SQLite format 3"):
            with closing(sqlite3.connect(path)) as file:
                tables = [name for (name,) in file.execute("select name from sqlite_master where type = 'table'")]
            holding += [path.name for table in tables if "event" in table]
    assert len(holding) == 1


def test_without_tutor_home_they_go_where_the_readme_says(tmp_path: Path) -> None:
    variables = {name: value for name, value in environment(tmp_path).items() if name != "TUTOR_HOME"}
    asked = [sys.executable, "-m", "tutor", "quiz", "lstm", "-n", "1"]
    subprocess.run(asked, input=b"\n", env={**variables, "HOME": str(tmp_path)}, capture_output=True, check=True)
    assert any((tmp_path / ".local" / "share" / "tutor").iterdir())


@pytest.mark.parametrize(
    "arguments", [*CORE, ["lab", "gradient-flow"], ["search", "gate"], ["define", "gate"]], ids=" ".join
)
def test_no_connection_is_opened_and_no_program_started(arguments: list[str], home: Path) -> None:
    program = OFFLINE.format(arguments=arguments)
    ran = subprocess.run(
        [sys.executable, "-c", program], input="\n", env=environment(home), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_the_python_it_needs_is_the_one_that_is_declared() -> None:
    declared = re.findall(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert f"You need Python {declared[0]} or newer" in FLAT and f"every Python from {declared[0]} on" in FLAT
