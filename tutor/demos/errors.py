"""What can be wrong with a request to the demos, as codes and short tokens that `show` puts into sentences."""

from __future__ import annotations

KINDS = (
    "unknown-input",  # no such input; expected lists those there are
    "not-used",  # the input exists, but not with this choice: expected norm=layernorm, got norm=rmsnorm
    "missing",  # the demo's own value no longer fits and cannot be made up; expected: the shape needed, got: its own
    "shape",  # expected [4], got [3]; ragged rows show all lengths found: [2, 2|3]
    "not-a-number",  # text, true, null, …; expected is an example, 0.5
    "not-finite",  # NaN, Infinity; expected is an example
    "too-large",  # expected 10000000 numbers at most, got so many
    "too-long",  # expected 10000 moments at most, got so many
    "too-much",  # what the steps would tell together: expected 10000000 numbers at most, got so many
    "choice",  # expected layernorm|rmsnorm
    "not-whole",  # 2.5 where a whole number is needed
    "out-of-range",  # expected 1…2, or ≥ 0
)


class InputError(ValueError):
    """One input cannot be used. `kind` is one of KINDS; `expected` and `got` are tokens of no human language."""

    def __init__(self, name: str, expected: str, got: str, kind: str) -> None:
        super().__init__(f"{name}: {kind}: expected {expected}, got {got}")
        self.name = name
        self.expected = expected
        self.got = got
        self.kind = kind


class UnknownDemo(KeyError):  # noqa: N818 - the sentence "unknown demo" is all it says
    """There is no demo of this name."""
