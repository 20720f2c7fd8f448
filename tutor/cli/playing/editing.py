"""Text written in the learner's own editor, by way of a temporary file."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from tutor.cli.look import Look, Refused
from tutor.library.text import clean

MAX_BYTES = 100_000
_COMMENT = "# "


def edited(look: Look, task: str) -> str:
    """Open $VISUAL, else $EDITOR, else the system's own, on a file that begins with `task` as a comment.

    Returns what was written, without comments. Raises Refused when the editor cannot be run or fails.
    """
    fallback = "notepad" if os.name == "nt" else "vi"
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or fallback
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "explanation.txt"
        path.write_text(f"{_COMMENT}{task}\n\n", encoding="utf-8")
        try:
            code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
            data = path.read_bytes()[:MAX_BYTES] if code == 0 else b""
        except (OSError, ValueError):
            code = 1
        if code:
            raise Refused(look.say("teach-editor", editor=clean(editor)[:80]))
    lines = data.decode("utf-8", "replace").splitlines()
    return clean("\n".join(line for line in lines if not line.startswith(_COMMENT.strip()))).strip()
