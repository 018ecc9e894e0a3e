"""Calculate, compare and charts over a real build: the figures are those worked out by hand."""

from __future__ import annotations

import csv
import html
import io
import re
import sqlite3
from decimal import Decimal

import pytest

from catalogue import choosing
from catalogue import offers as offered
from catalogue.calculate import City, calculate, fields
from catalogue.charts import charts
from catalogue.compare import compare, compare_clauses, shared
from catalogue.pages import BadRequest, NotFound, Params
from catalogue.payable import payable
from tests.asking import ROOT, Ask, page

# A node for identifier resolution that costs ten million yuan, worked out by hand from raw/:
# the words of the source; by them, what ten million yuan bring, and by which arithmetic.
BY_HAND = {
    # 30 % of 1000万 is 300万, which the cap of 300万 just lets through; 不超过: at most.
    "宿州市": (
        "对已建成的标识解析二级节点项目，按照不超过项目投资额30%的比例给予一次性奖补，最高300万元",
        "at_most", 3_000_000, "min(1000万元 × 30%, 300万元) = 300万元",
        "市经济和信息化局、市数据资源管理局、市财政局", "open",
    ),
    # 30 % is 300万, the cap is 200万.
    "滁州市": (
        "对市内建成的标识解析二级节点项目，由受益财政按照不超过项目投资额30%的比例给予一次性奖补，"
        "最高200万元",
        "at_most", 2_000_000, "min(1000万元 × 30%, 200万元) = 200万元",
        "市经济和信息化局、市财政局", "in_force",
    ),
    # 20 % of what is spent on equipment and software; if all is, 200万, under the cap of 300万.
    "马鞍山市": (
        "对获批行业或区域工业互联网标识解析二级节点的建设运营单位,按其设备及软件投入的20%给予一次性"
        "奖补,最高不超过300万元",
        "at_most", 2_000_000, "min(1000万元 × 20%, 300万元) = 200万元",
        "市经济和信息化局", "unknown",
    ),
    # Half of what the province grants, which no text here says.
    "六安市": (
        "对获得省支持的市内标识解析二级节点项目，市按照省奖补标准的50%进行配套奖励",
        "missing", None, "省奖补标准 × 50%",
        "市经济和信息化局、各县区人民政府<管委>、基础电信企业", "in_force",
    ),
    # A sum that the office decides on, up to 100万; a draft for comment.
    "泰安市": (
        "对我市获批国家立项支持的工业互联网标识解析类项目，视取得的成效给予项目承担企业一次性奖励，"
        "最高100万元",
        "at_most", 1_000_000, "",
        "市工业和信息化局、市财政局", "draft",
    ),
}  # fmt: skip
DAY = "2022-06-30"


def params(**query: str | list[str]) -> Params:
    return Params(
        query={name: [value] if isinstance(value, str) else value for name, value in query.items()}
    )


def cities(sql: sqlite3.Connection, **query: str | list[str]) -> dict[str, City]:
    return {city.name: city for city in calculate(sql, params(**query))["results"]}


# ---------------------------------------------------------------------- by hand


def test_the_words_that_were_worked_out_stand_in_the_sources() -> None:
    texts = [re.sub(r"\s", "", path.read_text("utf-8-sig")) for path in ROOT.glob("raw/*/*/*.txt")]
    for words, *_ in BY_HAND.values():
        assert sum(words in text for text in texts) == 1


@pytest.mark.parametrize(
    "query", [{"topic": "标识解析"}, {"q": "标识解析二级节点"}, {"q": "二级节点"}]
)
def test_ten_million_for_a_second_level_node(
    sql: sqlite3.Connection, query: dict[str, str]
) -> None:
    """The figures of all five cities, by topic and by words, equal those worked out by hand."""
    found = cities(sql, investment="1000", day=DAY, **query)
    assert set(found) == set(BY_HAND)
    for city, (words, kind, sum_, formula, offices, status) in BY_HAND.items():
        (line,) = found[city].lines
        assert line.offer.sentence == words
        assert line.payable.kind == kind, city
        assert line.payable.high == sum_, city
        assert line.payable.formula == formula
        assert "、".join(line.offer.offices) == offices
        assert line.offer.validity.status == status
    # The city that may pay most comes first, the draft last.
    assert next(iter(found)) == "宿州市"
    assert list(found)[-1] == "泰安市"


