"""The room's front door: demos are found by their files, and looking them up costs nothing."""

import subprocess
import sys

import pytest

from tutor import demos


def test_the_demos_are_the_files_of_the_catalog() -> None:
    assert demos.names() == [
        "attention", "batchnorm", "bidirectional", "bptt", "cell", "clipping", "feedforward", "forget", "gru",
        "layernorm", "lstm", "norms", "placements", "postnorm", "prenorm", "rmsnorm", "rnn", "seq2seq", "size",
    ]  # fmt: skip


def test_listing_the_demos_does_not_import_numpy() -> None:
    code = "import sys, tutor.demos as d; assert d.names(); print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize("name", ["nonesuch", "", "trace", "catalog", "../errors", "rnn.py", "os"])
def test_anything_else_is_an_unknown_demo(name: str) -> None:
    with pytest.raises(demos.UnknownDemo):
        demos.load(name)


def test_an_unknown_slip_is_a_key_error() -> None:
    demo = demos.load("rnn")
    with pytest.raises(KeyError):
        demos.slip(demo, demos.resolve(demo, {}), "nonesuch")
