"""The search box of the table pages, for words that stand in every third clause.

Datasette collects all hits of a search before it takes the first fifty, counts them by the rows of
a view, and counts them again for each facet: a second and more where a word has hundreds of
thousands. Here the first rows come straight from the index, which keeps its hits in the order of
the clauses; the count asks the index and, where a view has rows of facts, one table; and beyond
``MOST`` hits there are no facets until another word or a filter narrows the search, which the page
says. Answers stay the same otherwise, and so does every search that is narrowed by a filter.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette import hookimpl
from datasette.database import QueryInterrupted

MOST = 5_000
REMEMBERED = 2000

_HITS = r"select rowid from clauses_fts where clauses_fts match escape_fts\(:search\)"
_WHERE = rf"from (?P<name>\w+) where (?P<key>\w+) in \({_HITS}\)"
# What Datasette 0.65 asks; tests/test_quick_search.py notices when that changes.
_COUNT = re.compile(rf"select count\(\*\) {_WHERE}")
_ROWS = re.compile(
    rf"select (?P<columns>[\w\[\], ]+) {_WHERE} order by (?P<order>\w+)"
    r" (?P<limit>limit \d+(?: offset \d+)?)"
)
_FACET = re.compile(
    rf"select \w+ as value, count\(\*\) as count from \( select [\w\[\], ]+ {_WHERE} \) where .*"
)

# Tables and views with a row for each clause, and by which function of what was typed the index
# finds those clauses (plugins/chinese_search.py).
_CLAUSES = {
    "clauses": "escape_fts",
    "v_clauses": "escape_fts",
    "v_supports": "grants_fts",
}
# Views with a row for each row of a table, and the column of that table that names the clause.
_ROW_OF = {
    "v_amounts": ("amounts", "clause_id"),
    "v_percentages": ("percentages", "clause_id"),
    "v_caps": ("caps", "clause_id"),
    "v_measures": ("measures", "clause_id"),
    "v_responsibilities": ("responsibilities", "clause_id"),
    "v_deadlines": ("deadlines", "clause_id"),
    "v_shares": ("shares", "clause_id"),
}

# By which column hits are looked up and rows sorted where these are in the order of the clauses.
_IN_ORDER = {("rowid", "id"), ("clause_id", "clause_id")}

Execute = Callable[..., Awaitable[Any]]


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Put this before every database that never changes and has the search index."""

    async def put() -> None:
        for database in datasette.databases.values():
            if not database.is_mutable and await database.table_exists("clauses_fts"):
                database.execute = _quick(database.execute)

    return put


def _quick(execute: Execute) -> Execute:
    counted: dict[tuple[str, str], Any] = {}

    async def count(sql: str, params: Mapping[str, Any]) -> Any:
        key = sql, params["search"]
        if key not in counted:
            if len(counted) >= REMEMBERED:
                counted.clear()
            counted[key] = await execute(sql, {"search": params["search"]})
        return counted[key]

    async def quick(sql: str, params: Any = None, *args: Any, **options: Any) -> Any:
        if isinstance(params, Mapping) and "search" in params:
            if counting := count_query(sql):
                return await count(counting, params)
            if is_facet(sql) and (await count(_MANY, params)).rows[0][0] > MOST:
                raise QueryInterrupted(None, sql, params)
            sql = rows_query(sql) or sql
        return await execute(sql, params, *args, **options)

    return quick


_MANY = (
    "select count(*) from (select 1 from clauses_fts where clauses_fts match escape_fts(:search)"
    f" limit {MOST + 1})"
)


def rows_query(sql: str) -> str | None:
    """Return a query for the same rows that reads the hits in their order; None for others."""
    asked = _ROWS.fullmatch(_plain(sql))
    if asked is None or (asked["key"], asked["order"]) not in _IN_ORDER:
        return None
    return (
        f"select {asked['columns']} from (select rowid as hit from clauses_fts"
        " where clauses_fts match escape_fts(:search))"
        f" cross join {asked['name']} on {asked['name']}.{asked['key']} = hit"
        f" order by hit {asked['limit']}"
    )


def count_query(sql: str) -> str | None:
    """Return a query for the same count that asks one table at most; None for other queries."""
    asked = _COUNT.fullmatch(_plain(sql))
    name = asked["name"] if asked else ""
    if name in _CLAUSES:
        return f"select count(*) from clauses_fts where clauses_fts match {_CLAUSES[name]}(:search)"
    if name not in _ROW_OF:
        return None
    table, column = _ROW_OF[name]
    return (
        f"select count(*) from clauses_fts cross join {table} on {table}.{column} ="
        " clauses_fts.rowid where clauses_fts match escape_fts(:search)"
    )


def is_facet(sql: str) -> bool:
    """Tell whether a query counts the values of a column over the hits of a search alone."""
    return _FACET.fullmatch(_plain(sql)) is not None


def _plain(sql: str) -> str:
    return " ".join(sql.split())
