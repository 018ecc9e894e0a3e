"""Documents and clauses: the list, the text with every fact at its characters, the downloads."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from catalogue import exports, highlight
from catalogue.database import Row, row, rows, value
from catalogue.facts import KINDS, Fact, facts, measure_formula
from catalogue.pages import Body, Context, NotFound, Page, Params
from catalogue.tables import csv_body, json_body
from catalogue.validity import validity
from catalogue.words import DOCUMENT_KINDS

PAGE_SIZE = 50
COMPARABLE = 6

# A document with what is said of it everywhere.
DOCUMENT = """
    SELECT documents.*, coalesce(documents.title, documents.key) AS name,
           cities.name AS city, cities.province, sources.path AS source_path,
           sources.url AS source_url, sources.retrieved_on, sources.sha256
    FROM documents
    JOIN sources ON sources.id = documents.source_id
    LEFT JOIN cities ON cities.id = documents.city_id
"""
CLAUSE = """
    SELECT clauses.*, documents.key AS document_key,
           coalesce(documents.title, documents.key) AS document, documents.city_id,
           cities.name AS city, documents.effective_on, documents.expires_on, documents.is_draft,
           documents.source_id, above.heading AS heading_above
    FROM clauses
    JOIN documents ON documents.id = clauses.document_id
    LEFT JOIN cities ON cities.id = documents.city_id
    LEFT JOIN clauses AS above ON above.id = clauses.parent_id AND above.level <> 'title'
