"""Writes a folder with one comparison of two shipped topics that nobody compares; whole, or with a fault."""

from __future__ import annotations

from pathlib import Path

FACTS = """\
topics: [residual, hidden-state]
shared: [carry]
rows: [runs]
numbers:
  - {shown: "14", by: "2 * 7"}
sources: [s]
"""
WORDS = """\
summary: "Two ways to carry something on."
names: {first: Residual, second: State}
shared: {carry: "Both carry something on."}
rows:
  runs: {aspect: "Runs", first: "Over layers. It is added to.", second: "Over time."}
choose: {first: "In depth.", second: "In time."}
number: "Two weeks are 14 days."
"""


def pack(folder: Path, *, facts: str = FACTS, words: str = WORDS, name: str = "carrying") -> Path:
    """Write the comparison `name` into `folder`; returns `folder`."""
    place = folder / "comparisons" / name
    place.mkdir(parents=True)
    (place / "comparison.yaml").write_text(facts, encoding="utf-8")
    (place / "en.yaml").write_text(words, encoding="utf-8")
    return folder
