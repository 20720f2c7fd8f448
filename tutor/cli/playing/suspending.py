"""Ctrl-Z: the job sleeps as any other does, and the terminal is as it was until `fg` wakes it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

CTRL_Z = "\x1a"


def suspend(leave: str = "", enter: str = "") -> None:
    """Send the whole job to sleep; `leave` is written before it, `enter` after it. Nothing where there are no jobs."""
    if hasattr(signal, "SIGTSTP"):
        sys.stdout.write(leave)
        sys.stdout.flush()
        os.kill(0, signal.SIGTSTP)
        sys.stdout.write(enter)
        sys.stdout.flush()


@contextmanager
def asleep(before: Callable[[], object], after: Callable[[], object]) -> Iterator[None]:
    """Run `before` when the terminal sends this process to sleep, and `after` when it wakes."""
    if not hasattr(signal, "SIGTSTP"):
        yield
        return

    def sleep(number: int, frame: FrameType | None) -> None:
        before()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, sleep)
        after()

    previous = signal.signal(signal.SIGTSTP, sleep)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, previous)
