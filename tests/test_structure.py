"""Notations of titles, headings, numbering and citations, one line a case: a text, and what
it says. The texts are of our own wording."""

from __future__ import annotations

import pytest

from extract import extract_text
from extract.documents import iso_date
from extract.models import Extraction
from tests.cases import ISSUED, cases


def tree(text: str) -> list[tuple[str, str | None]]:
    """``(citation, citation of its parent)`` of what has a marker or a heading."""
    clauses = extract_text(text).clauses
    return [
        (c.citation, clauses[c.parent].citation if c.parent is not None else None)
        for c in clauses
        if c.level not in ("title", "signature", "furniture") and (c.marker or c.heading)
    ]


def levels(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (c.level, c.marker, c.heading)
        for c in extract_text(text).clauses
        if c.level not in ("title", "signature", "furniture") and (c.marker or c.heading)
    ]


def documents(text: str) -> list[tuple[str | None, str]]:
    return [(d.title, d.kind) for d in extract_text(text).documents]


def citations(text: str) -> list[tuple[str, str]]:
    return [(c.raw, c.kind) for c in extract_text("一、总则\n" + text).citations]


# --- numbering ----------------------------------------------------------------------------


@cases(
    {
        "一、支持引资\n第一条 对新设企业给予奖励。\n第二条 对增资企业给予奖励。\n二、支持外贸\n第三条 对出口企业给予奖励。": [
            ("一", None),
            ("第一条", "一"),
            ("第二条", "一"),
            ("二", None),
            ("第三条", "二"),
        ],
        "第一章 总则\n第一条 为规范管理，制定本办法。\n第二章 职责\n第一节 政府\n第二条 县政府应当加强领导。\n第二节 部门\n第三条 财政部门应当加强监管。\n第三章 附则\n第四条 本办法自印发之日起施行。": [
            ("第一章", None),
            ("第一条", "第一章"),
            ("第二章", None),
            ("第二章第一节", "第二章"),
            ("第二条", "第二章第一节"),
            ("第二章第二节", "第二章"),
            ("第三条", "第二章第二节"),
            ("第三章", None),
            ("第四条", "第三章"),
        ],
        "一、支持范围\n（一）投资奖励\n第1条 对新建项目给予奖励。\n第2条 申报应符合：\n（一）依法注册；\n（二）信用良好。\n（二）绩效奖励\n第3条 对纳税大户给予奖励。": [
            ("一", None),
            ("一、（一）", "一"),
            ("第1条", "一、（一）"),
            ("第2条", "一、（一）"),
            ("第2条（一）", "第2条"),
            ("第2条（二）", "第2条"),
            ("一、（二）", "一"),
            ("第3条", "一、（二）"),
        ],
        "第一条 申请条件如下：\n一、依法注册；\n二、信用良好。\n第二条 申请材料如下：\n一、申请表；\n二、承诺书。": [
            ("第一条", None),
            ("第一条一", "第一条"),
            ("第一条二", "第一条"),
            ("第二条", None),
            ("第二条一", "第二条"),
            ("第二条二", "第二条"),
        ],
        "第一编 通则\n第一章 总则\n第一条 为规范管理，制定本条例。\n第二编 分则\n第二章 补助\n第二条 对企业给予补助。": [
            ("第一编", None),
            ("第一编第一章", "第一编"),
            ("第一条", "第一编第一章"),
            ("第二编", None),
            ("第二编第二章", "第二编"),
            ("第二条", "第二编第二章"),
        ],
        "一、支持上云\n给予奖励。\n附　则\n1.本措施自印发之日起施行。\n2.由市商务局负责解释。": [
            ("一", None),
            ("附则", None),
            ("附则1", "附则"),
            ("附则2", "附则"),
        ],
        "第四条　（一）对新设银行给予奖励；\n（二）对新设保险公司给予奖励。": [
            ("第四条", None),
            ("第四条（一）", "第四条"),
            ("第四条（二）", "第四条"),
        ],
        "第二条 本办法所称企业，是指依法注册的企业。\n本办法所称平台，是指公共服务平台。\n（一）综合平台；\n（二）专业平台。\n第三条 平台应当依法设立。": [
            ("第二条", None),
            ("第二条（一）", "第二条"),
            ("第二条（二）", "第二条"),
            ("第三条", None),
        ],
        "一、支持上云\n（一）对上云企业给予奖励。\n备注：\n①上云是指使用云服务。\n②企业是指依法注册的企业。": [
            ("一", None),
            ("一、（一）", "一"),
            ("①", None),
            ("②", None),
        ],
        "一、明确目标，加快发展1、发展目标。\n到2025年建成体系。\n2、基本原则。\n坚持公平。\n二、改革体制，健全网络3、理顺体制。\n实行分级管理。": [
            ("一", None),
            ("一、1", "一"),
            ("一、2", "一"),
            ("二", None),
            ("二、3", "二"),
        ],
        "三、申报程序\n①申报 ②审核 ③公示": [
            ("三", None),
            ("三、①", "三"),
            ("三、②", "三"),
            ("三、③", "三"),
        ],
    }
)
def test_a_clause_stands_under_the_one_it_is_part_of(text, expected):
    assert tree(text) == expected


