"""Answers that are kept are those that would be given, and are given up in time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from datasette.plugins import pm  # type: ignore[import-untyped]

from catalogue.kept import Answer, Kept
from tests.asking import datasette


def answer(text: str) -> Answer:
    return Answer(text.encode(), "text/plain", {})


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = Kept(most_bytes=10)
    for asked in ("a", "b"):
        kept.put(asked, answer(asked * 5))
    assert kept.get("a") == answer("aaaaa")
    kept.put("c", answer("ccccc"))
    assert kept.get("b") is None
    assert kept.get("a") and kept.get("c")
    kept.put("c", answer("cc"))  # the same question takes no more room
    kept.put("d", answer("ddd"))
    assert kept.get("a") and kept.get("c") == answer("cc") and kept.get("d")
    kept.put("e", answer("e" * 11))  # what has no room at all is not kept
    assert kept.get("e") is None


async def test_comparisons_are_kept_for_the_day(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = datasette(database)
    await served.invoke_startup()
    policy = served.get_database("policy")
    asked = 0
    execute_fn = policy.execute_fn

    async def counting(function):
        nonlocal asked
        asked += 1
        return await execute_fn(function)

    policy.execute_fn = counting

    async def get(path: str, **headers: str):
        nonlocal asked
        asked = 0
        return await served.client.get(path, headers=headers), asked

    for path in ("/compare", "/compare.csv", "/compare?day=2022-06-01&in_force=1"):
        first, often = await get(path)
        assert often >= 1
        second, again = await get(path)
        assert again < often
        assert first.status_code == second.status_code == 200
        assert first.content == second.content
        assert first.headers == second.headers
        assert "content-security-policy" in second.headers
        assert "set-cookie" not in second.headers
        tag = first.headers["etag"]
        unchanged, _ = await get(path, **{"if-none-match": tag})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged.headers["etag"] == tag
        changed, _ = await get(path, **{"if-none-match": '"other"'})
        assert changed.content == first.content
    other, _ = await get("/compare?day=2022-06-02&in_force=1")
    assert "2022-06-02" in other.text
    elsewhere, often = await get("/compare", host="other.example")
    assert elsewhere.status_code == 200 and often > 0

    # A new day is a new question.
    for plugin in pm.get_plugins():
        if getattr(plugin, "__name__", "").endswith("catalogue.py"):
            monkeypatch.setattr(plugin, "today", lambda: date(2099, 1, 1))
    _, often = await get("/compare")
    assert often > again

    # What went wrong is not kept.
    for _ in range(2):
        wrong, _ = await get("/compare?city=000000")
        assert wrong.status_code == 400
        assert "etag" not in wrong.headers
    for opened in served.databases.values():
        opened.close()


async def test_pages_of_queries_and_tables_are_kept_for_the_day(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = datasette(database)
    await served.invoke_startup()
    policy = served.get_database("policy")
    statements: list[str] = []
    execute = policy.execute

    async def listening(sql, *args, **options):
        statements.append(sql)
        return await execute(sql, *args, **options)

    policy.execute = listening
    for path in (
        "/policy/in_force",
        "/policy/in_force.json?_shape=array",
        "/policy/rates.csv",
        "/policy/v_supports?_search=平台",
    ):
        first = await served.client.get(path)
        assert first.status_code == 200 and statements
        statements.clear()
        second = await served.client.get(path)
        assert (second.content, second.headers["content-type"]) == (
            first.content,
            first.headers["content-type"],
        )
        assert not statements
        again = await served.client.get(path, headers={"if-none-match": second.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "content-security-policy" in second.headers
    for plugin in pm.get_plugins():
        if getattr(plugin, "__name__", "").endswith("kept_pages.py"):
            monkeypatch.setattr(plugin, "today", lambda: date(2099, 1, 1))
    await served.client.get("/policy/in_force")
    assert statements


async def test_what_is_asked_otherwise_is_asked_anew(database: Path) -> None:
    served = datasette(database)
    some = (await served.client.get("/policy/expiring?year=2023")).text
    other = (await served.client.get("/policy/expiring?year=1999")).text
    assert some != other
    wrong = "/policy/expiring?year=2023&_size=x"
    assert (await served.client.get(wrong)).status_code == (
        await served.client.get(wrong)
    ).status_code
    for unkept in ("/policy/caps.csv?_stream=on", "/policy?sql=select+1"):
        assert "etag" not in (await served.client.get(unkept)).headers
    signed = await served.client.get("/policy/in_force", cookies={"ds_actor": "x"})
    assert "etag" not in signed.headers
