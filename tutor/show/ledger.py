"""The ledger: every claim with its source, its last verdict and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.lab import Lab
from tutor.library import Interface
from tutor.library.model import LabWords
from tutor.progress import Kept
from tutor.show import blocks as b
from tutor.show.lab import SIGNS, word
from tutor.show.theme import HINT


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One line of the ledger: a lab, its words, and its last verdict at its own settings."""

    lab: Lab
    words: LabWords | None
    last: Kept | None


def ledger(rows: Sequence[Row], say: Interface) -> list[b.Block]:
    """Return every claim with its source, its last verdict and what it costs."""
    entries = []
    for row in rows:
        title, claim = (row.words.title, row.words.claim) if row.words else (row.lab.id, "")
        sign, style = SIGNS.get(row.last.verdict, (HINT, "letter")) if row.last else ("", "")
        last = say("lab-last", verdict=word(row.last.verdict, say), day=row.last.time[:10]) if row.last else ""
        cost = say("lab-cost", seconds=f"{row.lab.cost:g}")
        detail = " · ".join(filter(None, (last or say("lab-never"), cost, row.lab.source)))
        entries.append(b.Entry(f"`{row.lab.id}` · {title}", claim, sign, style, detail))
    links = [b.Link(f"tutor lab {row.lab.id}", say("link-lab")) for row in rows[:1]]
    links.append(b.Link("tutor lab --all", say("link-lab-all", seconds=f"{sum(row.lab.cost for row in rows):.0f}")))
    return [b.Title(say("lab-title"), say("lab-summary")), b.Entries(entries), b.Links(links)]


def ledger_data(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Return the ledger as JSON has it."""
    return [
        {
            "lab": row.lab.id,
            "title": row.words.title if row.words else row.lab.id,
            "claim": row.words.claim if row.words else "",
            "source": row.lab.source,
            "verdict": row.last.verdict if row.last else None,
            "time": row.last.time if row.last else None,
            "cost": row.lab.cost,
        }
        for row in rows
    ]
