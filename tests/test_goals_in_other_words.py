"""Goals said with other verbs, shares of them, and what they count."""

from __future__ import annotations

import pytest

from extract import extract_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2021年更换老旧水表900只，铺设供热管网28公里，帮扶困难家庭600户。",
            [("900只", "老旧水表"), ("28公里", "供热管网"), ("600户", "困难家庭")],
        ),
        ("推进教育、医疗、养老工程，办好八件民生实事。", [("八件", "民生实事")]),
        ("每年扶持不少于30个村发展集体经济。", [("30个", "村")]),
        (
            "到2023年建成换电站60座、公共泊位900座，其中2021年分别建成15座、200座。",
            [("60座", "换电站"), ("900座", "公共泊位"), ("15座", "换电站"), ("200座", "公共泊位")],
        ),
        ("已安装路灯700盏。", []),
    ],
)
def test_what_goals_count(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(t.raw, t.indicator) for t in extract_text(text).targets] == expected


def test_a_share_to_be_reached_in_a_sentence_that_also_pays() -> None:
    text = "每年扶持30个村，到2022年底集体经济收入20万元以上的村占比达60%以上。"
    found = extract_text(text)
    assert [(p.raw, p.role) for p in found.percentages] == [("60%", "target")]
    assert found.targets[-1].due_on == "2022-12-31"


def test_vouchers_to_be_handed_out_are_a_goal() -> None:
    text = "举办促消费活动80场以上，发放消费券1500万元，社会消费品零售总额增长7%。"
    found = extract_text(text)
    assert found.measures == []
    assert [(a.raw, a.role) for a in found.amounts] == [("1500万元", "target")]
    assert [(t.raw, t.indicator) for t in found.targets] == [
        ("80场", "促消费活动"),
        ("7%", "社会消费品零售总额"),
    ]


def test_a_quarter_is_of_the_year_that_the_text_is_of() -> None:
    text = "乙市2022年重点任务分工方案\n1.抓好项目。全年实施项目90个，二季度集中开工项目40个。\n"
    found = extract_text(text)
    assert [(t.raw, t.indicator, t.due_on) for t in found.targets][-1] == (
        "40个",
        "集中开工项目",
        "2022-06-30",
    )
    assert [(d.raw, d.kind, d.end_on) for d in found.deadlines][-1] == (
        "二季度",
        "target",
        "2022-06-30",
    )


def test_who_shall_earn_more_is_counted() -> None:
    found = extract_text("到2018年，培训人才2000人次，带动贫困户800户增收。")
    assert [(t.raw, t.indicator) for t in found.targets] == [
        ("2000人次", "人才"),
        ("800户", "贫困户"),
    ]
