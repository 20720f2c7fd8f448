"""The edge of the program: every way to end, and its exit code.

0 done · 1 the answer is no · 2 the call, the input or the content is wrong · 70 our fault · 130 interrupted.
"""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from types import FrameType
from typing import Any, NoReturn

from tutor.cli.columns import forget_odd_sizes

_heard: list[int] = []  # the interrupts that came, whatever became of them


def run() -> NoReturn:
    """Run the app on `sys.argv` and exit."""
    forget_odd_sizes(os.environ)
    _open_streams()
    _lose_no_interrupt()
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()  # `tutor … | head` has read enough
        code = 0
    except OSError as error:
        _silence_stdout()
        _tell(_said(f"The output could not be written ({error.strerror}); make room or write it elsewhere."))
        code = 2
    except KeyboardInterrupt:
        code = 130
    gc.freeze()  # the collections at exit would look at every object once more: a tenth of a start
    sys.exit(code)


def _open_streams() -> None:
    """Make the three streams safe: a closed one is nowhere, and an odd encoding costs a character, not a traceback."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as the program
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _lose_no_interrupt() -> None:
    """Send Ctrl-C once more where Python had to ignore it: at a start, 1 of 100 comes in a callback of import."""

    def heard(number: int, frame: FrameType | None) -> None:
        _heard.append(number)
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, heard)
    usual = sys.unraisablehook

    def once_more(number: int, frame: FrameType | None) -> None:
        signal.raise_signal(signal.SIGINT)

    def unraisable(ignored: Any) -> None:
        if issubclass(ignored.exc_type, KeyboardInterrupt) and hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, once_more)
            signal.setitimer(signal.ITIMER_REAL, 0.01)
        else:
            usual(ignored)

    sys.unraisablehook = unraisable


def _run() -> int:
    from typer.exceptions import TyperException

    from tutor.cli.app import COMPLETING, command_for

    try:
        code = command_for(sys.argv[1:], os.environ)(standalone_mode=False, prog_name="tutor")
    except TyperException as error:
        return 0 if COMPLETING in os.environ else _usage(error)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer ends with 1 before we see it
            raise end.__context__ from None
        raise
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if COMPLETING in os.environ:  # somebody is typing: what we say would stand in the middle of their line
            return 0
        if _heard:  # an import that is broken off ends in any error: of a class half made, of NumPy's C
            raise KeyboardInterrupt from None
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO):
            raise
        return _our_fault()
    return code if isinstance(code, int) else 0


def _usage(error: Exception) -> int:
    from tutor.cli.naming import shortened

    message = error.format_message() if hasattr(error, "format_message") else str(error)
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "tutor"
    sentence = _said(shortened(" ".join(message.split()), sys.argv[1:]).rstrip("."))
    _tell(_said(f"{sentence}; `{command} --help` lists what can be given."))
    return 2


def _tell(sentence: str) -> None:
    from tutor.cli.telling import tell  # a start that goes well needs none of it

    tell(sentence)


def _said(sentence: str) -> str:
    """`sentence` in the language of the call; in English where even that cannot be found out."""
    from tutor.cli.helping import catalog_of, language_of, said

    try:
        return said(sentence, catalog_of(language_of(sys.argv[1:], os.environ)))
    except Exception:  # a fault of the content must not hide what is to be said
        return sentence


def _our_fault() -> int:
    import traceback
    from datetime import UTC, datetime
    from pathlib import Path

    report = traceback.format_exc()
    try:
        from tutor.progress import home

        folder = home(os.environ) or Path.cwd()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"fault-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
        path.write_text(report, encoding="utf-8")
        where = f"saved in {path}"
    except Exception:  # reporting a fault must not be a second one
        where = "it could not be saved"
    last = report.strip().splitlines()[-1][:200]
    _tell(_said(f"This is a fault of tutor, not yours: {last} ({where}); please report it."))
    return 70


def _silence_stdout() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
