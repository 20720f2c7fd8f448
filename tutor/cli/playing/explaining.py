"""A question that is answered in the learner's own words: hints from the topic's rubric, then the learner's own ticks.

The answer is committed unjudged, without a schedule, before anything is said to it. Only the ticks, which are given
in a terminal, make a second answer that counts: free text never sets a schedule by itself.
"""

from __future__ import annotations

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


def judged(look: Look, reader: Reader, lesson: Lesson, asked: Asked, raw: str) -> Verdict | None:
    """Show what the hints find and the model answer; return what the learner's ticks make of it, None without ticks.

    Raises EOFError and KeyboardInterrupt.
    """
    found = rubric_of(look.shelf, lesson.id, look.language)
    model: list[b.Block] = [b.Heading(look.say("teach-model")), b.Prose(asked.words.solution)]
    if found is None or not raw.strip():
        look.show(model, error=look.is_json)
        return None
    points = {name: level for name, level in lesson.topic.key_points.items() if name in asked.question.tests}
    part = replace(lesson, topic=replace(lesson.topic, key_points=points))
    hints = grade_text(found[0], raw)
    look.show([*page.found(part, hints, raw, look.say), *model], error=look.is_json)
    if not reader.interactive:
        return None
    ticks = Ticks()
    ticks_asked(look, reader, page.tickable(part, hints), ticks)
    credit = len(ticks.points) / len(points)
    return Verdict(credit == 1, credit, next(iter(ticks.misconceptions), None))
