"""Line breaking for text that mixes Latin words and Chinese.

Rich breaks at spaces only: a Chinese sentence would be one word. Here a line may also end beside a wide character, but
a closing mark never begins a line and an opening mark never ends one (UAX #14, the classes that this content has). One
regular expression finds the pieces that must stay together.
"""

from __future__ import annotations

import functools
import re

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text

CLOSING = "，。、；：？！）」』】》〉”’…％～‧ー々%)]},.;:!?"
OPENING = "（「『【《〈“‘([{＄"
FIRST_WIDE = "\u2e80"
# Where East Asian Width is not W or F (UAX #11), in few and short ranges: `re` walks through each of their characters
_NARROW = "\0-\u2e7f\uffe7-\U0001f2ff"
_WORD = re.compile(r"(?:[=≈] )?\S+(?: %\S*| […−] \S+)?\s*|\s+")  # 36.6 %, 2 … 48, T − 1 and = 5 stay together


@functools.cache
def _mixed() -> re.Pattern[str]:
    """What stays together in a line with wide characters; English does without."""
    close, opening = re.escape(CLOSING), re.escape(OPENING)
    narrow = rf"(?:(?!\s)[{_NARROW}])+"
    word = rf"(?:[=≈] )?{narrow}(?: %| […−] {narrow})?"
    return re.compile(rf"[{opening}]*(?:[^{_NARROW}]|{word})[{close}]*\s*|\s+|[{opening}]+")


def pieces(line: str) -> list[str]:
    """Split one line into pieces that must not be broken; spaces belong to the piece before them."""
    if max(line, default="") < FIRST_WIDE:
        return _WORD.findall(line)
    return _mixed().findall(line)


def wrap(text: Text, width: int) -> list[Text]:
    """Break `text` into lines of at most `width` cells; a piece that is longer is cut where the line ends."""
    lines: list[Text] = []
    for paragraph in text.split("\n", allow_blank=True):
        lines += _wrap_line(paragraph, max(width, 1))
    return lines


def _wrap_line(text: Text, width: int) -> list[Text]:
    plain = text.plain
    if _cells(plain) <= width:
        return [text]
    breaks: list[int] = []
    at = used = 0
    for piece in pieces(plain):
        size = _cells(piece.rstrip())
        if used and used + size > width:
            breaks.append(at)
            used = 0
        rest = piece
        while _is_wider(rest, width - used):
            cut = _fit(rest, width - used)
            rest = rest[cut:]
            at += cut
            breaks.append(at)
            used = 0
        at += len(rest)
        used += _cells(rest)
    lines = list(text.divide(breaks))
    for line in lines:
        line.rstrip()
    return lines


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _is_wider(piece: str, width: int) -> bool:
    """True if a piece needs more than `width` cells; of a long one, which is cut again and again, the head tells it."""
    head = piece[: 2 * width + 2]
    return _cells(head.rstrip()) > width or (len(head) < len(piece) and _cells(piece.rstrip()) > width)


def _fit(piece: str, width: int) -> int:
    """Return how many characters of `piece` fit in `width` cells; at least one."""
    used = 0
    for count, char in enumerate(piece):
        used += get_character_cell_size(char)
        if used > width:
            return max(count, 1)
    return len(piece)
