"""Amendments: what the learner has taken back or put right, and questions that have been renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tutor.progress.event import Event


def standing(events: Iterable[Event]) -> list[Event]:
    """Return the answers and suspensions as they stand: undone ones gone, corrected ones corrected.

    An undo or a correction counts if it names an event of its own question, wherever that stands; of two corrections
    the later in `events` counts. An undo cannot be undone.
    """
    events = list(events)
    undone = {(event.target, event.question) for event in events if event.kind == "undo"}
    corrections = {
        (event.target, event.question): event
        for event in events
        if event.kind == "correct" and (event.id, event.question) not in undone
    }
    return [
        _corrected(event, corrections.get((event.id, event.question)))
        for event in events
        if event.kind not in ("undo", "correct") and (event.id, event.question) not in undone
    ]


def _corrected(event: Event, by: Event | None) -> Event:
    if by is None or event.kind != "answer":
        return event
    return replace(event, right=by.right, credit=by.credit, misconception=by.misconception)


def under_current_ids(events: Iterable[Event], renamed: Mapping[str, str]) -> Iterator[Event]:
    """Yield the events with the ids that their questions have now; `renamed` maps a former id to the next."""
    current = current_ids(renamed)
    for event in events:
        question = current.get(event.question)
        yield replace(event, question=question) if question else event


def current_ids(renamed: Mapping[str, str]) -> dict[str, str]:
    """Return the id that each former id has now, after any number of renamings; a circle ends where it closes."""
    current = {}
    for former, question in renamed.items():
        seen = {former}
        while question in renamed and question not in seen:
            seen.add(question)
            question = renamed[question]
        current[former] = question
    return current
