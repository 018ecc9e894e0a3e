"""Topics: what the clauses of all cities are about, and what each city pays for it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from catalogue.database import Row, row, rows, value
from catalogue.documents import clause_title, with_validity
from catalogue.facts import measure_formula
from catalogue.pages import Context, NotFound, Page, Params

PAGE_SIZE = 30
CITIES = 60
PER_CITY = 4


def topic_tree(connection: sqlite3.Connection) -> list[Row]:
    """Return the topics of the upper layer, each with its ``children``; those of no clause too."""
    found = rows(
        connection,
        """SELECT topics.id, topics.name, topics.parent_id,
                  coalesce((SELECT sum(clauses) FROM topic_counts
                            WHERE topic_id = topics.id), 0) AS clauses,
                  coalesce((SELECT sum(measures) FROM topic_cities
                            WHERE topic_id = topics.id), 0) AS measures,
                  (SELECT count(*) FROM topic_cities WHERE topic_id = topics.id) AS cities,
                  (SELECT max(cap_yuan) FROM topic_cities WHERE topic_id = topics.id) AS cap_yuan
           FROM topics ORDER BY topics.id""",
    )
    children: defaultdict[int | None, list[Row]] = defaultdict(list)
    for topic in found:
        children[topic["parent_id"]].append(topic)
    return [{**topic, "children": children[topic["id"]]} for topic in children[None]]


def overview(connection: sqlite3.Connection, _params: Params) -> Context:
    """Return the tree of topics."""
    return {"title": "主题", "topics": topic_tree(connection)}


def topic(connection: sqlite3.Connection, params: Params) -> Context:
    """Return what each city pays for a topic, and the clauses that are about it.

    :raises NotFound: it is no topic.
    """
    found = row(connection, "SELECT * FROM topics WHERE name = ?", [params["name"]])
    if found is None:
        raise NotFound(f"主题词表里没有“{params['name'][:40]}”。")
    number = params.integer("page", 1, 1, 10_000)
    city = params.text("city")
    clauses = _clauses(connection, found["id"], city, number)
    if number > 1 and not clauses:
        raise NotFound("没有这一页，列表到不了这么远。")
    counted = rows(
        connection,
        "SELECT city_id, cities.name, clauses FROM topic_counts"
        " JOIN cities ON cities.id = city_id WHERE topic_id = ? ORDER BY city_id",
        [found["id"]],
    )
    day = params.day()
    return {
        "title": found["name"],
        "topic": found,
        "day": day,
        "parent": value(connection, "SELECT name FROM topics WHERE id = ?", [found["parent_id"]]),
        "children": rows(
            connection, "SELECT name FROM topics WHERE parent_id = ? ORDER BY id", [found["id"]]
        ),
        "cities": _cities(connection, found["id"]),
        "counted": counted,
        "count": sum(one["clauses"] for one in counted if not city or one["city_id"] == city),
        "city": city,
        "clauses": [
            {**with_validity(clause, day), "title": clause_title(clause)}
            for clause in clauses[:PAGE_SIZE]
        ],
        "number": number,
        "more": len(clauses) > PAGE_SIZE,
    }


def _cities(connection: sqlite3.Connection, topic_id: int) -> list[Row]:
    found = rows(
        connection,
        f"""SELECT topic_cities.*, cities.name
            FROM topic_cities JOIN cities ON cities.id = topic_cities.city_id
            WHERE topic_id = ? ORDER BY max(coalesce(cap_yuan, 0), coalesce(award_yuan, 0)) DESC,
                                        cities.id LIMIT {CITIES}""",
        [topic_id],
    )
    for city in found:
        # Several rows of one formula are one support for several kinds of firms.
        city["highest"] = [
            {**measure, "formula": measure_formula(measure)}
            for measure in rows(
                connection,
                f"""SELECT measures.*, clauses.key, clauses.citation
                    FROM (SELECT measure_id FROM topic_measures
                          WHERE topic_id = ? AND city_id = ? ORDER BY id LIMIT {PER_CITY})
                    JOIN measures ON measures.id = measure_id
                    JOIN clauses ON clauses.id = measures.clause_id""",
                [topic_id, city["city_id"]],
            )
        ]
    return found


def _clauses(connection: sqlite3.Connection, topic_id: int, city: str, number: int) -> list[Row]:
    where = " AND documents.city_id = :city" if city else ""
    return rows(
        connection,
        f"""SELECT clauses.key, clauses.citation, clauses.marker, clauses.heading, clauses.text,
                   documents.title AS document, documents.effective_on, documents.expires_on,
                   documents.is_draft, cities.name AS city, above.heading AS heading_above
            FROM clause_topics
            CROSS JOIN clauses ON clauses.id = clause_topics.clause_id
            CROSS JOIN documents ON documents.id = clauses.document_id
            LEFT JOIN cities ON cities.id = documents.city_id
            LEFT JOIN clauses AS above ON above.id = clauses.parent_id AND above.level <> 'title'
            WHERE clause_topics.topic_id = :topic {where}
            ORDER BY clause_topics.score DESC, clause_topics.clause_id
            LIMIT {PAGE_SIZE + 1} OFFSET {(number - 1) * PAGE_SIZE}""",
        {"topic": topic_id, "city": city},
    )


def _names(connection: sqlite3.Connection) -> Iterator[dict[str, str]]:
    for (name,) in connection.execute("SELECT name FROM topics ORDER BY id"):
        yield {"name": name}


PAGES = [
    Page("topics", "/topics", "catalogue/topics.html", overview, menu="按主题"),
    Page("topic", "/topics/{name}", "catalogue/topic.html", topic, _names, dated=True),
]
