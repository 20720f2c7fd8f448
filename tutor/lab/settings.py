"""Checks what someone gave for a lab's settings and completes it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from tutor.lab.claim import Lab, Setting

MOST_NUMBERS = 40_000_000  # that a trial may hold at once: 160 MB in float32
MOST_VALUES = 16  # of a setting that takes several
MOST_SEEDS = 64
LONGEST = 40  # characters of what was given that a sentence repeats

KINDS = (
    "unknown",  # no such setting; expected lists those there are
    "not-a-number",  # text, true, null, a list where one belongs
    "not-finite",  # NaN, Infinity
    "not-whole",  # 2.5
    "out-of-range",  # expected 2…1000
    "choice",  # expected rnn, lstm, gru
    "several",  # expected 1…16 of them, all different
    "too-much",  # together they need more numbers than are allowed; expected the most, got how many
)


class SettingError(ValueError):
    """One setting cannot be used. `kind` is one of KINDS; `expected` and `got` are tokens of no human language."""

    def __init__(self, name: str, expected: str, got: str, kind: str) -> None:
        super().__init__(f"{name}: {kind}: expected {expected}, got {got}")
        self.name = name
        self.expected = expected
        self.got = got
        self.kind = kind


class UnknownLab(KeyError):  # noqa: N818 - the sentence "unknown lab" is all it says
    """There is no lab of this name."""


def resolved(lab: Lab, given: Mapping[str, object]) -> dict[str, Any]:
    """All settings of `lab` in its order: those `given` checked, the rest its own. Raises SettingError."""
    for name in given:
        if name not in lab.settings:
            raise SettingError(token(name), ", ".join(lab.settings), token(name), "unknown")
    settings = {
        name: _read(name, wanted, given[name]) if name in given else wanted.default
        for name, wanted in lab.settings.items()
    }
    if lab.numbers is not None:
        needed = lab.numbers(settings)
        if needed > MOST_NUMBERS:
            raise SettingError(", ".join(given), str(MOST_NUMBERS), str(needed), "too-much")
    return settings


def token(value: object) -> str:
    """What was given, short and on one line."""
    text = "".join(char for char in str(value) if char.isprintable())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def limits(wanted: Setting) -> str:
    """What a setting may be: `2…1000`, `≥ 0`, `rnn, lstm, gru`."""
    if wanted.choices:
        return ", ".join(wanted.choices)
    low, high = _number(wanted.low), _number(wanted.high)
    if math.isinf(wanted.high):
        return "" if math.isinf(wanted.low) else f"≥ {low}"
    return f"≤ {high}" if math.isinf(wanted.low) else f"{low}…{high}"


def _number(value: float) -> str:
    return f"{value:g}"


def _read(name: str, wanted: Setting, raw: object) -> Any:
    if not isinstance(wanted.default, tuple):
        return _one(name, wanted, wanted.default, raw)
    many = raw if isinstance(raw, list) else [raw]
    values = tuple(_one(name, wanted, wanted.default[0], item) for item in many)
    if not 1 <= len(values) <= MOST_VALUES or len(set(values)) < len(values):
        raise SettingError(name, f"1…{MOST_VALUES}", token(raw), "several")
    return values


def _one(name: str, wanted: Setting, like: object, raw: object) -> Any:
    if isinstance(like, str):
        if raw not in wanted.choices:
            raise SettingError(name, limits(wanted), token(raw), "choice")
        return raw
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise SettingError(name, limits(wanted), token(raw), "not-a-number")
    if isinstance(raw, float) and not math.isfinite(raw):
        raise SettingError(name, limits(wanted), token(raw), "not-finite")
    if not wanted.low <= raw <= wanted.high:
        raise SettingError(name, limits(wanted), token(raw), "out-of-range")
    if isinstance(like, int):
        if raw != int(raw):
            raise SettingError(name, limits(wanted), token(raw), "not-whole")
        return int(raw)
    return float(raw)
