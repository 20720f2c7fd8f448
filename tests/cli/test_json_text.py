"""A stranger's JSON: what would fill the memory is refused by counting, and what is left is read as it is meant."""

from __future__ import annotations

import math
import sys
import time
import tracemalloc

import pytest

from tutor.cli.json_text import MAX_BYTES, loads

HEAVY = {
    "empty lists": (b'{"x":[' + b"[]," * 3_000_000 + b"1]}", "more than 100000 lists"),
    "lists of empty lists": (b'{"x":[' + b"[[]]," * 3_500_000 + b"1]}", "more than 100000 lists"),
    "objects": (b"[" + b"{}," * 900_000 + b"1]", "more than 1000 names"),
    "names": (b"{" + b'"a":1,' * 900_000 + b'"b":1}', "more than 1000 names"),
    "numbers": (b"[" + b"0," * 2_000_000 + b"1]", "more than 1000000 numbers"),
    "brackets": (b"[" * 99_999, "nested deeper than 50"),
    "closing brackets": (b"]" * (MAX_BYTES - 1), "more than 100000 lists"),
    "a text": (b'{"x":"' + b"a" * 50_000_000 + b'"}', "larger than 20 MB"),
    "a text of wide characters": (b'"' + "𝑥".encode() + b"a" * 19_000_000, "Unterminated string"),
    "spaces": (b" " * (MAX_BYTES - 1), "Expecting value"),
}


@pytest.mark.parametrize(("data", "why"), HEAVY.values(), ids=HEAVY)
def test_what_is_too_much_is_refused_fast_and_within_the_memory(data: bytes, why: str) -> None:
    begun = time.process_time()
    with pytest.raises(ValueError, match=why):
        loads(data)
    assert time.process_time() - begun < 1
    tracemalloc.start()
    try:
        with pytest.raises(ValueError):
            loads(data)
        assert tracemalloc.get_traced_memory()[1] < 200_000_000  # NumPy and the rest take 60 MB more
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("row", "count"), [(b"0.1234567890123,", 999_000), (b"[1,1,1],", 99_000), (b"[],", 99_000)])
def test_what_is_just_small_enough_fits_too(row: bytes, count: int) -> None:
    tracemalloc.start()
    try:
        loads(b'{"x":[' + row * count + b"1]}")
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("text", ['{"x": 1, "x": 2}', '[{"a": {"x": 1, "x": 1}}]'])
def test_a_name_that_stands_twice_is_refused_as_yaml_does(text: str) -> None:
    with pytest.raises(ValueError, match="holds the name x twice"):
        loads(text)


def test_a_number_of_any_length_is_a_number() -> None:
    assert loads("9" * 300) == 10**300 - 1
    assert loads("9" * (sys.get_int_max_str_digits() + 700)) == math.inf  # which the demo refuses by its own words
    assert loads("-" + "9" * 5000) == -math.inf


def test_a_byte_order_mark_is_no_fault_and_another_encoding_is_named() -> None:
    assert loads(b'\xef\xbb\xbf{"x": [3, 4]}') == {"x": [3, 4]}
    with pytest.raises(ValueError, match=r"^it is not UTF-8 text$"):
        loads('{"x": 1}'.encode("utf-16"))


def test_a_fault_of_the_text_has_its_place() -> None:
    with pytest.raises(ValueError, match=r"^Expecting ',' delimiter: line 2 column 2$"):
        loads("[1\n 2]")
