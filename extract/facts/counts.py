"""Counted quantities: goals (targets) and what decides who qualifies (conditions)."""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass, field, replace

import regex

from extract.facts.dates import DURATION_UNITS, Moment
from extract.facts.sums import Sum
from extract.lexicon import alternation, load
from extract.models import Number
from extract.numerals import parse_number
from extract.patterns import pattern
from extract.phrases import counted_after, counted_before, is_deed, members
from extract.quantities import Quantity

_GOALS = load("phrases")["goals"]
_GOAL = regex.compile(alternation(_GOALS["verbs"]))
_GOAL_END = regex.compile(alternation(_GOALS["verbs"]) + r"(?:约|近|超|不少于|不低于|至少)?$")
_REACH = regex.compile(alternation(_GOALS["reach"]) + r"(?:约|近|超)?$")
_MAKE = regex.compile(alternation([v for v in _GOALS["verbs"] if v not in _GOALS["reach"]]))
_SELECT = regex.compile(alternation(_GOALS["select"]))
_DONE = regex.compile(rf"[^，。；]{{2,30}}?{alternation(_GOALS['done'])}")
_FACT = regex.compile(alternation(_GOALS["fact"]))
_NOT_COUNTED = regex.compile(alternation(_GOALS["divisions"]))

_AFTER = regex.compile(
    r"(?:（含[^）]{0,8}）)?(?:及|或|[\p{Han}]{2,6}(?=以[上下](?:[，。；的、）]|$)))?(?P<w>以上|以下|以内|之内|为限|为上限|封顶|左右|上下|（含）以上|（含）以下)"
)
_NOT = r"(?:不得?|不能|不宜|不应|不可|不会|原则上不)"
# A negation belongs to its word: 不小于 is no 小于.
_BEFORE = regex.compile(
    rf"(?P<le>{_NOT}(?:再)?(?:超过|高于|大于|多于|超出|突破|超)|(?:小于|少于|低于)(?:或者?)?等于|最多|至多|上限|控制在|≤|仅限|只限|限报|只能|只可|仅能|最长|前)"
    rf"|(?P<ge>{_NOT}(?:低于|少于|小于|足)(?<!不足)|(?:大于|高于|多于)(?:或者?)?等于|至少|达到|达|(?<![不未])满(?!足)|≥|最低)"
    r"|(?P<gt>超过|突破|高于|大于|多于|超|>)|(?P<lt>不足|不满|未满|不到|未达到?|低于|少于|小于|<)|(?P<about>约|大约|大概|近)"
)
_SIGNS = {"le": "<=", "ge": ">=", "gt": ">", "lt": "<", "about": "~"}
_DIRECT = ("达", "满", "近", "超", "约", "前", "限报", "最低", "上限")
_DOWN = regex.compile(r"下降|降至|降到|降低|控制|压减|压降|压缩|缩短|减少|减至")
_MUST = regex.compile(
    r"(?<![供响适相反对])应(?![用急届对])|(?<!必)须|必需|需(?!求)|方可|可申请|具备以下|符合|原则上|一般|每[十百千]?户|单[处体个套]"
)
# 平均速率 of several years are goals for the last of them.
_YEARLY = regex.compile(
    r"每年|年均(?!\p{Han}{0,6}(?:率|增|降|递|浓度))|(?<!全)年新增|每季度|每月|逐年|每年度"
)
_CONDITION_TAIL = regex.compile(
    r"(?:（含[^）]*）)?(?:及|或)?(?:以上|以下|以内)?(?:（含[^）]*）)?(?:[\p{Han}]{0,6}且[^，]*)?的(?!比例)"
)
# 1000万元以上、大类3个以上|的，允许…
_CLAUSE_TAIL = regex.compile(r"[^，。；：的（）]{1,24}的(?=[，；。]|$)")
_EACH = regex.compile(r"每|单个|单项|单次|同一|最[长多]|至多|班额")
_PHYSICAL = regex.compile(
    r"(?:米|千米|公里|里|平方|㎡|亩|公顷|吨|克|千?瓦|兆瓦|千伏|升|分钟|小时|度|时)$"
)
_PLACE = regex.compile(
    r"(?:有条件的|其他|其中|各|全|本|所有)?(?:[市县区乡镇村]+|[市城]区|县城|农村|城市|城镇|街道|社区|省内|省外)(?:（[\p{Han}、]{1,4}）)?"
)
_GRADES = frozenset(("届", "级", "星", "星级", "A", "A级"))
# What may be done only so often: 只得|申报|一次, 最多|申报|5人.
_LIMITED = regex.compile(
    r"(?:[只仅](?:能|可|得|限)?(?:以)?|最多|至多)(?P<what>(?!不|为|有)\p{Han}{2,6})$"
)
# What those are ranked by of whom a bound is said: 零售额|在300万元以上的前10名.
_RANKED = regex.compile(
    r"(?P<stop>)(?:首次)?(?:在|达到?|突破|超过)[^，；。\p{Han}]*[^，；。]{0,20}?元[^，；。]*$"
)
_ONLY = regex.compile(r"[只仅](?!有)(?:能|可|得|限)?(?:以)?[^，。；\d]{0,8}$")
_FOR = regex.compile(r"(?:^|[，；：。）])(?:其中)?(?:对于?|凡是?|如|若)[^，；：]*$")
_NAME_BEFORE = regex.compile(
    r"(?:金|第|[“《]|第[\d一二三四五六七八九十]+[、和及至-]|[一二三四五六七八九十]、|[从由较])$"
)
_MEASURED = regex.compile(r"(?:达到?|不低于|不少于|超过|不超过|满|不足|≥|为|在|突破|至|等级|级别)$")
_AGED = regex.compile(
    r"(?P<what>(?:实际|正式|连续|持续|后续|稳定|累计|正常|首次|依法|独立|全职)?(?:毕业|成立|注册|设立|工作|从业|运营|经营|参保|缴费|缴纳\p{Han}{1,6}?|居住|落户|开业|登记|就业|服务|挂牌|纳税|任职|在职|在岗|持股|从事\p{Han}{1,10}?|距\p{Han}{0,12}年龄|\p{Han}龄|(?:(?![且并和米内])\p{Han}){0,4}(?:年限|期限|工龄|学制|时限)))"
    r"(?:时间)?(?:在|为|达到?|不超过|不足|未满|不满|不少于|不低于|少于|超过|满|已满|均|须|应)*\s*$"
)
# Any deed that has lasted (连续种植3年以上); those that take an object come with it.
_LASTED = regex.compile(
    r"(?P<what>(?:从事|取得|获得|缴[纳存]|担任|持有|纳入|列入|参加|加入|拥有|签订)(?:(?!的)[\p{Han}“”]){2,14}?"
    r"|(?:依法|连续|持续|累计|稳定|正常|实际|正式|独立|全职|后续|规范|上线|正在)?\p{Han}{2})"
    r"(?:时间)?(?:达到?|不少于|不低于|超过|满|已满|已|均|须|应)*\s*$"
)
_KEPT = regex.compile(r"(?:及?以上)?(?P<what>保持\p{Han}{2}|在\p{Han}(?=的))")
_EXPERIENCE = regex.compile(
    r"(?:及?以[上下])?(?:的)?(?P<what>\p{Han}{0,8}(?:经验|经历|工龄|合同|协议))"
)
_REACHED = regex.compile(
    r"(?:达到?|(?:提高|延长|增加|缩短|压缩|压减|控制|降低)[到至在]|增至|降至)(?:约)?\s*$"
)
_RATE_OF = regex.compile(r"按照?[^，；。]*$|的\s*$")
_PER_HEAD = regex.compile(
    r"(?:常住人口|人口)?每[十百千万]?(?:名|个|位)?\p{Han}{0,4}人口?(?:拥有)?$"
)
_UP_TO = regex.compile(r"(?:以上|\d[^\d，。增加提升扩下降减]{1,3})(?:（含[^）]*）)?(?:至|到|-)$")
_OWNER = regex.compile(
    r"(?!具有|国内|国际)[^，。；（）的]{2,30}(?P<of>的)[^，。；（）的]{2,20}(?=[，；（]|给予|予以|进行|$)"
)
_VERB_BEFORE = regex.compile(r"对(?:于)?[^，；：]{1,}$")
_LISTED = regex.compile(r"\s*(?:以上|左右|以下|以内|（含）)*\s*[、和及与]\s*")
_FORMULA = regex.compile(
    r"每(?:新增|增加|满|引进|招用|吸纳|培养|建设|多|招聘|聘用|新建|培训|成功\p{Han}{2})?$"
)


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
class _Sentence:
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


