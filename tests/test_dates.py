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


@cases(
    {
        "市民政部门每年8月底前编制预算。": [("每年8月底", "recurring")],
        "各区每年3月前报送上年度总结。": [("每年3月", "recurring")],
        "补贴按季度发放，每季度首月10日前申报。": [("每季度", "recurring")],
        "每周或每月更新一次公示信息。": [("每周", "recurring"), ("每月", "recurring")],
        "每3至5年修编一次规划。": [("每3至5年", "recurring")],
        "用2—3年时间完成改造。": [("2—3年", "period")],
        "需提前10个工作日向社会公示。": [("10个工作日", "period")],
        "2024年，空气质量优良天数目标控制在310天。": [("2024年", "target")],
        "每两年开展一次评选，每次评选名额不超过10个。": [("每两年", "recurring")],
        "2024年至2026年，每年安排专项资金500万元。": [
            ("2024年至2026年", "period"),
            ("每年", "recurring"),
        ],
        "本办法自2024年1月1日起施行，有效期至2026年12月31日。": [
            ("2024年1月1日", "effective"),
            ("2026年12月31日", "expiry"),
        ],
        "本意见自发布之日起30日后施行，有效期3年。": [
            ("发布之日", "effective"),
            ("3年", "validity"),
        ],
        "2025年6月底前完成验收，2025年底前全面投入使用。": [
            ("2025年6月底", "target"),
            ("2025年底", "target"),
        ],
        "公示期不少于5个工作日。": [("5个工作日", "period")],
        "自受理之日起15日内作出决定。": [("15日内", "period")],
        "在2023年试点基础上，2024年全面推开。": [("2023年", "period"), ("2024年", "target")],
        "对2021年至2023年期间新引进的人才给予补贴。": [("2021年至2023年", "period")],
        "力争用五年左右时间，建成区域医疗中心。": [("五年", "period")],
        "到“十五五”末，基本建成教育强市。": [("“十五五”末", "target")],
        "完成时限：2024年9月30日前。": [("2024年9月30日", "target")],
        "2024年上半年启动，2025年上半年完成。": [
            ("2024年上半年", "target"),
            ("2025年上半年", "target"),
        ],
        "申报时间为每年5月1日至6月30日。": [("每年5月1日至6月30日", "recurring")],
        "聘期为三年，可连续聘任。": [("三年", "period")],
        "连续两年考核不合格的，取消资格。": [("两年", "period")],
        "近三年来未发生安全事故。": [("近三年", "period")],
        "每年第四季度组织考核。": [("每年第四季度", "recurring")],
        "截至2023年底，全市共有养老机构200家。": [("2023年底", "target")],
        "试点期为2024年7月至2025年6月。": [("2024年7月至2025年6月", "period")],
        "本政策执行期限自2024年5月1日至2025年4月30日。": [
            ("2024年5月1日", "effective"),
            ("2025年4月30日", "expiry"),
        ],
        "年底前完成全部整治任务。": [("年底", "target")],
        "本方案自印发之日起实施，试行两年。": [("印发之日", "effective"), ("两年", "validity")],
        "请于2024年3月15日前报送至市教育局。": [("2024年3月15日", "target")],
        "活动时间为2024年5月1日至5月7日。": [("2024年5月1日至5月7日", "period")],
        "补贴期限最长不超过36个月。": [("36个月", "period")],
        "公示时间不少于7天。": [("7天", "period")],
        "2020年以来，累计投入资金10亿元。": [("2020年", "period")],
        "力争明年底前全部开工。": [("明年底", "target")],
        "每半年通报一次工作进展。": [("每半年", "recurring")],
        "每年12月31日前完成年度考核。": [("每年12月31日", "recurring")],
        "本规定自2023年9月1日起施行，2010年印发的《办法》同时废止。": [
            ("2023年9月1日", "effective"),
            ("2010年", "period"),
        ],
        "有效期自2024年1月1日至2028年12月31日。": [
            ("2024年1月1日", "effective"),
            ("2028年12月31日", "expiry"),
        ],
        "2025年一季度完成招标，三季度开工建设。": [("2025年一季度", "target")],
        "原政策执行至2024年12月31日。": [("2024年12月31日", "expiry")],
        "连续三年给予每年10万元补助。": [("三年", "period"), ("每年", "recurring")],
        "培训时间为3个月，每年举办两期。": [("3个月", "period"), ("每年", "recurring")],
        "在2025年12月31日前提交申请的，给予补贴。": [("2025年12月31日", "target")],
        "近5年内未受过行政处罚。": [("近5年内", "period")],
        "2023—2025年，市财政每年统筹安排2亿元。": [
            ("2023—2025年", "period"),
            ("每年", "recurring"),
        ],
        "于每年1月底前报送上年度总结。": [("每年1月底", "recurring")],
        "印发之日起30日内制定实施细则。": [("30日内", "period")],
        "本通知自2024年2月1日起执行，执行期限2年。": [
            ("2024年2月1日", "effective"),
            ("2年", "validity"),
        ],
    }
)
def test_times_of_many_kinds_of_documents(text: str, expected: list[tuple]) -> None:
    assert kinds(text) == expected


@cases(
    {
        text: []
        for text in (
            "鼓励百年老店传承发展。",
            "推进学前三年教育普及。",
            "根据第十四个五年规划和2035年远景目标纲要，制定本方案。",
            "按照《2024年工作要点》部署落实。",
            "做好2024年培训计划，增强教师能力。",
            "每人每年补贴1000元。",
            "合同期限不少于1年。",
        )
    }
)
def test_names_and_rates_are_no_times(text: str, expected: list[tuple]) -> None:
    assert kinds(text) == expected
