"""A recurrent net that explodes while it learns, with and without a limit on its gradient."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

from tutor.engine.activations import Array
from tutor.engine.clipping import clip_by_norm, clip_by_value, norm_of
from tutor.engine.training.rectified import Rectified, answer, gradient, rectified, states
from tutor.engine.training.tasks import ADDING_CHANCE, adding
from tutor.lab.claim import Curve, HowMuch, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict
from tutor.lab.judging import by_variant

EVERY = 5
END = 20  # losses of the last steps that are averaged
APART, ALIKE = 10.0, 2.0  # times the clipped run's largest loss: "explodes", "as calm as"
EXPLODES = 10.0  # times the error of guessing: below it nothing needs to be clipped


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Plain gradient descent on the adding problem. A loss that is no number any more ends it, as infinite."""
    s = trial.settings
    w, dice = rectified(trial.dice(1), 2, s["hidden"], s["radius"]), trial.dice(0)
    losses, longest = [0.0] * 0, 0.0
    for step in range(1, s["steps"] + 1):
        x, wanted = adding(dice, s["length"], s["batch"])
        h = states(w, x)
        error = answer(w, h) - wanted
        loss = float((error**2).mean())
        losses.append(loss if math.isfinite(loss) else math.inf)
        if step % EVERY == 0 or step == s["steps"] or losses[-1] == math.inf:
            yield Point(step, s["steps"], losses[-1])
        if losses[-1] == math.inf:
            break
        g = gradient(w, x, h, 2 * error / s["batch"])
        longest = max(longest, norm_of(*g))
        w = Rectified(*(part - s["rate"] * told for part, told in zip(w, limited(g, trial.variant, s), strict=True)))
    end = losses[-END:]
    yield Measured({"largest": max(losses), "end": sum(end) / len(end), "longest": longest})


def limited(g: Rectified, variant: str, s: Settings) -> Sequence[Array]:
    """The gradients as the variant lets them through."""
    if variant == "by-norm":
        return clip_by_norm(g, s["limit"])
    return [clip_by_value(part, s["limit"]) for part in g] if variant == "by-value" else g


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Compares medians of the largest loss: holds if without clipping it is APART times that with clipping by norm,
    does not hold at ALIKE times or less. Not decided where nothing explodes, or one of the two is missing.
    """
    own = by_variant(results)
    largest = {kind: median(_values(trials, "largest")) for kind, trials in own.items()}
    figures = {f"{kind.replace('-', '_')}_largest": value for kind, value in largest.items()}
    figures |= {f"{kind.replace('-', '_')}_end": median(_values(trials, "end")) for kind, trials in own.items()}
    if "unclipped" not in own or "by-norm" not in own:
        return Verdict("not decided", figures, "one-kind")
    if max(largest["unclipped"], largest["by-norm"]) < EXPLODES * ADDING_CHANCE:
        return Verdict("not decided", figures, "calm")
    if largest["unclipped"] >= APART * largest["by-norm"]:
        return Verdict("holds", figures)
    return Verdict("does not hold" if largest["unclipped"] <= ALIKE * largest["by-norm"] else "mixed", figures)


def _values(trials: Sequence[Result], measure: str) -> list[float]:
    return [trial.measured[measure] for trial in trials if trial.measured is not None]


def times(results: Sequence[Result], settings: Settings) -> float | None:
    """How many times larger the largest loss is without clipping than with it by norm."""
    figures = verdict(results, settings).figures
    if "unclipped_largest" not in figures or "by_norm_largest" not in figures:
        return None
    return float(figures["unclipped_largest"] / figures["by_norm_largest"])


LAB = Lab(
    id="clipping",
    source="Pascanu, Mikolov & Bengio (2013), arXiv:1211.5063, §3.2, Algorithm 1",
    expected={"unclipped": {"largest": 3.4e5}, "by-norm": {"largest": 1.26}},
    settings={
        "clipping": Setting(("unclipped", "by-norm"), choices=("unclipped", "by-norm", "by-value")),
        "limit": Setting(1.0, 1e-6, 1e6),
        "rate": Setting(1e-3, 1e-6, 10.0),
        "radius": Setting(1.0, 0.0, 2.0),
        "length": Setting(50, 4, 400),
        "hidden": Setting(32, 1, 128),
        "batch": Setting(32, 1, 128),
        "steps": Setting(300, 1, 10_000),
    },
    variants=lambda settings: settings["clipping"],
    run=run,
    verdict=verdict,
    measures={"largest": Measure("median", "least"), "end": Measure("median", "least"), "longest": Measure("median")},
    picture=Curve("loss", chance=lambda settings: ADDING_CHANCE, log=True),
    asks=HowMuch(times, within=10.0),
    topics=("vanishing-gradients", "rnn-vs-lstm", "lstm"),
    seeds=4,
    cost=3.0,
    quick={"length": 20, "hidden": 8, "batch": 4, "steps": 40, "seeds": 2},
    numbers=lambda s: 2 * s["length"] * s["hidden"] * s["batch"],
)
