"""Counts and facets of the table pages, read from a table of the build instead of counted anew.

Datasette counts the rows of a table page, and once more for each facet. Over a view of a million
clauses that takes seconds. The build has counted them already, by every combination of the
columns that are faceted (``facet_counts``, the end of ``schema.sql``), so a page without filters,
or with filters on those columns only, adds up a few of these rows. Whatever else is asked goes
to the database as before.
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


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Put the counts before the database, where its file never changes and holds them."""

    async def put() -> None:
        for database in datasette.databases.values():
            if not database.is_mutable and await database.table_exists("facet_counts"):
                found = await database.execute("select distinct name, columns from facet_counts")
                counted = {row["name"]: row["columns"].split() for row in found.rows}
                database.execute = _quick(database.execute, counted)

    return put


def _quick(execute: Execute, counted: Mapping[str, list[str]]) -> Execute:
    async def quick(sql: str, params: Any = None, *args: Any, **options: Any) -> Any:
        return await execute(
            rewritten(sql, params if isinstance(params, Mapping) else {}, counted) or sql,
            params,
            *args,
            **options,
        )

    return quick


def rewritten(sql: str, params: Mapping[str, Any], counted: Mapping[str, list[str]]) -> str | None:
    """Return a query for the counts that answers as ``sql`` does; None where there is none.

    ``counted`` are the columns by table or view, in the order of ``facet_counts``.
    """
    plain = " ".join(sql.split())
    asked = _FACET.fullmatch(plain) or _COUNT.fullmatch(plain)
    if asked is None or asked["name"] not in counted:
        return None
    places = {column: f"value{place}" for place, column in enumerate(counted[asked["name"]], 1)}
    where = [f"name = '{asked['name']}'"]
    conditions = (asked["where"] or " where ").removeprefix(" where ").strip()
    for condition in conditions.split(" and ") if conditions else []:
        match = _CONDITION.fullmatch(condition.strip())
        if match is None or match[1] not in places or match[2] not in params:
            return None
        # A number comes as text; the columns of a table would turn it, these do not.
        where.append(f"cast({places[match[1]]} as text) = :{match[2]}")
    if "limit" not in asked.groupdict():
        return f"select coalesce(sum(number), 0) from facet_counts where {' and '.join(where)}"
    if asked["column"] not in places:
        return None
    value = places[asked["column"]]
    where.append(f"{value} is not null")
    return (
        f"select {value} as value, sum(number) as count from facet_counts"
        f" where {' and '.join(where)} group by {value}"
        f" order by count desc, value limit {asked['limit']}"
    )
