"""`tutor quiz [TOPIC]`: questions; without TOPIC what is due, then what is new."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from tutor.cli import completion
from tutor.cli.look import Look, Refused

if TYPE_CHECKING:
    from tutor import progress
    from tutor.cli.playing.planning import Plan
    from tutor.cli.playing.session import Session
    from tutor.library.model import Topic

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TOPIC...]", help="What to be asked about.", show_default=False, autocompletion=completion.topics
    ),
]
Count = Annotated[int, typer.Option("-n", metavar="N", min=1, max=1000, help="How many questions.")]
Seed = Annotated[
    int | None,
    typer.Option("--seed", metavar="N", min=0, help="Fixes choice, order and drawn numbers.", show_default=False),
]
Cram = Annotated[bool, typer.Option("--cram", help="Practise beyond what is due; the schedule stays as it is.")]
Missed = Annotated[bool, typer.Option("--missed", help="Only what you last answered wrong.")]
Exam = Annotated[bool, typer.Option("--exam", help="No feedback until the end, then a report per key point.")]
Sure = Annotated[bool, typer.Option("--certainty", help="Ask how sure you are; in a pipe a line ends in ; sure.")]
Minutes = Annotated[
    int | None,
    typer.Option("--minutes", metavar="N", min=1, max=600, help="No new question after so long.", show_default=False),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the session that was interrupted.")]
Unsuspend = Annotated[
    str, typer.Option("--unsuspend", metavar="ID", help="Ask a question again that x took out.", show_default=False)
]


def quiz(
    look: Look,
    topic: Words = None,
    count: Count = 8,
    seed: Seed = None,
    cram: Cram = False,
    missed: Missed = False,
    exam: Exam = False,
    certainty: Sure = False,
    minutes: Minutes = None,
    resume: Resume = False,
    unsuspend: Unsuspend = "",
) -> None:
    """Ask questions, answer your mistakes, and bring each one back when it is due.

    Example: tutor quiz lstm -n 5
    """
    from tutor.cli import standing as at
    from tutor.cli.playing import planning

    if look.format in ("markdown", "csv") or look.file is not None:
        raise Refused(look.say("quiz-save" if look.file else "quiz-format"))
    chosen = bool(topic or seed is not None or cram or missed or exam)
    if (exam and cram) or ((resume or unsuspend) and (chosen or certainty)) or (resume and unsuspend):
        raise Refused(look.say("quiz-together"))
    wish = planning.Wish(count, seed, cram=cram, missed=missed, exam=exam, certainty=certainty)
    only = look.shelf.find(" ".join(topic)) if topic else ""
    moment = at.now()
    facts = at.facts(look)
    if only and only not in facts:
        look.shelf.lesson(only, look.language)  # raises what is wrong with it
    with at.open_log(look, moment) as log:
        if unsuspend:
            return planning.unsuspend(look, log, facts, unsuspend)
        plan = planning.resumed(look, log, facts, asked_for=resume) if resume or not (chosen or certainty) else None
        _play(look, log, facts, plan or planning.planned(look, log, facts, wish, only, moment), only, minutes)


def _play(
    look: Look, log: progress.Log, facts: Mapping[str, Topic], plan: Plan, only: str, minutes: int | None
) -> None:
    from tutor.cli.playing import planning, unfinished
    from tutor.cli.playing.keeping import Keeper
    from tutor.cli.playing.session import Session, Terms
    from tutor.show import recap

    lessons, questions = planning.put(look, plan, only)
    if not questions:
        if plan.questions:
            unfinished.remove(log.home)  # none of them can be put
        empty = {"asked": 0, "right": 0, "answers": []}
        return look.data(empty) if look.is_json else look.show(recap.nothing(only, look.say, missed=plan.missed))
    terms = Terms(plan.mode == "exam", plan.mode != "cram", plan.certainty, minutes)
    unfinished.save(log.home, plan.open())
    session = Session(look, Keeper(look, log, plan.mode), lessons, terms, time.monotonic)
    ending = session.play(questions)
    if ending == "finished":
        unfinished.remove(log.home)
    _end(look, log, facts, session)
    if ending == "interrupted":
        raise typer.Exit(130)


def _end(look: Look, log: progress.Log, facts: Mapping[str, Topic], session: Session) -> None:
    from tutor.cli import standing as at
    from tutor.show import recap

    if look.is_json:
        due = {name: card.due for name, card in at.cards(log, facts).items()}
        return look.data(recap.data(session.done, due, exam=session.terms.exam))
    report = recap.report(session.done, session.lessons, look.say) if session.terms.exam else []
    look.show([*report, *recap.recap(session.done, session.lessons, session.keeper.kept, look.say)])
