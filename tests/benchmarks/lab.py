"""What the lab costs: `python -m tests.benchmarks.lab`.

- The adding race at T = 100 (RNN, LSTM, GRU; SEEDS seeds; as many steps for each), as a whole process, beside the same
  race in PyTorch where it is installed (`TORCH_PYTHON` may name a Python that has it), its best of one and two threads.
- Four seeds of the LSTM beside one, best of three: how well trials spread over the cores. (With several cells one seed
  alone keeps two cores busy.)
- The whole ledger at its default settings: seconds, and memory over all processes. (`--quick` leaves it out.)
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TORCH = os.environ.get("TORCH_PYTHON", sys.executable)
STEPS = int(os.environ.get("STEPS", "150"))
SEEDS, T, H, B = 4, 100, 32, 32
CELLS = ("rnn", "lstm", "gru")
LEAST = 3.0  # seconds that one seed takes at least, so that starting processes is a small part
AIMS = {"race": 0.5, "seeds": 2.4, "seconds": 300.0, "megabytes": 800.0}


def ours(seeds: int, steps: int, cells: list[str]) -> None:
    """Train every cell with every seed, without stopping when it is solved: the same work for all."""
    from tutor import lab as room
    from tutor.cli.measuring.session import cores
    from tutor.lab import running

    lab = room.load("adding")
    # at such rates nothing is learnt, so that no trial stops early
    slow = {"rate_rnn": 1e-6, "rate_gated": 1e-6}
    settings = room.resolved(lab, {"cell": cells, "steps": steps, "length": T, "hidden": H, "batch": B, **slow})
    events = running.run(lab, settings, seeds, workers=cores(), clock=time.perf_counter, seconds=3600)
    assert sum(isinstance(event, running.Ended) for event in events) == seeds * len(cells)


def torch_race(seeds: int, steps: int, threads: int) -> None:
    """The same by torch.nn and torch.optim: every cell, every seed, every step."""
    import torch

    torch.set_num_threads(threads)
    layers = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}
    for cell in CELLS:
        for seed in range(seeds):
            torch.manual_seed(seed)
            layer, readout = layers[cell](2, H), torch.nn.Linear(H, 1)
            parameters = [*layer.parameters(), *readout.parameters()]
            optimiser = torch.optim.Adam(parameters, lr=1e-3 if cell == "rnn" else 1e-2)
            for _ in range(steps):
                x = torch.zeros(T, B, 2)
                x[:, :, 0] = torch.rand(T, B)
                first, second = torch.randint(0, T // 2, (B,)), torch.randint(T // 2, T, (B,))
                each = torch.arange(B)
                x[first, each, 1] = 1
                x[second, each, 1] = 1
                target = x[first, each, 0] + x[second, each, 0]
                optimiser.zero_grad()
                loss = ((readout(layer(x)[0][-1])[:, 0] - target) ** 2).mean()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(parameters, 1.0)
                optimiser.step()


def process(python: str, *arguments: str, threads: int = 1) -> float:
    """Seconds of a whole process, from its start to its end."""
    env = {**os.environ, "OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    env["PYTHONPATH"] = str(ROOT)
    began = time.perf_counter()
    subprocess.run([python, __file__, *arguments], env=env, check=True)
    return time.perf_counter() - began


def race() -> float | None:
    """Our time over PyTorch's; None where it is not installed."""
    if subprocess.run([TORCH, "-c", "import torch"], capture_output=True, check=False).returncode:
        return None
    size = (str(SEEDS), str(STEPS))
    own = min(process(sys.executable, "ours", *size, *CELLS) for _ in range(3))
    theirs = min(process(TORCH, "torch", *size, str(k), threads=k) for _ in range(2) for k in (1, 2))
    print(f"race, {SEEDS} seeds, {STEPS} steps: ours {own:.1f} s, PyTorch {theirs:.1f} s")
    return own / theirs


def spread() -> float:
    """Time of four seeds over that of one; best of three, with steps enough for LEAST seconds."""
    steps = STEPS
    while (one := process(sys.executable, "ours", "1", str(steps), "lstm")) < LEAST:
        steps *= 2
    one = min([one, *(process(sys.executable, "ours", "1", str(steps), "lstm") for _ in range(2))])
    four = min(process(sys.executable, "ours", "4", str(steps), "lstm") for _ in range(3))
    print(f"seeds, {steps} steps: one {one:.1f} s, four {four:.1f} s")
    return four / one


def ledger() -> tuple[float, float]:
    """Seconds of `tutor lab --all`, and the most megabytes (proportional set size) over all its processes."""
    began, most, over = time.perf_counter(), 0.0, threading.Event()
    with subprocess.Popen([sys.executable, "-m", "tutor", "lab", "--all", "--plain"], cwd=ROOT) as run:

        def watch() -> None:
            nonlocal most
            while not over.wait(0.2):
                most = max(most, sum(map(megabytes, family(run.pid))))

        watcher = threading.Thread(target=watch)
        watcher.start()
        run.wait()
        over.set()
        watcher.join()
    return time.perf_counter() - began, most


def family(pid: int) -> list[int]:
    """A process and its children."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *map(int, told)]


def megabytes(pid: int) -> float:
    """The proportional set size: pages that processes share count once over all of them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> int:
    """Print each figure beside its aim; exit 1 if one is missed."""
    figures = {"race": race(), "seeds": spread()}
    if "--quick" not in sys.argv:
        figures["seconds"], figures["megabytes"] = ledger()
    missed = 0
    for name, figure in figures.items():
        if figure is None:
            print(f"{name}: PyTorch is not installed here (TORCH_PYTHON may name a Python that has it)")
            continue
        missed += figure > AIMS[name]
        print(f"{name}: {figure:.2f} (at most {AIMS[name]:g})", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", seeds, steps, *cells]:
            ours(int(seeds), int(steps), cells)
        case ["torch", seeds, steps, threads]:
            torch_race(int(seeds), int(steps), int(threads))
        case _:
            sys.exit(main())
