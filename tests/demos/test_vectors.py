"""Every demo that PyTorch vectors exist for agrees with them to 1e-9: outputs, loss, gradients."""

import pytest
from vector_cases import FILES, cases, differences

from tutor import demos


def test_there_are_vectors_for_every_demo_with_gradients() -> None:
    assert {file.stem for file in FILES} == {name for name in demos.names() if demos.load(name).backward}
    assert len(FILES) == 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_inputs_have_the_names_of_the_vectors(file) -> None:
    demo = demos.load(file.stem)
    given = {name for case in cases(file) for name in case["inputs"]}
    assert given == set(demo.inputs)


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(file.stem, case, id=f"{file.stem}-{k}") for file in FILES for k, case in enumerate(cases(file))],
)
def test_outputs_loss_and_gradients_equal_pytorch(name: str, case: dict) -> None:
    assert differences(name, case) == {}