def read_counts(
    norm: str,
    start: int,
    end: int,
    quantities: list[Quantity],
    sums: list[Sum],
    moments: list[Moment],
    due: str | None,
    qualifies: bool = False,
    issued_year: int | None = None,
) -> list[Counted]:
    """The targets and conditions of one sentence.

    :param due: the day by which goals of this clause are due, from its lead-in.
    :param qualifies: whether the headings above say that this is about who qualifies.
    :param issued_year: the year of 全年.
    """
    timed = due is not None or any(m.kind == "target" or m.bounds for m in moments)
    s = _Sentence(
        norm,
        start,
        end,
        sums,
        any(x.role in ("award", "cap", "rate") for x in sums),
        qualifies,
        timed or norm.find("全年", start, end) >= 0,
        any(m.kind == "target" and m.end_on for m in moments),
    )
    quantities = _lists(s, quantities)
    goals = {x.start: x for x in sums if x.role == "target" and x.is_percent}
    for q in quantities:
        if any(m.start < q.end and q.start < m.end for m in moments):
            continue
        if q.kind == "percent":
            item = _percent(s, goals[q.start]) if q.start in goals else None
        elif q.kind == "bare":
            item = _bare(s, q)
        elif q.kind == "ratio":
            item = _ratio(s, q)
        elif q.kind == "grade":
            item = _grade(s, q)
        elif q.kind == "count":
            item = _aged(s, q) if q.unit in _TIMES else _read(s, q)
        else:
            item = None
        if item is not None:
            s.found.append(item)
    _share(s)
    _dues(norm, start, s.found, moments, due, issued_year)
    return s.found


