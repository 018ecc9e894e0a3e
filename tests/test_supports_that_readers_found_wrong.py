"""Supports whose payee, payer, unit or sum a reader of many texts found wrong, in other words."""

from __future__ import annotations

import pytest

from extract import extract_text


def rows(text: str, *names: str) -> list[tuple]:
    return [tuple(getattr(m, n) for n in names) for m in extract_text(text).measures]


@pytest.mark.parametrize(
    ("text", "who", "payer"),
    [
        ("采取先建后补方式，按每平方米30元给予建设补助。", None, None),
        ("县政府按照每户4000元的标准给予补助。", None, "县政府"),
        ("财政每亩补贴150元。", None, "财政"),
        ("市民政局按每人800元给予补贴。", None, "市民政局"),
        ("市体育局将给予每场3万元奖励。", None, "市体育局"),
        ("市科技局、市教育局给予每个项目10万元资助。", None, "市科技局、市教育局"),
        ("由市农业农村局、市财政局各给予20万元配套。", None, "市农业农村局、市财政局"),
        ("对获得省级立项的，按上级资助额的50%给予项目资助。", "获得省级立项的", None),
        ("教师特殊津贴：每年3万元。", None, None),
        ("符合省定验收标准，每亩补助0.5万元。", "符合省定验收标准", None),
        ("在甲市商务中心注册并纳税的，给予20万元奖励。", "在甲市商务中心注册并纳税的", None),
        ("评选不多于8个市级示范项目，每个奖励5万元。", "市级示范项目", None),
        ("按每名学员150元奖励培训机构。", "培训机构", None),
        ("按到位资金的2%奖励引荐人。", "引荐人", None),
        ("给予乡村旅游培训机构乡村旅游课程补贴8元/人。", "乡村旅游培训机构", None),
        ("给予企业购买线上推广服务所发生的费用40%补贴。", "企业", None),
        ("对新引进的项目，按投资额的3‰给予项目引资人一次性奖励。", "项目引资人", None),
        ("每年可申请最高6000元的租房补贴。", None, None),
    ],
)
def test_who_is_paid_and_who_pays(text: str, who: str | None, payer: str | None) -> None:
    assert rows(text, "beneficiary", "payer") == [(who, payer)]


def test_a_payee_with_a_bound_of_its_own_is_another_one() -> None:
    text = "规模50张以上的机构给予每床3万元补助，规模在150张以上的给予每床5万元补助。"
    assert rows(text, "beneficiary", "award_yuan") == [
        ("规模50张以上的机构", 30000),
        ("规模在150张以上的", 50000),
    ]


def test_others_after_a_comma() -> None:
    text = "对获得金牌、银牌的选手分别给予4万元、2万元一次性奖励，获得四至八名的选手按照每分80元给予奖励。"
    assert rows(text, "beneficiary", "award_yuan", "is_one_off") == [
        ("获得金牌、银牌的选手", 40000, True),
        ("获得金牌、银牌的选手", 20000, True),
        ("获得四至八名的选手", 80, False),
    ]


def test_several_caps_under_one_rate() -> None:
    assert rows(
        "按研发投入的40%给予补贴，其中整机最高800万元、部件最高200万元。", "tier", "cap_yuan"
    ) == [
        ("整机", 8000000),
        ("部件", 2000000),
    ]
    assert rows("按30%的比例，分别给予最高50万元、80万元和120万元资助。", "rate", "cap_yuan") == [
        (30, 500000),
        (30, 800000),
        (30, 1200000),
    ]


def test_each_subsidy_of_a_sentence_is_one_support() -> None:
    text = (
        "可给予一次性创业资助8000元，可申请每年最高5000元的租金补贴，给予最高2万元的带动就业补贴。"
    )
    assert rows(text, "award_yuan", "cap_yuan", "is_one_off", "is_annual") == [
        (8000, None, True, False),
        (None, 5000, False, True),
        (None, 20000, False, False),
    ]


@pytest.mark.parametrize(
    ("text", "rates", "awards"),
    [
        ("新增20%至40%的部分，按增量的50%给予奖励。", [50], [None]),
        ("达标比例70%（含）—80%，奖励60%。", [60], [None]),
        ("销售额2亿元至6亿元（不含6亿元，下同）奖励8万元。", [None], [80000]),
        ("在省里按4%给予奖励的基础上，再叠加奖励1%。", [1], [None]),
        ("在中央财政奖励180元/吨标准煤的基础上，省级再奖励50元/吨标准煤。", [None], [50]),
        ("奖励标准从200元/吨标准煤提高到300元/吨标准煤。", [None], [300]),
        ("由财政部门按照个人缴纳契税的50%给予补助。", [50], [None]),
        ("按销售额的2%给予补贴，补贴总额度不超过企业税收留成的70%。", [2], [None]),
        (
            "对获评国家级、省级基地的，奖励金额分别为20万元、12万元。",
            [None, None],
            [200000, 120000],
        ),
    ],
)
def test_what_is_paid(text: str, rates: list, awards: list) -> None:
    assert rows(text, "rate", "award_yuan") == list(zip(rates, awards, strict=True))


@pytest.mark.parametrize(
    ("text", "per", "annual"),
    [
        ("每户额外奖励1万元。", "每户", False),
        ("每个项目另行奖励2万元。", "每个项目", False),
        ("同一项目年补助不超过50万元。", "同一项目", True),
    ],
)
def test_for_what_and_how_often(text: str, per: str, annual: bool) -> None:
    assert rows(text, "per", "is_annual") == [(per, annual)]


def test_savings_by_the_year_are_no_yearly_grant() -> None:
    assert rows("按年节能量给予300元/吨标准煤奖励。", "is_annual") == [(False,)]


