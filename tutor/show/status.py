"""The screens that tell where a learner stands: home, topics, progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.library import Interface
from tutor.show import blocks as b


@dataclass(frozen=True, slots=True)
class TopicStatus:
    """One topic as lists show it. `mastery` is 0 to 1; `answered` is False before the first answer."""

    id: str
    title: str
    summary: str
    needs: list[str]
    levels: list[int]
    mastery: float
    answered: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the log says: answers kept, cards, how many are due now and in each of the next days, certainty against
    truth.
    """

    answers: int
    cards: int
    due: int
    forecast: list[int]
    calibration: Sequence[tuple[str, int, int]]
    kept: bool = True


def percent(share: float) -> str:
    """Write a share as a whole percentage."""
    return f"{round(100 * share)} %"


def meter(share: float, width: int = 10) -> str:
    """Return a small bar of `width` columns."""
    full = round(share * width)
    return "█" * full + "░" * (width - full)


def home(
    standing: Standing, topics: Sequence[TopicStatus], recommended: TopicStatus | None, why: str, say: Interface
) -> list[b.Block]:
    """Return home: what is due, what to learn next and why, how to start."""
    items: list[b.Block] = [b.Title("tutor", say("home-summary"))]
    links = []
    if standing.due:
        items.append(b.Prose(say("home-due", due=standing.due)))
        links.append(b.Link("tutor quiz", say("link-due")))
    elif standing.answers:
        items.append(b.Prose(say("home-nothing-due", answers=standing.answers)))
    else:
        items.append(b.Prose(say("home-new")))
    if recommended:
        items.append(b.Prose(say("home-next", title=recommended.title, why=why)))
        links.append(b.Link(f"tutor explain {recommended.id}", recommended.title))
        links.append(b.Link(f"tutor quiz {recommended.id}", say("link-quiz")))
    links += [b.Link("tutor topics", say("link-topics")), b.Link("tutor --help", say("link-help"))]
    return [*items, *_not_kept(standing, say), b.Links(links)]


def _not_kept(standing: Standing, say: Interface) -> list[b.Block]:
    return [] if standing.kept else [b.Note(say("note-not-kept"))]


def topics(rows: Sequence[TopicStatus], say: Interface) -> list[b.Block]:
    """Return every topic in study order, with what it needs, its levels and mastery."""
    entries = []
    for row in rows:
        levels = say("comma").join(map(str, row.levels))
        known = f"{meter(row.mastery)} {percent(row.mastery)}" if row.answered else say("topics-new")
        needs = say("topics-needs", needs=say("comma").join(row.needs)) if row.needs else say("topics-first")
        detail = say("semicolon").join([needs, say("topics-levels", levels=levels), known])
        entries.append(b.Entry(f"**{row.title}** `{row.id}`", row.summary, detail=detail))
    links = [b.Link(f"tutor explain {rows[0].id}", say("link-explain"))] if rows else []
    return [b.Title(say("topics-title"), say("topics-summary")), b.Entries(entries), b.Links(links)]


def topics_data(rows: Sequence[TopicStatus]) -> list[dict[str, object]]:
    """Return the topics as JSON rows."""
    return [
        {
            "id": r.id,
            "title": r.title,
            "summary": r.summary,
            "needs": r.needs,
            "levels": r.levels,
            "mastery": round(r.mastery, 4),
        }
        for r in rows
    ]


def progress(standing: Standing, rows: Sequence[TopicStatus], say: Interface) -> list[b.Block]:
    """Return mastery per topic, what falls due in the next days, and certainty against truth."""
    items: list[b.Block] = [
        b.Title(
            say("progress-title"),
            say("progress-summary", answers=standing.answers, cards=standing.cards, due=standing.due),
        )
    ]
    known = [row for row in rows if row.answered]
    if known:
        table = [[row.title, meter(row.mastery), percent(row.mastery)] for row in known]
        items += [b.Heading(say("heading-mastery")), b.Table(["", "", ""], table, [2])]
    if any(standing.forecast):
        items += [b.Heading(say("heading-forecast")), _forecast(standing.forecast, say)]
    if standing.calibration:
        table = [
            [say(f"certainty-{name}"), str(asked), percent(right / asked)]
            for name, asked, right in standing.calibration
        ]
        columns = [say("column-certainty"), say("column-answers"), say("column-right")]
        items += [b.Heading(say("heading-calibration")), b.Table(columns, table, [1, 2])]
    link = b.Link("tutor quiz", say("link-due") if standing.due else say("link-start"))
    return [*items, *_not_kept(standing, say), b.Links([link])]


def _forecast(counts: Sequence[int], say: Interface) -> b.Block:
    most = max(counts)
    rows = []
    for day, count in enumerate(counts):
        if count:
            when = say("forecast-today" if day == 0 else "forecast-tomorrow" if day == 1 else "forecast-day", day=day)
            rows.append([when, "█" * max(round(20 * count / most), 1), str(count)])
    return b.Table(["", "", ""], rows, [2])


def progress_data(standing: Standing, rows: Sequence[TopicStatus]) -> dict[str, object]:
    """Return progress as CONTRACT's JSON."""
    return {
        "answers": standing.answers,
        "cards": standing.cards,
        "due": standing.due,
        "topics": [{"topic": row.id, "mastery": round(row.mastery, 4)} for row in rows],
        "calibration": [
            {"certainty": name, "answers": asked, "right": right} for name, asked, right in standing.calibration
        ],
    }
