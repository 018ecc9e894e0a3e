"""Contributions, pensions and allowances: who pays which part, what is topped up, what is fined."""

from __future__ import annotations

import pytest

from extract import extract_text


def test_what_one_pays_in_is_the_tier_of_what_is_added() -> None:
    text = "对参保人缴费给予补贴，缴300元补35元，缴600元补65元，缴900元及以上补90元。"
    found = extract_text(text)
    assert [(m.tier, m.award_yuan) for m in found.measures] == [
        ("300元", 35),
        ("600元", 65),
        ("900元及以上", 90),
    ]
    assert [a.role for a in found.amounts] == ["threshold", "award"] * 3


def test_the_parts_that_levels_bear_are_no_supports() -> None:
    found = extract_text("高龄津贴标准为每人每月90元，其中省财政40元、市财政30元、县财政20元。")
    assert [(m.beneficiary, m.award_yuan, m.per, m.payer) for m in found.measures] == [
        (None, 90, "每人每月", "省财政、市财政、县财政")
    ]
    assert [a.role for a in found.amounts] == ["award", "other", "other", "other"]


@pytest.mark.parametrize(
    ("text", "beneficiary", "per", "payer"),
    [
        ("对年满75周岁的，每人每月加发15元。", "年满75周岁的", "每人每月", None),
        ("对低保对象，市财政为其代缴每年150元的医疗保险费。", "低保对象", None, "市财政"),
    ],
)
def test_what_is_added_or_paid_for_somebody(
    text: str, beneficiary: str, per: str | None, payer: str | None
) -> None:
    assert [(m.beneficiary, m.per, m.payer) for m in extract_text(text).measures] == [
        (beneficiary, per, payer)
    ]


def test_a_fine_in_multiples_decides_nothing() -> None:
    found = extract_text("骗取补贴的，责令退还，并处骗取金额1倍以上3倍以下的罚款。")
    assert found.conditions == []
    assert {n.disposition for n in found.numerals} == {"multiple"}


def test_who_is_in_charge_of_a_line_of_work() -> None:
    text = "第四条 县水利局主管全县节约用水工作；县财政局负责经费保障。"
    assert [(r.raw, r.role) for r in extract_text(text).responsibilities] == [
        ("县水利局", "responsible"),
        ("县财政局", "responsible"),
    ]
