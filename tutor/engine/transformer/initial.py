"""How a Transformer's weights begin.

Matrices after Glorot & Bengio (2010), "Understanding the difficulty of training deep feedforward neural networks",
equation 16; gains 1, shifts and biases 0. DeepNorm makes the value, output and feed-forward matrices smaller by
beta = (8L)^-¼ (Wang et al. 2022, arXiv:2203.00555, decoder only).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.transformer.weights import Plan, cut, size


def xavier(rng: np.random.Generator, out: int, into: int) -> Array:  # -> [out, into]
    """Uniform within ±√(6 / (out + into)): variance 2 / (out + into), a mean between forth and back."""
    limit = (6 / (out + into)) ** 0.5
    return rng.uniform(-limit, limit, (out, into))


def initial_weights(p: Plan, rng: np.random.Generator, dtype: Any = np.float32) -> Array:  # -> [P]
    """A flat vector of fresh weights: drawn in float64, so that every dtype gets the same numbers."""
    flat = np.zeros(size(p))
    w = cut(flat, p)
    small = float((8 * p.layers) ** -0.25) if p.placement == "deepnorm" else 1.0
    # tokens and positions together have variance 1, as Xiong et al. (2020) assume
    w.tokens[...] = rng.normal(0, 0.5**0.5, w.tokens.shape)
    w.positions[...] = rng.normal(0, 0.5**0.5, w.positions.shape)
    for layer in w.layers:
        queries_keys = [xavier(rng, p.d, p.d) for _ in range(2)]
        layer.W_qkv[...] = np.vstack([*queries_keys, small * xavier(rng, p.d, p.d)])
        for matrix in (layer.W_o, layer.W_1, layer.W_2):
            matrix[...] = small * xavier(rng, *matrix.shape)
        layer.gains[:, :, 0] = 1
    w.final[:, 0] = 1
    w.W_out[...] = xavier(rng, *w.W_out.shape)
    return flat.astype(dtype)
