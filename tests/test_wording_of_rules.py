"""Times, tiers, shares and kinds of documents in wordings that the annotated texts lack."""

from __future__ import annotations

import pytest

from extract import extract_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is compared with is no time of its own
        ("到2030年，单位能耗比2024年下降8%。", [("2030年", "target")]),
        ("公共机构用水量不高于2021年同期水平。", []),
        ("湿地面积由2018年的12万亩增加到15万亩。", []),
        # how long a grant is paid is no validity of the rules
        ("对支教教师给予每月600元津贴，期限2年。本办法有效期2年。", [("2年", "period"), ("2年", "validity")]),
        # parts of one sum
        ("油料：每亩300元，其中第一年补贴200元，第二年补贴100元。", []),
        ("第一年、第二年租金全额补贴。", [("第一年", "period"), ("第二年", "period")]),
        ("本细则自发布之日起施行，2028年6月30日截止。", [("发布之日", "effective"), ("2028年6月30日", "expiry")]),
        # what one must have done first
        ("在本镇工作满5年后，可购买所住公寓。", []),
    ],
)  # fmt: skip
def test_times(text: str, expected: list[tuple]) -> None:
    assert [(d.raw, d.kind) for d in extract_text(text).deadlines] == expected


def test_a_section_on_how_things_are_has_no_goals_rates_or_times() -> None:
    text = (
        "一、发展现状\n2019年，全县建成驿站40处，覆盖率达93.5%，总产值12亿元。\n"
        "二、发展目标\n到2027年，覆盖率达到98%。\n"
    )
    found = extract_text(text)
    assert [p.raw for p in found.percentages] == ["98%"]
    assert [d.raw for d in found.deadlines] == ["2027年"]
    assert [(a.raw, a.role) for a in found.amounts] == [("12亿元", "other")]
    told = [n.raw for n in found.numerals if n.disposition == "narrated"]
    assert told == ["2019年", "40处", "93.5%"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前三年按其贡献的70%给予奖励，后两年按40%给予奖励。", ["前三年", "后两年"]),
        ("即：前1年给予房租60%的补贴，后1年给予房租30%的补贴。", ["前1年", "后1年"]),
        ("对甲县、乙县及丙县企业设立仓储中心、配送中心和结算中心的，三年内分别按租金的30%、20%、10%补贴。",
         ["仓储中心", "配送中心", "结算中心"]),
        ("入选省农业百强企业、市种业十佳重点企业的，分别奖励9万元、3万元。", ["省农业百强企业", "市种业十佳重点企业"]),
    ],
)  # fmt: skip
def test_tiers(text: str, expected: list[str]) -> None:
    assert [m.tier for m in extract_text(text).measures] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("所需资金由市、县两级财政按3:7比例分担。", [("3:7", ["市", "县"])]),
        ("市财政按省级补助资金的1:1比例给予配套。", [("1:1", ["市财政"])]),
        ("最高按照国拨经费给予1:1配套支持。", [("1:1", [])]),
    ],
)
def test_parties_of_a_ratio(text: str, expected: list[tuple]) -> None:
    assert [(s.raw, s.parties) for s in extract_text(text).shares] == expected


def test_a_cap_after_a_semicolon_bounds_all_that_its_sentence_gives() -> None:
    text = "新建果园每亩补800元；改造果园每亩补300元；单个主体最高20万元。"
    assert [m.cap_yuan for m in extract_text(text).measures] == [200000, 200000]
    years = "第一年给予9万元补助；第二年给予6万元补助，两年补助累计不超过12万元。"
    assert [m.cap_yuan for m in extract_text(years).measures] == [120000, 120000]


def test_a_cap_per_unit_beside_one_per_year_makes_nothing_yearly() -> None:
    text = "每引进1名主播，给予合作社最高3万元补助，每年最高30万元。"
    measure = extract_text(text).measures[0]
    assert (measure.cap_yuan, measure.is_annual) == (30000, False)


def test_once_and_every_year_in_one_list() -> None:
    text = "给予每人一次性科研经费8万元和每年2万元的生活补助。"
    assert [(m.award_yuan, m.is_one_off, m.is_annual) for m in extract_text(text).measures] == [
        (80000, True, False),
        (20000, False, True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "营业额在8000万元人民币以下（不含8000万元）的，奖励2万元。",
            [("8000万元", "<"), ("8000万元", "<")],
        ),
        ("年度出口额（海关口径，下同）首次突破3亿元的，奖励6万元。", [("3亿元", ">")]),
    ],
)
def test_bounds_of_sums(text: str, expected: list[tuple]) -> None:
    bounds = [a for a in extract_text(text).amounts if a.role == "threshold"]
    assert [(a.raw, a.comparator) for a in bounds] == expected


