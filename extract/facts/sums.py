"""Sums and percentages: whether each is an award, a cap, a threshold, a rate …, its
comparator, what it is per, whether it is yearly.

The words of a sentence carry the meaning (``lexicon/sums.toml``); the nearest word to
the left of a number decides, and the first number of a list decides for all of it.
"""

from __future__ import annotations

import itertools

import regex

from extract.facts.paying import EXCLUDED, GRANT, ONCE, STRICT, WORDS, Sum
from extract.facts.roles import CONTRIBUTION, FORMULA, PAID_OUT, PAYS_AFTER, Around, role_of
from extract.lexicon import alternation
from extract.patterns import pattern
from extract.quantities import CURRENCIES, UNITS, Quantity

_LEFT = {w: c for c, words in WORDS["comparators"].items() for w in words}
_RIGHT = {w: c for c, words in WORDS["comparators_after"].items() for w in words}
_LEFT_WORD = regex.compile(alternation(_LEFT))
_RIGHT_WORD = regex.compile(
    rf"(?:人民币)?(?:（含(?!）)[^）]{{0,12}}）|（不含[^）]{{0,12}}）|（(?:人民币)?，?下同）|（人民币）)?({alternation(_RIGHT.keys() - {'内'})}|内(?=[，。；、）的给]))|（含）"
)
# 最高 may stand some words before its number (最高一次性给予…奖励), 达到 may not.
_FAR = {"<=": 18, "<": 2, ">=": 4, ">": 3, "~": 1}
_BREAK = regex.compile(r"[，。；：！？]")

