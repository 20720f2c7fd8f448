"""Runs trials side by side, each in a process that can be ended at any moment, and tells what they tell.

One pipe a worker, and no queue, lock or thread between them: whatever is killed takes only its own trial with it. What
a trial computes depends on its variant, seed and settings, not on how many run beside it or in which order. Workers
fork where that is safe (Linux), since starting Python and NumPy anew costs a fifth of a second each.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from tutor.lab.claim import Lab, Measured, Point, Result, Settings, Trial

TICK = 0.1  # seconds without news after which the caller may look around
PATIENCE = 1.0  # seconds that a worker has to obey, before it is killed
MOST_WORKERS = 8
Job = tuple[str, int]


class TrialError(RuntimeError):
    """A trial raised an exception, which is a fault of the lab; `str()` is its traceback."""


@dataclass(frozen=True, slots=True)
class Told:
    """A trial is at a point of its way."""

    variant: str
    seed: int
    point: Point


@dataclass(frozen=True, slots=True)
class Ended:
    """A trial has ended; `result.measured` is None where it was stopped, or its process died."""

    result: Result


def jobs(lab: Lab, settings: Settings, seeds: int) -> list[Job]:
    """All trials, seed by seed, so that a run that is stopped has some of every variant."""
    return [(variant, seed) for seed in range(seeds) for variant in lab.variants(settings)]


def run(
    lab: Lab,
    settings: Settings,
    seeds: int,
    *,
    workers: int,
    clock: Callable[[], float],
    seconds: float,
    stopped: Callable[[], bool] = lambda: False,
) -> Generator[Told | Ended | None, None, None]:
    """Yield what trials tell, and None at least every TICK seconds; last, those that were stopped, as Ended.

    It stops once `stopped()` or after `seconds` of `clock`. Close it (`contextlib.closing`): then no process is left.
    Raises TrialError.
    """
    waiting = jobs(lab, settings, seeds)
    points: dict[Job, list[Point]] = {job: [] for job in waiting}
    end = clock() + seconds
    crew: dict[Connection, _Worker] = {}
    try:
        for _ in range(1 if lab.timed else max(1, min(workers, MOST_WORKERS, len(waiting)))):
            worker = _hire(lab, settings, clock)
            crew[worker.pipe] = worker
            if not worker.take(waiting):  # dead before it began
                crew.pop(worker.pipe).dismiss()
        while crew and not stopped() and clock() < end:
            for pipe in wait(list(crew), TICK):
                worker = crew[pipe]  # type: ignore[index]  # wait returns what it was given
                told = worker.hear(points)
                if isinstance(told, Ended) and not worker.take(waiting):
                    crew.pop(worker.pipe).dismiss()
                if told is not None:
                    yield told
            yield None
    finally:
        for worker in crew.values():
            worker.process.terminate()
        for worker in crew.values():
            worker.dismiss()
    for job, own in points.items():
        yield Ended(Result(*job, None, own))


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the pipe to it, and the trial it is at."""

    process: BaseProcess
    pipe: Connection
    job: Job | None = field(default=None)

    def take(self, waiting: list[Job]) -> bool:
        """Give it the next trial; False where none is left, or it is dead."""
        self.job = waiting.pop(0) if waiting and self.process.is_alive() else None
        if self.job is not None:
            with contextlib.suppress(OSError):  # it may die this moment: `hear` will find out
                self.pipe.send(self.job)
        return self.job is not None

    def hear(self, points: dict[Job, list[Point]]) -> Told | Ended | None:
        """Return its next news, after writing it into `points`, which loses a trial that has ended."""
        assert self.job is not None
        try:
            news = self.pipe.recv()
        except (EOFError, OSError):
            news = None
        if isinstance(news, str):
            raise TrialError(news)
        if isinstance(news, Point):
            points[self.job].append(news)
            return Told(*self.job, news)
        return Ended(Result(*self.job, news.values if news else None, points.pop(self.job)))

    def dismiss(self) -> None:
        """See it gone. It is told to go, since its pipe does not end while a worker that was forked later holds it."""
        self.process.terminate()
        self.pipe.close()
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


def _hire(lab: Lab, settings: Settings, clock: Callable[[], float]) -> _Worker:
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, ours, lab, settings, clock, os.getpid()), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(
    pipe: Connection, other: Connection, lab: Lab, settings: Settings, clock: Callable[[], float], parent: int
) -> None:
    """The life of a worker. Ctrl-C goes to all processes of a terminal: only the parent answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    other.close()  # so that the pipe ends when the parent does
    try:
        while True:
            variant, seed = pipe.recv()
            for news in told(lab, Trial(variant, seed, settings, clock)):
                if os.getppid() != parent:
                    return
                pipe.send(news)
    except (EOFError, OSError):
        return
    except MemoryError:
        return  # the parent sees it gone, and the trial unfinished
    except Exception:
        import traceback

        pipe.send(traceback.format_exc())


def told(lab: Lab, trial: Trial) -> Iterator[Point | Measured]:
    """What one trial tells, in this process. Numbers that leave the range of floats do so without a warning."""
    import numpy

    with numpy.errstate(all="ignore"):
        yield from lab.run(trial)


def alone(lab: Lab, variant: str, seed: int, settings: Settings, clock: Callable[[], float]) -> Result:
    """Run one trial to its end in this process."""
    points: list[Point] = []
    measured: dict[str, Any] | None = None
    for news in told(lab, Trial(variant, seed, settings, clock)):
        if isinstance(news, Point):
            points.append(news)
        else:
            measured = dict(news.values)
    return Result(variant, seed, measured, points)


def progress(points: Sequence[Point]) -> float:
    """Which part of its way a trial has gone, as it stands."""
    return points[-1].step / points[-1].of if points else 0.0
