"""Who gets what: sentences as policies word them, and the measures that they state.

One line a case. Expected are, in the order of the text, beneficiary, tier, award, cap, rate,
base and per; what a case leaves out is None.
"""

from __future__ import annotations

from typing import Any

import pytest

from extract import extract_text
from extract.models import Measure

WAN = 10_000


def m(
    who: str | None,
    *,
    tier: str | None = None,
    award: float | None = None,
    cap: float | None = None,
    rate: float | None = None,
    base: str | None = None,
    per: str | None = None,
) -> tuple[Any, ...]:
    return who, tier, award, cap, rate, base, per


def told(measure: Measure) -> tuple[Any, ...]:
    return (
        measure.beneficiary, measure.tier, measure.award_yuan, measure.cap_yuan, measure.rate,
        measure.base, measure.per,
    )  # fmt: skip


CASES: dict[str, list[tuple[Any, ...]]] = {
    # --- the subject of a sentence without 对
    "企业租用标准厂房的，按实际租金的50%给予补贴，每年最高不超过20万元。": [
        m("企业", cap=20 * WAN, rate=50, base="实际租金")
    ],
    "企业租用公共仓库的，对其租金给予50%的补助，每家企业最高补助20万元。": [
        m("企业", cap=20 * WAN, rate=50, base="其租金", per="每家企业")
    ],
    "高校毕业生首次创业并正常经营1年以上的，给予一次性创业补贴8000元。": [
        m("高校毕业生", award=8000)
    ],
    "新设立股份有限公司，给予一次性奖励2万元。": [m("新设立股份有限公司", award=2 * WAN)],
    "经主管部门备案，实际经营2年以上的企业改制设立股份有限公司，给予一次性奖励10万元。": [
        m("实际经营2年以上的企业", award=10 * WAN)
    ],
    "首次获得市级示范企业奖励3万元。": [m("首次获得市级示范企业", award=3 * WAN)],
    "在孵化基地入驻企业连续就业满1年的青年，可领取每人每月1500元住房补贴。": [
        m("在孵化基地入驻企业连续就业满1年的青年", award=1500, per="每人每月")
    ],
    "A类、B类、C类人才分别给予200万元、100万元、50万元购房补贴，分5年发放。": [
        m("A类、B类、C类人才", tier="A类", award=200 * WAN),
        m("A类、B类、C类人才", tier="B类", award=100 * WAN),
        m("A类、B类、C类人才", tier="C类", award=50 * WAN),
    ],
    "特困人员照料护理标准为每人每月1200元。": [m("特困人员", award=1200, per="每人每月")],
    # --- lead-ins name whom a measure is for where nothing nearer does
    "鼓励企业实施节能改造，年节能量达到500吨标准煤以上的，按每吨标准煤300元给予奖励，单个项目最高100万元。": [
        m("企业", award=300, cap=100 * WAN, per="每吨标准煤")
    ],
    "推进新技术融合应用，云服务商服务企业500家以上的给予奖励2万元。": [
        m("云服务商", award=2 * WAN)
    ],
    # --- a 对-phrase and a payee apart from it
    "对院士工作站，给予建站单位100万元资助，其中50万元在挂牌后拨付，50万元在验收合格后拨付。": [
        m("建站单位", award=100 * WAN)
    ],
    "对新引进的科技型企业，给予企业100万元资助。": [m("新引进的科技型企业", award=100 * WAN)],
    "对新引进的总部项目，给予企业100万元奖励。": [m("企业", award=100 * WAN)],
    "对年销售额达到1亿元以上，且增长10%以上的企业，奖励2万元。": [
        m("年销售额达到1亿元以上，且增长10%以上的企业", award=2 * WAN)
    ],
    "对企业主动治理，并在全年未发生事故的，给予5万元奖励。": [m("企业", award=5 * WAN)],
    # --- two supports in one sentence
    "对获得金奖的单位给予50万元的一次性奖励、对获得银奖的单位给予10万元的一次性奖励。": [
        m("获得金奖的单位", award=50 * WAN),
        m("获得银奖的单位", award=10 * WAN),
    ],
    "对市级孵化器升级为省级孵化器的，给予最高50万元奖励，从省级孵化器升级为国家级的，再给予最高80万元奖励。": [
        m("市级孵化器升级为省级孵化器的", cap=50 * WAN),
        m("从省级孵化器升级为国家级的", cap=80 * WAN),
    ],
    # --- instalments and what was paid before are no measures
    "对新增规上企业，给予企业10万元奖励（第一年奖励5万元，第二年奖励3万元，第三年奖励2万元）。": [
        m("新增规上企业", award=10 * WAN)
    ],
    "新引进的博士研究生，服务满3年的，给予安家补贴30万元，每年发放10万元。": [
        m("新引进的博士研究生", award=30 * WAN)
    ],
    "对外贸企业投保出口信用保险，保费补贴比例由30%提高到50%，单家企业最高不超过50万元。": [
        m("外贸企业投保出口信用保险", cap=50 * WAN, rate=50, base="保费", per="单家企业")
    ],
    # --- per unit and by formula
    "零售企业年零售额每增加2000万元，给予奖励2万元。": [
        m("零售企业", award=2 * WAN, per="每增加2000万元")
    ],
    "每引进1名全日制博士，给予用人单位5万元引才补贴。": [
        m("用人单位", award=5 * WAN, per="每引进1名全日制博士")
    ],
    "按每新增1家上市公司奖励推荐单位50万元的标准执行。": [
        m("推荐单位", award=50 * WAN, per="每新增1家上市公司")
    ],
    "对符合条件的家庭，每孩每月发放育儿补贴500元。": [
        m("符合条件的家庭", award=500, per="每孩每月")
    ],
    # --- ranges are no single sum or rate
    "对入选项目，分档给予20-500万元的奖励。": [m("入选项目")],
    "对重点项目，按固定资产投资的5%-20%给予奖励。": [m("重点项目", base="固定资产投资")],
    # --- bases
    "对参展企业，给予不超过70%的展位费补助。": [m("参展企业", rate=70, base="展位费")],
    "对通过审核的能源审计项目，按照项目服务费用给予50%的扶持，最高不超过5万元。": [
        m("通过审核的能源审计项目", cap=5 * WAN, rate=50, base="项目服务费用")
    ],
    "对研发投入增长20%以上的企业，给予超出部分20%的奖励。": [
        m("研发投入增长20%以上的企业", rate=20, base="超出部分")
    ],
    "对获得国家级、省级立项的企业，分别按国家、省拨付资金的50%、30%给予配套。": [
        m("获得国家级、省级立项的企业", tier="国家级", rate=50, base="国家、省拨付资金"),
        m("获得国家级、省级立项的企业", tier="省级", rate=30, base="国家、省拨付资金"),
    ],
    "在本县新建的三星级、四星级酒店，属于地方留用的土地价款，三星级按60%奖励返还，四星级按80%奖励返还。": [
        m("在本县新建的三星级、四星级酒店", tier="三星级", rate=60, base="属于地方留用的土地价款"),
        m("在本县新建的三星级、四星级酒店", tier="四星级", rate=80, base="属于地方留用的土地价款"),
    ],
    "民宿经营者当年新增经营性贷款，按年利率2%给予贴息，每户每年最高5万元。": [
        m("民宿经营者", cap=5 * WAN, rate=2, base="民宿经营者当年新增经营性贷款", per="每户每年")
    ],
    "每年遴选不超过10个示范场景，每个给予场景建设方不超过50万元奖励。": [
        m("场景建设方", cap=50 * WAN, per="每个")
    ],
    # --- upper bounds
    "对总部落户的，按“一事一议”给予支持，最高可达1亿元。": [m("总部落户的", cap=10_000 * WAN)],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=list(CASES))
