"""`tutor demo NAME --backward`: the contract's JSON, the table of what comes back to each step, and who is refused."""

import json
import re

import numpy as np
import pytest

from tutor import demos


def test_json_holds_loss_and_gradients(tutor) -> None:
    told = json.loads(tutor("demo", "rnn", "--json", "--backward").stdout)
    assert list(told) == ["demo", "inputs", "steps", "outputs", "gradients", "loss"]
    assert list(told["gradients"]) == ["x", "h_0", "W_x", "W_h", "b"]
    h_T = np.array(told["outputs"]["h"][-1])
    assert told["loss"] == pytest.approx((h_T**2).sum() / 2, rel=1e-12)
    da_T = h_T * (1 - h_T**2)
    dx_T = da_T @ np.array(told["inputs"]["W_x"])
    assert told["gradients"]["x"][-1] == pytest.approx(dx_T, rel=1e-12)


def test_without_it_json_has_neither(tutor) -> None:
    assert list(json.loads(tutor("demo", "rnn", "--json").stdout)) == ["demo", "inputs", "steps", "outputs"]


def test_what_comes_back_stands_beside_gates_and_state(tutor) -> None:
    screen = tutor("demo", "lstm", "--backward").stdout
    demo = demos.load("lstm")
    back = demos.backward(demo, demos.resolve(demo, {}))
    head = next(line for line in screen.splitlines() if "‖dL/dh‖" in line)
    assert head.split() == ["t", "x", "i", "f", "o", "c", "h", "‖dL/dh‖", "‖dL/dc‖"]
    for t in (1, 3):
        line = next(line for line in screen.splitlines() if line.split()[:1] == [str(t)])
        length = np.linalg.norm(back.reached["h"][t - 1])
        assert f"{length:.3g}" in line
    assert "dL/dW_f" in screen


def test_a_vanishing_gradient_is_a_shrinking_bar(tutor) -> None:
    given = json.dumps([[1.0]] * 8)
    screen = tutor("demo", "rnn", "--backward", "--set", f"x={given}", "--width", "100").stdout
    lines = [line for line in screen.splitlines() if re.match(r" +[1-8] ", line)]
    full = [line.count("█") for line in lines]
    assert full == sorted(full)
    assert full[0] == 0 and full[-1] == 5


def test_plain_text_says_the_numbers_without_bars(tutor) -> None:
    screen = tutor("demo", "rnn", "--backward", "--plain").stdout
    assert "█" not in screen
    assert re.search(r"t=1: .*‖dL/dh‖ 0\.\d+", screen.replace("\n  ", " "))


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_a_demo_without_gradients_is_refused_with_a_sentence(tutor, language: str) -> None:
    ran = tutor("demo", "size", "--backward", "--lang", language)
    assert ran.code == 2 and ran.stdout == ""
    assert "size" in ran.stderr and "attention, batchnorm" in ran.stderr


def test_asking_the_room_for_gradients_that_are_not_there_is_a_lookup_error() -> None:
    demo = demos.load("cell")
    with pytest.raises(LookupError):
        demos.backward(demo, demos.resolve(demo, {}))


def test_numbers_that_overflow_on_the_way_back_do_not_warn() -> None:
    demo = demos.load("layernorm")
    back = demos.backward(demo, demos.resolve(demo, {"x": [1e300, -1e300, 2e300, 0], "eps": 0}))
    assert set(back.gradients) == {"x", "gamma", "beta"}
