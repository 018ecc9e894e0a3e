"""The pages of the catalogue over a real build: what they show is what stands in the database."""

from __future__ import annotations

import csv
import html
import io
import itertools
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from catalogue import registry
from catalogue.documents import STATUS_SQL, clause_title
from catalogue.pages import BadRequest, NotFound, Page, Params
from catalogue.tables import csv_body
from catalogue.validity import validity
from catalogue.words import STATUSES, day, yuan
from plugins.chinese_search import fill_fts
from tests.asking import METADATA, ROOT, Ask, client, page
from tests.test_catalogue_highlight import Read

FACTS = (
    "amounts", "percentages", "caps", "shares", "measures", "responsibilities", "deadlines",
    "targets", "conditions", "citations", "members",
)  # fmt: skip
# Pages that answer nothing without parameters.
ASKING = {"compare_clauses", "calculate_csv"}
ENGINE = [
    "/policy", "/policy/clauses", "/policy/clauses?_search=奖补&_facet=level", "/policy/v_caps",
    "/policy/clauses/1", "/policy/documents/1", "/policy/sources/1", "/policy/search?q=奖补",
    "/policy/second_level_nodes", "/policy?sql=select+1", "/policy?sql=nonsense", "/policy/none",
    "/none", "/-/versions", "/-/settings", "/-/plugins", "/-/metadata", "/-/databases",
]  # fmt: skip


@pytest.fixture(scope="module")
def sql(sql: sqlite3.Connection) -> sqlite3.Connection:
    """Rows by the names of their columns."""
    sql.row_factory = sqlite3.Row
    return sql


def addresses(connection: sqlite3.Connection) -> Iterator[tuple[Page, str]]:
    """An address of every page, and of every document, city and topic."""
    for one in registry.PAGES:
        if one.addresses is None:
            if "{" not in one.path and one.name not in ASKING:
                yield one, one.address()
            continue
        slots = list(one.addresses(connection))
        for slot in slots if one.name in ("document", "city", "topic") else slots[:3]:
            yield one, one.address(**slot)


# ---------------------------------------------------------------------- the frame


def test_every_page_answers(ask: Ask, sql: sqlite3.Connection) -> None:
    for one, address in addresses(sql):
        response = ask(address)
        assert response.status_code == 200, (one.name, response.text[:300])
        if one.template:
            assert response.text.count("<h1") == 1, address
            assert '<html lang="zh-CN">' in response.text
            assert "None" not in re.sub("<[^>]*>", "", response.text), address


def test_every_link_leads_somewhere(ask: Ask, sql: sqlite3.Connection) -> None:
    """Of one page of each family; what is said to be an anchor is one."""
    seen: dict[str, str] = {}
    checked = set()
    for one, address in addresses(sql):
        if not one.template or one.name in checked:
            continue
        checked.add(one.name)
        for link in set(re.findall(r'href="([^"]*)"', ask(address).text)):
            target, _, fragment = html.unescape(link).partition("#")
            target = target or address
            if target.startswith(("https://", "http://")):
                continue
            if target not in seen:
                response = ask(target)
                assert response.status_code == 200, (address, link)
                seen[target] = response.text
            if fragment and target.startswith(("/documents/", "/clauses/", "/cities", "/topics")):
                assert f'id="{html.escape(fragment)}"' in seen[target] or (
                    f'id="{unquoted(fragment)}"' in seen[target]
                ), (address, link)


def unquoted(fragment: str) -> str:
    from urllib.parse import unquote

    return html.escape(unquote(fragment))


