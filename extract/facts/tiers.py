"""Which member of a parallel list each sum belongs to.

对国家级、省级企业分别给予50万元、30万元: the first sum is for 国家级, the second
for 省级. Members are found by their common shape (levels, grades, prizes, sums), else
as the parallel phrases before 分别; what the list has in common is no part of a tier.
"""

from __future__ import annotations

import regex

from extract.facts.sums import GRANT, WORDS, Sum
from extract.lexicon import alternation
from extract.patterns import pattern

_LEVEL = r"(?:国家级|省部级|省级|市级|县级|区级|县区级|县（市、区）级|区县级|镇级|村级|国际级|世界级|国家|省|市|国际|全国|全省|全市|国内|地区级|设区市级|副省级|厅级)"
_SHAPES = [
    regex.compile(_LEVEL),
    regex.compile(
        r"(?<![A-Za-z\d])(?:[A-Z]\d{1,2}|\d{1,2}A级?|A{1,6}级?|[A-D][+]?级|[A-Z]类|[A-Z]档)"
    ),
    regex.compile(r"[Ⅰ-Ⅹ]{1,3}期|(?<![A-Z])[IVX]{1,3}期"),
    regex.compile(
        r"[特一二三四五六七八九]等奖?|第[一二三四五六七八九十\d]+(?:名|类|档|位|年|批次|等|层次|级)|[一二三四五六七八九甲乙丙]级(?!市)|[一二三四五六七八九甲乙丙][类档]|[金银铜]奖|[三四五]星级?|[一二三四五]星级"
    ),
    regex.compile(
        r"(?:\d+(?:\.\d+)?(?:[-~至]\d+(?:\.\d+)?)?|[一二三四五六七八九十百千]+)(?:[万亿]?元|年|个|家|人|名|张|平方米|亩|%)?(?:（含）|（不含）)?(?:及)?(?:以上|以下)?"
    ),
]
_SEPARATOR = regex.compile(
    r"[、，/]|和(?!信息|社会|规划|改革|旅游|生态)|以及|及(?!以上|以下)|与|或(?!以上)"
)
_BRACKETS = regex.compile(r"（[^（）]*）")
_PREFIX = regex.compile(
    r"^.*?(?:按照?|认定为|评定为|评为|获评|获批|列入|纳入|入选|取得|获得|通过|达到|新增|新建|新认定|认定|等级为|等级在|命名为|授予|建成|培育|引进|晋升为|成为|属于|对于?|包括|创建|[新首]次?)(?:的|为|市内|我市|[“])?"
)
_LEVEL_PREFIX = regex.compile(rf"^{_LEVEL}(?=[\p{{Han}}“])")
_SPECIFIC = regex.compile(
    rf"({_LEVEL}|[特一二三四五六七八九]等奖?|[金银铜]奖|第[一二三四五六七八九十\d]+(?:名|类|档|位|年)|[A-Z]\d{{1,2}}|\d{{1,2}}A级?|[A-D]类|[一二三四五]星级?|[一二三四五甲乙丙][类档级]|\p{{Han}}{{2,4}}级(?!别))"
    r"(?:的)?(?:[\p{Han}]{0,8})?(?:每(?:个|家|人|项|名|年))?(?:分别|一次性)?(?:由[^，。；]{1,24}?)?(?:按[\d:]+比例)?(?:给予|予以|奖励|补助|补贴|资助|奖补|奖)?(?:一次性)?(?:最高|不超过|最高不超过|奖励|奖补|补助|补贴)*$"
)

_SPECIFIC_LABEL = regex.compile(
    rf"({_LEVEL}|[特一二三四五六七八九]等奖?|[金银铜]奖|[A-D]类|[一二三四五]星级?|[一二三四五甲乙丙][类档级])(?:的|项目|企业|人才)?[：，]"
)

