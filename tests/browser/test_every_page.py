"""Every page at two widths: nothing on the console, nothing from elsewhere, accessible, in frame."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from catalogue.pages import Page
from catalogue.registry import PAGES
from tests.browser.looking import DESKTOP, PHONE, Reader, Readers

SIZES = {"desktop": DESKTOP, "phone": PHONE}
# Of a family of pages so many are looked at: the first ones, and the last; on a phone the
# first only, for looking at a page takes seconds.
SAMPLE = 1

# Pages that live on what stands after the ?, as readers ask for them.
ASKED = [
    "/search?q=" + quote("奖补"),
    "/search?q=" + quote("没有这样的话"),
    "/search?q=" + quote("<script>alert(1)</script>"),
    "/documents?kind=plan",
    "/compare?day=2022-06-01",
    "/calendar?day=2023-06-30",
]
# Datasette's own pages, under our look and our security policy.
DATASETTE = [
    "/policy",
    "/policy/clauses",
    "/policy/clauses?_search=" + quote("二级节点"),
    "/policy/clauses/1",
    "/policy/amounts?role=cap&_facet=clause_id",
    "/policy/amounts/1",
    "/policy/v_supports?_sort_desc=yuan_max",
    "/policy/second_level_nodes",
    "/policy/search?q=" + quote("智能工厂"),
    "/policy?sql=" + quote("select name from cities"),
    "/-/versions",
]
MISSING = {"/documents/no-such-key": 404, "/nothing-here": 404, "/calendar?day=tomorrow": 400}


def addresses(page: Page, connection: sqlite3.Connection) -> list[str]:
    """Some addresses of a page: the first ones of its family, and the last."""
    if "{" not in page.path:
        return [page.path]
    assert page.addresses, page.name
    slots = list(page.addresses(connection))
    chosen = [*islice(slots, SAMPLE), *slots[-1:]]
    return list(dict.fromkeys(page.address(**chosen_slots) for chosen_slots in chosen))


def look(reader: Reader, path: str) -> list[str]:
    """Open a page and return what is wrong with it besides what the reader notes anyhow."""
    page = reader.open(path)
    reader.picture(path)
    wrong = [f"{path}: {violation}" for violation in reader.violations()]
    if (width := reader.overflow()) > 0:
        wrong.append(f"{path}: {width} pixels wider than its window")
    if not page.title():
        wrong.append(f"{path}: no title")
    if page.locator("html").get_attribute("lang") != "zh-CN":
        wrong.append(f"{path}: not marked as Chinese")
    if page.locator("h1").count() != 1:
        wrong.append(f"{path}: {page.locator('h1').count()} main headings")
    return wrong


@pytest.fixture(scope="module")
def readers(browser: Browser, address: str) -> Iterator[Readers]:
    with closing(Readers(browser, address)) as readers:
        yield readers


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", [page for page in PAGES if page.template], ids=lambda p: p.name)
def test_page(readers: Readers, sql: sqlite3.Connection, page: Page, size: str) -> None:
    wrong = []
    with readers.at(SIZES[size]) as reader:
        for path in addresses(page, sql)[: 1 if size == "phone" else None]:
            wrong += look(reader, path)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", [*ASKED, *DATASETTE])
def test_page_with_parameters(readers: Readers, path: str, size: str) -> None:
    with readers.at(SIZES[size]) as reader:
        wrong = look(reader, path)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("path", "status"), MISSING.items())
def test_page_of_an_error(readers: Readers, path: str, status: int) -> None:
    with readers.at(DESKTOP, expected={status}) as reader:
        wrong = look(reader, path)
        assert reader.page.locator("main a, .content a, nav a").count(), "a way back"
    assert not wrong, "\n".join(wrong)
