"""What a goal or a condition counts: the noun after its number, or before it."""

from __future__ import annotations

import regex

from extract.facts.counted import (
    AFTER,
    MEASURED,
    SELECT,
    TIMES,
    Counted,
    Sentence,
    bound_before,
    comparator_of,
)
from extract.facts.paying import Sum
from extract.patterns import pattern
from extract.phrases import counted_after, counted_before, members
from extract.quantities import Quantity

_PLACE = regex.compile(
    r"(?:有条件的|其他|其中|各|全|本|所有)?(?:[市县区乡镇村]+|[市城]区|县城|农村|城市|城镇|街道|社区|省内|省外)(?:（[\p{Han}、]{1,4}）)?|(?:\p{Han}{2,6}[市县区旗州]、?)+"
)
# What may be done only so often: 只得|申报|一次, 最多|申报|5人.
_LIMITED = regex.compile(
    r"(?:[只仅](?:能|可|得|限)?(?:以)?|最多|至多)(?P<what>(?!不|为|有)\p{Han}{2,6})$"
)
_OWNER = regex.compile(
    r"(?!具有|国内|国际)[^，。；（）的]{2,30}(?P<of>的)[^，。；（）的]{2,20}(?=[，；（]|给予|予以|进行|$)"
)
_VERB_BEFORE = regex.compile(r"对(?:于)?[^，；：]{1,}$")
_SHARE_OF = regex.compile(r"及?以上(?![的至到和与]|实现|达到|完成|建成|开展)\p{Han}")
# 5个、|投资额不低于100万元的|项目, but 600家、|上市企业20家、…
_LISTED_FIRST = regex.compile(
    r"、(?!\p{Han}{2,16}\d[\d.]*[万亿]?[家个人户项名台座条套件所])[^，。；]{1,28}的"
)
MANIFOLD = frozenset(("番", "倍"))
_RENTS = regex.compile(r"(?:租用|租赁|购置|购买|建设|新建|改建|流转)$")
_BUILDS = regex.compile(r"(?:完成|推进|启动|实施|加快|开展)[^，；。]{0,16}$")
_LISTED = regex.compile(r"\s*(?:以上|左右|以下|以内|（含）)*\s*[、和及与]\s*")
_LIST_ITEM = regex.compile(
    r"(?:\d[\d.]*[万亿]?[\p{Han}%‰㎡]{1,3}?(?:（[^（）]*）)?|[一两二三四五六七八九十](?:年|个月|[家人名项个次天]))(?:及|或)?(?:以上|左右)?[、和及且并或]"
)

# 近3年内|无违法记录、, |具备法人资格、: what else is required in a list, and no part of the noun
_REQUIREMENT = regex.compile(
    r"(?:无|没有|未(?!来|成年))[^，。；、]{2,24}、"
    r"|(?:具[备有]|取得|持有)[^，。；、]{1,20}(?:资格|资质|条件|证书|执照|许可证?|手续|制度)、"
)


def skip_bound(norm: str, at: int) -> int:
    """Where the noun may begin after a number and what bounds it (以上, （含）)."""
    match = pattern(
        r"\s*(?:（含[^）]*）)?(?:及|或)?(?:以上|以下|以内|左右|为限|为上限|封顶)?(?:（含[^）]*）)?(?:等次|等级|标准(?=的|[，。；]))?\s*"
    ).match(norm, at)
    return match.end() if match else at


_OTHER_END = regex.compile(
    r"(?:不满|未满|不足)\d|\d[\d.]*[万亿]?\p{Han}{1,3}?(?:（含）)?(?:及|或)?以[上下]"
)


def noun_after(s: Sentence, q: Quantity, reach: int) -> tuple[int, int] | None:
    """The noun after a number and its bound, within ``reach`` characters."""
    skip = skip_bound(s.norm, q.end)
    if skip >= s.end or not pattern(r"[\p{Han}“A-Z\d]").match(s.norm, skip):
        return None
    if _OTHER_END.match(s.norm, skip, s.end) or _GRADES_SUMMED.match(s.norm, skip, s.end):
        return None  # 50亩以上|200亩以下; 500平方米以上|三个档次
    return _trimmed(s.norm, counted_after(s.norm, skip, min(s.end, skip + reach)))


