"""A session of the quiz: ask, read, grade, keep, answer. Each answer is committed before its feedback appears."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tutor import progress
from tutor.cli.look import Look
from tutor.cli.playing.explaining import judged
from tutor.cli.playing.keeping import Keeper
from tutor.cli.playing.reading import Ending, Reader
from tutor.cli.playing.replying import Asker, Reply
from tutor.library import Lesson
from tutor.library.model import Explain, Number
from tutor.quiz import Asked, Verdict, ask
from tutor.show import quiz as page
from tutor.show.recap import Done

MAY_BE_RIGHT = ("multiple", "true-false", "order", "fill", "number")  # kinds whose verdict the learner may correct


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed for a session; `minutes` is None for no limit."""

    exam: bool = False
    scheduled: bool = True
    certainty: bool = False
    minutes: float | None = None


class Session:
    """One sitting; `done` is what was answered. `lessons` holds the topics of all questions, `clock` gives seconds."""

    def __init__(
        self, look: Look, keeper: Keeper, lessons: Mapping[str, Lesson], terms: Terms, clock: Callable[[], float]
    ) -> None:
        self.look = look
        self.keeper = keeper
        self.lessons = lessons
        self.terms = terms
        self.clock = clock
        self.reader = Reader(look)
        self.asker = Asker(look, self.reader, certainty=terms.certainty, exam=terms.exam)
        self.done: list[Done] = []
        self.started = clock()

    def play(self, questions: Sequence[Asked]) -> Ending:
        """Ask `questions`, then once more those that were missed; say how it ended.

        See `Reader.ended_by` for what ends it early.
        """
        if self.reader.interactive:
            self.reader.tell(self.look.say("quiz-keys"))
        try:
            self._round(questions, again=False)
            if not self.terms.exam:
                missed = [item.asked for item in self.done if not item.verdict.right]
                self._round([self._anew(one) for one in missed if not isinstance(one.question, Explain)], again=True)
        except (EOFError, KeyboardInterrupt) as stop:
            return self.reader.ended_by(stop)
        return "finished"

    def _anew(self, asked: Asked) -> Asked:
        """The same question with other numbers or in another order: recalled, not copied from the screen above."""
        return ask(asked.topic, asked.question, asked.words, asked.variant + 1)

    def _round(self, questions: Sequence[Asked], *, again: bool) -> None:
        for number, asked in enumerate(questions, 1):
            if self.terms.minutes is not None and self.clock() - self.started >= 60 * self.terms.minutes:
                print(self.look.say("quiz-time-up"), file=sys.stderr)
                break
            self._one(asked, number, len(questions), again=again)

    def _one(self, asked: Asked, number: int, total: int, *, again: bool) -> None:
        say = self.look.say
        title = say("quiz-again") if again else self.look.shelf.title(asked.topic, self.look.language)
        prompt = page.prompt(asked, say)
        self.reader.put(asked, page.question(asked, number, total, title, say), prompt)
        began = self.clock()
        reply = self.asker.reply(asked, prompt)
        if reply.command:
            return self._passed_over(asked, reply.command)
        explains = isinstance(asked.question, Explain)
        event = self.keeper.answer(
            asked,
            reply.raw,
            reply.verdict,
            hints=reply.hints,
            certainty=reply.certainty,
            seconds=max(self.clock() - began, 0.0),
            scheduled=self.terms.scheduled and not again and (reply.gave_up or not explains),
        )
        if explains and not reply.stop:
            reply = self._explained(asked, reply, event)
        self.done.append(Done(asked, reply.verdict, reply.raw, again, reply.certainty, reply.hints))
        if reply.stop:
            raise reply.stop
        if explains and self.reader.interactive:
            self._pause(event, reply.verdict, correctable=False)
        elif not (self.terms.exam or self.look.is_json or explains):
            self._respond(asked, reply, event)

    def _explained(self, asked: Asked, reply: Reply, unjudged: progress.Event) -> Reply:
        """Answer free text; where the learner ticks what they said, that is kept in place of the unjudged answer."""
        lesson = self.lessons[asked.topic]
        try:
            verdict = judged(self.look, self.reader, lesson, asked, reply.raw)
        except (EOFError, KeyboardInterrupt) as stop:
            return replace(reply, stop=stop)
        if verdict is None:
            return reply
        self.keeper.answer(
            asked,
            reply.raw,
            verdict,
            hints=reply.hints,
            certainty=reply.certainty,
            seconds=unjudged.seconds,
            scheduled=self.terms.scheduled,
        )
        self.keeper.take_back(unjudged)  # or it would count too, and as wrong
        return replace(reply, verdict=verdict)

    def _passed_over(self, asked: Asked, command: str) -> None:
        if command == "s":
            text = self.look.say("quiz-skipped")
        else:
            self.keeper.suspend(asked.id, asked.question.revision)
            text = self.look.say("quiz-suspended", question=asked.id)
        self.reader.tell(text)

    def _respond(self, asked: Asked, reply: Reply, event: progress.Event) -> None:
        lesson, language = self.lessons[asked.topic], self.look.language
        worked = isinstance(asked.question, Number) and not reply.verdict.right
        words = self.look.shelf.demo_words(asked.question.demo, language) if worked else None  # type: ignore[attr-defined]
        self.look.show(page.feedback(asked, reply.verdict, lesson, reply.gave_up, words, self.look.say))
        if self.reader.interactive:
            correctable = asked.question.kind in MAY_BE_RIGHT and not reply.verdict.right and not reply.gave_up
            self._pause(event, reply.verdict, correctable)

    def _pause(self, event: progress.Event, verdict: Verdict, correctable: bool) -> None:
        """Wait until the learner goes on; "I was right" replaces the verdict, and said once more takes that back."""
        text = self.look.say("quiz-pause-right" if correctable else "quiz-pause")
        correction: progress.Event | None = None
        while self.reader.pause(text):
            if not correctable:
                continue
            if correction is None:
                correction = self.keeper.correct(event)
                stands, text = Verdict(True, 1.0), self.look.say("quiz-corrected")
            else:
                self.keeper.take_back(correction)
                correction, stands, text = None, verdict, self.look.say("quiz-pause-right")
            self.done[-1] = replace(self.done[-1], verdict=stands)
