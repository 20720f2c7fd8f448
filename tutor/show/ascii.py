"""A screen for terminals that know only ASCII, or draw some symbols twice as wide. Chinese stays Chinese."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len

_SIGNS = {
    **dict.fromkeys("─━╶╴╌┄", "-"),
    **dict.fromkeys("│┃╎", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╰╯╭╮╔╗╚╝┸┰", "+"),
    **dict.fromkeys("▶►→⟶⇒", ">"),
    **dict.fromkeys("◀◄←", "<"),
    **dict.fromkeys("▲↑△", "^"),
    **dict.fromkeys("▼↓▽", "v"),
    **dict.fromkeys("−–—‐⁻₋╸", "-"),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("·⋅•∙", "*"),
    "✓": "+",
    "✗": "x",
    "§": "sec. ",
    "×": "x",
    "÷": "/",
    "±": "+-",
    "∣": "|",
    "⊤": "T",
    "ᐟ": "/",
    "░": ".",
    "╱": "/",
    "╲": "\\",
    "╳": "X",
    "▐": ")",
    "\u0302": "hat",
    "\u0304": "bar",
    "\u0305": "",  # the roof of a root, which the name says
    "…": "...",
    "●": "#",
    "○": ".",
    "▸": ">",
    "⊙": "*",
    "√": "sqrt",
    "≈": "~",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "∞": "inf",
    **dict(zip("▏▎▍▌▋▊▉", "1234567", strict=True)),
    "▁": "1",
    "▂": "2",
    "▃": "3",
    "▄": "4",
    "▅": "5",
    "▆": "6",
    "▇": "7",
    "█": "8",
    "‖": "||",
    "∥": "||",
    "∂": "d",
    "∑": "sum",
    "∏": "prod",
    "Σ": "sum",
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "eps",
    "ϵ": "eps",
    "θ": "theta",
    "λ": "lambda",
    "ϕ": "phi",
    "ᵧ": "gamma",
    "Δ": "Delta",
    "Π": "Pi",
    "μ": "mu",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "é": "e",
    "ö": "o",
    "ü": "u",
    "ä": "a",
}


_SUB, _SUPER = (
    "\u2080-\u209c\u1d62-\u1d6a\u2c7c",
    "\u00b2\u00b3\u00b9\u2070-\u207f\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d61",
)
_RUN = re.compile(rf"[{_SUB}]+|[{_SUPER}]+|\S[\u0302\u0304]| {{2,}}|.", re.DOTALL)
_SIMPLE = re.compile(r"-?\w+")


def to_ascii(text: str) -> str:
    """Return `text` with every symbol that has an ASCII form in that form; wide characters stay.

    Scripts become ^2 and _(t-1); a name such as sigma, or a script, is set off from a letter that follows. What grows
    takes from the next gap, so that columns and drawings stand as they did.
    """
    return "\n".join(line if line.isascii() else _line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    done, apart, grown = "", False, 0
    for run in _RUN.findall(line):
        if run.startswith("  "):
            taken = min(grown, len(run) - 1)
            done, grown, apart = done + run[taken:], grown - taken, False
            continue
        plain = run if run.isascii() else _script(run) or "".join(map(_one, run))
        gap = apart and done[-1:].isalnum() and plain[:1].isalnum()
        done += " " * gap + plain
        grown += gap + len(plain) - cell_len(run) if plain.isascii() else 0
        apart = plain != run and len(plain) > 1
    return done


def _script(run: str) -> str:
    """A sub- or superscript behind its sign; empty for anything else."""
    kind = unicodedata.decomposition(run[0]).partition(" ")[0]
    sign = {"<sub>": "_", "<super>": "^"}.get(kind, "")
    inner = "".join(map(_one, run))
    return sign and sign + (inner if _SIMPLE.fullmatch(inner) else f"({inner})")


def _one(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if unicodedata.east_asian_width(char) in "WF":
        return char
    plain = unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in plain if part.isascii())
    return kept or "?"
