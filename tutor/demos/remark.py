"""What a remark on a trace is; `noticing.py` finds them. (Apart from it, so that the door opens without NumPy.)"""

from __future__ import annotations

from dataclasses import dataclass

REMARKS = (
    "not-finite",  # a step became Infinity or NaN
    "zero-over-zero",  # without eps, and without any variation: 0/0
    "digits-lost",  # a step fell below what the precision holds with all its digits
    "alike",  # numbers differ so little, compared with their size, that their differences are mostly rounding
    "equal",  # all numbers of a row are equal: x_hat is 0 whatever they are
    "zeros",  # a row is zero: only eps keeps the division from 0/0
    "eps-felt",  # eps is not small beside the variance or the mean square, and shrinks the result
    "saturated",  # σ or tanh at its end: its slope is below 0.001
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One of REMARKS, with the step that shows it first; `count` of `total` numbers of such steps show it."""

    kind: str
    step: str
    t: int | None = None
    count: int = 1
    total: int = 1
