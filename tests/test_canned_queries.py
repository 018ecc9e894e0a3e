"""Queries that read in the order of an index answer as those that collect everything and sort it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from plugins.chinese_search import query_phrase
from tests.asking import METADATA
from tests.building import run

QUERIES = METADATA["databases"]["policy"]["queries"]
IN_FORCE = """is_draft = 0 and coalesce({0}.effective_on, documents.issued_on, '') <= :day
    and coalesce({0}.expires_on, '9999') || '-99' >= :day"""

# The questions said plainly: what belongs to the answer, and in which order.
PLAINLY = {
    "second_level_nodes": """
        select v_supports.clause_id from v_supports
        where clause_id in (select rowid from clauses_fts where clauses_fts match escape_fts(:q))
        order by clause_id""",
    "in_force": f"""
        select city, clause_id, raw from (
            select city, clause_id, raw, document_id, effective_on, expires_on, is_draft, measure_id
            from v_measures
            union all
            select city, clause_id, clause_text, document_id, effective_on, expires_on, is_draft, 0
            from v_supports where clause_id not in (select clause_id from measures)) as supports
        join documents on documents.id = supports.document_id
        where supports.{IN_FORCE.format("supports")} order by city, clause_id, measure_id""",
    "measures_by_topic": f"""
        select coalesce(topic, '未归类'), city, rate, cap, award, clause_id
        from v_measures_by_topic
        join documents on documents.id = v_measures_by_topic.document_id
        where v_measures_by_topic.{IN_FORCE.format("v_measures_by_topic")}
        order by topic_id is null, topic_id, city, measure_id""",
    "unit_clauses": """
        select city, unit, clause_id from v_responsibilities
        where instr(unit, :unit) or instr(raw, :unit) order by city, unit, clause_id""",
    "cost_sharing": """
        select clause_id from v_shares
        union all
        select clause_id from v_clauses
        where clause_id in (select rowid from clauses_fts where clauses_fts match escape_fts('分担'))
          and clause_id not in (select clause_id from shares)
        order by clause_id""",
    "one_off_awards": """
        select city, yuan_max, raw, clause_id from v_amounts
        where is_one_off = 1 and role in ('award', 'cap')
        order by yuan_max desc, city, clause_id, amount_id""",
    "highest_caps": """
        select city, yuan, raw, clause_id from v_caps where yuan is not null
        order by yuan desc, city, clause_id, cap_id""",
    "rates": """
        select v_percentages.city, base, caps, v_percentages.clause_id from v_percentages
        join v_supports on v_supports.clause_id = v_percentages.clause_id
        where role = 'rate' order by value_max desc, 1, 4, percentage_id""",
    "targets_due": """
        select city, due_on, indicator, clause_id from v_targets where due_on <= :year || '-12-31'
        union all
        select city, end_on, null, clause_id from v_deadlines
        where kind = 'target' and end_on <= :year || '-12-31'
          and clause_id not in (select clause_id from targets)
        order by city, due_on, clause_id""",
    "thresholds": "select city, indicator, clause_id from v_conditions order by clause_id, char_start",
    "interpreters": """
        select city, unit, clause_id from v_responsibilities
        where role in ('interpret', 'draft') order by city, role desc, clause_id""",
    "functions_by_city": """
        select units.function, cities.name,
               count(distinct case when role = 'lead' then clause_id end),
               count(distinct case when role = 'responsible' then clause_id end)
        from responsibilities join units on units.id = unit_id
        left join cities on cities.id = units.city_id
        where units.function <> 'unknown' group by units.function, cities.id
        order by sum(count(distinct clause_id)) over (partition by units.function) desc,
                 units.function, cities.id""",
    "overview": """
        select cities.name, count(distinct documents.id), count(*),
               sum((select count(*) from amounts where clause_id = clauses.id)),
               sum((select count(*) from percentages where clause_id = clauses.id)),
               sum((select count(*) from caps where clause_id = clauses.id)),
               sum((select count(*) from responsibilities where clause_id = clauses.id))
        from clauses join documents on documents.id = document_id
        left join cities on cities.id = city_id group by cities.id order by cities.id""",
}  # fmt: skip
# What the plain form calls by another name.
SHOWN = {
    "second_level_nodes": ["clause_id"],
    "in_force": ["城市", "clause_id", "原文"],
    "measures_by_topic": ["主题", "城市", "比例", "最高限额", "定额", "clause_id"],
    "unit_clauses": ["城市", "部门", "clause_id"],
    "cost_sharing": ["clause_id"],
    "one_off_awards": ["城市", "元", "金额", "clause_id"],
    "highest_caps": ["城市", "元", "原文措辞", "clause_id"],
    "rates": ["城市", "基数", "最高限额", "clause_id"],
    "targets_due": ["城市", "时限", "指标", "clause_id"],
    "thresholds": ["城市", "条件事项", "clause_id"],
    "interpreters": ["城市", "部门", "clause_id"],
    "functions_by_city": ["职能", "城市", "牵头条数", "负责条数"],
    "overview": ["城市", "文件", "条款", "金额", "百分比", "上限", "责任分工"],
}
ASKED = [
    {"q": "奖补", "day": "2022-06-30", "unit": "财政", "year": "2023"},
    {"q": "企业", "day": "2099-01-01", "unit": "", "year": "2030"},
    {"q": "没有这样的词", "day": "1999-01-01", "unit": "没有这样的部门", "year": "1999"},
]
# Those whose first rows come without a look at all of them, and that have many here.
STREAMED = ("second_level_nodes", "in_force", "measures_by_topic", "unit_clauses", "thresholds")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A database of two cities and a text without one."""
    folder = tmp_path_factory.mktemp("odd")
    raw = folder / "raw"
    raw.mkdir()
    words = (
        "{}\n一、支持企业上云\n对上云企业给予10万元奖励，按投资额的30%补助，最高50万元。"
        "（责任单位：市财政局）\n二、目标\n到2023年，建成5个平台。市、县按1:1分担。\n"
    )
    for place, title in enumerate(("关于若干政策的通知", "六安市若干政策", "合肥市若干政策")):
        (raw / f"{place}.txt").write_text(words.format(title), "utf-8")
    assert run(raw, folder / "policy.db").exit_code == 0
    with closing(sqlite3.connect(folder / "policy.db")) as connection:
        connection.create_function("escape_fts", 1, query_phrase)
        yield connection