# （年营业收入1000万元、50台车以上）: the bound of a bracket holds for all that it lists.
_LIST_BOUND = regex.compile(
    r"、(?:[\p{Han}]{2,8}?)?\d[\d.]*[万亿]?(?!元)\p{Han}{1,4}(?P<w>以[上下])）"
)
_YEARLY = regex.compile(
    r"每年(?!评|选|择|认定|遴选|筛|确定|扶持|支持|培育|组织|举办|开展)|(?<![两三四五六七八九十\d]个)年度|上年|(?<![\p{Nd}一-龥])年(?=[产销营主纳总均])|(?<=[，、对且和或上])年(?=产值|销售|营业|主营|纳税|收入|利润|出口|进出口|进口|交易|补助|产能|利税|度|累计)|/年|按年(?![节产销利均])|一个自然年"
)
_YEARLY_GRANT = regex.compile(
    r"每年(?!评|选|择|认定|遴选|筛|确定|扶持|支持|培育|组织|举办|开展|[^，]{0,16}的)|每个?(?:申报|自然|会计|财政|预算)年度|每年的?(?=奖励|补[助贴]|资助|支持)|(?:(?<!后)当年|全年)(?=累计|最高|补[助贴]|奖|不超|总|支持|合计|每[家户个人]|单[个家户])|(?<![两三四五六七八九十\d]个)年度(?=内|补|奖|资助|最高|累计|总|不超|支持|上限|合计)|(?<=[，；。]|项目|企业|单位|机构|园区)年(?=补|奖|资助|最高|累计)|按年(?![节产销利均])"
)
# 年 before a noun of flow is "yearly" (年销售额), not the end of a date or a duration (3年).
_YEARLY_THRESHOLD = regex.compile(
    r"每年(?=累计|采购|缴纳|纳税|销售|出口|实现|营业|投入|新增|度)|(?<![两三四五六七八九十\d]个)年度(?!起)|(?<![比较])上一?年|全年|当年(?!新|认定|入选|纳入|获|评|底|内|起)"
    r"|(?<![\p{Nd}一二两三四五六七八九十半几多近前后每今明去整个])年(?=累计|[均产销营主纳总]|\p{Han}{0,6}?(?:额|收入|产值|投入|税|利润|报酬|薪|贡献|产能|产量|成本|费用|租金|用电))"
)
_YEARLY_AFTER = regex.compile(r"^/(?:\p{Han}{1,3}[·./])*年|^每年|^/年")
_PER_UNIT = rf"(?:{UNITS}|年|月|季度|季|学年|学期|天|周|㎡|[kK][wW][hH]?|\p{{Han}}{{1,3}}(?=[，。；、）的·./]|$))"
_PER_AFTER = regex.compile(
    rf"^/(?![\d.]+[十百千]?(?:[万亿]|元|美元))(\d*{_PER_UNIT}(?:[·./]{_PER_UNIT})*)"
)
_AT_MOST = alternation(WORDS["comparators"]["<="])
_PER_LEFT = regex.compile(
    r"(?P<per>每个?月|(?:每(?:平方米|平米|立方米|亩|吨|千瓦时|千瓦|公里|千米|度|升))|亩均|人均|户均"
    r"|(?:同一|单(?:个|户|家|一|项(?!冠军)|台|体|套|次|篇|件|座|人|品种|品|店|场)|每(?!年(?!每)|月(?!每)|季度?(?!每)))[^，。；：、]*?)"
    rf"(?:的?(?:\p{{Han}}{{2,6}}面积|(?:场地)?租金|房租|投资强度|强度|税收|上限由|由|在职期间|(?:奖励|补助|补贴|给予)企业|(?:补贴|补助|奖励)\p{{Han}}{{0,4}}租金|(?:分别)?(?<!每|每新)(?:发放|增加|增补|给予|享受|领取)\p{{Han}}{{0,6}}?(?:补贴|补助|津贴|资助|费)|可(?:为|向)?\p{{Han}}{{0,4}}(?:争取|申请|获得|领取)|(?:奖励|补助|补贴|给予)\p{{Han}}{{1,3}}[社司户者方]|分别|每个?(?:申报|自然|会计|财政|预算)?年度|当年|全年|年度内|年度|一年内|[两三四五]年|每年|累计|合计|一次性|补助|奖励|奖补|补贴|补偿|资助|支持|扶持|救助|供养|护理|贴息|资金|经费|落户|搬迁|入驻|(?:设备|固定资产|软件)?投(?:入|资)额?|金额|额度|总额|总计|{_AT_MOST}|给予|予以|可|享受|按|的标准|(?<!每个)标准|追加|原则上|发放|安排|再|计|为|奖|补|封顶|[贴补奖]?[息助励]?额度?|面积))*"
    rf"(?:\p{{Han}}{{0,6}}(?:补贴|补助|津贴)(?=不足|低于)|不足|低于|按[^，。；\d]{{2,20}}?情况|为|是|：|按|给予|予以|奖励|补助|补贴|{_AT_MOST}|不低于|不少于|至少|分别|达|人民币|增加|递增|增补|再|另)*$"
)
_EACH_BY_WHOM = regex.compile(r"(?P<per>每\p{Han})由[^，。；\d]{2,10}(?:补助|补贴|奖励|奖补|给予)$")
_EACH_GIVEN = regex.compile(
    r"(?P<per>每\p{Han}|单[个家户项])(?=给予|予以|奖励|补助|补贴|资助|发放)[^，。；：、\d]*$"
)
# 同一家庭|在1个自然年度内临时, 每个项目|获得的
_PER_ENDS = regex.compile(
    r"(?:在\d[^，]*|获得的?|申请的?|临时|实际|最终|额外|另行|另外|再(?:增加)?|加发|增发|总(?:共|计)?|发放\p{Han}*|认定(?:后)?|贴息总额共?|单一年度\p{Han}{0,2}|最高(?:配套|补足)?)$"
)
_EACH_EACH = regex.compile(
    r"每\p{Han}{1,3}每[天日月年周次](?=(?!每)\p{Han}{2})|每\p{Han}{1,2}(?=平均|定额|按|保[额费])"
)
_NO_PER = regex.compile(r"奖励|补助|给予|收入|超过|达到|产值|销售|由|增加到|\d年内|投资额")
_LIST_GAP = regex.compile(
    r"^(?:/\p{Han}{1,4})?(?:（[^（）\d含同]{1,14}）)?(?:、|和|及|与|或|以及|/|至)(?:最高(?:不超过)?|不超过|每\p{Han}{1,2})?$"
)
_RAISED = regex.compile(
    r"(?:/\p{Han}{1,6})?(?:，)?(?:大幅|逐步|统一)?(?:提高|增加|上调|下调|降低|调整|提升|上浮|放宽|扩大|调高|调减|下降|上升|增长|压减|减少|[升增降减])(?:到|至|为)(?:20\d{2}年底?的)?(?:最高|不超过)*(?:每\p{Han}{1,3}){0,2}"
)
_PRICED = regex.compile(
    r"(?:收费|计费|价格|票价|水价|电价|气价|房价|通行费|租金|费用)(?:标准)?(?:统一)?(?:由|从)[^，。；]*$"
)
_UP_TO = regex.compile(
    r"(?:（含[^）]*）)?(?:及|或)?以上(?:（含[^）]*）)?(?:[至到]|-|~)|(?:元)?）(?:[至到]|-|~)"
)
_LONE = regex.compile(r"^(?:规模|[、，；。）以及左右的封元/]|$|奖|补|资|给|一次|每|（|人民)")
_MONEY_CONTEXT = regex.compile(
    r"(?:投资|费|奖|补|给予|元|资金|收入|产值|额|价|税|资本|融资|利润|贷款|投入|经费|金|贡献)"
)


