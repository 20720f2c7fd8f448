"""Show: what the other rooms know -> screens. It prints nothing and computes nothing.

A screen is a list of *blocks* (`blocks.py`); `text.py`, `plain.py` and `markdown.py` decide once how each block
looks. `theme.py` is the one look, `wrap.py` breaks lines, `prose.py` reads content's Markdown, `formula.py` sets
LaTeX. The other files are screens: `lesson.py`, `compare.py`, `demo.py`, `lab.py`, `quiz.py`, `status.py`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.show.checking import check
    from tutor.show.checking import screen as check_screen

__all__ = ["check", "check_screen"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("tutor.show.checking"), {"check": "check", "check_screen": "screen"}[name])
