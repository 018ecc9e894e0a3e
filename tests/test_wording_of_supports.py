"""Who gets what, in wordings of supports that the annotated texts lack."""

from __future__ import annotations

import pytest

from extract import extract_text

WAN = 10_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a phrase goes on over its commas, up to its noun
        ("对首次拿到批件，并在本县销售的饲料，每个品种给予最高8万元资助。",
         ["首次拿到批件，并在本县销售的饲料"]),
        ("对开业满2年，口碑良好的民宿企业，且年接待5000人的经营者，奖励6万元。",
         ["开业满2年，口碑良好的民宿企业，且年接待5000人的经营者"]),
        ("对服务农户，面向乡镇开展检测，且日检20批以上的新建站点，县财政给予每个2万元补助。",
         ["服务农户，面向乡镇开展检测，且日检20批以上的新建站点"]),
        ("给予每辆公交车每年不超过3万元的补贴。", [None]),
        ("制定国家标准、行业标准的，每项分别奖励9万元、5万元，参与制定的按20%奖励。",
         ["制定国家标准、行业标准的", "制定国家标准、行业标准的", "参与制定的"]),
        # grades, yardsticks and names of supports name nobody
        ("对物流企业给予扶持。评审分三档，分别最高扶持9万元、6万元、3万元。", ["物流企业"] * 3),
        ("文艺演出项目按照观众人数给予补贴，单个项目最高不超过7万元。", ["文艺演出项目"]),
        ("管护补贴按每亩每年60元的标准发放。", [None]),
        ("鼓励集中式、分散式建设充电设施，按照实际用电量给予0.1元/千瓦时的补助。", [None]),
        # each its own
        ("建有钢架棚在10亩以上的，按900元/亩补助；建有玻璃温室在3亩以上的，按5000元/亩补助。",
         ["建有钢架棚在10亩以上的", "建有玻璃温室在3亩以上的"]),
        ("微电影在省台首播的，每分钟补助500元。在央视首次播出的动画片，给予每集3万元补助。",
         ["微电影在省台首播的", "在央视首次播出的动画片"]),
        # two in one sentence
        ("学徒按每人每年900元给予补贴，给予企业实际支出40%的培训补贴（最高2000元/人）。", ["学徒", "企业"]),
        # to whom it is paid
        ("年产值3亿元以上的企业，按其高管个人贡献的50%，奖励给个人。", ["个人"]),
    ],
)  # fmt: skip
def test_who_gets_it(text: str, expected: list[str | None]) -> None:
    assert [m.beneficiary for m in extract_text(text).measures] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an award of its own before a list, and two in one sentence
        ("省长奖给予每项最高40万元的奖励，质量奖的金奖、银奖，分别给予每项最高20万元、9万元的奖励。",
         [(None, None, 40 * WAN, False), ("金奖", None, 20 * WAN, False), ("银奖", None, 9 * WAN, False)]),
        ("对新设的券商给予最高900万元落户奖励，且给予一次性高管团队奖励，最高80万元。",
         [(None, None, 900 * WAN, False), (None, None, 80 * WAN, True)]),
        ("对新药按研发费用的15%给予最高70万元补助，首次获批上市再给予30万元奖励。",
         [(None, None, 70 * WAN, False), (None, 30 * WAN, None, False)]),
        # said once, after the list
        ("对省级、市级研究院，分别按照60万元/家、15万元/家的标准给予一次性奖励。",
         [("省级", 60 * WAN, None, True), ("市级", 15 * WAN, None, True)]),
        # 限额 of the statistics, factors
        ("对首次纳统的限额以上餐饮企业给予3万元奖励。", [(None, 3 * WAN, None, False)]),
        ("单个项目补助总额不超过床位数×80元，且不超过20万元。", [(None, None, 20 * WAN, False)]),
        ("按缴费的2/3给予社保补贴。", [(None, None, None, False)]),
        ("创业贷款个人额度最高20万元，小微企业最高300万元。", []),
        ("申报省级林木补助项目60万元。", []),
        # funds, limits of a programme, instalments and terms of a loan are no supports
        ("市财政每年安排200万元专项奖励资金用于质量考核。", []),
        ("全县秸秆年补贴总额不超过300万元。", []),
        ("补助分为开工、验收两个阶段，分别拨付60%、40%的补助资金。", []),
        ("各银行可给予授信额度扩大15%、利率下浮5%的优惠。", []),
        ("新栽果树的，连续两年每亩补贴土地租金300元。", [(None, 300, None, False)]),
    ],
)  # fmt: skip
def test_supports(text: str, expected: list[tuple]) -> None:
    found = extract_text(text).measures
    assert [(m.tier, m.award_yuan, m.cap_yuan, m.is_one_off) for m in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对新获县、市、省质量奖的，分别奖励2万元、5万元、9万元。", ["县", "市", "省质量奖"]),
        ("对确定为市级基地和市级工作室的单位，分别按照8万元、3万元补助。", ["市级基地", "市级工作室"]),
        ("节庆活动分为国际性活动、区域性活动，分别给予9万元、4万元补助。", ["国际性活动", "区域性活动"]),
        ("对1类新药，完成Ⅰ期、Ⅱ期试验的，按研发费用的10%分别给予最高60万元、90万元奖励，单个企业每年最高奖励500万元。",
         ["Ⅰ期", "Ⅱ期"]),
    ],
)  # fmt: skip
def test_tiers(text: str, expected: list[str]) -> None:
    assert [m.tier for m in extract_text(text).measures] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对承办展销活动，活动时间2天以上的，给予3万元奖励。", [("2天", ">=", "活动时间")]),
        ("旅行社组织游客在我县住宿2晚，奖励60元/人。", [("2晚", "=", "住宿")]),
        ("游览4个收费景区，奖励90元/人。", [("4个", "=", "收费景区")]),
        ("超出300人次部分给予旅行社20元/人的奖励。", [("300人次", ">", None)]),
        ("场馆面积2000平方米以下（不含2000平方米）的，给予1万元。",
         [("2000平方米", "<", "场馆面积"), ("2000平方米", "<", "场馆面积")]),
        ("场馆面积2000—3000平方米、3000—5000平方米的，分别给予1万元、2万元补助。",
         [("2000—3000平方米", "=", "场馆面积"), ("3000—5000平方米", "=", "场馆面积")]),
        ("场馆面积达到8000平方米，给予5万元奖励，每增加1000平方米递增1万元奖励。",
         [("8000平方米", ">=", "场馆面积"), ("1000平方米", "=", "场馆面积")]),
        ("对在青山县举办规模达到9000平方米的车展，给予5万元补助。", [("9000平方米", ">=", "举办规模")]),
        ("对经营期3年以上的农庄，给予2万元补助。", [("3年", ">=", "经营期")]),
    ],
)  # fmt: skip
def test_conditions(text: str, expected: list[tuple]) -> None:
    found = extract_text(text).conditions
    assert [(c.raw, c.comparator, c.indicator) for c in found] == expected


