"""A demo's inputs as somebody gave them: `--input FILE`, then `--set NAME=VALUE` over it. Files come from strangers:
data only, bounded.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tutor.cli import json_text
from tutor.cli.helping import reason
from tutor.cli.look import Refused
from tutor.cli.naming import shown
from tutor.library import ContentError, Interface
from tutor.library.build import plain
from tutor.library.reader import MAX_BYTES, read

MAX_FILE = 100_000_000
NOT_WORDS = ("true", "false", "null", "NaN", "Infinity")


def gather(sets: list[str], file: Path | None, say: Interface) -> dict[str, Any]:
    """Return raw values by name; the demo checks them. Raises Refused."""
    values = _from_file(file, say) if file else {}
    for item in sets:
        name, equals, text = item.partition("=")
        if not equals or not name.strip():
            raise Refused(say("set-form", item=shown(item)))
        values[name.strip()] = value_of(text.strip(), name.strip(), say)
    return values


def value_of(text: str, name: str, say: Interface) -> Any:
    """Read VALUE: JSON, or `3,4` for `[3,4]`, or a bare word, or several as in `rnn,gru`."""
    words = [part.strip() for part in text.split(",")]
    if all(re.fullmatch(r"[A-Za-z_][\w-]*", word) and word not in NOT_WORDS for word in words):
        return words if len(words) > 1 else words[0]
    for candidate in (text, f"[{text}]"):
        try:
            return json_text.loads(candidate)
        except (ValueError, RecursionError):
            continue
    raise Refused(say("set-value", name=shown(name), value=shown(text)))


def _from_file(file: Path, say: Interface) -> dict[str, Any]:
    name, kind = shown(str(file)), file.suffix.lower()
    try:
        size = file.stat().st_size
    except (OSError, ValueError):
        raise Refused(say("file-missing", file=name)) from None
    if not file.is_file() or size > LARGEST.get(kind, MAX_FILE):
        raise Refused(say("file-size", file=name))
    reader = READERS.get(kind)
    if reader is None:
        raise Refused(say("file-kind", file=name))
    try:
        values = reader(file)
    except ContentError as error:
        raise Refused(say("file-broken", file=name, why=str(error.problems[0]))) from None
    except (OSError, ValueError, RecursionError, KeyError, EOFError) as error:
        raise Refused(say("file-broken", file=name, why=reason(error, say.language)[:120])) from None
    if not isinstance(values, dict):
        raise Refused(say("file-broken", file=name, why="{name: value} …"))
    return values


def _json(file: Path) -> Any:
    return json_text.loads(file.read_bytes())


def _yaml(file: Path) -> Any:
    return plain(read(file, of_pack=False))


def _npz(file: Path) -> Any:
    from tutor.cli.archive import arrays  # it needs NumPy

    return arrays(file)


READERS = {".json": _json, ".yaml": _yaml, ".yml": _yaml, ".npz": _npz}
LARGEST = {".json": json_text.MAX_BYTES, ".yaml": MAX_BYTES, ".yml": MAX_BYTES}
