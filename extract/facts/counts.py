"""Counted quantities: goals (targets) and what decides who qualifies (conditions)."""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass

import regex

from extract.facts.dates import DURATION_UNITS, Moment
from extract.facts.sums import Sum
from extract.models import Number
from extract.patterns import pattern
from extract.phrases import counted_after, counted_before
from extract.quantities import Quantity

_AFTER = regex.compile(
    r"^(?:（含[^）]{0,8}）)?(?:及|或)?(?P<w>以上|以下|以内|左右|（含）以上|（含）以下)|^（含）"
)
_BEFORE = regex.compile(
    r"(?P<le>不超过|不得超过|不高于|不多于|最多|至多|控制在|≤|不大于|前)|(?P<ge>不低于|不少于|不得少于|至少|达到|达|满|≥|最低)|(?P<gt>超过|突破|高于|大于|多于|超|>)|(?P<lt>低于|少于|小于|不足|不满|<)|(?P<about>约|大约|近)"
)
_GOAL = regex.compile(
    r"建成|培育|引进|打造|推动|推进|助推|助力|惠及|形成|新增|新建|达到|达|突破|完成|实现|力争|创建|建设|发展|开展|实施|举办|组织|评选|遴选|选取|认定|推广|发布|面向|培养|引育|招引|集聚|聚集|改造|扶持|支持|带动|吸引|建立|设立|提升|增长|提高|开通|累计|超过|布局|孵化|招募|选树|保持|稳定|降低|下降|覆盖|发放|投放|争取|确保|总数|规模|壮大|筛选|择优|推出|新改建|改建|扩建|征集|储备|组建"
)
_SELECT = regex.compile(r"评选|遴选|选取|认定|选树|择优|筛选|评定|支持|扶持|确定|奖励?$|名额")
_YEARLY = regex.compile(r"每年|年均|年新增|每季度|每月|逐年")
_CONDITION_TAIL = regex.compile(
    r"^(?:（含[^）]*）)?(?:及|或)?(?:以上|以下|以内)?(?:（含[^）]*）)?(?:且[^，]*)?的|^(?:以上|以下)(?=\p{Han})"
)
_NOT_COUNTED = regex.compile(
    r"^(?:方面|环节|部分|层次|阶段|层面|问题|自然年度|完整|原则|统一|坚持|不变|一律|月|日|分之|季度)"
)
_NAME_BEFORE = regex.compile(r"(?:金|第|[“《])$")
_MEASURED = regex.compile(r"(?:达到?|不低于|不少于|超过|不超过|满|不足|≥|为|在|突破|至)$")
_AGED = regex.compile(
    r"(?P<what>毕业|成立|注册|设立|工作|从业|正常运营|运营|正常经营|经营|参保|缴费|居住|落户|开业|登记|就业|服务|连续挂牌|挂牌|纳税)(?:时间)?(?:不超过|未满|不满|不少于|满|达)?$"
)
_PRIZE = regex.compile(r"[特一二三四五]等奖$")


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


def read_counts(
    norm: str,
    start: int,
    end: int,
    quantities: list[Quantity],
    sums: list[Sum],
    moments: list[Moment],
    due: str | None,
) -> list[Counted]:
    """The targets and conditions of one sentence.

    :param due: the day by which goals of this clause are due, from its lead-in.
    """
    pays = any(s.role in ("award", "cap", "rate") for s in sums)
    found: list[Counted] = []
    taken = [(m.start, m.end) for m in moments]
    for q in quantities:
        if q.kind == "bare" and norm[q.start - 1 : q.start] in ("≥", "≤", "<", ">"):
            sign = norm[q.start - 1]
            bound = Counted(
                q.start,
                q.end,
                "condition",
                q.low,
                q.high,
                "",
                {"≥": ">=", "≤": "<="}.get(sign, sign),
            )
            bound.indicator = counted_before(
                norm, max(start, norm.rfind("（", start, q.start) + 1), q.start - 1
            )
            found.append(bound)
            continue
        if q.kind not in ("count", "grade") or any(a < q.end and q.start < b for a, b in taken):
            continue
        if q.kind == "count" and q.unit in ("年", "月", "日", "天") and not pays:
            aged = _AGED.search(norm, start, q.start)
            tail = _CONDITION_TAIL.match(norm[q.end : min(end, q.end + 30)])
            if aged and tail:
                comparator = _comparator(norm[start : q.start], norm[q.end : q.end + 12])
                found.append(
                    Counted(
                        q.start,
                        q.end,
                        "condition",
                        q.low,
                        q.high,
                        q.unit,
                        comparator,
                        aged.span("what"),
                    )
                )
            continue
        item = _read(norm, start, end, q, sums, pays)
        if item is None:
            continue
        last = found[-1] if found and found[-1].kind == item.kind == "condition" else None
        if (
            last is not None
            and not _named(norm, item)
            and not pattern(r"[，；。]").search(norm, last.end, item.start)
        ):
            item.indicator = last.indicator  # 20人以上、不足50人: the other end of the same
        found.append(item)
    for s in sums:
        if s.role == "target":
            goal = Counted(
                s.start,
                s.end,
                "target",
                s.quantity.low,
                s.quantity.high,
                "%" if s.is_percent else "元",
                s.comparator,
            )
            goal.indicator = counted_before(norm, start, s.start)
            before = next(
                (c for c in reversed(found) if c.kind == "target" and c.end <= s.start), None
            )
            if (
                goal.indicator is None
                and before is not None
                and "。" not in norm[before.end : s.start]
            ):
                goal.indicator = before.indicator  # 总收入突破1万亿元，年均增长10%
            found.append(goal)
    found.sort(key=lambda c: c.start)
    _dues(norm, start, found, moments, due)
    return found


