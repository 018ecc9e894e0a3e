"""What readers get: a real Datasette over a real build answers every page, with no error."""

from __future__ import annotations

import csv
import html
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import quote

import pytest

from plugins.chinese_search import fill_fts, fold
from tests.asking import METADATA, ROOT, Ask, client, page

POLICY = METADATA["databases"]["policy"]
TABLES = list(POLICY["tables"])
QUERIES = list(POLICY["queries"])

# Tables and views that have no rows yet: issue 3 fills them. Remove a name when it does.
EMPTY: set[str] = {"corrections"}

SEARCHES = """
二级节点 标识解析 奖补 平台 5G IPv6 IPv 10万元 万元 0万元 50% 一次性 责任单位 市经信局 工业互联网
上云 智能工厂 数字化车间 贯标 有效期 2023年 2025年 到2025年 最高 不超过 专项资金 人才 安全
保险 补 财 云 奖 APP 5G+工业互联网 1:1 3A级 NB-IoT v6 L4 PON 10% 1000万元 市财政局 解释 ITSS
"""


def rows(ask: Ask, path: str, **params: str) -> list[dict[str, Any]]:
    response = ask(f"{path}.json", _shape="array", **params)
    assert response.status_code == 200, response.text[:500]
    found: list[dict[str, Any]] = response.json()
    return found


def csv_rows(ask: Ask, path: str) -> list[list[str]]:
    response = ask(f"{path}.csv")
    assert response.status_code == 200, response.text[:500]
    return list(csv.reader(io.StringIO(response.text)))


def test_front_pages(ask: Ask) -> None:
    assert METADATA["title"] in page(ask, "/")
    overview = page(ask, "/policy")
    for query in POLICY["queries"].values():
        assert html.escape(query["title"]) in overview


def test_static_files(ask: Ask) -> None:
    for name in re.findall(r'(?:href|src)="(/static/[^"]+)"', page(ask, "/policy")):
        assert ask(name).status_code == 200


@pytest.mark.parametrize("table", TABLES)
def test_table(ask: Ask, table: str) -> None:
    text = page(ask, f"/policy/{table}")
    assert POLICY["tables"][table]["title"] in text
    found = rows(ask, f"/policy/{table}")
    lines = csv_rows(ask, f"/policy/{table}")
    assert bool(found) == (table not in EMPTY)
    assert len(lines) == len(found) + 1
    assert "\u200b" not in text


@pytest.mark.parametrize("query", QUERIES)
def test_canned_query(ask: Ask, query: str) -> None:
    described = POLICY["queries"][query]
    assert re.search(r"[\u4e00-\u9fff]", described["title"])
    assert re.search(r"[\u4e00-\u9fff]", described["description"])
    assert html.escape(described["title"]) in page(ask, f"/policy/{query}")
    found = rows(ask, f"/policy/{query}")
    assert found
    assert len(csv_rows(ask, f"/policy/{query}")) == len(found) + 1
    assert "\u200b" not in str(found)


@pytest.mark.parametrize(
    ("query", "params"),
    [
        ("second_level_nodes", {"q": "智能工厂"}),
        ("search", {"q": "奖补 市财政局"}),
        ("in_force", {"day": "2022-06-30"}),
        ("expiring", {"year": "2024"}),
        ("unit_clauses", {"unit": "财政"}),
        ("targets_due", {"year": "2023"}),
        ("fact_source", {"fact_table": "amounts", "fact_id": "1"}),
    ],
)
def test_canned_query_with_parameters(ask: Ask, query: str, params: dict[str, str]) -> None:
    assert rows(ask, f"/policy/{query}", **params)
    page(ask, f"/policy/{query}", **params)


