"""What a rate is a share of: 按项目投资额的20%, 对其租金给予50%的补助.

The base stands in the sub-sentence of the rate, after 按 and the like or after the verb of
giving; failing that, it is what the verb of giving has before it (按照服务费用给予50%, 对其租金
给予50%), in the same sub-sentence or in the one before.
"""

from __future__ import annotations

import regex

from extract.facts.payees import leading_payee
from extract.lexicon import alternation, load

_WORDS = load("sums")
_MONEY_NOUN = regex.compile(rf"{alternation(_WORDS['money_nouns']['words'])}$")
_BY = regex.compile(
    r"按照?(?!规定|期|时|月|年(?![化度均产销用营纳主实新])|程序|要求|有关|国家(?:规定|有关|相关|要求)|职责)|依照|参照"
)
_GIVE = regex.compile(
    r"给予|予以|以(?=\p{Han}{2,}(?:的|为|$))|不超过|不高于|不得超过|最高(?:不超过|可按|按)?|将|不低于|：|资助|贴息|返还(?=其|企业|单位|上年|当年|已|实际)"
    r"|(?:补贴|补助|奖励)(?!资金|标准|额|金|总)"
)
_ABOUT = regex.compile(r"(?:^|(?<=[，；。）区市县省级]))对(?:于)?(?!地方|比|应|接)")
_TAIL = regex.compile(
    r"(?:的?(?:资助|补助|补贴|奖励|支持)?(?:比例|标准)?(?:上限)?由|的|之|×|\*|按|总共)?(?:不超过|不高于|最高|不得超过|约|最高不超过)?(?:的)?$"
)
_GIVING_TAIL = regex.compile(
    r"(?:[前后首][\d一二三四五两]+年)?(?:，?(?:由[^，。；]{1,16}))?(?:可|再|均|分别|一次性|全额|另|将|并|，)*(?:给予|予以|享受|提供|补贴|补助|资助|奖励)(?:其|企业|单位)?(?:一次性|最高|不超过|不高于|最多|总额)*$"
)
_LEADING = regex.compile(
    r"(?:按照?(?!揭|劳)|的(?!士)|照|其中|：|不超过|不高于|不得超过|最高(?:不超过)?)+"
)
_STANDARD = regex.compile(r"\p{Han}{0,6}标准(?:分别)?(?:为|是|按)")
# 标准提高到|最低工资标准的110%
_RAISED_TO = regex.compile(
    r"[^，。；]*(?:标准|比例|额度)(?:统一)?(?:提高|上调|调整|增加|上浮)[到至为]"
)
_PORTION_ALONE = regex.compile(r"(?:超过|超出|不足)?\d[\d.]*[万亿]?元的?(?:以上|以下)?的?部分")
_TAKEN_FROM = regex.compile(r"从(?P<base>[^，。；从]{2,16}?)[中里]?(?:提取|拿出|安排|列支|计提)$")
_AFTER_SUMS = regex.compile(r".*\d[\d.]*[十百千]?[万亿]?元[、，和或及]")
_OTHER_RATE = regex.compile(
    r"的?\d[\d.]*[%‰](?:[、和]|(?:给予|予以)?(?:贴息|补[贴助]|奖[励补]|资助))"
)
_AFTER = regex.compile(
    r"的(?P<base>(?!贴息|一次性|资金|专项|财政|配套|经费)\p{Han}{2,12}?)(?:补贴|补助|资助|贴息|奖励|支持)"
)
_LEVEL = regex.compile(
    r"(?:[一二三四五]星级?|[国省市县区]家?级|[特一二三四]等奖?|第[一二三四五六]年|[A-D一二三四五甲乙丙][级类档]|\d{1,2}A级?|[前后][\d一二三四五两]+年)(?:的|企业|项目)?按?照?"
)
_GIVEN_AFTER = regex.compile(r"(?:分档|分类)?(?:给予|予以)\p{Han}{0,6}$")
_MEMBERS = regex.compile(r"产业$|企业$|项目$|类$|级$")
_ASIDE = regex.compile(r"（[^（）]*）$")
_TO_WHOM = regex.compile(r"给(?!付|水|排)(?:予)?\p{Han}{2,6}$")
_IS_ABOUT = regex.compile(
    r"\p{Han}{2,6}(?:内容|范围|项目)为|(?:奖补|补助|补贴|奖励|资助)(?:资金|标准|金额|额度|比例)为"
)
_NO_BASE = regex.compile(
    r"提高|上浮|降低|减免$|返还$|(?<!基准|同期)利率$|比例$|标准内$|剩余$|最高$|^分|^第"
)
_LONGEST = 48


