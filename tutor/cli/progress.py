"""`tutor progress`: what is mastered, what falls due, certainty against truth, what is still believed; and the log."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tutor.cli.look import Look, Refused

Action = Annotated[
    Literal["export", "import", "undo", "doctor"] | None,
    typer.Argument(
        metavar="[export|import|undo|doctor]",
        help="export or import the log as JSON Lines; undo the last answer; doctor: is the log sound.",
        show_default=False,
    ),
]
File = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="Where to export (else stdout), or what to import.", show_default=False),
]
WithAnswers = Annotated[bool, typer.Option("--with-answers", help="Export what you typed, too.")]
Force = Annotated[bool, typer.Option("--force", help="Export over a file that is there.")]


def progress(
    look: Look, action: Action = None, file: File = None, with_answers: WithAnswers = False, force: Force = False
) -> None:
    """Show what you know, what falls due, and how well you judge yourself; export, import, mend the log.

    Example: tutor progress export answers.jsonl
    """
    if (with_answers or force) and action != "export":
        raise Refused(look.say("progress-only-export"))
    if file and action not in ("export", "import"):
        raise Refused(look.say("progress-file", action=action or file))
    if action is None:
        return _show(look)
    from tutor.cli import log

    if action == "export":
        log.export(look, file, with_answers=with_answers, force=force)
    elif action == "import":
        log.add(look, file)
    elif action == "undo":
        log.undo(look)
    else:
        log.doctor(look)


def _show(look: Look) -> None:
    from tutor.cli import standing as at
    from tutor.cli.beliefs import met
    from tutor.show import status as page

    moment = at.now()
    with at.open_log(look, moment) as log:
        facts = at.facts(look)
        known = at.cards(log, facts)
        figures = at.standing(log, known, moment)
    rows = at.statuses(look, facts, known, moment)
    begun = [row.id for row in rows if row.answered]
    points = at.key_points(look, {name: facts[name] for name in begun}, known, moment)
    believed = met(look, facts, known)
    if look.format == "csv":
        look.rows([{"id": row.id, "title": row.title, "mastery": round(row.mastery, 4)} for row in rows])
    elif look.is_json:
        look.data({**page.progress_data(figures, rows), **page.details(points, believed, figures.forecast)})
    else:
        look.show(page.progress(figures, rows, points, believed, look.say))
