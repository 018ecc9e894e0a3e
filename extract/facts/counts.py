"""Counted quantities: goals (targets) and what decides who qualifies (conditions)."""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import replace

import regex

from extract.facts.counted import (
    AFTER,
    GOALS,
    MEASURED,
    SELECT,
    TIMES,
    YEARLY,
    Counted,
    Sentence,
    bound_before,
    comparator_of,
    new_counted,
)
from extract.facts.dates import Moment
from extract.facts.dues import set_dues
from extract.facts.indicators import (
    MANIFOLD,
    align_unlike,
    indicator_of,
    noun_after,
    noun_before,
    owned_noun,
    share_lists,
    skip_bound,
    with_indicator,
)
from extract.facts.lasting import (
    CONDITION_TAIL,
    REACHED,
    age_noun,
    is_restated,
    read_time,
    restated,
)
from extract.facts.paying import GRANT, Sum
from extract.lexicon import alternation
from extract.numerals import parse_number
from extract.patterns import pattern
from extract.phrases import counted_after, counted_before
from extract.quantities import Quantity

_GOAL = regex.compile(alternation(GOALS["verbs"]))
_GOAL_END = regex.compile(alternation(GOALS["verbs"]) + r"(?:约|近|超|不少于|不低于|至少)?$")
_REACH = regex.compile(alternation(GOALS["reach"]) + r"(?:约|近|超)?$")
_MAKE = regex.compile(alternation([v for v in GOALS["verbs"] if v not in GOALS["reach"]]))
_DONE = regex.compile(rf"[^，。；]{{2,30}}?{alternation(GOALS['done'])}")
_FACT = regex.compile(alternation(GOALS["fact"]))
_NOT_COUNTED = regex.compile(alternation(GOALS["divisions"]))
_DOWN = regex.compile(r"下降|降至|降到|降低|控制|压减|压降|压缩|缩短|减少|减至")
_MUST = regex.compile(
    r"(?<![供响适相反对])应(?![用急届对])|(?<!必)须|必需|需(?!求)|方可|可申请|具备以下|符合|原则上|一般|每[十百千]?户|单[处体个套]"
)
# 1000万元以上、大类3个以上|的，允许…
_CLAUSE_TAIL = regex.compile(r"[^，。；：的（）]{1,24}的(?=[，；。]|$)")
# 超过10人，就业率达到70%以上的，可申请认定
_QUALIFIES_FOR = regex.compile(
    r"[^。；]{0,60}?的，(?:可|方可|优先|予以|视为|认定|确定|列为|直接|免予?|不得|不予)"
)
# 同时符合两项以上奖励政策的，按最高的执行: which grants go together, not who qualifies.
_STACKED = regex.compile(
    r"(?:及|或)?以上(?:同类|相关|上述)?(?:奖励|奖补|补助|补贴|资助|扶持|支持|政策|优惠)"
)
# 住宿|1晚，奖励…; 游览|5个收费景区，奖励…: what has been done
_STAYED = regex.compile(r"(?:住宿|入住|过夜|停留|游览|参观)$")
_FOR_SOME = regex.compile(r"(?:对|为|给|每|按|支持|评选|遴选|选择|奖励)?$")
_THEN_GIVES = regex.compile(
    r"[\p{Han}“”]{0,12}，(?:一次性|再|另|分别|最高|按[^，。；\d]{0,12})*(?:给予|予以|奖励|奖补|补助|补贴|资助)[^，。；]{0,12}?\d"
)
# 50张以上|不足300张的; 20平方米以上|冷冻库的，
_NOT_ALL = regex.compile(
    r"(?:及|或)?以上(?:、|，)?(?:不足|低于|未满|不满)|以[上下][\p{Han}]{1,10}的，"
)
_ASIDE = regex.compile(r"（[^（）]*）")
_PART_OF_FIGURE = regex.compile(
    r"[^，。；]{0,30}?(?:比例|比重|占比|率)(?:力争|均|达到?|提高|保持|稳定|控制|超过|为|不)"
)
_AIMS = regex.compile(r"[，；](?:力争|确保|争取|目标)[^；。]*$")
_GRADES_LISTED = regex.compile(r"、[^，。；]{1,3}(?:星级?|A级?|级)")
_EACH = regex.compile(r"每|单个|单项|单次|同一|最[长多]|至多|班额")
_PHYSICAL = regex.compile(
    r"(?:米|千米|公里|里|平方|㎡|亩|公顷|吨|克|千?瓦|兆瓦|千伏|升|分钟|小时|度|时)$"
)
_GRADES = frozenset(("届", "级", "星", "星级", "A", "A级"))
# What those are ranked by of whom a bound is said: 零售额|在300万元以上的前10名.
_RANKED = regex.compile(
    r"(?P<stop>)(?:首次)?(?:在|达到?|突破|超过)[^，；。\p{Han}]*[^，；。]{0,20}?元[^，；。]*$"
)
# 设一等奖1名、二等奖2名: how many are to be awarded
_PRIZES = regex.compile(
    r"(?:设立?|设置|评选|评出)[^。；]*?(?P<prize>(?:[特一二三四五六]等|[金银铜]|优秀|优胜|提名|鼓励)奖)$"
)
_ONLY = regex.compile(r"[只仅](?!有)(?:能|可|得|限)?(?:以)?[^，。；\d]{0,8}$")
_FOR = regex.compile(r"(?:^|[，；：。）])(?:其中)?(?:对于?|凡是?|如|若)[^，；：]*$")
_BODIES = regex.compile(r"部门|单位|委办局|机关|省[（市区]|国家")
_OF_ALL = regex.compile(r"以?上?的[^，。；的]{1,20}?(?:建成|达到|实现|完成|创建|通过|覆盖|开展)")
_SUMS_UP = regex.compile(r"(?:包括|分为|包含|分成|即)[^，。；]*、[^，。；]*$")
_SET_OUT = regex.compile(r"(?:确定|明确|部署|提出|列出|下达|分解)的$")
_NAME_BEFORE = regex.compile(
    r"(?:金|第|[“《]|第[\d一二三四五六七八九十]+[、和及至-]|[一二三四五六七八九十]、|[从由较])$"
)
_RATE_OF = regex.compile(r"按照?[^，；。]*$|的\s*$")
_UP_TO = regex.compile(r"(?:以上|\d[^\d，。增加提升扩下降减]{1,3})(?:（不?含[^）]*）)?(?:至|到|-)$")
_FORMULA = regex.compile(
    r"每(?:新增|增加|满|引进|招用|吸纳|培养|建设|多|招聘|聘用|新建|培训|成功\p{Han}{2}|认定|毕业|孵化|推荐|举办|组织|创建|培育|新认定|引入)?$"
)
_JOINED = regex.compile(r"\s*[、和及]\s*")


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
    s = Sentence(
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
            item = read_time(s, q) if q.unit in TIMES else _read(s, q)
            last = s.found[-1] if s.found else None
            if (
                item is None
                and last is not None
                and last.kind == "target"
                and last.unit == q.unit
                and _JOINED.fullmatch(norm, last.end, q.start)
            ):  # 分别压缩至70、40、35个工作日
                item = new_counted(q, "target", last.comparator, last.indicator)
        else:
            item = None
        if item is not None:
            s.found.append(item)
    _ranges(s, quantities)
    share_lists(s)
    align_unlike(s)
    set_dues(norm, start, s.found, moments, due, issued_year)
    return s.found


def _ranges(s: Sentence, quantities: list[Quantity]) -> None:
    """Ranges in one list qualify together (面积1000-2000亩、2000-3000亩的); what they are of stands
    before the first."""
    at = {c.start: c for c in s.found}
    for k in range(len(quantities) - 2, -1, -1):
        q, following = quantities[k], at.get(quantities[k + 1].start)
        if (
            following is None
            or following.kind != "condition"
            or q.start in at
            or q.kind != "count"
            or q.unit != following.unit
            or q.low == q.high
            or not _JOINED.fullmatch(s.norm, q.end, following.start)
        ):
            continue
        span = counted_before(s.norm, s.sub(q.start), q.start, False)
        item = new_counted(q, "condition", "=", span)
        at[q.start] = item
        s.found.insert(s.found.index(following), item)
        for later in s.found[s.found.index(item) + 1 :]:
            if later.unit == q.unit and later.indicator and later.indicator[0] <= q.start:
                later.indicator = span


_ALTERNATIVE = regex.compile(r"(?:，?或者?)\p{Han}{2,16}")


def _lists(s: Sentence, quantities: list[Quantity]) -> list[Quantity]:
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
            after = AFTER.match(norm, b.end, s.end)
            left = norm[s.sub(a.start) : a.start]
            if after or bound_before(left):
                common = comparator_of(
                    "" if after else left, norm[b.end : b.end + 12] if after else ""
                )
                s.shared.update(
                    (q.start, common) for q in result[first : last + 1] if q.low == q.high
                )
            for k in range(first, last):
                if result[k].kind == "bare":
                    result[k] = replace(result[k], kind="count", unit=unit)
        last = first - 1
    for a, b in itertools.pairwise(result):
        if (
            a.kind == b.kind == "count"
            and a.start not in s.shared
            and _ALTERNATIVE.fullmatch(norm, a.end, b.start)
            and AFTER.match(norm, b.end, s.end)
        ):  # 发明专利2项或实用新型专利5项以上
            s.shared[a.start] = comparator_of("", norm[b.end : b.end + 12])
    return result


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
        set_dues(norm, start, [goal], moments, due, issued_year)
        x.due_on = goal.due_on
        part = max(start, *(norm.rfind(c, start, x.start) + 1 for c in "，；：。"))
        x.indicator = x.indicator or counted_before(norm, part, x.start)


def _percent(s: Sentence, x: Sum) -> Counted | None:
    """A goal in percent; a share of something that is done (按标准的70%执行) is none."""
    left = pattern(r"20\d{2}年底?的$").sub("", s.norm[s.sub(x.start) : x.start])
    if x.comparator == "=" and not s.due and _SINCE.match(s.norm, s.start, s.end):
        return None
    rate = _RATE_OF.search(left)
    if rate and (rate[0][0] == "按" or x.comparator == "=") and not REACHED.search(left):
        return None
    if x.comparator == "=" and not s.due and pattern(r"(?:实[施行]|享受|给予|执行)$").search(left):
        return None
    covers = s.due and _OF_ALL.match(s.norm, x.end)  # 80%的行政村建成美丽乡村
    if (
        x.comparator in ("=", "~")
        and not left.strip()
        and not covers
        and not _goal_before(s, x.start)
    ):
        return None
    if (
        not s.due
        and x.comparator != "="
        and any(c.kind == "condition" for c in s.found)
        and not any(c.kind == "target" for c in s.found)
    ):
        x.role = "threshold"  # 参展企业不少于30家，其中境外企业占比20%以上
        return None
    goal = Counted(x.start, x.end, "target", x.quantity.low, x.quantity.high, "%", x.comparator)
    of = pattern(r"(?:及?以上)?的(?!比例|\p{Han}{0,4}目标)").match(s.norm, x.end)
    if of:
        goal.indicator = counted_after(s.norm, of.end() - 1, min(s.end, x.end + 40))
    return with_indicator(s, goal)


# 实现五个|新跨越, 建设四个|“绿色甲市”
_SLOGAN = regex.compile(
    r"“|[新更][\p{Han}]{0,2}?(?:跨越|突破|提升|变化|格局|局面|优势|高地|作为|篇章|台阶|进展|成效|转变)"
)
_RELAXED = regex.compile(r"(?:放宽|延长|提高|降低|放低)[到至为]$")
_RECENT = regex.compile(r"(?:近|最近|过去|前)[一两三四五\d]+年(?:内|来)?")
# PM2.5浓度控制在35微克/立方米以下
_KEPT_TO = regex.compile(
    r"(?:浓度|总量|强度|水量|用量|能耗|排放量|均值)(?:年均值?)?(?:控制|稳定|保持|降低)[在到至]$"
)
_READING = regex.compile(
    r"(?:[A-Z]{2,4}[\d.]{0,3}|pH|指数|系数|日均值|均值)(?:日均值|值|平均值)?(?:大于|小于|高于|低于|超过|达到|大于等于|小于等于)$"
)
_FEW = frozenset(f"{n}个" for n in "三四五六七八九十")
_INDEX = regex.compile(
    r"(?:指数|系数|位次|得分|分值|评分|满意度)(?:力争)?(?:达到?|超过|突破|提[升高][到至]|不低于|保持在|稳定在)$"
)


def _bare(s: Sentence, q: Quantity) -> Counted | None:
    """A number without a unit that is compared: 自由度≥4, 容积率不低于2.5."""
    part = s.sub(q.start)
    left = s.norm[part : q.start].rstrip()
    if pattern(r"(?:[排列居位]|名次?|[额量率值分绩速度])前$").search(left) and pattern(
        r"的|且|企业|各|[，。；]|$"
    ).match(s.norm, q.end):
        return _read(s, replace(q, kind="count"))  # 销售额排名前5的企业
    sign = pattern(r"[≥≤<>]$").search(left) or _READING.search(left)  # AQI大于200
    if s.due and not s.pays and _INDEX.search(left):  # 科技创新指数达到160以上
        comparator = comparator_of(left, s.norm[q.end : q.end + 12].lstrip())
        return with_indicator(s, new_counted(q, "target", comparator, None))
    word = pattern(r"(?:不得?[低高少多小大]于|不得?超过|(?:提升|提高|降低|控制)[至到在])$").search(
        left
    )
    bound = pattern(r"以[上下内]的").match(s.norm, q.end)
    if s.norm.startswith("/", q.end) or (not sign and not bound and not (word and not s.pays)):
        return None
    comparator = comparator_of(left, s.norm[q.end : q.end + 12].lstrip())
    if word and s.due and not s.pays and not bound:  # 有效利用系数提高到0.56以上
        return with_indicator(s, new_counted(q, "target", comparator, None))
    return new_counted(q, "condition", comparator, noun_before(s, part, q.start))


def _ratio(s: Sentence, q: Quantity) -> Counted | None:
    """A goal that is a ratio (提高到2.5:1); whoever splits costs 1:1 has a share."""
    part = s.sub(q.start)
    left = s.norm[part : q.start]
    bound = bound_before(left)
    if s.pays or q.text.count(":") != 1 or not (REACHED.search(left) or bound):
        return None
    asked = any(c.kind == "condition" for c in s.found)
    if bound and (s.qualifies or asked or (not s.due and _MUST.search(s.norm, s.start, q.start))):
        first, _, second = q.text.partition(":")
        value = parse_number(first)
        if value is not None:  # 护理员与老人配比不低于1:4
            found = Counted(
                q.start, q.end, "condition", value, value, ":" + second, comparator_of(left, "")
            )
            found.indicator = noun_before(s, part, q.start)
            return found
    if not s.due and not _goal_before(s, q.start):
        return None
    first, _, second = q.text.partition(":")
    value = parse_number(first)
    if value is None:
        return None
    q_comparator = comparator_of(left, s.norm[q.end : q.end + 12])
    if q_comparator == ">=" and not pattern(r"不").search(left[-6:]):
        q_comparator = ">=" if pattern(r"(?<![提增])达到?$").search(left) else "="
    item = Counted(q.start, q.end, "target", value, value, ":" + second, q_comparator)
    return with_indicator(s, item)


def _grade(s: Sentence, q: Quantity) -> Counted | None:
    """A grade that qualifies: 3A级以上, 三星级及以上."""
    part = s.sub(q.start)
    left = s.norm[part : q.start]
    comparator = comparator_of(left, s.norm[q.end : q.end + 14])
    if comparator == "=":
        rated = pattern(r"(?:等级|级别)(?:为|是|达到)?$").search(left)
        return new_counted(q, "condition", "=", noun_before(s, part, q.start)) if rated else None
    if s.pays and _GRADES_LISTED.match(norm := s.norm, q.end) and "分别" in norm[q.end : s.end]:
        return None  # 达到五星级、四星级标准的，分别给予…: whose tier it is
    after = owned_noun(s, q) or noun_after(s, q, 40)
    before = noun_before(s, part, q.start)
    named = pattern(r"[评定获予证名级升]为$").search(left)  # 评为四星级以上的饭店
    measured = MEASURED.search(left) and not named
    if after is None and named:
        after = counted_after(s.norm, skip_bound(s.norm, q.end), min(s.end, q.end + 40))
    return new_counted(
        q, "condition", comparator, before if measured and before else after or before
    )


# 20户以上自然村基本实现…: which villages, not how many.
_VILLAGES = regex.compile(r"以上的?(?:自然村|行政村|建制村|村庄|村[民屯组]|屯|居民点)")


def _read(s: Sentence, q: Quantity) -> Counted | None:
    """A counted number: a goal, what qualifies, a limit, or none of them."""
    norm = s.norm
    part = s.sub(q.start)
    left = norm[part : q.start].rstrip()
    right = norm[q.end : min(s.end, q.end + 30)].lstrip()
    comparator = s.shared.get(q.start) or comparator_of(left, right)
    if comparator == "=" and _UP_TO.search(left):
        comparator = "<="  # 100亩以上至500亩
    if comparator == "=" and _ONLY.search(left):
        if q.low == q.high == 1 and q.unit == "次":
            return None  # 只享受一次奖励: no limit on who qualifies
        comparator = "<="
    if is_restated(s, q):
        return restated(s, q)
    if left.endswith("前") and q.unit in ("届", "次", "期", "轮"):
        return None  # 总结前两届经验: what was, and no rank
    if left.endswith("前") and q.unit in ("位", "名", "强", ""):
        ranked = _RANKED.search(norm, part, q.start - 1)
        named = counted_before(norm, part, ranked.start() if ranked else q.start - 1, False)
        if pattern(r"\p{Han}(?<![的，以且并及各])").match(norm, q.end) and not ranked:
            named = noun_after(s, q, 12) or named  # 前3名|乡镇
        last = next((c for c in s.found[::-1] if c.unit == q.unit), None)
        named = named or (last.indicator if last else noun_before(s, part, q.start - 1))
        if not q.unit:  # 排名前5的企业: 前 is all that says what is counted
            q = replace(q, start=q.start - 1, unit="位")
        return new_counted(q, "condition", "<=", named)
    formula = _FORMULA.search(left)
    if formula:
        if not s.pays or q.low == 1:
            return None
        return new_counted(
            q,
            "condition",
            "=",
            noun_after(s, q, 40) or noun_before(s, part, q.start, unit=q.unit),
        )
    prize = _PRIZES.search(norm, s.start, q.start) if comparator == "=" else None
    if prize and q.unit in ("名", "个", "项", "件", "家"):
        return new_counted(q, "target", "=", prize.span("prize"))
    if not _countable(s, q, left, right, comparator):
        return None
    if q.unit in ("岁", "周岁"):
        aged = next((c for c in reversed(s.found) if c.unit == q.unit), None)
        if aged is not None and comparator == "=" and _RELAXED.search(left):
            # 博士可放宽至50周岁
            return new_counted(q, "condition", aged.comparator, aged.indicator)
        ranged = q.low < q.high and not s.due  # 16-24岁失业青年
        if (comparator == "=" and not ranged) or norm.startswith(
            ("婴幼儿", "儿童", "幼儿"), skip_bound(norm, q.end)
        ):
            return None
        if pattern(r"寿命(?:提高|延长)?(?:达到?|[到至]|为|超过)$").search(left) and not s.pays:
            return with_indicator(s, new_counted(q, "target", comparator, None))
        if not (s.due and REACHED.search(left)):
            return new_counted(q, "condition", comparator, age_noun(s, q, part))
    if comparator != "=" and q.unit.startswith(("蒸吨", "千伏")):
        return new_counted(q, "condition", comparator, indicator_of(s, q, part))
    selects = _selects(left, comparator)
    limit = comparator in ("<=", "<") and not selects and not _DOWN.search(left)
    kept = not s.qualifies and _KEPT_TO.search(left) is not None
    if ((limit and s.dated) or kept) and not s.pays and not _EACH.search(left):
        return with_indicator(s, new_counted(q, "target", comparator, None))
    tail = CONDITION_TAIL.match(right)
    if q.unit in ("户", "人") and comparator == ">=" and _VILLAGES.match(right):
        return new_counted(q, "condition", comparator, indicator_of(s, q, part))
    if s.qualifies and comparator != "=":
        return new_counted(q, "condition", comparator, indicator_of(s, q, part))
    if comparator in (">=", ">") and not s.due and _RECENT.match(norm, part, q.start):
        # 近两年累计获得荣誉3次以上: what has been, no goal
        return new_counted(q, "condition", comparator, indicator_of(s, q, part))
    if comparator in (">=", ">") and not s.due and not s.pays and _KEEPS_APART.match(right):
        return new_counted(q, "condition", comparator, indicator_of(s, q, part))
    segment = max(s.start, norm.rfind("；", s.start, q.start) + 1)
    if s.pays and comparator == "=" and _PRIZE.match(left):
        return with_indicator(s, new_counted(q, "target", comparator, None))
    if s.pays:
        stop = next((i for i in range(q.end, s.end) if norm[i] == "；"), s.end)
        paid = [x for x in s.sums if x.role in ("award", "cap", "rate")]
        bounded = skip_bound(norm, q.end)
        if (comparator != "=" or q.low < q.high) and any(x.start == bounded for x in paid):
            span = indicator_of(s, q, part)  # 50平方米以下|2万元，50-100平方米|3万元
            called = span is not None and GRANT.search(norm, *span) is not None
            told = next((c for c in reversed(s.found) if c.unit == q.unit), None)
            if told is not None and (span is None or called):
                return new_counted(q, "condition", comparator, told.indicator)
            return new_counted(q, "condition", comparator, None if called else span)
        yearly = YEARLY.search(norm, s.start, q.start)
        chosen = selects and not left.endswith("的")
        if chosen and (yearly or any(x.start >= q.end for x in paid)):
            return with_indicator(s, new_counted(q, "target", comparator, None))
        here = [x for x in paid if segment <= x.start <= stop]
        given = max((x.end for x in here if x.end <= q.start), default=None)
        if given is not None and _AIMS.search(norm, given, q.start):
            return with_indicator(s, new_counted(q, "target", comparator, None))
        first = not any(x.end <= q.start for x in here)
        stayed = _STAYED.search(norm, part, q.start) if first else None
        if stayed and q.unit in ("晚", "夜", "间夜", "天", "日"):
            return new_counted(q, "condition", comparator, stayed.span())
        done = (
            first
            and q.unit not in ("类", "型", "级")
            and (
                stayed is not None
                or (
                    q.low > 1
                    and not _FOR_SOME.match(left)
                    and _THEN_GIVES.match(norm, q.end, s.end)
                )
            )
        )
        between = comparator != "=" and _NOT_ALL.match(right)
        if (first and comparator != "=") or tail or limit or done or between:
            return new_counted(q, "condition", comparator, indicator_of(s, q, part))
        # 到2018年，建成100条生产线，财政给予每条…: what is to be done before what is given
        ahead = s.dated and first and bool(_MAKE.search(left)) and not _FOR.search(left)
        if (here and not ahead) or not (yearly or s.due or _MAKE.search(left)):
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
        or (comparator != "=" and not s.due and _QUALIFIES_FOR.match(norm, q.end))
        or (comparator != "=" and pattern(r"指$|是指|所称").search(norm, s.start, q.start))
        or (comparator == ">=" and pattern(r"服务(?:企业|本地企业)?$").search(left))
    ):
        return new_counted(q, "condition", comparator, indicator_of(s, q, part))
    if _is_goal(s, q, left, right, comparator):
        return with_indicator(s, new_counted(q, "target", comparator, None))
    fact = _FACT.search(left) or (
        _REACH.search(left) and _FACT.search(norm, s.start, s.end) and not s.pays
    )
    if comparator != "=" and not fact:
        return new_counted(q, "condition", comparator, indicator_of(s, q, part))
    return None