_ENTRY_END = regex.compile(r"[；。]|\s*$|/")
_MUST_HAVE = regex.compile(alternation(WORDS["threshold"]["words"]) + r"\p{Han}{0,6}\s*$")
_NO_ENTRY = regex.compile(
    alternation([*WORDS["threshold"]["words"], *WORDS["budget"]["words"], *WORDS["fee"]["words"]])
    + "|达|满|超|突破|不[低少]于|以上"
)


def read_sums(
    norm: str,
    start: int,
    end: int,
    quantities: list[Quantity],
    headed: bool = False,
    qualifies: bool = False,
) -> list[Sum]:
    """The sums and percentages of one sentence ``norm[start:end]``, in order.

    :param quantities: the tokens of quantity inside the sentence.
    :param headed: whether the sentence stands under a heading that speaks of paying
        (三、职业培训补贴), so that a price per head is what is paid.
    :param qualifies: whether it stands under one that speaks of conditions (二、申报条件),
        so that a bound is what one must reach, not a goal.
    """
    tokens = _monetary(norm, quantities)
    if not tokens:
        return []
    sentence = norm[start:end]
    pays = headed or bool(GRANT.search(sentence))
    sums = [Sum(q) for q in tokens]
    listed = _PAID_LIST.search(norm, start, end) if pays else None
    passed, nearest = 0, start
    for i, item in enumerate(sums):
        before = sums[i - 1] if i else None
        if (
            before
            and before.is_percent == item.is_percent
            and _LIST_GAP.match(norm[before.end : item.start])
            and not _EVERY_NOW.search(norm, before.end, item.start)
        ):
            item.group = before.group
        else:
            item.group = i + 1
        while passed < len(quantities) and quantities[passed].end <= item.start:
            if quantities[passed].kind in ("money", "percent", "count", "bare"):
                nearest = quantities[passed].end
            passed += 1
        _read(norm, start, end, item, before, nearest, pays)
        if pays and item.role == "other" and item.per and _goes_on(item, sums[:i]):
            item.role = "award"
        if item.role == "award" and item.per is None and not item.is_percent:
            each = _PER_OF_ALL.search(norm, start, item.start)
            if each:  # 每人每年补助：大专1万元、本科2万元
                item.per, item.per_span = each["per"], each.span("per")
                item.annual = item.annual or item.per.endswith("每年")
        if before is not None and before.group == item.group:
            _share_bound(norm, end, sums, i)
        if before is not None:
            _follow(norm, start, before, item, pays)
        if (
            qualifies
            and item.role in ("target", "budget")
            and item.comparator in (">=", ">", "<", "<=")
        ):
            item.role = "threshold"
        if qualifies and item.role == "other" and item.comparator != "=" and not item.per:
            item.role = "threshold"  # 家庭财产低于12万元
        if (
            qualifies
            and item.role == "other"
            and not item.is_percent
            and _MUST_HAVE.search(norm, start, item.start)
        ):
            item.role = "threshold"  # 应当符合下列条件：（一）注册资本1000万元
        if (
            pays
            and item.role == "other"
            and item.comparator == "="
            and not item.is_percent
            and any(x.role == "award" for x in sums[:i])
            and _NEXT_OF_KIND.search(norm, start, item.start)
            and _LISTED_END.match(norm, item.end, end)
        ):
            # 国家级的，每年补助2万元；省级的，每年1万元
            item.role, item.annual = "award", norm.endswith("每年", start, item.start)
        if (
            listed is not None
            and item.start > listed.end()
            and item.role in ("other", "threshold")
            and item.comparator == "="
            and not item.is_percent
            and _LISTED_END.match(norm, item.end, end)
            and _LISTED_BEFORE.search(norm, listed.end(), item.start)
        ):
            item.role = "award"
        if (
            headed
            and item.role in ("other", "threshold")
            and item.comparator == "="
            and ((item.role == "other" and item.per) or _entry(norm, start, end, item))
        ):
            item.role = "award"
    for first, then in itertools.pairwise(sums):
        if first.group == then.group and first.role == "award" and then.role == "fee":
            then.role, then.per, then.per_span = "award", first.per, first.per_span
        if then.role == "target" and _OF_SUCH.search(norm, start, then.start):
            then.role = "threshold"  # 先进制造业企业（实际投资5亿元以上）
    if sums and sums[0].role == "target" and _OF_SUCH.search(norm, start, sums[0].start):
        sums[0].role = "threshold"
    for first, then in reversed(list(itertools.pairwise(sums))):
        if (
            first.role == "other"
            and then.role == "award"
            and first.group == then.group
            and first.comparator == then.comparator == "="
            and not _RAISED.fullmatch(norm, first.end, then.start)
        ):
            first.role = "award"  # 可享受15万元、8万元购房补贴
        if (
            first.role == "other"
            and then.role == "award"
            and first.per is not None
            and first.per == then.per
            and _PRICE_GAP.fullmatch(norm, first.end, then.start)
        ):
            first.role = "award"  # 日光温室3万元/亩、大棚1.2万元/亩给予补助
    return sums


