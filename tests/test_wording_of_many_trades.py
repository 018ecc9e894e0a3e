"""Supports of many trades, each in the words of its own: what comes out of one sentence."""

from __future__ import annotations

from typing import Any

import pytest

from extract import extract_text


def rows(text: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(m, f) for f in fields) for m in extract_text(text).measures]


def test_kinds_of_sheds_beside_what_comes_on_top() -> None:
    text = "农户新建果园，矮化果园每亩补助800元，乔化果园每亩补助500元，连片30亩以上的每亩再增加100元。"
    assert rows(text, "beneficiary", "tier", "award_yuan") == [
        ("农户", "矮化果园", 800),
        ("农户", "乔化果园", 500),
        ("农户", None, 100),
    ]


def test_certificates_that_share_a_last_word() -> None:
    text = "对获得绿色食品、有机农产品、农产品地理标志认证的，分别奖励3万元、4万元、6万元。"
    assert rows(text, "tier") == [("绿色食品",), ("有机农产品",), ("农产品地理标志",)]


def test_letters_whose_kind_is_said_once() -> None:
    text = "对新引进的A、B、C类人才，分别给予90万元、60万元、30万元生活补助。"
    assert rows(text, "tier", "award_yuan") == [("A", 900000), ("B", 600000), ("C", 300000)]


def test_what_one_may_enjoy_in_a_list() -> None:
    text = "首次购房的博士、硕士、本科毕业生，可分别享受12万元、6万元、2万元购房补贴。"
    assert rows(text, "tier", "award_yuan", "instrument") == [
        ("博士", 120000, "补贴"),
        ("硕士", 60000, "补贴"),
        ("本科毕业生", 20000, "补贴"),
    ]


def test_two_payees_after_the_verb_of_giving() -> None:
    text = "一次性奖励项目负责人8万元，奖励企业80万元。"
    assert rows(text, "beneficiary", "award_yuan") == [("项目负责人", 80000), ("企业", 800000)]


@pytest.mark.parametrize(
    ("text", "beneficiary", "per"),
    [
        ("驻村工作队员每人每天生活补助60元。", "驻村工作队员", "每人每天"),
        ("渣土车更新为电动车的，每辆车平均定额补贴5万元。", "渣土车更新为电动车的", "每辆车"),
    ],
)
def test_per_what_ends_before_what_it_is_for(text: str, beneficiary: str, per: str) -> None:
    assert rows(text, "beneficiary", "per") == [(beneficiary, per)]


def test_parts_of_a_subsidy_from_other_funds() -> None:
    found = extract_text("每辆车定额补贴9万元，其中中央资金6万元，省级配套3万元。")
    assert [(a.raw, a.role) for a in found.amounts] == [
        ("9万元", "award"),
        ("6万元", "other"),
        ("3万元", "other"),
    ]


def test_a_level_after_a_semicolon_that_only_names_its_sum() -> None:
    text = "入选国家级名师工作室的，每年给予补助3万元；省级的，每年1.5万元。"
    assert rows(text, "award_yuan", "is_annual", "instrument") == [
        (30000, True, "补助"),
        (15000, True, "补助"),
    ]


def test_how_much_of_a_fund_one_project_may_have() -> None:
    found = extract_text("引导基金对单个项目出资不超过基金总规模的25%。")
    assert ([p.role for p in found.percentages], found.targets) == (["other"], [])


def test_ranks_reached_are_the_tiers() -> None:
    text = "在我县注册的勘察企业，晋升为甲级资质的奖励60万元，晋升为乙级资质的奖励20万元。"
    assert rows(text, "tier", "award_yuan") == [("甲级资质", 600000), ("乙级资质", 200000)]