@cases(
    {
        "总 则\n第 1 条 为支持发展，制定本办法。\n附则\n第 1 0 条 本办法自印发之日起施行。": [
            ("chapter", None, "总则"),
            ("article", "第1条", None),
            ("chapter", None, "附则"),
            ("article", "第10条", None),
        ],
        "第一条 鼓励企业做大做强。对年产值首次超过1亿元的，给予奖励。": [
            ("article", "第一条", "鼓励企业做大做强")
        ],
        "第一条　支持公共仓建设　对新建公共仓的给予补助。": [
            ("article", "第一条", "支持公共仓建设")
        ],
        "第一条 支持挂牌融资 对挂牌企业给予奖励。": [("article", "第一条", "支持挂牌融资")],
        "第一条 载体建设。被认定为国家级的，给予奖励。": [("article", "第一条", "载体建设")],
        "第一条 加强以企业为主体的创新。对企业给予补助。": [
            ("article", "第一条", "加强以企业为主体的创新")
        ],
        "第一条 资金管理\n专项资金应当专款专用。": [("article", "第一条", "资金管理")],
        "第一条【申报程序】企业按以下程序申报。": [("article", "第一条", "申报程序")],
        "第一条 本办法适用于全市企业。另有规定的从其规定。": [("article", "第一条", None)],
        "第一条 奖励资金实行总额控制。具体由财政部门确定。": [("article", "第一条", None)],
        "第一条 本市专利奖每两年评选一次。每次不超过10项。": [("article", "第一条", None)],
        "第一条 领导小组办公室设在市科技局。办公室承担日常工作。": [("article", "第一条", None)],
        "第一条 为规范资金管理，制定本办法。": [("article", "第一条", None)],
        "第一条 在本市创业的青年参照本办法执行。": [("article", "第一条", None)],
        "一、扩大有效投资（由市发改委牵头实施）\n推动项目建设。": [
            ("chapter", "一、", "扩大有效投资（由市发改委牵头实施）")
        ],
        "一、促进汽车消费（责任单位：市商务局、市财政局）\n对购车者给予补贴。": [
            ("chapter", "一、", "促进汽车消费")
        ],
        "一、以旧换新　　对以旧换新的给予补贴。": [("chapter", "一、", "以旧换新")],
        "一、申报条件\n1.依法注册；\n2.信用良好。": [
            ("chapter", "一、", "申报条件"),
            ("article", "1.", None),
            ("article", "2.", None),
        ],
        "1.各类荣誉评定。\n对获奖者给予奖励。": [("article", "1.", "各类荣誉评定")],
        "一、对电子商务企业的扶持\n（一）申请享受扶持措施的条件\n在本区注册。": [
            ("chapter", "一、", "对电子商务企业的扶持"),
            ("section", "（一）", "申请享受扶持措施的条件"),
        ],
        "1.引进外来投资者收购经营本县企业的项目：按投资额的1%给予奖励。": [
            ("article", "1.", "引进外来投资者收购经营本县企业的项目")
        ],
        "（一）依法成立；\n（二）具有与服务相适应的管理能力。其中，应当取得许可证。": [
            ("section", "（一）", None),
            ("section", "（二）", None),
        ],
        "一、主要任务\n（一）实施强基行动。": [
            ("chapter", "一、", "主要任务"),
            ("section", "（一）", "实施强基行动"),
        ],
    }
)
def test_a_heading_names_its_clause_and_says_nothing_of_it(text, expected):
    assert levels(text) == expected


