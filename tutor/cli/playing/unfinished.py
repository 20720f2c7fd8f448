"""The open session, in a small file in the learner's home: what was chosen, so that an interrupted one can go on.

What was answered since is in the log, so the file is written once, when the session begins. A damaged one is ignored.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from tutor import progress
from tutor.progress.event import Mode

FILE = "session.json"
VERSION = 1
MOST = 1_000_000  # bytes
MODES = ("quiz", "cram", "exam")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One question of an open session: its id, revision and variant."""

    id: str
    revision: int
    variant: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An open session as it began."""

    started: datetime
    mode: Mode
    certainty: bool
    questions: Sequence[Chosen]

    def left(self, events: Sequence[progress.Event], revisions: Mapping[str, int]) -> list[Chosen]:
        """Return what was not answered since, of the questions that are still there as they were."""
        standing = progress.standing(events)
        answered = {event.question for event in standing if event.kind == "answer" and event.time >= self.started}
        return [one for one in self.questions if one.id not in answered and revisions.get(one.id) == one.revision]


def save(home: Path | None, session: Unfinished) -> None:
    """Write the file, whole or not at all; where it cannot be written, the session is merely not resumable."""
    if home is None:
        return
    told = {
        "version": VERSION,
        "started": session.started.isoformat(),
        "mode": session.mode,
        "certainty": session.certainty,
        "questions": [[one.id, one.revision, one.variant] for one in session.questions],
    }
    half = home / f".{FILE}.{os.getpid()}"
    with suppress(OSError):
        half.write_text(json.dumps(told), encoding="utf-8")
        half.replace(home / FILE)


def load(home: Path | None) -> Unfinished | None:
    """Read the file; None where there is none, or none that can be used."""
    if home is None:
        return None
    try:
        with progress.open_file(home / FILE) as file:
            return _read(json.loads(file.read(MOST)))
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _read(told: Any) -> Unfinished:
    if told["version"] != VERSION or told["mode"] not in MODES:
        raise ValueError("of another version")
    questions = [Chosen(str(name), int(revision), int(variant)) for name, revision, variant in told["questions"]]
    started = datetime.fromisoformat(told["started"]).astimezone(UTC)
    return Unfinished(started, cast(Mode, told["mode"]), bool(told["certainty"]), questions)


def remove(home: Path | None) -> None:
    """Forget the open session."""
    if home is not None:
        with suppress(OSError):
            (home / FILE).unlink(missing_ok=True)
