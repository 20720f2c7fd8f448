"""From a question on the screen to a graded reply: hints, commands, what cannot be read, how sure."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from tutor.cli.look import Look
from tutor.cli.playing.picking import HINT, SKIP, SUSPEND, plain
from tutor.cli.playing.reading import Reader
from tutor.library.model import Fill
from tutor.quiz import Asked, Certainty, UnreadableError, Verdict, grade, split_certainty
from tutor.quiz.asking import LETTERS
from tutor.show import quiz as page


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for a question, and what it is worth.

    `command` is s or x where the learner would rather not answer. `stop` is how they ended the session while being
    asked how sure they were: the answer counts all the same.
    """

    raw: str
    verdict: Verdict
    hints: int = 0
    certainty: Certainty | None = None
    command: str = ""
    stop: BaseException | None = None

    @property
    def gave_up(self) -> bool:
        """True for an empty answer."""
        return not self.raw.strip()


@dataclass(slots=True)
class Asker:
    """Reads replies. `certainty` asks how sure; `exam` gives no hints; `commands` lets a question be skipped."""

    look: Look
    reader: Reader
    certainty: bool = False
    exam: bool = False
    commands: bool = True

    def reply(self, asked: Asked, prompt: str) -> Reply:
        """Read until there is an answer or a command. Raises EOFError and KeyboardInterrupt."""
        hints = 0
        while True:
            line = self.reader.answer(asked, prompt)
            raw, certainty = split_certainty(line) if self.certainty else (line, None)
            sign = plain(raw.strip())
            if sign == HINT:
                hints = self._hint(asked, hints)
            elif self._is_command(asked, sign):
                return Reply(raw, Verdict(False, 0.0), hints, command=sign)
            else:
                verdict = self._graded(asked, raw)
                if verdict is not None:
                    return self._surely(Reply(raw, verdict, hints, certainty))

    def _graded(self, asked: Asked, raw: str) -> Verdict | None:
        """Grade; None for what cannot be read and can be typed again (a pipe has only one try)."""
        try:
            return grade(asked, raw)
        except UnreadableError as fault:
            self._tell(str(fault))
            return None if self.reader.interactive else Verdict(False, 0.0)

    def _tell(self, key: str) -> None:
        if self.reader.interactive:
            self.reader.tell(self.look.say(key))
        else:
            print(self.look.say(key), file=sys.stderr)

    def _is_command(self, asked: Asked, sign: str) -> bool:
        if not (self.commands and self.reader.interactive) or sign not in (SKIP, SUSPEND):
            return False
        fills = isinstance(asked.question, Fill) and grade(asked, sign).right
        return not fills and sign not in LETTERS[: len(asked.order)]

    def _hint(self, asked: Asked, shown: int) -> int:
        hints = asked.words.hints
        if self.exam or shown >= len(hints):
            self._tell("exam-no-hints" if self.exam else "quiz-no-more-hints")
            return shown
        self.look.show(page.hint(hints[shown], shown + 1, len(hints), self.look.say), error=True)
        return shown + 1

    def _surely(self, reply: Reply) -> Reply:
        if reply.gave_up:
            return Reply(reply.raw, reply.verdict, reply.hints)
        if not self.certainty or reply.certainty or not self.reader.interactive:
            return reply
        try:
            certainty, stop = self.reader.certainty(), None
        except (EOFError, KeyboardInterrupt) as ending:
            certainty, stop = None, ending
        return Reply(reply.raw, reply.verdict, reply.hints, certainty, stop=stop)
