"""The catalogue for machines: JSON-LD, DCAT, a data package, CSV, a feed, a site map, robots.

What names addresses takes a ``link``, which makes of an address of the site (``/documents/…``)
the whole address where it is published: the live site and the static site differ in it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import yaml

from catalogue.database import Row, row, rows, value
from catalogue.pages import Body, NotFound, Page, Params
from catalogue.validity import first_day, last_day, validity
from catalogue.words import DOCUMENT_KINDS

Link = Callable[[str], str]

METADATA = Path(__file__).parent.parent / "metadata.yml"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
TITLE = "地方政府产业政策知识库"

# How long before its end a policy is announced as expiring, and how long it stays so after.
NOTICE = timedelta(days=180)
AFTERWARDS = timedelta(days=60)
ENTRIES = 40
URLS_IN_A_PART = 5_000

# The ids of entries must never change, whatever host the feed is read from.
_IDS = uuid.UUID("6f0e4a53-5a0d-5b1c-9f65-0d6a3a1b7c11")
NOT_TEXT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document_address(key: str) -> str:
    """Return the address of a document from the root of the site."""
    return f"/documents/{quote(key, safe='')}"


def clause_address(key: str) -> str:
    """Return the address of a clause from the root of the site."""
    return f"/clauses/{quote(key, safe='')}"


def live_link(params: Params) -> Link:
    """Return the ``link`` of the live site."""
    base = params.base.rstrip("/")
    return lambda address: base + address


# ------------------------------------------------------------------ JSON-LD


def legislation_of_document(
    connection: sqlite3.Connection, key: str, day: str, link: Link
) -> dict[str, Any] | None:
    """Return a document as schema.org ``Legislation``; None where there is no such document."""
    found = row(
        connection,
        "select documents.*, cities.name as city, cities.province, sources.url as source_url,"
        " covering.key as covering_key"
        " from documents join sources on sources.id = documents.source_id"
        " left join cities on cities.id = documents.city_id"
        " left join documents as covering on covering.id = documents.covering_document_id"
        " where documents.key = ?",
        [key],
    )
    if found is None:
        return None
    parts = rows(
        connection,
        "select key from documents where covering_document_id = ? order by seq limit 50",
        [found["id"]],
    )
    address = document_address(key)
    state = validity(day, found["effective_on"], found["expires_on"], found["is_draft"])
    force = {"in_force": "InForce", "expired": "NotInForce", "future": "NotInForce"}.get(
        state.status
    )
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "Legislation",
            "@id": link(address),
            "url": link(address),
            "name": found["title"],
            "identifier": key,
            "inLanguage": "zh-CN",
            "legislationIdentifier": found["doc_number"],
            "legislationType": DOCUMENT_KINDS.get(found["kind"]),
            "legislationDate": found["issued_on"],
            "datePublished": found["issued_on"],
            "temporalCoverage": _interval(found["effective_on"], found["expires_on"]),
            "expires": last_day(found["expires_on"]),
            "legislationLegalForce": force and f"https://schema.org/{force}",
            "creativeWorkStatus": "征求意见稿" if found["is_draft"] else None,
            "legislationPassedBy": found["issuer"]
            and {"@type": "GovernmentOrganization", "name": found["issuer"]},
            "legislationJurisdiction": found["city"]
            and {
                "@type": "AdministrativeArea",
                "name": found["city"],
                "identifier": found["city_id"],
                "containedInPlace": {"@type": "AdministrativeArea", "name": found["province"]},
            },
            "isPartOf": found["covering_key"]
            and {
                "@type": "Legislation",
                "@id": link(document_address(found["covering_key"])),
            },
            "hasPart": [
                {"@type": "Legislation", "@id": link(document_address(part["key"]))}
                for part in parts
            ],
            "sameAs": web_address(found["source_url"]),
            "encoding": [
                {
                    "@type": "LegislationObject",
                    "contentUrl": link(f"{address}.{suffix}"),
                    "encodingFormat": kind,
                }
                for suffix, kind in (
                    ("txt", "text/plain"),
                    ("json", "application/json"),
                    ("csv", "text/csv"),
                )
            ],
        }
    )


def legislation_of_clause(
    connection: sqlite3.Connection, key: str, link: Link
) -> dict[str, Any] | None:
    """Return a clause as schema.org ``Legislation``; None where there is no such clause."""
    found = row(
        connection,
        "select clauses.*, documents.key as document_key, documents.title,"
        " documents.effective_on, documents.expires_on, documents.is_draft, documents.issued_on,"
        " cities.name as city, cities.id as city_id"
        " from clauses join documents on documents.id = clauses.document_id"
        " left join cities on cities.id = documents.city_id where clauses.key = ?",
        [key],
    )
    if found is None:
        return None
    topics = rows(
        connection,
        "select topics.name from clause_topics join topics on topics.id = clause_topics.topic_id"
        " where clause_topics.clause_id = ? order by clause_topics.score desc, topics.id",
        [found["id"]],
    )
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "Legislation",
            "@id": link(clause_address(key)),
            "url": link(clause_address(key)),
            "name": found["heading"] or found["citation"],
            "identifier": key,
            "legislationIdentifier": found["citation"],
            "inLanguage": "zh-CN",
            "text": found["text"],
            "legislationDate": found["issued_on"],
            "temporalCoverage": _interval(found["effective_on"], found["expires_on"]),
            "legislationJurisdiction": found["city"]
            and {
                "@type": "AdministrativeArea",
                "name": found["city"],
                "identifier": found["city_id"],
            },
            "isPartOf": _without_empty(
                {
                    "@type": "Legislation",
                    "@id": link(document_address(found["document_key"])),
                    "name": found["title"],
                }
            ),
            "about": [topic["name"] for topic in topics],
        }
    )


def _interval(start: str | None, end: str | None) -> str | None:
    if start is None and end is None:
        return None
    return f"{start or '..'}/{end or '..'}"


def _without_empty(record: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in record.items() if each not in (None, "", [], {})}


def web_address(url: str | None) -> str | None:
    """Return an address of the web as it is; None for anything else (``javascript:`` …)."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url) else None


