"""An event: one entry of the log, and the events that amend an earlier one.

An event is written once and never changed. An `undo`, a `correct`, a `suspend` and an `unsuspend` are events too;
undo and correct name their `target`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Literal, get_args

Mode = Literal["quiz", "cram", "exam", "predict", "teach"]
Kind = Literal["answer", "undo", "correct", "suspend", "unsuspend"]
Certainty = Literal["sure", "think", "guess"]

MODES = frozenset(get_args(Mode))
KINDS = frozenset(get_args(Kind))
CERTAINTIES = frozenset(get_args(Certainty))
LONGEST_ANSWER = 10_000  # characters; more is cut off, so that an exported line stays below its own limit
LONGEST_NAME = 1000  # characters of an id; that of a question in a pack is made of three
LAST_YEAR = 8000  # the schedule adds up to a hundred years, and datetime ends with 9999

MACHINE = re.compile(r"[0-9a-f]{8,64}")


@cache
def _unwanted() -> re.Pattern[str]:
    """Control characters but tab and newline, line separators, marks that turn the writing direction, the byte order
    mark, and halves of a surrogate pair, which SQLite refuses: none of them may reach a terminal or the file.
    """
    controls = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
    return re.compile(f"[{controls}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def new_id() -> str:
    """Return a random UUID (version 4) as text."""
    from uuid import uuid4

    return str(uuid4())


def clean(text: str) -> str:
    """Return `text` without control characters and cut to `LONGEST_ANSWER`."""
    if not text.isprintable():  # seldom; the pattern takes 4 ms to compile
        text = _unwanted().sub("", text)
    return text[:LONGEST_ANSWER]


def is_name(text: str) -> bool:
    """Whether `text` may be an id: of a length that can be shown, and nothing in it that could drive a terminal."""
    return 0 < len(text) <= LONGEST_NAME and text.isprintable()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of the log. Raises ValueError naming the field that cannot be.

    `time` is what the clock said, in UTC. `machine` and `effective` are set by `Log.append`: `effective` is `time`, or
    just after the card's latest event where the clock ran backwards, and it gives the events of all machines one order.
    `credit` is 0 to 1. `scheduled` is False for an answer that is kept without touching the schedule (cram, the second
    try of a missed question, free text without the learner's own tick). `answer` is the raw text; None means that it
    was left out of an export.
    """

    question: str
    time: datetime
    kind: Kind = "answer"
    mode: Mode = "quiz"
    revision: int = 1
    variant: int = 0
    answer: str | None = ""
    right: bool = False
    credit: float = 0.0
    misconception: str | None = None
    hints: int = 0
    certainty: Certainty | None = None
    seconds: float = 0.0
    scheduled: bool = True
    target: str | None = None
    id: str = field(default_factory=new_id)
    machine: str = ""
    effective: datetime | None = None

    def __post_init__(self) -> None:
        fault = _fault(self)
        if fault:
            raise ValueError(f"{fault}: {getattr(self, fault)!r} is not possible in an event")


def _fault(event: Event) -> str:
    """Name the first field whose value cannot be, or return an empty string."""
    amends = event.kind in ("undo", "correct")
    possible = {
        "question": event.question != "",
        "time": _is_moment(event.time),
        "effective": event.effective is None or _is_moment(event.effective),
        "kind": event.kind in KINDS,
        "mode": event.mode in MODES,
        "revision": event.revision >= 0,
        "credit": 0 <= event.credit <= 1 and (event.credit > 0 if event.right else event.credit < 1),
        "hints": event.hints >= 0,
        "certainty": event.certainty is None or event.certainty in CERTAINTIES,
        "seconds": 0 <= event.seconds < float("inf"),
        "target": (event.target is not None) == amends,
    }
    if False not in possible.values():  # the usual case, a hundred thousand times in a replay
        return ""
    return next(name for name, fits in possible.items() if not fits)


def _is_moment(time: datetime) -> bool:
    return time.tzinfo is UTC and time.year < LAST_YEAR


def undoing(target: Event, time: datetime) -> Event:
    """Return the event that cancels `target` (an answer, a correction, a suspension; not another undo)."""
    return Event(
        kind="undo", target=target.id, time=time, question=target.question, revision=target.revision, mode=target.mode
    )


def correcting(
    target: Event, time: datetime, *, right: bool = True, credit: float = 1.0, misconception: str | None = None
) -> Event:
    """Return the event that replaces what was made of the answer `target`; as it stands, "I was right"."""
    return Event(
        kind="correct",
        target=target.id,
        time=time,
        question=target.question,
        revision=target.revision,
        mode=target.mode,
        right=right,
        credit=credit,
        misconception=misconception,
    )


def suspending(question: str, revision: int, time: datetime, *, suspended: bool = True) -> Event:
    """Return the event that takes a question out of the schedule, or with `suspended=False` puts it back."""
    return Event(kind="suspend" if suspended else "unsuspend", question=question, revision=revision, time=time)
