"""Screens as files: Chinese at its column, nothing from a network, never half a file."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import Tutor
from tutor.show import blocks as b
from tutor.show.saving import saved


def test_every_chinese_character_stands_at_its_own_column() -> None:
    svg = saved([b.Prose("中文 ab")], 40, ".svg", "t")
    runs = re.findall(r'<text [^>]*? x="([\d.]+)" y="[\d.]+" textLength="([\d.]+)"[^>]*>([^<]*)<', svg)
    assert [(x, length, text) for x, length, text in runs if text != "t"] == [
        ("0", "24.4", "中"),
        ("24.4", "24.4", "文"),
        ("61", "24.4", "ab"),
    ]


def test_a_saved_screen_needs_no_network() -> None:
    for kind in (".svg", ".html"):
        assert not re.search(r"url\(.?http|src=|cdnjs", saved([b.Title("x")], 40, kind, "t"))


def test_save_writes_the_file_and_says_so(tutor: Tutor, tmp_path: Path) -> None:
    ran = tutor("explain", "lstm", "--save", "lstm.txt")
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "lstm.txt is saved.\n")
    assert "Long short-term memory (LSTM)" in (tmp_path / "lstm.txt").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lstm.txt"]


def test_save_refuses_what_has_no_meaning(tutor: Tutor) -> None:
    for arguments in (["--save", "x.pdf"], ["--save", "x.svg", "--json"], ["--save", "nowhere/x.svg"]):
        ran = tutor("explain", "lstm", *arguments)
        assert ran.code == 2 and len(ran.stderr.strip().splitlines()) == 1
