"""Notations of responsible units, one line a case: a text, and who is charged with what."""

from __future__ import annotations

import pytest

from extract import extract_text
from tests.cases import cases

LEAD, RESPONSIBLE, SUPPORT, INTERPRET, DRAFT, HOST = (
    *("lead", "responsible", "support"),
    *("interpret", "draft", "host"),
)


def units(text: str) -> list[tuple[str, str]]:
    result = extract_text("一、主要任务\n" + text)
    return [(r.raw, r.role) for r in result.responsibilities]


def of(role: str, *names: str) -> list[tuple[str, str]]:
    return [(name, role) for name in names]


def test_the_first_of_each_list_leads_where_the_text_says_so() -> None:
    text = (
        "1.办好幼儿园。（市教育局，市农业农村局，各县区人民政府，排名第一位为牵头单位，下同）\n"
        "2.建好学校。（市住建局、市教育局）\n3.用好资金。（责任单位：市财政局、市审计局）\n"
    )
    assert units(text) == [
        ("市教育局", LEAD),
        ("市农业农村局", RESPONSIBLE),
        ("各县区人民政府", RESPONSIBLE),
        ("市住建局", LEAD),
        ("市教育局", RESPONSIBLE),
        ("市财政局", LEAD),
        ("市审计局", RESPONSIBLE),
    ]
    once = "治理欠薪。（责任单位：市人社局、市公安局，列首位者为牵头单位）\n普法。（市司法局、市公安局）"
    assert units(once) == [
        ("市人社局", LEAD),
        *of(RESPONSIBLE, "市公安局", "市司法局", "市公安局"),
    ]


def test_those_named_after_one_that_leads_are_charged_whoever_they_are() -> None:
    assert units("部门分工：省粮食局牵头，各地、各部门配合。") == [
        ("省粮食局", LEAD),
        ("各地", SUPPORT),
        ("各部门", SUPPORT),
    ]
    assert units("各部门要密切配合。") == []


def test_the_office_of_a_leading_group() -> None:
    text = "实施细则由市招商工作领导小组办公室制定。"
    assert units(text) == of(DRAFT, "市招商工作领导小组办公室")


