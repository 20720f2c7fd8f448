"""A session of the quiz: ask, read, grade, keep, answer. Each answer is committed before its feedback appears."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime

import typer

from tutor import progress
from tutor.cli import standing as at
from tutor.cli.look import Look
from tutor.library import Lesson
from tutor.library.model import Explain, Topic
from tutor.library.text import clean
from tutor.quiz import Asked, Candidate, UnreadableError, Verdict, ask, grade
from tutor.show import quiz as page

HINT_KEY = "?"


def candidates(
    facts: Mapping[str, Topic], known: Mapping[str, progress.CardState], moment: datetime, only: str
) -> list[Candidate]:
    """Return every question that may be asked, of one topic or of all; suspended ones are left out."""
    found = []
    for name, topic in facts.items():
        for question in topic.questions if only in ("", name) else []:
            card = known.get(f"{name}/{question.id}")
            if isinstance(question, Explain) or (card and card.suspended):
                continue
            strength = progress.card_mastery(card, moment)
            found.append(Candidate(f"{name}/{question.id}", name, question.level, card.due if card else None, strength))
    return found


class Session:
    """One sitting. `play` asks the chosen questions, then once more those that were missed, and ends with the recap."""

    def __init__(self, look: Look, log: progress.Log, facts: Mapping[str, Topic], seed: int, *, cram: bool) -> None:
        self.look = look
        self.log = log
        self.facts = facts
        self.dice = random.Random(seed)
        self.cram = cram
        self.done: list[page.Done] = []
        self.kept = log.home is not None
        self.lessons: dict[str, Lesson] = {}
        self.interactive = sys.stdin.isatty()

    def play(self, chosen: Sequence[Candidate], only: str) -> None:
        """Ask `chosen`; end of input ends the session, Ctrl-C too (exit 130); both show the recap."""
        if not chosen:
            return self._nothing(only)
        if self.interactive:
            import readline  # noqa: F401 - without it, backspace over a Chinese character leaves half of it behind
        interrupted = False
        try:
            for number, candidate in enumerate(chosen, 1):
                self._one(self._asked(candidate), number, len(chosen), again=False)
            missed = [item.asked for item in self.done if not item.verdict.right]
            for number, asked in enumerate(missed, 1):
                self._one(asked, number, len(missed), again=True)
        except EOFError:
            pass
        except KeyboardInterrupt:
            interrupted = True
        self._end()
        if interrupted:
            raise typer.Exit(130)

    def _asked(self, candidate: Candidate) -> Asked:
        lesson = self._lesson(candidate.topic)
        name = candidate.id.partition("/")[2]
        question = next(question for question in lesson.topic.questions if question.id == name)
        return ask(candidate.topic, question, lesson.words.questions[name], self.dice.randrange(2**31))

    def _lesson(self, topic: str) -> Lesson:
        if topic not in self.lessons:
            self.lessons[topic] = self.look.shelf.lesson(topic, self.look.language)
        return self.lessons[topic]

    def _one(self, asked: Asked, number: int, total: int, *, again: bool) -> None:
        look = self.look
        title = look.say("quiz-again") if again else look.shelf.title(asked.topic, look.language)
        look.show(page.question(asked, number, total, title, look.say), error=look.is_json)
        started = time.monotonic()
        raw, hints, verdict = self._answer(asked)
        self._keep(asked, raw, hints, verdict, time.monotonic() - started, again=again)
        self.done.append(page.Done(asked, verdict, raw, again))
        feedback = page.feedback(asked, verdict, self._lesson(asked.topic), not raw.strip(), look.say)
        if not look.is_json:
            look.show(feedback)

    def _answer(self, asked: Asked) -> tuple[str, int, Verdict]:
        hints = 0
        while True:
            raw = self._read(page.prompt(asked, self.look.say))
            if raw.strip() == HINT_KEY:
                hints = self._hint(asked, hints)
                continue
            try:
                return raw, hints, grade(asked, raw)
            except UnreadableError as fault:
                print(self.look.say(str(fault)), file=sys.stderr)
                if not self.interactive:
                    return raw, hints, Verdict(False, 0.0)

    def _hint(self, asked: Asked, shown: int) -> int:
        hints = asked.words.hints
        if shown >= len(hints):
            print(self.look.say("quiz-no-more-hints"), file=sys.stderr)
            return shown
        self.look.show(page.hint(hints[shown], shown + 1, len(hints), self.look.say), error=True)
        return shown + 1

    def _read(self, prompt: str) -> str:
        if self.interactive:
            line = input(f"{prompt} ")
        else:
            print(prompt, file=sys.stderr)
            line = sys.stdin.readline()
            if not line:
                raise EOFError
        return clean(line.rstrip("\n"))

    def _keep(self, asked: Asked, raw: str, hints: int, verdict: Verdict, seconds: float, *, again: bool) -> None:
        event = progress.Event(
            question=asked.id,
            time=at.now(),
            mode="cram" if self.cram else "quiz",
            revision=asked.question.revision,
            variant=asked.variant,
            answer=raw,
            right=verdict.right,
            credit=verdict.credit,
            misconception=verdict.misconception,
            hints=hints,
            seconds=round(seconds, 3),
            scheduled=not again and not self.cram,
        )
        try:
            self.log.append(event)
        except progress.LogError as error:
            print(self.look.say("log-unwritable", path=error.path, detail=error.detail), file=sys.stderr)
            self.kept = False
        at.tell_notices(self.look, self.log)

    def _end(self) -> None:
        if not self.look.is_json:
            self.look.show(page.recap(self.done, self.kept, self.look.say))
            return
        due = at.cards(self.log, self.facts)
        first = [item for item in self.done if not item.again]
        answers = [_row(item, due.get(item.asked.id)) for item in self.done]
        right = sum(item.verdict.right for item in first)
        self.look.data({"asked": len(first), "right": right, "answers": answers})

    def _nothing(self, only: str) -> None:
        if self.look.is_json:
            return self.look.data({"asked": 0, "right": 0, "answers": []})
        self.look.show(page.nothing(only, self.look.say))


def _row(item: page.Done, card: progress.CardState | None) -> dict[str, object]:
    return {
        "question": item.asked.id,
        "revision": item.asked.question.revision,
        "variant": item.asked.variant,
        "answer": item.raw,
        "right": item.verdict.right,
        "credit": round(item.verdict.credit, 4),
        "misconception": item.verdict.misconception,
        "due": card.due.isoformat() if card and card.due else None,
    }
