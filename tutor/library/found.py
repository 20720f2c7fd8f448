"""What was found for somebody's words."""

from __future__ import annotations

from dataclasses import field

from tutor.library.record import record


@record
class Found:
    """The topic for somebody's words. `named` is False where they are none of its names; `pair` are two topics that
    they name and that a comparison sets side by side.
    """

    topic: str
    named: bool = True
    pair: list[str] = field(default_factory=list)
