"""What a long memory costs: `python -m tests.benchmarks.memory`.

Four figures: the time until the real program has put its first question, with 100,000 logged answers against 1,000;
the time and the memory of a full replay of 100,000; the time to commit one answer. The answers are spread over every
shipped question and two years. `ROUNDS` sets how often the program is started.
"""

from __future__ import annotations

import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tutor.library import Shelf, shipped
from tutor.progress import Event, Log, export_lines, import_lines

ROUNDS = int(os.environ.get("ROUNDS", "15"))
FEW, MANY = 1_000, 100_000
COMMITS = 200
RATIO, SECONDS, MEGABYTES, MILLISECONDS = 1.3, 6.0, 200.0, 20.0

REPLAY = """
import resource, sys, time
from pathlib import Path
from tutor.cli.standing import now
from tutor.progress import Log, replay
taken = []
with Log.open(Path(sys.argv[1]), now()) as log:
    for _ in range(3):  # the shortest: other programs only ever add to it
        start = time.perf_counter()
        cards = replay(log.events())
        taken.append(time.perf_counter() - start)
unit = 2**20 if sys.platform == "darwin" else 2**10
print(min(taken), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, len(cards))
"""


def answers(count: int) -> Iterator[Event]:
    """Yield answers as two years of learning would leave them."""
    dice = random.Random(5)
    shelf = Shelf([shipped()])
    questions = [f"{name}/{one.id}" for name in shelf.ids() for one in shelf.topic(name).questions]
    begin = datetime.now(UTC) - timedelta(days=730)
    for number in range(count):
        moment = begin + timedelta(days=729 * number / count)
        right = dice.random() < 0.8
        certainty = dice.choice(["sure", "think", "guess", None])
        yield Event(
            question=dice.choice(questions),
            time=moment,
            effective=moment,
            machine="0" * 32,
            answer=dice.choice("abcd"),
            right=right,
            credit=float(right),
            certainty=certainty,  # type: ignore[arg-type]
            seconds=round(dice.uniform(2, 60), 3),
        )


def fill(home: Path, count: int) -> Path:
    """Write a log of `count` answers, with its cards cached and its backup of the day made."""
    lines = "".join(export_lines(answers(count), with_answers=True)).encode()
    with Log.open(home, datetime.now(UTC)) as log:
        import_lines(log, io.BytesIO(lines))
    first_question(home), first_question(home)
    return home


def first_question(home: Path) -> float:
    """Start a quiz in a pipe and return the seconds until it waits for the first answer."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env = {**kept, "TUTOR_HOME": str(home), "TUTOR_LANG": "en", "COLUMNS": "80"}
    pipe, command = subprocess.PIPE, [sys.executable, "-m", "tutor", "quiz", "--cram", "-n", "1"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe, env=env) as process:
        assert process.stderr
        said = process.stderr.readline()  # the prompt, which follows the question
        seconds = time.perf_counter() - start
        process.communicate()
    assert b"?" in said, said
    return seconds


def commits(home: Path) -> float:
    """Return the median seconds to commit an answer."""
    taken = []
    with Log.open(home, datetime.now(UTC)) as log:
        for event in answers(COMMITS):
            start = time.perf_counter()
            log.append(event)
            taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def syncs(folder: Path) -> float:
    """Return the median seconds that this disk takes to keep four kilobytes, of which a commit is made."""
    taken = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(COMMITS):
            file.write(bytes(4096))
            start = time.perf_counter()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> int:
    """Print each figure beside its limit; exit 1 if one is above."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = fill(Path(folder, "few"), FEW), fill(Path(folder, "many"), MANY)
        pairs = [(first_question(few), first_question(many)) for _ in range(ROUNDS)]
        short, long = (statistics.median(column) for column in zip(*pairs, strict=True))
        told = subprocess.run([sys.executable, "-c", REPLAY, str(many)], capture_output=True, text=True, check=True)
        seconds, megabytes, _ = map(float, told.stdout.split())
        milliseconds, disk = 1000 * commits(many), 1000 * syncs(Path(folder))
    rows = [
        (
            f"first question, {MANY:,} / {FEW:,} answers",
            long / short,
            RATIO,
            f"{1000 * long:.0f} / {1000 * short:.0f} ms",
        ),
        (f"replay of {MANY:,} answers, s", seconds, SECONDS, ""),
        (f"replay of {MANY:,} answers, MB", megabytes, MEGABYTES, ""),
        (
            "commit of an answer, ms",
            milliseconds,
            MILLISECONDS,
            f"median of {COMMITS}; this disk's fsync takes {disk:.1f}",
        ),
    ]
    for name, value, limit, note in rows:
        print(f"{name:40} {value:8.2f}   at most {limit:6.2f}   {note}")
    return 0 if all(value <= limit for _, value, limit, _ in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
