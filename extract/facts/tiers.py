"""Which member of a parallel list each sum belongs to.

对国家级、省级企业分别给予50万元、30万元: the first sum is for 国家级, the second
for 省级. Members are found by their common shape (levels, grades, prizes, sums), else
as the parallel phrases before 分别; what the list has in common is no part of a tier.
"""

from __future__ import annotations

import itertools

import regex

from extract.facts.payees import ends_in_payee
from extract.facts.paying import GRANT, WORDS, Sum
from extract.lexicon import alternation
from extract.patterns import last_match, pattern
from extract.phrases import words
from extract.quantities import CURRENCIES, UNITS

CURRENCY = alternation(CURRENCIES)

_LEVEL = r"(?:国家级|省部级|省级|市级|县级|区级|县区级|县（市、区）级|区县级|镇级|村级|国际级|世界级|国家|省(?![内外长])|市(?![内外长场])|国际|全国|全省|全市|国内|省内|市内|区内|县内|国外|省外|市外|境内|境外|地区级|设区市级|副省级|厅级)"
_SHAPES = [
    regex.compile(_LEVEL),
    regex.compile(
        r"(?<![A-Za-z\d])(?:[A-Z]\d{1,2}|\d{1,2}A级?|A{1,6}级?|[A-D][+]?级|[A-Z]类|[A-Z]档)"
    ),
    regex.compile(r"[Ⅰ-Ⅻ]{1,3}[期级类]?|(?<![A-Z])[IVX]{1,3}期"),
    regex.compile(r"(?<![A-Za-z\d])[A-G](?![A-Za-z\d])[类级档]?"),
    regex.compile(r"优秀|良好|合格|优良|优等|一般"),
    regex.compile(
        r"[特一二三四五六七八九]等奖?|第[一二三四五六七八九十\d]+(?:名|类|档|位|年|批次|等|层次|级)|[一二三四五六七八九甲乙丙]级(?!市)|[一二三四五六七八九甲乙丙][类档]|[金银铜]奖|[三四五]星级?|[一二三四五]星级"
    ),
    regex.compile(r"(?<=[、的和或及为])\p{Han}{2,4}级(?!别|以)"),
]
# 300万美元, 500万-1000万（不含）美元, 5000万元以上至1亿元, 20人以上
_EDGES = r"(?:（不?含(?:本数)?）)?"
_AMOUNT = rf"(?:\d+(?:\.\d+)?[十百千]?[万亿]*|[一二三四五六七八九十百千两]+[万亿]*)(?:{CURRENCY}|{UNITS}|年|%)?"
_BOUND = rf"{_EDGES}(?:及|或)?(?:以上|以下|以内)?{_EDGES}"
_QUANTITY = regex.compile(
    rf"{_AMOUNT}{_BOUND}(?:[-~至到]{_AMOUNT}{_BOUND})?(?:{CURRENCY}{_BOUND})?"
)
_OPEN_END = regex.compile(r"(?:及|或)?(?:以上|以下|以内)$")
_SEPARATOR = regex.compile(
    r"[、，/]|和(?!信息|社会|规划|改革|旅游|生态)|以及|及(?!以上|以下)|与|或(?!以上)"
)
_BRACKETS = regex.compile(r"（[^（）]*）")
_PREFIX = regex.compile(
    r"^.*?(?:每(?:新)?(?:培[训养育]|引进|新增|招[用聘]|认定|取得)(?:\d+|一)[名个家项人位]|(?:种植|养殖|饲养|存栏|出栏)(?![业场大基专企园区户者示])|次年起|(?:新|首次)?获(?![得评批取])|(?:首次)?(?:进入|跻身)|(?:确立|确定)为|划?分为|(?:仅?需)?完成|(?:主导|参与|牵头)?(?:制(?:（修）)?[定订]|修订|起草)|按照?|认定为|评定为|评为|获评|获批|列入|纳入|入选|取得|夺得|获得|通过|达到|新增|新建|新认定|认定|等级为|等级在|命名为|授予|晋升|建成|培育|引进|晋升为|成为|属于|对于?|包括|设立|成立|组建|开设|落户|创建|首次|首破|首|新(?=入选|纳入|上|引))(?:的|为|市内|我市|[“])?"
)
_LEVEL_PREFIX = regex.compile(rf"^{_LEVEL}(?!级|性)(?=[\p{{Han}}“（])")
_SPECIFIC = regex.compile(
    rf"({_LEVEL}|[特一二三四五六七八九]等奖?|[金银铜]奖|第[一二三四五六七八九十\d]+(?:名|类|档|位|年)|第[一二三四五六七八九十](?:[、至]第?[一二三四五六七八九十])+年底?|[A-Z]\d{{1,2}}|\d{{1,2}}A级?|[A-D][类级]|[一二三四五]星级?|[一二三四五甲乙丙][类档级]|(?!在|与|按|对|由|从|给予|予|获|荣|取得|达到|被)(?:(?!为)\p{{Han}}){{2,4}}级(?!别)|[前后][\d一二三四五两]+年)"
    r"(?:的)?(?:[\p{Han}]{0,8})?(?:(?:每(?:个|家|人|项|名|年|户|月|日|天)){0,2}|户均|人均|亩均)(?:分别|一次性)?(?:由[^，。；]{1,24}?)?(?:按[\d:]+比例)?(?:给予|予以|奖励|补助|补贴|资助|奖补|奖)?(?:一次性)?(?:最高|不超过|最高不超过|奖励|奖补|补助|补贴)*$"
)

