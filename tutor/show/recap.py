"""The end of a session: how many were right, the errors made in confidence, what an exam says of each key point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.library import Interface, Lesson
from tutor.quiz import CERTAINTIES, Asked, Certainty, Verdict
from tutor.show import blocks as b
from tutor.show.quiz import right_answer, section_command
from tutor.show.status import calibration
from tutor.show.theme import RIGHT, WRONG


@dataclass(frozen=True, slots=True)
class Done:
    """One answered question of a session. `again` marks the repeat of a missed one."""

    asked: Asked
    verdict: Verdict
    raw: str
    again: bool = False
    certainty: Certainty | None = None
    hints: int = 0


def recap(done: Sequence[Done], lessons: Mapping[str, Lesson], kept: bool, say: Interface) -> list[b.Block]:
    """Return the end of a session: how many, the errors made in confidence, the other errors, what comes next."""
    first = [item for item in done if not item.again]
    right = sum(item.verdict.right for item in first)
    count = say("recap-count", right=right, asked=len(first)) if first else say("recap-none")
    items: list[b.Block] = [b.Heading(say("recap-heading")), b.Prose(count)]
    missed = [item for item in first if not item.verdict.right]
    sure = [item for item in missed if item.certainty == "sure"]
    others = [item for item in missed if item.certainty != "sure"]
    if sure:
        items += [b.Heading(say("recap-sure")), _errors(sure, lessons, say)]
    if others:
        items += [*([b.Heading(say("recap-others"))] if sure else []), _errors(others, lessons, say)]
    items += calibration(judged(first), say)
    if not kept:
        items.append(b.Note(say("note-not-kept")))
    last = {item.asked.id: item.verdict.right for item in done}
    links = [b.Link("tutor quiz --missed", say("link-missed"))] if kept and not all(last.values()) else []
    return [*items, b.Links([*links, b.Link("tutor progress", say("link-progress"))])]


def _errors(missed: Sequence[Done], lessons: Mapping[str, Lesson], say: Interface) -> b.Block:
    return b.Entries([_error(item, lessons[item.asked.topic], say) for item in missed])


def _error(item: Done, lesson: Lesson, say: Interface) -> b.Entry:
    """What was asked and the right answer; below it the refutation's name and the way back."""
    believed = lesson.words.misconceptions.get(item.verdict.misconception or "")
    belief = [say("quiz-belief", claim=believed.claim)] if believed else []
    detail = " ".join([*belief, f"`{section_command(item.asked)}`"])
    return b.Entry(item.asked.prompt.strip().split("\n")[0], right_answer(item.asked, say), WRONG, "wrong", detail)


def judged(done: Sequence[Done]) -> list[tuple[str, int, int]]:
    """Count answers and right ones by certainty, the surest first."""
    rows: list[tuple[str, int, int]] = []
    for name in CERTAINTIES:
        given = [item.verdict.right for item in done if item.certainty == name]
        if given:
            rows.append((name, len(given), sum(given)))
    return rows


def by_key_point(done: Sequence[Done]) -> list[tuple[str, str, int, int]]:
    """Count questions and right ones by (topic, key point), in the order in which they came."""
    counts: dict[tuple[str, str], list[bool]] = {}
    for item in done:
        for point in item.asked.question.tests:
            counts.setdefault((item.asked.topic, point), []).append(item.verdict.right)
    return [(*key, len(given), sum(given)) for key, given in counts.items()]


def report(done: Sequence[Done], lessons: Mapping[str, Lesson], say: Interface) -> list[b.Block]:
    """Return an exam's report: each key point with how many of its questions were right."""
    if not done:
        return []
    entries = []
    for topic, point, asked, right in by_key_point(done):
        good = right == asked
        text = lessons[topic].words.key_points.get(point, point)
        said = say("recap-count", right=right, asked=asked)
        entries.append(b.Entry(text, said, RIGHT if good else WRONG, "right" if good else "wrong"))
    return [b.Heading(say("exam-report")), b.Entries(entries)]


def data(done: Sequence[Done], due: Mapping[str, datetime | None], *, exam: bool) -> dict[str, object]:
    """Return a session as CONTRACT's JSON; `due` maps questions to when they come back. An exam adds its report."""
    first = [item for item in done if not item.again]
    right = sum(item.verdict.right for item in first)
    points = [
        {"topic": topic, "key_point": point, "asked": asked, "right": good}
        for topic, point, asked, good in by_key_point(first)
    ]
    rows = [_row(item, due.get(item.asked.id)) for item in done]
    report = {"key_points": points} if exam else {}
    return {"asked": len(first), "right": right, "answers": rows, **report}


def _row(item: Done, due: datetime | None) -> dict[str, object]:
    return {
        "question": item.asked.id,
        "revision": item.asked.question.revision,
        "variant": item.asked.variant,
        "answer": item.raw,
        "right": item.verdict.right,
        "credit": round(item.verdict.credit, 4),
        "misconception": item.verdict.misconception,
        "due": due.isoformat() if due else None,
        "again": item.again,
        "hints": item.hints,
        "certainty": item.certainty,
    }


def nothing(only: str, say: Interface, *, missed: bool = False) -> list[b.Block]:
    """Return what is said when there is no question to ask now."""
    again = f"tutor quiz {only} --cram".replace("  ", " ")
    links = [b.Link(again, say("link-cram")), b.Link("tutor topics", say("link-topics"))]
    return [b.Prose(say("quiz-nothing-missed" if missed else "quiz-nothing")), b.Links(links)]