@cases(
    {
        "（市住建局（牵头）、市水务局、各区政府）": [
            ("市住建局", LEAD),
            ("市水务局", RESPONSIBLE),
            ("各区政府", RESPONSIBLE),
        ],
        "责任单位：市水务局、市城管局，市残联配合": [
            ("市水务局", RESPONSIBLE),
            ("市城管局", RESPONSIBLE),
            ("市残联", SUPPORT),
        ],
        "责任领导：王五 责任单位：县水利局、县民政局 完成时限：2024年6月": of(
            RESPONSIBLE, "县水利局", "县民政局"
        ),
        "3. 责任单位：县水利局、县民政局": of(RESPONSIBLE, "县水利局", "县民政局"),
        "（责任单位：市财政局；完成时限：2022年12月底）": of(RESPONSIBLE, "市财政局"),
        "（完成时限：2022年12月；责任单位：市财政局）": of(RESPONSIBLE, "市财政局"),
        "（牵头单位：市发展改革委，配合单位：市财政局、各县区，完成时限：2025年）": [
            ("市发展改革委", LEAD),
            ("市财政局", SUPPORT),
            ("各县区", SUPPORT),
        ],
        "（牵头领导：王五；责任单位：市科技局；责任人：李四）": of(RESPONSIBLE, "市科技局"),
        "（责任单位：市科技局，2023年底前完成）": of(RESPONSIBLE, "市科技局"),
        "（责任单位：市科技局，长期坚持）": of(RESPONSIBLE, "市科技局"),
        "（牵头：市科技局；配合：市财政局、市商务局）": [
            ("市科技局", LEAD),
            ("市财政局", SUPPORT),
            ("市商务局", SUPPORT),
        ],
        "（责任部门（单位）：市科技局、市财政局）": of(RESPONSIBLE, "市科技局", "市财政局"),
        "（牵头（责任）单位：市科技局）": of(LEAD, "市科技局"),
        "（第一责任单位：市科技局；第二责任单位：市财政局）": of(
            RESPONSIBLE, "市科技局", "市财政局"
        ),
        "（项目主管部门：市科技局）": of(LEAD, "市科技局"),
        "（参加单位：市科技局、甲大学）": of(SUPPORT, "市科技局", "甲大学"),
        "（责任处室：创新处；配合处室：资金处）": [("创新处", RESPONSIBLE), ("资金处", SUPPORT)],
        "（责任单位：市科技局/市财政局）": of(RESPONSIBLE, "市科技局", "市财政局"),
        "（牵头单位：市科技局 责任单位：市财政局 市商务局）": [
            ("市科技局", LEAD),
            ("市财政局", RESPONSIBLE),
            ("市商务局", RESPONSIBLE),
        ],
        "〔责任单位：市经信局、市财政局（国资委）〕": of(
            RESPONSIBLE, "市经信局", "市财政局（国资委）"
        ),
        "[责任单位：市经信局和市财政局]": of(RESPONSIBLE, "市经信局", "市财政局"),
        "（责任单位：市发展和改革委员会、市住房和城乡建设局）": of(
            RESPONSIBLE, "市发展和改革委员会", "市住房和城乡建设局"
        ),
        "（责任单位：各县（市、区）人民政府、各街道办事处（乡镇人民政府））": of(
            RESPONSIBLE, "各县（市、区）人民政府", "各街道办事处（乡镇人民政府）"
        ),
        "（责任单位：各市、县（市、区）人民政府）": of(RESPONSIBLE, "各市、县（市、区）人民政府"),
        "（责任单位：国家税务总局甲市税务局、国网甲市供电公司、甲海关）": of(
            RESPONSIBLE, "国家税务总局甲市税务局", "国网甲市供电公司", "甲海关"
        ),
        "（责任单位：\n市财政局、市科技局）": of(RESPONSIBLE, "市财政局", "市科技局"),
        "牵头单位：市科技局　　配合单位：市财政局　　完成时限：2022年底": [
            ("市科技局", LEAD),
            ("市财政局", SUPPORT),
        ],
        "加大投入。责任单位：市财政局、市科技局。": of(RESPONSIBLE, "市财政局", "市科技局"),
        "支持范围（含以上单位）。": [],
        "——责任单位：市工信局": of(RESPONSIBLE, "市工信局"),
        "（责任单位：市中级人民法院、甲移动、国网甲供电公司、人行甲中支、市农商行、市城投集团、市家具行业协会、市属各医院）": of(
            RESPONSIBLE,
            *("市中级人民法院", "甲移动", "国网甲供电公司", "人行甲中支", "市农商行"),
            *("市城投集团", "市家具行业协会", "市属各医院"),
        ),
        "（责任单位：旗工信局、各苏木镇人民政府）": of(RESPONSIBLE, "旗工信局", "各苏木镇人民政府"),
        "（责任单位：市税务局、市财政局，排在首位的为牵头单位，下同）": [
            ("市税务局", LEAD),
            ("市财政局", RESPONSIBLE),
        ],
        "申报单位：在本市注册的企业。": [],
        "实施主体：在本市依法注册的企业。": [],
        "工作单位：某某公司": [],
    }
)
def test_a_labelled_list_ends_where_its_label_does(text, expected):
    assert units("支持上云。" + text if text[0] in "（〔[" else text) == expected


@cases(
    {
        "给予奖励。（市工信委、市财政局）": of(RESPONSIBLE, "市工信委", "市财政局"),
        "给予奖励（市工信委、市财政局）。": of(RESPONSIBLE, "市工信委", "市财政局"),
        "给予奖励。（市科技局）": of(RESPONSIBLE, "市科技局"),
        "给予奖励。[市工信局，各县（市、区）人民政府]": of(
            RESPONSIBLE, "市工信局", "各县（市、区）人民政府"
        ),
        "给予奖励。（市委组织部、市人社局，团市委）": of(
            RESPONSIBLE, "市委组织部", "市人社局", "团市委"
        ),
        "向主管部门（市科技局）提出申请。": [],
        "报县直部门（县发改局、县财政局）。": [],
        "重点支持（市级、省级）。": [],
        "支持三个功能区（经开区、高新区、新城区）。": [],
        "支持银行（工商银行、农业银行）。": [],
        "由三家单位（市科技局、市财政局、市商务局）组成评审组。": [],
        "支持各类主体（企业、高校、科研院所）。": [],
        "总结经验。（详见附件）": [],
    }
)
def test_a_list_without_a_label_is_one_where_all_members_are_offices(text, expected):
    assert units(text) == expected