def test_a_page_whose_line_breaks_are_lost_is_taken_apart_at_its_indents():
    body = "　　 ".join(
        [
            "甲政发〔2006〕17 号",
            "各县人民政府：",
            "近年来，我市企业改革取得了成效，现就有关问题通知如下：",
            "一、积极筹措资金，妥善安置职工",
            "妥善安置职工，是加快改革的关键。" * 8,
            "二、依法规范操作，防止资产流失",
            "必须依法规范操作。",
        ]
    )
    text = f"甲市人民政府关于加快企业改革有关问题的通知\n　　 {body}"
    assert levels(text) == [
        ("chapter", "一、", "积极筹措资金，妥善安置职工"),
        ("chapter", "二、", "依法规范操作，防止资产流失"),
    ]
    assert extract_text(text).documents[0].doc_number == "甲政发〔2006〕17号"


@cases(
    {
        "一、总则\n对企业给予奖励，最高50万元\n支持标准\n按投资额给予补助，分三年兑现": 3,
        "一、总则\n同意印发，请认真贯彻执行\n甲县人民政府办公室": 2,
        "一、总则\n对获得称号的企业，一次性奖励\n300万元，不重复享受。": 1,
        "一、总则\n贯彻《甲市电力接入工程费用分担机制实施办\n— 3 —\n法》，减轻企业负担。": 1,
        "一、总则\n加快工业企\n业改造，给予支持。": 2,
    }
)
def test_a_paragraph_ends_with_its_line_unless_its_sentence_goes_on(text, expected):
    clauses = extract_text(text).clauses
    assert sum(1 for c in clauses if c.level == "paragraph" and c.marker is None) == expected


def test_a_page_set_in_as_a_whole_has_its_paragraphs_set_in_further():
    printed = (
        "\n\n".join(
            [
                "      1.租用办公用房的，按租金的5%给予补助，最高",
                "   不超过100万元；",
                "      2.落地的股权投资基金、股权投资管理企业，可享",
                "   受基金小镇的有关优惠政策。",
                "      二、落户奖励",
                "      投资企业在前面奖励的基础上，再给予0.1%奖",
                "   励，增加部分不超过50万元。",
            ]
        )
        + "\n"
    )
    assert [c.text for c in extract_text(printed).clauses] == [
        "1.租用办公用房的，按租金的5%给予补助，最高不超过100万元；",
        "2.落地的股权投资基金、股权投资管理企业，可享受基金小镇的有关优惠政策。",
        "二、落户奖励",
        "投资企业在前面奖励的基础上，再给予0.1%奖励，增加部分不超过50万元。",
    ]


def test_a_space_stays_between_two_latin_words_and_nowhere_else():
    [clause] = extract_text("支持 AI Agent 和 5 G 网络，奖励 10 万元。").clauses
    assert clause.text == "支持AI Agent和5G网络，奖励10万元。"


# --- documents ----------------------------------------------------------------------------

_BODY = "\n为支持企业发展，制定本措施。\n一、支持上云\n对上云企业给予10万元奖励。\n"


@cases(
    {
        "甲县支持企业上市若干措施（3.0版）": "甲县支持企业上市若干措施（3.0版）",
        "《甲县关于促进产业发展的若干意见》2025-2030": "甲县关于促进产业发展的若干意见",
        "甲县人民政府关于促进\n产业发展的意见\n（2023年2月8日）": "甲县人民政府关于促进产业发展的意见",
        "甲县人才引进办法（试行）\n（2022年3月5日县政府常务会议通过）": "甲县人才引进办法（试行）",
        "（本文有删减）\n甲县企业上市行动方案": "甲县企业上市行动方案",
        "甲政发〔2022〕5号　关于印发甲县若干措施的通知": "关于印发甲县若干措施的通知",
        "关于印发《甲县若干措施（2.0版）》的通知（甲政发〔2022〕5号）20220301": "关于印发《甲县若干措施（2.0版）》的通知",
        "丙市丁区重大项目奖励办法为调动社会各界积极性，现将奖励办法公告如下：": "丙市丁区重大项目奖励办法",
        "丙市人民政府关于加快教育发展的意见（试行）（丙政〔2005〕39号）各区人民政府：为贯彻国家规定，现提出如下意见。": "丙市人民政府关于加快教育发展的意见（试行）",
        "各县（市、区）人民政府：": None,
        "培育壮大市场主体": None,
        "第一章 总则": None,
    }
)
def test_a_title_is_what_is_printed_and_no_more(text, expected):
    document = extract_text(text + _BODY).documents[0]
    assert document.title == expected


def test_number_and_date_beside_a_title_are_read():
    text = "关于印发《甲县若干措施》的通知（甲政发〔2022〕5号）20220301" + _BODY
    document = extract_text(text).documents[0]
    assert (document.doc_number, document.issued_on) == ("甲政发〔2022〕5号", "2022-03-01")
    assert [(d.raw, d.kind) for d in extract_text(text).deadlines] == [("20220301", "issued")]


