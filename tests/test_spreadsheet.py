"""CSV files that spreadsheets open with their Chinese text whole."""

from __future__ import annotations

import codecs
import csv
import html
import io
import re
from pathlib import Path

import pytest

from tests.asking import datasette


@pytest.mark.parametrize(
    "page",
    ["/policy/clauses?_search=奖补", "/policy/caps", "/policy/v_supports", "/policy/in_force"],
)
async def test_the_link_to_csv_saves_a_file_for_spreadsheets(database: Path, page: str) -> None:
    served = datasette(database)
    text = (await served.client.get(page)).text
    [link] = re.findall(r'<a href="([^"]*)">CSV</a>', text)
    answer = await served.client.get(html.unescape(link))
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content.startswith(codecs.BOM_UTF8)
    assert answer.content.count(codecs.BOM_UTF8) == 1
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) > 1
    assert all(len(row) == len(rows[0]) for row in rows)


async def test_programs_get_plain_csv(database: Path) -> None:
    answer = await datasette(database).client.get("/policy/caps.csv")
    assert answer.content.startswith(b"id,")