@cases(
    {
        "（由市商务局负责）": of(RESPONSIBLE, "市商务局"),
        "（市商务局、市财政局等部门按职责分工负责）": of(RESPONSIBLE, "市商务局", "市财政局"),
        "（省科技厅牵头，省财政厅等部门配合，各市、县（市、区）人民政府落实）": [
            ("省科技厅", LEAD),
            ("省财政厅", SUPPORT),
            ("各市、县（市、区）人民政府", RESPONSIBLE),
        ],
        "（市科技局负责，市财政局配合）": [("市科技局", RESPONSIBLE), ("市财政局", SUPPORT)],
        "市发展改革委牵头，市财政局、市科技局等按职责分工负责。": [
            ("市发展改革委", LEAD),
            ("市财政局", RESPONSIBLE),
            ("市科技局", RESPONSIBLE),
        ],
        "市发展改革委、市财政局按职责分工负责。": of(RESPONSIBLE, "市发展改革委", "市财政局"),
        "（市科技局牵头，市财政局参与，各县（区）政府负责落实。以下均需各县（区）政府落实，不再列出。）": [
            ("市科技局", LEAD),
            ("市财政局", SUPPORT),
            ("各县（区）政府", RESPONSIBLE),
            ("各县（区）政府", RESPONSIBLE),
        ],
        "（市科技局、甲海关分工负责）": of(RESPONSIBLE, "市科技局", "甲海关"),
        "（市自然资源局负责，2024年6月底前完成）": of(RESPONSIBLE, "市自然资源局"),
        "（市委宣传部、市委网信办牵头，市广电台配合）": [
            ("市委宣传部", LEAD),
            ("市委网信办", LEAD),
            ("市广电台", SUPPORT),
        ],
        "市科技局、市财政局，各县（市、区）政府按职责分工负责。": of(
            RESPONSIBLE, "市科技局", "市财政局", "各县（市、区）政府"
        ),
        "由龙头企业牵头，高校、科研院所配合。": [],
        "支持龙头企业牵头建设平台。": [],
        "支持市科技局牵头的项目。": [],
        "各有关部门要积极配合。": [],
        "各部门要密切配合，形成合力。": [],
        "申请人应积极配合。": [],
        "（企业自愿参与）": [],
    }
)
def test_a_phrase_says_what_its_units_do(text, expected):
    assert units("支持上云。" + text) == expected


@cases(
    {
        "本政策由市财政局负责解释，具体工作由市投资服务中心承担。": of(
            INTERPRET, "市财政局", "市投资服务中心"
        ),
        "本办法由区政府负责解释，具体由区发改局等部门承担。": of(INTERPRET, "区政府", "区发改局"),
        "本办法由市科技局会同市财政局解释。": [("市科技局", INTERPRET), ("市财政局", SUPPORT)],
        "县商务局负责新建项目相关工作，县工信局负责技改项目相关工作。": of(
            RESPONSIBLE, "县商务局", "县工信局"
        ),
        "由市科技局牵头，会同市财政局制定实施细则。": [("市科技局", LEAD), ("市财政局", SUPPORT)],
        "实施细则由市科技局另行制定。": of(DRAFT, "市科技局"),
        "办公室设在市工信局，由市工信局局长兼任主任。": of(HOST, "市工信局"),
        "财政部门负责资金拨付，审计部门负责资金监督。": of(RESPONSIBLE, "财政部门", "审计部门"),
        "市、县（区）财政部门负责资金拨付。": of(RESPONSIBLE, "市、县（区）财政部门"),
        "乡镇人民政府（街道办事处）负责受理。": of(RESPONSIBLE, "乡镇人民政府（街道办事处）"),
        "市财政局协助做好资金监管。": of(SUPPORT, "市财政局"),
        "县残联、团县委配合做好宣传。": of(SUPPORT, "县残联", "团县委"),
        "县自然资源、住建等部门按职责做好保障。": of(RESPONSIBLE, "县自然资源", "住建"),
        "民政、财政部门和市残联按各自职责协同实施本办法。": of(
            SUPPORT, "民政", "财政部门", "市残联"
        ),
        "经县商务局牵头会同县财政、税务、乙园区管委办等有关部门审核。": [
            ("县商务局", LEAD),
            ("县财政", SUPPORT),
            ("税务", SUPPORT),
            ("乙园区管委办", SUPPORT),
        ],
        "由各重点产业“链长”专班牵头，每年评定一次。": of(LEAD, "各重点产业“链长”专班"),
        "本政策解释权归甲县人民政府。": of(INTERPRET, "甲县人民政府"),
        "县商务局、县文旅局等行业部门负责项目管理，各镇（街道）负责实施。": of(
            RESPONSIBLE, "县商务局", "县文旅局", "各镇（街道）"
        ),
        "本细则由县文旅局商县财政局解释。": [("县文旅局", INTERPRET), ("县财政局", SUPPORT)],
        "第四条 县旅游局牵头会同县住建委评审。": [("县旅游局", LEAD), ("县住建委", SUPPORT)],
        "第五条　市财政局负责制定管理办法。": of("draft", "市财政局"),
        "（甲银行某省分行、各州、市人民政府配合）": of(
            SUPPORT, "甲银行某省分行", "各州、市人民政府"
        ),
        "企业负责项目建设工作。": [],
        "项目单位负责项目建设。": [],
        "项目负责人由企业指定。": [],
        "县长负责全面工作。": [],
    }
)
def test_units_with_a_role_are_found_in_running_text(text, expected):
    assert units(text) == expected