class Inline(HTMLParser):
    """Whatever the content security policy forbids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        data = names.get("type") in ("application/ld+json", "application/json")
        if tag == "style" or (tag == "script" and "src" not in names and not data):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        for name in ("src", "href"):
            value = names.get(name) or ""
            if tag != "a" and re.match("(https?:)?//", value):
                if tag == "link" and names.get("rel") in ("canonical", "alternate", "license"):
                    continue
                self.found.append(value)


def test_nothing_inline_and_no_other_host(ask: Ask, sql: sqlite3.Connection) -> None:
    for address in [*(address for one, address in addresses(sql) if one.template), *ENGINE]:
        text = ask(address).text.replace("http://localhost/", "/")
        assert Inline(text).found == [], address


@pytest.mark.parametrize(
    "address", ["/", "/policy", "/policy.json", "/none", "/static/policy.css", "/documents/x"]
)
def test_every_answer_has_the_security_headers(ask: Ask, address: str) -> None:
    headers = ask(address).headers
    rules = dict(
        rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";")
    )
    assert rules["default-src"] == "'none'"
    for kind in ("script-src", "style-src", "connect-src", "form-action"):
        assert rules[kind] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")


def test_the_engine_speaks_chinese(ask: Ask) -> None:
    for address in ENGINE[:10]:
        text = re.sub(r"<(style|script|pre|textarea).*?</\1>", "", ask(address).text, flags=re.S)
        for words in ("Apply", "Search", "This data as", "Advanced export", "Powered by", "rows",
                      "Custom SQL", "Next page", "Links from", "Queries", "Download"):  # fmt: skip
            assert words not in re.sub("<[^>]*>", " ", text), (address, words)


def test_the_engine_keeps_its_addresses(ask: Ask) -> None:
    assert ask("/.json").json()["policy"]["name"] == "policy"
    assert ask("/policy/clauses.json?_shape=array&_size=1").json()
    assert ask("/policy/clauses.csv?_size=1").headers["content-type"].startswith("text/plain")


def test_only_reading(ask: Ask, database: Path) -> None:
    for statement in ("delete from clauses", "attach 'x.db' as x", "pragma writable_schema=1"):
        assert ask("/policy.json", sql=statement).status_code == 400


def test_what_a_read_only_site_has_no_use_for(ask: Ask) -> None:
    for name in ("patterns", "allow-debug", "messages", "permissions", "logout", "auth-token"):
        response = ask(f"/-/{name}")
        assert response.status_code == 404
        assert "set-cookie" not in response.headers


def test_sql_can_be_switched_off(database: Path, sql: sqlite3.Connection) -> None:
    """And every page works all the same."""
    for without in client(database, default_allow_sql=False):
        assert "没有权限" in without("/policy?sql=select+1").text
        assert without("/policy?sql=select+1").status_code == 403
        assert without("/policy.json?sql=select+1").status_code == 403
        assert without("/policy/clauses.json?_where=1").status_code == 403
        assert 'name="sql"' not in without("/policy").text
        for one, address in addresses(sql):
            assert without(address).status_code == 200, one.name
        for query in METADATA["databases"]["policy"]["queries"]:
            text = page(without, f"/policy/{query}")
            assert "修改这个查询" not in text
        page(without, "/policy/clauses?_search=奖补")


# ---------------------------------------------------------------------- documents and clauses


def test_every_fact_is_marked_at_its_characters(ask: Ask, sql: sqlite3.Connection) -> None:
    """The rule of the whole catalogue, for every fact of every document."""
    checked: Counter[str] = Counter()
    for document in sql.execute("select id, key, source_id from documents"):
        text = page(ask, registry.address("document", key=document["key"]))
        body = text[text.index('id="text"') : text.index("</main>")]
        read = Read(f"<div {body}")
        mentions = sql.execute("select * from mentions where document_id = ?", [document["id"]])
        for mention in mentions:
            start = read.ids[f"at-{mention['char_start']}"]
            kind = f"k-{mention['fact_table']}"
            marked = "".join(
                char
                for char, names in zip(read.text[start:], read.classes[start:], strict=True)
                if kind in names
            )
            wanted = re.sub(r"\s", "", mention["raw"])
            assert re.sub(r"\s", "", marked).startswith(wanted), dict(mention)
            assert kind in read.classes[start]
            checked[mention["fact_table"]] += 1
    for table in FACTS:
        (count,) = sql.execute(f"select count(*) from {table}").fetchone()
        assert checked[table] == count > 0


def test_the_text_of_a_document_is_whole(ask: Ask, sql: sqlite3.Connection) -> None:
    for key, identity in sql.execute("select key, id from documents"):
        text = page(ask, registry.address("document", key=key))
        shown = [
            Read(part).text
            for part in re.findall(r'<(?:p|h\d) class="text">(.*?)</(?:p|h\d)>', text, re.S)
        ]
        stored = sql.execute(
            "select text from clauses where document_id = ? order by seq", [identity]
        )
        assert shown == [row[0] for row in stored]


def test_a_document_says_what_is_known_of_it(ask: Ask, sql: sqlite3.Connection) -> None:
    for row in sql.execute("select * from documents"):
        text = page(ask, registry.address("document", key=row["key"]), day="2023-06-30")
        for value in (row["doc_number"], row["issuer"], row["title"]):
            assert value is None or html.escape(value) in text
        for value in (row["issued_on"], row["effective_on"], row["expires_on"]):
            assert value is None or day(value) in text
        says = validity("2023-06-30", row["effective_on"], row["expires_on"], row["is_draft"])
        assert says.words in text
        for (key,) in sql.execute(
            "select key from documents where covering_document_id = ?1"
            " or id = (select covering_document_id from documents where id = ?1)",
            [row["id"]],
        ):
            link = registry.address_on("2023-06-30", "document", key=key)
            assert f'href="{link}"' in text


def test_a_clause_shows_its_measures_offices_and_likes(ask: Ask, sql: sqlite3.Connection) -> None:
    for row in sql.execute("select id, key, document_id from clauses"):
        text = page(ask, registry.address("clause", key=row["key"]))
        for measure in sql.execute("select * from measures where clause_id = ?", [row["id"]]):
            assert f'href="#at-{measure["char_start"]}"' in text
            assert f'id="at-{measure["char_start"]}"' in text
            if measure["cap_yuan"] is not None:
                assert yuan(measure["cap_yuan"]) in text
        for (name,) in sql.execute(
            "select units.name from responsibilities join units on units.id = unit_id"
            " where clause_id = ?",
            [row["id"]],
        ):
            assert html.escape(name) in text
        for (key,) in sql.execute(
            "select clauses.key from comparable_clauses join clauses"
            " on clauses.id = other_clause_id where clause_id = ? and rank <= 5",
            [row["id"]],
        ):
            assert f'href="{registry.address("clause", key=key)}"' in text


def test_a_clause_leads_to_its_place_and_to_its_row(ask: Ask, sql: sqlite3.Connection) -> None:
    for identity, key, document in sql.execute(
        "select clauses.id, clauses.key, documents.key from clauses"
        " join documents on documents.id = document_id where clauses.id % 40 = 10"
    ):
        text = page(ask, registry.address("clause", key=key))
        (link,) = re.findall(r'<a href="([^"]+)">在全文中查看</a>', text)
        address, _, place = link.partition("#")
        assert address == registry.address("document", key=document)
        own = page(ask, address).partition(f'id="{html.escape(unquote(place))}"')[2]
        assert registry.address("clause", key=key) in own[:400]
        (link,) = re.findall(r'<a href="([^"]+)">这一条（JSON）</a>', text)
        (row,) = ask(html.unescape(link)).json()["rows"]
        assert (row["id"], row["key"]) == (identity, key)


def test_the_row_page_shows_the_clause(ask: Ask, sql: sqlite3.Connection) -> None:
    for identity, key in sql.execute("select id, key from clauses where id % 60 = 10"):
        own = page(ask, registry.address("clause", key=key))
        row = page(ask, f"/policy/clauses/{identity}")
        canonical = f'<link rel="canonical" href="{registry.address("clause", key=key)}">'
        assert canonical in row
        start = own.index('<div class="split reader">')
        assert own[start : own.index("</main>")].strip() in row
        assert "char_start" in row


def test_machines_read_what_a_page_is_about(ask: Ask, sql: sqlite3.Connection) -> None:
    for name, table in (("document", "documents"), ("clause", "clauses")):
        for (key,) in sql.execute(f"select key from {table} limit 12"):
            text = page(ask, registry.address(name, key=key))
            (record,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
            found = json.loads(record)
            assert (found["@type"], found["identifier"]) == ("Legislation", key)
            assert found["url"].endswith(registry.address(name, key=key))


def test_downloads(ask: Ask, sql: sqlite3.Connection) -> None:
    for key, identity, source in sql.execute("select key, id, source_id from documents"):
        text = ask(registry.address("document_source", key=key)).text
        assert text == sql.execute("select text from sources where id = ?", [source]).fetchone()[0]
        content = ask(registry.address("document_csv", key=key)).content.decode("utf-8-sig")
        heads, *lines = csv.reader(io.StringIO(content, newline=""))
        wanted = sql.execute("select raw from mentions where document_id = ?", [identity])
        where = heads.index("原文")
        assert Counter(line[where] for line in lines) == Counter(row[0] for row in wanted)
        for line in lines:
            first, last = int(line[heads.index("起点")]), int(line[heads.index("终点")])
            assert text[first:last] == line[where]
        found = ask(registry.address("document_json", key=key)).json()
        assert sum(len(clause["facts"]) for clause in found["clauses"]) == len(lines)
        assert found["key"] == key
        assert json.dumps(found, ensure_ascii=False).count('"table"') == len(lines)


def test_spreadsheets_get_no_formulas() -> None:
    body = csv_body("x.csv", ["a"], [["=1+1"], ["@x"], ["-5"], [5], [None], ['a"b']])
    assert isinstance(body.content, bytes)
    lines = list(csv.reader(io.StringIO(body.content.decode("utf-8-sig"))))
    assert lines == [["a"], ["'=1+1"], ["'@x"], ["-5"], ["5"], [""], ['a"b']]


# ---------------------------------------------------------------------- lists and filters


@pytest.mark.parametrize(
    "on", ["2021-01-01", "2021-12-31", "2022-06-30", "2022-07-01", "2030-01-01"]
)
def test_many_documents_have_the_status_that_one_has(on: str) -> None:
    """The conditions of the lists say the same as the rule for one document."""
    dates = (None, "2021", "2022", "2022-06", "2022-06-30", "2022-07-01", "2021-12-31")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table documents (effective_on, expires_on, is_draft)")
        rows = list(itertools.product(dates, dates, (0, 1)))
        connection.executemany("insert into documents values (?, ?, ?)", rows)
        assert set(STATUS_SQL) == set(STATUSES)
        for status, condition in STATUS_SQL.items():
            found = connection.execute(
                f"select effective_on, expires_on, is_draft from documents where {condition}",
                {"day": on},
            )
            wanted = [row for row in rows if validity(on, *row).status == status]
            assert Counter(found.fetchall()) == Counter(wanted), status


def test_the_list_of_documents_is_filtered(ask: Ask, sql: sqlite3.Connection) -> None:
    def keys(**params: str) -> set[str]:
        text = page(ask, "/documents/", **params)
        return set(re.findall(r'<a href="/documents/([^"?]+)(?:\?day=[\d-]+)?">', text))

    def wanted(where: str) -> set[str]:
        return {
            quote(row[0], safe="")
            for row in sql.execute(f"select key from documents where {where}")
        }

    assert keys() == wanted("1")
    assert keys(city="341100") == wanted("city_id = '341100'")
    assert keys(kind="plan", city="340500") == wanted("kind = 'plan' and city_id = '340500'")
    assert keys(year="2021") == wanted("issued_on like '2021%'")
    assert keys(status="expired", day="2024-01-01") == wanted(
        "is_draft = 0 and expires_on < '2024-01-01'"
    )
    assert keys(q="智能制造") == wanted("title like '%智能制造%'")
    assert keys(q="没有这样的标题") == set()


@pytest.mark.parametrize("q", ["奖补", "5G", "二级节点", "10万元", "IPv6", "一次性", "财"])
def test_search_finds_what_holds_the_words(ask: Ask, sql: sqlite3.Connection, q: str) -> None:
    wanted = {
        quote(row["key"], safe="")
        for row in sql.execute("select * from clauses")
        if any(q.lower() in (row[name] or "").lower() for name in ("marker", "heading", "text"))
    }
    found: list[str] = []
    for number in itertools.count(1):
        text = page(ask, "/search", q=q, page=str(number))
        found += re.findall(r'<h3><a href="/clauses/([^"]+)"', text)
        assert f"<mark>{q}</mark>" in text
        if 'rel="next"' not in text:
            break
    assert len(found) == len(set(found))
    assert set(found) >= wanted
    # A number with another dash, or in quotation marks, is a hit as well.
    assert len(set(found) - wanted) <= len(wanted) // 10
    assert f"<strong>{len(found)}</strong>" in text


def test_search_filters(ask: Ask, sql: sqlite3.Connection) -> None:
    def cities(**params: str) -> set[str]:
        return set(re.findall(r"small muted\">(\S+市) ", page(ask, "/search", q="奖补", **params)))

    assert len(cities()) > 1
    assert cities(city="341100") == {"滁州市"}
    assert cities(city="341100", kind="roster") == set()
    assert cities(year="1999") == set()
    assert cities(topic="标识解析")
    assert cities(topic="没有这个主题") == set()


def test_search_among_what_grants(ask: Ask, sql: sqlite3.Connection) -> None:
    def found(**params: str) -> int:
        (count,) = re.findall(
            r"<strong>(\d+)</strong> 条", page(ask, "/search", q="企业", **params)
        )
        return int(count)

    (granting,) = sql.execute(
        "select count(*) from clause_supports join clauses using (id)"
        " where coalesce(heading, '') || text like '%企业%'"
    ).fetchone()
    assert found(grants="1") == granting < found()


def test_cities_by_name_and_by_code(ask: Ask, sql: sqlite3.Connection) -> None:
    for code, name in sql.execute("select id, name from cities"):
        assert ask(f"/cities/{code}").text.count(name) > 1
        assert ask(f"/cities/{quote(name)}").status_code == 200


def test_counts_are_true(sql: sqlite3.Connection) -> None:
    for row in sql.execute("select * from city_counts"):
        for table in ("measures", "caps", "targets"):
            (count,) = sql.execute(
                f"select count(*) from {table} join clauses on clauses.id = clause_id"
                " join documents on documents.id = document_id where city_id = ?",
                [row["city_id"]],
            ).fetchone()
            assert row[table] == count
        (count,) = sql.execute(
            "select count(*) from clauses join documents on documents.id = document_id"
            " where city_id = ?",
            [row["city_id"]],
        ).fetchone()
        assert row["clauses"] == count
    (counted,) = sql.execute("select sum(clauses) from topic_counts").fetchone()
    assert counted == sql.execute("select count(*) from clause_topics").fetchone()[0]


def test_today_is_a_parameter(ask: Ask) -> None:
    front = page(ask, "/", day="2023-06-30")
    assert "2023年6月30日有效的政策" in front
    assert "有效，至 2023-12-31" in front
    assert "有效，至 2023-12-31" not in page(ask, "/", day="2024-06-30")


def test_a_chosen_day_goes_with_the_reader(ask: Ask, sql: sqlite3.Connection) -> None:
    said = "以 2031-03-02 为准"
    (key,) = sql.execute("select key from documents where expires_on like '2023%'").fetchone()
    texts = {
        path: page(ask, path, day="2031-03-02")
        for path in ("/", "/search", "/compare", "/calendar", f"/documents/{quote(key)}")
    }
    for path, text in texts.items():
        assert said in text, path
        links = set(re.findall(r'href="(/[^"#]*)', text))
        dated = {link for link in links if "day=2031-03-02" in link}
        assert {link.partition("?")[0] for link in dated} >= {"/", "/compare", "/search"}, path
        assert not {link for link in dated if link.startswith(("/topics?", "/static", "/policy"))}
        # the way back is the same page without the day
        assert re.search(rf'href="{re.escape(path)}[^"]*">改以今天为准', text), path
    clauses = re.findall(r'href="(/clauses/[^"]+)"', texts["/compare"])
    assert clauses
    assert all("day=2031-03-02" in link for link in clauses)
    assert said in page(ask, clauses[0])
    assert re.search(r"已于 2023-\d\d-\d\d 到期", texts[f"/documents/{quote(key)}"])
    assert 'name="day" value="2031-03-02"' in texts["/search"]
    for path in ("/", "/compare", f"/documents/{quote(key)}"):
        assert "day=" not in page(ask, path)


def test_the_highest_caps_are_named_as_a_search_names_them(
    ask: Ask, sql: sqlite3.Connection
) -> None:
    text = page(ask, "/")
    shown = text[text.index('id="caps"') : text.index('id="topics"')]
    unnamed = 0
    for cap in sql.execute(
        "select clauses.*, above.heading as heading_above from caps"
        " join clauses on clauses.id = clause_id"
        " left join clauses as above on above.id = clauses.parent_id and above.level <> 'title'"
        " where yuan is not null order by yuan desc, caps.id limit 6"
    ):
        assert html.escape(clause_title(dict(cap))) in shown
        assert html.escape(cap["citation"]) in shown
        unnamed += cap["heading"] is None
    assert unnamed


@pytest.mark.parametrize(
    "address",
    [
        "/?day=2023-02-30", "/?day=x", "/documents/?page=0", "/documents/?kind=law",
        "/documents/?status=dead", "/search?q=a&page=x", "/topics/人才?page=-1",
        "/search?q=补&kind=x", "/search?q=补&grants=2",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said(ask: Ask, address: str) -> None:
    response = ask(address)
    assert response.status_code == 400
    assert re.search(r'class="warning">参数 \w+ [^<]*[\u4e00-\u9fff]', response.text)


@pytest.mark.parametrize(
    "address",
    [
        "/documents/none", "/documents/none.json", "/clauses/none", "/cities/none",
        "/topics/none", "/documents/?page=99", "/search?q=补&page=400", "/topics/人才?page=99",
        "/none", "/policy/none", "/documents/a%2Fb", "/clauses/%3Cscript%3E",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(ask: Ask, address: str) -> None:
    response = ask(address)
    assert response.status_code == 404
    assert "没有" in response.text and "回到首页" in response.text


def test_parameters() -> None:
    params = Params(query={"city": [" a ", "", "b", "a"], "page": ["12"], "day": ["2023-06-30"]})
    assert params.text("city") == "a"
    assert params.texts("city") == ["a", "b"]
    assert params.integer("page", 1) == 12
    assert params.integer("none", 7) == 7
    assert params.day() == "2023-06-30"
    for bad in ("1.5", "１２", "-3", "99999999999"):
        with pytest.raises(BadRequest):
            Params(query={"page": [bad]}).integer("page", 1)
    with pytest.raises(BadRequest):
        params.choice("city", ["b"])


def test_addresses_and_slots() -> None:
    for key in ("a/b", "二、（一）1", "a.json", "x%2Fy", "?#&", "..", "a b"):
        address = registry.address("clause", key=key, day="2023-06-30", none=None, empty="")
        assert address.isascii()
        path, _, query = address.partition("?")
        assert query == "day=2023-06-30"
        assert registry.BY_NAME["clause"].slots(path) == {"key": key}
    assert registry.address("documents") == "/documents/"
    assert issubclass(NotFound, Exception)


# ---------------------------------------------------------------------- hostile texts

ATTACK = "奖补<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;/../{{7*7}}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A database in which every text is an attack, facts included."""
    path = tmp_path_factory.mktemp("hostile") / "policy.db"
    end = len(ATTACK)
    span = f"1, 0, {end}"
    with closing(sqlite3.connect(path)) as connection:
        before, _, after = (ROOT / "schema.sql").read_text("utf-8").partition("AFTER LOADING")
        connection.executescript(before)
        for statement, count in (
            ("insert into cities values ('341500', ?, ?, null, null)", 2),
            (
                "insert into sources values (1, ?, hex(zeroblob(32)), 'text/plain', 'utf-8', ?,"
                " null, ?)",
                3,
            ),
            (
                f"insert into documents values (1, ?, 1, '341500', null, 0, 'other', ?, ?, ?,"
                f" null, '2020', null, 0, 0, {end})",
                4,
            ),
            (
                "insert into clauses values (1, ?, 1, null, 0, 'article', null, ?, ?, ?, 0,"
                f" {end})",
                4,
            ),
            (
                f"insert into measures values (1, {span}, ?, ?, ?, ?, 5, 6, 7, '=', ?, ?, 0, 0, ?,"
                " 0)",
                7,
            ),
            (
                f"insert into amounts values (1, 1, 1, 0, {end}, ?, 1, 1, 'CNY', 1, 1, '=', 'cap',"
                " ?, ?, 0, 0, null, null, 0)",
                3,
            ),
            (f"insert into caps values (1, 1, 1, 1, null, 0, {end}, ?, 5, null, ?, 0)", 2),
            ("insert into units values (1, ?, '341500', ?, ?)", 3),
            (f"insert into responsibilities values (1, 1, 1, 'lead', 0, {end}, ?, 0)", 1),
            (f"insert into targets values (1, {span}, ?, 1, 1, ?, '=', ?, '2023', 0, 0)", 3),
            (f"insert into deadlines values (1, {span}, ?, 'other', null, null, 0)", 1),
            (f"insert into citations values (1, {span}, ?, 'title', 1, 0)", 1),
            (f"insert into members values (1, 1, {span}, ?, ?, ?, ?, 0)", 4),
            ("insert into topics values (1, ?, null)", 1),
            ("insert into clause_topics values (1, 1, 1, 1)", 0),
        ):
            connection.execute(statement, [ATTACK] * count)
        connection.commit()
        connection.executescript(after.partition("\n")[2])
        fill_fts(connection)
        connection.commit()
    yield from client(path)


