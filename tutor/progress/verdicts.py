"""The last verdict of each lab, a small file each, so that two programs at once lose nothing: `verdicts/<lab>.json`.

It is no part of the log: a verdict says something about a claim, not about the learner, and can be measured again.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tutor.progress.files import open_file

FOLDER = "verdicts"
MAX_BYTES = 10_000
_ID = re.compile(r"(?=.{1,100}\Z)[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Kept:
    """A verdict at a lab's own settings: its word, when (ISO 8601, UTC), how long it took, over how many seeds."""

    lab: str
    verdict: str
    time: str
    seconds: float
    seeds: int


def read_verdict(home: Path, lab: str) -> Kept | None:
    """Return the last verdict of `lab`; None where there is none, or a file that cannot be used."""
    try:
        with open_file(home / FOLDER / f"{lab}.json") as file:
            value = json.loads(file.read(MAX_BYTES))
        kept = Kept(lab, str(value["verdict"]), str(value["time"]), float(value["seconds"]), int(value["seeds"]))
        datetime.fromisoformat(kept.time)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None
    return kept


def keep_verdict(home: Path, kept: Kept) -> None:
    """Write a verdict in place of the last one, whole or not at all. Raises OSError; ValueError for a strange id."""
    if not _ID.fullmatch(kept.lab):
        raise ValueError(kept.lab)
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f".{kept.lab}.{os.getpid()}.half"
    try:
        half.write_text(json.dumps(asdict(kept)), encoding="utf-8")
        half.replace(folder / f"{kept.lab}.json")
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
