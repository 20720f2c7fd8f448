"""What VALUE of `--set NAME=VALUE` may be: JSON, numbers or words with commas, a bare word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tutor.cli.inputs import value_of
from tutor.cli.look import Refused
from tutor.library import Interface

SAY = Interface(Path(__file__).parents[2] / "content", "en")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,4", [3, 4]),
        ("[[1,2],[3,4]]", [[1, 2], [3, 4]]),
        ("-2.5", -2.5),
        ("rmsnorm", "rmsnorm"),
        ("rnn,lstm", ["rnn", "lstm"]),
        ("post-rms, pre-rms", ["post-rms", "pre-rms"]),
        ('["rnn"]', ["rnn"]),
        ("true,false", [True, False]),  # JSON's words stay JSON's; who wants numbers refuses them
    ],
)
def test_a_value(text: str, value: Any) -> None:
    assert value_of(text, "x", SAY) == value


@pytest.mark.parametrize("text", ["rnn,", ",rnn", "rnn,3", "rnn lstm", "1,,2", "rnn,true"])
def test_no_value(text: str) -> None:
    with pytest.raises(Refused):
        value_of(text, "x", SAY)
