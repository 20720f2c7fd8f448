"""The PyTorch vectors (float64, random weights) held against the demos."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from tutor import demos

FILES = sorted(Path(__file__).with_name("vectors").glob("*.json"))
TOLERANCE = 1e-9


def cases(file: Path) -> list[dict]:
    return json.loads(file.read_text(encoding="utf-8"))["cases"]


def distances(name: str, case: dict) -> dict[str, float]:
    """How far each output, the loss and each gradient is from PyTorch's."""
    demo = demos.load(name)
    inputs = demos.resolve(demo, case["inputs"])
    outputs, back = demos.run(demo, inputs).outputs, demos.backward(demo, inputs)
    assert outputs.keys() == case["outputs"].keys()
    assert list(back.gradients) == [key for key in inputs if key in case["gradients"]]
    pairs = {"loss": (back.loss, case["loss"])}
    pairs |= {key: (outputs[key], expected) for key, expected in case["outputs"].items()}
    pairs |= {f"dL/d{key}": (back.gradients[key], expected) for key, expected in case["gradients"].items()}
    far = {}
    for key, (ours, expected) in pairs.items():
        assert np.shape(ours) == np.shape(expected), key
        far[key] = float(np.abs(np.asarray(ours) - expected).max())
    return far


def differences(name: str, case: dict) -> dict[str, float]:
    """Those distances that are more than the tolerance (or not a number)."""
    return {key: distance for key, distance in distances(name, case).items() if not distance <= TOLERANCE}
