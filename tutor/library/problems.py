"""A fault in content: where it is, what is wrong, what to do."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One fault. `file` is relative to its content folder where it can be; `path` is the key inside the file."""

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        told = f"{self.file}:{self.line}:{self.column}: {self.path}: {self.message}"
        return told.replace("\n", " ")  # keys and names may hold line ends; a problem is one line


class ContentError(Exception):
    """Content that cannot be used; `problems` are the same that `tutor check` reports."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems[:3]))
        self.problems = problems
