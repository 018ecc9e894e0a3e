"""A build stores what extraction yields, and refuses what breaks the data model."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

import build_db
from extract.models import Extraction
from load.rows import FACT_TABLES
from tests import corpus
from tests.building import one_text, rows, run


@pytest.fixture
def raw(tmp_path) -> Path:
    return one_text(tmp_path)


def build_by_hand(
    raw: Path, db: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Extraction], object]
) -> Result:
    """Build a folder of one text whose extraction is made by hand and then changed."""
    (raw / "good.txt").write_text(corpus.TEXT, "utf-8")
    extraction = corpus.extraction("good.txt")
    change(extraction)
    monkeypatch.setattr(build_db, "extract_source", lambda source: extraction)
    return run(raw, db)


def test_an_extraction_made_by_hand_is_stored_whole(raw, tmp_path, monkeypatch):
    db = tmp_path / "policy.db"
    result = build_by_hand(raw, db, monkeypatch, lambda extraction: None)
    assert result.exit_code == 0, result.output
    for table in FACT_TABLES:
        assert rows(db, f"SELECT count(*) FROM {table}") == [(1,)], table
    assert rows(
        db,
        "SELECT d.title, d.city_id, d.is_draft, c.citation, p.citation, m.cap_yuan, s.parties,"
        " u.name, cited.title, n.raw"
        " FROM amounts a JOIN clauses c ON c.id = a.clause_id JOIN clauses p ON p.id = c.parent_id"
        " JOIN documents d ON d.id = c.document_id JOIN measures m ON m.id = a.measure_id"
        " JOIN caps ON caps.amount_id = a.id JOIN shares s ON s.measure_id = m.id"
        " JOIN responsibilities r ON r.clause_id = c.id JOIN units u ON u.id = r.unit_id"
        " JOIN citations ci JOIN documents cited ON cited.id = ci.cited_document_id"
        " JOIN numerals n ON n.fact_table = 'amounts' AND n.fact_id = a.id",
    ) == [
        (
            "若干政策",
            corpus.CITY,
            0,
            "一、第1段",
            "一",
            1_000_000,
            '["市", "县"]',
            "市财政局",
            "若干政策",
            "100",
        ),
    ]


def set_field(table: str, place: int, name: str, value: object) -> Callable[[Extraction], None]:
    return lambda extraction: setattr(getattr(extraction, table)[place], name, value)


VIOLATIONS = {
    "raw-is-not-the-text": (set_field("amounts", 0, "raw", "100元"), "amounts 1 says"),
    "numeral-is-not-the-text": (set_field("numerals", 0, "raw", "6"), "numerals 1 says"),
    "fact-outside-its-clause": (set_field("members", 0, "clause", 1), "members 1 is outside"),
    "span-beyond-the-text": (set_field("deadlines", 0, "end", 9999), "deadlines 1 says"),
    "text-in-no-document": (set_field("documents", 0, "start", 3), "in none of the documents"),
    "documents-overlap": (set_field("documents", 0, "end", 30), "documents 2 overlaps"),
    "text-in-no-clause": (set_field("clauses", 2, "end", 60), "in none of the clauses"),
    "child-outside-its-parent": (set_field("clauses", 2, "end", 60), "ends after its parent"),
    "clauses-overlap": (set_field("clauses", 1, "end", 60), "overlaps what is before it"),
    "siblings-overlap": (
        lambda extraction: extraction.clauses.append(
            replace(extraction.clauses[3], seq=3, key="again")
        ),
        "overlaps its sibling",
    ),
    "parent-in-another-document": (set_field("clauses", 3, "parent", 0), "in another document"),
    "no-such-sum": (set_field("caps", 0, "amount", 5), "the row of amounts that it refers to"),
    "no-such-fact": (set_field("numerals", 2, "fact_index", 5), "amounts has no row 6"),
    "two-cap-targets": (set_field("caps", 0, "percentage", 0), "CHECK constraint failed"),
    "no-cap-target": (set_field("caps", 0, "amount", None), "CHECK constraint failed"),
    "cap-of-another-clause": (set_field("caps", 0, "clause", 2), "of its clause"),
    "unknown-role": (set_field("amounts", 0, "role", "gift"), "role='gift'"),
    "same-key-twice": (set_field("clauses", 0, "key", "good.txt/measures/1"), "clauses.key"),
}


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_broken_invariant_fails_the_build_and_leaves_the_old_file(
    raw, tmp_path, monkeypatch, name
):
    change, message = VIOLATIONS[name]
    db = tmp_path / "policy.db"
    run(raw, db)
    old = db.read_bytes()
    result = build_by_hand(raw, db, monkeypatch, change)
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert db.read_bytes() == old
    assert sorted(os.listdir(tmp_path)) == ["policy.db", "raw"]


def test_an_unknown_place_is_warned_about(raw, tmp_path, monkeypatch):
    def elsewhere(extraction: Extraction) -> None:
        for document in extraction.documents:
            document.city_code = "999999"

    result = build_by_hand(raw, tmp_path / "policy.db", monkeypatch, elsewhere)
    assert result.exit_code == 0
    assert "has the code 999999" in result.output
    assert rows(tmp_path / "policy.db", "SELECT DISTINCT city_id FROM documents") == [(None,)]


def test_one_office_is_one_unit(raw, tmp_path, monkeypatch):
    def twice(extraction: Extraction) -> None:
        [office] = extraction.responsibilities
        extraction.responsibilities.append(replace(office, role="lead"))

    build_by_hand(raw, tmp_path / "policy.db", monkeypatch, twice)
    db = tmp_path / "policy.db"
    assert rows(db, "SELECT count(*) FROM units") == [(1,)]
    assert rows(db, "SELECT unit_id FROM responsibilities") == [(1,), (1,)]