def test_what_a_notice_issues_without_a_title_is_a_document_of_its_own():
    text = "甲区科技局\n关于印发甲区支持创新实施办法的通知\n各单位：\n《甲区支持创新实施办法》已经同意，现印发给你们，请遵照执行。\n甲区科技局\n甲区财政局\n2023年8月9日\n第一条 为支持创新，根据有关规定，结合本区实际，制定本实施办法。\n第二条 载体建设。被认定为国家级的载体，给予100万元奖励。\n第三条 本办法自印发之日起施行，有效期三年。"
    notice, issued = extract_text(text).documents
    assert (notice.kind, issued.kind, issued.title) == ("notice", "measures", None)
    assert (issued.covering, issued.issuer, issued.issued_on) == (0, "甲区科技局", "2023-08-09")
    assert (notice.expires_on, issued.expires_on) == (None, "2026-08-08")


def test_a_notice_and_what_it_issues_are_told_apart_in_one_line():
    text = "庚市人民政府办公厅关于印发庚市促进软件产业发展若干政策的通知各区人民政府：《庚市促进软件产业发展若干政策》已经同意，现印发给你们，请认真贯彻执行。庚市人民政府办公厅2022年5月6日庚市促进软件产业发展若干政策为促进软件产业发展，制定本政策。一、支持企业做大。对首次突破1亿元的企业，奖励50万元。（责任单位：市工信局）二、支持人才引进。对引进的人才，给予补贴。三、附则。本政策自印发之日起施行。"
    notice, policy = extract_text(text).documents
    assert (notice.issuer, notice.issued_on) == ("庚市人民政府办公厅", "2022-05-06")
    assert (policy.title, policy.covering) == ("庚市促进软件产业发展若干政策", 0)


def test_a_notice_covers_what_it_names_and_puts_up_for_comment():
    text = "关于公开征求《子市支持预制菜产业若干措施（征求意见稿）》意见的公告\n现将文稿向社会公开征求意见。\n子市农业农村局\n2023年3月1日\n子市支持预制菜产业若干措施\n（征求意见稿）\n一、培育主体。对企业奖励20万元。\n"
    notice, draft = extract_text(text).documents
    assert (draft.covering, draft.issuer, draft.is_draft) == (0, "子市农业农村局", True)
    assert (notice.kind, notice.is_draft) == ("other", False)


@cases(
    {
        "组 长 王小明 市长\n副组长 赵 一 副市长\n成 员：\n    李一二  市发改委主任\n    市工信局主要负责同志": [
            ("王小明", "市长", "组长"),
            ("赵 一", "副市长", "副组长"),
            ("李一二", "市发改委主任", "成员"),
        ],
        "召集人：张一（副县长）\n副召集人：李二（县政府办主任）、王三（县工信局局长）": [
            ("张一", "副县长", "召集人"),
            ("李二", "县政府办主任", "副召集人"),
            ("王三", "县工信局局长", "副召集人"),
        ],
        "办公室主任：孙四（兼）　县工信局副局长": [("孙四", "县工信局副局长", "办公室主任")],
        "成员单位：县发改委、县财政局": [],
    }
)
def test_people_of_a_roster_are_read_however_they_are_set(text, expected):
    members = extract_text("午县工作领导小组成员名单\n\n" + text + "\n").members
    assert [(m.raw, m.position, m.role) for m in members] == expected


@cases(
    {
        "戊市商务局\n戊市财政局\n2024年8月1日": ("戊市商务局、戊市财政局", "2024-08-01"),
        "戊市商务局　戊市财政局\n2024年8月1日": ("戊市商务局、戊市财政局", "2024-08-01"),
        "戊市商务局（代章）\n二〇二四年八月一日": ("戊市商务局", "2024-08-01"),
        "戊市推进产业振兴指挥部（代）\n2024年8月1日": ("戊市推进产业振兴指挥部", "2024-08-01"),
        "戊市商务局戊市财政局\n2024年8月1日": ("戊市商务局、戊市财政局", "2024-08-01"),
        "戊市委政策研究室 戊市商务局\n戊市供销联社\n2024年8月1日": (
            "戊市委政策研究室、戊市商务局、戊市供销联社",
            "2024-08-01",
        ),
        "戊市商务局　　　　2024年8月1日": ("戊市商务局", "2024-08-01"),
        "戊 市 人 民 政 府\n2024年8月1日": ("戊市人民政府", "2024-08-01"),
        "戊市商务局\n2024年8月1日\n（联系人：张三，联系电话：1234567）": (
            "戊市商务局",
            "2024-08-01",
        ),
    }
)
def test_issuer_and_date_stand_in_the_signature(text, expected):
    notice = (
        "关于做好以旧换新工作的通知\n各县区商务局：\n现通知如下。\n一、补贴标准\n每台补贴500元。\n"
    )
    [document] = extract_text(notice + text).documents
    assert (document.issuer, document.issued_on) == expected


