"""Content's text, made harmless in a Markdown document that is shown elsewhere: no HTML, no links, no fences.

Our own Markdown has none of them (see `prose.py`), but what reads the document has. Signs become entities, never
escapes: a backslash in the text would turn an escape around. In a formula, where an entity would be shown, a space
takes the sign its meaning.
"""

from __future__ import annotations

import re

_ENTITIES = {"<": "&lt;", "&": "&amp;", "(": "&#40;", ":": "&#58;", "~": "&#126;", "`": "&#96;"}
_MEANS_MORE = re.compile(  # a tag, an entity, a link or what it leads to, a fence
    r"<(?=[a-zA-Z/!?])|&(?=#?\w+;)|(?<=\])[(:]|~(?=~~)|`(?=``)"
)
_IN_FORMULA = re.compile(r"<(?=[a-zA-Z/!?])|\](?=[(:])")
_CODE_OR_FORMULA = re.compile(r"(`[^`\n]+`|\$\$[^\n]+?\$\$|\$[^$\n]+\$)")


def inert(markdown: str) -> str:
    """Return one paragraph of the content's, or several, as Markdown that is nothing but emphasis, lists, code and
    formulas. Code stays as it is where every reader finds it in the same places.
    """
    pieces = _CODE_OR_FORMULA.split(markdown)  # every other one is code or a formula
    rest = "".join(piece for piece in pieces if not _is_code(piece))
    sure = not ("`" in rest or "``" in markdown or "\\`" in markdown)
    return "".join(_inert(piece, sure=sure) for piece in pieces)


def fence(text: str) -> str:
    """Return a fence that nothing in `text` closes."""
    return "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))


def _is_code(piece: str) -> bool:
    return piece[:1] == piece[-1:] == "`" and len(piece) > 2


def _inert(piece: str, *, sure: bool) -> str:
    if _CODE_OR_FORMULA.fullmatch(piece):
        if not _is_code(piece):
            return _IN_FORMULA.sub(r"\g<0> ", piece)
        if sure:
            return piece
    return _MEANS_MORE.sub(lambda found: _ENTITIES[found[0]], piece)
