"""A small calculator: text -> number, for a learner's answer (`1/3`, `sqrt(2)`, `2e-3`) and an author's `by`.

It knows + - * / ^ ( ), a trailing %, a few functions and constants, and nothing else; there is no eval. Length, depth
and powers are bounded.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable

MAX_LENGTH = 200
MAX_DEPTH = 40

_TOKEN = re.compile(r"\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([a-z]+)|(\*\*|[-+*/^()%]))")
_RAISED = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")  # not 0,848 nor 1234,567: decimal commas
_SYMBOLS = {"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "√": "sqrt", "π": "pi"}


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
    "tanh": math.tanh,
    "sigmoid": _sigmoid,
    "abs": abs,
}
_CONSTANTS = {"pi": math.pi, "e": math.e}


class ArithmeticFault(ValueError):  # noqa: N818 - a fault of the text, not of the program
    """The text is not arithmetic, or its value is not a finite number."""


def narrow(text: str) -> str:
    """Return `text` in half-width small letters; raised digits become a power (NFKC alone reads 10⁻³ as 10 − 3)."""
    return unicodedata.normalize("NFKC", _RAISED.sub(r"^(\g<0>)", text)).casefold().strip()


def evaluate(text: str) -> float:
    """Return the value of `text`. Raises ArithmeticFault when it has none that is finite."""
    normal = narrow(text)
    for symbol, plain in _SYMBOLS.items():
        normal = normal.replace(symbol, plain)
    normal = _GROUPED.sub(lambda match: match[0].replace(",", ""), normal)
    if not normal or len(normal) > MAX_LENGTH:
        raise ArithmeticFault(text[:40])
    try:
        value = _Parser(_tokens(normal)).whole()
    except (ZeroDivisionError, OverflowError, ValueError, TypeError):
        raise ArithmeticFault(text[:40]) from None
    if isinstance(value, complex) or not math.isfinite(value):
        raise ArithmeticFault(text[:40])
    return value


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if not text[at:].strip():
                break
            raise ArithmeticFault(text[:40])
        tokens.append("^" if match[3] == "**" else match[0].strip())
        at = match.end()
    return tokens


class _Parser:
    """Recursive descent: sum > product > sign > power > value; a power binds tighter than the sign before it."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> float:
        value = self.sum()
        if self.at < len(self.tokens):
            raise ArithmeticFault(self.tokens[self.at])
        return value

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ""

    def sum(self) -> float:
        value = self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self) -> float:
        value = self.sign()
        while self.peek() in ("*", "/"):
            value = value * self.sign() if self.take() == "*" else value / self.sign()
        return value

    def sign(self) -> float:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ArithmeticFault("too deep")
        sign = self.take() if self.peek() in ("+", "-") else ""
        value = self.sign() if sign else self.power()
        value = -value if sign == "-" else value
        self.depth -= 1
        return value

    def power(self) -> float:
        value = self.value()
        while self.peek() == "%":
            self.take()
            value /= 100
        if self.peek() == "^":
            self.take()
            value = math.pow(value, self.sign())
        return value

    def value(self) -> float:
        token = self.take()
        if token == "(":
            value = self.sum()
            if self.take() != ")":
                raise ArithmeticFault("(")
            return value
        if token in _FUNCTIONS:
            return _FUNCTIONS[token](self.value())
        if token in _CONSTANTS:
            return _CONSTANTS[token]
        if token[:1].isalpha():  # float() knows inf and nan
            raise ArithmeticFault(token)
        return float(token)