def _read(
    norm: str, start: int, end: int, q: Quantity, sums: list[Sum], pays: bool
) -> Counted | None:
    part = max(start, norm.rfind("，", start, q.start) + 1, norm.rfind("；", start, q.start) + 1)
    left = norm[part : q.start]
    right = norm[q.end : min(end, q.end + 30)]
    named = (
        _NAME_BEFORE.search(left) or _NOT_COUNTED.match(right) or left.endswith(("每", "每满", "/"))
    )
    if named and not (left.endswith("每满") and pays):
        return None
    comparator = _comparator(left, right)
    if left.endswith("（含"):  # 200人以上（含200人）: the bound restated
        return Counted(
            q.start,
            q.end,
            "condition",
            q.low,
            q.high,
            q.unit,
            ">=",
            _before(norm, part, norm.rfind("（", part, q.start)),
        )
    if pattern(r"[两二](?:个|人|名|家|项)及$").search(left):
        return None  # 两个及两个以上
    if left.endswith("前") and q.unit in ("位", "名", "强"):
        return Counted(
            q.start,
            q.end,
            "condition",
            q.low,
            q.high,
            q.unit,
            "<=",
            _before(norm, part, q.start - 1),
        )
    segment_end = next((i for i in range(q.end, end) if norm[i] == "；"), end)
    segment = max(start, norm.rfind("；", start, q.start) + 1)
    paid = [
        s for s in sums if s.role in ("award", "cap", "rate") and segment <= s.start <= segment_end
    ]
    granted = [s for s in paid if q.end <= s.start]
    earlier = [s for s in paid if s.end <= q.start]
    if q.kind == "grade":
        if not pays or comparator == "=":
            return None
        return Counted(
            q.start,
            q.end,
            "condition",
            q.low,
            q.high,
            q.unit,
            comparator,
            _before(norm, part, q.start),
        )
    selects = bool(_SELECT.search(left)) and comparator != ">="
    sentence_left = norm[start : q.start]
    if pays:
        follows = any(s.start >= q.end for s in sums if s.role in ("award", "cap", "rate"))
        if (
            selects
            and (follows or _YEARLY.search(sentence_left))
            and not pattern(r"的$").search(left)
        ):
            return _target(norm, part, end, q, comparator)
        if (
            (not earlier and comparator != "=")
            or _CONDITION_TAIL.match(right)
            or pattern(r"每(?:新增|增加|满|引进|招用|吸纳|培养|建设|多)?$").search(left)
        ):
            if pattern(
                r"每(?:新增|增加|满|引进|招用|吸纳|培养|建设|多|招聘|聘用|新建|培训)?$"
            ).search(left):
                comparator = "="
                if q.low == 1:
                    return None
            skip = _skip(norm, q.end)
            after = (
                counted_after(norm, skip, min(end, q.end + 40))
                if pattern(r"[\p{Han}“]").match(norm[skip : skip + 1])
                and norm[skip] not in "的且并和及或"
                else None
            )
            aged = _AGED.search(norm, part, q.start) if q.unit in DURATION_UNITS else None
            if aged:
                return Counted(
                    q.start,
                    q.end,
                    "condition",
                    q.low,
                    q.high,
                    q.unit,
                    comparator,
                    aged.span("what"),
                )
            if after is not None and _MEASURED.search(left):
                after = None  # 展位规模达到1万平方米以上的展会: what is measured stands before
            indicator = after or _before(
                norm, max(part, *(norm.rfind(c, part, q.start) + 1 for c in "、（）")), q.start
            )
            return Counted(
                q.start, q.end, "condition", q.low, q.high, q.unit, comparator, indicator
            )
        if granted or earlier:
            return None
    if q.unit in DURATION_UNITS and q.unit != "天":
        return None
    if not pays and _CONDITION_TAIL.match(right) and not _GOAL.search(left):
        return Counted(
            q.start,
            q.end,
            "condition",
            q.low,
            q.high,
            q.unit,
            comparator,
            _before(norm, part, q.start),
        )
    if not pays and pattern(r"服务(?:企业|本地企业)?$").search(left) and comparator == ">=":
        return Counted(
            q.start,
            q.end,
            "condition",
            q.low,
            q.high,
            q.unit,
            comparator,
            counted_after(norm, _skip(norm, q.end), min(end, q.end + 40)),
        )
    if (
        _GOAL.search(norm, max(start, part - 60), q.start)
        or _YEARLY.search(sentence_left)
        or _PRIZE.search(left)
    ):
        return _target(norm, part, end, q, comparator)
    return None