def _lists(s: _Sentence, quantities: list[Quantity]) -> list[Quantity]:
    """Give the numbers of a list what is printed once for them all: the unit (57、54微克/立方米)
    and the comparison (20家、50家以上)."""
    norm = s.norm
    result = list(quantities)
    last = len(result) - 1
    while last > 0:
        unit, first = result[last].unit, last
        if result[last].kind == "count":
            while (
                first
                and result[first - 1].kind in ("count", "bare")
                and result[first - 1].unit in (unit, "")
                and _JOINED.fullmatch(norm, result[first - 1].end, result[first].start)
            ):
                first -= 1
        if first < last:
            a, b = result[first], result[last]
            after = _AFTER.match(norm, b.end, s.end)
            left = norm[s.sub(a.start) : a.start]
            if after or _before_word(left):
                common = _comparator(
                    "" if after else left, norm[b.end : b.end + 12] if after else ""
                )
                s.shared.update((q.start, common) for q in result[first : last + 1])
            for k in range(first, last):
                if result[k].kind == "bare":
                    result[k] = replace(result[k], kind="count", unit=unit)
        last = first - 1
    return result


_LIST_ITEM = regex.compile(
    r"(?:\d[\d.]*[万亿]?[\p{Han}%‰]{1,3}?|[一两二三四五六七八九十](?:年|个月|[家人名项个次]))(?:以上|左右)?[、和及且并]"
)
_JOINED = regex.compile(r"\s*[、和及]\s*")


def read_money_goals(
    norm: str,
    start: int,
    sums: list[Sum],
    moments: list[Moment],
    due: str | None,
    issued_year: int | None,
) -> None:
    """Say of each goal in money what it measures and by which day.

    A goal in money is a sum and no target (data model); its indicator and day stand with it.
    Parameters as for :func:`read_counts`.
    """
    for x in sums:
        if x.role != "target" or x.is_percent:
            continue
        goal = Counted(x.start, x.end, "target", 0, 0, "元", x.comparator)
        _dues(norm, start, [goal], moments, due, issued_year)
        x.due_on = goal.due_on
        part = max(start, *(norm.rfind(c, start, x.start) + 1 for c in "，；：。"))
        x.indicator = counted_before(norm, part, x.start)


_TIMES = frozenset(DURATION_UNITS) | {"月", "分钟"}


def _new(
    q: Quantity, kind: str, comparator: str, indicator: tuple[int, int] | None, unit: str = ""
) -> Counted:
    return Counted(q.start, q.end, kind, q.low, q.high, unit or q.unit, comparator, indicator)