_RAISED_FOR = regex.compile(
    r"的，?(?:补[助贴]|奖[励补]|资助)?(?:比例|标准)?(?:可|再|均|相应)*(?:提高|上浮|增加|放宽|降低|下调|调整)(?:到|至|为)$"
)
# 给予一次性开办补助：50平方米以下2万元，…: entries follow, each with its sum
_PAID_LIST = regex.compile(
    r"(?:给予|发放|按)[^，。；：]{0,24}(?:奖励|奖补|补助|补贴|资助|津贴)(?:标准)?(?:为|如下)?："
)


_PER_OF_ALL = regex.compile(
    r"(?P<per>每[人户家亩台头只个名辆间张](?:每[年月天日])?)(?:分别)?(?:给予|发放)?(?:补[助贴]|奖励|奖补|资助)?(?:标准)?为?：[^。；]*$"
)
_NEXT_OF_KIND = regex.compile(r"；[^，。；]{1,20}的，?(?:每\p{Han}{1,2})*$")
_LISTED_END = regex.compile(r"[，；。、/]|\s*$")
_LISTED_BEFORE = regex.compile(
    r"(?:以[上下内]|（不?含）|\d(?:平方米|亩|人|名|个|张|家|户|间|床|场|次|辆|台)|[级类档等星])的?$"
)


