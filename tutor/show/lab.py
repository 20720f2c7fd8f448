"""The screens of `tutor lab NAME`: one claim with what was measured, and the same as data. (The list: `ledger.py`.)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tutor.lab import Lab, SettingError, Verdict
from tutor.lab.board import Board
from tutor.library import Interface
from tutor.library.interface import fill
from tutor.library.model import LabWords
from tutor.show import blocks as b
from tutor.show.document import jsonable
from tutor.show.lab_figures import expects, figure, picture, setting, settings, table
from tutor.show.theme import HINT, PARTLY, RIGHT, WRONG

SIGNS = {
    "holds": (RIGHT, "right"),
    "mixed": (PARTLY, "partly"),
    "does not hold": (WRONG, "wrong"),
    "not decided": (HINT, "letter"),
}
MOST_LINKS = 4
_SLOT = re.compile(r"\{(\w+)\}")


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
