"""The learner's own ticks: which key points they said, which misconceptions they meant."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from tutor.cli.look import Look
from tutor.cli.playing.reading import Reader
from tutor.show.teach import Tickable

_YES = ("y", "yes", "是", "對", "对", "有")
_NO = ("n", "no", "否", "不", "沒有", "没有", "不是")


@dataclass(slots=True)
class Ticks:
    """What was ticked, in order; `given` once the learner has been through all of it."""

    points: list[str] = field(default_factory=list)
    misconceptions: list[str] = field(default_factory=list)
    given: bool = False

    def add(self, item: Tickable) -> None:
        """Tick one item."""
        (self.misconceptions if item.is_misconception else self.points).append(item.id)


def ticks_asked(look: Look, reader: Reader, items: Sequence[Tickable], ticks: Ticks) -> None:
    """Ask for each item, y or n; Enter takes what the hints say. Raises EOFError and KeyboardInterrupt."""
    for number, item in enumerate(items, 1):
        key = "teach-did-you-mean" if item.is_misconception else "teach-did-you-say"
        default = look.say("teach-yes" if item.hinted else "teach-no")
        reader.tell(look.say(key, number=number, total=len(items), text=item.text, default=default))
        if _yes(look, reader, item.hinted):
            ticks.add(item)
    ticks.given = True


def _yes(look: Look, reader: Reader, default: bool) -> bool:
    while True:
        word = reader.line("").strip().casefold()
        if not word:
            return default
        if word in _YES or word in _NO:
            return word in _YES
        reader.tell(look.say("teach-yes-or-no"))


def ticks_read(look: Look, reader: Reader, items: Sequence[Tickable], ticks: Ticks) -> None:
    """Read one line with the letters ticked, such as `a,c`; an empty line ticks nothing. Raises EOFError."""
    line = reader.line(look.say("teach-tick-line"))
    words = line.casefold().replace(",", " ").replace("，", " ").replace("、", " ").split()
    known = {item.letter: item for item in items}
    if len(words) == 1 and words[0] not in known and set(words[0]) <= set(known):
        words = list(words[0])
    strange = [word for word in words if word not in known]
    if strange:
        print(look.say("teach-tick-unknown", letters=", ".join(strange)[:80]), file=sys.stderr)
    for item in items:
        if item.letter in words:
            ticks.add(item)
    ticks.given = not strange
