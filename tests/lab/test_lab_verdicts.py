"""Verdicts are pure functions of measurements: invented ones, on both sides of each tolerance."""

from __future__ import annotations

import pytest

from tests.lab import invented
from tests.lab.invented import solved
from tutor import lab as room
from tutor.lab import Result, judged, won
from tutor.lab.board import curve, geometric, summary
from tutor.lab.claim import Point


def word(lab: str, *groups: list[Result]) -> tuple[str, str]:
    verdict = room.load(lab).verdict(
        [result for group in groups for result in group], room.resolved(room.load(lab), {})
    )
    return verdict.word, verdict.reading


NEVER = [None] * 4
ALWAYS = [100, 200, 300, 400]


@pytest.mark.parametrize(
    ("rnn", "lstm", "gru", "expected"),
    [
        (NEVER, ALWAYS, ALWAYS, ("holds", "")),
        ([100, None, None, None], [1, 2, 3, None], ALWAYS, ("holds", "")),  # a quarter, three quarters: the edge
        ([100, 100, None, None], ALWAYS, ALWAYS, ("mixed", "")),  # the RNN does too well
        (NEVER, [1, 2, None, None], ALWAYS, ("mixed", "")),  # one gated cell does not do well enough
        (ALWAYS, ALWAYS, ALWAYS, ("does not hold", "")),
        ([1, 2, None, None], [1, None, None, None], [1, 2, None, None], ("does not hold", "")),
        (NEVER, NEVER, NEVER, ("not decided", "none")),
    ],
)
def test_adding(
    rnn: list[int | None], lstm: list[int | None], gru: list[int | None], expected: tuple[str, str]
) -> None:
    assert word("adding", solved("rnn", *rnn), solved("lstm", *lstm), solved("gru", *gru)) == expected


def test_adding_needs_both_kinds() -> None:
    assert word("adding", solved("rnn", *NEVER)) == ("not decided", "one-kind")
    assert word("adding", solved("lstm", *ALWAYS), solved("gru", *ALWAYS)) == ("not decided", "one-kind")


@pytest.mark.parametrize(
    ("bias_1", "chrono", "expected"),
    [
        ([1, 2, 3, None], ALWAYS, ("holds", "")),
        ([1, 2, None, None], ALWAYS, ("mixed", "")),
        ([1, None, None, None], [1, 2, 3, None], ("does not hold", "")),
        ([1, None, None, None], [1, 2, None, None], ("not decided", "too-hard")),
        (NEVER, NEVER, ("not decided", "too-hard")),
    ],
)
def test_recall(bias_1: list[int | None], chrono: list[int | None], expected: tuple[str, str]) -> None:
    assert word("recall", solved("bias-1", *bias_1), solved("chrono", *chrono)) == expected


def test_recall_needs_the_bias_that_it_is_about() -> None:
    assert word("recall", solved("chrono", *ALWAYS)) == ("not decided", "without-bias-1")


@pytest.mark.parametrize(
    ("rnn", "chrono", "expected"),
    [
        ([None] * 3, [1, 2, 3], ("holds", "")),
        ([1, None, None], [1, 2, 3], ("mixed", "")),  # a third is more than a quarter
        ([None] * 3, [1, 2, None], ("mixed", "")),  # two thirds are less than three quarters
        ([1, 2, 3], [1, 2, 3], ("does not hold", "")),
        ([None] * 3, [None] * 3, ("not decided", "none")),
    ],
)
def test_temporal_order(rnn: list[int | None], chrono: list[int | None], expected: tuple[str, str]) -> None:
    assert (
        word("temporal-order", solved("rnn", *rnn), solved("bias-1", *[None] * 3), solved("chrono", *chrono))
        == expected
    )


def test_temporal_order_is_about_an_lstm() -> None:
    assert word("temporal-order", solved("rnn", *[None] * 3), solved("gru", 1, 2, 3)) == ("not decided", "one-kind")


