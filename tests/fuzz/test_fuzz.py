"""The short form of the fuzzing, and everything that the long form ever found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.running import run
from tests.fuzz.targets import TARGETS, tried

FOUND = sorted((Path(__file__).parent / "found").glob("*/*"))


@pytest.mark.parametrize("name", TARGETS)
def test_damage_ends_in_a_sentence(name: str) -> None:
    report = run(TARGETS[name], 60, seed=hash_of(name))
    assert not report.findings, report.findings[0][1]
    assert report.cases == 60


def hash_of(name: str) -> int:
    """A seed of its own for each target, the same on every machine."""
    return sum(name.encode())


@pytest.mark.parametrize("file", FOUND, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_was_found_once_stays_mended(file: Path) -> None:
    tried(TARGETS[file.parent.name], file.read_bytes())
