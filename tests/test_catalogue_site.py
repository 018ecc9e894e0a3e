"""The static site: every link leads to a file, under any path and without a server's help."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from catalogue import search_index, site
from catalogue.exports import table_names
from plugins.chinese_search import fill_fts

ROOT = Path(__file__).parent.parent
URL = "https://example.org/policy/"
DAY = "2023-06-30"


class Seen(HTMLParser):
    """What a page links to, what it loads, and the places in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.inline: list[str] = []
        self.forms: list[str] = []
        self._script: dict[str, str | None] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := found.get(name))]
        if found.get("id"):
            self.ids.add(str(found["id"]))
        self.inline += [name for name in found if name.startswith("on") or name == "style"]
        if tag == "form":
            self.forms.append(found.get("action") or "")
        if tag == "script" and "src" not in found and found.get("type") != "application/ld+json":
            self.inline.append("script")
        if tag == "style":
            self.inline.append("style")


@pytest.fixture(scope="module")
def folder(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "site"
    arguments = ["--db", str(database), "--out", str(out), "--url", URL, "--day", DAY]
    result = CliRunner().invoke(site.main, arguments)
    assert result.exit_code == 0, result.output
    return out


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Seen]:
    return {
        path.relative_to(folder).as_posix(): Seen(path.read_text("utf-8"))
        for path in folder.rglob("*.html")
    }


@pytest.fixture(scope="module")
def index(sql: sqlite3.Connection) -> dict[str, str]:
    return dict(search_index.files(sql, lambda address: address))


def target(page: str, link: str) -> tuple[str, str]:
    """The file and the place in it that a relative link of a page leads to."""
    parts = urlsplit(link)
    assert not parts.scheme and not parts.netloc and not link.startswith("/"), (page, link)
    if not parts.path:
        return page, unquote(parts.fragment)
    steps = page.split("/")[:-1]
    for step in unquote(parts.path).split("/"):
        if step == "..":
            steps.pop()  # an error where a link leaves the site
        elif step != ".":
            steps.append(step)
    return "/".join(steps), unquote(parts.fragment)


def test_every_link_is_relative_and_leads_to_its_place(
    folder: Path, pages: dict[str, Seen]
) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert len(pages) > 450
    for name, page in pages.items():
        assert page.links
        for link in page.links:
            if link.startswith(("https://", "http://")):
                assert "creativecommons.org" in link or urlsplit(link).path, link
                continue
            file, place = target(name, link)
            assert file in files, (name, link)
            if place and file in pages:
                assert place in pages[file].ids, (name, link)


def test_every_page_can_be_reached_from_the_first(pages: dict[str, Seen]) -> None:
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        name = todo.pop()
        for link in pages[name].links:
            if not link.startswith(("https://", "http://")):
                file, _ = target(name, link)
                if file in pages and file not in seen:
                    seen.add(file)
                    todo.append(file)
    assert seen == set(pages)


def test_every_document_and_clause_has_its_page(
    folder: Path, pages: dict[str, Seen], sql: sqlite3.Connection
) -> None:
    for table in ("documents", "clauses"):
        for (key,) in sql.execute(f"select key from {table}"):
            assert f"{table}/{site.slug(key)}.html" in pages, key
    for (key,) in sql.execute("select key from documents"):
        for ending in ("json", "csv", "txt"):
            assert (folder / "documents" / f"{site.slug(key)}.{ending}").stat().st_size


def test_a_clause_leads_to_its_place_in_the_document(
    folder: Path, pages: dict[str, Seen], sql: sqlite3.Connection
) -> None:
    for key, document in sql.execute(
        "select clauses.key, documents.key from clauses join documents on documents.id = document_id"
    ):
        name = f"clauses/{site.slug(key)}.html"
        text = (folder / name).read_text("utf-8")
        (link,) = re.findall(r'<a href="([^"]+)">在全文中查看</a>', text)
        file, place = target(name, link)
        assert file == f"documents/{site.slug(document)}.html"
        assert place in pages[file].ids
        # There is no database to ask for its row.
        assert "JSON）" not in text


