"""What a command imports when it starts: everything is paid for at every start, so nothing unused may creep in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import environment

TYPER = {"typer", "annotated_doc", "shellingham"}  # typer itself and what it imports
COMPLETING = {"_TUTOR_COMPLETE": "complete_bash", "COMP_WORDS": "tutor explain ls", "COMP_CWORD": "2"}
SITE = ("__editable__", "_virtualenv", "_distutils_hack")  # what an environment imports before any program
PROGRAM = """
import atexit, sys
def told():
    import sysconfig
    site = sysconfig.get_paths()["purelib"]
    names = [name for name, module in sys.modules.items() if (getattr(module, "__file__", "") or "").startswith(site)]
    heavy = [name for name in ("json", "sqlite3", "asyncio", "email", "http", "logging", "tempfile", "zipfile")
             if name in sys.modules]
    rooms = [".".join(name.split(".")[:2]) for name in sys.modules if name.startswith("tutor.")]
    print(*sorted({name.split(".")[0] for name in names} | set(heavy) | set(rooms)), file=sys.stderr)
atexit.register(told)
from tutor.cli import main
main()
"""


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        (["explain", "lstm"], {}, {"rich", "yaml", "texicode", "tutor.show"}),
        (["--help"], {}, set()),
        ([], COMPLETING, set()),
    ],
    ids=["explain", "help", "completion"],
)
def test_only_what_is_used_is_imported(
    arguments: list[str], variables: dict[str, str], expected: set[str], tmp_path: Path
) -> None:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    ran = subprocess.run(command, env=environment(tmp_path, **variables), capture_output=True, text=True, check=True)
    names = {name for name in ran.stderr.split() if not name.startswith(SITE)}
    assert names - {"tutor", "_yaml"} <= TYPER | {"tutor.cli", "tutor.library"} | expected
    assert expected - {"texicode"} <= names
