"""Who gets what a sentence gives, and where one payee's support ends and the next begins."""

from __future__ import annotations

import pytest

from extract import extract_text
from extract.facts.beneficiaries import Beneficiaries, bracket_depth, sub_sentences


def who(text: str) -> list[tuple[str | None, str | None]]:
    """Beneficiary and tier of each measure."""
    return [(m.beneficiary, m.tier) for m in extract_text(text).measures]


def test_sub_sentences_leave_brackets_whole() -> None:
    norm = "甲，乙（丙，丁），戊：己"
    assert [norm[a:b] for a, b in sub_sentences(norm, 0, len(norm))] == [
        "甲",
        "乙（丙，丁）",
        "戊",
        "己",
    ]
    assert bracket_depth(norm, 0, norm.index("丙")) == 1


@pytest.mark.parametrize(
    ("text", "figure", "begin", "name"),
    [
        ("对新认定的农机合作社，给予5万元补助", "5万元", "对", "新认定的农机合作社"),
        ("每年对十佳导游给予1万元奖励", "1万元", "每", "十佳导游"),
        ("按检测费的50%给予食品企业补贴", "50%", "按", "食品企业"),
        ("遴选10家老字号店铺，给予3万元奖励", "3万元", "遴", "老字号店铺"),
        ("用人单位每月向学徒发放800元生活补贴", "800元", "用", "学徒"),
    ],
)
def test_the_ways_in_which_a_sentence_names_it(
    text: str, figure: str, begin: str, name: str
) -> None:
    found = Beneficiaries(text, text).find(0, text.index(figure), len(text))
    assert (text[found.begin], found.name) == (begin, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another payee after a comma has a support of its own
        ("对首次获评的示范园给予20万元奖励，复评通过的给予8万元奖励。",
         [("首次获评的示范园", None), ("复评通过的", None)]),
        ("对全职博士给予每月4000元补贴，硕士给予每月2000元。", [("全职博士", None), ("硕士", None)]),
        ("经评审合格的，给予发榜方最高30万元支持，给予揭榜方最高90万元支持。",
         [("发榜方", None), ("揭榜方", None)]),
        # labels under one phrase are its tiers
        ("对通过贯标的，规模以上企业给予9万元补助，规模以下企业给予4万元补助。",
         [("通过贯标的", "规模以上企业"), ("通过贯标的", "规模以下企业")]),
        # one that is given something else first
        ("对落户企业，对其用地予以优先保障，对扩建厂房的企业给予60万元奖励。", [("扩建厂房的企业", None)]),
        # the lead-in names the payee, the rest what it must do
        ("做强做大种业企业，首次列入国家阵型的，给予100万元奖励。", [("种业企业", None)]),
        ("支持农机企业、社会组织等举办培训，每期给予2万元补助。", [("农机企业、社会组织", None)]),
        ("参加境内专业展，展期在三天以上的，每家企业给予1万元补助。", [("企业", None)]),
        ("每招引一个亿元项目，奖励所在乡镇（街道）5万元。", [("所在乡镇（街道）", None)]),
        ("给予国家级、省级名师、名校长和学科带头人等优秀教师最高80万元补贴。",
         [("国家级、省级名师、名校长和学科带头人等优秀教师", None)]),
        ("对来港船员给予个人贡献奖励，最高3万元。", [("来港船员", None)]),
        ("对种植企业投资新建育苗棚面积达30亩的，给予企业200元/亩补助。", [("种植企业", None)]),
        ("设立“金钥匙奖”，给予每人1万元奖励。", [(None, None)]),
        ("（原有车间在享受前款奖励后再改造的，最高奖励不超过40万元）。",
         [("原有车间", None)]),
    ],
)  # fmt: skip
def test_whose_support_it_is(text: str, expected: list[tuple]) -> None:
    assert who(text) == expected


def test_a_support_begins_where_its_payee_is_named() -> None:
    text = "对牧场给予20万元奖励，养殖大户给予5万元奖励。"
    assert [m.raw for m in extract_text(text).measures] == [
        "对牧场给予20万元奖励",
        "养殖大户给予5万元奖励",
    ]


def test_one_of_a_list_that_only_says_how_much_begins_with_how_it_is_computed() -> None:
    text = "对出口企业，按以下标准给予补助：\n（一）出口额在100万美元以下，按出口额的1‰给予补助。\n"
    measure = extract_text(text).measures[0]
    assert (measure.raw, measure.beneficiary) == ("按出口额的1‰给予补助", "出口企业")


def test_a_paragraph_leads_in_the_list_right_after_it() -> None:
    text = "对农户，按以下标准给予补贴：\n（一）水稻每亩60元。\n不重复享受。\n（二）获评名店的，给予2万元奖励。\n"
    assert who(text) == [("农户", None), ("农户", None)]
    apart = "对农户，按以下标准给予补贴：\n办法另行制定。\n（一）获评名店的，给予2万元奖励。\n"
    assert who(apart) == [("获评名店的", None)]
