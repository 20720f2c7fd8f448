"""`tutor search WORDS…`: where something is said, each hit in its sentence."""

from __future__ import annotations

from typing import Annotated

import typer

from tutor.cli.look import Look, Refused
from tutor.library.text import clean

Words = Annotated[
    list[str], typer.Argument(metavar="WORDS...", help="What to look for, in any script.", show_default=False)
]
Count = Annotated[int, typer.Option("-n", metavar="N", min=1, max=1000, help="How many hits.")]


def search(look: Look, words: Words, count: Count = 8) -> None:
    """Find words in titles, texts, questions and the glossary, the best first.

    Example: tutor search gradient clipping
    """
    from tutor.cli.leaving import tell_left_out
    from tutor.library.search import search as find
    from tutor.show import found as page

    wanted = clean(" ".join(words))
    hits = find(look.shelf, wanted, look.language, count)
    tell_left_out(look)
    if look.is_rows:
        return look.rows(page.search_data(hits[:count]))
    if not hits:
        raise Refused(look.say("search-nothing", words=wanted[:80]))
    titles = {hit.id: page.title(look.shelf, hit, look.language) for hit in hits[:count]}
    look.show(page.search(wanted[:80], hits, count, titles, look.say))
