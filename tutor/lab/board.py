"""What is known of a run so far, put together for pictures and tables: medians over seeds, counts, how far it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from tutor.lab.claim import Lab, Measure, Point, Result, Settings
from tutor.lab.judging import by_variant
from tutor.lab.running import Ended, Job, Told, jobs, progress


class Board:
    """Hears what trials tell. `latest` is the trial that told something last."""

    def __init__(self, lab: Lab, settings: Settings, seeds: int) -> None:
        self.lab = lab
        self.settings = settings
        self.seeds = seeds
        self.order = jobs(lab, settings, seeds)
        self.points: dict[Job, list[Point]] = {job: [] for job in self.order}
        self.ended: dict[Job, Result] = {}
        self.latest: Told | None = None

    def hear(self, news: Told | Ended) -> None:
        """Take note of one event of the runner."""
        if isinstance(news, Told):
            self.points[news.variant, news.seed].append(news.point)
            self.latest = news
        else:
            self.ended[news.result.variant, news.result.seed] = news.result

    def results(self) -> list[Result]:
        """All trials, as they stand, in the order of the jobs, which does not depend on who ended first."""
        return [self.ended.get(job, Result(*job, None, self.points[job])) for job in self.order]

    def finished(self) -> int:
        """How many trials came to their end."""
        return sum(result.measured is not None for result in self.ended.values())

    def part(self) -> float:
        """Which part of the whole is done, as far as that can be known: a trial may end early."""
        return sum(1.0 if job in self.ended else progress(self.points[job]) for job in self.order) / len(self.order)


def curve(results: Sequence[Result]) -> list[tuple[int, float]]:
    """The median over the trials of one variant at each step; one that ended early keeps its last value."""
    trials = [[(p.step, p.value) for p in result.points if p.value is not None] for result in results]
    trials = [points for points in trials if points]
    places, known = [0] * len(trials), [points[0][1] for points in trials]
    told = []
    for step in sorted({step for points in trials for step, _ in points}):
        for number, points in enumerate(trials):
            while places[number] < len(points) and points[places[number]][0] <= step:
                known[number] = points[places[number]][1]
                places[number] += 1
        told.append((step, float(median(known))))
    return told


def summary(lab: Lab, results: Sequence[Result]) -> dict[str, dict[str, Any]]:
    """Variant -> measure -> what it came to over the finished trials.

    count: (how many, of how many) · range: (least, greatest) or None · list: a list, by geometric means · else a number
    or None.
    """
    return {
        variant: {
            name: _together(measure, [r.measured[name] for r in own if r.measured is not None])
            for name, measure in lab.measures.items()
        }
        for variant, own in by_variant(results).items()
    }


def _together(measure: Measure, values: list[Any]) -> Any:
    if measure.summary == "count":
        return sum(map(bool, values)), len(values)
    there = [value for value in values if value is not None]
    if not there:
        return None
    if measure.summary == "range":
        return min(there), max(there)
    if measure.summary == "list":
        return [geometric(entries) for entries in zip(*there, strict=True)]
    put: dict[str, Callable[[Sequence[float]], float]] = {"median": median, "mean": _mean, "geometric": geometric}
    return put[measure.summary](there)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def geometric(values: Sequence[float]) -> float:
    """The geometric mean; 0 if one of them is 0, NaN if one is negative or NaN."""
    if any(math.isnan(value) or value < 0 for value in values):
        return math.nan
    if 0 in values:
        return 0.0
    return math.exp(math.fsum(map(math.log, values)) / len(values))