# 危房改造C级每户补助1万元，D级…
_LEVEL_LAST = regex.compile(
    r"(?<=\p{Han})([A-D][类级档]|[一二三四五]星级|[甲乙丙][类级档])(?:的)?(?:每\p{Han})?(?:一次性)?(?:给予|予以|奖励|补助|补贴|资助|奖)*(?:最高|不超过)*$"
)
_SPECIFIC_LABEL = regex.compile(
    rf"(?:设立?|设置|评选)?({_LEVEL}|[特一二三四五六七八九]等奖?|[金银铜]奖|[A-D][类级]|[一二三四五]星级?|[一二三四五甲乙丙][类档级])(?:的|项目|企业|人才)?(?:\d+[名个项])?[：，]"
)

# …，国家级奖励100万元；省级奖励50万元: a level that itself is what is paid for
_LEVEL_GIVES = regex.compile(
    rf"(?:^|(?<=[，；：]))({_LEVEL}|[特一二三四五六七八九]等奖?|[A-D][类级]|[一二三四五]星级?|[一二三四五甲乙丙][类档级])(?:的|项目|企业|人才)?(?:由[^，；。]{{1,16}})?(?:一次性|再|每[个家人项])*(?:给予|予以|奖励|补助|补贴|资助|奖补|奖)[^，；。]*$"
)
_MEMBER = regex.compile(
    r"(?:其中)?(?:奖励(?!金)|补助|资助)?(?:按照?(?!政策|规定|标准|程序|有关|相关))?(?:(?:全职|新)?(?:引进|招聘|培养)的?)?(?:被?(?:评为|认定为|获评|授予|晋升[为至到]?|升级?[为至到]))?(?P<member>(?!按|照|并|且|也|每|单[个家项户人台次笔件企位]|同|不|最|给|再|另|分|在|对|由|[之此以其][后余它他])(?:[A-Z]{2,6})?\p{Han}{2,8}?)(?:的)?(?:，)?(?:一次性|按照?|为|再|另|给予|予以|奖励|补助|补贴|资助|奖)*(?:每(?:个|人次?|户|家|台|套|件|千瓦|亩|吨|平方米|月|年|[所座处次场项名株头只辆条]){1,2}){0,2}(?:一次性|给予|予以|发放|奖励|补助|补贴|资助|奖|补|\p{Han}{2}费|≤|最高|不超过)*$"
)
_ASIDE_MEMBER = regex.compile(
    r"(?P<member>(?!按|照|每|单|同|不|最|给|再|另|对|由|其)\p{Han}{2,8}（\p{Han}{1,2}）)(?:给予|予以|奖励|补助|补贴|资助|奖|最高|不超过|一次性)*$"
)
_CONDITION_MET = regex.compile(r"连续|新增|达到|升规|入规|入库|在规|完成|保持|落户|投产")
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


