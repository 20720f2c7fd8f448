"""Teaching back: hears an explanation, shows what the hints found, takes the learner's own ticks, asks what is missing.

Only the ticks count: an explanation without them is kept, but sets no schedule.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from tutor import progress
from tutor.cli.look import Look
from tutor.cli.playing.candidates import candidates
from tutor.cli.playing.editing import edited
from tutor.cli.playing.keeping import Keeper
from tutor.cli.playing.reading import Ending, Reader
from tutor.cli.playing.session import Session, Terms
from tutor.cli.playing.ticking import Ticks, ticks_asked, ticks_read
from tutor.library import Lesson
from tutor.library.rubric import Rubric
from tutor.quiz import ask
from tutor.quiz.aiming import aim
from tutor.quiz.rubric import Hints, grade_text
from tutor.show import blocks as b
from tutor.show import recap
from tutor.show import teach as page
from tutor.show.recap import Done

MAX_TEXT = 10_000  # characters of an explanation that are kept


class Teaching:
    """One explanation of one topic; `text`, `hints` and `ticks` are there once they have been given."""

    def __init__(self, look: Look, keeper: Keeper, lesson: Lesson, rubric: Rubric, clock: Callable[[], float]) -> None:
        self.look = look
        self.keeper = keeper
        self.lesson = lesson
        self.rubric = rubric
        self.clock = clock
        self.reader = Reader(look)
        self.text = ""
        self.hints: Hints | None = None
        self.ticks = Ticks()
        self.done: list[Done] = []

    def listen(self, opening: Sequence[b.Block], *, edit: bool) -> Ending:
        """Hear the explanation, answer it with the hints and the model answer, take the ticks, and keep it all."""
        say, began = self.look.say, self.clock()
        self._show([*opening, *([] if edit else page.how(self.reader.interactive, say))])
        try:
            self.text = edited(self.look, self.rubric.prompt) if edit else self._lines()
        except KeyboardInterrupt as stop:
            return self.reader.ended_by(stop)
        if not self.text:
            self._show(page.model(self.rubric, say))
            return "stopped"
        seconds = max(self.clock() - began, 0.0)
        self.hints = grade_text(self.rubric, self.text)
        self._show([*page.found(self.lesson, self.hints, self.text, say), *page.model(self.rubric, say)])
        ending: Ending = "finished"
        try:
            self._tick(self.hints)
        except (EOFError, KeyboardInterrupt) as stop:
            ending = self.reader.ended_by(stop)
        self._keep(seconds)
        return ending

    def follow_up(self, known: Mapping[str, progress.CardState], moment: datetime, seed: int) -> Ending:
        """Ask one question for each key point that was not ticked."""
        topic, name = self.lesson.topic, self.lesson.id
        missed = [point for point in topic.key_points if point not in self.ticks.points]
        found = candidates({name: topic}, known, moment)
        strength = {one.id.rpartition("/")[2]: one.strength for one in found}
        dice, words = random.Random(seed), self.lesson.words.questions
        questions = [ask(name, q, words[q.id], dice.randrange(2**31)) for q in aim(topic, missed, strength)]
        if not questions or not self.ticks.given:
            return "finished"
        self._show(page.before_questions(len(questions), self.look.say))
        session = Session(self.look, self.keeper, {name: self.lesson}, Terms(), self.clock)
        self.done = session.done
        return session.play(questions)

    def end(self, due: Mapping[str, datetime | None]) -> None:
        """Show what was done, or print it as one JSON document."""
        if self.look.is_json:
            answers = recap.data(self.done, due, exam=False)["answers"]
            return self.look.data(page.data(self.lesson, self.rubric, self.text, self.hints, self.ticks, answers))
        if self.hints:
            self.look.show(page.ticked(self.lesson, self.ticks, self.look.say))
        if self.done:
            self.look.show(recap.recap(self.done, {self.lesson.id: self.lesson}, self.keeper.kept, self.look.say))
        else:
            self.look.show(page.onwards(self.lesson, self.keeper.kept, self.look.say))

    def _show(self, items: Sequence[b.Block]) -> None:
        self.look.show(items, error=self.look.is_json)

    def _lines(self) -> str:
        """Read lines until an empty one or the end of input."""
        lines: list[str] = []
        while sum(map(len, lines)) <= MAX_TEXT:
            try:
                line = self.reader.line(self.look.say("teach-line"))
            except EOFError as stop:
                self.reader.ended_by(stop)
                break
            if not line.strip():
                break
            lines.append(line)
        return "\n".join(lines)[:MAX_TEXT].strip()

    def _tick(self, hints: Hints) -> None:
        items = page.tickable(self.lesson, hints)
        if self.reader.interactive:
            ticks_asked(self.look, self.reader, items, self.ticks)
        else:
            self._show(page.tick_list(items, self.look.say))
            ticks_read(self.look, self.reader, items, self.ticks)

    def _keep(self, seconds: float) -> None:
        points = self.lesson.topic.key_points
        credit = len(self.ticks.points) / len(points) if points else 0.0
        self.keeper.explanation(
            self.lesson.id,
            self.text,
            credit,
            misconception=next(iter(self.ticks.misconceptions), None),
            seconds=seconds,
            scheduled=self.ticks.given,
        )
