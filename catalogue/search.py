"""Search over all texts: any run of characters, with snippets, rank and filters."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter

from markupsafe import Markup, escape

from catalogue.database import Row, row, rows
from catalogue.documents import clause_title, issue_years, with_validity
from catalogue.pages import Body, Context, NotFound, Page, Params
from catalogue.tables import csv_body
from catalogue.words import DOCUMENT_KINDS
from plugins.chinese_search import (
    fold,
    hits_pattern,
    mark,
    narrowed,
    query_phrase,
    query_terms,
)

PAGE_SIZE = 20
# Up to so many hits are ranked and counted by city; beyond, reading order has to do, because
# ranking reads every hit (0.3 s for a word that stands in every third of a million clauses).
RANKED = 1000
# How much a hit in the heading counts, and how soon more hits in one clause count little.
_IN_HEADING = 5.0
_SATURATION = 1.2
_USUAL_LENGTH = 100
SNIPPET = 140
TITLES = 5


def search(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the clauses that hold all terms, best first, and the documents named so."""
    day = params.day()
    chosen = _chosen(params)
    q = chosen["q"]
    number = params.integer("page", 1, 1, 500)
    pattern = hits_pattern([q])
    context: Context = {
        "title": f"检索：{q}" if q else "检索",
        "chosen": chosen,
        "day": day,
        "number": number,
        "cities": rows(connection, "SELECT id, name FROM cities ORDER BY id"),
        "kinds": DOCUMENT_KINDS,
        "years": issue_years(connection),
        "topics": rows(
            connection,
            "SELECT name FROM topics WHERE parent_id IS NOT NULL OR NOT EXISTS"
            " (SELECT 1 FROM topics AS below WHERE below.parent_id = topics.id) ORDER BY id",
        ),
        "results": [],
        "documents": [],
        "by_city": [],
        "count": None,
    }
    if pattern is None:
        return context
    found, ranked = _hits(connection, q, chosen)
    page = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    if number > 1 and not page:
        raise NotFound("没有这一页，检索结果到不了这么远。")
    names = {city["id"]: city["name"] for city in context["cities"]}
    by_city = Counter(city for _, city in found)
    return {
        **context,
        "count": len(found),
        "more": not ranked,
        "ranked": ranked,
        "pages": -(-len(found) // PAGE_SIZE),
        "by_city": [
            {"id": code, "name": names[code], "count": count}
            for code, count in sorted(by_city.items(), key=lambda one: -one[1])
            if code in names
        ],
        "results": [
            with_validity(clause, day)
            for clause in _shown(connection, [clause for clause, _ in page], pattern)
        ],
        "documents": [
            {**document, "title": mark(document["title"], pattern)}
            for document in (_titles(connection, q) if number == 1 else [])
        ],
    }


def _chosen(params: Params) -> dict[str, str]:
    return {
        "q": params.text("q")[:200],
        "city": params.text("city"),
        "kind": params.choice("kind", DOCUMENT_KINDS),
        "year": params.text("year")[:4],
        "topic": params.text("topic"),
        "grants": params.choice("grants", ["1"]),
    }


def search_csv(connection: sqlite3.Connection, params: Params) -> Body:
    """Return what a search finds as a table, a clause a line, in the order of the page: RANKED
    of them at most. Without a word to look for it has its head alone."""
    day, chosen = params.day(), _chosen(params)
    pattern = hits_pattern([chosen["q"]])
    found = _hits(connection, chosen["q"], chosen)[0] if pattern else []
    clauses = _clauses(connection, [clause for clause, _ in found])
    return csv_body(
        "search.csv",
        ["城市", "文件", "条款", "标题", "原文", "条款标识", "印发", "施行", "截止", f"{day} 的效力"],
        (
            [
                clause["city"],
                clause["document"] or clause["document_key"],
                clause["citation"],
                clause_title(clause),
                clause["text"],
                clause["key"],
                clause["issued_on"],
                clause["effective_on"],
                clause["expires_on"],
                with_validity(clause, day)["validity"].words,
            ]
            for clause in clauses
        ),
    )  # fmt: skip


def _hits(
    connection: sqlite3.Connection, q: str, chosen: dict[str, str]
) -> tuple[list[tuple[int, str | None]], bool]:
    """Return (clause, city) of up to RANKED hits, and whether these are all, then best first."""
    topic = row(connection, "SELECT id FROM topics WHERE name = ?", [chosen["topic"]])
    match = narrowed(
        query_phrase(q),
        city=chosen["city"],
        kind=chosen["kind"],
        year=chosen["year"],
        topic=topic["id"] if topic else chosen["topic"],
        grants=chosen["grants"],
    )
    found = [
        clause
        for (clause,) in connection.execute(
            "SELECT rowid FROM clauses_fts WHERE clauses_fts MATCH ? LIMIT ?", [match, RANKED + 1]
        )
    ]
    every = len(found) <= RANKED
    hits = rows(
        connection,
        """SELECT clauses.id, clauses.heading, clauses.text, documents.city_id
           FROM json_each(?) AS hit
           CROSS JOIN clauses ON clauses.id = hit.value
           CROSS JOIN documents ON documents.id = clauses.document_id""",
        [json.dumps(found[:RANKED])],
    )
    if every:
        terms = [term for term in query_terms(q) if term]
        scores = {hit["id"]: _score(terms, hit["heading"], hit["text"]) for hit in hits}
        hits.sort(key=lambda hit: (-scores[hit["id"]], hit["id"]))
    return [(hit["id"], hit["city_id"]) for hit in hits], every


def _score(terms: list[str], heading: str | None, text: str) -> float:
    """How good a hit is: by how often the terms stand in a clause of that length, as in BM25.

    SQLite's own ``bm25()`` reads all hits in the whole table for every clause that it is asked
    about, 80 ms each in a million clauses.
    """
    head, body = fold(heading or "").lower(), fold(text).lower()
    length = 0.25 + 0.75 * len(body) / _USUAL_LENGTH
    score = 0.0
    for term in terms:
        often = body.count(term.lower()) + _IN_HEADING * head.count(term.lower())
        score += often * (_SATURATION + 1) / (often + _SATURATION * length)
    return score


def _shown(
    connection: sqlite3.Connection, identities: list[int], pattern: re.Pattern[str]
) -> list[Row]:
    return [
        {
            **clause,
            "title": mark(clause_title(clause), pattern),
            "snippet": snippet(clause["text"], pattern),
        }
        for clause in _clauses(connection, identities)
    ]


def _clauses(connection: sqlite3.Connection, identities: list[int]) -> list[Row]:
    """The clauses of those ids, in that order."""
    found = rows(
        connection,
        """SELECT clauses.id, clauses.key, clauses.citation, clauses.marker, clauses.heading,
                   clauses.level, clauses.text, documents.title AS document,
                   documents.key AS document_key, documents.kind, documents.issued_on,
                   documents.effective_on, documents.expires_on, documents.is_draft,
                   cities.name AS city, above.heading AS heading_above
            FROM clauses
            JOIN documents ON documents.id = clauses.document_id
            LEFT JOIN cities ON cities.id = documents.city_id
            LEFT JOIN clauses AS above ON above.id = clauses.parent_id AND above.level <> 'title'
            WHERE clauses.id IN (SELECT value FROM json_each(?))""",
        [json.dumps(identities)],
    )
    by_id = {clause["id"]: clause for clause in found}
    return [by_id[identity] for identity in identities]


def snippet(text: str, pattern: re.Pattern[str], length: int = SNIPPET) -> Markup:
    """Return the part of a text around its first hit, with all hits in it marked."""
    hit = pattern.search(fold(text))
    at = hit.start() if hit else 0
    start = max(0, at - length // 3)
    # Begin with a sentence, where one begins near before the hit.
    begins = [
        match.end() for match in re.finditer("[。；;\n]", text[:at]) if match.end() >= start - 15
    ]
    start = begins[0] if start and begins else start
    end = start + length
    before = "…" if start > 0 else ""
    after = "…" if end < len(text) else ""
    return escape(before) + mark(text[start:end], pattern) + escape(after)


def _titles(connection: sqlite3.Connection, q: str) -> list[Row]:
    return rows(
        connection,
        f"""SELECT documents.key, coalesce(documents.title, documents.key) AS title,
                   documents.doc_number, cities.name AS city
            FROM documents LEFT JOIN cities ON cities.id = documents.city_id
            WHERE instr(documents.title, ?1) OR instr(documents.doc_number, ?1)
            LIMIT {TITLES}""",
        [q],
    )


PAGES = [
    Page(
        "search", "/search", "catalogue/search.html", search, static=False, menu="检索", dated=True
    ),
    Page("search_csv", "/search.csv", None, search_csv, static=False, dated=True),
]
