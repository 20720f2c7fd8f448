"""Line breaking for text that mixes Latin words and Chinese.

Rich breaks at spaces only: a Chinese sentence would be one word. Here a line may also end between two characters of
which one is wide, but a closing mark never begins a line and an opening mark never ends one (UAX #14, the classes
that this content has; `tests/show` compares with an implementation of it).
"""

from __future__ import annotations

from itertools import pairwise

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text

CLOSING = set("，。、；：？！）」』】》〉”’…％～·‧ー々%)]},.;:!?")
OPENING = set("（「『【《〈“‘([{＄")


def may_break(before: str, after: str) -> bool:
    """True if a line may end between two neighbouring characters."""
    if after == " " or after in CLOSING or before in OPENING:
        return False
    if before == " ":
        return True
    if before == after and before in "—…":
        return False
    return _wide(before) or _wide(after)


def _wide(char: str) -> bool:
    return get_character_cell_size(char) == 2


def pieces(plain: str) -> list[tuple[int, int]]:
    """Return (start, end) of the unbreakable pieces of one line; spaces belong to the piece before them."""
    cuts = [at for at in range(1, len(plain)) if may_break(plain[at - 1], plain[at])]
    edges = [0, *cuts, len(plain)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def wrap(text: Text, width: int) -> list[Text]:
    """Break `text` into lines of at most `width` cells; a piece that is longer is cut where the line ends."""
    lines: list[Text] = []
    for paragraph in text.split("\n", allow_blank=True):
        lines += _wrap_line(paragraph, max(width, 1))
    return lines


def _wrap_line(text: Text, width: int) -> list[Text]:
    plain = text.plain
    starts: list[int] = []
    used = 0
    for start, end in pieces(plain):
        size = cell_len(plain[start:end].rstrip())
        if used and used + size > width:
            starts.append(start)
            used = 0
        while size > width - used:
            cut = _fit(plain[start:end], width - used)
            start += cut
            size -= cell_len(plain[start - cut : start])
            starts.append(start)
            used = 0
        used += cell_len(plain[start:end])
    lines = text.divide(starts) if starts else [text]
    for line in lines:
        line.rstrip()
    return list(lines)


def _fit(plain: str, width: int) -> int:
    """Return how many characters of `plain` fit in `width` cells; at least one."""
    used = 0
    for count, char in enumerate(plain):
        used += get_character_cell_size(char)
        if used > width:
            return max(count, 1)
    return len(plain)
