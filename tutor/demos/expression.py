"""A formula, or a working, as the parts in which one computes it: inner before outer.

    σ(0.5·1 + 0.2·0.5 + 0)      products 0.5·1, 0.2·0.5; then their sum; then σ

A **node** is one operation with the place of its text; its **height** is how many operations lie one inside the other
(a number has 0). All nodes of one height can be computed together; they are one **part** of the computation.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tutor.demos.working import number

_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?(?:e[−+]?\d+)?|∞|NaN|[^\W\d][\w₀-₉ₜ₋₊]*|[½Σ]|[(){}·⊙/+−,²^√]|.)")
_NUMBER = re.compile(r"\d|∞|NaN|½")
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "σ": lambda z: 0.5 + 0.5 * math.tanh(0.5 * z),
    "tanh": math.tanh,
    "√": math.sqrt,
    "ln": math.log,
    "min": min,
    "max": max,
}
_OPERATORS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "·": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: math.e**b if a is math.e else a**b,
}


@dataclass(frozen=True, slots=True)
class Node:
    """One operation (or a number or a name, without children): its text is `text[start:end]`."""

    kind: str
    start: int
    end: int
    children: tuple[Node, ...] = ()
    signs: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """How many operations lie one inside the other."""
        below = max((child.height for child in self.children), default=0)
        return below if self.kind == "bracket" else below + bool(self.children)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below, from left to right, inner before outer."""
        for child in self.children:
            yield from child.walk()
        yield self


def parse(text: str) -> Node | None:
    """The whole of `text` as one node; None where it holds more than mathematics (`mean(x) over the batch`)."""
    reader = _Reader(text)
    try:
        node = reader.sum()
    except _NotMathematicsError:
        return None
    return node if reader.kind == "" else None


def part(root: Node, height: int) -> list[Node]:
    """The operations of one height, left to right."""
    return [node for node in root.walk() if node.kind != "bracket" and node.height == height > 0]


def worked(text: str, node: Node) -> str | None:
    """One operation with its inner ones replaced by what came out, and its result: `0.5 + 0.1 = 0.6`.

    None where it cannot be computed. The numbers are those of the line, so the last digit may differ from the step's.
    """
    value = _value(text, node)
    if value is None or not math.isfinite(value):
        return None
    shown = number(value)
    exact = math.isclose(float(shown.replace("−", "-")), value, rel_tol=1e-12, abs_tol=1e-15)
    return f"{filled(text, node)} {'=' if exact else '≈'} {shown}"


def filled(text: str, node: Node) -> str:
    """The text of one operation, its inner ones replaced by what came out."""
    pieces, at = [], node.start
    for child in node.children:
        pieces += [text[at : child.start], _shown(text, child)]
        at = child.end
    return "".join([*pieces, text[at : node.end]])


def _shown(text: str, node: Node) -> str:
    value = _value(text, node)
    if node.height == 0 or value is None:
        return text[node.start : node.end]
    return f"({number(value)})" if value < 0 else number(value)


def _value(text: str, node: Node) -> float | None:
    told = [_value(text, child) for child in node.children]
    values = [value for value in told if value is not None]
    if len(values) < len(told):
        return None
    try:
        return _computed(text, node, values)
    except (ValueError, ArithmeticError):
        return None


def _computed(text: str, node: Node, values: list[float]) -> float | None:
    match node.kind:
        case "number":
            return _read(text[node.start : node.end])
        case "name":
            return math.e if text[node.start : node.end] == "e" else None
        case "bracket":
            return values[0]
        case "minus":
            return -values[0]
        case "square":
            return values[0] ** 2
        case "operation":
            result = values[0]
            for sign, value in zip(node.signs, values[1:], strict=True):
                if sign not in _OPERATORS:
                    return None
                result = _OPERATORS[sign](result, value)
            return result
    return _FUNCTIONS[node.kind](*values) if node.kind in _FUNCTIONS else None


def _read(text: str) -> float:
    return 0.5 if text == "½" else float(text.replace("−", "-").replace("∞", "inf"))


class _NotMathematicsError(ValueError):
    """The text is not one expression."""


class _Reader:
    """Reads `text` by descending: sum, product, power, single."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = self.end = 0  # `end`: where what was last taken ends
        self.kind, self.start = "", 0
        self._next()

    def _next(self) -> None:
        self.end = self.at
        found = _TOKEN.match(self.text, self.at)
        self.kind = found[1] if found else ""
        self.start, self.at = (found.start(1), found.end()) if found else (self.at, self.at)

    def _take(self, kind: str) -> None:
        if self.kind != kind:
            raise _NotMathematicsError
        self._next()

    def sum(self) -> Node:
        return self._chain(self._product, "+−")

    def _product(self) -> Node:
        return self._chain(self._power, "·⊙/")

    def _chain(self, inner: Callable[[], Node], signs: str) -> Node:
        first = inner()
        children, between = [first], []
        while self.kind and self.kind in signs:
            between.append(self.kind)
            self._next()
            children.append(inner())
        if not between:
            return first
        return Node("operation", first.start, self.end, tuple(children), tuple(between))

    def _power(self) -> Node:
        node = self._single()
        if self.kind == "²":
            self._next()
            return Node("square", node.start, self.end, (node,))
        if self.kind == "^":
            self._next()
            exponent = self._single()
            return Node("operation", node.start, self.end, (node, exponent), ("^",))
        return node

    def _single(self) -> Node:
        kind, start = self.kind, self.start
        if kind == "−":
            self._next()
            return Node("minus" if self.kind == "(" else "number", *self._negated(start))
        if kind == "(":
            return Node("bracket", start, *self._bracketed())
        if kind == "√":
            self._next()
            inner = self._single()
            return Node("√", start, self.end, (inner.children[0] if inner.kind == "bracket" else inner,))
        if _NUMBER.match(kind):
            self._next()
            return Node("number", start, self.end)
        if re.match(r"[^\W\d]", kind):
            self._next()
            return Node(kind, start, *self._called()) if self.kind == "(" else Node("name", start, self.end)
        raise _NotMathematicsError

    def _negated(self, start: int) -> tuple[int, int, tuple[Node, ...]]:
        inner = self._single()
        return start, self.end, (inner,) if inner.kind == "bracket" else ()

    def _bracketed(self) -> tuple[int, tuple[Node, ...]]:
        self._take("(")
        inner = self.sum()
        self._take(")")
        return self.end, (inner,)

    def _called(self) -> tuple[int, tuple[Node, ...]]:
        self._take("(")
        children = [self.sum()]
        while self.kind == ",":
            self._next()
            children.append(self.sum())
        self._take(")")
        return self.end, tuple(children)
