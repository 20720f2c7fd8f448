"""`tutor progress`: mastery, what falls due, certainty against truth."""

from __future__ import annotations

from tutor.cli.look import Look


def progress(look: Look) -> None:
    """Show what you know, what falls due, and how well you judge yourself.

    Example: tutor progress --json
    """
    from tutor.cli import standing as at
    from tutor.show import status as page

    moment = at.now()
    with at.open_log(look, moment) as log:
        facts = at.facts(look)
        known = at.cards(log, facts)
        rows = at.statuses(look, facts, known, moment)
        figures = at.standing(log, known, moment)
    if look.is_json:
        look.data(page.progress_data(figures, rows))
    else:
        look.show(page.progress(figures, rows, look.say))