@cases(
    {
        "己市财政局己市商务局关于做好补贴工作的通知": "己市财政局、己市商务局",
        "己市财政局 己市商务局关于做好补贴工作的通知": "己市财政局、己市商务局",
        "己市委办公室 己市人民政府办公室关于做好补贴工作的通知": "己市委办公室、己市人民政府办公室",
        "己市人民政府办公室关于做好补贴工作的通知": "己市人民政府办公室",
    }
)
def test_joint_issuers_are_named_one_by_one(text, expected):
    assert extract_text(text + _BODY).documents[0].issuer == expected


def test_the_signature_of_a_group_is_no_title():
    text = "各县人民政府：\n现将《关于巩固向好势头的政策措施》印发给你们，请认真实施。\n辛市产业振兴指挥部（代）\n2023年1月9日\n关于巩固向好势头的政策措施\n一、支持企业生产。奖励10万元。"
    notice, policy = extract_text(text).documents
    assert (notice.kind, notice.title, notice.issuer) == ("notice", None, "辛市产业振兴指挥部")
    assert (policy.title, policy.issuer, policy.covering) == (
        "关于巩固向好势头的政策措施",
        "辛市产业振兴指挥部",
        0,
    )


def test_the_place_is_what_the_text_says_of_it():
    zone = "广州开发区商务局 广州市黄埔区财政局关于印发促进总部经济办法的通知" + _BODY
    level = "自治区促进中小企业发展实施细则\n根据《新疆维吾尔自治区人民政府关于促进中小企业发展的意见》，制定本细则。\n一、放宽准入。"
    assert [extract_text(t).documents[0].city_code for t in (zone, level)] == ["440112", "650000"]


def test_labels_of_a_page_give_number_issuer_and_date():
    text = "索引号：11330300/2021-00123　发布机构：乙市科技局　成文日期：2021-06-18\n名　称：科技创新券管理办法\n文　号：乙科发〔2021〕8号　有效性：有效\n发布时间：2021-06-20 16:21　来源：市科技局　访问次数：123　字号：[大 中 小]\n科技创新券管理办法\n第一条 为规范管理，制定本办法。\n第二条 创新券面额为10万元。\n扫一扫在手机打开当前页\n"
    result = extract_text(text)
    [document] = result.documents
    assert (document.title, document.doc_number) == ("科技创新券管理办法", "乙科发〔2021〕8号")
    assert (document.issuer, document.issued_on) == ("乙市科技局", "2021-06-18")
    assert sum(1 for c in result.clauses if c.level == "furniture") == 5
    assert [a.raw for a in result.amounts] == ["10万元"]
    assert not result.citations


def test_labels_of_a_page_may_stand_in_a_table():
    text = "癸县人民政府办公室关于印发《癸县资金管理办法》的通知\n索引号 | xz/2021-3740 | 公开目录: | 县政府办文件 |\n文号 | 癸政办发〔2021〕88号 | 成文日期: | 2021年09月28日 |\n|---|---|\n第一条 为规范管理，制定本办法。"
    [document] = extract_text(text).documents
    assert (document.doc_number, document.issued_on) == ("癸政办发〔2021〕88号", "2021-09-28")


def test_a_compact_date_is_a_date():
    assert [iso_date(t) for t in ("20210924", "2021-9-24", "20211399")] == [
        "2021-09-24",
        "2021-09-24",
        None,
    ]


# --- citations ----------------------------------------------------------------------------


