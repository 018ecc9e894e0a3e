"""Dates, deadlines, periods and recurrences, and what they say of a document's validity."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

import regex

from extract.numerals import parse_number
from extract.patterns import last_match, pattern
from extract.quantities import Quantity

_YEAR = regex.compile(r"((?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})")
_FULL = regex.compile(
    r"((?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})年(?:度)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|$))?)?([上下]半年|(?:第)?[一二三四1-4首]季度?)?([上中]旬)?"
)
_ISO = regex.compile(r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})()")
_EFFECTIVE_AFTER = regex.compile(
    r"^(?:\d{1,2}[时点])?(?:起|开始)?(?:正式|同步)?(?:执行|实施|施行|生效|实行|试行|起执行|起(?:正式)?(?:施行|实施|执行|生效|试行)|起)"
)
_EFFECTIVE_BEFORE = regex.compile(r"(?:自|从)$")
_EXPIRY_BEFORE = regex.compile(
    r"(?:有效期|有效期限|执行期|实施期|执行期限|实施期限|施行期限|期限|有效|截止|截至|截止期|执行|实施|施行|延长|延续|暂定)(?:[为是：]|截止)?(?:暂定)?(?:截止)?(?:日期)?(?:至|到|止于|于|为)?$"
)
_EXPIRY_AFTER = regex.compile(r"^(?:止|截止|废止|失效|终止|自动失效|到期)")
_VALIDITY_BEFORE = regex.compile(
    r"(?:有效期|有效期限|试行期|执行期|实施期|执行期限|实施期限|施行期|试行|期限|暂定|有效)(?:暂定|暂行|执行|实施)?[为是：]?(?:暂定)?$"
    r"|有效期限?(?:一般|原则上|最长|为)*不得?超过$"
)
_DUE_BEFORE = regex.compile(
    r"(?:到|至|截至|截止|力争|确保|争取|力争在|力争于|今年至|最迟|不迟于|不晚于|(?:时限|时间|期限|截止日期|节点|日期)[：为])$"
)
# 于2022年6月底前, in 2022: due only where the text says by when.
_IN = regex.compile(r"(?:(?<![对由关基位属高低大小少多优等早晚同])于|在)$")
# A day of the week and an hour may stand between: 6月15日（星期三）17:00前.
_DUE_AFTER = regex.compile(
    r"^(?:（(?:星期|周)[一二三四五六日天]）)?(?:[上下]午|中午)?(?:\d{1,2}(?::\d{2}|[时点](?:\d{2}分)?)|下班)?(?:年?底|末)?(?:之?前|以前|截?止|底前|年内)"
)
_N = r"[两二三四五六\d]"
_YEARLY = regex.compile(
    rf"每(?:年(?:[底末]|度(?![假会])|(?:的)?(?:第?[一二三四1-4]季度|[上下]半年))?|半年|个?季度?(?:末(?!月))?|个?月(?:[底末](?!月))?|周(?!边)(?:[一二三四五六日末](?![次场期班天个例节更课回])(?:[上下]午)?(?:\d{{1,2}}[时点])?)?|{_N}(?:[-~至到]{_N})?(?:年(?!内)|个月)|学年|学期)"
)
# 每人每年: of what is paid, no recurrence; 每周或每月 is one.
_PER_YEAR = regex.compile(r"每(?:[^年月周季期、或和及，]{1,4}|/)$")
# 每月800元, 每月每平方米20元: a price.
_PER_SUM = regex.compile(
    r"(?:每\p{Han}{1,4})?(?:[补奖][贴助励]?|奖补|资助|给予|发放|支付)?\d[\d.]*[万亿]?元|\d(?!\d?[日号])"
)
# 每月|28日, 每季度|首月10日, 每季度|最后一个月的30日
_DAY_OF = regex.compile(
    r"的?(?:(?:(?:最后|第)[一二三]?个|[首末次]|最后)月(?:份|的)?)?(?:\d{1,2}[日号](?:[、和]\d{1,2}[日号])*|(?<=月)(?:[上中下]旬|[底末初]))"
)
# 第一年, 第二、三年, 第三至第五年
_ORDINAL_YEARS = regex.compile(
    r"(?<!的|学前)第[一二三四五六七八九十\d](?:[、至到-]第?[一二三四五六七八九十\d])*(?:个)?年(?!度|级|制|龄)(?:[至到-]第[一二三四五六七八九十\d]+年)?底?"
)
_ISSUE = regex.compile(r"(?:下文|印发|发布|公布|颁布|下发|发文|公告|签发)之?(?:日|次日)")
_THIS_YEAR = regex.compile(
    r"(?:今年|明年)(?:年?[底末]|内|上半年|下半年)?(?!以来)|本年底|(?<![\d今明去本当每全两一二三四五六七八九十半几近多])年(?:底|内)(?=之?前|[，力完实新建]|基本|全面)"
)
_PLAN = regex.compile(r"[“\"]?十([一二三四五六]?)五[”\"]?(?P<what>期间|时期|期末|末)(?:内)?")
ISSUE_LABEL = regex.compile(
    r"(?:发布|发文|印发|成文|公布|发稿|签发|颁布|公开)(?:日期|时间|日)?(?:[：）]\|?|(?<=日期|时间)(?:\||(?=\d{4})))\s*(?=\d{4}|$)"
)
EFFECTIVE_LABEL = regex.compile(
    r"(?:施行|实施|执行|生效|开始)(?:(?:日期|时间|日)[：）]\|?|(?:日期|时间)\|?)\s*$"
)
EXPIRY_LABEL = regex.compile(
    r"(?:失效|废止|终止|截止|到期)(?:(?:日期|时间|日)[：）]\|?|(?:日期|时间)\|?)\s*$"
)
_MEETING = regex.compile(
    r"[^，。；]{0,12}?(?:第[\d一二三四五六七八九十百]+次\p{Han}{0,8}|常务|全体|专题|党组|办公)会议|[^，。；]{0,16}会议(?:审议|研究|讨论|通过|同意)"
)
# 2019年4月30日前获得…的: what qualifies happened before, nothing is due then.
# 2000年底前建成的老旧小区: which ones, not by when.
_DONE_BEFORE = regex.compile(
    r"(?:之?前|以前)(?:已|未)?(?:建成|竣工|投入使用|开工|入库|注册|成立|认定|登记|批准|备案|建设)的"
)
_BEFORE_WHICH = regex.compile(r"(?:之?前|以前)(?:（含[^）]*）)?(?!完成|建成|实现)[^，。；]{1,30}的")
_DURATION_NAME = regex.compile(
    r"^(?:[、和及]全年|一贯|进展|总结|报告|行动|攻坚|滚动|规划|计划|发展|提升|倍增|建设|翻番|大变样|期(?!限|间|内)|级|制|生|年|工程|任务|\p{Han}{0,6}(?:行动|计划|方案|细则|规划|纲要)|以上|以下|及以上|或|来|一(?:次|届|度|评)|(?:\p{Han}{0,6})(?:经验|经历|工龄|学历))"
)
_THAN = regex.compile(r"(?:(?<!对)比|较(?:之)?|相比于?)$")
_OF_THEN = regex.compile(
    r"的?(?:基础上|水平上)|(?:的)?(?:同期|水平|基数|基准)|(?:全年)?(?:实际)?(?:征收|执行)?标准(?=[，。；征收执])|的\d[\d.]*[万亿]?[\p{Han}%个]{1,4}?(?:增加|提高|上升|下降|降低|减少|增长|扩大|提升|升|降)(?:到|至|为)"
)
# （第一年奖励5万元，第二年奖励3万元): parts of one sum.
_IN_INSTALMENTS = regex.compile(
    r"(?:其中，?|（)(?=(?:第一|首)年(?:奖励|补[贴助]|给予|拨付|兑现|发放)?\d)"
)
# 给予每月1000元，期限3年: how long it is paid.
_HOW_LONG = regex.compile(
    r"\d[\d.]*[万亿]?元[^。；]*[，；、](?:补[贴助]|奖励|资助|享受)?(?:期限|期)(?:最长)?[为是：]?$"
)
# Words that say which years a duration means are part of what is printed.
_WHICH = regex.compile(
    r"(?:(?<![学课目此满])前|(?:^|[，；：、。])\K后|近|头|首|未来|今后|今明|最近|过去)$"
)
# Not the length of a period: an ordinal, half of a year, a rate, a lower bound, an age.
_OF_INCOME = regex.compile(
    r"(?:的|当地|本[市县区省]|全[市县区省]|城乡|城镇|职工|在岗)*(?:最低生活保障|最低工资|低保|平均工资|月?平均收入)"
)
_NO_PERIOD = regex.compile(
    r"(?:第|上|下|新|学前|每|每满|满|/|·|不少于|不低于|(?<!不)超过|达到?|至少|足|[学初高]前?|[初高]中)$"
)
_AGE = regex.compile(
    r"(?:毕业|离校|初创|创办|开办|成立|注册|设立|工作|从业|运营|经营|参保|缴费|居住|落户|开业|登记|任职|就业|服务|挂牌|\p{Han}龄|社会保险费?|五险|社保|纳税|退休年龄|任期|持股|在职|在岗|在校)(?:满|不超过|不足|未满|不满|不少于|不低于|达|时间|年限|期限|为)*\s*$"
)
# 2035年远景目标纲要, 2024年培训计划: the year is part of a name.
YEAR_NAME = regex.compile(
    r"[\p{Han}、]{0,12}?(?:规划|计划|方案|纲要|要点|清单|目录|指南|预算|报告|公报|标准|工作任务|重点任务|(?:责任|任务)分[解工]|[部省市区县]级?民生实事项目)(?=[》，。；、）要的中]|和|与|及|等|$)"
)
# 2015年国务院印发的《…》: when another document was issued
ISSUED_THEN = regex.compile(
    r"(?:由)?\p{Han}{0,16}(?:印发|颁布|制定|发布|出台|下发|公布|修订|颁发)(?:实施|施行)?的"
)
_AIMED = regex.compile(r"起，(?:力争|争取|通过|每年|连续|逐年|用)")
# 2023年|夏季消费促进活动: the year is part of what it is called.
EVENT_OF_YEAR = regex.compile(
    r"[\p{Han}“”]{2,18}?(?:活动|大会|博览会|交易会|论坛|大赛|比赛|艺术节|文化节|旅游节|仪式)(?!要|达|不少|举办|开展)"
    r"|第[\d一二三四五六七八九十百]{1,4}次[^，。；]{0,12}?会"
)
# 2019年度大气污染防治攻坚计划: the year that the work is of.
_WORK_OF_YEAR = regex.compile(
    r"\p{Han}{2,16}?(?:工作|目标|任务|计划|方案|清单|要点|项目|行动)(?!的?(?:申报|申请|评审|资金|验收|考核))"
)
REPORT = regex.compile(r"《?\p{Han}{0,4}[《〈（]?政府工作报告")
_GOALS_OF = regex.compile(
    r"[\p{Han}、]{0,20}(?:目标|主要指标|就业指标|预期指标)(?:任务)?(?=[。：]|$)"
)
_PAST_BASE = regex.compile(r"(?:\p{Han}{0,8}(?:基础上|期间|水平上?)|\p{Han}{0,4}相比)(?=[，的]|$)")
# 毕业2年内: who qualifies, no period of what follows.
GRADUATED = regex.compile(r"(?:毕业|离校)(?:时间)?(?:在|不超过)?$")
SHORTENED = regex.compile(r"(?:压缩|缩短|压减|缩减|减少|降低|控制)(?:到|至|在|为)(?:平均|约)?$")
_WITHIN = regex.compile(r"^(?:以?内|之内)")
_GOAL_SENTENCE = regex.compile(
    r"建成|培育|引进|打造|推动|形成|新增|新建|达到|突破|完成|实现|力争|全面|基本|显著|覆盖|提升|增长|超过|创建|健全|重点|培训|培养|选拔|扶持"
)
DURATION_UNITS = ("年", "个年度", "个学年", "个月", "天", "日", "工作日", "个工作日", "小时", "周")


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
    bounds: bool = False
    """Whether it is the time by which the goals after it are due, or past and no goal's."""


