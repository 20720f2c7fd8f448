"""The runner: results that depend on nothing but their seed, and no process that outlives it."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator

import pytest

from tests.lab import invented
from tutor.lab import Lab, Point, Result, judged, resolved
from tutor.lab.board import Board
from tutor.lab.running import Ended, Told, TrialError, alone, run


def results(lab: Lab, workers: int, seeds: int = 3, **more: object) -> list[Result]:
    given = {"clock": time.perf_counter, "seconds": 60.0, **more}
    board = Board(lab, resolved(lab, {}), seeds)
    for news in run(lab, resolved(lab, {}), seeds, workers=workers, **given):  # type: ignore[arg-type]
        if news is not None:
            board.hear(news)
    return board.results()


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def test_a_trial_gives_the_same_alone_and_beside_others() -> None:
    lab = invented.lab(invented.drawing)
    one, two = results(lab, 1), results(lab, 2)
    lonely = [alone(lab, r.variant, r.seed, resolved(lab, {}), time.perf_counter) for r in one]
    assert one == two == lonely
    assert [r.measured["sum"] for r in one if r.measured and r.variant == "a"] != [one[0].measured["sum"]] * 3  # type: ignore[index]


def test_variants_of_one_seed_meet_the_same_data() -> None:
    sums = {(r.variant, r.seed): r.measured["sum"] for r in results(invented.lab(invented.drawing), 2) if r.measured}
    assert sums["a", 1] == sums["b", 1] != sums["a", 2]


def test_what_was_told_before_the_budget_is_spent_is_kept_and_nothing_is_decided() -> None:
    lab = invented.lab(invented.mixed)
    got = results(lab, 2, seeds=1, seconds=0.5)
    assert [r.measured is not None for r in got] == [True, False]
    assert got[1].points == [Point(1, 2, 0.5)]
    assert judged(lab, got, {}, 1).word == "not decided"


def test_a_wish_to_stop_is_granted_soon() -> None:
    lab, began = invented.lab(invented.waiting), time.monotonic()
    got = results(lab, 2, stopped=lambda: time.monotonic() > began + 0.3)
    assert time.monotonic() - began < 30  # and not the 600 that a trial sleeps
    assert not any(r.measured for r in got)


def test_a_caller_who_walks_away_leaves_no_process() -> None:
    lab = invented.lab(invented.waiting)
    events = run(lab, {}, 1, workers=2, clock=time.perf_counter, seconds=60)
    assert isinstance(next(events), Told)
    assert len(multiprocessing.active_children()) == 2
    events.close()


def test_stopping_at_random_moments_leaves_no_process() -> None:
    dice, lab = random.Random(1), invented.lab(invented.drawing)
    for _ in range(15):
        end = time.monotonic() + dice.random() * 0.1
        got = results(lab, 2, stopped=lambda end=end: time.monotonic() > end)
        assert len(got) == 6
        assert multiprocessing.active_children() == []


def test_a_fault_of_a_trial_is_a_fault_of_the_run() -> None:
    with pytest.raises(TrialError, match="told on purpose"):
        results(invented.lab(invented.failing), 2)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_is_killed_takes_only_its_own_trial(workers: int) -> None:
    got = results(invented.lab(invented.dying), workers, seeds=1)
    assert got[0].measured is None
    if workers == 2:
        assert got[1].measured == {"sum": 1.0}
    assert judged(invented.lab(invented.dying), got, {}, 1).word == "not decided"


def test_timed_trials_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    hired: list[object] = []
    from tutor.lab import running

    hire: Callable[..., object] = running._hire
    monkeypatch.setattr(running, "_hire", lambda *given: hired.append(0) or hire(*given))
    results(invented.lab(invented.drawing, timed=True), 8)
    assert len(hired) == 1


def test_the_end_of_a_trial_is_told_once() -> None:
    lab = invented.lab(invented.drawing)
    events = list(run(lab, {}, 2, workers=2, clock=time.perf_counter, seconds=60))
    ended = [(e.result.variant, e.result.seed) for e in events if isinstance(e, Ended)]
    assert sorted(ended) == [("a", 0), ("a", 1), ("b", 0), ("b", 1)]
