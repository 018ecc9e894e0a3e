"""Tables as files that open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from catalogue.pages import Body

# A spreadsheet would take a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "@", "\t", "\r")


def csv_body(filename: str, heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> Body:
    """Return a CSV file: UTF-8 with the mark by which spreadsheets know it, lines as in RFC 4180.

    None becomes an empty cell; a text that a spreadsheet would take for a formula gets a
    leading apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return Body(file.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", filename)


def json_body(value: Any) -> Body:
    """Return a JSON file, readable by people too."""
    return Body(json.dumps(value, ensure_ascii=False, indent=2), "application/json; charset=utf-8")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value
