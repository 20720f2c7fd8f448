"""A question as it is put: the seed fixes it, options are shuffled, numbers drawn, the right answer computed."""

from __future__ import annotations

import math
import random
from itertools import permutations

import pytest

from tutor import demos
from tutor.library import ContentError
from tutor.library.model import Ask, Choice, Draw, Fill, Number, Order, QuestionWords
from tutor.quiz import Asked, ask
from tutor.quiz.asking import draw_input, pick_from, same, show_value

HEAD = {"level": 3, "section": "how", "tests": []}
OPTIONS = {f"option-{name}": "right" if name == "a" else "m" for name in "abcd"}
CHOICE = Choice(id="q", kind="choice", **HEAD, options=OPTIONS)
SAID = QuestionWords("?")
PINNED = ["option-a", "option-c", "option-d", "option-b"]  # what seed 1 has meant since the first log


def number(demo: str, step: str, *, index: list[int] | None = None, t: int | None = None, **more: object) -> Number:
    return Number(id="q", kind="number", **HEAD, demo=demo, ask=Ask(step, t, index or []), **more)


def orders(question: Choice | Order, seeds: int = 60) -> list[tuple[str, ...]]:
    return [tuple(ask("t", question, SAID, seed).order) for seed in range(seeds)]


# --- shuffling --------------------------------------------------------------------------------------------------


def test_the_same_seed_puts_the_same_question() -> None:
    assert [ask("t", CHOICE, SAID, 7).order for _ in range(5)] == [ask("t", CHOICE, SAID, 7).order] * 5


def test_the_seed_is_fixed_for_good() -> None:
    """A log keeps seeds for years: what they meant may not change."""
    assert ask("t", CHOICE, SAID, 1).order == PINNED


def test_another_seed_shuffles_anew_and_every_order_comes() -> None:
    assert set(orders(CHOICE, 400)) == set(permutations(OPTIONS))


def test_no_option_has_a_favourite_place() -> None:
    first = [order[0] for order in orders(CHOICE, 1000)]
    assert all(200 < first.count(name) < 300 for name in OPTIONS)  # 250 each, more than three deviations


def test_another_topic_question_or_revision_is_shuffled_by_itself() -> None:
    other_id = Choice(id="p", kind="choice", **HEAD, options=OPTIONS)
    revised = Choice(id="q", kind="choice", **HEAD, options=OPTIONS, revision=2)
    rows = {
        tuple(tuple(ask(topic, question, SAID, seed).order) for seed in range(20))
        for topic, question in (("t", CHOICE), ("u", CHOICE), ("t", other_id), ("t", revised))
    }
    assert len(rows) == 4


def test_letters_follow_the_screen() -> None:
    asked = ask("t", CHOICE, SAID, 1)
    assert [asked.letter(name) for name in asked.order] == ["a", "b", "c", "d"]
    assert asked.letter(asked.order[2]) == "c"


def test_the_shuffle_does_not_touch_the_question_nor_the_global_dice() -> None:
    random.seed(1)
    state = random.getstate()
    ask("t", CHOICE, SAID, 3)
    assert random.getstate() == state
    assert list(CHOICE.options) == list(OPTIONS)


def test_things_to_order_never_come_in_the_right_order() -> None:
    items = ["one", "two", "three"]
    shown = set(orders(Order(id="q", kind="order", **HEAD, items=items)))
    assert shown == set(permutations(items)) - {tuple(items)}


def test_nor_in_another_right_order() -> None:
    items, also = ["one", "two", "three"], [["two", "three", "one"]]
    shown = set(orders(Order(id="q", kind="order", **HEAD, items=items, also=also)))
    assert not shown & {("one", "two", "three"), ("two", "three", "one")}
    assert ("three", "one", "two") in shown


def test_where_every_turn_is_right_one_of_them_is_shown() -> None:
    items, also = ["one", "two", "three"], [["two", "three", "one"], ["three", "one", "two"]]
    assert {frozenset(order) for order in orders(Order(id="q", kind="order", **HEAD, items=items, also=also))} == {
        frozenset(items)
    }


def test_a_gap_has_nothing_to_shuffle() -> None:
    asked = ask("t", Fill(id="q", kind="fill", **HEAD, accept={"en": ["x"]}), QuestionWords("The ____ {x}."), 0)
    assert (asked.id, asked.order, asked.prompt) == ("t/q", [], "The ____ {x}.")


