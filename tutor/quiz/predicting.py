"""Predict, then look: which values of a demo to hide, and each as a question with the demo's own slips."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tutor.library.model import Ask, Number, QuestionWords
from tutor.quiz.asking import Asked, finite, pick_from, slip_values

if TYPE_CHECKING:
    from tutor.demos import Demo, Step, Trace

FEWEST, MOST = 2, 6
RIGHT_FOR_MORE = 2  # right predictions of a demo that bring one more hidden value
MOMENTS = 2  # time steps that are told and asked about
DIGITS = 2  # a prediction is made in the head


def hidden_count(successes: int) -> int:
    """Return how many values to hide from somebody who has predicted `successes` values of this demo rightly."""
    return min(FEWEST + successes // RIGHT_FOR_MORE, MOST)


def hide(trace: Trace, count: int, seed: int) -> list[Step]:
    """Return up to `count` steps to ask for, in the order of the computation; `seed` chooses them.

    Only the first time steps are taken, and only numbers that are finite.
    """
    possible = [
        place
        for place, step in enumerate(trace.steps)
        if (step.t is None or step.t <= MOMENTS) and finite(pick_from(trace, step.name, step.t, first_index(step)))
    ]
    # S311 does not apply: this picks questions
    chosen = random.Random(f"{trace.demo}:{seed}").sample(possible, min(count, len(possible)))
    return [trace.steps[place] for place in sorted(chosen)]


def first_index(step: Step) -> list[int]:
    """Return the place of a step's first entry, the one that its working tells."""
    return [0] * getattr(step.value, "ndim", 0)


def step_id(demo: str, step: Step) -> str:
    """Return the question id of a prediction: `demo:lstm/c/2`, outside time `demo:rmsnorm/ms`."""
    return f"demo:{demo}/{step.name}" + (f"/{step.t}" if step.t is not None else "")


def ask_step(demo: Demo, inputs: Mapping[str, Any], trace: Trace, step: Step, seed: int, words: QuestionWords) -> Asked:
    """Put the first entry of `step` as a question; what a believer of each of the demo's slips gets is recognised."""
    name = step_id(demo.id, step)
    index = first_index(step)
    right = pick_from(trace, step.name, step.t, index)
    question = Number(
        id=name.partition("/")[2],
        kind="number",
        level=3,
        section="how",
        tests=[],
        demo=demo.id,
        ask=Ask(step.name, step.t, index),
        digits=DIGITS,
        slips=list(demo.slips),
    )
    slips = slip_values(demo, inputs, trace, question)
    return Asked(name, "", question, words, seed, words.ask, [], inputs, right, slips, trace)
