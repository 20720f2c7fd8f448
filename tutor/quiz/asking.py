"""A question as it is put: options shuffled, numbers drawn, right answer computed. The variant seed fixes all of it."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tutor.library.interface import fill
from tutor.library.model import Draw, Number, Order, Question, QuestionWords

LETTERS = "abcdefghijklmnopqrstuvwxyz"

Value = float | list[float]


@dataclass(frozen=True)
class Asked:
    """One question put to a learner.

    `order` lists option or item ids as displayed; `inputs`, `right` and `slips` are those of a number question.
    """

    id: str
    topic: str
    question: Question
    words: QuestionWords
    variant: int
    prompt: str
    order: list[str] = field(default_factory=list)
    inputs: Mapping[str, Any] = field(default_factory=dict)
    right: Value = 0.0
    slips: Mapping[str, Value] = field(default_factory=dict)

    def letter(self, name: str) -> str:
        """Displayed letter of an option or item id."""
        return LETTERS[self.order.index(name)]


def ask(topic: str, question: Question, words: QuestionWords, variant: int) -> Asked:
    """Put `question` in the form that the seed `variant` gives it.

    Raises demos.InputError when a number question's facts do not fit its demo (the content check draws many seeds).
    """
    name = f"{topic}/{question.id}"
    # S311 does not apply: this shuffles a quiz
    dice = random.Random(f"{name}:{question.revision}:{variant}")
    if isinstance(question, Number):
        return _ask_number(name, topic, question, words, variant, dice)
    order = list(question.items if isinstance(question, Order) else getattr(question, "options", {}))
    dice.shuffle(order)
    if isinstance(question, Order) and order in (question.items, *question.also):
        order = order[1:] + order[:1]
    return Asked(name, topic, question, words, variant, words.ask, order)


def _ask_number(
    name: str, topic: str, question: Number, words: QuestionWords, variant: int, dice: random.Random
) -> Asked:
    from tutor import demos

    demo = demos.load(question.demo)
    given = {**question.set, **{key: draw_input(draw, dice) for key, draw in question.draw.items()}}
    inputs = demos.resolve(demo, given)
    right = pick(demos.run(demo, inputs), question)
    slips: dict[str, Value] = {}
    for slip in question.slips:
        value = pick(demos.slip(demo, inputs, slip), question)
        if not any(same(value, other, question.digits) for other in (right, *slips.values())):
            slips[slip] = value
    shown = {key: show_value(value) for key, value in given.items()}
    prompt = fill(words.ask, shown)
    return Asked(name, topic, question, words, variant, prompt, [], inputs, right, slips)


def draw_input(draw: Draw, dice: random.Random) -> Any:
    """Return a number (empty shape) or nested lists of numbers out of `draw.values`."""
    count = math.prod(draw.shape)
    numbers = dice.sample(draw.values, count) if draw.distinct else dice.choices(draw.values, k=count)
    numbers = [int(number) if number == int(number) else number for number in numbers]
    return _shaped(numbers, draw.shape)


def _shaped(numbers: list[float], shape: list[int]) -> Any:
    if not shape:
        return numbers[0]
    if len(shape) == 1:
        return numbers
    step = len(numbers) // shape[0]
    return [_shaped(numbers[at : at + step], shape[1:]) for at in range(0, len(numbers), step)]


def pick(trace: Any, question: Number) -> Value:
    """Return the number (or list of numbers) of a demo's trace that the question asks for."""
    return pick_from(trace, question.ask.step, question.ask.t, question.ask.index)


def pick_from(trace: Any, step: str, t: int | None, index: list[int]) -> Value:
    """Return the value of a step at time `t` (None outside time) and `index`. Raises LookupError when there is none."""
    for candidate in trace.steps:
        if candidate.name == step and candidate.t == t:
            value = candidate.value[tuple(index)] if index else candidate.value
            listed = value.tolist() if hasattr(value, "tolist") else value
            return listed if isinstance(listed, list) else float(listed)
    raise LookupError(f"step {step} at t={t}")


def same(given: Value, wanted: Value, digits: int) -> bool:
    """True if `given` is within one unit of the last of `digits` significant digits of `wanted`, element by element."""
    if isinstance(wanted, list):
        fits = isinstance(given, list) and len(given) == len(wanted)
        return fits and all(same(one, other, digits) for one, other in zip(given, wanted, strict=True))  # type: ignore[arg-type]
    if isinstance(given, list) or not math.isfinite(wanted) or not math.isfinite(given):
        return False
    size = math.floor(math.log10(abs(wanted))) if wanted else 0
    return abs(given - wanted) <= 10.0 ** (size - digits + 1) * (1 + 1e-9)


def show_value(value: Any) -> str:
    """Write an input the way a question shows it: 2, 0.5, [1, 2, 3]."""
    if isinstance(value, list):
        return f"[{', '.join(show_value(item) for item in value)}]"
    if isinstance(value, float):
        return f"{value:.6g}".replace("-", "−")
    return str(value).replace("-", "−") if isinstance(value, int) else str(value)
