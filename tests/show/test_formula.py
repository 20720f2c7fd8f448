"""Formulas: set as TeXicode sets them, with room around relations, and refused where it cannot."""

from __future__ import annotations

import pytest

from tutor.show.formula import FormulaError, flat, inline, rows


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


@pytest.mark.parametrize(
    ("latex", "seen"),
    [
        (r"\frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}", "(x − μ)/(√(σ² + ε))"),
        (r"\frac{1}{d}\sum_{i=1}^{d} x_i^2", "(1/d)Σᵢ₌₁ᵈxᵢ²"),
        (r"\frac{\partial L}{\partial w} + 1", "∂L/∂w + 1"),
        (r"\frac{a}{b c}", "a/(bc)"),
        (r"g_t = \tanh(W_g x_t + b_g)", "gₜ = tanh(W_g xₜ + b_g)"),
        (r"u u^\top", "uuᵀ"),
        (r"s = h_{b,n}", "s = h_(b, n)"),
    ],
)
def test_what_is_tall_can_be_set_in_one_row(latex: str, seen: str) -> None:
    assert flat(latex) == seen


def test_what_has_no_row_of_its_own_is_refused() -> None:
    with pytest.raises(FormulaError):
        flat(r"e^{-\Delta}")
