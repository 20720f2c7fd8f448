"""Blocks -> Rich renderables, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from tutor.show import blocks as b
from tutor.show import prose
from tutor.show.formula import FormulaError, inline, rows
from tutor.show.numbers import bar, short
from tutor.show.theme import MARGIN, MEASURE, NARROW, NEXT, THEME
from tutor.show.wrap import pieces, wrap

SIDE_BY_SIDE = 96  # from here a demo's sentences stand beside its numbers
UNITS = 6  # units of a layer that a time line shows
MOMENTS = 24  # time steps that a time line shows


class Wrapped:
    """A text that breaks as Chinese and Latin want, wherever Rich puts it."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in wrap(self.text, options.max_width):
            line.no_wrap, line.overflow = True, "ignore"
            yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = self.text.plain.split("\n")
        longest = max((cell_len(line[start:end].rstrip()) for line in lines for start, end in pieces(line)), default=1)
        return Measurement(min(longest, options.max_width), min(max(map(cell_len, lines)), options.max_width))


def screen(items: Sequence[b.Block], width: int) -> RenderableType:
    """Return the whole screen for a terminal of `width` columns."""
    margin = MARGIN if width >= NARROW else 0
    inner = width - 2 * margin
    parts: list[RenderableType] = []
    for item in items:
        if parts:
            parts.append(Text(""))
        parts += _block(item, inner)
    return Padding(Group(*parts), (1, margin, 1, margin)) if margin else Group(Text(""), *parts)


def _block(item: b.Block, width: int) -> Iterable[RenderableType]:
    measure = min(width, MEASURE)
    match item:
        case b.Title():
            return _title(item)
        case b.Heading(text=text):
            rule = max(measure - cell_len(text) - 1, 0)
            return [Text.assemble((text, "heading"), " ", ("─" * rule, "rule"))]
        case b.Prose(markdown=markdown):
            return _prose(markdown, measure)
        case b.Picture():
            return _picture(item, measure)
        case b.Note(markdown=markdown):
            return [_limit(Wrapped(runs_text(prose.runs(markdown), "notice")), measure)]
        case b.Entries(items=entries):
            return [_limit(_entries(entries), measure)]
        case b.Links(items=links):
            return [_links(links, measure)]
        case b.Table():
            return [_table(item)]
        case b.Steps():
            return _steps(item, width)
        case b.Timeline():
            return _timeline(item, width)
        case b.Choices(items=options):
            return [
                _limit(
                    _pairs(
                        (Text(f"{letter})", "letter"), Wrapped(runs_text(prose.runs(text)))) for letter, text in options
                    ),
                    measure,
                )
            ]


def _limit(renderable: RenderableType, width: int) -> RenderableType:
    grid = RichTable.grid()
    grid.add_column(max_width=width)
    grid.add_row(renderable)
    return grid


def _pairs(rows_of: Iterable[tuple[RenderableType, RenderableType]]) -> RichTable:
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for left, right in rows_of:
        grid.add_row(left, right)
    return grid


def _title(item: b.Title) -> list[RenderableType]:
    parts: list[RenderableType] = [Wrapped(Text(item.text, "title"))]
    if item.summary:
        parts.append(_limit(Wrapped(runs_text(prose.runs(item.summary), "summary")), MEASURE))
    return parts


def runs_text(runs: Iterable[prose.Run], style: str = "") -> Text:
    """Return runs as one Text; a formula that cannot be set in a line stands as its LaTeX."""
    text = Text(style=style)
    for kind, content in runs:
        if kind == "math":
            try:
                content = inline(content)
            except FormulaError:
                content = f"${content}$"
        text.append(content, kind or None)
    return text


def _prose(markdown: str, width: int) -> Iterator[RenderableType]:
    previous: prose.Prose | None = None
    for item in prose.parse(markdown):
        follows_item = isinstance(previous, prose.Paragraph) and previous.marker
        if previous is not None and not (follows_item and isinstance(item, prose.Paragraph) and item.marker):
            yield Text("")
        yield _limit(_paragraph(item) if isinstance(item, prose.Paragraph) else _display(item, width), width)
        previous = item


def _paragraph(item: prose.Paragraph) -> RenderableType:
    body = Wrapped(runs_text(item.runs))
    if not item.marker:
        return body
    return _pairs([(Text("•" if item.marker == "-" else item.marker, "letter"), body)])


def _display(item: prose.Display, width: int) -> RenderableType:
    parts: list[RenderableType] = []
    try:
        lines = rows(item.latex)
    except FormulaError:
        lines = (item.latex,)
    if max(map(cell_len, lines)) + 4 <= width:
        parts += [Text(line, "math", no_wrap=True) for line in lines]
    if item.reading or not parts:
        parts.append(Wrapped(runs_text(prose.runs(item.reading or item.latex), "reading")))
    return Padding(Group(*parts), (0, 0, 0, 4 if width >= NARROW else 2))


def _picture(item: b.Picture, width: int) -> list[RenderableType]:
    lines = item.art.rstrip("\n").split("\n")
    if max(map(cell_len, lines)) > width:
        return [_limit(Wrapped(Text(item.says, "reading")), width)]
    return [Text(line, "picture", no_wrap=True, overflow="ignore") for line in lines]


