"""Cities beside each other: topics by cities, and two clauses word by word."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from catalogue import choosing
from catalogue import offers as offered
from catalogue.choosing import EACH, MOST_CITIES
from catalogue.database import Row, row, rows
from catalogue.offers import Offer
from catalogue.pages import BadRequest, Body, Context, NotFound, Page, Params
from catalogue.tables import csv_body
from catalogue.validity import validity
from catalogue.words import plain

# A page and a file have room for so many measures, a cell for its share of them; the cell links
# to all that it has, and the file says how many there are.
_ON_PAGE, _IN_FILE = 240, 900
# Two texts longer than this are shown without marking what they share.
_LONGEST = 6000
# Shorter runs are shared by any two texts.
_SHARED = 4


@dataclass
class Cell:
    """The measures of a topic in a city, highest first; ``count`` is how many there are."""

    city_id: str
    offers: list[Offer]
    count: int


@dataclass
class Line:
    """A topic across the chosen cities."""

    topic: Row
    cells: list[Cell]


def _chosen(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the topics and cities that the reader chose, else those with most to compare.

    :raises NotFound: there is no such topic.
    :raises BadRequest: there is no such city, or there are too many.
    """
    topics = choosing.topics_of(connection)
    by_name = {topic["name"]: topic for topic in topics}
    cities = {city["id"]: city for city in choosing.cities_of(connection)}
    names, codes = params.texts("topic"), params.texts("city")
    for name in names:
        if name not in by_name:
            raise NotFound(f"没有“{name[:40]}”这个主题，或其中没有写明金额或比例的措施。")
    for code in codes:
        if code not in cities:
            raise BadRequest(f"没有代码为“{code[:20]}”的城市。")
    if len(codes) > MOST_CITIES:
        raise BadRequest(f"一次至多比较 {MOST_CITIES} 个城市。")
    shown = codes or choosing.fullest_cities(connection)
    return {
        "topics": topics,
        "groups": choosing.topic_groups(topics),
        "cities": list(cities.values()),
        "wanted": codes,
        "wanted_topics": names,
        "columns": [cities[code] for code in shown],
        # A topic of the upper layer only repeats what stands under those below.
        "shown": [by_name[name] for name in names] or [t for t in topics if t["parent"]],
        "in_force": params.text("in_force") == "1",
        "day": params.day(),
    }


def _lines(connection: sqlite3.Connection, chosen: Context, each: int) -> list[Line]:
    columns = [city["id"] for city in chosen["columns"]]
    found = choosing.by_topics(
        connection,
        [topic["id"] for topic in chosen["shown"]],
        columns,
        each=each,
        in_force_on=chosen["day"] if chosen["in_force"] else None,
    )
    measures = {measure for cells in found.values() for ids, _ in cells.values() for measure in ids}
    by_id = {
        offer.measure_id: offer
        for offer in offered.offers(connection, sorted(measures), chosen["day"])
    }
    return [
        Line(
            topic,
            [
                Cell(
                    city,
                    [by_id[measure] for measure in found[topic["id"]].get(city, ([], 0))[0]],
                    found[topic["id"]].get(city, ([], 0))[1],
                )
                for city in columns
            ],
        )
        for topic in chosen["shown"]
        if found[topic["id"]] or chosen["wanted_topics"]
    ]