def _percent(s: _Sentence, x: Sum) -> Counted | None:
    """A goal in percent; a share of something that is done (按标准的70%执行) is none."""
    left = s.norm[s.sub(x.start) : x.start]
    rate = _RATE_OF.search(left)
    if rate and (rate[0][0] == "按" or x.comparator == "=") and not _REACHED.search(left):
        return None
    if x.comparator == "=" and not s.due and pattern(r"(?:实[施行]|享受|给予|执行)$").search(left):
        return None
    if x.comparator in ("=", "~") and not left.strip() and not _goal_before(s, x.start):
        return None
    goal = Counted(x.start, x.end, "target", x.quantity.low, x.quantity.high, "%", x.comparator)
    if s.norm.startswith("的", x.end):
        goal.indicator = counted_after(s.norm, x.end, min(s.end, x.end + 40))
    return _target(s, goal)


def _bare(s: _Sentence, q: Quantity) -> Counted | None:
    """A number without a unit that is compared: 自由度≥4, 容积率不低于2.5."""
    part = s.sub(q.start)
    left = s.norm[part : q.start].rstrip()
    sign = pattern(r"[≥≤<>]$").search(left)
    word = pattern(r"(?:不得?[低高少多小大]于|不得?超过|(?:提升|提高|降低|控制)[至到在])$").search(
        left
    )
    bound = pattern(r"以[上下内]的").match(s.norm, q.end)
    if s.norm.startswith("/", q.end) or (not sign and not bound and not (word and not s.pays)):
        return None
    comparator = _comparator(left, s.norm[q.end : q.end + 12].lstrip())
    return _new(q, "condition", comparator, _before(s, part, q.start))


def _ratio(s: _Sentence, q: Quantity) -> Counted | None:
    """A goal that is a ratio (提高到2.5:1); whoever splits costs 1:1 has a share."""
    part = s.sub(q.start)
    left = s.norm[part : q.start]
    if s.pays or q.text.count(":") != 1 or not (_REACHED.search(left) or _before_word(left)):
        return None
    if not s.due and not _goal_before(s, q.start):
        return None
    first, _, second = q.text.partition(":")
    value = parse_number(first)
    if value is None:
        return None
    q_comparator = _comparator(left, s.norm[q.end : q.end + 12])
    if q_comparator == ">=" and not pattern(r"不").search(left[-6:]):
        q_comparator = ">=" if pattern(r"(?<![提增])达到?$").search(left) else "="
    item = Counted(q.start, q.end, "target", value, value, ":" + second, q_comparator)
    return _target(s, item)


def _grade(s: _Sentence, q: Quantity) -> Counted | None:
    """A grade that qualifies: 3A级以上, 三星级及以上."""
    part = s.sub(q.start)
    left = s.norm[part : q.start]
    comparator = _comparator(left, s.norm[q.end : q.end + 14])
    if comparator == "=":
        rated = pattern(r"(?:等级|级别)(?:为|是|达到)?$").search(left)
        return _new(q, "condition", "=", _before(s, part, q.start)) if rated else None
    after = _owned(s, q) or _after(s, q, 40)
    before = _before(s, part, q.start)
    named = pattern(r"[评定获予证名级升]为$").search(left)  # 评为四星级以上的饭店
    measured = _MEASURED.search(left) and not named
    if after is None and named:
        after = counted_after(s.norm, _skip(s.norm, q.end), min(s.end, q.end + 40))
    return _new(q, "condition", comparator, before if measured and before else after or before)


def _aged(s: _Sentence, q: Quantity) -> Counted | None:
    """How long something must have lasted (成立满3年), or shall last (寿命达到5年)."""
    part = s.sub(q.start)
    left = s.norm[part : q.start]
    right = s.norm[q.end : min(s.end, q.end + 30)].lstrip()
    comparator = _comparator(left, right)
    aged = _AGED.search(s.norm, part, q.start)
    if aged and (comparator != "=" or _CONDITION_TAIL.match(right) or s.qualifies):
        return _new(q, "condition", comparator, aged.span("what"))
    experience = _EXPERIENCE.match(s.norm, q.end, s.end)
    if experience and comparator != "=":
        return _new(q, "condition", comparator, experience.span("what"))
    kept = _KEPT.match(s.norm, q.end, s.end)
    if kept and left.endswith("连续"):
        return _new(q, "condition", comparator, kept.span("what"))
    if not s.pays and s.due and _REACHED.search(left):
        return _target(s, _new(q, "target", comparator, None))
    if (
        s.due
        and not s.pays
        and q.unit in ("小时", "分钟")
        and pattern(r"[通到送]达(?=[，。；]|$)").search(right)
    ):
        return _target(s, _new(q, "target", comparator, None))
    lasted = _LASTED.search(s.norm, part, q.start) if comparator in (">=", ">") else None
    if lasted and (len(lasted["what"]) > 4 or is_deed(s.norm, *lasted.span("what"))):
        return _new(q, "condition", comparator, lasted.span("what"))
    if s.qualifies and comparator in (">=", ">"):
        return _new(q, "condition", comparator, _before(s, part, q.start))
    return None