def read_moments(
    norm: str,
    start: int,
    end: int,
    quantities: list[Quantity],
    pays: bool,
    issued_year: int | None,
    titled: bool = False,
) -> list[Moment]:
    """The dates and periods of one sentence, in order.

    :param pays: whether the sentence grants money (a year then bounds no goal).
    :param issued_year: the year that 今年 means, where the document says it.
    :param titled: whether the sentence is a title, whose year is that of what it names.
    """
    found: list[Moment] = []
    for i, q in enumerate(quantities):
        if found and q.start < found[-1].end:
            continue
        moment = None
        if q.kind == "period":
            moment = _period(norm, start, q, issued_year)
        elif (years := _years_from(norm, quantities[i : i + 2])) is not None:
            moment = years
        elif q.kind in ("date", "monthday"):
            moment = _date(norm, start, end, q, quantities, i, pays, issued_year, titled)
        elif q.kind == "count" and q.unit in DURATION_UNITS:
            each = norm[q.start - 1] == "每" and not norm.startswith(("内", "以内"), q.end)
            moment = None if each else _duration(norm, start, end, q, pays)
        if isinstance(moment, list):
            found.extend(moment)
        elif moment is not None:
            found.append(moment)
    for match in _YEARLY.finditer(norm, start, end) if norm.find("每", start, end) >= 0 else ():
        of_what = _PER_YEAR.search(norm, max(start, match.start() - 6), match.start())
        # 每人每年补助1000元 is a price; 每家每年补助2万元 is given every year
        if not of_what or (
            match[0] == "每年"
            and of_what[0][1] not in "/人名户生"
            and norm[match.end() : match.end() + 1] in tuple("补奖给支最不可按")
        ):
            if _PER_SUM.match(norm, match.end(), end) and match[0] != "每年":
                continue
            if _OF_INCOME.match(norm, match.end(), end):
                continue
            stop = match.end()
            day = _DAY_OF.match(norm, stop, end)
            stop = day.end() if day else stop
            found = [m for m in found if m.end <= match.start() or m.start >= stop or m.end > stop]
            for i, m in enumerate(found):  # 每年|8月底, 每年|5月1日至6月30日
                if m.start == stop and m.kind != "effective":
                    stop = m.end
                    del found[i]
                    break
            found.append(Moment(match.start(), stop, "recurring"))
    for match in (
        _ORDINAL_YEARS.finditer(norm, start, end) if norm.find("第", start, end) >= 0 else ()
    ):
        parts = last_match(_IN_INSTALMENTS.finditer(norm, start, match.end() + 12))
        if parts and not pattern(r"[）。；]").search(norm, parts.end(), match.start()):
            continue
        found = [m for m in found if m.end <= match.start() or m.start >= match.end()]
        found.append(Moment(match.start(), match.end(), "period"))
    for match in _ISSUE.finditer(norm, start, end) if norm.find("日", start, end) >= 0 else ():
        after = norm[match.end() : match.end() + 24]
        if pattern(
            r"(?!起?(?:停止|宣布|废止|失效|不再))(?!起?[\d一二两三四五六七八九十]+[^，。]{1,4}内)(?:起)?(?:\d+日后|满\d+日)?(?:正式)?(?:施行|实施|执行|生效|试行|起|开始)"
        ).match(after):
            found.append(Moment(match.start(), match.end(), "effective", from_issue=True))
    for match in _THIS_YEAR.finditer(norm, start, end) if norm.find("年", start, end) >= 0 else ():
        if any(m.start < match.end() and match.start() < m.end for m in found):
            continue  # 2017年|年底
        if _TOLD_OF_YEAR.match(norm, match.end(), end):
            continue
        if (
            norm.startswith("前", match.end())
            or _GOALS_OF.match(norm, match.end(), end)
            or _GOAL_SENTENCE.search(norm, match.end(), min(end, match.end() + 40))
        ):
            year = issued_year + match[0].startswith("明") if issued_year else None
            half = "06-30" if match[0].endswith("上半年") else "12-31"
            on = f"{year}-{half}" if year else None
            found.append(Moment(match.start(), match.end(), "target", None, on))
    for match in (
        _PART_OF_YEAR.finditer(norm, start, end)
        if issued_year and (norm.find("季", start, end) >= 0 or norm.find("半年", start, end) >= 0)
        else ()
    ):
        if any(m.start < match.end() and match.start() < m.end for m in found):
            continue
        if match["by"] or _DONE_IN.match(norm, match.end(), end):
            _, on = resolve(f"{issued_year}年{match['part']}")
            found.append(Moment(match.start(), match.end("part"), "target", None, on))
    for match in _PLAN.finditer(norm, start, end) if norm.find("五", start, end) >= 0 else ():
        last = 2005 + 5 * (1 + "一二三四五六".find(match[1] or "〇"))
        until = f"{last}-12-31"
        if pattern(r"，?是(?!否)").match(norm, match.end()):
            continue  # “十四五”时期是…的五年 tells of the time, sets none
        if "末" in match["what"]:
            found.append(Moment(match.start(), match.end(), "target", None, until))
        else:
            first = f"{last - 4}-01-01"
            moment = Moment(match.start(), match.end(), "period", first, until)
            moment.bounds = not issued_year or last >= issued_year
            found.append(moment)
    found.sort(key=lambda m: m.start)
    _share_due(norm, found)
    return found


