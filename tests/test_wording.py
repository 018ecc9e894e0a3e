"""Facts said in other words than the annotated texts use: a short text, and what is read."""

from __future__ import annotations

import pytest

from extract import extract_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增母牛的，每增1头补1500元，单户最高补贴不超15万元。",
         [("1500元", "award", "每增1头"), ("15万元", "cap", "单户")]),
        ("给予奖补，单个主体奖补资金累计不得突破8万元。", [("8万元", "cap", "单个主体")]),
    ],
)  # fmt: skip
def test_what_a_sum_is_paid_per(text: str, expected: list[tuple]) -> None:
    assert [(a.raw, a.role, a.per) for a in extract_text(text).amounts] == expected


def test_when_a_grant_is_paid_out_is_no_rate() -> None:
    text = "补贴资金分两次拨付：验收合格后拨付60%，次年拨付40%。"
    assert [p.role for p in extract_text(text).percentages] == ["other", "other"]
    assert extract_text(text).measures == []
    assert [
        p.role for p in extract_text("未发生疫情的，给予企业剩余50%的资金奖励。").percentages
    ] == ["rate"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("窖容500立方米-2000立方米的，给予奖补3万元。", [("500立方米-2000立方米", 500, 2000, "=")]),
        ("对养殖户给予补助每头100元，每户以3头为限。", [("3头", 3, 3, "<=")]),
    ],
)
def test_ranges_and_limits_of_what_qualifies(text: str, expected: list[tuple]) -> None:
    found = extract_text(text).conditions
    assert [(c.raw, c.value_min, c.value_max, c.comparator) for c in found] == expected


def test_rates_per_head_and_day_with_a_lower_bound() -> None:
    text = "企业开展培训的，按每人每天不低于80元、总额不超过600元拨付培训补贴，取得技师证书的补贴3500元。"
    amounts = [(a.raw, a.comparator, a.role, a.per) for a in extract_text(text).amounts]
    assert amounts == [
        ("80元", ">=", "award", "每人每天"),
        ("600元", "<=", "cap", None),
        ("3500元", "=", "award", None),
    ]


def test_what_is_counted_does_not_cross_a_semicolon_to_another_unit() -> None:
    text = "吸纳就业6个月以上的，给予就业补贴1000元；吸纳10人以上的，给予1万元奖励。"
    found = {c.raw: c.indicator for c in extract_text(text).conditions}
    assert found["10人"] != "就业补贴"


def test_the_term_of_a_loan_is_no_validity() -> None:
    text = "给予额度50万元、期限2年以内的创业担保贷款。"
    assert [d.kind for d in extract_text(text).deadlines] == ["period"]


def test_the_end_of_a_plan_is_no_indicator() -> None:
    text = "力争每年新增重点企业不少于15家，到“十四五”末全县达80家。"
    assert [(t.raw, t.indicator) for t in extract_text(text).targets][-1] == ("80家", "重点企业")


def test_letters_mark_chapters_and_their_parts() -> None:
    text = (
        "# 申报指南\nA. 支持标准\nA1. 境外展会：展位费按70%补助，单个展位不高于2.5万元。\n"
        "A2. 跨境电商：年交易额500万～1000万美元、3000万美元以上的，依次奖10万元／15万元。\n"
        "B. 申报条件\nB1. 注册资本实缴比例不低于30%。\n"
    )
    result = extract_text(text)
    assert [(c.level, c.marker, c.heading) for c in result.clauses if c.marker] == [
        ("chapter", "A.", "支持标准"),
        ("section", "A1.", "境外展会"),
        ("section", "A2.", "跨境电商"),
        ("chapter", "B.", "申报条件"),
        ("section", "B1.", None),
    ]
    assert [(m.tier, m.award_yuan, m.cap_yuan, m.rate, m.per) for m in result.measures] == [
        (None, None, 25000, 70, "单个展位"),
        ("500万～1000万美元", 100000, None, None, None),
        ("3000万美元以上", 150000, None, None, None),
    ]
    assert [p.role for p in result.percentages] == ["rate", "threshold"]


