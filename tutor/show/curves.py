"""Curves and heatmaps in characters: one strip a row of numbers, all on one scale, with the numbers that matter.

A strip of filled columns is read without colour, in ASCII (as digits), and in any font; curves that cross in one
picture are not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from tutor.show import blocks as b
from tutor.show.numbers import power
from tutor.show.theme import BARS
from tutor.show.wrap import wrap

LEVEL = "┄"
BASE = "─"
BESIDE = 60  # from here names and notes stand beside the strips
LEAST = 24  # columns of a strip that names and notes leave over, or they stand above and below it
WIDEST = 72  # columns of a strip
BROADEST = 4  # columns of a number in a heatmap
EIGHTHS = 8
FLOOR = 1e-30  # what a log scale takes for 0


def curves(item: b.Curves, width: int) -> Iterator[Text]:
    """Yield the lines of all curves, and the axis below them; none longer than `width`."""
    names = max((cell_len(curve.name) for curve in item.items), default=0)
    notes = max((cell_len(curve.note) for curve in item.items), default=0)
    beside = width >= BESIDE and names + notes + 4 + LEAST <= width
    names, notes = (names, notes) if beside else (0, 0)
    room = min(width - (names + 2 if names else 0) - (notes + 2 if notes else 0), WIDEST)
    for number, curve in enumerate(item.items):
        if not beside:
            yield from wrap(Text.assemble((curve.name, "column"), "  ", (curve.note, "note")), width)
        strip = _strip(item, curve, room)
        for row, line in enumerate(strip):
            last = row == len(strip) - 1
            name, note = (curve.name, curve.note) if beside and last else ("", "")
            yield Text.assemble(_fit(name, names, "column"), line, ("  " if note else ""), (note, "note"))
        if item.rows > 1 and number < len(item.items) - 1:
            yield Text("")
    yield from _axis(item, names + 2 if names else 0, room, width)


def _fit(name: str, columns: int, style: str) -> Text:
    if not columns:
        return Text()
    return Text.assemble((name, style), " " * (columns - cell_len(name) + 2))


def _axis(item: b.Curves, indent: int, room: int, width: int) -> Iterator[Text]:
    steps = f"{item.of} {item.labels[1]}"
    if cell_len(steps) + 4 > room:
        steps = str(item.of)
    rule = max(room - cell_len(steps) - 4, 0)
    yield Text.assemble(" " * indent, ("0 ", "note"), (BASE * rule, "border"), (f" {steps}", "note"))
    if item.level is not None:
        said = f"{LEVEL * 2} {item.labels[0]} {power(item.level)}"
        yield from (Text(" " * indent).append_text(line) for line in wrap(Text(said, "note"), width - indent))


def _strip(item: b.Curves, curve: b.Curve, room: int) -> list[Text]:
    """Return the rows of one curve, the highest first."""
    heights = [_eighths(item, value) for value in columns_of(curve.points, item.of, room)]
    at = None if item.level is None else min(int(_part(item, item.level) * item.rows), item.rows - 1)
    rows = []
    for row in reversed(range(item.rows)):
        text = Text()
        for height in heights:
            left = min(max((height or 0) - row * EIGHTHS, 0), EIGHTHS)
            if left:
                text.append(BARS[left - 1], "positive")
            else:
                text.append(LEVEL if row == at else " ", "note")
        rows.append(text)
    return rows


def columns_of(points: Sequence[tuple[int, float]], of: int, room: int) -> list[float | None]:
    """Return a value for the middle of each of `room` columns, on straight lines from point to point.

    Before the first point its value stands, since nobody looked there; after the last there is none.
    """
    told: list[float | None] = []
    place = 0
    for column in range(room):
        at = (column + 0.5) * of / room
        while place < len(points) - 1 and points[place + 1][0] <= at:
            place += 1
        told.append(_between(points, place, at) if points and column * of / room < points[-1][0] else None)
    return told


def _between(points: Sequence[tuple[int, float]], place: int, at: float) -> float:
    start, low = points[place]
    if at <= start or place + 1 == len(points):
        return low
    end, high = points[place + 1]
    return low + (high - low) * (at - start) / (end - start)


def _part(item: b.Curves, value: float) -> float:
    """Return where `value` lies between bottom (0) and top (1)."""
    if math.isnan(value) or value >= item.top:
        return 1.0  # what is no number has run away
    if item.log:
        low, high = math.log(max(item.bottom, FLOOR)), math.log(max(item.top, FLOOR))
        part = (math.log(max(value, FLOOR)) - low) / (high - low or 1.0)
    else:
        part = (value - item.bottom) / (item.top - item.bottom or 1.0)
    return min(max(part, 0.0), 1.0)


def _eighths(item: b.Curves, value: float | None) -> int | None:
    if value is None:
        return None
    return max(round(_part(item, value) * item.rows * EIGHTHS), 1)  # the lowest value is seen, too


def heat(item: b.Heat, width: int) -> Iterator[Text]:
    """Yield a line a row, then what the columns and the signs mean."""
    low, high = _range(item)
    names = max(cell_len(name) for name, _ in item.rows)
    told = max((cell_len(_numbers(item, values)) for _, values in item.rows), default=0)
    beside = width >= BESIDE and names + told + 4 + LEAST <= width
    room = min(width - (names + told + 4 if beside else 0), WIDEST)
    each = min(max(room // len(item.across), 1), BROADEST)  # columns of one number
    room = min(room, each * len(item.across))
    for name, values in item.rows:
        signs = Text()
        for column in range(room):
            value = values[column * len(values) // room] if values else math.nan
            signs.append(_sign(value, low, high, item.log), "negative" if item.log and value < 1 else "positive")
        if beside:
            yield Text.assemble(_fit(name, names, "column"), signs, "  ", (_numbers(item, values), "note"))
        else:
            yield from wrap(Text(name, "column"), width)
            yield signs
            yield from wrap(Text(_numbers(item, values), "note"), width)
    across = f"{item.label} {power(item.across[0])} … {power(item.across[-1])}"
    scale = f"{BARS[0]} {power(low)} … {BARS[-1]} {power(high)}"
    apart = "   " if cell_len(across) + cell_len(scale) + 3 <= width else "\n"
    for line in f"{across}{apart}{scale}".split("\n"):
        yield from wrap(Text(line, "note"), width)


def _numbers(item: b.Heat, values: Sequence[float]) -> str:
    return " · ".join(power(values[place]) for place in item.told if place < len(values))


def _range(item: b.Heat) -> tuple[float, float]:
    every = [v for _, values in item.rows for v in values if math.isfinite(v) and (v > 0 or not item.log)]
    return (min(every), max(every)) if every else (0.0, 1.0)


def _sign(value: float, low: float, high: float, log: bool) -> str:
    if math.isnan(value):
        return " "
    if math.isinf(value):
        return BARS[-1] if value > 0 else BARS[0]
    if log:
        value, low, high = (math.log(max(number, FLOOR)) for number in (value, low, high))
    part = (value - low) / (high - low or 1.0)
    return BARS[min(max(int(part * len(BARS)), 0), len(BARS) - 1)]


def told_curves(item: b.Curves) -> Iterator[str]:
    """Yield a line a curve for those who cannot see it: four values on its way, and the note."""
    for curve in item.items:
        few = _few(curve.points)
        said = ", ".join(f"{step}: {power(value)}" for step, value in few)
        yield "; ".join(
            part for part in (f"{curve.name}: {item.labels[2]} {said}" if said else curve.name, curve.note) if part
        )
    if item.level is not None:
        yield f"{item.labels[0]}: {power(item.level)}"


def _few(points: Sequence[tuple[int, float]], count: int = 4) -> list[tuple[int, float]]:
    if len(points) <= count:
        return list(points)
    return [points[place * (len(points) - 1) // (count - 1)] for place in range(count)]


def told_heat(item: b.Heat) -> Iterator[str]:
    """Yield a line a row: the numbers that are written out, each with its column."""
    for name, values in item.rows:
        said = [f"{power(item.across[k])}: {power(values[k])}" for k in item.told if k < len(values)]
        yield "; ".join([name, item.label, *said])
