"""Verdicts on invented measurements, on both sides of each tolerance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tutor import lab as room
from tutor.lab import Result
from tutor.lab.catalog.invariance import CHANGES, TABLE


def told(name: str, measured: dict[str, Sequence[dict[str, Any]]], **given: Any) -> tuple[str, str]:
    """The verdict of a lab on what is `measured`: variant -> one dict a seed."""
    lab = room.load(name)
    results = [Result(variant, seed, one) for variant, own in measured.items() for seed, one in enumerate(own)]
    found = lab.verdict(results, room.resolved(lab, given))
    return found.word, found.reading


def cost(time: float, weights: float = 4.0) -> list[dict[str, Any]]:
    return [{"weights": weights, "time": time, "per_step": 0.1}]


@pytest.mark.parametrize(
    ("time", "weights", "word"),
    [
        (2.0, 4.0, "holds"),
        (8.0, 4.0, "holds"),
        (1.9, 4.0, "mixed"),
        (8.1, 4.0, "mixed"),
        (4.0, 3.0, "mixed"),
        (1.0, 4.0, "does not hold"),
    ],
)
def test_cell_cost(time: float, weights: float, word: str) -> None:
    assert told("cell-cost", {"rnn": cost(1.0, 1.0), "lstm": cost(time, weights)}) == (word, "")


def test_cell_cost_needs_the_lstm() -> None:
    assert told("cell-cost", {"rnn": cost(1.0, 1.0), "gru": cost(3.0, 3.0)}) == ("not decided", "one-kind")


def test_blocks_are_counted_with_one_bias_each() -> None:
    from tutor.lab.catalog.cell_cost import count

    s = {"features": 3, "hidden": 4}
    assert [count(cell, s) for cell in ("rnn", "gru", "lstm")] == [32, 96, 128]  # 4·3 + 4·4 + 4 for one block


@pytest.mark.parametrize(
    ("alone", "whole", "word"),
    [(0.93, 1.5, "holds"), (0.94, 0.5, "mixed"), (1.0, 0.5, "does not hold"), (0.5, 0.99, "holds")],
)
def test_norm_cost(alone: float, whole: float, word: str) -> None:
    measured = {
        what: [{"time": time, "layer_ms": 1.0, "rms_ms": time}]
        for what, time in [("one-way", alone), ("whole-model", whole)]
    }
    assert told("norm-cost", measured) == (word, "")


def test_norm_cost_needs_the_norm_alone() -> None:
    assert told("norm-cost", {"whole-model": [{"time": 0.9}]}) == ("not decided", "one-kind")


def unnoticed(kind: str, **changed: float) -> list[dict[str, Any]]:
    """Exactly as in the paper's table, but for what is `changed`."""
    values = {name: 1e-16 if tick else 0.5 for name, tick in zip(CHANGES, TABLE[kind], strict=True)} | changed
    return [{**{name: value < 1e-9 for name, value in values.items()}, "changes": list(values.values())}]


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({}, "holds"),
        ({"scale_matrix": 9e-10}, "holds"),
        ({"scale_matrix": 1.1e-9}, "mixed"),
        ({"shift_matrix": 1.1e-3}, "holds"),
        ({"shift_matrix": 9e-4}, "mixed"),
        (dict.fromkeys(("scale_matrix", "scale_data", "scale_case"), 1.0), "mixed"),  # 3 of 6 agree
        (dict.fromkeys(("scale_matrix", "scale_data", "scale_case"), 1.0) | {"shift_data": 0.0}, "does not hold"),
    ],
)
def test_invariance(changed: dict[str, float], word: str) -> None:
    assert told("invariance", {"rmsnorm": unnoticed("rmsnorm", **changed)}) == (word, "")


def test_one_seed_is_enough_to_contradict_the_table() -> None:
    seeds = [*unnoticed("layernorm"), *unnoticed("layernorm", shift_matrix=0.1)]
    assert told("invariance", {"layernorm": seeds, "rmsnorm": unnoticed("rmsnorm")}) == ("mixed", "")


def test_norms_of_a_layer_by_hand() -> None:
    import numpy as np

    from tutor.lab.catalog.invariance import normalised

    W, X = np.array([[3.0, 0], [0, 1]]), np.array([[1.0, 1], [3, 5]])
    # summed inputs: (3, 1) and (9, 5)
    expected = {
        "layernorm": [[1, -1], [1, -1]],
        "batchnorm": [[-1, -1], [1, 1]],
        "rmsnorm": np.array([[3, 1], [9, 5]]) / np.sqrt([[5], [53]]),  # (9 + 1) / 2 and (81 + 25) / 2
        "weightnorm": [[1, 1], [3, 5]],
        "prmsnorm": np.array([[3, 1], [9, 5]]) / np.array([[3], [9]]),  # looks at the first of two
    }
    for kind, values in expected.items():
        np.testing.assert_allclose(normalised(kind, W, X, 0.0), values, rtol=1e-12, err_msg=kind)


def forecast(walk: float, sine: float) -> dict[str, Any]:
    return {
        "rnn-walk": [{"ratio": 1.05}],
        "lstm-walk": [{"ratio": walk}],
        "rnn-sine": [{"ratio": 0.2}],
        "lstm-sine": [{"ratio": sine}],
    }


@pytest.mark.parametrize(
    ("walk", "sine", "expected"),
    [
        (1.02, 0.15, ("holds", "")),
        (0.98, 0.5, ("holds", "")),
        (0.97, 0.5, ("mixed", "")),
        (0.9, 0.5, ("mixed", "")),
        (0.89, 0.5, ("does not hold", "")),
        (1.02, 0.51, ("not decided", "untrained")),
        (0.89, 0.9, ("does not hold", "")),  # beating the walk needs no other proof of learning
    ],
)
def test_random_walk(walk: float, sine: float, expected: tuple[str, str]) -> None:
    assert told("random-walk", forecast(walk, sine)) == expected


def test_random_walk_needs_the_wave_too() -> None:
    measured = {"rnn-walk": [{"ratio": 1.0}], "lstm-walk": [{"ratio": 1.0}]}
    assert told("random-walk", measured, series=["walk"]) == ("not decided", "one-kind")


def pictures(mlp: list[float], shuffled: list[float], convolution: float) -> dict[str, Any]:
    def one(right: float, losses: list[float]) -> list[dict[str, Any]]:
        return [{"right": right, "loss": losses[-1], "losses": losses}]

    return {
        "mlp": one(0.99, mlp),
        "mlp-shuffled": one(0.99, shuffled),
        "convolution": one(0.95, [1.0]),
        "convolution-shuffled": one(convolution, [1.0]),
    }


@pytest.mark.parametrize(
    ("shuffled", "convolution", "word"),
    [
        ([1.0, 0.5], 0.4, "holds"),
        ([1.0, 0.5 + 9e-10], 0.4, "holds"),
        ([1.0 + 1.1e-9, 0.5], 0.4, "does not hold"),  # at any step
        ([1.0, float("nan")], 0.4, "does not hold"),
        ([1.0, 0.5], 0.74, "holds"),
        ([1.0, 0.5], 0.76, "mixed"),
    ],
)
def test_pixel_order(shuffled: list[float], convolution: float, word: str) -> None:
    assert told("pixel-order", pictures([1.0, 0.5], shuffled, convolution)) == (word, "")


def test_pixel_order_needs_both_nets() -> None:
    measured = pictures([1.0], [1.0], 0.4)
    del measured["convolution"], measured["convolution-shuffled"]
    assert told("pixel-order", measured, net=["mlp"]) == ("not decided", "one-kind")