def measures(text: str) -> list[tuple]:
    return [
        (m.beneficiary, m.tier, m.award_yuan, m.cap_yuan, m.rate, m.per)
        for m in extract_text(text).measures
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # what was paid before is no fact of today
            "失能老人护理补贴标准由300元/人提高至450元/人。",
            [("失能老人", None, 450, None, None, "人")],
        ),
        (
            "从原来每人每月700元调整为每人每月800元，给予困难补助。",
            [(None, None, 800, None, None, "每人每月")],
        ),
        (  # labels before the rates of one payee
            "对参保的船东，渔船按保费的30%给予补助；货船按保费的20%给予补助。",
            [
                ("参保的船东", "渔船", None, None, 30, None),
                ("参保的船东", "货船", None, None, 20, None),
            ],
        ),
        (  # one rate, a cap for each place
            "给予每家参展企业展位费60%补贴，赴省内、省外、境外参展每个展位补贴不超过3000元、6000元、9000元。",
            [
                ("参展企业", "省内", None, 3000, 60, "每个展位"),
                ("参展企业", "省外", None, 6000, 60, "每个展位"),
                ("参展企业", "境外", None, 9000, 60, "每个展位"),
            ],
        ),
        (  # the payee named apart, and who checks is not who pays
            "对新上市公司按募集资金的1‰奖励其管理团队，最高不超过50万元。",
            [("其管理团队", None, None, 500000, 0.1, None)],
        ),
        (
            "给予新增版权登记每件补助500元。",
            [("新增版权登记", None, 500, None, None, "每件")],
        ),
        (
            "新建年出栏生猪3000头（猪舍面积2000平方米）以上的养殖场（小区），每场一次性补助20万元。",
            [("新建年出栏生猪3000头（猪舍面积2000平方米）以上的养殖场（小区）", None, 200000, None, None, "每场")],
        ),
        (
            "2020年3月1日后取得绿色认证的，每个奖励2万元。",
            [("2020年3月1日后取得绿色认证的", None, 20000, None, None, "每个")],
        ),
        (  # a phrase that goes on over its comma
            "对新建800亩以上，连续经营2年以上的，一次性奖励3万元。",
            [("新建800亩以上，连续经营2年以上的", None, 30000, None, None, None)],
        ),
        (
            "对重点企业每家奖励10万元，其余规上企业每家奖励5万元。",
            [
                ("重点企业", None, 100000, None, None, "每家"),
                ("其余规上企业", None, 50000, None, None, "每家"),
            ],
        ),
        (  # a bound of the grant is no second rate
            "对投保企业按保费给予70%的资助，对企业的资助额不超过其上年出口额的0.05%。",
            [("投保企业", None, None, None, 70, None)],
        ),
    ],
)  # fmt: skip
def test_who_gets_what_in_other_words(text: str, expected: list[tuple]) -> None:
    assert measures(text) == expected


def test_a_goal_after_a_grant_is_no_part_of_it() -> None:
    found = extract_text("对入选团队最高支持60万元，力争用3年时间，培养出20名左右领军人才。")
    assert [m.raw for m in found.measures] == ["对入选团队最高支持60万元"]
    assert [(t.raw, t.comparator, t.indicator) for t in found.targets] == [
        ("20名", "~", "领军人才")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whose clause it is
        ("补贴由县农业局、县财政局按职责共同管理。", ["县农业局", "县财政局"]),
        ("（责任单位：市直有关部门、单位，各区市政府、开发区管委会）", ["市直有关部门、单位", "各区市政府", "开发区管委会"]),
        ("（配合单位：市商务局，各区、县级市）", ["市商务局", "各区、县级市"]),
    ],
)  # fmt: skip
def test_what_is_one_office_and_what_are_two(text: str, expected: list[str]) -> None:
    found = extract_text(f"1.推进商圈建设。建设步行街。{text}").responsibilities
    assert [u.raw for u in found] == expected


def test_a_year_of_a_rule_is_not_that_of_its_document() -> None:
    text = (
        "# 甲市人民政府关于减轻企业负担的意见\n\n一、缓缴社保\n阶段性缓缴政策执行至2021年6月30日；"
        "2021年7月1日至2022年6月30日实施阶段性降低费率政策。认定资格有效期3年。\n"
        "二、附则\n本意见自2021年5月1日起施行，有效期2年。\n"
    )
    (document,) = extract_text(text).documents
    assert (document.effective_on, document.expires_on) == ("2021-05-01", "2023-04-30")


def test_a_title_in_the_head_of_its_page() -> None:
    text = (
        "名 称： | 甲县人民政府关于调整养老补贴的通知 |\n文 号： | 甲政发〔2020〕3号 | 发文日期： | 2020-05-06 |\n\n"
        "各乡镇人民政府：\n现将有关事项通知如下：\n一、补贴标准。每人每月600元。\n"
    )
    (document,) = extract_text(text).documents
    assert document.title == "甲县人民政府关于调整养老补贴的通知"
    assert (document.kind, document.doc_number) == ("notice", "甲政发〔2020〕3号")
    assert (document.issuer, document.issued_on) == ("甲县人民政府", "2020-05-06")


def test_usual_headings_need_no_mark_after_them() -> None:
    text = "# 甲县创建方案\n一、指导思想以高质量发展为主线，推进创建。二、工作目标到2025年，建成3个基地。\n"
    assert [(c.marker, c.heading) for c in extract_text(text).clauses if c.marker] == [
        ("一、", "指导思想"),
        ("二、", "工作目标"),
    ]