_MEMBER = regex.compile(
    r"(?:其中)?(?:按)?(?P<member>(?!按|每|不|最|给|再|另|分)\p{Han}{2,8}?)(?:的)?(?:按|为|每(?:个|人|户|家))?$"
)
_OTHER_WORDS = regex.compile(
    alternation(
        [
            *WORDS["threshold"]["words"],
            "最高",
            "不超过",
            "上限",
            "封顶",
            "标准",
            "分别",
            "一次性",
            "累计",
            "每年",
            "每月",
        ]
    )
)


def assign_tiers(norm: str, clean: str, segment: int, sums: list[Sum]) -> None:
    """Set ``tier`` of the sums of one segment (a stretch between ；).

    :param segment: where the segment begins.
    :param sums: the awards, caps and rates of the segment, in order.
    """
    groups: dict[tuple[int, bool], list[Sum]] = {}
    for item in sums:
        groups.setdefault((item.group, item.is_percent), []).append(item)
    members = list(groups.values())
    for group in members:
        if len(group) > 1:
            told = next(
                (g for g in members if g is not group and len(g) == len(group) and g[0].tier), None
            )
            if told is not None:  # rates and caps of one list have the same members
                for item, other in zip(group, told, strict=True):
                    item.tier = other.tier
                continue
            _align(norm, clean, segment, group)
        else:
            _own_tier(
                norm, clean, segment, group[0], any(len(g) == 1 and g[0].tier for g in members)
            )
    if (
        len(members) > 1
        and len(members[0]) == 1
        and members[0][0].tier is None
        and any(g[0].tier for g in members[1:])
    ):
        _own_tier(norm, clean, segment, members[0][0], True)
    if len(sums) > 1 and not any(s.tier for s in sums):
        _labelled(norm, clean, segment, sums)
    if len(sums) == 1 and sums[0].tier:
        label = _SPECIFIC_LABEL.match(norm, segment)
        sums[0].tier = clean[label.start(1) : label.end(1)] if label else None
    elif len(sums) == 1:
        label = _SPECIFIC_LABEL.match(norm, segment)
        if label:
            sums[0].tier = clean[label.start(1) : label.end(1)]


def _labelled(norm: str, clean: str, segment: int, sums: list[Sum]) -> None:
    """初级工1200元/人，中级工1800元/人: every sum has its member right before it."""
    spans: list[tuple[int, int]] = []
    for item in sums:
        part = max(segment, *(norm.rfind(mark, segment, item.start) + 1 for mark in "，、：；）"))
        match = _MEMBER.match(norm, part, item.start)
        if match is None or GRANT.search(match["member"]) or _OTHER_WORDS.search(match["member"]):
            return
        spans.append(match.span("member"))
    for item, (a, b) in zip(sums, spans, strict=True):
        item.tier = clean[a:b]


def _own_tier(norm: str, clean: str, segment: int, item: Sum, among: bool) -> None:
    """国家级…给予50万元，省级…给予20万元: the tier opens the part of its sum."""
    match = None
    for mark in "，、：":
        part = max(segment, norm.rfind(mark, segment, item.start) + 1)
        match = match or _SPECIFIC.match(norm, part, item.start)
        if match:
            break
    if match is None and norm.startswith("其中", part):
        match = _SPECIFIC.match(norm, part + 2, item.start)
    listed = norm[item.end : item.end + 12].find("、") >= 0
    if match is not None and (part > segment or among or listed):
        item.tier = clean[match.start(1) : match.end(1)]


def _align(norm: str, clean: str, segment: int, group: list[Sum]) -> None:
    n = len(group)
    first = group[0].start
    # Each sum of the list may carry its member itself: 国家级50万元、省级30万元.
    inner = [
        _member_before(norm, clean, group[i - 1].end if i else max(segment, first - 12), s.start)
        for i, s in enumerate(group)
    ]
    if all(inner[1:]) and n > 1 and inner[0]:
        for item, tier in zip(group, inner, strict=True):
            item.tier = tier
        return
    head = norm.rfind("分别", segment, first)
    after = norm.startswith("分别", group[-1].end)
    if head < 0 and not after and not pattern(r"依次|相应|各").search(norm[segment:first]):
        return
    stop = head if head >= 0 else first
    spans = _shaped(norm, segment, stop, n) or _parallel(norm, segment, stop, n)
    if spans is None:
        return
    for item, (a, b) in zip(group, spans, strict=True):
        item.tier = _BRACKETS.sub("", clean[a:b]).strip() or None