@pytest.mark.parametrize(
    ("text", "beneficiary"),
    [
        (
            "凡招用8名以上失业人员，签订2年以上劳动合同的单位，按每招用1人给予900元补贴。",
            "招用8名以上失业人员，签订2年以上劳动合同的单位",
        ),
        (
            "对吸纳就业困难人员，并缴纳社会保险费的用人单位，按每人每月500元给予补贴。",
            "吸纳就业困难人员，并缴纳社会保险费的用人单位",
        ),
        ("企业建设职工食堂和宿舍，按每间2000元的标准给予补助。", "企业"),
        ("对家庭农场贷款购买烘干设备，县财政按设备价格的12%累加补贴。", "家庭农场"),
        ("旅行社组织15人以上旅游团来我县过夜的，每人次奖励18元。", "旅行社"),
    ],
)
def test_who_does_what_is_paid_for(text: str, beneficiary: str) -> None:
    assert rows(text, "beneficiary") == [(beneficiary,)]


def test_two_standards_in_one_sentence() -> None:
    text = "困难残疾人生活补贴标准为每人每月75元，重度残疾人护理补贴标准为一级每人每月110元、二级每人每月85元。"
    assert rows(text, "beneficiary", "tier", "award_yuan") == [
        ("困难残疾人", None, 75),
        ("重度残疾人", "一级", 110),
        ("重度残疾人", "二级", 85),
    ]


def test_caps_of_kinds_whose_names_hold_a_bracket() -> None:
    text = "经认定的首台（套）装备，按销售价格的25%给予奖励，国内首台（套）最高400万元，省内首台（套）最高150万元。"
    assert rows(text, "tier", "rate", "cap_yuan") == [
        ("国内首台（套）", 25, 4000000),
        ("省内首台（套）", 25, 1500000),
    ]


def test_how_long_in_a_row_something_is_paid() -> None:
    found = extract_text("对博士连续4年每年发放津贴2万元。")
    assert [(d.raw, d.kind) for d in found.deadlines] == [("4年", "period"), ("每年", "recurring")]


def test_who_comes_is_counted() -> None:
    found = extract_text("组织15人以上旅游团来我县过夜的，每人次奖励18元。")
    assert [c.indicator for c in found.conditions] == ["旅游团"]


def test_each_entry_of_a_list_is_per_what_its_lead_says() -> None:
    text = (
        "聘用毕业生签订三年以上合同的，每人每年补助：大专0.8万元、本科1.2万元、硕士及以上1.8万元。"
    )
    assert rows(text, "tier", "award_yuan", "per", "is_annual") == [
        ("大专", 8000, "每人每年", True),
        ("本科", 12000, "每人每年", True),
        ("硕士及以上", 18000, "每人每年", True),
    ]


def test_who_is_named_before_a_list_of_prices_under_a_heading() -> None:
    text = "甲县奖补办法\n（三）展会奖补\n参加省级以上展会的，补助展位费，省内1800元/次，省外4000元/次。\n"
    assert rows(text, "beneficiary", "tier") == [
        ("参加省级以上展会的", "省内"),
        ("参加省级以上展会的", "省外"),
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("对加工项目给予补助；加工企业日处理量20吨以上的，一次性奖励30万元。", "加工企业"),
        ("种植大户种植面积80亩以上的，每亩补贴40元。", "种植大户"),
        ("平台企业首次年交易额突破5亿元的，奖励60万元。", "平台企业"),
    ],
)
def test_who_has_a_measure_is_paid(text: str, who: str) -> None:
    assert rows(text, "beneficiary")[-1] == (who,)


def test_money_set_aside_in_a_text_that_pays() -> None:
    found = extract_text("奖补资金由县承担，县级财政每年预算安排不低于800万元。")
    assert [(a.raw, a.role) for a in found.amounts] == [("800万元", "budget")]


def test_what_an_office_answers_for() -> None:
    found = extract_text("县（区）林业局对资金使用负责，公示7天。")
    assert [(r.raw, r.role) for r in found.responsibilities] == [("县（区）林业局", "responsible")]
    assert [(d.raw, d.kind) for d in found.deadlines] == [("7天", "period")]


def test_sizes_by_kind_after_what_is_to_be_reached() -> None:
    found = extract_text("二、申报条件\n（一）经营规模达到粮食类120亩以上、蔬菜类40亩以上。\n")
    assert [c.indicator for c in found.conditions] == ["粮食类", "蔬菜类"]