def _read(s: _Sentence, q: Quantity) -> Counted | None:
    """A counted number: a goal, what qualifies, a limit, or none of them."""
    norm = s.norm
    part = s.sub(q.start)
    left = norm[part : q.start].rstrip()
    right = norm[q.end : min(s.end, q.end + 30)].lstrip()
    comparator = s.shared.get(q.start) or _comparator(left, right)
    if comparator == "=" and _UP_TO.search(left):
        comparator = "<="  # 100亩以上至500亩
    if comparator == "=" and _ONLY.search(left):
        comparator = "<="
    if left.endswith("含") and norm[part - 1 : part] == "（":
        # 200人以上（含200人）: the bound restated
        earlier = s.found[-1] if s.found else None
        if earlier is None:
            return _new(q, "condition", ">=", None)
        upper = earlier.comparator in ("<", "<=") or earlier.low < earlier.high == q.high
        return _new(q, earlier.kind, "<=" if upper else ">=", earlier.indicator)
    if left.endswith("前") and q.unit in ("位", "名", "强"):
        ranked = _RANKED.search(norm, part, q.start - 1)
        named = counted_before(norm, part, ranked.start() if ranked else q.start - 1, False)
        last = next((c for c in s.found[::-1] if c.unit == q.unit), None)
        named = named or (last.indicator if last else _before(s, part, q.start - 1))
        return _new(q, "condition", "<=", named)
    formula = _FORMULA.search(left)
    if formula:
        if not s.pays or q.low == 1:
            return None
        return _new(q, "condition", "=", _after(s, q, 40) or _before(s, part, q.start))
    if not _countable(s, q, left, right, comparator):
        return None
    if q.unit in ("岁", "周岁"):
        if comparator == "=" or norm.startswith(("婴幼儿", "儿童"), _skip(norm, q.end)):
            return None
        if not (s.due and _REACHED.search(left)):
            return _new(q, "condition", comparator, _indicator(s, q, part))
    selects = _selects(left, comparator)
    limit = comparator in ("<=", "<") and not selects and not _DOWN.search(left)
    if limit and s.dated and not s.pays and not _EACH.search(left):
        return _target(s, _new(q, "target", comparator, None))
    tail = _CONDITION_TAIL.match(right)
    if s.qualifies and comparator != "=":
        return _new(q, "condition", comparator, _indicator(s, q, part))
    segment = max(s.start, norm.rfind("；", s.start, q.start) + 1)
    if s.pays:
        stop = next((i for i in range(q.end, s.end) if norm[i] == "；"), s.end)
        paid = [x for x in s.sums if x.role in ("award", "cap", "rate")]
        yearly = _YEARLY.search(norm, s.start, q.start)
        chosen = selects and not left.endswith("的")
        if chosen and (yearly or any(x.start >= q.end for x in paid)):
            return _target(s, _new(q, "target", comparator, None))
        here = [x for x in paid if segment <= x.start <= stop]
        first = not any(x.end <= q.start for x in here)
        if (first and comparator != "=") or tail or limit:
            return _new(q, "condition", comparator, _indicator(s, q, part))
        if here or not (yearly or s.due):
            return None
    elif limit or (
        (_FOR.search(norm, segment, q.start) and not selects and (comparator != "=" or tail))
        or (
            tail
            and (comparator != "=" or not _GOAL.search(left))
            and (not _GOAL_END.search(left) or _REACH.search(left))
        )
        or (comparator != "=" and not s.due and _MUST.search(norm, s.start, q.start))
        or (comparator != "=" and _CLAUSE_TAIL.match(norm, q.end, s.end))
        or (comparator != "=" and pattern(r"指$|是指|所称").search(norm, s.start, q.start))
        or (comparator == ">=" and pattern(r"服务(?:企业|本地企业)?$").search(left))
    ):
        return _new(q, "condition", comparator, _indicator(s, q, part))
    if _is_goal(s, q, left, right, comparator):
        return _target(s, _new(q, "target", comparator, None))
    fact = _FACT.search(left) or (
        _REACH.search(left) and _FACT.search(norm, s.start, s.end) and not s.pays
    )
    if comparator != "=" and not fact:
        return _new(q, "condition", comparator, _indicator(s, q, part))
    return None


