"""How long a command takes to start, as ratios in one run: `python -m tests.benchmarks.startup`.

The floor of a command is what nobody can avoid: a bare Python that imports the third-party modules which the command
has in its own `sys.modules` (top-level packages and submodules alike). What is above the floor is ours: our modules,
reading the content, rendering. Runs are taken in turn, so that a machine that slows down slows all of them; medians
are compared. Search and packs are compared with `tutor explain lstm` itself.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = int(os.environ.get("ROUNDS", "21"))

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

COMMANDS = {
    "explain": (["explain", "lstm"], 1.35),
    "demo": (["demo", "rmsnorm"], 1.35),
}


def third_party(arguments: list[str]) -> list[str]:
    """Return the third-party modules that a command has imported when it ends, in the order of import."""
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as file:
        code = LISTED.format(path=file.name, arguments=arguments)
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=_environment())
        return file.read().split()


def _environment() -> dict[str, str]:
    """Ours, but with compiled modules kept, as on any machine that has run the command once before."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "TUTOR_HOME": tempfile.gettempdir() + "/tutor-benchmark", "TUTOR_LANG": "en", "COLUMNS": "80"}


def seconds(command: list[str]) -> float:
    """Run a command as a whole process and return its wall time."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=_environment())
    return time.perf_counter() - start


def compare(ours: list[str], floor: list[str]) -> tuple[float, float]:
    """Return the median times of two commands, run in turn."""
    seconds(ours), seconds(floor)
    pairs = [(seconds(ours), seconds(floor)) for _ in range(ROUNDS)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def grown(folder: str, copies: int) -> str:
    """Return a pack of copies of the shipped topics under other ids, so that content is as large as it will be."""
    shipped = Path(__file__).parents[2] / "content" / "topics"
    topics = sorted(shipped.iterdir())
    for number in range(copies):
        source = topics[number % len(topics)]
        shutil.copytree(source, Path(folder, "topics", f"{source.name}-{number}"))
    return folder


def searched(tutor: list[str]) -> list[tuple[str, float, float, float]]:
    """Return `tutor search` beside `tutor explain lstm`: with the shipped topics, and with 16 more."""
    explain = [*tutor, "explain", "lstm"]
    with tempfile.TemporaryDirectory() as folder:
        more = ["--content", grown(folder, 16)]
        return [
            ("search", *compare([*tutor, "search", "exploding", "gradient"], explain), 1.6),
            ("search +16", *compare([*tutor, "search", "exploding", "gradient", *more], explain), 1.6),
            ("搜尋 +16", *compare([*tutor, "search", "梯度爆炸", "--lang", "zh-Hant", *more], explain), 1.6),
        ]


def beside_a_pack(tutor: list[str]) -> list[tuple[str, float, float, float]]:
    """Return `tutor explain lstm` with a pack of 1,000 topics beside itself without."""
    explain = [*tutor, "explain", "lstm"]
    with tempfile.TemporaryDirectory() as folder:
        return [("pack 1000", *compare([*explain, "--content", grown(folder, 1000)], explain), 1.1)]


def main() -> int:
    """Print a line a command; exit 1 if a ratio is above its aim."""
    python = [sys.executable]
    tutor = [*python, "-c", "from tutor.cli import main; main()"]
    rows = []
    for name, (arguments, aim) in COMMANDS.items():
        floor = f"from importlib import import_module\nfor name in {third_party(arguments)!r}: import_module(name)"
        rows.append((name, *compare([*tutor, *arguments], [*python, "-c", floor]), aim))
    rows += [*searched(tutor), *beside_a_pack(tutor)]
    rows.append(("--help", *compare([*tutor, "--help"], [*python, "-c", "import typer"]), 1.3))
    print(f"{'command':10} {'ms':>6} {'floor':>6} {'ratio':>6} {'aim':>6}   ({ROUNDS} rounds, medians)")
    for name, ours, floor, aim in rows:
        print(f"{name:10} {1000 * ours:6.0f} {1000 * floor:6.0f} {ours / floor:6.2f} {aim:6.2f}")
    return 0 if all(ours / floor <= aim for _, ours, floor, aim in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
