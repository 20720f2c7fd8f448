"""Every demo, whatever the shapes, precisions and extremes: a trace that can be shown, or an InputError; never a crash,
never a warning, and nothing beyond the range of numbers without a remark.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor import demos
from tutor.library import Interface, shipped
from tutor.show import demo as page

EXTREME = [0.0, -0.0, 1.0, -1.0, 0.5, 1e-5, 1e-160, 1e-300, 5e-324, 1e16, 1e155, 1e300, -1e300, 1.7976931348623157e308]
SAY = {language: Interface(shipped(), language) for language in ("en", "zh-Hant")}


def value_for(wanted: demos.Input, sizes: dict[str, int], data: st.DataObject) -> object:
    number = st.sampled_from(EXTREME) | st.floats(-3, 3)
    if wanted.choices:
        return data.draw(st.sampled_from(wanted.choices))
    if wanted.role == "whole":
        return data.draw(st.integers(int(wanted.low), int(min(wanted.high, wanted.low + 20))))
    if not wanted.shape:
        low, high = max(wanted.low, -1.7e308), min(wanted.high, 1.7e308)
        return data.draw(number.filter(lambda value: low <= value <= high))
    axes = [axis for axis in wanted.shape.split() if not axis.endswith("?") or sizes["absent"] == 0]
    shape = tuple(sizes[axis.rstrip("?")] for axis in axes)
    drawn = data.draw(st.lists(number, min_size=1, max_size=5))
    return np.resize(np.array(drawn), shape)


@pytest.mark.parametrize("name", demos.names())
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_trace_that_can_be_shown_or_an_input_error(name: str, data: st.DataObject) -> None:
    demo = demos.load(name)
    axes = {axis.rstrip("?") for wanted in demo.inputs.values() for axis in wanted.shape.split()}
    least = data.draw(st.sampled_from([1, 1, 1, 0]))  # now and then something empty
    sizes = {axis: data.draw(st.integers(least, 9), label=axis) for axis in sorted(axes)}
    sizes["absent"] = data.draw(st.integers(0, 1))
    values = {key: value_for(wanted, sizes, data) for key, wanted in demo.inputs.items()}
    left_out = data.draw(st.sets(st.sampled_from(sorted(values))))
    values = {key: value for key, value in values.items() if key not in left_out}
    precision = data.draw(st.sampled_from(demos.PRECISIONS))
    try:
        inputs = demos.resolve(demo, values, data.draw(st.none() | st.integers(0, 3)), precision)
    except demos.InputError as error:
        for say in SAY.values():
            sentence = page.fault(name, error, say)
            assert sentence.endswith((".", "。")) and error.name in sentence
        return
    trace = demos.run(demo, inputs)
    kinds = {remark.kind for remark in demos.remarks(trace)}
    finite = all(np.isfinite(step.value).all() for step in trace.steps)
    assert finite or kinds & {"not-finite", "zero-over-zero"}
    back = demos.backward(demo, inputs) if demo.backward else None
    for say in SAY.values():
        assert page.screen(demo, trace, None, say, back)
    assert page.data(trace, back)["demo"] == name


@pytest.mark.parametrize(
    ("name", "given_", "kind"),
    [
        ("layernorm", {"x": [5, 5, 5, 5]}, "equal"),
        ("layernorm", {"x": [7]}, "equal"),
        ("batchnorm", {"x": [[1, 2, 3]]}, "equal"),
        ("rmsnorm", {"x": [0, 0]}, "zeros"),
        ("layernorm", {"x": [5, 5], "eps": 0}, "zero-over-zero"),
        ("layernorm", {"x": [1e300, 0]}, "not-finite"),
        ("rmsnorm", {"x": [1e-160, 2e-160], "eps": 0}, "digits-lost"),
        ("layernorm", {"x": [1e12, 1e12 + 1]}, "alike"),
        ("layernorm", {"x": [0.001, 0.002, 0.003, 0.004]}, "eps-felt"),
        ("lstm", {"b_f": [9, 9]}, "saturated"),
        ("rnn", {"x": [[50.0]]}, "saturated"),
    ],
)
def test_what_numbers_alone_do_not_say_is_remarked_upon(name: str, given_: dict, kind: str) -> None:
    demo = demos.load(name)
    assert [remark.kind for remark in demos.remarks(demos.run(demo, demos.resolve(demo, given_)))] == [kind]


@pytest.mark.parametrize("name", demos.names())
def test_the_demos_own_numbers_need_no_remark(name: str) -> None:
    demo = demos.load(name)
    assert demos.remarks(demos.run(demo, demos.resolve(demo, {}))) == []


def test_float32_is_alike_sooner_than_float64() -> None:
    demo = demos.load("layernorm")
    kinds = [
        [remark.kind for remark in demos.remarks(demos.run(demo, demos.resolve(demo, {"x": [1e4, 1e4 + 1]}, dtype=p)))]
        for p in demos.PRECISIONS
    ]
    assert kinds == [[], ["alike"]]


def test_a_saturated_gate_is_counted() -> None:
    demo = demos.load("lstm")
    remark = demos.remarks(demos.run(demo, demos.resolve(demo, {"b_f": [9, 0]})))[0]
    assert (remark.step, remark.t, remark.count, remark.total) == ("f", 1, 3, 18)  # 3 gates, 2 units, 3 steps