# ------------------------------------------------------------------ tables and the data package


@lru_cache(maxsize=4)
def described(path: Path = METADATA) -> dict[str, Any]:
    """Return what ``metadata.yml`` says of the tables to readers, by table."""
    if not path.exists():
        return {}
    metadata = yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    databases: dict[str, dict[str, Any]] = metadata.get("databases") or {"": {}}
    return dict(next(iter(databases.values())).get("tables", {}))


def table_names(connection: sqlite3.Connection) -> list[str]:
    """Return the tables of the database, in the order of the schema; no index, no view."""
    return [
        found["name"]
        for found in rows(
            connection,
            "select name from sqlite_master where type = 'table'"
            " and name not like 'sqlite_%' and name not like 'clauses_fts%' order by rowid",
        )
    ]


def csv_bytes(connection: sqlite3.Connection, table: str) -> Iterator[bytes]:
    """Yield the lines of a table as CSV, header first, as Datasette writes them.

    :raises NotFound: there is no such table.
    """
    if table not in table_names(connection):
        raise NotFound(f"没有“{table[:40]}”这张表。")
    cursor = connection.execute(f'select * from "{table}" order by rowid')
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([column[0] for column in cursor.description])
    while batch := cursor.fetchmany(500):
        writer.writerows(batch)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()


