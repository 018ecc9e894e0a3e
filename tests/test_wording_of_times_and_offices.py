"""Times and offices in the words of many texts: spans with both ends spelt out, months of
quarters, bounds said again, who is made responsible in running text."""

from __future__ import annotations

import pytest

from extract import extract_text


def times(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(d.raw, d.kind, d.start_on, d.end_on) for d in extract_text(text).deadlines]


def charged(text: str) -> list[tuple[str, str]]:
    return [(r.role, r.raw) for r in extract_text(text).responsibilities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "报名自4月1日起至6月30日结束，过期不候。",
            ("4月1日起至6月30日", "period", None, None),
        ),
        (
            "展览从2023年3月1日开始至2023年5月31日。",
            ("2023年3月1日开始至2023年5月31日", "period", "2023-03-01", "2023-05-31"),
        ),
        ("论坛于2021年9月8—12日举行。", ("2021年9月8—12日", "period", "2021-09-08", "2021-09-12")),
        ("招聘周为12月3－9日。", ("12月3－9日", "period", None, None)),
        ("摊位费3、4月份免收。", ("3、4月份", "period", None, None)),
        ("2026年以后新购车辆均为电动。", ("2026年", "period", "2026-01-01", None)),
        ("各站应于每季度末月25日前报表。", ("每季度末月25日", "recurring", None, None)),
        ("每季度第二个月15日前公示。", ("每季度第二个月15日", "recurring", None, None)),
        ("四个年度内逐步退坡。", ("四个年度内", "period", None, None)),
        ("借款展期不超过一年。", ("一年", "period", None, None)),
    ],
)
def test_spans_of_time(text: str, expected: tuple) -> None:
    assert times(text) == [expected]


def test_a_span_that_a_rule_holds_for_is_its_validity() -> None:
    assert times("本细则自2023年2月1日起至2026年1月31日止。") == [
        ("2023年2月1日", "effective", "2023-02-01", "2023-02-01"),
        ("2026年1月31日", "expiry", "2026-01-31", "2026-01-31"),
    ]


def test_goals_are_due_at_the_end_of_the_span_that_opens_their_sentence() -> None:
    found = extract_text("从2022年起到2024年，新建口袋公园60个。")
    assert [(t.raw, t.due_on) for t in found.targets] == [("60个", "2024-12-31")]


def test_several_annual_terms_make_no_yearly_sum() -> None:
    found = extract_text("两个年度内累计纳税800万元以上的企业，给予20万元奖励。")
    assert [(a.raw, a.is_annual) for a in found.amounts] == [("800万元", False), ("20万元", False)]


@pytest.mark.parametrize(
    "text",
    [
        "今年是全面攻坚之年。",
        "扎实做好今年全市政府工作，确保开好局。",
        "全力筹办2024年全国龙舟大赛。",
    ],
)
def test_a_year_that_is_only_told_of_is_no_time(text: str) -> None:
    assert times(text) == []
    assert not [n for n in extract_text(text).numerals if n.disposition == "unresolved"]


def test_a_bound_in_years_said_again_is_a_condition() -> None:
    found = extract_text("经营期8年以上（含8年）的农场，给予5万元补助。")
    assert [(c.raw, c.comparator, c.indicator) for c in found.conditions] == [
        ("8年", ">=", "经营期"),
        ("8年", ">=", "经营期"),
    ]
    assert not found.deadlines


def test_a_signature_whose_date_lacks_its_last_word() -> None:
    found = extract_text(
        "关于印发计划的通知\n请认真执行。\n甲县人民政府\n2020年5月18\n\n甲县2020年造林计划\n一、目标\n"
    )
    assert [d.issued_on for d in found.documents] == ["2020-05-18", "2020-05-18"]
    assert found.documents[1].title == "甲县2020年造林计划"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "甲市商务局\n甲商发〔2023〕8号\n关于做好促消费工作的通知\n一、各科室于9月底前上报。\n",
            "2023-09-30",
        ),
        (
            "一、总体要求\n为完成2021年全县重点任务，各镇于3月底前制定方案。\n",
            "2021-03-31",
        ),
    ],
)
def test_a_month_is_of_the_year_that_the_document_says(text: str, expected: str) -> None:
    assert times(text)[-1][3] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "各级民政部门会同卫生健康部门负责机构监管。",
            [("lead", "各级民政部门"), ("support", "卫生健康部门")],
        ),
        (
            "各级教育部门要会同公安、应急管理、市场监督管理等部门，开展排查。",
            [
                ("lead", "各级教育部门"),
                ("support", "公安"),
                ("support", "应急管理"),
                ("support", "市场监督管理"),
            ],
        ),
        (
            "仲裁案件登记机关为市人事争议仲裁院，负责受理申请。",
            [("responsible", "市人事争议仲裁院")],
        ),
        ("县级人民政府是农村供水工作的责任主体。", [("responsible", "县级人民政府")]),
        (
            "市林业局是古树保护的牵头单位，市城管局、市文旅局为配合单位。",
            [("lead", "市林业局"), ("support", "市城管局"), ("support", "市文旅局")],
        ),
        ("县创城办设在县委宣传部，统筹日常工作。", [("host", "县委宣传部")]),
        ("专班办公室设在支队法制科。", [("host", "支队法制科")]),
        (
            "本次展销由区商务局、城南街办、华星百货城共同组织实施。",
            [
                ("responsible", "区商务局"),
                ("responsible", "城南街办"),
                ("responsible", "华星百货城"),
            ],
        ),
        (
            "责任单位：县林业局（首位单位为牵头单位，下同）、县财政局",
            [("lead", "县林业局"), ("responsible", "县财政局")],
        ),
        (
            "市农房建设管理领导小组办公室负责协调各县推进。",
            [("responsible", "市农房建设管理领导小组办公室")],
        ),
    ],
)
def test_who_is_charged(text: str, expected: list[tuple[str, str]]) -> None:
    assert charged(text) == expected