def _text(norm: str, clean: str, a: int, b: int) -> str | None:
    """A member as printed, without its brackets."""
    parts = []
    for match in _BRACKETS.finditer(norm, a, b):
        parts.append(clean[a : match.start()])
        a = match.end()
    return "".join([*parts, clean[a:b]]).strip() or None


def assign_tiers(norm: str, clean: str, segment: int, sums: list[Sum]) -> None:
    """Set ``tier`` of the sums of one segment (a stretch between ；).

    :param segment: where the segment begins.
    :param sums: the awards, caps and rates of the segment, in order.
    """
    groups: dict[tuple[int, bool], list[Sum]] = {}
    for item in sums:
        groups.setdefault((item.group, item.is_percent), []).append(item)
    members = list(groups.values())
    if len(sums) > 1 and all(len(g) == 1 for g in members) and _bounded(norm, clean, segment, sums):
        _by_years(norm, clean, segment, sums)
        return
    singles = [g[0] for g in members if len(g) == 1]
    if len(singles) > 1 and len({s.is_percent for s in singles}) == 1:
        _labelled(norm, clean, segment, singles)  # 先导产业奖励10%、主导产业奖励8%
    given = [s for s in singles if s.role != "cap" and not _ON_TOP.search(norm, segment, s.start)]
    if 1 < len(given) < len(singles) and len({s.is_percent for s in given}) == 1:
        _labelled(norm, clean, segment, given)  # 过夜游奖20元，一日游奖5元，累计不超过30万元
    capped = [s for s in singles if s.role == "cap"]
    if 1 < len(capped) < len(singles) and not any(s.tier for s in capped):
        _labelled(norm, clean, segment, capped)  # 其中公有链最高1000万元、联盟链最高300万元
    for group in members:
        if len(group) > 1:
            told = next(
                (g for g in members if g is not group and len(g) == len(group) and g[0].tier), None
            )
            if told is None and len(singles) == len(group) and singles[0].tier:
                told = singles
            if told is not None:  # rates and caps of one list have the same members
                for item, other in zip(group, told, strict=True):
                    item.tier = other.tier
                continue
            _align(norm, clean, segment, group)
        elif group[0].tier is None:
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
    _by_years(norm, clean, segment, sums)
    if len(sums) == 1 and sums[0].tier:
        label = _single_label(norm, segment, sums[0])
        sums[0].tier = clean[label.start(1) : label.end(1)] if label else None
    elif len(sums) == 1:
        label = _single_label(norm, segment, sums[0])
        if label:
            sums[0].tier = clean[label.start(1) : label.end(1)]
    for item in sums:
        if item.tier and item.tier[0] == "属":
            item.tier = _BELONGS_TO.sub("", item.tier)


_ON_TOP = regex.compile(
    r"(?:^|[，；])(?:并|且|同时|另外?)[^，；。]*$|(?:再|另|额外)(?:增加|追加|加|给予|奖励|补[助贴]|奖|补)?$|(?:增加|追加)$"
)
_BELONGS_TO = regex.compile(r"^属于?(?=国家|[省市县区部]级)")  # 属国家级的给予100%


# 前两年按其贡献的80%给予奖励，后三年按50%给予奖励
_YEARS_BEFORE = regex.compile(
    r"(?:\A|(?<=[，；：、。]|[日月年]起))(?:其中)?(?P<years>前[\d一二两三四五]+年)"
)
_YEARS_AFTER = regex.compile(r"(?<=[，；、])(?P<years>后[\d一二两三四五]+年)")


