"""The conformance table, row by row."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from tests.conformance import Row, nodes, pytorch, runtime
from tests.demos.vector_cases import FILES

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
_KIN = {
    "PyTorch 2.13": "PyTorch 2.13",
    "ONNX Runtime": "onnxruntime",
    "the node cases that ONNX publishes": "node cases",
}


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
    assert_the_readme_says_so([*pytorch.rows(), *runtime.rows(), *rows])


def assert_the_readme_says_so(rows: list[Row]) -> None:
    """The number of cases; and for each line of the table, the rows of its oracle keep what it allows."""
    assert f"three independent oracles, {sum(row.cases for row in rows)} cases" in README
    told = re.findall(r"^\|.*\| ([\d.]+e-\d+) \| (\d+e-\d+) \| (.*) \|$", README, re.MULTILINE)
    groups = [list(group) for _, group in groupby(rows, lambda row: (row.oracle.split()[0], row.tolerance))]
    assert len(told) == 4 and len({oracle for _, _, oracle in told}) == 4
    for largest, allowed, oracle in told:
        meant = [row for row in rows if _KIN[oracle.split(",")[0]] in row.oracle and row.tolerance == float(allowed)]
        assert meant and max(row.largest for row in meant) < 10 * float(largest), oracle
    assert len(groups) == len(told)


def test_a_row_that_is_not_a_number_does_not_agree() -> None:
    assert not Row("x", 1, float("nan"), 1e-9, "").agrees
    assert not Row("x", 0, 0.0, 1e-9, "").agrees