def test_persons_a_sentence_is_about_and_the_firm_it_pays() -> None:
    text = "企业新招用职工（签订2年以上劳动合同），参加培训且取得证书的，按每人500元给予企业补贴。"
    assert rows(text, "beneficiary", "per") == [("企业", "每人")]


def test_grades_with_their_number_in_brackets() -> None:
    text = "职工取得初级（五级）、中级（四级）、高级（三级）技能等级证书的，分别补贴900元、1300元、1800元。"
    assert rows(text, "tier") == [("初级",), ("中级",), ("高级",)]


def test_courses_named_in_letters() -> None:
    text = "五、创业培训补贴。GYB培训每人300元，SYB培训每人1100元，网络创业培训每人1900元。"
    assert rows(text, "tier", "award_yuan", "per") == [
        ("GYB培训", 300, "每人"),
        ("SYB培训", 1100, "每人"),
        ("网络创业培训", 1900, "每人"),
    ]


def test_who_is_paid_while_something_lasts() -> None:
    text = "贫困劳动力、低保家庭学员培训期间，按每人每天40元的标准给予生活费补贴。"
    assert rows(text, "beneficiary") == [("贫困劳动力、低保家庭学员",)]


def test_shares_of_a_cost_that_are_paid_out_later() -> None:
    text = "第七条 培训成本的70%在培训结束后拨付，其余30%在就业率达到60%以上后拨付。"
    found = extract_text(f"甲市补贴管理办法\n{text}\n")
    assert found.measures == []
    assert [(p.raw, p.role) for p in found.percentages] == [
        ("70%", "other"),
        ("30%", "other"),
        ("60%", "threshold"),
    ]


def test_how_long_something_is_barred_is_no_goal() -> None:
    found = extract_text("虚报冒领的，取消资格，3年内不得承担培训任务。")
    assert [(d.raw, d.kind) for d in found.deadlines] == [("3年内", "period")]


def test_standards_of_living_say_for_whom() -> None:
    text = "符合条件的集中供养儿童基本生活费标准为每人每月1600元，散居孤儿为每人每月1200元。"
    assert rows(text, "beneficiary", "award_yuan") == [
        ("符合条件的集中供养儿童", 1600),
        ("散居孤儿", 1200),
    ]


def test_stations_paid_by_the_station_and_people_by_the_head() -> None:
    text = "外籍专家工作站每站资助60万元，博士后工作站每站资助40万元，出站的博士后每人资助20万元。"
    assert rows(text, "beneficiary", "per") == [
        ("外籍专家工作站", "每站"),
        ("博士后工作站", "每站"),
        ("出站的博士后", "每人"),
    ]


def test_members_beside_a_second_support() -> None:
    text = "公共充电站，快充桩按照每千瓦200元、慢充桩按照每千瓦90元的标准给予建设补贴，并按充电量每度0.2元给予运营补贴。"
    assert rows(text, "tier", "award_yuan") == [("快充桩", 200), ("慢充桩", 90), (None, 0.2)]


def test_three_sizes_of_one_area() -> None:
    text = "养老服务站，按照建筑面积200平方米以下、200-400平方米、400平方米以上三个档次，分别给予8万元、15万元、25万元补助。"
    found = extract_text(text)
    assert [(c.raw, c.comparator, c.indicator) for c in found.conditions] == [
        ("200平方米", "<", "建筑面积"),
        ("200-400平方米", "=", "建筑面积"),
        ("400平方米", ">=", "建筑面积"),
    ]
    assert [m.tier for m in found.measures] == ["200平方米以下", "200-400平方米", "400平方米以上"]