def test_nothing_in_a_page_needs_a_server_or_breaks_the_policy(
    folder: Path, pages: dict[str, Seen]
) -> None:
    for name, page in pages.items():
        assert not page.inline, name
        assert {target(name, action)[0] for action in page.forms} <= {"search.html"}, name
        text = (folder / name).read_text("utf-8")
        assert 'http-equiv="Content-Security-Policy"' in text
        assert "/policy/" not in text.replace(URL, ""), name


def records(text: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return [json.loads(each) for each in found]


def addresses(record: Any) -> Iterator[str]:
    for name, each in record.items() if isinstance(record, dict) else enumerate(record):
        if name in ("@id", "url", "contentUrl"):
            yield each
        elif isinstance(each, dict | list):
            yield from addresses(each)


def test_legislation_is_named_by_files_of_the_site(
    folder: Path, database: Path, pages: dict[str, Seen], tmp_path: Path
) -> None:
    site.write_site(database, tmp_path / "anywhere", day=DAY)
    count = 0
    for name in pages:
        if not re.match("(documents|clauses)/(?!index)", name):
            continue
        (record,) = records((folder / name).read_text("utf-8"))
        (same,) = records((tmp_path / "anywhere" / name).read_text("utf-8"))
        assert unquote(record["@id"]) == URL + name
        for whole, near in zip(addresses(record), addresses(same), strict=True):
            file, _ = target(name, near)
            assert unquote(whole) == URL + file
            assert (folder / file).is_file()
            count += 1
    assert count > 1000


def test_the_day_is_that_of_the_site(folder: Path) -> None:
    assert "2023年6月30日" in (folder / "calendar.html").read_text("utf-8")


def test_names_of_files_are_safe_and_never_the_same() -> None:
    names = [
        "六安市", "a", "A", "a:b", "a-b", "a/b", "../a", "..", ".", "index", "a?b", "a#b", "长" * 99,
        "长" * 100, " a", "a ", "a.", "CON<>", "\x00", "a\nb",
    ]  # fmt: skip
    slugs = [site.slug(name) for name in names]
    assert len({each.lower() for each in slugs}) == len(names)
    for each in slugs:
        assert re.fullmatch(r"[^\x00-\x1f<>:\"/\\|?*%#&;]+", each)
        assert len(each.encode()) < 200
        assert each.strip(". ") == each
    assert site.slug("六安市") == "六安市"
    assert site.slug("341500-甲:一、1") == site.slug("341500-甲:一、1")


def test_the_data_package_has_every_table(folder: Path, sql: sqlite3.Connection) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [each["name"] for each in package["resources"]] == table_names(sql)
    for each in package["resources"]:
        path = folder / each["path"]
        assert path.stat().st_size == each["bytes"]
        with open(path, encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        assert header == [field["name"] for field in each["schema"]["fields"]]
        (count,) = sql.execute(f"select count(*) from {each['name']}").fetchone()
        assert len(lines) == count
    with closing(sqlite3.connect(folder / "data" / "policy.db")) as copy:
        assert copy.execute("select count(*) from clauses").fetchone()[0]


def test_feeds_and_maps_name_files_of_the_site(folder: Path) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    def exists(address: str) -> None:
        assert address.startswith(URL), address
        assert (unquote(address.removeprefix(URL)) or "index.html") in files, address

    feed = ElementTree.parse(folder / "feed.atom")
    links = [each.attrib["href"] for each in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert len(links) > 2
    sitemap = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    parts = [str(each.text) for each in ElementTree.parse(folder / "sitemap.xml").iter(sitemap)]
    for part in parts:
        exists(part)
        name = part.removeprefix(URL)
        links += [str(each.text) for each in ElementTree.parse(folder / name).iter(sitemap)]
    assert len(links) > 450
    catalogue = (folder / "catalog.jsonld").read_text("utf-8")
    links += re.findall(r'"dcat:(?:downloadURL|landingPage)": \{\s*"@id": "([^"]*)"', catalogue)
    for link in links:
        exists(link)
    assert f"Sitemap: {URL}sitemap.xml" in (folder / "robots.txt").read_text("utf-8")


def test_only_an_own_site_is_replaced(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "thesis.doc").write_text("years of work")
    result = CliRunner().invoke(site.main, ["--db", str(database), "--out", str(out)])
    assert result.exit_code == 1
    assert [path.name for path in out.iterdir()] == ["thesis.doc"]
    for option, text in (("--day", "tomorrow"), ("--url", "javascript:alert(1)")):
        arguments = ["--db", str(database), "--out", str(tmp_path / "new"), option, text]
        assert CliRunner().invoke(site.main, arguments).exit_code == 1


def found_by(index: dict[str, str], word: str) -> set[int]:
    """What a browser finds for a word of one or two characters."""
    about = json.loads(index["search/index.json"])
    place = search_index.shard(word, about["shards"])
    content = json.loads(index[f"search/grams/{place}.json"])
    numbers, number = set(), 0
    for difference in content.get(word, []):
        number += difference
        numbers.add(number >> 1)
    return numbers


@pytest.mark.parametrize("word", ["奖补", "补", "5g", "节点", "财政", "v6", "0万", "%", "𠮷"])
def test_the_search_index_finds_every_substring(
    sql: sqlite3.Connection, index: dict[str, str], word: str
) -> None:
    clauses = sql.execute(
        "select clauses_fts.marker, clauses_fts.heading, clauses_fts.text"
        " from clauses join clauses_fts on clauses_fts.rowid = clauses.id"
        " order by clauses.document_id, clauses.seq"
    ).fetchall()
    wanted = {
        number
        for number, parts in enumerate(clauses)
        if any(word in search_index.bare(part) for part in parts)
    }
    assert found_by(index, word) == wanted
    assert wanted or word == "𠮷"


def test_a_browser_loads_little(index: dict[str, str]) -> None:
    assert max(len(content.encode()) for content in index.values()) < 64_000


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    """Markup, odd keys and odd addresses in a database never become markup, files or links."""
    path = tmp_path / "policy.db"
    attack = "../奖补<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;</a><form>"
    with closing(sqlite3.connect(path)) as connection:
        before, _, after = (ROOT / "schema.sql").read_text("utf-8").partition("AFTER LOADING")
        connection.executescript(before)
        connection.execute("insert into cities values ('110000', ?, ?, 1, 1)", [attack, attack])
        connection.execute(
            "insert into sources values (1, ?, ?, 'text/plain', 'utf-8', ?, null, ?)",
            [attack, "0" * 64, "javascript:alert(1)", attack],
        )
        connection.execute(
            "insert into documents (id, key, source_id, city_id, seq, kind, title, issuer,"
            " issued_on, expires_on, is_draft, char_start, char_end)"
            " values (1, ?, 1, '110000', 0, 'other', ?, ?, '2023-01-01', '2023-07-01', 0, 0, 9)",
            [attack] * 3,
        )
        connection.execute(
            "insert into clauses (id, key, document_id, seq, level, marker, heading, text,"
            " citation, char_start, char_end) values (1, ?, 1, 0, 'title', ?, ?, ?, ?, 0, 9)",
            [attack] * 5,
        )
        connection.execute("insert into units values (1, ?, '110000', ?, ?)", [attack] * 3)
        connection.execute(
            "insert into responsibilities (id, clause_id, unit_id, role, char_start, char_end,"
            " raw) values (1, 1, 1, 'lead', 0, 2, '..')"
        )
        connection.executescript("--" + after)
        fill_fts(connection)
        connection.commit()
    out = tmp_path / "site"
    site.write_site(path, out, URL, DAY)
    outside = {each.name for each in tmp_path.iterdir()}
    assert outside == {"policy.db", "site"}
    for page in out.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page
        assert 'href="javascript' not in text, page
        assert not Seen(text).inline, page
    ElementTree.parse(out / "feed.atom")
    assert "<script>" not in (out / "feed.atom").read_text("utf-8")