@cases(
    {
        "根据《甲省意见》（甲政〔2021〕3号）制定。": [
            ("《甲省意见》", "title"),
            ("（甲政〔2021〕3号）", "number"),
        ],
        "根据甲政〔2021〕3号文件精神。": [("甲政〔2021〕3号", "number")],
        "为贯彻落实国发〔2018〕19号和甲政办秘〔2020〕12号文件。": [
            ("国发〔2018〕19号", "number"),
            ("甲政办秘〔2020〕12号", "number"),
        ],
        "按省府发（2021）5号文执行。": [("省府发（2021）5号", "number")],
        "省里文件（甲政〔2021〕3号）。": [("甲政〔2021〕3号", "number")],
        "根据《甲办法》（国务院令第748号）制定。": [
            ("《甲办法》", "title"),
            ("（国务院令第748号）", "number"),
        ],
        "依据《甲办法》（国资委、财政部令第 3 号）。": [
            ("《甲办法》", "title"),
            ("（国资委、财政部令第 3 号）", "number"),
        ],
        "根据国务院令第748号制定。": [("国务院令第748号", "number")],
        "根据财政部、税务总局公告2023年第7号。": [("财政部、税务总局公告2023年第7号", "number")],
        "依照《设计标准》（ JGJ450-2018）、《规范》(GB/T 50378-2019)。": [
            ("《设计标准》", "title"),
            ("（ JGJ450-2018）", "number"),
            ("《规范》", "title"),
            ("(GB/T 50378-2019)", "number"),
        ],
        "符合GB/T 50378-2019的要求。": [],
        "根据《甲省意见》（国发〔2018〕19号，以下简称《意见》）要求。": [
            ("《甲省意见》", "title"),
            ("国发〔2018〕19号", "number"),
            ("《意见》", "title"),
        ],
        "按照《甲通知》（财税〔2016〕36号、财税〔2017〕58号）执行。": [
            ("《甲通知》", "title"),
            ("财税〔2016〕36号", "number"),
            ("财税〔2017〕58号", "number"),
        ],
        "根据甲政发〔二〇二一〕3号规定。": [("甲政发〔二〇二一〕3号", "number")],
        "贯彻国家发展改革委办公厅发改办高技〔2020〕1157号通知。": [
            ("发改办高技〔2020〕1157号", "number")
        ],
        "结合《关于印发<实施意见>的通知》[甲政办（2020）15号]精神。": [
            ("《关于印发<实施意见>的通知》", "title"),
            ("[甲政办（2020）15号]", "number"),
        ],
        "拨打12345号热线，到3号楼领取。": [],
    }
)
def test_a_number_alone_in_its_brackets_is_cited_with_them(text, expected):
    assert citations(text) == expected


_HEADINGS = "支持企业上市|落户奖励|适用范围|申报材料|关于政策适用对象|项目库管理|款项拨付|经费保障|对外开放合作|自主创新支持|产业链与创新链融合|优化以企业为中心的服务|打造“一站式”服务平台|首台（套）装备奖励|鼓励乡镇、街道招商引资|建立健全机制，强化统筹协调"
_STATEMENTS = "奖励资金列入预算|专项资金管理遵循公开原则|市科技局是主管部门|同一项目不重复享受|对企业给予奖励|每年安排资金1000万元|补贴发放按季度进行|企业应如实申报|本办法适用于全市|奖励资金实行总额控制"


@pytest.mark.parametrize("marker", ["第一条 ", "（一）", "1."])
@pytest.mark.parametrize("words", _HEADINGS.split("|"))
def test_words_that_name_a_matter_are_a_heading(words, marker):
    [(_, _, heading)] = levels(f"甲县若干措施\n{marker}{words}。具体内容在这里。")
    assert heading == words


@pytest.mark.parametrize("marker", ["第一条 ", "（一）", "1."])
@pytest.mark.parametrize("words", _STATEMENTS.split("|"))
def test_words_that_say_something_of_a_subject_are_no_heading(words, marker):
    [(_, _, heading)] = levels(f"甲县若干措施\n{marker}{words}。具体内容在这里。")
    assert heading is None


@pytest.mark.parametrize("text", ["依据\n第三条规定的条件执行。", "符合\n第三条第二款的企业。"])
def test_an_article_that_is_referred_to_is_no_marker(text):
    assert levels("甲县若干措施\n" + text) == []


def outline(result: Extraction) -> list[tuple]:
    return [
        (c.level, c.marker, c.heading)
        for c in result.clauses
        if c.level not in ("title", "furniture", "signature") and (c.marker or c.heading)
    ]


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
    assert (amount.raw, amount.yuan_max, amount.role) == (expected, 1_000_000, "award")
    assert len(result.measures) == 1
    assert text[amount.start : amount.end] == amount.raw