_OF_SUCH = regex.compile(
    r"(?:企业|公司|项目|机构|单位|业)（(?:年|上年度?)?(?:实际|累计)?(?:投资|营业收入|销售收入|产值|注册资本|销售额|收入)(?:额)?(?:达到?|超过)?$"
)
_PRICE_GAP = regex.compile(r"(?:/\p{Han}{1,4})、\p{Han}{1,12}")


def _follow(norm: str, start: int, before: Sum, item: Sum, pays: bool) -> None:
    """What a sum owes to the one before it: 由…提高至…, and parts of an award paid out."""
    if _RAISED.fullmatch(norm, before.end, item.start):
        if _PRICED.search(norm, start, before.start):
            before.role = item.role = "fee"  # 通行费由每公里1.6元降至1.15元
            item.per, item.per_span = before.per, before.per_span
            return
        # 上限由50%提高至60%: what was paid before is no fact of today
        if before.role in ("cap", "rate") or before.comparator == "<=":
            item.comparator, item.comparator_at = before.comparator, before.comparator_at
        if item.is_percent:
            # 占比由35%提高到38%: a goal where nothing is paid
            if pays or before.role in ("cap", "rate"):
                item.role = "rate"
            elif CONTRIBUTION.search(norm, start, before.start):
                item.role = "other"
            else:
                item.role = "target"
        elif item.comparator == "<=":
            item.role = "cap"
        if item.role == "other" and (before.role == "award" or pays):
            item.role = "award"
        item.base = before.base
        if before.per or not item.per:
            item.per, item.per_span = before.per, before.per_span
        before.role = "other"
    elif (
        before.role == "rate"
        and item.is_percent
        and _RAISED_FOR.search(norm, before.end, item.start)
    ):
        # 按8%补助，其中属于新兴产业的提高到10%
        item.role, item.comparator, item.base = "rate", before.comparator, before.base
    elif (
        before.role == "award"
        and item.role == "award"
        and PAID_OUT.search(norm, before.end, item.start)
    ):
        item.role = "other"  # 给予30万元，每年发放10万元


def _entry(norm: str, start: int, end: int, item: Sum) -> bool:
    """Whether a sum is all that an entry of a list gives (（一）国家级50万元；), so that it is
    what the lead-in of the list (给予奖励：) pays."""
    if item.is_percent or not _ENTRY_END.match(norm, item.end, end):
        return False
    part = max(start, *(norm.rfind(mark, start, item.start) + 1 for mark in "，；：、"))
    return part == item.start or not _NO_ENTRY.search(norm, part, item.start)


def _share_bound(norm: str, end: int, sums: list[Sum], last: int) -> None:
    """以上 or 左右 after the last sum of a list bounds all of it (10万元、20万元以上)."""
    item = sums[last]
    after = _RIGHT_WORD.match(norm, item.end, end)
    if after is None or not after[1] or item.comparator not in (">=", "~", "<", "<="):
        return
    for k in range(last - 1, -1, -1):
        other = sums[k]
        if other.group != item.group or _RIGHT_WORD.match(norm, other.end, end):
            return
        ranged = other.quantity.low != other.quantity.high  # 200万-500万、500万以上
        if (other.comparator == "=" and not ranged) or item.comparator == "~":
            other.comparator = item.comparator
        if item.role == "threshold" and other.role == "other":
            other.role = "threshold"


def _goes_on(item: Sum, earlier: list[Sum]) -> bool:
    """Whether a price goes on from one that is paid (每张床位补助1万元；改建的每张5000元)."""
    unit = pattern(r"每\p{Han}").match(item.per or "")
    if unit is None:
        return False
    # 展位费按80%补助；人员费每人1万元: another price of one sentence that pays
    return any(
        x.role in ("cap", "rate") or (x.role == "award" and (x.per or "").startswith(unit[0]))
        for x in earlier
    )