def test_second_level_nodes(ask: Ask) -> None:
    """The question of issue 2: which city pays how much, up to which cap, by whom, until when."""
    found = {row["城市"]: row for row in rows(ask, "/policy/second_level_nodes")}
    assert found["六安市"]["补助比例"] == "省奖补标准 50%"
    assert "30%" in found["宿州市"]["补助比例"]
    assert "300万元" in found["宿州市"]["最高限额"]
    assert "20%" in found["马鞍山市"]["补助比例"]
    assert "300万元" in found["马鞍山市"]["最高限额"]
    assert "200万元" in found["滁州市"]["最高限额"]
    assert "100 万元" in found["泰安市"]["最高限额"]
    assert found["六安市"]["截止"] == "2023-12-31"
    assert found["滁州市"]["截止"] == "2024-09-23"
    assert "市财政局" in found["宿州市"]["责任单位"]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_tells_the_truth(ask: Ask, readme: str) -> None:
    """The results that stand below a query in a README are those of the query."""
    text = (ROOT / readme).read_text("utf-8")
    examples = re.findall(r"```sql\n(.*?);\n```\n\n((?:\|[^\n]*\n)+)", text, re.DOTALL)
    assert len(examples) == text.count("```sql") == 3
    for query, table in examples:
        printed = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()
        ]
        found = rows(ask, "/policy", sql=query)
        assert printed[0] == list(found[0])
        assert printed[2:] == [
            ["" if value is None else str(value) for value in row.values()] for row in found
        ]


def test_fact_source_reads_back(ask: Ask, sql: sqlite3.Connection) -> None:
    for row in rows(ask, "/policy/fact_source"):
        (raw,) = sql.execute(
            f"select raw from {row['fact_table']} where id = ?", [row["fact_id"]]
        ).fetchone()
        assert row["事实"] == raw


def test_rows_link_back(ask: Ask) -> None:
    for view in ("v_amounts", "v_supports", "second_level_nodes"):
        text = page(ask, f"/policy/{view}")
        address = re.search(r'href="(/policy/clauses/\d+)"', text)
        assert address, view
        assert "char_start" in page(ask, address[1])


def test_facts_lead_to_their_source(ask: Ask) -> None:
    for name in ("amounts", "v_percentages", "mentions", "v_numerals", "v_responsibilities"):
        address = re.search(
            r'href="(/policy/fact_source\?fact_table=\w+&amp;fact_id=\d+)">([^<]*)<',
            page(ask, f"/policy/{name}"),
        )
        assert address, name
        assert f"<mark>{address[2]}</mark>" in page(ask, html.unescape(address[1])) or (
            name == "v_numerals"  # a number there, the fact around it here
        )


@pytest.mark.parametrize("query", SEARCHES.split())
def test_search_finds_every_substring(ask: Ask, sql: sqlite3.Connection, query: str) -> None:
    """Truth is a plain substring match over marker, heading and text."""
    clauses = sql.execute("select id, marker, heading, text from clauses").fetchall()
    plain = {
        row[0] for row in clauses if any(query.lower() in (part or "").lower() for part in row[1:])
    }

    def folded(text: str) -> str:
        return re.sub("[\\s“”‘’「」『』]", "", fold(text).lower())

    allowed = {
        row[0] for row in clauses if any(folded(query) in folded(part or "") for part in row[1:])
    }
    found: set[int] = set()
    path: str | None = f"/policy/clauses.json?_search={quote(query)}&_size=max"
    while path:
        answer = ask(path).json()
        columns = answer["columns"]
        found |= {row[columns.index("id")] for row in answer["rows"]}
        path = answer["next_url"]
    assert plain <= found == allowed
    assert found


def test_hits_are_marked(ask: Ask) -> None:
    text = page(ask, "/policy/clauses", _search="二级节点")
    assert "<mark>二级节点</mark>" in text
    assert "<mark>" in page(ask, "/policy/v_supports", _search="补")
    assert "<mark>" in page(ask, "/policy/search", q="智能工厂")
    assert "<mark>" in page(ask, "/policy/clauses", _search_text="奖补")
    assert "<mark>" not in page(ask, "/policy/clauses")


