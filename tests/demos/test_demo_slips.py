"""What a believer of each misconception computes: numbers of the fact base, or done by hand here."""

import math

import numpy as np
import pytest

from tutor import demos

ONE_UNIT = {"x": [[1], [0], [2]], "W_x": [[0.5]], "W_h": [[0.5]], "h_0": [0], "b": [0]}  # Q1.7
PLAIN = {"gamma": [1, 1], "eps": 0}
N10_GAIN = {"gamma": [1, 2, 1, 0.5], "beta": [0, 1, 0, -1]}


def slipped(name: str, given: dict, slip: str, step: str, t: int | None = None) -> float | np.ndarray:
    demo = demos.load(name)
    return demos.slip(demo, demos.resolve(demo, given), slip).step(step, t).value


@pytest.mark.parametrize(
    ("slip", "h_3"),
    [("sigmoid-for-tanh", 0.7839), ("forgot-tanh", 1.125), ("reads-backwards", 0.5926), ("ignores-memory", 0.7616)],
)
def test_rnn(slip: str, h_3: float) -> None:
    assert slipped("rnn", ONE_UNIT, slip, "h", 3) == pytest.approx([h_3], abs=5e-5)


def test_rnn_right_answer_of_the_same_question() -> None:
    demo = demos.load("rnn")
    assert demos.run(demo, demos.resolve(demo, ONE_UNIT)).outputs["h"][2] == pytest.approx([0.8053], abs=5e-5)


@pytest.mark.parametrize(
    ("slip", "c_new", "h"),
    [
        ("forget-gate-erases", 0.0, 0.0),  # 0.1·2 − 0.2
        ("forgot-to-write", 1.8, 0.7 * math.tanh(1.8)),
        ("swapped-forget-and-input", 0.64, 0.7 * math.tanh(0.64)),
        ("ignored-the-sign", 2.0, 0.7 * math.tanh(2.0)),
        ("forgot-tanh", 1.6, 1.12),
        ("output-gate-changes-memory", 1.12, 0.7 * math.tanh(1.12)),
    ],
)
def test_cell(slip: str, c_new: float, h: float) -> None:
    assert slipped("cell", {}, slip, "c_new") == pytest.approx(c_new, abs=1e-12)
    assert slipped("cell", {}, slip, "h") == pytest.approx(h, abs=1e-12)


@pytest.mark.parametrize(
    ("slip", "step", "value"),  # first unit of N7: i .6457 f .9047 g .8337 o .6341, c_0 = 1
    [
        ("forget-gate-erases", "c", 0.0953 + 0.5383),
        ("forgot-to-write", "c", 0.9047),
        ("swapped-forget-and-input", "c", 0.6457 + 0.9047 * 0.8337),
        ("forgot-tanh", "h", 0.6341 * 1.4429),
        ("sigmoid-for-tanh", "g", 1 / (1 + math.exp(-1.2))),
    ],
)
def test_lstm(slip: str, step: str, value: float) -> None:
    assert slipped("lstm", {}, slip, step, 1)[0] == pytest.approx(value, abs=2e-4)


@pytest.mark.parametrize(
    ("slip", "apple"), [("forgot-relu", 0.9948), ("skipped-second-layer", 0.7503), ("softmax-on-input", 0.6682)]
)
def test_feedforward(slip: str, apple: float) -> None:
    assert slipped("feedforward", {}, slip, "y")[0] == pytest.approx(apple, abs=5e-5)


@pytest.mark.parametrize(
    ("slip", "y"),
    [
        ("divides-by-d-minus-1", [-1.1619, -0.3873, 0.3873, 1.1619]),
        ("forgot-the-root", [-1.2, -0.4, 0.4, 1.2]),
        ("min-max-scaling", [0, 0.3333, 0.6667, 1]),
        ("forgot-the-mean", [0.8944, 1.7889, 2.6833, 3.5777]),  # x / 1.1180
    ],
)
def test_layernorm(slip: str, y: list[float]) -> None:
    assert slipped("layernorm", {"eps": 0}, slip, "y") == pytest.approx(y, abs=5e-5)


