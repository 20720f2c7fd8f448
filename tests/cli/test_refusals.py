"""Wrong names, shapes, files, numbers and options: one clear sentence on stderr, nothing on stdout, exit 2."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import Tutor, environment

LONG = "b" * 300
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
    ("npz of records", ["demo", "rmsnorm", "--input", "record.npz"], "x.npy holds something other than numbers"),
    ("JSON with a name twice", ["demo", "rmsnorm", "--input", "twice.json"], "it holds the name x twice"),
    ("JSON of another encoding", ["demo", "rmsnorm", "--input", "utf-16.json"], "it is not UTF-8 text"),
    ("a number without end", ["demo", "rmsnorm", "--set", f"x={'9' * 5000},1"], "x holds Infinity; only finite"),
    ("a pack with a long name", ["explain", "lstm", "--content", LONG], "… cannot be looked into (File name too long)"),
    ("check of a long name", ["check", LONG], "… cannot be looked into (File name too long)"),
    ("report with a long name", ["lab", "norm-cost", "--report", f"{LONG}.md"], "… cannot be written (File name too"),
    ("input with a long name", ["demo", "rmsnorm", "--input", f"{LONG}.json"], "… cannot be found; check the path"),
    ("a topic that never ends", ["explain", LONG * 20], "No topic is called bbbbbbb"),
    ("an option that never ends", ["explain", f"--{LONG * 20}"], "No such option: --bbb"),
    ("a command that never ends", [LONG * 20], "No such command 'bbb"),
    ("a value that never ends", ["explain", "lstm", "--level", "b c" * 2000], "'b cb cb c"),
    ("a section that never ends", ["explain", "lstm", f"--section={LONG * 20}"], "--section is bbb"),
    ("an import with a long name", ["progress", "import", LONG], "… cannot be read (File name too long)"),
    ("a sheet with a long name", ["export", "quiz", "lstm", f"{LONG}.md"], "… cannot be written (File name too long)"),
    ("a topic of bytes that are no text", ["explain", "\udcff\udcfe"], "No topic is called ??; `tutor topics`"),
    ("a topic of nothing", ["explain", ""], "No topic is called ?; `tutor topics`"),
    ("a demo of bytes that are no text", ["demo", "\udcff"], "There is no demo ?; there are"),
    ("a pack that forges a line", ["topics", "--content", "k\nFAKE line"], "k FAKE line is not a folder"),
    ("what cannot be saved", ["topics", "--save", "a.pdf"], "--save a.pdf has no meaning here"),
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
    (tmp_path / "twice.json").write_text('{"x": [3, 4], "x": [5, 12]}')
    (tmp_path / "utf-16.json").write_text('{"x": [3, 4]}', encoding="utf-16")
    np.savez(tmp_path / "record.npz", x=np.array([(1.0, 2)], dtype=[("a", "<f8"), ("b", "<i4")]))
    np.savez(tmp_path / "pickle.npz", x=np.array([{}], dtype=object))


@pytest.mark.parametrize(("what", "arguments", "piece"), REFUSED, ids=[row[0] for row in REFUSED])
def test_is_refused_in_one_sentence(what: str, arguments: list[str], piece: str, tutor: Tutor) -> None:
    ran = tutor(*arguments)
    assert ran.code == 2, ran
    assert ran.stdout == ""
    assert piece in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1, ran.stderr
    assert len(ran.stderr) < 400
    assert "Traceback" not in ran.stderr


def test_at_least_twenty_kinds_are_listed() -> None:
    assert len({row[0] for row in REFUSED}) >= 20


CHINESE = [
    (["explain", "qqqqqqq"], "沒有叫做「qqqqqqq」的主題"),
    (["demo", "rmsnorm", "--set", "gamma=1,2"], "請給形狀是 [2] 的值"),
    (["demo", "x"], "沒有「x」這個示範"),
    (["topics", "--format", "pdf"], "--format 是 'pdf'；請寫 text"),
    (["topics", "--plain", "--json"], "plain 和 json 不能一起用"),
    (["topics", "--width", "20"], "--width 是 20；請寫 32 到 400 之間的數"),
    (["topics", "--save", "a.pdf"], "--save a.pdf 在這裡沒有意義"),
    (["topics", "--content", "nowhere"], "nowhere 不是資料夾"),
    (["topics", "--content", LONG], "（檔名太長）"),
    (["demo", "rmsnorm", "--input", "broken.json"], "broken.json 不能用：第 1 行第 12 個字元：這裡該有 ','；"),
    (["demo", "rmsnorm", "--input", "twice.json"], "不能用：x 這個名稱出現兩次；"),
    (["demo", "rmsnorm", "--input", "text.npz"], "不能用：不是 .npz 檔；"),
    (["demo", "rmsnorm", "--input", "record.npz"], "不能用：x.npy 裡不是數字；"),
    (["progress", "import", "nowhere.jsonl"], "（沒有這個檔案或資料夾）"),
    (["export"], "少了引數 'anki|quiz|recap'，可以寫 anki, quiz, recap；"),
]


@pytest.mark.parametrize(("arguments", "piece"), CHINESE, ids=[" ".join(row[0])[:40] for row in CHINESE])
def test_refusals_speak_chinese_too(arguments: list[str], piece: str, tutor: Tutor) -> None:
    ran = tutor(*arguments, TUTOR_LANG="zh-Hant")
    assert ran.code == 2
    assert piece in ran.stderr


def test_an_unknown_language_is_told_in_the_one_of_the_environment(tutor: Tutor) -> None:
    assert (
        "--lang 是 'fr'；請寫 en, zh-Hant, zh-Hans 其中之一"
        in tutor("topics", "--lang", "fr", TUTOR_LANG="zh_TW").stderr
    )


@pytest.mark.skipif(not shutil.which("setpriv") or os.geteuid() != 0, reason="somebody without the rights of root")
@pytest.mark.parametrize(
    "arguments",
    [["explain", "lstm", "--content", "shut/in"], ["check", "shut/in"], ["lab", "adding", "--report", "shut/a.md"]],
)
def test_what_lies_in_a_folder_that_is_shut_is_refused(arguments: list[str], home: Path, tmp_path: Path) -> None:
    (tmp_path / "shut" / "in").mkdir(parents=True)
    (tmp_path / "shut").chmod(0)
    weak = [
        "setpriv",
        "--bounding-set=-dac_override,-dac_read_search",
        "--inh-caps=-all",
        sys.executable,
        "-m",
        "tutor",
    ]
    done = subprocess.run(
        [*weak, *arguments], capture_output=True, text=True, env=environment(home), cwd=tmp_path, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "(Permission denied)" in done.stderr and len(done.stderr.splitlines()) == 1


def test_the_name_of_a_pack_forges_no_line_of_the_check(tutor: Tutor, tmp_path: Path) -> None:
    folder = tmp_path / "k\nFAKE line: all is well" / "topics" / "one"
    folder.mkdir(parents=True)
    (folder / "topic.yaml").write_text("names: 1\n", encoding="utf-8")
    ran = tutor("check", "k\nFAKE line: all is well")
    assert ran.code == 1
    assert not [line for line in ran.stdout.splitlines() if line.startswith("FAKE")]


def test_control_characters_in_a_name_do_not_reach_the_terminal(tutor: Tutor) -> None:
    ran = tutor("explain", "\x1b[31mred\x1b]0;title\x07")
    assert ran.code == 2
    assert "\x1b" not in ran.stderr and "\x07" not in ran.stderr


def test_inputs_come_from_files_and_set_overrides_them(tutor: Tutor, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"x": [3, 4], "eps": 0}')
    (tmp_path / "mark.json").write_text('{"x": [3, 4], "eps": 0}', encoding="utf-8-sig")
    (tmp_path / "in.yaml").write_text("x: [3, 4]\neps: 0\n")
    np.savez(tmp_path / "in.npz", x=np.array([3.0, 4.0]), eps=np.array(0.0))
    for name in ("in.json", "mark.json", "in.yaml", "in.npz"):
        ran = tutor("demo", "rmsnorm", "--input", name, "--json")
        assert ran.code == 0, ran.stderr
        assert json.loads(ran.stdout)["outputs"]["y"] == pytest.approx([0.848528137, 1.131370850])
    doubled = tutor("demo", "rmsnorm", "--input", "in.json", "--set", "x=5,12", "--json")
    assert json.loads(doubled.stdout)["steps"][0]["value"] == pytest.approx(84.5)  # (25 + 144) / 2
