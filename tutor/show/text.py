"""Blocks -> Rich texts and tables, for a terminal.

What is prose is broken into lines here and becomes one Text; only what has columns becomes a Rich table. (A table for
every paragraph cost 40 ms a screen.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from tutor.show import blocks as b
from tutor.show import prose
from tutor.show.formula import FormulaError, flat, rows
from tutor.show.styled import hang, runs_text, styled
from tutor.show.theme import MARGIN, MEASURE, NARROW, NEXT
from tutor.show.wrap import wrap

if TYPE_CHECKING:
    from rich.console import RenderableType

PURPOSE = 32  # columns in which what a command is for may be broken, so that commands stand below each other
SIGN_ROOM = 3  # columns before a letter where options can be marked and ticked


def screen(items: Sequence[b.Block], width: int, *, tall: bool = True) -> Iterator[RenderableType]:
    """Yield what to print, one after the other, for a terminal of `width` columns; no line is longer. Formulas of
    several rows are drawn if `tall`, else read out.
    """
    margin = MARGIN if width >= NARROW else 0
    room = width - 2 * margin
    lines: list[Text] = []
    for item in items:
        lines.append(Text())
        if isinstance(item, (b.Table, b.Steps, b.Timeline, b.Versus)):
            from tutor.show import tables

            yield _joined(lines, margin)
            yield from tables.block(item, room, margin)
            lines = []
        else:
            lines += _lines(item, min(room, MEASURE), tall)
    yield _joined([*lines, Text()], margin)


def _joined(lines: list[Text], margin: int) -> Text:
    """Return lines as one Text, since printing each costs Rich a tenth of a millisecond."""
    for line in lines:
        line.pad_left(margin)
    return Text("\n").join(lines)


def _lines(item: b.Block, width: int, tall: bool) -> Iterator[Text]:
    match item:
        case b.Title(text=text, summary=summary):
            yield from wrap(Text(text, "title"), width)
            if summary:
                yield from wrap(styled(summary, "summary"), width)
        case b.Heading(text=text):
            rule = max(width - cell_len(text) - 1, 0)
            yield from wrap(Text.assemble((text, "heading"), " ", ("─" * rule, "rule")), width)
        case b.Prose(markdown=markdown):
            yield from _prose(markdown, width, tall)
        case b.Picture():
            yield from _picture(item, width)
        case b.Note(markdown=markdown):
            yield from wrap(styled(markdown, "notice"), width)
        case b.Entries(items=entries):
            yield from _entries(entries, width)
        case b.Tree():
            yield from _tree(item, width)
            if item.key:
                yield from [Text(), *wrap(styled(item.key, "note"), width)]
        case b.Links(items=links):
            yield from _links(links, width)
        case b.Working():
            yield from _working(item, width)
        case b.Curves() | b.Heat():
            from tutor.show import curves

            yield from curves.curves(item, width) if isinstance(item, b.Curves) else curves.heat(item, width)
        case b.Choices(items=options, signs=signs):
            marks = [f"{sign:<{SIGN_ROOM}}" for sign in signs] or [""] * len(options)
            for mark, (letter, text) in zip(marks, options, strict=True):
                yield from hang(Text(f"{mark}{letter}) ", "letter"), styled(text), width)


def _prose(markdown: str, width: int, tall: bool) -> Iterator[Text]:
    previous: prose.Prose | None = None
    for item in prose.parse(markdown):
        listed = isinstance(item, prose.Paragraph) and item.marker
        if previous is not None and not (listed and isinstance(previous, prose.Paragraph) and previous.marker):
            yield Text("")
        if isinstance(item, prose.Display):
            yield from _display(item, width, tall)
        elif item.marker:
            marker = "• " if item.marker == "-" else f"{item.marker} "
            yield from hang(Text(marker, "letter"), runs_text(item.runs), width)
        else:
            yield from wrap(runs_text(item.runs), width)
        previous = item


def _display(item: prose.Display, width: int, tall: bool) -> Iterator[Text]:
    indent = Text(" " * (4 if width >= NARROW - 2 * MARGIN else 2))
    for lines in _set(item.latex, tall):
        fits = max(map(cell_len, lines)) + indent.cell_len <= width
        if fits:
            yield from (Text.assemble(indent, (line, "math")) for line in lines)
            break
    if item.reading or not fits:
        yield from hang(indent, styled(item.reading or item.latex, "reading"), width)


def _set(latex: str, tall: bool) -> Iterator[Sequence[str]]:
    """The ways in which a formula can be set, the best first."""
    try:
        lines = rows(latex)
        if tall or len(lines) == 1:
            yield lines
        yield [flat(latex)]
    except FormulaError:
        yield [latex]


def _working(item: b.Working, width: int) -> Iterator[Text]:
    indent = Text("    ")
    yield Text(item.name, "heading")
    for line in (item.formula, item.inplace):
        if line.text:
            yield from hang(indent, _lit(line), width)
    for result in item.results:
        yield from hang(Text(f"  {NEXT} ", "letter"), Text(result, "value"), width)
    for number, row in enumerate(item.value.split("\n") if item.value else []):
        yield from hang(Text("    " if number else "  = ", "letter"), Text(row, "value"), width)
    if item.sentence:
        yield Text("")
        yield from wrap(styled(item.sentence), width)


def _lit(line: b.Lit) -> Text:
    text = Text(line.text, "note")
    for style, places in (("done", line.done), ("now", line.now)):
        for start, end in places:
            text.stylize(style, start, end)
    return text


def _picture(item: b.Picture, width: int) -> Iterator[Text]:
    lines = item.art.rstrip("\n").split("\n")
    if max(map(cell_len, lines)) > width:
        yield from wrap(Text(item.says, "reading"), width)
    else:
        yield from (Text(line, "picture") for line in lines)


def _entries(items: Sequence[b.Entry], width: int) -> Iterator[Text]:
    apart = any(item.body for item in items)
    for number, item in enumerate(items):
        if number and apart:
            yield Text("")
        style = item.style or ("strong" if item.body else "")
        yield from hang(Text(f"{item.sign or '•'} ", item.style or "letter"), styled(item.term, style), width)
        if item.body:
            yield from hang(Text("  "), styled(item.body), width)
        if item.detail:
            yield from hang(Text("  "), styled(item.detail, "note"), width)


def _tree(tree: b.Tree, width: int) -> Iterator[Text]:
    rails: list[str] = []  # of each depth: a line while more of the same parent follows
    for number, item in enumerate(tree.items):
        last = tree.last(number)
        before = "".join(rails[: item.depth - 1])
        rails[max(item.depth - 1, 0) :] = ["  " if last else "│ "] if item.depth else []
        after = "".join(rails) + (
            "│ " if number + 1 < len(tree.items) and tree.items[number + 1].depth > item.depth else "  "
        )
        own = ("└ " if last else "├ ") if item.depth else ""
        yield from _branch(item, Text.assemble((before + own, "border")), Text.assemble((after, "border")), width)


def _branch(item: b.Branch, first: Text, others: Text, width: int) -> Iterator[Text]:
    room = width - others.cell_len
    sign = Text(f"{item.sign} " if item.sign else "", "letter")
    lines = wrap(Text.assemble(sign, styled(item.text)), room) + (
        wrap(styled(item.detail, "note"), room) if item.detail else []
    )
    yield from (first + line if not number else others + line for number, line in enumerate(lines))


def _links(items: Sequence[b.Link], width: int) -> Iterator[Text]:
    longest = max(cell_len(item.command) for item in items)
    beside = longest + min(max(cell_len(item.purpose) for item in items), PURPOSE) + 4 <= width
    for item in items:
        command = Text(item.command, "code")
        if beside:
            space = " " * (longest - command.cell_len + 2)
            marker = Text.assemble((f"{NEXT} ", "letter"), command, space)
            yield from hang(marker, Text(item.purpose, "note"), width)
        else:
            yield from hang(Text(f"{NEXT} ", "letter"), command, width)
            yield from hang(Text("  "), Text(item.purpose, "note"), width)