def _by_years(norm: str, clean: str, segment: int, sums: list[Sum]) -> None:
    """What is paid in the first years, where another sum is said for those after."""
    for first, then in itertools.pairwise(sums):
        before = last_match(_YEARS_BEFORE.finditer(norm, segment, first.start))
        if before is None or _YEARS_AFTER.search(norm, before.end(), first.start):
            continue
        after = last_match(_YEARS_AFTER.finditer(norm, first.end, then.start))
        if after is None:
            continue
        if sum(s.group == first.group for s in sums) > 1:
            continue  # 前三年按80%、50%、30%，后两年按20%: one for each of the years
        for item, years in ((first, before), (then, after)):
            if item.tier is None or item.tier in years["years"]:
                item.tier = clean[slice(*years.span("years"))]


def _single_label(norm: str, segment: int, item: Sum) -> regex.Match[str] | None:
    """The tier that a lone sum is labelled with, as one of a list between ；."""
    return _SPECIFIC_LABEL.match(norm, segment) or _LEVEL_GIVES.search(
        norm, max(segment, norm.rfind("，", segment, item.start) + 1), item.start
    )


def _labelled(norm: str, clean: str, segment: int, sums: list[Sum]) -> None:
    """初级工1200元/人，中级工1800元/人: every sum has its member right before it."""
    spans: list[tuple[int, int]] = []
    for item in sums:
        part = max(segment, *(norm.rfind(mark, segment, item.start) + 1 for mark in "，、：；）"))
        match = _MEMBER.match(norm, part, item.start)
        if match is None and norm[part - 1] == "）":  # 国内首台（套）最高500万元
            wide = max(segment, *(norm.rfind(mark, segment, part) + 1 for mark in "，、：；"))
            match = _ASIDE_MEMBER.match(norm, wide, item.start)
        if match is None or GRANT.search(match["member"]):
            return
        if _CONDITION_MET.search(match["member"]) and norm.startswith("的", match.end("member")):
            return  # 连续三年在规的再奖励5万元: when it is paid, no kind of payee
        if _OTHER_WORDS.search(match["member"]) and not ends_in_payee(norm, *match.span("member")):
            return
        spans.append(match.span("member"))
    for item, (a, b) in zip(sums, spans, strict=True):
        by = norm.find("按", a + 2, b)
        item.tier = clean[a : by if by > 0 else b]  # 第一年|按租金100%


# 新建果园|800元/亩; 兔|10只以上，20元/只; 粮油作物|：400元/亩
_PRICE_LABEL = regex.compile(
    r"(?:\A|(?<=[，；：。）]))(?P<label>(?![按每共各其对给再另最不])[^，；：。（）\d]{1,40}?)"
    r"(?:\d[\d.]*\p{Han}{1,3}(?:及)?以[上下]，)?：?(?:(?:每\p{Han}{1,2})?(?:补贴|补助|奖补|奖励))?$"
)


def price_labels(norm: str, clean: str, start: int, sums: list[Sum]) -> list[Sum]:
    """Give the prices of a list (新建果园800元/亩，老果园抚育500元/亩) their labels as tiers.

    :param start: where the sentence begins, after its marker.
    :param sums: the awards of a sentence under a heading that speaks of paying.
    :returns: the sums that are such prices, all of them or none.
    """
    found: list[tuple[Sum, tuple[int, int]]] = []
    floor = start
    for item in sums:
        if item.is_percent or item.per_span is None or item.per_span[0] < item.end:
            return []
        before = norm[floor : item.start]
        match = _PRICE_LABEL.search(before)
        if match is None or GRANT.search(match["label"]) or _OTHER_WORDS.search(match["label"]):
            return []
        a, b = match.span("label")
        found.append((item, (floor + a, floor + b)))
        floor = item.per_span[1]
    for item, (a, b) in found:
        item.tier = clean[a:b]
    return [item for item, _ in found]