def test_markets_are_no_level_of_government() -> None:
    found = extract_text("责任单位：市商务局、市场监管局、民政局")
    assert [r.name for r in found.responsibilities] == ["市商务局", "市市场监管局", "市民政局"]


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("请于2024年3月8日（星期五）18:00前反馈意见。", "2024年3月8日"),
        ("材料于2024年4月1日（周一）下午5点前送达。", "2024年4月1日"),
        ("报名2024年5月31日17时截止。", "2024年5月31日"),
    ],
)
def test_a_day_of_the_week_and_an_hour_before_a_deadline(text: str, raw: str) -> None:
    found = extract_text(text)
    assert [(d.raw, d.kind) for d in found.deadlines] == [(raw, "target")]
    assert not found.targets
    assert not [n.raw for n in found.numerals if n.disposition == "unresolved"]


def test_a_sum_over_the_years_is_due_at_their_end() -> None:
    found = extract_text("2022年至2024年，每年新增学位3000个以上，三年累计新增1万个以上。")
    assert [(t.raw, t.is_annual, t.due_on) for t in found.targets] == [
        ("3000个", True, None),
        ("1万个", False, "2024-12-31"),
    ]


def test_how_long_something_must_run() -> None:
    found = extract_text("申报条件：运营期不少于8年。")
    assert [(c.raw, c.indicator) for c in found.conditions] == [("8年", "运营期")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "县级以上人民政府水行政主管部门负责本行政区域内节水工作。",
            [("responsible", "县级以上人民政府水行政主管部门")],
        ),
        (
            "市商务局会市有关部门制定实施细则。",
            [("draft", "市商务局"), ("support", "市有关部门")],
        ),
        (
            "由区教育局牵头，会同区财政局、各街道办事处组织实施。",
            [("lead", "区教育局"), ("support", "区财政局"), ("support", "各街道办事处")],
        ),
    ],
)
def test_offices_named_by_level_and_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert charged(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今明两年建成高速公路三条。", ("今明两年", "period")),
        ("各地在5月至8月底集中开展排查。", ("5月至8月底", "period")),
        ("各县每月10日、25日前报送进展。", ("每月10日、25日", "recurring")),
        ("各县每周五下午5时前报送周报。", ("每周五下午5时", "recurring")),
    ],
)
def test_times_of_reports(text: str, expected: tuple[str, str]) -> None:
    assert [(d.raw, d.kind) for d in extract_text(text).deadlines] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各市、州、县人民政府负责落实。", [("responsible", "各市、州、县人民政府")]),
        (
            "省直有关单位、中央驻省单位、各县区政府（管委会）按职责分工负责。",
            [
                ("responsible", "省直有关单位"),
                ("responsible", "中央驻省单位"),
                ("responsible", "各县区政府（管委会）"),
            ],
        ),
        ("市教育局、市人社局依职责配合。", [("support", "市教育局"), ("support", "市人社局")]),
        ("领导小组办公室设市林业局，负责日常工作。", [("host", "市林业局")]),
        ("领导小组下设办公室，设在县水利局。", [("host", "县水利局")]),
        (
            "责任单位：市民政局牵头，市残联、市财政局",
            [("lead", "市民政局"), ("responsible", "市残联"), ("responsible", "市财政局")],
        ),
    ],
)
def test_offices_that_readers_missed(text: str, expected: list[tuple[str, str]]) -> None:
    assert charged(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("失效文件自本公告公布之日起停止执行。", []),
        ("原办法自2020年12月31日起废止。", [("2020年12月31日", "other")]),
        ("2018年3月1日起施行的《办法》同时废止。", [("2018年3月1日", "other")]),
        ("本办法自印发之日起施行，试行一年。", [("印发之日", "effective"), ("一年", "validity")]),
        ("请于2023年8月10日下班前报送。", [("2023年8月10日", "target")]),
        ("有效期届满前3个月进行评估。", [("3个月", "period")]),
        ("全市2022年老旧管网改造新开工60公里。", [("2022年", "target")]),
        ("现公布我市2024年就业补助资金安排情况。", [("2024年", "period")]),
    ],
)
def test_times_that_readers_found_wrong(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(d.raw, d.kind) for d in extract_text(text).deadlines] == expected


