"""Cities: what each has, by topic, office and year."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from catalogue.database import Row, row, rows
from catalogue.documents import DOCUMENT, with_validity
from catalogue.facts import measure_formula
from catalogue.pages import Context, NotFound, Page, Params

DOCUMENTS = 50
OFFICES = 12
TARGETS = 30


def city_list(connection: sqlite3.Connection) -> list[Row]:
    """Return all cities by code, with what there is of each."""
    return rows(
        connection,
        """SELECT cities.id, cities.name, cities.province, city_counts.documents,
                  city_counts.clauses, city_counts.measures, city_counts.caps,
                  city_counts.targets, city_counts.first_issued, city_counts.last_issued
           FROM cities JOIN city_counts ON city_counts.city_id = cities.id
           ORDER BY cities.id""",
    )


def overview(connection: sqlite3.Connection, _params: Params) -> Context:
    """Return all cities."""
    return {"title": "城市", "cities": city_list(connection)}


def city(connection: sqlite3.Connection, params: Params) -> Context:
    """Return what there is of a city, which is given by name or by code.

    Names are not unique (there are two 鼓楼区 in one province); the code is.

    :raises NotFound: there is nothing of it.
    """
    asked = params["name"]
    found = row(
        connection,
        "SELECT cities.*, city_counts.* FROM cities"
        " JOIN city_counts ON city_counts.city_id = cities.id"
        " WHERE cities.id = ?1 OR cities.name = ?1 ORDER BY cities.id LIMIT 1",
        [asked],
    )
    if found is None:
        raise NotFound(f"知识库里没有“{asked[:40]}”的政策。")
    code, day = found["city_id"], params.day()
    documents = rows(
        connection,
        f"{DOCUMENT} WHERE documents.city_id = ? ORDER BY documents.issued_on DESC, documents.id"
        f" LIMIT {DOCUMENTS}",
        [code],
    )
    return {
        "title": found["name"],
        "city": found,
        "day": day,
        "documents": [with_validity(document, day) for document in documents],
        "topics": _topics(connection, code),
        "offices": rows(
            connection,
            "SELECT function, units, clauses FROM office_counts"
            " WHERE city_id = ? AND role IS NULL AND function <> 'unknown'"
            f" ORDER BY clauses DESC, function LIMIT {OFFICES}",
            [code],
        ),
        "targets": rows(
            connection,
            "SELECT target_counts.*, clauses.key, clauses.citation FROM target_counts"
            " JOIN clauses ON clauses.id = target_counts.clause_id"
            " WHERE target_counts.city_id = ?"
            f" ORDER BY year, indicator LIMIT {TARGETS}",
            [code],
        ),
    }


def _topics(connection: sqlite3.Connection, code: str) -> list[Row]:
    """The topics of a city, each with its highest measure: the first id of topic and city."""
    found = rows(
        connection,
        """SELECT topics.name, topics.parent_id, topic_cities.measures AS count, measures.*,
                  clauses.key, clauses.citation
           FROM topic_cities
           JOIN topics ON topics.id = topic_cities.topic_id
           JOIN topic_measures ON topic_measures.id = (
               SELECT min(id) FROM topic_measures AS first
               WHERE first.topic_id = topic_cities.topic_id
                 AND first.city_id = topic_cities.city_id)
           JOIN measures ON measures.id = topic_measures.measure_id
           JOIN clauses ON clauses.id = measures.clause_id
           WHERE topic_cities.city_id = ? AND topics.parent_id IS NOT NULL
           ORDER BY topics.id""",
        [code],
    )
    return [{**one, "formula": measure_formula(one)} for one in found]


def _names(connection: sqlite3.Connection) -> Iterator[dict[str, str]]:
    for (name,) in connection.execute("SELECT DISTINCT name FROM cities ORDER BY id"):
        yield {"name": name}


PAGES = [
    Page("cities", "/cities", "catalogue/cities.html", overview, menu="按城市"),
    Page("city", "/cities/{name}", "catalogue/city.html", city, _names, dated=True),
]
