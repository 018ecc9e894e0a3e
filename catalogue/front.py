"""The front page: what this is, which cities, what is in force, and the ways in."""

from __future__ import annotations

import sqlite3

from catalogue.database import rows
from catalogue.pages import Context, Page, Params


def front(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the cities with what there is of each."""
    return {
        "title": "地方政府产业政策知识库",
        "day": params.day(),
        "cities": rows(connection, "select id, name, province from cities order by id"),
    }


PAGES = [Page("front", "/", "catalogue/front.html", front)]
