"""`tutor demo NAME --predict`: some values are hidden, asked for one after the other, then shown."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import typer

from tutor import demos, progress
from tutor.cli import standing as at
from tutor.cli.look import Look, Refused
from tutor.cli.playing.keeping import Keeper
from tutor.cli.playing.reading import Reader
from tutor.cli.playing.replying import Asker
from tutor.demos import Demo, Step, Trace
from tutor.library.model import Misconception, QuestionWords
from tutor.quiz import Asked, ask_step, hidden_count, hide
from tutor.show import demo as demo_page
from tutor.show import predict as page
from tutor.show import recap
from tutor.show.blocks import Block
from tutor.show.recap import Done


def predict(look: Look, demo: Demo, inputs: Mapping[str, Any], seed: int | None) -> None:
    """Play one prediction; `seed` chooses what is hidden, else the time does."""
    if look.format in ("markdown", "csv") or look.file is not None:
        raise Refused(look.say("quiz-save" if look.file else "quiz-format"))
    moment = at.now()
    trace = demos.run(demo, inputs)
    with at.open_log(look, moment) as log:
        variant = int(moment.timestamp()) if seed is None else seed
        steps = hide(trace, hidden_count(successes(log, demo.id)), variant)
        if not steps:
            raise Refused(look.say("predict-nothing", demo=demo.id))
        game = Prediction(look, Keeper(look, log, "predict"), demo, trace)
        interrupted = game.play([game.question(step, variant) for step in steps], steps)
        game.end()
    if interrupted:
        raise typer.Exit(130)


def successes(log: progress.Log, demo: str) -> int:
    """Count the right predictions of a demo, as they stand."""
    standing = progress.standing(log.events())
    return sum(e.right and e.mode == "predict" and e.question.startswith(f"demo:{demo}/") for e in standing)


class Prediction:
    """One prediction of one run of a demo."""

    def __init__(self, look: Look, keeper: Keeper, demo: Demo, trace: Trace) -> None:
        self.look = look
        self.keeper = keeper
        self.demo = demo
        self.trace = trace
        self.words = look.shelf.demo_words(demo.id, look.language)
        self.reader = Reader(look)
        self.asker = Asker(look, self.reader, commands=False)
        self.done: list[Done] = []

    def question(self, step: Step, variant: int) -> Asked:
        """Put one step as a question; the sentence of the step is its hint."""
        hint = self.words.steps.get(step.name, "") if self.words else ""
        words = QuestionWords(page.question(step, self.look.say), hints=[hint] if hint else [])
        return ask_step(self.demo, self.trace.inputs, self.trace, step, variant, words)

    def play(self, questions: list[Asked], steps: list[Step]) -> bool:
        """Ask for each of `steps`, which are in order, and show the values between them; True after Ctrl-C."""
        inputs = demo_page.inputs(self.trace, self.words)
        self.look.show(
            page.opening(self.demo.id, inputs, self.words, len(steps), self.look.say), error=self.look.is_json
        )
        told = 0
        try:
            for number, (asked, step) in enumerate(zip(questions, steps, strict=True), 1):
                at_step = self.trace.steps.index(step)
                known = page.known(self.trace.steps[told:at_step], self.words, self.look.say)
                told = at_step if self.look.is_json else at_step + 1  # JSON has no feedback that tells the step
                self._one(asked, step, known + page.hidden(step, number, len(steps), self.look.say))
        except (EOFError, KeyboardInterrupt) as stop:
            return self.reader.ended_by(stop) == "interrupted"
        return False

    def _one(self, asked: Asked, step: Step, items: list[Block]) -> None:
        prompt = page.prompt(asked, self.look.say)
        self.reader.put(asked, items, prompt)
        began = time.monotonic()
        reply = self.asker.reply(asked, prompt)
        seconds = time.monotonic() - began
        self.keeper.answer(asked, reply.raw, reply.verdict, hints=reply.hints, seconds=seconds, scheduled=False)
        self.done.append(Done(asked, reply.verdict, reply.raw, hints=reply.hints))
        if not self.look.is_json:
            believed = self._believed(reply.verdict.misconception)
            said = page.feedback(step, reply.verdict, reply.gave_up, believed, self.words, self.look.say)
            self.look.show(said)

    def _believed(self, slip: str | None) -> Misconception | None:
        """The misconception in the words of the first topic that declares it and shows this demo."""
        for name, topic in at.facts(self.look).items() if slip else ():
            if slip in topic.misconceptions and self.demo.id in topic.demos:
                return self.look.shelf.words(name, self.look.language)[0].misconceptions.get(slip)
        return None

    def end(self) -> None:
        """Show the score."""
        if self.look.is_json:
            told = recap.data(self.done, {}, exam=False)
            return self.look.data({"demo": self.demo.id, **told})
        pairs = [(item.asked, item.verdict) for item in self.done]
        self.look.show(page.score(pairs, self.demo.id, self.keeper.kept, self.look.say))