def test_a_part_that_goes_on_is_no_list_of_the_article_before_it() -> None:
    text = "18.支持种植。\n19.支持加工。\n（二）养殖业\n20.支持养猪。\n21.支持养牛。\n"
    assert [(c.marker, c.level) for c in extract_text(text).clauses] == [
        ("18.", "article"),
        ("19.", "article"),
        ("（二）", "section"),
        ("20.", "article"),
        ("21.", "article"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a condition met names nobody for the next one
            "实缴资本30亿元以上的，补助1亿元；20亿元至30亿元的，补助6000万元。",
            [("实缴资本30亿元以上的", None, 10**8, None, None, None), (None, None, 6 * 10**7, None, None, None)],
        ),
        (
            "新列入省名录的，每个奖励4万元；新获证有机食品的，每个奖励2万元。",
            [
                ("新列入省名录的", None, 40000, None, None, "每个"),
                ("新获证有机食品的", None, 20000, None, None, "每个"),
            ],
        ),
        ("对外资银行二级支行，补助50万元。", [("外资银行二级支行", None, 500000, None, None, None)]),
        (
            "对与合作社合作开展种植，连片面积达百亩的家庭农场给予每亩补助40元。",
            [("与合作社合作开展种植，连片面积达百亩的家庭农场", None, 40, None, None, "每亩")],
        ),
        ("引进硕士每月享受2000元津贴。", [("引进硕士", None, 2000, None, None, "每月")]),
        (
            "见习单位留用学员的，按每人2000元给予用人单位留用补贴。",
            [("用人单位", None, 2000, None, None, "每人")],
        ),
        (
            "取得甲许可证、乙许可证的，分别给予最高90万元、40万元奖励，每家企业年度累计奖励最高200万元。",
            [
                ("取得甲许可证、乙许可证的", "甲许可证", None, 900000, None, "每家企业"),
                ("取得甲许可证、乙许可证的", "乙许可证", None, 400000, None, "每家企业"),
            ],
        ),
        (
            "获省专利金奖、优秀奖的，分别奖励10万元、5万元。",
            [
                ("获省专利金奖、优秀奖的", "专利金奖", 100000, None, None, None),
                ("获省专利金奖、优秀奖的", "优秀奖", 50000, None, None, None),
            ],
        ),
        ("岗位补贴标准不超过最低工资标准的40%，由各县结合实际确定。", [(None, None, None, None, 40, None)]),
    ],
)  # fmt: skip
def test_who_is_paid_and_who_is_not(text: str, expected: list[tuple]) -> None:
    assert measures(text) == expected


def test_who_pays_stands_before_the_rate_or_the_sum() -> None:
    for text, payer in (
        ("对建成高标准农田的，市级每亩补助200元。", "市级"),
        ("见习期间由就业补助资金按每月400元给予生活费补贴。", "就业补助资金"),
        ("对园区，每个园区每年奖励金额最高不超过100万元。", None),
        ("经县农业局验收合格后给予每亩100元补助。", None),
    ):
        assert [m.payer for m in extract_text(text).measures] == [payer], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "到2022年和2030年，健康素养水平分别不低于20%和30%。",
            [("20%", "2022-12-31"), ("30%", "2030-12-31")],
        ),
        (
            "2021年、2022年、2023年分别改造50个、60个、70个小区。",
            [("50个", "2021-12-31"), ("60个", "2022-12-31"), ("70个", "2023-12-31")],
        ),
        ("2017年年底前，创建20个示范乡镇。", [("20个", "2017-12-31")]),
        ("到2025年，灌溉水有效利用系数提高到0.58以上。", [("0.58", "2025-12-31")]),
        ("到2025年，养老服务覆盖90%以上乡镇。", [("90%", "2025-12-31")]),
        ("失业率控制在4%以内；支持自主创业的，每人补贴1万元。", [("4%", None)]),
        ("审批时间压缩至20个工作日。", [("20个工作日", None)]),
        ("由甲局、乙局等9个部门联合印发。", []),
        ("失业保险缴费比例从2%降至1%。", []),
        ("现有学校30所，教师占比85%（其中双师型教师占5%）。", []),
    ],
)
def test_goals_their_days_and_what_is_none(text: str, expected: list[tuple]) -> None:
    assert [(t.raw, t.due_on) for t in extract_text(text).targets] == expected