"""


@dataclass
class Node:
    """A clause in its tree, ready to be read."""

    key: str
    anchor: str
    level: str
    citation: str
    title: str
    html: Markup
    is_heading: bool
    measures: list[Fact]
    children: list[Node] = field(default_factory=list)


# ---------------------------------------------------------------------- the list


def document_list(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the documents that fit the filters, newest first, a page at a time."""
    day = params.day()
    chosen = {
        "q": params.text("q")[:100],
        "city": params.text("city"),
        "kind": params.choice("kind", DOCUMENT_KINDS),
        "status": params.choice("status", STATUS_SQL),
        "year": params.text("year")[:4],
    }
    where, arguments = ["1"], {"day": day}
    if chosen["q"]:
        where.append("(instr(documents.title, :q) OR instr(documents.doc_number, :q))")
        arguments["q"] = chosen["q"]
    if chosen["city"]:
        where.append("documents.city_id = :city")
        arguments["city"] = chosen["city"]
    if chosen["kind"]:
        where.append("documents.kind = :kind")
        arguments["kind"] = chosen["kind"]
    if chosen["year"]:
        # A range and not LIKE, so that the index on issued_on serves.
        where.append("documents.issued_on >= :year AND documents.issued_on < :year || '~'")
        arguments["year"] = chosen["year"]
    if chosen["status"]:
        where.append(STATUS_SQL[chosen["status"]])
    condition = " AND ".join(where)
    count = value(connection, f"SELECT count(*) FROM documents WHERE {condition}", arguments)
    number = params.integer("page", 1, 1, 100_000)
    found = rows(
        connection,
        # The page first, by the documents alone; then what is said of each.
        f"""WITH chosen AS (
                SELECT id FROM documents WHERE {condition}
                ORDER BY issued_on DESC, id LIMIT {PAGE_SIZE} OFFSET {(number - 1) * PAGE_SIZE})
            {DOCUMENT} WHERE documents.id IN (SELECT id FROM chosen)
            ORDER BY documents.issued_on DESC, documents.id""",
        arguments,
    )
    if number > 1 and not found:
        raise NotFound("没有这一页，列表到不了这么远。")
    return {
        "title": "政策文件",
        "documents": [with_validity(document, day) for document in found],
        "count": count,
        "number": number,
        "pages": max(1, -(-count // PAGE_SIZE)),
        "chosen": chosen,
        "day": day,
        "cities": rows(connection, "SELECT id, name FROM cities ORDER BY id"),
        "kinds": DOCUMENT_KINDS,
        "statuses": STATUS_SQL,
        "years": issue_years(connection),
    }


# The same as catalogue.validity says of one document, for many at once.
STATUS_SQL = {
    "in_force": "documents.is_draft = 0 AND documents.expires_on || '-99' >= :day"
    " AND coalesce(documents.effective_on, '') <= :day",
    "open": "documents.is_draft = 0 AND documents.expires_on IS NULL"
    " AND documents.effective_on <= :day",
    "future": "documents.is_draft = 0 AND documents.effective_on > :day"
    " AND coalesce(documents.expires_on || '-99', :day) >= :day",
    "expired": "documents.is_draft = 0 AND documents.expires_on || '-99' < :day",
    "unknown": "documents.is_draft = 0 AND documents.expires_on IS NULL"
    " AND documents.effective_on IS NULL",
    "draft": "documents.is_draft = 1",
}


def issue_years(connection: sqlite3.Connection) -> list[str]:
    """Return the years in which documents were issued, newest first, by hops over the index."""
    return [
        found["year"]
        for found in rows(
            connection,
            """WITH RECURSIVE years (year) AS (
                   SELECT substr(max(issued_on), 1, 4) FROM documents
                   UNION ALL
                   SELECT (SELECT substr(max(issued_on), 1, 4) FROM documents
                           WHERE issued_on < years.year)
                   FROM years WHERE years.year IS NOT NULL)
               SELECT year FROM years WHERE year IS NOT NULL LIMIT 100""",
        )
    ]


def with_validity(document: Row, day: str) -> Row:
    """Return a document with its ``validity`` on a day."""
    return {
        **document,
        "validity": validity(
            day, document["effective_on"], document["expires_on"], document["is_draft"]
        ),
    }


# ---------------------------------------------------------------------- a document


def find_document(connection: sqlite3.Connection, key: str) -> Row:
    """Return the document of a key.

    :raises NotFound: there is none.
    """
    document = row(connection, f"{DOCUMENT} WHERE documents.key = ?", [key])
    if document is None:
        raise NotFound("没有这份文件。它的标识可能写错了，请从文件列表或检索进入。")
    return document


def source_text(connection: sqlite3.Connection, source_id: int, start: int, end: int) -> str:
    """Return a stretch of a source."""
    return str(
        value(
            connection,
            "SELECT substr(text, ? + 1, ?) FROM sources WHERE id = ?",
            [start, end - start, source_id],
        )
    )


def document_page(connection: sqlite3.Connection, params: Params) -> Context:
    """Return a document with its metadata, outline, text, relations and downloads."""
    day = params.day()
    document = with_validity(find_document(connection, params["key"]), day)
    clauses = document_clauses(connection, document["id"])
    found = facts(connection, document["id"])
    tree = clause_tree(connection, document, clauses, found)
    covering = document["covering_document_id"]
    chosen = [kind for kind in params.texts("kind") if kind in KINDS]
    return {
        "title": document["name"],
        "legislation": exports.legislation_of_document(
            connection, document["key"], day, exports.live_link(params)
        ),
        "document": document,
        "day": day,
        "tree": tree,
        "outline": [entry for entry in _outline(tree) if entry["depth"] < 3],
        "counts": highlight.counts(found),
        "kinds": KINDS,
        "chosen": chosen,
        "clause_count": len(clauses),
        "covering": row(connection, f"{DOCUMENT} WHERE documents.id = ?", [covering])
        if covering
        else None,
        "parts": [
            with_validity(part, day)
            for part in rows(
                connection,
                f"{DOCUMENT} WHERE documents.covering_document_id = ?"
                " ORDER BY documents.seq LIMIT 100",
                [document["id"]],
            )
        ],
        "cited_by": _cited_by(connection, document["id"]),
    }


def _cited_by(connection: sqlite3.Connection, document_id: int) -> list[Row]:
    return rows(
        connection,
        f"""{CLAUSE} WHERE clauses.id IN (
                SELECT clause_id FROM citations WHERE cited_document_id = ? LIMIT 50)
            AND clauses.document_id <> ? ORDER BY clauses.id""",
        [document_id, document_id],
    )


def document_clauses(connection: sqlite3.Connection, document_id: int) -> list[Row]:
    """Return the clauses of a document in order."""
    return rows(
        connection, "SELECT * FROM clauses WHERE document_id = ? ORDER BY seq", [document_id]
    )


def clause_tree(
    connection: sqlite3.Connection, document: Row, clauses: list[Row], found: list[Fact]
) -> list[Node]:
    """Return clauses, each with its text marked, as the tree that they form."""
    if not clauses:
        return []
    base = min(clause["char_start"] for clause in clauses)
    end = max(clause["char_end"] for clause in clauses)
    source = source_text(connection, document["source_id"], base, end)
    children: defaultdict[Any, list[Row]] = defaultdict(list)
    for clause in clauses:
        children[clause["parent_id"]].append(clause)
    facts_of: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in found:
        facts_of[fact.clause_id].append(fact)
    nodes: dict[int, Node] = {}
    top: list[Node] = []
    for clause in clauses:
        spans = highlight.own_spans(
            (clause["char_start"], clause["char_end"]),
            [(child["char_start"], child["char_end"]) for child in children[clause["id"]]],
        )
        aligned = highlight.align(clause["text"], source, [(a - base, b - base) for a, b in spans])
        aligned = highlight.Aligned(aligned.text, [place + base for place in aligned.places])
        heading = heading_length(clause, aligned.text)
        rest = aligned.text[heading:].strip("。.：: ")
        is_heading = bool(clause["heading"]) and clause["level"] != "title" and not rest
        nodes[clause["id"]] = node = Node(
            key=clause["key"],
            anchor=anchor(clause),
            level=clause["level"],
            citation=clause["citation"],
            title=clause_title(clause),
            html=highlight.marked(
                aligned,
                facts_of[clause["id"]],
                heading=0 if is_heading or clause["level"] == "title" else heading,
            ),
            is_heading=is_heading,
            measures=[fact for fact in facts_of[clause["id"]] if fact.kind == "measures"],
        )
        above = nodes.get(clause["parent_id"])
        (above.children if above else top).append(node)
    return top


def heading_length(clause: Row, text: str) -> int:
    """Return how many characters of the text of a clause are its marker and heading."""
    if not clause["heading"]:
        return 0
    wanted = re.sub(r"\s", "", (clause["marker"] or "") + clause["heading"])
    at = 0
    for place, char in enumerate(text):
        if at == len(wanted):
            return place + (char in "。.：:")
        if char.isspace():
            continue
        if char != wanted[at]:
            return 0
        at += 1
    return len(text) if at == len(wanted) else 0


def anchor(clause: Row) -> str:
    """Return the name of a clause within the page of its document: 二、（一）1."""
    return re.sub(r"\s", "_", str(clause["key"]).rpartition(":")[2])


def clause_title(clause: Row) -> str:
    """Return what to call a clause: its marker and heading, else the heading it stands under."""
    if clause["heading"]:
        return f"{clause['marker'] or ''}{clause['heading']}"
    if above := clause.get("heading_above"):
        return f"{above}（{clause['citation']}）"
    return str(clause["citation"])


def _outline(tree: list[Node], depth: int = 0) -> Iterator[dict[str, Any]]:
    for node in tree:
        if node.level == "title":  # what all the others stand in
            yield from _outline(node.children, depth)
        elif node.level in ("chapter", "section", "article") and node.title != node.citation:
            yield {"title": node.title, "anchor": node.anchor, "depth": depth}
            yield from _outline(node.children, depth + 1)


# ---------------------------------------------------------------------- downloads


def document_json(connection: sqlite3.Connection, params: Params) -> Body:
    """Return a document, its clauses and its facts as JSON."""
    document = find_document(connection, params["key"])
    found = facts(connection, document["id"])
    by_clause: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for fact in found:
        hidden = ("id", "clause_id", "document_id", "measure_id", "unit_id", "cited_document_id")
        by_clause[fact.clause_id].append(
            {
                "table": fact.kind,
                "label": fact.label,
                "value": fact.value,
                **{name: cell for name, cell in fact.row.items() if name not in hidden},
            }
        )
    clauses = document_clauses(connection, document["id"])
    keys = {clause["id"]: clause["key"] for clause in clauses}
    shown = (
        "key", "kind", "title", "doc_number", "issuer", "issued_on", "effective_on",
        "expires_on", "is_draft", "char_start", "char_end", "city", "province", "source_path",
        "source_url", "retrieved_on", "sha256",
    )  # fmt: skip
    return json_body(
        {
            **{name: document[name] for name in shown},
            "clauses": [
                {
                    **{
                        name: clause[name]
                        for name in (
                            "key", "level", "marker", "heading", "text", "citation",
                            "char_start", "char_end",
                        )
                    },
                    "parent": keys.get(clause["parent_id"]),
                    "facts": by_clause[clause["id"]],
                }
                for clause in clauses
            ],
        }
    )  # fmt: skip


def document_csv(connection: sqlite3.Connection, params: Params) -> Body:
    """Return the facts of a document as CSV, one a line."""
    document = find_document(connection, params["key"])
    clauses = {clause["id"]: clause for clause in document_clauses(connection, document["id"])}
    columns = (
        "value_min", "value_max", "yuan_min", "yuan_max", "yuan", "percent", "measure_unit",
        "indicator", "base", "per", "tier", "due_on", "start_on", "end_on",
    )  # fmt: skip
    return csv_body(
        f"{document['key']}.csv",
        ["城市", "文件", "条款", "条款标识", "类别", "性质", "原文", "含义", *_HEADS.values(),
         "起点", "终点", "原始文件"],
        (
            [
                document["city"], document["name"], clauses[fact.clause_id]["citation"],
                clauses[fact.clause_id]["key"], KINDS[fact.kind], fact.label, fact.raw, fact.value,
                *(fact.row.get(name) for name in columns),
                fact.start, fact.end, document["source_path"],
            ]
            for fact in facts(connection, document["id"])
        ),
    )  # fmt: skip


_HEADS = {
    "value_min": "数值下限", "value_max": "数值上限", "yuan_min": "金额下限（元）",
    "yuan_max": "金额上限（元）", "yuan": "限额（元）", "percent": "限额（%）",
    "measure_unit": "计量单位", "indicator": "指标", "base": "基数", "per": "按", "tier": "档次",
    "due_on": "完成时限", "start_on": "开始", "end_on": "结束",
}  # fmt: skip


def document_source(connection: sqlite3.Connection, params: Params) -> Body:
    """Return the file that a document stands in, exactly as decoded."""
    document = find_document(connection, params["key"])
    text = value(connection, "SELECT text FROM sources WHERE id = ?", [document["source_id"]])
    name = PurePosixPath(document["source_path"]).name
    return Body(str(text), "text/plain; charset=utf-8", name)


# ---------------------------------------------------------------------- a clause


def clause_page(connection: sqlite3.Connection, params: Params) -> Context:
    """Return a clause with its text, measures, offices and the like clauses of other cities.

    :raises NotFound: no clause has this key.
    """
    clause = row(connection, f"{CLAUSE} WHERE clauses.key = ?", [params["key"]])
    if clause is None:
        raise NotFound("没有这一条款。它的标识可能写错了，请从文件或检索进入。")
    return clause_context(connection, clause, params)


def clause_by_id(connection: sqlite3.Connection, clause_id: int, params: Params) -> Context | None:
    """Return the same for an id, None where it is no clause's: for the row page of ``clauses``."""
    clause = row(connection, f"{CLAUSE} WHERE clauses.id = ?", [clause_id])
    return clause_context(connection, clause, params) if clause else None


def clause_context(connection: sqlite3.Connection, clause: Row, params: Params) -> Context:
    """Return what the page of a clause shows."""
    day = params.day()
    document_id = clause["document_id"]
    document = row(connection, f"{DOCUMENT} WHERE documents.id = ?", [document_id])
    assert document
    within = [document_id, clause["char_start"], clause["char_end"]]
    clauses = rows(
        connection,
        "SELECT * FROM clauses WHERE document_id = ? AND char_start >= ? AND char_end <= ?"
        " ORDER BY seq",
        within,
    )
    found = facts(connection, *within)
    keys = {one["id"]: one for one in clauses}
    above = rows(
        connection,
        """WITH RECURSIVE above (id, parent_id, depth) AS (
               SELECT id, parent_id, 0 FROM clauses WHERE id = ?
               UNION ALL
               SELECT clauses.id, clauses.parent_id, depth + 1
               FROM above JOIN clauses ON clauses.id = above.parent_id)
           SELECT clauses.* FROM above JOIN clauses ON clauses.id = above.id
           WHERE depth > 0 AND clauses.level <> 'title' ORDER BY depth DESC""",
        [clause["id"]],
    )
    offices = [fact for fact in found if fact.kind == "responsibilities"]
    inherited = None
    if not offices:
        offices, inherited = _offices_above(connection, above)
    return {
        "title": clause_title(clause),
        "legislation": exports.legislation_of_clause(
            connection, clause["key"], exports.live_link(params)
        ),
        "clause": {**clause, "anchor": anchor(clause)},
        "document": with_validity(document, day),
        "day": day,
        "above": [{**one, "title": clause_title(one)} for one in above],
        "tree": clause_tree(connection, document, clauses, found),
        "counts": highlight.counts(found),
        "kinds": KINDS,
        "chosen": [],
        "measures": [
            {**fact.row, "formula": measure_formula(fact.row), "clause": keys[fact.clause_id]}
            for fact in found
            if fact.kind == "measures"
        ],
        "offices": offices,
        "inherited": inherited,
        "others": [
            fact
            for fact in found
            if fact.kind in ("shares", "conditions", "targets", "deadlines", "citations")
            or (fact.kind == "amounts" and fact.row["role"] in ("threshold", "budget", "target"))
            or (fact.kind == "percentages" and fact.row["role"] in ("threshold", "target"))
        ],
        "topics": rows(
            connection,
            "SELECT topics.name FROM clause_topics JOIN topics ON topics.id = topic_id"
            " WHERE clause_id = ? ORDER BY score DESC",
            [clause["id"]],
        ),
        "comparable": _comparable(connection, clause["id"], day),
        "before": _beside(connection, clause, -1),
        "after": _beside(connection, clause, +1),
    }


def _offices_above(
    connection: sqlite3.Connection, above: list[Row]
) -> tuple[list[Fact], Row | None]:
    """The offices of the nearest clause above that names some, and that clause."""
    for clause in reversed(above):
        found = [
            fact
            for fact in facts(
                connection, clause["document_id"], clause["char_start"], clause["char_end"]
            )
            if fact.kind == "responsibilities" and fact.clause_id == clause["id"]
        ]
        if found:
            return found, clause
    return [], None


def _comparable(connection: sqlite3.Connection, clause_id: int, day: str) -> list[Row]:
    found = rows(
        connection,
        f"""SELECT near.score, shown.*
            FROM comparable_clauses AS near
            JOIN ({CLAUSE}) AS shown ON shown.id = near.other_clause_id
            WHERE near.clause_id = ? ORDER BY near.rank LIMIT {COMPARABLE}""",
        [clause_id],
    )
    for clause in found:
        clause["title"] = clause_title(clause)
        clause["measures"] = [
            measure_formula(measure)
            for measure in rows(
                connection, "SELECT * FROM measures WHERE clause_id = ? LIMIT 4", [clause["id"]]
            )
        ]
    return [with_validity(clause, day) for clause in found]


def _beside(connection: sqlite3.Connection, clause: Row, step: int) -> Row | None:
    order = "DESC" if step < 0 else "ASC"
    sign = "<" if step < 0 else ">"
    found = row(
        connection,
        f"""SELECT * FROM clauses WHERE document_id = ? AND seq {sign} ?
            AND level NOT IN ('title', 'furniture') ORDER BY seq {order} LIMIT 1""",
        [clause["document_id"], clause["seq"]],
    )
    return {**found, "title": clause_title(found)} if found else None


# ---------------------------------------------------------------------- pages


def _document_keys(connection: sqlite3.Connection) -> Iterator[dict[str, str]]:
    for (key,) in connection.execute("SELECT key FROM documents ORDER BY id"):
        yield {"key": key}


def _clause_keys(connection: sqlite3.Connection) -> Iterator[dict[str, str]]:
    for (key,) in connection.execute("SELECT key FROM clauses ORDER BY id"):
        yield {"key": key}


PAGES = [
    Page(
        "documents",
        "/documents/",
        "catalogue/documents.html",
        document_list,
        menu="文件",
        dated=True,
    ),
    Page("document_json", "/documents/{key}.json", None, document_json, _document_keys),
    Page("document_csv", "/documents/{key}.csv", None, document_csv, _document_keys),
    Page("document_source", "/documents/{key}.txt", None, document_source, _document_keys),
    Page(
        "document",
        "/documents/{key}",
        "catalogue/document.html",
        document_page,
        _document_keys,
        dated=True,
    ),
    Page(
        "clause", "/clauses/{key}", "catalogue/clause.html", clause_page, _clause_keys, dated=True
    ),
]