def _countable(s: Sentence, q: Quantity, left: str, right: str, comparator: str) -> bool:
    """Whether a number counts things, and is no name, division or base of comparison."""
    if q.unit == "倍" and _FINED_BY.search(left) and _FINE.match(s.norm, q.end):
        return False  # 处骗取金额2倍以上5倍以下罚款
    if left.endswith("等") and _BODIES.match(right):
        return False  # 甲局、乙局等9个部门
    if q.unit == "次" and _MEETING.match(right):
        return False  # 十二届170次市政府常务会议
    if left.endswith("=") or _EQUALS.match(right):
        return False  # 100只羊=20头牛: how one is counted as the other
    if comparator == "=" and q.text in _FEW and _SLOGAN.match(right):
        return False  # 实现五个新跨越: a slogan
    if left.endswith("等") and q.unit in ("类", "种") and comparator == "=":
        return False  # 线性项目、改造项目等6类工程
    if comparator == "=" and q.unit in ("类", "项", "方面", "种") and _SUMS_UP.search(left):
        return False  # 包括基础类、提升类2类
    if _SET_OUT.search(left):
        return False  # 《方案》确定的146项任务
    if _NAME_BEFORE.search(left) or left.endswith(("每", "每满", "/", "“", "《")):
        return False
    if comparator == "=" and (
        q.unit in _GRADES
        or (q.unit in ("类", "型") and right.startswith("的"))  # 1类的生物制品
        or q.text[0] in "百千万"  # 万人拥有量
        or (  # 500米覆盖率
            _PHYSICAL.search(q.unit)
            and pattern(r"\p{Han}(?<![左上的为并且或及和与、])(?<!基(?=础上))").match(right)
            and not _GOAL_END.search(left)
        )
    ):
        return False
    over = comparator != "=" and right.startswith("部分")  # 超过500人次|部分
    if (_NOT_COUNTED.match(right) and not over) or _STACKED.match(right):
        return False
    if left.count("“") > left.count("”") and not _GOAL.search(left, left.rfind("“")):
        return False
    again = pattern(r"(?P<n>[\d两二三四五六七八九十]+(?:个|人|名|家|项|次))(?:及|或|以及|或者)$")
    if again.search(left) or pattern(
        r"(?:或|及)[\d两二三四五六]+(?:个|人|名|家|项|次)及?以[上下]"
    ).match(right):
        return False  # 两项或两项以上
    if q.text[0].isdigit() or comparator != "=" or q.unit in MANIFOLD:
        return True
    # 三大 and 四个 before what has just been listed sum it up (研发、设计、制造三个环节)
    return bool(_GOAL_END.search(left)) or (not left and _goal_before(s, q.start))