@cases(
    {
        "（责任单位：市发改、经信、财政局）": ["市发改局", "市经信局", "市财政局"],
        "（责任单位：市经信局、财政局，各县区政府、开发区管委会）": [
            "市经信局",
            "市财政局",
            "各县区政府",
            "开发区管委会",
        ],
        "（责任单位：市教育局、团市委、市妇联）": ["市教育局", "团市委", "市妇联"],
        "市发改、财政、住建等部门按职责分工负责。": ["市发改部门", "市财政部门", "市住建部门"],
        "各级教育、财政部门按职责分工负责。": ["各级教育部门", "财政部门"],
    }
)
def test_what_a_list_leaves_out_is_restored(text, expected):
    assert [r.name for r in extract_text("支持上云。" + text).responsibilities] == expected


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "成立工作专班，组长由副区长刘强担任，副组长由区政府办公室主任陈红、区教育局局长赵亮担任。",
            [
                ("刘强", "副区长", "组长"),
                ("陈红", "区政府办公室主任", "副组长"),
                ("赵亮", "区教育局局长", "副组长"),
            ],
        ),
        (
            "由县长孙杰任总指挥，常务副县长周敏任副总指挥。",
            [("孙杰", "县长", "总指挥"), ("周敏", "常务副县长", "副总指挥")],
        ),
        ("由区政府分管领导任组长，各街道办事处为成员。", []),
        ("办公室主任由县政府副秘书长兼任。", []),
    ],
)
def test_who_heads_a_group_in_running_text(text: str, expected: list[tuple]) -> None:
    assert [(m.name, m.position, m.role) for m in extract_text(text).members] == expected


def test_a_roster_printed_in_one_line() -> None:
    text = (
        "为加强领导，成立县防汛工作领导小组： 组 长：李国强 副县长 副组长：吾买尔·司马义 县政府办公室副主任 "
        "赵志刚 县水利局局长 成 员：钱卫东 县应急局副局长 孙 丽 县气象局副局长\n"
    )
    assert [(m.name, m.position, m.role) for m in extract_text(text).members] == [
        ("李国强", "副县长", "组长"),
        ("吾买尔·司马义", "县政府办公室副主任", "副组长"),
        ("赵志刚", "县水利局局长", "副组长"),
        ("钱卫东", "县应急局副局长", "成员"),
        ("孙丽", "县气象局副局长", "成员"),
    ]


def test_cells_of_lines_that_a_bar_opens_go_by_the_order_of_the_columns() -> None:
    text = (
        "牵头单位\n| 目标任务\n| 责任单位\n|\n市商务局\n| 推进夜间经济街区建设\n| 市城管局、各区县\n|\n"
        "推进农贸市场升级改造\n| 市市场监管局、各区县\n|\n"
    )
    assert [(r.role, r.raw) for r in extract_text(text).responsibilities] == [
        ("lead", "市商务局"),
        ("responsible", "市城管局"),
        ("responsible", "各区县"),
        ("responsible", "市市场监管局"),
        ("responsible", "各区县"),
    ]


def test_places_whose_governments_are_charged() -> None:
    text = "完善机场设施。（甲州机场扩建指挥部、乙城、丙河、丁口市政府、省农垦总局负责）"
    assert [r.raw for r in extract_text(text).responsibilities] == [
        "甲州机场扩建指挥部",
        "乙城",
        "丙河",
        "丁口市政府",
        "省农垦总局",
    ]


def test_a_bracket_after_a_name_says_who_it_is() -> None:
    found = extract_text("组长：陈　静（女）　副县长\n成员：赵红（女，回族）　县民政局局长\n")
    assert [(m.name, m.position) for m in found.members] == [
        ("陈静", "副县长"),
        ("赵红", "县民政局局长"),
    ]
