"""The numbers in place: readable, and true for whoever follows with a pocket calculator."""

import math
import re

import pytest

from tutor import demos
from tutor.demos.working import number, part, working

CALCULATOR = {
    "tanh": math.tanh,
    "sqrt": math.sqrt,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "ln": math.log,
    "max": max,
    "min": min,
    "E": math.e,
}


def calculate(line: str) -> tuple[float, str, float]:
    """Left side as a calculator has it, the sign between, and the result as shown."""
    left, sign, right = re.fullmatch(r"(.*) ([=≈]) ([^=≈]+)", line.replace("−", "-")).groups()
    for shown, typed in (("e^", "E^"), ("^", "**"), ("²", "**2"), ("·", "*"), ("√", "sqrt"), ("σ", "sigmoid")):
        left = left.replace(shown, typed)
    return eval(left, {"__builtins__": {}}, CALCULATOR), sign, float(right)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"), (-0.0, "0"), (1, "1"), (-3, "−3"), (0.5, "0.5"), (1.44294, "1.4429"), (-0.09589123, "−0.09589"),
        (0.0027386, "0.002739"), (1e-5, "1e−5"), (-2.6561e-5, "−2.6561e−5"), (120.5, "120.5"), (65504, "65504"),
        (1e300, "1e300"), (2.5e9, "2.5e9"), (float("inf"), "∞"), (float("-inf"), "−∞"), (float("nan"), "NaN"),
    ],
)  # fmt: skip
def test_numbers_are_short(value: float, shown: str) -> None:
    assert number(value) == shown


def test_negative_numbers_stand_in_brackets_but_not_in_two_pairs() -> None:
    assert part("{} + {}", 1, -2).text == "1 + (−2)"
    assert part("tanh({})", -0.5).text == "tanh(−0.5)"
    assert part("max(0, {})", -1).text == "max(0, −1)"
    assert part("({} − {})²", -1, -2).text == "((−1) − (−2))²"


def test_the_sign_says_whether_a_number_was_rounded() -> None:
    assert working("{}·{}", 0.5, 0.25, result=0.125) == "0.5·0.25 = 0.125"
    assert working("{}·{}", 1 / 3, 3, result=1.0) == "0.3333·3 ≈ 1"
    assert working("{}·{}", 0.1 + 0.2, 2, result=0.6) == "0.3·2 = 0.6"  # what floats add does not count


@pytest.mark.parametrize(
    ("name", "step", "t", "line"),
    [
        ("lstm", "i", 1, "σ(0.5·1 + 0.2·0.5 + 0·(−0.5) + 0) = 0.6457"),
        ("lstm", "c", 1, "0.9047 + 0.5383 ≈ 1.4429"),
        ("rmsnorm", "ms", None, "(1² + 2² + 3² + 4²) / 4 = 7.5"),
        ("layernorm", "x_hat", None, "(1 − 2.5) / √(1.25 + 1e−5) = −1.3416"),
        ("feedforward", "y", None, "e^1.65 / (e^1.65 + e^(−1.1)) = 0.9399"),
        ("postnorm", "f", None, "0·1 + 1·2 + 0·3 + 0·4 = 2"),
        ("cell", "written", None, "0.5·(−0.4) = −0.2"),
        ("forget", "half_life", None, "ln(0.5) / ln(0.9) = 6.5788"),
        ("size", "parameters", None, "48 + 64 + 16 = 128"),
    ],
)
def test_lines_of_the_default_runs(name: str, step: str, t: int | None, line: str) -> None:
    demo = demos.load(name)
    assert demos.run(demo, demos.resolve(demo, {})).step(step, t).inplace() == line


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
@pytest.mark.parametrize("name", demos.names())
def test_a_pocket_calculator_follows_every_line(name: str, seed: int | None) -> None:
    demo = demos.load(name)
    trace = demos.run(demo, demos.resolve(demo, {}, seed))
    lines = [(step.inplace(), step.value) for step in trace.steps if step.inplace]
    assert lines
    for line, value in lines:
        computed, sign, shown = calculate(line)
        first = value if isinstance(value, float) else float(value.flat[0])
        assert shown == pytest.approx(first, abs=5.001e-5), line
        assert shown == pytest.approx(computed, abs=5.1e-5 if sign == "=" else 1e-3 * max(1, abs(computed))), line


def test_rows_tell_the_first_entry_of_the_first_row() -> None:
    demo = demos.load("layernorm")
    trace = demos.run(demo, demos.resolve(demo, {"x": [[2, 4], [5, 7]], "eps": 0}))
    assert trace.step("mu").inplace() == "(2 + 4) / 2 = 3"
    assert trace.step("x_hat").inplace() == "(2 − 3) / √(1 + 0) = −1"


def test_long_vectors_have_no_working() -> None:
    demo = demos.load("rmsnorm")
    assert demos.run(demo, demos.resolve(demo, {"x": list(range(6))})).step("ms").inplace is not None
    assert demos.run(demo, demos.resolve(demo, {"x": list(range(7))})).step("ms").inplace is None


def test_over_time_each_line_tells_its_own_step() -> None:
    demo = demos.load("rnn")
    trace = demos.run(demo, demos.resolve(demo, {}))
    assert trace.step("a", 1).inplace() == "0.5·1 + 0.8·0 + 0.1·0 + 0 = 0.5"
    assert trace.step("a", 3).inplace() == "0.5·(−1) + 0.8·0.537 + 0.1·(−0.2551) + 0 ≈ −0.0959"
