"""What the catalogue is for, done the way a reader does it: typed, clicked, read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from catalogue.facts import KINDS
from plugins.chinese_search import fill_fts
from tests.browser.looking import DESKTOP, PHONE, Reader, Readers, follow
from tests.browser.serving import ROOT, serving

SIZES = {"desktop": DESKTOP, "phone": PHONE}
# What 1000 万元 of investment and 600 万元 of equipment in a second-level node bring, by hand from
# the sentences of the five texts. None: the text gives a share of an award that only the
# province knows.
NODE = {
    "宿州市": "最高 300万元",  # 不超过项目投资额30%, 最高300万元: 300 of 300
    "滁州市": "最高 200万元",  # 不超过项目投资额30%, 最高200万元: 200 of 300
    "马鞍山市": "120万元",  # 按设备及软件投入的20%, 最高不超过300万元: 120 of 120
    "泰安市": "最高 100万元",  # 最高100万元
    "六安市": None,  # 省奖补标准的50%
}


def only_links(page: Page) -> None:
    """From here on the reader may only click."""
    page.goto = None  # type: ignore[method-assign, assignment]


def in_sight(words: Locator) -> bool:
    """Whether words are inside the window, not only on the page."""
    found: bool = words.evaluate(
        """element => {
            const box = element.getBoundingClientRect();
            return box.width > 0 && box.bottom > 0 && box.top < innerHeight
                && box.left >= 0 && box.left < innerWidth;
        }"""
    )
    return found


@pytest.mark.parametrize("size", SIZES)
def test_from_the_front_page_to_the_characters_of_a_cap(
    browser: Browser, address: str, size: str
) -> None:
    """Two clicks: the comparison, and in it a cap, which leads to its words in the text."""
    with Reader.at(browser, address, SIZES[size]) as reader:
        page = reader.open("/")
        only_links(page)
        follow(page.get_by_role("link", name=re.compile("比例、上限、定额")))
        cap = page.locator("td a:has(.cap)").first
        words = cap.locator(".cap").inner_text()
        follow(cap)
        sum_of_money = re.search(r"[0-9.]+\s*万元|[0-9.]+\s*亿元", words)
        assert sum_of_money, words
        expect(page.locator(".k-caps").first).to_be_visible()
        marked = "".join(page.locator(".k-caps").all_inner_texts()).replace(" ", "")
        assert sum_of_money[0].replace(" ", "") in marked


@pytest.mark.parametrize("size", SIZES)
def test_the_highest_cap_is_one_click_away(browser: Browser, address: str, size: str) -> None:
    """The address names the characters, the browser goes there."""
    with Reader.at(browser, address, SIZES[size]) as reader:
        page = reader.open("/")
        link = page.locator("table a").first
        words = link.inner_text()
        link.click()
        page.wait_for_url(re.compile("#at-[0-9]+$"))
        at = page.locator(f"#{page.url.partition('#')[2]}")
        assert in_sight(at)
        assert "".join(words.split()).startswith("".join(at.inner_text().split()))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("word", ["奖补", "上云"])
def test_search_of_two_characters(browser: Browser, address: str, size: str, word: str) -> None:
    with Reader.at(browser, address, SIZES[size]) as reader:
        page = reader.open("/")
        page.get_by_role("searchbox").first.fill(word)
        with page.expect_navigation(url="**/search?**"):
            page.keyboard.press("Enter")
        hits = page.locator("main mark")
        assert hits.count() >= 5
        assert set(hits.all_inner_texts()) == {word}
        links = page.locator("main a:has(mark), main li a, main h3 a")
        follow(links.filter(has_not_text="下一页").first)
        expect(page.locator("h1")).to_be_visible()
        assert word in page.locator("main").inner_text()


def test_search_without_hits_says_so(reader: Reader) -> None:
    page = reader.open("/search?q=没有这样的话")
    expect(page.locator("main")).to_contain_text("没有")
    assert not page.locator("main mark").count()


@pytest.mark.parametrize("size", SIZES)
def test_what_a_second_level_node_gets_in_each_city(
    browser: Browser, address: str, size: str
) -> None:
    with Reader.at(browser, address, SIZES[size]) as reader:
        page = reader.open("/")
        follow(page.get_by_role("link", name=re.compile("标识解析二级节点")))
        page.get_by_label(re.compile("^项目投资额")).fill("1000")
        page.get_by_label(re.compile("^其中设备、软件")).fill("600万")
        follow(page.get_by_role("button", name="计算"))
        found = {}
        for line in page.locator("main table").first.locator("tbody tr").all():
            found[line.locator("th").inner_text()] = line.locator("td").first.inner_text()
        assert set(found) == set(NODE)
        for city, amount in NODE.items():
            if amount is None:
                assert not re.search("[0-9]", found[city]), found
            else:
                assert found[city] == amount, found
        # What cannot be computed says why.
        expect(page.locator("main")).to_contain_text("省奖补标准")
        # And the sentence is one click away.
        follow(page.locator("main table a[href*='/clauses/']").first)
        expect(page.locator("main mark").first).to_be_visible()


def test_calculator_says_what_it_did_not_understand(reader: Reader) -> None:
    page = reader.open("/calculate?topic=标识解析")
    page.get_by_label(re.compile("^项目投资额")).fill("一大笔钱")
    follow(page.get_by_role("button", name="计算"))
    expect(page.get_by_role("alert")).to_contain_text("一大笔钱")


def test_what_each_city_promises_by_2023(reader: Reader) -> None:
    page = reader.open("/")
    follow(page.get_by_role("link", name=re.compile("到 2023 年做到什么")))
    text = page.locator("main").inner_text()
    for city in ("马鞍山市", "滁州市", "宿州市"):
        assert city in text
    assert "2023" in text


def test_what_expires_this_year(reader: Reader) -> None:
    page = reader.open("/")
    follow(page.get_by_role("link", name=re.compile("今年有哪些政策到期")))
    expect(page.locator("h1")).to_be_visible()
    # In the year in which two of the five end, both are named.
    page = reader.open("/calendar?year=2023&what=end")
    text = page.locator("main").inner_text()
    assert "六安市" in text
    assert "泰安市" in text


def test_what_the_offices_for_industry_have_to_do(reader: Reader) -> None:
    page = reader.open("/")
    follow(page.get_by_role("link", name=re.compile("工信部门要做哪些事")))
    text = page.locator("main").inner_text()
    for city in NODE:
        assert city in text
    follow(page.locator("main a[href*='/clauses/']").first)
    expect(page.locator("main mark.fact").first).to_be_visible()


def a_document(reader: Reader) -> Page:
    """Open the page of a document by clicks, one with measures of support."""
    page = reader.open("/documents/?kind=measures")
    links = page.locator("main a[href*='/documents/']")
    follow(links.filter(has_text=re.compile("政策|措施")).first)
    expect(page.locator("mark.fact").first).to_be_visible()
    return page


def test_a_fact_tells_its_value_to_keyboard_and_pointer(reader: Reader) -> None:
    page = a_document(reader)
    fact = page.locator("mark.fact:has(.k-amounts)").first
    tip = fact.locator(".tip")
    expect(tip).to_be_hidden()
    fact.focus()
    expect(tip).to_be_visible()
    assert re.search("[0-9]", tip.inner_text())
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    fact.hover()
    expect(tip).to_be_visible()


def test_facts_are_shown_by_kind(reader: Reader) -> None:
    page = a_document(reader)
    sums = page.locator(".text .k-amounts").first
    caps = page.locator(".text .k-caps").first

    def colour(words: Locator) -> str:
        found: str = words.evaluate("e => getComputedStyle(e).backgroundColor")
        return found

    shown = colour(caps)
    assert shown not in ("transparent", "rgba(0, 0, 0, 0)")
    assert colour(sums) != "rgba(0, 0, 0, 0)"
    for kind in KINDS:
        box = page.locator(f"#show-{kind}")
        if kind != "amounts" and box.count():
            box.uncheck()
    assert colour(page.locator(".text .k-responsibilities").first) == "rgba(0, 0, 0, 0)"
    assert colour(sums) != "rgba(0, 0, 0, 0)"
    # The address can say it too.
    address = page.url.partition("#")[0]
    page.goto(f"{address}?kind=caps")
    assert page.locator("#show-caps").is_checked()
    assert not page.locator("#show-responsibilities").is_checked()


def test_every_page_works_without_scripts(browser: Browser, address: str) -> None:
    with Reader.at(browser, address, {**DESKTOP, "scripts": 0}) as reader:
        page = reader.open("/")
        page.get_by_role("searchbox").first.fill("平台")
        follow(page.get_by_role("button", name="检索").first)
        assert page.locator("main mark").count() >= 5
        reader.open("/compare?topic=标识解析")
        assert page.locator("td a:has(.cap)").count() >= 4
        reader.open("/calculate?topic=标识解析&investment=1000万元")
        expect(page.locator("main table").first).to_contain_text("最高 300万元")
        a_document(reader)


def test_keyboard_reaches_the_text_first(reader: Reader) -> None:
    """The first stop of the keyboard is a way past the navigation."""
    page = reader.open("/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_visible()
    skip.press("Enter")
    page.wait_for_url(re.compile("#"))


ATTACK = (
    "奖补<script>document.title='HIT'</script><img src=x onerror=\"document.title='HIT'\">\"'&amp;"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database in which every text is an attack."""
    path: Path = tmp_path_factory.mktemp("hostile") / "policy.db"
    with closing(sqlite3.connect(path)) as connection:
        before, _, after = (ROOT / "schema.sql").read_text("utf-8").partition("AFTER LOADING")
        connection.executescript(before)
        connection.execute("insert into cities values ('341500', ?, ?, null, null)", [ATTACK] * 2)
        connection.execute(
            "insert into sources values (1, ?, ?, 'text/plain', 'utf-8', ?, null, ?)",
            [ATTACK, "0" * 64, "javascript:" + ATTACK, ATTACK + "100万元"],
        )
        end = len(ATTACK) + 5
        connection.execute(
            "insert into documents (id, key, source_id, city_id, seq, kind, title, doc_number,"
            " issuer, issued_on, is_draft, char_start, char_end)"
            " values (1, ?, 1, '341500', 0, 'measures', ?, ?, ?, '2023-06-30', 0, 0, ?)",
            [ATTACK, ATTACK, ATTACK, ATTACK, end],
        )
        connection.execute(
            "insert into clauses (id, key, document_id, seq, level, marker, heading, text,"
            " citation, char_start, char_end) values (1, ?, 1, 0, 'article', ?, ?, ?, ?, 0, ?)",
            [ATTACK, ATTACK, ATTACK, ATTACK + "100万元", ATTACK, end],
        )
        connection.execute(
            "insert into measures (id, clause_id, char_start, char_end, raw, beneficiary,"
            " instrument, cap_yuan, rate, rate_comparator, base, is_one_off, is_annual, payer)"
            " values (1, 1, 0, ?, ?, ?, ?, 1000000, 10, '=', ?, 0, 0, ?)",
            [end, ATTACK + "100万元", ATTACK, ATTACK, ATTACK, ATTACK],
        )
        connection.execute(
            "insert into amounts (id, clause_id, measure_id, char_start, char_end, raw, value_min,"
            " value_max, currency, yuan_min, yuan_max, comparator, role, per, tier, is_one_off,"
            " is_annual) values (1, 1, 1, ?, ?, '100万元', 1000000, 1000000, 'CNY', 1000000,"
            " 1000000, '<=', 'cap', ?, ?, 0, 0)",
            [end - 5, end, ATTACK, ATTACK],
        )
        connection.execute("insert into topics values (1, ?, null)", ["上层" + ATTACK])
        connection.execute("insert into topics values (2, ?, 1)", [ATTACK])
        connection.execute("insert into clause_topics values (1, 1, 2, 1)")
        connection.execute("insert into units values (1, ?, '341500', ?, ?)", [ATTACK] * 3)
        connection.execute(
            "insert into responsibilities (id, clause_id, unit_id, role, char_start, char_end, raw)"
            " values (1, 1, 1, 'responsible', 0, ?, ?)",
            [len(ATTACK), ATTACK],
        )
        connection.executescript("--" + after)
        fill_fts(connection)
        connection.commit()
    with serving(path) as address:
        yield address