def _entries(items: Sequence[b.Entry]) -> RenderableType:
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for number, item in enumerate(items):
        if number and any(entry.body for entry in items):
            grid.add_row("", "")
        style = item.style or ("strong" if item.body else "")
        grid.add_row(Text(item.sign or "•", item.style or "letter"), Wrapped(runs_text(prose.runs(item.term), style)))
        if item.body:
            grid.add_row("", Wrapped(runs_text(prose.runs(item.body))))
    return grid


def _links(items: Sequence[b.Link], width: int) -> RenderableType:
    longest = max(cell_len(item.command) for item in items)
    if longest + max(cell_len(item.purpose) for item in items) + 5 > width:
        rows_of = [
            part
            for item in items
            for part in (
                (Text(NEXT, "letter"), Wrapped(Text(item.command, "code"))),
                (Text(""), Wrapped(Text(item.purpose, "note"))),
            )
        ]
        return _pairs(rows_of)
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    for item in items:
        grid.add_row(Text(f"{NEXT} {item.command}", "code"), Text(item.purpose, "note"))
    return grid


def _table(item: b.Table) -> RenderableType:
    table = RichTable(
        box=None, padding=(0, 2, 0, 0), header_style="column", pad_edge=False, show_header=any(item.columns)
    )
    for number, name in enumerate(item.columns):
        table.add_column(Text(name), justify="right" if number in item.numeric else "left", overflow="fold")
    for row in item.rows:
        table.add_row(*[Wrapped(runs_text(prose.runs(cell))) for cell in row])
    return table


def _steps(item: b.Steps, width: int) -> list[RenderableType]:
    if width >= SIDE_BY_SIDE:
        table = RichTable.grid(padding=(0, 3, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(ratio=5, overflow="fold")
        table.add_column(ratio=4, overflow="fold")
        for number, step in enumerate(item.items):
            if number:
                table.add_row("", "", "")
            table.add_row(
                Text(step.name, "heading"),
                _numbers_of(step, item.value_label),
                Wrapped(runs_text(prose.runs(step.sentence))),
            )
        return [table]
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for number, step in enumerate(item.items):
        if number:
            grid.add_row("", "")
        grid.add_row(Text(step.name, "heading"), _numbers_of(step, item.value_label))
        if step.sentence:
            grid.add_row("", Wrapped(runs_text(prose.runs(step.sentence), "note")))
    return [grid]


def _numbers_of(step: b.StepLine, label: str) -> RenderableType:
    parts: list[RenderableType] = [Wrapped(Text(step.formula, "math"))]
    if step.inplace:
        parts.append(Wrapped(Text(step.inplace)))
    if step.value:
        parts.append(Wrapped(Text.assemble((f"{label} ", "note"), (step.value, "value"))))
    return Group(*parts)


def _timeline(item: b.Timeline, width: int) -> list[RenderableType]:
    shown = _moments(item.rows)
    full = _time_table(item, shown)
    brief = _time_table(item.without_minor(), shown)
    room = next((table for table in (full, brief) if _natural_width(table) <= width), None)
    parts: list[RenderableType] = [room or _moment_list(item.without_minor(), shown)]
    if len(shown) < len(item.rows):
        parts.append(Text(f"… {len(item.rows)}", "note"))
    return parts


def _natural_width(table: RichTable) -> int:
    console = Console(width=1000, color_system=None, theme=THEME)
    return Measurement.get(console, console.options, table).maximum


def _time_table(item: b.Timeline, shown: Sequence[int]) -> RichTable:
    table = RichTable(box=None, padding=(0, 1, 0, 0), header_style="column", pad_edge=False)
    table.add_column("t", justify="right")
    for name in item.columns:
        table.add_column(Text(name), no_wrap=True)
    for moment in shown:
        cells = [_units(name, values, item.bars) for name, values in zip(item.columns, item.rows[moment], strict=True)]
        table.add_row(str(moment + 1), *cells)
        if len(item.rows[moment][-1]) > 1 and moment != shown[-1]:
            table.add_row()
    return table


def _moments(rows_of: Sequence[object]) -> list[int]:
    count = len(rows_of)
    if count <= MOMENTS:
        return list(range(count))
    return [*range(MOMENTS - 4), *range(count - 4, count)]


def _units(name: str, values: Sequence[float], bars: Sequence[str]) -> Text:
    text = Text()
    for number, value in enumerate(values[:UNITS]):
        if number:
            text.append("\n")
        style = "negative" if value < 0 else "positive"
        if name in bars:
            text.append(f"{bar(value)} ", style)
        text.append(short(value))
    if len(values) > UNITS:
        text.append(f"\n… {len(values)}", "note")
    return text


def _moment_list(item: b.Timeline, shown: Sequence[int]) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    for moment in shown:
        grid.add_row(Text(f"t={moment + 1}", "heading"), "")
        for name, values in zip(item.columns, item.rows[moment], strict=True):
            cell = _units(name, values, item.bars)
            cell = Text("  ").join(cell.split("\n"))
            grid.add_row(Text(name, "column"), Wrapped(cell))
    return grid
