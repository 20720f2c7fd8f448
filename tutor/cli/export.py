"""`tutor export anki|quiz|recap`: an Anki deck, a question sheet for a class, what was missed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tutor.cli.look import Look, Refused

What = Annotated[
    Literal["anki", "quiz", "recap"],
    typer.Argument(
        metavar="anki|quiz|recap",
        help="A deck of all questions or of a topic's; a sheet of a topic's questions; what you missed.",
        show_default=False,
    ),
]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TOPIC...] [FILE]",
        help="FILE ends in .apkg for a deck, else in .md or .txt; without it text goes to stdout.",
        show_default=False,
    ),
]
Answers = Annotated[bool, typer.Option("--answers", help="quiz: the key with the reasons at the end.")]
WithAnswers = Annotated[bool, typer.Option("--with-answers", help="recap: what you typed, too.")]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed", metavar="N", min=0, help="quiz: another order of options, other numbers.", show_default=False
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]

SUFFIXES = {"anki": (".apkg",), "quiz": (".md", ".txt"), "recap": (".md", ".txt")}


def export(
    look: Look,
    what: What,
    words: Words = None,
    answers: Answers = False,
    with_answers: WithAnswers = False,
    seed: Seed = None,
    force: Force = False,
) -> None:
    """Take it with you: questions for Anki, a sheet for a class, a page of what you missed.

    Example: tutor export quiz lstm --answers
    """
    if look.format not in ("text", "markdown") or look.file:
        raise Refused(look.say("export-format"))
    topic, file = _split(words or [], SUFFIXES[what])
    if (answers or seed is not None) and what != "quiz":
        raise Refused(look.say("export-only-quiz"))
    if with_answers and what != "recap":
        raise Refused(look.say("export-only-recap"))
    if force and file is None and what != "anki":
        raise Refused(look.say("export-force"))
    from tutor.cli.exporting import sheets

    if what == "recap":
        if topic:
            raise Refused(look.say("export-recap-topic", words=topic))
        return sheets.recap(look, file, with_answers=with_answers, force=force)
    if what == "quiz":
        if not topic:
            raise Refused(look.say("export-topic-missing"))
        return sheets.sheet(look, look.shelf.find(topic), file, seed=seed or 0, key=answers, force=force)
    from tutor.cli.exporting.deck import deck

    deck(look, look.shelf.find(topic) if topic else "", file, force=force)


def _split(words: list[str], suffixes: tuple[str, ...]) -> tuple[str, Path | None]:
    """Part the words of a topic from the file behind them."""
    if words and words[-1].casefold().endswith(suffixes):
        return " ".join(words[:-1]), Path(words[-1])
    return " ".join(words), None
