"""A line of mathematics in the parts in which a person computes it. What is expected was done by hand."""

from __future__ import annotations

import pytest

from tutor import demos
from tutor.demos import expression


def parts(text: str) -> list[list[str]]:
    root = expression.parse(text)
    assert root is not None
    return [
        [text[node.start : node.end] for node in expression.part(root, height)] for height in range(1, root.height + 1)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("W_1·x + b_1", [["W_1·x"], ["W_1·x + b_1"]]),
        ("σ(0.5·1 + 0)", [["0.5·1"], ["0.5·1 + 0"], ["σ(0.5·1 + 0)"]]),
        ("(1 + 2) / 2", [["1 + 2"], ["(1 + 2) / 2"]]),
        ("(1 − z) ⊙ n + z ⊙ h", [["1 − z", "z ⊙ h"], ["(1 − z) ⊙ n"], ["(1 − z) ⊙ n + z ⊙ h"]]),
        ("√(3² + 4²)", [["3²", "4²"], ["3² + 4²"], ["√(3² + 4²)"]]),
        ("3·min(1, 1 / 5)", [["1 / 5"], ["min(1, 1 / 5)"], ["3·min(1, 1 / 5)"]]),
        ("e^2 / (e^2 + e^0)", [["e^2", "e^2", "e^0"], ["e^2 + e^0"], ["e^2 / (e^2 + e^0)"]]),
    ],
)
def test_inner_comes_before_outer(text: str, expected: list[list[str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize("text", ["mean(x) over the batch", "[forth; back]", "1 +", "(1", "", "a ) b"])
def test_what_is_more_than_mathematics_is_no_expression(text: str) -> None:
    assert expression.parse(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2·0.9 + (−1)·0.2", ["2·0.9 = 1.8", "(−1)·0.2 = −0.2", "1.8 + (−0.2) = 1.6"]),
        ("σ(0.5·1 + 0)", ["0.5·1 = 0.5", "0.5 + 0 = 0.5", "σ(0.5) ≈ 0.6225"]),  # 1 / (1 + e^−0.5)
        ("(1 − 2.5)² / 4", ["1 − 2.5 = −1.5", "(−1.5)² = 2.25", "2.25 / 4 = 0.5625"]),
        ("ln(0.5) / 2", ["ln(0.5) ≈ −0.6931", "(−0.6931) / 2 ≈ −0.3466"]),
        ("e^1 + 1", ["e^1 ≈ 2.7183", "2.7183 + 1 ≈ 3.7183"]),
        ("max(0, −3)", ["max(0, −3) = 0"]),
        ("2^3·1e−5", ["2^3 = 8", "8·1e−5 = 8e−5"]),
    ],
)
def test_each_part_comes_out_with_the_numbers_of_the_line(text: str, expected: list[str]) -> None:
    root = expression.parse(text)
    assert root is not None
    nodes = [node for height in range(1, root.height + 1) for node in expression.part(root, height)]
    assert [expression.worked(text, node) for node in nodes] == expected


@pytest.mark.parametrize("text", ["1 / 0", "√(−1)", "ln(0)", "1e300·1e300", "W·x", "∞ − ∞"])
def test_what_has_no_number_tells_none(text: str) -> None:
    root = expression.parse(text)
    assert root is not None and expression.worked(text, root) is None


@pytest.mark.parametrize("name", demos.names())
def test_every_working_of_every_demo_can_be_followed_and_leads_to_its_result(name: str) -> None:
    demo = demos.load(name)
    for step in demos.run(demo, demos.resolve(demo, {})).steps:
        for line in [step.inplace()] if step.inplace else []:
            left, _, right = line.replace(" ≈ ", " = ").rpartition(" = ")
            root = expression.parse(left)
            assert root is not None, line
            worked = expression.worked(left, root)
            assert worked is not None, line
            result = float(worked.split()[-1].replace("−", "-"))
            assert result == pytest.approx(float(right.replace("−", "-")), abs=2e-3), line
