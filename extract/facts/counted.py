"""A counted number in the making, the sentence around it, and how it is bounded."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import regex

from extract.facts.dates import DURATION_UNITS
from extract.facts.paying import EXCLUDED, STRICT, Sum
from extract.lexicon import alternation, load
from extract.models import Number
from extract.patterns import pattern
from extract.quantities import Quantity

GOALS = load("phrases")["goals"]
SELECT = regex.compile(alternation(GOALS["select"]))
AFTER = regex.compile(
    r"）?(?:（[^（）]{1,24}）(?=及?以[上下]))?(?:（含[^）]{0,8}）)?(?:及|或|[\p{Han}]{1,6}(?=以[上下](?:[，。；的、（）]|$)))?(?P<w>以上|以下|以内|之内|为限|为上限|封顶|左右|上下|（含）以上|（含）以下)"
)
_NOT = r"(?:不得?|不能|不宜|不应|不可|不会|原则上不)"
# A negation belongs to its word: 不小于 is no 小于.
_BEFORE = regex.compile(
    rf"(?P<le>{_NOT}(?:再)?(?:超过|高于|大于|多于|超出|突破|超)|(?:小于|少于|低于)(?:或者?)?等于|最[多高大]|至多|上限|控制在|≤|仅限|只限|限报|只能|只可|仅能|最长|前)"
    rf"|(?P<ge>{_NOT}(?:低于|少于|小于|足)(?<!不足)|(?:大于|高于|多于)(?:或者?)?等于|至少|达到|达|(?<![不未])满(?!足)|≥|最低)"
    r"|(?P<gt>超过|超出|突破|高于|大于|多于|超|>)|(?P<lt>不足|不满|未满|不到|未达到?|低于|少于|小于|<)|(?P<about>约|大约|大概|近)"
)
_SIGNS = {"le": "<=", "ge": ">=", "gt": ">", "lt": "<", "about": "~"}
_DIRECT = ("达", "满", "近", "超", "约", "前", "限报", "最低", "上限")
# 平均速率 of several years are goals for the last of them.
YEARLY = regex.compile(
    r"每年|年均(?!\p{Han}{0,6}(?:率|增|降|递|浓度))|(?<![全两二三四五])年新增|每季度|每月|逐年|每年度"
)
MEASURED = regex.compile(r"(?:达到?|不低于|不少于|超过|不超过|满|不足|≥|为|在|突破|至|等级|级别)$")
_PER_HEAD = regex.compile(
    r"(?:常住人口|人口)?每[十百千万]?(?:名|个|位)?\p{Han}{0,4}人口?(?:拥有)?$"
)
TIMES = frozenset(DURATION_UNITS) | {"月", "分钟"}


@dataclass(slots=True)
class Counted:
    """A target or a condition in the making; offsets are those of the folded text."""

    start: int
    end: int
    kind: str
    low: Number
    high: Number
    unit: str
    comparator: str
    indicator: tuple[int, int] | None = None
    due_on: str | None = None
    annual: bool = False


@dataclass(slots=True)
class Sentence:
    """What the numbers of one sentence have in common."""

    norm: str
    start: int
    end: int
    sums: list[Sum]
    pays: bool
    qualifies: bool
    due: bool
    """Whether a day is set for its goals, by the sentence or above it."""
    dated: bool = False
    """Whether the sentence itself sets the day."""
    shared: dict[int, str] = field(default_factory=dict)
    """The comparison that the numbers of one list have in common, by their start."""
    found: list[Counted] = field(default_factory=list)

    def sub(self, at: int) -> int:
        """Where the sub-sentence begins that a place stands in, inside its bracket."""
        norm = self.norm
        part = max(self.start, *(norm.rfind(c, self.start, at) + 1 for c in "，；：。"))
        bracket = norm.rfind("（", part, at)
        return bracket + 1 if bracket >= 0 and norm.find("）", bracket, at) < 0 else part


def new_counted(
    q: Quantity, kind: str, comparator: str, indicator: tuple[int, int] | None, unit: str = ""
) -> Counted:
    """A target or condition (``kind``) made of a token of quantity."""
    return Counted(q.start, q.end, kind, q.low, q.high, unit or q.unit, comparator, indicator)


def comparator_of(left: str, right: str) -> str:
    """How a number is bounded by the words right before and after it, ``=`` where it is not."""
    bound = _bound_of(left, right)
    return STRICT.get(bound, bound) if EXCLUDED.match(right) else bound


def _bound_of(left: str, right: str) -> str:
    after = AFTER.match(right)
    if after:
        word = after["w"]
        if word.endswith("以上"):
            return ">="
        if word.endswith("以下"):
            inclusive = (
                "含" in after[0] or after[0][0] == "及" or "（含" in right[: after.end() + 3]
            )
            return "<=" if inclusive else "<"
        return "~" if word in ("左右", "上下") else "<="
    if _INSIDE.match(right):
        return "<="  # 压缩至100个工作日内
    found = bound_before(_PER_HEAD.sub("", left))
    if found == "lt" and right.startswith("（含"):
        return "<="  # 低于40立方米（含）
    if found == "gt" and right.startswith("（含）"):
        return ">="  # 超过30家（含）
    return _SIGNS[found] if found else "="


_INSIDE = regex.compile(r"内(?=[，。；、]|完成|办结|$)")


def bound_before(left: str) -> str | None:
    """The word of comparison right before a number, as the name of its group."""
    left = left[-14:]
    last = next(iter(deque(_BEFORE.finditer(left), maxlen=1)), None)
    if last is None or last.lastgroup is None:
        return None
    gap = left[last.end() :].strip()
    if last[0].endswith("于") and pattern(r"(?!人均|户均|每|或|人民币)\p{Han}").match(gap):
        return None  # 低于去年同期|0.5个百分点
    if len(gap) > 4 or (gap and last[0] in _DIRECT) or pattern(r"[\d，、；：]").search(gap):
        return None
    return last.lastgroup
