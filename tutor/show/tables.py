"""Blocks with columns -> Rich tables: rows of cells, the steps of a demo, a time line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tutor.show import blocks as b
from tutor.show.numbers import UNITS, bar, log_bar, power, short
from tutor.show.styled import styled
from tutor.show.theme import MEASURE, THEME
from tutor.show.wrap import pieces, wrap

SIDE_BY_SIDE = 92  # from here a demo's sentences stand beside its numbers
GAP = 2  # columns between two cells
READABLE = 16  # columns below which a cell of several words is a pillar
BARRED = 40  # from here a table has room for bars
BESIDE = 66  # from here two topics stand side by side
WIDEST = 118  # columns of two topics side by side that an eye still connects
ASPECT = 18  # columns of the name of a row, at most


class Wrapped:
    """A text that breaks as Chinese and Latin want, in a cell whose width Rich decides."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in wrap(self.text, options.max_width):
            line.no_wrap, line.overflow = True, "ignore"
            if options.justify == "right":  # which Rich applies to no line that it may not break
                line.align("right", options.max_width)
            yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = self.text.plain.split("\n")
        longest = max((cell_len(piece.rstrip()) for line in lines for piece in pieces(line)), default=1)
        return Measurement(min(longest, options.max_width), min(max(map(cell_len, lines)), options.max_width))


def block(item: b.Table | b.Steps | b.Timeline | b.Versus, room: int, margin: int) -> Iterator[RenderableType]:
    """Yield one block that has columns, `room` columns wide at most, behind `margin`."""
    match item:
        case b.Table():
            parts = [_table(item, room)]
        case b.Steps():
            parts = [_steps(item, room)]
        case b.Timeline():
            parts = _timeline(item, room)
        case b.Versus():
            parts = [_versus(item, min(room, WIDEST)) if room >= BESIDE else _stacked(item)]
    for part in parts:
        yield Padding(part, (0, margin, 0, margin), expand=False)


def _table(item: b.Table, room: int) -> RenderableType:
    """Columns as wide as they want to be; else narrower, without bars, and at last a list, but never a cut word."""
    drawn, bare = item, item.without_bars()
    widths = shares(drawn, room) if room >= BARRED else None
    if widths is None:
        drawn, widths = bare, shares(bare, room)
    if widths is None:
        return _list(bare)
    table = Table(box=None, padding=(0, GAP, 0, 0), header_style="column", pad_edge=False)
    table.show_header = any(drawn.columns)
    for number, (name, width) in enumerate(zip(drawn.columns, widths, strict=True)):
        table.add_column(Wrapped(Text(name)), justify="right" if number in drawn.numeric else "left", width=width)
    for row in drawn.rows:
        table.add_row(*[Wrapped(styled(cell)) for cell in row])
    return table


