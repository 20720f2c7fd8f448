"""How many weights a layer has, and how many multiply-adds a step costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tutor.demos.trace import Demo, Input, Step
from tutor.demos.working import working
from tutor.engine.counting import LAYERS, bias_weights, block_count, input_weights, recurrent_weights

MOST = 10**6
COUNTED = ("input_weights", "recurrent_weights", "bias_weights")
CELL = ("blocks·m·n", "blocks·m·m", "blocks·m·biases")
FORMULAS = {  # of what is COUNTED; a norm's gain and shift stand for weights and biases
    "rnn": CELL,
    "gru": CELL,
    "lstm": CELL,
    "dense": ("m·n", "0", "m"),
    "layernorm": ("m", "0", "m"),
    "rmsnorm": ("m", "0", "0"),
}


def steps(
    cell: str,
    n: int,
    m: int,
    biases: int,
    blocks: Callable[[str], int] = block_count,
    recurrent: Callable[[str, int], int] = recurrent_weights,
    bias: Callable[[str, int, int], int] = bias_weights,
) -> Iterator[Step]:
    """blocks, input_weights, recurrent_weights, bias_weights, parameters, macs: each over all blocks together."""
    k = blocks(cell)
    W, U, b = k * input_weights(cell, n, m), k * recurrent(cell, m), k * bias(cell, m, biases)
    named = {"blocks": k, "n": n, "m": m, "biases": biases}
    yield Step("blocks", f"blocks({cell})", k)
    for name, formula, count in zip(COUNTED, FORMULAS[cell], (W, U, b), strict=True):
        yield Step(name, formula, count, None, _product(formula, named, count))
    yield Step("parameters", "input_weights + recurrent_weights + bias_weights", W + U + b, None, _sum(W, U, b))
    yield Step("macs", "input_weights + recurrent_weights", W + U, None, _sum(W, U))


def _product(formula: str, named: dict[str, int], count: int) -> Callable[[], str] | None:
    factors = formula.split("·")
    if len(factors) == 1:
        return None
    return lambda: working("·".join(["{}"] * len(factors)), *(named[factor] for factor in factors), result=count)


def _sum(*counts: int) -> Callable[[], str]:
    return lambda: working(" + ".join(["{}"] * len(counts)), *counts, result=sum(counts))


DEMO = Demo(
    id="size",
    inputs={
        "cell": Input("", "lstm", "choice", choices=LAYERS),
        "n": Input("", 3, "whole", low=1, high=MOST),
        "m": Input("", 4, "whole", low=1, high=MOST),
        "biases": Input("", 1, "whole", low=1, high=2),
    },
    steps=steps,
    outputs=("parameters", "macs"),
    slips={
        "forgot-the-bias": {"bias": lambda layer, m, biases: 0},
        "forgot-the-recurrent-weights": {"recurrent": lambda layer, m: 0},
        "counted-one-block": {"blocks": lambda layer: 1},
        "counted-three-blocks": {"blocks": lambda layer: 3},
    },
    worked={
        ("blocks", None): 4,
        ("input_weights", None): 48,
        ("recurrent_weights", None): 64,
        ("bias_weights", None): 16,
        ("parameters", None): 128,
        ("macs", None): 112,
    },
)
