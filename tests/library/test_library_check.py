"""`tutor check` names each fault with its place: one folder a fault under `bad/`, made from `good/` by `faults.py`.

`expected.txt` in each folder holds the lines that the check prints, decided by hand.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from faults import BAD, FAULTS, GOOD, folder

from tests.fuzz.running import HANG
from tutor import demos, lab, quiz, show
from tutor.library import Shelf, check_topic, check_written, shipped
from tutor.library.build import Builder
from tutor.library.check import check, coverage
from tutor.library.reader import Scalar

SEEDS = 20  # each number question of the good pack has 9 variants


def problems(*folders: Path, seeds: int = SEEDS) -> list[str]:
    """The lines that `tutor check` prints."""
    shelf = Shelf(folders)
    found = [*check(shelf, demos.names(), lab.names()), *quiz.check(shelf, seeds), *show.check(shelf)]
    return [str(problem) for problem in sorted(found)]


def written(content: dict[str, bytes], place: Path) -> Path:
    for file, data in content.items():
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        (place / file).write_bytes(data)
    return place


def test_the_good_pack_has_no_fault() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_fault_is_named_with_its_place(fault: str) -> None:
    assert problems(BAD / fault) == (BAD / fault / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_every_bad_folder_is_the_good_pack_with_its_fault() -> None:
    assert {path.name for path in BAD.iterdir()} == set(FAULTS)
    for fault in FAULTS:
        files = {str(path.relative_to(BAD / fault)): path.read_bytes() for path in (BAD / fault).rglob("*.yaml")}
        assert files == folder(fault), f"{fault}: run python tests/library/faults.py"


def test_the_command_prints_these_lines_and_says_no(tutor: Callable) -> None:
    fault = BAD / "many-faults-at-once"
    ran = tutor("check", str(fault))
    expected = (fault / "expected.txt").read_text(encoding="utf-8")
    assert ran.code == 1
    assert ran.stdout.startswith(expected)
    assert ran.stdout.rstrip().endswith("4 problems; each line above says where, what and what to do.")


def test_the_command_finds_nothing_in_the_good_pack(tutor: Callable) -> None:
    ran = tutor("check", str(GOOD))
    assert (ran.code, ran.stdout.rstrip().splitlines()[-1].strip()) == (0, "Nothing is wrong.")


def test_a_pack_may_need_shipped_topics(tmp_path: Path) -> None:
    content = folder("unknown-need")
    facts = content["topics/fading/topic.yaml"].replace(
        b"needs: [fadin]", b"needs: [rnn, lstm]\nconfusable: [layernorm]"
    )
    assert problems(written({**content, "topics/fading/topic.yaml": facts}, tmp_path)) == []


def test_a_pack_beside_the_shipped_content_is_checked_too(tmp_path: Path) -> None:
    written(folder("unknown-need"), tmp_path)
    shelf = Shelf([shipped(), tmp_path])
    found = [str(problem) for problem in check(shelf, demos.names(), lab.names())]
    assert found == (BAD / "unknown-need" / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_an_english_pack_is_complete(tmp_path: Path) -> None:
    content = folder("number-not-listed")
    del content["topics/fading/zh-Hant.yaml"]
    assert problems(written(content, tmp_path)) == [
        "topics/fading/en.yaml:16:6: how.2: shows 81, which `numbers` in topic.yaml does not list"
    ]


def test_a_missing_demo_is_a_fault_of_the_shipped_content_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(folder("words-of-no-input"), tmp_path)
    monkeypatch.setattr(import_module("tutor.quiz.check"), "shipped", lambda: tmp_path)
    missing = [line for line in problems(tmp_path) if "is missing" in line]
    message = "is missing; a demo has a title and a sentence for each step"
    assert missing == [f"demos/{name}/en.yaml:1:1: : {message}" for name in demos.names() if name != "cell"]


@pytest.mark.skipif(os.name == "nt", reason="such names do not exist there")
def test_a_folder_name_cannot_drive_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "topics" / "a\x1b[2Jb").mkdir(parents=True)
    (tmp_path / "demos" / "c\u202ed").mkdir(parents=True)
    assert problems(tmp_path) == [
        "demos/cd:1:1: : has words, but there is no such demo; rename the folder",
        "topics/a[2Jb:1:1: : is not kebab-case; rename the folder",
    ]


def test_numbers_of_any_length_are_checked_without_a_crash(tmp_path: Path) -> None:
    content = folder("number-not-listed")
    content["topics/fading/en.yaml"] = content["topics/fading/en.yaml"].replace(b"nine nines 81", b"9" * 5000)
    found = problems(written(content, tmp_path))
    assert [line[:48] for line in found] == ["topics/fading/en.yaml:16:6: how.2: shows 9999999"]


def test_problems_of_all_three_checks_come_sorted_by_place(tmp_path: Path) -> None:
    content = folder("unknown-need")
    for fault in ("number-not-listed", "lone-star"):
        text, old = folder(fault)["topics/fading/en.yaml"], folder("unknown-need")["topics/fading/en.yaml"]
        lines = zip(text.splitlines(), old.splitlines(), content["topics/fading/en.yaml"].splitlines(), strict=True)
        content["topics/fading/en.yaml"] = b"\n".join(new if new != line else kept for new, line, kept in lines)
    assert [line.split(": ")[:2] for line in problems(written(content, tmp_path))] == [
        ["topics/fading/en.yaml:16:6", "how.2"],
        ["topics/fading/en.yaml:19:6", "how_good.2"],
        ["topics/fading/topic.yaml:6:9", "needs.1"],
    ]


def test_coverage_tells_levels_and_kinds_of_questions(tmp_path: Path) -> None:
    kinds = {"choice": 1, "fill": 1, "multiple": 1, "number": 1, "order": 1, "true-false": 1}
    both = [
        {"topic": "fading", "language": language, "levels": [2], "questions": kinds} for language in ("en", "zh-Hant")
    ]
    assert coverage(Shelf([GOOD])) == both
    content = folder("number-not-listed")
    del content["topics/fading/zh-Hant.yaml"]
    assert coverage(Shelf([written(content, tmp_path)])) == [both[0], {**both[1], "levels": []}]


def test_coverage_leaves_out_what_cannot_be_read() -> None:
    assert coverage(Shelf([BAD / "unknown-key"])) == []


def test_a_topic_of_many_ids_and_sources_takes_time_by_its_length_only() -> None:
    builder, names = Builder("topic.yaml"), [f"n{number}" for number in range(20_000)]
    sources = [(f"sources.{number}", Scalar(f"A{number} (2020)", 1, 1, True)) for number in range(20_000)]
    began = time.process_time()
    check_topic.same_ids("key_points", names, reversed(names), builder)
    told = list(check_written._uncited("topic.yaml", sources, {"en": [f"p{name} 2020" for name in names]}))
    assert time.process_time() - began < HANG
    assert builder.problems == []
    assert told[0].message == "are 20,000; keep the 100 or fewer that the text rests on"
