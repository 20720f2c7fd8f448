"""Taking the log elsewhere: JSON Lines, one event a line, and the union with what came from there.

Adding lines is a union by id: in any order, twice is harmless, and two machines that have exchanged their lines derive
the same cards. The raw text of answers leaves the machine only on request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from sqlite3 import Connection
from typing import Any, BinaryIO

from tutor.progress.event import CERTAINTIES, KINDS, MACHINE, MODES, Event, clean, is_name
from tutor.progress.log import Log
from tutor.progress.rows import COLUMNS, event_of, insert, row_of

LONGEST_LINE = 65536  # bytes; the longest answer of four-byte characters and everything else fit
LONGEST_SKIPPED = 2**26  # bytes of a line that is too long; a file with holes has one of terabytes
FAULTS_TOLD = 100
LONGEST_FIELD = 200  # characters of a field's name that are told
BATCH = 1000

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line was refused: `too-long`, `endless`, `not-json`, `missing`, `unknown` or `value`; the last three name a
    field, and behind an endless line nothing was read.
    """

    line: int
    code: str
    name: str = ""


@dataclass(slots=True)
class Imported:
    """What came of an import: `faults` holds the first of the `refused` lines."""

    added: int = 0
    known: int = 0
    refused: int = 0
    faults: list[Fault] = field(default_factory=list)


def export_lines(events: Iterable[Event], *, with_answers: bool = False) -> Iterator[str]:
    """Yield one JSON object for each event, ending in a newline; the raw answers only if asked."""
    for event in events:
        values = dict(zip(COLUMNS, row_of(event), strict=True))
        if not with_answers:
            del values["answer"]
        yield json.dumps(values, ensure_ascii=False) + "\n"


def import_lines(log: Log, stream: BinaryIO) -> Imported:
    """Add the events of `stream` that are not in the log; a line that is no event is refused, the others count.

    Raises LogError; what was added before stays, and importing again is harmless.
    """
    result = Imported()
    events = _events(stream, result)
    while batch := list(islice(events, BATCH)):
        added = log.write(partial(_insert_all, events=batch))
        result.added += added
        result.known += len(batch) - added
    return result


def _insert_all(connection: Connection, events: Iterable[Event]) -> int:
    return sum(insert(connection, event) for event in events)


def _events(stream: BinaryIO, result: Imported) -> Iterator[Event]:
    for number, line in enumerate(_lines(stream), start=1):
        if isinstance(line, bytes) and not line.strip():
            continue
        parsed = _parsed(number, line) if isinstance(line, bytes) else Fault(number, line)
        if isinstance(parsed, Event):
            yield parsed
            continue
        result.refused += 1
        if len(result.faults) < FAULTS_TOLD:
            result.faults.append(parsed)


def _lines(stream: BinaryIO) -> Iterator[bytes | str]:
    """Yield the lines, or why one is none; never holds more than the longest, and ends behind one without an end."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line.removeprefix(b"\xef\xbb\xbf")
        elif _skipped(stream, line):
            yield "too-long"
        else:
            yield "endless"
            return


def _skipped(stream: BinaryIO, line: bytes) -> bool:
    """Read on to the end of `line`; False where that does not come."""
    skipped = 0
    while line and not line.endswith(b"\n") and skipped < LONGEST_SKIPPED:
        line = stream.readline(LONGEST_LINE + 1)
        skipped += len(line)
    return skipped < LONGEST_SKIPPED


def _parsed(number: int, line: bytes) -> Event | Fault:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return Fault(number, "not-json")
    if not isinstance(values, dict):
        return Fault(number, "not-json")
    values.setdefault("answer", None)
    for code, names in (("unknown", values.keys() - set(COLUMNS)), ("missing", set(COLUMNS) - values.keys())):
        if names:
            return Fault(number, code, clean(min(names))[:LONGEST_FIELD])
    wrong = next((name for name, fits in _FITS.items() if not fits(values[name])), "")
    if wrong:
        return Fault(number, "value", wrong)
    return _event(number, values)


def _event(number: int, values: dict[str, Any]) -> Event | Fault:
    """Make the event; it names the field whose value cannot be."""
    if values["answer"] is not None:
        values["answer"] = clean(values["answer"])
    try:
        event = event_of([values[name] for name in COLUMNS])
    except (ValueError, TypeError) as error:
        return Fault(number, "value", str(error).partition(":")[0])
    assert event.effective is not None
    return event if event.effective >= event.time else Fault(number, "value", "effective")


def _is_name(value: object) -> bool:
    return isinstance(value, str) and is_name(value)


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is UTC
    except ValueError:
        return False


def _is_whole(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**63


def _is_number(value: object) -> bool:
    return type(value) in (int, float)


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _is_one_of(names: frozenset[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in names


def _or_none(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or fits(value)


_FITS: dict[str, Callable[[object], bool]] = {
    "id": _is_uuid,
    "time": _is_moment,
    "effective": _is_moment,
    "machine": lambda value: isinstance(value, str) and MACHINE.fullmatch(value) is not None,
    "kind": _is_one_of(KINDS),
    "mode": _is_one_of(MODES),
    "question": _is_name,
    "revision": _is_whole,
    "variant": _is_whole,
    "answer": _or_none(lambda value: isinstance(value, str)),
    "right": lambda value: isinstance(value, bool),
    "credit": _is_number,
    "misconception": _or_none(_is_name),
    "hints": _is_whole,
    "certainty": _or_none(_is_one_of(CERTAINTIES)),
    "seconds": _is_number,
    "scheduled": lambda value: isinstance(value, bool),
    "target": _or_none(_is_uuid),
}