def test_with_all_that_the_texts_ask_for(sql: sqlite3.Connection) -> None:
    """600万 of the ten million are for equipment and software; the province has granted 150万."""
    found = cities(
        sql, topic="标识解析", day=DAY, investment="1000万", purchase="600", award_province="150"
    )
    assert {
        city: (c.lines[0].payable.kind, c.lines[0].payable.high) for city, c in found.items()
    } == {
        "宿州市": ("at_most", 3_000_000),
        "滁州市": ("at_most", 2_000_000),
        "马鞍山市": ("exact", 1_200_000),
        "六安市": ("exact", 750_000),
        "泰安市": ("at_most", 1_000_000),
    }


def test_to_the_yuan(sql: sqlite3.Connection) -> None:
    """3,333,331 yuan at 30 % are 999,999.30, at 20 % 666,666.20."""
    found = cities(sql, topic="标识解析", day=DAY, investment="3333331元", purchase="3333331元")
    assert found["滁州市"].lines[0].payable.high == Decimal("999999.30")
    assert found["马鞍山市"].lines[0].payable.low == Decimal("666666.20")


@pytest.mark.parametrize(
    ("city", "words", "query", "kind", "sum_"),
    [
        # 2000元/个: 4760 stations are 952万.
        ("滁州市", "2000元/个", {"n.个": "4760"}, "exact", 9_520_000),
        # 每户企业 50 %, each at most 20万: thirty firms of 30万 are 30 × 15万.
        ("马鞍山市", "每户企业最高不超过20万元",
         {"x.每户企业设备及软件投入": "30", "n.每户企业": "30"}, "exact", 4_500_000),
        ("马鞍山市", "每户企业最高不超过20万元",
         {"x.每户企业设备及软件投入": "300", "n.每户企业": "30"}, "exact", 6_000_000),
        # 20 % of 999万, under the cap of 200万.
        ("滁州市", "对投资50万元以上的竣工", {"investment": "999"}, "exact", 1_998_000),
        ("滁州市", "对投资50万元以上的竣工", {"investment": "49"}, "not_met", None),
        # 10 % of 7000万 a year is over the cap of 500万.
        ("六安市", "年度补助最高不超过500万元", {"income": "7000"}, "exact", 5_000_000),
        ("六安市", "年度补助最高不超过500万元", {"income": "199"}, "not_met", None),
        ("六安市", "首次超过1亿元", {"income": "1亿"}, "not_met", None),
        ("六安市", "首次超过1亿元", {"income": "100000001元"}, "exact", 5_000_000),
        # 8 % up to nine robots, 10 % from ten on.
        ("马鞍山市", "购置10台以下工业机器人",
         {"purchase": "300", "q.工业机器人（台）": "9"}, "exact", 240_000),
        ("马鞍山市", "购置10台及以上工业机器人",
         {"purchase": "300", "q.工业机器人（台）": "9"}, "not_met", None),
        ("马鞍山市", "购置10台及以上工业机器人",
         {"purchase": "300", "q.工业机器人（台）": "10"}, "exact", 300_000),
        # 最高按省奖补资金50%, at most 100万.
        ("泰安市", "全省前10位", {"award_province": "300"}, "at_most", 1_000_000),
        ("泰安市", "全省前10位", {"award_province": "300", "q.综合指标排名（位）": "11"}, "not_met", None),
        # 1 % of the growth, at most 50万.
        ("马鞍山市", "增量部分的1%", {"growth": "2000"}, "exact", 200_000),
        # Thresholds of the whole for the part: 软硬件投资500万元以上.
        ("滁州市", "软硬件投资500万元以上", {"investment": "499"}, "not_met", None),
        ("滁州市", "软硬件投资500万元以上", {"investment": "900"}, "exact", 2_700_000),
    ],
)  # fmt: skip
def test_other_measures_by_hand(
    sql: sqlite3.Connection,
    city: str,
    words: str,
    query: dict[str, str],
    kind: str,
    sum_: int | None,
) -> None:
    (offer,) = [
        offer
        for offer in offered.offers(sql, all_measures(sql), DAY)
        if offer.city == city and words in offer.sentence
    ]
    *_, inputs, wrong = fields([offer], params(**query))
    assert not wrong
    answer = payable(offer.terms, inputs)
    assert answer.kind == kind
    assert (answer.low if kind == "exact" else answer.high) == sum_