# --- drawing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draw", "shape"),
    [
        (Draw([1, 2.5, 7]), ()),
        (Draw([1, 2, 3, 4, 6, 8], [2]), (2,)),
        (Draw([1, 2, 3, 4, 5, 6], [2, 3]), (2, 3)),
        (Draw([1, 2], [3, 1, 2], distinct=False), (3, 1, 2)),
    ],
)
def test_drawn_inputs_have_the_shape_and_come_from_the_values(draw: Draw, shape: tuple[int, ...]) -> None:
    def flat(value: object, depth: int) -> list[float]:
        if depth == len(shape):
            assert isinstance(value, int | float)
            return [value]
        assert len(value) == shape[depth]
        return [number for item in value for number in flat(item, depth + 1)]

    for seed in range(50):
        numbers = flat(draw_input(draw, random.Random(seed)), 0)
        assert set(numbers) <= set(draw.values)
        assert not draw.distinct or len(set(numbers)) == len(numbers)


def test_every_value_is_drawn_and_whole_numbers_stay_whole() -> None:
    drawn = [draw_input(Draw([1.0, 2.5, -3.0]), random.Random(seed)) for seed in range(60)]
    assert {str(value) for value in drawn} == {"1", "2.5", "-3"}


def test_repeats_come_only_where_they_are_allowed() -> None:
    pairs = [draw_input(Draw([1, 2], [2], distinct=False), random.Random(seed)) for seed in range(40)]
    assert [1, 1] in pairs and [2, 1] in pairs


@pytest.mark.parametrize("shape", [[0], [0, 3], [2, 0], [-1], [101], [10**6, 10**6], [10**9]])
def test_a_shape_of_nothing_or_of_millions_is_refused(shape: list[int]) -> None:
    with pytest.raises(ValueError, match="a draw of"):
        draw_input(Draw([1.0, 2.0], shape, distinct=False), random.Random(0))


# --- the right answer, by hand ----------------------------------------------------------------------------------


def inputs_of(asked: Asked, name: str) -> list[float]:
    return [float(value) for value in asked.inputs[name]]


@pytest.mark.parametrize("seed", range(40))
def test_the_answer_to_rmsnorm_is_what_a_hand_computes(seed: int) -> None:
    draw = {"x": Draw([1, 2, 3, 4, 6, 8], [3]), "gamma": Draw([0.5, 1.5, 3], [3])}
    question = number(
        "rmsnorm",
        "y",
        index=[1],
        set={"eps": 0},
        draw=draw,
        slips=["forgot-the-root", "sum-not-mean", "forgot-the-gain"],
    )
    asked = ask("t", question, QuestionWords("RMSNorm of {x} with {gamma}, ε = {eps}?"), seed)
    x, gamma = inputs_of(asked, "x"), inputs_of(asked, "gamma")
    mean_square = (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) / 3
    assert asked.right == pytest.approx(gamma[1] * x[1] / math.sqrt(mean_square), rel=1e-12)
    by_hand = {
        "forgot-the-root": gamma[1] * x[1] / mean_square,
        "sum-not-mean": gamma[1] * x[1] / math.sqrt(3 * mean_square),
        "forgot-the-gain": x[1] / math.sqrt(mean_square),
    }
    assert set(asked.slips) <= set(by_hand)
    for slip, value in asked.slips.items():
        assert value == pytest.approx(by_hand[slip], rel=1e-12)
    shown = ", ".join(f"{value:g}" for value in x)
    assert asked.prompt.startswith(f"RMSNorm of [{shown}] with [")
    assert asked.prompt.endswith("ε = 0?")


@pytest.mark.parametrize("seed", range(40))
def test_the_answer_to_the_memory_cell_is_what_a_hand_computes(seed: int) -> None:
    draw = {
        "f": Draw([0.2, 0.5, 0.9]),
        "c": Draw([-2, 1, 2, 3]),
        "i": Draw([0.1, 0.5, 0.8]),
        "g": Draw([-0.6, -0.4, 0.7]),
    }
    asked = ask("t", number("cell", "h", set={"o": 0.7}, draw=draw), SAID, seed)
    f, c, i, g, o = (float(asked.inputs[name]) for name in "fcigo")
    assert (o, asked.right) == (0.7, pytest.approx(0.7 * math.tanh(f * c + i * g), rel=1e-12))


# FACTS N3 (a): h = tanh(.5 x + .5 h); N10: LayerNorm and RMSNorm of [1, 2, 3, 4]; N13; N7; N9
ONE_UNIT = {"W_x": [[0.5]], "W_h": [[0.5]], "h_0": [0], "b": [0]}