@pytest.fixture(scope="module")
def among(browser: Browser, hostile: str) -> Iterator[Readers]:
    """Readers of that database."""
    with closing(Readers(browser, hostile)) as readers:
        yield readers


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/documents/",
        "/documents/{attack}",
        "/clauses/{attack}",
        "/cities/{attack}",
        "/topics/{attack}",
        "/offices/{attack}",
        "/compare",
        "/compare?topic={attack}",
        "/calculate?topic={attack}&investment=1000",
        "/calculate?q=奖补&investment={attack}",
        "/calendar?year=2023",
        "/search?q={attack}",
        "/search?q=奖补",
        "/policy/clauses?_search={attack}",
        "/policy/clauses/1",
        "/policy/documents/1",
        "/documents/no{attack}",
    ],
)
def test_markup_never_becomes_markup(among: Readers, path: str) -> None:
    """Of a text full of markup no element and no script comes to be."""
    from urllib.parse import quote

    expected = {404} if path.startswith("/documents/no") else ()
    with among.at(DESKTOP, expected) as reader:
        page = reader.open(path.replace("{attack}", quote(ATTACK, safe="")))
        page.wait_for_load_state("networkidle")
        assert page.title() != "HIT"
        assert not page.locator("img[src='x'], [onerror]").count()
        assert not page.locator("a[href^='javascript:']").count()
        inline = page.locator("script:not([src])").all_text_contents()
        assert not [script for script in inline if "HIT" in script and "{" not in script]
        if "no{" not in path:
            assert "document.title='HIT'" in page.locator("body").inner_text()