def test_a_text_without_line_breaks_is_still_taken_apart():
    text = "甲县人民政府关于支持企业上云的通知各乡镇人民政府：为支持上云，现通知如下：一、支持上云。对上云企业给予10万元奖励。（责任单位：市财政局）二、支持创新。按投资额的20%给予补助，最高50万元。（责任单位：市科技局）"
    result = extract_text(text)
    assert [c.marker for c in result.clauses if c.marker] == ["一、", "二、"]
    assert [a.yuan_max for a in result.amounts] == [100_000, 500_000]
    assert [r.name for r in result.responsibilities] == ["市财政局", "市科技局"]


def test_a_title_over_several_lines_is_joined():
    text = "甲县人民政府办公室\n关于印发支持工业互联网发展\n若干政策的通知\n\n各乡镇人民政府：\n现印发给你们，请遵照执行。\n"
    document = extract_text(text).documents[0]
    assert document.title == "甲县人民政府办公室关于印发支持工业互联网发展若干政策的通知"
    assert document.kind == "notice"


def test_a_notice_and_what_it_issues_are_two_documents():
    notice, policy = extract_text(ISSUED).documents
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


_TASKS = [
    "序号|重点任务|牵头单位|配合单位（部门）|完成时限",
    "1|新建充电桩300个，完善网络。|市能源局|市财政局、各县（区）|2024年6月",
    "2|改造老旧小区50个|市住房城乡建设局||2024年底",
    "3|加强督导|市教育局|市财政局|长期",
]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(_TASKS),
        "\n".join(["|---|---|---|---|---|", *_TASKS]),
        "\n".join(f"| {row.replace('|', ' | ')} |" for row in _TASKS),
        "\n".join(_TASKS).replace("|", "\t"),
    ],
    ids=["bars", "rule", "markdown", "tabs"],
)
def test_tables_of_tasks(text: str) -> None:
    found = extract_text(f"# 甲市2024年重点任务分工表\n{text}\n")
    assert [(u.name, u.role) for u in found.responsibilities] == [
        ("市能源局", "lead"),
        ("市财政局", "support"),
        ("各县（区）", "support"),
        ("市住房城乡建设局", "lead"),
        ("市教育局", "lead"),
        ("市财政局", "support"),
    ]
    assert [(t.indicator, t.due_on) for t in found.targets] == [
        ("充电桩", "2024-06-30"),
        ("老旧小区", "2024-12-31"),
    ]
    assert [(d.raw, d.end_on) for d in found.deadlines if d.kind == "target"] == [
        ("2024年6月", "2024-06-30"),
        ("2024年底", "2024-12-31"),
    ]


def test_a_table_of_sums_is_no_table_of_tasks() -> None:
    found = extract_text("# 甲市补助办法\n类别\t标准\n国家级\t每家10万元\n")
    assert found.responsibilities == []
    assert [a.raw for a in found.amounts] == ["10万元"]


@pytest.mark.parametrize("leader", ["……………3", "...........3", " ", "·····12"])
def test_a_table_of_contents_is_no_part_of_the_text(leader: str) -> None:
    text = (
        "# 甲市养老服务发展规划\n目  录\n"
        + "".join(
            f"{head}{leader}\n" for head in ("一、发展基础", "（一）主要成就", "二、总体要求")
        )
        + "一、发展基础\n（一）主要成就\n现有床位5000张，运行平稳。\n二、总体要求\n到2030年，床位达到9000张。\n"
    )
    found = extract_text(text)
    assert [d.title for d in found.documents] == ["甲市养老服务发展规划"]
    assert [c.heading for c in found.clauses if c.marker] == ["发展基础", "主要成就", "总体要求"]
    assert [c.level for c in found.clauses].count("furniture") == 4


def test_numbered_clauses_inside_the_cell_of_a_table() -> None:
    text = (
        "# 甲区民生实事\n序号 | 项目 | 工作举措 | 责任单位 | 配合单位 |\n"
        "1 | 新建托位200个。 | 1.选址：先定地点。 2.施工：再行建设。 | 卫生健康局 | 财政局、青山镇 |\n"
        "2 | 新建公园3处。 | 全面推进。 | 住建局 | 各街道 |\n"
        "以上事项由区政府督查，及时通报。\n"
    )
    found = extract_text(text)
    assert [(u.name, u.role) for u in found.responsibilities] == [
        ("卫生健康局", "responsible"),
        ("财政局", "support"),
        ("青山镇", "support"),
        ("住建局", "responsible"),
        ("各街道", "support"),
    ]
    assert [c.marker for c in found.clauses if c.marker] == ["1.", "2."]


