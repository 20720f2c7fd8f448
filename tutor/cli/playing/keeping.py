"""Keeps what happens in a session: each answer before its feedback, corrections, suspensions.

A log that can no longer be written is told once, and the session goes on.
"""

from __future__ import annotations

from tutor import progress
from tutor.cli import standing as at
from tutor.cli.look import Look
from tutor.progress.event import Mode
from tutor.quiz import Asked, Certainty, Verdict


class Keeper:
    """Writes the events of one session; `kept` is False once one could not be written."""

    def __init__(self, look: Look, log: progress.Log, mode: Mode) -> None:
        self.look = look
        self.log = log
        self.mode: Mode = mode
        self.kept = log.home is not None

    def answer(
        self,
        asked: Asked,
        raw: str,
        verdict: Verdict,
        *,
        hints: int = 0,
        certainty: Certainty | None = None,
        seconds: float = 0.0,
        scheduled: bool = True,
    ) -> progress.Event:
        """Commit one answer."""
        return self._append(
            progress.Event(
                question=asked.id,
                time=at.now(),
                mode=self.mode,
                revision=asked.question.revision,
                variant=asked.variant,
                answer=raw,
                right=verdict.right,
                credit=verdict.credit,
                misconception=verdict.misconception,
                hints=hints,
                certainty=certainty,
                seconds=round(seconds, 3),
                scheduled=scheduled,
            )
        )

    def explanation(
        self, topic: str, text: str, credit: float, *, misconception: str | None, seconds: float, scheduled: bool
    ) -> progress.Event:
        """Commit an explanation in the learner's own words; `credit` is the share of key points that they ticked."""
        return self._append(
            progress.Event(
                question=at.explanation_of(topic),
                time=at.now(),
                mode=self.mode,
                answer=text,
                right=credit == 1,
                credit=credit,
                misconception=misconception,
                seconds=round(seconds, 3),
                scheduled=scheduled,
            )
        )

    def correct(self, answer: progress.Event) -> progress.Event:
        """Commit "I was right"."""
        return self._append(progress.correcting(answer, at.now()))

    def take_back(self, event: progress.Event) -> None:
        """Commit that an answer or a correction is undone."""
        self._append(progress.undoing(event, at.now()))

    def suspend(self, question: str, revision: int, *, suspended: bool = True) -> None:
        """Commit that a question is not to be asked any more, or again."""
        self._append(progress.suspending(question, revision, at.now(), suspended=suspended))

    def _append(self, event: progress.Event) -> progress.Event:
        try:
            event = self.log.append(event)
        except progress.LogError as error:
            if self.kept:
                at.tell_unwritable(self.look, error)
            self.kept = False
        at.tell_notices(self.look, self.log)
        return event
