"""`tutor lab NAME --predict`: which variant will win, or by how much? Asked before the run, judged by what came out."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.cli import standing as at
from tutor.cli.look import Look
from tutor.cli.playing.keeping import Keeper
from tutor.cli.playing.reading import Reader
from tutor.lab import HowMuch, Lab, Which
from tutor.library.model import Choice, LabWords, OptionWords, Question, QuestionWords
from tutor.quiz import Asked, UnreadableError, Verdict, grade
from tutor.quiz.arithmetic import ArithmeticFault, evaluate
from tutor.show import blocks as b
from tutor.show import lab_figures as page
from tutor.show.lab import Outcome
from tutor.show.quiz import verdict_line


@dataclass(frozen=True, slots=True)
class Guess:
    """What somebody expects: the raw answer, and how long they thought about it."""

    asked: Asked
    raw: str
    seconds: float


def ask(look: Look, lab: Lab, variants: Sequence[str], words: LabWords | None) -> Guess:
    """Ask until there is an answer that can be read; an empty line would rather just look. Raises EOFError."""
    asked = _asked(lab, variants, words, winners=variants)
    reader = Reader(look)
    prompt = look.say("prompt-lab-which" if isinstance(lab.asks, Which) else "prompt-lab-how-much")
    title = b.Title(words.title, words.claim) if words else b.Title(lab.id)
    reader.put(asked, [title, b.Prose(asked.prompt)], prompt)
    began = time.monotonic()
    while True:
        raw = reader.answer(asked, prompt)
        fault = _unreadable(lab, asked, raw)
        if not fault or not reader.interactive:
            return Guess(asked, raw, time.monotonic() - began)
        reader.tell(look.say(fault))


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said to a prediction, and whether it was right; None where that cannot be told."""

    said: list[b.Block]
    right: bool | None = None


def judge(look: Look, guess: Guess, outcome: Outcome, words: LabWords | None) -> Judged:
    """Keep the answer with what it was worth, and return what is said to it; without a
    verdict where the run did not end, or nobody was ahead."""
    lab, board = outcome.lab, outcome.board
    if board.finished() < len(board.order):
        return Judged([b.Note(look.say("lab-guess-open"))])
    settings, results = board.settings, board.results()
    if isinstance(lab.asks, Which):
        winners = list(lab.asks.winners(results, settings))
        variants = list(dict.fromkeys(name for name, _ in board.order))
        if len(winners) == len(variants) > 1:
            return Judged([b.Note(look.say("lab-guess-tie"))])
        asked = _asked(lab, variants, words, winners)
        graded = _graded(asked, guess.raw)
        verdict = Verdict(graded.right, graded.credit)
        said = look.say("lab-won", names=look.say("comma").join(page.variant(name, words) for name in winners))
    else:
        value = lab.asks.value(results, settings)
        asked, verdict = guess.asked, _near(guess.raw, value, lab.asks.within)
        said = look.say("lab-was", value=page.figure(value), within=f"{lab.asks.within:g}")
    with at.open_log(look, at.now()) as log:
        Keeper(look, log, "predict").answer(asked, guess.raw, verdict, seconds=guess.seconds, scheduled=False)
    return Judged([verdict_line(verdict, not guess.raw.strip(), look.say, said)], verdict.right)


def _asked(lab: Lab, variants: Sequence[str], words: LabWords | None, winners: Sequence[str]) -> Asked:
    """Return the question; `winners` are the options that count as right."""
    ask = words.question if words else lab.id
    name = f"lab:{lab.id}"
    if isinstance(lab.asks, HowMuch):
        return Asked(name, "", Question(lab.id, "number", 3, "how_good", []), QuestionWords(ask), 0, ask)
    options = {variant: "right" if variant in winners else "" for variant in variants}
    texts = {variant: OptionWords(page.variant(variant, words), "") for variant in variants}
    choice = Choice(lab.id, "choice", 3, "how_good", [], options=options)
    return Asked(name, "", choice, QuestionWords(ask, options=texts), 0, ask, list(variants))


def _unreadable(lab: Lab, asked: Asked, raw: str) -> str:
    """Return the id of the sentence that says what an answer may be; empty where this one is."""
    if not raw.strip():
        return ""
    if isinstance(lab.asks, HowMuch):
        return "" if _number(raw) is not None else "answer-number"
    try:
        grade(asked, raw)
    except UnreadableError as fault:
        return str(fault)
    return ""


def _graded(asked: Asked, raw: str) -> Verdict:
    try:
        return grade(asked, raw)
    except UnreadableError:  # from a pipe, which has only one try
        return Verdict(False, 0.0)


def _number(raw: str) -> float | None:
    try:
        value = evaluate(raw.strip())
    except ArithmeticFault:
        return None
    return float(value) if math.isfinite(value) else None


def _near(raw: str, value: float | None, within: float) -> Verdict:
    guessed = _number(raw) if raw.strip() else None
    if guessed is None or value is None:
        return Verdict(False, 0.0)
    alike = guessed * value > 0 and abs(value) / within <= abs(guessed) <= abs(value) * within
    right = alike or guessed == value
    return Verdict(right, float(right))
