"""Where a norm N stands around a branch F and its shortcut; x is `[..., d]`, F and N act on the last axis.

| placement | formula | source |
|---|---|---|
| post | N(x + F(x)) | Vaswani et al. (2017), the original Transformer |
| pre | x + F(N(x)) | Xiong et al. (2020), arXiv:2002.04745; GPT-2 |
| output | x + N(F(x)) | OLMo 2 (2025), arXiv:2501.00656; not the Post-Norm of 2017 |
| peri | x + N(F(N(x))) | Kim et al. (2025), arXiv:2502.02732; Gemma 2 |
| deep | N(alpha x + F(x)) | DeepNorm: Wang et al. (2022), arXiv:2203.00555 |
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tutor.engine.activations import Array
from tutor.engine.norms import LayerNorm, NormGradients, RMSNorm

Branch = Callable[[Array], Array]
Norm = Callable[[Array], LayerNorm | RMSNorm]


class Sublayer(NamedTuple):
    """The norm with its statistics, the branch `f`, shortcut and branch together `r`, and the result `y`."""

    norm: LayerNorm | RMSNorm
    f: Array
    r: Array
    y: Array


def post_norm(x: Array, F: Branch, N: Norm) -> Sublayer:
    """N(x + F(x)): the stream itself is normalised."""
    f = F(x)
    r = x + f
    n = N(r)
    return Sublayer(n, f, r, n.y)


def pre_norm(x: Array, F: Branch, N: Norm) -> Sublayer:
    """x + F(N(x)): only the branch sees normalised numbers, the shortcut stays clean."""
    n = N(x)
    f = F(n.y)
    r = x + f
    return Sublayer(n, f, r, r)


def output_norm(x: Array, F: Branch, N: Norm) -> Sublayer:
    """x + N(F(x)): the norm stands inside the branch, at its end."""
    f = F(x)
    n = N(f)
    r = x + n.y
    return Sublayer(n, f, r, r)


def peri_norm(x: Array, F: Branch, N: Norm) -> Sublayer:
    """x + N(F(N(x))): a norm on both sides of the branch; `norm` is the second one."""
    f = F(N(x).y)
    n = N(f)
    r = x + n.y
    return Sublayer(n, f, r, r)


def deep_norm(x: Array, F: Branch, N: Norm, alpha: float) -> Sublayer:
    """N(alpha x + F(x)): Post-Norm with a heavier shortcut."""
    f = F(x)
    r = alpha * x + f
    n = N(r)
    return Sublayer(n, f, r, n.y)


class SublayerGradients(NamedTuple):
    """dL/d of x; what reaches the result `f` of the branch; the gradients of the norm."""

    x: Array
    f: Array
    norm: NormGradients


def post_norm_backward(
    dy: Array, F_backward: Callable[[Array], Array], N_backward: Callable[[Array], NormGradients]
) -> SublayerGradients:
    """From dy at N(x + F(x)): all of it goes through the norm; then shortcut and branch each get the same."""
    norm = N_backward(dy)
    return SublayerGradients(norm.x + F_backward(norm.x), norm.x, norm)


def pre_norm_backward(
    dy: Array, F_backward: Callable[[Array], Array], N_backward: Callable[[Array], NormGradients]
) -> SublayerGradients:
    """From dy at x + F(N(x)): the shortcut hands it back untouched, the branch adds what came through the norm."""
    norm = N_backward(F_backward(dy))
    return SublayerGradients(dy + norm.x, dy, norm)