_DONE_IN = regex.compile(
    r"[^，。；]{0,10}?(?:开工|竣工|建成|完成|启动|投产|投用|实现|达到|突破|出台|印发|制定|举办|新增)"
)
# 一季度集中开工项目60个, 上半年完成: of the year that the text is of
_PART_OF_YEAR = regex.compile(
    r"(?<![\d年每至到-])(?:力争)?(?P<part>[一二三四]季度[末底]?|[上下]半年)(?P<by>之?前)?(?!以来|的(?!\p{Han}*前))"
)


# 今年|是…开局之年, 做好今年|全省政府工作
_TOLD_OF_YEAR = regex.compile(r"，?是(?!否)|(?:全?[省市县区州旗])?(?:政府)?工作")


def _share_due(norm: str, found: list[Moment]) -> None:
    """6月15日、12月15日前: one 前 for all days of a list."""
    for k in range(len(found) - 2, -1, -1):
        a, b = found[k], found[k + 1]
        if (
            b.kind == "target"
            and a.kind in ("other", "period")
            and norm[a.end : b.start] in ("、", "和", "及")
            and pattern(r"[月日]$").search(norm[a.start : a.end])
            and a.start_on is not None
        ):
            a.start_on, a.kind = (a.start_on if a.start_on == a.end_on else None), "target"


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
    if month is not None and match[0].endswith("旬"):
        m = int(month)
        ten = (1, 10) if match[0].endswith("上旬") else (11, 20)
        return f"{year:04d}-{m:02d}-{ten[0]:02d}", f"{year:04d}-{m:02d}-{ten[1]}"
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
        digit = parse_number(part.removeprefix("第")[0].replace("首", "一"))
        last = int(digit or 4) * 3
        return (
            f"{year}-{last - 2:02d}-01",
            f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}",
        )
    return f"{year:04d}-01-01", f"{year:04d}-12-31"


