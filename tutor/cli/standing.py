"""Where the learner stands: the log opened (or one that is not kept), and the figures that home, topics, progress and
the quiz share.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from graphlib import CycleError

from tutor import progress
from tutor.cli.leaving import tell_left_out
from tutor.cli.look import Look
from tutor.cli.telling import tell
from tutor.library import ContentError
from tutor.library.model import Topic, Words
from tutor.quiz import stands_on, study_order
from tutor.show.status import MASTERED, KeyPointStatus, Standing, TopicStatus, percent

_EXPLANATION = "/teach"


def now() -> datetime:
    """Return the time; the only clock that the program reads."""
    return datetime.now(UTC)


@contextmanager
def open_log(look: Look, moment: datetime) -> Iterator[progress.Log]:
    """Open the learner's log; where nothing can be written, one in memory, and say so. Raises LogError for a newer
    log.
    """
    with telling(look, _opened(look, moment)) as log:
        yield log


@contextmanager
def telling(look: Look, log: progress.Log) -> Iterator[progress.Log]:
    """Close a log at the end, and say what was found and repaired: not only the opening may meet damage."""
    with log:
        tell_notices(look, log)
        try:
            yield log
        finally:
            tell_notices(look, log)


def _opened(look: Look, moment: datetime) -> progress.Log:
    folder = progress.home(os.environ)
    if folder is None:
        tell(look.say("log-no-home"))
        return progress.Log.in_memory()
    try:
        return progress.Log.open(folder, moment)
    except progress.LogError as error:
        if error.kind != "unwritable":
            raise
        tell_unwritable(look, error)
        return progress.Log.in_memory(folder)


def tell_unwritable(look: Look, error: progress.LogError) -> None:
    """Say that from now on nothing is kept, and why."""
    tell(look.say("log-unwritable", path=error.path, detail=error.detail))


def tell_notices(look: Look, log: progress.Log) -> None:
    """Say what was found and repaired."""
    for notice in log.notices:
        tell(look.say(f"notice-{notice.code}", **notice.data))
    log.notices.clear()


def facts(look: Look) -> dict[str, Topic]:
    """Return the facts of every topic in study order; a faulty topic is told and left out."""
    read = {name: look.shelf.sound(name, look.language) for name in look.shelf.ids()}
    topics = {name: topic for name, topic in read.items() if topic}
    tell_left_out(look)
    needs = {name: topic.needs for name, topic in topics.items()}
    onwards = {name: topic.next for name, topic in topics.items()}
    try:
        order = study_order(needs, onwards)
    except CycleError as error:
        tell(look.say("topics-circle", topics=" > ".join(error.args[1])))
        order = list(topics)
    return {name: topics[name] for name in order}


def revisions(topics: Mapping[str, Topic]) -> dict[str, int]:
    """Return the revision of every question."""
    return {
        f"{name}/{question.id}": question.revision for name, topic in topics.items() for question in topic.questions
    }


def renamed(topics: Mapping[str, Topic]) -> dict[str, str]:
    """Return former ids of questions -> their ids now."""
    return {
        former if "/" in former else f"{name}/{former}": f"{name}/{question.id}"
        for name, topic in topics.items()
        for question in topic.questions
        if (former := question.formerly)
    }


def explanation_of(topic: str) -> str:
    """Return the id under which a topic's explanation in the learner's own words is kept."""
    return topic + _EXPLANATION


def cards(log: progress.Log, topics: Mapping[str, Topic]) -> dict[str, progress.CardState]:
    """Return the memory of every question that was ever answered."""
    return progress.cards(log, revisions(topics), renamed(topics))


def tested_by(name: str, topic: Topic) -> dict[str, list[str]]:
    """Return the questions that test each key point of a topic."""
    return {p: [f"{name}/{q.id}" for q in topic.questions if p in q.tests] for p in topic.key_points}


def statuses(
    look: Look, topics: Mapping[str, Topic], known: Mapping[str, progress.CardState], moment: datetime
) -> list[TopicStatus]:
    """Return the rows that lists show, in study order."""
    rows = []
    for name, topic in topics.items():
        outline = look.shelf.outline(name, look.language)
        answered = any(f"{name}/{question.id}" in known for question in topic.questions)
        mastery = progress.topic_mastery(tested_by(name, topic), known, moment)
        title = look.shelf.title(name, look.language)
        rows.append(TopicStatus(name, title, outline.summary, topic.needs, outline.levels, mastery, answered))
    return rows


def key_points(
    look: Look, topics: Mapping[str, Topic], known: Mapping[str, progress.CardState], moment: datetime
) -> list[KeyPointStatus]:
    """Return the key points of topics, with their sentences, in the order of the content."""
    rows = []
    for name, topic in topics.items():
        words = words_of(look, name)
        for point, questions in tested_by(name, topic).items():
            text = words.key_points.get(point, point) if words else point
            rows.append(KeyPointStatus(name, point, text, progress.key_point_mastery(questions, known, moment)))
    return rows


def words_of(look: Look, topic: str) -> Words | None:
    """Return the words of a topic but not its questions'; None where they are faulty, which `tutor check` tells."""
    try:
        return look.shelf.words(topic, look.language, skip=("questions",))[0]
    except ContentError:
        return None


def standing(
    log: progress.Log, known: Mapping[str, progress.CardState], moment: datetime, *, calibrated: bool = True
) -> Standing:
    """Return the figures of the whole log; without calibration, which reads every answer, it takes no longer for a long
    one.
    """
    rows = progress.calibration(log.events()) if calibrated else []
    judged = [(row.certainty, row.answers, row.right) for row in rows]
    due = [card.question for card in progress.due(known.values(), moment)]
    explain = [name.removesuffix(_EXPLANATION) for name in due if name.endswith(_EXPLANATION)]
    asked = [card for name, card in known.items() if not name.endswith(_EXPLANATION)]
    forecast = progress.forecast(asked, moment)
    count = len(due) - len(explain)
    return Standing(log.count(), len(known), count, forecast, judged, kept=log.home is not None, explain=explain)


def recommend(look: Look, rows: list[TopicStatus]) -> tuple[TopicStatus | None, str]:
    """Return the first topic in study order that is not mastered, and why it is the next; nothing if all are."""
    row = next((row for row in rows if row.mastery < MASTERED), None)
    if row is None:
        return None, ""
    above = len(stands_on(row.id, {other.id: other.needs for other in rows}))
    mastery = {other.id: other.mastery for other in rows}
    ready = [need for need in row.needs if mastery.get(need, 0.0) >= MASTERED]
    if row.answered:
        why = look.say("why-next-begun", percent=percent(row.mastery))
    elif ready:
        why = look.say("why-next-ready", needs=look.say("comma").join(ready))
    else:
        why = look.say("why-next-first")
    if above:
        opens = look.say("why-next-opens" if above > 1 else "why-next-opens-one", count=above)
        why = look.say("why-both", one=why, two=opens)
    return row, why