def test_layernorm_without_gain_and_shift() -> None:
    y = slipped("layernorm", N10_GAIN, "forgot-gain-and-shift", "y")
    assert y == pytest.approx([-1.3416, -0.4472, 0.4472, 1.3416], abs=5e-5)


@pytest.mark.parametrize(
    ("slip", "y"),
    [("forgot-the-root", [0.24, 0.32]), ("rms-subtracts-mean", [-1, 1]), ("sum-not-mean", [0.6, 0.8])],
)
def test_rmsnorm(slip: str, y: list[float]) -> None:
    assert slipped("rmsnorm", {"x": [3, 4], **PLAIN}, slip, "y") == pytest.approx(y, abs=1e-12)


def test_rmsnorm_without_gain() -> None:
    y = slipped("rmsnorm", {"x": [3, 4], "gamma": [2, 5], "eps": 0}, "forgot-the-gain", "y")
    assert y == pytest.approx([0.8485, 1.1314], abs=5e-5)


@pytest.mark.parametrize(
    ("name", "slip", "y"),
    [
        ("postnorm", "pre-for-post", [0.5528, 0.6584, 5.6833, 3.5528]),
        ("postnorm", "no-norm", [3, 3, 11, 1]),
        ("postnorm", "forgot-the-residual", [0, -0.2540, 1.5240, -1.2700]),  # output norm − x in N13
        ("postnorm", "norm-inside-the-branch", [1.0000, 1.7460, 4.5240, 2.7300]),
        ("prenorm", "post-for-pre", [-0.3906, -0.3906, 1.6925, -0.9113]),
        ("prenorm", "no-norm", [3, 3, 11, 1]),
        ("prenorm", "forgot-the-residual", [-0.4472, -1.3416, 2.6833, -0.4472]),
        ("prenorm", "normalises-the-shortcut-too", [-1.7888, -1.7888, 3.1305, 0.8944]),  # N(x) + F(N(x))
    ],
)
def test_placement(name: str, slip: str, y: list[float]) -> None:
    assert slipped(name, {}, slip, "y") == pytest.approx(y, abs=1e-4)


@pytest.mark.parametrize(
    ("cell", "slip", "parameters"),
    [
        ("rnn", "forgot-the-bias", 28),
        ("rnn", "forgot-the-recurrent-weights", 16),
        ("lstm", "counted-one-block", 32),
        ("lstm", "counted-three-blocks", 96),
    ],
)
def test_size(cell: str, slip: str, parameters: int) -> None:
    assert slipped("size", {"cell": cell}, slip, "parameters") == parameters


@pytest.mark.parametrize(
    ("slip", "kept"), [("applied-once", 0.9), ("multiplied-by-steps", 45), ("subtracts-each-step", 0)]
)
def test_forget_after_fifty_steps(slip: str, kept: float) -> None:  # Q1.11
    assert slipped("forget", {"n": 50}, slip, "kept") == pytest.approx(kept, abs=1e-12)


def test_forget_subtracting_a_tenth_four_times() -> None:
    assert slipped("forget", {"n": 4}, "subtracts-each-step", "kept") == pytest.approx(0.6, abs=1e-12)


@pytest.mark.parametrize(
    ("slip", "step", "value"),
    [
        ("swapped-update-gate", "h", 0.7266),  # N8
        ("ignores-the-reset-gate", "n", math.tanh(1.4)),
        ("reset-before-the-product", "n", math.tanh(1 + 0.8 * 0.25)),
        ("sigmoid-for-tanh", "n", 1 / (1 + math.exp(-1.2))),
    ],
)
def test_gru(slip: str, step: str, value: float) -> None:
    assert slipped("gru", {}, slip, step, 1)[0] == pytest.approx(value, abs=5e-5)


def test_gru_reset_before_the_product_with_a_recurrent_bias() -> None:  # N8
    assert slipped("gru", {"d_n": [0.3]}, "reset-before-the-product", "n", 1)[0] == pytest.approx(0.9051, abs=5e-5)


