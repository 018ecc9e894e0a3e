"""Counts and facets that the build made are those that the database would give."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml

from plugins.quick_counts import rewritten
from tests.asking import ROOT, datasette, listen

TABLES = yaml.safe_load((ROOT / "metadata.yml").read_text("utf-8"))["databases"]["policy"]["tables"]


def counted(sql: sqlite3.Connection) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for name, columns in sql.execute("select distinct name, columns from facet_counts"):
        found.setdefault(name, []).append(columns.split())
    return found


def test_every_combination_is_counted(sql: sqlite3.Connection) -> None:
    for name, columns in (
        (name, columns) for name, all_ in counted(sql).items() for columns in all_
    ):
        (number,) = sql.execute(f"select count(*) from {name}").fetchone()
        # Rows of a table that is empty cannot be counted.
        assert number
        for length in range(len(columns) + 1):
            for chosen in itertools.combinations(columns, length):
                fields = ", ".join(["1", *chosen])
                places = ", ".join(["1", *(f"value{columns.index(name) + 1}" for name in chosen)])
                assert (
                    sql.execute(
                        f"select {fields}, count(*) from {name} group by {fields} order by {fields}"
                    ).fetchall()
                    == sql.execute(
                        f"select {places}, sum(number) from facet_counts where name = '{name}'"
                        f" and columns = '{' '.join(columns)}' group by {places} order by {places}"
                    ).fetchall()
                ), (name, chosen)


def test_views_are_counted_by_what_is_faceted(sql: sqlite3.Connection) -> None:
    found = counted(sql)
    for name, described in TABLES.items():
        if name.startswith("v_") or name in ("mentions", "clauses", "responsibilities", "amounts"):
            assert set(described.get("facets", [])) in map(set, found[name]), name


def test_every_two_columns_are_counted_by_themselves(sql: sqlite3.Connection) -> None:
    for name, found in counted(sql).items():
        widest = max(found, key=len)
        if len(widest) > 2:
            pairs = {*itertools.combinations(widest, 2)}
            assert pairs | {tuple(widest)} == {tuple(columns) for columns in found}, name


async def test_pages_ask_for_the_counts(database: Path, sql: sqlite3.Connection) -> None:
    """All that Datasette asks about counts is understood: were it to ask otherwise, this fails."""
    served = datasette(database)
    await served.invoke_startup()
    policy = served.get_database("policy")
    await served.client.get("/policy.json")  # counts of whole tables, once
    asked = listen(policy)
    for name, found in counted(sql).items():
        columns = max(found, key=len)
        filters: list[dict[str, str]] = [{}]
        for column in columns:
            (value,) = sql.execute(
                f"select {column} from {name} where {column} is not null"
            ).fetchone()
            filters.append({column: value})
        filters.append({key: value for each in filters for key, value in each.items()})
        for chosen in filters:
            asked.clear()
            query = urlencode({**chosen, "_facet": columns}, doseq=True)
            answer = (await served.client.get(f"/policy/{name}.json?{query}")).json()
            counting = [" ".join(each.split()) for each in asked if "count(" in each.lower()]
            assert not [each for each in counting if f"from {name}" in each], counting
            where = " and ".join(f"{column} = ?" for column in chosen) or "1"
            (number,) = sql.execute(
                f"select count(*) from {name} where {where}", list(chosen.values())
            ).fetchone()
            assert answer["filtered_table_rows_count"] == number, (name, chosen)
            for column in columns:
                facet = answer["facet_results"][column]["results"]
                expected = sql.execute(
                    f"select {column}, count(*) from {name} where {where} and {column} is not null"
                    f" group by 1 order by 2 desc, 1 limit 40",
                    list(chosen.values()),
                ).fetchall()
                assert [(each["value"], each["count"]) for each in facet] == expected
    for opened in served.databases.values():
        opened.close()


@pytest.mark.parametrize(
    "query",
    [
        'select count(*) from v_caps where "city" like :p0 ',
        'select count(*) from v_caps where "yuan" = :p0 ',
        'select count(*) from v_caps where "city" = :p0 and clause_id in (select 1) ',
        'select count(*) from v_caps where "city" = :p0 or 1',
        "select count(*) from [v_caps]",
        "select count(*) from caps",
        "select count(*), 1 from v_caps",
    ],
)
def test_other_questions_stay_as_they_are(query: str) -> None:
    assert rewritten(query, {"p0": "1"}, {"v_caps": [["city", "document_kind"]]}) is None
