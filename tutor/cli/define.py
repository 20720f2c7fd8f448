"""`tutor define TERM`: the glossary; without TERM every word that it has."""

from __future__ import annotations

from typing import Annotated

import typer

from tutor.cli.look import Look, Refused
from tutor.library.text import clean

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TERM...]", help="A word, in any language; all of them if left out.", show_default=False),
]


def define(look: Look, term: Words = None) -> None:
    """Say what a word means, in a sentence or two.

    Example: tutor define hidden state
    """
    from tutor.cli.leaving import tell_left_out
    from tutor.library import glossary
    from tutor.show import found as page

    known = glossary.terms(look.shelf)
    tell_left_out(look)
    wanted = clean(" ".join(term or []))
    names = glossary.named(wanted, known, look.language) if term else sorted(known)
    if not names:
        near = [known[name].said(look.language).name for name in glossary.near(wanted, known)]
        key = "term-unknown-near" if near else "term-unknown"
        raise Refused(look.say(key, words=wanted[:80], names=look.say("comma").join(near)))
    chosen = {name: known[name] for name in names}
    if look.is_rows:
        look.rows(page.define_data(chosen, look.language))
    else:
        look.show(page.define(chosen, look.language, look.say) if term else page.words(chosen, look.language, look.say))
