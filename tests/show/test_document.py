"""What `--json` prints: the document that `json.dumps` would give, without ever holding it."""

from __future__ import annotations

import json
import tracemalloc

import numpy as np

from tutor.show.document import pieces

CUBE = np.arange(12.0).reshape(2, 3, 2)


def test_arrays_stand_as_their_lists() -> None:
    told = {
        "名": "記憶",
        "cube": CUBE,
        "row": CUBE[0, 0],
        "none": np.zeros((0,)),
        "rows": np.zeros((2, 0)),
        "one": [1.5],
    }
    listed = {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in told.items()}
    assert "".join(pieces(told)) == json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def test_what_json_has_no_number_for_is_a_name() -> None:
    told = {"x": np.array([[np.nan, 1.0], [np.inf, -np.inf]], np.float32)}
    assert json.loads("".join(pieces(told))) == {"x": [["NaN", 1.0], ["Infinity", "-Infinity"]]}


def test_a_million_numbers_are_written_in_less_memory_than_they_take() -> None:
    numbers = np.random.default_rng(0).normal(size=(1000, 1000))
    tracemalloc.start()
    try:
        written = sum(map(len, pieces({"x": numbers})))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert written > 20_000_000
    assert peak < numbers.nbytes
