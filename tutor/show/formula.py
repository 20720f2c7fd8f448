"""LaTeX -> rows of Unicode, through TeXicode, the one place that knows it.

TeXicode answers some faults with an exception, some with a message where the formula should be, and an unknown
command with `?`: all of these are a FormulaError here. It sets `a=b+c` tight, so spaces are put around relations and
sums first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|[{}_^]|\s+|.", re.DOTALL)
_RELATIONS = {
    "=",
    r"\approx",
    r"\le",
    r"\ge",
    r"\ne",
    r"\leq",
    r"\geq",
    r"\neq",
    r"\in",
    r"\to",
    r"\odot",
    r"\cdot",
    r"\times",
    "<",
    ">",
}
_SIGNS = {"+", "-"}
_NAMES = {r"\ln", r"\log", r"\exp", r"\tanh", r"\max", r"\min"}
_ALIASES = {r"\leq": r"\le", r"\geq": r"\ge", r"\neq": r"\ne"}
_CLOSING = {")", "]", "}", ",", r"\|"}
_TALL = {r"\sum": r"\Sigma", r"\prod": r"\Pi"}
MAX_LENGTH = 400


class FormulaError(ValueError):
    """A formula that cannot be set; `str()` says which and why."""


def spaced(latex: str) -> str:
    """Put `~` around relations, products and two-sided signs, outside of sub- and superscripts."""
    result: list[str] = []
    scripts: list[bool] = [False]
    before = ""
    tokens = [token for token in _TOKEN.findall(latex) if not token.isspace()]
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token == "{":
            scripts.append(scripts[-1] or before in ("_", "^"))
        elif token == "}" and len(scripts) > 1:
            scripts.pop()
        two_sided = token in _SIGNS and before not in ("", "(", "{", "[", ",") and before not in _RELATIONS | _SIGNS
        if not scripts[-1] and before not in ("_", "^") and (token in _RELATIONS or two_sided):
            token = f"~{_ALIASES.get(token, token)} ~"
        elif token == "," and not scripts[-1]:
            token = ",~"
        elif token in _NAMES and (after[:1].isalnum() or after[:1] == "\\"):
            token = f"{token}~"
        elif token.startswith("\\") and after[:1].isalpha():
            token += " "
        result.append(token)
        before = tokens[at]
    return "".join(result)


@functools.lru_cache(maxsize=256)
def rows(latex: str) -> tuple[str, ...]:
    """Return the rows of a formula set in two dimensions, without a common margin. Raises FormulaError."""
    if len(latex) > MAX_LENGTH:
        raise FormulaError(f"{latex[:30]}… is longer than {MAX_LENGTH} characters")
    from texicode import arts
    from texicode.pipeline import render_tex_rows

    arts.font = arts.font_normal
    try:
        lines = [str(line).rstrip() for line in render_tex_rows(spaced(latex), False)]
    except Exception as error:  # TeXicode raises KeyError, IndexError and others for what it does not know
        raise FormulaError(f"{latex} cannot be set ({type(error).__name__})") from None
    if not lines or any("TeXicode:" in line or "?" in line for line in lines):
        raise FormulaError(f"{latex} has a command that cannot be set")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return tuple(line[margin:].rstrip() for line in lines)


def inline(latex: str) -> str:
    """Return a formula that sets in one row. Raises FormulaError for one that does not."""
    lines = rows(latex)
    if len(lines) != 1:
        raise FormulaError(f"{latex} needs {len(lines)} rows; put it on a line of its own between $$")
    return lines[0].replace("-", "−")


def flat(latex: str) -> str:
    """Return a formula in one row, with / for fractions and √( ) for roots. Raises FormulaError."""
    lines = rows(_flat([token for token in _TOKEN.findall(latex) if not token.isspace()]))
    if len(lines) != 1:
        raise FormulaError(f"{latex} needs {len(lines)} rows")
    return lines[0].replace("-", "−")


def _flat(tokens: Sequence[str]) -> str:
    done, at, scripted = "", 0, False
    while at < len(tokens):
        token, at = tokens[at], at + 1
        script = token in ("_", "^")
        if token == r"\frac":
            above, at = _group(tokens, at)
            below, at = _group(tokens, at)
            text = f"{_bracketed(above, products=True)}/{_bracketed(below)}"
            factor = at < len(tokens) and tokens[at] not in _SIGNS | _RELATIONS | _CLOSING
            done += f"({text})" if factor else text
        elif token == r"\sqrt":
            inner, at = _group(tokens, at)
            done += rf"\surd {_bracketed(inner)}"
        elif script:
            inner, at = _group(tokens, at)
            text = _script(token, _flat(inner).replace(r"\top", "T"))
            letter = at < len(tokens) and re.match(r"\\?[a-zA-Z]", tokens[at]) and tokens[at] not in _RELATIONS
            done += "{}" * scripted + text + "~" * bool(letter and text.startswith("\\"))
        else:
            done += _TALL.get(token, token) + " " * token.startswith("\\")
        scripted = script
    return done


def _group(tokens: Sequence[str], at: int) -> tuple[Sequence[str], int]:
    """What stands between the braces at `at`, or the one token there; and where it ends."""
    depth = 0
    for end in range(at, len(tokens)):
        depth += (tokens[end] == "{") - (tokens[end] == "}")
        if depth <= 0:
            return (tokens[at + 1 : end] if end > at else tokens[at : end + 1]), end + 1
    return tokens[at:], len(tokens)


def _bracketed(tokens: Sequence[str], products: bool = False) -> str:
    """What stands above or below a line or under a root, in brackets where it would fall apart without them."""
    atoms = at = 0
    while at < len(tokens):
        script = tokens[at] in ("_", "^")
        _, at = _group(tokens, at + script)
        atoms += not script and tokens[at - 1] != r"\partial"
    together = atoms < 2 or (products and not (_SIGNS | _RELATIONS - {r"\cdot"}) & set(tokens))
    return _flat(tokens) if together else f"({_flat(tokens)})"


def _script(sign: str, script: str) -> str:
    """A sub- or superscript; one that has no small letters stands behind its sign."""
    if len(rows(f"x{sign}{{{script}}}")) == 1:
        return f"{sign}{{{script}}}"
    return rf"\{sign}" + (script if len(script) == 1 else f"({script})")