def test_batchnorm_along_the_rows_is_layernorm() -> None:  # N12
    y = slipped("batchnorm", {}, "normalises-along-the-rows", "y")
    assert y[2] == pytest.approx([0.2673, 1.0690, -1.3363], abs=5e-5)


def test_batchnorm_other_slips() -> None:
    assert slipped("batchnorm", {}, "divides-by-n-minus-1", "var") == pytest.approx([9, 16, 13], abs=1e-12)
    y = slipped("batchnorm", {"gamma": [2, 2, 2], "beta": [5, 5, 5]}, "forgot-gain-and-shift", "y")
    assert y[0] == pytest.approx([-1.2247, -1.2247, -0.3397], abs=5e-5)


@pytest.mark.parametrize(
    ("slip", "scores"),
    [("forgot-to-scale", [1, 0, 1]), ("divides-by-the-length", [0.5, 0, 0.5])],
)
def test_attention_scales(slip: str, scores: list[float]) -> None:
    assert slipped("attention", {}, slip, "scores")[0].tolist() == scores
    e = [math.exp(score) for score in scores]
    assert slipped("attention", {}, slip, "weights")[0] == pytest.approx([part / sum(e) for part in e], abs=1e-12)


def test_attention_with_one_query_gives_every_key_all_if_softmax_goes_over_the_queries() -> None:
    assert slipped("attention", {}, "softmax-over-the-queries", "y")[0].tolist() == [3, 3]


@pytest.mark.parametrize(
    ("slip", "dL_dw"),
    [
        ("last-step-only", -0.1007),  # N4
        ("mean-not-sum", -0.1278 / 3),
        ("forgot-the-slope-of-tanh", -0.14554 * (0.70682 + 0.5 * 0.76159)),
        ("forgot-the-weight-on-the-way", -0.14247 * 0.70682 - 0.14247 * 0.50041 * 0.76159),
    ],
)
def test_bptt(slip: str, dL_dw: float) -> None:
    assert slipped("bptt", {}, slip, "dL_dw") == pytest.approx(dL_dw, abs=5e-5)


@pytest.mark.parametrize(
    ("slip", "step", "value"),
    [
        ("value-for-norm", "by_norm", [[1, 0], [0, 1]]),
        ("each-weight-by-itself", "globally", [[1, 0], [0, 1]]),  # N6: direction of the whole changed
    ],
)
def test_clipping(slip: str, step: str, value: list[list[float]]) -> None:
    assert slipped("clipping", {"g": [[3, 0], [0, 4]]}, slip, step).tolist() == value


def test_clipping_of_the_fact_base() -> None:
    demo = demos.load("clipping")
    out = demos.run(demo, demos.resolve(demo, {"g": [[3, 0], [0, 4]]})).outputs
    assert out["globally"] == pytest.approx(np.array([[0.6, 0], [0, 0.8]]), abs=1e-12)
    one = demos.run(demo, demos.resolve(demo, {"g": [3, 4]})).outputs
    assert one["by_norm"] == pytest.approx([0.6, 0.8], abs=1e-12)
    assert one["by_value"].tolist() == [1, 1]
    assert slipped("clipping", {"g": [0.3, 0.4]}, "stretches-short-gradients", "by_norm") == pytest.approx([0.6, 0.8])


def test_bidirectional() -> None:  # N3 (a)
    assert slipped("bidirectional", {}, "reads-forth-twice", "back", 3) == pytest.approx([0.8053], abs=5e-5)
    assert slipped("bidirectional", {}, "forgot-to-turn-back", "back", 1) == pytest.approx([0.7616], abs=5e-5)


def test_seq2seq() -> None:
    assert slipped("seq2seq", {}, "decoder-starts-from-zero", "y", 4) == pytest.approx([0], abs=1e-12)
    assert slipped("seq2seq", {}, "no-feedback", "s", 5) == pytest.approx([math.tanh(0.5 * 0.38221)], abs=5e-5)
