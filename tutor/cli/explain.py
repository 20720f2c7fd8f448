"""`tutor explain TOPIC`: the explanation."""

from __future__ import annotations

from typing import Annotated

import typer

from tutor.cli import completion
from tutor.cli.look import Look, Refused
from tutor.library.found import Found

Words = Annotated[
    list[str],
    typer.Argument(
        help="What you want to understand: an id, a name, or a question.",
        metavar="TOPIC...",
        show_default=False,
        autocompletion=completion.topics,
    ),
]
Level = Annotated[int, typer.Option("--level", metavar="N", help="1 a picture, 2 everyday, 3 student, 4 engineer.")]
Section = Annotated[
    str,
    typer.Option("--section", metavar="NAME", help="why, what, how or how-good: only this one.", show_default=False),
]


def explain(look: Look, topic: Words, level: Level = 2, section: Section = "") -> None:
    """Explain a topic: why, what, how, how good.

    Example: tutor explain lstm --level 3
    """
    from tutor.library.model import LEVELS, SECTIONS
    from tutor.show import lesson as page

    part = section.replace("-", "_")
    if level not in LEVELS:
        raise Refused(look.say("level-unknown", level=level))
    if part and part not in SECTIONS:
        raise Refused(look.say("section-unknown", section=section))
    found = _found(look, " ".join(topic))
    lesson = look.shelf.lesson(found.topic, look.language, questions=False)
    titles = {
        name: look.shelf.title(name, look.language) for name in [lesson.id, *lesson.topic.next, *lesson.topic.needs]
    }
    if look.is_json:
        look.data(page.data(lesson, level, part, titles[lesson.id]))
    else:
        notes = page.understood(titles[lesson.id], found, look.say)
        look.show([*notes, *page.screen(lesson, level, part, look.language, titles, look.say)])


def _found(look: Look, words: str) -> Found:
    from tutor.library.names import NotFoundError

    try:
        return Found(look.shelf.find(words))
    except NotFoundError as error:
        if error.ambiguous:
            raise
    from tutor.library.question import understand  # only what is no name needs it

    return understand(look.shelf, words, look.language)
