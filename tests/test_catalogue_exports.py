"""The catalogue for machines: each format by its own rules, over a real build."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from frictionless import validate

from catalogue import exports
from catalogue.pages import BadRequest, Body, NotFound, Params
from catalogue.registry import BY_NAME
from plugins.chinese_search import fill_fts

ROOT = Path(__file__).parent.parent
BASE = "https://example.org/policy/"
ATOM = "{http://www.w3.org/2005/Atom}"

# What schema.org knows of Legislation, and of the CreativeWork and Thing that it is.
KNOWN = {
    *("@context", "@type", "@id", "url", "name", "identifier", "inLanguage", "text", "about"),
    *("legislationIdentifier", "legislationType", "legislationDate", "legislationLegalForce"),
    *("legislationPassedBy", "legislationJurisdiction", "datePublished", "temporalCoverage"),
    *("expires", "creativeWorkStatus", "isPartOf", "hasPart", "sameAs", "encoding"),
    *("contentUrl", "encodingFormat", "containedInPlace"),
}


def link(address: str) -> str:
    return BASE.rstrip("/") + address


def page(sql: sqlite3.Connection, name: str, slots: dict[str, str] | None = None, **query: str):
    params = Params(slots or {}, {key: [text] for key, text in query.items()}, BASE)
    return BY_NAME[name].context(sql, params)


def body(sql: sqlite3.Connection, name: str, **query: str) -> str:
    found = page(sql, name, **query)
    assert isinstance(found, Body) and isinstance(found.content, str)
    return found.content


def names(record: Any) -> set[str]:
    if isinstance(record, dict):
        return set(record) | {name for each in record.values() for name in names(each)}
    if isinstance(record, list):
        return {name for each in record for name in names(each)}
    return set()


def test_documents_are_legislation(sql: sqlite3.Connection) -> None:
    for key, title, number in sql.execute("select key, title, doc_number from documents"):
        found = exports.legislation_of_document(sql, key, "2023-06-30", link)
        assert found
        assert found["@type"] == "Legislation"
        assert names(found) <= KNOWN
        assert found["name"] == title
        assert found.get("legislationIdentifier") == number
        assert unquote(found["@id"]) == f"{BASE}documents/{key}"
        for each in found["encoding"]:
            assert each["contentUrl"].startswith(found["@id"])
    assert exports.legislation_of_document(sql, "no such key", "2023-06-30", link) is None


def test_legal_force_is_that_of_the_day(sql: sqlite3.Connection) -> None:
    (key,) = sql.execute("select key from documents where expires_on = '2024-09-23'").fetchone()
    for day, force in [("2021-01-01", "Not"), ("2023-06-30", ""), ("2024-09-24", "Not")]:
        found = exports.legislation_of_document(sql, key, day, link)
        assert found and found["legislationLegalForce"] == f"https://schema.org/{force}InForce"
        assert found["temporalCoverage"] == "2021-09-24/2024-09-23"


def test_parts_and_wholes_name_each_other(sql: sqlite3.Connection) -> None:
    pairs = sql.execute(
        "select parts.key, wholes.key from documents as parts"
        " join documents as wholes on wholes.id = parts.covering_document_id"
    ).fetchall()
    assert pairs
    for part, whole in pairs:
        inner = exports.legislation_of_document(sql, part, "2023-06-30", link)
        outer = exports.legislation_of_document(sql, whole, "2023-06-30", link)
        assert inner and outer
        assert inner["isPartOf"]["@id"] == outer["@id"]
        assert inner["@id"] in [each["@id"] for each in outer["hasPart"]]


def test_clauses_are_legislation(sql: sqlite3.Connection) -> None:
    for key, text in sql.execute("select key, text from clauses").fetchall():
        found = exports.legislation_of_clause(sql, key, link)
        assert found and names(found) <= KNOWN
        assert found.get("text", "") == text
        assert found["isPartOf"]["@id"].startswith(f"{BASE}documents/")
    assert exports.legislation_of_clause(sql, "no such key", link) is None


def test_the_data_package_is_valid(sql: sqlite3.Connection, tmp_path: Path) -> None:
    """Frictionless reads every line of every table: types, codes, keys and references."""
    (tmp_path / "data").mkdir()
    for table in exports.table_names(sql):
        (tmp_path / "data" / f"{table}.csv").write_bytes(b"".join(exports.csv_bytes(sql, table)))
    path = tmp_path / "datapackage.json"
    path.write_text(body(sql, "datapackage"), "utf-8")
    report = validate(str(path))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert report.stats["tasks"] == len(exports.table_names(sql))


def test_the_data_package_would_be_refused_if_it_were_wrong(
    sql: sqlite3.Connection, tmp_path: Path
) -> None:
    package = json.loads(body(sql, "datapackage"))
    (tmp_path / "data").mkdir()
    for table in exports.table_names(sql):
        (tmp_path / "data" / f"{table}.csv").write_bytes(b"".join(exports.csv_bytes(sql, table)))
    path = tmp_path / "data" / "caps.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(lines[0] + lines[1].replace("1,", "1,99999", 1) + "".join(lines[2:]), "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    report = validate(str(tmp_path / "datapackage.json"))
    assert [error[0] for error in report.flatten(["type"])] == ["foreign-key"]


def test_every_column_is_described_and_codes_are_listed(sql: sqlite3.Connection) -> None:
    package = json.loads(body(sql, "datapackage"))
    fields = {
        (resource["name"], field["name"]): field
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    for place, field in fields.items():
        assert re.search(r"[\u4e00-\u9fff]", field["description"]), place
    assert fields["amounts", "role"]["constraints"]["enum"][:2] == ["award", "cap"]
    assert fields["amounts", "is_annual"]["type"] == "boolean"
    assert fields["caps", "yuan"]["type"] == "number"
    by_name = {resource["name"]: resource["schema"] for resource in package["resources"]}
    reference = {"fields": "parent_id", "reference": {"resource": "", "fields": "id"}}
    assert reference in by_name["clauses"]["foreignKeys"]


def test_the_dcat_catalogue_names_every_table(sql: sqlite3.Connection) -> None:
    found = json.loads(body(sql, "catalog"))
    assert found["@type"] == "dcat:Catalog"
    (dataset,) = found["dcat:dataset"]
    urls = [each["dcat:downloadURL"]["@id"] for each in dataset["dcat:distribution"]]
    assert [url for url in urls if url.endswith(".csv")] == [
        f"{BASE}data/{table}.csv" for table in exports.table_names(sql)
    ]
    assert f"{BASE}policy.db" in urls
    assert len(dataset["dct:spatial"]) == 5
    prefixes = {name.partition(":")[0] for name in names(found) if not name.startswith("@")}
    assert prefixes <= {*found["@context"]}


@pytest.mark.parametrize(
    ("day", "wanted", "unwanted"),
    [
        ("2023-08-30", "〔将到期〕六安市", "〔已到期〕"),
        ("2024-01-10", "〔已到期〕六安市", "〔将到期〕"),
        ("2021-10-26", "〔新政策〕六安市", "马鞍山"),
        ("2026-11-24", "〔新政策〕马鞍山市", "到期〕"),
    ],
)
def test_the_feed_tells_news(sql: sqlite3.Connection, day: str, wanted: str, unwanted: str) -> None:
    root = ElementTree.fromstring(body(sql, "feed", day=day))
    assert root.tag == f"{ATOM}feed"
    moments = [str(each.text) for each in root.iter(f"{ATOM}updated")]
    for each in moments:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", each)
        assert each[:10] <= day
    assert moments[0] == max(moments)
    titles = [str(each.text) for each in root.iter(f"{ATOM}title")][1:]
    assert any(each.startswith(wanted) for each in titles)
    assert not any(unwanted in each for each in titles)
    for entry in [root, *root.iter(f"{ATOM}entry")]:
        for name in ("id", "title", "updated", "link"):
            assert entry.find(f"{ATOM}{name}") is not None
        assert str(entry.findtext(f"{ATOM}id")).startswith("urn:uuid:")
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)


def test_ids_of_the_feed_do_not_depend_on_where_it_is_read(sql: sqlite3.Connection) -> None:
    one = exports.feed(sql, "2023-06-30", lambda address: f"https://a.example{address}")
    other = exports.feed(sql, "2023-06-30", lambda address: f"https://b.example/x{address}")
    assert re.findall("urn:uuid:[^<]*", one) == re.findall("urn:uuid:[^<]*", other)


def test_the_site_map_has_every_document_and_clause_once(sql: sqlite3.Connection) -> None:
    loc = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    index = ElementTree.fromstring(body(sql, "sitemap"))
    found: list[str] = []
    for part in index.iter(loc):
        name = str(part.text).removeprefix(f"{BASE}sitemap/").removesuffix(".xml")
        content = page(sql, "sitemap_part", {"part": name}).content
        found += [unquote(str(each.text)) for each in ElementTree.fromstring(content).iter(loc)]
    assert len(found) == len(set(found))
    for table in ("documents", "clauses"):
        for (key,) in sql.execute(f"select key from {table}"):
            assert f"{BASE}{table}/{key}" in found
    assert BASE in found and f"{BASE}calendar/2023" in found
    for part in ("clauses-99", "x", "clauses", "documents--1"):
        with pytest.raises(NotFound):
            page(sql, "sitemap_part", {"part": part})


def test_robots_may_read_pages_and_not_try_queries(sql: sqlite3.Connection) -> None:
    lines = body(sql, "robots").splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /policy?" in lines and "Disallow: /" not in lines
    assert lines[-1] == f"Sitemap: {BASE}sitemap.xml"


def test_tables_are_led_to_their_csv(sql: sqlite3.Connection) -> None:
    found = page(sql, "table_csv", {"table": "caps"})
    assert found.location == f"{BASE}policy/caps.csv?_stream=on&_size=max"
    for name in ("sqlite_master", "clauses_fts_data", "nothing", 'caps"; --'):
        with pytest.raises(NotFound):
            page(sql, "table_csv", {"table": name})
        with pytest.raises(NotFound):
            list(exports.csv_bytes(sql, name))


@pytest.mark.parametrize("name", ["feed", "calendar", "calendar_ics"])
def test_a_day_that_is_none_is_refused(sql: sqlite3.Connection, name: str) -> None:
    with pytest.raises(BadRequest):
        page(sql, name, day="2023-02-30")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://www.example.gov.cn/a?b=1", True),
        ("javascript:alert(1)", False),
        ('https://x"onclick=1', False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert exports.web_address(url) == (url if kept else None)


def test_hostile_texts_give_wellformed_exports(tmp_path: Path) -> None:
    attack = "]]><x onload=1>&amp;\"'\x01\x0b\ufffe</title>"
    with closing(sqlite3.connect(tmp_path / "policy.db")) as connection:
        before, _, after = (ROOT / "schema.sql").read_text("utf-8").partition("AFTER LOADING")
        connection.executescript(before)
        connection.execute(
            "insert into sources values (1, 'a', ?, 'text/plain', 'utf-8', ?, null, ?)",
            ["0" * 64, attack, attack],
        )
        connection.execute(
            "insert into documents (id, key, source_id, seq, kind, title, issuer, issued_on,"
            " expires_on, is_draft, char_start, char_end)"
            " values (1, ?, 1, 0, 'other', ?, ?, '2023', '2023-07', 0, 0, 9)",
            [attack] * 3,
        )
        connection.execute(
            "insert into clauses (id, key, document_id, seq, level, heading, text, citation,"
            " char_start, char_end) values (1, ?, 1, 0, 'title', ?, ?, ?, 0, 9)",
            [attack] * 4,
        )
        connection.executescript("--" + after)
        fill_fts(connection)
        root = ElementTree.fromstring(exports.feed(connection, "2023-06-30", link))
        assert len(root.findall(f"{ATOM}entry")) == 2
        for name in ("sitemap", "catalog", "datapackage", "calendar_ics"):
            assert body(connection, name)
        part = page(connection, "sitemap_part", {"part": "clauses-0"}).content
        assert "<x" not in part
        ElementTree.fromstring(part)
        events = body(connection, "calendar_ics", day="2023-01-01")
        assert events.count("BEGIN:VEVENT") == events.count("END:VEVENT")
        assert "\x01" not in events
