"""Runs mutated cases of a target and notes what a learner must never see: a traceback, a hang, a flood of memory."""

from __future__ import annotations

import contextlib
import io
import random
import resource
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.targets import Target, case, tried

HANG = 2.0  # seconds of computing, which a busy machine does not stretch
BLOCKED = 30.0  # seconds on the wall, for what waits and computes nothing
MOST_MEMORY = 300  # MB, of the whole process


class HangError(BaseException):
    """A case computed longer than HANG or waited longer than BLOCKED; no handler of the program may catch it."""


@dataclass
class Report:
    """What came of the cases of one target."""

    cases: int = 0
    slowest: float = 0.0
    findings: list[tuple[bytes, str]] = field(default_factory=list)


def run(target: Target, count: int, seed: int) -> Report:
    """Try `count` cases; the same seed makes the same cases."""
    report, dice = Report(), random.Random(seed)
    for _ in range(count):
        data = case(target, dice)
        report.cases += 1
        began = time.process_time()
        try:
            with _limited(), _quiet():
                tried(target, data)
        except (Exception, HangError):
            report.findings.append((data, traceback.format_exc()))
        report.slowest = max(report.slowest, time.process_time() - began)
    return report


def memory() -> float:
    """Most memory that this process has held so far, in MB."""
    with contextlib.suppress(OSError):  # Linux, where ru_maxrss counts what the parent held before this program began
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    def hang(number: int, frame: object) -> None:
        raise HangError

    timers = {signal.SIGPROF: (signal.ITIMER_PROF, HANG), signal.SIGALRM: (signal.ITIMER_REAL, BLOCKED)}
    before = {number: signal.signal(number, hang) for number in timers}
    for timer, seconds in timers.values():
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for number, (timer, _) in timers.items():
            signal.setitimer(timer, 0)
            signal.signal(number, before[number])


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with contextlib.redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
