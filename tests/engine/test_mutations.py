"""Do the tests bite? A copy of the engine with one deliberate mistake must fail the comparison with PyTorch.

The mistakes are in `mistakes.yaml`. The other tests are not asked: one oracle is enough to notice each of them.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tutor import demos

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MISTAKES = yaml.safe_load((HERE / "mistakes.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    copy = tmp_path_factory.mktemp("copy")
    (copy / "tutor").mkdir()
    shutil.copy(ROOT / "tutor" / "__init__.py", copy / "tutor")
    for room in ("engine", "demos"):
        shutil.copytree(ROOT / "tutor" / room, copy / "tutor" / room, ignore=shutil.ignore_patterns("__pycache__"))
    run = subprocess.run(
        [sys.executable, str(HERE / "mutate.py"), str(copy)],
        capture_output=True,
        text=True,
        cwd=copy,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["engine"].startswith(str(copy))  # it was the copy that ran
    return told


def test_the_copy_without_a_mistake_passes(found: dict[str, object]) -> None:
    assert found["nothing"] is False


def test_every_operation_with_gradients_has_mistakes() -> None:
    assert {told["demo"] for told in MISTAKES.values()} == {n for n in demos.names() if demos.load(n).backward}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_noticed(found: dict[str, object], mistake: str) -> None:
    assert found[mistake] is True
