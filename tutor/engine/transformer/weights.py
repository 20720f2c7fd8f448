"""All weights of a Transformer as views of one flat vector, which Adam changes in one go."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import NamedTuple

from tutor.engine.activations import Array
from tutor.engine.transformer.sublayer import PLACES


class Plan(NamedTuple):
    """Sizes, where the norms stand (a key of `sublayer.PLACES`), and which norm: `layer` or `rms`."""

    layers: int
    d: int
    ff: int
    heads: int
    vocabulary: int
    length: int
    placement: str
    norm: str

    @property
    def alpha(self) -> float:
        """Factor of the shortcut: (2L)^¼ in DeepNorm (Wang et al. 2022, table of section 3, decoder only), else 1."""
        return float((2 * self.layers) ** 0.25) if self.placement == "deepnorm" else 1.0

    @property
    def ends_with_norm(self) -> bool:
        """Where the stream is not normalised, one norm stands before the scores (Xiong et al. 2020, figure 1)."""
        return PLACES[self.placement].before


class Layer(NamedTuple):
    """One layer: attention, feed-forward, and the gains `[2 sublayers, norms, 2 or 1, d]`."""

    W_qkv: Array
    W_o: Array
    W_1: Array
    b_1: Array
    W_2: Array
    b_2: Array
    gains: Array


class Weights(NamedTuple):
    """Tokens `[V, d]` and positions `[T, d]`, the layers, the last gain `[0 or 1, 2 or 1, d]`, the scores' `[V, d]`."""

    tokens: Array
    positions: Array
    layers: list[Layer]
    final: Array
    W_out: Array


def layer_shapes(p: Plan) -> list[tuple[int, ...]]:
    """Shapes of a `Layer`, in its order."""
    gains = (2, sum(PLACES[p.placement]), rows(p), p.d)
    return [(3 * p.d, p.d), (p.d, p.d), (p.ff, p.d), (p.ff,), (p.d, p.ff), (p.d,), gains]


def rows(p: Plan) -> int:
    """LayerNorm has gamma and beta, RMSNorm gamma alone."""
    return 2 if p.norm == "layer" else 1


def shapes(p: Plan) -> list[tuple[int, ...]]:
    """Shapes of everything, in the order of `Weights`."""
    final = (int(p.ends_with_norm), rows(p), p.d)
    return [(p.vocabulary, p.d), (p.length, p.d), *layer_shapes(p) * p.layers, final, (p.vocabulary, p.d)]


def size(p: Plan) -> int:
    """How many weights there are."""
    return sum(map(prod, shapes(p)))


def cut(flat: Array, p: Plan) -> Weights:  # [P]
    """Views of `flat`: who writes into them writes into it."""
    parts = _pieces(flat, shapes(p))
    tokens, positions = next(parts), next(parts)
    layers = [Layer(*(next(parts) for _ in Layer._fields)) for _ in range(p.layers)]
    return Weights(tokens, positions, layers, next(parts), next(parts))


def _pieces(flat: Array, shapes: list[tuple[int, ...]]) -> Iterator[Array]:
    start = 0
    for shape in shapes:
        end = start + prod(shape)
        yield flat[start:end].reshape(shape)
        start = end
