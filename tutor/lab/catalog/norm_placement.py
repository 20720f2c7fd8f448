"""Train deep Transformers without warm-up: where the norm stands decides whether they learn to copy."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from tutor.engine.adam import adam_start, adam_step
from tutor.engine.losses import cross_entropy
from tutor.engine.training.schedule import warmed
from tutor.engine.transformer.copying import copying
from tutor.engine.transformer.initial import initial_weights
from tutor.engine.transformer.model import backward, forward
from tutor.engine.transformer.weights import Plan, cut
from tutor.lab.claim import Curve, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict, Which
from tutor.lab.judging import by_variant, share, solved_steps, told, won

WINDOW = 10  # steps over which accuracy and loss are averaged
SOLVED = 0.99  # share of the copied tokens that are right
EVERY = 5  # steps between two points of the curve
POST, PRE = ("post", "post-rms"), ("pre", "pre-rms")
MOST, FEW = 0.75, 0.25  # shares of the seeds that count as "learns it" and "does not learn it"
PLACEMENTS = ("none", *POST, *PRE, "peri", "deepnorm")


def plan(variant: str, s: Settings) -> Plan:
    """The Transformer of a variant: `post-rms` is Post-Norm with RMSNorm, without `-rms` it is LayerNorm."""
    placement, _, norm = variant.partition("-")
    d = s["heads"] * s["head_width"]
    return Plan(s["layers"], d, 2 * d, s["heads"], s["vocabulary"], 2 * s["length"], placement, norm or "layer")


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Train one placement until it copies or the steps are over."""
    s, p = trial.settings, plan(trial.variant, trial.settings)
    flat, dice = initial_weights(p, trial.dice(1)), trial.dice(0)
    state, losses, shares = adam_start(flat), [0.0] * 0, [0.0] * 0
    for step in range(1, s["steps"] + 1):
        tokens, targets = copying(dice, s["length"], s["vocabulary"], s["batch"])
        trace = forward(cut(flat, p), tokens, p)
        loss = cross_entropy(trace.logits, targets)
        gradient = backward(cut(flat, p), trace, loss.gradient, p)
        adam_step(flat, gradient, state, step, warmed(s["rate"], step, s["warmup"]), 0.9, 0.98)
        asked = targets >= 0
        losses.append(loss.value)
        shares.append(float((trace.logits.argmax(axis=-1) == targets)[asked].mean()))
        solved = len(shares) >= WINDOW and _mean(shares) > SOLVED
        if solved or step % EVERY == 0 or step == s["steps"]:
            yield Point(step, s["steps"], _mean(losses))
        if solved:
            break
    yield Measured({"solved": solved, "solved_at": step if solved else None, "loss": _mean(losses)})


def _mean(values: Sequence[float]) -> float:
    """The mean of the last WINDOW values."""
    last = values[-WINDOW:]
    return sum(last) / len(last)


def chance(settings: Settings) -> float:
    """Cross-entropy of guessing among the tokens that may have to be copied."""
    return math.log(settings["vocabulary"] - 2)


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Holds if each Pre-Norm learns it in MOST seeds or more and each Post-Norm in FEW or less; does not hold if every
    Post-Norm does as well as the best Pre-Norm. Not decided where nobody learns it, or only one kind is there.
    """
    own = by_variant(results)
    posts, pres = ([share(own[kind]) for kind in kinds if kind in own] for kinds in (POST, PRE))
    figures = {kind: told(trials) for kind, trials in own.items()} | {"layers": settings["layers"]}
    if not posts or not pres:
        return Verdict("not decided", figures, "one-kind")
    figures |= {"pre_all": _told(own, PRE), "post_all": _told(own, POST)}
    if max(posts + pres) == 0:
        return Verdict("not decided", figures, "none")
    if min(pres) >= MOST and max(posts) <= FEW:
        return Verdict("holds", figures)
    if min(posts) >= max(pres):
        return Verdict("does not hold", figures)
    return Verdict("mixed", figures)


def _told(own: dict[str, list[Result]], kinds: Sequence[str]) -> str:
    """`6/6`, over all variants of a kind."""
    trials = [trial for kind in kinds for trial in own.get(kind, [])]
    return f"{len(solved_steps(trials))}/{len(trials)}"


def numbers(s: Settings) -> int:
    """What a layer keeps for its way back: about 14 d and 2 ff a token, the shares, and the weights four times."""
    d, tokens = s["heads"] * s["head_width"], 2 * s["batch"] * s["length"]
    return int(s["layers"] * (tokens * (18 * d + 4 * s["heads"] * s["length"]) + 32 * d * d))


LAB = Lab(
    id="norm-placement",
    source="Xiong et al. (2020), arXiv:2002.04745, §3.2, Figure 2",
    expected={
        "none": {"solved": "0/3"},
        "post": {"solved": "0/3", "loss": 2.64},
        "post-rms": {"solved": "0/3"},
        "pre": {"solved": "3/3", "solved_at": "184–238"},
        "pre-rms": {"solved": "3/3", "solved_at": "162–227"},
        "peri": {"solved": "3/3", "solved_at": "137–182"},
        "deepnorm": {"solved": "3/3", "solved_at": "90–113"},
    },
    settings={
        "placement": Setting(("post", "pre", "deepnorm"), choices=PLACEMENTS),
        "layers": Setting(12, 1, 48),
        "warmup": Setting(0, 0, 10_000),
        "steps": Setting(300, 1, 20_000),
        "rate": Setting(3e-3, 1e-6, 1.0),
        "length": Setting(8, 1, 64),
        "vocabulary": Setting(16, 4, 256),
        "heads": Setting(2, 1, 8),
        "head_width": Setting(16, 1, 64),
        "batch": Setting(16, 1, 128),
    },
    variants=lambda settings: settings["placement"],
    run=run,
    verdict=verdict,
    measures={"solved": Measure("count", "most"), "solved_at": Measure("range", "least"), "loss": Measure("median")},
    picture=Curve("loss", chance=chance, top=4.0),
    asks=Which(won),
    topics=("pre-norm", "post-norm", "transformer-norms"),
    seeds=3,
    cost=11.0,
    quick={"placement": ["post", "pre"], "layers": 1, "length": 3, "head_width": 4, "steps": 40, "seeds": 1},
    numbers=numbers,
)
