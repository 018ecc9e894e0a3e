"""Asking the database: rows as dictionaries, whatever the connection makes of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]
Arguments = Sequence[Any] | Mapping[str, Any]


def rows(connection: sqlite3.Connection, sql: str, arguments: Arguments = ()) -> list[Row]:
    """Return the rows of a query, each a dictionary by column name."""
    cursor = connection.execute(sql, arguments)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor]


def row(connection: sqlite3.Connection, sql: str, arguments: Arguments = ()) -> Row | None:
    """Return the first row of a query, None where it has none."""
    return next(iter(rows(connection, sql, arguments)), None)


def value(connection: sqlite3.Connection, sql: str, arguments: Arguments = ()) -> Any:
    """Return the first value of the first row, None where there is none."""
    found = connection.execute(sql, arguments).fetchone()
    return None if found is None else found[0]
