"""Gradients of every operation against finite differences, over random shapes (Hypothesis, float64, relative 1e-6).

An input is moved along one random direction; the loss must change by the gradient's share of it. A wrong entry
anywhere shows, since a random direction meets all of them.
"""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutor import demos

STEP = 1e-3
OPERATIONS = [name for name in demos.names() if demos.load(name).backward]


def drawn(name: str, sizes: dict[str, int], settings: dict[str, object], dice: np.random.Generator) -> dict:
    inputs = {}
    for key, wanted in demos.load(name).inputs.items():
        if wanted.only_with and settings.get(wanted.only_with[0], "layernorm") != wanted.only_with[1]:
            continue
        if wanted.role == "eps":
            inputs[key] = float(dice.uniform(0.01, 1))
        elif wanted.choices:
            inputs[key] = settings["norm"]
        else:
            axes = [axis.rstrip("?") for axis in wanted.shape.split()]
            inputs[key] = dice.normal(size=[sizes[axis] for axis in axes])
    return inputs


def slope(loss, value: np.ndarray, direction: np.ndarray) -> float:
    """The derivative along `direction`, by five points: its error shrinks with the fourth power of the step."""
    one, two = (loss(value + k * STEP * direction) - loss(value - k * STEP * direction) for k in (1, 2))
    return (8 * one - two) / (12 * STEP)


@pytest.mark.parametrize("name", OPERATIONS)
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_gradients_are_slopes_of_the_loss(name: str, data: st.DataObject) -> None:
    demo = demos.load(name)
    axes = {axis.rstrip("?") for wanted in demo.inputs.values() for axis in wanted.shape.split()}
    sizes = {axis: data.draw(st.integers(1, 4), label=axis) for axis in sorted(axes)}
    dice = np.random.default_rng(data.draw(st.integers(0, 2**32), label="seed"))
    norm = data.draw(st.sampled_from(["layernorm", "rmsnorm"])) if "norm" in demo.inputs else "layernorm"
    inputs = drawn(name, sizes, {"norm": norm}, dice)
    if name == "feedforward":  # away from the corner of ReLU and from a tie for the largest share
        h = inputs["x"] @ inputs["W_1"].T + inputs["b_1"]
        a = np.sort(np.maximum(h, 0) @ inputs["W_2"].T + inputs["b_2"], axis=-1)
        assume(np.abs(h).min() > 0.05 and (a.shape[-1] == 1 or (a[:, -1] - a[:, -2]).min() > 0.05))
    back = demos.backward(demo, inputs)
    for key, gradient in back.gradients.items():
        direction = dice.normal(size=gradient.shape)
        direction /= np.linalg.norm(direction)

        def loss(value: np.ndarray, key: str = key) -> float:
            return demos.backward(demo, {**inputs, key: value}).loss

        measured, told = slope(loss, inputs[key], direction), float(np.sum(gradient * direction))
        scale = max(np.linalg.norm(gradient), 1e-3 * max(back.loss, 1))
        assert abs(measured - told) < 1e-6 * scale, (key, measured, told)


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_loss_is_that_of_the_outputs(name: str) -> None:
    demo = demos.load(name)
    inputs = demos.resolve(demo, {}, seed=3)
    out = demos.run(demo, inputs).outputs
    y = out["h"][-1] if "h" in out else np.atleast_2d(out["y"])
    expected = {
        "feedforward": lambda: -np.log(y.max(axis=-1)).sum(),
        "attention": lambda: (y**2).sum() / 2,
    }.get(name, lambda: (y**2 * (1 if "h" in out else np.linspace(0.5, 1.5, y.shape[-1]))).sum() / 2)
    assert demos.backward(demo, inputs).loss == pytest.approx(expected(), rel=1e-12)