def all_measures(sql: sqlite3.Connection) -> list[int]:
    return [measure for (measure,) in sql.execute("select id from measures order by id")]


def test_every_measure_has_an_answer_and_says_why(sql: sqlite3.Connection) -> None:
    """Nothing above the cap, nothing made up, nothing left without a reason."""
    found = offered.offers(sql, all_measures(sql), DAY)
    assert len(found) == len(all_measures(sql))
    for offer in found:
        for filled in ({}, {"investment": "1000", "income": "1000", "award_province": "1000"}):
            *_, inputs, _ = fields([offer], params(**filled))
            answer = payable(offer.terms, inputs)
            if answer.kind in ("missing", "open", "not_met", "at_most", "between"):
                assert answer.why, offer.sentence
            if offer.terms.cap is not None and answer.high is not None:
                assert answer.high <= offer.terms.cap or offer.terms.multiple_of
            if answer.kind == "missing":
                assert answer.asks
        assert offer.offices, offer.sentence


def test_the_clause_that_settles_case_by_case(sql: sqlite3.Connection) -> None:
    found = calculate(sql, params(topic="工业互联网平台", day=DAY))["negotiated"]
    assert {each["city"] for each in found} == {"六安市", "马鞍山市"}
    assert all("一事一议" in each["sentence"] for each in found)


def test_a_clause_with_those_like_it(sql: sqlite3.Connection) -> None:
    """From a clause: what it pays, and what the comparable clauses of other cities pay."""
    (key,) = sql.execute(
        "select key from clauses where text like '对已建成的标识解析二级节点项目%'"
    ).fetchone()
    found = cities(sql, clause=key, investment="1000", day=DAY)
    assert set(found) == set(BY_HAND)
    for city, (words, *_) in BY_HAND.items():
        assert [line.offer.sentence for line in found[city].lines] == [words]


def test_grades(sql: sqlite3.Connection) -> None:
    found = cities(sql, q="评估等级", tier="3A", day=DAY)
    assert found["滁州市"].best.payable.low == 200_000
    assert found["马鞍山市"].best.payable.low == 300_000
    # 3A级（含）以上 is a condition there, no grade of a list.
    assert found["六安市"].best.payable.low == 500_000
    assert any("评估等级" in note for note in found["六安市"].best.notes)


# ---------------------------------------------------------------------- the page


def test_the_page_shows_the_figures(ask: Ask) -> None:
    text = page(ask, "/calculate", topic="标识解析", investment="1000", day=DAY)
    read = html.unescape(re.sub("<[^>]*>", "", text))
    for words, _, _, formula, *_ in BY_HAND.values():
        assert words in read
        assert formula in read
    assert "省给多少不在本文件里" in read
    assert "1000万元（10,000,000 元）" in read


def test_the_same_as_a_file(ask: Ask) -> None:
    answer = ask("/calculate.csv", topic="标识解析", investment="1000", day=DAY)
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {line["城市"]: line["至多（元）"] for line in lines} == {
        city: "" if sum_ is None else str(sum_) for city, (_, _, sum_, *_) in BY_HAND.items()
    }
    assert all(line["原文"] == BY_HAND[line["城市"]][0] for line in lines)


