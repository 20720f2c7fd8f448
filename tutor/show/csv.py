"""Rows of data -> CSV, as spreadsheets read it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a text that begins so


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows under a head of their keys, in the order in which these come first; nothing for no rows."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    if not columns:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(key)) for key in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, list) and not any(isinstance(item, (list, dict)) for item in value):
        value = "; ".join(map(str, value))
    elif not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if value.startswith(_FORMULA) else value
