"""Searches read from the index answer as those that Datasette would make."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.plugins import pm  # type: ignore[import-untyped]

from plugins import quick_search
from tests.asking import METADATA, Ask, datasette, page

TABLES = METADATA["databases"]["policy"]["tables"]
SEARCHED = ["clauses", *(name for name, about in TABLES.items() if about.get("fts_table"))]
WORDS = ["企业", "二级节点", "企业 财政", "没有这样的词"]
HITS = "select rowid from clauses_fts where clauses_fts match escape_fts(?)"


def key(table: str) -> str:
    return "id" if table == "clauses" else "clause_id"


@pytest.mark.parametrize("table", SEARCHED)
def test_rows_and_counts_are_those_of_the_table(
    ask: Ask, sql: sqlite3.Connection, table: str
) -> None:
    for word in WORDS:
        where = f"from {table} where {key(table)} in ({HITS})"
        answer = ask(f"/policy/{table}.json", _search=word, _size="20", _sort=key(table)).json()
        (count,) = sql.execute(f"select count(*) {where}", [word]).fetchone()
        assert answer["filtered_table_rows_count"] == count, word
        expected = sql.execute(
            f"select {key(table)} {where} order by {key(table)} limit 20", [word]
        ).fetchall()
        place = answer["columns"].index(key(table))
        assert [(row[place],) for row in answer["rows"]] == expected, word


@pytest.mark.parametrize("table", ["clauses", "v_clauses", "v_supports"])
def test_every_page_of_a_search_is_reached(ask: Ask, sql: sqlite3.Connection, table: str) -> None:
    path = f"/policy/{table}.json?_search={quote('企业')}&_size=7"
    found: list[Any] = []
    while path:
        answer = ask(path).json()
        found += [row[answer["columns"].index(key(table))] for row in answer["rows"]]
        path = (answer["next_url"] or "").removeprefix("http://localhost")
    expected = f"select {key(table)} from {table} where {key(table)} in ({HITS}) order by 1"
    assert [(each,) for each in found] == sql.execute(expected, ["企业"]).fetchall()


async def test_what_datasette_asks_is_understood(database: Path) -> None:
    """Were it to ask otherwise, nothing would be quick and nothing else would say so."""
    served = datasette(database)
    await served.invoke_startup()
    policy = served.get_database("policy")
    asked: list[str] = []
    execute = policy.execute

    async def listening(query: str, *args: Any, **options: Any) -> Any:
        if "escape_fts" in query:
            asked.append(query)
        return await execute(query, *args, **options)

    policy.execute = listening
    for table in ("clauses", "v_clauses", "v_supports"):
        asked.clear()
        await served.client.get(f"/policy/{table}?_search=企业")
        facets = len(TABLES[table]["facets"])
        assert len(asked) == 2 + facets
        assert sum(quick_search.rows_query(query) is not None for query in asked) == 1
        assert sum(quick_search.count_query(query) is not None for query in asked) == 1
        assert sum(quick_search.is_facet(query) for query in asked) == facets
        asked.clear()
        await served.client.get(f"/policy/{table}?_search=企业&{TABLES[table]['facets'][0]}=x")
        for query in asked:  # narrowed by a filter: as ever
            assert quick_search.rows_query(query) is None
            assert quick_search.count_query(query) is None
            assert not quick_search.is_facet(query)
    for opened in served.databases.values():
        opened.close()


def test_a_word_that_is_everywhere_is_not_faceted(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = ask("/policy/v_clauses.json", _search="企业", _size="50").json()  # kept apart
    assert usual["facet_results"]
    # Datasette loads the file itself, as a module of another name: to all of them five are many.
    for plugin in pm.get_plugins():
        if getattr(plugin, "__name__", "").endswith("quick_search.py"):
            monkeypatch.setattr(plugin, "MOST", 5)
    answer = ask("/policy/v_clauses.json", _search="企业").json()
    assert not answer["facet_results"]
    assert answer["rows"] == usual["rows"]
    assert answer["filtered_table_rows_count"] == usual["filtered_table_rows_count"]
    text = ask("/policy/v_clauses", _search="企业").text
    assert "没有按这些列分类计数：city、document_kind、level。" in text
    page(ask, "/policy/v_clauses", _search="企业", document_kind="plan")
    page(ask, "/policy/v_clauses", _search="没有这样的词")