def sums(variant: str, *learnt: bool) -> list[Result]:
    return [
        Result(variant, seed, {"right": 0.5, "right_longest": None if variant != "rnn" else 0.5, "learnt": value})
        for seed, value in enumerate(learnt)
    ]


@pytest.mark.parametrize(
    ("rnn", "dense", "expected"),
    [
        ([True] * 3 + [False], [False] * 4, "holds"),
        ([True] * 2 + [False] * 2, [False] * 4, "mixed"),
        ([True] * 4, [True] + [False] * 3, "mixed"),
        ([False] * 4, [False] * 4, "does not hold"),
    ],
)
def test_adder(rnn: list[bool], dense: list[bool], expected: str) -> None:
    assert word("adder", sums("rnn", *rnn), sums("dense", *dense))[0] == expected


def test_adder_needs_both_networks() -> None:
    assert word("adder", sums("rnn", True)) == ("not decided", "one-kind")


def test_figures_tell_the_first_and_the_last_step() -> None:
    lab = room.load("adding")
    told = [*solved("rnn", None, None), *solved("lstm", 500, 350), *solved("gru", 200, None)]
    figures = lab.verdict(told, room.resolved(lab, {})).figures
    assert (figures["rnn"], figures["lstm"], figures["gru"]) == ("0/2", "2/2", "1/2")
    assert (figures["rnn_steps"], figures["lstm_steps"], figures["gru_steps"]) == ("–", "350–500", "200")


def test_one_trial_that_did_not_end_decides_nothing() -> None:
    lab = invented.lab(invented.drawing)
    told = [*solved("a", 1, 2), *solved("b", 1)]
    assert judged(lab, [*told, Result("b", 1, {"solved": True})], {}, 2).word == "holds"
    verdict = judged(lab, [*told, Result("b", 1, None)], {}, 2)
    assert (verdict.word, verdict.figures) == ("not decided", {"finished": 3, "wanted": 4})


def test_who_solves_most_wins_then_who_is_first() -> None:
    assert won([*solved("slow", 9, 9), *solved("quick", 1, None)], {}) == ["slow"]
    assert won([*solved("slow", 9, 9), *solved("quick", 1, 2)], {}) == ["quick"]
    assert won([*solved("a", None), *solved("b", None)], {}) == ["a", "b"]
    assert won([], {}) == []


def test_a_curve_is_the_median_and_keeps_the_last_value_of_those_that_ended() -> None:
    one = Result("a", 0, None, [Point(10, 30, 1.0), Point(20, 30, 0.0)])
    two = Result("a", 1, None, [Point(10, 30, 3.0), Point(20, 30, 4.0), Point(30, 30, 6.0)])
    assert curve([one, two]) == [(10, 2.0), (20, 2.0), (30, 3.0)]
    assert curve([Result("a", 0, None, [Point(1, 2, None)])]) == []


def test_a_summary_counts_spans_and_averages() -> None:
    from dataclasses import replace

    from tutor.lab import Measure

    measures = {
        "solved": Measure("count"),
        "solved_at": Measure("range"),
        "error": Measure("median"),
        "list": Measure("list"),
    }
    lab = replace(invented.lab(invented.drawing), measures=measures)
    told = [*solved("a", 30, None, 10, error=2.0, list=[1.0, 4.0])]
    told[0].measured.update(error=5.0, list=[8.0, 2.0])  # type: ignore[union-attr]
    assert summary(lab, told)["a"] == {
        "solved": (2, 3),
        "solved_at": (10, 30),
        "error": 2.0,
        "list": [pytest.approx(2.0), pytest.approx(32 ** (1 / 3))],  # ∛(8·1·1), ∛(2·4·4)
    }


def test_a_geometric_mean_knows_zero_and_what_has_none() -> None:
    assert geometric([2.0, 8.0]) == pytest.approx(4.0)
    assert geometric([0.0, 8.0]) == 0.0
    assert str(geometric([-1.0, 8.0])) == "nan"
