"""The front page: what this is, which cities, what is in force, and the ways in."""

from __future__ import annotations

import sqlite3

from catalogue.cities import city_list
from catalogue.database import Row, row, rows
from catalogue.documents import STATUS_SQL, clause_title, with_validity
from catalogue.facts import KINDS
from catalogue.pages import Context, Page, Params
from catalogue.topics import topic_tree

IN_FORCE = 8
CITIES = 24
CAPS = 6


# What grants or plans something; a notice only issues it, a roster only names people.
_INSTRUMENTS = "documents.kind IN ('measures', 'opinions', 'plan')"


def front(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the cities with what there is of each, what is in force on a day, and the ways in."""
    day = params.day()
    cities = city_list(connection)
    largest = sorted(cities, key=lambda city: (-city["documents"], city["id"]))[:CITIES]
    return {
        "title": "地方政府产业政策知识库",
        "day": day,
        "year": day[:4],
        "cities": cities if len(cities) <= CITIES else largest,
        "city_count": len(cities),
        "documents": sum(city["documents"] for city in cities),
        "states": _states(connection, day),
        "current": [with_validity(document, day) for document in _current(connection, day)],
        "topics": topic_tree(connection),
        "caps": _caps(connection),
    }


def _states(connection: sqlite3.Connection, day: str) -> dict[str, int]:
    """How many documents have each status; one pass over an index."""
    counted = ", ".join(
        f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END) AS {status}"
        for status, condition in STATUS_SQL.items()
    )
    found = row(connection, f"SELECT {counted} FROM documents WHERE {_INSTRUMENTS}", {"day": day})
    return {status: count or 0 for status, count in (found or {}).items()}


def _current(connection: sqlite3.Connection, day: str) -> list[Row]:
    """What is in force, first what ends soonest, then what has no end."""
    listed = f"""
        SELECT documents.key, coalesce(documents.title, documents.key) AS name, documents.kind,
               documents.effective_on, documents.expires_on, documents.is_draft,
               cities.name AS city
        FROM documents LEFT JOIN cities ON cities.id = documents.city_id
        WHERE {_INSTRUMENTS} AND """
    # From the year of the day on, for the index; the condition is exact.
    ending = rows(
        connection,
        f"""{listed} documents.expires_on >= substr(:day, 1, 4) AND {STATUS_SQL["in_force"]}
            ORDER BY documents.expires_on, documents.id LIMIT {IN_FORCE}""",
        {"day": day},
    )
    endless = rows(
        connection,
        f"""{listed} {STATUS_SQL["open"]}
            ORDER BY documents.effective_on DESC, documents.id LIMIT {IN_FORCE - len(ending)}""",
        {"day": day},
    )
    return ending + endless


def _caps(connection: sqlite3.Connection) -> list[Row]:
    """The highest caps, each with its place."""
    found = rows(
        connection,
        f"""SELECT caps.yuan, caps.raw, caps.char_start, clauses.key, clauses.citation,
                   clauses.marker, clauses.heading, above.heading AS heading_above,
                   cities.name AS city
            FROM caps
            JOIN clauses ON clauses.id = caps.clause_id
            JOIN documents ON documents.id = clauses.document_id
            LEFT JOIN cities ON cities.id = documents.city_id
            LEFT JOIN clauses AS above ON above.id = clauses.parent_id AND above.level <> 'title'
            WHERE caps.yuan IS NOT NULL
            ORDER BY caps.yuan DESC, caps.id LIMIT {CAPS}""",
    )
    return [{**cap, "title": clause_title(cap)} for cap in found]


def about(connection: sqlite3.Connection, _params: Params) -> Context:
    """Return how much there is, for the page that says how it came about."""
    found = row(
        connection,
        """SELECT count(*) AS cities, coalesce(sum(documents), 0) AS documents,
                  coalesce(sum(clauses), 0) AS clauses, coalesce(sum(measures), 0) AS measures
           FROM city_counts WHERE city_id IS NOT NULL""",
    )
    unresolved = row(
        connection, "SELECT count(*) AS number FROM numerals WHERE disposition = 'unresolved'"
    )
    return {
        "title": "关于",
        "counts": found,
        "unresolved": unresolved["number"] if unresolved else 0,
        "kinds": KINDS,
    }


PAGES = [
    Page("front", "/", "catalogue/front.html", front, dated=True),
    Page("about", "/about", "catalogue/about.html", about),
]