_GIVES_NEXT = regex.compile(
    r"(?:的?部分|的|，)*(?:在[^，；。]{2,16}基础上)?(?:，|再|另|分别|按|一次性|由[^，；。]{1,12})*(?:给予|予以|奖励|奖补|补助|补贴|资助|按|每|[补奖](?=\d|$))[^，；。]{0,12}$"
)


def _own_bound(norm: str, segment: int, item: Sum) -> tuple[int, int] | None:
    """按投资额50万-100万元奖励10万元，100万元以上的，奖励20万元: the bound before its sum."""
    found = None
    for match in _QUANTITY.finditer(norm, max(segment, item.start - 60), item.start):
        if match.end() < item.start and _GIVES_NEXT.match(norm, match.end(), item.start):
            found = match
        elif match.end() == item.start and "元" not in match[0]:
            found = match  # 50平方米以下|2万元
    if found is None or not pattern(r"\D").search(found[0]):
        return None
    begin, end = found.span()
    if norm[end - 1] in "年月":  # 前24个月|按每月10元计发，超过24个月的…
        word = pattern(r"(?:前|后|超过)$").search(norm, segment, begin)
        begin = word.start() if word else begin
    return begin, end


_UNIT_OF = regex.compile(r"^(?:[前后]|超过)|[\d.十百千万亿~至到-]|（[^）]*）|(?:及|或)?以[上下内]")


def _bounded(norm: str, clean: str, segment: int, sums: list[Sum]) -> bool:
    """Whether each sum has a bound of its own before it, which then is its tier."""
    spans = [_own_bound(norm, segment, item) for item in sums]
    if not all(spans) or len(set(spans)) < len(sums):
        return False
    taken = {(item.start, item.end) for item in sums}
    units = {
        unit for span in spans if span for unit in _UNIT_OF.split(norm[span[0] : span[1]]) if unit
    }
    if any(span in taken for span in spans) or len(units) > 1:
        return False
    for item, span in zip(sums, spans, strict=True):
        assert span is not None
        item.tier = _text(norm, clean, *span)
    return True


def _own_tier(norm: str, clean: str, segment: int, item: Sum, among: bool) -> None:
    """国家级…给予50万元，省级…给予20万元: the tier opens the part of its sum."""
    match = None
    for mark in "，、：（为":
        part = max(segment, norm.rfind(mark, segment, item.start) + 1)
        part += 2 * norm.startswith(("给予", "予以"), part)
        match = match or _SPECIFIC.match(norm, part, item.start)
        if match:
            break
    if match is None and norm.startswith("其中", part):
        match = _SPECIFIC.match(norm, part + 2, item.start)
    if match is None and among:
        begin = max(segment, norm.rfind("，", segment, item.start) + 1)
        match = _LEVEL_LAST.search(norm, begin, item.start)
    listed = norm[item.end : item.end + 12].find("、") >= 0
    if match is not None and (part > segment or among or listed):
        item.tier = clean[match.start(1) : match.end(1)]


_ASIDE_OF = regex.compile(r"(?:/\p{Han}{1,4})?（(?P<tier>(?![不含同])[^（）\d]{1,14})）")


