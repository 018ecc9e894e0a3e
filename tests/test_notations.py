"""Notations of numbers and lists: each a short text and what is read from it."""

from __future__ import annotations

import pytest

from extract import extract_text


def percentages(text: str) -> list[tuple]:
    return [
        (p.raw, p.value_min, p.value_max, p.comparator, p.role)
        for p in extract_text(text).percentages
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按地方留成部分的八成予以奖励。", [("八成", 80, 80, "=", "rate")]),
        ("按租金的七成五给予补贴。", [("七成五", 75, 75, "=", "rate")]),
        ("按租金的三至五成给予补贴。", [("三至五成", 30, 50, "=", "rate")]),
        ("到2026年底，入驻率稳定在八成半以上。", [("八成半", 85, 85, ">=", "target")]),
        ("三成本地企业、一成不变、九成员单位参加。", []),
    ],
)
def test_tenths_are_percentages(text: str, expected: list[tuple]) -> None:
    assert percentages(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("补助由市、区两级财政按六四比例分担。", [("六四", ["市", "区"])]),
        ("补助由省、市、县按五∶三∶二分担。", [("五∶三∶二", ["省", "市", "县"])]),
        ("所需经费按三比七由市、县承担。", [("三比七", ["市", "县"])]),
        ("所需经费按3:7的比例由市、县共同承担。", [("3:7", ["市", "县"])]),
        ("奖励分三年按四：三：三比例兑现，每户10万元。", []),
    ],
)
def test_ratios_in_chinese_numerals(text: str, expected: list[tuple]) -> None:
    assert [(s.raw, s.parties) for s in extract_text(text).shares] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("税收首次过亿元的楼宇，奖励50万元。", [("亿元", 10**8, "threshold"), ("50万元", 500000, "award")]),
        ("税收亿元楼宇达到20幢。", []),
        ("给予5万元奖励，累计不逾两百万元。", [("5万元", 50000, "award"), ("两百万元", 2000000, "cap")]),
        ("租用厂房的，按每平米20元给予补助。", [("20元", 20, "award")]),
    ],
)  # fmt: skip
def test_sums_and_what_bounds_them(text: str, expected: list[tuple]) -> None:
    assert [(a.raw, a.value_max, a.role) for a in extract_text(text).amounts] == expected


def test_formal_numerals_mark_chapters() -> None:
    text = (
        "# 办法\n壹、租金补助\n（1）按租金的30%给予补助。\n贰、附则\n本办法由市商务局负责解释。\n"
        "叁、其他\n另行通知。\n"
    )
    clauses = extract_text(text).clauses
    assert [(c.level, c.marker, c.heading) for c in clauses if c.marker] == [
        ("chapter", "壹、", "租金补助"),
        ("item", "（1）", None),
        ("chapter", "贰、", "附则"),
        ("chapter", "叁、", "其他"),
    ]
    closing = next(c for c in clauses if "解释" in c.text)
    assert closing.parent is not None
    assert clauses[closing.parent].heading == "附则"


def test_each_of_a_list_is_paid_its_own() -> None:
    text = "引进博士每人发放安家费三十万元，硕士十万元。此后每增加1000万元再奖5万元。"
    found = [(m.beneficiary, m.tier, m.award_yuan, m.per) for m in extract_text(text).measures]
    assert found[:2] == [("引进博士", "博士", 300000, "每人"), ("硕士", "硕士", 100000, None)]
    assert found[2][2:] == (50000, "每增加1000万元")