def _monetary(norm: str, quantities: list[Quantity]) -> list[Quantity]:
    """Sums and percentages, with those whose 元 is left out (20万、10万、5万元)."""
    tokens: list[Quantity] = []
    pending: list[Quantity] = []
    for q in quantities:
        if pending and not _LIST_GAP.match(norm[pending[-1].end : q.start]):
            tokens.extend(p for p in pending if p.kind == "short" and _is_money(norm, p))
            pending = []
        if q.kind in ("money", "percent"):
            if q.kind == "money":
                for p in pending:
                    if p.kind == "bare":  # 10、20、30万元: the magnitude is printed once
                        scale = pattern(r"[十百千]?[万亿]+").search(q.text)
                        factor = (
                            {
                                "万": 10**4,
                                "亿": 10**8,
                                "百万": 10**6,
                                "千万": 10**7,
                                "十万": 10**5,
                            }.get(scale[0], 1)
                            if scale
                            else 1
                        )
                        p.low, p.high = p.low * factor, p.high * factor
                    p.kind, p.unit = "money", q.unit
                    tokens.append(p)
            pending = []
            tokens.append(q)
        elif q.kind in ("short", "bare"):
            pending.append(q)
    tokens.extend(p for p in pending if p.kind == "short" and _is_money(norm, p))
    return sorted(tokens, key=lambda q: q.start)


_CURRENCY_AFTER = regex.compile(
    rf"(?:（[^（）]{{1,20}}）|）)(?P<currency>{alternation(CURRENCIES)})"
)


def _is_money(norm: str, q: Quantity) -> bool:
    """Whether a number like 500万 without 元 is a sum."""
    left = norm[max(0, q.start - 24) : q.start]
    left = left[max(left.rfind("。"), left.rfind("\n")) + 1 :]
    scale = q.text.endswith("亿") and norm.startswith("规模", q.end)  # 五千亿规模
    if not _LONE.match(norm[q.end : q.end + 2]) or not (scale or _MONEY_CONTEXT.search(left)):
        return False
    shared = _CURRENCY_AFTER.match(norm, q.end)  # 500万（或进口1500万）美元
    q.kind, q.unit = "money", CURRENCIES[shared["currency"]] if shared else "CNY"
    return True


