"""Add two marked numbers of a long sequence: a plain RNN guesses, gated cells learn it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.engine.training import recurrent
from tutor.engine.training.tasks import ADDING_CHANCE, adding
from tutor.lab.claim import Curve, Lab, Measure, Measured, Point, Result, Setting, Settings, Trial, Verdict, Which
from tutor.lab.judging import by_variant, share, told, won
from tutor.lab.sequences import span

EVERY = 50  # steps between two looks at sequences that were never trained on
BATCHES = 8  # of them at each look
SOLVED = 0.01  # mean squared error
GATED = ("lstm", "gru")
MOST, FEW = 0.75, 0.25  # shares of the seeds that count as "learns it" and "does not learn it"


def run(trial: Trial) -> Iterator[Point | Measured]:
    """Train one cell until it has solved the task or the steps are over."""
    s, cell = trial.settings, trial.variant
    T, B = s["length"], s["batch"]
    net = recurrent.learner(cell, T, 2, s["hidden"], 1, B)
    recurrent.initialise(net, trial.dice(1), s["forget_bias"])
    dice, rate = trial.dice(0), s["rate_rnn"] if cell == "rnn" else s["rate_gated"]
    unseen = [adding(trial.dice(2, batch), T, B) for batch in range(BATCHES)]
    error = ADDING_CHANCE
    for step in range(1, s["steps"] + 1):
        recurrent.learn(net, *adding(dice, T, B), recurrent.mean_square, step, rate, s["clip"])
        if step % EVERY == 0 or step == s["steps"]:
            losses = [recurrent.mean_square(recurrent.forward(net, x), wanted)[0] for x, wanted in unseen]
            error = sum(losses) / BATCHES
            yield Point(step, s["steps"], error)
            if error < SOLVED:
                break
    solved = error < SOLVED
    yield Measured({"solved": solved, "solved_at": step if solved else None, "error": error})


def verdict(results: Sequence[Result], settings: Settings) -> Verdict:
    """Holds if each gated cell learns it in MOST seeds or more and the RNN in FEW or less; does not hold if the RNN
    learns it in as many seeds as the better gated cell. Not decided where nobody learns it, or only one kind is there.
    """
    own = by_variant(results)
    gated = [own[cell] for cell in GATED if cell in own]
    figures = {cell: told(trials) for cell, trials in own.items()}
    figures |= {f"{cell}_steps": span(trials) for cell, trials in own.items()}
    if "rnn" not in own or not gated:
        return Verdict("not decided", figures, "one-kind")
    rnn = share(own["rnn"])
    if not any(map(share, own.values())):
        return Verdict("not decided", figures, "none")
    if rnn <= FEW and min(map(share, gated)) >= MOST:
        return Verdict("holds", figures)
    if rnn >= max(map(share, gated)):
        return Verdict("does not hold", figures)
    return Verdict("mixed", figures)


LAB = Lab(
    id="adding",
    source="Hochreiter & Schmidhuber (1997), Neural Computation 9(8), Table 7",
    expected={
        "rnn": {"solved": "0/4"},
        "lstm": {"solved": "4/4", "solved_at": "500–600"},
        "gru": {"solved": "4/4", "solved_at": "200–300"},
    },
    settings={
        "cell": Setting(("rnn", "lstm", "gru"), choices=("rnn", "lstm", "gru")),
        "length": Setting(100, 4, 1000),
        "hidden": Setting(32, 2, 256),
        "batch": Setting(32, 1, 256),
        "steps": Setting(2000, 1, 100_000),
        "rate_rnn": Setting(1e-3, 1e-6, 1.0),
        "rate_gated": Setting(1e-2, 1e-6, 1.0),
        "forget_bias": Setting(1.0, -10, 10),
        "clip": Setting(1.0, 1e-3, 1e6),
    },
    variants=lambda settings: settings["cell"],
    run=run,
    verdict=verdict,
    measures={"solved": Measure("count", "most"), "solved_at": Measure("range", "least"), "error": Measure("median")},
    picture=Curve("error", chance=lambda settings: ADDING_CHANCE),
    asks=Which(won),
    topics=("rnn-vs-lstm", "lstm", "vanishing-gradients"),
    seeds=4,
    cost=15.0,
    quick={"length": 10, "steps": 100, "seeds": 1},
    numbers=lambda settings: settings["length"] * settings["batch"] * (17 * settings["hidden"] + 8),
)
