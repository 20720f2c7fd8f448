"""A stranger's JSON: what it may hold is counted before anything is built of it.

A list costs 56 bytes and an object 200, whatever it holds: a few megabytes of brackets would fill the memory. Counting
them in the text takes a hundredth of what parsing takes.
"""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

MAX_BYTES = 20_000_000  # a million numbers at full precision
MAX_NUMBERS = 10**6
MAX_LISTS = 10**5
MAX_NAMES = 1000
MAX_NESTING = 50
_LONGEST_WHOLE = 400  # digits; float64 ends at 309, and Python refuses to read more than 4300
_DEEPER = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS = bytes(code for code in range(256) if code not in _DEEPER)


def loads(text: str | bytes) -> Any:
    """Read JSON of bounded size, count and depth, in which no name stands twice. Raises ValueError, RecursionError."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    _refuse_too_much(data)
    try:
        read = data.decode("utf-8-sig")  # Windows' editors put a byte order mark before it
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    try:
        return json.loads(read, object_pairs_hook=_once_each, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg}: line {error.lineno} column {error.colno}") from None


def _refuse_too_much(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 10**6} MB")
    if data.count(b":") > MAX_NAMES or data.count(b"{") > MAX_NAMES:
        raise ValueError(f"it holds more than {MAX_NAMES} names")
    if any(data.count(bracket) > MAX_LISTS for bracket in (b"[", b"]", b"}")):
        raise ValueError(f"it holds more than {MAX_LISTS} lists; as .npz there may be more")
    if data.count(b",") > MAX_NUMBERS:
        raise ValueError(f"it holds more than {MAX_NUMBERS} numbers; as .npz there may be more")
    brackets = data.translate(None, _NO_BRACKETS)
    if max(accumulate(map(_DEEPER.__getitem__, brackets)), default=0) > MAX_NESTING:
        raise ValueError(f"it is nested deeper than {MAX_NESTING} levels")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object, as YAML and archives have it: a second value would win without a word."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"it holds the name {name[:40]} twice")
        found[name] = value
    return found


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= _LONGEST_WHOLE else float(digits)
