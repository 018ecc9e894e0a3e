"""Ranks that decide who is paid: in digits or characters, with or without a measure word."""

from __future__ import annotations

import pytest

from extract import extract_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对税收排名前三且盈利的企业，奖励10万元。", ("前三", 3, "位", "税收排名")),
        ("对税收排名前8的企业，奖励10万元。", ("前8", 8, "位", "税收排名")),
        ("对进口额前六位的商贸企业，奖励10万元。", ("六位", 6, "位", "进口额")),
        ("对产值增速前4名且实现盈利的工厂，奖励10万元。", ("4名", 4, "名", "产值增速")),
    ],
)
def test_a_rank_is_a_condition(text: str, expected: tuple) -> None:
    found = extract_text(text)
    assert [(c.raw, c.value_max, c.measure_unit, c.indicator) for c in found.conditions] == [
        expected
    ]
    assert [c.comparator for c in found.conditions] == ["<="]
    assert not [n for n in found.numerals if n.disposition == "unresolved"]


def test_a_rank_in_percent_pays_nothing() -> None:
    found = extract_text("对考核排名前20%的乡镇给予奖励6万元。")
    assert [(p.raw, p.role, p.comparator) for p in found.percentages] == [
        ("20%", "threshold", "<=")
    ]
    assert [(m.award_yuan, m.rate) for m in found.measures] == [(60000, None)]


def test_years_that_come_first_are_no_rank() -> None:
    assert not extract_text("前三年每年奖励10万元。").conditions


def test_a_grant_given_only_once_limits_nobody() -> None:
    found = extract_text("该项目只享受一次奖励。")
    assert not found.conditions
    assert [n.disposition for n in found.numerals] == ["set_phrase"]
