"""How many weights a layer has: n inputs, m units, `biases` bias vectors a block (PyTorch's cells keep two).

A **block** is one set of input weights `[m, n]`, recurrent weights `[m, m]` and biases `[m]`: an RNN has one, a GRU
three, an LSTM four (three gates and the candidate). A norm has a gain for each of its m features and no n.
"""

from __future__ import annotations

RECURRENT = ("rnn", "gru", "lstm")
NORMS = ("layernorm", "rmsnorm")
LAYERS = (*RECURRENT, "dense", *NORMS)


def block_count(layer: str) -> int:
    """How many blocks `layer`, one of LAYERS, has."""
    return {"gru": 3, "lstm": 4}.get(layer, 1)


def input_weights(layer: str, n: int, m: int) -> int:
    """Weights of one block that meet the input; for a norm its gain."""
    return m if layer in NORMS else m * n


def recurrent_weights(layer: str, m: int) -> int:
    """Weights of one block that meet the old state."""
    return m * m if layer in RECURRENT else 0


def bias_weights(layer: str, m: int, biases: int) -> int:
    """Biases of one block; for LayerNorm its shift. Only recurrent cells may keep more than one vector."""
    if layer == "rmsnorm":
        return 0
    return m * biases if layer in RECURRENT else m
