"""What may be given for a demo's inputs, what is completed, and what is refused with which code."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor import demos
from tutor.demos import InputError


def resolve(name: str, values: dict, seed: int | None = None) -> dict:
    return demos.resolve(demos.load(name), values, seed)


def refusal(name: str, values: dict, seed: int | None = None) -> tuple[str, str, str, str]:
    with pytest.raises(InputError) as caught:
        resolve(name, values, seed)
    error = caught.value
    return error.name, error.kind, error.expected, error.got


def test_nothing_given_is_the_demos_own() -> None:
    inputs = resolve("layernorm", {})
    assert {key: np.asarray(value).tolist() for key, value in inputs.items()} == {
        "x": [1, 2, 3, 4], "gamma": [1, 1, 1, 1], "beta": [0, 0, 0, 0], "eps": 1e-5,
    }  # fmt: skip
    assert inputs["x"].dtype == np.float64


def test_gain_and_shift_follow_the_data() -> None:
    inputs = resolve("layernorm", {"x": [3, 4]})
    assert inputs["gamma"].tolist() == [1, 1]
    assert inputs["beta"].tolist() == [0, 0]


def test_rows_may_be_given_where_one_vector_is_the_default() -> None:
    assert resolve("layernorm", {"x": [[1, 2, 3, 4], [5, 6, 7, 9]]})["x"].shape == (2, 4)


def test_biases_and_states_become_zeros_when_all_weights_are_given() -> None:
    inputs = resolve("rnn", {"W_x": [[1], [2], [3]], "W_h": np.eye(3)})
    assert inputs["h_0"].tolist() == inputs["b"].tolist() == [0, 0, 0]
    assert inputs["x"].tolist() == [[1], [0.5], [-1]]


def test_values_come_as_new_arrays() -> None:
    x = np.array([1.0, 2, 3, 5])
    taken = resolve("layernorm", {"x": x})["x"]
    taken[0] = 99
    assert x[0] == 1


@pytest.mark.parametrize(
    "x", [np.array([3, 4], np.int8), np.array([3, 4], np.float32), (3, 4), [np.float64(3), np.int64(4)]]
)
def test_arrays_of_any_real_dtype_are_taken(x: object) -> None:
    assert resolve("rmsnorm", {"x": x})["x"].tolist() == [3.0, 4.0]


def test_a_whole_number_stays_whole() -> None:
    assert resolve("size", {"n": 7.0})["n"] == 7
    assert isinstance(resolve("size", {"n": 7.0})["n"], int)


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("layernorm", {"nonesuch": 1}, ("nonesuch", "unknown-input", "x, gamma, beta, eps", "nonesuch")),
        ("layernorm", {"x": [1, 2, 3], "gamma": [1, 1, 1, 1]}, ("gamma", "shape", "[3]", "[4]")),
        ("layernorm", {"gamma": [1, 1, 1, 1], "x": [1, 2, 3]}, ("gamma", "shape", "[3]", "[4]")),  # order as declared
        ("layernorm", {"x": 3}, ("x", "shape", "[d]", "[]")),
        ("layernorm", {"x": []}, ("x", "shape", "[d]", "[0]")),
        ("layernorm", {"x": [[], []]}, ("x", "shape", "[n, d]", "[2, 0]")),
        ("layernorm", {"x": [[[1]]]}, ("x", "shape", "[n, d]", "[1, 1, 1]")),
        ("layernorm", {"x": [[[[1]]]]}, ("x", "shape", "[[[]]]", "[[[[…]]]]")),
        ("layernorm", {"x": [[1, 2], [3]]}, ("x", "shape", "[2, 2]", "[2, 2|1]")),
        ("layernorm", {"x": [1, [2]]}, ("x", "shape", "[2]", "[2, ·|1]")),
        ("layernorm", {"eps": [0.1]}, ("eps", "shape", "[]", "[1]")),
        ("rnn", {"x": [1, 2, 3]}, ("x", "shape", "[T, F]", "[3]")),
        ("rnn", {"W_h": [[1, 2, 3], [4, 5, 6]]}, ("W_h", "shape", "[2, 2]", "[2, 3]")),
        ("rnn", {"x": [[1, 2]]}, ("W_x", "missing", "[2, 2]", "[2, 1]")),
        ("rnn", {"h_0": [0, 0, 0]}, ("W_x", "missing", "[3, 1]", "[2, 1]")),
        ("postnorm", {"x": [1, 2]}, ("W", "missing", "[2, 2]", "[4, 4]")),
        ("layernorm", {"gamma": [1, 1]}, ("x", "missing", "[2]", "[4]")),
        ("layernorm", {"x": [1, float("nan")]}, ("x", "not-finite", "0.5", "NaN")),
        ("layernorm", {"x": [1, float("-inf")]}, ("x", "not-finite", "0.5", "-Infinity")),
        ("layernorm", {"x": [1, 10**400]}, ("x", "not-finite", "0.5", "Infinity")),
        ("layernorm", {"x": np.array([1, np.inf], np.float32)}, ("x", "not-finite", "0.5", "Infinity")),
        ("layernorm", {"x": np.array([(1.0, 2)], [("a", "f8"), ("b", "i4")])}, ("x", "not-a-number", "0.5", "void96")),
        ("layernorm", {"x": np.array(["1", "2"])}, ("x", "not-a-number", "0.5", "str32")),
        ("layernorm", {"eps": 10**400}, ("eps", "not-finite", "0.5", "Infinity")),
        ("layernorm", {"x": [1, True]}, ("x", "not-a-number", "0.5", "true")),
        ("layernorm", {"x": np.array([True, False])}, ("x", "not-a-number", "0.5", "true")),
        ("layernorm", {"x": np.array([1j])}, ("x", "not-a-number", "0.5", "1j")),
        ("layernorm", {"x": "1,2,3"}, ("x", "not-a-number", "0.5", '"1,2,3"')),
        ("layernorm", {"eps": "1e-5"}, ("eps", "not-a-number", "0.5", '"1e-5"')),
        ("layernorm", {"x": [1, None]}, ("x", "not-a-number", "0.5", "null")),
        ("layernorm", {"x": {"a": 1}}, ("x", "not-a-number", "0.5", "{…}")),
        ("layernorm", {"x": "a\x1b[31m" + "b" * 90}, ("x", "not-a-number", "0.5", '"a?[31m' + "b" * 33 + '…"')),
        ("layernorm", {"eps": -1e-9}, ("eps", "out-of-range", "≥ 0", "-1e-09")),
        ("cell", {"f": 1.5}, ("f", "out-of-range", "0…1", "1.5")),
        ("size", {"n": 2.5}, ("n", "not-whole", "0, 1, 2, …", "2.5")),
        ("size", {"n": 0}, ("n", "out-of-range", "1…1000000", "0")),
        ("size", {"n": 10**18}, ("n", "out-of-range", "1…1000000", "1e+18")),
        ("size", {"cell": "dens"}, ("cell", "choice", "rnn|gru|lstm|dense|layernorm|rmsnorm", '"dens"')),
        ("postnorm", {"norm": 3}, ("norm", "choice", "layernorm|rmsnorm", "3")),
        ("postnorm", {"norm": "rmsnorm", "beta": [0, 0, 0, 0]}, ("beta", "not-used", "norm=layernorm", "norm=rmsnorm")),
    ],
)  # fmt: skip
def test_refusals(name: str, values: dict, expected: tuple[str, str, str, str]) -> None:
    assert refusal(name, values) == expected
    assert expected[1] in demos.KINDS


def test_too_many_numbers_are_refused_however_they_come() -> None:
    assert refusal("layernorm", {"x": np.zeros(10**7 + 1, np.int8)})[1] == "too-large"
    row = [0.0] * 10**4
    assert refusal("layernorm", {"x": [row] * 1001}) == ("x", "too-large", "10000000", "> 10000000")
    assert refusal("layernorm", {"x": [[row] * 10**4] * 10**4})[1] == "too-large"  # one list, many times over


def test_a_seed_does_not_draw_matrices_that_no_machine_holds() -> None:
    assert refusal("postnorm", {"x": np.ones(10**6)}, seed=1) == ("W", "too-large", "10000000", "1000000000000")


def test_a_list_that_holds_itself_is_refused() -> None:
    x: list = [1]
    x.append(x)
    assert refusal("layernorm", {"x": x})[1] == "shape"


def test_with_rmsnorm_there_is_no_beta() -> None:
    assert "beta" not in resolve("prenorm", {"norm": "rmsnorm"})


def test_a_seed_draws_every_number_that_is_not_given() -> None:
    inputs = resolve("rnn", {"x": [[1, 2, 3]]}, seed=4)
    assert inputs["x"].tolist() == [[1, 2, 3]]
    assert inputs["W_x"].shape == (2, 3)
    for name in ("h_0", "W_x", "W_h", "b"):
        assert np.unique(inputs[name]).size > 1
        assert np.array_equal(np.round(inputs[name], 2), inputs[name])


def test_the_same_seed_draws_the_same_and_another_one_does_not() -> None:
    def drawn(seed: int) -> list:
        return [np.asarray(value).tolist() for value in resolve("lstm", {}, seed).values()]

    assert drawn(1) == drawn(1) != drawn(2)


def test_a_seed_leaves_settings_and_respects_bounds() -> None:
    for seed in range(30):
        assert resolve("postnorm", {}, seed)["eps"] == 1e-5
        size = resolve("size", {}, seed)
        assert size["cell"] == "lstm" and 1 <= size["n"] <= 10 and size["biases"] in (1, 2)
        assert all(0 <= resolve("cell", {}, seed)[gate] <= 1 for gate in "fio")


def test_a_negative_seed_is_refused() -> None:
    assert refusal("rnn", {}, seed=-1) == ("seed", "out-of-range", "≥ 0", "-1")


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(10**400) | st.just(-1)
json_like = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=2), max_leaves=12
)
numeric = st.recursive(st.integers(-3, 3), lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=9)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(demos.names()), st.data())
def test_whatever_is_given_is_either_resolved_or_an_input_error(name: str, data: st.DataObject) -> None:
    demo = demos.load(name)
    keys = st.sampled_from([*demo.inputs, "nonesuch"])
    values = data.draw(st.dictionaries(keys, json_like | numeric | st.sampled_from(["rmsnorm", "gru"]), max_size=4))
    seed = data.draw(st.none() | st.integers(0, 9))
    try:
        inputs = demos.resolve(demo, values, seed)
    except InputError as error:
        assert error.kind in demos.KINDS
        assert all(part.isprintable() and len(part) < 200 for part in (error.name, error.expected, error.got))
    else:
        demos.run(demo, inputs)
        for key, value in inputs.items():
            assert demo.inputs[key].role == "choice" or np.isfinite(value).all()


@pytest.mark.parametrize("name", demos.names())
def test_float32_is_kept_through_every_step_and_gradient(name: str) -> None:
    demo = demos.load(name)
    inputs = demos.resolve(demo, {}, dtype="float32")
    arrays = [value for value in inputs.values() if isinstance(value, np.ndarray)]
    trace = demos.run(demo, inputs)
    arrays += [step.value for step in trace.steps if isinstance(step.value, np.ndarray)]
    if demo.backward:
        back = demos.backward(demo, inputs)
        arrays += [*back.gradients.values(), *back.reached.values()]
    assert {array.dtype for array in arrays} <= {np.dtype(np.float32)}


def test_float32_shows_its_rounding() -> None:
    demo = demos.load("layernorm")
    given = {"x": [10000, 10001, 10002, 10003.0001]}
    double, single = (
        demos.run(demo, demos.resolve(demo, given, dtype=dtype)).outputs["y"] for dtype in ("float64", "float32")
    )
    assert single == pytest.approx(double, abs=1e-3)
    assert not np.array_equal(single, double.astype(np.float32))


def test_what_float32_cannot_hold_is_refused() -> None:
    demo = demos.load("rmsnorm")
    with pytest.raises(InputError) as caught:
        demos.resolve(demo, {"x": [1, -1e39]}, dtype="float32")
    assert (caught.value.kind, caught.value.got) == ("out-of-range", "-1e+39")


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("rnn", {"x": np.zeros((10_001, 1))}, ("x", "too-long", "10000", "10001")),
        ("bptt", {"x": np.zeros(20_000)}, ("x", "too-long", "10000", "20000")),
        ("attention", {"q": np.zeros((4000, 1)), "k": np.zeros((4000, 1)), "v": np.zeros((4000, 1))},
         ("q", "too-much", "10000000", "32004000")),
        ("feedforward", {"x": np.zeros((10**5, 1)), "W_1": np.zeros((10**3, 1)), "W_2": np.zeros((1, 10**3))},
         ("x", "too-much", "10000000", "200200000")),
        ("lstm", {"x": np.zeros((10_000, 1)), "h_0": np.zeros(200)}, ("x", "too-much", "10000000", "16000000")),
    ],
)  # fmt: skip
def test_what_would_take_minutes_to_tell_is_refused_at_once(name: str, values: dict, expected: tuple) -> None:
    assert refusal(name, values) == expected
