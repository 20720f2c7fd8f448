"""`tutor compare A B`: two topics side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from tutor.cli import completion
from tutor.cli.look import Look, Refused

First = Annotated[
    str,
    typer.Argument(metavar="A", help="A topic: an id or a name.", show_default=False, autocompletion=completion.topics),
]
Second = Annotated[
    str,
    typer.Argument(
        metavar="B", help="The topic to set beside it.", show_default=False, autocompletion=completion.topics
    ),
]


def compare(look: Look, first: First, second: Second) -> None:
    """Set two topics side by side: what they share, where they differ, when to choose which.

    Example: tutor compare rnn lstm
    """
    from tutor.library.comparison import compared, pairs
    from tutor.show import compare as page

    one, two = look.shelf.find(first), look.shelf.find(second)
    pair = compared(look.shelf, one, two, look.language)
    if pair is None:
        known = ", ".join(" ".join(topics) for topics in pairs(look.shelf))
        raise Refused(look.say("pair-unknown", first=one, second=two, pairs=known))
    if look.is_rows:
        look.rows(page.data(pair, look.say))
    else:
        titles = {topic: look.shelf.title(topic, look.language) for topic in pair.facts.topics}
        look.show(page.screen(pair, look.language, titles, look.say))