def _ends(text: str) -> tuple[str, str, str]:
    """The first end of a span of time as printed, and both with the year and the month that only
    one of them says (2022年11月5-10日: 2022年11月5日, 2022年11月10日)."""
    printed, last = pattern(r"[-~至到]+").split(text, maxsplit=1)
    printed = printed.removesuffix("起").removesuffix("开始")
    first = printed
    if not pattern(r"[年月]").search(last) and not last.endswith("日"):
        last += "年"
    if "年" not in first and not pattern(r"月").search(first):
        first += "年" if len(first) == 4 else "月"
    if last.endswith("日") and "月" not in last:
        day = pattern(r"\p{N}+日?$|[一二三十]+日?$").search(first)
        last = first[: day.start() if day else len(first)] + last
        first += "" if first.endswith("日") else "日"
    year = _YEAR.match(first)
    if year and not _YEAR.match(last):
        last = year[0] + "年" + last
    if "月" in last and pattern(r"年\d{1,2}$").search(first):
        first += "月"
    return printed, first, last


def _period(norm: str, start: int, q: Quantity, issued_year: int | None) -> Moment | list[Moment]:
    printed, first, last = _ends(q.text)
    begin, _ = resolve(first)
    _, end = resolve(last)
    before = norm[max(start, q.start - 12) : q.start]
    after = norm[q.end : q.end + 8]
    if "日" in printed and (
        pattern(
            r"(?:有效期|执行期|实施期|施行)[^，。；]{0,6}$|本(?:政策|办法|措施|规定|细则|意见|通知|方案)(?:自|从)$"
        ).search(before)
        or (
            pattern(r"(?:止)?(?:施行|实施|执行|有效)").match(after)
            # 2021年5月1日至2022年4月30日实施|下调费率: what is done then, nothing takes effect
            and not pattern(r"止?实施\p{Han}{2}").match(norm, q.end)
        )
    ):
        until = pattern(r"[-~至到]+").search(norm, q.start)
        assert until is not None
        return [
            Moment(q.start, q.start + len(printed), "effective", begin, begin),
            Moment(until.end(), q.end, "expiry", resolve(last)[0], end),
        ]
    moment = Moment(q.start, q.end, "period", begin, end)
    moment.bounds = (
        end is not None
        and not pattern(r"(?:对于?|[（《”》])$").search(before)
        and _opening(norm, start, q.start - before.endswith(("自", "从")))
        and not (issued_year and int(end[:4]) < issued_year)
    )
    return moment


