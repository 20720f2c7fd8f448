"""Ctrl-C as a wish: the first is granted at the next tick, the second is as ever."""

from __future__ import annotations

import os
import signal

import pytest

from tutor.cli.measuring.interrupts import SIGNALS, Interrupts


def test_the_first_signal_is_a_wish_and_the_second_ctrl_c_an_exception() -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    with Interrupts() as interrupts:
        assert not interrupts.wished
        os.kill(os.getpid(), signal.SIGTERM)
        assert interrupts.wished
        os.kill(os.getpid(), signal.SIGTERM)  # asking twice to end is no reason to break off
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_handlers_come_back_after_a_fault() -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    with pytest.raises(ZeroDivisionError), Interrupts():
        raise ZeroDivisionError
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_what_is_ignored_stays_ignored() -> None:
    number = SIGNALS[-1]
    before = signal.signal(number, signal.SIG_IGN)  # as `nohup` leaves SIGHUP
    try:
        with Interrupts() as interrupts:
            os.kill(os.getpid(), number)
            assert not interrupts.wished
        assert signal.getsignal(number) is signal.SIG_IGN
    finally:
        signal.signal(number, before)
