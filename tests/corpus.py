"""A small text with everything that a build stores, taken apart by hand."""

from __future__ import annotations

import hashlib

from extract.models import (
    Amount,
    Cap,
    Citation,
    Clause,
    Condition,
    Deadline,
    Document,
    Extraction,
    Measure,
    Member,
    Numeral,
    Percentage,
    Responsibility,
    Share,
    Source,
    Target,
)

TEXT = """甲市人民政府关于印发《若干政策》的通知

若干政策
一、奖补
对5家企业按投资额20%给予补助，最高100万元，由市、县按1:1分担。到2025年培育8个平台。
（责任单位：市财政局）
组长：张　三　市长
"""
CITY = "341500"


def source(path: str = "甲.txt", text: str = TEXT) -> Source:
    """A source as reading would yield it."""
    return Source(
        path=path,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
    )


def extraction(path: str = "甲.txt") -> Extraction:
    """Every list of an extraction has a row; every span is right."""

    def span(raw: str) -> tuple[int, int, str]:
        start = TEXT.index(raw)
        return start, start + len(raw), raw

    notice_end = TEXT.index("若干政策\n一")
    heading = TEXT.index("一、奖补")
    end = len(TEXT)
    # fmt: off
    return Extraction(
        source=source(path),
        documents=[
            Document(0, "notice", 0, notice_end, title="甲市人民政府关于印发《若干政策》的通知",
                     city_code=CITY, key=f"{path}/notice"),
            Document(1, "measures", notice_end, end, title="若干政策", covering=0,
                     city_code=CITY, issued_on="2023-01", key=f"{path}/measures"),
        ],
        clauses=[
            Clause(0, None, 0, "title", None, None, "甲市人民政府关于印发《若干政策》的通知",
                   "标题", 0, notice_end, key=f"{path}/notice/0"),
            Clause(1, None, 0, "title", None, None, "若干政策", "标题", notice_end, heading,
                   key=f"{path}/measures/0"),
            Clause(1, None, 1, "chapter", "一、", "奖补", "一、奖补", "一", heading, end,
                   key=f"{path}/measures/1"),
            Clause(1, 2, 2, "paragraph", None, None, "对5家企业按投资额20%给予补助", "一、第1段",
                   TEXT.index("对5家"), end, key=f"{path}/measures/2"),
        ],
        amounts=[Amount(3, *span("100万元"), 100, 100, "CNY", 1_000_000, 1_000_000, "<=", "cap",
                        measure=0)],
        percentages=[Percentage(3, *span("20%"), 20, 20, "=", "rate", base="投资额", measure=0)],
        caps=[Cap(3, *span("最高100万元"), 0, None, 1_000_000, None, measure=0)],
        shares=[Share(3, *span("1:1"), ["市", "县"], measure=0)],
        measures=[Measure(3, *span("对5家企业按投资额20%给予补助，最高100万元，由市、县按1:1分担"),
                          cap_yuan=1_000_000, rate=20, rate_comparator="=")],
        responsibilities=[Responsibility(3, *span("市财政局"), "responsible", "市财政局")],
        deadlines=[Deadline(3, *span("2025年"), "target", None, "2025-12-31")],
        targets=[Target(3, *span("8个"), 8, 8, "个", "=", "平台", "2025-12-31")],
        conditions=[Condition(3, *span("5家"), 5, 5, "家", "=", "企业", measure=0)],
        citations=[Citation(0, *span("《若干政策》"), "title")],
        members=[Member(3, *span("张　三"), 1, "张三", "市长", "组长")],
        numerals=[
            Numeral(*span("5"), "fact", "conditions", 0),
            Numeral(*span("一、"), "marker"),
            Numeral(*span("100"), "fact", "amounts", 0),
        ],
    )
    # fmt: on
