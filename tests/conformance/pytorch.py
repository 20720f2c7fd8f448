"""The vectors from PyTorch 2.13 (float64, random weights) against the demos: outputs and losses, then gradients."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.conformance import Row
from tests.demos.vector_cases import FILES, TOLERANCE, cases, distances


def rows() -> Iterator[Row]:
    """Two rows an operation."""
    for file in FILES:
        yield from rows_of(file)


def rows_of(file: Path) -> Iterator[Row]:
    """Outputs with loss, then gradients, of one operation."""
    found = [distances(file.stem, case) for case in cases(file)]
    for kind, wanted in (("forward", False), ("gradients", True)):
        far = [d for one in found for key, d in one.items() if key.startswith("dL/d") is wanted]
        yield Row(f"{file.stem} {kind}", len(found), max(far), TOLERANCE, "PyTorch 2.13 vectors, float64")