def test_an_allowance_per_head_and_year() -> None:
    text = "年满65周岁的农村计划生育家庭夫妇，每人每年奖励扶助金1080元。"
    assert rows(text, "per", "award_yuan") == [("每人每年", 1080)]
    assert [c.indicator for c in extract_text(text).conditions] == ["农村计划生育家庭夫妇"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("鼓励村集体盘活资产，新增收入3万元以上的，按新增部分的8%奖励村干部。", "村干部"),
        ("成果转化净收益，不低于60%的比例奖励给成果完成人。", "成果完成人"),
    ],
)
def test_who_is_named_after_the_share(text: str, who: str) -> None:
    assert rows(text, "beneficiary") == [(who,)]


def test_phases_and_a_cap_per_year() -> None:
    text = "对进入Ⅰ、Ⅱ、Ⅲ期试验阶段的新药项目，每个品种分别给予一次性补助90万元、180万元、260万元，每家企业每年最高600万元。"
    assert rows(text, "tier", "award_yuan", "cap_yuan", "is_annual") == [
        ("Ⅰ", 900000, 6000000, False),
        ("Ⅱ", 1800000, 6000000, False),
        ("Ⅲ", 2600000, 6000000, False),
    ]


def test_two_supports_each_with_its_bound() -> None:
    text = "支持人才参与重点计划，按政策给予安家费补贴最高16万元、租房补贴最高4万元。"
    assert rows(text, "tier", "cap_yuan") == [(None, 160000), (None, 40000)]


def test_things_paid_for_one_after_the_other() -> None:
    text = "新建冷库每立方米补助80元，冷藏车按购置价的12%补助，每辆最高不超过6万元。"
    assert rows(text, "beneficiary", "award_yuan", "rate", "cap_yuan", "per") == [
        ("新建冷库", 80, None, None, "每立方米"),
        ("冷藏车", None, 12, 60000, "每辆"),
    ]


def test_prizes_each_in_its_phrase() -> None:
    text = "获得鲁班奖的每项奖励90万元，获得省级优质工程奖的每项奖励8万元。"
    assert rows(text, "beneficiary", "tier", "award_yuan") == [
        ("获得鲁班奖的", None, 900000),
        ("获得省级优质工程奖的", None, 80000),
    ]


def test_parts_beyond_a_bound_have_a_rate_of_their_own() -> None:
    text = "企业年度研发费用300万元以下部分按6%补助，超过300万元部分按9%补助，最高400万元。"
    assert rows(text, "rate", "base", "cap_yuan") == [
        (6, "企业年度研发费用", 4000000),
        (9, "企业年度研发费用", 4000000),
    ]
    assert [a.role for a in extract_text(text).amounts] == ["threshold", "threshold", "cap"]


def test_a_cap_of_the_second_support_alone() -> None:
    text = (
        "残疾人自主创业的，给予一次性设备补贴0.8万元，并按实际租金的40%给予补贴，每年不超过4000元。"
    )
    assert rows(text, "award_yuan", "rate", "cap_yuan") == [(8000, None, None), (None, 40, 4000)]


def test_levels_that_share_a_subsidy() -> None:
    found = extract_text("小区改造每平方米不超过260元给予补助，其中市级补助30%，区级配套70%。")
    assert [(p.raw, p.role) for p in found.percentages] == [("30%", "share"), ("70%", "share")]
    assert [(m.cap_yuan, m.per) for m in found.measures] == [(260, "每平方米")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("对产值突破2亿元的施工企业，给予企业班子15万元奖励。", ["企业班子"]),
        ("毕业生就业满1年的，给予学校每人800元、学生每人1500元的奖励。", ["学校", "学生"]),
        ("乡村医生基本药物补助每人每年不低于5000元。", ["乡村医生"]),
        ("火灾举报属实的，每起奖励举报人300—1000元。", ["举报人"]),
        (
            "航线每周达到4班以上的，每班补贴8万元，新开通洲际航线给予150万元培育资金。",
            ["航线每周达到4班以上的", "新开通洲际航线"],
        ),
    ],
)
def test_who_is_paid_in_many_trades(text: str, who: list[str]) -> None:
    assert [m.beneficiary for m in extract_text(text).measures] == who


