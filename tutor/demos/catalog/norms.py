"""LayerNorm and RMSNorm of the same numbers, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.demos.catalog import layernorm
from tutor.demos.norming import mean_and_variance, mean_square_and_root, normalised
from tutor.demos.trace import Demo, Step
from tutor.engine.activations import Array
from tutor.engine.norms import layer_norm, rms_norm


def steps(x: Array, gamma: Array, beta: Array, eps: float) -> Iterator[Step]:
    """mu, var, layer_y of LayerNorm; ms, rms, rms_y of RMSNorm. x is `[d]` or `[n, d]`, gamma and beta `[d]`."""
    ln, rms = layer_norm(x, gamma, beta, eps), rms_norm(x, gamma, eps)
    yield from mean_and_variance(ln, "x", x)
    layer_form = "gamma ⊙ (x − mu) / √(var + eps) + beta"
    yield Step("layer_y", layer_form, ln.y, None, normalised(ln, x, gamma, beta, eps))
    yield from mean_square_and_root(rms, "x", x, eps)
    yield Step("rms_y", "gamma ⊙ x / rms", rms.y, None, normalised(rms, x, gamma, None, eps))


DEMO = Demo(
    id="norms",
    inputs=layernorm.DEMO.inputs,
    steps=steps,
    outputs=("layer_y", "rms_y"),
    worked={
        ("mu", None): 2.5,
        ("var", None): 1.25,
        ("layer_y", None): [-1.3416, -0.4472, 0.4472, 1.3416],
        ("ms", None): 7.5,
        ("rms", None): 2.7386,
        ("rms_y", None): [0.3651, 0.7303, 1.0954, 1.4606],
    },
)
