"""What an answer is worth, which misconception it shows, and what to say to it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from tutor.library.model import RIGHT, Choice, Fill, Multiple, Number, Order, TrueFalse
from tutor.library.names import fold
from tutor.quiz.arithmetic import ArithmeticFault, evaluate, narrow
from tutor.quiz.asking import LETTERS, Asked, Value, same

MAX_ANSWER = 2_000

TRUE_WORDS = ("t", "true", "y", "yes", "對", "是", "正確", "真", "对", "正确")
FALSE_WORDS = ("f", "false", "n", "no", "錯", "否", "不對", "不是", "錯誤", "假", "错", "不对", "错误")


class UnreadableError(ValueError):
    """The answer has no form that this kind of question takes; `str()` is the id of a sentence that says which it
    takes.
    """


@dataclass(frozen=True, slots=True)
class Verdict:
    """`credit` from 0 to 1; `right` only for full credit. `said` is the feedback of the option or slip, empty where
    there is none.
    """

    right: bool
    credit: float
    misconception: str | None = None
    said: str = ""


def grade(asked: Asked, raw: str) -> Verdict:
    """Grade one answer. An empty answer gives up. Raises UnreadableError when its form does not fit the kind."""
    text = unicodedata.normalize("NFKC", raw[:MAX_ANSWER]).strip()
    if not text:
        return Verdict(False, 0.0)
    match asked.question:
        case Choice():
            return _grade_option(asked, _letters(asked, text, one=True)[0])
        case Multiple():
            return _grade_multiple(asked, _letters(asked, text))
        case TrueFalse():
            return _grade_true_false(asked, text)
        case Order():
            return _grade_order(asked, asked.question, _letters(asked, text))
        case Fill():
            return _grade_fill(asked, asked.question, text)
        case Number():
            return _grade_number(asked, asked.question, raw[:MAX_ANSWER])
        case _:
            return Verdict(False, 0.0)  # unjudged: only the learner's own ticks count


def _words(text: str) -> list[str]:
    """What commas, semicolons and spaces separate, without the brackets and dots of `(a)` or `b.`."""
    bare = (word.strip("().") for word in re.split(r"[\s,;、]+", text.casefold()))
    return [word for word in bare if word]


def _letters(asked: Asked, text: str, *, one: bool = False) -> list[str]:
    """Read displayed letters or option ids; `bad` also means b, a, d."""
    words = _words(text)
    letters = LETTERS[: len(asked.order)]
    if len(words) == 1 and words[0] not in asked.order and len(words[0]) > 1 and set(words[0]) <= set(letters):
        words = list(words[0])
    names = [asked.order[letters.index(word)] if word in tuple(letters) else word for word in words]
    if (
        not names
        or any(name not in asked.order for name in names)
        or len(set(names)) < len(names)
        or (one and len(names) > 1)
    ):
        raise UnreadableError("answer-letter" if one else "answer-letters")
    return names


def _options(asked: Asked) -> dict[str, str]:
    options: dict[str, str] = asked.question.options  # type: ignore[attr-defined]
    return options


def _grade_option(asked: Asked, name: str) -> Verdict:
    value = _options(asked)[name]
    right = value == RIGHT
    return Verdict(right, float(right), None if right else value, asked.words.options[name].feedback)


def _grade_multiple(asked: Asked, names: list[str]) -> Verdict:
    options = _options(asked)
    wrong = [name for name in names if options[name] != RIGHT]
    missed = [name for name, value in options.items() if value == RIGHT and name not in names]
    credit = 1 - (len(wrong) + len(missed)) / len(options)
    said = "\n".join(
        f"- {asked.words.options[name].text}: {asked.words.options[name].feedback}" for name in wrong + missed
    )
    if not wrong and not missed:
        return Verdict(True, 1.0)
    return Verdict(False, credit, options[wrong[0]] if wrong else None, said)


def _grade_true_false(asked: Asked, text: str) -> Verdict:
    words = _words(text)
    if len(words) == 1 and len(words[0]) == 2 and words[0][0] in "tf":
        words = list(words[0])
    if not words or words[0] not in TRUE_WORDS + FALSE_WORDS or len(words) != 2:
        raise UnreadableError("answer-true-false")
    said_true = words[0] in TRUE_WORDS
    reason = _grade_option(asked, _letters(asked, words[1], one=True)[0])
    if said_true != asked.question.answer:  # type: ignore[attr-defined]
        return Verdict(False, 0.0, reason.misconception, "" if reason.right else reason.said)
    return reason if reason.right else Verdict(False, 0.5, reason.misconception, reason.said)


def _grade_order(asked: Asked, question: Order, names: list[str]) -> Verdict:
    if len(names) != len(question.items):
        raise UnreadableError("answer-order")
    orders = [question.items, *question.also]
    if names in orders:
        return Verdict(True, 1.0)
    kept = max(len(set(pairwise(names)) & set(pairwise(order))) for order in orders)
    return Verdict(False, kept / (len(names) - 1))


def _grade_fill(asked: Asked, question: Fill, text: str) -> Verdict:
    accepted = [term for terms in question.accept.values() for term in terms]
    if term_is(text, accepted):
        return Verdict(True, 1.0)
    for term, misconception in question.wrong.items():
        if term_is(text, [term]):
            return Verdict(False, 0.0, misconception)
    return Verdict(False, 0.0)


def term_is(text: str, terms: list[str]) -> bool:
    """True if `text` is one of `terms`, whatever its case, width, spaces, punctuation and script."""
    folded = fold(text)
    if folded in {fold(term) for term in terms}:
        return True
    if text.isascii():
        return False
    from opencc import OpenCC

    converter = OpenCC("t2s")
    return converter.convert(folded) in {converter.convert(fold(term)) for term in terms}


def _grade_number(asked: Asked, question: Number, text: str) -> Verdict:
    try:
        value = read_value(text)
    except ArithmeticFault:
        value = None
    if value is None or isinstance(value, list) != isinstance(asked.right, list):
        raise UnreadableError("answer-vector" if isinstance(asked.right, list) else "answer-number")
    if same(value, asked.right, question.digits):
        return Verdict(True, 1.0)
    for slip, slipped in asked.slips.items():
        if same(value, slipped, question.digits):
            return Verdict(False, 0.0, slip, asked.words.slips.get(slip, ""))
    return Verdict(False, 0.0)


def read_value(text: str) -> Value:
    """Read `1.5`, `1/3`, `2e-3`, `sqrt(2)` or `[1, 2]`, also behind `y =`. Raises ArithmeticFault."""
    plain = narrow(text).rpartition("=")[2].strip()
    if plain.startswith("[") and plain.endswith("]"):
        return [evaluate(part) for part in plain[1:-1].split(",")]
    return evaluate(plain)
