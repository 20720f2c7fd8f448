"""Content folders as they lie on the disk: where they are, and what their topics are called. Nothing is opened here."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from tutor.library.problems import Problem
from tutor.library.text import clean

FACTS = "topic.yaml"
MOST_TOPICS = 1_000  # of one content folder: lists read every topic of a pack, 4 ms each
LeftOut = tuple[Path, str, Problem]  # the content folder, what of it is left out, and why
ID = re.compile(r"(?=.{1,100}\Z)[a-z0-9]+(-[a-z0-9]+)*")  # no longer than a file's name may be


def shipped() -> Path:
    """Return the folder of the content that comes with the program: in the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "content"
    return inside if inside.is_dir() else package.parent / "content"


def homes(folders: Iterable[Path]) -> tuple[dict[str, Path], list[LeftOut]]:
    """Return id -> folder of every topic, and what is left out. Where an earlier folder has the id, a pack's is
    `pack/topic`; where an earlier pack of that name has this, too, there is no id left.
    """
    found: dict[str, Path] = {}
    left_out = []
    for folder in folders:
        names, why = _topics_in(folder)
        left_out += [(folder, "topics", Problem("topics", 1, 1, "", why))] if why else []
        for entry in names:
            name = entry if entry not in found else f"{pack_name(folder)}/{entry}"
            if name in found:
                why = f"is called {name}, as one in {clean(str(found[name].parents[1]))}; rename a pack's folder"
                left_out.append((folder, entry, Problem(f"topics/{entry}/{FACTS}", 1, 1, "", why)))
            else:
                found[name] = folder / "topics" / entry
    return found, left_out


def _topics_in(folder: Path) -> tuple[list[str], str]:
    """Return the ids of a folder's topics, and why some or all of them are missing, if they are."""
    names = ids_in(folder / "topics")
    if len(names) > MOST_TOPICS:
        why = f"has {len(names):,} topics; those up to {names[MOST_TOPICS - 1]}, {MOST_TOPICS:,}, are read; split it"
        return names[:MOST_TOPICS], why
    try:
        os.scandir(folder / "topics").close()
    except FileNotFoundError:  # a pack of a glossary alone, perhaps
        return names, ""
    except OSError as error:
        return names, f"cannot be read ({error.strerror}); check the path and its permissions"
    return names, ""


def inside(topic: str) -> str:
    """Return the folder of a topic as it is called inside its content folder."""
    return f"topics/{topic.rpartition('/')[2]}"


def pack_name(folder: Path) -> str:
    """Return what a pack's topics are called by where a bare id is taken: its folder's name, as an id."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.casefold()).strip("-")
    return name if ID.fullmatch(name) else "pack"


def has(folder: Path, topic: str) -> bool:
    """True if `folder` has a topic with this id, be it a faulty one: what `homes` lists is found."""
    return bool(ID.fullmatch(topic)) and os.path.isdir(folder / "topics" / topic)


def is_there(path: Path) -> bool:
    """True for a file, and for what stands in its place: who reads it is told why that cannot be read. False where
    nobody may look, or the name is too long, for which `Path.is_file` raises up to Python 3.13.
    """
    return os.path.lexists(path)


def ids_in(parent: Path) -> list[str]:
    """Return the names of the folders in `parent` that are ids, sorted; none where it cannot be read."""
    return [name for name in folders_in(parent) if ID.fullmatch(name)]


def folders_in(parent: Path) -> list[str]:
    """Return the names of the folders in `parent`, sorted; none where it cannot be read."""
    try:
        with os.scandir(parent) as entries:
            return sorted(entry.name for entry in entries if _is_folder(entry))
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself; the others are still there
        return False
