"""The ledger: numbers that are no facts, and why they are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import extract_text


@pytest.mark.parametrize(
    "text",
    [
        "推进5G、IPv6建设。",
        "落实“十四五”规划和第66次常务会议精神。",
        "支持ISO9001、3D打印和AI+应用。",
    ],
)
def test_names_and_numbers_of_other_kinds_are_no_facts(text):
    result = extract_text(text)
    assert result.amounts + result.percentages + result.targets + result.conditions == []
    assert [n.raw for n in result.numerals if n.disposition in ("fact", "unresolved")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进一体化发展，统一标准。", {"一": "word"}),
        ("培育一批重点企业，推动八大产业链提升。", {"一": "indefinite", "八": "parts"}),
        ("建设标识解析二级节点，实行一企一策。", {"二": "grade", "一": "set_phrase"}),
        ("贯彻二十大精神，落实“十四五”规划。", {"二十": "event_name", "十四五": "plan_name"}),
        ("一是加强领导；二是落实责任。", {"一": "marker", "二": "marker"}),
        ("加快一二三产业融合。", {"一二三": "grade"}),
        ("5月8日9:00至17:00受理。", {"9:00": "clock", "17:00": "clock"}),
        ("2025年是规划收官之年。", {"2025年": "narrated"}),
        ("做好2024年培训计划，现制定2023年重点工作任务。", {"2024年": "name", "2023年": "name"}),
    ],
)
def test_numbers_that_are_no_facts_are_accounted_for(text, expected):
    found = {n.raw: n.disposition for n in extract_text(text).numerals}
    assert found | expected == found


def test_every_reason_of_the_ledger_is_explained():
    from extract.ledger import REASONS

    texts = Path(__file__).parent.parent.joinpath("raw").rglob("*.txt")
    for path in texts:
        result = extract_text(path.read_text("utf-8-sig"))
        reasons = {n.disposition for n in result.numerals} - {"fact", "unresolved"}
        assert reasons <= set(REASONS)
