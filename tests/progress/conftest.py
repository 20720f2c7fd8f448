"""Builders of the progress tests: days count from DAY_0, and an answer is right unless the test says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tutor.progress import Event, Log

DAY_0 = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def day() -> Callable[[float], datetime]:
    return lambda number: DAY_0 + timedelta(days=number)


@pytest.fixture(scope="session")
def answer(day: Callable[[float], datetime]) -> Callable[..., Event]:
    def build(at: float = 0, question: str = "rnn/order", right: bool = True, **fields: object) -> Event:
        fields.setdefault("credit", 1.0 if right else 0.0)
        return Event(question=question, time=day(at), right=right, **fields)  # type: ignore[arg-type]

    return build


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def log(folder: Path) -> Iterator[Log]:
    with Log.open(folder, DAY_0) as opened:
        yield opened
