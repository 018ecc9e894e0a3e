"""Notations that the texts in raw/ do not have, one line a case: a text, and what it says.

The facts of a kind are compared whole, in the order of the text, so that a case fails on
what is made up as well as on what is missed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract import extract_text
from extract.models import Extraction

WAN = 10_000
YI = 100_000_000


def cases(table: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), table.items(), ids=list(table))


def sums(text: str) -> list[tuple]:
    return [(a.raw, a.yuan_min, a.yuan_max, a.comparator) for a in extract_text(text).amounts]


def percentages(text: str) -> list[tuple]:
    return [(p.raw, p.value_min, p.value_max) for p in extract_text(text).percentages]


def units(text: str) -> list[tuple]:
    return [(r.raw, r.role) for r in extract_text(text).responsibilities]


def tiers(text: str) -> list[tuple]:
    return [(a.tier, a.yuan_max) for a in extract_text(text).amounts]


def days(text: str) -> list[tuple]:
    return [(d.raw, d.kind, d.start_on, d.end_on) for d in extract_text(text).deadlines]


def outline(result: Extraction) -> list[tuple]:
    return [
        (c.level, c.marker, c.heading)
        for c in result.clauses
        if c.level not in ("title", "furniture", "signature") and (c.marker or c.heading)
    ]


# --- sums: how they are written -----------------------------------------------------------


@cases(
    {
        "对入选企业给予三百万元奖励。": [("三百万元", 300 * WAN)],
        "对入选企业给予二十五万元奖励。": [("二十五万元", 25 * WAN)],
        "对入选企业给予一百二十万元奖励。": [("一百二十万元", 120 * WAN)],
        "对入选企业给予三百五十万元奖励。": [("三百五十万元", 350 * WAN)],
        "对入选企业给予一百零五万元奖励。": [("一百零五万元", 105 * WAN)],
        "对入选企业给予一万五千元奖励。": [("一万五千元", 15_000)],
        "对入选企业给予两亿三千万元奖励。": [("两亿三千万元", 230_000_000)],
        "对入选企业给予十万元奖励。": [("十万元", 10 * WAN)],
        "对入选企业给予两万元奖励。": [("两万元", 2 * WAN)],
        "对入选企业给予五千元奖励。": [("五千元", 5_000)],
        "对入选企业给予一亿元奖励。": [("一亿元", YI)],
        "对入选企业给予１０万元奖励。": [("１０万元", 10 * WAN)],
        "对入选企业给予１．５万元奖励。": [("１．５万元", 15_000)],
        "对入选企业给予10 万元奖励。": [("10 万元", 10 * WAN)],
        "对入选企业给予 100 万元奖励。": [("100 万元", 100 * WAN)],
        "对入选企业给予5,000元奖励。": [("5,000元", 5_000)],
        "对入选企业给予1，000，000元奖励。": [("1，000，000元", 100 * WAN)],
        "对入选企业给予10000元奖励。": [("10000元", WAN)],
        "对入选企业给予人民币50万元奖励。": [("50万元", 50 * WAN)],
        "对入选企业给予50万元人民币奖励。": [("50万元", 50 * WAN)],
        "对入选企业给予2000万元奖励。": [("2000万元", 2000 * WAN)],
        "对入选企业给予5千元奖励。": [("5千元", 5_000)],
        "对入选企业给予3百万元奖励。": [("3百万元", 300 * WAN)],
        "对入选企业给予2千万元奖励。": [("2千万元", 2000 * WAN)],
        "对入选企业给予1.2亿元奖励。": [("1.2亿元", 120_000_000)],
        "对入选企业给予0.35万元奖励。": [("0.35万元", 3_500)],
        "对入选企业给予1.15万元奖励。": [("1.15万元", 11_500)],
        "按0.5元/单给予补贴。": [("0.5元", 0.5)],
        "按每度电0.25元给予补贴。": [("0.25元", 0.25)],
        "按每平方米10元给予补贴。": [("10元", 10)],
        "对入选企业给予10万元的奖励。": [("10万元", 10 * WAN)],
        "对入选企业一次性奖励10万。": [("10万", 10 * WAN)],
        "对入选企业分别给予20万、10万、5万元奖励。": [
            ("20万", 20 * WAN),
            ("10万", 10 * WAN),
            ("5万元", 5 * WAN),
        ],
        "对入选企业分别给予20、10、5万元奖励。": [
            ("20", 20 * WAN),
            ("10", 10 * WAN),
            ("5万元", 5 * WAN),
        ],
    }
)
def test_a_sum_is_read_as_written(text, expected):
    assert [(raw, high) for raw, _, high, _ in sums(text)] == expected


@cases(
    {
        "对每户给予1000-3000元补贴。": ("1000-3000元", 1_000, 3_000),
        "对每户给予1000—3000元补贴。": ("1000—3000元", 1_000, 3_000),
        "对每户给予1000～3000元补贴。": ("1000～3000元", 1_000, 3_000),
        "对每户给予1000至3000元补贴。": ("1000至3000元", 1_000, 3_000),
        "对每户给予1000元至3000元补贴。": ("1000元至3000元", 1_000, 3_000),
        "对每户给予5万元-10万元补贴。": ("5万元-10万元", 5 * WAN, 10 * WAN),
        "对每户给予5-10万元补贴。": ("5-10万元", 5 * WAN, 10 * WAN),
        "对每户给予5万—10万元补贴。": ("5万—10万元", 5 * WAN, 10 * WAN),
        "对每户给予5000元—1万元补贴。": ("5000元—1万元", 5_000, WAN),
        "对每户给予５０－１００万元补贴。": ("５０－１００万元", 50 * WAN, 100 * WAN),
    }
)
def test_a_range_is_one_sum_with_two_ends(text, expected):
    assert [fact[:3] for fact in sums(text)] == [expected]


@cases(
    {
        "注册资本100万美元以上的外资企业。": ("100万美元", 100 * WAN, "USD"),
        "对实际到账外资1亿美元以上的企业予以支持。": ("1亿美元", YI, "USD"),
        "对实际到账500万欧元的企业予以支持。": ("500万欧元", 500 * WAN, "EUR"),
        "对出口额达200万港元的企业予以支持。": ("200万港元", 200 * WAN, "HKD"),
        "对出口额达1000万日元的企业予以支持。": ("1000万日元", 1000 * WAN, "JPY"),
        "对出口额达30万英镑的企业予以支持。": ("30万英镑", 30 * WAN, "GBP"),
    }
)
def test_foreign_money_is_not_converted(text, expected):
    [amount] = extract_text(text).amounts
    assert (amount.raw, amount.value_max, amount.currency) == expected
    assert (amount.yuan_min, amount.yuan_max) == (None, None)


# --- sums: bounds -------------------------------------------------------------------------


@cases(
    {
        "对企业给予最高50万元奖励。": [("50万元", "<=", "cap")],
        "对企业给予不超过50万元奖励。": [("50万元", "<=", "cap")],
        "对企业给予50万元以内奖励。": [("50万元", "<=", "cap")],
        "对企业给予补助，上限50万元。": [("50万元", "<=", "cap")],
        "对企业给予补助，上限为50万元。": [("50万元", "<=", "cap")],
        "对企业给予补助，50万元封顶。": [("50万元", "<=", "cap")],
        "对企业给予补助，封顶50万元。": [("50万元", "<=", "cap")],
        "对企业给予补助，最多不超过50万元。": [("50万元", "<=", "cap")],
        "对企业给予50万元左右的奖励。": [("50万元", "~", "award")],
        "对企业给予约50万元奖励。": [("50万元", "~", "award")],
        "对企业给予不低于50万元奖励。": [("50万元", ">=", "award")],
        "对企业给予50万元奖励。": [("50万元", "=", "award")],
        "对投资50万元以上的企业予以支持。": [("50万元", ">=", "threshold")],
        "对投资不低于50万元的企业予以支持。": [("50万元", ">=", "threshold")],
        "对投资不少于50万元的企业予以支持。": [("50万元", ">=", "threshold")],
        "对投资达到50万元的企业予以支持。": [("50万元", ">=", "threshold")],
        "对投资达50万元的企业予以支持。": [("50万元", ">=", "threshold")],
        "对投资超过50万元的企业予以支持。": [("50万元", ">", "threshold")],
        "对投资首次突破50万元的企业予以支持。": [("50万元", ">", "threshold")],
        "对投资50万元以下的企业予以支持。": [("50万元", "<", "threshold")],
        "对投资低于50万元的企业不予支持。": [("50万元", "<", "threshold")],
        "对投资50万元（含）以上的企业予以支持。": [("50万元", ">=", "threshold")],
        "对投资亿元以上的企业予以支持。": [("亿元", ">=", "threshold")],
        "对年主营业务收入首次达到1亿元的企业，给予10万元奖励。": [
            ("1亿元", ">=", "threshold"),
            ("10万元", "=", "award"),
        ],
        "对投资100万元以上500万元以下的企业，给予10万元奖励。": [
            ("100万元", ">=", "threshold"),
            ("500万元", "<", "threshold"),
            ("10万元", "=", "award"),
        ],
        "每满一万人奖励一万元。": [("一万元", "=", "award")],
        "每新增1000万元奖励10万元。": [("1000万元", "=", "threshold"), ("10万元", "=", "award")],
        "设立1亿元专项资金，支持企业发展。": [("1亿元", "=", "budget")],
        "到2025年，产业规模达到100亿元。": [("100亿元", ">=", "target")],
        "到2025年，产业规模突破100亿元。": [("100亿元", ">", "target")],
        "到2025年，产业规模力争100亿元。": [("100亿元", "=", "target")],
    }
)
def test_a_sum_has_its_bound_and_its_role(text, expected):
    found = [(a.raw, a.comparator, a.role) for a in extract_text(text).amounts]
    assert found == expected


def test_a_unit_alone_is_one_of_it():
    assert sums("对投资亿元以上的企业予以支持。")[0][1:3] == (YI, YI)


@cases(
    {
        "每新增1000万元奖励10万元。": "每新增1000万元",
        "每满一万人奖励一万元。": "每满一万人",
        "按0.5元/单给予补贴。": "单",
        "对购买设备的企业给予2000元/个补贴。": "个",
        "每家企业给予10万元奖励。": "每家企业",
        "每户企业给予10万元奖励。": "每户企业",
        "对入选企业每家给予10万元奖励。": "每家",
        "给予单个企业最高10万元奖励。": "单个企业",
        "每个项目奖励10万元。": "每个项目",
    }
)
def test_a_sum_is_paid_per_something(text, expected):
    assert extract_text(text).amounts[-1].per == expected


@cases(
    {
        "对入选企业一次性给予10万元奖励。": (True, False),
        "对入选企业给予一次性奖励10万元。": (True, False),
        "对入选企业给予10万元一次性奖励。": (True, False),
        "对入选企业给予最高10万元一次性奖励。": (True, False),
        "对入选企业每年给予10万元奖励。": (False, True),
        "单个企业年度补助最高10万元。": (False, True),
        "每家企业每年最高10万元。": (False, True),
        "每年评选10家示范企业，每家给予一次性奖励10万元。": (True, False),
        "对入选企业给予10万元奖励。": (False, False),
    }
)
def test_a_sum_is_paid_once_or_each_year(text, expected):
    amount = extract_text(text).amounts[-1]
    assert (amount.is_one_off, amount.is_annual) == expected


@cases(
    {
        "对认定为国家级、省级平台的企业，分别给予50万元、30万元奖励。": [
            ("国家级", 50 * WAN),
            ("省级", 30 * WAN),
        ],
        "对获评国家级、省级、市级示范的企业，分别给予50万元、30万元、10万元奖励。": [
            ("国家级", 50 * WAN),
            ("省级", 30 * WAN),
            ("市级", 10 * WAN),
        ],
        "对获得一等奖、二等奖的团队分别奖励10万元、5万元。": [
            ("一等奖", 10 * WAN),
            ("二等奖", 5 * WAN),
        ],
        "对评为3A、4A、5A级的企业分别奖励5万元、10万元、20万元。": [
            ("3A", 5 * WAN),
            ("4A", 10 * WAN),
            ("5A", 20 * WAN),
        ],
        "对新认定的国家级和省级工程研究中心，分别给予100万元和50万元奖励。": [
            ("国家级", 100 * WAN),
            ("省级", 50 * WAN),
        ],
        "对L3（流程级）、L4（网络级）的企业分别给予25万元、35万元奖励。": [
            ("L3", 25 * WAN),
            ("L4", 35 * WAN),
        ],
        "对入选的国家级、省级企业，分别一次性奖励20万、10万元。": [
            ("国家级", 20 * WAN),
            ("省级", 10 * WAN),
        ],
    }
)
def test_each_sum_of_a_list_has_its_tier(text, expected):
    assert tiers(text) == expected


@cases(
    {
        "对认定为国家级、省级平台的企业，分别给予50万元、30万元奖励。": 2,
        "对获得一等奖、二等奖、三等奖的团队分别奖励10万元、5万元、3万元。": 3,
        "对国家级、省级平台均给予10万元奖励。": 1,
        "对入选企业给予10万元奖励；对入选个人给予1万元奖励。": 2,
        "按投资额的10%给予补助，最高100万元。": 1,
        "鼓励企业加大投入。": 0,
    }
)
def test_there_is_one_measure_for_each_support(text, expected):
    assert len(extract_text(text).measures) == expected


def test_a_measure_is_put_together_from_its_facts():
    text = "对上云企业，按照不超过实际投资额30%的比例给予补助，单个企业最高不超过50万元。"
    result = extract_text(text)
    [measure], [cap] = result.measures, [c for c in result.caps if c.amount is not None]
    assert (measure.beneficiary, measure.instrument) == ("上云企业", "补助")
    assert (measure.rate, measure.rate_comparator, measure.base) == (30, "<=", "实际投资额")
    assert (measure.cap_yuan, measure.award_yuan, measure.per) == (50 * WAN, None, "单个企业")
    assert (cap.raw, cap.yuan, cap.scope) == ("单个企业最高不超过50万元", 50 * WAN, "单个企业")


# --- percentages --------------------------------------------------------------------------


@cases(
    {
        "按投资额的百分之十给予补助。": [("百分之十", 10, 10)],
        "按投资额的百分之二十五给予补助。": [("百分之二十五", 25, 25)],
        "按投资额的百分之十二点五给予补助。": [("百分之十二点五", 12.5, 12.5)],
        "按投资额的五成给予补助。": [("五成", 50, 50)],
        "按贷款额的1‰给予补助。": [("1‰", 0.1, 0.1)],
        "按贷款额的千分之五给予补助。": [("千分之五", 0.5, 0.5)],
        "按投资额的１０％给予补助。": [("１０％", 10, 10)],
        "按投资额的10 %给予补助。": [("10 %", 10, 10)],
        "按投资额的12.5%给予补助。": [("12.5%", 12.5, 12.5)],
        "按投资额的10%-20%给予补助。": [("10%-20%", 10, 20)],
        "按投资额的10-20%给予补助。": [("10-20%", 10, 20)],
        "按投资额的10%至20%给予补助。": [("10%至20%", 10, 20)],
        "按投资额的100%给予补助。": [("100%", 100, 100)],
        "入选产品为5A级，分成两类。": [],
        "完成建成达成等工作。": [],
    }
)
def test_a_percentage_is_read_as_written(text, expected):
    assert percentages(text) == expected


@cases(
    {
        "按设备投资额的10%给予补助。": ("=", "rate", "设备投资额"),
        "按不超过设备投资额10%的比例给予补助。": ("<=", "rate", "设备投资额"),
        "最高按设备投资额的10%给予补助。": ("<=", "rate", "设备投资额"),
        "按设备投资额的百分之十给予补助。": ("=", "rate", "设备投资额"),
        "对研发投入占比达到5%以上的企业予以支持。": (">=", "threshold", None),
        "到2025年，关键工序数控化率达到70%。": (">=", "target", None),
    }
)
def test_a_percentage_has_its_bound_role_and_base(text, expected):
    [p] = extract_text(text).percentages
    assert (p.comparator, p.role, p.base) == expected


# --- responsibilities ---------------------------------------------------------------------


@cases(
    {
        "支持上云。（责任单位：市财政局）": [("市财政局", "responsible")],
        "支持上云。〔责任单位：市财政局〕": [("市财政局", "responsible")],
        "支持上云。［责任单位：市财政局］": [("市财政局", "responsible")],
        "支持上云。[责任单位：市财政局]": [("市财政局", "responsible")],
        "支持上云。(责任单位:市财政局)": [("市财政局", "responsible")],
        "支持上云。【责任单位：市财政局】": [("市财政局", "responsible")],
        "支持上云。（责任部门：市财政局）": [("市财政局", "responsible")],
        "支持上云。\n责任单位：市财政局、市科技局": [
            ("市财政局", "responsible"),
            ("市科技局", "responsible"),
        ],
        "支持上云。\n牵头单位：市财政局\n责任单位：市科技局": [
            ("市财政局", "lead"),
            ("市科技局", "responsible"),
        ],
        "支持上云。（牵头单位：市财政局；责任单位：市科技局）": [
            ("市财政局", "lead"),
            ("市科技局", "responsible"),
        ],
        "支持上云。（牵头单位：市财政局；配合单位：市科技局、市商务局）": [
            ("市财政局", "lead"),
            ("市科技局", "support"),
            ("市商务局", "support"),
        ],
        "支持上云。（市财政局牵头，市科技局、市商务局配合）": [
            ("市财政局", "lead"),
            ("市科技局", "support"),
            ("市商务局", "support"),
        ],
        "支持上云。（责任单位：市财政局（国资委）、各县区人民政府）": [
            ("市财政局（国资委）", "responsible"),
            ("各县区人民政府", "responsible"),
        ],
        "支持上云。（责任单位：各县区人民政府<管委>）": [("各县区人民政府<管委>", "responsible")],
        "支持上云。（责任单位：市发展和改革委员会、市财政局）": [
            ("市发展和改革委员会", "responsible"),
            ("市财政局", "responsible"),
        ],
        "支持上云。（责任单位：市财政局，市科技局）": [
            ("市财政局", "responsible"),
            ("市科技局", "responsible"),
        ],
        "支持上云。（责任单位：市财政\n局、市科技局）": [
            ("市财政\n局", "responsible"),
            ("市科技局", "responsible"),
        ],
        "由市财政局负责解释。": [("市财政局", "interpret")],
        "本政策由市财政局负责解释。": [("市财政局", "interpret")],
        "由市科技局会同市财政局负责解释。": [
            ("市科技局", "interpret"),
            ("市财政局", "support"),
        ],
        "抄送：市委各部门，市人大常委会办公室。": [],
    }
)
def test_each_unit_is_a_fact_with_its_role(text, expected):
    assert units(text) == expected


@cases(
    {
        "支持上云。（责任单位：省经信委、财政厅）": ["省经信委", "省财政厅"],
        "支持上云。（责任单位：市经信局、财政局、科技局）": ["市经信局", "市财政局", "市科技局"],
        "支持上云。（责任单位：市财政局、科技局，各县区人民政府）": [
            "市财政局",
            "市科技局",
            "各县区人民政府",
        ],
    }
)
def test_an_elided_name_is_restored(text, expected):
    assert [r.name for r in extract_text(text).responsibilities] == expected


# --- dates and validity -------------------------------------------------------------------

_ISSUED = "甲县人民政府办公室关于印发支持工业互联网发展若干政策的通知\n\n各乡镇人民政府：\n现印发给你们，请遵照执行。\n\n甲县人民政府办公室\n2021年9月24日\n\n支持工业互联网发展若干政策\n\n一、支持上云\n对上云企业给予10万元奖励。\n二、附则\n"


@cases(
    {
        "本政策自印发之日起施行，有效期三年。": ("2021-09-24", "2024-09-23"),
        "本政策自印发之日起施行，有效期3年。": ("2021-09-24", "2024-09-23"),
        "本政策自印发之日起施行，有效期为2年。": ("2021-09-24", "2023-09-23"),
        "本政策自发布之日起施行，暂定三年。": ("2021-09-24", "2024-09-23"),
        "本政策自发布之日起实施，有效期至2023年12月31日。": ("2021-09-24", "2023-12-31"),
        "本政策自2021年10月1日起施行，有效期至2023年12月31日。": ("2021-10-01", "2023-12-31"),
        "本政策自2021年10月1日起施行，有效期三年。": ("2021-10-01", "2024-09-30"),
        "本政策有效期2021年1月1日至2023年12月31日。": ("2021-01-01", "2023-12-31"),
        "本政策自2021年1月1日至2023年12月31日执行。": ("2021-01-01", "2023-12-31"),
        "本政策自印发之日起施行。": ("2021-09-24", None),
        "本政策自2021年开始执行。": ("2021-01-01", None),
    }
)
def test_validity_is_computed_from_the_rule(text, expected):
    document = extract_text(_ISSUED + text + "\n").documents[-1]
    assert document.issued_on == "2021-09-24"
    assert (document.effective_on, document.expires_on) == expected


@cases(
    {
        "到2025年，建成10个平台。": [("2025年", "target", None, "2025-12-31")],
        "2025年底前，建成10个平台。": [("2025年底", "target", None, "2025-12-31")],
        "3年内，建成10个平台。": [("3年内", "target", None, None)],
        "每年评选10家示范企业。": [("每年", "recurring", None, None)],
        "实施三年行动计划。": [],
        "对上年度入选的企业予以支持。": [],
        "按照皖政〔2020〕12号文件执行。": [],
    }
)
def test_a_time_is_read_with_its_kind(text, expected):
    assert days(text) == expected


@cases(
    {
        "2021年9月24日": "2021-09-24",
        "２０２１年９月２４日": "2021-09-24",
        "二〇二一年九月二十四日": "2021-09-24",
        "2021 年 9 月 24 日": "2021-09-24",
        "2021 年 月 日": "2021",
    }
)
def test_the_date_at_the_end_is_the_date_of_issue(text, expected):
    notice = f"甲县人民政府关于支持企业上云的通知\n各乡镇人民政府：\n现通知如下。\n\n甲县人民政府\n{text}\n"
    assert extract_text(notice).documents[0].issued_on == expected


# --- structure ----------------------------------------------------------------------------


@cases(
    {
        "一、总则\n支持上云。\n二、附则\n支持创新。": [
            ("chapter", "一、", "总则"),
            ("chapter", "二、", "附则"),
        ],
        "第一条 支持上云。\n第二条 支持创新。": [
            ("article", "第一条", None),
            ("article", "第二条", None),
        ],
        "第一章 总则\n第一条 支持上云企业发展壮大。\n第二章 附则\n第二条 支持创新企业发展壮大。": [
            ("chapter", "第一章", "总则"),
            ("article", "第一条", None),
            ("chapter", "第二章", "附则"),
            ("article", "第二条", None),
        ],
        "第一条 支持范围如下：\n（一）上云企业给予奖励；\n（二）创新企业给予奖励。": [
            ("article", "第一条", None),
            ("item", "（一）", None),
            ("item", "（二）", None),
        ],
        "## 一、总则\n支持上云。\n## 二、附则\n支持创新。": [
            ("chapter", "一、", "总则"),
            ("chapter", "二、", "附则"),
        ],
        "**一、总则**\n支持上云。\n**二、附则**\n支持创新。": [
            ("chapter", "一、", "总则"),
            ("chapter", "二、", "附则"),
        ],
        "一、总则\n（一）目标\n支持上云。\n（二）原则\n支持创新。": [
            ("chapter", "一、", "总则"),
            ("section", "（一）", "目标"),
            ("section", "（二）", "原则"),
        ],
        "一、总则\n(一)目标\n支持上云。\n(二)原则\n支持创新。": [
            ("chapter", "一、", "总则"),
            ("section", "(一)", "目标"),
            ("section", "(二)", "原则"),
        ],
    }
)
def test_headings_and_articles_are_told_by_their_markers(text, expected):
    assert outline(extract_text(text)) == expected


@cases(
    {
        "一、支持对象\n2.1支持上云企业发展。\n2.2支持创新企业发展。": ["一、", "2.1", "2.2"],
        "一、支持对象\n①支持上云企业发展；\n②支持创新企业发展。": ["一、", "①", "②"],
        "一、支持对象：①支持上云企业发展；②支持创新企业发展。": ["一、", "①", "②"],
        "一、支持对象\n1．支持上云企业发展。\n2．支持创新企业发展。": ["一、", "1．", "2．"],
        "一、支持对象\n1、支持上云企业发展。\n2、支持创新企业发展。": ["一、", "1、", "2、"],
        "一、支持对象\n（1）支持上云企业发展；\n（2）支持创新企业发展。": [
            "一、",
            "（1）",
            "（2）",
        ],
        "一、支持对象\n——支持上云企业发展。\n——支持创新企业发展。": ["一、", "——", "——"],
        "一、支持上云。对上云企业给予10万元奖励。二、支持创新。对创新企业给予5万元奖励。三、附则。由市财政局负责解释。": [
            "一、",
            "二、",
            "三、",
        ],
        "投资2.1亿元，建成10个平台。": [],
        "一九四九年以来的经验。": [],
        "一是支持上云；二是支持创新。": [],
    }
)
def test_markers_are_kept_as_printed(text, expected):
    assert [c.marker for c in extract_text(text).clauses if c.marker] == expected


@cases(
    {
        "一、支持上云\n对首次入选国家级示范的企业，给予一次性奖励\n100万元，同一企业不重复享受。": "100万元",
        "一、支持上云\n对首次入选国家级示范的企业，给予一次性奖励10\n0万元，同一企业不重复享受。": "10\n0万元",
        "一、支持上云\n对首次入选国家级示范的企业，给予100\n— 3 —\n万元一次性奖励。": "100\n— 3 —\n万元",
        "一、支持上云\n对首次入选国家级示范的企业，给予\n\n— 3 —\n\n100万元一次性奖励。": "100万元",
        "一、支持上云\n对首次入选国家级示范的企业，给予\n-3-\n100万元一次性奖励。": "100万元",
        "一、支持上云\r\n对首次入选国家级示范的企业，给予\r\n100万元一次性奖励。": "100万元",
    }
)
def test_a_break_in_mid_sentence_is_bridged(text, expected):
    result = extract_text(text)
    [amount] = result.amounts
    assert (amount.raw, amount.yuan_max, amount.role) == (expected, 100 * WAN, "award")
    assert len(result.measures) == 1
    assert text[amount.start : amount.end] == amount.raw


def test_a_text_without_line_breaks_is_still_taken_apart():
    text = "甲县人民政府关于支持企业上云的通知各乡镇人民政府：为支持上云，现通知如下：一、支持上云。对上云企业给予10万元奖励。（责任单位：市财政局）二、支持创新。按投资额的20%给予补助，最高50万元。（责任单位：市科技局）"
    result = extract_text(text)
    assert [c.marker for c in result.clauses if c.marker] == ["一、", "二、"]
    assert [a.yuan_max for a in result.amounts] == [10 * WAN, 50 * WAN]
    assert [r.name for r in result.responsibilities] == ["市财政局", "市科技局"]


# --- documents ----------------------------------------------------------------------------


def test_a_title_over_several_lines_is_joined():
    text = "甲县人民政府办公室\n关于印发支持工业互联网发展\n若干政策的通知\n\n各乡镇人民政府：\n现印发给你们，请遵照执行。\n"
    document = extract_text(text).documents[0]
    assert document.title == "甲县人民政府办公室关于印发支持工业互联网发展若干政策的通知"
    assert document.kind == "notice"


def test_a_notice_and_what_it_issues_are_two_documents():
    notice, policy = extract_text(_ISSUED).documents
    assert (notice.kind, policy.kind) == ("notice", "measures")
    assert (notice.covering, policy.covering) == (None, 0)
    assert policy.title == "支持工业互联网发展若干政策"
    assert notice.issuer == policy.issuer == "甲县人民政府办公室"


def test_markdown_is_no_part_of_a_title():
    document = extract_text(
        "# 支持工业互联网发展若干政策\n\n## 一、支持上云\n对上云企业给予奖励。\n"
    ).documents[0]
    assert (document.title, document.kind) == ("支持工业互联网发展若干政策", "measures")


@cases(
    {
        "支持工业互联网发展若干政策（征求意见稿）\n\n一、支持上云\n给予奖励。\n": True,
        "支持工业互联网发展若干政策\n（征求意见稿）\n\n一、支持上云\n给予奖励。\n": True,
        "支持工业互联网发展若干政策（草案）\n\n一、支持上云\n给予奖励。\n": True,
        "支持工业互联网发展若干政策（试行）\n\n一、支持上云\n给予奖励。\n": False,
        "支持工业互联网发展若干政策\n\n一、支持上云\n给予奖励。\n": False,
    }
)
def test_a_draft_is_told_by_its_mark(text, expected):
    assert extract_text(text).documents[0].is_draft is expected


@cases(
    {
        "甲政办〔2021〕12号": "甲政办〔2021〕12号",
        "甲政办[2021]12号": "甲政办[2021]12号",
        "甲政办（2021）12号": "甲政办（2021）12号",
    }
)
def test_a_document_number_is_found_under_the_title(text, expected):
    notice = f"甲县人民政府关于支持企业上云的通知\n{text}\n\n各乡镇人民政府：\n现通知如下。\n"
    assert extract_text(notice).documents[0].doc_number == expected


def test_a_roster_has_padded_names_and_vacant_posts():
    text = "甲县工业互联网工作领导小组成员名单\n\n组　长：张　三　　县长\n副组长：李四光　　副县长\n成　员：王　五　　县财政局局长\n　　　　赵六一　　县科技局副局长\n　　　　　　　　　县统计局局长\n"
    result = extract_text(text)
    assert result.documents[-1].kind == "roster"
    assert [(m.raw, m.name, m.position, m.role) for m in result.members] == [
        ("张　三", "张三", "县长", "组长"),
        ("李四光", "李四光", "副县长", "副组长"),
        ("王　五", "王五", "县财政局局长", "成员"),
        ("赵六一", "赵六一", "县科技局副局长", "成员"),
    ]


# --- what is no fact ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "推进5G、IPv6建设。",
        "落实“十四五”规划和第66次常务会议精神。",
        "支持ISO9001、3D打印和AI+应用。",
    ],
)
def test_names_and_numbers_of_other_kinds_are_no_facts(text):
    result = extract_text(text)
    assert result.amounts + result.percentages + result.targets + result.conditions == []
    assert [n.raw for n in result.numerals if n.disposition in ("fact", "unresolved")] == []


def test_prices_per_head_under_a_heading_that_pays_have_their_member_as_tier():
    result = extract_text(
        "云岭市补贴细则\n一、职业培训补贴\n（一）初级工1200元/人，中级工1800元/人，高级工2500元/人。\n"
    )
    assert [(a.yuan_min, a.role, a.per, a.tier) for a in result.amounts] == [
        (1200, "award", "人", "初级工"),
        (1800, "award", "人", "中级工"),
        (2500, "award", "人", "高级工"),
    ]


def test_who_a_section_is_for_is_who_its_sums_are_for():
    result = extract_text(
        "云岭市补贴细则\n一、创业补贴\n补贴对象：正常运营满1年的返乡农民工。\n"
        "补贴标准：每户一次性补贴5000元；带动就业3人以上的，每增加1人增加1000元，最高2万元。\n"
    )
    assert [(m.beneficiary, m.award_yuan, m.cap_yuan, m.per) for m in result.measures] == [
        ("正常运营满1年的返乡农民工", 5000, None, "每户"),
        ("正常运营满1年的返乡农民工", 1000, 20000, "每增加1人"),
    ]
    assert [(c.raw, c.comparator, c.indicator) for c in result.conditions] == [
        ("1年", ">=", "正常运营"),
        ("3人", ">=", "带动就业"),
    ]


def test_what_is_done_at_one_time_makes_no_sum_one_off():
    result = extract_text("对一次性组织300人以上的旅行社，每列奖励5万元。")
    assert [(a.yuan_min, a.is_one_off) for a in result.amounts] == [(50000, False)]


def test_rates_and_caps_of_one_list_go_together():
    result = extract_text(
        "第一条【研发奖励】 对进入Ⅰ期、Ⅱ期、Ⅲ期临床试验的新药，分别按实际研发费用的百分之二十、"
        "百分之三十、百分之四十给予资助，单个品种最高分别不超过五百万元、一千万元、三千万元，"
        "同一企业每年资助总额不超过1亿元。牵头部门：经济发展局，配合部门：财政局。"
    )
    assert [c.heading for c in result.clauses] == ["研发奖励"]
    assert [(m.tier, m.rate, m.cap_yuan, m.base, m.per) for m in result.measures] == [
        ("Ⅰ期", 20, 5_000_000, "实际研发费用", "单个品种"),
        ("Ⅱ期", 30, 10_000_000, "实际研发费用", "单个品种"),
        ("Ⅲ期", 40, 30_000_000, "实际研发费用", "单个品种"),
    ]
    assert [(u.raw, u.role) for u in result.responsibilities] == [
        ("经济发展局", "lead"),
        ("财政局", "support"),
    ]


# --- the ledger -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进一体化发展，统一标准。", {"一": "word"}),
        ("培育一批重点企业，推动八大产业链提升。", {"一": "indefinite", "八": "parts"}),
        ("建设标识解析二级节点，实行一企一策。", {"二": "grade", "一": "set_phrase"}),
        ("贯彻二十大精神，落实“十四五”规划。", {"二十": "event_name", "十四五": "plan_name"}),
        ("一是加强领导；二是落实责任。", {"一": "marker", "二": "marker"}),
        ("加快一二三产业融合。", {"一二三": "grade"}),
        ("2025年是规划收官之年。", {"2025年": "narrated"}),
        ("做好2024年培训计划，现制定2023年重点工作任务。", {"2024年": "name", "2023年": "name"}),
    ],
)
def test_numbers_that_are_no_facts_are_accounted_for(text, expected):
    found = {n.raw: n.disposition for n in extract_text(text).numerals}
    assert found | expected == found


def test_every_reason_of_the_ledger_is_explained():
    from extract.ledger import REASONS

    texts = Path(__file__).parent.parent.joinpath("raw").rglob("*.txt")
    for path in texts:
        result = extract_text(path.read_text("utf-8-sig"))
        reasons = {n.disposition for n in result.numerals} - {"fact", "unresolved"}
        assert reasons <= set(REASONS)
