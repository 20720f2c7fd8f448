"""What a screen is made of. A screen is a list of blocks; how a block looks on a terminal, in plain text or in
Markdown is decided once, in `text.py`, `plain.py` and `markdown.py`.
"""

from __future__ import annotations

from dataclasses import field

from tutor.library.record import record


@record
class Title:
    """The name of the screen and, under it, one line that says what it is."""

    text: str
    summary: str = ""


@record
class Heading:
    """Begins a part of a screen; `says` stands for it where bars and signs are not drawn."""

    text: str
    says: str = ""


@record
class Prose:
    """Markdown of the content's kind (see `prose.py`)."""

    markdown: str


@record
class Picture:
    """A diagram, and the sentence that stands for it where it does not fit or cannot be seen."""

    art: str
    says: str


@record
class Note:
    """A remark about the screen itself: a fallback, a limit."""

    markdown: str


@record
class Entry:
    """A term or claim with what is said about it; `sign` is ✓, ✗, → or empty and never the only carrier of meaning."""

    term: str
    body: str = ""
    sign: str = ""
    style: str = ""
    detail: str = ""


@record
class Entries:
    """A list of entries."""

    items: list[Entry]


@record
class Branch:
    """A line of a tree, `depth` below its root, and what is said about it; a parent comes before its children."""

    depth: int
    text: str
    detail: str = ""
    sign: str = ""


@record
class Tree:
    """Branches in the order in which they are drawn; `key` says what the signs mean, where they are seen."""

    items: list[Branch]
    key: str = ""

    def last(self, number: int) -> bool:
        """True if no later branch has the same parent."""
        depth = self.items[number].depth
        below = next((item.depth for item in self.items[number + 1 :] if item.depth <= depth), -1)
        return below < depth


@record
class Link:
    """A command to type next, and what for."""

    command: str
    purpose: str


@record
class Links:
    """Commands to go on with."""

    items: list[Link]


@record
class Table:
    """Rows of short cells under `columns` (empty names: no head). `numeric` columns are set to the right; `bars` are
    drawn, say nothing that a number beside them does not, and are left out where there is no room or nobody sees them.
    """

    columns: list[str]
    rows: list[list[str]]
    numeric: list[int] = field(default_factory=list)
    bars: list[int] = field(default_factory=list)

    def without_bars(self) -> Table:
        """Return the same without the columns that are drawn."""
        kept = [number for number in range(len(self.columns)) if number not in self.bars]
        rows = [[row[number] for number in kept] for row in self.rows]
        numeric = [place for place, number in enumerate(kept) if number in self.numeric]
        return Table([self.columns[number] for number in kept], rows, numeric)


@record
class StepLine:
    """One step of a demo: its formula, the formula with numbers in place, its value (empty where that told it), its
    sentence.
    """

    name: str
    formula: str
    inplace: str
    value: str
    sentence: str


@record
class Steps:
    """The steps of a demo; `value_label` stands before a value."""

    items: list[StepLine]
    value_label: str


@record
class Lit:
    """A line of mathematics of which some places, as (start, end), have been computed, and some are being computed."""

    text: str
    done: list[tuple[int, int]] = field(default_factory=list)
    now: list[tuple[int, int]] = field(default_factory=list)


@record
class Working:
    """One step while it is computed: formula, numbers in place, what came out part by part; then value and sentence."""

    name: str
    formula: Lit
    inplace: Lit
    results: list[str]
    value: str
    sentence: str


@record
class Timeline:
    """One row a time step, one column a quantity; a cell holds the numbers of all units.

    `times` says which time each row tells; there are `of` in all. `bars` names the columns with values in 0…1, `minor`
    those to leave out where there is no room; `logs` gives the columns whose bars are on a log scale their least and
    greatest value.
    """

    columns: list[str]
    rows: list[list[list[float]]]
    times: list[int]
    of: int
    bars: list[str]
    minor: list[str]
    logs: dict[str, tuple[float, float]] = field(default_factory=dict)

    def without_minor(self) -> Timeline:
        """Return the same without the columns that may be left out."""
        kept = [number for number, name in enumerate(self.columns) if name not in self.minor]
        rows = [[row[number] for number in kept] for row in self.rows]
        columns = [self.columns[number] for number in kept]
        return Timeline(columns, rows, self.times, self.of, self.bars, [], self.logs)


@record
class Choices:
    """Options of a question, each with its letter; `signs`, one an option, show what is marked and ticked."""

    items: list[tuple[str, str]]
    signs: list[str] = field(default_factory=list)


@record
class VersusRow:
    """One aspect of two things; `says` is the sentence that stands for the row where columns cannot be seen."""

    aspect: str
    first: str
    second: str
    says: str


@record
class Versus:
    """Two things side by side, under their names; where there is no room, one below the other."""

    first: str
    second: str
    rows: list[VersusRow]


@record
class Curve:
    """One curve: (step, value) in order; `note` stands beside it."""

    name: str
    points: list[tuple[int, float]]
    note: str = ""


@record
class Curves:
    """Curves below each other on one scale, `bottom` to `top`, over steps 0 to `of`. `level` is drawn as a dotted line;
    `labels` name it, the steps, and a value for those who cannot see: level, steps, value. `rows` is the height of one.
    """

    items: list[Curve]
    of: int
    bottom: float
    top: float
    level: float | None
    labels: tuple[str, str, str]
    log: bool = False
    rows: int = 4


@record
class Heat:
    """Rows of numbers as signs whose height and colour tell the size, `across` telling what the columns are. On a log
    scale if `log`. Three numbers of each row are written out, at the columns `told`. `label` names `across`.
    """

    rows: list[tuple[str, list[float]]]
    across: list[float]
    label: str
    told: list[int]
    log: bool = True


Block = (
    Title
    | Heading
    | Prose
    | Picture
    | Note
    | Entries
    | Tree
    | Links
    | Table
    | Steps
    | Working
    | Timeline
    | Choices
    | Versus
    | Curves
    | Heat
)