def test_who_bears_an_insurance_and_who_pays_for_it() -> None:
    found = extract_text("母猪保险每头保额1200元，保费70元，财政补贴75%，养殖户承担25%。")
    assert [(m.rate, m.payer) for m in found.measures] == [(75, "财政")]
    assert [(p.raw, p.role) for p in found.percentages] == [("75%", "rate"), ("25%", "share")]


def test_a_base_that_begins_with_the_word_for_year() -> None:
    text = "担保费率降至1%以下的，由市财政按年化担保额的0.4%给予补贴。"
    assert rows(text, "rate", "base", "payer") == [(0.4, "年化担保额", "市财政")]


def test_a_bound_that_says_which_firms_and_two_rates_of_one_base() -> None:
    text = "对裁员率不高于4.5%的大型企业，返还上年度实缴失业保险费的35%，中小微企业返还65%。"
    assert rows(text, "beneficiary", "rate", "base") == [
        ("裁员率不高于4.5%的大型企业", 35, "上年度实缴失业保险费"),
        ("中小微企业", 65, "上年度实缴失业保险费"),
    ]


def test_what_is_counted_for_each_of_two_sums() -> None:
    text = "每新建1个村级站点补助4000元，改造提升1个补助2000元。"
    assert rows(text, "per", "award_yuan") == [("每新建1个村级站点", 4000), ("改造提升1个", 2000)]
    text = "孵化器每毕业1家企业奖励2万元，在孵企业被认定的，每认定1家奖励孵化器4万元。"
    assert rows(text, "per", "award_yuan") == [("每毕业1家企业", 20000), ("每认定1家", 40000)]


def test_first_months_and_those_beyond() -> None:
    text = "安置房过渡费标准：前18个月按每月每平方米8元计发，超过18个月的按每月每平方米16元计发。"
    assert rows(text, "beneficiary", "tier", "award_yuan") == [
        (None, "前18个月", 8),
        (None, "超过18个月", 16),
    ]


def test_rents_per_head_month_and_metre() -> None:
    text = "租赁补贴标准为：低保家庭每人每月每平方米8元，低收入家庭每人每月每平方米6元。"
    assert rows(text, "beneficiary", "per", "award_yuan") == [
        ("低保家庭", "每人每月每平方米", 8),
        ("低收入家庭", "每人每月每平方米", 6),
    ]


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("凡新入规的工业企业，市、县两级财政各奖励8万元。", "市、县两级财政"),
        ("对民营企业给予奖补20万元，所需资金由县商务局从专项资金中列支。", "县商务局"),
    ],
)
def test_who_pays_in_many_trades(text: str, payer: str) -> None:
    assert [m.payer for m in extract_text(text).measures] == [payer]


def test_a_fee_that_is_handed_out_is_a_support_of_nobody_named() -> None:
    text = "搬迁补助费按每户1200元一次性发放，奖励期内签约的奖励1.5万元/户。"
    assert rows(text, "beneficiary", "per", "award_yuan") == [
        (None, "每户", 1200),
        (None, "户", 15000),
    ]


def test_a_loan_that_one_may_have_is_no_support_of_that_sum() -> None:
    found = extract_text("村干部创业的，可享受最高不超过15万元、期限3年的财政贴息贷款。")
    assert (found.measures, [a.role for a in found.amounts]) == ([], ["other"])
    assert [(d.raw, d.kind) for d in found.deadlines] == [("3年", "period")]


def test_bounds_of_an_investment_and_one_base_for_all_rates() -> None:
    text = "固定资产投资2亿元（含）—6亿元的，按实际投资额的0.8%奖励；6亿元（含）—9亿元的，按1.2%奖励；9亿元及以上的，按1.6%奖励。"
    assert rows(text, "rate", "base") == [
        (0.8, "实际投资额"),
        (1.2, "实际投资额"),
        (1.6, "实际投资额"),
    ]
    assert {a.role for a in extract_text(text).amounts} == {"threshold"}


