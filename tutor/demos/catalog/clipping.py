"""Clipping the gradients of several weights: each by its norm, each entry by value, or all together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from tutor.demos.trace import Demo, Input, Step
from tutor.demos.working import first, first_row, if_short, total, working
from tutor.engine.activations import Array
from tutor.engine.clipping import clip_by_norm, clip_by_value, norm_of

Clip = Callable[[Sequence[Array], float], Sequence[Array]]


def value_for_norm(gradients: Sequence[Array], limit: float) -> list[Array]:
    """Cuts each entry where the length should be cut."""
    return [clip_by_value(g, limit) for g in gradients]


def always_to_the_limit(gradients: Sequence[Array], limit: float) -> list[Array]:
    """Stretches short gradients too."""
    return [np.asarray(g * np.divide(limit, norm_of(*gradients))) for g in gradients]


def each_by_itself(gradients: Sequence[Array], limit: float) -> list[Array]:
    """Looks at one weight at a time."""
    return [clip_by_norm([g], limit)[0] for g in gradients]


def steps(
    g: Array,  # [d] or [n, d], a row for each weight
    limit: float,
    clip: Clip = clip_by_norm,
    clip_all: Clip = clip_by_norm,
    length: Callable[..., float] = norm_of,
) -> Iterator[Step]:
    """norms, by_norm, by_value, global_norm, globally."""
    rows = np.atleast_2d(g)
    row = first_row(g)
    norms = np.array([length(row) for row in rows], g.dtype)
    by_norm = np.stack([clip([row], limit)[0] for row in rows]).reshape(g.shape)
    by_value = clip_by_value(g, limit)
    together = np.stack(clip_all(list(rows), limit)).reshape(g.shape)
    whole = length(*rows)
    norm_line = if_short(lambda: working("√({})", total("{}²", row), result=norms[0]), row)
    whole_line = if_short(lambda: working("√({})", total("{}²", norms), result=whole), norms)
    yield Step("norms", "‖gᵢ‖", norms.reshape(g.shape[:-1]), None, norm_line)
    yield Step("by_norm", "g·min(1, limit / ‖g‖)", by_norm, None, _scaled(g, limit, norms[0], by_norm))
    cut = (first(g), -limit, limit)
    yield Step(
        "by_value",
        "min(max(g, −limit), limit)",
        by_value,
        None,
        lambda: working("min(max({}, {}), {})", *cut, result=first(by_value)),
    )
    yield Step("global_norm", "√(Σ norms²)", whole, None, whole_line)
    yield Step("globally", "g·min(1, limit / global_norm)", together, None, _scaled(g, limit, whole, together))


def _scaled(g: Array, limit: float, norm: float, result: Array) -> Callable[[], str] | None:
    if not norm:
        return None
    return lambda: working("{}·min(1, {} / {})", first(g), limit, norm, result=first(result))


DEMO = Demo(
    id="clipping",
    inputs={
        "g": Input("n? d", [[3.0, 4.0], [0.0, 12.0]], "data"),
        "limit": Input("", 1.0, "scalar", low=0),
    },
    steps=steps,
    outputs=("by_norm", "by_value", "globally"),
    slips={
        "value-for-norm": {"clip": value_for_norm, "clip_all": value_for_norm},
        "stretches-short-gradients": {"clip": always_to_the_limit, "clip_all": always_to_the_limit},
        "each-weight-by-itself": {"clip_all": each_by_itself},
    },
    worked={
        ("norms", None): [5, 12],
        ("by_norm", None): [[0.6, 0.8], [0, 1]],
        ("by_value", None): [[1, 1], [0, 1]],
        ("global_norm", None): 13,
        ("globally", None): [[0.2308, 0.3077], [0, 0.9231]],
    },
)