def is_age_within(norm: str, q: Quantity) -> bool:
    """Whether a time is the age of who qualifies (毕业2年内, 登记注册3年内的小微企业)."""
    before = norm[max(0, q.start - 14) : q.start]
    if not norm.startswith(("内", "以内"), q.end):
        return False
    return bool(GRADUATED.search(before)) or bool(
        _AGE.search(before) and _OF_WHOM.match(norm, q.end)
    )


# 3年内的小微企业; 在初创三年内新招用人员
_OF_WHOM = regex.compile(r"以?内(?:的|新|首次)(?!给予|奖励)")


def is_compared_with(norm: str, q: Quantity) -> bool:
    """Whether a year is what others are compared with (比2015年下降10%, 不低于2019年同期)."""
    return bool(_THAN.search(norm, max(0, q.start - 4), q.start) or _OF_THEN.match(norm, q.end))


def _years_from(norm: str, two: list[Quantity]) -> Moment | None:
    """2012年起5年内: the years in which a goal is to be reached."""
    if len(two) < 2 or two[0].kind != "date" or two[1].unit != "年":
        return None
    first, last = resolve(two[0].text)
    within = _WITHIN.match(norm[two[1].end : two[1].end + 2])
    if norm[two[0].end : two[1].start] != "起" or within is None or first is None or last is None:
        return None
    until = f"{int(last[:4]) + int(two[1].high) - 1}{last[4:]}"
    return Moment(two[0].start, two[1].end + within.end(), "target", first, until)


def _opening(norm: str, start: int, at: int) -> bool:
    """Whether a time stands at the head of a sub-sentence, as an adverb of what follows."""
    head = norm[max(start, at - 8) : at].rstrip()
    return (not head and at - start < 8) or bool(
        pattern(r"(?:[，；：）。]|其中|计划|力争|确保|预计|争取)$").search(head)
    )


