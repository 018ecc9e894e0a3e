"""The tables of the data model are there with their columns, and their rules bite."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from load.database import SCHEMA
from load.rows import COLUMNS

# The contract: the data model's tables and columns, besides id.
# fmt: off
SPAN = ("char_start", "char_end", "raw")
MODEL = {
    "cities": ("name", "province", "latitude", "longitude"),
    "sources": ("path", "sha256", "media_type", "encoding", "url", "retrieved_on", "text"),
    "documents": (
        "key", "source_id", "city_id", "covering_document_id", "seq", "kind", "title",
        "doc_number", "issuer", "issued_on", "effective_on", "expires_on", "is_draft",
        "char_start", "char_end",
    ),
    "clauses": (
        "key", "document_id", "parent_id", "seq", "level", "marker", "heading", "text",
        "citation", "char_start", "char_end",
    ),
    "amounts": (
        "clause_id", "measure_id", *SPAN, "value_min", "value_max", "currency", "yuan_min",
        "yuan_max", "comparator", "role", "per", "tier", "is_one_off", "is_annual", "indicator",
        "due_on",
    ),
    "percentages": (
        "clause_id", "measure_id", *SPAN, "value_min", "value_max", "comparator", "role", "base",
    ),
    "caps": (
        "clause_id", "measure_id", "amount_id", "percentage_id", *SPAN, "yuan", "percent", "scope",
    ),
    "shares": ("clause_id", "measure_id", *SPAN, "parties"),
    "measures": (
        "clause_id", *SPAN, "beneficiary", "tier", "instrument", "award_yuan", "cap_yuan", "rate",
        "rate_comparator", "base", "per", "is_one_off", "is_annual", "payer",
    ),
    "units": ("name", "city_id", "function", "kind"),
    "responsibilities": ("clause_id", "unit_id", "role", *SPAN),
    "deadlines": ("clause_id", *SPAN, "kind", "start_on", "end_on"),
    "targets": (
        "clause_id", *SPAN, "value_min", "value_max", "measure_unit", "comparator", "indicator",
        "due_on", "is_annual",
    ),
    "conditions": (
        "clause_id", "measure_id", *SPAN, "value_min", "value_max", "measure_unit", "comparator",
        "indicator",
    ),
    "citations": ("clause_id", *SPAN, "kind", "cited_document_id"),
    "members": ("document_id", "clause_id", *SPAN, "name", "position", "role"),
    "topics": ("name", "parent_id"),
    "clause_topics": ("clause_id", "topic_id", "score"),
    "comparable_clauses": ("clause_id", "other_clause_id", "score", "rank"),
    "numerals": ("source_id", *SPAN, "disposition", "fact_table", "fact_id"),
}
MENTIONS = (
    "fact_table", "fact_id", "clause_id", "document_id", "source_id", "char_start", "char_end",
    "raw",
)
# fmt: on
REFERENCE = re.compile(r"(\w+)_id")
FACETED = {
    "role",
    "kind",
    "function",
    "comparator",
    "level",
    "disposition",
    "instrument",
    "is_one_off",
    "is_annual",
    "is_draft",
    "measure_unit",
}


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA.read_text("utf-8"))
    connection.execute("PRAGMA foreign_keys = OFF")
    yield connection
    connection.close()


def columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", MODEL)
def test_the_table_has_the_columns_of_the_data_model(db, table):
    assert set(columns(db, table)) >= {"id", *MODEL[table]}


def test_mentions_has_the_columns_of_the_data_model(db):
    assert tuple(columns(db, "mentions")) == MENTIONS


@pytest.mark.parametrize("table", COLUMNS)
def test_the_loader_fills_every_column(db, table):
    assert set(COLUMNS[table]) == set(columns(db, table))


@pytest.mark.parametrize("table", MODEL)
def test_references_are_foreign_keys_and_indexed(db, table):
    declared = {row[3] for row in db.execute(f"PRAGMA foreign_key_list({table})")}
    references = {column for column in columns(db, table) if REFERENCE.fullmatch(column)} - {
        "fact_id"
    }
    assert declared == references
    leading = {
        next(iter(db.execute(f"PRAGMA index_info({index[1]})")))[2]
        for index in db.execute(f"PRAGMA index_list({table})")
    }
    assert references <= leading
    assert FACETED & set(columns(db, table)) <= leading


# fmt: off
# One row per table that keeps every rule, and what breaks one.
SPANNED = {"clause_id": 1, "char_start": 0, "char_end": 1, "raw": "x"}
QUANTITY = {"value_min": 1, "value_max": 2, "comparator": "="}
GOOD = {
    "cities": {"id": "341500", "name": "六安市", "province": "安徽省"},
    "sources": {"path": "a.txt", "sha256": "0" * 64, "media_type": "text/plain",
                "encoding": "utf-8", "text": "x"},
    "documents": {"key": "k", "source_id": 1, "seq": 0, "kind": "plan", "is_draft": 0,
                  "char_start": 0, "char_end": 1},
    "clauses": {"key": "k", "document_id": 1, "seq": 0, "level": "item", "text": "",
                "citation": "一", "char_start": 0, "char_end": 1},
    "amounts": {**SPANNED, **QUANTITY, "currency": "CNY", "yuan_min": 1, "yuan_max": 2,
                "role": "cap", "is_one_off": 0, "is_annual": 0},
    "percentages": {**SPANNED, **QUANTITY, "role": "rate"},
    "caps": {**SPANNED, "amount_id": 1, "yuan": 5},
    "shares": {**SPANNED, "parties": '["市", "县"]'},
    "measures": {**SPANNED, "is_one_off": 0, "is_annual": 0},
    "units": {"name": "市财政局", "function": "财政", "kind": "department"},
    "responsibilities": {**SPANNED, "unit_id": 1, "role": "lead"},
    "deadlines": {**SPANNED, "kind": "target", "end_on": "2025-12-31"},
    "targets": {**SPANNED, **QUANTITY, "measure_unit": "家", "is_annual": 0},
    "conditions": {**SPANNED, **QUANTITY, "measure_unit": "家"},
    "citations": {**SPANNED, "kind": "title"},
    "members": {**SPANNED, "document_id": 1, "name": "张三", "role": "成员"},
    "topics": {"name": "人才"},
    "clause_topics": {"clause_id": 1, "topic_id": 1, "score": 0.5},
    "comparable_clauses": {"clause_id": 1, "other_clause_id": 2, "score": 0.5, "rank": 1},
    "numerals": {"source_id": 1, "char_start": 0, "char_end": 1, "raw": "5",
                 "disposition": "unresolved"},
}
BAD = [
    ("cities", {"id": "34150"}),
    ("cities", {"id": "34150x"}),
    ("cities", {"latitude": 91}),
    ("sources", {"sha256": "xyz"}),
    ("sources", {"retrieved_on": "1.2.2024"}),
    ("documents", {"kind": "law"}),
    ("documents", {"is_draft": 2}),
    ("documents", {"char_end": 0}),
    ("documents", {"key": ""}),
    ("documents", {"issued_on": "2021年"}),
    ("documents", {"effective_on": "2021-9-24"}),
    ("documents", {"expires_on": "2021-09-24T00:00"}),
    ("documents", {"id": 7, "covering_document_id": 7}),
    ("clauses", {"level": "heading"}),
    ("clauses", {"heading": ""}),
    ("clauses", {"char_start": -1}),
    ("clauses", {"text": None}),
    ("amounts", {"role": "grant"}),
    ("amounts", {"comparator": "≤"}),
    ("amounts", {"value_min": 3}),
    ("amounts", {"currency": "元"}),
    ("amounts", {"currency": "USD"}),
    ("amounts", {"yuan_min": None, "yuan_max": None}),
    ("amounts", {"is_annual": None}),
    ("amounts", {"due_on": "2025"}),
    ("amounts", {"role": "target", "due_on": "明年"}),
    ("percentages", {"role": "cap"}),
    ("caps", {"percentage_id": 1, "percent": 10}),
    ("caps", {"amount_id": None, "yuan": None}),
    ("caps", {"percent": 10}),
    ("shares", {"parties": "市、县"}),
    ("shares", {"parties": '{"市": 1}'}),
    ("measures", {"rate": 20}),
    ("measures", {"raw": ""}),
    ("responsibilities", {"role": "成员"}),
    ("deadlines", {"kind": "date"}),
    ("deadlines", {"start_on": "今年"}),
    ("targets", {"measure_unit": ""}),
    ("conditions", {"value_max": 0}),
    ("citations", {"kind": "url"}),
    ("members", {"name": ""}),
    ("topics", {"id": 3, "parent_id": 3}),
    ("clause_topics", {"score": 0}),
    ("comparable_clauses", {"other_clause_id": 1}),
    ("comparable_clauses", {"rank": 0}),
    ("numerals", {"disposition": "fact"}),
    ("numerals", {"fact_table": "amounts", "fact_id": 1}),
    ("numerals", {"disposition": "fact", "fact_table": "clauses", "fact_id": 1}),
    ("numerals", {"disposition": "fact", "fact_table": "amounts"}),
]
# fmt: on


def insert(db: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


@pytest.mark.parametrize("table", MODEL)
def test_a_good_row_is_taken(db, table):
    insert(db, table, GOOD[table])


@pytest.mark.parametrize(("table", "change"), BAD)
def test_a_bad_row_is_refused(db, table, change):
    with pytest.raises(sqlite3.IntegrityError):
        insert(db, table, GOOD[table] | change)


@pytest.mark.parametrize("table", ["documents", "clauses"])
def test_keys_are_unique(db, table):
    insert(db, table, GOOD[table])
    with pytest.raises(sqlite3.IntegrityError):
        insert(db, table, GOOD[table] | {"seq": 1})


def test_money_keeps_fractions_and_whole_yuan_apart(db):
    half = {"value_min": 0.5, "value_max": 0.5, "yuan_min": 0.5, "yuan_max": 0.5}
    insert(db, "amounts", GOOD["amounts"] | half)
    insert(db, "amounts", GOOD["amounts"] | {"yuan_min": 10**12, "yuan_max": 10**12})
    types = db.execute("SELECT typeof(yuan_min) FROM amounts ORDER BY id").fetchall()
    assert types == [("real",), ("integer",)]
