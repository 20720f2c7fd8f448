"""Faults in the words of a lab, each found with its place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.library import Shelf, shipped
from tutor.library.check import check as check_library
from tutor.show import lab_words

ADDER = shipped() / "labs" / "adder"


def problems(tmp_path: Path, language: str, old: str, new: str, lab: str = "adder") -> list[str]:
    """What is found in a pack that holds the adder's words, with one change."""
    folder = tmp_path / "labs" / lab
    folder.mkdir(parents=True)
    for code in ("en", "zh-Hant"):
        text = (ADDER / f"{code}.yaml").read_text(encoding="utf-8")
        assert code != language or old in text
        (folder / f"{code}.yaml").write_text(text.replace(old, new) if code == language else text, encoding="utf-8")
    shelf = Shelf([tmp_path])
    return [str(p) for p in [*lab_words.check(shelf), *check_library(shelf, [], ["adder"])]]


def test_the_words_as_they_are_have_no_fault(tmp_path: Path) -> None:
    assert problems(tmp_path, "en", "title:", "title:") == []


@pytest.mark.parametrize(
    ("language", "old", "new", "piece"),
    [
        ("en", '  steps: "training steps"\n', "", "settings: has no words for steps; add them"),
        ("en", 'weights: "weights", ', "", "measures: has no words for weights; add them"),
        ("zh-Hant", 'dense: "前饋網路", ', "", "variants: has no words for dense; add them"),
        ("en", "  steps: ", '  pace: "quick"\n  steps: ', "settings.pace: is nothing that the lab has; take it out"),
        ("zh-Hant", "  one-kind: ", "  two-kinds: ", "readings: has one-kind in one language only; write it in both"),
        ("zh-Hant", "{times} 倍", "15 倍", "readings.holds: has other figures than the English text: {times}"),
        ("en", 'title: "', 'title: "**', "title: has a lone *"),
        ("en", "claim:", "claims:", "claims: is an unknown key"),
    ],
)
def test_a_fault_is_named_with_its_place(language: str, old: str, new: str, piece: str, tmp_path: Path) -> None:
    found = problems(tmp_path, language, old, new)
    assert any(piece in problem and problem.startswith(f"labs/adder/{language}.yaml:") for problem in found), found


def test_words_of_no_lab(tmp_path: Path) -> None:
    found = problems(tmp_path, "en", "title:", "title:", lab="addder")
    assert found == ["labs/addder:1:1: : has words, but there is no such lab; rename the folder"]
