"""How sure a learner is of an answer: read from the answer's own line (`b; sure`) or asked for apart."""

from __future__ import annotations

import unicodedata
from typing import Literal

Certainty = Literal["sure", "think", "guess"]
CERTAINTIES: tuple[Certainty, ...] = ("sure", "think", "guess")


def read_certainty(text: str) -> Certainty | None:
    """Read `1`, `2`, `3` or one of the three words; None for anything else."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    return next((name for number, name in enumerate(CERTAINTIES, 1) if word in (str(number), name)), None)


def split_certainty(line: str) -> tuple[str, Certainty | None]:
    """Split `b; sure` into the answer and the certainty; a line that does not end in one is all answer."""
    answer, mark, word = line.replace("；", ";").rpartition(";")
    name = word.strip().casefold()
    certainty = next((known for known in CERTAINTIES if known == name), None) if mark else None
    return (answer.rstrip(), certainty) if certainty else (line, None)
