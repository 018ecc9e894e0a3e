"""What clauses are about: the vocabulary, the rules, and a real build."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from extract.lexicon import load
from extract.topics import topics, topics_of, without_offices
from tests.building import rows

ROOT = Path(__file__).parent.parent


def names(text, heading=None, above=()):
    return [name for name, _ in topics_of(text, heading, above)]


def test_the_vocabulary_is_sound():
    every = [group["name"] for group in load("topics")["groups"]] + [t.name for t in topics()]
    assert [name for name, count in Counter(every).items() if count > 1] == []
    for group in load("topics")["groups"]:
        for topic in group["topics"]:
            assert set(topic) == {"name", "keywords", "heading"}
            assert len(topic["keywords"]) == len(set(topic["keywords"])) >= 5, topic["name"]
            assert all(word.strip() == word and len(word) >= 2 for word in topic["keywords"])


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "对已建成的标识解析二级节点项目，按照不超过项目投资额30%的比例给予一次性奖补。",
            "标识解析",
        ),
        ("对跨境电商企业租用海外仓的，按租金的30%补贴。", "外贸"),
        ("发放消费券，促进零售、餐饮等行业恢复。", "消费与商贸"),
        ("对新引进的博士发放安家费10万元，人才公寓租金减半。", "人才"),
        ("对种植大户、家庭农场建设高标准农田的给予补助。", "农业农村"),
        ("支持旅行社组织旅游专列，对评为5A级旅游景区的给予奖励。", "文化旅游"),
        ("高校毕业生自主创业的，给予创业担保贷款和社会保险补贴。", "就业创业"),
        ("对认定为专精特新“小巨人”的中小企业奖励50万元。", "中小企业"),
        ("开展清洁生产，建设绿色工厂，推进节能改造。", "绿色低碳"),
        ("新建养老机构床位，每张补助5000元，与医院合作设立护理站。", "卫生健康与养老"),
        ("鼓励建设冷链物流园，仓储面积超过1万平方米的给予补助。", "交通物流"),
        ("支持５Ｇ＋工业互联网，建设5g全连接工厂。", "5G应用"),
    ],
)
def test_a_text_says_what_it_is_about(text, topic):
    assert names(text)[0] == topic


def test_headings_weigh_more():
    text = "对符合条件的项目给予补助。"
    assert names(text) == []
    assert names(text, above=["支持企业上云", "加快发展"]) == ["企业上云"]
    assert dict(topics_of(text, "支持企业上云", []))["企业上云"] > 2
    # Headings above say nothing where the clause itself speaks of something else.
    assert names("引进高层次人才和科研团队，培养人才。", above=["保障措施"]) == ["人才"]


def test_several_topics_are_normal():
    found = names("支持智能工厂、数字化车间建设，推动企业上云，建设云平台。")
    assert {"智能工厂与数字化车间", "企业上云"} <= set(found)


@pytest.mark.parametrize("heading", [None, "利用工业互联网提升安全生产"])
def test_words_across_words_mislead_no_one(heading):
    assert "就业创业" not in names("聚焦本质安全水平提升。", heading)


def test_offices_in_charge_are_no_topic():
    text = (
        "对项目给予补助。（责任单位：市教育局（体育局）、市文旅局、医疗保障局，各县区<管委>）然后。"
    )
    assert without_offices(text) == "对项目给予补助。然后。"
    assert without_offices("按比例（不超过30%）给予奖补") == "按比例（不超过30%）给予奖补"
    assert topics_of("（牵头单位：市人才局、人才办、人才中心）", None, []) == []
    assert topics_of("", None, []) == []


def test_both_layers_are_in_the_database(database):
    stored = rows(database, "select id, name, parent_id from topics order by id")
    parents = {name: parent for _, name, parent in stored}
    by_id = {number: name for number, name, _ in stored}
    assert {by_id[p] for p in parents.values() if p} == {
        name for name, parent in parents.items() if parent is None
    }
    assert {t.name: t.parent for t in topics()} == {
        name: by_id[parent] for name, parent in parents.items() if parent
    }


def test_clauses_of_the_samples(database):
    """Every city has clauses on what every city has; headings and topics agree."""
    found = rows(
        database,
        "select topics.name, count(distinct documents.city_id) from clause_topics"
        " join topics on topics.id = topic_id join clauses on clauses.id = clause_id"
        " join documents on documents.id = document_id group by 1",
    )
    cities = dict(found)
    for topic in (
        "标识解析",
        "网络基础设施",
        "工业互联网平台",
        "人才",
        "组织保障",
        "网络与数据安全",
    ):
        assert cities[topic] == 5, topic
    headed = rows(
        database,
        "select heading, (select name from clause_topics join topics on topics.id = topic_id"
        " where clause_id = clauses.id order by score desc, topic_id limit 1)"
        " from clauses where level = 'article' and heading is not null",
    )
    best = dict(headed)
    assert best["建设标识解析体系"] == "标识解析"
    assert best["加大人才支持"] == "人才"
    assert best["推动企业上云上平台"] == "企业上云"
    assert best["构建工业互联网安全管理体系"] == "网络与数据安全"
    assert sum(topic is None for topic in best.values()) <= 0.1 * len(best)


def test_measures_by_topic_are_ready_to_print(database):
    measures = rows(database, "select count(*) from measures")[0][0]
    shown = rows(database, "select count(distinct measure_id) from v_measures_by_topic")[0][0]
    assert shown == measures
    nodes = rows(
        database,
        "select distinct city, rate, base, cap from v_measures_by_topic"
        " where topic = '标识解析' and rate is not null order by 1",
    )
    assert ("宿州市", "不超过30%", "项目投资额", "300万元") in nodes
    assert {"宿州市", "滁州市", "马鞍山市"} <= {city for city, *_ in nodes}
    empty = "rate glob '*0万*' or cap = '0万元' or award = '0万元' or rate = '0%'"
    assert rows(database, f"select 1 from v_measures_by_topic where {empty}") == []


def test_the_query_by_topic_asks_for_a_day(database):
    metadata = yaml.safe_load((ROOT / "metadata.yml").read_text("utf-8"))
    query = metadata["databases"]["policy"]["queries"]["measures_by_topic"]["sql"]
    with closing(sqlite3.connect(database)) as connection:
        found = {
            day: connection.execute(query, {"day": day}).fetchall()
            for day in ("2020-01-01", "2022-06-01", "")
        }
    assert found["2020-01-01"] == []
    assert {city for _, city, *_ in found["2022-06-01"]} == {
        "六安市",
        "宿州市",
        "滁州市",
        "马鞍山市",
    }
    assert 0 < len(found[""]) < len(found["2022-06-01"])
