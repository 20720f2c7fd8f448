"""`tutor` alone: what is due, what to learn next and why, how to start."""

from __future__ import annotations

import typer

from tutor.cli.look import Look


def home(look: Look, context: typer.Context) -> None:
    """Understand RNNs, LSTMs and Transformer normalisation: explanations, computed demos, quizzes.

    Alone, tutor shows what is due and what to learn next. Begin with: tutor explain lstm
    """
    if context.invoked_subcommand is not None:
        return
    from tutor.cli import standing as at
    from tutor.show import status as page

    moment = at.now()
    with at.open_log(look, moment) as log:
        topics = at.facts(look)
        known = at.cards(log, topics)
        rows = at.statuses(look, topics, known, moment)
        figures = at.standing(log, known, moment, calibrated=look.is_json)
    recommended, why = at.recommend(look, rows)
    if look.is_json:
        look.data(
            {**page.progress_data(figures, rows), "next": recommended.id if recommended else None, "why": why or None}
        )
    else:
        look.show(page.home(figures, rows, recommended, why, look.say))
