"""Counts and facets of the table pages, read from a table of the build instead of counted anew.

Datasette counts the rows of a table page, and once more for each facet. Over a view of a million
clauses that takes seconds. The build has counted them already, by every combination of the
columns that are faceted and by every two of them (``facet_counts``, the end of ``schema.sql``), so
a page without filters, or with filters on those columns only, adds up a few of these rows.
Whatever else is asked goes to the database as before.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette import hookimpl

# What Datasette 0.65 asks; tests/test_quick_counts.py notices when that changes.
_COUNT = re.compile(r"select count\(\*\) from (?P<name>\w+)(?P<where> where [^()]*)? ?")
_FACET = re.compile(
    r"select (?P<column>\w+) as value, count\(\*\) as count from \("
    r" select [\w\[\], ]+ from (?P<name>\w+)(?P<where> where [^()]*)?"
    r" \) where (?P=column) is not null"
    r" group by (?P=column) order by count desc, value limit (?P<limit>\d+)"
)
_CONDITION = re.compile(r'"(\w+)" = :(p\d+)')

Execute = Callable[..., Awaitable[Any]]
Counted = Mapping[str, list[list[str]]]
"""By table or view, the columns by which it is counted: all together, and some of them."""


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Put the counts before the database, where its file never changes and holds them."""

    async def put() -> None:
        for database in datasette.databases.values():
            if not database.is_mutable and await database.table_exists("facet_counts"):
                found = await database.execute("select distinct name, columns from facet_counts")
                counted: dict[str, list[list[str]]] = {}
                for row in found.rows:
                    counted.setdefault(row["name"], []).append(row["columns"].split())
                database.execute = _quick(database.execute, counted)

    return put


def _quick(execute: Execute, counted: Counted) -> Execute:
    async def quick(sql: str, params: Any = None, *args: Any, **options: Any) -> Any:
        return await execute(
            rewritten(sql, params if isinstance(params, Mapping) else {}, counted) or sql,
            params,
            *args,
            **options,
        )

    return quick


def rewritten(sql: str, params: Mapping[str, Any], counted: Counted) -> str | None:
    """Return a query for the counts that answers as ``sql`` does; None where there is none."""
    plain = " ".join(sql.split())
    asked = _FACET.fullmatch(plain) or _COUNT.fullmatch(plain)
    if asked is None or asked["name"] not in counted:
        return None
    conditions = []
    given = (asked["where"] or " where ").removeprefix(" where ").strip()
    for condition in given.split(" and ") if given else []:
        match = _CONDITION.fullmatch(condition.strip())
        if match is None or match[2] not in params:
            return None
        conditions.append((match[1], match[2]))
    facet = asked.groupdict().get("column")
    needed = {column for column, _ in conditions} | ({facet} if facet else set())
    # The fewer columns, the fewer rows.
    enough = [columns for columns in counted[asked["name"]] if needed <= set(columns)]
    if not enough:
        return None
    columns = min(enough, key=len)
    places = {column: f"value{place}" for place, column in enumerate(columns, 1)}
    where = [f"name = '{asked['name']}'", f"columns = '{' '.join(columns)}'"]
    # A number comes as text; the columns of a table would turn it, these do not.
    where += [f"cast({places[column]} as text) = :{param}" for column, param in conditions]
    if facet is None:
        return f"select coalesce(sum(number), 0) from facet_counts where {' and '.join(where)}"
    where.append(f"{places[facet]} is not null")
    return (
        f"select {places[facet]} as value, sum(number) as count from facet_counts"
        f" where {' and '.join(where)} group by {places[facet]}"
        f" order by count desc, value limit {asked['limit']}"
    )
