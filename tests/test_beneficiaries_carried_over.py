"""Payees that a sentence leaves out because the words before have named them."""

from __future__ import annotations

import pytest

from extract import extract_text


def paid(text: str) -> list[str | None]:
    return [m.beneficiary for m in extract_text(text).measures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The same one meets another condition.
        (
            "对新设立的物流企业奖励20万元；租用冷库的，再给予10万元补助。",
            ["新设立的物流企业", "新设立的物流企业"],
        ),
        # Named in a sentence that gives no sum.
        (
            "年仓储面积超过3万平方米的物流企业给予补贴。购买叉车的，给予20%的补贴。自建冷库的，给予10%的补贴。",
            ["年仓储面积超过3万平方米的物流企业"] * 2,
        ),
        # Named in the heading line of its list.
        (
            "1.对外地旅行社：\n（1）组团满100人的，奖励1万元；\n（2）组团满300人的，奖励4万元。\n",
            ["外地旅行社"] * 2,
        ),
        (
            "（一）对新认定的养老机构，按床位规模给予建设补助。\n1.床位达到50张的，补助20万元；\n2.床位达到100张的，补助50万元。\n",
            ["新认定的养老机构"] * 2,
        ),
        # What is done, not who does it.
        (
            "对中介机构给予引才奖励：引进1名博士，给予最高3万元奖励；协助引进团队的，给予最高8万元奖励。",
            ["中介机构", "中介机构"],
        ),
        # Stages after a colon.
        (
            "对拟上市的农业企业，分阶段给予300万元奖励：完成股改，给予100万元奖励；报送材料获受理后，给予200万元奖励。",
            ["拟上市的农业企业"] * 3,
        ),
        # Only the level is said again.
        (
            "对区内企业获得的国家、省、市级科研项目，属国家级的给予50%的资金配套；对省级的给予40%的资金配套。",
            ["区内企业获得的国家、省、市级科研项目"] * 2,
        ),
        ("做大做强医药企业，首次列入全国百强企业的，奖励80万元。", ["医药企业"]),
    ],
)
def test_named_before(text: str, expected: list[str]) -> None:
    assert paid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "获评国家级的示范农场，一次性奖励8万元，获评省级的示范农场一次性奖励4万元。",
            ["获评国家级的示范农场", "获评省级的示范农场"],
        ),
        ("对年产值过亿元的商贸企业，市级给予增速排名前3的企业各6万元奖励。", ["增速排名前3的企业"]),
        ("给予当年评出的前5名合作社各2万元奖励。", ["当年评出的前5名合作社"]),
        ("举办全国性赛事，经备案，按其实际支出的30%对承办单位给予补助，最高20万元。", ["承办单位"]),
        ("当年新引进的物流公司营业额达800万元以上奖励3万元。", ["当年新引进的物流公司"]),
        (
            "本市养老企业（含分支机构）入驻在政府主导的集聚的街区，并符合规划的，给予5万元补助。",
            ["本市养老企业（含分支机构）"],
        ),
    ],
)
def test_named_in_the_sentence(text: str, expected: list[str]) -> None:
    assert paid(text) == expected


def test_somebody_else_keeps_his_own_name() -> None:
    text = "对新认定的高新技术企业奖励20万元。被评为示范园区的运营单位，奖励30万元。"
    assert paid(text) == ["新认定的高新技术企业", "被评为示范园区的运营单位"]