def test_limits_per_kilowatt() -> None:
    text = "按设备投资额的12%给予补贴，快充桩、慢充桩、无线充电桩每千瓦补贴上限分别为350元、80元、260元。"
    assert rows(text, "tier", "cap_yuan", "per") == [
        ("快充桩", 350, "每千瓦"),
        ("慢充桩", 80, "每千瓦"),
        ("无线充电桩", 260, "每千瓦"),
    ]


def test_what_is_paid_per_pupil_and_lesson() -> None:
    text = "县级财政按每生每年80元标准补助。"
    assert rows(text, "award_yuan", "per", "payer") == [(80, "每生每年", "县级财政")]
    text = "参与服务的教师可按每课时不高于50元发放补助，外聘人员每课时不高于90元。"
    assert rows(text, "beneficiary", "cap_yuan", "per") == [
        ("参与服务的教师", 50, "每课时"),
        ("外聘人员", 90, "每课时"),
    ]


def test_each_level_pays_its_sum() -> None:
    text = "包括环境改造、加装电梯等，加装电梯每部由市财政补助8万元、县（区）财政补助4万元。"
    assert rows(text, "award_yuan", "payer") == [(80000, "市财政"), (40000, "县（区）财政")]


def test_counties_with_their_bracket_are_paid() -> None:
    text = "市财政按每户1500元标准给予县（区）以奖代补，单个小区最高不超过100万元。"
    assert rows(text, "beneficiary", "per", "payer") == [("县（区）", "每户", "市财政")]


def test_a_fund_for_support_is_a_budget() -> None:
    found = extract_text("县财政每年预算安排2000万元产业扶持资金。")
    assert (found.measures, [a.role for a in found.amounts]) == ([], ["budget"])


def test_entries_of_a_list_whose_first_says_that_it_pays() -> None:
    text = (
        "甲市支持办法\n第三条 支持赛事举办。（一）国际赛事，给予承办单位最高150万元补助；（二）全国赛事，最高60万元；"
        "（三）全省赛事，最高15万元。\n"
    )
    assert rows(text, "beneficiary", "cap_yuan") == [
        ("承办单位", 1500000),
        ("全国赛事", 600000),
        ("全省赛事", 150000),
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("对农产品上行快递每单补贴0.8元。", "农产品上行快递"),
        ("创建省级示范企业奖4万元。", "创建省级示范企业"),
        ("补贴物流成本；年发单量3万单以上的企业另奖1万元。", "年发单量3万单以上的企业"),
    ],
)
def test_short_verbs_and_what_they_are_for(text: str, who: str) -> None:
    assert rows(text, "beneficiary") == [(who,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "企业与高校共建学院的，给予企业15万元、高校8万元经费支持。",
            [("企业", None), ("高校", None)],
        ),
        ("县域内每建成一个换电站补助2万元。", [(None, "每建成一个换电站")]),
        ("对减量的企业，腾退土地每亩补偿20万元。", [("减量的企业", "每亩")]),
        (
            "出台契税补贴，购买100平方米及以下住房的，补贴契税总额的90%。",
            [("购买100平方米及以下住房的", None)],
        ),
    ],
)
def test_who_and_per_what(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert rows(text, "beneficiary", "per") == expected


def test_a_share_taken_from_gains() -> None:
    text = "村集体年收益8万元以上的，从新增收益中提取不超过15%奖励村干部，个人不超过1.5万元。"
    assert rows(text, "beneficiary", "rate", "base", "cap_yuan") == [
        ("村干部", 15, "新增收益", 15000)
    ]


def test_a_standard_whose_parts_two_levels_bear() -> None:
    found = extract_text("公益林补偿标准提高到每亩15元，其中省级以上财政13元，县级2元。")
    assert [(a.raw, a.role) for a in found.amounts] == [
        ("15元", "award"),
        ("13元", "other"),
        ("2元", "other"),
    ]


def test_lengths_of_boats_are_lengths_all() -> None:
    text = "对渔船拆解，按船长10米以下2万元、10—20米6万元、20米以上15万元给予补助。"
    assert [c.indicator for c in extract_text(text).conditions] == ["船长"] * 3
