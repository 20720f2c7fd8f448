"""ASCII says the same as the symbols did."""

from __future__ import annotations

import pytest

from tutor.show.ascii import to_ascii


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(1² + 2²) / 4", "(1^2 + 2^2) / 4"),
        ("10⁻⁵", "10^-5"),
        ("iₜ = σ(Wᵢxₜ + Uᵢhₜ₋₁)", "i_t = sigma(W_i x_t + U_i h_(t-1))"),
        ("Σᵢ₌₁ᵈxᵢ²", "sum_(i=1)^d x_i^2"),
        ("γσ ≤ √d", "gamma sigma <= sqrt d"),
        ("x̂", "xhat"),
        ("長短期記憶 c²", "長短期記憶 c^2"),
    ],
)
def test_a_symbol_keeps_its_meaning(text: str, said: str) -> None:
    assert to_ascii(text) == said


def test_columns_stand_as_they_did() -> None:
    drawing = "y₁        y₂\n↑         ↑\nσ    x\n|    |"
    assert to_ascii(drawing) == "y_1       y_2\n^         ^\nsigma x\n|    |"