def test_markup_never_becomes_markup(hostile: Ask) -> None:
    key = ATTACK
    found = [
        registry.address(name, **slots)
        for name, slots in (
            ("front", {}), ("documents", {"q": key}), ("document", {"key": key}),
            ("clause", {"key": key}), ("city", {"name": key}), ("cities", {}), ("topics", {}),
            ("topic", {"name": key}), ("search", {"q": key}), ("search", {"q": "奖补"}),
            ("search", {"q": "<script>"}), ("document", {"key": key + "x"}),
            ("documents", {"q": key, "city": key, "year": key}), ("front", {"day": key}),
            ("search", {"q": "奖补", "kind": key}), ("search", {"q": "奖补", "topic": key}),
        )
    ]  # fmt: skip
    for address in [*found, "/policy/clauses/1", "/policy/documents/1", "/policy"]:
        response = hostile(address)
        assert response.status_code in (200, 400, 404), (address, response.text[:500])
        assert "<script>alert" not in response.text, address
        assert "<img src=x" not in response.text, address
        assert "{{7*7}}" in response.text or "49" not in response.text
        assert Inline(response.text.replace("http://localhost/", "/")).found == [], address
        assert "javascript:" not in response.text
    for address in found[2:4]:
        assert "k-caps" in hostile(address).text


