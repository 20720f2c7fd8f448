"""A norm around a branch, in any place: on entering it, on leaving it, or after the addition of the shortcut.

| placement | before | at the end | after | formula |
|---|---|---|---|---|
| none | | | | x + F(x) |
| post | | | N | N(x + F(x)) |
| pre | N | | | x + F(N(x)) |
| peri | N | N | | x + N(F(N(x))) |
| deepnorm | | | N | N(alpha x + F(x)), alpha = (2L)^¼ |

Sources stand in `placement`, whose functions say the same for one demo. Here entering and leaving are apart, so that
the branch in between may keep whatever its own way back needs. A gain is `[2, d]` (gamma and beta: LayerNorm) or
`[1, d]` (gamma alone: RMSNorm); the gains of a sublayer are `[norms, 2 or 1, d]`, in the order of the columns above.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.norms import LayerNorm, RMSNorm, layer_norm, layer_norm_backward, rms_norm, rms_norm_backward

EPS = 1e-5


class Place(NamedTuple):
    """Where a norm stands."""

    before: bool = False
    at_end: bool = False
    after: bool = False


PLACES = {
    "none": Place(),
    "post": Place(after=True),
    "pre": Place(before=True),
    "peri": Place(before=True, at_end=True),
    "deepnorm": Place(after=True),
}
Norm = LayerNorm | RMSNorm


def normalise(x: Array, gain: Array) -> Norm:  # [R, d], [2 or 1, d]
    """LayerNorm with gamma and beta, RMSNorm with gamma alone."""
    return layer_norm(x, gain[0], gain[1], EPS) if len(gain) == 2 else rms_norm(x, gain[0], EPS)


def normalise_backward(n: Norm, gain: Array, dy: Array) -> tuple[Array, Array]:  # -> dx [R, d], d_gain like gain
    """From dy at the result of `normalise`."""
    if isinstance(n, LayerNorm):
        g = layer_norm_backward(n, gain[0], EPS, dy)
        return g.x, np.stack([g.gamma, g.beta])  # type: ignore[list-item]  # LayerNorm always has a shift
    g = rms_norm_backward(n, gain[0], dy)
    return g.x, g.gamma[None]


class Left(NamedTuple):
    """The norm at the branch's end and the one after the addition, where they stand; the stream `y` goes on."""

    at_end: Norm | None
    after: Norm | None
    y: Array


def enter(x: Array, place: Place, gains: Array) -> Norm | None:
    """The norm that the branch sees instead of x."""
    return normalise(x, gains[0]) if place.before else None


def leave(x: Array, f: Array, place: Place, gains: Array, alpha: float) -> Left:
    """Branch and shortcut together: alpha x + f, with the norms of `place`."""
    at_end = normalise(f, gains[-1]) if place.at_end else None
    r = (x if alpha == 1 else alpha * x) + (at_end.y if at_end else f)
    after = normalise(r, gains[-1]) if place.after else None
    return Left(at_end, after, after.y if after else r)


class LeaveGradients(NamedTuple):
    """dL/d of x by way of the shortcut, of the branch's result f, and of the norm here (or None)."""

    shortcut: Array
    f: Array
    gain: Array | None


def leave_backward(left: Left, gains: Array, alpha: float, dy: Array) -> LeaveGradients:
    """From dy at the stream after the sublayer. No placement has both of the norms here."""
    gain = None
    if left.after:
        dy, gain = normalise_backward(left.after, gains[-1], dy)
    df = dy
    if left.at_end:
        df, gain = normalise_backward(left.at_end, gains[-1], dy)
    return LeaveGradients(dy if alpha == 1 else alpha * dy, df, gain)