def test_an_instrument_is_none_of_what_is_excluded_in_a_bracket() -> None:
    (measure,) = extract_text(
        "对沼气项目给予支持，每立方米不超过0.2元（不与市级补贴叠加）。"
    ).measures
    assert (measure.instrument, measure.cap_yuan) == ("支持", 0.2)


def test_what_a_sum_is_per_stays_in_its_bracket() -> None:
    text = "节目在晚间（每天19:00—22:00）播出的，每分钟补助900元，日间（每天8:00—18:00）每分钟补助300元。"
    found = extract_text(text)
    assert [m.per for m in found.measures] == ["每分钟", "每分钟"]
    assert not [n.raw for n in found.numerals if n.disposition == "unresolved"]


def test_bounds_under_a_lead_in_of_conditions_qualify() -> None:
    text = "第三条 符合下列条件之一的总部企业，可享受支持：\n（一）上年度营业收入不低于6亿元且缴税不低于900万元。\n"
    assert [a.role for a in extract_text(text).amounts] == ["threshold", "threshold"]


def test_one_word_of_comparison_for_a_labelled_list() -> None:
    found = extract_text("年销售额达到批发业3000万元、零售业600万元的企业，给予1万元奖励。").amounts
    assert [(a.raw, a.comparator) for a in found] == [
        ("3000万元", ">="),
        ("600万元", ">="),
        ("1万元", "="),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "申报单位须在本县注册满2年，上年度营业收入不低于800万元，研发人员占比不低于6%。",
        "示范农场应当具备以下条件：年收入800万元以上，自有品牌占比6%以上。",
    ],
)
def test_what_an_applicant_must_show_is_no_goal(text: str) -> None:
    found = extract_text(text)
    assert [(a.raw, a.role) for a in found.amounts] == [("800万元", "threshold")]
    assert [(p.raw, p.role) for p in found.percentages] == [("6%", "threshold")]
    assert not found.targets


def test_a_ratio_that_qualifies_and_a_deduction() -> None:
    text = "一、申报条件\n教师与幼儿配比不低于1:7。\n二、奖惩\n考核末位的，扣减补助资金20%。\n"
    found = extract_text(text)
    assert [(c.raw, c.comparator, c.indicator) for c in found.conditions] == [
        ("1:7", ">=", "教师与幼儿配比")
    ]
    assert [p.role for p in found.percentages] == ["other"]
    assert not found.measures


def test_a_fraction_is_a_rate() -> None:
    (rate,) = extract_text("按实际缴费的3/4给予社保补贴。").percentages
    assert (rate.raw, rate.value_max, rate.role, rate.base) == ("3/4", 75, "rate", "实际缴费")


def test_a_document_does_not_cite_itself() -> None:
    text = (
        "发布文号 | 甲政〔2024〕3号 | 发布日期 | 2024-03-05\n甲县人民政府关于防汛工作的通知\n甲政〔2024〕3号\n"
        "各乡镇：\n按照《防汛条例》（国令第86号）、乙政〔2023〕9号文件，现通知如下。\n"
    )
    cited = [c.raw for c in extract_text(text).citations]
    assert cited == ["《防汛条例》", "（国令第86号）", "乙政〔2023〕9号"]


