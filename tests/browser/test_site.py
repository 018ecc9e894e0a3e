"""The static site under a path of its own, by a server that knows nothing but files."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Route

from catalogue.site import write_site
from plugins.chinese_search import query_phrase
from tests.browser.looking import DESKTOP, PHONE, Reader, Readers, follow
from tests.test_datasette import SEARCHES

UNDER = "/gov/policy"
# What waits in the page itself needs eval, which the policy of the site forbids.
READY = "#search-results[aria-busy=false]"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("published")
    write_site(database, root / UNDER[1:], day="2023-06-30")
    handler = partial(Quiet, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def readers(browser: Browser, site: str) -> Iterator[Readers]:
    with closing(Readers(browser, site)) as readers:
        yield readers


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "file",
    [
        "",
        "search.html?q=" + quote("奖补"),
        "documents/index.html",
        "offices.html",
        "offices/" + quote("财政") + ".html",
        "calendar.html",
        "calendar/2023.html",
        "cities.html",
        "topics.html",
        "compare.html",
    ],
)
def test_every_kind_of_page(readers: Readers, file: str, size: dict[str, int]) -> None:
    with readers.at(size) as reader:
        page = reader.open(f"{UNDER}/{file}")
        if file.startswith("search"):
            page.wait_for_selector("#search-results li")
        assert page.locator("h1").count() == 1
        assert not reader.violations()
        assert reader.overflow() <= 0
        reader.picture(f"site-{unquote(file)}")


def test_from_search_to_the_words_in_the_text(browser: Browser, site: str) -> None:
    with Reader.at(browser, site, DESKTOP) as reader:
        page = reader.open(f"{UNDER}/")
        follow(page.get_by_role("link", name="检索", exact=True).first)
        page.get_by_label("条款中的字").fill("二级节点")
        page.get_by_role("button", name="检索").click()
        page.wait_for_selector("#search-results mark")
        assert "二级节点" in page.locator("#search-results mark").all_inner_texts()
        follow(page.locator("#search-results h2 a").first)
        assert "/clauses/" in unquote(page.url)
        page.go_back()
        page.wait_for_selector("#search-results mark")
        assert page.get_by_label("条款中的字").input_value() == "二级节点"


def test_what_is_typed_before_the_script_is_there_stays(browser: Browser, site: str) -> None:
    with Reader.at(browser, site, DESKTOP) as reader:
        page = reader.page
        held: list[Route] = []
        page.route("**/site-search.js*", lambda route: held.append(route))
        with page.expect_request("**/site-search.js*"):
            page.goto(f"{site}{UNDER}/search.html", wait_until="commit")
        words = page.get_by_label("条款中的字")
        words.fill("二级节点")
        held[0].continue_()
        page.wait_for_load_state()
        assert words.input_value() == "二级节点"
        page.get_by_role("button", name="检索").click()
        page.wait_for_selector("#search-results mark")


def found(page: Any) -> set[str]:
    """The files of all clauses that a search finds."""
    while page.locator("#search-more").is_visible():
        page.locator("#search-more").click()
        page.wait_for_selector(READY, state="attached")
    links = page.locator("#search-results h2 a").evaluate_all("all => all.map(one => one.href)")
    return {unquote(link).rpartition("/")[2] for link in links}


def test_it_finds_what_the_live_search_finds(
    browser: Browser, site: str, sql: sqlite3.Connection
) -> None:
    """All queries of the tests of the live search, and some more, by the same truth."""
    from catalogue.site import slug

    queries = [*SEARCHES.split(), "5G 奖补", '"5G + 工业"', "ＩＰｖ６", "2021-2023年", "没有的话"]
    with Reader.at(browser, site, DESKTOP) as reader:
        page = reader.open(f"{UNDER}/search.html")
        for query in queries:
            page.get_by_label("条款中的字").fill(query)
            page.get_by_role("button", name="检索").click()
            page.wait_for_selector(READY, state="attached")
            wanted = {
                f"{slug(key)}.html"
                for (key,) in sql.execute(
                    "select key from clauses where id in"
                    " (select rowid from clauses_fts where clauses_fts match ?)",
                    [query_phrase(query)],
                )
            }
            assert found(page) == wanted, query


def test_a_browser_loads_only_what_it_needs(browser: Browser, site: str) -> None:
    with Reader.at(browser, site, DESKTOP) as reader:
        asked: list[str] = []
        reader.page.on("request", lambda request: asked.append(request.url))
        reader.open(f"{UNDER}/search.html?q=" + quote("贯标"))
        reader.page.wait_for_selector("#search-results li")
        assert len([url for url in asked if "/search/grams/" in url]) == 1
        assert len([url for url in asked if "/search/texts/" in url]) < 8


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "constructor", "&amp;"]
)
def test_markup_in_a_query_stays_text(browser: Browser, site: str, query: str) -> None:
    with Reader.at(browser, site, DESKTOP) as reader:
        page = reader.open(f"{UNDER}/search.html?q=" + quote(query))
        page.wait_for_selector(READY, state="attached")
        assert page.get_by_label("条款中的字").input_value() == query
        assert page.locator("main img, main script").count() == 0


def test_filters_and_no_words(browser: Browser, site: str) -> None:
    with Reader.at(browser, site, DESKTOP) as reader:
        page = reader.open(f"{UNDER}/search.html?q=" + quote("奖补") + "&city=341500")
        page.wait_for_selector("#search-results li")
        places = page.locator("#search-results li p:last-child").all_inner_texts()
        assert places
        assert all(place.startswith("六安市") for place in places)
        page.get_by_label("条款中的字").fill(" ")
        page.get_by_role("button", name="检索").click()
        page.wait_for_selector(READY, state="attached")
        assert page.locator("#search-results li").count() == 0
        assert page.locator("#search-status").inner_text() == ""


def test_without_scripts_the_way_is_the_list(browser: Browser, site: str) -> None:
    with Reader.at(browser, site, {**DESKTOP, "scripts": 0}) as reader:
        page = reader.open(f"{UNDER}/search.html")
        follow(page.locator("noscript a, main a").first)
        assert "documents" in page.url
