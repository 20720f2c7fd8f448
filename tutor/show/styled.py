"""Markdown of one paragraph -> one Rich Text, and a Text behind a marker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from tutor.show import prose
from tutor.show.formula import FormulaError, inline
from tutor.show.wrap import wrap


def hang(marker: Text, body: Text, width: int) -> Iterator[Text]:
    """Yield the lines of `body` behind `marker`, with the later ones below the first."""
    indent = marker.cell_len
    for number, line in enumerate(wrap(body, width - indent)):
        yield Text.assemble(Text(" " * indent) if number else marker, line)


def styled(markdown: str, style: str = "") -> Text:
    """Return one paragraph of Markdown as a Text."""
    return runs_text(prose.runs(prose.reflow(markdown)), style)


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