def test_nothing_goes_on_after_the_title_of_a_notice() -> None:
    text = (
        "关于印发青山州全面推进冷链物流体系建设实施方案的通知\n青山州全面推进冷链物流\n体系建设实施方案\n"
        "为做好冷链物流工作，制定本方案。\n一、总体目标\n到2027年，冷库达到50座。\n"
    )
    assert [d.title for d in extract_text(text).documents] == [
        "关于印发青山州全面推进冷链物流体系建设实施方案的通知",
        "青山州全面推进冷链物流体系建设实施方案",
    ]


def test_the_head_of_a_page_says_when_it_takes_effect() -> None:
    text = (
        "索引号： | 3070 | 发布机构： | 甲县民政局 |\n生效日期： | 2026-03-01 | 废止日期： | |\n"
        "甲县养老服务补贴办法\n一、对象\n本县老人。\n"
    )
    found = extract_text(text)
    assert found.documents[0].effective_on == "2026-03-01"
    assert [(d.raw, d.kind) for d in found.deadlines] == [("2026-03-01", "effective")]


def test_the_head_of_a_database_of_law_says_who_issued_it_and_when() -> None:
    text = (
        "文章属性\n∙【制定机关】青岛市人民政府办公厅\n∙【公布日期】2021.03.05\n∙【字　　号】青政办〔2021〕8号\n"
        "∙【效力等级】地方规范性文件\n∙【时效性】现行有效\n正文\n"
        "市政府办公厅关于印发冷链物流发展方案的通知\n青政办〔2021〕8号\n各区、市人民政府：\n现印发给你们。\n"
    )
    (document, *_) = extract_text(text).documents
    assert document.title == "市政府办公厅关于印发冷链物流发展方案的通知"
    assert (document.issuer, document.issued_on) == ("青岛市人民政府办公厅", "2021-03-05")
    assert (document.doc_number, document.city_code) == ("青政办〔2021〕8号", "370200")


def test_a_line_that_ends_in_an_opening_quote_goes_on() -> None:
    text = "甲市若干政策\n为推动制造业提质，结合我市“\n6+3”产业体系，制定本政策。\n一、支持转型\n"
    clauses = extract_text(text).clauses
    assert clauses[1].text == "为推动制造业提质，结合我市“6+3”产业体系，制定本政策。"


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            "第五条 支持冷链企业发展。\n（一）对冷链企业给予3万元奖励。\n",
            ["支持冷链企业发展", None],
        ),
        ("第五条 支持冷链企业发展。\n第六条 支持冷库建设。\n", [None, None]),
        ("三、促进乡村可持续发展。对农场给予3万元奖励。\n", ["促进乡村可持续发展"]),
    ],
)
def test_short_headings_of_articles(text: str, headings: list[str | None]) -> None:
    assert [c.heading for c in extract_text(text).clauses if c.marker] == headings


def test_a_marker_before_a_month_and_a_heading_of_short_phrases() -> None:
    text = (
        "# 甲市方案\n一、鼓励出口，扶优扶强，保持外贸稳定\n"
        "1.4月底前完成选址；2.8月底前完成施工。\n3.2023年底前完成验收。\n"
    )
    clauses = extract_text(text).clauses
    assert [(c.marker, c.heading) for c in clauses if c.marker] == [
        ("一、", "鼓励出口，扶优扶强，保持外贸稳定"),
        ("1.", None),
        ("2.", None),
        ("3.", None),
    ]


def test_numbers_that_only_a_blank_parts_from_their_heading() -> None:
    text = (
        "关于发展乙县电商的意见\n各乡镇人民政府：\n提出如下意见。\n一 发展目标\n到2018年，交易额突破8亿元。\n"
        "二 主要任务\n1 完善网络设施\n县工信局协调运营商。\n2 健全物流体系\n（1）整合快递资源。支持合作共建。\n三 保障措施\n成立领导小组。\n"
    )
    found = extract_text(text)
    assert [(c.level, c.marker, c.heading) for c in found.clauses if c.marker] == [
        ("chapter", "一", "发展目标"),
        ("chapter", "二", "主要任务"),
        ("article", "1", "完善网络设施"),
        ("article", "2", "健全物流体系"),
        ("item", "（1）", "整合快递资源"),
        ("chapter", "三", "保障措施"),
    ]


def test_numbers_of_things_are_no_headings() -> None:
    found = extract_text("甲县统计\n3 养殖大户名单\n5 种植大户名单\n")
    assert not [c for c in found.clauses if c.marker]
