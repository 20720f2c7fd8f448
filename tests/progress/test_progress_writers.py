"""Many writers, and writers that are killed. `TUTOR_LONG=1` kills 200 of them instead of 12."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tutor
from tutor.progress import Log

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
KILLS = 200 if os.environ.get("TUTOR_LONG") else 12


def writer(home: Path, *arguments: int) -> subprocess.Popen[str]:
    program = Path(__file__).with_name("writer.py")
    environment = {**os.environ, "PYTHONPATH": str(Path(next(iter(tutor.__path__))).parent)}
    command = [sys.executable, str(program), str(home), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def ids_in(home: Path) -> set[str]:
    with Log.open(home, NOW) as log:
        assert log.notices == []
        return {event.id for event in log.events()}


def test_ten_writers_at_once_on_a_new_log_lose_nothing(folder: Path) -> None:
    writers = [writer(folder, 25) for _ in range(10)]
    said = [line for process in writers for line in process.communicate(timeout=120)[0].split()]
    assert [process.returncode for process in writers] == [0] * 10
    assert len(said) == 250
    assert ids_in(folder) == set(said)


def test_writers_that_meet_a_damaged_log_at_once_repair_it_once_and_lose_nothing(folder: Path) -> None:
    before = set(writer(folder, 100).communicate(timeout=60)[0].split())
    Log.open(folder, NOW).close()  # makes the backup
    (folder / "progress.sqlite3").write_bytes(b"Dear diary, " * 1000)
    writers = [writer(folder, 10) for _ in range(8)]
    said = [line for process in writers for line in process.communicate(timeout=120)[0].split()]
    assert len(said) == 80
    assert ids_in(folder) == before | set(said)
    assert len(list(folder.glob("progress.damaged-*.sqlite3"))) == 1


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_kill_9_at_a_random_moment_loses_no_acknowledged_answer(folder: Path) -> None:
    moments = random.Random(9)
    said: set[str] = set()
    for _ in range(KILLS):
        process = writer(folder, 100_000)
        assert process.stdout is not None
        said.update(process.stdout.readline().strip() for _ in range(moments.randint(1, 20)))
        time.sleep(moments.uniform(0, 0.004))  # somewhere within the next commits
        process.send_signal(signal.SIGKILL)
        # A line cut off by the kill was not acknowledged.
        said.update(line.strip() for line in process.communicate()[0].splitlines(keepends=True) if line.endswith("\n"))
    lost = said - ids_in(folder)
    print(f"{KILLS} kills, {len(said)} acknowledged answers, {len(lost)} lost")
    assert lost == set()
    assert len(said) >= KILLS


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
def test_a_full_disk_is_told_and_loses_no_acknowledged_answer(folder: Path) -> None:
    with Log.open(folder, NOW):
        size = (folder / "progress.sqlite3").stat().st_size
    *said, error = writer(folder, 100_000, size + 40_000).communicate(timeout=60)[0].splitlines()
    assert error == "error unwritable"
    assert len(said) > 20
    assert ids_in(folder) == set(said)


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
def test_a_disk_that_is_already_full_is_told_at_once(folder: Path) -> None:
    program = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.argv = ["writer.py", {str(folder)!r}, "1"]
exec(open({str(Path(__file__).with_name("writer.py"))!r}, encoding="utf-8").read())
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(next(iter(tutor.__path__))).parent)}
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment)
    # A pipe has no size, so the verdict gets through.
    assert done.stdout == "error unwritable\n"
    assert [path.name for path in folder.iterdir()] == []
