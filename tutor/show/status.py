"""The screens that tell where a learner stands: home, topics, progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.library import Interface
from tutor.quiz import tree
from tutor.show import blocks as b
from tutor.show.theme import DONE, MARKED, RIGHT, TO_DO, WRONG

MASTERED = 0.8


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
class KeyPointStatus:
    """One key point of a topic that was begun; `mastery` is 0 to 1."""

    topic: str
    id: str
    text: str
    mastery: float


@dataclass(frozen=True, slots=True)
class Met:
    """A misconception that answers showed, how often, and the command that leads to its refutation."""

    topic: str
    id: str
    claim: str
    correction: str
    times: int
    command: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the log says: answers kept, cards, how many are due now and in each of the next days, certainty against
    truth; topics that are due to be explained once more.
    """

    answers: int
    cards: int
    due: int
    forecast: list[int]
    calibration: Sequence[tuple[str, int, int]]
    kept: bool = True
    explain: Sequence[str] = ()


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
    links += [b.Link(f"tutor teach {topic}", say("link-teach-again")) for topic in standing.explain[:2]]
    if recommended:
        items.append(b.Prose(say("home-next", title=recommended.title, why=why)))
        links.append(b.Link(f"tutor explain {recommended.id}", recommended.title))
        links.append(b.Link(f"tutor quiz {recommended.id}", say("link-quiz")))
    links += [b.Link("tutor topics", say("link-topics")), b.Link("tutor lab", say("link-labs"))]
    links += [b.Link("tutor --help", say("link-help"))]
    return [*items, *_not_kept(standing, say), b.Links(links)]


def _not_kept(standing: Standing, say: Interface) -> list[b.Block]:
    return [] if standing.kept else [b.Note(say("note-not-kept"))]


def topics(rows: Sequence[TopicStatus], say: Interface) -> list[b.Block]:
    """Return every topic under what it needs, with its levels and mastery."""
    by_id = {row.id: row for row in rows}
    branches = []
    for step in tree({row.id: row.needs for row in rows}):
        row = by_id[step.topic]
        said = [
            say(
                "topics-level" if len(row.levels) == 1 else "topics-levels",
                levels=say("comma").join(map(str, row.levels)),
            )
        ]
        said.append(say("topics-mastery", percent=percent(row.mastery)) if row.answered else say("topics-new"))
        if step.others:
            key = "topics-also" if step.parent else "topics-needs"
            said.append(say(key, needs=say("comma").join(step.others)))
        sign = DONE if row.mastery >= MASTERED else MARKED if row.answered else TO_DO
        branches.append(b.Branch(step.depth, f"**{row.title}** `{row.id}`", say("semicolon").join(said), sign))
    links = [b.Link(f"tutor explain {rows[0].id}", say("link-explain"))] if rows else []
    signs = say("topics-signs", done=DONE, begun=MARKED, new=TO_DO)
    return [b.Title(say("topics-title"), say("topics-summary")), b.Tree(branches, signs), b.Links(links)]


def topics_data(rows: Sequence[TopicStatus]) -> list[dict[str, object]]:
    """Return the topics as rows, in the order of the tree; `parent` is the need under which a topic is drawn."""
    by_id = {row.id: row for row in rows}
    steps = tree({row.id: row.needs for row in rows})
    return [
        {
            "id": step.topic,
            "title": by_id[step.topic].title,
            "summary": by_id[step.topic].summary,
            "needs": by_id[step.topic].needs,
            "parent": step.parent or None,
            "levels": by_id[step.topic].levels,
            "mastery": round(by_id[step.topic].mastery, 4),
        }
        for step in steps
    ]


def progress(
    standing: Standing,
    rows: Sequence[TopicStatus],
    points: Sequence[KeyPointStatus],
    met: Sequence[Met],
    say: Interface,
) -> list[b.Block]:
    """Return mastery per topic and key point, what falls due in the next days, certainty against truth, and the
    misconceptions met most often.
    """
    summary = say("progress-summary", answers=standing.answers, cards=standing.cards, due=standing.due)
    items: list[b.Block] = [b.Title(say("progress-title"), summary)]
    begun = [row for row in rows if row.answered]
    if begun:
        table = [[row.title, meter(row.mastery), percent(row.mastery)] for row in begun]
        items += [b.Heading(say("heading-mastery")), b.Table(["", "", ""], table, numeric=[2], bars=[1])]
    for row in begun:
        items += _key_points(row, points, say)
    if any(standing.forecast):
        items += [b.Heading(say("heading-forecast")), *_forecast(standing.forecast, say)]
    items += [*calibration(standing.calibration, say), *_misconceptions(met, say)]
    links = [b.Link("tutor quiz", say("link-due") if standing.due else say("link-start"))]
    if met:
        links.append(b.Link("tutor export recap", say("link-recap")))
    return [*items, *_not_kept(standing, say), b.Links(links)]


def _key_points(topic: TopicStatus, points: Sequence[KeyPointStatus], say: Interface) -> list[b.Block]:
    """Return the key points of a topic, the weakest first."""
    own = sorted((point for point in points if point.topic == topic.id), key=lambda point: point.mastery)
    rows = [[percent(point.mastery), meter(point.mastery), point.text] for point in own]
    return [
        b.Heading(say("heading-key-points", title=topic.title)),
        b.Table(["", "", ""], rows, numeric=[0], bars=[1]),
    ]


def _misconceptions(met: Sequence[Met], say: Interface) -> list[b.Block]:
    if not met:
        return []
    entries = [
        b.Entry(one.claim, f"{RIGHT} {one.correction}", WRONG, "wrong", f"{one.times} × · `{one.command}`")
        for one in met
    ]
    return [b.Heading(say("heading-met")), b.Entries(entries)]


def calibration(rows: Sequence[tuple[str, int, int]], say: Interface) -> list[b.Block]:
    """Return how often answers of each certainty were right; rows of certainty, answers, right. Nothing for no rows."""
    if not rows:
        return []
    table = [[say(f"certainty-{name}"), str(asked), percent(right / asked)] for name, asked, right in rows]
    columns = [say("column-certainty"), say("column-answers"), say("column-right")]
    return [b.Heading(say("heading-calibration")), b.Table(columns, table, [1, 2])]


def _forecast(counts: Sequence[int], say: Interface) -> list[b.Block]:
    most = max(counts)
    rows = []
    for day, count in enumerate(counts):
        if count:
            when = say("forecast-today" if day == 0 else "forecast-tomorrow" if day == 1 else "forecast-day", day=day)
            rows.append([when, "█" * max(round(20 * count / most), 1), str(count)])
    table = b.Table(["", "", say("column-questions")], rows, bars=[1])
    return [b.Prose(say("forecast-sum", days=len(counts), count=sum(counts))), table]


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


def details(points: Sequence[KeyPointStatus], met: Sequence[Met], forecast: Sequence[int]) -> dict[str, object]:
    """Return what `tutor progress --json` tells beyond home."""
    return {
        "key_points": [{"topic": p.topic, "key_point": p.id, "mastery": round(p.mastery, 4)} for p in points],
        "forecast": list(forecast),
        "misconceptions": [
            {"topic": m.topic, "misconception": m.id, "times": m.times, "explained": m.command} for m in met
        ],
    }
