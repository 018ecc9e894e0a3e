"""Search finds every substring: the index, the query, and the marking of hits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.chinese_search import (
    fill_fts,
    fold,
    hits_pattern,
    index_text,
    mark,
    narrowed,
    query_phrase,
    query_terms,
)

ROOT = Path(__file__).parent.parent


def fts_statement() -> str:
    """The statement of schema.sql that makes the full-text table."""
    schema = (ROOT / "schema.sql").read_text("utf-8")
    start = schema.index("CREATE VIRTUAL TABLE clauses_fts")
    return schema[start : schema.index(";", start)]


def searchable() -> sqlite3.Connection:
    """An empty database with all that the full-text table is filled from."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "create table clauses (id integer primary key, marker, heading, text, document_id);"
        "create table documents (id integer primary key, city_id, kind, issued_on);"
        "create table clause_topics (clause_id, topic_id);"
        "create table clause_supports (id integer primary key);"
        "insert into documents values (1, '340100', 'plan', '2021-09'), (2, null, 'other', null);"
    )
    connection.execute(fts_statement())
    return connection


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    with closing(searchable()) as connection:
        yield connection


def finds(database: sqlite3.Connection, text: str, query: str) -> bool:
    """Whether a search for query finds a clause of that text."""
    database.execute("delete from clauses")
    database.execute("delete from clauses_fts")
    database.execute("insert into clauses (id, text) values (1, ?)", [text])
    fill_fts(database)
    found = database.execute(
        "select rowid from clauses_fts where clauses_fts match ?", [query_phrase(query)]
    )
    return found.fetchall() == [(1,)]


TEXT = (
    "对获评的“5G+工业互联网”（标识解析）二级节点，按ＩＰｖ6改造投资的30%给予奖补，"
    "最高不超过100 万元，市、县按1：1分担；NB－IoT项目2021—2023年给予10万元。"
)


@pytest.mark.parametrize(
    "query",
    [
        "二级节点",
        "奖补",
        "补",
        "5G",
        "5g",
        "G+工",
        "IPv6",
        "IPv",
        "v6",
        "ipv",
        "30%",
        "30％",
        "0%给",
        "10万元",
        "０万元",
        "100万元",  # printed with a blank
        "5G+工业互联网",
        "（标识解析）",
        "(标识",
        "1:1",
        "NB-IoT",
        "nb-iot",
        "2021-2023年",
        "互联网（标识",  # a quotation mark between
        "，",
        "、",
        "二级节点 奖补",
        "二级节点　奖补",
        '"二级节点"',
        '"二级节点',
        "奖补 “5G",
    ],
)
def test_finds(database: sqlite3.Connection, query: str) -> None:
    assert finds(database, TEXT, query)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        '"',
        "“”",
        "点奖补",
        "节二",
        "11",  # 1:1 is not eleven
        "二级节点 补助",
        '"二级节点 奖补"',  # held together by quotation marks
        "奖补*",
        "奖补 OR 补助",
        "NOT 补助",
        "text:奖补",
        "^对",
        "奖补)",
        "\x00",
        "a" * 5000,
    ],
)
def test_does_not_find(database: sqlite3.Connection, query: str) -> None:
    assert not finds(database, TEXT, query)


@given(st.text(min_size=1, max_size=60), st.data())
def test_finds_every_substring(text: str, data: st.DataObject) -> None:
    """Whatever stands in a text is found by any part of it."""
    text = text.replace("\x00", "")  # SQLite ends a text there
    start = data.draw(st.integers(0, len(text)))
    query = text[start : data.draw(st.integers(start, len(text)))]
    terms = [term for term in query_terms(query) if term]
    with closing(searchable()) as connection:
        assert finds(connection, text, query) == bool(terms)


@given(st.text())
def test_fold_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_index_text() -> None:
    assert index_text("补５％") == "补\u200b5\u200b%"
    assert index_text("") == ""


def test_query_phrase() -> None:
    assert query_phrase("奖补 5G") == '"奖\u200b补" "5\u200bG"'
    assert query_phrase(None) == '""'


def test_heading_and_marker_are_searched(database: sqlite3.Connection) -> None:
    database.execute("delete from clauses")
    database.execute("delete from clauses_fts")
    database.execute("insert into clauses values (7, '（一）', '标识解析', '正文', 1)")
    fill_fts(database)
    for query in ("标识", "（一）", "正文"):
        found = database.execute("select rowid from clauses_fts(?)", [query_phrase(query)])
        assert found.fetchall() == [(7,)]


def test_search_is_narrowed(database: sqlite3.Connection) -> None:
    database.execute("delete from clauses")
    database.execute("delete from clauses_fts")
    database.execute(
        "insert into clauses values (1, null, null, '奖补', 1), (2, null, null, '奖补', 2),"
        " (3, null, null, '奖补', 1), (4, null, null, '资金', 1)"
    )
    database.execute("insert into clause_topics values (1, 5), (1, 50), (3, 50)")
    database.execute("insert into clause_supports values (2), (3), (4)")
    fill_fts(database)

    def hits(query: str, **chosen: str | int | None) -> list[int]:
        match = narrowed(query_phrase(query), **chosen)
        return [row[0] for row in database.execute("select rowid from clauses_fts(?)", [match])]

    assert hits("奖补") == hits("奖补", city="", year=None) == [1, 2, 3]
    assert hits("奖补", city="340100") == [1, 3]
    assert hits("奖补", city="34010") == []
    assert hits("奖补", kind="other") == [2]
    assert hits("奖补", year="2021", city="340100") == [1, 3]
    assert hits("奖补", city='"') == hits("奖补", city='" OR "') == hits("奖补", city=" ") == []
    assert hits("奖补", topic=5) == [1]
    assert hits("奖补", topic=50) == [1, 3]
    assert hits("奖补", grants=1) == [2, 3]
    assert hits("奖补", grants=1, topic=50) == [3]
    assert hits("没有", topic=50) == hits("", topic=50) == []
    # What narrows a search is found by no search.
    for query in ("340100", "c340100", "\ue000c340100", "plan", "k", "t5", "g1", "filters:plan"):
        assert hits(query) == []


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("给予奖补。奖 补", "奖补", "给予<mark>奖补</mark>。<mark>奖 补</mark>"),
        ("ＩＰｖ6和ipv6", "IPv", "<mark>ＩＰｖ</mark>6和<mark>ipv</mark>6"),
        ("二级节点", "节点 二级节点", "<mark>二级节点</mark>"),
        ("a.c abc", "a.c", "<mark>a.c</mark> abc"),
        (
            "<script>奖补</script>&",
            "奖补",
            "&lt;script&gt;<mark>奖补</mark>&lt;/script&gt;&amp;",
        ),
        ("<b>x", "<b>", "<mark>&lt;b&gt;</mark>x"),
    ],
)
def test_mark(text: str, query: str, html: str) -> None:
    pattern = hits_pattern([query])
    assert pattern is not None
    assert str(mark(text, pattern)) == html


def test_no_terms_no_pattern() -> None:
    assert hits_pattern([]) is None
    assert hits_pattern(["", " “” "]) is None