# 自2021年12月31日起废止, 起施行的《…》: another document ends then, or began
_ENDS_THEN = regex.compile(
    r"(?:起)?(?:停止(?:执行|施行|实施)|宣布失效|同时废止|废止|失效)|起(?:施行|实施|执行|生效)的"
)
# 全市|2020年新开工…, 武汉市|2017年…下降15%
_OF_PLACE = regex.compile(
    r"(?:^|[，；：。\n])(?:[全我本][省市县区州旗]|(?![现将对为据按经在由从要及和])(?:(?![公发印颁下]\p{Han}|我|全)\p{Han}){2,4}[市县区州旗])$"
)


def _date(
    norm: str,
    start: int,
    end: int,
    q: Quantity,
    quantities: list[Quantity],
    i: int,
    pays: bool,
    issued_year: int | None,
    titled: bool,
) -> Moment | None:
    text = q.text
    first, last = resolve(text)
    if q.kind == "monthday":
        return _monthday(norm, start, end, q, quantities[:i], issued_year)
    if pattern(r"第?\d+号").match(norm[q.end : q.end + 6]):
        return None
    if norm.startswith(("版", "修订）", "修正）", "修改）"), q.end):
        return None
    if text.endswith("年度") or norm.startswith("度", q.end):
        # 2023年度申报: the name of a year; alone (支持期限：2025年度) it is a period
        stop = q.end + norm.startswith("度", q.end)
        alone = (
            _opening(norm, start, q.start)
            and (stop >= end or pattern(r"\s*[，；。\n]|\s*$").match(norm, stop))
        ) or _WORK_OF_YEAR.match(norm, stop) is not None
        return Moment(q.start, stop, "period", *resolve(text)) if alone else None
    if text.endswith("年") and REPORT.match(norm, q.end, end):
        return None  # 2023年区《政府工作报告》
    if text.endswith("年") and _GOALS_OF.match(norm, q.end, end):
        return Moment(q.start, q.end, "target", None, last)  # 2023年主要预期目标
    if text.endswith("年") and YEAR_NAME.match(norm, q.end, end):
        if norm.startswith("远景", q.end):
            return None  # …第十四个五年规划和2035年远景目标纲要
        if not titled and norm.rfind("《", start, q.start) <= norm.rfind("》", start, q.start):
            return None
        return Moment(q.start, q.end, "period", first, last)  # 《2023年工作要点》
    before = norm[max(start, q.start - 14) : q.start]
    after = norm[q.end : min(end, q.end + 24)]
    whole_day = first is not None and first == last
    if not whole_day and (is_compared_with(norm, q) or ISSUED_THEN.match(norm, q.end)):
        return None
    if before.endswith("（") and pattern(r"^）?第?\d+号").match(after):
        return None
    if (
        _EXPIRY_BEFORE.search(before)
        and pattern(r"[至到止]$|有效期|截止|截至").search(before)
        and _validity_near(norm, start, q.start)
    ):
        return Moment(q.start, q.end, "expiry", last, last)
    if pattern(r"^，?是(?!否)").match(after) and not whole_day:
        return None  # 2025年是…收官之年 tells of a year, sets no time
    if EFFECTIVE_LABEL.search(before):
        return Moment(q.start, q.end, "effective", first, first if whole_day else None)
    if EXPIRY_LABEL.search(before):
        return Moment(q.start, q.end, "expiry", last, last)
    if _MEETING.match(norm, q.end, end):
        if text.endswith("年") and EVENT_OF_YEAR.match(norm, q.end, end):
            return None  # 2024年|第24次常务会议
        return Moment(q.start, q.end, "other", first, last)
    if _DONE_BEFORE.match(norm, q.end, end):
        return Moment(q.start, q.end, "other", first if whole_day else None, last)
    if pays and _BEFORE_WHICH.match(norm, q.end, end):
        return Moment(q.start, q.end, "other", first if whole_day else None, last)
    if _ENDS_THEN.match(norm, q.end, end):
        return Moment(q.start, q.end, "other", first if whole_day else None, last)
    if ISSUE_LABEL.search(before):
        return Moment(q.start, q.end, "issued", first, last if whole_day else None)
    aimed = text.endswith("年") and _AIMED.match(norm, q.end, end)
    if not aimed and _EFFECTIVE_BEFORE.search(before) and _EFFECTIVE_AFTER.match(after):
        return Moment(q.start, q.end, "effective", first, first if whole_day else None)
    if pattern(r"^(?:起|开始)(?:正式|同步)?(?:施行|实施|执行|生效|试行)").match(after):
        return Moment(q.start, q.end, "effective", first, first if whole_day else None)
    if _EXPIRY_AFTER.match(after) and _validity_near(norm, start, q.start):
        return Moment(q.start, q.end, "expiry", last, last)
    since = pattern(
        r"^(?:以来|起|开始)" + ("" if whole_day else "|^[之以]后|^后(?![，\\d])")
    ).match(after)
    if since:
        if aimed:
            return Moment(q.start, q.end, "period", first)  # 从2020年起，力争通过三年努力
        if since[0] == "起" and _opening(norm, start, q.start) and norm[q.start - 1] != "于":
            return Moment(q.start, q.end, "effective", first, first if whole_day else None)
        return Moment(q.start, q.end, "period", first)
    if _PAST_BASE.match(norm, q.end, end):
        return Moment(q.start, q.end, "period", first, last)
    if (
        not before.endswith(("在", "于", "到", "至"))
        and not _opening(norm, start, q.start)
        and text.endswith("年")
        and EVENT_OF_YEAR.match(norm, q.end, end)
    ):
        return None
    if _IN.search(before) and not (_DUE_AFTER.match(after) or text.endswith(("底", "末"))):
        modifies = pattern(r"^[^，。；]{0,30}的|^\p{Han}{1,6}了").match(after)  # 于2009年制定了
        kind = "period" if modifies or pays else "target"
        if not whole_day:
            return Moment(q.start, q.end, kind, None if kind == "target" else first, last)
    if _DUE_BEFORE.search(before) or _DUE_AFTER.match(after) or text.endswith(("底", "末")):
        return Moment(q.start, q.end, "target", first if whole_day else None, last)
    if whole_day:
        alone = norm[start:end].strip() == f"（{text}）"  # under a title
        return Moment(q.start, q.end, "issued" if alone else "other", first, last)
    listed = (
        pattern(r"^[、和及]").match(after)
        and i + 1 < len(quantities)
        and quantities[i + 1].kind == "date"
    )
    chained = pattern(r"年[、和及]$").search(before)
    past = issued_year is not None and last is not None and int(last[:4]) < issued_year
    if not pays and not past and not pattern(r"对于?$").search(before):
        adverb = _opening(norm, start, q.start) or _OF_PLACE.search(norm, start, q.start)
        stop = next((x for x in range(q.end, min(end, q.end + 90)) if norm[x] == "；"), end)
        counted = any(
            x.kind in ("count", "percent", "ratio") and q.end <= x.start < min(stop, q.end + 90)
            for x in quantities[i + 1 :]
        )
        if (
            listed
            or chained
            or (adverb and (counted or pattern(r"\s*，").match(after)))
            or _GOAL_SENTENCE.search(norm, q.end, min(end, q.end + 60))
        ) and (
            adverb
            or pattern(
                r"^[，、分]|^(?:\p{Han}{0,4})(?:建成|培育|引进|打造|新增|达到|实现|完成)|^[\p{Han}]*目标"
            ).search(after)
        ):
            return Moment(q.start, q.end, "target", None, last)
    return Moment(q.start, q.end, "period", first, last)