def test_a_sum_in_all_is_called_a_reward() -> None:
    assert rows("累计奖励不超过80万元。", "instrument", "cap_yuan") == [("奖励", 800000)]


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("夺得金、银、铜牌的，分别奖励6万元、4万元、2万元。", ["金", "银", "铜牌"]),
        (
            "亚运会、全运会获得金牌、银牌、铜牌的教练，分别给予30万元、20万元、10万元奖励。",
            ["金牌", "银牌", "铜牌"],
        ),
        (
            "对通过评定的企业，一次性奖励5万元（B级）、8万元（BB级）、12万元（BBB级）。",
            ["B级", "BB级", "BBB级"],
        ),
    ],
)
def test_members_of_a_list(text: str, tiers: list[str]) -> None:
    assert [m.tier for m in extract_text(text).measures] == tiers


def test_once_holds_for_a_list_with_brackets_between() -> None:
    text = "对通过评定的企业，一次性奖励5万元（B级）、8万元（BB级）。"
    assert rows(text, "is_one_off") == [(True,), (True,)]


def test_caps_told_apart_by_brackets() -> None:
    text = "按投入的20%给予补助，最高不超过40万元（规上企业）、15万元（规下企业）。"
    assert rows(text, "rate", "cap_yuan", "tier") == [
        (20, 400000, "规上企业"),
        (20, 150000, "规下企业"),
    ]


def test_prices_listed_before_the_verb() -> None:
    assert rows("对新建玻璃温室5万元/亩、拱棚0.8万元/亩给予补助。", "award_yuan", "per") == [
        (50000, "亩"),
        (8000, "亩"),
    ]


def test_ages_in_one_sentence() -> None:
    text = "70—79周岁老人每人每月补贴30元，80—89周岁老人每人每月补贴60元。"
    assert rows(text, "beneficiary", "award_yuan") == [
        ("70—79周岁老人", 30),
        ("80—89周岁老人", 60),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每周执行4个航班以上的，每班补贴3万元。", [("4个", "航班")]),
        ("引来一趟500人以上的旅游专列，给予1万元奖励。", [("500人", "旅游专列")]),
        ("对前5名街道奖励8万元。", [("5名", "街道")]),
        (
            "营运2年以上，且每年执行20个航次以上的，每航次补贴6万元。",
            [("2年", "营运"), ("20个", "航次")],
        ),
    ],
)
def test_what_a_condition_counts(text: str, expected: list[tuple]) -> None:
    assert [(c.raw, c.indicator) for c in extract_text(text).conditions] == expected


def test_fees_of_one_list_are_paid_alike() -> None:
    text = "参加展销的企业，省内、省外每次分别补助参展费用0.3万元、0.8万元。"
    assert rows(text, "award_yuan") == [(3000,), (8000,)]


def test_growth_within_a_range_is_a_threshold() -> None:
    found = extract_text("销售额同比增幅为10%—20%（新增企业除外）的，给予奖励5万元。")
    assert [(p.raw, p.role) for p in found.percentages] == [("10%—20%", "threshold")]
    assert [m.award_yuan for m in found.measures] == [50000]


def test_a_word_spelt_so_that_it_passes_a_filter() -> None:
    found = extract_text("单个主体Z高可奖励8万元。")
    assert [(a.comparator, a.role, a.per) for a in found.amounts] == [("<=", "cap", "单个主体")]
    assert found.measures[0].raw == "单个主体Z高可奖励8万元"


def test_whose_investment_decides() -> None:
    found = extract_text("支持先进制造业企业（实际投资3亿元以上）用地。")
    assert [a.role for a in found.amounts] == ["threshold"]


def test_what_is_to_be_invested_is_a_goal() -> None:
    found = extract_text("加快国省干道建设，两年投资270亿元。")
    assert [a.role for a in found.amounts] == ["target"]


def test_each_body_named_before_its_sum_is_paid() -> None:
    text = "每成功推荐1家企业挂牌，给予券商15万元、审计机构6万元、律师事务所4万元奖励。"
    assert [(m.beneficiary, m.award_yuan) for m in extract_text(text).measures][1:] == [
        ("审计机构", 60000),
        ("律师事务所", 40000),
    ]


def test_levels_after_giving_are_tiers() -> None:
    found = extract_text("给予省级中心30万元、市级中心12万元奖励。")
    assert [(m.tier, m.award_yuan) for m in found.measures] == [("省级", 300000), ("市级", 120000)]


def test_who_rises_to_another_layer_is_another_payee() -> None:
    text = "在基础层挂牌的奖励60万元，由基础层升至创新层的再奖励25万元。"
    assert [(m.beneficiary, m.award_yuan) for m in extract_text(text).measures] == [
        ("在基础层挂牌的", 600000),
        ("由基础层升至创新层的", 250000),
    ]


def test_a_body_inside_a_verb_is_nobody() -> None:
    text = "对离校一年内未就业的大学生从事灵活就业的，按其实际缴费的1/2给予社保补贴。"
    assert [m.beneficiary for m in extract_text(text).measures] == ["离校一年内未就业的大学生"]


def test_a_standard_raised_to_a_share_of_another() -> None:
    found = extract_text("将培训补贴标准提高到当地最低工资标准的80%。")
    assert [(m.rate, m.base) for m in found.measures] == [(80, "当地最低工资标准")]


def test_what_is_widened_is_no_part_of_what_is_counted() -> None:
    found = extract_text("扩大“西部计划”招募规模，2022年招募不少于90人。")
    assert [(t.raw, t.indicator) for t in found.targets] == [("90人", "“西部计划”招募规模")]
