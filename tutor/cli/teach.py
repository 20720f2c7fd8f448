"""`tutor teach TOPIC`: explain it; hints, a model answer, your own ticks, a question for each point missed."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from tutor.cli.explain import Words
from tutor.cli.look import Look, Refused

if TYPE_CHECKING:
    from tutor.library import Lesson
    from tutor.library.rubric import Rubric

Edit = Annotated[bool, typer.Option("--edit", help="Write in your editor ($VISUAL or $EDITOR).")]
Seed = Annotated[
    int | None, typer.Option("--seed", metavar="N", min=0, help="Fixes the questions that follow.", show_default=False)
]

SAID = 3  # key points up to this level belong to an explanation; those of level 4 one looks up at work


def teach(look: Look, topic: Words, edit: Edit = False, seed: Seed = None) -> None:
    """Explain a topic in your own words, see which key points you hit, and be asked what you missed.

    Example: tutor teach lstm
    """
    if look.format in ("markdown", "csv") or look.file is not None:
        raise Refused(look.say("teach-format"))
    lesson, rubric, spoken = _content(look, look.shelf.find(" ".join(topic)))
    from tutor.cli import standing as at
    from tutor.cli.playing.keeping import Keeper
    from tutor.cli.playing.teaching import Teaching
    from tutor.show import teach as page

    moment = at.now()
    facts = at.facts(look)
    with at.open_log(look, moment) as log:
        teaching = Teaching(look, Keeper(look, log, "teach"), lesson, rubric, time.monotonic)
        title = look.shelf.title(lesson.id, look.language)
        ending = teaching.listen(page.opening(title, rubric, spoken != look.language, look.say), edit=edit)
        known = at.cards(log, facts)
        if ending == "finished":
            seed = int(moment.timestamp()) if seed is None else seed
            ending = teaching.follow_up(known, moment, seed)
        teaching.end({name: card.due for name, card in at.cards(log, facts).items()})
    if ending == "interrupted":
        raise typer.Exit(130)


def _content(look: Look, topic: str) -> tuple[Lesson, Rubric, str]:
    from tutor.library.rubric import topics_with_rubric
    from tutor.quiz.rubric import sound_rubric

    found = sound_rubric(look.shelf, topic, look.language)
    if found is None:
        raise Refused(look.say("teach-no-rubric", topic=topic, topics=", ".join(topics_with_rubric(look.shelf))))
    lesson = look.shelf.lesson(topic, look.language)
    said = {name: level for name, level in lesson.topic.key_points.items() if level <= SAID}
    return replace(lesson, topic=replace(lesson.topic, key_points=said)), *found
