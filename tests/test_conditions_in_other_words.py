"""What qualifies, in sentences that say it without the usual words."""

from __future__ import annotations

import pytest

from extract import extract_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "企业应拥有软件著作权4项或发明专利2项以上。",
            [("4项", ">=", "软件著作权"), ("2项", ">=", "发明专利")],
        ),
        (
            "年龄一般不超过40周岁，特殊人才可放宽至45周岁。",
            [("40周岁", "<=", "年龄"), ("45周岁", "<=", "年龄")],
        ),
        ("近三年累计承办赛事6次以上。", [("6次", ">=", "赛事")]),
        ("基本条件：在孵企业不少于40家。", [("40家", ">=", "在孵企业")]),
        (
            "教师不少于12人，师生比不低于1:15。",
            [("12人", ">=", "教师"), ("1:15", ">=", "师生比")],
        ),
    ],
)
def test_conditions(text: str, expected: list[tuple]) -> None:
    found = extract_text(text)
    assert [(c.raw, c.comparator, c.indicator) for c in found.conditions] == expected
    assert not found.targets


def test_a_share_among_conditions_is_one_to_reach() -> None:
    found = extract_text("参展商家不少于20家，其中外地商家占比30%以上。")
    assert [(p.role, p.comparator) for p in found.percentages] == [("threshold", ">=")]
    assert not found.targets


def test_income_below_a_share_of_a_standard() -> None:
    found = extract_text("申请条件：家庭人均收入低于当地平均水平的70%。")
    assert [(p.raw, p.role, p.comparator) for p in found.percentages] == [("70%", "threshold", "<")]


def test_animals_kept_are_the_tier_not_who_keeps_them() -> None:
    found = extract_text("农户养殖奶牛4头以上、奶山羊20只以上的，每头（只）分别补贴900元、150元。")
    assert [m.tier for m in found.measures] == ["奶牛4头以上", "奶山羊20只以上"]


def test_limits_of_cycles_funds_and_fractions() -> None:
    found = extract_text(
        "申报条件：自有种子资金规模不低于300万元，平均孵化周期不超过3年，场地占2/3以上。"
    )
    assert [(a.raw, a.role) for a in found.amounts] == [("300万元", "threshold")]
    assert [(c.raw, c.comparator, c.indicator) for c in found.conditions] == [
        ("3年", "<=", "平均孵化周期")
    ]
    assert [(p.raw, p.role) for p in found.percentages] == [("2/3", "threshold")]


def test_a_rank_that_ends_its_sub_sentence() -> None:
    found = extract_text("须为产值排名前五，且近两年平均增速不低于10%。")
    assert [(c.raw, c.value_max, c.indicator) for c in found.conditions] == [
        ("前五", 5, "产值排名")
    ]
    assert [p.role for p in found.percentages] == ["threshold"]


def test_what_must_be_kept_apart_is_required() -> None:
    found = extract_text("与车站、市场等场所保持50米以上防护距离。配备4具以上灭火器。")
    assert [(c.raw, c.comparator, c.indicator) for c in found.conditions] == [
        ("50米", ">=", "防护距离"),
        ("4具", ">=", "灭火器"),
    ]
    assert found.targets == []


def test_what_an_instrument_reads() -> None:
    found = extract_text("3.2 橙色预警：预测AQI日均值大于180将持续2天及以上。")
    assert [(c.raw, c.comparator) for c in found.conditions] == [("180", ">"), ("2天", ">=")]