def test_every_measure_is_shown_or_said_to_be_there(sql: sqlite3.Connection) -> None:
    for topic in choosing.topics_of(sql):
        context = calculate(sql, params(topic=topic["name"]))
        shown = sum(len(city.lines) + city.more for city in context["results"])
        assert shown == topic["measures"]


def test_what_is_not_understood_is_said(ask: Ask) -> None:
    text = page(ask, "/calculate", topic="标识解析", investment="很多", day=DAY)
    assert "“很多”不是金额" in text
    assert 'aria-invalid="true"' in text


def test_questions_without_sense(ask: Ask) -> None:
    assert ask("/calculate", topic="没有").status_code == 404
    assert ask("/calculate", clause="没有").status_code == 404
    assert ask("/calculate", q="二级节点", city="999999").status_code == 400
    assert ask("/calculate", day="昨天").status_code == 400
    assert "没有找到" in page(ask, "/calculate", q="火星移民")
    assert "没有找到" in page(ask, "/calculate", q='" OR *')


@pytest.mark.parametrize("attack", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_is_typed_stays_text(ask: Ask, attack: str) -> None:
    for path, names in {
        "/calculate": ("q", "investment", "tier"),
        "/charts": (),
        "/compare": (),
    }.items():
        text = ask(path, **(dict.fromkeys(names, attack) | {"q": "二级节点"})).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    for path, name in [
        ("/calculate", "topic"), ("/calculate", "clause"), ("/compare", "topic"),
        ("/compare", "city"), ("/compare/clauses", "a"), ("/charts", "indicator"),
    ]:  # fmt: skip
        answer = ask(path, **{name: attack})
        assert answer.status_code in (400, 404)
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text


# ---------------------------------------------------------------------- compare


def test_the_matrix_holds_every_measure_of_a_topic(sql: sqlite3.Connection) -> None:
    context = compare(sql, params(topic=["标识解析", "集成电路"]))
    assert [line.topic["name"] for line in context["lines"]] == ["标识解析", "集成电路"]
    nodes, chips = context["lines"]
    names = {city["id"]: city["name"] for city in context["columns"]}
    assert {names[cell.city_id]: cell.count for cell in nodes.cells} == dict.fromkeys(BY_HAND, 1)
    assert {names[cell.city_id]: cell.count for cell in chips.cells if cell.count} == {"滁州市": 3}
    (offer,) = next(cell.offers for cell in nodes.cells if names[cell.city_id] == "滁州市")
    assert (offer.rate_words, offer.cap_words) == ("项目投资额 不超过30%", "最高 200万元")


def test_only_what_may_apply_on_a_day(sql: sqlite3.Connection) -> None:
    def there(day: str) -> set[str]:
        context = compare(sql, params(topic="标识解析", day=day, in_force="1"))
        names = {city["id"]: city["name"] for city in context["columns"]}
        return {
            names[cell.city_id] for line in context["lines"] for cell in line.cells if cell.count
        }

    assert there("2022-06-30") == {"六安市", "滁州市", "宿州市", "马鞍山市"}
    assert there("2021-12-31") == {"滁州市", "宿州市", "马鞍山市"}
    assert there("2024-01-01") == {"滁州市", "宿州市", "马鞍山市"}
    assert there("2024-09-24") == {"宿州市", "马鞍山市"}


def test_cities_can_be_chosen(sql: sqlite3.Connection, ask: Ask) -> None:
    two = compare(sql, params(city=["341100", "341300"]))
    assert [city["name"] for city in two["columns"]] == ["滁州市", "宿州市"]
    assert ask("/compare", city="000000").status_code == 400
    assert ask("/compare", topic="没有").status_code == 404


def test_the_matrix_as_a_file(ask: Ask, sql: sqlite3.Connection) -> None:
    answer = ask("/compare.csv", topic="标识解析", day=DAY)
    lines = {
        line["城市"]: line
        for line in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    }
    assert set(lines) == set(BY_HAND)
    assert lines["宿州市"]["上限（元）"] == "3000000"
    assert lines["宿州市"]["比例（%）"] == "30"
    assert lines["宿州市"]["比例限定"] == "<="
    assert lines["六安市"]["基数"] == "省奖补标准"
    everything = ask("/compare.csv").content.decode("utf-8-sig")
    leaves = "select count(*) from topic_measures join topics on topics.id = topic_id where parent_id is not null"
    assert len(list(csv.reader(io.StringIO(everything)))) - 1 == sql.execute(leaves).fetchone()[0]


def test_summaries_are_what_they_sum_up(sql: sqlite3.Connection) -> None:
    for topic, city, measures, cap, award in sql.execute(
        "select topic_id, city_id, measures, cap_yuan, award_yuan from topic_cities"
    ).fetchall():
        assert (measures, cap, award) == sql.execute(
            "select count(distinct measures.id), max(cap_yuan), max(award_yuan) from measures"
            " join clauses on clauses.id = measures.clause_id"
            " join documents on documents.id = clauses.document_id"
            " where documents.city_id = ? and clauses.id in (select clause_id from clause_topics"
            " join topics on topics.id = topic_id where ? in (topics.id, topics.parent_id))",
            [city, topic],
        ).fetchone()


def test_two_clauses_word_by_word(sql: sqlite3.Connection) -> None:
    a, b = (
        sql.execute("select key from clauses where text like ?", [like]).fetchone()[0]
        for like in ("对已建成的标识解析二级节点项目%", "建设标识解析体系。对市内建成的%")
    )
    one_clause, other = compare_clauses(sql, params(a=a, b=b))["clauses"]
    for clause in (one_clause, other):
        assert "".join(piece for piece, _ in clause["pieces"]) == clause["text"]
    same = [piece for piece, is_shared in one_clause["pieces"] if is_shared]
    assert "建成的标识解析二级节点项目，" in same
    assert same == [piece for piece, is_shared in other["pieces"] if is_shared]
    alone = compare_clauses(sql, params(a=a))
    assert len(alone["clauses"]) == 1
    assert alone["near"]
    assert compare_clauses(sql, params())["clauses"] == []
    with pytest.raises(NotFound):
        compare_clauses(sql, params(a=a, b="没有"))


def test_what_two_texts_share() -> None:
    assert shared("", "") == ([], [])
    assert shared("甲乙丙丁戊", "子甲乙丙丁") == (
        [("甲乙丙丁", True), ("戊", False)],
        [("子", False), ("甲乙丙丁", True)],
    )
    long = "长" * 10_000
    assert shared(long, "短") == ([(long, False)], [("短", False)])


# ---------------------------------------------------------------------- charts


def test_charts_are_drawn_from_tables(sql: sqlite3.Connection, ask: Ask) -> None:
    context = charts(sql, params(indicator="5G基站（个）"))
    by_name = {chart.name: chart for chart in context["charts"]}
    caps = dict(by_name["caps"].lines)
    column = by_name["caps"].heads.index("宿州市")
    dot = caps["标识解析"][column]
    assert dot is not None
    assert (dot.value, dot.words) == ("300", "300万元")
    ((year, dots),) = by_name["goal"].lines
    assert year == "2023年"
    assert {dot.words for dot in dots if dot} == {"4,760个", "3,500个"}
    with pytest.raises(NotFound):
        charts(sql, params(indicator="没有（个）"))
    with pytest.raises(BadRequest):
        charts(sql, params(city=["000000"]))
    text = page(ask, "/charts", indicator="5G基站（个）")
    assert text.count("data-chart") == len(context["charts"]) == 4
    assert 'data-value="4760"' in text
    for address in re.findall(r'<script src="([^"]+)"', text):
        assert ask(address).status_code == 200
