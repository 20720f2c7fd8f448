"""How long one training step of a recurrent layer takes: `python -m tests.benchmarks.engine`.

A step is forward, backward, clipping by the global norm, and Adam, on the adding problem (two numbers a moment, one
answer at the end) in float32. Beside it, in the same run and taking turns: the matrix products of that step alone,
which is the floor for NumPy; the readable form of the engine; and PyTorch, if it is installed (`TORCH_PYTHON` may name
a Python that has it). All are run with one thread and with two, and the better counts; of many rounds the least, since
what a busy machine adds belongs to none of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

TORCH = os.environ.get("TORCH_PYTHON", sys.executable)
ROUNDS = int(os.environ.get("ROUNDS", "7"))
F = 2
SIZES = [(20, 32, 32), (100, 32, 32), (100, 128, 64)]  # T, H, B
CELLS = ("rnn", "gru", "lstm")
AIMS = {"rnn": 4.0, "gru": 2.5, "lstm": 0.75}  # PyTorch's time over ours, at H = 32; at H = 128 not below 0.7


def least(step: Callable[[], object], seconds: float = 0.25) -> float:
    """Milliseconds of the quickest of as many calls as fit into `seconds`, after two to warm up."""
    step(), step()
    best, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        step()
        best = min(best, time.perf_counter() - start)
    return 1000 * best


def ours(cell: str, T: int, H: int, B: int) -> dict[str, float]:
    """Our step, the products alone, and the readable form."""
    import numpy as np

    from tutor.engine.adam import adam_start, adam_step
    from tutor.engine.buffered import gru, lstm, rnn
    from tutor.engine.clipping import factor

    layer = {"rnn": rnn, "gru": gru, "lstm": lstm}[cell]
    dice = np.random.default_rng(0)
    room = layer.room(T, F, H, B)
    rows, K = room.dW.shape
    weights = (dice.normal(size=rows * K + H + 1) / H**0.5).astype(np.float32)
    gradient = np.zeros_like(weights)
    W, V = weights[: rows * K].reshape(rows, K), weights[rows * K : -1]
    if cell == "gru":
        W *= room.mask
    state, x, target = adam_start(weights), dice.normal(size=(T, F, B)).astype(np.float32), np.float32(dice.random(B))
    t = 0

    def step() -> None:
        nonlocal t
        t += 1
        room.x[...] = x
        h = layer.forward(W, room)
        error = (V @ h + weights[-1] - target) * np.float32(2 / B)
        gradient[rows * K : -1] = h @ error
        gradient[-1] = error.sum()
        gradient[: rows * K] = layer.backward(W, room, V[:, None] * error).ravel()
        norm = float(np.sqrt(gradient @ gradient))
        np.multiply(gradient, np.float32(factor(norm, 1.0)), out=gradient)
        adam_step(weights, gradient, state, t)

    A, dZ = np.empty((rows, B), np.float32), np.empty((H, B), np.float32)
    Ut = np.ascontiguousarray(W[:, -H:].T)
    dA, Z = room.dA_flat.reshape(rows, -1), room.Z_flat.reshape(K, -1).T

    def products() -> None:
        for z in room.Z[:-1]:
            np.matmul(W, z, out=A)
        for _ in range(T):
            np.matmul(Ut, A, out=dZ)
        np.matmul(dA, Z, out=room.dW)

    return {"buffered": least(step), "products": least(products), "readable": least(readable(cell, W, x, H, B))}


def readable(cell: str, W: object, x: object, H: int, B: int) -> Callable[[], object]:
    """Forward and backward of `through_time`, without clipping and Adam."""
    import numpy as np

    from tutor.engine import through_time as over
    from tutor.engine.buffered import gru, lstm, rnn

    layer = {"rnn": rnn, "gru": gru, "lstm": lstm}[cell]
    parts = layer.apart(W)  # type: ignore[arg-type]
    w = type(parts)(*(part if part.ndim == 2 else part[:, None] for part in parts))
    h = np.zeros((H, B), np.float32)
    if cell == "rnn":
        return lambda: over.rnn_through_time(over.rnn_over_time(x, h, *w), x, h, *w, h)
    if cell == "gru":
        return lambda: over.gru_through_time(over.gru_over_time(x, h, w), x, h, w, h)
    return lambda: over.lstm_through_time(over.lstm_over_time(x, h, h, w), x, h, h, w, h)


def pytorch(cell: str, T: int, H: int, B: int, threads: int) -> dict[str, float]:
    """The same step by torch.nn and torch.optim."""
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(0)
    layer = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[cell](F, H)
    readout = torch.nn.Linear(H, 1)
    parameters = [*layer.parameters(), *readout.parameters()]
    optimiser = torch.optim.Adam(parameters, lr=1e-3)
    x, target = torch.randn(T, B, F), torch.rand(B)

    def step() -> None:
        optimiser.zero_grad()
        states, _ = layer(x)
        loss = ((readout(states[-1])[:, 0] - target) ** 2).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()

    return {"torch": least(step)}


def run(python: str, *arguments: str, threads: int = 1) -> dict[str, float]:
    """One measurement in a process of its own, with so many BLAS threads."""
    env = {**os.environ, "OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    env["PYTHONPATH"] = str(Path(__file__).parents[2])
    done = subprocess.run([python, __file__, *arguments], capture_output=True, text=True, env=env, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def has_torch() -> bool:
    """True if TORCH's Python can import PyTorch."""
    return subprocess.run([TORCH, "-c", "import torch"], capture_output=True, check=False).returncode == 0


def measured(cell: str, T: int, H: int, B: int, with_torch: bool) -> dict[str, float]:
    """The least of ROUNDS rounds; in each, ours and PyTorch's take turns."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        size = (cell, str(T), str(H), str(B))
        told = [run(sys.executable, "ours", *size, threads=k) for k in (1, 2)]
        told += [run(TORCH, "torch", *size, str(k), threads=k) for k in (1, 2) if with_torch]
        for name, value in (pair for one in told for pair in one.items()):
            best[name] = min(best.get(name, float("inf")), value)
    return best


def main() -> int:
    """Print a line a cell and size; exit 1 if PyTorch is there and an aim is missed."""
    with_torch = has_torch()
    print(f"one training step, float32, ms (least of {ROUNDS} rounds); F = {F}")
    if not with_torch:
        print("PyTorch is not installed here: its columns are left out (TORCH_PYTHON may name a Python that has it).")
    head = ["products", "buffered", "readable"] + ["torch", "ratio", "aim"] * with_torch
    print(f"{'cell':5}{'T':>5}{'H':>5}{'B':>5}" + "".join(f"{name:>10}" for name in head))
    missed = 0
    for T, H, B in SIZES:
        for cell in CELLS:
            best = measured(cell, T, H, B, with_torch)
            line = f"{cell:5}{T:5}{H:5}{B:5}" + "".join(f"{best[name]:10.2f}" for name in head if name in best)
            if with_torch:
                ratio = best["torch"] / best["buffered"]
                aim = AIMS[cell] if H == 32 else 0.7
                missed += ratio < aim
                line += f"{ratio:10.2f}{aim:10.2f}"
            print(line, flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    kind, name, *numbers = sys.argv[1:]
    print(json.dumps((ours if kind == "ours" else pytorch)(name, *map(int, numbers))))