_GRADES_SUMMED = regex.compile(r"[两二三四五六七八\d]个?(?:档次?|等级|层次|类别|级别|标准|梯次)")
_BOUND_LAST = regex.compile(r"(?:及|或)?以[上下内]$")
_GIVING = regex.compile(r"(?:奖励|奖补|补助|补贴|资助|给予|予以)(?=\d|一次性|每|最高)")
_GIVES_FIRST = regex.compile(r"(?:[补奖]|(?:再|另|相应)?(?:增加|追加|递增|[补奖]))\d")


def _trimmed(norm: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """A noun without the bound that closes it (3个|航班|以上) and what is given (前3名|乡镇|奖励10万元)."""
    if span is None:
        return None
    a, b = span
    giving = _GIVES_FIRST.match(norm, a, b) or _GIVING.search(norm, a, b)
    b = giving.start() if giving else b
    bound = _BOUND_LAST.search(norm, a, b)
    b = bound.start() if bound else b
    return (a, b) if b > a else None


def noun_before(
    s: Sentence, part: int, stop: int, goal: bool = False, unit: str | None = None
) -> tuple[int, int] | None:
    """What stands before a number, in its own sub-sentence or else in the one before.

    :param unit: the unit of the number, where a noun before ； must have been counted by it.
    """
    span = counted_before(s.norm, part, stop, goal)
    while span is None and part > s.start:
        last = part - 1
        if s.norm[last] == "；" and unit is not None and all(c.unit != unit for c in s.found):
            break  # what stands there counts something else
        part = s.sub(last)
        told = next((c for c in s.found if part <= c.start < last and c.kind == "target"), None)
        if told is not None and told.unit in MANIFOLD:
            return told.indicator  # 企业数量翻一番，达到2000家
        again = next((c for c in s.found if part <= c.start < last and c.unit == unit), None)
        if again is not None and again.kind == "condition":
            return again.indicator  # 面积达到1万平方米，…，每增加1万平方米
        span = counted_before(s.norm, part, last, goal)
        if any(c.start >= part and c.kind == "target" for c in s.found):
            break
    return span


def owned_noun(s: Sentence, q: Quantity) -> tuple[int, int] | None:
    """对拥有|两家|以上门店|的企业: what is counted ends before 的, and who has it follows."""
    skip = skip_bound(s.norm, q.end)
    body = _OWNER.match(s.norm, skip, s.end) if s.norm[skip : skip + 1] not in "、，" else None
    if body is None or not _VERB_BEFORE.search(s.norm, s.start, q.start):
        return None
    return counted_after(s.norm, skip, body.start("of"))


_REACHED_BY = regex.compile(r"\p{Han}{2,8}(?:达到|不低于|不少于|超过)(?=\p{Han}{2})")
_ONE_OF = regex.compile(r"一[趟批家个名次场支列]$")


def indicator_of(s: Sentence, q: Quantity, part: int) -> tuple[int, int] | None:
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
    skip = skip_bound(norm, q.end)
    of = norm.startswith("的", skip)
    after = None
    other = norm.startswith("或", q.end) and not norm.startswith(("或以", "或者以"), q.end)
    if not of and not other and norm[skip : skip + 1] not in ("且", "并", "和", "及", "或", "至"):
        after = owned_noun(s, q) or noun_after(s, q, 40)
    measured = MEASURED.search(norm[part : q.start])
    if (
        measured
        and measured[0] == "在"
        and q.end < skip
        and not counted_before(norm, at, q.start, False)
    ):
        measured = None
    if after is not None and not measured:
        return after
    limited = _LIMITED.search(norm, part, q.start) if after is None else None
    if limited:
        return limited.span("what")
    before = (
        counted_before(norm, at, q.start, False) if norm[q.start - 1] != "、" or not of else None
    )
    if of and before is not None and _ONE_OF.search(norm, *before):
        # 引来一趟600人以上的|旅游专列
        return counted_after(norm, skip + 1, min(s.end, skip + 41)) or before
    if before is not None and norm.startswith(("给予", "予以"), before[0]):
        before = None  # 给予全额补贴；100-300平方米的部分…
    if of and before is not None and _RENTS.search(norm, *before):
        # 企业租用500平方米以上的|标准厂房
        return counted_after(norm, skip + 1, min(s.end, skip + 41)) or before
    if (
        before is not None
        and after is not None
        and norm[before[0]] in "每单"
        and measured is not None
    ):
        return after  # 每个展会不超过4个|标准展位
    if (
        before is None
        and of
        and norm[skip + 1 : skip + 2].isalpha()
        and norm[skip + 1] not in "按给每补奖不"
    ):
        # 对新发展50亩以上的|设施蔬菜基地
        after = counted_after(norm, skip + 1, min(s.end, skip + 41))
    elif before is None and last is not None and last.unit == q.unit:
        return last.indicator
    if before is not None and (by := pattern(r"按照?|根据|依据").match(norm, *before)):
        before = (by.end(), before[1])  # 按照|建筑面积300平方米以下
    if before is not None and (reached := _REACHED_BY.match(norm, *before)):
        before = (reached.end(), before[1])  # 经营规模达到|粮油类100亩以上
    return before or after or noun_before(s, part, q.start, unit=q.unit)


def with_indicator(s: Sentence, item: Counted) -> Counted:
    """A goal with the noun that it counts, after the number or before it."""
    norm, part = s.norm, s.sub(item.start)
    if item.indicator is not None:
        return item
    after_from = skip_bound(norm, item.end)
    listed = (
        norm.startswith("、", after_from)
        and _LISTED_FIRST.match(norm, after_from, s.end) is not None
    )
    if listed:
        after_from += 1
    after = None
    own_deed = _DEED_AFTER.match(norm, after_from, s.end)
    if own_deed and counted_before(norm, _list_start(norm, part, item.start), item.start):
        after_from = s.end  # 带动贫困户1000户|增收
    if item.unit == "%" and _SHARE_OF.match(norm, item.end, s.end):
        after = counted_after(norm, after_from, min(s.end, after_from + 40))
    if item.unit != "%" and pattern(r"(?![和及与或])[\p{Han}“A-Z\d]").match(
        norm, after_from, s.end
    ):
        after = counted_after(norm, after_from, min(s.end, after_from + 60))
    if (
        after is not None
        and norm[after[1] - 2 : after[1]] == "建设"
        and (
            SELECT.search(norm, part, item.start)
            or _BUILDS.search(norm, part, item.start)
            or norm.startswith("等", item.start - 1)
        )
    ):
        after = (after[0], after[1] - 2)
    if after is None or item.unit in TIMES:
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
        elif item.unit in MANIFOLD and (money := _money_goal(s, before, item.start)) is not None:
            after = money  # 产值达到50亿元，较2022年翻一番
        elif before is not None and before.unit in MANIFOLD and s.sub(item.start) - 1 >= before.end:
            after = noun_before(s, part, item.start, True)
        elif before is not None and (
            item.unit in (before.unit, "%")
            or before.unit == "%"
            or norm[before.end : item.start] in ("、", "和", "及", "，共", "，")
        ):
            after = before.indicator  # 充电桩350个，其中2020年完成120个
        else:
            after = noun_before(s, part, item.start, True)
    item.indicator = _counted_alike(norm, after, item.unit)
    return item


_DOES_FIRST = regex.compile(
    r"[一二三四]季度(?=\p{Han}{2})|(?:扩大|加大|加强|稳步?推进|稳定)(?=[\p{Han}“]{4})|(?:组织(?!部)|开展)(?=[\p{Han}“]{2})"
)


def _counted_alike(norm: str, span: tuple[int, int] | None, unit: str) -> tuple[int, int] | None:
    """对36处|易涝点|实行“一点一策”，消除20处: what was counted by the same unit before."""
    if span is not None:
        does = _DOES_FIRST.match(norm, *span)
        span = (does.end(), span[1]) if does else span  # 扩大|招募规模，招募不少于120人
    number = pattern(r"\d[\d.]*[万亿]?").match(norm, *span) if span else None
    if span is None or number is None or not unit or not norm.startswith(unit, number.end()):
        return span
    return counted_after(norm, number.end() + len(unit), span[1])


def _money_goal(s: Sentence, before: Counted | None, at: int) -> tuple[int, int] | None:
    """What the goal in money measures that stands between the goal before and ``at``."""
    since = before.end if before is not None else s.start
    for x in reversed(s.sums):
        if since <= x.start and x.end <= at and x.role == "target" and not x.is_percent:
            return counted_before(s.norm, s.sub(x.start), x.start)
    return None


def _list_start(norm: str, part: int, at: int) -> int:
    """Where the noun of a number may begin in a list: 示范城市1个、|休闲街区2家; 无失信行为、|员工."""
    found = part
    for item in (_LIST_ITEM, _REQUIREMENT):
        for match in item.finditer(norm, found, at):
            found = match.end()
    return found


_DEED_AFTER = regex.compile(
    r"(?:持续|稳定|实现)?(?:增收|脱贫|致富|就业|创业|参保|受益|复工|复产|投产|达产)(?:致富)?(?=[，。；、]|$)"
)
_OF_WHICH = regex.compile(r"其中(?:[^，。；]*年)?[^，。；]{0,6}分别[^，。；\d]{0,8}$")


def share_lists(s: Sentence) -> None:
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
        word = AFTER.match(norm[last.end : last.end + 12])
        if word and apart:
            for item in run:
                item.comparator = last.comparator
        elif bound_before(norm[part : first.start]):
            for item in run[1:]:
                if not AFTER.match(norm[item.end : item.end + 12]):
                    item.comparator = first.comparator
        earlier = found[max(0, k - 2 * len(run)) : k - len(run)]
        if (
            len(earlier) == len(run)
            and {(x.kind, x.unit) for x in earlier} == {(first.kind, first.unit)}
            and _OF_WHICH.search(norm, part, first.start)
        ):  # 建桩300个、车位500个，其中2022年分别建80个、150个
            for item, x in zip(run, earlier, strict=True):
                item.indicator = x.indicator
            continue
        if _named_after(last) and not _named_after(first):
            for item in run[:-1]:  # 分别改造50个、60个、70个|小区
                item.indicator = last.indicator
            continue
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


def align_unlike(s: Sentence) -> None:
    """Numbers of several units after 分别, each with the noun of its place in the list before it
    (面积、产量、产值分别达到150亩、600吨、450万元); sums of money among them too."""
    norm = s.norm
    at = norm.find("分别", s.start, s.end)
    while at >= 0:
        row = _row_from(s, at)
        first = row[0] if row else None
        if first is not None and len({_unit(x) for x in row}) > 1:
            span = counted_before(norm, s.sub(first.start), at)
            each = members(norm, *span) if span is not None else []
            if len(each) == len(row):
                left = norm[s.sub(first.start) : first.start]
                word = AFTER.match(norm[row[-1].end : row[-1].end + 12])
                common = comparator_of(
                    "" if word else left, norm[row[-1].end :][:12] if word else ""
                )
                for x, noun in zip(row, each, strict=True):
                    x.indicator = noun
                    x.comparator = common if x.comparator == "=" else x.comparator
        at = norm.find("分别", at + 2, s.end)


def _row_from(s: Sentence, at: int) -> list[Counted | Sum]:
    """The goals in one list from ``at`` on."""
    money = [x for x in s.sums if x.role == "target" and not x.is_percent]
    goals = [c for c in s.found if c.kind == "target"]
    every: list[Counted | Sum] = [*goals, *money]
    row: list[Counted | Sum] = []
    for x in sorted(every, key=lambda x: x.start):
        if x.start < at:
            continue
        if not row:
            if x.start - at > LONGEST_VERB:
                break
        elif not _LISTED.fullmatch(s.norm, row[-1].end, x.start):
            break
        row.append(x)
    return row


def _unit(x: Counted | Sum) -> str:
    return "元" if isinstance(x, Sum) else x.unit


LONGEST_VERB = 10
"""Characters from 分别 to the first number of its list (分别稳定增长到)."""


def _named_after(last: Counted) -> bool:
    """Whether the noun stands after the last number of a list."""
    return last.indicator is not None and last.indicator[0] >= last.end
