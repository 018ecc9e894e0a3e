"""What cannot change while the server runs is asked once: tables, columns, keys, who may see them.

Datasette asks the file for its tables, columns and keys anew on every page, and once for each
table on the page of the database, each question a trip to another thread. Of a file that is opened
as immutable the answers stay the same. So does what ``metadata.yml`` says about permissions, which
Datasette copies as a whole for each table that it asks about.
"""

from __future__ import annotations

import copy
import gc
from collections.abc import Awaitable, Callable
from functools import cache, wraps
from typing import Any

from datasette import hookimpl

# Methods of Datasette's Database that read nothing but the schema.
SCHEMA = (
    "fts_table",
    "foreign_keys_for_table",
    "get_all_foreign_keys",
    "get_table_definition",
    "get_view_definition",
    "hidden_table_names",
    "label_column_for_table",
    "primary_keys",
    "table_column_details",
    "table_columns",
    "table_exists",
    "table_names",
    "view_names",
)
# How a permission check finds the spelling of a table, before anything else about it.
SPELLING = (
    "select name from sqlite_master where type in ('table', 'view') and name = ? collate nocase"
)
MOST = 1000

Ask = Callable[..., Awaitable[Any]]


@hookimpl
def startup(datasette: Any) -> None:
    """Remember the answers about every file that never changes."""
    datasette._table_permission_allows = cache(datasette._table_permission_allows)
    for database in datasette.databases.values():
        if not database.is_mutable:
            for name in SCHEMA:
                setattr(database, name, _once(getattr(database, name)))
            database.execute = _spelling_once(database.execute)
    # What is loaded by now stays: the collector need not look at it again for every page.
    gc.collect()
    gc.freeze()


def _once(ask: Ask) -> Ask:
    """Return a question that is asked once for each of its arguments."""
    known: dict[tuple[Any, ...], Any] = {}

    @wraps(ask)
    async def asked(*arguments: Any) -> Any:
        if arguments not in known:
            if len(known) >= MOST:  # names that readers invent
                known.clear()
            known[arguments] = await ask(*arguments)
        answer = known[arguments]
        # Whoever gets a list may change it.
        return copy.deepcopy(answer) if isinstance(answer, list | dict) else answer

    return asked


def _spelling_once(execute: Ask) -> Ask:
    spelling = _once(lambda name: execute(SPELLING, (name,)))

    async def asked(sql: str, params: Any = None, *args: Any, **options: Any) -> Any:
        if sql == SPELLING and not args and not options:
            return await spelling(*params)
        return await execute(sql, params, *args, **options)

    return asked
