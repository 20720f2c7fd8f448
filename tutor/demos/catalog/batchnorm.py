"""BatchNorm with the statistics of training, line by line: down the columns of a batch, where LayerNorm goes along
the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tutor.demos.norming import mean_in_place
from tutor.demos.trace import Backward, Demo, Input, Step
from tutor.demos.working import first, working
from tutor.engine.activations import Array
from tutor.engine.batchnorm import BatchNorm, batch_norm, batch_norm_backward
from tutor.engine.losses import ramped_half_square
from tutor.engine.norms import layer_norm

Norm = Callable[[Array, Array, Array, float], BatchNorm]


def along_rows(x: Array, gamma: Array, beta: Array, eps: float) -> BatchNorm:
    """Normalises each example by itself, as LayerNorm does."""
    return BatchNorm(*layer_norm(x, gamma, beta, eps))


def sample_variance(x: Array, gamma: Array, beta: Array, eps: float) -> BatchNorm:
    """Divides by n − 1, which belongs to the running variance and not to the batch's own."""
    n = batch_norm(x, gamma, beta, eps)
    var = n.var * (len(x) / (len(x) - 1)) if len(x) > 1 else n.var * float("nan")
    x_hat = (x - n.mu) / (var + eps) ** 0.5
    return BatchNorm(n.mu, var, x_hat, gamma * x_hat + beta)


def without_gain_and_shift(x: Array, gamma: Array, beta: Array, eps: float) -> BatchNorm:
    """Stops at x_hat."""
    n = batch_norm(x, gamma, beta, eps)
    return n._replace(y=n.x_hat)


def steps(
    x: Array,  # [n, d]
    gamma: Array,  # [d]
    beta: Array,  # [d]
    eps: float,
    norm: Norm = batch_norm,
) -> Iterator[Step]:
    """mu, var, x_hat, y; mu and var are one number a feature."""
    n = norm(x, gamma, beta, eps)
    column = x[:, 0]
    yield Step("mu", "(1/B) Σ x", n.mu, None, mean_in_place("{}", n.mu, column))
    centre = column * 0 + first(n.mu)
    yield Step("var", "(1/B) Σ (x − mu)²", n.var, None, mean_in_place("({} − {})²", n.var, column, centre))
    values = (first(x), first(n.mu), first(n.var), eps)
    yield Step(
        "x_hat",
        "(x − mu) / √(var + eps)",
        n.x_hat,
        None,
        lambda: working("({} − {}) / √({} + {})", *values, result=first(n.x_hat)),
    )
    yield Step(
        "y",
        "gamma ⊙ x_hat + beta",
        n.y,
        None,
        lambda: working("{}·{} + {}", gamma[0], first(n.x_hat), beta[0], result=first(n.y)),
    )


def backward(x: Array, gamma: Array, beta: Array, eps: float) -> Backward:
    """½ Σ y²·linspace(½, 1½, d); what one example gets depends on all the others."""
    n = batch_norm(x, gamma, beta, eps)
    loss = ramped_half_square(n.y)
    g = batch_norm_backward(n, gamma, eps, loss.gradient)
    return Backward(loss.value, g._asdict())


DEMO = Demo(
    id="batchnorm",
    inputs={
        "x": Input("n d", [[1.0, 2.0, 3.0], [4.0, 6.0, 8.0], [7.0, 10.0, 1.0]], "data"),
        "gamma": Input("d", [1.0] * 3, "gain"),
        "beta": Input("d", [0.0] * 3, "shift"),
        "eps": Input("", 1e-5, "eps", low=0),
    },
    steps=steps,
    outputs=("y",),
    slips={
        "normalises-along-the-rows": {"norm": along_rows},
        "divides-by-n-minus-1": {"norm": sample_variance},
        "forgot-gain-and-shift": {"norm": without_gain_and_shift},
    },
    worked={
        ("mu", None): [4, 6, 4],
        ("var", None): [6, 10.6667, 8.6667],
        ("x_hat", None): [[-1.2247, -1.2247, -0.3397], [0, 0, 1.3587], [1.2247, 1.2247, -1.0190]],
        ("y", None): [[-1.2247, -1.2247, -0.3397], [0, 0, 1.3587], [1.2247, 1.2247, -1.0190]],
    },
    backward=backward,
)
