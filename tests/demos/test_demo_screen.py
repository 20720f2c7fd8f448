"""The screen of a demo at the command line: large values summarised, long times cut, precision, remarks, own words."""

import json
import re

import numpy as np
import pytest

from tutor.show import numbers


@pytest.fixture
def large(tmp_path):
    dice = np.random.default_rng(0)
    T, F, H = 1000, 3, 64
    file = tmp_path / "large.npz"
    np.savez(
        file, x=dice.normal(size=(T, F)), h_0=np.zeros(H), b=np.zeros(H),
        W_x=dice.normal(size=(H, F)), W_h=dice.normal(size=(H, H)) / 10,
    )  # fmt: skip
    return file


@pytest.mark.parametrize("form", ["text", "plain"])
def test_large_values_are_summarised_on_the_screen(tutor, large, form: str) -> None:
    screen = tutor("demo", "rnn", "--input", str(large), "--format", form).stdout
    assert "1000×3  min −3." in screen
    assert "64×64  min" in screen
    assert len(screen.splitlines()) < 400
    assert "… 1000" in screen
    assert re.search(r"64 +min −?\d\.\d{4}  max \d\.\d{4}  ‖·‖ \d+\.\d{4}", screen)


def test_large_values_are_complete_in_json(tutor, large) -> None:
    told = json.loads(tutor("demo", "rnn", "--input", str(large), "--json").stdout)
    assert np.array_equal(told["inputs"]["x"], np.load(large)["x"])
    assert np.shape(told["outputs"]["h"]) == (1000, 64)
    assert len(told["steps"]) == 2000


def test_a_summary_tells_shape_range_length_and_first_rows() -> None:
    matrix = np.arange(40.0).reshape(10, 4) - 3
    assert numbers.array(matrix) == (
        "10×4  min −3.0000  max 36.0000  ‖·‖ 127.3578\n"  # (−3)² + … + 36² = 14 + 36·37·73/6 = 16220
        "[−3.0000, −2.0000, −1.0000, 0.0000]\n[1.0000, 2.0000, 3.0000, 4.0000]\n[5.0000, 6.0000, 7.0000, 8.0000]"
    )


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0"), (0.1455, "0.145"), (3.4e-5, "3.4e−05"), (1e-170, "1.0e−170"), (12.0, "12")]
)
def test_lengths_are_shown_in_few_columns(value: float, shown: str) -> None:
    assert numbers.power(value) == shown


def test_a_bar_on_a_log_scale_loses_the_same_for_the_same_factor() -> None:
    bars = [numbers.log_bar(10.0**-k, 1e-5, 1.0) for k in range(6)]
    assert bars == ["█████", "████ ", "███  ", "██   ", "█    ", "▏    "]
    assert numbers.log_bar(0.0, 1e-5, 1.0) == "     "
    assert numbers.log_bar(1.0, 1.0, 1.0) == "█████"


def test_reading_and_writing_stand_in_tables_of_their_own(tutor) -> None:
    lines = [line.split() for line in tutor("demo", "seq2seq").stdout.splitlines()]
    assert ["t", "x", "h"] in lines and ["t", "s", "y"] in lines
    assert ["4", "0.38", "0.76"] in lines


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_an_unknown_precision_is_refused(tutor, language: str) -> None:
    ran = tutor("demo", "rnn", "--dtype", "float16", "--lang", language)
    assert ran.code == 2 and "float16" in ran.stderr and "float32" in ran.stderr


def test_float32_at_the_command_line(tutor) -> None:
    told = json.loads(tutor("demo", "rmsnorm", "--dtype", "float32", "--set", "x=0.1,0.2", "--json").stdout)
    assert told["inputs"]["x"][0] == float(np.float32(0.1)) != 0.1


def test_a_saturated_gate_is_pointed_out(tutor) -> None:
    screen = " ".join(tutor("demo", "lstm", "--set", "b_f=9,9").stdout.split())
    assert "f, t=1, is at its end: its slope there is below 0.001" in screen
    assert "What to notice in the demo's own numbers" in screen


def test_an_overflow_is_pointed_out(tutor) -> None:
    screen = " ".join(tutor("demo", "rmsnorm", "--set", "x=1e300,1").stdout.split())
    assert "ms left the range of numbers" in screen


def test_a_sequence_that_is_too_long_is_refused_with_a_sentence(tutor, tmp_path) -> None:
    np.savez(tmp_path / "long.npz", x=np.zeros((100_000, 1)))
    ran = tutor("demo", "lstm", "--input", str(tmp_path / "long.npz"))
    assert (ran.code, ran.stderr) == (2, "x has 100000 time steps; at most 10000 are told.\n")


def test_bars_of_gates_are_explained_only_where_there_are_gates(tutor) -> None:
    assert "A bar shows a gate" in tutor("demo", "gru").stdout
    assert "A bar shows a gate" not in tutor("demo", "rnn").stdout


@pytest.mark.parametrize(("demo", "first"), [("lstm", True), ("rnn", True), ("bptt", True), ("seq2seq", False)])
def test_only_what_begins_at_step_one_is_called_the_first_time_step(tutor, demo: str, first: bool) -> None:
    assert ("The first time step, by hand" in tutor("demo", demo).stdout) == first  # s of seq2seq begins at 4