def test_a_roster_of_bare_names_and_of_names_with_villages() -> None:
    text = (
        "甲县专项工作领导小组\n\n组 长：李大山\n副组长：王小河、赵青\n"
        "成员：孙立军（民众大队） 周长海（新丰村）\n联络人：吴花\n"
    )
    assert [(m.name, m.position, m.role) for m in extract_text(text).members] == [
        ("李大山", None, "组长"),
        ("王小河", None, "副组长"),
        ("赵青", None, "副组长"),
        ("孙立军", "民众大队", "成员"),
        ("周长海", "新丰村", "成员"),
        ("吴花", None, "联络人"),
    ]
    headed = extract_text("设立专班办公室，办公室主任由何毅同志兼任。").members
    assert [(m.name, m.role) for m in headed] == [("何毅", "办公室主任")]


def test_lines_that_go_on_are_set_in() -> None:
    text = (
        "对甲类企业，按照纳税情况给予奖励，最高不超过\n        20万元\n对乙类企业，给予一次性奖励10\n        万元\n"
        "对丙类企业，按照投资额的\n        5%给予补助，最高30万元\n对丁类企业，给予补助5万元\n"
    )
    assert [m.beneficiary for m in extract_text(text).measures] == [
        "甲类企业",
        "乙类企业",
        "丙类企业",
        "丁类企业",
    ]


def test_a_notice_sets_the_validity_of_what_it_issues() -> None:
    text = (
        "甲市人民政府关于印发甲市扶持办法的通知\n\n各县区人民政府：\n"
        "现将《甲市扶持办法》印发给你们，自2022年10月1日起施行。\n\n甲市人民政府\n2022年9月1日\n\n"
        "甲市扶持办法\n\n第一条 对企业给予10万元奖励。\n第二条 其他事项另行规定。\n"
    )
    assert [d.effective_on for d in extract_text(text).documents] == ["2022-10-01", "2022-10-01"]


def test_a_magazine_is_no_document() -> None:
    text = "对首次入选《财富》世界500强的企业奖励500万元，按《奖励办法》执行。"
    assert [c.raw for c in extract_text(text).citations] == ["《奖励办法》"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对企业引进的博士毕业生，给予8万元补贴。", [("企业引进的博士毕业生", None, 80000, None, None, None)]),
        (
            "对入选专项的项目，给予项目单位和技术服务商合计不高于200万元的奖励。",
            [("项目单位和技术服务商", None, None, 2000000, None, None)],
        ),
        (
            "对新设机构，实缴资本达到1亿元的，给予300万元奖励；实缴资本每增加1亿元，奖励增加50万元。",
            [
                ("新设机构", None, 3000000, None, None, None),
                ("新设机构", None, 500000, None, None, "每增加1亿元"),
            ],
        ),
        (
            "对中药和生物药，完成临床前研究给予50万元资助；完成Ⅰ期、Ⅱ期临床试验，分别给予30万元、90万元资助。",
            [
                ("中药和生物药", None, 500000, None, None, None),
                ("中药和生物药", "Ⅰ期", 300000, None, None, None),
                ("中药和生物药", "Ⅱ期", 900000, None, None, None),
            ],
        ),
        ("对体育活动进行奖补，奖补资金为该活动总支出的40%。", [("体育活动", None, None, None, 40, None)]),
        (
            "进入工作站工作，且在站满2年的研究人员，一次性发放补助10万元。",
            [("进入工作站工作，且在站满2年的研究人员", None, 100000, None, None, None)],
        ),
        (
            "实收资本在4亿元以下、1亿元（含）以上的，给予500万元奖励。",
            [("实收资本在4亿元以下、1亿元（含）以上的", None, 5000000, None, None, None)],
        ),
        ("单个项目支持经费最高不超过30万元。", [("单个项目", None, None, 300000, None, "单个项目")]),
        (
            "对运营机构，分别给予3万/6万/9万元奖励。",
            [("运营机构", None, n, None, None, None) for n in (30000, 60000, 90000)],
        ),
        ("每引进一家企业，给予3万元奖励。", [(None, None, 30000, None, None, "每引进一家企业")]),
        (
            "对新设机构，按50%、30%、20%的比例，分三年给予200万元开办奖励。",
            [("新设机构", None, 2000000, None, None, None)],
        ),
        (
            "对学生按照学费的10%给予补贴，其中博士生，首次入学的，给予5万元补贴。",
            [("学生", None, None, None, 10, None), ("博士生", None, 50000, None, None, None)],
        ),
        (
            "对成功挂牌的企业，分阶段给予300万元奖励：完成备案，给予100万元奖励；正式挂牌，给予200万元奖励。",
            [("成功挂牌的企业", None, n, None, None, None) for n in (3000000, 1000000, 2000000)],
        ),
    ],
)  # fmt: skip
def test_who_gets_what_where_the_text_splits_it(text: str, expected: list[tuple]) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize(
    ("text", "rate", "base"),
    [
        ("给予企业固定资产投资额5%的投资补助。", 5, "固定资产投资额"),
        ("给予企业同期贷款基准利率50%的贷款贴息。", 50, "同期贷款基准利率"),
        ("按照不低于项目贷款额的1%给予贴息奖励。", 1, "项目贷款额"),
        ("对技改项目，按照实际投入（仅指设备投入）给予10%的补助。", 10, "实际投入"),
        ("补助展位费和运输费50%。", 50, "展位费和运输费"),
    ],
)
def test_what_a_rate_is_of(text: str, rate: float, base: str) -> None:
    assert [(m.rate, m.base) for m in extract_text(text).measures] == [(rate, base)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年，全市粮食总产达到50亿斤，比上年增加1亿斤。", ["全市粮食总产", "全市粮食总产"]),
        ("2020年，老旧小区改造新开工40个、3万户。", ["老旧小区改造", "老旧小区改造"]),
        ("到2025年，在用柴油车抽测合格率达到95%以上。", ["在用柴油车抽测合格率"]),
        ("到2025年，污染天数比率比2015年下降25%。", ["污染天数比率"]),
        ("到2025年，80%的行政村建成美丽乡村。", ["行政村"]),
        ("到2025年，企业数量增加一倍，达到2000家。", ["企业数量", "企业数量"]),
        ("到2025年，一般公共预算收入增长5%，居民人均可支配收入增长6%。", ["一般公共预算收入", "居民人均可支配收入"]),
        ("到2025年，培育甲类企业100家、乙类企业60家、丙机构20家。", ["甲类企业", "乙类企业", "丙机构"]),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, expected: list[str]) -> None:
    assert [t.indicator for t in extract_text(text).targets] == expected