def datapackage(
    connection: sqlite3.Connection, files: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Return a Frictionless data package of every table.

    ``files`` holds what is known of the CSV of a table (``bytes``, ``hash``).
    """
    return {
        "profile": "tabular-data-package",
        "name": "policy-catalogue",
        "title": TITLE,
        "description": "各市公开发布的产业政策文本，及从中抽取的金额、比例、上限、时限、分工和目标；"
        "每个事实都注明原文中的字符位置。",
        "licenses": [{"name": "CC-BY-4.0", "path": LICENSE, "title": "CC BY 4.0"}],
        "keywords": ["产业政策", "地方政府", "奖补"],
        "resources": [
            {**resource(connection, table), **(files or {}).get(table, {})}
            for table in table_names(connection)
        ],
    }


def resource(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    """Return the entry of a table in the data package, with its schema."""
    words = described().get(table, {})
    columns = words.get("columns", {})
    (ddl,) = connection.execute("select sql from sqlite_master where name = ?", [table]).fetchone()
    codes = _codes(ddl)
    found = rows(connection, f'select * from pragma_table_info("{table}")')
    keys = [each["name"] for each in sorted(found, key=lambda each: each["pk"]) if each["pk"]]
    foreign = [
        {
            "fields": each["from"],
            # A table that refers to itself is named by an empty text.
            "reference": {
                "resource": "" if each["table"] == table else each["table"],
                "fields": each["to"] or "id",
            },
        }
        for each in rows(connection, f'select * from pragma_foreign_key_list("{table}")')
    ]
    schema: dict[str, Any] = {
        "fields": [_field(each, columns, codes) for each in found],
        "missingValues": [""],
        "primaryKey": keys,
    }
    if foreign:
        schema["foreignKeys"] = sorted(foreign, key=lambda each: str(each["fields"]))
    return {
        "name": table,
        "path": f"data/{table}.csv",
        "title": re.sub(r"（\w+）$", "", words.get("title", table)),
        "description": words.get("description", ""),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _codes(ddl: str) -> dict[str, list[str]]:
    """Return the codes that a column may hold, from the checks of its table."""
    bare = re.sub(r"--[^\n]*", "", ddl)
    return {
        name: re.findall(r"'([^']*)'", codes)
        for name, codes in re.findall(r"\b(\w+) IN \(((?:\s*'[^']*'\s*,?)+)\)", bare)
    }


def _field(column: Row, words: Mapping[str, str], codes: Mapping[str, list[str]]) -> dict[str, Any]:
    name = column["name"]
    field: dict[str, Any] = {"name": name, "description": words.get(name, "")}
    constraints: dict[str, Any] = {}
    if name.startswith("is_") or name == "applied":
        field.update(type="boolean", trueValues=["1"], falseValues=["0"])
    elif column["type"] == "INTEGER":
        field["type"] = "integer"
    elif column["type"] in ("REAL", "NUMERIC"):
        field["type"] = "number"
    else:
        field["type"] = "string"
        if name.endswith("_on") or name == "on_day":
            constraints["pattern"] = r"\d{4}(-\d{2}(-\d{2})?)?"
        if name in codes:
            constraints["enum"] = codes[name]
        if name == "key":
            constraints["unique"] = True
    if column["pk"] or (column["notnull"] and field["type"] != "string"):
        constraints["required"] = True
    if constraints:
        field["constraints"] = constraints
    return field


def catalog(connection: sqlite3.Connection, link: Link, database: str) -> dict[str, Any]:
    """Return a DCAT catalogue; ``database`` is the address of the SQLite file on the site."""
    words = described()
    cities = rows(connection, "select id, name, province from cities order by id")
    # Ids of events follow the days; the tables are never read whole.
    starts = [
        value(connection, "select on_day from events where what = ? order by id limit 1", [what])
        for what in ("issued", "start")
    ]
    first = min(filter(None, starts), default=None)
    last = value(connection, "select max(issued_on) from documents")
    distributions = [
        {
            "@type": "dcat:Distribution",
            "@id": link("/catalog.jsonld") + "#database",
            "dct:title": "SQLite 数据库",
            "dcat:downloadURL": {"@id": link(database)},
            "dcat:mediaType": "application/vnd.sqlite3",
        },
        {
            "@type": "dcat:Distribution",
            "@id": link("/catalog.jsonld") + "#datapackage",
            "dct:title": "Frictionless 数据包",
            "dcat:downloadURL": {"@id": link("/datapackage.json")},
            "dcat:mediaType": "application/json",
        },
        *(
            {
                "@type": "dcat:Distribution",
                "@id": link("/catalog.jsonld") + f"#{table}",
                "dct:title": words.get(table, {}).get("title", table),
                "dct:description": words.get(table, {}).get("description", ""),
                "dcat:downloadURL": {"@id": link(f"/data/{table}.csv")},
                "dcat:mediaType": "text/csv",
                "dct:license": {"@id": LICENSE},
            }
            for table in table_names(connection)
        ),
    ]
    dataset = {
        "@type": "dcat:Dataset",
        "@id": link("/catalog.jsonld") + "#dataset",
        "dct:title": TITLE,
        "dct:description": "各市产业政策的条款、金额、比例、上限、时限、分工和目标，可追溯到原文字符。",
        "dct:language": "zh-CN",
        "dct:license": {"@id": LICENSE},
        "dct:modified": last,
        "dcat:keyword": ["产业政策", "地方政府", "奖补"],
        "dcat:landingPage": {"@id": link("/")},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": first,
            "dcat:endDate": last,
        },
        "dct:spatial": [
            {"@type": "dct:Location", "dct:identifier": city["id"], "rdfs:label": city["name"]}
            for city in cities
        ],
        "dcat:distribution": distributions,
    }
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        },
        "@type": "dcat:Catalog",
        "@id": link("/catalog.jsonld"),
        "dct:title": TITLE,
        "dct:description": "各市产业政策及其中每个事实的目录。",
        "dct:language": "zh-CN",
        "dct:license": {"@id": LICENSE},
        "foaf:homepage": {"@id": link("/")},
        "dcat:dataset": [_without_empty(dataset)],
    }


# ------------------------------------------------------------------ the feed


def feed(connection: sqlite3.Connection, day: str, link: Link) -> str:
    """Return an Atom feed: the latest policies, and those that end soon or have just ended.

    An entry is dated by what it tells of (issued; the day when notice of its end is due; the
    day after its end), so that the feed changes only when there is news.
    """
    news = rows(
        connection,
        "select events.what, events.on_day, documents.key, documents.kind, documents.issuer,"
        " coalesce(documents.title, documents.key) as title, documents.doc_number,"
        " documents.effective_on, documents.expires_on, documents.is_draft, cities.name as city"
        " from (select * from (select * from events where what = 'issued' and on_day <= :day"
        "       order by id desc limit :limit)"
        "       union all select * from (select * from events where what = 'end'"
        "       and on_day between :since and :until order by id desc limit :limit)) as events"
        " join documents on documents.id = events.document_id"
        " left join cities on cities.id = documents.city_id",
        {
            "day": day,
            "limit": ENTRIES,
            "since": (date.fromisoformat(day) - AFTERWARDS).isoformat(),
            "until": (date.fromisoformat(day) + NOTICE).isoformat(),
        },
    )
    entries = [_entry(each, day) for each in news]
    entries.sort(key=lambda entry: (entry["updated"], entry["id"]), reverse=True)
    ElementTree.register_namespace("", "http://www.w3.org/2005/Atom")
    root = ElementTree.Element("{http://www.w3.org/2005/Atom}feed", {"xml:lang": "zh-CN"})

    def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> Any:
        child = ElementTree.SubElement(parent, f"{{http://www.w3.org/2005/Atom}}{name}", attributes)
        child.text = NOT_TEXT.sub("", text) or None
        return child

    add(root, "id", uuid.uuid5(_IDS, "feed").urn)
    add(root, "title", f"{TITLE}：新政策与到期提醒")
    add(root, "updated", _moment(max((entry["updated"] for entry in entries), default=day)))
    add(root, "link", rel="self", type="application/atom+xml", href=link("/feed.atom"))
    add(root, "link", rel="alternate", type="text/html", href=link("/"))
    add(add(root, "author"), "name", TITLE)
    for entry in entries[:ENTRIES]:
        element = add(root, "entry")
        add(element, "id", entry["id"])
        add(element, "title", entry["title"])
        add(element, "updated", _moment(entry["updated"]))
        add(element, "link", rel="alternate", type="text/html", href=link(entry["address"]))
        add(element, "category", term=entry["what"], label=entry["label"])
        if entry["issuer"]:
            add(add(element, "author"), "name", entry["issuer"])
        add(element, "summary", entry["summary"])
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode")


def _entry(news: Row, day: str) -> dict[str, str]:
    place = f"{news['city']}：" if news["city"] else ""
    state = validity(day, news["effective_on"], news["expires_on"], news["is_draft"])
    if news["what"] == "issued":
        label, updated = "新政策", str(first_day(news["on_day"]))
    else:
        end = date.fromisoformat(str(last_day(news["on_day"])))
        over = end.isoformat() < day
        label = "已到期" if over else "将到期"
        updated = (end + timedelta(days=1) if over else end - NOTICE).isoformat()
    facts = [DOCUMENT_KINDS.get(news["kind"]), news["doc_number"], news["issuer"], state.words]
    return {
        "id": uuid.uuid5(_IDS, f"{label} {news['key']}").urn,
        "what": str(news["what"]),
        "label": label,
        "title": f"〔{label}〕{place}{news['title']}",
        "updated": updated,
        "address": document_address(news["key"]),
        "issuer": news["issuer"] or "",
        "summary": "；".join(fact for fact in facts if fact),
    }


def _moment(day: str) -> str:
    return f"{day}T00:00:00+08:00"


# ------------------------------------------------------------------ site map and robots


def sitemap_parts(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the parts of the site map, each short enough for its protocol."""
    parts = ["pages"]
    for table in ("documents", "clauses"):
        last = value(connection, f"select max(id) from {table}") or 0
        parts += [f"{table}-{number}" for number in range(-(-last // URLS_IN_A_PART))]
    return parts


def sitemap_addresses(
    connection: sqlite3.Connection, part: str, pages: Iterable[str]
) -> Iterator[str]:
    """Yield the addresses in a part of the site map; ``pages`` are those without a key.

    :raises NotFound: there is no such part.
    """
    if part not in sitemap_parts(connection):
        raise NotFound("网站地图没有这一部分。")
    if part == "pages":
        yield from pages
        return
    table, _, number = part.partition("-")
    address = document_address if table == "documents" else clause_address
    first = int(number) * URLS_IN_A_PART
    for found in connection.execute(
        f"select key from {table} where id > ? and id <= ? order by id",
        [first, first + URLS_IN_A_PART],
    ):
        yield address(found[0])


def sitemap(addresses: Iterable[str]) -> str:
    """Return a site map of whole addresses."""
    return _map("urlset", "url", addresses)


def sitemap_index(addresses: Iterable[str]) -> str:
    """Return a site map of site maps."""
    return _map("sitemapindex", "sitemap", addresses)


def _map(root: str, entry: str, addresses: Iterable[str]) -> str:
    lines = "".join(f"<{entry}><loc>{_escape(address)}</loc></{entry}>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{root}>\n'
    )


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def robots(link: Link | None, database: str = "policy") -> str:
    """Return ``robots.txt``: all pages may be read, no query of the database may be tried.

    Without a ``link`` the address of the site is not known, and no site map is named.
    """
    lines = [
        "User-agent: *",
        f"Disallow: /{database}?",
        f"Disallow: /{database}/*?",
        f"Disallow: /{database}.db",
        "Disallow: /-/",
        "Disallow: /search?",
        "Disallow: /compare?",
        "Disallow: /calculate?",
        "Crawl-delay: 1",
    ]
    if link is not None:
        lines += ["", f"Sitemap: {link('/sitemap.xml')}"]
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------ the pages


def database_name(connection: sqlite3.Connection) -> str:
    """Return the name under which the database is served: that of its file."""
    for _, name, path in connection.execute("pragma database_list"):
        if name == "main" and path:
            return Path(path).stem
    return "policy"


def json_body(record: object, content_type: str) -> Body:
    """Return a record as indented JSON."""
    return Body(
        json.dumps(record, ensure_ascii=False, indent=1) + "\n", f"{content_type}; charset=utf-8"
    )


def page_addresses(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the addresses of all pages but those of single documents and clauses."""
    from catalogue.registry import PAGES as ALL  # which knows this module

    for page in ALL:
        if page.template is None or page.path.startswith(("/documents/", "/clauses/")):
            continue
        if page.addresses is not None:
            for slots in page.addresses(connection):
                yield page.address(**slots)
        elif "{" not in page.path:
            yield page.address()


def _catalog_page(connection: sqlite3.Connection, params: Params) -> Body:
    name = database_name(connection)
    found = catalog(connection, live_link(params), f"/{quote(name)}.db")
    return json_body(found, "application/ld+json")


def _datapackage_page(connection: sqlite3.Connection, params: Params) -> Body:  # noqa: ARG001
    return json_body(datapackage(connection), "application/json")


def _csv_page(connection: sqlite3.Connection, params: Params) -> Body:
    # Datasette writes the same file, a page of rows at a time and within its limits.
    table = params["table"]
    if table not in table_names(connection):
        raise NotFound(f"没有“{table[:40]}”这张表。")
    address = f"/{quote(database_name(connection))}/{quote(table)}.csv?_stream=on&_size=max"
    return Body(location=live_link(params)(address))


def _feed_page(connection: sqlite3.Connection, params: Params) -> Body:
    content = feed(connection, params.day(), live_link(params))
    return Body(content, "application/atom+xml; charset=utf-8")


def _sitemap_page(connection: sqlite3.Connection, params: Params) -> Body:
    link = live_link(params)
    parts = [link(f"/sitemap/{part}.xml") for part in sitemap_parts(connection)]
    return Body(sitemap_index(parts), "application/xml; charset=utf-8")


def _sitemap_part_page(connection: sqlite3.Connection, params: Params) -> Body:
    found = sitemap_addresses(connection, params["part"], page_addresses(connection))
    content = sitemap(map(live_link(params), found))
    return Body(content, "application/xml; charset=utf-8")


def _robots_page(connection: sqlite3.Connection, params: Params) -> Body:
    return Body(robots(live_link(params), database_name(connection)))


PAGES = [
    Page("catalog", "/catalog.jsonld", None, _catalog_page, static=False),
    Page("datapackage", "/datapackage.json", None, _datapackage_page, static=False),
    Page("table_csv", "/data/{table}.csv", None, _csv_page, static=False),
    Page("feed", "/feed.atom", None, _feed_page, static=False),
    Page("sitemap", "/sitemap.xml", None, _sitemap_page, static=False),
    Page("sitemap_part", "/sitemap/{part}.xml", None, _sitemap_part_page, static=False),
    Page("robots", "/robots.txt", None, _robots_page, static=False),
]
