"""How a Transformer's weights begin.

Xavier's matrices (`training.initial`); gains 1, shifts and biases 0. DeepNorm makes the value, output and
feed-forward matrices smaller by beta = (8L)^-¼ (Wang et al. 2022, arXiv:2203.00555, decoder only).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tutor.engine.activations import Array
from tutor.engine.training.initial import xavier
from tutor.engine.transformer.weights import Plan, cut, size


def initial_weights(p: Plan, dice: np.random.Generator, dtype: Any = np.float32) -> Array:  # -> [P]
    """A flat vector of fresh weights: drawn in float64, so that every dtype gets the same numbers."""
    flat = np.zeros(size(p))
    w = cut(flat, p)
    small = float((8 * p.layers) ** -0.25) if p.placement == "deepnorm" else 1.0
    # tokens and positions together have variance 1, as Xiong et al. (2020) assume
    w.tokens[...] = dice.normal(0, 0.5**0.5, w.tokens.shape)
    w.positions[...] = dice.normal(0, 0.5**0.5, w.positions.shape)
    for layer in w.layers:
        queries_keys = [xavier(dice, p.d, p.d, np.float64) for _ in range(2)]
        layer.W_qkv[...] = np.vstack([*queries_keys, small * xavier(dice, p.d, p.d, np.float64)])
        for matrix in (layer.W_o, layer.W_1, layer.W_2):
            matrix[...] = small * xavier(dice, len(matrix), matrix.shape[1], np.float64)
        layer.gains[:, :, 0] = 1
    w.final[:, 0] = 1
    w.W_out[...] = xavier(dice, p.vocabulary, p.d, np.float64)
    return flat.astype(dtype)
