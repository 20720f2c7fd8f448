"""A question that is answered in the learner's own words: hints from the topic's rubric, then the learner's own ticks.

The answer is committed unjudged, without a schedule, before anything is said to it. Only the ticks, which are given
in a terminal, make a second answer that counts in its place: free text never sets a schedule by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tutor.cli.look import Look
from tutor.cli.playing.reading import Reader
from tutor.cli.playing.ticking import Ticks, ticks_asked
from tutor.library import Lesson
from tutor.library.rubric import rubric_of
from tutor.quiz import Asked, Verdict
from tutor.quiz.rubric import grade_text
from tutor.show import blocks as b
from tutor.show import teach as page
from tutor.show.quiz import section_command


def judged(look: Look, reader: Reader, lesson: Lesson, asked: Asked, raw: str) -> Verdict | None:
    """Show what the hints find and the model answer; return what the learner's ticks make of it, None without ticks.

    Raises EOFError and KeyboardInterrupt.
    """
    found = rubric_of(look.shelf, lesson.id, look.language)
    model: list[b.Block] = [b.Heading(look.say("teach-model")), b.Prose(asked.words.solution)]
    points = {name: level for name, level in lesson.topic.key_points.items() if name in asked.question.tests}
    if found is None or not raw.strip() or not points:
        _end(look, model, asked)
        return None
    part = replace(lesson, topic=replace(lesson.topic, key_points=points))
    hints = grade_text(found[0], raw)
    said = [*page.found(part, hints, raw, look.say), *model]
    if not reader.interactive:
        _end(look, [*said, b.Note(look.say("teach-not-ticked"))], asked)
        return None
    look.show(said, error=look.is_json)
    ticks = Ticks()
    ticks_asked(look, reader, page.tickable(part, hints), ticks)
    _end(look, [b.Prose(look.say("teach-ticked", count=len(ticks.points), total=len(points)))], asked)
    credit = len(ticks.points) / len(points)
    return Verdict(credit == 1, credit, next(iter(ticks.misconceptions), None))


def _end(look: Look, items: Sequence[b.Block], asked: Asked) -> None:
    """Show `items`, and where the explanation tells it."""
    link = b.Link(section_command(asked), look.say("link-reread"))
    look.show([*items, b.Links([link])], error=look.is_json)
