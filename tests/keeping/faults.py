"""What can happen to a played quiz, with the real program: `python -m tests.keeping.faults` (the long form).

Every scenario plays `tutor quiz` in processes of their own and returns a `Tally`: how many answers had got their
feedback, and how many of those the log does not hold afterwards. Each answer is a word that no other one is, and no
question takes, so that it can be found again.
"""

from __future__ import annotations

import os
import random
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import environment
from tutor.progress import Event, Log

KILLS = 200
SHORT_KILLS = 10
VERDICT = re.compile(r"^\s*✗ (?:Not right|Partly right|Here is how it goes)", re.MULTILINE)
PYTHON = [sys.executable, "-m", "tutor"]


@dataclass(frozen=True)
class Tally:
    """How many programs were tried, how many answers had got their feedback, how many of those are lost."""

    tried: int
    answered: int
    lost: int


def words(label: str, count: int) -> list[str]:
    """Return answers that no question takes."""
    return [f"zz{label}n{number:03}" for number in range(count)]


def quiz(seed: int, count: int = 15) -> list[str]:
    """Return the command of a quiz with `count` questions of the shipped content."""
    return [*PYTHON, "quiz", "residual", "-n", str(count), "--seed", str(seed), "--cram"]


def start(command: Sequence[str], home: Path, **more: object) -> subprocess.Popen[bytes]:
    """Start a program that reads from a pipe and writes each line at once."""
    pipe = subprocess.PIPE
    env = environment(home, PYTHONUNBUFFERED="1")
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=env, **more)  # type: ignore[call-overload,no-any-return]


def verdicts(text: bytes) -> int:
    """Count the answers that have got their feedback."""
    return len(VERDICT.findall(text.decode("utf-8", "replace")))


def in_log(home: Path) -> list[str]:
    """Return the raw answers that the log holds; opening it must find nothing to repair."""
    with Log.open(home, datetime.now(UTC)) as log:
        assert log.notices == [], log.notices
        return [event.answer or "" for event in log.events() if event.kind == "answer"]


def lost(home: Path, given: Sequence[str], seen: int) -> int:
    """Count the first `seen` of the given answers that the log does not hold."""
    return len(set(given[:seen]) - set(in_log(home)))


# ---- killed at a random moment


def kill_in_a_pipe(home: Path, dice: random.Random, number: int) -> Tally:
    """Feed a quiz from a pipe, kill it after a random part of its answers, at a random moment of the next."""
    given = words(f"k{number}", 15)
    process = start(quiz(number), home)
    assert process.stdin and process.stdout
    process.stdin.write("".join(f"{word}\n" for word in given).encode())
    process.stdin.flush()
    wanted, told = dice.randint(1, 14), b""
    while verdicts(told) < wanted and (part := os.read(process.stdout.fileno(), 4096)):
        told += part
    time.sleep(dice.uniform(0, 0.01))
    process.send_signal(signal.SIGKILL)
    told += process.communicate()[0]
    seen = verdicts(told)
    return Tally(1, seen, lost(home, given, seen))


def kill_in_a_terminal(home: Path, dice: random.Random, number: int) -> Tally:
    """Play a quiz in a terminal, giving up every question, and kill it somewhere; empty answers are counted."""
    import pty

    before = len(in_log(home))
    master, slave = pty.openpty()
    env = environment(home, TERM="dumb")
    process = subprocess.Popen([*quiz(number), "--plain"], stdin=slave, stdout=slave, stderr=slave, env=env)
    os.close(slave)
    wanted, told, deadline = dice.randint(1, 5), b"", time.monotonic() + 30
    while verdicts(told) < wanted and time.monotonic() < deadline:
        os.write(master, b"\n")
        told += _available(master, 0.2)
    time.sleep(dice.uniform(0, 0.01))
    process.send_signal(signal.SIGKILL)
    process.wait()
    told += _available(master, 0.1)
    os.close(master)
    seen = verdicts(told)
    return Tally(1, seen, max(seen - (len(in_log(home)) - before), 0))


def _available(master: int, patience: float) -> bytes:
    told = b""
    while select.select([master], [], [], patience)[0]:
        try:
            part = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        told += part
        patience = 0.02
    return told


def kills(home: Path, count: int) -> Tally:
    """Kill `count` quizzes on one log, one in five of them in a terminal."""
    dice = random.Random(9)
    ways = [kill_in_a_terminal if number % 5 == 4 else kill_in_a_pipe for number in range(count)]
    return total(way(home, dice, number) for number, way in enumerate(ways))


