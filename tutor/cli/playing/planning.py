"""What a session is going to ask: chosen anew, or what an interrupted one has left."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor import progress
from tutor.cli import standing as at
from tutor.cli.leaving import tell_left_out
from tutor.cli.look import Look, Refused
from tutor.cli.playing import unfinished
from tutor.cli.playing.candidates import candidates, missed
from tutor.cli.playing.keeping import Keeper
from tutor.cli.playing.unfinished import Chosen, Unfinished
from tutor.library import ContentError, Lesson
from tutor.library.model import Explain, Topic
from tutor.library.text import clean
from tutor.progress.event import Mode
from tutor.quiz import Asked, ask, choose, interleave
from tutor.quiz.rubric import sound_rubric

Facts = Mapping[str, Topic]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The questions of a session, in order, and how they are asked."""

    mode: Mode
    certainty: bool
    started: datetime
    questions: Sequence[Chosen]
    missed: bool = False

    def open(self) -> Unfinished:
        """Return what is kept in case the session is interrupted."""
        return Unfinished(self.started, self.mode, self.certainty, self.questions)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options ask for."""

    count: int
    seed: int | None = None
    cram: bool = False
    missed: bool = False
    exam: bool = False
    certainty: bool = False


def planned(look: Look, log: progress.Log, facts: Facts, wish: Wish, only: str, moment: datetime) -> Plan:
    """Choose questions, of the topic `only` or of all."""
    among = missed(log, facts) if wish.missed else None
    # An exam says nothing until its end, and free text is nothing without ticks made at once.
    found = candidates(facts, at.cards(log, facts), moment, only, among, free_text=not wish.exam)
    seed = int(moment.timestamp()) if wish.seed is None else wish.seed
    ahead = wish.cram or wish.missed or wish.exam
    chosen = choose(found, list(facts), moment, wish.count, seed, ahead=ahead)
    chosen = interleave(chosen, {name: topic.confusable for name, topic in facts.items()})
    dice, revisions = random.Random(seed), at.revisions(facts)
    questions = [Chosen(one.id, revisions[one.id], dice.randrange(2**31)) for one in chosen]
    mode: Mode = "cram" if wish.cram else "exam" if wish.exam else "quiz"
    return Plan(mode=mode, certainty=wish.certainty, started=moment, questions=questions, missed=wish.missed)


def resumed(look: Look, log: progress.Log, facts: Facts, *, asked_for: bool) -> Plan | None:
    """Return what an interrupted session has left; None where there is nothing, or the learner would rather begin anew.

    Raises Refused where it was `asked_for` and there is nothing. In a terminal the learner is asked.
    """
    open_session = unfinished.load(log.home)
    left = _left(open_session, log, facts) if open_session and (asked_for or sys.stdin.isatty()) else []
    if not open_session or not left:
        if asked_for:
            raise Refused(look.say("quiz-nothing-open"))
        return None
    if not asked_for and not _wanted(look, len(left)):
        unfinished.remove(log.home)
        return None
    return Plan(mode=open_session.mode, certainty=open_session.certainty, started=open_session.started, questions=left)


def _left(session: Unfinished, log: progress.Log, facts: Facts) -> list[Chosen]:
    known = at.cards(log, facts)
    left = session.left(log.events(), at.revisions(facts))
    return [one for one in left if not (one.id in known and known[one.id].suspended)]


def _wanted(look: Look, count: int) -> bool:
    from tutor.cli.playing.reading import Reader

    return Reader(look).yes(look.say("quiz-continue", count=count))


def put(look: Look, plan: Plan, only: str = "") -> tuple[dict[str, Lesson], list[Asked]]:
    """Return the lessons that a plan needs, and its questions as they are put.

    A question that cannot be put is told and left out, and the rest goes on; of the topic `only`, it raises
    ContentError.
    """
    lessons: dict[str, Lesson] = {}
    asked = []
    for one in plan.questions:
        topic = one.id.rpartition("/")[0]
        try:
            lesson = lessons.get(topic) or look.shelf.lesson(topic, look.language)
            asked.append(_put(look, lesson, one))
        except ContentError as error:
            if only:
                raise
            look.shelf.leave_out(topic, error)
        else:
            lessons[topic] = lesson
    tell_left_out(look)
    return lessons, asked


def _put(look: Look, lesson: Lesson, one: Chosen) -> Asked:
    name = one.id.rpartition("/")[2]
    question = next(question for question in lesson.topic.questions if question.id == name)
    if isinstance(question, Explain):  # a fault of its rubric is told now, not when half the session is done
        sound_rubric(look.shelf, lesson.id, look.language)
    return ask(lesson.id, question, lesson.words.questions[name], one.variant)


def unsuspend(look: Look, log: progress.Log, facts: Facts, name: str) -> None:
    """Put a suspended question back. Raises Refused, naming those that there are."""
    suspended = sorted(key for key, card in at.cards(log, facts).items() if card.suspended)
    if name not in suspended:
        names = ", ".join(suspended) or look.say("none")
        raise Refused(look.say("quiz-not-suspended", question=clean(name)[:80], names=names))
    Keeper(look, log, "quiz").suspend(name, at.revisions(facts).get(name, 1), suspended=False)
    print(look.say("quiz-unsuspended", question=name), file=sys.stderr)
