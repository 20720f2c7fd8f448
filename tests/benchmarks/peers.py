"""Other tools of the terminal from the registry, as yardsticks: each in an environment of its own under the temporary
folder, kept for the next run. Each is asked to say something small; rich-cli sets a page of
Markdown, as `explain` does (with `rich --print hello`, which sets none, it starts in two thirds of `explain`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PEERS = {
    "rich-cli": ["rich", str(Path(__file__).parents[2] / "README.md")],
    "httpie": ["http", "--version"],
    "llm": ["llm", "--version"],
    "optimumai": ["optimumai", "--help"],
}


def commands() -> dict[str, list[str]]:
    """Return the command of each tool, installing those that are not there yet (a minute, and needs the registry)."""
    return {name: [str(_environment(name) / command[0]), *command[1:]] for name, command in PEERS.items()}


def _environment(name: str) -> Path:
    folder = Path(tempfile.gettempdir(), "tutor-peers", name)
    if not (folder / "bin" / PEERS[name][0]).exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "pip"), "install", "-q", name], check=True, stdout=subprocess.DEVNULL)
    return folder / "bin"
