"""Rows for a spreadsheet: nothing in them is run."""

from __future__ import annotations

import pytest

from tutor.show.csv import table


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\t=", "\r\n="])
def test_a_text_that_a_spreadsheet_would_run_is_marked_as_text(start: str) -> None:
    written = table([{"id": "a", "title": f"{start}cmd|' /C calc'!A0"}])
    assert written.partition("\n")[2].lstrip("a,").lstrip('"').startswith(f"'{start}")


def test_numbers_and_plain_texts_stay_as_they_are() -> None:
    assert table([{"id": "a", "value": -1.5, "text": "a = b"}]) == "id,value,text\na,-1.5,a = b\n"
