"""README, CHANGELOG, CONTRIBUTING and .ci/run say the same, and what they say is true."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SET_UP = "python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/tutor explain lstm"
TESTS = ".venv/bin/pip install -q -e '.[dev]' && .venv/bin/python -m pytest"


def test_readme_and_ci_hold_the_same_two_commands_verbatim() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in (SET_UP, TESTS):
        assert command in README.splitlines()
        assert command in [line.strip() for line in run.splitlines()]


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first_screen = "\n".join(README.splitlines()[:24])
    assert SET_UP in first_screen and TESTS in first_screen
    assert "uv run" in first_screen


def test_every_command_stands_in_the_readme_and_has_an_example_in_its_help(tutor) -> None:
    from tutor.cli.app import COMMANDS

    for command in COMMANDS:
        assert f"tutor {command}" in README, command
        help_text = tutor(command, "--help").stdout
        assert re.search(rf"Example: +tutor {command}", help_text), command


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    files = [
        ROOT / name for name in listed if Path(name).suffix in ("", ".md", ".py", ".toml", ".yaml", ".txt", ".json")
    ]
    strange = re.compile(r"/(?:work|root|home)/\w|pypi\.org/simple|files\.pythonhosted|" + "sha" + r"256[:=]")
    for path in files:
        if path.is_file() and path != Path(__file__):
            assert not strange.search(path.read_text(encoding="utf-8", errors="replace")), path


def test_the_top_level_holds_only_what_was_agreed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    top = {name.split("/")[0] for name in listed}
    agreed = {"tutor", "content", "tests", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"}
    assert top <= agreed | {".ci", ".gitignore"}


def test_every_sentence_about_security_has_a_test_that_exists() -> None:
    section = CONTRIBUTING.partition("## Security")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ") and "`tests/" in line]
    named = [line.rsplit("`", 2)[1] for line in rows]
    assert len(named) > 10 and all((ROOT / name).is_file() for name in named)


def test_every_module_that_is_to_be_run_can_be() -> None:
    named = set(re.findall(r"python -m (tests\.[\w.]+)", README + CHANGELOG + CONTRIBUTING))
    assert len(named) > 8
    for name in named:
        path = ROOT / name.replace(".", "/")
        file = path / "__main__.py" if path.is_dir() else path.with_suffix(".py")
        assert file.is_file() and '__name__ == "__main__"' in file.read_text(encoding="utf-8"), name


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:tests|tutor|content|\.ci)/[\w./-]+)`", README + CHANGELOG + CONTRIBUTING))
    assert len(named) > 10 and all((ROOT / name).exists() for name in named)


def test_every_option_and_command_that_is_named_is_one(tutor) -> None:
    from tutor.cli.app import COMMANDS

    known = {option for command in COMMANDS for option in re.findall(r"--[a-z]+", tutor(command, "--help").stdout)}
    told = set(re.findall(r"(?<![\w-])--[a-z]+", CHANGELOG)) | set(
        re.findall(r"tutor [^`\n]*?(--[a-z]+)", CONTRIBUTING)
    )
    assert told <= known and len(told) > 20
    assert {name for name in re.findall(r"`tutor ([a-z]+)", CHANGELOG + CONTRIBUTING)} <= set(COMMANDS)


def test_the_changelog_counts_as_the_readme_does() -> None:
    flat = {name: " ".join(text.split()) for name, text in (("here", README), ("there", CHANGELOG))}
    for said, also in (
        (r"(\d+) topics,", r"(\d+) topics in"),
        (r"(\d+) comparisons", r"(\d+) comparisons"),
        (r"(\d+) demos", r"(\d+) computations"),
        (r"(\d+) labs", r"(\d+) claims"),
        (r"(\d+) words in a glossary", r"(\d+) terms"),
        (r"(\d+) cases", r"(\d+) cases"),
    ):
        assert set(re.findall(said, flat["here"])) == set(re.findall(also, flat["there"])) != set(), said


def test_the_kinds_of_question_are_all_told() -> None:
    from tutor.library.model import KINDS

    table = CONTRIBUTING.partition("| kind | facts | words |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| ([a-z-]+) \|", table, re.MULTILINE) == list(KINDS)
    assert all(kind in CHANGELOG for kind in KINDS)