def _monthday(
    norm: str, start: int, end: int, q: Quantity, earlier: list[Quantity], issued_year: int | None
) -> Moment | None:
    """Months and days without a year: of every year, or of the year named before them."""
    before = norm[max(start, q.start - 14) : q.start]
    after = norm[q.end : min(end, q.end + 12)]
    which = pattern(r"(?:次年|翌年|第二年|下一年|每年度?|当年)(?:的|度)?$").search(before)
    if which or pattern(r"每年|年度申报|申报期|次年").search(norm, start, q.start):
        of_next = which is not None and which[0].startswith(("次", "翌", "下"))
        begin = q.start - len(which[0]) if which is not None and of_next else q.start
        return Moment(begin, q.end, "recurring")
    year = next((x for x in reversed(earlier) if x.kind in ("date", "period")), None)
    known = pattern(r"\d{4}(?=年)").search(year.text) if year is not None else None
    in_year = known[0] if known else str(issued_year) if issued_year else None
    due = _DUE_BEFORE.search(before) or _DUE_AFTER.match(after) or q.text.endswith(("底", "末"))
    if pattern(r"[-~至到]").search(q.text):
        if in_year is None:
            return Moment(q.start, q.end, "period")
        _, first, last = _ends(q.text)
        return Moment(
            q.start,
            q.end,
            "period",
            resolve(f"{in_year}年{first}")[0],
            resolve(f"{in_year}年{last}")[1],
        )
    first_on, last_on = resolve(f"{in_year}年{q.text}") if in_year else (None, None)
    if due or _FINISHED.match(norm, q.end, end):
        return Moment(q.start, q.end, "target", first_on if first_on == last_on else None, last_on)
    return Moment(q.start, q.end, "other" if "日" in q.text else "period", first_on, last_on)


_FINISHED = regex.compile(r"(?:前后)?(?:全面|正式|基本)?(?:完成|投入|建成|竣工|验收|投用)")