def test_a_year_said_before_a_bracket_holds_after_it() -> None:
    amount = extract_text("年度出口额（海关口径，下同）首次突破3亿元的，奖励6万元。").amounts[0]
    assert amount.is_annual


def test_what_one_may_borrow_is_neither_goal_nor_grant() -> None:
    found = extract_text("为返乡青年提供20万元以下、3年期以内的免息贷款。")
    assert [(a.raw, a.role) for a in found.amounts] == [("20万元", "other")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2026年，完成不少于40项议案的办理。", "议案"),
        ("到2026年，选拔20名县级领军及以上层次工匠。", "县级领军及以上层次工匠"),
        ("到2026年，亿元村达到30个。", "亿元村"),
        ("三年新增托育园25所。", "托育园"),
    ],
)
def test_what_a_goal_counts(text: str, expected: str) -> None:
    assert [t.indicator for t in extract_text(text).targets] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对申请人年龄在50周岁以下的，给予1万元补贴。", ["申请人年龄"]),
        ("家庭成员均年满65周岁的，给予3000元补贴。", [None]),
        ("对70周岁以上老年人，每月给予100元补贴。", ["老年人"]),
    ],
)
def test_the_noun_of_an_age(text: str, expected: list[str | None]) -> None:
    assert [c.indicator for c in extract_text(text).conditions] == expected


def test_meetings_are_not_counted() -> None:
    assert extract_text("业经十四届36次区政府常务会议审议通过。").targets == []


def test_who_asks_for_comments_is_no_draft() -> None:
    text = "关于公开征求《丑县民宿管理办法（征求意见稿）》意见的公告\n现公开征求意见。\n丑县文旅局\n2024年5月6日\n"
    document = extract_text(text).documents[0]
    assert (document.kind, document.is_draft) == ("other", False)


def test_the_head_of_a_page_in_one_line() -> None:
    text = (
        "关于印发《寅区文化产业扶持办法》的通知\n"
        "发布机构：寅区文化局；文号：寅文规〔2025〕3号；生成日期：2025年3月4日。\n一、对剧场给予5万元补助。\n"
    )
    document = extract_text(text).documents[0]
    assert (document.doc_number, document.issuer, document.issued_on) == (
        "寅文规〔2025〕3号",
        "寅区文化局",
        "2025-03-04",
    )


def test_a_count_in_a_heading_that_a_sentence_explains() -> None:
    text = (
        "一、主要任务\n1.培育20家左右精品民宿集聚区。依托古镇和沿江村落，完善步道和停车设施，打造夜游线路。\n"
        "2.新建公园8个。改造步道12公里。\n"
    )
    assert [c.heading for c in extract_text(text).clauses if c.level == "article"] == [
        "培育20家左右精品民宿集聚区",
        None,
    ]


def test_a_title_after_the_note_on_publication_in_a_text_without_line_breaks() -> None:
    text = (
        "卯市人民政府关于印发卯市古树保护办法的通知各县区人民政府：现将《卯市古树保护办法》印发给你们，请认真贯彻执行。"
        "卯市人民政府2022年8月9日（此件公开发布）卯市古树保护办法第一章 总则第一条 为保护古树，制定本办法。"
        "第二条 对养护人每株给予200元补助。"
    )
    assert [d.title for d in extract_text(text).documents] == [
        "卯市人民政府关于印发卯市古树保护办法的通知",
        "卯市古树保护办法",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2030年，茶叶产值达到20亿元，较2024年翻一番。", "茶叶产值"),
        ("到2030年，“四有”茶企净增30家。", "“四有”茶企"),
        ("到2030年，改造提升乡村步道90公里。", "乡村步道"),
        ("对标一流，施工许可时限压缩至法定时限的30%以内。", "施工许可时限"),
    ],
)
def test_the_noun_of_a_goal_is_not_how_it_moves(text: str, expected: str) -> None:
    assert [t.indicator for t in extract_text(text).targets] == [expected]


