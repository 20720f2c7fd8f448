"""Invented measurements, and small labs whose trials do what a test needs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tutor.lab import Curve, Lab, Measure, Measured, Point, Result, Setting, Trial, Verdict, Which


def solved(variant: str, *steps: int | None, **more: Any) -> list[Result]:
    """Finished trials of a variant, a seed each; None for one that was not solved."""
    return [Result(variant, seed, {"solved": at is not None, "solved_at": at, **more}) for seed, at in enumerate(steps)]


def drawing(trial: Trial) -> Iterator[Point | Measured]:
    """Tells three drawn numbers and their sum: what a trial draws must not depend on its neighbours."""
    dice = trial.dice(0)
    numbers = [float(x) for x in dice.normal(size=3)]
    for step, number in enumerate(numbers, 1):
        yield Point(step, 3, number)
    yield Measured({"sum": sum(numbers), "variant": trial.variant})


def waiting(trial: Trial) -> Iterator[Point | Measured]:
    """Tells a point at once, and then sleeps for longer than any test."""
    yield Point(1, 2, 0.5)
    time.sleep(600)
    yield Measured({"sum": 0.0})


def failing(trial: Trial) -> Iterator[Point | Measured]:
    """A fault of the lab."""
    yield Point(1, 2)
    raise ZeroDivisionError("told on purpose")


def dying(trial: Trial) -> Iterator[Point | Measured]:
    """A worker that the system kills, as it does when memory is short."""
    import os
    import signal

    yield Point(1, 2)
    if trial.variant == "a":
        os.kill(os.getpid(), signal.SIGKILL)
    yield Measured({"sum": 1.0})


def mixed(trial: Trial) -> Iterator[Point | Measured]:
    """Variant a ends, variant b does not."""
    return drawing(trial) if trial.variant == "a" else waiting(trial)


def decided(results: Sequence[Result], settings: Mapping[str, Any]) -> Verdict:
    """Always holds, so that whatever else comes out is the runner's doing."""
    return Verdict("holds")


def lab(run: Any, variants: Sequence[str] = ("a", "b"), **more: Any) -> Lab:
    """A lab of two variants."""
    return Lab(
        id="invented",
        source="",
        expected={},
        settings={
            "steps": Setting(10, 1, 100),
            "rate": Setting(0.1, 0, 1),
            "cell": Setting("rnn", choices=("rnn", "gru")),
            "sizes": Setting((2, 4), 1, 64),
        },
        variants=lambda settings: variants,
        run=run,
        verdict=decided,
        measures={"sum": Measure("mean")},
        picture=Curve("sum"),
        asks=Which(lambda results, settings: ["a"]),
        topics=(),
        seeds=2,
        cost=1.0,
        quick={},
        **more,
    )
