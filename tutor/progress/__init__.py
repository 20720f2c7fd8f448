"""Progress: what a learner did, when each question comes back, and what is mastered.

Words of this room:

- **event**: one entry of the log: an answer, or an undo, a correction, a suspension. It never changes.
- **log**: the events, append-only, in one SQLite file in the learner's **home**. It is the truth; the rest is derived.
- **standing answer**: an answer as it stands after undos and corrections.
- **card**: a question's memory, derived from its standing answers (`CardState`).
- **schedule**: when each card is due, by FSRS-6.
- **mastery**: how likely a card is recalled tomorrow; of a key point or a topic, the mean. It can fall.
- **notice**: something the learner must be told (a log restored from a backup), as a code; the words are elsewhere.

Time always comes in as an aware datetime in UTC. Names are loaded when first used, so that a command that only needs
the home never loads SQLite, and one that finds every card in the cache never loads the scheduler.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.progress.amend import standing
    from tutor.progress.cache import cards
    from tutor.progress.card import CardState, due, forecast
    from tutor.progress.doctor import Health, examine, rebuild
    from tutor.progress.errors import LogError, Notice
    from tutor.progress.event import Event, correcting, suspending, undoing
    from tutor.progress.files import open_file
    from tutor.progress.home import home
    from tutor.progress.log import Log
    from tutor.progress.mastery import (
        calibration,
        card_mastery,
        key_point_mastery,
        misconceptions_met,
        recall,
        topic_mastery,
    )
    from tutor.progress.schedule import after, rating, replay
    from tutor.progress.transfer import Imported, export_lines, import_lines
    from tutor.progress.verdicts import Kept, keep_verdict, read_verdict

_ROOM_OF = {
    "CardState": "card",
    "Event": "event",
    "Health": "doctor",
    "Imported": "transfer",
    "Kept": "verdicts",
    "Log": "log",
    "LogError": "errors",
    "Notice": "errors",
    "after": "schedule",
    "calibration": "mastery",
    "card_mastery": "mastery",
    "cards": "cache",
    "correcting": "event",
    "due": "card",
    "examine": "doctor",
    "export_lines": "transfer",
    "forecast": "card",
    "home": "home",
    "import_lines": "transfer",
    "keep_verdict": "verdicts",
    "key_point_mastery": "mastery",
    "misconceptions_met": "mastery",
    "open_file": "files",
    "rating": "schedule",
    "read_verdict": "verdicts",
    "rebuild": "doctor",
    "recall": "mastery",
    "replay": "schedule",
    "standing": "amend",
    "suspending": "event",
    "topic_mastery": "mastery",
    "undoing": "event",
}

__all__ = [
    "CardState",
    "Event",
    "Health",
    "Imported",
    "Kept",
    "Log",
    "LogError",
    "Notice",
    "after",
    "calibration",
    "card_mastery",
    "cards",
    "correcting",
    "due",
    "examine",
    "export_lines",
    "forecast",
    "home",
    "import_lines",
    "keep_verdict",
    "key_point_mastery",
    "misconceptions_met",
    "open_file",
    "rating",
    "read_verdict",
    "rebuild",
    "recall",
    "replay",
    "standing",
    "suspending",
    "topic_mastery",
    "undoing",
]


def __getattr__(name: str) -> object:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
    globals()[name] = value
    return value