def _read(
    norm: str, start: int, end: int, item: Sum, before: Sum | None, nearest: int, pays: bool
) -> None:
    q = item.quantity
    segment = max(start, norm.rfind("；", start, q.start) + 1)
    part = _sub_sentence(norm, segment, q.start)
    bracket = norm.rfind("（", part, q.start)
    if bracket > norm.rfind("）", part, q.start):
        part = bracket + 1
    left_from = max(part, nearest)
    right = norm[q.end : min(end, q.end + 24)]
    in_list = before is not None and before.group == item.group
    _compare(norm, left_from, item, right)
    if (
        before is not None
        and item.comparator == "="
        and _UP_TO.fullmatch(norm, before.end, q.start)
    ):
        item.comparator = "<="  # 1000万元及以上至5000万元
        item.role, item.annual = "threshold" if pays else before.role, before.annual
        return
    if item.comparator == "=" and (bound := _LIST_BOUND.match(norm, q.end, end)):
        item.comparator = _RIGHT["及以上" if "上" in bound["w"] else "以下"]  # 1000万元、50台以上
    if before is not None and norm.endswith("（含", 0, q.start):  # 200万元以上（含200万元）
        upper = before.quantity.low != before.quantity.high and q.low == before.quantity.high
        item.comparator = "<=" if upper or before.comparator in ("<", "<=") else ">="
    if before is not None and norm.endswith("（不含", 0, q.start):  # 到1000万元（不含1000万元）
        item.comparator = ">" if before.comparator in (">", ">=") else "<"
    if before is not None and norm.endswith(("（含", "（不含"), 0, q.start):
        item.role = "threshold" if pays and before.role == "other" else before.role
        item.annual = before.annual
        return
    if in_list and before is not None and item.comparator == "=":
        item.comparator = before.comparator
    left = norm[segment : q.start]
    # 一次性科研经费10万元和每年8万元的生活补助
    apart = (
        before is not None
        and before.start >= part
        and _EVERY_NOW.search(norm, before.end, item.start) is not None
    )
    _per(norm, part, item, right, before if in_list or apart else None)
    if in_list and before is not None:
        item.role = before.role
        item.annual = before.annual
        item.base = before.base
        settled = item.role in ("threshold", "target", "other") and not PAYS_AFTER.match(right)
        if settled or (item.is_percent and item.role == "other"):
            return
    item.role = role_of(item, Around(norm, start, segment, part, end, left, right, pays))
    if (
        before is not None
        and item.role == before.role == "threshold"
        and item.comparator == "="
        and before.start >= part
        and _NEXT_LABEL.fullmatch(norm, before.end, q.start)
    ):
        item.comparator = before.comparator  # 达到批发业2000万元、零售业500万元
    yearly = {"award": _YEARLY_GRANT, "cap": _YEARLY_GRANT, "budget": _YEARLY}.get(
        item.role, _YEARLY_THRESHOLD
    )
    said = before.end if before is not None and apart else part
    once = item.role in ("award", "cap") and ONCE.search(norm, said, item.end + 8) is not None
    since = part
    if (
        before is not None
        and not in_list
        and item.role == "threshold"
        and "或" in norm[before.end : q.start]
    ):
        since = max(part, before.end)  # 当年外资1000万元以上或近3年外资3000万元以上
    item.annual = not once and bool(
        yearly.search(_ASIDE.sub("", norm[since : q.start])) or _YEARLY_AFTER.match(right)
    )


_NEXT_LABEL = regex.compile(r"(?:、|和|及|或)\p{Han}{2,5}")
_ASIDE = regex.compile(r"（[^（）]*）")
_EVERY_NOW = regex.compile(r"[和及、并](?:给予)?每[年月]$")


def _sub_sentence(norm: str, segment: int, at: int) -> int:
    """Where the sub-sentence of a place begins; a comma inside a closed bracket ends none."""
    stop = at
    while True:
        part = max(
            segment, norm.rfind("，", segment, stop) + 1, norm.rfind("：", segment, stop) + 1
        )
        if norm.count("）", part, stop) <= norm.count("（", part, stop) or part == segment:
            return part
        stop = norm.rfind("（", segment, part)
        if stop < 0:
            return part


_BELOW_SHARE_OF = regex.compile(
    r"(?<!不)(?:低于|少于|不足)(?:[^，。；\d]{0,8}(?:平均|标准|水平|上年|当地|最低)[^，。；\d]{0,12})的$"
)


