"""A screen as a file: .svg, .html or .txt, readable without a network."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from tutor.show import text
from tutor.show.blocks import Block
from tutor.show.theme import THEME

KINDS = (".svg", ".html", ".txt")

_FONT_FACE = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)  # Rich's fonts come from a server
_RUN = re.compile(r'(<text [^>]*?x=")([\d.]+)(" y="[\d.]+" textLength=")[\d.]+("[^>]*>)([^<]*)(</text>)')
_PIECE = re.compile(
    "[\u2e80-\uffe6\U0001f300-\U0003fffd]| +|[^ \u2e80-\uffe6\U0001f300-\U0003fffd]+(?: [^ \u2e80-\uffe6]+)*"
)
_CHAR = 12.2  # Rich's width of one column, in its own units


def saved(items: Sequence[Block], width: int, kind: str, title: str) -> str:
    """Return a screen as the content of a file of `kind` (one of KINDS)."""
    return drawn(text.screen(items, width), width, kind, title)


def drawn(parts: Iterable[RenderableType], width: int, kind: str, title: str) -> str:
    """Return what Rich has set already, `width` columns wide, as the content of a file of `kind` (one of KINDS)."""
    console = Console(
        theme=THEME, file=StringIO(), record=True, width=width, force_terminal=True, color_system="truecolor"
    )
    for part in parts:
        if isinstance(part, Text):
            console.print(part, no_wrap=True, overflow="ignore", crop=False, highlight=False)
        else:
            console.print(part, highlight=False)
    if kind == ".html":
        return console.export_html()
    if kind == ".svg":
        return _wide_runs(console.export_svg(title=title, code_format=_offline()))
    return "\n".join(line.rstrip() for line in console.export_text().split("\n"))


def kind_of(path: Path) -> str:
    """Return the kind of file, or an empty string for one that we do not write."""
    suffix = path.suffix.lower()
    return suffix if suffix in KINDS else ""


def _offline() -> str:
    from rich._export_format import CONSOLE_SVG_FORMAT

    plain = _FONT_FACE.sub("", CONSOLE_SVG_FORMAT).replace("<!-- Generated with Rich https://www.textualize.io -->", "")
    return plain.replace("Fira Code, monospace", "'DejaVu Sans Mono', 'Noto Sans Mono CJK TC', monospace")


def _wide_runs(svg: str) -> str:
    """Put every wide character at its own column.

    Rich counts characters, not columns (Textualize/rich#2742); viewers differ in the width of a Chinese glyph, and some
    drop the spaces that a run begins with. A run is therefore cut into pieces that say where they stand.
    """

    def mended(match: re.Match[str]) -> str:
        text = html.unescape(match[5]).replace("\xa0", " ")
        x, parts = float(match[2]), []
        for piece in _PIECE.findall(text):
            width = _CHAR * cell_len(piece)
            if piece.strip():
                shown = html.escape(piece, quote=False).replace(" ", "&#160;")
                parts.append(f"{match[1]}{x:g}{match[3]}{width:g}{match[4]}{shown}{match[6]}")
            x += width
        return "".join(parts)

    return _RUN.sub(mended, svg)
