"""Dates, deadlines, periods and recurrences, and what they say of a document's validity."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

import regex

from extract.numerals import parse_number
from extract.patterns import pattern
from extract.quantities import Quantity

_YEAR = regex.compile(r"((?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})")
_FULL = regex.compile(
    r"((?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})年(?:度)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})日)?)?([上下]半年|(?:第)?[一二三四1-4]季度)?"
)
_ISO = regex.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})()")
_EFFECTIVE_AFTER = regex.compile(
    r"^(?:\d{1,2}[时点])?(?:起|开始)?(?:正式|同步)?(?:执行|实施|施行|生效|实行|试行|起执行|起(?:正式)?(?:施行|实施|执行|生效|试行)|起)"
)
_EFFECTIVE_BEFORE = regex.compile(r"(?:自|从)$")
_EXPIRY_BEFORE = regex.compile(
    r"(?:有效期|有效期限|执行期|实施期|执行期限|实施期限|施行期限|期限|有效|截止|截至|截止期|执行|实施|施行|延长|延续|暂定)(?:[为是：]|截止)?(?:暂定)?(?:截止)?(?:日期)?(?:至|到|止于|于|为)?$"
)
_EXPIRY_AFTER = regex.compile(r"^(?:止|废止|失效|终止|自动失效|到期)")
_VALIDITY_BEFORE = regex.compile(
    r"(?:有效期|有效期限|试行期|执行期|实施期|执行期限|实施期限|施行期|试行|期限|暂定|有效)(?:暂定|暂行)?[为是：]?(?:暂定)?$"
)
_DUE_BEFORE = regex.compile(
    r"(?:到|至|截至|截止|于|在|力争|确保|争取|力争到|力争在|力争于|今年至|最迟|不迟于|不晚于)$"
)
_DUE_AFTER = regex.compile(r"^(?:年?底|末)?(?:之?前|以前|止|底前|年内)")
_YEARLY = regex.compile(r"每年(?:度)?|每半年|每季度?|每月|每两年|每[二三两]年|逐年")
_PER_YEAR = regex.compile(r"每(?:\p{Han}{1,4}|/)$")
_ISSUE = regex.compile(r"(?:印发|发布|公布|颁布|下发|发文|公告|签发)之?(?:日|次日)")
_THIS_YEAR = regex.compile(r"今年(?:底|内|年底)?|本年底")
_DURATION_NAME = regex.compile(
    r"^(?:行动|攻坚|滚动|规划|计划|发展|提升|倍增|建设|翻番|期|级|制|生|\p{Han}{0,6}(?:行动|计划|方案)|以上学历|来)"
)
_RELATIVE = regex.compile(
    r"(?:前|后|近|连续|头|首|未来|今后|最近|满|每满|最长(?:不超过)?|不超过|不少于|为期|期限(?:为|不超过)?|超过|共|累计|提前|补贴|延长|分|(?:补[贴助]|资助|奖励|贴息|扶持|享受|优惠|租赁|服务|担保|贷款)期(?:限)?(?:为|不超过|最长(?:不超过)?)?)$"
)
_AGE = regex.compile(
    r"(?:毕业|成立|注册|设立|工作|从业|运营|经营|参保|缴费|居住|落户|开业|登记|任职|就业|服务|挂牌|社会保险费?|纳税)(?:满|不超过|未满|不满|达|时间)*$"
)
_WITHIN = regex.compile(r"^(?:以?内|之内)")
_GOAL_SENTENCE = regex.compile(
    r"建成|培育|引进|打造|推动|形成|新增|新建|达到|突破|完成|实现|力争|全面|基本|显著|覆盖|提升|增长|超过|创建|健全|重点|培训|培养|选拔|扶持"
)
DURATION_UNITS = ("年", "个月", "天", "日", "工作日", "个工作日", "小时", "周")


@dataclass(slots=True)
class Moment:
    """A deadline in the making; offsets are those of the folded text."""

    start: int
    end: int
    kind: str
    start_on: str | None = None
    end_on: str | None = None
    duration: tuple[float, str] | None = None
    from_issue: bool = False


def read_moments(
    norm: str, start: int, end: int, quantities: list[Quantity], pays: bool, issued_year: int | None
) -> list[Moment]:
    """The dates and periods of one sentence, in order.

    :param pays: whether the sentence grants money (a year then bounds no goal).
    :param issued_year: the year that 今年 means, where the document says it.
    """
    found: list[Moment] = []
    for i, q in enumerate(quantities):
        moment = None
        if q.kind == "period":
            moment = _period(norm, start, q)
        elif q.kind in ("date", "monthday"):
            moment = _date(norm, start, end, q, quantities, i, pays)
        elif q.kind == "count" and q.unit in DURATION_UNITS:
            moment = _duration(norm, start, end, q, pays)
        if isinstance(moment, list):
            found.extend(moment)
        elif moment is not None:
            found.append(moment)
    for match in _YEARLY.finditer(norm, start, end):
        if not _PER_YEAR.search(norm, max(start, match.start() - 6), match.start()):
            if match[0] in ("每月", "每季") and pattern(r"\d").match(
                norm[match.end() : match.end() + 1]
            ):
                continue
            found.append(
                Moment(
                    match.start(),
                    match.end()
                    - (1 if match[0].endswith("度") and match[0].startswith("每年") else 0),
                    "recurring",
                )
            )
    for match in _ISSUE.finditer(norm, start, end):
        after = norm[match.end() : match.end() + 24]
        if pattern(
            r"(?:起)?(?:\d+日后|满\d+日)?(?:正式)?(?:施行|实施|执行|生效|试行|起|开始)"
        ).match(after):
            found.append(Moment(match.start(), match.end(), "effective", from_issue=True))
    for match in _THIS_YEAR.finditer(norm, start, end):
        if _GOAL_SENTENCE.search(norm, match.end(), min(end, match.end() + 40)):
            on = f"{issued_year}-12-31" if issued_year else None
            found.append(Moment(match.start(), match.end(), "target", None, on))
    found.sort(key=lambda m: m.start)
    return found


def resolve(text: str) -> tuple[str | None, str | None]:
    """First and last day of what a printed date names.

    >>> resolve("2023年底"), resolve("2021年9月"), resolve("2021年9月24日")
    (('2023-01-01', '2023-12-31'), ('2021-09-01', '2021-09-30'), ('2021-09-24', '2021-09-24'))
    """
    match = _FULL.search(text) or _ISO.search(text)
    if match is None:
        return None, None
    year = parse_number(match[1])
    month = parse_number(match[2]) if match[2] else None
    day = parse_number(match[3]) if match[3] else None
    part = match[4]
    if not isinstance(year, int) or (month is not None and not 1 <= month <= 12):
        return None, None
    if day is not None and month is not None:
        if not 1 <= day <= calendar.monthrange(year, int(month))[1]:
            return None, None
        on = f"{year:04d}-{int(month):02d}-{int(day):02d}"
        return on, on
    if month is not None:
        m = int(month)
        return f"{year:04d}-{m:02d}-01", f"{year:04d}-{m:02d}-{calendar.monthrange(year, m)[1]:02d}"
    if part in ("上半年", "下半年"):
        return (
            (f"{year}-01-01", f"{year}-06-30")
            if part == "上半年"
            else (f"{year}-07-01", f"{year}-12-31")
        )
    if part:
        digit = parse_number(part.removeprefix("第")[0])
        last = int(digit or 4) * 3
        return (
            f"{year}-{last - 2:02d}-01",
            f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}",
        )
    return f"{year:04d}-01-01", f"{year:04d}-12-31"


def _period(norm: str, start: int, q: Quantity) -> Moment | list[Moment]:
    parts = pattern(r"[-~至到]+").split(q.text, maxsplit=1)
    first = parts[0] if "年" in parts[0] else parts[0] + "年"
    last = parts[1]
    if not _YEAR.match(last):
        year = _YEAR.match(first)
        last = (year[0] + "年" if year else "") + last
    if "月" in last and "月" not in first and pattern(r"年\d{1,2}$").search(first):
        first += "月"
    begin, _ = resolve(first)
    _, end = resolve(last)
    before = norm[max(start, q.start - 12) : q.start]
    after = norm[q.end : q.end + 8]
    if "日" in parts[0] and (
        pattern(r"(?:有效期|执行期|实施期|施行)[^，。；]{0,6}$").search(before)
        or pattern(r"(?:止)?(?:施行|实施|执行|有效)").match(after)
    ):
        middle = q.start + len(parts[0])
        return [
            Moment(q.start, middle, "effective", begin, begin),
            Moment(q.end - len(parts[1]), q.end, "expiry", resolve(last)[0], end),
        ]
    return Moment(q.start, q.end, "period", begin, end)


def _date(
    norm: str, start: int, end: int, q: Quantity, quantities: list[Quantity], i: int, pays: bool
) -> Moment | None:
    text = q.text
    if pattern(r"第?\d+号").match(norm[q.end : q.end + 6]):
        return None
    if pattern(r"年度$").search(text) or norm.startswith(("度", "版"), q.end):
        return None
    before = norm[max(start, q.start - 14) : q.start]
    after = norm[q.end : min(end, q.end + 24)]
    first, last = resolve(text)
    whole_day = first is not None and first == last
    if before.endswith("（") and pattern(r"^）?第?\d+号").match(after):
        return None
    if (
        _EXPIRY_BEFORE.search(before)
        and pattern(r"[至到止]$|有效期|截止|截至").search(before)
        and _validity_near(norm, start, q.start)
    ):
        return Moment(q.start, q.end, "expiry", first if whole_day else None, last)
    if _EFFECTIVE_BEFORE.search(before) and (_EFFECTIVE_AFTER.match(after)):
        return Moment(q.start, q.end, "effective", first, first if whole_day else None)
    if pattern(r"^(?:起|开始)(?:正式|同步)?(?:施行|实施|执行|生效|试行)").match(after):
        return Moment(q.start, q.end, "effective", first, first if whole_day else None)
    if _EXPIRY_AFTER.match(after) and _validity_near(norm, start, q.start):
        return Moment(q.start, q.end, "expiry", first if whole_day else None, last)
    if q.kind == "monthday" and pattern(r"[-~至到]").search(text):
        return Moment(q.start, q.end, "period")
    if _DUE_BEFORE.search(before) or _DUE_AFTER.match(after) or text.endswith(("底", "末")):
        return Moment(q.start, q.end, "target", first if whole_day else None, last)
    if whole_day:
        return Moment(q.start, q.end, "other", first, last)
    if q.kind == "monthday":
        return Moment(q.start, q.end, "other")
    listed = (
        pattern(r"^[、和及]").match(after)
        and i + 1 < len(quantities)
        and quantities[i + 1].kind == "date"
    )
    chained = pattern(r"年[、和及]$").search(before)
    if (
        not pays
        and (listed or chained or _GOAL_SENTENCE.search(norm, q.end, min(end, q.end + 60)))
        and pattern(
            r"^[，、分]|^(?:\p{Han}{0,4})(?:建成|培育|引进|打造|新增|达到|实现|完成)|^[\p{Han}]*目标"
        ).search(after)
    ):
        return Moment(q.start, q.end, "target", None, last)
    return Moment(q.start, q.end, "period", first, last)


def _validity_near(norm: str, start: int, at: int) -> bool:
    return bool(
        pattern(r"有效|施行|实施|执行|试行|暂行|期限").search(norm[max(start, at - 40) : at])
    )


def _duration(norm: str, start: int, end: int, q: Quantity, pays: bool) -> Moment | None:
    before = norm[max(start, q.start - 12) : q.start]
    after = norm[q.end : min(end, q.end + 14)]
    if (
        _VALIDITY_BEFORE.search(before)
        and not pattern(
            r"(?:补贴|补助|贷款|奖励|租赁|服务|合同|公示|建设|担保|贴息|享受|孵化|培训)[\p{Han}]{0,3}(?:期限|有效|期)[为是：]?$"
        ).search(before)
        and (
            _validity_near(norm, start, q.start)
            or "有效" in before
            or "暂定" in before
            or "试行" in before
        )
    ):
        return Moment(q.start, q.end, "validity", duration=(float(q.high), q.unit))
    if before.endswith("第"):
        return None
    if _AGE.search(before):
        return None  # 毕业5年以内, 成立满3年: a condition
    within = _WITHIN.match(after)
    if within and "日" in q.unit:
        return Moment(q.start, q.end + within.end(), "period")
    if within:
        ahead = norm[q.end + within.end() : min(end, q.end + 40)]
        goal = (
            (
                (not pays or ahead[:8].find("重点") >= 0)
                and _GOAL_SENTENCE.search(ahead)
                and not pattern(r"[^，]{0,12}的").match(ahead)
            )
            or pattern(r"力争|争取|确保|目标|用$|通过$|到$|未来|利用").search(before)
            or pattern(
                r"^(?:以?内|之内)(?:基本|全面)?(?:实现|建成|达到|培育|打造|形成|引进|力争|翻|新增)"
            ).match(after)
        )
        return Moment(q.start, q.end + within.end(), "target" if goal else "period")
    relative = _RELATIVE.search(before)
    if relative and q.unit != "小时":
        word = relative[0]
        if word in ("满", "每满", "不少于", "超过", "提前") or (word == "补贴" and "日" in q.unit):
            return None
        if word in ("分", "共", "累计") and not pays:
            return None
        begin = (
            q.start - len(word)
            if word in ("前", "后", "近", "头", "首", "未来", "今后", "最近", "连续")
            else q.start
        )
        return Moment(begin, q.end, "period")
    if _DURATION_NAME.match(after) or q.unit in ("天", "小时", "日"):
        return None
    return None