def answers(sql: sqlite3.Connection, name: str, params: dict[str, str]) -> list[tuple[object, ...]]:
    cursor = sql.execute(QUERIES[name]["sql"], params)
    columns = [column[0] for column in cursor.description]
    places = [columns.index(column) for column in SHOWN[name]]
    return [tuple(row[place] for place in places) for row in cursor]


@pytest.mark.parametrize("params", ASKED, ids=lambda params: params["q"])
@pytest.mark.parametrize("name", PLAINLY)
def test_the_answer_is_that_of_the_plain_question(
    sql: sqlite3.Connection, odd: sqlite3.Connection, name: str, params: dict[str, str]
) -> None:
    for connection in (sql, odd):
        assert (
            answers(connection, name, params)
            == connection.execute(PLAINLY[name], params).fetchall()
        )


def test_documents_without_a_city_come_first(odd: sqlite3.Connection) -> None:
    for name in ("in_force", "overview", "unit_clauses", "targets_due"):
        found = [row[0] for row in odd.execute(QUERIES[name]["sql"], ASKED[1])]
        cities = list(dict.fromkeys(found))
        assert cities[0] is None
        assert set(cities) == {None, "六安市", "合肥市"}


@pytest.mark.parametrize("name", STREAMED)
def test_the_first_rows_do_not_wait_for_the_last(sql: sqlite3.Connection, name: str) -> None:
    """Datasette reads a thousand rows: what they cost must not grow with what is never shown."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    sql.set_progress_handler(count, 1)
    try:
        cursor = sql.execute(QUERIES[name]["sql"], {**ASKED[0], "q": "企业", "unit": ""})
        assert cursor.fetchone()
        first = steps
        assert cursor.fetchall()
    finally:
        sql.set_progress_handler(None, 1)
    assert first < steps / 3, (first, steps)


def test_words_of_supports_are_those_of_their_facts(sql: sqlite3.Connection) -> None:
    """Each rate, award and cap of a clause stands in its words, in the order of the text."""
    rows = sql.execute("select clause_id, rates, awards, caps, yuan_max from v_supports").fetchall()
    assert rows
    for clause, rates, awards, caps, highest in rows:
        for words, role in ((awards, "award"), (caps, "cap")):
            raw = [
                raw
                for (raw,) in sql.execute(
                    "select raw from amounts where clause_id = ? and role = ? order by char_start",
                    [clause, role],
                )
            ]
            assert [part for part in (words or "").split("；") if part] or not raw
            assert len((words or "").split("；")) == max(1, len(raw))
            for part, printed in zip((words or "").split("；"), raw, strict=False):
                assert printed in part
        shares = sql.execute(
            "select value_max from percentages where clause_id = ? and role = 'rate'"
            " order by char_start",
            [clause],
        ).fetchall()
        assert re.findall(r"([0-9.]+)%(?=；|$)", rates or "") == [
            f"{share:g}" for (share,) in shares
        ]
        assert highest == sql.execute(
            "select max(yuan_max) from amounts where clause_id = ? and role in ('award', 'cap')",
            [clause],
        ).fetchone()[0]  # fmt: skip
    granting = sql.execute(
        "select count(*) from clauses where id in (select clause_id from amounts where role in"
        " ('award', 'cap')) or id in (select clause_id from percentages where role = 'rate')"
    ).fetchone()[0]
    assert len(rows) == granting


def test_orders_hold_every_row_once(database: Path, sql: sqlite3.Connection) -> None:
    assert sql.execute("select document_id from document_order order by 1").fetchall() == (
        sql.execute("select id from documents order by 1").fetchall()
    )
    assert sql.execute(
        "select topic_id, measure_id, document_id from measure_order order by 2, 1"
    ).fetchall() == (
        sql.execute(
            "select topic_id, measure_id, document_id from v_measures_by_topic order by 2, 1"
        ).fetchall()
    )
    # What the orders rely on: ids of clauses follow their documents, and seq within one.
    places = sql.execute("select document_id, seq from clauses order by id").fetchall()
    assert places == sorted(places)
