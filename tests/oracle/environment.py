"""A virtual environment with the `anki` package, made for one check and thrown away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ANKI = "anki>=26.5"


@contextmanager
def anki_python() -> Iterator[Path]:
    """Yield a Python that can import anki; `ANKI_PYTHON` names one that is there already."""
    if os.environ.get("ANKI_PYTHON"):
        yield Path(os.environ["ANKI_PYTHON"])
        return
    with tempfile.TemporaryDirectory(prefix="anki-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "Scripts" if os.name == "nt" else "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "-q", ANKI], check=True)
        yield python


def ask(python: Path, program: str, request: Any) -> Any:
    """Run a program of this folder in that environment: JSON in, JSON out. Its clock is UTC."""
    done = subprocess.run(
        [python, Path(__file__).with_name(program)],
        input=json.dumps(request),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "TZ": "UTC"},
    )
    return json.loads(done.stdout)


def tutor(arguments: list[str], home: Path) -> None:
    """Run the real program."""
    environment = {**os.environ, "TUTOR_HOME": str(home), "TUTOR_LANG": "en"}
    subprocess.run([sys.executable, "-m", "tutor", *arguments], check=True, env=environment)