def base_of(norm: str, segment: int, part: int, at: int) -> tuple[int, int] | None:
    """The span of what the rate at ``at`` is a share of, ``None`` where the text does not say.

    :param segment: where the stretch between ； begins.
    :param part: where the sub-sentence of the rate begins.
    """
    tail = _TAIL.search(norm, part, at)
    end = tail.start() if tail else at
    portion = _OF_PORTION.fullmatch(norm, part, end)
    if portion:  # 研发费用|500万元以下部分按8%补助
        return _cut(norm, *portion.span("base"))
    if norm.startswith("按", end) and norm[end - 1] == "的":
        return _before(norm, segment, part)  # 参与制定的|按30%奖励
    giving = _GIVING_TAIL.search(norm, segment, end)
    if giving is not None:  # 按照服务费用给予50%, 对其租金，给予50%
        return _given(norm, segment, part, giving.start())
    by = [match.end() for match in _BY.finditer(norm, part, end)]
    if _LEVEL.fullmatch(norm, part, end) or (by and by[-1] >= end):
        return _before(norm, segment, part)  # 土地价款，三星级按60%、四星级按80%返还
    if by:
        return _cut(norm, by[-1], end)
    start = part
    give = None
    for give in _GIVE.finditer(norm, part, end):
        start = give.end()
    if give is None:
        about = None
        for about in _ABOUT.finditer(norm, part, end):
            start = about.end()
    else:
        start += norm.startswith("为其", start)
        payee = leading_payee(norm, start, end)
        own = norm.startswith("其", start)  # 最高为其个人经济贡献的100%
        whose = payee is not None and norm[payee] == "对"  # 给予|企业对本区的贡献40%
        if payee is not None and not own and not whose and _MONEY_NOUN.search(norm, payee, end):
            start = payee  # 给予每家参展企业展位费80%
    found = _cut(norm, start, end)
    if found is not None and (give is None or not norm.startswith("其中", start)):
        return found if not _MEMBERS.search(norm, *found) else _before(norm, segment, part)
    return found or _before(norm, segment, part)


def base_after(norm: str, end: int) -> tuple[int, int] | None:
    """The base that follows its rate (给予50%的保费补贴: 保费)."""
    match = _AFTER.match(norm, end)
    if match is None or not _MONEY_NOUN.search(norm, *match.span("base")):
        return None
    return match.span("base")


_OF_PORTION = regex.compile(
    r"(?P<base>(?!超[过出]|不足)[^，。；\d]{2,20}?)(?:在|超过|不足)?\d[\d.]*[万亿]?元(?:（不?含[^）]*）)?(?:及?以[上下内])?的?部分"
)


def _given(norm: str, segment: int, part: int, end: int) -> tuple[int, int] | None:
    """The base before the verb of giving; it must name money."""
    if end <= part:
        end = part - 1 if norm[part - 1] in "，：" else part
        part = max(segment, norm.rfind("，", segment, end) + 1)
    while end > part and norm[end - 1] in "，：":
        end -= 1
    aside = _ASIDE.search(norm, part, end)
    if aside:
        end = aside.start()  # 按照实际投入（仅指设备投入）给予10%
    if not _MONEY_NOUN.search(norm, part, end):
        return None
    start = part
    for by in _BY.finditer(norm, part, end):
        start = by.end()
    if start == part:
        for about in _ABOUT.finditer(norm, part, end):
            start = about.end()
    return _cut(norm, start, end)


def _before(norm: str, segment: int, part: int) -> tuple[int, int] | None:
    """The nearest sub-sentence before ``part`` that names money."""
    end = part - 1
    while end > segment:
        start = max(segment, norm.rfind("，", segment, end) + 1)
        given = _GIVEN_AFTER.search(norm, start, end)
        if given and _BY.match(norm, start, end):  # 按照投资额给予奖补，其中甲类10%
            return _given(norm, segment, start, given.start())
        if _MONEY_NOUN.search(norm, start, end):
            return _given(norm, segment, start, end)
        end = start - 1
    return None


# 当年税收中|市级财政所得|扣除征收成本后80%: what the share is of stands before what is taken off
_LESS = regex.compile(r"(?:在)?(?:扣除|减去|扣减)[^，。；]{2,20}后的?$")
_KEPT = regex.compile(
    r"(?<=[税收入]中的?)[省市区县镇]级?(?:财政)?(?:所得|实得|留成|留存|分成)(?:部分)?$"
)


def _cut(norm: str, start: int, end: int) -> tuple[int, int] | None:
    standard = _STANDARD.match(norm, start, end)
    if standard:
        start = standard.end()
    leading = _LEADING.match(norm, start, end)
    if leading:
        start = leading.end()
    taken = _TAKEN_FROM.search(norm, start, end)
    if taken:
        start, end = taken.span("base")  # 从|新增收益|中提取不超过20%
    raised = _RAISED_TO.match(norm, start, end)
    if raised:
        start = raised.end()
    sums = _AFTER_SUMS.match(norm, start, end)
    if sums:  # 分别按30万元、50万元、实到外资额的8‰
        start = sums.end()
    other = _OTHER_RATE.search(norm, start, end)
    if other:  # 前三年按其贡献|的100%、后两年按50%
        end = other.start()
    while end > start and (norm[end - 1] in "的，：" or norm.endswith(("分别", "均"), start, end)):
        end -= 2 if norm.endswith("分别", start, end) else 1
    to_whom = _TO_WHOM.search(norm, start, end)
    if to_whom and to_whom.start() > start + 1:
        end = to_whom.start()  # 按投资额|给企业|5%
    less = _LESS.search(norm, start, end)
    if less and less.start() > start + 1:
        end = less.start()
    kept = _KEPT.search(norm, start, end)
    if kept:
        start = kept.start()
    about = _IS_ABOUT.match(norm, start, end)
    if about:
        start = about.end()  # 支持内容为|展位费
    if norm.startswith("不低于", start):
        start += 3
    if norm.endswith(("增加", "提高", "再", "额外"), start, end):
        end -= 1 if norm[end - 1] == "再" else 2  # 按实际缴纳的保险费|增加5%的资助
    if norm.startswith(("上部分", "下部分"), start) or _PORTION_ALONE.fullmatch(norm, start, end):
        return None  # 500万元以|上部分按30%
    if not 2 <= end - start <= _LONGEST or _NO_BASE.search(norm, start, end):
        return None
    return start, end