@pytest.mark.parametrize(
    ("question", "right"),
    [
        (number("rnn", "h", t=3, index=[0], set={"x": [[1], [0], [2]], **ONE_UNIT}), 0.8053),
        (number("rnn", "h", t=3, index=[0], set={"x": [[2], [0], [1]], **ONE_UNIT}), 0.5926),
        (number("rnn", "h", t=2, index=[0], set={"x": [[1], [0], [2]], **ONE_UNIT}), 0.2270),
        (number("layernorm", "y", index=[0]), -1.3416),
        (number("layernorm", "mu"), 2.5),
        (number("rmsnorm", "rms"), 2.7386),
        (number("rmsnorm", "y", index=[3], set={"x": [11, 12, 13, 14]}), 1.1155),
        (number("rmsnorm", "y"), [0.3651, 0.7303, 1.0954, 1.4606]),
        (number("postnorm", "y", index=[2]), 1.6925),
        (number("prenorm", "y", index=[3]), 3.5528),
        (number("lstm", "c", t=1, index=[0]), 1.4429),
        (number("lstm", "h", t=1), [0.5671, -0.5376]),
        (number("cell", "h"), 0.6452),
        (number("cell", "c_new", set={"f": 0.8, "c": 1.5, "i": 0.6, "g": 0.5, "o": 0.9}), 1.5),
        (number("cell", "h", set={"f": 0.5, "c": 4, "i": 1, "g": -1, "o": 1}), 0.7616),
        (number("forget", "kept", set={"f": 0.99, "n": 100}), 0.3660),
        (number("forget", "half_life", set={"f": 0.95}), 13.51),
        (number("feedforward", "y", index=[0]), 0.9399),
    ],
)
def test_the_right_answer_is_the_number_of_the_fact_base(question: Number, right: float | list[float]) -> None:
    assert ask("t", question, SAID, 0).right == pytest.approx(right, rel=5e-4)


# --- slips ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "slips"),
    [
        (  # N7 by hand: f .9 c 2 i .5 g −.4
            number(
                "cell",
                "c_new",
                slips=["swapped-forget-and-input", "forgot-to-write", "forget-gate-erases", "ignored-the-sign"],
            ),
            {
                "swapped-forget-and-input": 0.64,
                "forgot-to-write": 1.8,
                "forget-gate-erases": 0.0,
                "ignored-the-sign": 2.0,
            },
        ),
        (  # E32, N10: divided by 7.5; L2
            number("rmsnorm", "y", index=[0], slips=["forgot-the-root", "sum-not-mean", "rms-subtracts-mean"]),
            {"forgot-the-root": 0.1333, "sum-not-mean": 0.1826, "rms-subtracts-mean": -1.3416},
        ),
        (  # N10: min–max to 0…1, d − 1
            number("layernorm", "y", index=[3], slips=["min-max-scaling", "divides-by-d-minus-1"]),
            {"min-max-scaling": 1.0, "divides-by-d-minus-1": 1.1619},
        ),
        (  # N13
            number("postnorm", "y", index=[0], slips=["pre-for-post", "no-norm", "norm-inside-the-branch"]),
            {"pre-for-post": 0.5528, "no-norm": 3.0, "norm-inside-the-branch": 1.0},
        ),
        (  # N3: the inputs in the other order
            number("rnn", "h", t=3, index=[0], set={"x": [[1], [0], [2]], **ONE_UNIT}, slips=["reads-backwards"]),
            {"reads-backwards": 0.5926},
        ),
        (number("cell", "h", slips=["forgot-tanh"]), {"forgot-tanh": 1.12}),
    ],
)
def test_slips_are_what_a_believer_computes(question: Number, slips: dict[str, float]) -> None:
    assert ask("t", question, SAID, 0).slips == pytest.approx(slips, abs=5e-5)


def test_a_slip_that_equals_the_right_answer_is_ignored_for_this_draw() -> None:
    question = number(
        "forget", "kept", draw={"n": Draw([1, 2])}, set={"f": 0.5}, slips=["applied-once", "multiplied-by-steps"]
    )
    found = {asked.inputs["n"]: dict(asked.slips) for asked in (ask("t", question, SAID, seed) for seed in range(20))}
    # 0.5¹ is what all get; 0.5² = 0.25 is not 0.5 (once) nor 1 (times two)
    assert found == {1: {}, 2: {"applied-once": 0.5, "multiplied-by-steps": 1.0}}


def test_of_two_slips_that_no_answer_can_tell_apart_the_first_stays() -> None:
    given = {
        "f": 0.6,
        "c": 2,
        "i": 0.5,
        "g": 0.8,
    }  # kept 1.2, written 0.4; erasing keeps 0.4·2 = 0.8, and 0.8 + 0.4 = 1.2
    slips = ["forgot-to-write", "forget-gate-erases", "swapped-forget-and-input"]
    asked = ask("t", number("cell", "c_new", set=given, slips=slips), SAID, 0)
    assert asked.right == pytest.approx(1.6)
    assert asked.slips == pytest.approx({"forgot-to-write": 1.2, "swapped-forget-and-input": 0.5 * 2 + 0.6 * 0.8})