def _named(norm: str, item: Counted) -> bool:
    """Whether a condition says itself what it counts."""
    if item.indicator is None:
        return False
    text = norm[item.indicator[0] : item.indicator[1]]
    return not pattern(r"\d|^(?:不足|未满|以[上下])").search(text)


def _comparator(left: str, right: str) -> str:
    after = _AFTER.match(right)
    word = after["w"] if after else None
    if word:
        if word.endswith("以上"):
            return ">="
        if word.endswith("以下"):
            return "<=" if "含" in word or "（含" in right[:8] else "<"
        return "<=" if word == "以内" else "~"
    last = next(iter(deque(_BEFORE.finditer(left[-10:]), maxlen=1)), None)
    if last is not None and len(left[-10:]) - last.end() <= 3 and last.lastgroup is not None:
        gap = left[-10:][last.end() :]
        if not (last[0] in ("达", "满", "近", "超", "约", "前") and gap):
            return {"le": "<=", "ge": ">=", "gt": ">", "lt": "<", "about": "~"}[last.lastgroup]
    return "="


def _skip(norm: str, at: int) -> int:
    match = pattern(r"(?:（含[^）]*）)?(?:及|或)?(?:以上|以下|以内|左右)?(?:（含[^）]*）)?").match(
        norm, at
    )
    return match.end() if match else at


def _before(norm: str, part: int, stop: int) -> tuple[int, int] | None:
    stop_text = pattern(
        r"(?:在|为|是|达到|达|不低于|不少于|超过|不超过|列入|列入全[省国市]|位列|进入|满|≥|≤|>|<|累计|共)+$"
    ).search(norm[part:stop])
    if stop_text:
        stop = part + stop_text.start()
    span = counted_before(norm, part, stop)
    if span is None:
        return None
    text = norm[span[0] : span[1]]
    begin = span[0]
    prefix = pattern(r"(?:对于?|对在?|且|并|其|凡|纳入\p{Han}+、|年度|当年)+(?:服务|购置)?").match(
        text
    )
    if prefix and len(text) > prefix.end() + 1:
        begin += prefix.end()
    return begin, span[1]


def _target(norm: str, part: int, end: int, q: Quantity, comparator: str) -> Counted:
    after_from = _skip(norm, q.end)
    listed = (
        norm.startswith("、", after_from)
        and norm.find("的", after_from, min(end, after_from + 30)) > 0
    )
    if listed:
        after_from += 1
    after = (
        counted_after(norm, after_from, min(end, after_from + 60))
        if after_from < end and (listed or norm[after_from] not in "，。；、）")
        else None
    )
    if (
        after is not None
        and norm[after[1] - 2 : after[1]] == "建设"
        and _SELECT.search(norm, part, q.start)
    ):
        after = (after[0], after[1] - 2)
    if after is None:
        after = counted_before(norm, part, q.start)
    return Counted(q.start, q.end, "target", q.low, q.high, q.unit, comparator, after)


def _dues(
    norm: str, start: int, found: list[Counted], moments: list[Moment], due: str | None
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
            if m.start < item.start and m.kind in ("recurring", "target") and m.start >= stop:
                governs = m
        if governs is not None and governs.kind == "recurring":
            item.annual = item.unit != "%"
            if item.annual:
                continue
            governs = None
        if governs is None:
            for m in moments:
                if m.kind == "target" and m.start < item.start and m.end_on:
                    governs = m
        item.due_on = governs.end_on if governs is not None and governs.end_on else due
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
