"""Verdicts on invented measurements, on both sides of each tolerance."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tutor import lab as room
from tutor.lab import Result, Verdict


def verdict(name: str, measured: dict[str, list[dict[str, Any]]], **given: Any) -> Verdict:
    """The verdict of a lab on what is `measured`: variant -> one dict a seed."""
    lab = room.load(name)
    results = [Result(variant, seed, one) for variant, own in measured.items() for seed, one in enumerate(own)]
    return lab.verdict(results, room.resolved(lab, given))


def told(name: str, measured: dict[str, list[dict[str, Any]]], **given: Any) -> tuple[str, str]:
    found = verdict(name, measured, **given)
    return found.word, found.reading


def solved(*at: int | None) -> list[dict[str, Any]]:
    return [{"solved": step is not None, "solved_at": step, "loss": 1.0} for step in at]


YES, NO, ONE = solved(90, 100, 110), solved(None, None, None), solved(200, None, None)


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ({"post": NO, "pre": YES, "deepnorm": YES}, ("holds", "")),
        ({"post": NO, "pre": YES, "deepnorm": NO}, ("holds", "")),  # DeepNorm is not judged
        ({"post": ONE, "pre": YES}, ("mixed", "")),  # 1/3 is more than a quarter
        (
            {"post": solved(None, None, None, 250), "pre": solved(90, 90, 90, None)},
            ("holds", ""),
        ),  # on the edge: 1/4, 3/4
        ({"post": NO, "pre": solved(90, 90, None)}, ("mixed", "")),  # 2/3 is less than three quarters
        ({"post": YES, "pre": YES}, ("does not hold", "")),
        ({"post": YES, "pre": ONE}, ("does not hold", "")),
        ({"post": NO, "post-rms": YES, "pre": YES}, ("mixed", "")),  # every Post-Norm has to fail
        ({"post": NO, "pre": YES, "pre-rms": NO}, ("mixed", "")),  # every Pre-Norm has to learn
        ({"post": NO, "pre": NO, "deepnorm": YES}, ("not decided", "none")),
        ({"pre": YES, "deepnorm": YES}, ("not decided", "one-kind")),
        ({"post": NO, "none": NO}, ("not decided", "one-kind")),
    ],
)
def test_norm_placement(measured: dict[str, list[dict[str, Any]]], expected: tuple[str, str]) -> None:
    assert told("norm-placement", measured) == expected


def test_norm_placement_tells_all_variants_of_a_kind_together() -> None:
    figures = verdict("norm-placement", {"post": NO, "post-rms": ONE, "pre": YES}, layers=6).figures
    assert (figures["post_all"], figures["pre_all"], figures["layers"]) == ("1/6", "3/3", 6)


def sloped(*exponents: float) -> list[dict[str, Any]]:
    return [{"exponent": k, "growth": 1.0, "last": [1.0]} for k in exponents]


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ({"post": sloped(0.2, 0.2), "pre": sloped(-0.34, -0.34)}, ("holds", "")),
        ({"post": sloped(-0.1, -0.1), "pre": sloped(-0.25, -0.25)}, ("holds", "")),  # on both edges
        ({"post": sloped(-0.11, -0.11), "pre": sloped(-0.4, -0.4)}, ("mixed", "")),
        ({"post": sloped(0.2, 0.2), "pre": sloped(-0.24, -0.24)}, ("mixed", "")),
        ({"post": sloped(0.9, -0.5), "pre": sloped(-0.4, -0.4)}, ("mixed", "")),  # one seed is the other way round
        ({"post": sloped(-0.3, -0.3), "pre": sloped(-0.3, -0.3)}, ("does not hold", "")),
        ({"post": sloped(0.2, 0.2)}, ("not decided", "one-kind")),
    ],
)
def test_norm_gradients(measured: dict[str, list[dict[str, Any]]], expected: tuple[str, str]) -> None:
    assert told("norm-gradients", measured) == expected


def test_one_depth_has_no_slope() -> None:
    measured = {kind: [{"exponent": None, "growth": None, "last": [1.0]}] for kind in ("post", "pre")}
    assert told("norm-gradients", measured, layers=[4]) == ("not decided", "one-depth")


def test_exponent_and_growth_by_hand() -> None:
    from tutor.lab.catalog.norm_gradients import exponent, growth

    assert exponent([1, 4, 16], [8.0, 4.0, 2.0]) == pytest.approx(-0.5)  # four times as deep, half as long
    assert growth([2, 10], [3.0, 15.0]) == 1.5
    assert exponent([4], [1.0]) is None
    assert growth([4], [1.0]) is None


def left(*far: float) -> list[dict[str, Any]]:
    return [{"near": 1.0, "middle": 1.0, "far": value, "lags": [1.0]} for value in far]


FADING = {"linear-0.9": left(1e-6), "tanh-0.9": left(1e-9), "tanh-1.1": left(1e-3), "tanh-2": left(1e3)}


@pytest.mark.parametrize(
    ("measured", "word"),
    [
        ({**FADING, "lstm-0": left(1e-20), "lstm-1": left(1e-8), "lstm-2": left(0.1)}, "holds"),
        ({**FADING, "lstm-0": left(1e-8), "lstm-1": left(1e-20), "lstm-2": left(0.1)}, "mixed"),  # out of order
        ({**FADING, "linear-0.9": left(0.01), "lstm-0": left(1e-8), "lstm-1": left(0.1)}, "mixed"),  # not below 0.01
        ({"linear-0.9": left(0.0099)}, "holds"),
        ({"linear-0.9": left(1e-6, 1.0)}, "holds"),  # 1e-3, the geometric mean
        ({"linear-0.9": left(1.0)}, "does not hold"),
        ({"tanh-1.1": left(0.099), "tanh-2": left(1e9)}, "holds"),
        ({"tanh-1.1": left(0.1), "tanh-2": left(1e9)}, "does not hold"),
        ({"linear-1.1": left(1e-9), "tanh-1.1": left(1.0)}, "does not hold"),  # the linear cell is not asked
        ({"lstm--1": left(1e-9), "lstm-10": left(1.0), "lstm-2": left(0.1)}, "holds"),  # by number, not by name
    ],
)
def test_gradient_flow(measured: dict[str, list[dict[str, Any]]], word: str) -> None:
    assert told("gradient-flow", measured) == (word, "")


def test_gradient_flow_needs_something_to_ask() -> None:
    assert told("gradient-flow", {"linear-1.1": left(5.0), "lstm-1": left(1.0)}) == ("not decided", "nothing-asked")


def exploded(largest: float, end: float = 0.2) -> list[dict[str, Any]]:
    return [{"largest": largest, "end": end, "longest": 1.0}]


@pytest.mark.parametrize(
    ("unclipped", "clipped", "expected"),
    [
        (10.0, 1.0, ("holds", "")),
        (9.9, 1.0, ("mixed", "")),
        (2.1, 1.0, ("mixed", "")),
        (2.0, 1.0, ("does not hold", "")),
        (math.inf, 1.0, ("holds", "")),
        (1.6, 0.1, ("not decided", "calm")),  # less than ten times 1/6
        (1.7, 0.1, ("holds", "")),
    ],
)
def test_clipping(unclipped: float, clipped: float, expected: tuple[str, str]) -> None:
    measured = {"unclipped": exploded(unclipped), "by-norm": exploded(clipped), "by-value": exploded(50)}
    assert told("clipping", measured) == expected


def test_clipping_needs_both() -> None:
    assert told("clipping", {"unclipped": exploded(1e9)}) == ("not decided", "one-kind")
