"""Every Python from 3.11 on that this machine has, with lowest and newest dependencies: `python -m tests.matrix`.

Each combination gets an environment of its own by `uv` and runs the suite there; what stands behind `--` goes to
pytest. `python -m tests.matrix 3.13 lowest-direct` runs what these words name. `TUTOR_PYTHONS` names further
interpreters, separated by `os.pathsep`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
OLDEST = (3, 11)
RESOLUTIONS = ("lowest-direct", "highest")
TELLS = "import sys, platform; print(sys.version_info[0], sys.version_info[1], platform.python_version())"


def interpreters() -> dict[str, str]:
    """Return version -> path of every interpreter from 3.11 on that starts: on PATH, of pyenv, of TUTOR_PYTHONS."""
    found: dict[str, str] = {}
    named = os.environ.get("TUTOR_PYTHONS", "").split(os.pathsep)
    on_path = [
        str(path) for folder in os.environ["PATH"].split(os.pathsep) for path in Path(folder).glob("python3.[0-9]*")
    ]
    pyenv = sorted(map(str, Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/*/bin/python3")))
    for path in [*filter(None, named), *pyenv, *on_path]:
        try:
            told = subprocess.run([path, "-c", TELLS], capture_output=True, text=True, timeout=20, check=True).stdout
            major, minor, version = told.split()
        except (OSError, subprocess.SubprocessError, ValueError):
            continue  # a shim without a version, a config script
        if (int(major), int(minor)) >= OLDEST:
            found.setdefault(version, path)
    return dict(sorted(found.items(), key=lambda pair: tuple(map(int, pair[0].split(".")[:2]))))


def tried(uv: str, python: str, resolution: str, arguments: list[str]) -> str:
    """Run the suite in a fresh environment; return what pytest said last."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
        inside = str(Path(folder, "bin", "python"))
        for command in (
            [uv, "venv", "-q", "--clear", "--python", python, folder],
            [uv, "pip", "install", "-q", "--python", inside, "--resolution", resolution, "-e", f"{ROOT}[dev]"],
        ):
            made = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
            if made.returncode:
                return "not installed: " + (made.stderr.strip().splitlines() or ["?"])[-1].strip()[:100]
        run = subprocess.run(
            [inside, "-m", "pytest", "-n", "2", *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        last = (run.stdout.strip().splitlines() or ["no output"])[-1].strip("= ")
        failed = [line.removeprefix("FAILED ")[:100] for line in run.stdout.splitlines() if line.startswith("FAILED")]
        return "\n    ".join([last if run.returncode else f"all pass ({_count(run.stdout)})", *failed[:20]])


def _count(output: str) -> str:
    lines = [line for line in output.splitlines() if " passed" in line]
    return lines[-1].strip("= ") if lines else "quiet"


def main() -> int:
    """Print the table; 1 if a combination failed."""
    uv = shutil.which("uv")
    if uv is None:
        print("uv is missing; `pip install uv` brings it.", file=sys.stderr)
        return 2
    behind = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    chosen, arguments = sys.argv[1:behind], sys.argv[behind + 1 :] or ["-o", "addopts="]
    versions = [name for name in chosen if name not in RESOLUTIONS] or [""]
    rows = []
    for version, path in interpreters().items():
        if not version.startswith(tuple(versions)):
            continue
        for resolution in [name for name in RESOLUTIONS if name in chosen] or RESOLUTIONS:
            began = time.monotonic()
            said = tried(uv, path, resolution, arguments)
            rows.append((version, resolution, said))
            print(f"{version:9} {resolution:14} {time.monotonic() - began:5.0f} s  {said}", flush=True)
    return int(any("all pass" not in said for _, _, said in rows))


if __name__ == "__main__":
    sys.exit(main())