def _compare(norm: str, left_from: int, item: Sum, right: str) -> None:
    after = _RIGHT_WORD.match(right)
    if after:
        item.comparator = _RIGHT[after[1]] if after[1] else "="
        inclusive = norm.startswith("（含", item.end) or "（含" in right[: after.end() + 2]
        if item.comparator == "<" and inclusive and "不含" not in right[:6]:
            item.comparator = "<="
        if EXCLUDED.match(right):
            item.comparator = STRICT.get(item.comparator, item.comparator)
    of = _BELOW_SHARE_OF.search(norm, left_from, item.start) if item.is_percent else None
    if of and item.comparator == "=" and not after:
        item.comparator = "<"  # 家庭收入低于当地平均水平的80%
        return
    for match in reversed(list(_LEFT_WORD.finditer(norm, left_from, item.start))):
        comparator = _LEFT[match[0]]
        gap = norm[match.end() : item.start]
        far = (
            18
            if item.is_percent and comparator == ">=" and match[0].startswith("不")
            else _FAR[comparator]
        )
        if len(gap) > far or _BREAK.search(gap):
            continue
        if comparator == ">" and gap.startswith(("部分", "的部分", "额")):
            continue  # 超出部分20%
        if match[0] == "最低" and gap.startswith(("工资", "生活")):
            continue  # 最低工资标准的20%
        if match[0] in ("达", "满", "近", "超", "约", "起", "过") and gap:
            continue
        if match[0] == "封顶" and gap.startswith("后"):
            continue  # 结构封顶后支付50%
        if match[0] == "限额" and gap.startswith(("以上", "以下")):
            continue  # 限额以上商贸企业: a class of the statistics
        if item.comparator == "=" or not after or not after[1]:
            included = {">": ">=", "<": "<="} if right.startswith("（含") else {}
            item.comparator = included.get(comparator, comparator)
        item.comparator_at = match.start()
        if comparator == "<=" and match[0] in ("最高", "不超过") and item.comparator != "<=":
            item.comparator = comparator
        # 最高不超过: the words begin with the first of them
        ahead = list(_LEFT_WORD.finditer(norm, left_from, match.start()))
        if ahead and ahead[-1].end() >= match.start() - 6 and _LEFT[ahead[-1][0]] == comparator:
            item.comparator_at = ahead[-1].start()
        return


def _per(norm: str, part: int, item: Sum, right: str, before: Sum | None) -> None:
    if (
        FORMULA.search(norm, part, item.start)
        and GRANT.search(norm, item.end, min(len(norm), item.end + 20))
        and not GRANT.search(norm, part, item.start)
    ):
        return
    after = _PER_AFTER.match(right)
    if after:
        item.per = after[1]
        item.per_span = (item.end + 1, item.end + after.end())
        return
    if before is not None and before.per is not None:
        item.per, item.per_span = before.per, before.per_span
        return
    best = None
    for match in _PER_LEFT.finditer(norm, part, item.start):
        best = match
    if best is not None and "元" in best["per"] and best["per"].rfind("每") > 0:
        # 从每人每月820元调整为每人每月900元
        best = _PER_LEFT.search(norm, norm.rfind("元", part, best.end("per")), item.start)
    if best is not None and best["per"].count("）") > best["per"].count("（"):
        # （每天9:00-15:30）|每分钟补助500元
        best = _PER_LEFT.search(norm, norm.rfind("）", part, best.end("per")) + 1, item.start)
    each = _EACH_EACH.match(norm, *best.span("per")) if best is not None else None
    if best is not None and (
        each is not None or (1 < len(best["per"]) <= 24 and not _NO_PER.search(best["per"]))
    ):
        a, b = best.span("per")
        more = _PER_ENDS.search(norm, a + 2, b)
        b = more.start() if more else b
        if norm[a:b] in ("每人", "每户", "每生") and norm.startswith(
            "每年", b
        ):  # 每人每年 is said in one
            b += 2
        elif each is not None:
            b = each.end()  # 每人每天|生活补助80元, 每辆车|平均定额补贴8万元
        elif norm.endswith(("项目年", "企业年", "单位年", "机构年", "园区年"), a, b):
            b -= 1  # 单个企业|年最高300万元
        elif norm.endswith(("每年", "每月"), a + 2, b) and norm.endswith(
            ("家", "企业", "单位", "机构", "项目"), a, b - 2
        ):
            b -= 2  # 单家企业|每月奖励10万元
        item.per, item.per_span = norm[a:b], (a, b)
        return
    given = _EACH_GIVEN.search(norm, part, item.start) or _EACH_BY_WHOM.search(
        norm, part, item.start
    )
    if given and given["per"] not in ("每年", "每月", "每季"):  # 每个给予建设方不超过50万元
        item.per, item.per_span = given["per"], given.span("per")
