"""Formulas: set as TeXicode sets them, with room around relations, and refused where it cannot."""

from __future__ import annotations

import pytest

from tutor.show.formula import FormulaError, inline, rows


@pytest.mark.parametrize(
    ("latex", "seen"),
    [
        (r"c_t = f_t \odot c_{t-1} + i_t \odot g_t", "cₜ = fₜ ⊙ cₜ₋₁ + iₜ ⊙ gₜ"),
        (r"d_h \times d_x", "dₕ × dₓ"),
        (r"0.9^{50}", "0.9⁵⁰"),
        (r"x \in (-1, 1)", "x ∈ (−1, 1)"),
        (r"-x + y", "−x + y"),
        (r"W_x x_t", "Wₓxₜ"),
        (r"\|g\|", "∥g∥"),
    ],
)
def test_inline_formulas_set_in_one_row(latex: str, seen: str) -> None:
    assert inline(latex) == seen


def test_a_fraction_takes_three_rows() -> None:
    assert rows(r"\hat{x} = \frac{a}{b}") == ("     a", "x̂ = ╶─╴", "     b")  # the bar begins in column 4


@pytest.mark.parametrize("latex", [r"\operatorname{softmax}(x)", r"\foo x", r"\frac{a}", "{", "x_i^2", "a" * 401])
def test_what_does_not_set_inline_is_refused(latex: str) -> None:
    with pytest.raises(FormulaError):
        inline(latex)
