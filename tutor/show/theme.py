"""The one look: every style that a screen uses, by what it means. Colour is never the only carrier: a sign or a
number goes with it.
"""

from __future__ import annotations

from rich.theme import Theme

MEASURE = 84  # columns of prose that a reader's eye takes in one line; wider terminals leave the rest empty
MARGIN = 2
NARROW = 60  # below this, no margin, and tables become lists

RIGHT = "✓"
WRONG = "✗"
HINT = "?"
PARTLY = "≈"
NEXT = "→"
MARKED = "▸"
DONE = "●"
TO_DO = "○"
BARS = "▁▂▃▄▅▆▇█"

THEME = Theme(
    {
        "title": "bold",
        "summary": "italic",
        "heading": "bold cyan",
        "rule": "cyan",
        "strong": "bold",
        "em": "italic",
        "code": "bold magenta",
        "math": "cyan",
        "reading": "dim italic",
        "picture": "cyan",
        "note": "dim",
        "notice": "italic",  # yellow cannot be read on white
        "partly": "bold magenta",
        "right": "bold green",
        "wrong": "bold red",
        "claim": "red",  # what is not true is not the loudest thing on a page
        "letter": "bold cyan",
        "value": "bold",
        "done": "not dim bold",
        "now": "not dim bold underline cyan",
        "positive": "cyan",
        "negative": "magenta",
        "column": "bold",
        "border": "dim",
    },
    inherit=False,
)
