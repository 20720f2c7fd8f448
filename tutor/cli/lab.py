"""`tutor lab NAME`: a claim, measured; without NAME the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from tutor.cli.look import Look, Refused

Name = Annotated[str, typer.Argument(help="The lab; leave it out for the ledger.", show_default=False)]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Your own setting, e.g. length=80.", show_default=False),
]
Seeds = Annotated[int | None, typer.Option("--seeds", min=1, max=64, help="How many seeds.", show_default=False)]


def lab(look: Look, name: Name = "", set: Sets = None, seeds: Seeds = None) -> None:
    """Run a claim and see whether it holds.

    Example: tutor lab adding --set length=50
    """
    import time

    from tutor import lab as room
    from tutor.cli.inputs import gather
    from tutor.lab import running

    if not name:
        return look.data(room.names())
    chosen = room.load(name)
    try:
        settings = room.resolved(chosen, gather(set or [], None, look.say))
    except room.SettingError as error:
        raise Refused(str(error)) from None
    count = seeds or chosen.seeds
    results = [
        told.result
        for told in running.run(chosen, settings, count, workers=2, clock=time.monotonic, seconds=chosen.budget)
        if isinstance(told, running.Ended)
    ]
    verdict = room.judged(chosen, results, settings, count)
    look.data({"lab": name, "verdict": verdict.word, "figures": dict(verdict.figures)})
    raise typer.Exit(0 if verdict.word == "holds" else 1)
