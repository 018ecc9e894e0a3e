"""Places: the tables of divisions, and which place a title, an issuer or a text is about."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from extract import places
from extract.places import (
    display_name,
    division,
    divisions_named,
    place_of_issuer,
    place_of_mentions,
    short_name,
)

LEXICON = Path(places.__file__).parent / "lexicon"


def test_divisions_csv_is_sorted_and_well_formed() -> None:
    with (LEXICON / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(rows) > 3200
    assert sum(code.endswith("0000") for code in codes) == 34
    for row in rows:
        assert bool(row["latitude"]) == bool(row["longitude"])
        if row["latitude"]:
            assert 3 < float(row["latitude"]) < 54
            assert 73 < float(row["longitude"]) < 136


def test_every_prefecture_but_the_newest_has_coordinates() -> None:
    with (LEXICON / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        blank = [
            r["name"] for r in csv.DictReader(lines) if r["code"][4:] == "00" and not r["latitude"]
        ]
    assert blank == ["雄安新区"]


@pytest.mark.parametrize(
    ("code", "name", "level", "province", "parent"),
    [
        ("340000", "安徽省", "province", "安徽省", None),
        ("341500", "六安市", "prefecture", "安徽省", "340000"),
        ("341522", "霍邱县", "county", "安徽省", "341500"),
        ("110108", "海淀区", "county", "北京市", "110000"),
        ("419001", "济源市", "county", "河南省", "410000"),
        ("441900", "东莞市", "prefecture", "广东省", "440000"),
        ("340824", "潜山市", "county", "安徽省", "340800"),  # code of the former 潜山县
        ("340208", "三山区", "county", "安徽省", "340200"),  # merged away in 2020
    ],
)
def test_division(code: str, name: str, level: str, province: str, parent: str | None) -> None:
    place = division(code)
    assert place is not None
    assert (place.name, place.level, place.province, place.parent) == (
        name,
        level,
        province,
        parent,
    )


def test_division_unknown() -> None:
    assert division("999999") is None
    assert divisions_named("无此地") == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("六安市", "六安"),
        ("安徽省", "安徽"),
        ("霍邱县", "霍邱"),
        ("和县", "和县"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("恩施土家族苗族自治州", "恩施"),
        ("东乡族自治县", "东乡"),
        ("莫力达瓦达斡尔族自治旗", "莫力达瓦"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("大兴安岭地区", "大兴安岭"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("浦东新区", "浦东"),
        ("神农架林区", "神农架"),
        ("香港特别行政区", "香港"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short
    assert name in [place.name for place in divisions_named(short)]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("六安", ["341500"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("吉林", ["220000", "220200"]),
        ("潜山县", ["340882"]),
        ("恩施州", ["422800"]),
        ("景宁县", ["331127"]),
    ],
)
def test_divisions_named(name: str, codes: list[str]) -> None:
    assert [place.code for place in divisions_named(name)] == codes


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("六安市人民政府办公室", "安徽省六安市"),
        ("合肥市蜀山区人民政府", "安徽省合肥市蜀山区"),
        ("中共深圳市委办公厅", "广东省深圳市"),
        ("浙江省经济和信息化厅", "浙江省"),
        ("北京经济技术开发区管理委员会", "北京市"),
        ("宿州市工业互联网创新发展行动计划", "安徽省宿州市"),
        ("关于印发《六安市工业互联网方案》的通知", "安徽省六安市"),
        ("安徽省六安市霍邱县", "安徽省六安市霍邱县"),
        ("鼓楼区人民政府", None),
        ("朝阳区人民政府", None),
        ("南京市鼓楼区人民政府", "江苏省南京市鼓楼区"),
        ("鼓楼区人民政府（江苏省南京市）", "江苏省南京市鼓楼区"),
        ("济南市市中区人民政府", "山东省济南市市中区"),
        ("霍邱县人民政府", "安徽省六安市霍邱县"),
        ("和县人民政府", "安徽省马鞍山市和县"),
        ("滁州经开区管委会", "安徽省滁州市"),
        ("昆山开发区管委会", "江苏省苏州市昆山市"),
        ("苏州工业园区管委会", "江苏省苏州市"),
        ("中国（上海）自由贸易试验区临港新片区管理委员会", "上海市"),
        ("上海市浦东新区人民政府", "上海市浦东新区"),
        ("恩施州人民政府", "湖北省恩施土家族苗族自治州"),
        ("内蒙古自治区人民政府", "内蒙古自治区"),
        ("仙桃市人民政府", "湖北省仙桃市"),
        ("吉林市人民政府", "吉林省吉林市"),
        ("吉林省人民政府", "吉林省"),
        ("港口区人民政府", "广西壮族自治区防城港市港口区"),
        ("和平区人民政府", None),
        ("沈阳市和平区人民政府", "辽宁省沈阳市和平区"),
        ("公安县人民政府", "湖北省荆州市公安县"),
        ("关于促进港口经济发展的意见", None),
        ("新兴产业园区建设方案", None),
        ("关于加强资源开发的通知", None),
        ("安徽合作交流办公室", "安徽省"),
        ("工业和信息化部", None),
        ("中山大学", None),
        ("示范县建设方案", None),
        ("推动中心城区域协同发展", None),
        ("关于推动工业互联网发展的若干措施", None),
        ("关于贯彻《山东省人民政府办公厅关于加快工业互联网发展若干措施的通知》的意见", None),
    ],
)
def test_place_of_issuer(text: str, place: str | None) -> None:
    found = place_of_issuer(text)
    assert (display_name(found) if found else None) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("各县市区政府、泰安铁塔公司。以泰山区、岱岳区为主体，新泰市、肥城市为两翼。", "泰安市"),
        ("贯彻《山东省人民政府办公厅关于加快工业互联网发展若干措施的通知》，落实主体责任。", None),
        ("赴上海市、深圳市、杭州市、苏州市招商。", None),
        ("霍邱县各乡镇，霍邱县经信局，霍邱县财政局负责，霍邱县人民政府解释。", "霍邱县"),
        ("与中山大学、西安交通大学、宁波银行、长安汽车、阿里云合作，融通化发展，大同小异。", None),
        ("市经信局会同县区实施，会同县区考核，会同县直单位督查，合作市县共建。", None),
        ("示范县、信息县、示范区和全新县域，推进城区、新城区建设。", None),
        ("", None),
    ],
)
def test_place_of_mentions(text: str, place: str | None) -> None:
    found = place_of_mentions(text)
    assert (found.name if found else None) == place


def test_mentions_run_fast() -> None:
    text = "支持企业对照国家数字化转型新型能力体系标准开展评估工作，对泰安市的企业给予奖补。" * 5000
    division("340000")
    started = time.perf_counter()
    place_of_mentions(text)
    assert len(text) / (time.perf_counter() - started) > 1_000_000  # measured: 8 million
