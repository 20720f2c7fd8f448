"""How long a command takes to start, as ratios in one run: `python -m tests.benchmarks.startup`.

The floor of a command is what nobody can avoid: a bare Python that imports the third-party modules which the command
has in its own `sys.modules` (top-level packages and submodules alike). What is above the floor is ours: our modules,
reading the content, computing, rendering. Help and completion stand beside `import typer`, search and packs beside
`tutor explain lstm`, and with `--peers` other tools beside it too. Both runs of a pair follow each other, so that a
machine that slows down slows both; the ratio is the median of the pairs' ratios. `check` is left out: it takes 10 s.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks import peers

ROUNDS = int(os.environ.get("ROUNDS", "7"))  # with seven, all of it takes 40 s

PYTHON = [sys.executable]
TUTOR = [*PYTHON, "-c", "from tutor.cli import main; main()"]
COMPLETING = {"_TUTOR_COMPLETE": "complete_bash", "COMP_WORDS": "tutor explain ls", "COMP_CWORD": "2"}

LISTED = """
import atexit, sys
def told():
    import sysconfig
    site = sysconfig.get_paths()["purelib"]
    ours = ("tutor", "__editable__", "_virtualenv")
    files = {{name: str(getattr(module, "__file__", None) or "") for name, module in sys.modules.items()}}
    names = [name for name, file in files.items() if file.startswith(site) and not name.startswith(ours)]
    open({path!r}, "w").write("\\n".join(names))
atexit.register(told)
sys.argv = ["tutor", *{arguments!r}]
from tutor.cli import main
main()
"""


@dataclass
class Call:
    """A process to time: its command, what it reads, and what is set for it."""

    command: list[str]
    stdin: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Row:
    """A call beside another; the ratio of their times is to be no greater than `aim`, where there is one."""

    name: str
    ours: Call
    floor: Call
    aim: float | None = None


def tutor(*arguments: str, stdin: str = "", **variables: str) -> Call:
    """Return a call of `tutor`."""
    return Call([*TUTOR, *arguments], stdin, variables)


EXPLAIN = tutor("explain", "lstm")
TYPER = Call([*PYTHON, "-c", "import typer"])
COMMANDS: dict[str, tuple[Call, float | None]] = {
    "explain": (EXPLAIN, 1.15),
    "demo": (tutor("demo", "rmsnorm"), 1.35),
    "lab": (tutor("lab"), None),
    "compare": (tutor("compare", "lstm", "gru"), None),
    "topics": (tutor("topics"), None),
    "define": (tutor("define", "gate"), None),
    "quiz": (tutor("quiz", "lstm", "-n", "1", "--cram", "--seed", "1", stdin="s\n"), None),
    "progress": (tutor("progress"), None),
    "home": (tutor(), None),
}


def third_party(call: Call) -> list[str]:
    """Return the third-party modules that a call of `tutor` has imported when it ends, in the order of import."""
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as file:
        code = LISTED.format(path=file.name, arguments=call.command[len(TUTOR) :])
        seconds(Call([*PYTHON, "-c", code], call.stdin, call.variables))
        return file.read().split()


def beside_its_floor(name: str, call: Call, aim: float | None) -> Row:
    """Return a command beside the imports that it cannot avoid."""
    floor = f"from importlib import import_module\nfor name in {third_party(call)!r}: import_module(name)"
    return Row(name, call, Call([*PYTHON, "-c", floor]), aim)


def seconds(call: Call) -> float:
    """Run a call as a whole process and return its wall time. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    variables = {**_environment(), **call.variables}
    nowhere = subprocess.DEVNULL
    subprocess.run(call.command, check=True, stdout=nowhere, stderr=nowhere, input=call.stdin, text=True, env=variables)
    return time.perf_counter() - start


def _environment() -> dict[str, str]:
    """Ours, but with compiled modules kept, as on any machine that has run the command once before."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "TUTOR_HOME": tempfile.gettempdir() + "/tutor-benchmark", "TUTOR_LANG": "en", "COLUMNS": "80"}


def compare(row: Row) -> tuple[float, float, float]:
    """Return the median times of a row's two calls, run in turn, and the median of their ratios."""
    seconds(row.ours), seconds(row.floor)
    pairs = [(seconds(row.ours), seconds(row.floor)) for _ in range(ROUNDS)]
    ours, floor = (statistics.median(times) for times in zip(*pairs, strict=True))
    return ours, floor, statistics.median(one / other for one, other in pairs)


def grown(folder: str, copies: int) -> str:
    """Return a pack of copies of the shipped topics under other ids."""
    shipped = Path(__file__).parents[2] / "content" / "topics"
    topics = sorted(shipped.iterdir())
    for number in range(copies):
        source = topics[number % len(topics)]
        shutil.copytree(source, Path(folder, "topics", f"{source.name}-{number}"))
    return folder


def rows(pack: str) -> Iterator[Row]:
    """Yield what is compared; `pack` is a folder of many topics."""
    for name, (call, aim) in COMMANDS.items():
        yield beside_its_floor(name, call, aim)
    yield Row("search", tutor("search", "exploding", "gradient"), EXPLAIN, 1.6)
    yield Row("搜尋", tutor("search", "梯度爆炸", "--lang", "zh-Hant"), EXPLAIN, 1.6)
    yield Row("pack 1000", tutor("explain", "lstm", "--content", pack), EXPLAIN, 1.1)
    yield Row("--help", tutor("--help"), TYPER, 1.2)
    yield Row("completion", tutor(**COMPLETING), TYPER, 1.2)


def main() -> int:
    """Print a line a command; exit 1 if a ratio is above its aim."""
    print(f"{'command':10} {'ms':>6} {'floor':>6} {'ratio':>6} {'aim':>6}   ({ROUNDS} rounds, medians)")
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        asked = list(rows(grown(folder, 1000)))
        if "--peers" in sys.argv[1:]:
            asked += [Row(name, EXPLAIN, Call(command), 1.0) for name, command in peers.commands().items()]
        for row in asked:
            ours, floor, ratio = compare(row)
            aim = f"{row.aim:6.2f}" if row.aim else f"{'':6}"
            print(f"{row.name:10} {1000 * ours:6.0f} {1000 * floor:6.0f} {ratio:6.2f} {aim}", flush=True)
            missed |= row.aim is not None and ratio > row.aim
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
