"""What the labs on long memories share: an LSTM started in several ways, an RNN and a GRU learn to name a class at the
end of a sequence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.training import recurrent
from tutor.engine.training.scores import accuracy, cross_entropy
from tutor.lab.claim import Measure, Measured, Point, Result, Setting, Settings, Trial
from tutor.lab.judging import solved_steps, told

EVERY = 20  # steps between two looks at sequences that were never trained on
BATCHES = 8  # of them at each look
SOLVED = 0.99  # share of right answers
MOST, FEW = 0.75, 0.25  # shares of the seeds that count as "learns it" and "does not learn it"
STARTS = ("rnn", "gru", "bias-0", "bias-1", "bias-5", "chrono")
Task = Callable[[np.random.Generator, int, int], tuple[Array, Array]]

MEASURES = {"solved": Measure("count", "most"), "solved_at": Measure("range", "least"), "accuracy": Measure("median")}


def settings(starts: tuple[str, ...], length: int, steps: int) -> dict[str, Setting]:
    """What can be set in such a lab."""
    return {
        "start": Setting(starts, choices=STARTS),
        "length": Setting(length, 10, 500),
        "hidden": Setting(32, 2, 256),
        "batch": Setting(32, 1, 256),
        "steps": Setting(steps, 1, 100_000),
        "rate_rnn": Setting(1e-3, 1e-6, 1.0),
        "rate_gated": Setting(1e-2, 1e-6, 1.0),
        "clip": Setting(1.0, 1e-3, 1e6),
    }


def numbers(s: Settings) -> int:
    """How many numbers a trial holds at once, the buffers of an LSTM taken for all."""
    return int(s["length"] * s["batch"] * (17 * s["hidden"] + 32))


def started(trial: Trial, F: int, K: int) -> recurrent.Learner:
    """The network of a variant, with the weights that it begins with."""
    s, start = trial.settings, trial.variant
    cell = start if start in ("rnn", "gru") else "lstm"
    net = recurrent.learner(cell, s["length"], F, s["hidden"], K, s["batch"])
    recurrent.initialise(net, trial.dice(1), float(start[5:]) if start.startswith("bias-") else 0.0)
    if start == "chrono":
        recurrent.chrono_biases(net, trial.dice(3), s["length"])
    return net


def classified(trial: Trial, task: Task, F: int, K: int) -> Iterator[Point | Measured]:
    """Train until SOLVED of new sequences are named rightly, or the steps are over."""
    s, net, dice = trial.settings, started(trial, F, K), trial.dice(0)
    T, B = s["length"], s["batch"]
    rate = s["rate_rnn"] if trial.variant == "rnn" else s["rate_gated"]
    unseen = [task(trial.dice(2, batch), T, B) for batch in range(BATCHES)]
    right, step = 0.0, 0
    for step in range(1, s["steps"] + 1):
        recurrent.learn(net, *task(dice, T, B), cross_entropy, step, rate, s["clip"])
        if step % EVERY == 0 or step == s["steps"]:
            right = sum(accuracy(recurrent.forward(net, x), wanted) for x, wanted in unseen) / BATCHES
            yield Point(step, s["steps"], right)
            if right > SOLVED:
                break
    solved = right > SOLVED
    yield Measured({"solved": solved, "solved_at": step if solved else None, "accuracy": right})


def figures(own: dict[str, list[Result]]) -> dict[str, str]:
    """How many seeds of each variant solved it, and after how many steps, for the reading."""
    said = {name.replace("-", "_"): told(trials) for name, trials in own.items()}
    return said | {f"{name.replace('-', '_')}_steps": span(trials) for name, trials in own.items()}


def span(trials: Sequence[Result]) -> str:
    """After how many steps it was solved, from the first to the last seed; a dash if it never was."""
    steps = solved_steps(trials)
    return "–" if not steps else f"{steps[0]}" if steps[0] == steps[-1] else f"{steps[0]}–{steps[-1]}"
