"""The schedule: what each answer does to its card, by FSRS-6.

FSRS (Free Spaced Repetition Scheduler, Ye et al. 2022, 10.1145/3534678.3539081) keeps a stability (days until recall
falls to 90 %) and a difficulty for each card; the `fsrs` package holds its formulas. This file decides what it is told:
which answers count, how they are rated, and when they happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from tutor.progress.amend import standing, under_current_ids
from tutor.progress.card import DAY, CardState
from tutor.progress.event import Event

if TYPE_CHECKING:
    from fsrs import Card, Scheduler
    from fsrs import Rating as FsrsRating

Rating = Literal["again", "hard", "good"]


def rating(event: Event) -> Rating:
    """Rate an answer by what happened: half the credit is the least that counts as recalled."""
    if event.credit < 0.5:
        return "again"
    unsure = event.hints > 0 or event.certainty == "guess"
    return "hard" if unsure or event.credit < 1 else "good"


def replay(
    events: Iterable[Event], revisions: Mapping[str, int] | None = None, renamed: Mapping[str, str] | None = None
) -> dict[str, CardState]:
    """Derive every card from `events`, which come in the log's order.

    `revisions` gives the revision that each question has now: a card of an earlier one is left out, so the question is
    new. A question that it does not name keeps its card. `renamed` maps a former id to the id that followed it.
    """
    histories: dict[str, list[Event]] = {}
    for event in under_current_ids(events, renamed or {}):
        histories.setdefault(event.question, []).append(event)
    cards = {question: card for question, history in histories.items() if (card := replay_one(history))}
    return current(cards, revisions or {})


def replay_one(history: Iterable[Event]) -> CardState | None:
    """Derive the card of one question from its events; None if nothing of them stands."""
    card = None
    for event in standing(history):
        card = after(card, event)
    return card


def current(cards: Mapping[str, CardState], revisions: Mapping[str, int]) -> dict[str, CardState]:
    """Return the cards whose question has not been revised since."""
    return {name: card for name, card in cards.items() if revisions.get(name, 0) <= card.revision}


def after(card: CardState | None, event: Event) -> CardState:
    """Return the card as the standing `event` leaves it; None stands for a question that was never met.

    An event of a raised revision begins anew, one of an earlier revision changes nothing. A clock that ran backwards
    counts as standing still. Raises ValueError for an undo or a correction, which only a whole history can follow.
    """
    if event.kind in ("undo", "correct"):
        raise ValueError(f"kind: {event.kind!r} amends another event; use replay")
    at = event.effective or event.time
    if card is not None:
        at = max(at, card.latest)
    if card is None or event.revision > card.revision:
        card = CardState(question=event.question, revision=event.revision, latest=at)
    if event.revision < card.revision:
        return replace(card, latest=at)
    if event.kind != "answer":
        return replace(card, latest=at, suspended=event.kind == "suspend")
    met = card.misconceptions + Counter([event.misconception]) if event.misconception else card.misconceptions
    changes = _rescheduled(card, event, at) if event.scheduled else {}
    return replace(card, latest=at, answers=card.answers + 1, misconceptions=met, **changes)


def _rescheduled(card: CardState, event: Event, at: datetime) -> dict[str, Any]:
    """Return what a scheduled answer changes in the card: nothing where it was recalled within the day before."""
    how = rating(event)
    recalled = how != "again"
    if recalled and card.last_right and card.last_answer is not None and at - card.last_answer < DAY:
        return {}  # one correct recall, then space (Vaughn 2016)
    reviewed, _ = _scheduler().review_card(_memory(card, at), _rating_of(how), at)
    return {
        "due": reviewed.due,
        "stability": reviewed.stability,
        "difficulty": reviewed.difficulty,
        "last_answer": at,
        "last_right": recalled,
        "lapses": card.lapses + (card.last_right and not recalled),
    }


def _memory(card: CardState, at: datetime) -> Card:
    """Return the package's card; given an id and a date because it would sleep and read the clock for them."""
    from fsrs import Card, State

    if card.last_answer is None:
        return Card(card_id=0, due=at)
    return Card(
        card_id=0,
        state=State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_answer,
    )


def _rating_of(how: Rating) -> FsrsRating:
    from fsrs import Rating as FsrsRating

    return {"again": FsrsRating.Again, "hard": FsrsRating.Hard, "good": FsrsRating.Good}[how]


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