def total(tallies: Iterator[Tally]) -> Tally:
    """Add tallies up."""
    rows = [(one.tried, one.answered, one.lost) for one in tallies]
    return Tally(*(sum(column) for column in zip(*rows, strict=True)))


# ---- several at once, and a full disk


def at_once(home: Path, programs: int, answers: int) -> Tally:
    """Play several quizzes at once on one new log."""
    given = [words(f"a{number}", answers) for number in range(programs)]
    started = [start(quiz(number, answers), home) for number in range(programs)]
    told = [
        process.communicate("".join(f"{word}\n" for word in own).encode(), timeout=120)[0]
        for process, own in zip(started, given, strict=True)
    ]
    assert [process.returncode for process in started] == [0] * programs
    seen = [verdicts(text) for text in told]
    assert seen == [answers] * programs, seen
    kept = set(in_log(home))
    return Tally(programs, sum(seen), len({word for own in given for word in own} - kept))


def filled(home: Path) -> int:
    """Fill a log above the size that opening it needs for itself, and return its size."""
    with Log.open(home, datetime.now(UTC)) as log:
        for number in range(20):
            log.append(Event(question=f"old/{number}", time=datetime.now(UTC), answer="x" * 8000))
    return (home / "progress.sqlite3").stat().st_size


def full_disk(home: Path) -> Tally:
    """Play on where files may not grow any further: what was kept stays, the rest is said not to be."""
    limit = filled(home) + 4 * 4096

    def limited() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return _played_until_full(home, start(quiz(1), home, preexec_fn=limited))


def tiny_disk(home: Path) -> Tally | None:
    """The same on a file system of 256 KiB; None where none can be mounted."""
    home.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(home)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        return None
    try:
        with Log.open(home, datetime.now(UTC)):
            pass
        (home / "ballast").write_bytes(bytes(256 * 1024 - (home / "progress.sqlite3").stat().st_size - 80 * 1024))
        return _played_until_full(home, start(quiz(1), home))
    finally:
        subprocess.run(["umount", str(home)], check=True)


def _played_until_full(home: Path, process: subprocess.Popen[bytes]) -> Tally:
    given = [word + "y" * 3900 for word in words("f", 15)]
    assert process.stdin and process.stdout and process.stderr
    told, said = process.communicate("".join(f"{word}\n" for word in given).encode(), timeout=60)
    assert process.returncode == 0, said.decode()
    assert verdicts(told) == 15, "the quiz goes on"
    assert "Answers cannot be kept in" in said.decode()
    assert "These answers are not kept" in told.decode()
    (home / "ballast").unlink(missing_ok=True)  # reading needs room, too
    kept = [word[:40] for word in in_log(home) if word.startswith("zzf")]
    short = [word[:40] for word in given]
    assert 0 < len(kept) < 15, len(kept)
    # An answer was lost in silence if a later one was kept: the sentence comes with the first that is not.
    return Tally(1, len(kept), len(set(short[: len(kept)]) - set(kept)))


SCENARIOS: dict[str, Callable[[Path], Tally | None]] = {
    f"kill -9 at {KILLS} random moments": lambda home: kills(home, KILLS),
    "two quizzes at once, 20 times": lambda home: total(at_once(home / str(n), 2, 15) for n in range(20)),
    "ten quizzes at once": lambda home: at_once(home, 10, 15),
    "a disk that fills up (limit of a file's size)": full_disk,
    "a disk that fills up (file system of 256 KiB)": tiny_disk,
}


def main() -> int:
    """Print a line a scenario; exit 1 if an answer was lost."""
    tallies = []
    for name, play in SCENARIOS.items():
        with tempfile.TemporaryDirectory() as folder:
            tally = play(Path(folder, "home"))
        if tally is None:
            print(f"{name:48} not tried: nothing can be mounted here")
            continue
        tallies.append(tally)
        print(f"{name:48} {tally.tried:4} programs {tally.answered:5} answers {tally.lost:3} lost", flush=True)
    whole = total(iter(tallies))
    print(f"{'in all':48} {whole.tried:4} programs {whole.answered:5} answers {whole.lost:3} lost")
    return 1 if whole.lost else 0


if __name__ == "__main__":
    sys.exit(main())
