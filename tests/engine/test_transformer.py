"""The Transformer: in every placement its gradients are slopes of the loss; its pieces are the engine's others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.engine import feedforward, norms, placement
from tutor.engine.activations import relu
from tutor.engine.attention import attention
from tutor.engine.losses import cross_entropy
from tutor.engine.transformer.heads import causal_heads
from tutor.engine.transformer.initial import initial_weights
from tutor.engine.transformer.model import backward, forward
from tutor.engine.transformer.sublayer import EPS, PLACES, enter, leave
from tutor.engine.transformer.weights import Plan, cut, size

STEP = 1e-4
KINDS = [(place, norm) for place in PLACES for norm in ("layer", "rms")]


def drawn(plan: Plan, dice: np.random.Generator) -> np.ndarray:
    """Weights with nothing at its special value: gains, shifts and biases are drawn too."""
    return initial_weights(plan, dice, np.float64) + dice.normal(0, 0.2, size(plan))


def slope(loss, flat: np.ndarray, direction: np.ndarray) -> float:
    one, two = (loss(flat + k * STEP * direction) - loss(flat - k * STEP * direction) for k in (1, 2))
    return (8 * one - two) / (12 * STEP)


@pytest.mark.parametrize(("place", "norm"), KINDS)
@settings(max_examples=8, deadline=None)
@given(st.data())
def test_gradients_are_slopes_of_the_loss(place: str, norm: str, data: st.DataObject) -> None:
    layers, heads, width, ff, length, batch = (
        data.draw(st.integers(low, high), label=what)
        for what, low, high in [
            ("layers", 1, 3), ("heads", 1, 3), ("width", 2, 3), ("ff", 1, 5), ("length", 1, 4), ("batch", 1, 3),
        ]
    )  # fmt: skip
    plan = Plan(layers, heads * width, ff, heads, 5, length, place, norm)
    dice = np.random.default_rng(data.draw(st.integers(0, 2**32), label="seed"))
    flat, tokens = drawn(plan, dice), dice.integers(0, 5, (batch, length))
    targets = dice.integers(-1, 5, batch * length)
    targets[0] = 1
    trace = forward(cut(flat, plan), tokens, plan)
    if min(np.abs(layer.a).min() for layer in trace.layers) < 5e-3:  # too near the corner of ReLU
        return

    def loss(weights: np.ndarray) -> float:
        return cross_entropy(forward(cut(weights, plan), tokens, plan).logits, targets).value

    gradient = backward(cut(flat, plan), trace, cross_entropy(trace.logits, targets).gradient, plan)
    direction = dice.normal(size=flat.shape)
    direction /= np.linalg.norm(direction)
    measured, told = slope(loss, flat, direction), float(gradient @ direction)
    assert abs(measured - told) < 1e-6 * max(float(np.linalg.norm(gradient)), 1e-3), (measured, told)


@pytest.mark.parametrize(("place", "norm"), KINDS)
def test_each_weight_has_its_own_slope(place: str, norm: str) -> None:
    plan = Plan(2, 4, 3, 2, 5, 3, place, norm)
    dice = np.random.default_rng(5)
    flat, tokens, targets = drawn(plan, dice), dice.integers(0, 5, (2, 3)), np.array([-1, 2, 0, 4, -1, 1])

    def loss(weights: np.ndarray) -> float:
        return cross_entropy(forward(cut(weights, plan), tokens, plan).logits, targets).value

    trace = forward(cut(flat, plan), tokens, plan)
    told = backward(cut(flat, plan), trace, cross_entropy(trace.logits, targets).gradient, plan)
    measured = np.array([slope(loss, flat, one) for one in np.eye(len(flat))])
    np.testing.assert_allclose(told, measured, rtol=1e-6, atol=1e-8 * np.abs(told).max() + 1e-10)


def test_one_head_over_one_sequence_is_attention_with_later_tokens_masked() -> None:
    dice = np.random.default_rng(0)
    x, W_qkv, W_o = dice.normal(size=(5, 4)), dice.normal(size=(12, 4)), dice.normal(size=(4, 4))
    whole = causal_heads(x, W_qkv, W_o, 5, 1)
    for t in range(5):  # the token at t sees itself and what came before
        seen = x[: t + 1]
        alone = attention(x[t : t + 1] @ W_qkv[:4].T, seen @ W_qkv[4:8].T, seen @ W_qkv[8:].T)
        np.testing.assert_allclose(whole.y[t], (alone.y @ W_o.T)[0], rtol=1e-12)


def test_heads_and_sequences_do_not_meet() -> None:
    dice = np.random.default_rng(1)
    x, W_qkv = dice.normal(size=(2 * 3, 4)), dice.normal(size=(12, 4))
    whole = causal_heads(x, W_qkv, np.eye(4), 3, 2)
    for sequence in (slice(0, 3), slice(3, 6)):
        for head in (slice(0, 2), slice(2, 4)):
            W = np.vstack([W_qkv[k : k + 4][head] for k in (0, 4, 8)])
            rows = x[sequence] @ W.T
            last = attention(rows[2:, :2], rows[:, 2:4], rows[:, 4:])
            np.testing.assert_allclose(whole.y[sequence, head][2], last.y[0], rtol=1e-12)


@pytest.mark.parametrize("norm", ["layer", "rms"])
@pytest.mark.parametrize("place", ["post", "pre", "peri", "deepnorm"])
def test_places_are_those_of_the_demos(place: str, norm: str) -> None:
    dice = np.random.default_rng(2)
    x, W = dice.normal(size=(3, 4)), dice.normal(size=(4, 4))
    gamma, beta = dice.normal(size=4), dice.normal(size=4)
    gain = np.stack([gamma, beta]) if norm == "layer" else gamma[None]
    gains = np.stack([gain] * (2 if place == "peri" else 1))

    def N(v: np.ndarray):
        return norms.layer_norm(v, gamma, beta, EPS) if norm == "layer" else norms.rms_norm(v, gamma, EPS)

    def F(v: np.ndarray) -> np.ndarray:
        return v @ W.T

    alpha = Plan(8, 4, 4, 1, 2, 3, place, norm).alpha
    expected = {
        "post": lambda: placement.post_norm(x, F, N),
        "pre": lambda: placement.pre_norm(x, F, N),
        "peri": lambda: placement.peri_norm(x, F, N),
        "deepnorm": lambda: placement.deep_norm(x, F, N, 2.0),  # (2 · 8)^¼
    }[place]().y
    entered = enter(x, PLACES[place], gains)
    left = leave(x, F(entered.y if entered else x), PLACES[place], gains, alpha)
    np.testing.assert_allclose(left.y, expected, rtol=1e-12)


def test_a_layer_without_norms_is_attention_and_feed_forward_added_to_the_stream() -> None:
    plan = Plan(1, 4, 6, 2, 5, 3, "none", "layer")
    flat = drawn(plan, np.random.default_rng(3))
    w = cut(flat, plan)
    tokens = np.array([[0, 3, 4]])
    x = w.tokens[[0, 3, 4]] + w.positions
    layer = w.layers[0]
    x = x + causal_heads(x, layer.W_qkv, layer.W_o, 3, 2).y
    x = x + feedforward.dense(relu(feedforward.dense(x, layer.W_1, layer.b_1)), layer.W_2, layer.b_2)
    np.testing.assert_allclose(forward(w, tokens, plan).logits, x @ w.W_out.T, rtol=1e-12)


@pytest.mark.parametrize(("place", "norm"), KINDS)
def test_no_token_sees_what_comes_later(place: str, norm: str) -> None:
    plan = Plan(3, 4, 4, 2, 6, 4, place, norm)
    w = cut(drawn(plan, np.random.default_rng(4)), plan)
    one = forward(w, np.array([[1, 2, 3, 4]]), plan).logits
    other = forward(w, np.array([[1, 2, 3, 5]]), plan).logits
    np.testing.assert_array_equal(one[:3], other[:3])
    assert not np.allclose(one[3], other[3])


def test_float32_stays_float32() -> None:
    plan = Plan(2, 4, 4, 2, 6, 4, "deepnorm", "rms")
    flat = initial_weights(plan, np.random.default_rng(0))
    trace = forward(cut(flat, plan), np.zeros((2, 4), int), plan)
    loss = cross_entropy(trace.logits, np.ones(8, int))
    assert {flat.dtype, trace.logits.dtype, backward(cut(flat, plan), trace, loss.gradient, plan).dtype} == {
        np.dtype(np.float32)
    }


def test_how_many_weights() -> None:
    # by hand: 16·32 tokens, 16·32 positions, 16·32 scores; a layer 4·32² + 2·32·64 + 96 biases + 2 norms of 64
    assert size(Plan(12, 32, 64, 2, 16, 16, "post", "layer")) == 3 * 512 + 12 * (4096 + 4096 + 96 + 128)
    assert size(Plan(12, 32, 64, 2, 16, 16, "pre", "rms")) == 3 * 512 + 12 * (4096 + 4096 + 96 + 64) + 32
    assert size(Plan(12, 32, 64, 2, 16, 16, "peri", "layer")) == 3 * 512 + 12 * (4096 + 4096 + 96 + 256) + 64


def test_deepnorm_begins_smaller() -> None:
    deep, post = (cut(initial_weights(Plan(2, 8, 8, 2, 4, 4, p, "layer"), np.random.default_rng(0), float),
                      Plan(2, 8, 8, 2, 4, 4, p, "layer")) for p in ("deepnorm", "post"))  # fmt: skip
    for k, part in enumerate(("queries", "keys", "values")):  # (8 · 2)^-¼ = ½
        factor = 0.5 if part == "values" else 1
        rows = slice(8 * k, 8 * k + 8)
        np.testing.assert_allclose(deep.layers[1].W_qkv[rows], factor * post.layers[1].W_qkv[rows])
    np.testing.assert_allclose(deep.layers[1].W_2, 0.5 * post.layers[1].W_2)


def test_cross_entropy_by_hand() -> None:
    logits = np.log(np.array([[1.0, 3.0], [1.0, 1.0], [9.0, 1.0]]))
    loss = cross_entropy(logits, np.array([1, 0, -1]))
    assert loss.value == pytest.approx((np.log(4 / 3) + np.log(2)) / 2)
    np.testing.assert_allclose(loss.gradient, [[1 / 8, -1 / 8], [-1 / 4, 1 / 4], [0, 0]])


def test_cross_entropy_of_great_scores_does_not_overflow() -> None:
    loss = cross_entropy(np.array([[1e4, 0.0]], np.float32), np.array([1]))
    assert loss.value == 1e4
