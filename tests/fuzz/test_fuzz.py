"""The short form of the fuzzing, and everything that the long form ever found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
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


def test_the_long_form_counts_its_cases_and_holds_the_memory() -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--count", "12", "--seed", "9"]
    np.ones(50_000_000)  # 400 MB of this process, which are none of the memory of the one that it starts
    ran = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout  # 1 for a finding, or for more than MOST_MEMORY
    told = [line.split() for line in ran.stdout.splitlines()[1:]]
    assert [(row[0], row[1], row[2]) for row in told] == [(name, "12", "0") for name in TARGETS]
    assert all(0 < int(row[5]) < 300 for row in told)
