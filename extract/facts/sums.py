"""Sums and percentages: whether each is an award, a cap, a threshold, a rate …, its
comparator, what it is per, whether it is yearly.

The words of a sentence carry the meaning (``lexicon/sums.toml``); the nearest word to
the left of a number decides, and the first number of a list decides for all of it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import regex

from extract.facts.rates import base_after, base_of
from extract.lexicon import alternation, load
from extract.patterns import pattern
from extract.quantities import CURRENCIES, UNITS, Quantity

WORDS = load("sums")

_LEFT = {w: c for c, words in WORDS["comparators"].items() for w in words}
_RIGHT = {w: c for c, words in WORDS["comparators_after"].items() for w in words}
_LEFT_WORD = regex.compile(alternation(_LEFT))
_RIGHT_WORD = regex.compile(
    rf"(?:人民币)?(?:（含(?!）)[^）]{{0,12}}）|（不含[^）]{{0,12}}）|（(?:人民币)?，?下同）|（人民币）)?({alternation(_RIGHT.keys() - {'内'})}|内(?=[，。；、）的给]))|（含）"
)
# 最高 may stand some words before its number (最高一次性给予…奖励), 达到 may not.
_FAR = {"<=": 18, "<": 2, ">=": 4, ">": 3, "~": 1}
_BREAK = regex.compile(r"[，。；：！？]")

_TRIGGER = regex.compile(
    rf"(?P<grant>(?<!收费|价格|工资|缴费|租金|计价){alternation(WORDS['grant']['words'])}|(?<!递|弥|增|候)补$)|(?P<fee>(?<!经)(?:{alternation(WORDS['fee']['words'])})(?<!经费)(?=(?:标准|实行|统一|平均|暂|为|是|按)*(?:每\p{{Han}}{{1,2}})?(?:$|不|最|[为是]?\d|控制)))"
    rf"|(?P<budget>{alternation(WORDS['budget']['words'])})|(?P<threshold>(?<!奖励|奖补|补助|补贴|资助|扶持){alternation(WORDS['threshold']['words'])})"
)
# 支持 and the like grant money only where a sum or a share follows (支持企业发展 does not).
GRANT = regex.compile(
    r"按照?[^，。；]{2,30}%(?:的标准|的比例)?(?:执行|收取|计收|缴纳|征收|减收)"
    r"|(?:支持|扶持|配套|激励)(?=[^，。；]{0,14}?(?:\d|最高|资金|一次性|[一二三四五六七八九十百]+万))|"
    + alternation(WORDS["paying"]["words"])
    + "(?!率)"  # 救助率, 补贴率 are figures
    + r"|(?:(?<!递|弥|增|候)补|(?<!等|获|评)奖)(?=\d|[一二三四五六七八九十百千]+[万元])"  # 每增1头补1500元
)
# 一次性 of the grant, not of what the beneficiary does at one time (一次性组织300人).
ONCE = regex.compile(
    r"一次性(?!组织|投资|购|采购|付|缴|引进|入驻|投入|通过|签订|到位|建成|招用|吸纳)"
)
_PAYS_AFTER = regex.compile(
    r"^(?:/\p{Han}{1,5}(?:[·./]\p{Han}{1,3})*)?(?:人民币)?(?:的|（[^）]*）)?(?:以内)?(?:的)?(?:一次性)?\p{Han}{0,6}?(?:奖励|奖补|补助|补贴|资助|资金支持|贴息|扶持|奖金|支持|安家费|津贴|经费支持)"
)
_PAYS_NEXT = regex.compile(
    r"^(?:的)?(?:，)?(?:分别|一次性|再|另)*(?:给予|予以)?(?:奖励|补助|补贴|资助|奖)?(?:企业|单位|个人)?(?:人民币)?(?<!^)\d"
)
_BUDGET_AFTER = regex.compile(
    r"^(?:的|以上|规模的)?(?:(?!且|不|承担|以上)[\p{Han}（）“”]){0,10}?(?:专项资金|资金(?!支持|补助|奖励|补贴|扶持|资助)|基金|经费(?!支持)|资金池|额度|消费券)"
)
# （年营业收入1000万元、50台车以上）: the bound of a bracket holds for all that it lists.
_LIST_BOUND = regex.compile(r"、\d[\d.]*[万亿]?(?!元)\p{Han}{1,4}(?P<w>以[上下])）")
_PRICE_LIST = regex.compile(r"[^，。；]{0,8}(?:价格|收费标准|票价|租金标准|收费)：")
_SET_ASIDE = regex.compile(r"^用于|^的?(?:专项|财政|预算)?(?:资金|经费)")
# 市财政每月安排150万元奖励资金，对…: a fund, from which somebody is paid
_FUND = regex.compile(r"的?(?:奖励|奖补|补助|补贴|扶持|引导|发展)资金(?=，|。|；|$)")
_OF_FUNDS = regex.compile(r"(?:资金|经费)$")
_BUDGET_SENTENCE = regex.compile(
    r"(?:资金|经费|预算)[^，。；]{0,20}(?:统筹|安排|列支)|(?:统筹|安排|列支)[^，。；]{0,12}(?:资金|经费|预算)"
)
# 注册资本达到5000万元的，允许…: a bound that lets somebody do something
_ALLOWS = regex.compile(
    r"[^；。]{0,40}?的，(?:允许|可|可以|应|享受|优先|不|免|予以|适用|按)|(?:人民币)?、[^；。]{0,80}?的，(?:允许|可|可以|应|享受|优先|不|免|予以)"
)
_PAYS_FEE = regex.compile(
    r"(?:补助|补贴|资助|奖励|给予|支持)[^，。；\d]{0,8}费用?(?:最高|不超过)*$"
)
# 在省奖励50万元|基础上，市再奖励20万元: what another level has paid
_IN_ALL = regex.compile(r"(?:合计|累计|总计|共计)(?:最高)?$")
_ON_TOP = regex.compile(r"(?:的|资金)*基础上")
_OF_THOSE = regex.compile(r"(?:以上)?的\p{Han}{0,8}?(?:项目|企业|单位|机构|个人|产品|团队|平台)")
_GOT = regex.compile(r"(?:获得|取得|享受|得到|获)[^，。；]*$")
_FUND_OF = regex.compile(
    r"(?:安排|设立|列支|统筹)(?:[^，。；]{0,8}(?:奖励|补助|补贴|专项|扶持|奖补))?(?:资金|经费)$"
    r"|(?:奖励|补助|补贴|专项|扶持|奖补)(?:资金|金额|经费)(?:总额|总规模|规模|总量|暂定|共计|合计|总计)+为?$"
)
_REQUIRED = regex.compile(
    r"(?<![必供响适相反])(?:须|应当?|需(?!求)|必须)(?:在|达到?|超过|高于|大于|不低于|不少于|不小于)?$"
)
_NOUN_AFTER = regex.compile(
    r"^(?:（[^）]*）)?(?:及|或)?以[上下](?:（[^）]*）)?的?(?![和与或及])[\p{Han}“]"
)
_TARGET = regex.compile(alternation(WORDS["target"]["words"]))
_YEARLY = regex.compile(
    r"每年(?!评|选|择|认定|遴选|筛|确定|扶持|支持|培育|组织|举办|开展)|年度|上年|(?<![\p{Nd}一-龥])年(?=[产销营主纳总均])|(?<=[，、对且和或上])年(?=产值|销售|营业|主营|纳税|收入|利润|出口|进出口|进口|交易|补助|产能|利税|度|累计)|/年|按年|一个自然年"
)
_YEARLY_GRANT = regex.compile(
    r"每年(?!评|选|择|认定|遴选|筛|确定|扶持|支持|培育|组织|举办|开展|[^，]{0,16}的)|每个?(?:申报|自然|会计|财政|预算)年度|每年的?(?=奖励|补[助贴]|资助|支持)|(?:(?<!后)当年|全年)(?=累计|最高|补[助贴]|奖|不超|总|支持|合计)|年度(?=内|补|奖|资助|最高|累计|总|不超|支持|上限|合计)|(?<=[，；。])年(?=补|奖|资助|最高)|按年"
)
# 年 before a noun of flow is "yearly" (年销售额), not the end of a date or a duration (3年).
_YEARLY_THRESHOLD = regex.compile(
    r"每年(?=累计|采购|缴纳|纳税|销售|出口|实现|营业|投入|新增|度)|年度(?!起)|(?<![比较])上一?年|全年|当年(?!新|认定|入选|纳入|获|评|底|内|起)"
    r"|(?<![\p{Nd}一二两三四五六七八九十半几多近前后每今明去整])年(?=累计|[均产销营主纳总]|\p{Han}{0,6}?(?:额|收入|产值|投入|税|利润|报酬|薪|贡献|产能|产量|成本|费用|租金|用电))"
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
    rf"(?:的?(?:\p{{Han}}{{2,6}}面积|(?:场地)?租金|房租|投资强度|强度|税收|上限由|由|在职期间|(?:奖励|补助|补贴|给予)企业|(?:分别)?(?:发放|增加|增补|给予|享受|领取)\p{{Han}}{{0,6}}?(?:补贴|补助|津贴|资助|费)|可(?:为|向)?\p{{Han}}{{0,4}}(?:争取|申请|获得|领取)|(?:奖励|补助|补贴|给予)\p{{Han}}{{1,3}}[社司户者方]|分别|每个?(?:申报|自然|会计|财政|预算)?年度|当年|全年|年度内|年度|一年内|[两三四五]年|每年|累计|合计|一次性|补助|奖励|奖补|补贴|资助|支持|扶持|救助|供养|护理|贴息|资金|经费|落户|搬迁|入驻|(?:设备|固定资产|软件)?投(?:入|资)额?|金额|额度|总额|总计|{_AT_MOST}|给予|予以|可|享受|按|的标准|(?<!每个)标准|追加|原则上|发放|安排|再|计|为|奖|补|封顶|[贴补奖]?[息助励]?额度?|面积))*"
    rf"(?:\p{{Han}}{{0,6}}(?:补贴|补助|津贴)(?=不足|低于)|不足|低于|按[^，。；\d]{{2,20}}?情况|为|是|：|按|给予|予以|奖励|补助|补贴|{_AT_MOST}|不低于|不少于|至少|分别|达|人民币|增加|递增|增补|再|另)*$"
)
_EACH_GIVEN = regex.compile(
    r"(?P<per>每\p{Han}|单[个家户项])(?=给予|予以|奖励|补助|补贴|资助|发放)[^，。；：、\d]*$"
)
# 同一家庭|在1个自然年度内临时, 每个项目|获得的
_PER_ENDS = regex.compile(r"(?:在\d[^，]*|获得的?|申请的?|临时|实际|最终)$")
_NO_PER = regex.compile(r"奖励|补助|给予|收入|超过|达到|产值|销售|由|增加到|\d年内|投资额")
# 每新增1000万元奖励10万元: 每 and what is done, not 每 and a measure word.
_FORMULA = regex.compile(rf"每(?!{UNITS}|年|月|季)[^，。；、\d按]{{0,12}}$")
_LIST_GAP = regex.compile(
    r"^(?:/\p{Han}{1,4})?(?:、|和|及|与|或|以及|/|至)(?:最高(?:不超过)?|不超过|每\p{Han}{1,2})?$"
)
_RAISED = regex.compile(
    r"(?:/\p{Han}{1,3})?(?:，)?(?:大幅|逐步|统一)?(?:提高|增加|上调|下调|降低|调整|提升|上浮|放宽|扩大|调高|调减|下降|上升|增长|压减|减少|[升增降减])(?:到|至|为)(?:最高|不超过)*(?:每\p{Han}{1,3}){0,2}"
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


@dataclass(slots=True)
class Sum:
    """A sum or percentage with its meaning. Offsets are those of the folded text."""

    quantity: Quantity
    role: str = "other"
    comparator: str = "="
    per: str | None = None
    tier: str | None = None
    once: bool = False
    annual: bool = False
    base: tuple[int, int] | None = None
    per_span: tuple[int, int] | None = None
    indicator: tuple[int, int] | None = None
    """What a goal in money measures (总产值突破100亿元: 总产值)."""
    due_on: str | None = None
    comparator_at: int | None = None
    """Where the word of comparison begins; the words of a cap begin there or at its scope."""
    group: int = 0
    """Sums of one list (20万、10万、5万元) have one group."""

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end

    @property
    def is_percent(self) -> bool:
        return self.quantity.kind == "percent"


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
        if before is not None and before.group == item.group:
            _share_bound(norm, end, sums, i)
        price = before is not None and _PRICED.search(norm, start, before.start)
        if price and before is not None and _RAISED.fullmatch(norm, before.end, item.start):
            before.role = item.role = "fee"  # 通行费由每公里1.6元降至1.15元
            item.per, item.per_span = before.per, before.per_span
        elif before is not None and _RAISED.fullmatch(norm, before.end, item.start):
            # 上限由50%提高至60%: what was paid before is no fact of today
            if before.role in ("cap", "rate") or before.comparator == "<=":
                item.comparator, item.comparator_at = before.comparator, before.comparator_at
            if item.is_percent:
                # 占比由35%提高到38%: a goal where nothing is paid
                fee = _CONTRIBUTION.search(norm, start, before.start) and not pays
                item.role = (
                    "rate"
                    if pays or before.role in ("cap", "rate")
                    else "other"
                    if fee
                    else "target"
                )
            elif item.comparator == "<=":
                item.role = "cap"
            if item.role == "other" and (before.role == "award" or pays):
                item.role = "award"
            item.base = before.base
            if before.per or not item.per:
                item.per, item.per_span = before.per, before.per_span
            before.role = "other"
        if (
            before is not None
            and before.role == "award"
            and item.role == "award"
            and _PAID_OUT.search(norm, before.end, item.start)
        ):
            item.role = "other"  # 给予30万元，每年发放10万元
        if qualifies and item.role == "target" and item.comparator in (">=", ">", "<", "<="):
            item.role = "threshold"
        if qualifies and item.role == "other" and _MUST_HAVE.search(norm, start, item.start):
            item.role = "threshold"  # 应当符合下列条件：（一）注册资本1000万元
        if (
            headed
            and item.role in ("other", "threshold")
            and item.comparator == "="
            and ((item.role == "other" and item.per) or _entry(norm, start, end, item))
        ):
            item.role = "award"
    return sums


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
    return unit is not None and any(
        x.role == "award" and (x.per or "").startswith(unit[0]) for x in earlier
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
        if item.role in ("threshold", "target", "other") and not _PAYS_AFTER.match(right):
            return
    item.role = _role(norm, start, segment, part, end, item, left, right, pays)
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


def _compare(norm: str, left_from: int, item: Sum, right: str) -> None:
    after = _RIGHT_WORD.match(right)
    if after:
        item.comparator = _RIGHT[after[1]] if after[1] else "="
        inclusive = norm.startswith("（含", item.end) or "（含" in right[: after.end() + 2]
        if item.comparator == "<" and inclusive and "不含" not in right[:6]:
            item.comparator = "<="
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
        _FORMULA.search(norm, part, item.start)
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
    if best is not None and 1 < len(best["per"]) <= 24 and not _NO_PER.search(best["per"]):
        a, b = best.span("per")
        more = _PER_ENDS.search(norm, a + 2, b)
        b = more.start() if more else b
        if b - a <= 2 and norm.startswith("每年", b):  # 每人每年 is said in one
            b += 2
        item.per, item.per_span = norm[a:b], (a, b)
        return
    given = _EACH_GIVEN.search(norm, part, item.start)
    if given and given["per"] not in ("每年", "每月", "每季"):  # 每个给予建设方不超过50万元
        item.per, item.per_span = given["per"], given.span("per")


_LENT = regex.compile(
    r"(?:及?以[下内]|以内)?[^，。；]{0,24}(?:贷款|信贷|借款|授信)(?!余额|总额|规模)"
)
# 可申请最高30万元的创业担保贷款, but not 对申请500万元贷款的企业
_LENDS = regex.compile(
    r"(?:发放|投放|提供|推出|申请|申领)(?:单[户笔个]|最高|不超过|额度|\p{Han}{0,4})$"
)
_LENT_WHOLE = regex.compile(
    r"(?:及?以[下内]|以内)?[^，。；]{0,24}(?:贷款|信贷|借款|授信)(?!余额|总额|规模|的|贴息|利息|\p{Han}{0,4}(?:补|奖|企业|项目))"
)


def _role(
    norm: str,
    start: int,
    segment: int,
    part: int,
    end: int,
    item: Sum,
    left: str,
    right: str,
    pays: bool,
) -> str:
    if item.is_percent:
        return _percent_role(norm, start, segment, part, end, item, right, pays)
    comparator = item.comparator
    fined = _FINED.search(norm, max(part, item.start - 24), item.start)
    if fined and (fined["word"] != "处" or _FINE_AFTER.match(norm, item.end, end)):
        return "other"  # 处5万元以上10万元以下的罚款
    if _AIM_AFTER.match(right):
        return "target"
    if _LENT_WHOLE.match(right) and _LENDS.search(norm, part, item.start):
        return "other"  # what one may borrow
    near_by = max(part, item.start - _NEAR_BY)
    if _BORNE.search(norm, near_by, item.start) or (
        _REST.search(norm, near_by, item.start) and _BORNE_AFTER.match(norm, item.end, end)
    ):
        return "other"  # 由省级承担320元，其余360元由县级统筹解决: who bears which part
    if _LEVEL_GIVES.search(norm, near_by, item.start) and _REST_BORNE.search(norm, item.end, end):
        return "other"
    if pays and _PARTS_AFTER.match(right) and comparator == "=":
        return "award"
    if (
        not item.per_span
        and _FORMULA.search(norm, part, item.start)
        and comparator == "="
        and GRANT.search(norm, item.end, end)
    ):
        grants = list(GRANT.finditer(norm, part, item.start))
        if not grants:
            return "threshold"
    if (
        _PAID_OUT.search(norm, part, item.start) and _IN_PARTS.search(norm, start, part)
    ) or _PART_PAID.match(right):
        return "other"  # 补助资金分三年兑现，每年兑现3万元
    if pays and (
        _ON_TOP.match(right) or (_OF_THOSE.match(right) and _GOT.search(norm, part, item.start))
    ):
        return "other" if _ON_TOP.match(right) else "threshold"
    if _FUND_OF.search(norm, part, item.start) and not item.per:
        return "budget"
    trigger = next(iter(deque(_TRIGGER.finditer(norm, segment, item.start), maxlen=1)), None)
    kind = trigger.lastgroup if trigger else None
    near = trigger is not None and trigger.start() >= part
    if (
        _BUDGET_AFTER.match(right)
        and kind in ("budget", "threshold", None)
        and not _PAYS_AFTER.match(right)
    ):
        return "budget"
    if kind == "budget" and near and (_SET_ASIDE.match(right) or _FUND.match(right)):
        return "budget"  # 每年安排最高100万元经费支持…
    if _PRICE_LIST.match(norm, start, end):
        return "fee"
    if _OF_FUNDS.search(norm, part, item.start) and _BUDGET_SENTENCE.search(norm, start, part):
        return "budget"
    if kind == "fee" and pays and _PAYS_FEE.search(norm, part, item.start):
        return "cap" if comparator == "<=" else "award"  # 每次补助参展费用0.5万元
    if kind == "fee" and near and comparator not in (">=", ">"):
        return "fee"
    if not (kind == "grant" and near) and _PAYS_NEXT.match(right):
        return "threshold"  # 投资额50万元奖励10万元
    if pays and _PAYS_AFTER.match(right) and comparator in ("=", "<=", "~"):
        return "cap" if comparator == "<=" else "award"
    if (
        comparator == "<="
        and _BUDGET_SENTENCE.search(left)
        and not pattern(r"给予|奖励|[补资]助$|补贴").search(left)
    ):
        return "budget"
    if comparator == "<=":
        word = (
            norm[item.comparator_at : item.comparator_at + 2]
            if item.comparator_at is not None
            else ""
        )
        hard = word in ("最高", "最多", "至多", "上限", "封顶", "限额") or right.startswith("封顶")
        directly = (
            trigger is not None
            and kind == "threshold"
            and item.comparator_at is not None
            and item.comparator_at - trigger.end() <= 3
        )
        total = (
            trigger is not None and trigger[0] in ("总额", "金额", "额度") and GRANT.search(left)
        )
        if pays and _IN_ALL.search(norm, part, item.comparator_at or item.start):
            return "cap"  # 存量与增量合计不超过110万元
        if (
            not hard
            and directly
            and pays
            and not item.per
            and not total
            and not pattern(r"[奖补助]|给予").search(norm[part : item.comparator_at or item.start])
        ):
            return "threshold"
        if pays or hard:
            return "cap"
        return "budget" if kind == "budget" else "threshold" if kind == "threshold" else "other"
    if not pays and comparator in ("<", "<=") and _LENT.match(right):
        return "other"  # 提供5万元以下免担保贷款: what one may borrow
    if comparator in (">=", ">", "<"):
        if (
            kind == "grant"
            and near
            and comparator != "<"  # 补贴不足200元的，按200元发放
            and trigger is not None
            and item.start - trigger.end() <= 14
            and not _NOUN_AFTER.match(right)
        ):
            return "award"
        if (
            pays
            and item.per is not None
            and comparator == ">="
            and pattern(r"按照?[^，；。]*$").search(norm[part : item.start])
        ):
            return "award"  # 按每人每天不低于80元给予补贴
        if pays:
            return "threshold"
        if kind == "budget" and near:
            return "budget"
        return (
            "threshold"
            if _NOUN_AFTER.match(right)
            or _REQUIRED.search(norm, part, item.start)
            or pattern(r"^(?:以上)?的").match(right)
            or _ALLOWS.match(norm, item.end, end)
            else "target"
        )
    if kind == "grant":
        return "award"
    if pays and item.per is not None and pattern(r"^每.*\d").match(item.per):
        return "award"  # 每增加1人增加1000元
    by = pays and pattern(r"(?:按照?|参照)[^，；。]*$").search(norm[part : item.start])
    if by and pattern(r"^[^；。]{0,24}(?:标准|给予|发放|奖|补|资助)").match(right):
        return "award"
    if kind == "threshold":
        if pays and near:
            return "threshold"
        if pays:
            earlier = [
                t for t in _TRIGGER.finditer(norm, part, item.start) if t.lastgroup == "grant"
            ]
            return "award" if earlier else "threshold"
        return "target" if _TARGET.search(left) else "other"
    if kind == "budget":
        return "budget"
    if not pays and _TARGET.search(norm, start, item.start):
        return "target"
    return "other"


# 分三年按40%、30%、30%比例拨付: when it is paid, not how much.
_INSTALMENT = regex.compile(
    r"(?:分(?:[两二三四五]|\d)?(?:年|期|次|批|阶段)|(?:第[一二三四五]|首)(?:年|期|次|批))[^，；。]{0,12}$"
)
_INSTALMENT_PAID = regex.compile(r"[^，；。给]{0,24}?(?:拨付|兑现|发放|兑付|支付|给付|拨款|到位)")
# 分两次拨付：验收合格后拨付60%，…; 先预拨50%
_PAID_IN_PART = regex.compile(
    r"(?:预拨付?|预付|首付|剩余\p{Han}{0,6}?|余下\p{Han}{0,4}?)(?:的|资金)?$"
    r"|(?<into>拨付|兑现|发放|支付|兑付|拨款|给付|拨)(?:总额|补[助贴]资金|奖[补励]资金|资金)?的?$"
)
# 分别按应奖励额的30%、30%和40%: parts of a grant whose height is told elsewhere.
_OF_THE_GRANT = regex.compile(
    r"(?:应|所|核定|总)(?:奖励|奖补|补助|补贴|资助|扶持)(?:资金|金额|额|总额)的?[\d%、和及]*$|第[一二三四五]年(?:兑现|拨付|发放|支付)$"
)
_GIVES_RATE = regex.compile(r"(?:给予|予以|提供|发放|支付)[^，。；的]*$")
_FINED = regex.compile(
    r"(?P<word>罚款|罚金|并处|(?<![\p{Han}][\p{Han}])处以?|(?:可以?|应|并|的，)处以?)(?:人民币)?(?:\d[\d.]*[万亿]?元(?:（含）)?(?:以上|至))?$"
)
_FINE_AFTER = regex.compile(r"[^，。；]{0,20}罚")
# 1000元/亩，其中第一年补贴600元
_PARTS_AFTER = regex.compile(r"^(?:/\p{Han}{1,4})?，其中，?(?:第一|首)年(?:补|奖|给|兑|发)")
# 产值超千亿元的目标
_AIM_AFTER = regex.compile(r"^(?:以上)?的(?:发展|总体|奋斗)?目标")
_BY_AT_LEAST = regex.compile(r"按照?不低于[^，。；]*$")
# 按50%、30%、20%的比例，分三年给予…: when it is paid
_PAID_AFTER = regex.compile(
    r"[^，。；给予]{2,12}后(?:再)?(?:支付|拨付|兑现|发放|兑付)(?:剩余)?(?:的)?$"
)
_IN_YEARS = regex.compile(r"(?:[、和及]\d[\d.]*%)*的?比例，?分(?:[两二三四五]|\d)?(?:年|期|次|批)")
_COMPUTED = regex.compile(
    r"的?(?:比例|标准)?(?:计算|折算|计入)(?!\p{Han}{0,4}(?:奖|补|资|给))(?=[，。；、]|$)"
)
_RAISED_BY = regex.compile(
    r"(?:上浮|下浮|(?:标准|额度|比例|金额)(?:再|相应|统一)?(?:提高|增加|降低|下调))(?:不超过)?$"
)
_CONTRIBUTED = regex.compile(r"^(?:的?(?:比例|标准))?(?:缴纳|缴存|征收|计征|计缴)")
_ADDED = regex.compile(r"(?:增加|增发|加发)(?:[^，。；]{0,14}(?:标准|金额|额)的)$")
_LEVELS = r"(?:中央|(?:自治区|[省市县区州])级?)(?:财政)?"
_NEAR_BY = 16
_BORNE = regex.compile(rf"{_LEVELS}(?:最高)?(?:承担|负担|分担)(?:不超过)?$")
_REST = regex.compile(r"(?:其余|剩余|余下)的?$")
_BORNE_AFTER = regex.compile(r"由[^，。；]{1,16}(?:承担|负担|统筹|解决|配套|自筹)")
_LEVEL_GIVES = regex.compile(rf"{_LEVELS}(?:补贴|补助)$")
_REST_BORNE = regex.compile(
    r"[^。；]{0,24}(?:其余|剩余|余下)\d[\d.]*[万亿]?元由[^，。；]{1,16}(?:承担|负担|统筹|解决|配套|自筹)"
)
_PAID_OUT = regex.compile(
    r"(?:每年|每期|第[一二三四五]年|首年|首期)(?:分别)?(?:兑现|拨付|发放|支付|兑付)$"
)
# 其中50万元在挂牌后拨付: when a part of the award is paid
_PART_PAID = regex.compile(
    r"(?:在|于|待)?[^，；。给予]{2,20}(?:后|时|前)(?:再)?(?:拨付|兑付|发放|支付|兑现|拨款)"
)
_IN_PARTS = regex.compile(r"分(?:[两二三四五]|\d)?(?:年|期|次|批)")
_OWN_PART = regex.compile(
    r"(?:自缴|自付|自筹|自负|个人(?:承担|缴纳|负担)|自行承担)(?:部分|比例|资金)?[^，。；]{0,12}$"
)
_SHARED = regex.compile(
    r"分担|承担|负担|分摊|(?:的?比例)?(?:进行)?(?:分配|分成)|的?比例(?:支付|报销|结付|结算)"
)
_RATE_AFTER = regex.compile(
    r"^(?:以内|以下|左右)?(?:的|（[^）]*）)?(?:比例|标准|额度|份额)?(?:，|（[^）]*）)?(?:由[^，。；]{1,20})?(?:一次性|分期|分\p{Han}年|再|据实|予以|给予|进行|发放|奖|补|资助|贴息|返还|支持|扶持|配套|计算|兑现|拨付|减免|减征|免|的一次性|给|执行|收取|计收|缴纳|征收|减收|最高(?:不超过)?\d)"
)


# 增速∈[8%,15%)的, folded to （8%，15%）
_INTERVAL_FROM = regex.compile(r"(?:∈|属于|介于|处于|位于|在)（$")
_INTERVAL_TO = regex.compile(r"，\d[\d.]*[%‰]）")
_INTERVAL_MID = regex.compile(r"(?:∈|属于|介于|处于|位于|在)（\d[\d.]*[%‰]?，$")


def _percent_role(
    norm: str, start: int, segment: int, part: int, end: int, item: Sum, right: str, pays: bool
) -> str:
    stop = min((p for c in "；" if (p := norm.find(c, item.end, end)) >= 0), default=end)
    if _SHARED.search(norm, item.end, min(stop, item.end + 8)) or pattern(
        r"(?:承担|分担|负担|各)$"
    ).search(norm[part : item.start]):
        return "share"
    if _OWN_PART.search(norm, part, item.start):
        return "share"  # 个人自缴部分不高于保费之15%
    if (
        _INSTALMENT.search(norm, part, item.start) and _INSTALMENT_PAID.match(norm, item.end, stop)
    ) or _OF_THE_GRANT.search(norm, part, item.start):
        return "other"
    out = _PAID_IN_PART.search(norm, part, item.start)
    if (
        out
        and (out["into"] is None or _IN_PARTS.search(norm, start, out.start()))
        and not _PAYS_AFTER.match(right)  # 给予剩余50%的资金奖励
    ):
        return "other"
    if _INTERVAL_FROM.search(norm, start, item.start) and _INTERVAL_TO.match(norm, item.end):
        item.comparator = ">="
        return "threshold"
    if _INTERVAL_MID.search(norm, start, item.start) and norm.startswith("）", item.end):
        item.comparator = "<="
        return "threshold"
    if _IN_YEARS.match(norm, item.end, stop) or _PAID_AFTER.search(norm, part, item.start):
        return "other"
    if _COMPUTED.match(norm, item.end, stop):
        return "other"  # 室外面积按实际面积30%计算
    if _CONTRIBUTED.match(right):
        return "other"  # 按缴费费率的75%缴纳
    if pays and _ADDED.search(norm, max(part, item.start - 24), item.start):
        item.base = item.base or base_of(norm, segment, part, item.start)
        return "rate"  # 再增加一类对象标准的20%
    if _RAISED_BY.search(norm, part, item.start):
        return "other"  # 紧缺工种上浮20%
    if not pays and _CONTRIBUTION.search(norm, part, item.start):
        return "other"  # 失业保险缴费比例从3%降至2%
    comparator = item.comparator
    grants_left = bool(GRANT.search(norm, part, item.start)) or bool(
        pattern(r"按照?[^，；。]*$").search(norm[part : item.start])
    )
    paid = (
        _RATE_AFTER.match(right)
        or grants_left
        or GRANT.search(norm, item.end, min(stop, item.end + 30))
    )
    share_of = (
        comparator != "<="
        and not grants_left
        and _THRESHOLD_PERCENT.search(norm[part : item.start])
    )
    if _KEPT_WITHIN.search(norm, part, item.start) and not GRANT.search(norm, part, stop):
        return "target"  # 失业率控制在3%以内；支持创业2000人
    if pays and paid and not share_of and comparator in ("=", "<=", "~"):
        if item.base is None:
            before = base_of(norm, segment, part, item.start)
            # 给予企业固定资产投资额5%的投资补助: what stands right before the rate
            named = before is not None and (
                norm.endswith("利率", *before)
                or (before[1] == item.start and before[1] - before[0] > 3)
            )
            item.base = before if named else base_after(norm, item.end) or before
        return "rate"
    if (
        pays
        and comparator in (">=", ">")
        and (
            (_GIVES_RATE.search(norm, part, item.start) and _PAYS_AFTER.match(right))
            or (_BY_AT_LEAST.search(norm, part, item.start) and _RATE_AFTER.match(right))
        )
    ):
        item.base = item.base or base_of(norm, segment, part, item.start)
        return "rate"  # 给予企业引进成本不低于10%的资金支持
    if pays and comparator in (">=", ">", "<", "="):
        return "threshold"
    if pays and comparator == "<=":
        return "threshold"
    if _NOUN_AFTER.match(right) and _COVERS.search(norm, part, item.start):
        return "target"  # 覆盖90%以上乡镇
    if _REACHES.match(right) and not pays:
        return "target"  # 50%以上旗区级综合医院达到…标准
    if comparator == "=" and (
        _STATED.search(norm, start, item.start) or _MAKES_UP.search(norm, start, item.start)
    ):
        return "other"
    if _NOUN_AFTER.match(right) or pattern(r"^(?:以[上下]的|的(?:企业|项目|单位|机构))").match(
        right
    ):
        return "threshold"
    return "target"


_CONTRIBUTION = regex.compile(
    r"(?:费率|税率|利率|缴费比例|缴存比例|缴费基数|优惠)(?:标准)?(?:统一|暂|由|从|按|为|至|到|降低|调整|下调|降|\d[\d.]*%|（)*$"
)
_KEPT_WITHIN = regex.compile(r"(?:率|比例|比重|占比|增速|增幅)(?:控制|稳定|保持|维持)在$")
_COVERS = regex.compile(r"(?:覆盖|惠及|服务|实现|完成|建成|确保|力争|推动)[^；。的]{0,24}$")
_REACHES = regex.compile(
    r"以上[\p{Han}]{0,20}?(?:达到|实现|建成|完成|建有|设有|通过|开展|设立在|集中在|来源于)(?![^，。；]{0,12}的)"
)
# 现有…双师型教师占5.29%: how things are, no goal.
_STATED = regex.compile(
    r"(?:现有|目前|(?:今年|去年|近年来?|\d年)以来，|截至(?!20[2-9]\d年)|共有|已有)[^。]{0,400}$"
)
_MAKES_UP = regex.compile(r"\d[\d.]*[\p{Han}]（[^，。；（）]{0,20}占(?:比|全[市省县区国体])?$")
_THRESHOLD_PERCENT = regex.compile(
    r"(?:增长|增幅|增速|占比|比重|比例(?:达到?)?|占.{1,12}|提高|提升|下降|达到?)$"
)


def grants(norm: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of paying somebody something."""
    return bool(GRANT.search(norm, start, end))
