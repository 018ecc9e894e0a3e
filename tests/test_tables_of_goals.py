"""Tables of indicators: what is measured, by which unit, how things are and how they shall be."""

from __future__ import annotations

from extract import extract_text

HEAD = "丙县农业发展规划\n二、主要目标\n到2025年，主要指标见下表。\n"


def test_goals_of_a_table_with_a_column_of_units() -> None:
    found = extract_text(
        f"{HEAD}专栏1 主要指标\n| 序号 | 指标名称 | 单位 | 2020年 | 2025年 | 年均增长 | 属性 |\n|---|---|---|---|---|---|---|\n"
        "| 1 | 水果总产量 | 万吨 | 30.5 | 42.5 | 0.8% | 约束性 |\n| 2 | 农民人均收入 | 元 | 17000 | 23000 | 6% | 预期性 |\n"
        "| 3 | 综合机械化率 | % | 70 | 78 | - | 预期性 |\n"
    )
    assert [(t.raw, t.value_min, t.measure_unit, t.indicator, t.due_on) for t in found.targets] == [
        ("42.5", 425000, "吨", "水果总产量", "2025-12-31"),
        ("0.8%", 0.8, "%", "水果总产量", "2025-12-31"),
        ("6%", 6, "%", "农民人均收入", "2025-12-31"),
        ("78", 78, "%", "综合机械化率", "2025-12-31"),
    ]
    assert [(a.raw, a.role, a.yuan_min, a.due_on) for a in found.amounts] == [
        ("23000", "target", 23000, "2025-12-31")
    ]
    reasons = {n.raw: n.disposition for n in found.numerals}
    assert (reasons["30.5"], reasons["17000"], reasons["万吨"]) == ("narrated", "narrated", "unit")
    assert "unresolved" not in reasons.values()


def test_goals_of_several_years_with_the_unit_beside_the_name() -> None:
    found = extract_text(
        f"{HEAD}指标\t2021年完成\t2022年目标\t2023年目标\n造林面积（万亩）\t2.1\t2.4\t≥3\n水质优良率（%）\t88\t90\t92\n"
    )
    assert [(t.raw, t.value_min, t.comparator, t.indicator, t.due_on) for t in found.targets] == [
        ("2.4", 24000, "=", "造林面积", "2022-12-31"),
        ("3", 30000, ">=", "造林面积", "2023-12-31"),
        ("90", 90, "=", "水质优良率", "2022-12-31"),
        ("92", 92, "=", "水质优良率", "2023-12-31"),
    ]


def test_a_sum_added_up_in_brackets_stays_on_the_work_list() -> None:
    found = extract_text(
        f"{HEAD}| 指标 | 单位 | 2025年目标 |\n|---|---|---|\n| 森林覆盖率 | % | [3] |\n"
    )
    assert found.targets == []
    assert [n.raw for n in found.numerals if n.disposition == "unresolved"] == ["3"]
