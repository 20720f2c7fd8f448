"""The types of the room: what a lab is, what a trial of it tells, and what a verdict is. (Words: see the door.)"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:  # NumPy stays out until a lab is loaded
    import numpy as np

Word = Literal["holds", "mixed", "does not hold", "not decided"]
VERDICTS: tuple[Word, ...] = ("holds", "mixed", "does not hold", "not decided")
Settings = Mapping[str, Any]  # complete and checked: whole numbers, numbers, choices, tuples of these


@dataclass(frozen=True, slots=True)
class Setting:
    """What a learner may change. The type of `default` is its kind: int, float, a choice (str), or a tuple of these.

    A number, or each of several, lies within `low` and `high`; a choice is one of `choices`.
    """

    default: Any
    low: float = -inf
    high: float = inf
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """One variant with one seed. `clock` counts seconds from somewhere; only what is timed asks it."""

    variant: str
    seed: int
    settings: Settings
    clock: Callable[[], float]

    def dice(self, *salt: int) -> np.random.Generator:
        """A generator of this trial's own: of its seed, whatever its variant, so that variants meet the same data.

        `salt` makes several that are independent: data 0, weights 1, as each lab likes.
        """
        import numpy

        return numpy.random.default_rng([self.seed, *salt])


@dataclass(frozen=True, slots=True)
class Point:
    """Where a trial stands: at `step` `of` so many, its curve is at `value` (None: no curve, only progress)."""

    step: int
    of: int
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a trial ends with: measure -> number, True/False, None (there is none), or a list of numbers."""

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one trial. `measured` is None where it was stopped before its end."""

    variant: str
    seed: int
    measured: Mapping[str, Any] | None
    points: Sequence[Point] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word, the id of the reading that tells it (the word itself in kebab-case if empty), and figures to fill the
    reading with: numbers, or text such as "4/4", "500–600".
    """

    word: Word
    figures: Mapping[str, Any] = field(default_factory=dict)
    reading: str = ""


Summary = Literal["count", "median", "mean", "geometric", "range", "list"]


@dataclass(frozen=True, slots=True)
class Measure:
    """How a measured quantity is put together over the seeds of a variant.

    count: how many are True, "3/4" · range: least–greatest, of those that have one · list: for pictures only.
    `best` says which end wins, for bars and predictions.
    """

    summary: Summary
    best: Literal["least", "most", "neither"] = "neither"


@dataclass(frozen=True, slots=True)
class Curve:
    """The picture of training: value against step, one curve a variant. `chance(settings)` is the level of guessing."""

    name: str
    chance: Callable[[Settings], float] | None = None
    log: bool = False
    top: float | None = None  # of a scale that is not log; what lies above is drawn there


@dataclass(frozen=True, slots=True)
class Heatmap:
    """The picture of a list: one row a variant, one cell an entry of `measure`, on a log scale if `log`.

    `across(settings)` tells what the columns are: lags, layers, lengths.
    """

    measure: str
    name: str
    across: Callable[[Settings], Sequence[float]]
    log: bool = True


@dataclass(frozen=True, slots=True)
class Which:
    """A prediction: which variant will win? `winners(results, settings)` names all that may be said to."""

    winners: Callable[[Sequence[Result], Settings], Sequence[str]]


@dataclass(frozen=True, slots=True)
class HowMuch:
    """A prediction: how much? Right within a factor of `within` of `value(results, settings)` (None: not measured)."""

    value: Callable[[Sequence[Result], Settings], float | None]
    within: float = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Lab:
    """A claim that can be run.

    - `run(trial)` yields a Point now and then (several a second) and last a Measured.
    - `verdict(results, settings)` sees only finished trials, all of them.
    - `expected` holds what the source found, or an earlier run of ours where it has no such figure: variant -> measure
      -> text or number, shown beside what was measured.
    - `budget` ends a run that takes too long; `cost` is what the default takes on two cores; both in seconds.
    - `timed`: its trials take turns, since they measure time.
    - `topics` are those whose sentences it backs.
    - `numbers(settings)` tells how many numbers a trial holds at once.
    - `quick` are settings, and `seeds`, for a look in a second or two: what the tests run.
    """

    id: str
    source: str
    expected: Mapping[str, Mapping[str, Any]]
    settings: Mapping[str, Setting]
    variants: Callable[[Settings], Sequence[str]]
    run: Callable[[Trial], Iterator[Point | Measured]]
    verdict: Callable[[Sequence[Result], Settings], Verdict]
    measures: Mapping[str, Measure]
    picture: Curve | Heatmap | None
    asks: Which | HowMuch
    topics: tuple[str, ...]
    seeds: int
    cost: float
    quick: Mapping[str, Any]
    budget: float = 120.0
    timed: bool = False
    numbers: Callable[[Settings], int] | None = None