def test_a_section_that_only_tells_sets_no_goals() -> None:
    text = "# 甲市规划\n一、发展基础\n累计建成基站1444个，用户占比超过90%。\n二、发展目标\n到2025年，建成基站3000个。\n"
    found = extract_text(text)
    assert [t.raw for t in found.targets] == ["3000个"]
    assert [n.disposition for n in found.numerals if n.raw == "1444个"] == ["narrated"]


def test_headings_with_a_comma_and_of_goals() -> None:
    text = (
        "# 甲市方案\n一、落实责任，确保质量\n各部门要高度重视，制定方案。\n"
        "二、2023年主要预期目标\n（一）地区生产总值增长7%以上\n责任单位：市发展改革委\n"
    )
    found = extract_text(text)
    assert [c.heading for c in found.clauses if c.marker] == [
        "落实责任，确保质量",
        "2023年主要预期目标",
        "地区生产总值增长7%以上",
    ]
    assert [(t.indicator, t.due_on) for t in found.targets] == [("地区生产总值", "2023-12-31")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("须分别于2021年6月15日、12月15日前报送。", ["2021-06-15", "2021-12-15"]),
        ("到2025年，完成2000年底前建成的小区改造。", ["2025-12-31"]),
        ("2022年9月上旬完成摸底。", ["2022-09-10"]),
    ],
)
def test_days_by_which_something_is_due(text: str, expected: list[str]) -> None:
    assert [d.end_on for d in extract_text(text).deadlines if d.kind == "target"] == expected


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("（市委组织部、宣传部，市教育局负责）", ["市委组织部", "市委宣传部", "市教育局"]),
        ("（市发改委负责，市财政局协调推动）", ["市发改委", "市财政局"]),
        ("（有关州、市人民政府牵头负责）", ["有关州、市人民政府"]),
        (
            "（责任单位：省数据局，各市政府。以下均需各市政府落实，不再列出）",
            ["省数据局", "各市政府", "各市政府"],
        ),
    ],
)
def test_offices_of_a_bracket_in_other_words(bracket: str, expected: list[str]) -> None:
    found = extract_text(f"1.推进工作。加快建设。{bracket}").responsibilities
    assert [u.name for u in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("违反规定的，处3万元以上8万元以下的罚款。", [("3万元", "other"), ("8万元", "other")]),
        ("可以处300元罚款。", [("300元", "other")]),
        ("实现茶叶年产值超百亿元的目标。", [("百亿元", "target")]),
        ("每处补助2万元。", [("2万元", "award")]),
        ("申报条件：注册资本800万元以上，员工60人以上。", [("800万元", "threshold")]),
        ("油茶：900元/亩，其中第一年补贴600元/亩，第二年补贴300元/亩。", [("900元", "award"), ("600元", "award"), ("300元", "award")]),
    ],
)  # fmt: skip
def test_what_a_sum_is(text: str, expected: list[tuple]) -> None:
    assert [(a.raw, a.role) for a in extract_text(text).amounts] == expected