def _countable(s: _Sentence, q: Quantity, left: str, right: str, comparator: str) -> bool:
    """Whether a number counts things, and is no name, division or base of comparison."""
    if _NAME_BEFORE.search(left) or left.endswith(("每", "每满", "/", "“", "《")):
        return False
    if comparator == "=" and (
        q.unit in _GRADES
        or q.text[0] in "百千万"  # 万人拥有量
        or (  # 500米覆盖率
            _PHYSICAL.search(q.unit)
            and pattern(r"\p{Han}(?<![左上的为并且或及和与、])").match(right)
            and not _GOAL_END.search(left)
        )
    ):
        return False
    if _NOT_COUNTED.match(right) or left.count("“") > left.count("”"):
        return False
    again = pattern(r"(?P<n>[\d两二三四五六七八九十]+(?:个|人|名|家|项|次))(?:及|或|以及|或者)$")
    if again.search(left) or pattern(
        r"(?:或|及)[\d两二三四五六]+(?:个|人|名|家|项|次)及?以[上下]"
    ).match(right):
        return False  # 两项或两项以上
    if q.text[0].isdigit() or comparator != "=":
        return True
    # 三大 and 四个 before what has just been listed sum it up (研发、设计、制造三个环节)
    return bool(_GOAL_END.search(left)) or (not left and _goal_before(s, q.start))


def _selects(left: str, comparator: str) -> bool:
    """Whether the number is of those chosen: 择优评选不超过|10个.

    To be paid at most so often (最多奖励2次) is no choice.
    """
    if comparator in (">=", ">"):
        return False
    found = next(iter(deque(_SELECT.finditer(left), maxlen=1)), None)
    if found is None or pattern(r"的|企业|单位").search(left, found.end()):
        return False
    return comparator in ("=", "~") or found[0] not in ("支持", "扶持", "奖励", "资助", "推荐")


def _is_goal(s: _Sentence, q: Quantity, left: str, right: str, comparator: str) -> bool:
    if comparator != "=" and pattern(r"按照?").search(left):
        return False  # 可按每幢不小于…分割
    if _FACT.search(left) or (comparator == "=" and pattern(r"^(?:对于?|由)").match(left)):
        return False
    if _MAKE.search(left) or pattern(r"[特一二三四五]等奖$").search(left):
        return True
    if _GOAL.search(left) and (s.due or not _FACT.search(s.norm, s.start, s.end)):
        return True
    if q.unit == "个百分点" and pattern(r"[高低优]于|[提升增下降]").search(left):
        return True
    if _YEARLY.search(s.norm, s.start, q.start):
        return True
    if s.due and (comparator != "=" or left or _DONE.match(right)):
        return True
    return _goal_before(s, q.start)


def _goal_before(s: _Sentence, at: int) -> bool:
    """Whether the sentence has named a goal, which this one goes on from."""
    return any(c.kind == "target" and c.end <= at for c in s.found)


def _comparator(left: str, right: str) -> str:
    after = _AFTER.match(right)
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
    found = _before_word(_PER_HEAD.sub("", left))
    return _SIGNS[found] if found else "="


def _before_word(left: str) -> str | None:
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


def _skip(norm: str, at: int) -> int:
    match = pattern(
        r"\s*(?:（含[^）]*）)?(?:及|或)?(?:以上|以下|以内|左右|为限|为上限|封顶)?(?:（含[^）]*）)?(?:等次|等级|标准(?=的|[，。；]))?\s*"
    ).match(norm, at)
    return match.end() if match else at


def _after(s: _Sentence, q: Quantity, reach: int) -> tuple[int, int] | None:
    skip = _skip(s.norm, q.end)
    if skip >= s.end or not pattern(r"[\p{Han}“A-Z\d]").match(s.norm, skip):
        return None
    return counted_after(s.norm, skip, min(s.end, skip + reach))


def _before(s: _Sentence, part: int, stop: int, goal: bool = False) -> tuple[int, int] | None:
    """What stands before a number, in its own sub-sentence or else in the one before."""
    span = counted_before(s.norm, part, stop, goal)
    while span is None and part > s.start:
        last = part - 1
        part = s.sub(last)
        span = counted_before(s.norm, part, last, goal)
        if any(c.start >= part and c.kind == "target" for c in s.found):
            break
    return span


