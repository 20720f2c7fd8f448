"""What the project stands on: few dependencies, with bounds and reasons, licences named, extras really optional."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import environment

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MODULES = {"anki": ["genanki"]}  # what each extra that users install brings
WITHOUT = """
import sys
for name in {names!r}:
    sys.modules[name] = None  # importing it fails, as where it is not installed
from tutor.cli import main
sys.argv = ["tutor", *{arguments!r}]
main()
"""
CORE = [
    ["explain", "lstm"],
    ["demo", "rmsnorm", "--set", "x=3,4"],
    ["compare", "rnn", "lstm"],
    ["quiz", "rnn", "-n", "1", "--seed", "1", "--cram"],
    ["topics"],
    ["progress"],
    ["export", "quiz", "rnn"],
    [],
]


def names(dependencies: list[str]) -> set[str]:
    return {re.split(r"[<>=!~\[; ]", one)[0].casefold() for one in dependencies}


def without(modules: list[str], arguments: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    program = WITHOUT.format(names=modules, arguments=arguments)
    variables = environment(home)
    return subprocess.run(
        [sys.executable, "-c", program],
        input="\n",
        capture_output=True,
        text=True,
        env=variables,
        cwd=ROOT,
        check=False,
    )


def test_dependencies_are_few_and_bounded_from_below() -> None:
    assert len(names(PROJECT["dependencies"])) <= 8
    assert all(">=" in one for one in PROJECT["dependencies"])


def test_every_upper_bound_has_a_reason_beside_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    bounded = [line for line in lines if re.search(r'">?=?[^"]*,<\d', line) or re.search(r",<\d", line)]
    assert bounded and all("#" in line for line in bounded)


def test_contributing_lists_the_licence_of_each_dependency() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").casefold()
    for name in names(PROJECT["dependencies"]) | names(PROJECT["optional-dependencies"]["anki"]):
        assert re.search(rf"\| {re.escape(name)} \|.*(mit|bsd|apache)", text), name


def test_extras_that_are_no_tools_are_all_tried_here() -> None:
    assert set(PROJECT["optional-dependencies"]) - {"dev"} == set(MODULES)


@pytest.mark.parametrize("extra", MODULES)
@pytest.mark.parametrize("arguments", CORE, ids=lambda arguments: " ".join(arguments[:2]) or "home")
def test_the_core_works_without_an_extra(extra: str, arguments: list[str], tmp_path: Path) -> None:
    ran = without(MODULES[extra], arguments, tmp_path)
    assert ran.returncode == 0 and ran.stdout, ran.stderr


def test_what_needs_an_extra_says_which(tmp_path: Path) -> None:
    ran = without(["genanki"], ["export", "anki", "rnn", str(tmp_path / "d.apkg")], tmp_path)
    assert ran.returncode == 2 and not ran.stdout
    assert "genanki, which is not installed" in ran.stderr and len(ran.stderr.strip().splitlines()) == 1
