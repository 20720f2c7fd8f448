"""The rooms and who may know whom: DESIGN's table, held against the imports of every file, those inside functions
too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "tutor"

MAY_IMPORT = {
    "engine": set(),
    "demos": {"engine"},
    "lab": {"engine"},
    "library": set(),
    "progress": set(),
    "quiz": {"library", "demos"},
    "show": {"quiz", "lab", "demos", "library", "progress"},
    "cli": {"show", "quiz", "lab", "demos", "library", "progress"},
}
THIRD_PARTY = {
    "engine": {"numpy"},
    "demos": {"numpy"},
    "lab": {"numpy"},
    "library": {"yaml", "opencc"},
    "progress": {"fsrs"},
    "quiz": {"opencc"},
    "show": {"rich", "texicode"},
    "cli": {"typer", "rich", "numpy", "genanki"},
}
NEVER = {
    "engine": {"os", "io", "pathlib", "sys", "random", "time", "datetime", "locale"},
    "demos": {"time", "datetime", "locale", "random", "io"},
    "lab": {"locale", "random"},
    "library": {"numpy", "rich"},
    "progress": {"yaml", "rich", "random"},
    "quiz": {"sqlite3", "time", "rich", "numpy"},
    "show": {"sqlite3", "numpy", "sys", "time"},
    "cli": {"sqlite3", "yaml"},
}


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            if node.module == "tutor":
                yield from (f"tutor.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_the_rooms_below_it(room: str) -> None:
    for path in files(room):
        rooms = {name.split(".")[1] for name in imported(path) if name.startswith("tutor.")}
        assert rooms - {room} <= MAY_IMPORT[room], path


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_uses_only_its_own_libraries(room: str) -> None:
    for path in files(room):
        names = {name.split(".")[0] for name in imported(path)}
        assert names - set(sys.stdlib_module_names) - {"tutor"} <= THIRD_PARTY[room], path
        assert not names & NEVER[room], path


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_front_door_says_what_the_room_is_for(room: str) -> None:
    door = ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text(encoding="utf-8")))
    assert door is not None
    assert len(door.split()) > 25


def test_there_is_no_room_that_the_table_does_not_know() -> None:
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms == set(MAY_IMPORT)


def test_only_the_command_line_prints() -> None:
    for room in set(MAY_IMPORT) - {"cli"}:
        for path in files(room):
            calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
            assert not [c for c in calls if isinstance(c.func, ast.Name) and c.func.id in ("print", "eval", "exec")], (
                path
            )


def test_no_file_has_a_name_that_says_nothing() -> None:
    vague = {"utils", "helpers", "manager", "base", "misc", "common", "core"}
    assert not [path for path in ROOT.rglob("*.py") if path.stem in vague]