def _validity_near(norm: str, start: int, at: int) -> bool:
    return bool(
        pattern(r"有效|施行|实施|执行|试行|暂行|期限|延长|延续|政策").search(
            norm[max(start, at - 40) : at]
        )
    )


_CYCLE = regex.compile(
    r"周期(?:一般|原则上|平均)?(?:不得?超过|不高于|不多于|最长|不少于|不低于|控制在)(?:不超过)?$"
)


def _duration(norm: str, start: int, end: int, q: Quantity, pays: bool) -> Moment | None:
    """A length of time: of validity, for a goal, or else a period; none where it is the age of
    something (成立满3年, which qualifies), a bound (2年以上) or a name (三年行动)."""
    if (q.text[0] in "百千万" and q.unit == "年") or _OF_INCOME.match(norm, q.end, end):
        return None  # 百年老店; 不超过6个月最低生活保障标准
    before = norm[max(start, q.start - 14) : q.start]
    after = norm[q.end : min(end, q.end + 14)]
    if _CYCLE.search(before):
        return None  # 平均孵化周期不超过4年: a limit
    if before.endswith("含") and norm.startswith("）", q.end):
        return None  # 10年以上（含10年）: the bound said again
    if pattern(r"^(?:以?内)?(?:的)?有效(?!周期|身份|证)").match(after):
        within = _WITHIN.match(after)
        return Moment(
            q.start,
            q.end + (within.end() if within else 0),
            "validity",
            duration=(float(q.high), q.unit),
        )
    if (
        _VALIDITY_BEFORE.search(before)
        and not after.startswith(("以上", "及以上", "以下"))
        and not (pays and _HOW_LONG.search(norm, start, q.start))
        and not pattern(r"(?:以?内)?的\p{Han}{0,8}(?:贷款|担保|融资|合同|补[助贴]|服务)").match(
            after
        )
        and not pattern(
            r"(?:补贴|补助|贷款|奖励|租赁|服务|合同|公示|建设|担保|贴息|享受|孵化|培训|扶持|资助|优惠|支持)[\p{Han}]{0,3}(?:期限|有效|期)[为是：]?$"
        ).search(before)
        and (
            _validity_near(norm, start, q.start)
            or "有效" in before
            or "暂定" in before
            or "试行" in before
        )
    ):
        return Moment(q.start, q.end, "validity", duration=(float(q.high), q.unit))
    if not pays and SHORTENED.search(before):
        return None  # 审批时间压缩至20个工作日: a goal
    within = _WITHIN.match(after)
    aged = _AGE.search(before)
    if aged and (
        not after.startswith(("后", "内")) or is_age_within(norm, q) or before.endswith("满")
    ):
        return None  # 毕业5年以内, 成立满3年, 工作满10年后: a condition
    if within:
        stop = q.end + within.end()
        if "日" in q.unit or q.unit == "小时" or before.endswith("每"):
            return Moment(q.start, stop, "period")
        ahead = norm[stop : min(end, q.end + 40)]
        goal = not pays and (
            (
                _GOAL_SENTENCE.search(ahead)
                and not pattern(r"[^，]{0,12}的").match(ahead)
                and not before.endswith(("日起", "后", "在"))
                and not ahead.startswith(("不得", "不予", "不再", "禁止", "取消", "暂停"))
            )
            or pattern(r"力争|争取|确保").match(ahead)
            or pattern(r"力争|争取|确保|目标|用$|通过$|到$|未来|利用").search(before)
        )
        which = _WHICH.search(before)
        begin = q.start - len(which[0]) if which else q.start
        return Moment(begin, stop, "target" if goal else "period")
    if q.unit not in ("年", "个月"):
        bounded = pattern(
            r"(?:补[贴助]|公示|办理|工作|培训|服务|申报|异议)(?:期|时间|时限|期限)(?:为|不超过|不少于)?$"
            r"|\p{Han}{2}(?:期|时限|期限)为$"
        )
        shown = before.endswith(("公示", "公告")) and pattern(r"[，。；）]|$|后|无").match(after)
        if q.unit != "小时" and (
            bounded.search(before) or shown or before.endswith(("连续", "提前"))
        ):
            return Moment(q.start, q.end, "period")
        return None
    if before.endswith("连续") and pattern(
        r"保持|稳定|正常|每年(?!给|奖|补|按|发|支付|享受)|在\p{Han}(?=的)"
    ).match(after):
        return None  # 连续两年在库的企业: a condition
    which = _WHICH.search(before)
    if not which and not aged and _NO_PERIOD.search(before):
        return None
    if before.endswith("的") and pattern(r"[，。；]|$").match(after):
        return None  # 取得显著成效的五年
    if _DURATION_NAME.match(after) and not (which and after.startswith("来")):
        return None
    return Moment(q.start - (len(which[0]) if which else 0), q.end, "period")
