"""Blocks -> plain text: no box drawing, no colour, no bars, no two-dimensional formulas. It is what a screen reader
reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text

from tutor.show import blocks as b
from tutor.show import prose
from tutor.show.formula import FormulaError, inline
from tutor.show.numbers import UNITS, power, short
from tutor.show.wrap import wrap


def screen(items: Sequence[b.Block], width: int) -> str:
    """Return the whole screen as lines of at most `width` columns, each block after an empty line."""
    return "\n\n".join("\n".join(_block(item, width)) for item in items) + "\n"


def line_of(markdown: str) -> str:
    """Return one paragraph of Markdown without its marks; formulas set in a line, else as LaTeX."""
    return _runs(prose.runs(prose.reflow(markdown)))


def _runs(runs: Sequence[prose.Run]) -> str:
    return "".join(_math(text) if kind == "math" else text for kind, text in runs)


def _math(latex: str) -> str:
    try:
        return inline(latex)
    except FormulaError:
        return latex


def fold(text: str, width: int, hang: str = "") -> Iterator[str]:
    """Yield a text in lines of at most `width` columns, the later ones behind `hang`."""
    lines = [line.plain for line in wrap(Text(text), width - len(hang))]
    for number, line in enumerate(lines):
        yield (hang + line if number else line).rstrip()


def _block(item: b.Block, width: int) -> Iterator[str]:
    match item:
        case b.Title(text=text, summary=summary):
            yield from fold(text, width)
            if summary:
                yield from fold(line_of(summary), width)
        case b.Heading(text=text, says=says):
            yield from fold(says or text, width)
        case b.Prose(markdown=markdown):
            yield from _prose(markdown, width)
        case b.Picture(says=says):
            yield from fold(says, width)
        case b.Note(markdown=markdown):
            yield from fold(line_of(markdown), width)
        case b.Entries(items=entries):
            for entry in entries:
                sign = f"{entry.sign} " if entry.sign else "- "
                yield from fold(sign + line_of(entry.term), width, "  ")
                for text in (entry.body, entry.detail):
                    if text:
                        yield from ("  " + line for line in fold(line_of(text), width - 2))
        case b.Tree(items=branches):
            for branch in branches:
                indent = "  " * branch.depth
                for text in (branch.text, f"  {branch.detail}" if branch.detail else ""):
                    yield from (indent + line for line in fold(line_of(text), width - len(indent), "  ") if text)
        case b.Links(items=links):
            for link in links:
                yield from fold(f"{link.command}: {link.purpose}", width, "  ")
        case b.Table():
            yield from _table(item.without_bars(), width)
        case b.Steps(items=steps, value_label=label):
            for step in steps:
                yield from _step(step, label, width)
        case b.Working():
            told = "\n".join([*item.results, *([item.value] if item.value else [])])
            step = b.StepLine(item.name, item.formula.text, item.inplace.text, told, item.sentence)
            yield from _step(step, "=" if item.value else "", width)
        case b.Timeline():
            yield from _timeline(item, width)
        case b.Versus(rows=aspects):
            for aspect in aspects:
                yield from fold(line_of(aspect.says), width, "  ")
        case b.Curves() | b.Heat():
            from tutor.show import curves

            for line in curves.told_curves(item) if isinstance(item, b.Curves) else curves.told_heat(item):
                yield from fold(line, width, "  ")
        case b.Choices(items=options):
            for letter, text in options:
                yield from fold(f"{letter}) {line_of(text)}", width, "   ")


def _prose(markdown: str, width: int) -> Iterator[str]:
    previous: prose.Prose | None = None
    for item in prose.parse(markdown):
        listed = isinstance(item, prose.Paragraph) and item.marker
        if previous is not None and not (listed and isinstance(previous, prose.Paragraph) and previous.marker):
            yield ""
        if isinstance(item, prose.Display):
            yield from fold("    " + (line_of(item.reading) or item.latex), width, "    ")
        else:
            marker = f"{item.marker} " if item.marker else ""
            yield from fold(marker + _runs(item.runs), width, " " * len(marker))
        previous = item


def _table(item: b.Table, width: int) -> Iterator[str]:
    for row in item.rows:
        said = [
            f"{name}: {line_of(cell)}" if name else line_of(cell)
            for name, cell in zip(item.columns, row, strict=True)
            if cell
        ]
        yield from fold("; ".join(said), width, "  ")


def _step(step: b.StepLine, label: str, width: int) -> Iterator[str]:
    yield from fold(f"{step.name}: {step.formula}", width, "  ")
    if step.inplace:
        yield from fold(f"  {step.inplace}", width, "  ")
    for line in step.value.split("\n") if step.value else []:
        yield from fold(f"  {label} {line}", width, "  ")
    if step.sentence:
        yield from fold(f"  {line_of(step.sentence)}", width, "  ")


def _timeline(item: b.Timeline, width: int) -> Iterator[str]:
    for t, row in zip(item.times, item.rows, strict=True):
        said = [
            f"{name} {_units(values, power if name in item.logs else short)}"
            for name, values in zip(item.columns, row, strict=True)
        ]
        yield from fold(f"t={t}: {'; '.join(said)}", width, "  ")
    if len(item.times) < item.of:
        yield f"… {item.of}"


def _units(values: Sequence[float], shown: Callable[[float], str]) -> str:
    more = f", … {len(values)}" if len(values) > UNITS else ""
    return ", ".join(shown(value).strip() for value in values[:UNITS]) + more
