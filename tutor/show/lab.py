"""The screens of `tutor lab`: the ledger of claims, and one claim with what was measured."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tutor.lab import Curve, Heatmap, Lab, Measure, SettingError, Verdict, limits
from tutor.lab.board import Board, curve, summary
from tutor.library import Interface
from tutor.library.interface import fill
from tutor.library.model import LabWords
from tutor.progress import Kept
from tutor.show import blocks as b
from tutor.show.demo import jsonable
from tutor.show.numbers import power
from tutor.show.theme import HINT, PARTLY, RIGHT, WRONG

SIGNS = {
    "holds": (RIGHT, "right"),
    "mixed": (PARTLY, "notice"),
    "does not hold": (WRONG, "wrong"),
    "not decided": (HINT, "letter"),
}
ROWS = 4  # of a curve
HEADROOM = 0.5  # rows above the level of guessing
MOST_LINKS = 4
_SLOT = re.compile(r"\{(\w+)\}")
OF_A_HEATMAP = 3  # numbers of a row that are written out


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One run of a lab, and how it ended. `own` is True at the lab's own settings and number of seeds."""

    board: Board
    verdict: Verdict
    seconds: float
    own: bool
    interrupted: bool = False

    @property
    def lab(self) -> Lab:
        """What was run."""
        return self.board.lab


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One line of the ledger: a lab, its words, and its last verdict at its own settings."""

    lab: Lab
    words: LabWords | None
    last: Kept | None


def ledger(rows: Sequence[Row], say: Interface) -> list[b.Block]:
    """Return every claim with its source, its last verdict and what it costs."""
    entries = []
    for row in rows:
        title, claim = (row.words.title, row.words.claim) if row.words else (row.lab.id, "")
        sign, style = SIGNS.get(row.last.verdict, (HINT, "letter")) if row.last else ("", "")
        last = say("lab-last", verdict=word(row.last.verdict, say), day=row.last.time[:10]) if row.last else ""
        cost = say("lab-cost", seconds=f"{row.lab.cost:g}")
        detail = " · ".join(filter(None, (last or say("lab-never"), cost, row.lab.source)))
        entries.append(b.Entry(f"`{row.lab.id}` · {title}", claim, sign, style, detail))
    links = [b.Link(f"tutor lab {row.lab.id}", say("link-lab")) for row in rows[:1]]
    links.append(b.Link("tutor lab --all", say("link-lab-all", seconds=f"{sum(row.lab.cost for row in rows):.0f}")))
    return [b.Title(say("lab-title"), say("lab-summary")), b.Entries(entries), b.Links(links)]


def ledger_data(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Return the ledger as JSON has it."""
    return [
        {
            "lab": row.lab.id,
            "title": row.words.title if row.words else row.lab.id,
            "claim": row.words.claim if row.words else "",
            "source": row.lab.source,
            "verdict": row.last.verdict if row.last else None,
            "time": row.last.time if row.last else None,
            "cost": row.lab.cost,
        }
        for row in rows
    ]


def screen(outcome: Outcome, words: LabWords | None, titles: Mapping[str, str], say: Interface) -> list[b.Block]:
    """Return one claim: its verdict, the picture, the figures beside those expected, the reading, what it rests on.

    `titles` gives the title of each topic that the claim is of.
    """
    lab = outcome.lab
    title = b.Title(words.title, words.claim) if words else b.Title(lab.id)
    items: list[b.Block] = [title, verdict_line(outcome, say)]
    drawn = picture(outcome.board, words, say)
    if drawn:
        items += [drawn] if words is None or not words.picture else [drawn, b.Prose(words.picture)]
    figures = table(outcome.board, words)
    if figures.rows:
        items += [figures, b.Prose(say("lab-brackets"))] if expects(outcome.board) else [figures]
    items.append(b.Prose(reading(outcome.verdict, words, say)))
    if words:
        items += [b.Heading(say("lab-heading-expected")), b.Prose(words.expected)]
        items += [b.Heading(say("lab-heading-decided")), b.Prose(words.decided)]
        items += [b.Heading(say("heading-notice")), b.Prose(words.notice)]
    items += [b.Heading(say("lab-heading-settings")), settings(outcome.board, words)]
    if not outcome.own:
        items.append(b.Note(say("lab-own-settings")))
    links = [b.Link(f"tutor lab {lab.id} --predict", say("link-lab-predict"))]
    links += [b.Link(f"tutor explain {topic}", title) for topic, title in list(titles.items())[:MOST_LINKS]]
    sources: list[b.Block] = [b.Heading(say("heading-sources")), b.Entries([b.Entry(lab.source)])]
    return [
        *items,
        b.Heading(say("heading-next")),
        b.Links([*links, b.Link("tutor lab", say("link-ledger"))]),
        *sources,
    ]


