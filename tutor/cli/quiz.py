"""`tutor quiz [TOPIC]`: questions; without TOPIC what is due, then what is new."""

from __future__ import annotations

from typing import Annotated

import typer

from tutor.cli.look import Look, Refused

Words = Annotated[
    list[str] | None, typer.Argument(metavar="[TOPIC...]", help="What to be asked about.", show_default=False)
]
Count = Annotated[int, typer.Option("-n", min=1, max=1000, help="How many questions.")]
Seed = Annotated[
    int | None, typer.Option("--seed", min=0, help="Fixes choice, order and drawn numbers.", show_default=False)
]
Cram = Annotated[bool, typer.Option("--cram", help="Practise beyond what is due; the schedule stays as it is.")]


def quiz(look: Look, topic: Words = None, count: Count = 8, seed: Seed = None, cram: Cram = False) -> None:
    """Ask questions, answer your mistakes, and bring each one back when it is due.

    Example: tutor quiz lstm -n 5
    """
    from tutor.cli import standing as at
    from tutor.cli.session import Session, candidates
    from tutor.quiz import choose

    if look.format == "markdown":
        raise Refused(look.say("quiz-format"))
    moment = at.now()
    facts = at.facts(look)
    only = look.shelf.find(" ".join(topic)) if topic else ""
    with at.open_log(look, moment) as log:
        known = at.cards(log, facts)
        seed = int(moment.timestamp()) if seed is None else seed
        found = candidates(facts, known, moment, only)
        chosen = choose(found, list(facts), moment, count, seed, ahead=cram)
        Session(look, log, facts, seed, cram=cram).play(chosen, only)