def test_empty_search_is_no_search(ask: Ask, sql: sqlite3.Connection) -> None:
    (count,) = sql.execute("select count(*) from clauses").fetchone()
    for path in (
        "?_search=",
        "?_search=+",
        "?_search=&level=paragraph",
        "?level=paragraph&_search=",
    ):
        answer = ask(f"/policy/clauses.json{path}").json()
        assert (answer["filtered_table_rows_count"] == count) == ("level" not in path)
        assert answer["filtered_table_rows_count"]


@pytest.mark.parametrize("query", ['"', "“", "*", "a OR", "NEAR(", "'", "\\", "%", "-", "text:补"])
def test_odd_searches_are_no_error(ask: Ask, query: str) -> None:
    page(ask, "/policy/clauses", _search=query)
    page(ask, "/policy/search", q=query)


def test_metadata_is_complete(sql: sqlite3.Connection) -> None:
    """Every table, view and column is described, and nothing that does not exist."""
    names = {
        name
        for (name,) in sql.execute("select name from sqlite_master where type in ('table', 'view')")
        if not name.startswith(("clauses_fts_", "sqlite_"))
    }
    assert set(TABLES) == names
    for name in sorted(names):
        described = POLICY["tables"][name]
        columns = [row[1] for row in sql.execute(f"pragma table_info({name})")]
        assert set(described["columns"]) == set(columns), name
        assert described["title"], name
        for text in [described["description"], *described["columns"].values()]:
            assert re.search(r"[\u4e00-\u9fff]", text), (name, text)
        for key in ("label_column", "sort", "sort_desc", "fts_pk"):
            assert described.get(key, columns[0]) in columns, (name, key)
        assert set(described.get("facets", [])) <= set(columns), name


def test_codes_are_explained(sql: sqlite3.Connection) -> None:
    """Each code that occurs in a coded column stands in the description of that column."""
    coded = {
        ("documents", "kind"),
        ("clauses", "level"),
        ("amounts", "role"),
        ("amounts", "comparator"),
        ("percentages", "role"),
        ("responsibilities", "role"),
        ("deadlines", "kind"),
        ("citations", "kind"),
    }
    for table, column in coded:
        for (code,) in sql.execute(f"select distinct {column} from {table}"):
            assert code in POLICY["tables"][table]["columns"][column], (table, column, code)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A database in which every text is an attack."""
    path = tmp_path_factory.mktemp("hostile") / "policy.db"
    attack = "奖补<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((ROOT / "schema.sql").read_text("utf-8"))
        connection.execute(
            "insert into sources values (1, ?, ?, 'text/plain', 'utf-8', null, null, ?)",
            [attack, "0" * 64, attack],
        )
        connection.execute(
            "insert into documents (id, key, source_id, seq, kind, title, is_draft, char_start,"
            " char_end) values (1, ?, 1, 0, 'other', ?, 0, 0, 9)",
            [attack, attack],
        )
        connection.execute(
            "insert into clauses (id, key, document_id, seq, level, marker, heading, text,"
            " citation, char_start, char_end) values (1, ?, 1, 0, 'title', ?, ?, ?, ?, 0, 9)",
            [attack] * 5,
        )
        fill_fts(connection)
        connection.commit()
    yield from client(path)


@pytest.mark.parametrize(
    "query",
    ["奖补", "<script>", "script", "<", "alert(1)</script><img src=x onerror=alert(1)>", "&amp;"],
)
def test_markup_stays_text(hostile: Ask, query: str) -> None:
    """Markup in a source or in a search term never becomes markup in a page."""
    for path, name in [
        ("/policy/clauses", "_search"),
        ("/policy/v_clauses", "_search"),
        ("/policy/search", "q"),
        ("/policy/clauses/1", "_search"),
    ]:
        text = page(hostile, path, **{name: query})
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "alert(1)" in re.sub("</?mark>", "", text), path
        assert "<mark>" in text, path
