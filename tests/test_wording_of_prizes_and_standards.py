"""Prizes with their numbers, standards of several groups, and who pays or puts in, in other words
than the annotated texts."""

from __future__ import annotations

from typing import Any

import pytest

from extract import extract_text


def rows(text: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(m, f) for f in fields) for m in extract_text(text).measures]


def test_a_prize_is_a_tier_its_number_a_goal_and_nobody_is_named() -> None:
    text = "设金奖1个，奖励8万元；银奖2个，各奖励4万元；铜奖3个，各奖励1万元。"
    assert rows(text, "beneficiary", "tier", "award_yuan") == [
        (None, "金奖", 80000),
        (None, "银奖", 40000),
        (None, "铜奖", 10000),
    ]
    found = extract_text(text)
    assert [(t.indicator, t.value_min) for t in found.targets] == [
        ("金奖", 1),
        ("银奖", 2),
        ("铜奖", 3),
    ]
    assert all(n.disposition != "unresolved" for n in found.numerals)


def test_a_prize_won_is_no_goal() -> None:
    found = extract_text("对获得全国大赛一等奖3项以上的学校，奖励5万元。")
    assert not found.targets
    assert [(c.indicator, c.value_min) for c in found.conditions] == [("全国大赛一等奖", 3)]


def test_persons_chosen_so_many_of_each_are_the_tiers() -> None:
    text = "每年评选拔尖工匠20名、青年岗位能手50名，分别奖励1万元、5000元。"
    assert rows(text, "tier", "award_yuan") == [("拔尖工匠", 10000), ("青年岗位能手", 5000)]


@pytest.mark.parametrize("adverb", ["", "同步", "相应"])
def test_standards_of_several_groups_rise_each_for_its_own(adverb: str) -> None:
    text = f"农村低保标准由每人每月600元提高到650元，散居孤儿养育标准{adverb}提高到每人每月1300元。"
    assert rows(text, "beneficiary", "award_yuan", "per") == [
        ("农村低保", 650, "每人每月"),
        ("散居孤儿", 1300, "每人每月"),
    ]


def test_a_payer_with_levels_in_brackets() -> None:
    text = "对返乡创业的大学生，由创业所在县（区）财政给予每人5000元补贴。"
    assert rows(text, "payer") == [("创业所在县（区）财政",)]


def test_what_is_put_into_a_fund_is_a_share() -> None:
    found = extract_text("基金首期规模3亿元，由县城投集团出资30%，其余面向社会募集。")
    assert [(p.raw, p.role) for p in found.percentages] == [("30%", "share")]
    assert not found.targets


def test_how_much_may_be_lent_to_each_of_two() -> None:
    text = "对最高额度15万元的小额担保贷款予以贴息，合伙经营的最高额度90万元。"
    assert [(a.raw, a.role) for a in extract_text(text).amounts] == [
        ("15万元", "other"),
        ("90万元", "other"),
    ]


def test_a_fee_taken_from_a_fund_is_no_goal() -> None:
    found = extract_text("管理费按维修资金年度增值收益的5%以内提取。")
    assert [(p.raw, p.role) for p in found.percentages] == [("5%", "other")]
    assert not found.targets


def test_a_counted_show_is_no_place() -> None:
    text = "对年放映场次300场以上且上座率不低于20%的，每场补助100元。"
    assert rows(text, "beneficiary") == [("年放映场次300场以上且上座率不低于20%的",)]


def test_first_is_no_part_of_the_indicator() -> None:
    text = "对年度注册商标量首次超过30件的单位，给予3万元奖励。"
    assert [c.indicator for c in extract_text(text).conditions] == ["年度注册商标量"]


@pytest.mark.parametrize("verb", ["补助", "增补", "再补助", "奖励"])
def test_what_each_further_one_adds(verb: str) -> None:
    text = f"新建充电站每座补助10万元，每增加一台{verb}3000元，单座最高不超过15万元。"
    assert rows(text, "per", "award_yuan", "cap_yuan") == [
        ("每座", 100000, 150000),
        ("每增加一台", 3000, 150000),
    ]


def test_the_countryside_is_no_payee() -> None:
    text = "农村低保标准由每人每月500元提高到560元。"
    assert rows(text, "beneficiary") == [("农村低保",)]


@pytest.mark.parametrize("bound", ["为", "不低于", "不少于"])
def test_a_standard_told_for_stages_of_school(bound: str) -> None:
    text = f"幼儿园、小学、初中生均公用经费标准分别{bound}每生每年600元、700元、900元。"
    assert rows(text, "beneficiary", "tier", "award_yuan") == [
        (None, "幼儿园", 600),
        (None, "小学", 700),
        (None, "初中", 900),
    ]


def test_the_standard_of_all_is_no_part_of_the_last() -> None:
    text = "城镇、农村特困供养标准分别提高到每人每月900元、800元。"
    assert rows(text, "tier", "award_yuan") == [("城镇", 900), ("农村特困", 800)]


def test_farm_produce_keeps_its_name_before_its_mark() -> None:
    text = "对新取得有机食品、地理标志农产品认证的，每个分别奖励3万元、6万元。"
    assert rows(text, "tier", "award_yuan") == [("有机食品", 30000), ("地理标志农产品", 60000)]


def test_stages_summed_up_after_their_list() -> None:
    text = (
        "对拟上市企业，在完成辅导备案、申报受理、挂牌交易三个阶段分别奖励50万元、80万元、120万元。"
    )
    assert rows(text, "tier") == [("辅导备案",), ("申报受理",), ("挂牌交易",)]


def test_grades_summed_up_are_told_as_parts() -> None:
    found = extract_text("对考核优秀、良好、合格三个等次的，分别奖励30万元、20万元、10万元。")
    assert all(n.disposition != "unresolved" for n in found.numerals)


def test_tons_of_ships() -> None:
    text = "渔船拆解按每总吨800元给予补助，单船不超过40万元。"
    assert rows(text, "per", "award_yuan", "cap_yuan") == [("每总吨", 800, 400000)]


def test_an_upper_bound_is_no_part_of_what_it_bounds() -> None:
    found = extract_text("每月每平方米补贴15元，面积上限800平方米。")
    assert [(c.indicator, c.comparator) for c in found.conditions] == [("面积", "<=")]
