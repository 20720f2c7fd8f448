"""A screen for terminals that know only ASCII, or draw some symbols twice as wide. Chinese stays Chinese."""

from __future__ import annotations

import unicodedata

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


def to_ascii(text: str) -> str:
    """Return `text` with every symbol that has an ASCII form in that form; wide characters stay."""
    return "".join(char if char.isascii() else _one(char) for char in text)


def _one(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if unicodedata.east_asian_width(char) in "WF":
        return char
    plain = unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in plain if part.isascii())
    return kept or "?"