def _owned(s: _Sentence, q: Quantity) -> tuple[int, int] | None:
    """对拥有|两家|以上门店|的企业: what is counted ends before 的, and who has it follows."""
    skip = _skip(s.norm, q.end)
    body = _OWNER.match(s.norm, skip, s.end)
    if body is None or not _VERB_BEFORE.search(s.norm, s.start, q.start):
        return None
    return counted_after(s.norm, skip, body.start("of"))


def _indicator(s: _Sentence, q: Quantity, part: int) -> tuple[int, int] | None:
    """What a condition counts: the noun after the number, else what stands before it."""
    norm = s.norm
    last = s.found[-1] if s.found and s.found[-1].kind == "condition" else None
    if (
        last is not None
        and last.unit == q.unit
        and not pattern(r"[，；。]").search(norm, last.end, q.start)
        and pattern(r"[^\p{Han}]*(?:以[上下]|（含）|[、至到和且或及]|不足|未满|的)*$").match(
            norm[last.end : q.start]
        )
    ):
        return last.indicator  # 20人以上、不足50人: the other end of the same
    at = _list_start(norm, part, q.start)
    skip = _skip(norm, q.end)
    of = norm.startswith("的", skip)
    after = None
    if not of and norm[skip : skip + 1] not in ("且", "并", "和", "及", "或", "至"):
        after = _owned(s, q) or _after(s, q, 40)
    if after is not None and not _MEASURED.search(norm[part : q.start]):
        return after
    limited = _LIMITED.search(norm, part, q.start) if after is None else None
    if limited:
        return limited.span("what")
    before = (
        counted_before(norm, at, q.start, False) if norm[q.start - 1] != "、" or not of else None
    )
    if before is None and of and norm[skip + 1 : skip + 2].isalpha():
        # 对新发展50亩以上的|设施蔬菜基地
        after = counted_after(norm, skip + 1, min(s.end, skip + 41))
    elif before is None and last is not None and last.unit == q.unit:
        return last.indicator
    return before or after or _before(s, part, q.start)


def _target(s: _Sentence, item: Counted) -> Counted:
    """A goal with the noun that it counts, after the number or before it."""
    norm, part = s.norm, s.sub(item.start)
    if item.indicator is not None:
        return item
    after_from = _skip(norm, item.end)
    listed = (
        norm.startswith("、", after_from)
        and norm.find("的", after_from, min(s.end, after_from + 30)) > 0
    )
    if listed:
        after_from += 1
    after = None
    if item.unit != "%" and pattern(r"(?![和及与])[\p{Han}“A-Z\d]").match(norm, after_from, s.end):
        after = counted_after(norm, after_from, min(s.end, after_from + 60))
    if (
        after is not None
        and norm[after[1] - 2 : after[1]] == "建设"
        and _SELECT.search(norm, part, item.start)
    ):
        after = (after[0], after[1] - 2)
    if after is None or item.unit in _TIMES:
        own = counted_before(norm, _list_start(norm, part, item.start), item.start)
        before = s.found[-1] if s.found and s.found[-1].kind == "target" else None
        if own is not None and not (
            before is not None
            and before.unit == item.unit
            and _PLACE.fullmatch(norm, *own)  # 市区入园率达到98%，县（市）达到92%
        ):
            after = own
        elif item.unit == "%" and (money := _money_goal(s, before, item.start)) is not None:
            after = money  # 旅游收入突破18亿元，年均增长12%
        elif before is not None and (item.unit in (before.unit, "%") or before.unit == "%"):
            after = before.indicator  # 充电桩350个，其中2020年完成120个
        else:
            after = _before(s, part, item.start, True)
    item.indicator = after
    return item


def _money_goal(s: _Sentence, before: Counted | None, at: int) -> tuple[int, int] | None:
    """What the goal in money measures that stands between the goal before and ``at``."""
    since = before.end if before is not None else s.start
    for x in reversed(s.sums):
        if since <= x.start and x.end <= at and x.role == "target" and not x.is_percent:
            return counted_before(s.norm, s.sub(x.start), x.start)
    return None


def _list_start(norm: str, part: int, at: int) -> int:
    """Where the noun of a number may begin in a list: 示范城市1个、|休闲街区2家."""
    found = part
    for match in _LIST_ITEM.finditer(norm, part, at):
        found = match.end()
    return found


