"""Mastery: how well cards, key points and topics are known, and what the answers say about the learner's judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from tutor.progress.amend import standing
from tutor.progress.card import DAY, CardState
from tutor.progress.event import Certainty, Event

# FSRS-6's forgetting curve with its default parameters, R(t, S) = (1 + F t / S)^-w20, where F makes R(S, S) = 0.9.
# Repeated here because loading the package takes 40 ms and a start that finds its cards in the cache needs nothing else
# of it; a test holds the two together.
_DECAY = 0.1542
_FACTOR = 0.9 ** (-1 / _DECAY) - 1


def recall(card: CardState, at: datetime) -> float:
    """Predict the probability, 0 to 1, that `card` is recalled at `at`; 0 before its first scheduled answer.

    Whole days count, as in the scheduler.
    """
    if card.last_answer is None or card.stability is None:
        return 0.0
    days = max(0, (at - card.last_answer) // DAY)
    return float((1 + _FACTOR * days / card.stability) ** -_DECAY)


def card_mastery(card: CardState | None, now: datetime) -> float:
    """Return 0 if the card was never answered or last wrong, else its predicted recall, tomorrow at the earliest."""
    if card is None or card.last_answer is None or not card.last_right:
        return 0.0
    return recall(card, max(now, card.last_answer + DAY))


def key_point_mastery(questions: Sequence[str], cards: Mapping[str, CardState], now: datetime) -> float:
    """Return the mean mastery of the questions that test a key point; 0 if there are none."""
    return fmean(card_mastery(cards.get(question), now) for question in questions) if questions else 0.0


def topic_mastery(key_points: Mapping[str, Sequence[str]], cards: Mapping[str, CardState], now: datetime) -> float:
    """Return the mean mastery of a topic's key points (key point -> its questions' ids); 0 if it has none."""
    return fmean(key_point_mastery(ids, cards, now) for ids in key_points.values()) if key_points else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """How often answers given with one certainty were right."""

    certainty: Certainty
    answers: int
    right: int


def calibration(events: Iterable[Event]) -> list[Judged]:
    """Count the standing answers that came with a certainty, the surest first; a certainty never given has no row."""
    given = [event for event in standing(events) if event.kind == "answer" and event.certainty]
    answers = Counter(event.certainty for event in given)
    right = Counter(event.certainty for event in given if event.right)
    order: tuple[Certainty, ...] = ("sure", "think", "guess")
    return [Judged(name, answers[name], right[name]) for name in order if answers[name]]


def misconceptions_met(events: Iterable[Event]) -> Counter[tuple[str, str]]:
    """Count the standing answers by (question, misconception), where one showed."""
    return Counter(
        (event.question, event.misconception)
        for event in standing(events)
        if event.kind == "answer" and event.misconception
    )
