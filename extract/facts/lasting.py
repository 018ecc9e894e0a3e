"""Times that qualify (成立满3年), that goals are told in (寿命达到5年), and ages; bounds said again."""

from __future__ import annotations

import regex

from extract.facts.counted import Counted, Sentence, comparator_of, new_counted
from extract.facts.dates import SHORTENED, is_age_within
from extract.facts.indicators import indicator_of, with_indicator
from extract.facts.paying import STRICT
from extract.patterns import pattern
from extract.phrases import counted_before, is_deed
from extract.quantities import Quantity

CONDITION_TAIL = regex.compile(
    r"(?:（不?含[^）]*）)?(?:及|或)?(?:以上|以下|以内)?(?:（不?含[^）]*）)?(?:[\p{Han}]{0,6}且[^，]*)?的(?!比例)"
)
_DAYS = regex.compile(r"天数(?:不超过|不得超过|不能超过|控制在|达到?|不少于|不低于|超过)?$")
_AGED = regex.compile(
    r"(?P<what>(?:实际|正式|连续|持续|后续|稳定|累计|正常|首次|依法|独立|全职)?(?:经营期|运营期|登记注册|注册登记|毕业|离校|初创|创办|开办|成立|注册|设立|工作|从业|运营|营运|经营|参保|缴费|缴纳\p{Han}{1,6}?|居住|落户|开业|登记|就业|服务|挂牌|会期|展期|租期|工期|合同期限?|停留|成活期|质保期|运营(?:(?!不)\p{Han}){2,8}?|纳税|任职|在职|在岗|持股|从事\p{Han}{1,10}?|距\p{Han}{0,12}年龄|\p{Han}龄|(?:(?![且并和米内对])\p{Han}){0,4}(?:年限|期限|工龄|学制|时限|周期)))"
    r"(?:时间)?(?:在|为|达到?|不超过|不足|未满|不满|不少于|不低于|少于|超过|满|已满|均|须|应)*\s*$"
)
# Any deed that has lasted (连续种植3年以上); those that take an object come with it.
_LASTED = regex.compile(
    r"(?P<what>(?:从事|取得|获得|缴[纳存]|担任|持有|纳入|列入|参加|加入|拥有|签订)(?:(?!的)[\p{Han}“”]){2,14}?"
    r"|(?:依法|连续|持续|累计|稳定|正常|实际|正式|独立|全职|后续|规范|上线|正在|有效)?\p{Han}{2})"
    r"(?:时间)?(?:达到?|不少于|不低于|超过|满|已满|已|均|须|应)*\s*$"
)
_KEPT = regex.compile(r"(?:及?以上)?(?P<what>保持\p{Han}{2}|在\p{Han}(?=的))")
_EXPERIENCE = regex.compile(
    r"(?:及?以[上下])?(?:的)?(?:期限(?:的)?)?(?P<what>\p{Han}{0,8}(?:经验|经历|工龄|合同|协议))"
)
REACHED = regex.compile(
    r"(?:达到?|(?:提高|延长|增加|缩短|压缩|压减|控制|降低)[到至在]|增至|降至)(?:约)?\s*$"
)
# 持续时间|3天以上
_HOW_LONG = regex.compile(
    r"(?P<what>(?:持续|展览|展出|活动|举办|会议|演出|住宿|服务|经营|运营|培训)(?:时间|期限|天数|时长))(?:达到?|不少于|不低于|超过|满)*$"
)
# A time that is over: 满5年. 期满 and 每满 are none.
_FULL = regex.compile(r"(?<![期届每])满$")
_AGE_NOUN = regex.compile(
    r"(?:^|[、，：（]|对|原则上|一般|且|并|及|和|的|申请时|引进|招聘|录用)*(?P<what>(?:(?![、，：（]|对|原则上|引进|招聘|录用|的|且)\p{Han}){0,6}年龄)(?:上限)?(?:原则上|一般|应当?|必?须|需|要|均|在|为|不|得|超过|满|高于|大于|小于|低于|未|放宽|至|到|≤|≥|<)*\s*$"
)


