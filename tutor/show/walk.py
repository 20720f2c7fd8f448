"""One step of a demo at a time: where one is, what is known, the formula's parts lit as they are computed."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.demos import Backward, Trace, expression
from tutor.library import Interface
from tutor.library.model import DemoWords
from tutor.show import blocks as b
from tutor.show import numbers, steps


@dataclass(frozen=True)
class Stop:
    """One step of a walk as a line, its value in a few words, and in how many parts it is computed (1 or more)."""

    line: b.StepLine
    told: str
    parts: int = 1


def stops(trace: Trace, words: DemoWords | None, backward: Backward | None) -> list[Stop]:
    """Return the steps in order; with `backward`, then what comes back to each state and to each input."""
    found = []
    for step in trace.steps:
        line = steps.line(step, words)
        line.name = steps.name_at(step)
        found.append(Stop(line, numbers.array(step.value).split("\n")[0], _parts(line)))
    return found + (_backward_stops(backward, words) if backward else [])


def screen(walk: list[Stop], at: int, part: int, title: str, known: int, say: Interface) -> list[b.Block]:
    """Return the screen of stop `at` with `part` of its parts computed (none: 0), after the `known` latest values."""
    stop = walk[at]
    place = say("walk-place", at=at + 1, of=len(walk))
    items: list[b.Block] = [b.Title(title, place)]
    rows = [[f"`{before.line.name}`", before.told] for before in _latest(walk[:at])[-known:]] if known else []
    if rows:
        items += [b.Heading(say("heading-known")), b.Table(["", ""], rows)]
    return [*items, b.Heading(say("heading-step")), working(stop, part), b.Note(say("walk-keys"))]


def working(stop: Stop, part: int) -> b.Working:
    """Return one step as far as `part` of its parts: formula and numbers lit, what came out so far."""
    line, done = stop.line, part >= stop.parts
    numbers_line, result = _sides(line.inplace)
    inplace = b.Lit(line.inplace if done else numbers_line, *_lit(numbers_line, part, stop.parts))
    return b.Working(
        line.name,
        b.Lit(line.formula, *_lit(line.formula, part, stop.parts)),
        inplace,
        _results(numbers_line, part, stop.parts, result),
        line.value if done else "",
        line.sentence if done else "",
    )


def _parts(line: b.StepLine) -> int:
    root = expression.parse(_sides(line.inplace)[0])
    return max(root.height, 1) if root else 1


def _sides(inplace: str) -> tuple[str, str]:
    """Split `0.5·1 + 0.2 = 0.7` into what is computed and the sign with what comes out."""
    for sign in ("=", "≈"):
        left, found, right = inplace.partition(f" {sign} ")
        if found:
            return left, f"{sign} {right}"
    return inplace, ""


def _lit(text: str, part: int, parts: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the places computed before `part` and those computed in it; the last part lights the whole line."""
    if part >= parts:
        return [(0, len(text))], []
    root = expression.parse(text)
    if root is None or part == 0:
        return [], []
    done = [place for height in range(1, part) for place in _places(root, height)]
    return done, _places(root, part)


def _places(root: expression.Node, height: int) -> list[tuple[int, int]]:
    return [(node.start, node.end) for node in expression.part(root, height)] if height < root.height else []


def _results(text: str, part: int, parts: int, result: str) -> list[str]:
    """Return what came out of each part so far; the last is the step's own result, whose digits are exact."""
    root = expression.parse(text)
    if root is None or parts < 2:
        return []
    told = [
        expression.worked(text, node) for height in range(1, min(part + 1, parts)) for node in _once(text, root, height)
    ]
    if part >= parts:
        told.append(f"{expression.filled(text, root)} {result}")
    return [line for line in told if line]


def _once(text: str, root: expression.Node, height: int) -> list[expression.Node]:
    """Return the operations of one height, those that read alike only once."""
    return list({text[node.start : node.end]: node for node in reversed(expression.part(root, height))}.values())[::-1]


def _latest(walk: list[Stop]) -> list[Stop]:
    """Return the latest value of each step, in the order in which they came."""
    latest: dict[str, Stop] = {}
    for stop in walk:
        name = stop.line.name.partition(",")[0]
        latest.pop(name, None)
        latest[name] = stop
    return list(latest.values())


def _backward_stops(backward: Backward, words: DemoWords | None) -> list[Stop]:
    found = []
    told = {name: value for name, value in backward.reached.items() if hasattr(value, "__len__")}
    for t in range(max(map(len, told.values()), default=0), 0, -1):
        for name, value in told.items():
            found.append(_gradient(f"dL/d{name}, t={t}", numbers.array(value[t - 1]), ""))  # type: ignore[index]
    said = words.inputs if words else {}
    return found + [
        _gradient(f"dL/d{name}", numbers.array(value), said.get(name, "")) for name, value in backward.gradients.items()
    ]


def _gradient(name: str, value: str, sentence: str) -> Stop:
    return Stop(b.StepLine(name, name.partition(",")[0], "", value, sentence), value.split("\n")[0])