def _selects(left: str, comparator: str) -> bool:
    """Whether the number is of those chosen: 择优评选不超过|10个.

    To be paid at most so often (最多奖励2次) is no choice.
    """
    if comparator in (">=", ">"):
        return False
    found = next(iter(deque(SELECT.finditer(left), maxlen=1)), None)
    if found is None or pattern(r"的|企业|单位").search(left, found.end()):
        return False
    return comparator in ("=", "~") or found[0] not in ("支持", "扶持", "奖励", "资助", "推荐")


_FINED_BY = regex.compile(r"(?:处以?|并处|罚款)[^，。；]{0,30}$")
_FINE = regex.compile(r"[^，。；]{0,16}罚")
# 保持100米以上安全距离
_KEEPS_APART = regex.compile(r"(?:及|或)?以?上?的?\p{Han}{0,4}(?:距离|间距|间隔)")
_SERVED = regex.compile(r"[^，。；的]{2,24}?(?:进行|开展|实施|提供|配备|发放|安装)")
# 设一等奖|1名，奖金10万元；二等奖|3名
_PRIZE = regex.compile(
    r"\p{Han}{0,8}?(?<![获得评的])(?:[特一二三四五]等|[金银铜]|优秀|优胜|提名|鼓励)奖$"
)
_EQUALS = regex.compile(r"\p{Han}{0,6}=")
_MEETING = regex.compile(r"\p{Han}{0,8}会议?(?:审议|研究|讨论|通过|同意)")
FEW = 10
"""Fewer are no goal: 对2家企业进行检查 tells of an act."""
_SINCE = regex.compile(
    r"(?:[^，。；]{0,10}(?:今年|去年|近年来?|\d{4}年|\p{Han}{2,4})以来|截[至止](?:目前|\p{Han}{0,2}\d{4}年[^，]{0,8}))，"
)


