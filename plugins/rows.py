"""The cells of Datasette's tables, put together in Python.

A thousand rows of ten cells are ten thousand turns of a template's loop, which wait for each other
and work out the same names again; that takes longer than the query.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from datasette import hookimpl
from datasette.utils import to_css_class
from markupsafe import Markup, escape

_class = cache(to_css_class)


def query_rows(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> Markup:
    """Return the rows of a query, whose cells are text or markup, as rows of an HTML table."""
    opening = [
        f'<td class="col-{escape(_class(column))}" data-label="{escape(column)}">'
        for column in columns
    ]
    return _joined([[*zip(opening, row, strict=True)] for row in rows])


def table_rows(rows: Iterable[Iterable[dict[str, Any]]]) -> Markup:
    """Return the rows of a table page, whose cells say what they are, as rows of an HTML table."""
    return _joined(
        [
            [(_opening(cell["column"], cell["value_type"]), cell["value"]) for cell in row]
            for row in rows
        ]
    )


@cache
def _opening(column: str, value_type: str) -> str:
    return (
        f'<td class="col-{escape(_class(column))} type-{escape(value_type)}"'
        f' data-label="{escape(column)}">'
    )


def _joined(rows: Iterable[Iterable[tuple[str, Any]]]) -> Markup:
    lines = [
        "".join(
            [
                f"{opening}{cell if cell.__class__ is Markup else escape(cell)}</td>"
                for opening, cell in cells
            ]
        )
        for cells in rows
    ]
    return Markup("\n  ".join([f"<tr>{line}</tr>" for line in lines]))


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Give the templates ``query_rows`` and ``table_rows``."""
    env.filters.update(query_rows=query_rows, table_rows=table_rows)
