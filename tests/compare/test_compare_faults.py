"""What `tutor check` says of a comparison with one fault: where, what, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from comparisons import FACTS, WORDS, pack

from tests.conftest import Tutor
from tutor import demos, quiz, show
from tutor.library import Shelf
from tutor.library.check import check as check_library

PLACE = "comparisons/carrying"


def problems(folder: Path) -> list[str]:
    shelf = Shelf([folder])
    found = [*check_library(shelf, demos.names(), []), *quiz.check(shelf), *show.check(shelf)]
    return [str(problem) for problem in found if problem.file.startswith("comparisons/")]


def test_a_whole_comparison_has_no_faults(tmp_path: Path) -> None:
    assert problems(pack(tmp_path)) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "topics: [residual, hidden-state]",
            "topics: [residual, residual]",
            ["1:9: topics: needs exactly two different topics"],
        ),
        (
            "topics: [residual, hidden-state]",
            "topics: [residual, no-such]",
            ["1:20: topics.2: is no-such, which does not exist"],
        ),
        (
            "topics: [residual, hidden-state]\nshared: [carry]",
            "shared: [carry]\ntopics: [residual, hidden-state]",
            ["2:9: topics: is not the first key; put it first, so that lists read no more than the head of a file"],
        ),
        ("sources: [s]", "sources: []", ["6:10: sources: is empty; add at least one"]),
        (
            '{shown: "14", by: "2 * 7"}',
            '{shown: "14", given: "said so"}',
            ["5:3: numbers: has no computed number; show the difference by one (demo or by)"],
        ),
        (
            '{shown: "14", by: "2 * 7"}',
            '{shown: "14", by: "2 * 8"}',
            ["5:5: numbers.1: shows 14, but it is 16.00; correct the number or where it comes from"],
        ),
        (
            '{shown: "14", by: "2 * 7"}',
            '{shown: "14", by: "2 * 7", given: "said so"}',
            ["5:5: numbers.1: needs exactly one of demo, by, given"],
        ),
    ],
)
def test_a_fault_of_the_facts_is_told_at_its_place(before: str, after: str, told: list[str], tmp_path: Path) -> None:
    assert before in FACTS
    assert problems(pack(tmp_path, facts=FACTS.replace(before, after))) == [
        f"{PLACE}/comparison.yaml:{fault}" for fault in told
    ]


def test_ids_are_kebab_case_and_belong_to_one_row(tmp_path: Path) -> None:
    facts = FACTS.replace("rows: [runs]", "rows: [runs, carry, number, Big]")
    rows = "".join(f"  {name}: {{aspect: a, first: b, second: c}}\n" for name in ("carry", "number", "Big"))
    words = WORDS.replace("choose:", rows + "choose:")
    assert problems(pack(tmp_path, facts=facts, words=words)) == [
        f"{PLACE}/comparison.yaml:3:7: rows: has the id carry 2 times (choose and number are taken)",
        f"{PLACE}/comparison.yaml:3:7: rows: has the id number 2 times (choose and number are taken)",
        f"{PLACE}/comparison.yaml:3:29: rows.4: is not kebab-case; use small letters, digits and single hyphens",
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("  runs:", "  walks:", ["5:3: rows.runs: is missing; write it", "5:10: rows.walks: has no counterpart"]),
        (
            'shared: {carry: "Both',
            'shared: {Carry: "Both',
            ["3:9: shared.carry: is missing; write it", "3:17: shared.Carry:"],
        ),
        ("Two weeks are 14 days.", "Two weeks are 14 days, not 15.", ["7:9: number: shows 15, which `numbers` in"]),
        ("Two weeks are 14 days.", "Two weeks.", ["1:1: numbers: does not show 14, which `numbers` in"]),
        ("Over time.", "Over $t.", ["5:73: rows.runs.second: has a lone $ in 'Over $t.'"]),
        ("Over time.", r"$\\frac{1}{2}$", ["5:73: rows.runs.second: "]),
        (
            "Over time.",
            r"Over\n\ntime.",
            ["5:73: rows.runs.second: is more than one paragraph; write one or two sentences"],
        ),
        ("Over time.", "- Over time.", ["5:73: rows.runs.second: is more than one paragraph"]),
        ("Two ways to carry something on.", "# Two ways", ["1:10: summary: uses '#'"]),
        (', second: "In time."}', "}", ["6:9: choose.second: is missing; add it"]),
    ],
)
def test_a_fault_of_the_words_is_told_at_its_place(before: str, after: str, told: list[str], tmp_path: Path) -> None:
    assert before in WORDS
    found = problems(pack(tmp_path, words=WORDS.replace(before, after)))
    assert len(found) == len(told), found
    for problem, begins in zip(found, told, strict=True):
        assert problem.startswith(f"{PLACE}/en.yaml:{begins}")


def test_two_comparisons_of_one_pair_are_one_too_many(tmp_path: Path) -> None:
    pack(tmp_path)
    turned = FACTS.replace("[residual, hidden-state]", "[hidden-state, residual]")
    assert problems(pack(tmp_path, facts=turned, name="once-more")) == [
        "comparisons/once-more/comparison.yaml:1:9: topics: are also compared by carrying; keep one"
    ]


def test_a_folder_needs_an_id_for_a_name_and_english_words(tmp_path: Path) -> None:
    pack(tmp_path, name="Carrying On")
    (pack(tmp_path) / PLACE / "en.yaml").unlink()
    assert problems(tmp_path) == [
        "comparisons/Carrying On:1:1: : is not kebab-case; rename the folder",
        f"{PLACE}/en.yaml:1:1: : cannot be read (No such file or directory); check the path and its permissions",
    ]


def test_the_command_reports_a_fault_and_ends_with_1(tutor: Tutor, tmp_path: Path) -> None:
    folder = pack(tmp_path / "pack", facts=FACTS.replace("2 * 7", "2 * 8"))
    ran = tutor("check", str(folder))
    assert ran.code == 1
    assert ran.stdout.startswith(f"{PLACE}/comparison.yaml:5:5: numbers.1: shows 14, but it is 16.00;")


def test_a_faulty_comparison_is_refused_with_its_place(tutor: Tutor, tmp_path: Path) -> None:
    folder = pack(tmp_path / "pack", words=WORDS.replace("  runs:", "  walks:"))
    ran = tutor("compare", "residual", "hidden-state", "--content", str(folder))
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == (f"Content cannot be used: {PLACE}/en.yaml:1:1: rows.runs: is missing; write it.\n")
