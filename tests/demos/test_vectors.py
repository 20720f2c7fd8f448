"""Every demo that PyTorch vectors exist for agrees with them to 1e-9."""

import pytest
from vector_cases import FILES, cases, differences

from tutor import demos

PENDING = {"gru", "batchnorm", "attention"}  # vectors are here, the demos come later
PRESENT = [file for file in FILES if file.stem not in PENDING]


def test_vectors_without_a_demo_are_the_pending_ones() -> None:
    assert {file.stem for file in FILES} - set(demos.names()) == PENDING
    assert len(PRESENT) == 7


@pytest.mark.parametrize("file", PRESENT, ids=lambda file: file.stem)
def test_inputs_have_the_names_of_the_vectors(file) -> None:
    demo = demos.load(file.stem)
    given = {name for case in cases(file) for name in case["inputs"]}
    assert given == set(demo.inputs)


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(file.stem, case, id=f"{file.stem}-{k}") for file in PRESENT for k, case in enumerate(cases(file))],
)
def test_outputs_equal_pytorch(name: str, case: dict) -> None:
    assert differences(name, case) == {}
