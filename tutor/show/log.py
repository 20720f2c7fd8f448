"""The screens about the log itself: what the doctor found, which answer was undone, what an import brought."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.library import Interface
from tutor.progress import Event, Health, Imported
from tutor.progress.transfer import Fault
from tutor.show import blocks as b
from tutor.show.theme import RIGHT, WRONG

LONGEST = 80  # characters of a raw answer that are shown


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the doctor found; `repaired` if damage was met and mended, `agreed` if the kept cards equalled those derived
    anew.
    """

    health: Health
    cards: int
    repaired: bool
    agreed: bool


def checkup(found: Checkup, say: Interface) -> list[b.Block]:
    """Return whether the log is sound, what is in it, and which backups there are."""
    health = found.health
    key = "doctor-repaired" if found.repaired else "doctor-sound"
    sign, style = (WRONG, "wrong") if found.repaired else (RIGHT, "right")
    counted = say("doctor-counted", events=health.events, answers=health.answers, cards=found.cards)
    items: list[b.Block] = [
        b.Title(say("doctor-title")),
        b.Entries([b.Entry(say(key), counted, sign, style)]),
        b.Prose(say("doctor-agreed" if found.agreed else "doctor-rebuilt")),
        b.Heading(say("heading-backups")),
    ]
    if health.backups:
        rows = [[one.path.name, str(one.events), one.problem or say("backup-sound")] for one in health.backups]
        items.append(b.Table([say("column-file"), say("column-entries"), ""], rows, numeric=[1]))
        items.append(b.Prose(say("backups-where", folder=health.backups[0].path.parent)))
    else:
        items.append(b.Prose(say("backups-none")))
    if health.damaged:
        items.append(b.Note(say("doctor-damaged", files=say("comma").join(str(path) for path in health.damaged))))
    return [*items, b.Links([b.Link("tutor progress export FILE", say("link-export"))])]


def checkup_data(found: Checkup) -> dict[str, object]:
    """Return the same as data."""
    health = found.health
    return {
        "sound": not found.repaired,
        "entries": health.events,
        "answers": health.answers,
        "cards": found.cards,
        "cards_agreed": found.agreed,
        "backups": [
            {"file": str(one.path), "entries": one.events, "problem": one.problem or None} for one in health.backups
        ],
        "damaged": [str(path) for path in health.damaged],
    }


def undone(answer: Event | None, asked: str, say: Interface) -> list[b.Block]:
    """Return which answer was cancelled; None: there was none left."""
    if answer is None:
        return [b.Prose(say("undo-nothing"))]
    when = answer.time.astimezone().strftime("%Y-%m-%d %H:%M")
    raw = " ".join((answer.answer or "").split())[:LONGEST]
    verdict = say("verdict-right" if answer.right else "verdict-wrong")
    given = say("undo-given", answer=raw.replace("`", "'"), verdict=verdict, time=when) if raw else f"{verdict} {when}"
    entry = b.Entry(asked.strip().split("\n")[0] or f"`{answer.question}`", given, detail=f"`{answer.question}`")
    return [b.Prose(say("undo-done")), b.Entries([entry]), b.Links([b.Link("tutor progress", say("link-progress"))])]


def undone_data(answer: Event | None) -> dict[str, object]:
    """Return the same as data."""
    if answer is None:
        return {"undone": None}
    told = {"id": answer.id, "question": answer.question, "time": answer.time.isoformat()}
    return {"undone": {**told, "answer": answer.answer, "right": answer.right}}


def imported(result: Imported, say: Interface) -> list[b.Block]:
    """Return how many entries were new, known and refused, with the lines that were refused and why."""
    counted = say("import-counted", added=result.added, known=result.known, refused=result.refused)
    items: list[b.Block] = [b.Prose(counted)]
    if result.faults:
        items.append(b.Entries([b.Entry(fault(one, say), sign=WRONG, style="wrong") for one in result.faults]))
    if result.refused > len(result.faults):
        items.append(b.Note(say("import-more", more=result.refused - len(result.faults))))
    return [*items, b.Links([b.Link("tutor progress", say("link-progress"))])]


def fault(one: Fault, say: Interface) -> str:
    """Return why a line was refused."""
    return say(f"import-{one.code}", line=one.line, name=one.name)


def imported_data(result: Imported) -> dict[str, object]:
    """Return the same as data."""
    return {
        "added": result.added,
        "known": result.known,
        "refused": result.refused,
        "faults": [{"line": one.line, "code": one.code, "name": one.name or None} for one in result.faults],
    }