def verdict_line(outcome: Outcome, say: Interface, name: str = "") -> b.Block:
    """Return the verdict in a word, with the seeds and seconds behind it."""
    sign, style = SIGNS[outcome.verdict.word]
    behind = say("lab-behind", seeds=outcome.board.seeds, seconds=f"{outcome.seconds:.1f}")
    said = f"{name} {word(outcome.verdict.word, say)}"
    return b.Entries([b.Entry(said.strip(), behind, sign, style)])


def word(verdict: str, say: Interface) -> str:
    """Return a verdict in the reader's language; one that we do not know decides nothing."""
    known = verdict in SIGNS
    return say(f"lab-{verdict.replace(' ', '-')}") if known else say("lab-not-decided")


def reading(verdict: Verdict, words: LabWords | None, say: Interface) -> str:
    """Return the paragraph that tells what came out, with the verdict's figures in it."""
    figures = {name: figure(value) for name, value in verdict.figures.items()}
    key = verdict.reading or verdict.word.replace(" ", "-")
    if key == "stopped":
        return say("lab-stopped", **figures)
    text = words.readings.get(key, "") if words else ""
    absent = dict.fromkeys(_SLOT.findall(text), say("lab-not-run"))  # a variant that these settings leave out
    return fill(text, absent | figures) or "; ".join(f"{name}: {value}" for name, value in figures.items())


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


def data(outcome: Outcome, words: LabWords | None, say: Interface) -> dict[str, object]:
    """Return CONTRACT's JSON of one run."""
    lab, board = outcome.lab, outcome.board
    return {
        "lab": lab.id,
        "claim": words.claim if words else "",
        "source": lab.source,
        "settings": {name: list(v) if isinstance(v, tuple) else v for name, v in board.settings.items()},
        "seeds": board.seeds,
        "measurements": measurements(board),
        "expected": {name: dict(own) for name, own in lab.expected.items()},
        "verdict": outcome.verdict.word,
        "reading": reading(outcome.verdict, words, say),
        "seconds": round(outcome.seconds, 3),
    }


def measurements(board: Board) -> list[dict[str, object]]:
    """Return an object a trial; `finished` is false where it was stopped, and then nothing was measured."""
    rows: list[dict[str, object]] = []
    for result in board.results():
        told = {name: jsonable(value) for name, value in (result.measured or {}).items()}
        rows.append({"variant": result.variant, "seed": result.seed, "finished": result.measured is not None, **told})
    return rows


def table_rows(board: Board) -> list[dict[str, object]]:
    """Return the measurements as rows of one shape; a list of numbers is left out, since a cell holds one."""
    names = [name for name, measure in board.lab.measures.items() if measure.summary != "list"]
    rows = measurements(board)
    return [{key: row.get(key) for key in ("variant", "seed", "finished", *names)} for row in rows]


def fault(lab: Lab, error: SettingError, say: Interface) -> str:
    """Return the sentence for a setting that a lab refuses, with the list of what can be set."""
    known = ", ".join(f"{name}={setting(wanted.default)}" for name, wanted in lab.settings.items())
    sentence = say(f"setting-{error.kind}", lab=lab.id, name=error.name, expected=error.expected, got=error.got)
    return sentence + ("" if error.kind == "unknown" else " " + say("setting-known", lab=lab.id, known=known))
