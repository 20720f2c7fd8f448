"""Norms and cells at extreme inputs against 60 digits (mpmath): they agree, or a remark says why they do not.

Cells are held to each step by itself, from the state that they told before it: h may be off by the rounding of the sum
that it squashes, which is in proportion to the size of the terms.
"""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mpf

from tutor import demos

mpmath.mp.dps = 60
EXTREME = [0.0, 1.0, -1.0, 0.1, 3.7, 1e-3, 1e3, 1e-8, 1e8, -1e8, 1e16, 1e-20, 1e30, -1e-30]
WIDER = [1e-160, 1e155, -1e155, 1e300, -1e300, 1e-300, 5e-324, 1.7e308]
SPOILT = {"not-finite", "zero-over-zero", "digits-lost", "alike"}
CLOSE = {"float64": 1e-7, "float32": 1e-2}
PRECISIONS = st.sampled_from(["float64", "float32"])


def numbers(precision: str) -> st.SearchStrategy[float]:
    most = 3e38 if precision == "float32" else 1.7e308
    few = EXTREME if precision == "float32" else EXTREME + WIDER
    return st.sampled_from(few) | st.floats(-10, 10) | st.floats(-most, most, allow_subnormal=False)


def arrays(data: st.DataObject, precision: str, *shape: int) -> np.ndarray:
    flat = data.draw(st.lists(numbers(precision), min_size=math.prod(shape), max_size=math.prod(shape)))
    return np.array(flat).reshape(shape)


def exact(values) -> list:
    return [mpf(float(value)) for value in np.ravel(values)]


def norm_exactly(row: list, gamma: list, beta: list, eps: mpf, centred: bool) -> list | None:
    mu = mpmath.fsum(row) / len(row) if centred else mpf(0)
    spread = mpmath.fsum((x - mu) ** 2 for x in row) / len(row) + eps
    return (
        [g * (x - mu) / mpmath.sqrt(spread) + b for x, g, b in zip(row, gamma, beta, strict=True)] if spread else None
    )


@pytest.mark.parametrize("name", ["layernorm", "rmsnorm", "batchnorm"])
@settings(max_examples=120, deadline=None)
@given(data=st.data(), precision=PRECISIONS)
def test_a_norm_agrees_or_is_remarked_upon(name: str, data: st.DataObject, precision: str) -> None:
    demo = demos.load(name)
    n, d = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 4))
    away = data.draw(st.sampled_from([0.0, 0.0, 1e2, 1e4, 1e6, 1e8]))  # numbers that differ little beside their size
    values = {"x": arrays(data, precision, n, d) + away, "gamma": arrays(data, precision, d)}
    if name != "rmsnorm":
        values["beta"] = arrays(data, precision, d)
    values["eps"] = data.draw(st.sampled_from([0.0, 1e-12, 1e-5, 1.0]))
    inputs = demos.resolve(demo, values, dtype=precision)
    trace = demos.run(demo, inputs)
    if SPOILT & {remark.kind for remark in demos.remarks(trace)}:
        return
    # float32 keeps eps as a float32
    eps = mpf(float(np.float32(inputs["eps"]))) if precision == "float32" else mpf(inputs["eps"])
    gamma, beta = inputs["gamma"], inputs.get("beta", np.zeros(d))
    if name == "batchnorm":
        told = [
            norm_exactly(exact(inputs["x"][:, k]), exact([gamma[k]] * n), exact([beta[k]] * n), eps, True)
            for k in range(d)
        ]
        told = [list(row) for row in zip(*told, strict=True)]
    else:
        told = [norm_exactly(exact(row), exact(gamma), exact(beta), eps, name == "layernorm") for row in inputs["x"]]
    y, x_hat = trace.outputs["y"], trace.step("x_hat").value
    for (i, k), value in np.ndenumerate(y):
        scale = abs(float(gamma[k])) * (1 + abs(float(x_hat[i, k]))) + abs(float(beta[k]))
        assert abs(mpf(float(value)) - told[i][k]) <= mpf(CLOSE[precision]) * mpf(scale) + mpf(1e-37)


def squashed(a: mpf, sigmoid: bool) -> mpf:
    if abs(a) > 2000:  # both ends, to more digits than are compared
        return mpf(a > 0) if sigmoid else mpmath.sign(a)
    return 1 / (1 + mpmath.exp(-a)) if sigmoid else mpmath.tanh(a)


def term(*pairs) -> tuple[mpf, mpf]:
    """Σ of all products, and the size of them together."""
    terms = [a * b for left, right in pairs for a, b in zip(exact(left), exact(right), strict=True)]
    return mpmath.fsum(terms), mpmath.fsum(map(abs, terms))


@pytest.mark.parametrize("name", ["rnn", "lstm", "gru"])
@settings(max_examples=80, deadline=None)
@given(data=st.data(), precision=PRECISIONS)
def test_a_cell_agrees_or_is_remarked_upon(name: str, data: st.DataObject, precision: str) -> None:
    demo = demos.load(name)
    sizes = {"T": data.draw(st.integers(1, 2)), "F": data.draw(st.integers(1, 2)), "H": data.draw(st.integers(1, 2))}
    values = {
        key: arrays(data, precision, *(sizes[axis] for axis in wanted.shape.split()))
        for key, wanted in demo.inputs.items()
    }
    w = demos.resolve(demo, values, dtype=precision)
    trace = demos.run(demo, w)
    if SPOILT & {remark.kind for remark in demos.remarks(trace)}:
        return
    unit = mpf(float(np.finfo(precision).eps)) * (sizes["F"] + sizes["H"] + 6)
    h, c = w["h_0"], w.get("c_0")
    one = np.ones(1)

    def close(told: float, right: mpf, size: mpf) -> None:
        assert abs(mpf(float(told)) - right) <= unit * (1 + size) + mpf(1e-37)

    for t, x in enumerate(w["x"], 1):
        s = {step.name: step.value for step in trace.steps if step.t == t}
        for k in range(sizes["H"]):
            for gate in {"rnn": "", "lstm": "ifgo", "gru": "rz"}[name]:
                a, size = term((w[f"W_{gate}"][k], x), (w[f"U_{gate}"][k], h), (one, w[f"b_{gate}"][k : k + 1]))
                close(s[gate][k], squashed(a, gate != "g"), size)
            if name == "rnn":
                a, size = term((w["W_x"][k], x), (w["W_h"][k], h), (one, w["b"][k : k + 1]))
                close(s["a"][k], a, size)
                close(s["h"][k], squashed(mpf(float(s["a"][k])), False), mpf(0))
            if name == "lstm":
                new, size = term(([s["f"][k]], [c[k]]), ([s["i"][k]], [s["g"][k]]))
                close(s["c"][k], new, size)
                close(s["h"][k], mpf(float(s["o"][k])) * squashed(mpf(float(s["c"][k])), False), mpf(0))
            if name == "gru":
                kept, kept_size = term((w["U_n"][k], h), (one, w["d_n"][k : k + 1]))
                seen, size = term((w["W_n"][k], x), (one, w["b_n"][k : k + 1]))
                r, z, n = (mpf(float(s[key][k])) for key in "rzn")
                close(s["n"][k], squashed(seen + r * kept, False), size + kept_size)
                close(s["h"][k], (1 - z) * n + z * mpf(float(h[k])), abs(n) + abs(mpf(float(h[k]))))
        h, c = s["h"], s.get("c")
