"""Do the tests bite? A copy of the engine with one deliberate mistake must fail the comparison with PyTorch."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "demos" / "vector_cases.py"

MISTAKES = {  # id: file, right, wrong, a demo that must notice
    "forget-and-input-gate-swapped": ("cells", "*memory(f, c, i, g, o)", "*memory(i, c, f, g, o)", "lstm"),
    "output-gate-with-other-weights": ("cells", "o = sigmoid(w.W_o @ x", "o = sigmoid(w.W_i @ x", "lstm"),
    "candidate-through-sigmoid": ("cells", "g = candidate(", "g = sigmoid(", "lstm"),
    "memory-shown-without-tanh": ("cells", "o * np.tanh(c)", "o * c", "lstm"),
    "recurrent-matrix-transposed": ("cells", "W_h @ h", "W_h.T @ h", "rnn"),
    "divides-by-d-minus-1": (
        "norms",
        "return mean((x - mu[..., None]) ** 2)",
        "return x.var(axis=-1, ddof=1)",
        "layernorm",
    ),
    "eps-outside-the-root": ("norms", "np.sqrt(square + square.dtype.type(eps))", "np.sqrt(square) + eps", "rmsnorm"),
    "forgot-the-shift": ("norms", "gamma * x_hat + beta)", "gamma * x_hat)", "layernorm"),
    "post-norm-without-residual": ("placement", "f = F(x)\n    r = x + f\n", "f = F(x)\n    r = f\n", "postnorm"),
    "pre-norm-without-residual": ("placement", "f = F(n.y)\n    r = x + f\n", "f = F(n.y)\n    r = f\n", "prenorm"),
    "relu-forgotten": ("activations", "return np.maximum(z, 0)", "return z", "feedforward"),
}


def compare(home: Path, demo: str) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [sys.executable, str(SCRIPT), demo],
        capture_output=True,
        text=True,
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    assert run.stdout.startswith(str(home)), run.stderr  # it was the copy that ran
    return run


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "tutor").mkdir()
    shutil.copy(ROOT / "tutor" / "__init__.py", tmp_path / "tutor")
    for room in ("engine", "demos"):
        shutil.copytree(ROOT / "tutor" / room, tmp_path / "tutor" / room, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_copy_without_a_mistake_passes(copy: Path) -> None:
    assert compare(copy, "lstm").returncode == 0


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_noticed(copy: Path, mistake: str) -> None:
    module, right, wrong, demo = MISTAKES[mistake]
    file = copy / "tutor" / "engine" / f"{module}.py"
    source = file.read_text(encoding="utf-8")
    assert source.count(right) == 1
    file.write_text(source.replace(right, wrong), encoding="utf-8")
    run = compare(copy, demo)
    assert run.returncode == 1, run.stderr
    assert demo in run.stdout.split()
