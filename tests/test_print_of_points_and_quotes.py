"""Texts typed with points for full stops, typewriter quotes and single spaces after headings."""

from __future__ import annotations

import pytest

from extract import extract_text
from extract.text import fold


def test_quotes_of_a_typewriter_are_a_pair() -> None:
    text = '推进"千村示范"工程和「万村整治」行动,5" 2"'
    assert fold(text) == "推进“千村示范”工程和“万村整治”行动，5“ 2”"
    assert len(fold(text)) == len(text)


def test_a_point_after_a_percentage_ends_a_sentence() -> None:
    text = "四.提升能力.补贴标准提高到最低工资标准的120%.全年组织见习800人.其中女性60%."
    found = extract_text(text)
    assert [m.raw for m in found.measures] == ["补贴标准提高到最低工资标准的120%"]
    assert [(t.raw, t.indicator) for t in found.targets][:1] == [("800人", "见习")]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("三、资金管理 设立规模2亿元的引导基金，由区财政局管理。", "资金管理"),
        ("三、资金管 理 设立规 模2亿元的引导基金。由区财 政局管理。", None),
        ("三、设立规模2亿元的引导基金 由区财政局管理。", None),
    ],
)
def test_one_space_sets_a_short_heading_apart(text: str, heading: str | None) -> None:
    assert extract_text(text).clauses[0].heading == heading


def test_a_term_that_follows_the_day_of_effect_is_of_the_document() -> None:
    text = (
        "乙区扶持仓储业若干政策\n一、对仓库给予补贴。\n二、本政策由区商务局负责解释。"
        "自2021年3月1日起执行，执行期限至2024年2月29日。\n"
    )
    document = extract_text(text).documents[0]
    assert (document.effective_on, document.expires_on) == ("2021-03-01", "2024-02-29")


def test_a_meeting_of_a_year_is_no_period() -> None:
    found = extract_text("经管委会2020年第9次主任办公会研究通过。")
    assert found.deadlines == []
    assert {n.disposition for n in found.numerals} == {"name", "ordinal"}


def test_half_a_year_that_is_reported_on_is_none() -> None:
    assert extract_text("分别报告半年和全年进展情况。").deadlines == []
