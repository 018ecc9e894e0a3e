"""Pages of Datasette over an immutable file: what cannot change is asked once, and stays right."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from plugins.rows import query_rows, table_rows
from tests.asking import METADATA, datasette, listen


async def test_the_schema_is_asked_for_once(database: Path) -> None:
    served = datasette(database)
    await served.invoke_startup()
    policy = served.get_database("policy")
    asked = listen(policy)
    for path in ("/policy", "/policy/v_caps", "/policy/clauses?_search=5G"):
        first = await served.client.get(path)
        asked.clear()
        second = await served.client.get(path)
        assert first.text == second.text
        schema = [
            query
            for query in asked
            # The search index asks for the version of its data whenever another thread has it.
            if ("sqlite_master" in query or "pragma" in query.lower())
            and "data_version" not in query
        ]
        assert len(schema) <= 2, schema
    assert "clauses" in (await policy.table_names())
    (await policy.table_names()).clear()  # what one page does to its list is its own affair
    assert "clauses" in (await policy.table_names())
    for opened in served.databases.values():
        opened.close()


async def test_permissions_hold(database: Path) -> None:
    """A table that the metadata closes stays closed, however its name is written."""
    served = datasette(database)
    served._metadata_local["databases"]["policy"]["tables"]["members"]["allow"] = False
    try:
        await served.invoke_startup()
        for _ in range(2):
            assert (await served.client.get("/policy/members")).status_code == 403
            # Another spelling is no table at all to Datasette, or the same closed one.
            assert (await served.client.get("/policy/Members")).status_code in (403, 404)
            assert (await served.client.get("/policy/caps")).status_code == 200
            assert "/policy/members" not in (await served.client.get("/policy")).text
    finally:
        del served._metadata_local["databases"]["policy"]["tables"]["members"]["allow"]
        for opened in served.databases.values():
            opened.close()
    assert "allow" not in METADATA["databases"]["policy"]["tables"]["members"]


def test_cells_are_escaped_once() -> None:
    attack = '"><script>'
    rows = query_rows([[attack, Markup("<b>5</b>"), 3]], ["文件", attack, "id"])
    assert "<script>" not in rows
    assert "<b>5</b>" in rows
    assert rows.count("<td") == 3
    assert '<td class="col-id" data-label="id">3</td></tr>' in rows
    cells = [{"column": attack, "value_type": "str", "value": attack}]
    assert "<script>" not in table_rows([cells])
    assert table_rows([]) == ""