def _is_goal(s: Sentence, q: Quantity, left: str, right: str, comparator: str) -> bool:
    if comparator != "=" and pattern(r"按照?").search(left):
        return False  # 可按每幢不小于…分割
    if _FACT.search(_ASIDE.sub("", left)) or (not s.due and _SINCE.match(s.norm, s.start, s.end)):
        return False  # 今年以来，新增企业300家
    if (
        comparator == "="
        and q.low >= FEW
        and left in ("对", "为", "为全市", "为全区", "为全县", "为全省")
        and _SERVED.match(s.norm, q.end, s.end)
    ):
        return True  # 为1000名残疾人提供托养服务
    if comparator == "=" and pattern(r"^(?:对于?|由)").match(left):
        return False
    if comparator == "=" and left.endswith("的") and _PART_OF_FIGURE.match(s.norm, q.end, s.end):
        return False  # 列入责任书的9个断面水质优良比例达到55%: what another goal is about
    if _MAKE.search(left) or pattern(r"[特一二三四五]等奖$").search(left):
        return True
    if _GOAL.search(left) and (s.due or not _FACT.search(s.norm, s.start, s.end)):
        return True
    if q.unit == "个百分点" and s.due and pattern(r"[高低优]于|[提升增下降]").search(left):
        return True
    if YEARLY.search(s.norm, s.start, q.start):
        return True
    if s.due and (comparator != "=" or left or _DONE.match(right)):
        return True
    return _goal_before(s, q.start)


def _goal_before(s: Sentence, at: int) -> bool:
    """Whether the sentence has named a goal, which this one goes on from."""
    return any(c.kind == "target" and c.end <= at for c in s.found)
