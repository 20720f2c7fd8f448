"""Content folders as they lie on the disk: where they are, and what their topics are called. Nothing is opened here."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

FACTS = "topic.yaml"
ID = re.compile(r"(?=.{1,100}\Z)[a-z0-9]+(-[a-z0-9]+)*")  # no longer than a file's name may be


def shipped() -> Path:
    """Return the folder of the content that comes with the program: in the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "content"
    return inside if inside.is_dir() else package.parent / "content"


def homes(folders: Iterable[Path]) -> dict[str, Path]:
    """Return id -> folder of every topic; where an earlier folder has the id, a pack's is `pack/topic`."""
    found: dict[str, Path] = {}
    for folder in folders:
        for entry in ids_in(folder / "topics"):
            name = entry if entry not in found else f"{pack_name(folder)}/{entry}"
            found.setdefault(name, folder / "topics" / entry)
    return found


def inside(topic: str) -> str:
    """Return the folder of a topic as it is called inside its content folder."""
    return f"topics/{topic.rpartition('/')[2]}"


def pack_name(folder: Path) -> str:
    """Return what a pack's topics are called by where a bare id is taken: its folder's name, as an id."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.casefold()).strip("-")
    return name if ID.fullmatch(name) else "pack"


def has(folder: Path, topic: str) -> bool:
    """True if `folder` has a topic with this id."""
    return bool(ID.fullmatch(topic)) and (folder / "topics" / topic / FACTS).is_file()


def ids_in(parent: Path) -> list[str]:
    """Return the names of the folders in `parent` that are ids, sorted; none where it cannot be read."""
    try:
        with os.scandir(parent) as entries:
            return sorted(entry.name for entry in entries if ID.fullmatch(entry.name) and entry.is_dir())
    except OSError:
        return []
