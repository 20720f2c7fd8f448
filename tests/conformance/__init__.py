"""The engine against independent implementations: `python -m tests.conformance` prints the table.

- **Oracle**: someone else's implementation of the same operation. Its numbers are not ours.
- **Case**: one set of inputs. Weights are random; ONNX's own node cases have constant ones, which hide a wrong order
  of gates, and so are not enough alone.
- **Difference**: the largest absolute one over all numbers of all cases.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table; `tolerance` is what the difference may be: 1e-9 in float64, rounding in float32."""

    operation: str
    cases: int
    largest: float
    tolerance: float
    oracle: str

    @property
    def agrees(self) -> bool:
        """True if every case was within the tolerance (and there were cases)."""
        return self.cases > 0 and self.largest <= self.tolerance
