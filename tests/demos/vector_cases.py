"""The PyTorch vectors (float64, random weights) held against the demos.

As a script it prints the demos that differ and ends with 1. The mutation test runs the script on a copy of the engine
with a mistake in it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from tutor import demos

FILES = sorted(Path(__file__).with_name("vectors").glob("*.json"))
TOLERANCE = 1e-9


def cases(file: Path) -> list[dict]:
    return json.loads(file.read_text(encoding="utf-8"))["cases"]


def differences(name: str, case: dict) -> dict[str, float]:
    """How far each output is from PyTorch's, where that is more than the tolerance (or not a number)."""
    demo = demos.load(name)
    outputs = demos.run(demo, demos.resolve(demo, case["inputs"])).outputs
    assert outputs.keys() == case["outputs"].keys()
    far = {}
    for key, expected in case["outputs"].items():
        assert np.shape(outputs[key]) == np.shape(expected)
        distance = float(np.abs(np.asarray(outputs[key]) - expected).max())
        if not distance <= TOLERANCE:
            far[key] = distance
    return far


if __name__ == "__main__":
    found = [
        name for name in sys.argv[1:] for case in cases(FILES[0].with_name(f"{name}.json")) if differences(name, case)
    ]
    print(Path(demos.__file__).parents[2], *found)
    sys.exit(1 if found else 0)
