"""Which questions may be asked, with what the log says of each: due, known how well, missed last time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from statistics import fmean

from tutor import progress
from tutor.cli import standing as at
from tutor.library.model import Explain, Topic
from tutor.quiz import Candidate

Cards = Mapping[str, progress.CardState]


def candidates(
    facts: Mapping[str, Topic],
    known: Cards,
    moment: datetime,
    only: str = "",
    among: Collection[str] | None = None,
    *,
    free_text: bool = False,
) -> list[Candidate]:
    """Return every question that may be asked, of one topic or of all, or those `among` some.

    Suspended ones are left out, and without `free_text` those that are answered in one's own words.
    """
    found = []
    for name, topic in facts.items():
        points = _points(name, topic, known, moment) if only in ("", name) else {}
        for question in topic.questions if only in ("", name) else []:
            key = f"{name}/{question.id}"
            card = known.get(key)
            if isinstance(question, Explain) and not free_text:
                continue
            if (card and card.suspended) or (among is not None and key not in among):
                continue
            met = [points[point] for point in question.tests if point in points]
            strength = progress.card_mastery(card, moment)
            due = card.due if card else None
            found.append(Candidate(key, name, question.level, due, strength, min(met, default=None)))
    return found


def _points(name: str, topic: Topic, known: Cards, moment: datetime) -> dict[str, float]:
    """Return the mastery of each key point that was met, told by those of its questions that were answered."""
    met: dict[str, list[float]] = {}
    for question in topic.questions:
        card = known.get(f"{name}/{question.id}")
        if card and card.last_answer:
            for point in question.tests:
                met.setdefault(point, []).append(progress.card_mastery(card, moment))
    return {point: fmean(values) for point, values in met.items()}


def missed(log: progress.Log, facts: Mapping[str, Topic]) -> set[str]:
    """Return the questions whose last standing answer was wrong."""
    ids = at.renamed(facts)
    last = {ids.get(e.question, e.question): e.right for e in progress.standing(log.events()) if e.kind == "answer"}
    return {name for name, right in last.items() if not right}
