"""Sums and percentages: how they are written, bounded, and what they are for.

The facts of a kind are compared whole, in the order of the text, so that a case fails on
what is made up as well as on what is missed.
"""

from __future__ import annotations

from extract import extract_text
from tests.cases import cases

WAN = 10_000
YI = 100_000_000


def sums(text: str) -> list[tuple]:
    return [(a.raw, a.yuan_min, a.yuan_max, a.comparator) for a in extract_text(text).amounts]


def percentages(text: str) -> list[tuple]:
    return [(p.raw, p.value_min, p.value_max) for p in extract_text(text).percentages]


def tiers(text: str) -> list[tuple]:
    return [(a.tier, a.yuan_max) for a in extract_text(text).amounts]


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
        "执行规定的税额标准，具体为：工业用地：一级6元/平方米、二级3元/平方米；其他用地：一级9元/平方米。": [
            ("6元", "=", "fee"),
            ("3元", "=", "fee"),
            ("9元", "=", "fee"),
        ],
        "对投资300万元以上（不含）的企业予以支持。": [("300万元", ">", "threshold")],
        "对投资300万元（不含）以上的企业予以支持。": [("300万元", ">", "threshold")],
        "投资300万元以下（含）的，奖励4万元。": [
            ("300万元", "<=", "threshold"),
            ("4万元", "=", "award"),
        ],
        "对符合条件（年产值900万元、在岗职工30人以上）的企业，奖励8万元。": [
            ("900万元", ">=", "threshold"),
            ("8万元", "=", "award"),
        ],
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
