"""What demos with a norm have in common: the steps of its statistics, and the norm that a choice names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tutor.demos.trace import Step
from tutor.demos.working import Part, first, first_row, if_short, part, total, working
from tutor.engine.activations import Array
from tutor.engine.norms import (
    LayerNorm,
    NormGradients,
    RMSNorm,
    layer_norm,
    layer_norm_backward,
    rms_norm,
    rms_norm_backward,
)
from tutor.engine.placement import Norm


def chosen_norm(norm: str, gamma: Array, beta: Array | None, eps: float) -> Norm:
    """LayerNorm or RMSNorm (which has no beta) with its gain, shift and eps."""
    if norm == "rmsnorm" or beta is None:
        return lambda v: rms_norm(v, gamma, eps)
    return lambda v: layer_norm(v, gamma, beta, eps)


def norm_backward(n: LayerNorm | RMSNorm, gamma: Array, eps: float) -> Callable[[Array], NormGradients]:
    """The way back through the norm `n`: from the gradient at its y to those of its input, gain and shift."""
    if isinstance(n, LayerNorm):
        return lambda dy: layer_norm_backward(n, gamma, eps, dy)
    return lambda dy: rms_norm_backward(n, gamma, dy)


def gain_and_shift(g: NormGradients) -> dict[str, Array]:
    """The gradients of gamma and, where there is one, beta."""
    return {"gamma": g.gamma} if g.beta is None else {"gamma": g.gamma, "beta": g.beta}


def mean_and_variance(n: LayerNorm, name: str, x: Array) -> Iterator[Step]:
    """Steps mu and var of the norm `n` of `x`, which the formulas call `name`."""
    v = first_row(x)
    yield Step("mu", f"mean({name})", n.mu, None, mean_in_place("{}", n.mu, v))
    yield Step("var", f"mean(({name} − mu)²)", n.var, None, mean_in_place("({} − {})²", n.var, v, v * 0 + first(n.mu)))


def mean_square_and_root(n: RMSNorm, name: str, x: Array, eps: float) -> Iterator[Step]:
    """Steps ms and rms of the norm `n` of `x`, which the formulas call `name`."""
    yield Step("ms", f"mean({name}²)", n.ms, None, mean_in_place("{}²", n.ms, first_row(x)))
    yield Step("rms", "√(ms + eps)", n.rms, None, lambda: working("√({} + {})", first(n.ms), eps, result=first(n.rms)))


def statistics(n: LayerNorm | RMSNorm, name: str, x: Array, eps: float) -> Iterator[Step]:
    """Steps mu, var, x_hat or ms, rms, x_hat of the norm `n` of `x`, which the formulas call `name`."""
    if isinstance(n, LayerNorm):
        yield from mean_and_variance(n, name, x)
        formula = f"({name} − mu) / √(var + eps)"
    else:
        yield from mean_square_and_root(n, name, x, eps)
        formula = f"{name} / rms"
    yield Step("x_hat", formula, n.x_hat, None, lambda: working("{}", _standardised(n, x, eps), result=first(n.x_hat)))


def scaled(n: LayerNorm | RMSNorm, gamma: Array, beta: Array | None) -> tuple[str, Callable[[], str]]:
    """Formula and working of the last line of a norm: the gain, and for LayerNorm the shift."""
    formula = "gamma ⊙ x_hat" if beta is None else "gamma ⊙ x_hat + beta"
    return formula, lambda: _gain(part("{}", first(n.x_hat)), gamma, beta, n)


def normalised(n: LayerNorm | RMSNorm, x: Array, gamma: Array, beta: Array | None, eps: float) -> Callable[[], str]:
    """The working of a whole norm of `x` in one line, its statistics given."""
    return lambda: _gain(_standardised(n, x, eps), gamma, beta, n)


def mean_in_place(form: str, result: Array, *vectors: Array) -> Callable[[], str] | None:
    """The working of a mean over `form` for each entry; None where there are too many."""
    return if_short(
        lambda: working("({}) / {}", total(form, *vectors), vectors[0].size, result=first(result)), *vectors
    )


def _standardised(n: LayerNorm | RMSNorm, x: Array, eps: float) -> Part:
    if isinstance(n, LayerNorm):
        return part("({} − {}) / √({} + {})", first(x), first(n.mu), first(n.var), eps)
    return part("{} / {}", first(x), first(n.rms))


def _gain(x_hat: Part, gamma: Array, beta: Array | None, n: LayerNorm | RMSNorm) -> str:
    if beta is None:
        return working("{}·{}", gamma[0], x_hat, result=first(n.y))
    return working("{}·{} + {}", gamma[0], x_hat, beta[0], result=first(n.y))
