"""Write the results of the queries in the READMEs below them: python docs/fill_readme.py

Takes policy.db as `make build` leaves it. tests/test_datasette.py fails where a README and the
database disagree.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from plugins.chinese_search import query_phrase  # noqa: E402

# A query, and below it its result: a table, or a mark where none was written yet.
EXAMPLE = re.compile(r"(```sql\n([^`]*);\n```\n\n)(?:@@\w+@@\n|(?:\|[^\n]*\n)+)")


def main() -> None:
    """Fill both READMEs."""
    with closing(sqlite3.connect(f"file:{ROOT / 'policy.db'}?mode=ro", uri=True)) as connection:
        connection.create_function("escape_fts", 1, query_phrase)
        for name in ("README.md", "README.zh-CN.md"):
            path = ROOT / name
            text = path.read_text("utf-8")
            path.write_text(
                EXAMPLE.sub(lambda found: found[1] + table(connection, found[2]), text), "utf-8"
            )


def table(connection: sqlite3.Connection, query: str) -> str:
    """The result of a query as a Markdown table."""
    found = connection.execute(query)
    names = [column[0] for column in found.description]
    lines = [names, ["---"] * len(names)]
    lines += [["" if value is None else str(value) for value in row] for row in found]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    main()
