"""Where the learner's home is: the folder of the log, its backups and the settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def home(environ: Mapping[str, str], *, windows: bool = os.name == "nt") -> Path | None:
    """Return the home folder, which need not exist, or None where the environment names no place for it.

    `TUTOR_HOME`; else `tutor` in `XDG_DATA_HOME` or `~/.local/share`; on Windows in `LOCALAPPDATA`. An empty variable
    counts as not set, and so does a relative `XDG_DATA_HOME` (XDG Base Directory Specification).
    """
    if environ.get("TUTOR_HOME"):
        return Path(environ["TUTOR_HOME"])
    if windows:
        return Path(environ["LOCALAPPDATA"], "tutor") if environ.get("LOCALAPPDATA") else None
    if os.path.isabs(environ.get("XDG_DATA_HOME", "")):
        return Path(environ["XDG_DATA_HOME"], "tutor")
    return Path(environ["HOME"], ".local", "share", "tutor") if environ.get("HOME") else None