def test_a_source_address_that_is_no_web_address_is_no_link(hostile: Ask) -> None:
    assert "发布网页" not in hostile(registry.address("document", key=ATTACK)).text


def test_codes_of_facets_are_said_in_words(ask: Ask) -> None:
    for path, words in (
        ("/policy/clauses", ("article 条", "paragraph 段")),
        ("/policy/v_amounts", ("award 定额", "cap 上限", "measures 政策措施")),
        ("/policy/v_responsibilities", ("responsible 责任单位", "lead 牵头")),
    ):
        page = ask(path).text
        assert all(f"{word}</a>" in page for word in words), path
    chosen = ask("/policy/clauses?level=article&_facet=level").text
    assert "<strong>article 条</strong>" in chosen


def test_what_a_search_finds_as_a_table(ask: Ask) -> None:
    today = "2024-01-01"
    shown = ask("/search", q="补贴", day=today).text
    assert "/search.csv?" in shown
    text = ask("/search.csv", q="补贴", day=today).content.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text))
    assert head[-1] == f"{today} 的效力"
    assert f"<strong>{len(lines)}</strong>" in shown
    assert lines and all("补贴" in line[3] + line[4] for line in lines)
    assert all(line[head.index("条款标识")] in unquote(shown) for line in lines)
    city = ask("/search.csv", q="补贴", city="341100").content.decode("utf-8-sig")
    kept = list(csv.reader(io.StringIO(city)))[1:]
    assert kept and all(line[0] == "滁州市" for line in kept)
    nothing = ask("/search.csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(nothing)))) == 1