def test_measures(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert [told(measure) for measure in extract_text(text).measures] == expected


TIERS: dict[str, list[str | None]] = {
    "对出口额300万美元、500万美元、1亿美元以上的企业，分别奖励2万元、3万元、30万元。": [
        "300万美元",
        "500万美元",
        "1亿美元",
    ],
    "实到外资200万-500万（不含）美元、500万-1000万（不含）美元、1000万美元以上的，分别奖励30万元、50万元、80万元。": [
        "200万-500万美元",
        "500万-1000万美元",
        "1000万美元以上",
    ],
    "对获得“省长质量奖”“市长质量奖（含提名奖）”的单位，分别一次性奖励100万元、50万元。": [
        "“省长质量奖”",
        "“市长质量奖”",
    ],
    "购买新建商品住房的二孩、三孩家庭，分别给予2万元、3万元购房补贴。": ["二孩", "三孩"],
    "对获得国家高新技术企业认定的企业，首次认定的一次性奖励20万元，重新认定的一次性奖励10万元。": [
        "首次认定",
        "重新认定",
    ],
    "对新建公共充电桩，按照直流桩每千瓦300元、交流桩每千瓦100元的标准给予补贴。": [
        "直流桩",
        "交流桩",
    ],
    "一等奖1名，奖金10万元；二等奖2名，奖金各5万元。": ["一等奖", "二等奖"],
    "对绩效评价为优秀、良好的孵化器，分别给予30万元、20万元资助。": ["优秀", "良好"],
    "经认定的国际、国内、省内首台（套）装备，分别给予500万元、300万元、100万元奖励。": [
        "国际",
        "国内",
        "省内",
    ],
    "本科生、硕士、博士每人每月分别补贴500元、800元、1500元。": ["本科生", "硕士", "博士"],
    "赴市外、省外、境外参展每个展位奖励不超过5000元、8000元、15000元。": ["市外", "省外", "境外"],
    "对新认定的企业技术中心，国家级奖励100万元；省级奖励50万元。": ["国家级", "省级"],
    "对新评定为2-4星级的民宿，分别给予2万元、4万元、8万元奖励。": ["2星级", "3星级", "4星级"],
    "对重点项目，按照入库投资额给予奖补，其中先导产业奖励10%、主导产业奖励8%。": [
        "先导产业",
        "主导产业",
    ],
    "按投资额50万-100万（不含）元奖励10万元，100万元以上的，奖励20万元。": [
        "50万-100万元",
        "100万元以上",
    ],
}


@pytest.mark.parametrize(("text", "expected"), TIERS.items(), ids=list(TIERS))
def test_tiers(text: str, expected: list[str | None]) -> None:
    assert [x.tier for x in extract_text(text).measures] == expected


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("按照入驻企业的户数，对园区运营方给予8万元奖励。", "按照入驻"),
        ("按海关统计，以上年实绩为基数，对出口企业给予8万元奖励。", "对出口企业"),
        ("根据《办法》要求，鼓励商场改造，对达标的商场给予8万元奖励。", "对达标的"),
    ],
)
def test_where_a_measure_begins(text: str, start: str) -> None:
    (measure,) = extract_text(text).measures
    assert measure.raw.startswith(start)


def test_the_items_of_a_list_are_paid_what_its_lead_in_says() -> None:
    text = (
        "# 办法\n第五条 对规模以上企业，按照下列标准给予奖补：\n"
        "（一）主营业务收入10亿元以上的，50万元；\n（二）5亿元以上的，30万元。\n"
        "第六条 符合条件的，给予以下奖励：\n（一）国家级企业技术中心，100万元。\n"
        "第七条 申请奖励的企业应当符合下列条件：\n（一）注册资本1000万元；\n"
    )
    result = extract_text(text)
    assert [(m.beneficiary, m.award_yuan) for m in result.measures] == [
        ("规模以上企业", 500000),
        ("规模以上企业", 300000),
        ("国家级企业技术中心", 1000000),
    ]
    assert [a.role for a in result.amounts] == [
        "threshold", "award", "threshold", "award", "award", "threshold",
    ]  # fmt: skip
