"""The cache of cards: the state after some event of the log, so that a start need not replay what came before.

It is derived and safe to delete at any time; `cards` always equals a full replay. It does not know the content: it
is kept before revisions are applied, and a changed renaming makes it worthless.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from types import NoneType
from typing import Any

from tutor.progress.amend import current_ids, under_current_ids
from tutor.progress.card import CardState
from tutor.progress.errors import LogError
from tutor.progress.event import Event, is_name
from tutor.progress.log import Log
from tutor.progress.rows import select
from tutor.progress.schedule import after, current, replay, replay_one

RULES = "1"  # raise it when a rule of the schedule changes, or the version of fsrs that pyproject.toml asks for

_FIELDS = [field.name for field in fields(CardState)]
_TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("due", "last_answer"), (datetime, NoneType)),
    **dict.fromkeys(("stability", "difficulty"), (float, NoneType)),
    **dict.fromkeys(("revision", "answers", "lapses"), (int,)),
    **dict.fromkeys(("last_right", "suspended"), (bool,)),
    "question": (str,),
    "latest": (datetime,),
    "misconceptions": (Counter,),
}


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The cards after the event at `position`, whose id is `event`, with these former ids renamed."""

    position: int
    event: str
    renamed: dict[str, str]
    cards: dict[str, CardState]


def cards(
    log: Log, revisions: Mapping[str, int] | None = None, renamed: Mapping[str, str] | None = None
) -> dict[str, CardState]:
    """Return every card; `revisions` and `renamed` as in `replay`, to which this is equal. Raises LogError."""
    kept, now = log.read(lambda connection: _kept_and_now(connection, current_ids(renamed or {})))
    if now is not kept:
        with suppress(LogError):  # a cache that cannot be written costs time, nothing else
            log.write(lambda connection: _keep(connection, now))
    return current(now.cards, revisions or {})


def forget(log: Log) -> None:
    """Delete the cache. Raises LogError."""
    log.write(lambda connection: connection.execute("DELETE FROM cache"))


def _kept_and_now(connection: sqlite3.Connection, renamed: Mapping[str, str]) -> tuple[_Snapshot | None, _Snapshot]:
    newest = "SELECT position, id FROM events ORDER BY position DESC LIMIT 1"
    last, event = connection.execute(newest).fetchone() or (0, "")
    met = {former: question for former, question in renamed.items() if _is_met(connection, former)}
    kept = _kept(connection)
    if kept is None or kept.renamed != met:
        return kept, _Snapshot(last, event, met, replay(select(connection), renamed=met))
    if kept.position == last:
        return kept, kept
    return kept, _Snapshot(last, event, met, _continued(connection, kept))


def _is_met(connection: sqlite3.Connection, question: str) -> bool:
    return connection.execute("SELECT 1 FROM events WHERE question = ? LIMIT 1", (question,)).fetchone() is not None


def _continued(connection: sqlite3.Connection, kept: _Snapshot) -> dict[str, CardState]:
    """Follow the events since the snapshot; a card whose past has changed is replayed from its beginning."""
    cards = dict(kept.cards)
    changed = set()
    tail = select(connection, "WHERE position > ?", (kept.position,))
    amended = _targets(connection)
    for event in under_current_ids(tail, kept.renamed):
        card = cards.get(event.question)
        if _changes_the_past(event, card) or event.id in amended:
            changed.add(event.question)
        if event.question not in changed:
            cards[event.question] = after(card, event)
    for question in changed:
        cards.pop(question, None)
        if card := replay_one(_history(connection, question, kept.renamed)):
            cards[question] = card
    return cards


def _changes_the_past(event: Event, card: CardState | None) -> bool:
    if event.kind in ("undo", "correct"):
        return True
    return card is not None and event.effective is not None and event.effective <= card.latest


def _targets(connection: sqlite3.Connection) -> set[str]:
    """Return the ids that amendments name: an imported undo may have come before the answer that it cancels."""
    return {target for (target,) in connection.execute("SELECT target FROM events WHERE kind <> 'answer'")}


def _history(connection: sqlite3.Connection, question: str, renamed: Mapping[str, str]) -> Iterable[Event]:
    names = [question, *(former for former, now in renamed.items() if now == question)]
    where = f"WHERE question IN ({', '.join('?' * len(names))})"
    return under_current_ids(select(connection, where, names), renamed)


def _kept(connection: sqlite3.Connection) -> _Snapshot | None:
    """Read the snapshot; None where there is none of this log that this version understands."""
    stored = "SELECT position, event, renamed, cards FROM cache WHERE rules = ? ORDER BY position DESC LIMIT 1"
    row = connection.execute(stored, (RULES,)).fetchone()
    if row is None:
        return None
    position, event, renamed, cards = row
    try:
        read = {name: _card(values) for name, values in json.loads(cards).items()}
        snapshot = _Snapshot(position, event, json.loads(renamed), read)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return snapshot if _is_of(connection, snapshot) else None


def _is_of(connection: sqlite3.Connection, snapshot: _Snapshot) -> bool:
    """Whether the log holds the snapshot's last event in its place; a repaired log may not."""
    there = "SELECT 1 FROM events WHERE position = ? AND id = ?"
    return connection.execute(there, (snapshot.position, snapshot.event)).fetchone() is not None


def _keep(connection: sqlite3.Connection, snapshot: _Snapshot) -> None:
    if not _is_of(connection, snapshot):
        return
    values = {name: {field: getattr(card, field) for field in _FIELDS} for name, card in snapshot.cards.items()}
    written = json.dumps(values, default=datetime.isoformat)
    connection.execute("DELETE FROM cache")
    connection.execute(
        "INSERT INTO cache VALUES (?, ?, ?, ?, ?)",
        (snapshot.position, snapshot.event, RULES, json.dumps(snapshot.renamed), written),
    )


def _card(values: dict[str, Any]) -> CardState:
    """Return the card as it was kept. Raises what `_kept` takes for a snapshot that cannot be used."""
    for name in ("latest", "due", "last_answer"):
        if values[name] is not None:
            values[name] = datetime.fromisoformat(values[name])
    values["misconceptions"] = Counter(values["misconceptions"])
    card = CardState(**values)
    if not all(type(getattr(card, name)) in _TYPES[name] for name in _FIELDS) or not _is_possible(card):
        raise ValueError("no card")
    return card


def _is_possible(card: CardState) -> bool:
    moments = (card.latest, card.due, card.last_answer)
    return (
        all(is_name(name) for name in (card.question, *card.misconceptions))
        and all(type(count) is int for count in card.misconceptions.values())
        and all(moment is None or moment.tzinfo is UTC for moment in moments)
    )