def _align(norm: str, clean: str, segment: int, group: list[Sum]) -> None:
    n = len(group)
    first = group[0].start
    # Each sum of the list may carry its member itself: 国家级50万元、省级30万元.
    inner = [
        _member_before(norm, clean, group[i - 1].end if i else max(segment, first - 12), s.start)
        for i, s in enumerate(group)
    ]
    asides = [_ASIDE_OF.match(norm, s.end) for s in group]
    if n > 1 and all(asides):
        for item, aside in zip(group, asides, strict=True):
            assert aside is not None
            item.tier = clean[slice(*aside.span("tier"))]  # 10万元（A级）、20万元（AA级）
        return
    if all(inner[1:]) and n > 1 and inner[0]:
        for item, tier in zip(group, inner, strict=True):
            item.tier = tier
        return
    head = norm.rfind("分别", segment, first)
    after = norm.startswith("分别", group[-1].end)
    stop = head if head >= 0 else first
    if head >= 0 or after or pattern(r"依次|相应|各").search(norm[segment:first]):
        spans = (
            _prizes(norm, segment, stop, n)
            or _shaped(norm, segment, stop, n)
            or _parallel(norm, segment, stop, n)
        )
    else:  # a list of as many members as sums, in the sub-sentences right before them
        part = max(segment, norm.rfind("，", segment, norm.rfind("，", segment, first)) + 1)
        spans = _shaped(norm, part, stop, n)
        if spans is None and n > 2:
            spans = _listed(norm, max(segment, norm.rfind("，", segment, first) + 1), stop, n)
            spans = spans or _parallel(norm, part, max(part, norm.rfind("，", part, first)), n)
    if spans is None:
        _graded(norm, max(segment, first - 60), stop, group)
        return
    for item, (a, b) in zip(group, spans, strict=True):
        item.tier = _text(norm, clean, a, b)


# 设一等奖1名，二等奖2名、三等奖3名: the prize is the tier, not how many of it there are
_PRIZE = regex.compile(
    r"((?:[特一二三四五六]等|[金银铜]|优秀|优胜|提名|鼓励)奖)(?=\d+[名个项家件人])"
    # 每年评选名师10名、优秀校长5名
    r"|(?:(?<=评选|评选出|评出|遴选|选树|表彰)|(?<=\d[名个项家件人]、))(\p{Han}{2,12}?)(?=\d+[名个项家件人])"
)


def _prizes(norm: str, segment: int, stop: int, n: int) -> list[tuple[int, int]] | None:
    """The spans of ``n`` prizes that are each told with their number."""
    spans = [match.span() for match in _PRIZE.finditer(norm, segment, stop)]
    return spans if len(spans) == n else None


_GRADES = regex.compile(r"(?P<low>\d)[-~至到](?P<high>\d)(?P<unit>星级?|A级?|级)")


def _graded(norm: str, start: int, stop: int, group: list[Sum]) -> None:
    """2-5星级的…分别给予2万元、4万元、8万元、15万元: a range of as many grades as sums."""
    for match in _GRADES.finditer(norm, start, stop):
        low, high = int(match["low"]), int(match["high"])
        if high - low + 1 == len(group):
            for grade, item in enumerate(group, low):
                item.tier = f"{grade}{match['unit']}"


def _member_before(norm: str, clean: str, start: int, end: int) -> str | None:
    start = max(start, norm.rfind("给予", start, end) + 2)
    match = _SPECIFIC.search(norm, start, end)
    return clean[match.start(1) : match.end(1)] if match else None


def _shaped(norm: str, start: int, stop: int, n: int) -> list[tuple[int, int]] | None:
    """The last run of exactly ``n`` members of one shape, separated by 、 and the like."""
    for shape in _SHAPES:
        best = _run(norm, shape, start, stop, n)
        if best:
            # 3A、4A、5A级的企业: what only the last member has is common to all
            a, b = best[-1]
            sign = norm[b - 1]
            if (
                (sign == "级" and b - a > 2)
                or (sign in "类档期级" and norm[a] not in _HAN_ORDINALS)
            ) and all(norm[y - 1] != sign for _, y in best[:-1]):
                best[-1] = (a, b - 1)
            return best
    return _quantities(norm, start, stop, n)


def _quantities(norm: str, start: int, stop: int, n: int) -> list[tuple[int, int]] | None:
    """300万美元、500万美元、1亿美元以上: the members are bounds of one quantity."""
    best = _run(norm, _QUANTITY, start, stop, n)
    if best is None:
        return None
    texts = [norm[a:b] for a, b in best]
    if _OPEN_END.search(texts[-1]) and not any(
        _OPEN_END.search(t) or pattern(r"[-~至到]").search(t) for t in texts[:-1]
    ):
        # the bound is printed once for all
        a = best[-1][0]
        best[-1] = (a, a + len(_OPEN_END.sub("", texts[-1])))
    return best