def shares(item: b.Table, room: int) -> list[int] | None:
    """Return the width of each column of a table that is `room` columns wide at most; None where words would be cut.

    Cells come first, those that need least before the others, so that numbers stay whole; heads share what is left.
    """
    cells = [[styled(row[number]).plain for row in item.rows] for number in range(len(item.columns))]
    wish = [max(map(cell_len, column), default=0) for column in cells]
    widths = [
        max(min(most, READABLE), *(_longest(text) for text in [name, *column]))
        for most, name, column in zip(wish, item.columns, cells, strict=True)
    ]
    spare = room - sum(widths) - GAP * (len(widths) - 1)
    if spare < 0:
        return None
    for number in sorted(range(len(widths)), key=lambda number: wish[number] - widths[number]):
        more = min(max(wish[number] - widths[number], 0), spare)
        widths[number], spare = widths[number] + more, spare - more
    needs = [max(cell_len(name) - width, 0) for name, width in zip(item.columns, widths, strict=True)]
    for place, number in enumerate(sorted(range(len(widths)), key=needs.__getitem__)):
        more = min(needs[number], spare // (len(widths) - place))
        widths[number], spare = widths[number] + more, spare - more
    return widths


def _longest(text: str) -> int:
    return max((cell_len(piece.rstrip()) for piece in pieces(text)), default=0)


def _list(item: b.Table) -> RenderableType:
    """Every row as its first cell and, below it, the others, each behind the name of its column."""
    parts: list[RenderableType] = []
    for number, row in enumerate(item.rows):
        parts += [Text()] if number else []
        named = Text.assemble((item.columns[0], "note"), " " if item.columns[0] else "", styled(row[0], "column"))
        parts.append(Wrapped(named))
        for name, cell in zip(item.columns[1:], row[1:], strict=True):
            if cell:
                said = Text.assemble((name, "note"), "  " if name else "", styled(cell))
                parts.append(Padding(Wrapped(said), (0, 0, 0, 2)))
    return Group(*parts)


def _steps(item: b.Steps, width: int) -> RenderableType:
    beside = width >= SIDE_BY_SIDE
    grid = Table.grid(padding=(0, 3 if beside else 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(max_width=MEASURE, ratio=5 if beside else None, overflow="fold")
    if beside:
        grid.add_column(ratio=4, overflow="fold")
    for number, step in enumerate(item.items):
        if number:
            grid.add_row("")
        sentence = Wrapped(styled(step.sentence, "" if beside else "note"))
        grid.add_row(Text(step.name, "heading"), _numbers(step, item.value_label), *([sentence] if beside else []))
        if step.sentence and not beside:
            grid.add_row("", sentence)
    return grid


def _numbers(step: b.StepLine, label: str) -> RenderableType:
    parts: list[RenderableType] = [Wrapped(Text(step.formula, "math"))]
    if step.inplace:
        parts.append(Wrapped(Text(step.inplace)))
    if step.value:
        below = "\n" + " " * (cell_len(label) + 1)  # rows of a matrix stand under the first
        parts.append(Wrapped(Text.assemble((f"{label} ", "note"), (step.value.replace("\n", below), "value"))))
    return Group(*parts)


def _versus(item: b.Versus, width: int) -> RenderableType:
    gap = 3
    aspect = min(max(cell_len(row.aspect) for row in item.rows), ASPECT)
    side = (width - aspect - 2 * gap) // 2
    grid = Table.grid(padding=(0, gap, 0, 0))
    for columns in (aspect, side, side):
        grid.add_column(width=columns)
    grid.add_row("", *[Wrapped(Text(name, "column")) for name in (item.first, item.second)])
    for row in item.rows:
        grid.add_row("")
        grid.add_row(*[Wrapped(text) for text in (Text(row.aspect, "heading"), styled(row.first), styled(row.second))])
    return grid


def _stacked(item: b.Versus) -> RenderableType:
    parts: list[RenderableType] = []
    for number, row in enumerate(item.rows):
        parts += [Text()] if number else []
        parts.append(Wrapped(Text(row.aspect, "heading")))
        for name, markdown in ((item.first, row.first), (item.second, row.second)):
            said = Text.assemble((name, "column"), " · ", styled(markdown))
            parts.append(Padding(Wrapped(said), (0, 0, 0, 2)))
    return Group(*parts)


def _timeline(item: b.Timeline, width: int) -> list[RenderableType]:
    tables = (_time_table(told, gap) for told in (item, item.without_minor()) for gap in (GAP, 1))
    fitting = next((table for table in tables if _natural_width(table) <= width), None)
    parts: list[RenderableType] = [fitting or _moment_list(item.without_minor())]
    if len(item.times) < item.of:
        parts.append(Text(f"… {item.of}", "note"))
    return parts


def _natural_width(table: Table) -> int:
    console = Console(width=1000, color_system=None, theme=THEME)
    return Measurement.get(console, console.options, table).maximum


def _time_table(item: b.Timeline, gap: int) -> Table:
    table = Table(box=None, padding=(0, gap, 0, 0), header_style="column", pad_edge=False)
    table.add_column("t", justify="right")
    for name in item.columns:
        table.add_column(Text(name), no_wrap=True)
    for t, row in zip(item.times, item.rows, strict=True):
        cells = [_units(name, values, item) for name, values in zip(item.columns, row, strict=True)]
        table.add_row(str(t), *cells)
        if max(map(len, row)) > 1 and t != item.times[-1]:
            table.add_row()
    return table


def _units(name: str, values: Sequence[float], item: b.Timeline) -> Text:
    text = Text()
    if name in item.logs:
        return text.append(log_bar(values[0], *item.logs[name]), "positive").append(f" {power(values[0])}")
    for number, value in enumerate(values[:UNITS]):
        if number:
            text.append("\n")
        if name in item.bars:
            text.append(f"{bar(value)} ", "negative" if value < 0 else "positive")
        text.append(short(value))
    if len(values) > UNITS:
        text.append(f"\n… {len(values)}", "note")
    return text


def _moment_list(item: b.Timeline) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for t, row in zip(item.times, item.rows, strict=True):
        grid.add_row(Text(f"t={t}", "heading"), "")
        for name, values in zip(item.columns, row, strict=True):
            cell = Text("  ").join(_units(name, values, item).split("\n"))
            grid.add_row(Text(name, "column"), Wrapped(cell))
    return grid
