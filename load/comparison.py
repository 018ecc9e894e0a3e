"""What all clauses together decide: their topics, and which of other cities are like them.

Both read the clauses that are already in the database, so that nothing has to be kept in
memory while the texts are read.
"""

from __future__ import annotations

from sqlalchemy import Connection

from extract.lexicon import load
from extract.topics import topics, topics_of
from load.rows import Row, Rows

# Clauses that say something of their own: no titles, signatures or furniture, and no rosters.
_CLAUSES = """
SELECT clauses.id, clauses.parent_id, documents.city_id, clauses.heading, clauses.text
FROM clauses JOIN documents ON documents.id = clauses.document_id
WHERE clauses.level IN ('chapter', 'section', 'article', 'item', 'paragraph')
  AND documents.kind <> 'roster'
  AND clauses.id NOT IN (SELECT clause_id FROM members)
ORDER BY clauses.id
"""


def comparison_rows(connection: Connection) -> Rows:
    """Return the rows of topics, of the clauses' topics and of comparable clauses."""
    clauses = connection.exec_driver_sql(_CLAUSES).all()
    topic_rows, ids = _topic_rows()
    headings = {clause.id: clause.heading for clause in clauses}
    parents = {clause.id: clause.parent_id for clause in clauses}
    about: list[Row] = []
    for clause in clauses:
        above = []
        parent = clause.parent_id
        while parent in parents:
            if headings[parent]:
                above.append(headings[parent])
            parent = parents[parent]
        for name, score in topics_of(clause.text, clause.heading, above):
            about.append((len(about) + 1, clause.id, ids[name], score))
    # numpy and scipy take longer to load than a small build takes.
    from load.similar import Clause, nearest

    pairs = nearest(
        [
            Clause(clause.id, clause.city_id, clause.text)
            for clause in clauses
            if clause.city_id is not None
        ]
    )
    return {
        "topics": topic_rows,
        "clause_topics": about,
        "comparable_clauses": [
            (pair_id, pair.clause, pair.other, pair.score, pair.rank)
            for pair_id, pair in enumerate(pairs, 1)
        ],
    }


def _topic_rows() -> tuple[list[Row], dict[str, int]]:
    """The rows of both layers, each topic after the one above it, and ids by name."""
    ids: dict[str, int] = {}
    rows: list[Row] = []
    for group in load("topics")["groups"]:
        ids[group["name"]] = len(ids) + 1
        rows.append((ids[group["name"]], group["name"], None))
        for topic in topics():
            if topic.parent == group["name"]:
                ids[topic.name] = len(ids) + 1
                rows.append((ids[topic.name], topic.name, ids[group["name"]]))
    return rows, ids