def test_instalments_are_parts_of_one_support() -> None:
    found = extract_text("油茶：900元/亩，其中第一年补贴600元/亩，第二年补贴300元/亩。")
    assert [m.award_yuan for m in found.measures] == [900]
    assert [(a.yuan_max, a.tier) for a in found.amounts] == [
        (900, None),
        (600, "第一年"),
        (300, "第二年"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2030年，清洁能源占比由45%提高到60%。", [("45%", "other"), ("60%", "target")]),
        ("职工缴费比例从3%降至1%。", [("3%", "other"), ("1%", "other")]),
        ("今年以来，新增企业80家，增长15%。", [("15%", "other")]),
        ("单位每月向学徒提供不低于最低工资标准70%的补贴。", [("70%", "rate")]),
    ],
)
def test_what_a_percentage_is(text: str, expected: list[tuple]) -> None:
    assert [(p.raw, p.role) for p in extract_text(text).percentages] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2030年，单位产值能耗从0.5吨标准煤下降到0.4吨标准煤。", [("0.4吨标准煤", "单位产值能耗")]),
        ("到2027年，全市建成200条采摘生产线，市级财政给予每条10万元补助。", [("200条", "采摘生产线")]),
        ("到2027年，从市外引进高技能人才40名以上。", [("40名", "高技能人才")]),
        ("到2027年，培育提升特色小镇12个。", [("12个", "特色小镇")]),
        ("今年以来，新增企业80家。", []),
        ("将线性工程、改造工程等3类工程的审批时间分别压缩至60、45、20个工作日。", [("60", "审批时间"), ("45", "审批时间"), ("20个工作日", "审批时间")]),
        ("淘汰35蒸吨以下燃煤锅炉。", []),
        ("带教老师每年指导学徒超过8人，就业率达到80%以上的，可参评先进。", []),
    ],
)  # fmt: skip
def test_goals_said_in_other_ways(text: str, expected: list[tuple]) -> None:
    assert [(t.raw, t.indicator) for t in extract_text(text).targets] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对毕业3年内未就业的学生，给予每人500元补贴。", [("3年", "<=", "毕业")]),
        ("带教老师每年指导学徒超过8人，就业率达到80%以上的，可参评先进。", [("8人", ">", "带教老师每年指导学徒")]),
        ("淘汰35蒸吨以下燃煤锅炉。", [("35蒸吨", "<", "燃煤锅炉")]),
        ("基地连续三年每年接收学徒超过20人的，给予2万元补贴。", [("20人", ">", "学徒")]),
    ],
)  # fmt: skip
def test_what_qualifies_in_other_words(text: str, expected: list[tuple]) -> None:
    found = extract_text(text).conditions
    assert [(c.raw, c.comparator, c.indicator) for c in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whom a sentence without a sum names
        ("对新引进的总部机构，按规模给予一次性补助。资本10亿元以上的，补助500万元；5亿元以上的，补助200万元。", ["新引进的总部机构"] * 2),
        ("到2027年，全市完成300家小型加工厂改造，市级财政给予每家5万元补助。", ["小型加工厂"]),
        ("基地连续三年每年接收学徒超过20人的，给予2万元补贴。", ["基地"]),
        ("单位每月向学徒提供不低于最低工资标准70%的补贴。", ["学徒"]),
        ("一次性给予企业引进的博士研究生补贴8万元。", ["企业引进的博士研究生"]),
        ("银行向企业发放贷款的，给予1万元奖励。", ["银行"]),
        ("脱贫户种植油茶达5亩及以上的，每亩补助300元。", ["脱贫户"]),
        ("凡本市企业新建总吨位五百吨以上渔船的，每艘补助80万元。", ["本市企业"]),
    ],
)  # fmt: skip
def test_who_gets_it_in_other_words(text: str, expected: list[str]) -> None:
    assert [m.beneficiary for m in extract_text(text).measures] == expected


