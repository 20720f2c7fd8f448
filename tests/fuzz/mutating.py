# ruff: noqa: E501 - a table
"""Small damage to bytes: what disks, editors and people with bad intentions do. The dice are the caller's."""

from __future__ import annotations

import random
from collections.abc import Callable

NASTY = [
    b"\x00", b"\x1b[31m", b"\x1b]0;x\x07", b"\x9b2J", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xef\xbb\xbf",
    b"&a ", b"*a", b"<<: ", b"!!python/object/apply:os.system ", b"---\n", b"...\n", b"%YAML 9.9\n", b"? ", b"- ", b": ",
    b"{", b"}", b"[", b"]", b"[" * 60, b"{a: " * 60, b"\t", b"\r", b"\n", b"'", b'"', b"|", b">", b"#", b"`", b"$", b"$$",
    b"\\frac{", b"^_^_", b"\\left(", b"{x}", b"{0.__class__}", b"%s", b"[red]", b"[/]", b"\\u202e", b"....", b"..\xe2\x80\xa6",
    b"../" * 5, b"/etc/passwd", b"nan", b"NaN", b"Infinity", b"1e999", b"-1", b"0", b"9" * 400, b"1e-5", b"010", b"no",
    b"null", b"true", b"~", b"9^9^9^9", b"2**9999", b"1/0", b"(" * 100, b"\xf0\x9f\x92\xa9" * 30, b"\xcc\x81" * 200,
    b"\xe7\xb6\xb2\xe8\xb7\xaf", b"a" * 3000, b"* * * *", b"\xe2\x80\xa6" * 40, b"PK\x03\x04", b"\x93NUMPY",
]  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return `data` with one to four mutations."""
    for _ in range(dice.choice((1, 1, 1, 2, 2, 4))):
        data = dice.choice(MUTATIONS)(data, dice)
    return data


def _span(data: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.choice((1, 1, 2, 5, 20, 100)))


def _flip(data: bytes, dice: random.Random) -> bytes:
    if not data:
        return data
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def _cut(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + data[end:]


def _end(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _again(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:end] + data[start:end] * dice.choice((1, 2, 50)) + data[end:]


def _nasty(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + dice.choice(NASTY) + data[dice.choice((start, end)) :]


def _lines(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(3):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            lines.insert(one, lines[other])
        case 2:
            del lines[one]
    return b"\n".join(lines)


def _indent(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    lines[at] = dice.choice((b"  ", b" ", b"\t")) + lines[at] if dice.random() < 0.5 else lines[at].lstrip()
    return b"\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _end, _again, _nasty, _nasty, _lines, _indent)