def test_a_year_compared_with_is_accounted_for() -> None:
    found = extract_text("到2030年，茶叶产值较2024年翻一番。")
    assert {n.raw: n.disposition for n in found.numerals}["2024年"] == "narrated"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申领人须具有本县户籍满5年。", [("5年", ">=", "本县户籍")]),
        ("领证满2年后，可申请复评补贴1000元。", [("2年", ">=", "领证")]),
        ("离校3年内未就业的毕业生创业的，补贴5000元。", [("3年", "<=", "离校")]),
        ("登记注册5年内的民宿，每间补助2000元。", [("5年", "<=", "登记注册")]),
        ("茶园面积30亩（含）以上100亩以下的，每亩补60元。", [("30亩", ">=", "茶园面积"), ("100亩", "<", "茶园面积")]),
        ("用水量低于8吨（含）的农户，不予补贴，其余每户补贴50元。", [("8吨", "<=", "用水量")]),
        ("签订2年以上期限劳动合同的，每人补贴800元。", [("2年", ">=", "劳动合同")]),
        ("日托中心入托人数达到日均20人的，补助2万元。", [("20人", ">=", "日托中心入托人数")]),
        ("30户以上自然村全部实现通硬化路。", [("30户", ">=", "自然村")]),
        ("骨干教师公寓最高90平方米，租金每月补贴600元。", [("90平方米", "<=", "骨干教师公寓")]),
        ("申报人年龄需在35周岁以下，补贴1万元。", [("35周岁", "<", "申报人年龄")]),
    ],
)  # fmt: skip
def test_conditions(text: str, expected: list[tuple]) -> None:
    assert [(c.raw, c.comparator, c.indicator) for c in extract_text(text).conditions] == expected


def test_how_one_animal_is_counted_as_another_is_no_condition() -> None:
    assert extract_text("存栏达标的（1头牛=5只羊=30只鸡），补助2万元。").conditions == []


def test_rules_require_where_plans_hope() -> None:
    rules = "辰市孵化基地管理办法\n第一条 配备不少于6名辅导员，孵化成功率不低于40%。\n"
    plan = "辰市孵化基地建设方案\n一、到2028年，配备不少于6名辅导员，孵化成功率不低于40%。\n"
    found, hoped = extract_text(rules), extract_text(plan)
    assert ([c.raw for c in found.conditions], found.targets) == (["6名"], [])
    assert [p.role for p in found.percentages] == ["threshold"]
    assert (hoped.conditions, [t.raw for t in hoped.targets]) == ([], ["6名", "40%"])


def test_unlike_numbers_after_apart_have_each_its_noun() -> None:
    found = extract_text("到2028年，油茶面积、产量、产值分别达到9万亩、5000吨、6亿元。")
    assert [(t.raw, t.comparator, t.indicator) for t in found.targets] == [
        ("9万亩", ">=", "油茶面积"),
        ("5000吨", ">=", "产量"),
    ]
    assert [(a.raw, a.comparator, a.indicator) for a in found.amounts] == [("6亿元", ">=", "产值")]


def test_who_bears_which_part_of_a_sum() -> None:
    text = "按每户最高900元补助，由省级承担300元、市级承担200元，其余400元由县（区）统筹解决。"
    found = extract_text(text)
    assert [(m.cap_yuan, m.award_yuan, m.payer) for m in found.measures] == [
        (900, None, "省级、市级、县（区）")
    ]
    assert [a.role for a in found.amounts] == ["cap", "other", "other", "other"]


def test_a_price_goes_on_from_one_that_is_paid() -> None:
    text = "新建冷库的，每座补助3万元，分两年拨付；扩建的每座8000元。"
    assert [m.award_yuan for m in extract_text(text).measures] == [30000, 8000]


@pytest.mark.parametrize("year", ["2031年度林长制工作要点", "完成2031年度造林任务"])
def test_the_year_that_work_is_of(year: str) -> None:
    found = extract_text(f"根据《{year}》，开展巡查。")
    assert [(d.raw, d.kind) for d in found.deadlines] == [("2031年度", "period")]


def test_a_table_with_a_cell_a_line() -> None:
    text = (
        "巳县2026年重点任务分解\n序号\n工作任务\n责任单位\n1\n新建口袋公园4个。\n住建局\n园林中心\n"
        "2\n粮食产量增长2%。\n农业农村局\n"
    )
    assert [(u.raw, u.role) for u in extract_text(text).responsibilities] == [
        ("住建局", "responsible"),
        ("园林中心", "responsible"),
        ("农业农村局", "responsible"),
    ]


def test_a_number_after_a_list_of_offices_begins_a_clause() -> None:
    text = "一、重点工作\n1.新增车位800个。责任单位：区城管局、区住建局 2.改造管网6公里。责任单位：区水务局\n"
    found = extract_text(text)
    assert [c.marker for c in found.clauses if c.level == "article"] == ["1.", "2."]
    assert [u.raw for u in found.responsibilities] == ["区城管局", "区住建局", "区水务局"]