def test_once_is_said_before_the_list() -> None:
    text = "对新引进的总部机构，按规模给予一次性补助。资本10亿元以上的，补助500万元；5亿元以上的，补助200万元。"
    found = extract_text(text).measures
    assert [(m.award_yuan, m.is_one_off) for m in found] == [(5000000, True), (2000000, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市级以上财政对示范园建设给予每亩500元补助。", "市级以上财政"),
        ("区财政对每个站点给予2万元补助。", "区财政"),
    ],
)
def test_who_pays_stands_before_whom(text: str, expected: str) -> None:
    assert [m.payer for m in extract_text(text).measures] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市农业局要会同有关部门抓好落实。", [("市农业局", "lead"), ("有关部门", "support")]),
        ("各部门应会同市财政局落实。", [("各部门", "lead"), ("市财政局", "support")]),
        ("市文旅局会有关部门组织实施。", [("市文旅局", "lead"), ("有关部门", "support")]),
        ("办法由区财政局会同东城新区、南湖区和北湾片区管委会制定。", [("区财政局", "draft"), ("东城新区", "support"), ("南湖区", "support"), ("北湾片区管委会", "support")]),
        ("责任单位：省水利厅，各县（市、区）人民政府）", [("省水利厅", "responsible"), ("各县（市、区）人民政府", "responsible")]),
    ],
)  # fmt: skip
def test_offices_in_running_text(text: str, expected: list[tuple]) -> None:
    found = extract_text(text).responsibilities
    assert sorted((u.name, u.role) for u in found) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二0二四年底前完成。", [("target", None, "2024-12-31")]),
        ("2021年3月1日至2022年2月28日实施阶段性减免的政策。", [("period", "2021-03-01", "2022-02-28")]),
        ("对企业，每家每年补助2万元。", [("recurring", None, None)]),
        ("每户每年补贴800元。", []),
        ("本办法自2021年3月1日至2022年2月28日实施。", [("effective", "2021-03-01", "2021-03-01"), ("expiry", "2022-02-28", "2022-02-28")]),
    ],
)  # fmt: skip
def test_dates_in_other_forms(text: str, expected: list[tuple]) -> None:
    found = extract_text(text).deadlines
    assert [(d.kind, d.start_on, d.end_on) for d in found] == expected


def test_head_of_a_page_without_colons() -> None:
    text = (
        "索引号 003452/202103-00012\n文号 甲政办〔2021〕12号\n发布机构 甲市人民政府办公室\n"
        "成文日期 2021-03-12\n关于印发甲市促进工业发展若干政策的通知\n各县、区人民政府：\n"
        "现将《甲市促进工业发展若干政策》印发给你们，请认真贯彻执行。\n"
    )
    found = extract_text(text)
    [document] = found.documents
    assert document.title == "关于印发甲市促进工业发展若干政策的通知"
    assert (document.doc_number, document.issuer, document.issued_on) == (
        "甲政办〔2021〕12号",
        "甲市人民政府办公室",
        "2021-03-12",
    )
    assert [c.level for c in found.clauses].count("furniture") == 4
    assert [c.raw for c in found.citations] == ["《甲市促进工业发展若干政策》"]


def test_a_title_that_its_number_follows() -> None:
    text = "2024年政府重点任务（甲政发〔2024〕3号）\n各乡镇人民政府：\n请认真落实，抓好推进。\n"
    [document] = extract_text(text).documents
    assert (document.title, document.doc_number) == ("2024年政府重点任务", "甲政发〔2024〕3号")


def test_issuers_before_how_many_they_are() -> None:
    text = "甲省财政厅 甲省科学技术厅等5部门\n关于印发2024年申报指南的通知\n甲财〔2024〕3号\n各市财政局：\n请认真组织，做好申报。\n"
    [document] = extract_text(text).documents
    assert document.issuer == "甲省财政厅、甲省科学技术厅"


def test_headings_on_lines_of_their_own() -> None:
    text = (
        "# 甲市人才引进行动计划\n为做好人才工作，制定本计划。\n总体目标\n到2026年，引进博士60名。\n"
        "引进对象及支持条件\n（一）引进对象\n主要是市外的博士，年龄不限。\n"
    )
    clauses = extract_text(text).clauses
    found = [(c.level, c.heading) for c in clauses if c.heading and c.level != "title"]
    assert found == [
        ("chapter", "总体目标"),
        ("chapter", "引进对象及支持条件"),
        ("section", "引进对象"),
    ]


def test_outline_with_bare_numbers() -> None:
    text = (
        "# 甲市应急预案\n1 总则\n1.1 编制目的\n为规范工作，制定本预案。\n1.2 适用范围\n本预案适用于全市。\n"
        "2 组织体系\n2.1 指挥机构\n市政府设立指挥部，负责统一指挥。\n"
    )
    clauses = extract_text(text).clauses
    found = [(c.marker, c.heading, c.citation) for c in clauses if c.marker]
    assert found == [
        ("1", "总则", "1"),
        ("1.1", "编制目的", "1.1"),
        ("1.2", "适用范围", "1.2"),
        ("2", "组织体系", "2"),
        ("2.1", "指挥机构", "2.1"),
    ]
    scope = next(c for c in clauses if c.text.startswith("本预案适用"))
    assert scope.parent is not None
    assert clauses[scope.parent].heading == "适用范围"


def test_support_names_its_article() -> None:
    text = "# 甲区奖励办法\n第一条 适用对象本办法适用于楼宇业主。\n第二条 招商奖励对引进企业的，给予5万元奖励。\n"
    found = [c.heading for c in extract_text(text).clauses if c.marker]
    assert found[1] == "招商奖励"