def _share(s: _Sentence) -> None:
    """What the numbers of one list have in common: 分别不低于40家、20家、5家."""
    norm, found = s.norm, s.found
    k = 0
    while k < len(found):
        run = [found[k]]
        while k + len(run) < len(found):
            item = found[k + len(run)]
            same = item.kind == run[0].kind and item.unit == run[0].unit
            if not same or not _LISTED.fullmatch(norm, run[-1].end, item.start):
                break
            run.append(item)
        k += len(run)
        if len(run) == 1:
            continue
        first, last = run[0], run[-1]
        part = s.sub(first.start)
        apart = norm.find("分别", part, first.start) >= 0
        word = _AFTER.match(norm[last.end : last.end + 12])
        if word and apart:
            for item in run:
                item.comparator = last.comparator
        elif _before_word(norm[part : first.start]):
            for item in run[1:]:
                if not _AFTER.match(norm[item.end : item.end + 12]):
                    item.comparator = first.comparator
        if first.indicator is None or _named_after(last):
            continue
        each = members(norm, *first.indicator) if apart else []
        places = [norm[b - 1] in "市县区旗乡镇州省" for _, b in each[:-1]]
        if len(each) > 2 and all(places):  # 甲县、乙县、丙县PM10年均浓度分别为
            at = each[-1][0]
            found_at = pattern(r"[\p{Han}、]*?[市县区旗乡镇州省](?:\d{4}年度?)?").match(norm, at)
            start = found_at.end() if found_at else at
            each = [(start, first.indicator[1])] * len(run) if start < first.indicator[1] else []
        if len(each) != len(run) or "等" in norm[each[-1][0] : each[-1][1]]:
            each = [first.indicator] * len(run)
        for item, span in zip(run, each, strict=True):
            item.indicator = span


def _named_after(last: Counted) -> bool:
    """Whether the noun stands after the last number of a list."""
    return last.indicator is not None and last.indicator[0] >= last.end


def _dues(
    norm: str,
    start: int,
    found: list[Counted],
    moments: list[Moment],
    due: str | None,
    issued_year: int | None,
) -> None:
    for item in list(found):
        if item.kind != "target":
            continue
        stop = max(start, norm.rfind("；", start, item.start) + 1)
        part = max(stop, norm.rfind("，", start, item.start) + 1)
        if _YEARLY.search(norm, part, item.start):
            item.annual = True
            continue
        # 每年 governs the rest of its stretch (每年新建30个…，打造1—2个…)
        governs = None
        for m in moments:
            bounds = m.kind in ("recurring", "target") or m.bounds
            if bounds and stop <= m.start < item.start:
                governs = m
        if governs is not None and governs.kind == "recurring":
            item.annual = item.unit != "%"
            if item.annual:
                continue
            governs = None
        if governs is None or not governs.end_on:
            for m in moments:
                if (m.kind == "target" or m.bounds) and m.start < item.start and m.end_on:
                    governs = m
        year_long = norm.find("全年", start, item.start) >= 0
        if governs is not None and governs.end_on:
            if year_long and governs.bounds and _years(governs) > 1:
                item.annual = True  # 2024—2025年全年新增: in each of them
                continue
            item.due_on = governs.end_on
        elif any(
            not m.end_on
            and stop <= m.start < item.start
            and (m.kind == "target" or norm.startswith(("时间", "左右时间", "左右的时间"), m.end))
            for m in moments
        ):
            item.due_on = None  # 用3年时间: its day depends on when it began
        elif due is None and year_long and issued_year:
            item.due_on = f"{issued_year}-12-31"
        else:
            item.due_on = due
        chain = [
            m for m in moments if m.kind == "target" and stop <= m.start < item.start and m.end_on
        ]
        if (
            len(chain) > 1
            and "分别" in norm[chain[-1].end : item.start]
            and all(
                norm[a.end : b.start] in ("、", "和", "及") for a, b in itertools.pairwise(chain)
            )
        ):
            item.due_on = chain[0].end_on
            for m in chain[1:]:
                found.append(
                    Counted(
                        item.start,
                        item.end,
                        item.kind,
                        item.low,
                        item.high,
                        item.unit,
                        item.comparator,
                        item.indicator,
                        m.end_on,
                    )
                )
    found.sort(key=lambda c: (c.start, c.due_on or ""))


def _years(m: Moment) -> int:
    return int((m.end_on or "0")[:4]) - int((m.start_on or m.end_on or "0")[:4]) + 1
