"""Supports in lists with a bound before each sum, of loans and their interest, of ages and parts
that are raised."""

from __future__ import annotations

import pytest

from extract import extract_text


def test_a_bound_right_before_each_sum_is_its_tier() -> None:
    found = extract_text(
        "给予一次性装修补助：80平方米以下1万元，80—200平方米2万元，200平方米以上4万元。"
    )
    assert [(m.tier, m.award_yuan, m.is_one_off) for m in found.measures] == [
        ("80平方米以下", 10000, True),
        ("80—200平方米", 20000, True),
        ("200平方米以上", 40000, True),
    ]
    assert [(c.raw, c.comparator, c.indicator) for c in found.conditions] == [
        ("80平方米", "<", None),
        ("80—200平方米", "=", None),
        ("200平方米", ">=", None),
    ]


def test_grades_right_before_each_sum() -> None:
    found = extract_text("对星级民宿给予奖励：三星3万元，四星6万元，五星12万元。")
    assert [m.award_yuan for m in found.measures] == [30000, 60000, 120000]


def test_what_may_be_lent_is_a_threshold_where_its_interest_is_paid() -> None:
    found = extract_text("担保贷款额度不超过20万元，期限不超过3年，按实际发生利息的60%给予贴息。")
    assert [(a.raw, a.role) for a in found.amounts] == [("20万元", "threshold")]
    assert [(m.beneficiary, m.rate, m.base) for m in found.measures] == [(None, 60, "实际发生利息")]


def test_what_is_returned() -> None:
    found = extract_text("对少裁员的企业，返还其上年度实际缴纳工伤保险费的40%。")
    assert [(m.base, m.rate) for m in found.measures] == [("其上年度实际缴纳工伤保险费", 40)]


def test_whose_standard_is_raised() -> None:
    found = extract_text("2020年，偏远地区企业的稳岗返还标准可提高至70%。")
    assert [(m.beneficiary, m.rate) for m in found.measures] == [("偏远地区企业", 70)]


def test_a_rate_that_is_raised_for_some() -> None:
    text = "按设备购置额的6%给予补助，其中属于重点产业的提高到9%，单个项目最高200万元。"
    found = extract_text(text)
    assert [(m.rate, m.base, m.cap_yuan) for m in found.measures] == [
        (6, "设备购置额", 2000000),
        (9, "设备购置额", 2000000),
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("70－79周岁的老人，每人每月发放津贴30元。", "70－79周岁的老人"),
        ("65-69岁的独居老人每人每月补助20元。", "65-69岁的独居老人"),
    ],
)
def test_an_age_opens_the_name_of_who_is_paid(text: str, who: str) -> None:
    assert [m.beneficiary for m in extract_text(text).measures] == [who]


def test_a_price_that_decides_how_much_is_paid() -> None:
    found = extract_text("对购车的消费者，购车价格8万元（含）—15万元的补贴2000元/辆。")
    assert [(a.raw, a.role) for a in found.amounts] == [
        ("8万元（含）—15万元", "threshold"),
        ("2000元", "award"),
    ]


def test_when_a_grant_is_given_is_no_tier() -> None:
    found = extract_text("企业首次入规的奖励8万元，连续两年在规的再奖励3万元。")
    assert [(m.beneficiary, m.tier) for m in found.measures] == [("企业", None), ("企业", None)]


def test_how_many_one_trains_is_no_part_of_a_tier() -> None:
    found = extract_text("每培训1名中级工、高级工，分别补贴1500元、2500元。")
    assert [m.tier for m in found.measures] == ["中级工", "高级工"]


def test_what_insurance_covers_on_the_whole_is_no_support() -> None:
    assert not extract_text("居民医保住院费用报销比例稳定在70%左右。").measures


def test_anniversaries_are_told_of() -> None:
    found = extract_text("今年是建县90周年。")
    assert [n.disposition for n in found.numerals] == ["narrated"]


def test_a_short_verb_gives_by_the_size_before_it() -> None:
    found = extract_text(
        "改建烤房，容量20吨（含）—40吨的补2万元，40吨（含）—60吨的补4万元，60吨及以上的补7万元。"
    )
    assert [(m.tier, m.award_yuan) for m in found.measures] == [
        ("20吨—40吨", 20000),
        ("40吨—60吨", 40000),
        ("60吨及以上", 70000),
    ]
    assert [(c.raw, c.indicator, c.measure) for c in found.conditions] == [
        ("20吨（含）—40吨", "容量", 0),
        ("40吨（含）—60吨", "容量", 1),
        ("60吨", "容量", 2),
    ]


def test_who_is_named_before_each_price_is_paid() -> None:
    found = extract_text("四、困难补贴。特困户每户每月260元，低收入户每户每月140元。")
    assert [(m.beneficiary, m.award_yuan, m.per) for m in found.measures] == [
        ("特困户", 260, "每户每月"),
        ("低收入户", 140, "每户每月"),
    ]


def test_members_of_a_list_that_also_has_a_cap_for_all() -> None:
    text = "对接待研学团队的营地，两日营每人次奖30元，单日营每人次奖12元，全年累计不超过20万元。"
    assert [(m.tier, m.award_yuan, m.cap_yuan) for m in extract_text(text).measures] == [
        ("两日营", 30, 200000),
        ("单日营", 12, 200000),
    ]


def test_a_list_whose_last_member_holds_the_sign_of_the_others() -> None:
    text = "获得驰名商标、集体商标、农产品地理标志的，分别奖励40万元、15万元、8万元。"
    assert [m.tier for m in extract_text(text).measures] == [
        "驰名商标",
        "集体商标",
        "农产品地理标志",
    ]


def test_a_share_that_bounds_what_is_paid_in_all_is_no_second_support() -> None:
    found = extract_text("购置烘干机的，按购机款的25%补贴，同一农户累计补贴不超过其年收入的40%。")
    assert [(m.rate, m.base) for m in found.measures] == [(25, "购机款")]
    assert [(c.percent, c.raw) for c in found.caps] == [(40, "不超过其年收入的40%")]


def test_another_rate_for_the_part_beyond_has_the_same_base() -> None:
    text = "对贷款200万元以下的部分按LPR的50%贴息，200万元以上部分按20%贴息。"
    assert [(m.rate, m.base) for m in extract_text(text).measures] == [(50, "LPR"), (20, "LPR")]


def test_what_each_further_unit_adds_is_no_noun() -> None:
    text = "展馆面积达3000平方米的补助8万元，每增加500平方米增加1万元，最高30万元。"
    assert [c.indicator for c in extract_text(text).conditions] == ["展馆面积", "展馆面积"]


def test_a_month_that_only_says_per_what_is_no_recurrence() -> None:
    assert extract_text("一类地区每月补450元，二类地区每月奖补260元。").deadlines == []
