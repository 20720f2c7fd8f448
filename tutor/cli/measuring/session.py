"""One lab, run: workers, the clock, the watcher, the verdict, and its place in the learner's home."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from typing import Any

from tutor import lab as room
from tutor import progress
from tutor.cli import standing as at
from tutor.cli.look import Look
from tutor.cli.measuring.interrupts import Interrupts
from tutor.cli.measuring.watch import watch
from tutor.lab import Lab, running
from tutor.lab.board import Board
from tutor.show.lab import Outcome


def measure(
    look: Look, lab: Lab, settings: Mapping[str, Any], seeds: int, seconds: float | None, place: str = ""
) -> Outcome:
    """Run `lab` until all its trials have ended, the budget of `seconds` is spent, or somebody interrupts."""
    words = look.shelf.lab_words(lab.id, look.language)
    title = place + (words.title if words else lab.id)
    board = Board(lab, settings, seeds)
    budget = lab.budget if seconds is None else seconds
    began = time.monotonic()
    with Interrupts() as interrupts, watch(look, words, title) as show:
        run = running.run(
            lab,
            settings,
            seeds,
            workers=cores(),
            clock=time.perf_counter,
            seconds=budget,
            stopped=lambda: interrupts.wished,
        )
        with closing(run):
            for news in run:
                if news is not None:
                    board.hear(news)
                show(board, time.monotonic() - began)
    verdict = room.judged(lab, board.results(), settings, seeds)
    own = seeds == lab.seeds and dict(settings) == room.resolved(lab, {}) and seconds is None
    outcome = Outcome(board, verdict, time.monotonic() - began, own, interrupts.wished)
    if own and not outcome.interrupted:
        _keep(look, outcome)
    return outcome


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _keep(look: Look, outcome: Outcome) -> None:
    """Keep the verdict for the ledger; where that cannot be written, the ledger says so by having none."""
    home = progress.home(os.environ)
    if home is None:
        return
    moment = at.now().isoformat(timespec="seconds")
    kept = progress.Kept(outcome.lab.id, outcome.verdict.word, moment, round(outcome.seconds, 3), outcome.board.seeds)
    try:
        progress.keep_verdict(home, kept)
    except OSError as error:
        with suppress(OSError):
            print(look.say("lab-not-kept", path=home, detail=error.strerror or error), file=sys.stderr)
