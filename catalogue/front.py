"""The front page: what this is, which cities, what is in force, and the ways in."""

from __future__ import annotations

import sqlite3

from catalogue.cities import city_list
from catalogue.database import rows, value
from catalogue.documents import STATUS_SQL, with_validity
from catalogue.pages import Context, Page, Params
from catalogue.topics import topic_tree

IN_FORCE = 8
CAPS = 6


def front(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the cities with what there is of each, what is in force on a day, and the ways in."""
    day = params.day()
    # What grants or plans something; a notice only issues it, a roster only names people.
    instruments = "documents.kind IN ('measures', 'opinions', 'plan')"
    states = {
        status: value(
            connection,
            f"SELECT count(*) FROM documents WHERE {instruments} AND {condition}",
            {"day": day},
        )
        for status, condition in STATUS_SQL.items()
    }
    current = rows(
        connection,
        f"""SELECT documents.key, coalesce(documents.title, documents.key) AS name,
                   documents.kind, documents.effective_on, documents.expires_on,
                   documents.is_draft, cities.name AS city
            FROM documents LEFT JOIN cities ON cities.id = documents.city_id
            WHERE {instruments} AND (({STATUS_SQL["in_force"]}) OR ({STATUS_SQL["open"]}))
            ORDER BY documents.expires_on IS NULL, documents.expires_on, documents.id
            LIMIT {IN_FORCE}""",
        {"day": day},
    )
    return {
        "title": "地方政府产业政策知识库",
        "day": day,
        "year": day[:4],
        "cities": city_list(connection),
        "documents": value(connection, "SELECT sum(documents) FROM city_counts") or 0,
        "states": states,
        "current": [with_validity(document, day) for document in current],
        "topics": topic_tree(connection),
        "caps": rows(
            connection,
            f"""SELECT caps.yuan, caps.raw, caps.char_start, clauses.key, clauses.citation,
                       clauses.heading, cities.name AS city, documents.title AS document
                FROM caps
                JOIN clauses ON clauses.id = caps.clause_id
                JOIN documents ON documents.id = clauses.document_id
                LEFT JOIN cities ON cities.id = documents.city_id
                WHERE caps.yuan IS NOT NULL
                ORDER BY caps.yuan DESC, caps.id LIMIT {CAPS}""",
        ),
    }


PAGES = [Page("front", "/", "catalogue/front.html", front)]