def test_a_rule_that_takes_effect_when_days_are_full() -> None:
    text = "甲市扶持办法\n第一条 为支持发展，制定本办法。\n第二条 本办法自发布之日起满30日施行，有效期三年。\n甲市人民政府\n2021年9月24日\n"
    document = extract_text(text).documents[0]
    assert (document.effective_on, document.expires_on) == ("2021-10-24", "2024-10-23")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("市林业局要会同各区在春季对林场全面检查。", ["市林业局", "各区"]),
        ("县水务局应会同各乡镇（街道）于5月底前完成普查。", ["县水务局", "各乡镇（街道）"]),
        ("市医保局会同各县（市、区）医保部门开展核查。", ["市医保局", "各县（市、区）医保部门"]),
    ],
)
def test_places_help_whoever_leads(text: str, units: list[str]) -> None:
    found = extract_text(text).responsibilities
    assert [(r.raw, r.role) for r in found] == [(units[0], "lead"), (units[1], "support")]


def test_what_was_counted_before_by_the_same_unit() -> None:
    found = extract_text("对48处塌陷点实行“一点一档”，2023年底前治理12处。")
    assert [(t.raw, t.indicator) for t in found.targets] == [("12处", "塌陷点")]


@pytest.mark.parametrize(
    ("text", "role", "units"),
    [
        ("公安、质检、消防等部门按各自职责做好配合工作。", "support", ["公安", "质检", "消防"]),
        ("民政、妇联、团委等部门按职责分工负责。", "responsible", ["民政", "妇联", "团委"]),
        (
            "市科协、共青团、供销社按职责分工负责。",
            "responsible",
            ["市科协", "共青团", "供销社"],
        ),
    ],
)
def test_offices_called_by_their_line_of_work(text: str, role: str, units: list[str]) -> None:
    found = extract_text(text).responsibilities
    assert [(r.raw, r.role) for r in found] == [(unit, role) for unit in units]


def test_days_of_a_stage_are_of_its_year() -> None:
    text = (
        "乙市整治方案\n乙政发〔2015〕6号\n三、步骤安排\n（一）动员阶段（2015年4月至5月）。各区于4月20日前部署。\n"
        "（二）总结阶段（2016年2月）。各区于2月18日前报送总结。\n乙市人民政府\n2015年3月30日\n"
    )
    found = extract_text(text)
    assert [c.heading for c in found.clauses if c.marker and c.level == "section"] == [
        "动员阶段（2015年4月至5月）",
        "总结阶段（2016年2月）",
    ]
    assert [d.end_on for d in found.deadlines if d.kind == "target"] == ["2015-04-20", "2016-02-18"]


def test_a_licence_is_valid_for_no_more_than() -> None:
    found = extract_text("临时证件有效期不超过6个月。")
    assert [(d.raw, d.kind) for d in found.deadlines] == [("6个月", "validity")]


def test_offices_that_share_out_their_duties_before_a_comma() -> None:
    text = "公安、城管、生态环境等部门和各街道办事处按照职责分工，做好本通告的贯彻实施。"
    assert [r.raw for r in extract_text(text).responsibilities] == [
        "公安",
        "城管",
        "生态环境",
        "各街道办事处",
    ]


def test_offices_each_with_its_duties() -> None:
    text = (
        "丁区应急预案\n2.2 职责分工\n区生态环境局：负责预案编制和更新。\n区教育局：牵头制定停课方案。\n"
        "区城管委：配合做好清扫保洁。\n联系人：负责接听电话。\n"
    )
    assert [(r.raw, r.role) for r in extract_text(text).responsibilities] == [
        ("区生态环境局", "responsible"),
        ("区教育局", "lead"),
        ("区城管委", "support"),
    ]


def test_offices_beside_works_that_are_none() -> None:
    text = "市住建局牵头，市发改委、市公安局及水、电、气等专营单位配合。"
    assert [(r.raw, r.role) for r in extract_text(text).responsibilities] == [
        ("市住建局", "lead"),
        ("市发改委", "support"),
        ("市公安局", "support"),
    ]
