"""Which measures are meant: by a topic, by words, by a clause, and in which cities.

All of it in ids, and no more of them than a page shows; what the measures promise is told by
``offers``.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from catalogue.database import Row, row, rows

# A page shows so many measures of a city, fewer of each where there are many cities; where there
# are more, it says so.
EACH = 12
_ALL = 120
# So many cities stand beside each other unless the reader chose others.
CITIES = 8
MOST_CITIES = 24
# A search looks at so many clauses with these words; of a word that is everywhere, the first.
_HITS = 2000

NEGOTIATED = re.compile("一事一议|一企一策|一项目一议|一项一策")

# By city, the ids of measures that a page shows, highest first, and how many there are.
Cells = dict[str, tuple[list[int], int]]


def cities_of(connection: sqlite3.Connection) -> list[Row]:
    """Return the cities that there are documents of."""
    return rows(
        connection,
        "SELECT cities.id, cities.name, cities.province FROM cities"
        " WHERE EXISTS (SELECT 1 FROM documents WHERE documents.city_id = cities.id)"
        " ORDER BY cities.id",
    )


def best_cities(connection: sqlite3.Connection, topic_id: int, most: int) -> tuple[list[str], int]:
    """Return the cities with the highest sums for a topic, and how many have any."""
    found = [
        city
        for (city,) in connection.execute(
            "SELECT city_id FROM topic_cities WHERE topic_id = ?"
            " ORDER BY max(coalesce(cap_yuan, 0), coalesce(award_yuan, 0)) DESC, city_id",
            [topic_id],
        )
    ]
    return found[:most], len(found)


def fullest_cities(connection: sqlite3.Connection, most: int = CITIES) -> list[str]:
    """Return the cities with the most measures, in the order of their codes."""
    return sorted(
        city
        for (city,) in connection.execute(
            "SELECT cities.id FROM cities LEFT JOIN topic_cities ON topic_cities.city_id = cities.id"
            " WHERE EXISTS (SELECT 1 FROM documents WHERE documents.city_id = cities.id)"
            " GROUP BY cities.id ORDER BY coalesce(sum(measures), 0) DESC, cities.id LIMIT ?",
            [most],
        )
    )


def each_of(cities: int) -> int:
    """Return of how many measures of each of some cities a page has room for."""
    return max(4, min(EACH, _ALL // max(1, cities)))


def topics_of(connection: sqlite3.Connection) -> list[Row]:
    """Return the topics with measures, each group before its topics: id, name, group, measures."""
    return rows(
        connection,
        """
        SELECT topics.id, topics.name, topics.parent_id, above.name AS parent,
               sum(topic_cities.measures) AS measures
        FROM topic_cities
        JOIN topics ON topics.id = topic_cities.topic_id
        LEFT JOIN topics AS above ON above.id = topics.parent_id
        GROUP BY topics.id ORDER BY coalesce(topics.parent_id, topics.id), topics.parent_id, topics.id
        """,
    )


def topic_groups(topics: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return topics by the topic above them, in order: for lists to choose from."""
    groups: dict[str, list[Row]] = {}
    for topic in topics:
        groups.setdefault(topic["parent"] or topic["name"], []).append(topic)
    return list(groups.items())


def by_topics(
    connection: sqlite3.Connection,
    topics: Iterable[int],
    cities: Iterable[str],
    *,
    each: int = EACH,
    in_force_on: str | None = None,
) -> dict[int, Cells]:
    """Return by topic the first measures of each city, highest first, and how many there are.

    Cities are in the order given; one without measures is left out, a topic without any is empty.
    ``in_force_on``: leave out what is known not to apply on that day.
    """
    found: dict[int, Cells] = {topic: {} for topic in topics}
    applies = ""
    if in_force_on is not None:
        # A year or month alone begins with its first day and ends with its last: as text,
        # 2023 < 2023-06-30 and 2023-12 < 2023-12-31, so both ends are filled up.
        applies = (
            " AND is_draft = 0"
            " AND (effective_on IS NULL OR effective_on <= :day)"
            " AND (expires_on IS NULL OR expires_on || substr('-12-31', length(expires_on) - 3) >= :day)"
        )
    # The limit stands inside: a cell may have thousands, and only its first are read.
    first: dict[tuple[int, str], list[int]] = defaultdict(list)
    for topic, city, measure in connection.execute(
        f"""
        SELECT topic.value, city.value, topic_measures.measure_id
        FROM json_each(:topics) AS topic CROSS JOIN json_each(:cities) AS city
        CROSS JOIN topic_measures ON topic_measures.id IN (
            SELECT id FROM topic_measures
            WHERE topic_id = topic.value AND city_id = city.value{applies} ORDER BY id LIMIT :each)
        ORDER BY topic.key, city.key, topic_measures.id
        """,
        {
            "topics": json.dumps(list(found)),
            "cities": json.dumps(list(dict.fromkeys(cities))),
            "day": in_force_on,
            "each": each,
        },
    ):
        first[topic, city].append(measure)
    # Cells that are not full have been counted by reading them.
    counts = {cell: len(measures) for cell, measures in first.items()}
    cell = (
        "topic_id = json_extract(cell.value, '$[0]') AND city_id = json_extract(cell.value, '$[1]')"
    )
    for topic, city, count in connection.execute(
        "SELECT topic_id, city_id, count(*) FROM json_each(:full) AS cell"
        f" CROSS JOIN topic_measures ON {cell}{applies} GROUP BY cell.key"
        if applies
        else "SELECT topic_id, city_id, measures FROM json_each(:full) AS cell"
        f" CROSS JOIN topic_cities ON {cell}",
        {
            "full": json.dumps([cell for cell, count in counts.items() if count == each]),
            "day": in_force_on,
        },
    ):
        counts[topic, city] = count
    for (topic, city), measures in first.items():
        found[topic][city] = measures, counts[topic, city]
    return found


