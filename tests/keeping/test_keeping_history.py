"""History survives editing: a reworded question keeps it, a raised revision resets it, and no answer is deleted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran
from tests.keeping.pack import Item, write

Here = Callable[..., Ran]
Played = Callable[..., dict[str, Any]]


@pytest.fixture
def after(here: Here, tmp_path: Path) -> Played:
    """Answer `of-eight` wrong and `what-is-left` right, rewrite the pack with other items; return the progress."""
    pack = tmp_path / "pack"

    def run(*items: Item) -> dict[str, Any]:
        write(pack)
        ran = here("quiz", "halving", "-n", "2", "--content", str(pack), stdin="take\n0.125\n")
        assert ran.code == 0, ran.stderr
        write(pack, items)
        told: dict[str, Any] = json.loads(here("progress", "--json", "--content", str(pack)).stdout)
        return told

    return run


def misconceptions(told: dict[str, Any]) -> list[tuple[str, int]]:
    return [(row["misconception"], row["times"]) for row in told["misconceptions"]]


def test_a_reworded_question_keeps_its_history(after: Played) -> None:
    told = after(Item(ask="Cut eight in half: what is left?"))
    assert (told["answers"], told["cards"]) == (2, 2)
    assert misconceptions(told) == [("takes-one", 1)]
    assert sum(told["forecast"]) == 2


def test_a_raised_revision_starts_anew_and_keeps_the_answers(after: Played) -> None:
    told = after(Item(revision=2))
    assert (told["answers"], told["cards"]) == (2, 1)
    assert misconceptions(told) == []
    assert sum(told["forecast"]) == 1


def test_a_raised_revision_is_new_again_in_the_quiz(after: Played, here: Here, tmp_path: Path) -> None:
    after(Item(revision=2))
    ran = here("quiz", "halving", "--content", str(tmp_path / "pack"), "--json", stdin="halve\n")
    (answer,) = json.loads(ran.stdout)["answers"]
    assert (answer["question"], answer["revision"], answer["right"]) == ("halving/of-eight", 2, True)
    told = json.loads(here("progress", "--json", "--content", str(tmp_path / "pack")).stdout)
    assert (told["answers"], told["cards"]) == (3, 2)
    assert [row["mastery"] for row in told["topics"] if row["topic"] == "halving"] == [0.9468]  # both right, by hand


def test_a_removed_question_stays_in_the_log(after: Played, here: Here, tmp_path: Path) -> None:
    told = after(Item("another"))
    assert told["answers"] == 2
    pack = ["--content", str(tmp_path / "pack")]
    lines = here("progress", "export", *pack).stdout.splitlines()
    assert sorted(json.loads(line)["question"] for line in lines) == ["halving/of-eight", "halving/what-is-left"]
    # Put back, it has its history again.
    write(tmp_path / "pack")
    told = json.loads(here("progress", "--json", *pack).stdout)
    assert misconceptions(told) == [("takes-one", 1)]


@pytest.mark.parametrize("former", ["of-eight", "halving/of-eight"])
def test_a_renamed_question_names_its_former_id_and_keeps_its_history(
    former: str, after: Played, here: Here, tmp_path: Path
) -> None:
    told = after(Item("half-of-eight", formerly=former))
    assert (told["answers"], told["cards"]) == (2, 2)
    assert misconceptions(told) == [("takes-one", 1)]
    ran = here("quiz", "halving", "--missed", "--content", str(tmp_path / "pack"), "--json", stdin="halve\n")
    assert [answer["question"] for answer in json.loads(ran.stdout)["answers"]] == ["halving/half-of-eight"]


def test_without_formerly_a_renamed_question_is_a_new_one(after: Played) -> None:
    told = after(Item("half-of-eight"))
    assert sum(row["mastery"] for row in told["topics"] if row["topic"] == "halving") == pytest.approx(0.4734)


def test_a_deleted_cache_changes_nothing(after: Played, here: Here, home: Path, tmp_path: Path) -> None:
    told = after(Item())
    with closing(sqlite3.connect(home / "progress.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM cache")
    assert json.loads(here("progress", "--json", "--content", str(tmp_path / "pack")).stdout) == told
