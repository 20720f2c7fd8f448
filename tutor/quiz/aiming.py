"""One question for each key point that an explanation left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tutor.library.model import Question, Topic


def aim(topic: Topic, missed: Iterable[str], strength: Mapping[str, float]) -> list[Question]:
    """Return for each key point of `missed` a question that tests it, no question twice.

    `strength` holds the questions that may be asked, by id, and how well each is known, 0 to 1. The least known comes
    first, then the easiest, then one that tests this point before others. A point that has none left gets none.
    """
    aimed: list[Question] = []
    for point in missed:
        fitting = [q for q in topic.questions if point in q.tests and q.id in strength and q not in aimed]
        if fitting:
            aimed.append(min(fitting, key=lambda q: (strength[q.id], q.level, q.tests.index(point))))
    return aimed