def test_a_month_under_who_signs_is_a_date() -> None:
    text = "关于做好秋粮收购工作的通知\n各乡镇：\n现就有关事项通知如下，请贯彻执行。\n午县人民政府\n2026年9月\n"
    assert extract_text(text).documents[0].issued_on == "2026-09"


def test_headings_without_numbers() -> None:
    text = "未市促进高校毕业生就业政策\n求职补贴\n政策内容：每人补贴800元。\n见习补贴\n政策内容：每人每月补贴1500元。\n"
    heads = [c.heading for c in extract_text(text).clauses if c.level == "chapter"]
    assert heads == ["求职补贴", "见习补贴"]


def test_papers_that_one_holds_are_not_cited() -> None:
    text = "持有《营业执照》《食品经营许可证》，并符合《食品安全管理办法》。"
    assert [c.raw for c in extract_text(text).citations] == ["《食品安全管理办法》"]


def test_the_number_of_an_item_before_a_year() -> None:
    found = extract_text("附件：1.2026年绿化任务分解\n")
    assert [d.raw for d in found.deadlines] in ([], ["2026年"])


def test_a_table_of_closed_cells_with_a_column_of_places() -> None:
    text = (
        "申县2027年民生实事项目清单\n序号 |\n项目名称 |\n建设地点 |\n建设内容 |\n责任单位 |\n"
        "1 |\n公厕改造项目 |\n新桥镇 |\n改造公厕6座。 |\n城管局 |\n"
    )
    assert [u.raw for u in extract_text(text).responsibilities] == ["城管局"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人均补助不超过本市8个月最低生活保障标准。", []),
        ("住院补助每人每年不超过两次，公示期为5个工作日。", [("5个工作日", "period")]),
    ],
)
def test_months_of_an_income_are_a_sum(text: str, expected: list[tuple]) -> None:
    found = [(d.raw, d.kind) for d in extract_text(text).deadlines]
    assert [d for d in found if d[1] == "period"] == expected


def test_what_one_contributes_is_no_grant() -> None:
    found = extract_text("对困难企业给予支持，按单位缴费费率的60%缴纳医疗保险费。")
    assert ([p.role for p in found.percentages], found.measures) == (["other"], [])


def test_a_minimum_wage_is_no_lower_bound() -> None:
    measure = extract_text("见习期内按本市最低工资标准30%给予见习学员生活费补贴。").measures[0]
    assert (measure.rate, measure.rate_comparator, measure.base) == (30, "=", "本市最低工资标准")


def test_heads_of_pages_with_labels_side_by_side() -> None:
    text = (
        "索引号 0037-2026 文号 酉政办〔2026〕8号\n成文日期 2026-03-02 公开方式 主动公开\n"
        "酉县人民政府办公室关于做好春耕工作的通知\n各乡镇：\n一、做好备耕。\n"
    )
    found = extract_text(text)
    assert found.documents[0].doc_number == "酉政办〔2026〕8号"
    assert [(d.raw, d.kind) for d in found.deadlines] == [("2026-03-02", "issued")]


def test_others_have_a_cap_of_their_own() -> None:
    text = "孤儿住院照料补助标准不超过每天200元，其他儿童住院照料补助标准不超过每天90元。"
    assert [m.cap_yuan for m in extract_text(text).measures] == [200, 90]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("鼓励银行向小微企业发放单户500万元以下、期限1年以上的信用贷款。", (["other"], 0)),
        ("返乡人员可申请最高30万元的创业担保贷款。", (["other"], 0)),
        ("对申请500万元以下贷款的企业，给予贷款利息50%的贴息。", (["threshold"], 1)),
    ],
)
def test_what_one_may_borrow_is_no_grant(text: str, expected: tuple[list[str], int]) -> None:
    found = extract_text(text)
    assert ([a.role for a in found.amounts], len(found.measures)) == expected


def test_rates_of_the_first_and_the_later_years_share_a_base() -> None:
    text = "自投产之日起前两年按其地方贡献的90%、后两年按45%给予企业奖励。"
    assert [(m.tier, m.rate, m.base) for m in extract_text(text).measures] == [
        ("前两年", 90, "其地方贡献"),
        ("后两年", 45, "其地方贡献"),
    ]


