"""`tutor lab` in a pipe: refusals, documents, streams, exit codes, what is kept."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Tutor

QUICK = ["lab", "adder", "--seeds", "1", "--steps", "20", "--set", "longest=16", "--set", "network=rnn,dense"]
REFUSED = [
    (["lab", "addin"], "There is no lab addin; there are adding"),
    (["lab", "adding", "--set", "speed=3"], "adding has no setting speed; it has cell, length, hidden"),
    (
        ["lab", "adding", "--set", "length=5.5"],
        "length is 5.5; write a whole number in 4…1000. Settings of adding: cell=",
    ),
    (["lab", "adding", "--set", "length=1"], "length is 1; it must be in 4…1000"),
    (["lab", "adding", "--set", "cell=gur"], "cell is gur; write one of rnn, lstm, gru"),
    (["lab", "adding", "--set", "cell=gru,gru"], "all different"),
    (["lab", "adding", "--set", "clip=NaN"], "only finite numbers can be used"),
    (["lab", "adding", "--set", "length"], "--set length has no value"),
    (["lab", "adding", "--steps", "0"], "steps is 0; it must be in 1…100000"),
    (["lab", "adding", "--set", "length=1000", "--set", "hidden=256", "--set", "batch=256"], "are too large together"),
    (["lab", "adding", "--seeds", "0"], "0 is not in the range"),
    (["lab", "adding", "--seconds", "0"], "--seconds is 0; write a number above 0"),
    (["lab", "adding", "--seconds", "nan"], "write a number above 0"),
    (["lab", "--steps", "5"], "name a lab, as in `tutor lab adding --seeds 2`"),
    (["lab", "--predict"], "name a lab"),
    (["lab", "adding", "--all"], "--all runs every lab with its own settings"),
    (["lab", "adding", "--report", "out.pdf"], "give a file that ends in .md or .json"),
    (["lab", "adding", "--report", "nowhere/out.md"], "its folder does not exist"),
    (["lab", "adding", "--save", "nowhere/out.svg"], "its folder does not exist"),
    (["lab", "adding", "--report", "there.md"], "there.md is there already"),
    (["lab", "adding", "--predict", "--save", "out.svg"], "leave --save out"),
    (["lab", "adding", "--predict", "--format", "csv"], "take plain or json"),
    (["explain", "lstm", "--format", "csv"], "CSV is for tables"),
]


@pytest.mark.parametrize(("arguments", "piece"), REFUSED)
def test_a_call_that_means_nothing_is_refused_in_one_sentence(
    arguments: list[str], piece: str, tutor: Tutor, tmp_path: Path
) -> None:
    (tmp_path / "there.md").write_text("mine")
    ran = tutor(*arguments)
    assert (ran.code, ran.stdout) == (2, "")
    assert piece in ran.stderr and "Traceback" not in ran.stderr
    assert (tmp_path / "there.md").read_text() == "mine"


def test_a_refusal_speaks_chinese(tutor: Tutor) -> None:
    assert "沒有 speed 這個設定" in tutor("lab", "adding", "--set", "speed=3", "--lang", "zh-Hant").stderr


def test_a_run_is_one_document_and_its_exit_code_the_verdict(tutor: Tutor) -> None:
    ran = tutor(*QUICK, "--json")
    told = json.loads(ran.stdout)
    assert {"lab", "claim", "source", "settings", "seeds", "measurements", "expected", "verdict", "seconds"} <= set(
        told
    )
    assert (told["lab"], told["seeds"], told["settings"]["steps"]) == ("adder", 1, 20)
    assert [(m["variant"], m["seed"], m["finished"]) for m in told["measurements"]] == [
        ("rnn", 0, True),
        ("dense", 0, True),
    ]
    assert told["measurements"][0]["weights"] == 97  # 8·2 + 8·8 + 8 + 8 + 1
    assert told["measurements"][1]["weights"] == 1608  # 64·16 + 64 + 8·64 + 8
    assert told["verdict"] == "does not hold" and ran.code == 1  # nobody learns it in 20 steps
    assert "\x1b" not in ran.stdout + ran.stderr


def test_a_claim_that_holds_ends_with_0(tutor: Tutor) -> None:
    ran = tutor("lab", "adder", "--seeds", "1", "--set", "network=rnn,dense", "--json")
    assert (json.loads(ran.stdout)["verdict"], ran.code) == ("holds", 0)


def test_two_runs_measure_the_same(tutor: Tutor) -> None:
    one, two = (json.loads(tutor(*QUICK, "--json").stdout)["measurements"] for _ in range(2))
    assert one == two


def test_rows_come_as_csv(tutor: Tutor) -> None:
    ran = tutor(*QUICK, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert [row["variant"] for row in rows] == ["rnn", "dense"]
    assert rows[0]["weights"] == "97" and rows[0]["finished"] == "true" and rows[1]["right_longest"] == ""
    ledger = list(csv.DictReader(io.StringIO(tutor("lab", "--format", "csv").stdout)))
    assert {"adding", "recall"} <= {row["lab"] for row in ledger}


def test_a_budget_that_is_spent_decides_nothing(tutor: Tutor) -> None:
    ran = tutor("lab", "adding", "--seconds", "0.3", "--json")
    told = json.loads(ran.stdout)
    assert (told["verdict"], ran.code) == ("not decided", 1)
    assert told["seconds"] < 20
    assert not all(m["finished"] for m in told["measurements"])


def test_a_pipe_is_told_how_far_it_is_on_stderr(tutor: Tutor) -> None:
    ran = tutor("lab", "adding", "--seconds", "7", "--plain")
    lines = [line for line in ran.stderr.splitlines() if line.startswith("adding: ")]
    assert 1 <= len(lines) <= 3 and "trials finished" in lines[0]
    assert ran.stdout.count("┄") == 0 and "guessing: 0.167" in ran.stdout


@pytest.mark.parametrize("form", [["--plain"], ["--format", "markdown"], ["--ascii"], ["--width", "40"]])
def test_the_screen_comes_in_every_form(form: list[str], tutor: Tutor) -> None:
    ran = tutor(*QUICK, *form)
    assert ran.code == 1 and "does not hold" in ran.stdout
    assert ran.stdout.isascii() or "--ascii" not in form
    assert max(map(len, ran.stdout.splitlines())) <= 40 or "--width" not in form


def test_the_ledger_keeps_the_last_verdict_at_the_labs_own_settings(tutor: Tutor, home: Path) -> None:
    assert next(row for row in json.loads(tutor("lab", "--json").stdout) if row["lab"] == "adder")["verdict"] is None
    tutor(*QUICK)
    assert not (home / "verdicts").exists()  # not the lab's own settings
    assert tutor("lab", "adder", "--json").code == 0
    row = next(row for row in json.loads(tutor("lab", "--json").stdout) if row["lab"] == "adder")
    assert row["verdict"] == "holds" and row["time"].endswith("+00:00")
    assert "last: holds" in tutor("lab").stdout


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"verdict": 1}', '{"verdict": "\x1b[31m", "time": "x"}', "9" * 20_000]
)
def test_a_verdict_that_cannot_be_read_is_none(content: str, tutor: Tutor, home: Path) -> None:
    (home / "verdicts").mkdir(parents=True)
    (home / "verdicts" / "adder.json").write_text(content)
    ran = tutor("lab")
    assert ran.code == 0 and "\x1b" not in ran.stdout


def test_a_home_that_cannot_be_written_loses_only_the_ledger(tutor: Tutor, home: Path) -> None:
    home.write_text("a file where the folder should be")
    ran = tutor("lab", "adder", "--json")
    assert ran.code == 0 and "cannot be kept" in ran.stderr
    assert json.loads(ran.stdout)["verdict"] == "holds"


def test_a_report_is_written_whole(tutor: Tutor, tmp_path: Path) -> None:
    tutor(*QUICK, "--report", "run.md")
    tutor(*QUICK, "--report", "run.json")
    markdown = (tmp_path / "run.md").read_text(encoding="utf-8")
    assert "# Learn to add on 8 bits" in markdown and "does not hold" in markdown
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))[0]["lab"] == "adder"


def test_a_prediction_is_judged_and_kept(tutor: Tutor) -> None:
    whole = ["lab", "adder", "--seeds", "1", "--set", "network=rnn,dense", "--predict"]
    right = tutor(*whole, stdin="a\n")
    assert "Right." in right.stdout and "It came out like this: RNN" in right.stdout
    assert "Not right." in tutor(*whole, stdin="b\n").stdout
    assert "Right." in tutor(*whole, stdin="rnn\n").stdout
    assert "Here is how it goes." in tutor(*whole, stdin="\n").stdout
    log = [json.loads(line) for line in tutor("progress", "export", "--with-answers").stdout.splitlines()]
    kept = [(e["answer"], e["right"]) for e in log if e.get("question") == "lab:adder"]
    assert kept == [("a", True), ("b", False), ("rnn", True), ("", False)]
    assert {(e["mode"], e["scheduled"]) for e in log if e.get("question") == "lab:adder"} == {("predict", False)}


def test_a_prediction_stands_in_the_document(tutor: Tutor) -> None:
    ran = tutor("lab", "adder", "--seeds", "1", "--set", "network=rnn,dense", "--predict", "--json", stdin="b\n")
    assert json.loads(ran.stdout)["prediction"] == {"answer": "b", "right": False}
    assert "Which network gets the most 256-bit sums right?" in " ".join(ran.stderr.split())


def test_where_nobody_is_ahead_a_prediction_is_not_judged(tutor: Tutor) -> None:
    ran = tutor(*QUICK, "--predict", stdin="a\n")  # in 20 steps neither learns anything
    assert "neither right nor wrong" in " ".join(ran.stdout.split()) and "Right." not in ran.stdout
    assert '"lab:adder"' not in tutor("progress", "export").stdout


def test_nothing_is_run_for_who_says_nothing(tutor: Tutor) -> None:
    ran = tutor(*QUICK, "--predict", stdin="")
    assert ran.code == 0 and "does not hold" not in ran.stdout


def test_topics_and_labs_lead_to_each_other(tutor: Tutor) -> None:
    assert "tutor lab adding" in tutor("explain", "rnn-vs-lstm").stdout
    assert "adding" in json.loads(tutor("explain", "rnn-vs-lstm", "--json").stdout)["labs"]
    assert "tutor explain rnn-vs-feedforward" in tutor(*QUICK).stdout