def test_prices_under_a_heading_that_pays() -> None:
    text = (
        "# 甲区产业扶持办法\n为做好扶持，制定本办法。\n脱贫户发展产业奖补政策\n"
        "果业：新建果园700元/亩，老果园抚育400元/亩；\n禽类：鸡、鸭等20羽以上，8元/羽；羊260元/头。\n"
    )
    found = [
        (m.beneficiary, m.tier, m.award_yuan, m.per, m.instrument)
        for m in extract_text(text).measures
    ]
    assert found == [
        ("脱贫户", "新建果园", 700, "亩", "奖补"),
        ("脱贫户", "老果园抚育", 400, "亩", "奖补"),
        ("脱贫户", "鸡、鸭等", 8, "羽", "奖补"),
        ("脱贫户", "羊", 260, "头", "奖补"),
    ]


def test_a_title_ends_where_a_heading_stands_apart() -> None:
    text = "甲县农业产业扶持政策解读\n\n农户奖补政策\n\n新种油茶600元/亩，按年发放。\n"
    assert [d.title for d in extract_text(text).documents] == ["甲县农业产业扶持政策解读"]


def test_levels_are_whole() -> None:
    text = "对首次评定为国家级、自治区乡村旅游品牌的单位，一次性分别给予5万元、3万元奖励。"
    assert extract_text(text).measures[0].tier == "国家级"


def test_a_currency_after_a_bracket_is_that_of_both() -> None:
    found = extract_text("出口额达300万（或进口900万）美元以上奖励5万元。").amounts
    assert [(a.raw, a.currency, a.yuan_max) for a in found] == [
        ("300万", "USD", None),
        ("900万", "USD", None),
        ("5万元", "CNY", 50000),
    ]


def test_points_that_end_sentences() -> None:
    text = "# 甲县办法\n一.支持就业.对基地给予6万元奖补.支持家政,对家政企业给予2万元补贴.\n"
    found = extract_text(text)
    assert [m.raw for m in found.measures] == [
        "对基地给予6万元奖补",
        "对家政企业给予2万元补贴",
    ]
    assert [c.marker for c in found.clauses if c.marker] == ["一."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为全区800名老年人提供上门服务。", [("800名", "老年人")]),
        ("对60户困难家庭进行改造。", [("60户", "困难家庭")]),
        ("新建9家养老服务中心（站）。", [("9家", "养老服务中心（站）")]),
        ("对2家企业进行检查。", []),
    ],
)
def test_who_is_served_is_a_goal(text: str, expected: list[tuple]) -> None:
    assert [(t.raw, t.indicator) for t in extract_text(text).targets] == expected


def test_a_park_that_is_paid_pays_nobody() -> None:
    text = "园区建设：州级文化产业园区补助100万元，省级文化产业园区补助150万元。"
    assert [(m.tier, m.payer) for m in extract_text(text).measures] == [
        ("州级文化产业园区", None),
        ("省级文化产业园区", None),
    ]


def test_what_the_office_will_pay_for() -> None:
    text = "获评园区的，将对园区运营方进行补助，州级园区补助80万元，省级园区补助120万元。"
    assert [m.beneficiary for m in extract_text(text).measures] == ["园区运营方"] * 2


def test_a_ratio_in_quotes_after_those_who_pay() -> None:
    text = "按照市级财政、属地财政“1:1”的比例一次性给予引进的博士补贴8万元。"
    assert [(s.raw, s.parties) for s in extract_text(text).shares] == [
        ("1:1", ["市级财政", "属地财政"])
    ]


def test_ranges_in_words_and_what_one_pays_oneself() -> None:
    text = "按改造费用的百分之二十至百分之三十予以补助。个人自缴部分不高于保费之15%。"
    assert [(p.value_min, p.value_max, p.role) for p in extract_text(text).percentages] == [
        (20, 30, "rate"),
        (15, 15, "share"),
    ]


def test_goals_from_where_one_stands() -> None:
    text = "到2026年，深远海养殖占比由目前的6%提升至20%。"
    assert [(p.value_max, p.role) for p in extract_text(text).percentages] == [
        (6, "other"),
        (20, "target"),
    ]


def test_a_first_step_is_no_part_of_the_tier() -> None:
    text = "产值首破亿元、5亿元的，分别奖励企业10万元、30万元。"
    assert [m.tier for m in extract_text(text).measures] == ["亿元", "5亿元"]


def test_a_cap_of_both_supports() -> None:
    text = "给予投资额12%的补贴；二千万元以上的部分按8%补贴，两项合计最高三百万元。"
    assert [m.cap_yuan for m in extract_text(text).measures] == [3000000, 3000000]