# --- facts that do not fit --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (number("nonsense", "y"), "'nonsense'"),
        (number("rmsnorm", "z"), "there is no step z outside time"),
        (number("rmsnorm", "y", t=1), "there is no step y at t = 1"),
        (number("rnn", "h"), "there is no step h outside time"),
        (number("rnn", "h", t=9, index=[0]), "there is no step h at t = 9"),
        (number("rmsnorm", "y", index=[4]), "index 4 is out of bounds for axis 0 with size 4"),
        (number("rmsnorm", "ms", index=[0]), "step ms is one number; leave `index` out"),
        (number("rmsnorm", "y", set={"x": [[1], [2, 3]]}), "x: shape: expected [2, 1], got [2, 1|2]"),
        (number("rmsnorm", "y", set={"y": 1}), "y: unknown-input: expected x, gamma, eps, got y"),
        (number("cell", "h", set={"f": 2}), "f: out-of-range: expected 0…1, got 2"),
        (number("rmsnorm", "y", slips=["nonsense"]), "'nonsense'"),
        (number("rmsnorm", "y", draw={"x": Draw([1], [2])}), "Sample larger than population or is negative"),
        (number("rmsnorm", "y", draw={"x": Draw([1], [0, 2], distinct=False)}), "a draw of 0 numbers"),
        (number("cell", "h", digits=-400, slips=["forgot-tanh"]), "(34, 'Numerical result out of range')"),
    ],
)
def test_a_question_that_cannot_be_asked_is_a_fault_of_the_content(question: Number, why: str) -> None:
    with pytest.raises(ContentError) as caught:
        ask("t", question, SAID, 0)
    expected = f"topics/t/topic.yaml:1:1: questions.q: cannot be asked: {why}; check demo, ask, set and draw"
    assert [str(problem) for problem in caught.value.problems] == [expected]


# --- small parts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "wanted", "digits", "fits"),
    [
        (1.61, 1.6, 3, True),
        (1.611, 1.6, 3, False),
        (1.7, 1.6, 2, True),
        (1.601, 1.6, 4, True),
        (1.602, 1.6, 4, False),
        (127.9, 128.4, 3, True),
        (126.9, 128.4, 3, False),
        (0.001, 0.0, 3, True),
        (0.011, 0.0, 3, False),
        (-1.6, 1.6, 3, False),
        (9.99, 10.0, 3, True),
        (9.89, 10.0, 3, False),
        (0.0999, 0.1, 3, True),
        (1e-30, 2e-30, 1, True),
        (1e-30, 3e-30, 1, False),
        (math.inf, math.inf, 3, False),
        (math.nan, 1.0, 3, False),
        (1.0, math.nan, 3, False),
        ([1.0, 2.0], [1.0, 2.0], 3, True),
        ([1.0, 2.1], [1.0, 2.0], 3, False),
        ([1.0], [1.0, 2.0], 3, False),
        (1.0, [1.0], 3, False),
        ([1.0], 1.0, 3, False),
        ([[1.0], [2.0]], [[1.0], [2.0]], 3, True),
    ],
)
def test_numbers_agree_within_one_unit_of_the_last_digit_asked_for(
    given: float | list[float], wanted: float | list[float], digits: int, fits: bool
) -> None:
    assert same(given, wanted, digits) is fits


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *[(2, "2"), (-2, "−2"), (0.5, "0.5"), (-0.4, "−0.4"), (1.0, "1"), (1e-5, "1e−05"), (1 / 3, "0.333333")],
        *[([1, -2], "[1, −2]"), ([[1, 2], [-3, 4]], "[[1, 2], [−3, 4]]"), ([5], "[5]"), ([], "[]")],
        *[([[1.5], [-2]], "[1.5, −2]"), ([[0.5]], "0.5")],  # a number a time step
        *[("rmsnorm", "rmsnorm"), ("forgot-it", "forgot-it")],
    ],
)
def test_inputs_are_shown_as_people_write_them(value: object, shown: str) -> None:
    assert show_value(value) == shown


def test_a_number_is_picked_by_step_time_and_place() -> None:
    demo = demos.load("rnn")
    trace = demos.run(demo, demos.resolve(demo, {}))
    # FACTS N3: the table of h and the pre-activation
    assert pick_from(trace, "h", 2, [1]) == pytest.approx(-0.2551, abs=5e-5)
    assert pick_from(trace, "a", 3, []) == pytest.approx([-0.0959, 0.1395], abs=5e-5)


@pytest.mark.parametrize(
    ("given", "wanted", "fits"),
    [(128.0, 128.0, True), (127.0, 128.0, False), (1526.0, 1536.0, False), (32.05, 32.0, True), (117.3, 117.39, True)],
)
def test_a_count_of_a_hundred_or_more_must_be_exact(given: float, wanted: float, fits: bool) -> None:
    assert same(given, wanted, 3) is fits
