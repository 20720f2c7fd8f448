"""What can be set in a lab, and what is refused."""

from __future__ import annotations

import pytest

from tests.lab import invented
from tutor import lab as room
from tutor.lab import SettingError, limits, resolved

LAB = invented.lab(invented.drawing)


def test_what_is_not_given_keeps_its_own() -> None:
    assert resolved(LAB, {"rate": 1}) == {"steps": 10, "rate": 1.0, "cell": "rnn", "sizes": (2, 4)}


def test_one_value_serves_where_several_may_stand() -> None:
    assert resolved(LAB, {"sizes": 8})["sizes"] == (8,)
    assert resolved(LAB, {"sizes": [1, 3]})["sizes"] == (1, 3)


@pytest.mark.parametrize(
    ("name", "value", "kind", "expected"),
    [
        ("speed", 1, "unknown", "steps, rate, cell, sizes"),
        ("steps", 0, "out-of-range", "1…100"),
        ("steps", 101, "out-of-range", "1…100"),
        ("steps", 2.5, "not-whole", "1…100"),
        ("steps", True, "not-a-number", "1…100"),
        ("steps", "many", "not-a-number", "1…100"),
        ("steps", None, "not-a-number", "1…100"),
        ("steps", [3], "not-a-number", "1…100"),
        ("rate", float("nan"), "not-finite", "0…1"),
        ("rate", float("inf"), "not-finite", "0…1"),
        ("rate", -0.1, "out-of-range", "0…1"),
        ("cell", "gur", "choice", "rnn, gru"),
        ("cell", ["rnn"], "choice", "rnn, gru"),
        ("sizes", [], "several", "1…16"),
        ("sizes", [2, 2], "several", "1…16"),
        ("sizes", list(range(1, 18)), "several", "1…16"),
        ("sizes", [2, 65], "out-of-range", "1…64"),
    ],
)
def test_senseless_values_are_refused(name: str, value: object, kind: str, expected: str) -> None:
    with pytest.raises(SettingError) as caught:
        resolved(LAB, {name: value})
    assert (caught.value.name, caught.value.kind, caught.value.expected) == (name, kind, expected)


def test_what_would_not_fit_into_memory_is_refused() -> None:
    lab = invented.lab(invented.drawing, numbers=lambda settings: settings["steps"] * 10**6)
    assert resolved(lab, {"steps": 40})
    with pytest.raises(SettingError) as caught:
        resolved(lab, {"steps": 41})
    assert (caught.value.kind, caught.value.got) == ("too-much", "41000000")


def test_what_was_given_is_told_short_and_without_control_characters() -> None:
    with pytest.raises(SettingError) as caught:
        resolved(LAB, {"cell": "\x1b[31m" + "x" * 1000})
    assert len(caught.value.got) == 40 and caught.value.got.isprintable()


@pytest.mark.parametrize("name", room.names())
def test_every_default_is_one_that_could_be_given(name: str) -> None:
    lab = room.load(name)
    given = {key: list(s.default) if isinstance(s.default, tuple) else s.default for key, s in lab.settings.items()}
    assert resolved(lab, given) == resolved(lab, {})
    assert all(limits(wanted) for wanted in lab.settings.values())