def test_the_term_of_a_loan_is_no_validity() -> None:
    found = extract_text("初次创业的，给予最高20万元、期限3年的创业担保贷款。")
    assert [(d.raw, d.kind) for d in found.deadlines] == [("3年", "period")]


def test_a_range_of_counts_that_says_whether_its_ends_belong_to_it() -> None:
    found = extract_text("对种植水稻50亩（含）至200亩的农户，每亩补助80元。")
    assert [c.raw for c in found.conditions] == ["50亩（含）至200亩"]
    assert not [n.raw for n in found.numerals if n.disposition == "unresolved"]


def test_numbers_in_names_after_a_label() -> None:
    found = extract_text("（牵头领导：王三；责任单位：市民政局）")
    assert [(n.raw, n.disposition) for n in found.numerals] == [("三", "name")]


def test_a_sum_in_words_is_in_no_payee() -> None:
    text = "对新落户的科技企业，给予叁佰万元的落户奖励。"
    assert [m.beneficiary for m in extract_text(text).measures] == ["新落户的科技企业"]


def test_an_interval_of_percentages_bounds_and_pays_nothing() -> None:
    found = extract_text("住宿业营业额增速∈[8%,15%)的，奖1万元/家。")
    assert [(p.raw, p.role, p.comparator) for p in found.percentages] == [
        ("8%", "threshold", ">="),
        ("15%", "threshold", "<="),
    ]
    assert [m.award_yuan for m in found.measures] == [10000]


@pytest.mark.parametrize(
    ("text", "charged"),
    [
        ("县级有关部门、各行业协会，负责推荐本行业企业。", ["县级有关部门", "各行业协会"]),
        ("市水务局是我市供水行政主管部门，负责协调供水工作。", ["市水务局"]),
        ("县教育局在县委教育工作领导小组统一领导下，负责校园安全管理。", ["县教育局"]),
        ("县畜牧发展管理局（以下简称“畜牧局”）负责屠宰监督。", ["县畜牧发展管理局"]),
        ("农业农村（渔业）部门负责养殖监督。", ["农业农村（渔业）部门"]),
        ("公安机关负责捕杀狂犬。", ["公安机关"]),
        ("植物检疫监督机构负责种苗检疫。", ["植物检疫监督机构"]),
        ("市民政局所属的市社会救助中心负责日常工作。", ["市社会救助中心"]),
        ("专项经费由市教育局与市财政局共同管理。", ["市教育局", "市财政局"]),
        ("高新区参加建设、农业工作考核。", []),
    ],
)
def test_offices_charged_in_running_text(text: str, charged: list[str]) -> None:
    assert [r.name for r in extract_text(text).responsibilities] == charged


@pytest.mark.parametrize(
    "heading",
    ["申报单位应符合以下基本标准：", "二、示范基地的认定标准", "三、准入标准"],
)
def test_a_standard_to_meet_is_no_goal(heading: str) -> None:
    found = extract_text(f"{heading}\n（一）资产负债率低于55%；年收入2500万元以上。\n")
    assert [p.role for p in found.percentages] == ["threshold"]
    assert [a.role for a in found.amounts] == ["threshold"]
    assert not found.targets


def test_what_an_applicant_may_own_is_a_threshold() -> None:
    found = extract_text("一、申请条件\n（一）家庭财产低于9万元（含9万元）。\n")
    assert [a.role for a in found.amounts] == ["threshold", "threshold"]


def test_the_year_of_a_revision_is_no_period() -> None:
    found = extract_text("甲市标准化奖管理办法（2024年修订）\n第一条 为加强管理，制定本办法。\n")
    assert not found.deadlines
    assert not [n.raw for n in found.numerals if n.disposition == "unresolved"]


def test_past_sessions_are_no_rank() -> None:
    assert not extract_text("认真总结前四届展会经验。").conditions


def test_a_roster_that_names_where_people_work() -> None:
    text = (
        "组 长：张建国\n副组长：王 敏\n周 涛\n陈志强（县纪委）\n成 员：刘小平（县府办）\n"
        "赵 亮（县委宣传部）\n孙立新（县农业农村局）\n高新区（筹备处）\n"
    )
    found = [(m.name, m.position, m.role) for m in extract_text(text).members]
    assert found == [
        ("张建国", None, "组长"),
        ("王敏", None, "副组长"),
        ("周涛", None, "副组长"),
        ("陈志强", "县纪委", "副组长"),
        ("刘小平", "县府办", "成员"),
        ("赵亮", "县委宣传部", "成员"),
        ("孙立新", "县农业农村局", "成员"),
    ]