def _member_before(norm: str, clean: str, start: int, end: int) -> str | None:
    match = _SPECIFIC.search(norm, start, end)
    return clean[match.start(1) : match.end(1)] if match else None


def _shaped(norm: str, start: int, stop: int, n: int) -> list[tuple[int, int]] | None:
    """The last run of exactly ``n`` members of one shape, separated by 、 and the like."""
    for shape in _SHAPES:
        run: list[tuple[int, int]] = []
        best: list[tuple[int, int]] | None = None
        for match in shape.finditer(norm, start, stop):
            gap = _BRACKETS.sub("", norm[run[-1][1] : match.start()]) if run else ""
            if run and pattern(
                r"(?:级|的)?(?:、|，?(?:超过|达到|突破)|，|和|及|与|或|以及|/|至)"
            ).fullmatch(gap):
                run.append(match.span())
            else:
                if len(run) == n:
                    best = run
                run = [match.span()]
        if len(run) == n:
            best = run
        if best:
            # 3A、4A、5A级的企业: what only the last member has is common to all
            a, b = best[-1]
            if norm[b - 1] == "级" and all(norm[y - 1] != "级" for _, y in best[:-1]) and b - a > 2:
                best[-1] = (a, b - 1)
            return best
    return None


def _parallel(norm: str, start: int, stop: int, n: int) -> list[tuple[int, int]] | None:
    """The ``n`` parallel phrases that end right before 分别."""
    while stop > start and norm[stop - 1] in "，：":
        stop -= 1
    payer = pattern(r"[，]?由[^，。；]{1,30}?(?:按[\d:]+比例)?$").search(norm[start:stop])
    if payer:
        stop = start + payer.start()
    spans: list[tuple[int, int]] = []
    while stop > start and len(spans) != n:  # the nearest part that has n members
        comma = max(norm.rfind("，", start, stop), norm.rfind("：", start, stop))
        spans = _split(norm, comma + 1 if comma >= 0 else start, stop)
        stop = comma if comma >= 0 else start
    if len(spans) != n:
        return None
    spans[0] = _trim_first(norm, spans)
    spans[-1] = _trim_last(norm, spans[-1])
    return spans


def _split(norm: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Split at separators outside of brackets and quotation marks."""
    depth = 0
    spans: list[tuple[int, int]] = []
    begin = i = start
    while i < stop:
        char = norm[i]
        if char in "（“《":
            depth += 1
        elif char in "）”》":
            depth -= 1
        elif depth == 0:
            match = _SEPARATOR.match(norm, i, stop)
            if match and begin < i:
                spans.append((begin, i))
                begin = i = match.end()
                continue
        i += 1
    spans.append((begin, stop))
    return [s for s in spans if s[0] < s[1]]


def _trim_first(norm: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    a, b = spans[0]
    if len(spans) > 1 and norm[spans[1][0]] == "“" and "“" in norm[a:b]:
        return norm.index("“", a, b), b
    of = norm.rfind("的", a, b)
    if of > a and b - of > 2:
        a = of + 1
    while (prefix := _PREFIX.match(norm[a:b])) and prefix.end() < b - a - 1:
        a += prefix.end()
    level = _LEVEL_PREFIX.match(norm[a:b])
    if level and not _LEVEL_PREFIX.match(norm[spans[1][0] : spans[1][1]]):
        a += level.end()
    return a, b


def _trim_last(norm: str, span: tuple[int, int]) -> tuple[int, int]:
    a, b = span
    text = norm[a:b]
    if text.endswith("的"):
        return a, b - 1
    of = text.find("的")
    if of > 1:
        return a, a + of
    return a, b
