"""A question as it is put: options shuffled, numbers drawn, right answer computed. The variant seed fixes all of it."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tutor.library.folders import inside
from tutor.library.interface import fill
from tutor.library.model import MOST_DRAWN, Draw, Number, Order, Question, QuestionWords, Topic
from tutor.library.problems import ContentError, Problem

if TYPE_CHECKING:
    from tutor.demos import Demo, Trace

LETTERS = "abcdefghijklmnopqrstuvwxyz"

Value = float | list[float]


@dataclass(frozen=True)
class Asked:
    """One question put to a learner.

    `order` lists option or item ids as displayed; `inputs`, `right`, `slips` and `trace` (the right computation) are
    those of a number question.
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
    trace: Trace | None = None

    def letter(self, name: str) -> str:
        """Displayed letter of an option or item id."""
        return LETTERS[self.order.index(name)]


def ask(topic: str, question: Question, words: QuestionWords, variant: int) -> Asked:
    """Put `question` in the form that the seed `variant` gives it.

    Raises ContentError when a number question's facts do not fit its demo (the content check draws many seeds).
    """
    name = f"{topic}/{question.id}"
    # S311 does not apply: this shuffles a quiz
    dice = random.Random(f"{name}:{question.revision}:{variant}")
    if isinstance(question, Number):
        try:
            return _ask_number(name, topic, question, words, variant, dice)
        except (ArithmeticError, LookupError, ValueError) as error:
            message = f"cannot be asked: {error}; check demo, ask, set and draw"
            file = f"{inside(topic)}/{Topic.file_name}"
            raise ContentError([Problem(file, 1, 1, f"questions.{question.id}", message)]) from error
    order = list(question.items if isinstance(question, Order) else getattr(question, "options", {}))
    dice.shuffle(order)
    right = [question.items, *question.also] if isinstance(question, Order) else []
    for _ in order:
        if order in right:  # it would give the answer away
            order = order[1:] + order[:1]
    return Asked(name, topic, question, words, variant, words.ask, order)


def _ask_number(
    name: str, topic: str, question: Number, words: QuestionWords, variant: int, dice: random.Random
) -> Asked:
    from tutor import demos

    demo = demos.load(question.demo)
    given = {**question.set, **{key: draw_input(draw, dice) for key, draw in question.draw.items()}}
    inputs = demos.resolve(demo, given)
    trace = demos.run(demo, inputs)
    right, slips = pick(trace, question), slip_values(demo, inputs, trace, question)
    shown = {key: show_value(value) for key, value in given.items()}
    prompt = fill(words.ask, shown)
    return Asked(name, topic, question, words, variant, prompt, [], inputs, right, slips, trace)


def slip_values(demo: Demo, inputs: Mapping[str, Any], trace: Trace, question: Number) -> dict[str, Value]:
    """Return what each slip of the question leads to, without what no answer can be told from: NaN, another value."""
    from tutor import demos

    right, slips = pick(trace, question), dict[str, Value]()
    for slip in question.slips:
        value = pick(demos.slip(demo, inputs, slip), question)
        if finite(value) and not any(same(value, other, question.digits) for other in (right, *slips.values())):
            slips[slip] = value
    return slips


def draw_input(draw: Draw, dice: random.Random) -> Any:
    """Return a number (empty shape) or nested lists of numbers out of `draw.values`."""
    count = math.prod(draw.shape)
    if not 0 < count <= MOST_DRAWN:
        raise ValueError(f"a draw of {count} numbers")
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
            if index and not hasattr(candidate.value, "shape"):
                raise LookupError(f"step {step} is one number; leave `index` out")
            value = candidate.value[tuple(index)] if index else candidate.value
            listed = value.tolist() if hasattr(value, "tolist") else value
            return listed if isinstance(listed, list) else float(listed)
    raise LookupError(f"there is no step {step} " + ("outside time" if t is None else f"at t = {t}"))


COUNTED = 100.0  # whole numbers from here are counts


def is_count(value: Value) -> bool:
    """True for a whole number so large that nobody means it to be rounded."""
    return not isinstance(value, list) and abs(value) >= COUNTED and float(value).is_integer()


def same(given: Value, wanted: Value, digits: int) -> bool:
    """True if `given` is within one unit of the last of `digits` significant digits of `wanted`, element by element.

    A count is right only exactly.
    """
    if isinstance(wanted, list):
        fits = isinstance(given, list) and len(given) == len(wanted)
        return fits and all(same(one, other, digits) for one, other in zip(given, wanted, strict=True))  # type: ignore[arg-type]
    if isinstance(given, list) or not math.isfinite(wanted) or not math.isfinite(given):
        return False
    if is_count(wanted):
        return given == wanted
    size = math.floor(math.log10(abs(wanted))) if wanted else 0
    return abs(given - wanted) <= 10.0 ** (size - digits + 1) * (1 + 1e-9)


def finite(value: Value) -> bool:
    """True if every number of `value` is finite."""
    return all(map(finite, value)) if isinstance(value, list) else math.isfinite(value)


def show_value(value: Any) -> str:
    """Write an input the way a question shows it: 2, 0.5, [1, 2, 3]; rows of one number each as one list."""
    if isinstance(value, list):
        if value and all(isinstance(row, list) and len(row) == 1 for row in value):
            return show_value([row[0] for row in value] if len(value) > 1 else value[0][0])
        return f"[{', '.join(show_value(item) for item in value)}]"
    if isinstance(value, float):
        return f"{value:.6g}".replace("-", "−")
    return str(value).replace("-", "−") if isinstance(value, int) else str(value)
