"""Inputs at the edge: nothing varies, nothing is there, very much or very large. Warnings are errors in this suite."""

import time

import numpy as np
import pytest

from tutor import demos


def outputs(name: str, given: dict) -> dict:
    demo = demos.load(name)
    return demos.run(demo, demos.resolve(demo, given)).outputs


def test_equal_numbers_and_zeros() -> None:  # N10
    assert outputs("layernorm", {"x": [5, 5, 5, 5]})["y"].tolist() == [0, 0, 0, 0]
    assert outputs("rmsnorm", {"x": [5, 5, 5, 5]})["y"] == pytest.approx([1, 1, 1, 1], abs=1e-6)
    assert outputs("rmsnorm", {"x": [0, 0, 0, 0]})["y"].tolist() == [0, 0, 0, 0]


def test_without_eps_zero_over_zero_is_told_and_does_not_warn() -> None:
    assert np.isnan(outputs("layernorm", {"x": [5, 5], "eps": 0})["y"]).all()
    assert np.isnan(outputs("rmsnorm", {"x": [0, 0], "eps": 0})["y"]).all()


def test_one_feature() -> None:
    assert outputs("layernorm", {"x": [7]})["y"].tolist() == [0]
    assert outputs("rmsnorm", {"x": [-7]})["y"] == pytest.approx([-1], abs=1e-6)
    assert outputs("rnn", {"x": [[2]], "h_0": [0], "W_x": [[0.5]], "W_h": [[0.5]]})["h"] == pytest.approx(
        np.tanh([[1.0]])
    )


@pytest.mark.parametrize("name", [name for name in demos.names() if "x" in demos.load(name).inputs])
def test_huge_numbers_run_without_a_warning_in_every_slip_too(name: str) -> None:
    demo = demos.load(name)
    inputs = demos.resolve(demo, {"x": np.full(np.shape(demo.inputs["x"].default), 1e300)})
    for trace in (demos.run(demo, inputs), *(demos.slip(demo, inputs, slip) for slip in demo.slips)):
        for step in trace.steps:
            assert step.inplace is None or step.inplace()


def test_a_mean_square_beyond_float64_is_infinity() -> None:
    demo = demos.load("rmsnorm")
    trace = demos.run(demo, demos.resolve(demo, {"x": [1e300, -1e300]}))
    assert trace.step("ms").value == np.inf
    assert trace.step("ms").inplace() == "(1e300² + (−1e300)²) / 2 = ∞"


@pytest.mark.parametrize("given", [{"f": 0, "n": 0}, {"f": 0, "n": 5}, {"f": 1}, {"f": 10, "n": 10**6}])
def test_forget_at_its_bounds(given: dict) -> None:
    demo = demos.load("forget")
    inputs = demos.resolve(demo, given)
    for trace in (demos.run(demo, inputs), *(demos.slip(demo, inputs, slip) for slip in demo.slips)):
        assert not np.isnan(list(trace.outputs.values())).any()


def test_a_thousand_steps_run_fast() -> None:
    x = np.sin(np.arange(1000.0))[:, None]
    for name in ("rnn", "lstm"):
        start = time.perf_counter()
        h = outputs(name, {"x": x})["h"]
        assert h.shape == (1000, 2)
        assert np.abs(h).max() < 1
        assert time.perf_counter() - start < 2
