"""A run of a lab while it runs: the picture as far as it is, and how far that is; in a pipe, one line."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from tutor.lab.board import Board
from tutor.library import Interface
from tutor.library.model import LabWords
from tutor.show import blocks as b
from tutor.show import curves
from tutor.show.lab_figures import ROWS, picture, variant
from tutor.show.numbers import power
from tutor.show.wrap import wrap

AROUND = 5  # lines of a live view beside the curves
LONGEST_BAR = 40
EARLY = 0.02  # of the whole, before which nobody can say how long it will take


def live(
    board: Board, words: LabWords | None, title: str, elapsed: float, size: tuple[int, int], say: Interface
) -> list[Text]:
    """Return the lines of a live view for a terminal of `size` columns and lines; never more than fit."""
    width, height = size
    lines = list(wrap(Text(title, "title"), width))
    lines += _picture(board, words, width, height - len(lines) - AROUND, say)
    lines += [Text(), *_bar(board, elapsed, width, say)]
    return lines[: max(height - 1, 1)]


def _picture(board: Board, words: LabWords | None, width: int, room: int, say: Interface) -> Iterator[Text]:
    """Yield curves as high as fit, from four rows a curve down to one, or none."""
    for rows in range(ROWS, 0, -1):
        drawn = picture(board, words, say, rows)
        if drawn is None:
            return
        lines = list(curves.curves(drawn, width) if isinstance(drawn, b.Curves) else curves.heat(drawn, width))
        if len(lines) <= room:
            yield Text()
            yield from lines
            return


def _bar(board: Board, elapsed: float, width: int, say: Interface) -> Iterator[Text]:
    part = board.part()
    said = _standing(board, elapsed, say)
    room = min(width - cell_len(said) - 2, LONGEST_BAR)
    full = round(max(room, 0) * part)
    bar = Text.assemble(("━" * full, "positive"), ("─" * (max(room, 0) - full), "border"))
    if room >= LONGEST_BAR // 4:
        yield Text.assemble(bar, "  ", (said, "note"))
    else:
        yield from wrap(Text(said, "note"), width)
    yield from wrap(Text(say("lab-stop-key"), "note"), width)


def _standing(board: Board, elapsed: float, say: Interface) -> str:
    part = board.part()
    said = say("lab-part", percent=f"{100 * part:.0f}", finished=board.finished(), wanted=len(board.order))
    if part < EARLY:
        return said
    left = math.ceil(elapsed * (1 - part) / part)
    return said + say("lab-left", seconds=left)


def line(board: Board, words: LabWords | None, elapsed: float, say: Interface) -> str:
    """Return one line for a log: which lab, how far, the trial heard last, how long still."""
    said = f"{board.lab.id}: {_standing(board, elapsed, say)}"
    latest = board.latest
    if latest is None:
        return said
    point = latest.point
    at = say("lab-at", variant=variant(latest.variant, words), seed=latest.seed, step=point.step, of=point.of)
    return f"{said} · {at}" + ("" if point.value is None else f", {power(point.value)}")
