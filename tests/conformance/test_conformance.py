"""The conformance table, row by row."""

from pathlib import Path

import pytest

from tests.conformance import Row, nodes, pytorch, runtime
from tests.demos.vector_cases import FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_pytorch_agrees(file: Path) -> None:
    assert [row for row in pytorch.rows_of(file) if not row.agrees] == []


@pytest.mark.parametrize("name", runtime.CASES)
def test_onnxruntime_agrees_on_random_weights(name: str) -> None:
    assert runtime.row(name).agrees, runtime.row(name)


def test_onnx_node_cases_agree() -> None:
    rows = list(nodes.rows())
    assert [row for row in rows if not row.agrees] == []
    assert {row.operation: row.cases for row in rows} == {
        "RNN": 6, "LSTM": 5, "GRU": 6, "LayerNormalization": 19, "RMSNormalization": 19,
    }  # fmt: skip
    assert "1 out of scope" in rows[1].oracle


def test_a_row_that_is_not_a_number_does_not_agree() -> None:
    assert not Row("x", 1, float("nan"), 1e-9, "").agrees
    assert not Row("x", 0, 0.0, 1e-9, "").agrees
