"""The part of Markdown that content uses -> blocks with styled runs.

Not markdown-it-py (which comes with Rich): importing rich.markdown costs 45 ms of every start, its emphasis rules
refuse `*到這裡為止：*正` next to Chinese punctuation, and it knows no formulas.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from rich.cells import get_character_cell_size

from tutor.library.record import record

Run = tuple[str, str]  # (style, text); style is "", "strong", "em", "code" or "math" (its text is LaTeX)

_OPENS = re.compile(
    r"(\*\*)(?=\S)|(\*)(?=[^\s*])|`([^`]+)`|\$([^$\n]+)\$"
)  # emphasis may open, or code, a formula whole
_STYLES = ("strong", "em", "code", "math")
_ITEM = re.compile(r"(-|\d{1,3}\.)\s+")


@record
class Paragraph:
    """Running text; `marker` is "-" or "1." for an item of a list."""

    runs: list[Run]
    marker: str = ""


@record
class Display:
    """A formula on a line of its own and its one-line reading (empty where the author forgot it)."""

    latex: str
    reading: str


Prose = Paragraph | Display


def parse(markdown: str) -> list[Prose]:
    """Return the blocks of a text, in order."""
    blocks: list[Prose] = []
    lines: list[str] = []
    marker = ""

    def flush() -> None:
        nonlocal lines, marker
        if lines:
            blocks.append(Paragraph(runs(_join(lines)), marker))
        lines, marker = [], ""

    for line in markdown.splitlines():
        text = line.strip()
        item = _ITEM.match(text)
        if text.startswith("$$") and text.endswith("$$") and len(text) > 4:
            flush()
            blocks.append(Display(text[2:-2].strip(), ""))
        elif text.startswith(": ") and not lines and blocks and isinstance(blocks[-1], Display):
            blocks[-1] = Display(blocks[-1].latex, text[2:].strip())
        elif not text:
            flush()
        elif item:
            flush()
            marker, lines = item[1], [text[item.end() :]]
        else:
            lines.append(text)
    flush()
    return blocks


def reflow(text: str) -> str:
    """Return a text of several lines as one line, without a space between Chinese characters."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return _join(lines) if lines else ""


def _join(lines: list[str]) -> str:
    joined = lines[0]
    for line in lines[1:]:
        joined += ("" if _glued(joined[-1], line[0]) else " ") + line
    return joined


def _glued(before: str, after: str) -> bool:
    wide_before, wide_after = get_character_cell_size(before) == 2, get_character_cell_size(after) == 2
    mark = (wide_before and not before.isalnum()) or (wide_after and not after.isalnum())
    return mark or (wide_before and wide_after)


def runs(text: str, style: str = "") -> list[Run]:
    """Split one paragraph into styled runs; emphasis may hold code and formulas."""
    result: list[Run] = []
    closings: dict[str, list[int]] = {}
    at = look_from = 0
    while match := _OPENS.search(text, look_from):
        kind, inner, end = _STYLES[(match.lastindex or 1) - 1], match[match.lastindex or 0], match.end()
        if kind in ("strong", "em"):
            mark = inner
            close = _closing(text, mark, end + 1, closings)
            if close is None:
                look_from = match.start() + 1
                continue
            inner, end = text[end:close], close + len(mark)
        if match.start() > at:
            result.append((style, text[at : match.start()]))
        result += runs(inner, kind) if kind in ("strong", "em") and not style else [(kind, inner)]
        at = look_from = end
    if at < len(text):
        result.append((style, text[at:]))
    return result


def _closing(text: str, mark: str, start: int, known: dict[str, list[int]]) -> int | None:
    """Return where the first `mark` that can close stands from `start` on. They are looked for once a text: a pattern
    that looks for each mark's own would read the rest of the text for each that none closes.
    """
    if mark not in known:
        known[mark] = [found.start() for found in re.finditer(rf"(?<=\S)(?={re.escape(mark)})", text)]
    number = bisect_left(known[mark], start)
    return known[mark][number] if number < len(known[mark]) else None