def by_words(connection: sqlite3.Connection, query: str, *, each: int = EACH) -> tuple[Cells, bool]:
    """Return by city the measures of the clauses with these words; and whether all were seen.

    The words are those of the search box. A clause whose measure itself has the words comes
    before one that only mentions them, and so does its city.
    """
    hits = rows(
        connection,
        """
        SELECT measures.id, measures.raw, documents.city_id
        FROM (SELECT rowid AS clause_id FROM clauses_fts
              WHERE clauses_fts MATCH escape_fts(:query) LIMIT :hits) AS hit
        JOIN measures ON measures.clause_id = hit.clause_id
        JOIN clauses ON clauses.id = hit.clause_id
        JOIN documents ON documents.id = clauses.document_id
        WHERE documents.city_id IS NOT NULL
        """,
        {"query": query, "hits": _HITS},
    )
    terms = query.split()
    found: dict[str, list[tuple[bool, int]]] = defaultdict(list)
    for hit in hits:
        inside = all(term in hit["raw"] for term in terms)
        found[hit["city_id"]].append((not inside, hit["id"]))
    for measures in found.values():
        measures.sort()
    order = sorted(found, key=lambda city: (found[city][0][0], city))
    return {
        city: ([measure for _, measure in found[city][:each]], len(found[city])) for city in order
    }, len(hits) < _HITS


def by_clause(connection: sqlite3.Connection, key: str) -> tuple[Row | None, Cells]:
    """Return a clause by its key, and by city its measures, or those of the clause most like it."""
    clause = row(connection, "SELECT id, key, citation, text FROM clauses WHERE key = ?", [key])
    if clause is None:
        return None, {}
    found: dict[str, list[int]] = defaultdict(list)
    nearest: dict[str, int] = {}
    for measure, near, city in connection.execute(
        """
        SELECT measures.id, near.clause_id, documents.city_id
        FROM (SELECT :clause AS clause_id, 0 AS rank
              UNION ALL
              SELECT other_clause_id, rank FROM comparable_clauses WHERE clause_id = :clause) AS near
        JOIN measures ON measures.clause_id = near.clause_id
        JOIN clauses ON clauses.id = near.clause_id
        JOIN documents ON documents.id = clauses.document_id
        WHERE documents.city_id IS NOT NULL
        ORDER BY near.rank, measures.id LIMIT 200
        """,
        {"clause": clause["id"]},
    ):
        if nearest.setdefault(city, near) == near:
            found[city].append(measure)
    return clause, {city: (ids[:EACH], len(ids)) for city, ids in found.items()}


def negotiated(connection: sqlite3.Connection, topic_id: int, cities: Sequence[str]) -> list[Row]:
    """Return the clauses about a topic whose support is settled case by case (一事一议)."""
    found = rows(
        connection,
        """
        SELECT cities.id AS city_id, cities.name AS city, clauses.key, clauses.citation,
               clauses.text
        FROM json_each(:cities) AS chosen CROSS JOIN negotiated_clauses ON negotiated_clauses.id IN (
            SELECT id FROM negotiated_clauses
            WHERE topic_id = :topic AND city_id = chosen.value ORDER BY id LIMIT 5)
        JOIN clauses ON clauses.id = negotiated_clauses.clause_id
        JOIN cities ON cities.id = negotiated_clauses.city_id
        ORDER BY chosen.key, negotiated_clauses.id
        """,
        {"topic": topic_id, "cities": json.dumps(list(cities))},
    )
    for clause in found:
        clause["sentence"] = sentence_with(clause.pop("text"), NEGOTIATED)
    return found


def sentence_with(text: str, pattern: re.Pattern[str]) -> str:
    """Return the sentence of a text in which a pattern is found, else the first."""
    sentences = re.split(r"(?<=[。；;])", text)
    return next((each for each in sentences if pattern.search(each)), sentences[0]).strip()
