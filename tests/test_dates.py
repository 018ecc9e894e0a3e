"""Dates, periods and recurrences in notations that no annotated text needs to have."""

from __future__ import annotations

from typing import Any

import pytest

from extract import extract_text


def cases(table: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), table.items(), ids=list(table))


def days(text: str) -> list[tuple]:
    return [(d.raw, d.kind, d.start_on, d.end_on) for d in extract_text(text).deadlines]


def kinds(text: str) -> list[tuple]:
    return [(d.raw, d.kind) for d in extract_text(text).deadlines]


@cases(
    {
        "对入选项目连续支持三年，每个项目三年奖励累计不超过90万元。": [
            ("三年", "period"),
            ("三年", "period"),
        ],
        "给予每月800元补贴，补贴期限最长为2年。": [("2年", "period")],
        "给予每人每月800元补贴，最多支持18个月。": [("18个月", "period")],
        "奖励资金分两年拨付。": [("两年", "period")],
        "近3年无严重失信记录。": [("近3年", "period")],
        "享受补贴的用房，5年内不得转租。": [("5年内", "period")],
        "用3年时间完成整治。": [("3年", "period")],
        "未来五年，新建学校20所。": [("未来五年", "period")],
        "自受理之日起10个工作日内办结。": [("10个工作日内", "period")],
        "力争三年内实现全覆盖。": [("三年内", "target")],
        "评估结果自备案之日起2年内有效。": [("2年内", "validity")],
        "本办法有效期五年。": [("五年", "validity")],
    }
)
def test_a_length_of_time_is_a_period_or_a_validity(text: str, expected: list[tuple]) -> None:
    assert kinds(text) == expected


@cases(
    {
        text: []
        for text in (
            "实施质量提升三年行动。",
            "按当年实际投资额的10%给予补助。",
            "对成立满3年的企业，给予5万元奖励。",
            "具有5年以上工作经验。",
            "鼓励企业逐年增加投入。",
            "组织2023年度项目申报。",
            "上半年和下半年各开展检查。",
            "5年期以上贷款市场报价利率下调。",
        )
    }
)
def test_what_is_no_time(text: str, expected: list[tuple]) -> None:
    assert kinds(text) == expected


@cases(
    {
        "每年度申报期为3-5月份，次年1-2月兑付。": [
            ("每年度", "recurring", None, None),
            ("3-5月份", "recurring", None, None),
            ("次年1-2月", "recurring", None, None),
        ],
        "该奖项每两年评选一次。": [("每两年", "recurring", None, None)],
        "每3年评估一次。": [("每3年", "recurring", None, None)],
        "2023年6月前完成普查，10月底前完成整改。": [
            ("2023年6月", "target", None, "2023-06-30"),
            ("10月底", "target", None, "2023-10-31"),
        ],
        "2024年3月起，实行新标准。": [("2024年3月", "effective", "2024-03-01", None)],
        "补贴政策延续至2025年12月底。": [("2025年12月底", "expiry", "2025-12-31", "2025-12-31")],
        "完成时限：2025年底": [("2025年底", "target", None, "2025-12-31")],
        "“十五五”期间，新建学校20所。": [("“十五五”期间", "period", "2026-01-01", "2030-12-31")],
        "到“十四五”末，新建学校20所。": [("“十四五”末", "target", None, "2025-12-31")],
        "对2022年新入统的企业，给予5万元奖励。": [("2022年", "period", "2022-01-01", "2022-12-31")],
        "2025年，全市新建学校20所。": [("2025年", "target", None, "2025-12-31")],
        "其中2025年新建12所，2026年新建8所。": [
            ("2025年", "target", None, "2025-12-31"),
            ("2026年", "target", None, "2026-12-31"),
        ],
        "2024年首季开展促销。": [("2024年首季", "period", "2024-01-01", "2024-03-31")],
        "支持期限：2025年度": [("2025年度", "period", "2025-01-01", "2025-12-31")],
    }
)
def test_a_time_has_its_kind_and_its_days(text: str, expected: list[tuple]) -> None:
    assert days(text) == expected


def test_the_line_of_a_web_page_says_when_it_was_published() -> None:
    text = "关于支持就业的通知\n发布日期：2024-05-06 来源：市人社局\n对入选企业给予5万元奖励。\n"
    assert ("2024-05-06", "issued", "2024-05-06", "2024-05-06") in days(text)
