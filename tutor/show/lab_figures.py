"""What a lab measured as a picture and a table, and its settings; what the screens and the live view share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from tutor.lab import Curve, Heatmap, Lab, Measure, limits
from tutor.lab.board import Board, curve, summary
from tutor.library import Interface
from tutor.library.model import LabWords
from tutor.show import blocks as b
from tutor.show.numbers import power

ROWS = 4  # of a curve
HEADROOM = 0.5  # rows above the level of guessing
OF_A_HEATMAP = 3  # numbers of a row that are written out


def picture(board: Board, words: LabWords | None, say: Interface, rows: int = ROWS) -> b.Curves | b.Heat | None:
    """Return the lab's picture as far as it can be drawn; None where there is nothing to draw."""
    drawn = board.lab.picture
    if isinstance(drawn, Curve):
        return _curves(board, drawn, words, say, rows)
    if isinstance(drawn, Heatmap):
        return _heat(board, drawn, words)
    return None


def _curves(board: Board, drawn: Curve, words: LabWords | None, say: Interface, rows: int) -> b.Curves | None:
    results, told = board.results(), summary(board.lab, board.results())
    own = {name: curve([r for r in results if r.variant == name]) for name in dict.fromkeys(v for v, _ in board.order)}
    values = [value for points in own.values() for _, value in points if math.isfinite(value)]
    if not values:
        return None
    level = drawn.chance(board.settings) if drawn.chance else None
    bottom, top = min(values), max([*values, level or 0])
    if level and not drawn.log and drawn.top is None:
        bottom, top = 0.0, min(top, level * rows / (rows - HEADROOM))
    elif not drawn.log:
        bottom, top = min(bottom, 0.0), drawn.top or top
    items = [
        b.Curve(variant(name, words), points, _note(board.lab, told.get(name, {}))) for name, points in own.items()
    ]
    of = max(point.of for result in results for point in result.points)
    name = words.measures.get(drawn.name, drawn.name) if words else drawn.name
    labels = (say("lab-guessing"), say("lab-steps"), name)
    return b.Curves(items, of, bottom, top, level, labels, drawn.log, rows)


def _note(lab: Lab, told: Mapping[str, Any]) -> str:
    """Return the first two things that a variant came to, beside its curve."""
    first = list(lab.measures.items())[:2]
    return " · ".join(together(measure, told[name]) for name, measure in first if told.get(name) is not None)


def _heat(board: Board, drawn: Heatmap, words: LabWords | None) -> b.Heat | None:
    told = summary(board.lab, board.results())
    rows = [(variant(name, words), own[drawn.measure]) for name, own in told.items() if own.get(drawn.measure)]
    across = list(drawn.across(board.settings))
    if not rows or not across:
        return None
    shown = [place * (len(across) - 1) // (OF_A_HEATMAP - 1) for place in range(OF_A_HEATMAP)]
    name = words.measures.get(drawn.name, drawn.name) if words else drawn.name
    return b.Heat(rows, across, name, sorted(set(shown)), drawn.log)


def variant(name: str, words: LabWords | None) -> str:
    """Return the name of a variant; a variant made of settings has no words and stands as it is."""
    return words.variants.get(name, name) if words else name


def table(board: Board, words: LabWords | None) -> b.Table:
    """Return a row a variant, a column a measure; in brackets what was expected."""
    named = words.measures if words else {}
    shown = {name: measure for name, measure in board.lab.measures.items() if measure.summary != "list"}
    rows = []
    for name, own in summary(board.lab, board.results()).items():
        expected = board.lab.expected.get(name, {}) if expects(board) else {}
        cells = [
            together(measure, own[key]) + (f" ({figure(expected[key])})" if key in expected else "")
            for key, measure in shown.items()
        ]
        rows.append([variant(name, words), *cells])
    columns = ["", *(named.get(name, name) for name in shown)]
    return b.Table(columns, rows, list(range(1, len(columns))))


def expects(board: Board) -> bool:
    """True if the lab says what to expect of this run: at its own settings, whatever the number of seeds."""
    own = {name: wanted.default for name, wanted in board.lab.settings.items()}
    return dict(board.settings) == own and any(board.lab.expected.get(name) for name, _ in board.order)


def together(measure: Measure, value: Any) -> str:
    """Write what a measure came to over the seeds: 3/4, 500–600, 0.0071."""
    if value is None:
        return figure(None)
    if measure.summary == "count":
        return "/".join(map(figure, value))
    if measure.summary == "range":
        return "–".join(dict.fromkeys(map(figure, value)))
    return figure(value)


def settings(board: Board, words: LabWords | None) -> b.Block:
    """Return what can be set, a line each: its value, what it may be, what it is."""
    said = words.settings if words else {}
    own = board.lab.settings.items()
    rows = [
        [f"`{name}={setting(board.settings[name])}`", f"{said.get(name, '')} ({limits(wanted)})".lstrip()]
        for name, wanted in own
    ]
    return b.Table(["", ""], rows)


def setting(value: Any) -> str:
    """Write a setting as it is typed after --set."""
    if isinstance(value, tuple):
        return ",".join(map(setting, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def figure(value: Any) -> str:
    """Write one figure: text as it is, numbers in few columns, a dash where there is none."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    return str(value) if isinstance(value, int) else power(value)