def _run(
    norm: str, shape: regex.Pattern[str], start: int, stop: int, n: int
) -> list[tuple[int, int]] | None:
    run: list[tuple[int, int]] = []
    best: list[tuple[int, int]] | None = None
    for match in shape.finditer(norm, start, stop):
        gap = _BRACKETS.sub("", norm[run[-1][1] : match.start()]) if run else ""
        if run and _BETWEEN.fullmatch(gap):
            run.append(match.span())
        else:
            if len(run) == n:
                best = run
            run = [match.span()]
    return run if len(run) == n else best


_HAN_ORDINALS = frozenset("一二三四五六七八九十特甲乙丙丁国省市县区第")
_BETWEEN = regex.compile(r"(?:级|的)?(?:、|，?(?:超过|达到|突破)|，|和|及|与|或|以及|/|至)")


_WON = regex.compile(r"\p{Han}{2}(?:获得|取得|夺得|荣获|获)(?=\p{Han}{1,8}$)")  # 残奥会获得|金牌


def _parallel(norm: str, start: int, stop: int, n: int) -> list[tuple[int, int]] | None:
    """The ``n`` parallel phrases that end right before 分别."""
    while stop > start and norm[stop - 1] in "，：":
        stop -= 1
    payer = pattern(r"[，]?由[^，。；]{1,30}?(?:按[\d:]+比例)?$").search(norm[start:stop])
    if payer:
        stop = start + payer.start()
    each = pattern(
        r"，?(?:(?:每(?:千瓦|平方米|立方米|公里|[个家人户项名台套年月亩吨辆座床])){1,2}(?:补贴|补助|奖励)?(?:标准|上限|限额|额度)?|前?[\d一二两三四五]+年内?)$"
    ).search(norm[start:stop])
    if each:
        stop = start + each.start()
    spans: list[tuple[int, int]] = []
    whole: tuple[int, int] | None = None
    while stop > start and len(spans) != n:  # the nearest part that has n members
        comma = max(norm.rfind("，", start, stop), norm.rfind("：", start, stop))
        whole = whole or (comma + 1 if comma >= 0 else start, stop)
        spans = _split(norm, comma + 1 if comma >= 0 else start, stop)
        stop = comma if comma >= 0 else start
    if len(spans) != n:
        every = _split(norm, *whole) if whole else []
        spans = every[-n:]
        if len(every) < n or not (_SETS_UP.search(norm, *spans[0]) or _WON.search(norm, *spans[0])):
            spans = _split(norm, *whole, only="、") if whole else []
            if len(spans) != n:
                return None
            spans[0], spans[-1] = _trim_first(norm, spans), _trim_last(norm, spans[-1])
            return spans
    spans[0] = _trim_first(norm, spans)
    spans[-1] = _trim_last(norm, spans[-1])
    # 二孩、三孩家庭; 金树叶级、银树叶级饭店: what follows the common last sign is common too
    sign = norm[spans[0][1] - 1]
    a, b = spans[-1]
    at = norm.find(sign, a + 1, b - 1)
    if (
        at > 0
        and norm[b - 1] != sign
        and all(norm[y - 1] == sign for _, y in spans[:-1])
        and sign != "”"
        and _ends_word(norm[a:b], at + 1 - a)
        and (sign in _SIGNS or ends_in_payee(norm, a, b - norm.endswith("的", a, b)))
    ):
        spans[-1] = (a, at + 1)
    return spans


_SIGNS = frozenset("级类档等星型期）")  # 初级（五级）、中级（四级）|职业资格


def _ends_word(text: str, at: int) -> bool:
    """Whether a word ends at ``at`` (银树叶级|饭店, but 地理标|志)."""
    end = 0
    for word in words(text):
        end += len(word)
        if end >= at:
            break
    return end == at