def read_time(s: Sentence, q: Quantity) -> Counted | None:
    """How long something must have lasted (成立满3年), or shall last (寿命达到5年)."""
    if is_restated(s, q) and any(c.unit == q.unit for c in s.found):
        return restated(s, q)
    part = s.sub(q.start)
    left = s.norm[part : q.start]
    right = s.norm[q.end : min(s.end, q.end + 30)].lstrip()
    comparator = comparator_of(left, right)
    aged = _AGED.search(s.norm, part, q.start)
    if aged and comparator in ("=", "<=") and is_age_within(s.norm, q):
        comparator = "<="  # 毕业2年内未就业的高校毕业生
        return new_counted(q, "condition", comparator, aged.span("what"))
    if aged and (comparator != "=" or CONDITION_TAIL.match(right) or s.qualifies):
        return new_counted(q, "condition", comparator, aged.span("what"))
    experience = _EXPERIENCE.match(s.norm, q.end, s.end)
    if experience and comparator != "=":
        return new_counted(q, "condition", comparator, experience.span("what"))
    kept = _KEPT.match(s.norm, q.end, s.end)
    if kept and left.endswith("连续"):
        return new_counted(q, "condition", comparator, kept.span("what"))
    if not s.pays and s.due and comparator in ("<=", "<", ">=", ">") and _DAYS.search(left):
        return with_indicator(s, new_counted(q, "target", comparator, None))
    if not s.pays and (s.due or SHORTENED.search(left)) and REACHED.search(left):
        return with_indicator(s, new_counted(q, "target", comparator, None))
    if (
        s.due
        and not s.pays
        and q.unit in ("小时", "分钟")
        and pattern(r"[通到送]达(?=[，。；]|$)").search(right)
    ):
        return with_indicator(s, new_counted(q, "target", comparator, None))
    timed = _HOW_LONG.search(s.norm, part, q.start) if comparator in (">=", ">") else None
    if timed and s.pays:
        return new_counted(q, "condition", comparator, timed.span("what"))
    lasted = _LASTED.search(s.norm, part, q.start) if comparator in (">=", ">") else None
    if lasted and (len(lasted["what"]) > 4 or is_deed(s.norm, *lasted.span("what"))):
        least = lasted["what"] in ("至少", "最少")  # 每天至少2小时
        return new_counted(q, "condition", comparator, None if least else lasted.span("what"))
    if (s.qualifies and comparator in (">=", ">")) or _FULL.search(left):
        # 具有本市户籍满3年; 满5年后: with or without a noun
        return new_counted(q, "condition", comparator, counted_before(s.norm, part, q.start, False))
    return None


def age_noun(s: Sentence, q: Quantity, part: int) -> tuple[int, int] | None:
    """The noun of an age (博士|年龄|在40周岁以下), or whose it is, where that follows
    (60周岁以上|老年人); who stands before it only has it (家庭成员均年满60周岁)."""
    found = _AGE_NOUN.search(s.norm, part, q.start)
    if found:
        return found.span("what")
    whose = indicator_of(s, q, part)
    return whose if whose is not None and whose[0] >= q.end else None


def is_restated(s: Sentence, q: Quantity) -> bool:
    return s.norm.startswith(("（含", "（不含"), s.norm.rfind("（", s.start, q.start)) and (
        s.norm[q.start - 1] == "含"
    )


def restated(s: Sentence, q: Quantity) -> Counted | None:
    """A bound said again in a bracket: 200人以上（含200人）."""
    earlier = next((c for c in reversed(s.found) if c.unit == q.unit), None)
    if earlier is None:
        bounded = pattern(r"）?(?:及|或)?以[上下]|）?的").match(s.norm, q.end)
        return new_counted(q, "condition", ">=", None) if bounded else None
    upper = earlier.comparator in ("<", "<=") or earlier.low < earlier.high == q.high
    bound = "<=" if upper else ">="
    if s.norm[q.start - 2] == "不":
        bound = STRICT[bound]  # 6000平方米以下（不含6000平方米）
    return new_counted(q, earlier.kind, bound, earlier.indicator)
