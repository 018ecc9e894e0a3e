"""Tables of sums and years: what a plain number in a cell is, its head says."""

from __future__ import annotations

from extract import extract_text
from extract.models import Extraction

AWARDS = """一、奖励标准

| 序号 | 奖励项目 | 奖励标准（万元） | 责任单位 |
| --- | :---: | --- | --- |
| 1 | 国家级工程实验室 | 80 | 市科技局 |
| 2 | 省级工程实验室 | 30-40 | 市科技局、市财政局 |
| 3 | 市级工程实验室 | 不超过12.5 | 市科技局 |
"""


def unresolved(found: Extraction) -> list[str]:
    return [n.raw for n in found.numerals if n.disposition == "unresolved"]


def test_a_column_of_sums_is_paid_to_what_its_row_names() -> None:
    found = extract_text(AWARDS)
    assert [(a.raw, a.yuan_min, a.yuan_max, a.role, a.tier) for a in found.amounts] == [
        ("80", 800_000, 800_000, "award", "国家级工程实验室"),
        ("30-40", 300_000, 400_000, "award", "省级工程实验室"),
        ("12.5", 125_000, 125_000, "cap", "市级工程实验室"),
    ]
    assert [(m.raw, m.award_yuan, m.cap_yuan, m.instrument) for m in found.measures] == [
        ("国家级工程实验室 | 80", 800_000, None, "奖励"),
        ("省级工程实验室 | 30-40", None, None, "奖励"),
        ("市级工程实验室 | 不超过12.5", None, 125_000, "奖励"),
    ]
    assert len(found.responsibilities) == 4
    assert not unresolved(found)
    rows = [n.disposition for n in found.numerals if n.raw in ("1", "2", "3")]
    assert rows == ["marker"] * 3


def test_a_caption_gives_the_unit_of_every_column() -> None:
    text = "二、补贴标准\n单位：元\n工种\t初级\t高级\n钳工\t900\t1800\n铣工\t1100\t2100\n"
    found = extract_text(text)
    assert [(m.tier, m.award_yuan, m.instrument) for m in found.measures] == [
        ("钳工 初级", 900, "补贴"),
        ("钳工 高级", 1800, "补贴"),
        ("铣工 初级", 1100, "补贴"),
        ("铣工 高级", 2100, "补贴"),
    ]
    assert not unresolved(found)


def test_a_sum_per_something_and_a_fund() -> None:
    text = "|作物|奖补标准（元/亩）|安排资金（万元）|\n|小麦|150|1,200.5|\n"
    found = extract_text(text)
    assert [(a.raw, a.yuan_max, a.role, a.per) for a in found.amounts] == [
        ("150", 150, "award", "亩"),
        ("1,200.5", 12_005_000, "budget", None),
    ]


def test_a_column_of_years() -> None:
    text = "项目|实施年份|总投资（亿元）\n甲路|2027|3.5\n乙桥|2028|0.8\n"
    found = extract_text(text)
    assert [(d.raw, d.kind, d.start_on, d.end_on) for d in found.deadlines] == [
        ("2027", "period", "2027-01-01", "2027-12-31"),
        ("2028", "period", "2028-01-01", "2028-12-31"),
    ]
    assert [a.yuan_max for a in found.amounts] == [350_000_000, 80_000_000]


def test_numbers_of_two_cells_are_not_one_number() -> None:
    for gap in ("\t", "  ", "\u3000\u3000", " \t "):
        found = extract_text(f"一、价格\n甲{gap}1000{gap}1500\n")
        assert [n.raw for n in found.numerals if n.raw != "一"] == ["1000", "1500"], repr(gap)


def test_two_columns_of_offices_printed_a_cell_a_line() -> None:
    text = (
        "甲区重点工作任务分解表\n\n序号\n\n重点工作任务\n\n主要责任单位\n\n协同配合单位\n\n"
        "1\n\n改造老旧管网30公里。\n\n区住建局\n\n区财政局、区水务局，各乡镇人民政府。\n\n"
        "2\n\n新建口袋公园8处。\n\n区城管局\n\n区发改委。\n"
    )
    found = extract_text(text)
    assert [(u.raw, u.role) for u in found.responsibilities] == [
        ("区住建局", "responsible"),
        ("区财政局", "support"),
        ("区水务局", "support"),
        ("各乡镇人民政府", "support"),
        ("区城管局", "responsible"),
        ("区发改委", "support"),
    ]
    assert [t.raw for t in found.targets] == ["30公里", "8处"]


def test_offices_one_a_line_are_cells_and_no_title() -> None:
    text = (
        "2024年民生实事任务分解表\n\n序号\n\n民生实事\n\n责任单位\n\n完成时限\n\n1\n\n"
        "新建人行天桥。\n\n县交通局\n\n县住建局\n\n县防汛指挥部\n\n9月底前\n\n2\n\n"
        "建成残疾人服务中心。\n\n县残联\n\n12月底前\n"
    )
    found = extract_text(text)
    assert [d.title for d in found.documents] == ["2024年民生实事任务分解表"]
    assert [r.name for r in found.responsibilities] == [
        "县交通局",
        "县住建局",
        "县防汛指挥部",
        "县残联",
    ]


def test_a_table_of_supports_says_who_gets_them_and_where_to_ask() -> None:
    found = extract_text(
        "# 甲市扶持政策清单\n\n| 类别 | 支持对象 | 支持标准 | 受理部门 |\n|---|---|---|---|\n"
        "| 工业 | 年营收首次突破3亿元的企业 | 奖励30万元 | 市工信局 |\n"
        "| 商贸 | 新纳入限上统计的批发企业 | 每家奖励4万元，次年保持在库的再奖1万元 | 市商务局 |\n"
        "| 金融 | 小额贷款保证保险 | 按保费的40%补贴，单户最高8万元 | 市金融局 |\n"
    )
    assert [(m.beneficiary, m.award_yuan, m.rate, m.cap_yuan, m.per) for m in found.measures] == [
        ("年营收首次突破3亿元的企业", 300000, None, None, None),
        ("新纳入限上统计的批发企业", 40000, None, None, "每家"),
        ("新纳入限上统计的批发企业", 10000, None, None, None),
        ("小额贷款保证保险", None, 40, 80000, "单户"),
    ]
    assert (found.amounts[0].raw, found.amounts[0].role) == ("3亿元", "threshold")
    assert [(r.raw, r.role) for r in found.responsibilities] == [
        ("市工信局", "responsible"),
        ("市商务局", "responsible"),
        ("市金融局", "responsible"),
    ]


def test_loans_to_be_granted_are_a_goal() -> None:
    found = extract_text("新增城镇就业1800人；发放创业担保贷款4000万元。")
    assert [(a.raw, a.role) for a in found.amounts] == [("4000万元", "target")]