# 甲、乙及丙企业设立|总部、分部和中心的: the verb says where the list begins.
_SETS_UP = regex.compile(r"设立|成立|组建|开设")


def _listed(norm: str, start: int, stop: int, n: int) -> list[tuple[int, int]] | None:
    """赴市外、省外、境外参展每个展位奖励不超过…: short members that open a sub-sentence."""
    spans = _split(norm, start, stop)
    if len(spans) != n:
        return None
    middle = [b - a for a, b in spans[1:-1]]
    if max(middle) > 8 or min(middle) < 2:
        return None
    width = middle[0]
    a, b = spans[0]
    spans[0] = (max(a, b - width), b)
    a, b = spans[-1]
    spans[-1] = (a, min(b, a + width))
    return spans if len({y - x for x, y in spans}) == 1 else None


def _split(norm: str, start: int, stop: int, only: str = "") -> list[tuple[int, int]]:
    """Split at separators outside of brackets and quotation marks.

    :param only: the one separator to split at (甲、乙或丙、丁 has three members), else all.
    """
    depth = 0
    spans: list[tuple[int, int]] = []
    begin = i = start
    while i < stop:
        char = norm[i]
        if char == "“" and depth == 0 and begin < i and norm[i - 1] == "”":
            spans.append((begin, i))  # “甲”“乙” without a mark between
            begin = i
        if char in "（“《":
            depth += 1
        elif char in "）”》":
            depth -= 1
        elif depth == 0:
            match = _SEPARATOR.match(norm, i, stop) if not only or char == only else None
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
    while (prefix := _PREFIX.match(norm[a:b])) and (
        prefix.end() < b - a - 1
        or (prefix.end() == b - a - 1 and norm[b - 1] in "省市区县国金银铜甲乙丙ⅠⅡⅢⅣⅤ")
    ):
        a += prefix.end()
    level = _LEVEL_PREFIX.match(norm[a:b])
    if level and not _LEVEL_PREFIX.match(norm[spans[1][0] : spans[1][1]]):
        a += level.end()
    return a, b


# 获得甲、乙、丙|称号的
_NAME_OF_ALL = regex.compile(
    r"(?:荣誉)?称号$|资质$|(?:(?<![农林水])产品)?[认论]证$|认定$|证书$|登记$"
)

# 股改、受理、挂牌|三个阶段
_SUMMED_UP = regex.compile(
    r"(?<=\p{Han}{2}等?)(?:等?[两二三四五六2-6]个?(?:阶段|环节|档次?|等级|层次|类别|级别|等次))的?$"
)
# 城市、农村低保|标准; 小学、初中|生均公用经费标准
_STANDARD_OF_ALL = regex.compile(
    r"(?<=\p{Han}{2})(?:[生人]均\p{Han}{0,8}|(?:供养|养育|护理|照料|基本|生活|补助|补贴|救助)*)标准$"
)


def _trim_last(norm: str, span: tuple[int, int]) -> tuple[int, int]:
    a, b = span
    summed = _SUMMED_UP.search(norm, a, b)
    b = summed.start() if summed else b
    text = norm[a:b]
    if text.startswith("“") and "”" in text and (norm[a - 1] == "”" or norm[a - 2 : a] == "”、"):
        return a, a + text.index("”") + 1  # “甲”“乙”三个目标
    if text.endswith("的"):
        a, b = a, b - 1
        text = text[:-1]
        of = text.find("的")
        if of > 1:
            return a, a + of  # 国家、省、市|的《目录》并实现销售的
        named = _NAME_OF_ALL.search(text)
        return a, b - (len(named[0]) if named and len(text) > len(named[0]) + 1 else 0)
    of = text.find("的")
    if of > 1:
        return a, a + of
    standard = _STANDARD_OF_ALL.search(norm, a, b)
    return a, standard.start() if standard else b
