"""What a sum or a percentage is: award, cap, threshold, rate, budget, fee, target, share or
none of these (``other``).

The words around it decide, the nearest first; the cascade asks in the order in which one reading
excludes the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.facts.paying import GRANT, WORDS, Sum
from extract.facts.rates import base_after, base_of
from extract.lexicon import alternation
from extract.patterns import last_match, pattern
from extract.quantities import UNITS

_TRIGGER = regex.compile(
    rf"(?P<grant>(?<!收费|价格|工资|缴费|租金|计价){alternation(WORDS['grant']['words'])}|(?<!递|弥|增|候)补$)|(?P<fee>(?<!经)(?:{alternation(WORDS['fee']['words'])})(?<!经费)(?=(?:标准|实行|统一|平均|暂|为|是|按)*(?:每\p{{Han}}{{1,2}})?(?:$|不|最|[为是]?\d|控制)))"
    rf"|(?P<budget>{alternation(WORDS['budget']['words'])})|(?P<threshold>(?<!奖励|奖补|补助|补贴|资助|扶持){alternation(WORDS['threshold']['words'])}(?!家庭|群体|人[口群员]|者|户))"
)
PAYS_AFTER = regex.compile(
    r"^(?:/\p{Han}{1,5}(?:[·./]\p{Han}{1,3})*)?(?:人民币)?(?:的|（[^）]*）)?(?:以内)?(?:的)?(?:一次性)?\p{Han}{0,6}?(?:奖励|奖补|补助|补贴|资助|资金支持|贴息|扶持|奖金|支持|安家费|津贴|经费支持)"
)
_PAYS_NEXT = regex.compile(
    r"^(?:（不?含[^）]*）)?(?:的)?(?:，)?(?:分别|一次性|再|另)*(?:给予|予以)?(?:奖励|补助|补贴|资助|奖)?(?:企业|单位|个人)?(?:人民币)?(?<!^)\d"
)
_BUDGET_AFTER = regex.compile(
    r"^(?:的|以上|规模的)?(?:(?!且|不|承担|以上)[\p{Han}（）“”]){0,10}?(?:专项资金|资金(?!支持|补助|奖励|补贴|扶持|资助)|基金|经费(?!支持)|资金池|额度|消费券)"
)
_PRICE_LIST = regex.compile(r"[^，。；]{0,8}(?:价格|收费标准|票价|租金标准|收费)：")
# 规定的税额标准，具体为：一级5元/平方米、二级4元/平方米
_PRICES = regex.compile(
    r"(?:税额|收费|价格|租金|票价|征收|缴费|水价|电价|气价)标准[^。；]{0,12}(?:为|如下|是)?："
)
_GIVES = regex.compile(r"给予|予以|奖励|补助|补贴|资助|减免|返还")
_SET_ASIDE = regex.compile(r"^用于|^的?(?:专项|财政|预算)?(?:资金|经费)")
# 市财政每月安排150万元奖励资金，对…: a fund, from which somebody is paid
_FUND = regex.compile(
    r"的?(?:专项)?(?:奖励|奖补|补助|补贴|扶持|引导|发展)资金(?=，|。|；|$|(?:专项)?用于)"
)
_OF_FUNDS = regex.compile(r"(?:资金|经费)$")
_BUDGET_SENTENCE = regex.compile(
    r"(?:资金|经费|预算)[^，。；]{0,20}(?:统筹|安排|列支)|(?:统筹|安排|列支)[^，。；]{0,12}(?:资金|经费|预算)"
)
# 注册资本达到5000万元的，允许…: a bound that lets somebody do something
_ALLOWS = regex.compile(
    r"[^；。]{0,40}?的，(?:允许|可|可以|应|享受|优先|不|免|予以|适用|按)|(?:人民币)?、[^；。]{0,80}?的，(?:允许|可|可以|应|享受|优先|不|免|予以)"
)
_PAYS_FEE = regex.compile(
    r"(?:补助|补贴|资助|奖励|给予|支持)[^，。；\d]{0,8}(?:费用?|租金|房租|工资)(?:最高|不超过)*$"
)
# 在省奖励50万元|基础上，市再奖励20万元: what another level has paid
_IN_ALL = regex.compile(r"(?:合计|累计|总计|共计)(?:最高)?$")
_ON_TOP = regex.compile(r"(?:/\p{Han}{1,6})?(?:的|资金)*基础上")
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
# 年销售额过10亿元|批发企业达到130家: which ones are counted
_OF_SUCH = regex.compile(
    r"\p{Han}{0,8}?(?:企业|园区|集群|项目|乡镇|村|楼宇|品牌|基地)(?:数量|总数)?(?:力争|突破|超过?|增加?到?|达到?|、|和|及|\d)[^，。；]{0,8}\d|\p{Han}{0,8}?(?:企业|园区|集群|项目|乡镇|村|楼宇|品牌|基地)\d"
)
_TARGET = regex.compile(alternation(WORDS["target"]["words"]))
# 每新增1000万元奖励10万元: 每 and what is done, not 每 and a measure word.
FORMULA = regex.compile(
    rf"每(?!{UNITS}|年|月|季|生|孩|学期|学年|村|校|社区)[^，。；、\d按]{{0,12}}$"
)
_BELOW = regex.compile(
    r"(?:（含[^）]*）)?(?:及|或)?以下(?:（[^）]*）)?的(?:，|\p{Han}{0,8}(?:企业|项目|单位|个人|机构))"
)
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
_APPLIES = regex.compile(
    r"(?:申报|争取|向上争取)(?![^，。；]*(?:的|给予|企业))[^，。；]{2,24}(?:项目|资金)(?:达到?)?$"
)
_DEDUCTED = regex.compile(r"(?:扣减|扣除|核减|扣回|减发|追回|收回)[^，。；给予（）后]{0,12}$")
_LOAN_LIMIT = regex.compile(
    r"(?:贷款|授信|信贷)(?:个人|企业|单户|单笔|合伙|最高)*额度(?:最高|不超过|上限)[^。；补奖贴]*$"
)
# 最高额度20万元的创业担保贷款予以贴息，小微企业最高额度300万元
_LOAN_LIMIT_TOO = regex.compile(
    r"额度(?:为|不超过)?\d[\d.]*[万亿]?元的?[^，。；\d奖补]{0,10}(?:贷款|授信)[^。；奖补]*?最高额度(?:为|可达|不超过|提高到)?$"
)
_PRICED_SO = regex.compile(r"(?:（不?含）)?的，?(?:每\p{Han}{1,2})?(?:给予|奖|补|资助|按)")
# 奖励金额分别为国家级50万元、省级30万元
_AMOUNT_IS = regex.compile(
    r"(?:奖励|奖补|补助|补贴|资助|扶持)(?:资金)?(?:金额|额度|标准)(?:分别)?为[^，。；]*$"
)
_INVESTS = regex.compile(r"(?<!总)(?:完成)?投资(?:额)?(?:约|超|近|达|达到)?$")
_ENDS_HERE = regex.compile(r"(?:左右|以上)?[，。；]|$")
_HELPED = regex.compile(r"贴息|(?:利息|担保费|保费)[^。；]{0,12}(?:补[贴助]|给予)")
_FINED = regex.compile(
    r"(?P<word>罚款|罚金|并处|(?<![\p{Han}][\p{Han}])处以?|(?:可以?|应|并|的，)处以?)(?:人民币)?(?:\d[\d.]*[万亿]?元(?:（含）)?(?:以上|至))?$"
)
_FINE_AFTER = regex.compile(r"[^，。；]{0,20}罚")
# 1000元/亩，其中第一年补贴600元
_PARTS_AFTER = regex.compile(r"^(?:/\p{Han}{1,4})?，其中，?(?:第一|首)年(?:补|奖|给|兑|发)")
# 产值超千亿元的目标
_AIM_AFTER = regex.compile(r"^(?:以上)?的(?:发展|总体|奋斗)?目标")
_LEVELS = r"(?:中央|(?:自治区|[省市县区州])级?)(?:财政)?"
_NEAR_BY = 16
_BORNE = regex.compile(rf"{_LEVELS}(?:最高)?(?:承担|负担|分担)(?:不超过)?$")
# 每人每月105元，其中中央财政88元，省财政12元
_PARTS_OF_LEVELS = regex.compile(
    rf"其中[，：]?(?:由)?(?:中央|(?:自治区|[省市县区州])级?(?:以上)?)(?:财政|资金|补助资金)(?:(?:补助|补贴|负担|承担|出资|安排|配套)?\d[\d.]*[万亿]?元(?:/\p{{Han}}+)?[，、；和及]{_LEVELS})*(?:补助|补贴|负担|承担|出资|安排|配套)?$"
)
_LENDS_OUT = regex.compile(r"(?:新增|累计|全年|力争)*发放[^，。；\d]{0,14}(?:贷款|信贷|券)$")
_LOAN_OFFERED = regex.compile(
    r"^(?:的?、?[^，。；\d、]{0,4}(?:期限)?\d?[\d一二三两]*(?:年|个月)?)?的?[^，。；\d奖补助]{0,10}(?:贷款|授信)(?!贴息|额|余额|利息|项目|担保费)"
)
_SET_ASIDE_BY = regex.compile(
    r"(?:财政|政府|预算)[^，。；\d给奖补]{0,10}(?:安排|列支|设立|筹集|投入)(?:不低于|不少于|总额|资金)?$"
)
# 缴200元补30元
_PAID_IN = regex.compile(r"缴(?:费|纳)?(?:标准|档次)?(?:为|在)?$")
_TOPPED_UP = regex.compile(r"(?:的|，|/年)*(?:每人)?(?:每年)?(?:给予|政府)*补")
_REST = regex.compile(r"(?:其余|剩余|余下)的?$")
_BORNE_AFTER = regex.compile(r"由[^，。；]{1,16}(?:承担|负担|统筹|解决|配套|自筹)")
_LEVEL_GIVES = regex.compile(rf"{_LEVELS}(?:补贴|补助)$")
_REST_BORNE = regex.compile(
    r"[^。；]{0,24}(?:其余|剩余|余下)\d[\d.]*[万亿]?元由[^，。；]{1,16}(?:承担|负担|统筹|解决|配套|自筹)"
)
PAID_OUT = regex.compile(
    r"(?:每年|每期|第[一二三四五]年|首年|首期)(?:分别)?(?:兑现|拨付|发放|支付|兑付)$"
)
# 其中50万元在挂牌后拨付: when a part of the award is paid
_PART_PAID = regex.compile(
    r"(?:在|于|待)?[^，；。给予]{2,20}(?:后|时|前)(?:再)?(?:拨付|兑付|发放|支付|兑现|拨款)"
)
_IN_PARTS = regex.compile(
    r"分(?:[两二三四五]|\d)?(?:年|期|次|批)|分(?:为[^，。；]{2,40}?)?[两二三四五\d]个?阶段"
)


@dataclass(slots=True, frozen=True)
class Around:
    """Where a sum stands. Offsets are those of the folded text."""

    norm: str
    start: int
    """Where its sentence begins,"""
    segment: int
    """the part of it between semicolons,"""
    part: int
    """and the part between commas or inside a bracket."""
    end: int
    """Where the sentence ends."""
    left: str
    """From the semicolon to the sum."""
    right: str
    """The characters right after it."""
    pays: bool
    """Whether the sentence, or its heading, speaks of paying."""


@dataclass(slots=True, frozen=True)
class _Trigger:
    """The nearest word before a sum that says what sums after it are."""

    kind: str
    start: int
    end: int
    word: str
    near: bool
    """Whether it stands in the same part of the sentence."""


_NO_TRIGGER = _Trigger("", -1, -1, "", False)


def role_of(item: Sum, at: Around) -> str:
    """The role of a sum or percentage, whose comparator and ``per`` are known.

    The base of a rate is set on the way, and the comparator of an interval.
    """
    if item.is_percent:
        return _percent_role(item, at)
    said = _said_outright(item, at)
    if said:
        return said
    match = last_match(_TRIGGER.finditer(at.norm, at.segment, item.start))
    trigger = (
        _Trigger(match.lastgroup or "", *match.span(), match[0], match.start() >= at.part)
        if match
        else _NO_TRIGGER
    )
    said = _fund_or_price(item, at, trigger)
    if said:
        return said
    if item.comparator == "<=":
        return _at_most(item, at, trigger)
    if not at.pays and item.comparator == "<" and _LENT.match(at.right):
        return "other"  # 提供5万元以下免担保贷款: what one may borrow
    if item.comparator in (">=", ">", "<"):
        return _at_least(item, at, trigger)
    return _unbounded(item, at, trigger)


def _said_outright(item: Sum, at: Around) -> str | None:
    """The role of sums that the words right beside them settle: fines, loans, parts that a level
    of government bears, instalments, the first sum of a formula."""
    norm, part, end, right = at.norm, at.part, at.end, at.right
    fined = _FINED.search(norm, max(part, item.start - 24), item.start)
    if fined and (fined["word"] != "处" or _FINE_AFTER.match(norm, item.end, end)):
        return "other"  # 处5万元以上10万元以下的罚款
    if _AIM_AFTER.match(right):
        return "target"
    if (
        item.comparator == "="
        and _LENDS_OUT.match(norm, part, item.start)
        and not GRANT.search(norm, item.end, end)
    ):
        return "target"  # 发放创业担保贷款5000万元
    if _SET_ASIDE_BY.search(norm, part, item.start):
        return "budget"  # 县财政每年预算安排3000万元产业扶持资金
    if _LENT_WHOLE.match(right) and _LENDS.search(norm, part, item.start):
        return "other"  # what one may borrow
    if item.comparator == "<=" and _LOAN_OFFERED.match(right):
        return "other"  # 可享受最高20万元、期限2年的贴息贷款
    if item.comparator == "<=" and _LOAN_LIMIT_TOO.search(norm, at.start, item.start):
        return "other"
    if item.comparator == "<=" and _LOAN_LIMIT.search(norm, at.segment, item.start):
        # 贷款额度不超过10万元，按利息的50%贴息: how much may be lent, and which loans are helped
        return "threshold" if at.pays and _HELPED.search(norm, item.end, at.end) else "other"
    if item.comparator in ("=", ">=") and _APPLIES.search(norm, part, item.start):
        return "target"  # 申报中央财政培育补助项目80万元
    if _DEDUCTED.search(norm, part, item.start):
        return "other"
    if norm[item.start - 1] in "×*":
        return "other"  # 不超过间夜数×150元
    near_by = max(part, item.start - _NEAR_BY)
    if _BORNE.search(norm, near_by, item.start) or (
        _REST.search(norm, near_by, item.start) and _BORNE_AFTER.match(norm, item.end, end)
    ):
        return "other"  # 由省级承担320元，其余360元由县级统筹解决: who bears which part
    if item.comparator == "=" and _PARTS_OF_LEVELS.search(norm, at.start, item.start):
        return "other"
    if at.pays and _PAID_IN.search(norm, near_by, item.start) and _TOPPED_UP.match(norm, item.end):
        return "threshold"
    if _LEVEL_GIVES.search(norm, near_by, item.start) and _REST_BORNE.search(norm, item.end, end):
        return "other"
    if at.pays and _PARTS_AFTER.match(right) and item.comparator == "=":
        return "award"
    if (
        not item.per_span
        and item.comparator == "="
        and FORMULA.search(norm, part, item.start)
        and GRANT.search(norm, item.end, end)
        and not GRANT.search(norm, part, item.start)
    ):
        return "threshold"
    if (
        PAID_OUT.search(norm, part, item.start) and _IN_PARTS.search(norm, at.start, part)
    ) or _PART_PAID.match(right):
        return "other"  # 补助资金分三年兑现，每年兑现3万元
    if at.pays and _ON_TOP.match(right):
        return "other"
    if at.pays and _OF_THOSE.match(right) and _GOT.search(norm, part, item.start):
        return "threshold"
    if not item.per and _FUND_OF.search(norm, part, item.start):
        return "budget"
    return None


def _fund_or_price(item: Sum, at: Around, trigger: _Trigger) -> str | None:
    """Budget or fee; and what is paid where the words after the sum say so."""
    norm, part, right = at.norm, at.part, at.right
    if (
        _BUDGET_AFTER.match(right)
        and trigger.kind in ("budget", "threshold", "")
        and not PAYS_AFTER.match(right)
    ):
        return "budget"
    if (
        trigger.kind == "budget"
        and trigger.near
        and (_SET_ASIDE.match(right) or _FUND.match(right))
    ):
        return "budget"  # 每年安排最高100万元经费支持…
    if _PRICE_LIST.match(norm, at.start, at.end) or (
        _PRICES.search(norm, at.start, item.start) and not _GIVES.search(norm, at.start, at.end)
    ):
        return "fee"
    if _OF_FUNDS.search(norm, part, item.start) and _BUDGET_SENTENCE.search(norm, at.start, part):
        return "budget"
    paid = "cap" if item.comparator == "<=" else "award"
    if at.pays and item.per and _HANDED_OUT.match(right):
        return paid  # 搬迁补助费按每户1500元一次性发放
    if trigger.kind == "fee" and at.pays and _PAYS_FEE.search(norm, part, item.start):
        return paid  # 每次补助参展费用0.5万元
    if trigger.kind == "fee" and at.pays and _PRICED_SO.match(right):
        return "threshold"  # 购车价格10万元-20万元的，补贴3000元
    if at.pays and _PORTION.match(norm, item.end):
        return "threshold"  # 研发费用500万元以下部分按8%补助
    if trigger.kind == "fee" and trigger.near and item.comparator not in (">=", ">"):
        return "fee"
    if not (trigger.kind == "grant" and trigger.near) and _PAYS_NEXT.match(right):
        return "threshold"  # 投资额50万元奖励10万元
    if at.pays and item.comparator in ("=", "<=", "~") and PAYS_AFTER.match(right):
        return paid
    return None


def _at_most(item: Sum, at: Around, trigger: _Trigger) -> str:
    """The role of an upper bound."""
    norm, left, pays = at.norm, at.left, at.pays
    word_at = item.comparator_at
    if _BUDGET_SENTENCE.search(left) and not pattern(r"给予|奖励|[补资]助$|补贴").search(left):
        return "budget"
    if pays and _BELOW.match(at.right) and not (trigger.kind == "grant" and trigger.near):
        return "threshold"  # 投资额500万元以下（含）的，奖励5万元
    if pays and _IN_ALL.search(norm, at.part, word_at or item.start):
        return "cap"  # 存量与增量合计不超过110万元
    word = "" if word_at is None else norm[word_at : word_at + 2]
    hard = word in ("最高", "最多", "至多", "上限", "封顶", "限额") or at.right.startswith("封顶")
    directly = trigger.kind == "threshold" and word_at is not None and word_at - trigger.end <= 3
    if (
        pays
        and directly
        and not hard
        and not item.per
        and not (trigger.word in ("总额", "金额", "额度") and GRANT.search(left))
        and not pattern(r"[奖补助]|给予|贴息").search(norm[at.part : word_at or item.start])
    ):
        return "threshold"
    if pays or hard:
        return "cap"
    if _LENT.match(at.right):
        return "other"
    return trigger.kind if trigger.kind in ("budget", "threshold") else "other"


def _list_start(norm: str, part: int, at: int) -> int:
    """Where the list of sums begins that the sum at ``at`` goes on (不低于|720元、940元、1200元)."""
    before = pattern(r"(?:\d[\d.]*[百千]?[万亿]?元[、和及])+$").search(norm, part, at)
    return before.start() if before else at


def _at_least(item: Sum, at: Around, trigger: _Trigger) -> str:
    """The role of a lower bound, and of one that is not reached (不足, 以下)."""
    norm, part, right = at.norm, at.part, at.right
    if (
        trigger.kind == "grant"
        and trigger.near
        and item.comparator != "<"  # 补贴不足200元的，按200元发放
        and _list_start(norm, part, item.start) - trigger.end <= 14
        and not _NOUN_AFTER.match(right)
    ):
        return "award"
    if (
        at.pays
        and item.per is not None
        and item.comparator == ">="
        and pattern(r"按照?[^，；。]*$").search(norm[part : item.start])
    ):
        return "award"  # 按每人每天不低于80元给予补贴
    if _SET_ASIDE_AFTER.match(right):
        return "budget"  # 人均不低于4元安排
    if trigger.kind == "budget" and trigger.near and _PUBLIC_MONEY.search(norm, part, item.start):
        return "budget"  # 市级财政每年预算安排不低于1000万元
    if at.pays:
        return "threshold"
    if trigger.kind == "budget" and trigger.near:
        return "budget"
    if (
        _NOUN_AFTER.match(right)
        or _OF_SUCH.match(norm, item.end, at.end)
        or _REQUIRED.search(norm, part, item.start)
        or pattern(r"^(?:以上)?的").match(right)
        or _ALLOWS.match(norm, item.end, at.end)
    ):
        return "threshold"
    return "target"


def _unbounded(item: Sum, at: Around, trigger: _Trigger) -> str:
    """The role of a sum that no word bounds."""
    norm, part, pays = at.norm, at.part, at.pays
    if pays and item.quantity.low != item.quantity.high and _RANGE_PAYS.match(at.right):
        return "threshold"  # 5亿元—10亿元的，按1.5%奖励
    if trigger.kind == "grant" or (pays and _AMOUNT_IS.search(norm, at.segment, item.start)):
        return "award"
    if (
        pays
        and item.per is not None
        and pattern(r"^每(?:.*\d|\p{Han}{0,2}增\p{Han}{0,2}一)").match(item.per)
    ):
        return "award"  # 每增加1人增加1000元
    by = pays and pattern(r"(?:按照?|参照)[^，；。]*$").search(norm[part : item.start])
    if by and item.per is not None and item.per.startswith("每"):
        return "award"  # 20人以下的按每人120元、…的标准给予补贴
    if by and pattern(r"^[^；。]{0,24}(?:标准|给予|发放|奖|补|资助)").match(at.right):
        return "award"
    if trigger.kind == "threshold":
        if pays and trigger.near:
            return "threshold"
        if pays:
            granted = any(t.lastgroup == "grant" for t in _TRIGGER.finditer(norm, part, item.start))
            return "award" if granted else "threshold"
        if _INVESTS.search(norm, part, item.start) and _ENDS_HERE.match(at.right):
            return "target"  # 今明两年投资530亿元。
        return "target" if _TARGET.search(at.left) else "other"
    if trigger.kind == "budget":
        return "budget"
    if not pays and _TARGET.search(norm, at.start, item.start):
        return "target"
    return "other"


_SET_ASIDE_AFTER = regex.compile(r"^(?:的标准|标准)?(?:安排|列支|列入预算|编制预算)")
_PUBLIC_MONEY = regex.compile(
    r"(?:财政|政府|[省市县区]级?)[^，。；]{0,12}(?:安排|列支|设立|统筹|投入)[^，。；\d]{0,14}(?:不低于|不少于|不得少于)$"
)
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
_OF_THE_FUND = regex.compile(r"的?(?:奖励|奖补|补助|补贴|资助|扶持)资金(?=[，。；]|$)")
_THEREOF = regex.compile(r"(?:其中|剩余|余下|其余)\p{Han}{0,8}$")
_GIVES_RATE = regex.compile(r"(?:给予|予以|提供|发放|支付)[^，。；的]*$")
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
    r"(?:上浮|下浮|(?:标准|额度|比例|金额|授信|利率)(?:再|相应|统一)?(?:提高|增加|降低|下调|扩大|放大|上调))(?:不超过)?$"
)
_CONTRIBUTED = regex.compile(
    r"^(?:的?(?:比例|标准))?(?:缴纳|缴存|征收|计征|计缴)"
    # 按基金收入的3%以内提取
    r"|^(?:以内)?(?:的?(?:比例|标准))?(?:提取|计提|提留)(?![^，。；]*(?:奖|补|资助))"
)
_ADDED = regex.compile(r"(?:增加|增发|加发)(?:[^，。；]{0,14}(?:标准|金额|额)的)$")
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
CONTRIBUTION = regex.compile(
    r"(?:费率|税率|利率|缴费比例|缴存比例|缴费基数|优惠)(?:标准)?(?:统一|暂|由|从|按|为|至|到|降低|调整|下调|降|\d[\d.]*%|（)*$"
)
_KEPT_WITHIN = regex.compile(r"(?:率|比例|比重|占比|增速|增幅)(?:控制|稳定|保持|维持)在$")
_COVERS = regex.compile(r"(?:覆盖|惠及|服务|实现|完成|建成|确保|力争|推动)[^；。的]{0,24}$")
_REACHES = regex.compile(
    r"以上[\p{Han}]{0,20}?(?:达到|实现|建成|完成|建有|设有|通过|开展|设立在|集中在|来源于)(?![^，。；、]{0,12}的(?!\p{Han}{0,8}(?:标准|水平|要求|目标|程度)))"
)
# 现有…双师型教师占5.29%: how things are, no goal.
_STATED = regex.compile(
    r"(?:现有|目前|(?:今年|去年|近年来?|\d年)以来，|截至(?!20[2-9]\d年)|共有|已有)[^。]{0,400}$"
)
_MAKES_UP = regex.compile(r"\d[\d.]*[\p{Han}]（[^，。；（）]{0,20}占(?:比|全[市省县区国体])?$")
_THRESHOLD_PERCENT = regex.compile(
    r"(?:增长|增幅|增速|占比|比重|比例(?:达到?)?|占.{1,12}|提高|提升|下降|达到?)$"
)


_OR_SUCH = regex.compile(
    r"以上(?:，?(?:或者?|且|、)[^，。；]{0,30}?\d[\d.]*(?:%|\p{Han}{1,3}?)及?以上){1,3}的\p{Han}{2,8}(?=[，。；、]|$)"
)
_OVER_YEARS = regex.compile(
    r"分(?:[两二三四五]|\d)?(?:年|期|次|批|阶段)(?:度)?(?:分别)?(?:按照?|以)(?:\d[\d.]*%[、和，])*$"
)
# 首期5亿元，由市属国有企业出资40%，其余向社会募集; not 出资10%以上的企业
_PUTS_IN = regex.compile(
    r"(?:由\p{Han}{2,20}|\d%、[\p{Han}]{2,12})(?:认缴)?(?:出资|认缴)(?:比例为)?$"
)
_ANOTHER = regex.compile(r"[、和，]\d[\d.]*%")
_GREW_BY = regex.compile(r"(?:增幅|增速|增长率?|占比|比例|比重)(?:为|在|达到?|介于)$")
_PORTION = regex.compile(
    r"(?:（不?含[^）]*）)?(?:及?以[上下内])?(?:[-~至到]+\d[\d.]*%(?:（不?含[^）]*）)?)?的?(?:部分|区间)"
)
_RANGE_PAYS = regex.compile(
    r"的?，(?:每\p{Han}{1,3})?(?:给予|奖励|补助|补贴|资助|按)[^，。；]{0,12}\d"
)
_RATE_ON_TOP = regex.compile(
    r"(?:给予|予以)?(?:的?(?:奖励|补助|补贴|资助|配套))?(?:资金)?的?基础上"
)
_BY_THEN = regex.compile(
    r"(?:^|，|；)[到至]20\d{2}年底?，?(?:(?!给予|奖励|补[助贴]|资助)[^。；])*(?:达到?|提高[到至]|占比|不低于|超过)$"
)
_LEVEL = r"(?:中央|[省市县区州镇乡]|街道)级?(?:财政)?(?:补助|补贴|配套|承担|负担|安排|出资)"
_LEVEL_BEARS = regex.compile(rf"(?:其中|[，、])(?:由)?{_LEVEL}$")
_LEVEL_BEARS_PART = regex.compile(rf"(?:其中|[，、])(?:由)?{_LEVEL}\d[\d.]*%")
_OF_BODIES = regex.compile(
    r"(?:（含）)?的[\p{Han}、]{0,10}(?:企业|单位|机构|公司|项目|主体|合作社|园区|学校|医院)(?=，)"
)
_HANDED_OUT = regex.compile(r"^(?:的标准|标准)?(?:一次性)?(?:计发|发放|补助|支付给)")
_OF_FUND_AT_MOST = regex.compile(
    r"(?:投资|出资|参股|持股|入股)(?:额|比例|总额)?(?:原则上)?不(?:得)?(?:超过|高于)[^，。；]{0,20}$"
)
_PAID_LATER = regex.compile(
    r"(?:的?(?:资金|补助|补贴|奖励)?)(?:在|待|于)[^，。；%]{2,20}(?:后|时)(?:再)?(?:一次性)?(?:拨付|兑现|兑付|支付|发放)"
)
_SHARE_GIVEN = regex.compile(r"^的比例(?:奖励|返还|分配|给予|支付)(?:给|予)?")
_RANKED = regex.compile(r"(?:[排列居位]|名次?|全[国省市县区州]|[额量率值分绩速度])前$|排在?前$")


def _percent_role(item: Sum, at: Around) -> str:
    norm, start, segment, part, end = at.norm, at.start, at.segment, at.part, at.end
    right, pays = at.right, at.pays
    stop = min((p for c in "；" if (p := norm.find(c, item.end, end)) >= 0), default=end)
    comma = norm.find("，", item.end, min(stop, item.end + 8))
    paid_by = comma >= 0 and norm.endswith(("补贴", "补助"), part, item.start)
    beside = comma if paid_by else min(stop, item.end + 8)  # 财政补贴80%，农户承担20%
    if (
        _LEVEL_BEARS.search(norm, start, item.start)
        and len(_LEVEL_BEARS_PART.findall(norm, start, end)) > 1
    ):
        return "share"  # 其中市级补助40%，区级配套60%
    if _SHARED.search(norm, item.end, beside) or pattern(r"(?:承担|分担|负担|各)$").search(
        norm[part : item.start]
    ):
        return "share"
    if item.comparator == "=" and _PUTS_IN.search(norm, part, item.start):
        return "share"
    if pays and item.comparator != "=" and _OF_BODIES.match(norm, item.end):
        return "threshold"  # 对裁员率不高于5.5%的大型企业，返还…
    if _PORTION.match(norm, item.end):
        return "threshold"  # 新增10%至30%的部分，按增量的60%
    if (
        pays
        and item.quantity.low != item.quantity.high
        and (_RANGE_PAYS.match(right) or _GREW_BY.search(norm, part, item.start))
    ):
        return "threshold"  # 合格比例60%-66%，奖励75%
    if pays and _RATE_ON_TOP.match(norm, item.end):
        return "other"  # 在省按3%给予奖励的基础上，再奖励2%
    if pays and _RANKED.search(norm, part, item.start):
        item.comparator = "<="
        return "threshold"  # 对排名前10%的学校，给予奖励
    if _OVER_YEARS.search(norm, part, item.start) and (
        norm[item.start - 1] in "、和，" or _ANOTHER.match(norm, item.end)
    ):
        return "other"  # 分三年按50%、30%、20%的比例给予
    if _DEDUCTED.search(norm, part, item.start):
        return "other"  # 考核末位的，扣减补助资金10%
    if _OWN_PART.search(norm, part, item.start) and not (
        _RATE_AFTER.match(right) and GRANT.search(norm, item.end, stop)
    ):
        return "share"  # 个人自缴部分不高于保费之15%
    if (
        _INSTALMENT.search(norm, part, item.start) and _INSTALMENT_PAID.match(norm, item.end, stop)
    ) or _OF_THE_GRANT.search(norm, part, item.start):
        return "other"
    out = _PAID_IN_PART.search(norm, part, item.start)
    if (
        out
        and (out["into"] is None or _IN_PARTS.search(norm, start, out.start()))
        and (not PAYS_AFTER.match(right) or _OF_THE_FUND.match(right))  # 给予剩余50%的资金奖励
    ):
        return "other"
    if _PAID_LATER.match(norm, item.end, stop):
        return "other"  # 培训成本的60%在培训结束后拨付
    if _THEREOF.search(norm, part, item.start) and _PART_PAID.match(right):
        return "other"  # 其中补贴资金50%待企业达产后兑现
    if _INTERVAL_FROM.search(norm, start, item.start) and _INTERVAL_TO.match(norm, item.end):
        item.comparator = ">="
        return "threshold"
    if _INTERVAL_MID.search(norm, start, item.start) and norm.startswith("）", item.end):
        item.comparator = "<="
        return "threshold"
    if _IN_YEARS.match(norm, item.end, stop) or _PAID_AFTER.search(norm, part, item.start):
        return "other"
    if item.comparator == "<=" and _OF_FUND_AT_MOST.search(norm, part, item.start):
        return "other"  # 对单个项目投资不超过基金总规模的20%
    if not pays and _AIM_AFTER.match(right):
        return "target"  # 实现收入增长4%的目标
    if _COMPUTED.match(norm, item.end, stop):
        return "other"  # 室外面积按实际面积30%计算
    if _CONTRIBUTED.match(right):
        return "other"  # 按缴费费率的75%缴纳
    if pays and _ADDED.search(norm, max(part, item.start - 24), item.start):
        item.base = item.base or base_of(norm, segment, part, item.start)
        return "rate"  # 再增加一类对象标准的20%
    if _RAISED_BY.search(norm, part, item.start):
        return "other"  # 紧缺工种上浮20%
    if not pays and CONTRIBUTION.search(norm, part, item.start):
        return "other"  # 失业保险缴费比例从3%降至2%
    comparator = item.comparator
    # Up to the first digit, which 支持 and the like look for.
    grants_left = bool(GRANT.search(norm, part, item.start + 1)) or bool(
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
            (_GIVES_RATE.search(norm, part, item.start) and PAYS_AFTER.match(right))
            or (_BY_AT_LEAST.search(norm, part, item.start) and _RATE_AFTER.match(right))
            or _SHARE_GIVEN.match(right)
        )
    ):
        item.base = item.base or base_of(norm, segment, part, item.start)
        return "rate"  # 给予企业引进成本不低于10%的资金支持
    if (
        pays
        and comparator in (">=", ">", "=")
        and _BY_THEN.search(norm, segment, item.start)
        and not GRANT.search(norm, item.end, stop)
    ):
        return "target"  # 每年扶持20个村，到2021年底…的村占比达50%以上
    if pays and comparator in (">=", ">", "<", "="):
        return "threshold"
    if pays and comparator == "<=":
        return "threshold"
    if _NOUN_AFTER.match(right) and _COVERS.search(norm, part, item.start):
        return "target"  # 覆盖90%以上乡镇
    if not pays and _OR_SUCH.match(norm, item.end):
        return "threshold"  # 持股比例达25%以上或员工比例达30%以上的企业
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
