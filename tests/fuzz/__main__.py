"""The long form: `python -m tests.fuzz [--count 20000] [--seed 0] [--guided SECONDS] [TARGET…]`; a table, and 1 if
anything was found. `--guided` lets atheris (if it is installed) look for new paths through one target.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.running import MOST_MEMORY, memory, run
from tests.fuzz.targets import TARGETS, tried


def main() -> int:
    """Run the targets and print a line each."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all if left out")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--guided", type=int, default=0, metavar="SECONDS")
    chosen = parser.parse_args()
    names = chosen.targets or list(TARGETS)
    if chosen.guided:
        return _guided(names[0], chosen.guided)
    print(f"{'target':14} {'cases':>7} {'tracebacks and hangs':>21} {'slowest':>9} {'memory':>8} {'seconds':>8}")
    found = 0
    for name in names:
        began = time.perf_counter()
        report = run(TARGETS[name], chosen.count, chosen.seed)
        found += len(report.findings)
        took = time.perf_counter() - began
        counts = f"{name:14} {report.cases:7,} {len(report.findings):21}"
        print(f"{counts} {report.slowest:7.2f} s {memory():5.0f} MB {took:8.0f}", flush=True)
        _keep(name, report.findings)
    return int(found > 0 or memory() > MOST_MEMORY)


def _keep(name: str, findings: list[tuple[bytes, str]]) -> None:
    """Write each kind of finding (by the last line of its traceback) to a file, to be made a fixture."""
    kinds = {report.strip().splitlines()[-1][:120]: (data, report) for data, report in findings}
    for number, (kind, (data, report)) in enumerate(sorted(kinds.items())[:10]):
        place = Path(tempfile.gettempdir(), f"fuzz-{re.sub('[^a-z]', '-', name)}-{number}")
        place.with_suffix(".case").write_bytes(data)
        place.with_suffix(".txt").write_text(report, encoding="utf-8")
        print(f"    {kind}\n    the case is {place.with_suffix('.case')}", flush=True)


def _guided(name: str, seconds: int) -> int:
    try:
        import atheris
    except ImportError:
        print("atheris is not installed; `pip install atheris` brings it where it has a build.", file=sys.stderr)
        return 2
    target = TARGETS[name]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.seeds):
            Path(corpus, str(number)).write_bytes(seed)
        atheris.instrument_all()
        options = [f"-max_total_time={seconds}", "-timeout=2", "-rss_limit_mb=1000", "-max_len=20000"]
        atheris.Setup([sys.argv[0], *options, corpus], lambda data: tried(target, data))
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
