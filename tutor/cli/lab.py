"""`tutor lab NAME`: a claim, measured; without NAME the ledger; `--all`, every claim."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tutor.cli import completion
from tutor.cli.look import Look, Refused
from tutor.cli.naming import shown

if TYPE_CHECKING:
    from tutor.lab import Lab

Name = Annotated[
    str,
    typer.Argument(
        metavar="[NAME]",
        help="The lab; leave it out for the ledger of all.",
        show_default=False,
        autocompletion=completion.labs,
    ),
]
All = Annotated[bool, typer.Option("--all", help="Run every lab, one after the other.")]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Your own setting, e.g. length=50.", show_default=False),
]
Seeds = Annotated[
    int | None,
    typer.Option("--seeds", metavar="N", min=1, max=64, help="How many seeds for each variant.", show_default=False),
]
Steps = Annotated[int | None, typer.Option("--steps", metavar="N", help="Training steps at most.", show_default=False)]
Seconds = Annotated[
    float | None,
    typer.Option("--seconds", metavar="N", help="Stop after so long; then nothing is decided.", show_default=False),
]
Predict = Annotated[bool, typer.Option("--predict", help="Say what will come out before it runs.")]
Report = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write what was measured to .md or .json.", show_default=False),
]


def lab(
    look: Look,
    name: Name = "",
    all: All = False,
    set: Sets = None,
    seeds: Seeds = None,
    steps: Steps = None,
    seconds: Seconds = None,
    predict: Predict = False,
    report: Report = None,
) -> None:
    """Run a claim about these networks and see whether it holds.

    Example: tutor lab adding --set length=50
    """
    from tutor.cli.measuring import whole

    if not name and not all:
        if set or predict or report or any(given is not None for given in (seeds, steps, seconds)):
            raise Refused(look.say("lab-name-missing"))
        return whole.ledger(look)
    if all and (name or set or predict):
        raise Refused(look.say("lab-all-alone"))
    if seconds is not None and not 0 < seconds < 1e6:
        raise Refused(look.say("lab-seconds", seconds=f"{seconds:g}"))
    if predict and (look.format in ("markdown", "csv") or look.file is not None):
        raise Refused(look.say("quiz-save" if look.file else "quiz-format"))
    if report is not None:
        whole.refuse_report(look, report)
    if look.file is not None:
        whole.refuse_folder(look, look.file)
    if all:
        return _all(look, seeds, steps, seconds, report)
    chosen = _load(look, name)
    _one(look, chosen, _settings(look, chosen, set or [], steps), seeds or chosen.seeds, seconds, predict, report)


def _one(
    look: Look,
    lab: Lab,
    settings: dict[str, Any],
    seeds: int,
    seconds: float | None,
    predict: bool,
    report: Path | None,
) -> None:
    from tutor.cli.measuring import guess, whole
    from tutor.cli.measuring.session import measure

    words = look.shelf.lab_words(lab.id, look.language)
    try:
        guessed = guess.ask(look, lab, lab.variants(settings), words) if predict else None
    except EOFError:
        return  # nothing was said, and nothing is run
    outcome = measure(look, lab, settings, seeds, seconds)
    judged = guess.judge(look, guessed, outcome, words) if guessed else None
    if look.is_json:
        told = {"prediction": {"answer": guessed.raw, "right": judged.right}} if guessed and judged else {}
        look.data(whole.data(look, outcome) | told)
    elif look.format == "csv":
        from tutor.show.lab import table_rows

        look.rows(table_rows(outcome.board))
    else:
        page = whole.screen(look, outcome)
        look.show([*page[:1], *(judged.said if judged else []), *page[1:]])
    _end(look, [outcome], report)


def _all(look: Look, seeds: int | None, steps: int | None, seconds: float | None, report: Path | None) -> None:
    from tutor.cli.measuring import whole

    outcomes = whole.run_all(look, seeds, steps, seconds)
    if look.is_json:
        look.data([whole.data(look, outcome) for outcome in outcomes])
    elif look.format == "csv":
        look.rows([{"lab": o.lab.id, "verdict": o.verdict.word, "seconds": round(o.seconds, 3)} for o in outcomes])
    else:
        look.show(whole.counted(look, outcomes))
    _end(look, outcomes, report)


def _end(look: Look, outcomes: list[Any], report: Path | None) -> None:
    """Write the report; exit 0 if every claim holds, 1 if one does not, 130 if somebody interrupted."""
    from tutor.cli.measuring import whole

    if report is not None:
        whole.report(look, report, outcomes)
    if any(outcome.interrupted for outcome in outcomes):
        raise typer.Exit(130)
    raise typer.Exit(0 if all(outcome.verdict.word == "holds" for outcome in outcomes) else 1)


def _load(look: Look, name: str) -> Lab:
    from difflib import get_close_matches

    from tutor import lab as room
    from tutor.library.names import fold

    known = {fold(known): known for known in room.names()}
    if fold(name) not in known:
        near = [known[match] for match in get_close_matches(fold(name), known, 3)] or list(known.values())
        raise Refused(look.say("lab-unknown", name=shown(name), names=", ".join(near)))
    return room.load(known[fold(name)])


def _settings(look: Look, lab: Lab, sets: list[str], steps: int | None) -> dict[str, Any]:
    """Read `--set` and `--steps`. Raises Refused."""
    from tutor import lab as room
    from tutor.cli.inputs import gather
    from tutor.show.lab import fault

    given = gather(sets, None, look.say)
    if steps is not None:
        given["steps"] = steps
    try:
        return room.resolved(lab, given)
    except room.SettingError as error:
        raise Refused(fault(lab, error, look.say)) from None
