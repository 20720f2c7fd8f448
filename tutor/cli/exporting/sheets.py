"""`tutor export quiz` and `tutor export recap`: Markdown to stdout or to a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tutor import progress
from tutor.cli import standing as at
from tutor.cli.exporting.recalling import Recalling
from tutor.cli.exporting.writing import out
from tutor.cli.log import readable
from tutor.cli.look import Look
from tutor.library import Lesson
from tutor.quiz import Asked, ask
from tutor.show import markdown
from tutor.show import sheet as page
from tutor.show.blocks import Block


def sheet(look: Look, topic: str, file: Path | None, *, seed: int, key: bool, force: bool) -> None:
    """Write every question of a topic; `seed` fixes the order of options and the numbers."""
    title = look.shelf.title(topic, look.language)
    questions, lesson = put(look, topic, seed)
    _write(look, file, page.sheet(title, questions, lesson, look.say, key=key), force=force)


def recap(look: Look, file: Path | None, *, with_answers: bool, force: bool) -> None:
    """Write the questions whose last answer was wrong, as they were put then; what was typed only if asked."""
    with readable(look) as log:
        events = progress.standing(log.events())
    facts = at.facts(look)
    recalling = Recalling(look, facts)
    missed = []
    for event in not_recalled_since(events, at.renamed(facts)):
        if found := recalling.asked(event):
            missed.append(page.Missed(*found, event.answer if with_answers else None, event.misconception))
    missed.sort(key=lambda one: list(facts).index(one.lesson.id))
    titles = {one.lesson.id: look.shelf.title(one.lesson.id, look.language) for one in missed}
    _write(look, file, page.recap(missed, titles, look.say), force=force, private=with_answers)


def not_recalled_since(events: Iterable[progress.Event], renamed: Mapping[str, str]) -> list[progress.Event]:
    """Return the last wrong answer to each question that was last answered wrong, or was last wrong when it was due: to
    be right a minute after reading the answer is no recall.
    """
    last: dict[str, progress.Event] = {}
    wrong: dict[str, progress.Event] = {}
    due: dict[str, progress.Event] = {}
    for event in events:
        if event.kind == "answer":
            question = renamed.get(event.question, event.question)
            last[question] = event
            if event.scheduled:
                due[question] = event
            if not event.right:
                wrong[question] = event
    return [event for name, event in wrong.items() if not (last[name].right and due.get(name, last[name]).right)]


def put(look: Look, topic: str, variant: int) -> tuple[list[Asked], Lesson]:
    """Return every question of a topic as `variant` puts it. Raises ContentError."""
    lesson = look.shelf.lesson(topic, look.language)
    return [ask(topic, one, lesson.words.questions[one.id], variant) for one in lesson.topic.questions], lesson


def _write(look: Look, file: Path | None, items: Sequence[Block], *, force: bool, private: bool = False) -> None:
    out(look, file, [markdown.screen(items)], force=force, private=private)