@pytest.mark.parametrize(
    "listed",
    ["设金奖1名、银奖3名、铜奖5名", "设金奖1名，银奖3名，铜奖5名", "设立金奖1名、银奖3名和铜奖5名"],
)
def test_prizes_with_their_number(listed: str) -> None:
    found = extract_text(f"对参赛企业，{listed}，分别给予9万元、6万元、3万元的奖励。")
    assert [m.tier for m in found.measures] == ["金奖", "银奖", "铜奖"]
    assert [(t.raw, t.indicator) for t in found.targets] == [
        ("1名", "金奖"),
        ("3名", "银奖"),
        ("5名", "铜奖"),
    ]
    assert not found.conditions


def test_a_payee_named_again_is_no_other() -> None:
    text = "对购置设备的企业，按设备投资额的40%，给予该企业最高80万元补助。"
    (measure,) = extract_text(text).measures
    assert (measure.beneficiary, measure.rate, measure.cap_yuan) == ("购置设备的企业", 40, 80 * WAN)


def test_a_share_of_what_is_left_after_a_deduction() -> None:
    text = "企业当年缴纳税收中县级财政所得扣除征收成本后70%奖励给投资方。"
    found = extract_text(text)
    assert [(p.role, p.base) for p in found.percentages] == [("rate", "县级财政所得")]
    assert [m.beneficiary for m in found.measures] == ["投资方"]


def test_parts_paid_over_years_are_no_rates() -> None:
    text = (
        "对新设立的养老机构，分三年按40%、30%、30%比例给予建设奖励：床位达到100张的，给予60万元。"
    )
    found = extract_text(text)
    assert {p.role for p in found.percentages} == {"other"}
    assert [m.award_yuan for m in found.measures] == [600000]


def test_a_limit_of_several_grants_is_no_support() -> None:
    assert not extract_text("上级和本区奖励合计不超过其实际投入的100%。").measures


def test_interest_paid_up_to_a_sum_is_capped() -> None:
    found = extract_text("市级以上示范社，贴息额度不超过30万元；其他合作社，贴息额度不超过10万元。")
    assert [(m.beneficiary, m.cap_yuan) for m in found.measures] == [
        ("市级以上示范社", 300000),
        ("其他合作社", 100000),
    ]


def test_sums_a_head_by_how_many_came() -> None:
    text = "对旅行社，组织30人以下的按每人20元、30人至80人的按每人30元、80人以上的按每人50元的标准给予奖励。"
    found = extract_text(text)
    assert [(m.award_yuan, m.per) for m in found.measures] == [
        (20, "每人"),
        (30, "每人"),
        (50, "每人"),
    ]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("对入驻企业每家每年补助3万元。", "每家"),
        ("单个机构每月奖励2万元。", "单个机构"),
        ("对其获得的资金给予30%配套，单个项目最高配套80万元。", "单个项目"),
        ("每户每年最高补助4万元。", "每户每年"),
    ],
)
def test_what_a_sum_is_for(text: str, per: str) -> None:
    assert [m.per for m in extract_text(text).measures] == [per]


def test_whose_contribution_a_rate_is_of() -> None:
    found = extract_text("年销售额2亿元以上的，给予企业对本县经济贡献30%的奖励。")
    assert [m.base for m in found.measures] == ["企业对本县经济贡献"]


@pytest.mark.parametrize("heading", ["凡符合以下两个或两个以上条件：", "应满足下列三项条件："])
def test_sums_under_a_list_of_conditions_are_thresholds(heading: str) -> None:
    found = extract_text(
        f"{heading}\n（一）新增固定资产投资800万元以上；\n（二）年新增纳税60万元以上；\n"
    )
    assert [a.role for a in found.amounts] == ["threshold", "threshold"]


def test_several_shares_to_reach() -> None:
    text = "到2026年，建设研究院30家，80%以上的研究院设立在园区、80%以上的专家集中在企业。"
    assert [(t.raw, t.due_on) for t in extract_text(text).targets] == [
        ("30家", "2026-12-31"),
        ("80%", "2026-12-31"),
        ("80%", "2026-12-31"),
    ]


def test_levels_said_again_after_a_semicolon_are_tiers() -> None:
    text = "对获得国家、省级奖项的项目，属国家级的给予50%的资金配套，最高80万元；对省级的给予30%的资金配套。"
    found = extract_text(text)
    assert [(m.tier, m.rate, m.instrument) for m in found.measures] == [
        ("国家级", 50, "资金配套"),
        ("省级", 30, "资金配套"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "本办法所称青年农场，是指青年持股比例达40%以上或青年员工比例达60%以上的农场。",
        "青年持股比例达40%以上或青年员工比例达60%以上的企业。",
    ],
)
def test_who_is_meant_is_no_goal(text: str) -> None:
    found = extract_text(text)
    assert [p.role for p in found.percentages] == ["threshold", "threshold"]
    assert not found.targets