def compare(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the matrix: for each topic and city the measures with rate, sum and cap."""
    chosen = _chosen(connection, params)
    return chosen | {
        "title": "各市对照",
        "lines": _lines(connection, chosen, max(2, min(EACH, _ON_PAGE // _cells(chosen)))),
        "arguments": {
            "topic": chosen["wanted_topics"],
            "city": chosen["wanted"],
            "day": params.text("day"),
            "in_force": params.text("in_force"),
        },
    }


def _cells(chosen: Context) -> int:
    return max(1, len(chosen["shown"]) * len(chosen["columns"]))


def compare_csv(connection: sqlite3.Connection, params: Params) -> Body:
    """Return what is compared as a table, a measure a line: the highest of each cell.

    A column says how many measures the cell has, so that nobody takes a part for the whole.
    """
    chosen = _chosen(connection, params)
    lines = _lines(connection, chosen, max(6, _IN_FILE // _cells(chosen)))
    names = {city["id"]: city["name"] for city in chosen["columns"]}
    return csv_body(
        "compare.csv",
        ["主题", "城市", "对象", "档次", "方式", "基数", "比例（%）", "比例限定", "定额（元）", "上限（元）",
         "计量", "一次性", "每年", "支付方", "责任单位", "原文", "文件", "条款", "条款地址", "施行",
         "截止", "本格共有", f"{chosen['day']} 的效力"],
        (
            [
                line.topic["name"],
                names[cell.city_id],
                offer.beneficiary,
                offer.tier,
                offer.instrument,
                offer.terms.base,
                _ends(offer.terms.rate),
                offer.terms.rate_comparator if offer.terms.rate else None,
                _ends(offer.terms.award),
                None if offer.terms.cap is None else _digits(offer.terms.cap),
                offer.per,
                int(offer.is_one_off),
                int(offer.is_annual),
                offer.payer,
                "、".join(offer.offices),
                offer.sentence,
                offer.document,
                offer.citation,
                offer.clause_key,
                offer.effective_on,
                offer.expires_on,
                cell.count,
                offer.validity.words,
            ]
            for line in lines
            for cell in line.cells
            for offer in cell.offers
        ),
    )  # fmt: skip


def _digits(number: Any) -> str:
    return plain(number).replace(",", "")


def _ends(ends: tuple[Any, Any] | None) -> str | None:
    if ends is None:
        return None
    low, high = map(_digits, ends)
    return low if low == high else f"{low}—{high}"


# ---------------------------------------------------------------------- two clauses


def shared(one: str, other: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Return two texts in pieces, each with whether the other text has it too, in that order."""
    if max(len(one), len(other)) > _LONGEST:
        return [(one, False)], [(other, False)]
    blocks = [
        block
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        if block.size >= _SHARED
    ]
    return (
        _pieces(one, [(block.a, block.size) for block in blocks]),
        _pieces(other, [(block.b, block.size) for block in blocks]),
    )


def _pieces(text: str, runs: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces = []
    end = 0
    for start, size in runs:
        pieces += [(text[end:start], False), (text[start : start + size], True)]
        end = start + size
    pieces.append((text[end:], False))
    return [(piece, same) for piece, same in pieces if piece]


def _clause(connection: sqlite3.Connection, key: str, day: str) -> Row:
    """Return a clause with all that is laid beside another.

    :raises NotFound: there is none of this key.
    """
    clause = row(
        connection,
        """
        SELECT clauses.id, clauses.key, clauses.citation, clauses.heading, clauses.text,
               documents.key AS document_key, coalesce(documents.title, documents.key) AS document,
               coalesce(documents.effective_on, notices.effective_on) AS effective_on,
               coalesce(documents.expires_on, notices.expires_on) AS expires_on,
               documents.is_draft, documents.issued_on, documents.doc_number,
               cities.name AS city, cities.id AS city_id
        FROM clauses
        JOIN documents ON documents.id = clauses.document_id
        LEFT JOIN documents AS notices ON notices.id = documents.covering_document_id
        LEFT JOIN cities ON cities.id = documents.city_id
        WHERE clauses.key = ?
        """,
        [key],
    )
    if clause is None:
        raise NotFound("没有这一条款。")
    clause["validity"] = validity(
        day, clause["effective_on"], clause["expires_on"], clause["is_draft"]
    )
    measures = connection.execute(
        "SELECT id FROM measures WHERE clause_id = ? ORDER BY char_start, id LIMIT 30",
        [clause["id"]],
    )
    clause["offers"] = offered.offers(connection, [found for (found,) in measures], day)
    clause["offices"] = rows(
        connection,
        "SELECT DISTINCT units.name, units.function, responsibilities.role FROM responsibilities"
        " JOIN units ON units.id = responsibilities.unit_id WHERE responsibilities.clause_id = ?"
        " ORDER BY responsibilities.char_start LIMIT 40",
        [clause["id"]],
    )
    for table, columns in (
        ("targets", "raw, indicator, comparator, due_on"),
        ("conditions", "raw, indicator, comparator"),
        ("deadlines", "raw, kind, start_on, end_on"),
    ):
        clause[table] = rows(
            connection,
            f"SELECT {columns} FROM {table} WHERE clause_id = ? ORDER BY char_start LIMIT 40",
            [clause["id"]],
        )
    return clause


def compare_clauses(connection: sqlite3.Connection, params: Params) -> Context:
    """Return two clauses side by side; of one alone, those it can be compared with.

    :raises NotFound: a clause does not exist.
    """
    day = params.day()
    keys = [key for key in (params.text("a"), params.text("b")) if key]
    if not keys:
        return {"title": "条款对照", "day": day, "clauses": [], "near": []}
    clauses = [_clause(connection, key, day) for key in keys]
    near = rows(
        connection,
        """
        SELECT clauses.key, clauses.citation, substr(clauses.text, 1, 80) AS beginning,
               cities.name AS city, coalesce(documents.title, documents.key) AS document
        FROM comparable_clauses
        JOIN clauses ON clauses.id = comparable_clauses.other_clause_id
        JOIN documents ON documents.id = clauses.document_id
        LEFT JOIN cities ON cities.id = documents.city_id
        WHERE comparable_clauses.clause_id = ? ORDER BY comparable_clauses.rank LIMIT 12
        """,
        [clauses[0]["id"]],
    )
    if len(clauses) == 2:
        clauses[0]["pieces"], clauses[1]["pieces"] = shared(clauses[0]["text"], clauses[1]["text"])
    else:
        clauses[0]["pieces"] = [(clauses[0]["text"], False)]
    return {
        "title": "条款对照",
        "day": day,
        "clauses": clauses,
        "near": [other for other in near if other["key"] not in keys],
    }


PAGES = [
    Page(
        "compare", "/compare", "catalogue/compare.html", compare, menu="对照", kept=True, dated=True
    ),
    Page("compare_csv", "/compare.csv", None, compare_csv, kept=True, dated=True),
    Page(
        "compare_clauses",
        "/compare/clauses",
        "catalogue/compare_clauses.html",
        compare_clauses,
        static=False,
    ),
]
