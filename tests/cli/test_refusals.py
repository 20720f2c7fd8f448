"""Wrong names, shapes, files, numbers and options: one clear sentence on stderr, nothing on stdout, exit 2."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import Tutor

# (what is wrong, arguments, a piece of the sentence)
REFUSED = [
    ("unknown command", ["explian", "lstm"], "No such command 'explian'"),
    ("unknown option", ["explain", "lstm", "--colour"], "No such option: --colour"),
    ("no topic", ["explain"], "Missing argument 'TOPIC...'"),
    ("unknown topic", ["explain", "lsmt"], "No topic is called lsmt; near it are lstm"),
    ("unknown topic, nothing near", ["explain", "qqqqqqq"], "No topic is called qqqqqqq; `tutor topics` lists all"),
    ("level out of range", ["explain", "lstm", "--level", "9"], "--level is 9; write 1, 2, 3 or 4"),
    ("level not a number", ["explain", "lstm", "--level", "two"], "'two' is not a valid int"),
    (
        "unknown section",
        ["explain", "lstm", "--section", "when"],
        "--section is when; write why, what, how or how-good",
    ),
    ("unknown language", ["explain", "lstm", "--lang", "fr"], "--lang is 'fr'; write one of en, zh-Hant, zh-Hans"),
    (
        "unknown format",
        ["explain", "lstm", "--format", "pdf"],
        "--format is 'pdf'; write one of text, plain, json, markdown",
    ),
    (
        "two formats",
        ["explain", "lstm", "--plain", "--json"],
        "plain and json are asked for together; choose one format",
    ),
    ("width too small", ["explain", "lstm", "--width", "20"], "--width is 20; write a number from 32 to 400"),
    ("no such pack", ["explain", "lstm", "--content", "nowhere"], "nowhere is not a folder"),
    ("unknown demo", ["demo", "rmsnrom"], "There is no demo rmsnrom; there are rmsnorm"),
    ("input without demo", ["demo", "--set", "x=1,2"], "--set, --input and --seed belong to a demo"),
    ("set without value", ["demo", "rmsnorm", "--set", "x"], "--set x has no value; write NAME=VALUE"),
    ("set that cannot be read", ["demo", "rmsnorm", "--set", "x=1,,2"], "--set x=1,,2 cannot be read"),
    ("unknown input", ["demo", "rmsnorm", "--set", "beta=0,0,0,0"], "rmsnorm has no input beta; it has x, gamma, eps"),
    (
        "wrong shape",
        ["demo", "rmsnorm", "--set", "x=1,2,3,4", "--set", "gamma=1,2"],
        "gamma has the shape [2], but [4] is needed",
    ),
    ("ragged rows", ["demo", "rmsnorm", "--set", "x=[[1,2],[3]]"], "x has the shape"),
    ("text for a number", ["demo", "rmsnorm", "--set", 'x=["a","b"]'], "which is not a number"),
    ("a boolean", ["demo", "rmsnorm", "--set", "x=[true,1]"], "which is not a number"),
    ("NaN", ["demo", "rmsnorm", "--set", "x=[NaN,1]"], "only finite numbers can be used"),
    ("infinite by overflow", ["demo", "rmsnorm", "--set", "x=[1e400,1]"], "only finite numbers can be used"),
    ("unknown choice", ["demo", "size", "--set", "cell=perceptron"], 'cell is "perceptron"; write one of rnn|gru'),
    ("not a whole number", ["demo", "size", "--set", "n=2.5"], "n is 2.5; write a whole number"),
    ("missing weights", ["demo", "rnn", "--set", "h_0=0,0,0"], "is missing for these shapes"),
    ("no such file", ["demo", "rmsnorm", "--input", "none.json"], "none.json cannot be found"),
    ("unknown kind of file", ["demo", "rmsnorm", "--input", "inputs.csv"], "inputs.csv is of an unknown kind"),
    ("broken JSON", ["demo", "rmsnorm", "--input", "broken.json"], "broken.json cannot be used"),
    ("JSON that is a list", ["demo", "rmsnorm", "--input", "list.json"], "list.json cannot be used"),
    ("YAML bomb", ["demo", "rmsnorm", "--input", "bomb.yaml"], "uses a YAML anchor or alias"),
    ("pickled npz", ["demo", "rmsnorm", "--input", "pickle.npz"], "pickle.npz cannot be used"),
    ("npz that is no zip", ["demo", "rmsnorm", "--input", "text.npz"], "text.npz cannot be used"),
    ("negative seed", ["demo", "rmsnorm", "--seed", "-1"], "-1 is not in the range"),
    ("no questions", ["quiz", "lstm", "-n", "0"], "0 is not in the range"),
    ("quiz on nothing", ["quiz", "qqqqqqq"], "No topic is called qqqqqqq"),
    ("quiz as Markdown", ["quiz", "lstm", "--format", "markdown"], "A quiz cannot be printed as Markdown"),
    ("check of no folder", ["check", "nowhere"], "nowhere is not a folder"),
]


@pytest.fixture(autouse=True)
def strange_files(tmp_path: Path) -> None:
    (tmp_path / "inputs.csv").write_text("1,2")
    (tmp_path / "broken.json").write_text('{"x": [1, 2')
    (tmp_path / "list.json").write_text("[1, 2]")
    (tmp_path / "bomb.yaml").write_text("a: &a [1]\nx: [*a, *a]\n")
    (tmp_path / "text.npz").write_text("not a zip")
    np.savez(tmp_path / "pickle.npz", x=np.array([{}], dtype=object))


@pytest.mark.parametrize(("what", "arguments", "piece"), REFUSED, ids=[row[0] for row in REFUSED])
def test_is_refused_in_one_sentence(what: str, arguments: list[str], piece: str, tutor: Tutor) -> None:
    ran = tutor(*arguments)
    assert ran.code == 2, ran
    assert ran.stdout == ""
    assert piece in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1, ran.stderr
    assert "Traceback" not in ran.stderr


def test_at_least_twenty_kinds_are_listed() -> None:
    assert len({row[0] for row in REFUSED}) >= 20


@pytest.mark.parametrize(
    "arguments", [["explain", "qqqqqqq"], ["demo", "rmsnorm", "--set", "gamma=1,2"], ["demo", "x"]]
)
def test_refusals_speak_chinese_too(arguments: list[str], tutor: Tutor) -> None:
    ran = tutor(*arguments, "--lang", "zh-Hant")
    assert ran.code == 2
    assert any("\u4e00" <= char <= "\u9fff" for char in ran.stderr)


def test_control_characters_in_a_name_do_not_reach_the_terminal(tutor: Tutor) -> None:
    ran = tutor("explain", "\x1b[31mred\x1b]0;title\x07")
    assert ran.code == 2
    assert "\x1b" not in ran.stderr and "\x07" not in ran.stderr


def test_inputs_come_from_files_and_set_overrides_them(tutor: Tutor, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"x": [3, 4], "eps": 0}')
    (tmp_path / "in.yaml").write_text("x: [3, 4]\neps: 0\n")
    np.savez(tmp_path / "in.npz", x=np.array([3.0, 4.0]), eps=np.array(0.0))
    for name in ("in.json", "in.yaml", "in.npz"):
        ran = tutor("demo", "rmsnorm", "--input", name, "--json")
        assert ran.code == 0, ran.stderr
        assert json.loads(ran.stdout)["outputs"]["y"] == pytest.approx([0.848528137, 1.131370850])
    doubled = tutor("demo", "rmsnorm", "--input", "in.json", "--set", "x=5,12", "--json")
    assert json.loads(doubled.stdout)["steps"][0]["value"] == pytest.approx(84.5)  # (25 + 144) / 2
