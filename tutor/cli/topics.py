"""`tutor topics`: every topic with what it needs, its levels and your mastery."""

from __future__ import annotations

from tutor.cli.look import Look


def topics(look: Look) -> None:
    """List all topics and how well you know them.

    Example: tutor topics --lang zh-Hant
    """
    from tutor.cli import standing as at
    from tutor.show import status as page

    moment = at.now()
    with at.open_log(look, moment) as log:
        facts = at.facts(look)
        rows = at.statuses(look, facts, at.cards(log, facts), moment)
    if look.is_rows:
        look.rows(page.topics_data(rows))
    else:
        look.show(page.topics(rows, look.say))
