"""Facts of one sentence become measures: who gets what, at which rate, up to how much.

A sentence is cut into supports at ； and where a new 对… begins. Each support yields one
row, or one for each member of a 分别 list.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import regex

from extract.facts.beneficiaries import (
    FOR,
    GIVES,
    Beneficiaries,
    Beneficiary,
    bracket_depth,
)
from extract.facts.instruments import INSTRUMENT, read_instrument
from extract.facts.payees import PAYEE_NOUN
from extract.facts.payers import read_payer
from extract.facts.paying import ONCE, Sum
from extract.facts.segments import OF_OTHERS, split_supports
from extract.patterns import last_match, pattern
from extract.quantities import UNITS

# …，最高不超过50万元，力争用5年时间，培养…: what is aimed at is no part of what is given.
_THEN_GOAL = regex.compile(r"，(?:力争|确保|争取|目标|(?:到|至)20\d{2}年)")
# 对…企业，|传统市场|按30%；|新兴市场|，按40%: each rate with its own label
_LABELLED_FIRST = regex.compile(r"对[^；。]{2,80}，(?P<label>\p{Han}{2,8}?)，?按照?")
_LABELLED_NEXT = regex.compile(r"(?P<label>(?!对)\p{Han}{2,8}?)，?按照?")
# 补贴标准：每户5000元 — what the sentence is about, no part of the measure.
_LABEL = regex.compile(r"\p{Han}{0,6}(?:标准|额度|金额|内容|方式|政策|措施|期限)：")
_FORMULA_PART = regex.compile(
    rf"(?<![由从])(每(?:新|再)?跨?上一?个(?:[\d一二三四五六七八九十百]+[万亿]*元)?(?:新)?台阶|每(?![年月季周日天])[^，。；（\d]{{1,8}}?(?:\d+(?:\.\d+)?|一(?=[个家名项]))(?:[十百千]?[万亿]?(?:元|美元|欧元)|{UNITS}(?:\p{{Han}}{{0,8}}?{PAYEE_NOUN}(?=，|的|在|并|且|奖|给))?))[^。；]{{0,60}}$"
)
_ELIDED = regex.compile(
    r"(?<=，)(\p{Han}{2,8}?(?:1|一)(?:个|家|户|项|人|名|处|座|亩|场|次))(?:再)?(?:补助|奖励|补贴|奖补|资助)$"
)
# 每人每天不低于80元 is what is paid, 每人发放30万元 too.
_NO_FORMULA = regex.compile(GIVES.pattern + r"|不[低高少多]于|不超|最[高低多]|至少")
# …给予80%的资助，对企业的资助额不超过其出口额的0.06%: a bound of the grant, no second one.
_BOUNDS_GRANT = regex.compile(
    r"(?:资助|补助|奖励|补贴|奖补|支持)(?:总?额度?|总金额|金额|资金)(?:原则上)?(?:最高)?不(?:超过|高于|得超过)"
    r"|(?:累计|合计|总计)(?:资助|补助|奖励|补贴|奖补|支持|获得)?(?:总额|金额)?(?:最高)?不(?:超过|高于|得超过)"
)
_INSTALMENTS = regex.compile(r"（(?:其中)?(?:第[一二三四五]|首|每|分)[^）]*$")
_YEAR_PARTS = regex.compile(r"[，（]其中，?(?:第[一二三四五]|首)年")
_WHICH_YEAR = regex.compile(r"第[一二三四五六七八九十\d]+年|首年")
_IN_ALL = regex.compile(
    r"[两二三四五]年(?:奖励|补[贴助]|资助|奖补|资金)*(?:合计|累计|总计|总额)|(?:[两二三]项|两者|两类|上述|以上(?:[两三]项|各项|奖补))[^，。；\d]{0,6}(?:合计|累计|总计|总额)"
)
_OF_EACH = regex.compile(r"(?:单个|同一|每个?家?|累计|总|合计|全年)")
# 每超100个羊单位|增加奖补2万元
_GROWTH = regex.compile(r"，?(?:再|另|相应)?(?:增加|追加|递增)$")
# 每头（只）按购买价30%
_EACH_BY = regex.compile(r"每\p{Han}{1,2}(?:（\p{Han}）)?(?=按照?[^，。；]{1,20}$)")
# 安家费补贴|最高20万元、购房补贴|最高50万元: two supports, each with its bound
_CALLED_CAP = regex.compile(
    r"(?<!单个|每[个家户])\p{Han}{2,8}?(?:补贴|补助|奖励|资助|津贴|费)(?:最高)?(?:不超过)?$"
)
_IS_PAYEE = regex.compile(rf"\p{{Han}}*{PAYEE_NOUN}")
_ALSO_PAID = regex.compile(
    rf"[、，和及](?:给予|予以|奖励|补助|补贴|资助)?(?P<who>(?!再|另|其|给|奖|补|资)\p{{Han}}{{0,14}}?{PAYEE_NOUN})(?:每\p{{Han}}{{1,2}})?"
)
_COUNTED = regex.compile(r"\d+[名个项家]$")
_LIST_GOES_ON = regex.compile(r"(?:/\p{Han}{1,4})?、[^，。；、]{0,14}")
# 50万元/个、20万元|/个的标准给予一次性奖励
_AFTER_LIST = regex.compile(
    r"(?:/\p{Han}{1,4})?(?:的标准)?(?:，(?:分别)?(?:给予|予以))?[^，。；\d]{0,8}"
)
_OF_THE_WHOLE = regex.compile(
    r"全[省市县区州]\p{Han}{0,8}(?:奖励|奖补|补助|补贴|资助|扶持)(?:资金)?总(?:额|量|规模)"
)
_OF_LEVEL = regex.compile(
    r"对(?:属于?)?(?P<tier>(?:国家|[省市县区州])级)的?(?=，|给予|予以|按|奖|补|资)"
)
_IN_ALL_AT_MOST = regex.compile(
    r"(?:[^，。；]{0,16}，)?[^，。；]{0,16}?(?:[两三四各多]项|以上|上述|上级|叠加)[^，。；]{0,16}?(?:合计|总额|总和|累计)(?:最高|不得?超过|不高于|为)+[^，。；]{0,24}%$"
)
_RESPONSIBLE = regex.compile(r"（(?:责任|牵头|配合|主办|协办|实施)(?:单位|部门)")
_ATTACHED_CAP = regex.compile(
    r"^(?:单|每|同|最高|累计|总|合计|年度|全年|对?同一|上述|以上|补[贴助]|奖[励补]|资助|一个|最多|不超过|原则上|两项|其中)"
)


@dataclass(slots=True)
class Support:
    """A measure in the making. Offsets are those of the folded text."""

    start: int
    end: int
    beneficiary: str | None = None
    tier: str | None = None
    instrument: str | None = None
    award: Sum | None = None
    caps: list[Sum] = field(default_factory=list)
    rate: Sum | None = None
    payer: str | None = None
    once: bool = False
    annual: bool = False
    per: str | None = None
    facts: list[Sum] = field(default_factory=list)


def _groups(sums: list[Sum]) -> list[list[Sum]]:
    """Sums by the list that they stand in; failing that, all of them as one."""
    by: dict[int, list[Sum]] = {}
    for s in sums:
        by.setdefault(s.group, []).append(s)
    return [*by.values(), sums]


class Composer:
    """Composes the supports of one paragraph, sentence by sentence.

    What the paragraph said before is kept: 其 refers to the beneficiary before, a cap on
    its own belongs to the support before.
    """

    def __init__(self, norm: str, clean: str) -> None:
        self.norm = norm
        self.clean = clean
        self.beneficiaries = Beneficiaries(norm, clean)
        self.last: list[Support] = []
        """The supports of the segment before."""
        self.before: list[Support] = []
        """The supports of the sentence before."""
        self.heads: list[Sum] = []
        """The awards and rates of the segment that is being composed."""
        self._cut: tuple[int, list[tuple[int, int, bool]]] = (-1, [])
        """Where the sentence starts whose groups were asked for, and its segments."""
        self.lead: Support | None = None
        """What the lead-in of a list says of all its items (对…，按以下标准给予奖励：)."""

    def sentence(self, start: int, end: int, sums: list[Sum]) -> list[Support]:
        """The supports of the sentence ``norm[start:end]`` with its sums and percentages."""
        result: list[Support] = []
        cut = self._cut[1] if self._cut[0] == start else split_supports(self.norm, start, end, sums)
        for a, b, joined in cut:
            inside = [s for s in sums if a <= s.start < b]
            paid = self._outside([s for s in inside if s.role in ("award", "cap", "rate")], a)
            if not paid:
                continue
            supports = self._compose(a, b, paid, result)
            if not supports:
                continue
            if result and self._cap_of_all(supports):
                for support in result:
                    if not support.caps:
                        self._add_cap(support, supports[-1].caps)
            elif result and (joined or self._scoped_cap(supports)):
                self._share_cap(result, supports)
            for support in supports if result else ():
                rate, before = support.rate, result[-1].rate
                if rate is not None and before is not None and rate.base is None:
                    rate.base = before.base  # …的30%，中小微企业返还60%
            if result and a > start:
                for support in supports:
                    support.instrument = support.instrument or result[-1].instrument
            result.extend(supports)
            self.last = supports
            if b < end and self.norm[b] == "：":
                self.beneficiaries.staged = supports[0].beneficiary
            self.beneficiaries.before = Beneficiary(supports[0].start, supports[0].beneficiary)
        self.beneficiaries.staged = None
        self._label(result)
        self._once_for_all(start, end, result)
        if result:
            self.before = result
        elif not any(s.role in ("award", "cap", "rate") for s in sums):
            self.beneficiaries.note(start, end)
        return result

    def groups(self, start: int, end: int, sums: list[Sum]) -> list[tuple[int, list[Sum]]]:
        """The sums paid in the sentence ``norm[start:end]``, by the stretch of one support that
        they stand in: ``(where the stretch starts, its awards, caps, rates and fees)``."""
        paid = [s for s in sums if s.role in ("award", "cap", "rate", "fee")]
        if not paid:
            return []
        found: list[tuple[int, list[Sum]]] = []
        self._cut = start, split_supports(self.norm, start, end, sums)
        for a, b, joined in self._cut[1]:
            inside = [s for s in paid if a <= s.start < b]
            if joined and found and not OF_OTHERS.match(self.norm, a - 1, end):
                found[-1][1].extend(inside)  # 50万-100万元奖励10万元，100万元以上的，奖励20万元
            elif inside:
                found.append((a, inside))
        return found

    def _once_for_all(self, start: int, end: int, supports: list[Support]) -> None:
        """给予一次性补助：甲的，补助…；乙的，补助…: said once for the whole list."""
        colon = self.norm.find("：", start, end)
        if len(supports) > 1 and colon >= 0 and ONCE.search(self.norm, start, colon):
            for support in supports:
                if all(fact.start > colon for fact in support.facts):
                    support.once = True
                    for fact in support.facts:
                        fact.once = fact.once or not fact.is_percent

    def _label(self, supports: list[Support]) -> None:
        """Rates of one payee told apart by a label before each: the label is the tier."""
        if len(supports) < 2:
            return
        first = _LABELLED_FIRST.match(self.norm, supports[0].start, supports[0].end)
        others = [_LABELLED_NEXT.match(self.norm, s.start, s.end) for s in supports[1:]]
        if first is None or not all(others) or any(s.tier for s in supports):
            return
        for support, match in zip(supports, [first, *others], strict=True):
            assert match is not None
            support.tier = self.clean[slice(*match.span("label"))]
            support.beneficiary = supports[0].beneficiary
            for fact in support.facts:
                fact.tier = fact.tier or support.tier

    def object_of(self, start: int, end: int) -> None:
        """Take ``norm[start:end]``, which follows 补贴对象：, as who gets what is said next."""
        self.beneficiaries.lead = self.clean[start:end]

    def lead_in(self, start: int, end: int) -> None:
        """Take ``norm[start:end]``, which ends in a colon, as the lead-in of what follows."""
        lead = Support(start, end)
        by_for = FOR.search(self.norm, start, end) is not None
        self.beneficiaries.lead = self.beneficiaries.find(start, end, end).name if by_for else None
        lead.once = ONCE.search(self.norm, start, end) is not None
        lead.instrument = next((m[0] for m in INSTRUMENT.finditer(self.norm, start, end)), None)
        self.lead = lead

    def _outside(self, paid: list[Sum], a: int) -> list[Sum]:
        """Awards in brackets after an award are its instalments: 给予10万元（第一年5万元，…）."""
        parts = _YEAR_PARTS.search(self.norm, paid[0].end, paid[-1].start) if paid else None
        if parts and any(s.role == "award" and s.end <= parts.start() for s in paid):
            # 每亩1000元，其中第一年600元，第二年400元
            rest = [s for s in paid if s.role == "award" and s.start > parts.start()]
            for s in rest:
                year = last_match(_WHICH_YEAR.finditer(self.norm, parts.start(), s.start))
                s.tier = s.tier or (year[0] if year else None)
            return [s for s in paid if s not in rest]
        if not any(_INSTALMENTS.search(self.norm, max(a, s.start - 24), s.start) for s in paid):
            return paid
        first = next(
            (s for s in paid if s.role == "award" and not bracket_depth(self.norm, a, s.start)),
            None,
        )
        if first is None:
            return paid
        return [
            s
            for s in paid
            if s.role != "award"
            or s.start <= first.start
            or not bracket_depth(self.norm, a, s.start)
        ]

    # One segment

    def _compose(self, a: int, b: int, paid: list[Sum], earlier: list[Support]) -> list[Support]:
        """The supports of the segment ``norm[a:b]``, after those of its sentence so far."""
        norm = self.norm
        label = _LABEL.match(norm, a, b)
        if label:
            a = label.end()
        if norm[a] == "（" and "）" not in norm[a:b]:
            a += 1
        elif norm[a] == "（" and norm[b - 1] == "）" and norm.find("）", a, b) == b - 1:
            a, b = a + 1, b - 1  # （新建项目享受此条政策的，最高50万元）
        while norm.startswith(("同时", "此外", "另外", "其中", "，", "并且"), a):
            a += 2 if norm[a] != "，" else 1
        rates = [
            s
            for k, s in enumerate(paid)
            if s.role == "rate" and not (k and _BOUNDS_GRANT.search(norm, paid[k - 1].end, s.start))
        ]
        awards = [s for s in paid if s.role == "award"]
        caps = [s for s in paid if s.role == "cap"]
        if (
            not rates
            and not awards
            and self.last
            and caps
            and _ATTACHED_CAP.match(norm[a:b])
            and "给予" not in norm[a : caps[0].start]
        ):
            # A cap on its own: in a new sentence it bounds all supports of the one before,
            # after ； all of its own sentence if it says of what (；单个项目最高300万元).
            bounded = [s for s in (earlier or self.before) if not s.caps]
            if earlier and not _OF_EACH.match(norm, a, b):
                bounded = []
            for support in bounded or self.last:
                self._add_cap(support, caps)
            return []
        if _OF_THE_WHOLE.match(norm, a, b):
            return []  # 全区年补助总额不超过800万元: the limit of a programme
        if not awards and not caps and _IN_ALL_AT_MOST.match(norm, a, b):
            return []  # 上级和本区扶持合计不超过其贡献的100%: a limit of several grants
        end = self._end(a, b)
        goal = _THEN_GOAL.search(norm, max(s.end for s in paid), end)
        if goal:
            end = goal.start()
        first = min(paid, key=lambda s: s.start)
        who = self.beneficiaries.find(a, first.start, end)
        beneficiary = who.name
        heads: list[tuple[Sum | None, Sum | None]] = []
        if rates:
            if len(rates) > 1 and rates[0].base and not rates[-1].base:
                for r in rates[1:]:
                    r.base = r.base or rates[0].base
            heads = [(None, r) for r in rates]
            tiered = [c for c in caps if c.tier]
            tiers = {c.tier for c in tiered}
            if len(rates) == 1 and not awards and 1 < len(tiered) == len(tiers):
                heads *= len(tiered)  # one rate, a cap for each place
            elif len(rates) == 1 and not awards and not tiered:
                row = next((g for g in _groups(caps) if len(g) > 1), [])
                if row and norm.find("分别", a, row[0].start) >= 0:
                    heads *= len(row)  # 按20%，分别给予最高100万元、200万元和300万元
            if awards and not any(x.per and x.per.startswith("每") for x in awards):
                heads += [(x, None) for x in awards]
                heads.sort(key=lambda h: (h[0] or h[1]).start)  # type: ignore[union-attr]
            elif awards:
                heads += [(x, None) for x in awards]
        elif awards:
            heads = [(x, None) for x in awards]
        elif caps:
            group = next((g for g in _groups(caps) if 1 < len(g) == len({c.tier for c in g})), [])
            if group and len(group) < len(caps) and all(c.tier for c in group):
                caps = [*group, *(c for c in caps if c not in group)]
                heads = [(None, None)] * len(group)
            tiers = {c.tier for c in caps if c.tier}
            listed = len({c.group for c in caps}) == 1 and len(caps) > 1
            called = all(c.per is None and _CALLED_CAP.search(norm, a, c.start) for c in caps)
            heads = heads or [(None, None)] * (
                len(caps) if len(caps) > 1 and (len(tiers) == len(caps) or listed or called) else 1
            )
        self.heads = [h for pair in heads for h in pair if h is not None]
        supports: list[Support] = []
        # A list of caps as long as the list of rates gives each rate its own; others bound all.
        listed_caps = next((g for g in _groups(caps) if len(g) == len(heads) > 1), [])
        own_caps = bool(listed_caps)
        shared = [c for c in caps if c not in listed_caps]
        tiers_named = {x.tier for x in paid if x.tier}
        also_paid = self._also_paid(beneficiary, awards)
        for k, (award, rate) in enumerate(heads):
            s = Support(who.begin, end, beneficiary)
            s.award, s.rate = award, rate
            if own_caps:
                s.caps = [listed_caps[k], *shared]
            else:
                s.caps = list(caps)
            main = award or rate or (s.caps[0] if s.caps else None)
            assert main is not None
            if beneficiary is not None and _COUNTED.sub("", beneficiary) in tiers_named:
                # 一等奖1名，奖金3000元 names the tier, not who gets it
                s.beneficiary = self.beneficiaries.lead
                if s.beneficiary is None and main.tier and _IS_PAYEE.fullmatch(main.tier):
                    s.beneficiary = main.tier  # 脱贫户每人200元，监测户每人300元
            s.tier = main.tier or next((c.tier for c in s.caps if own_caps and c.tier), None)
            level = _OF_LEVEL.match(norm, a, first.start) if len(heads) == 1 else None
            if level and s.tier is None:
                main.tier = s.tier = level["tier"]  # 对省级的给予70%
            if (
                s.tier
                and s.beneficiary
                and s.tier not in s.beneficiary
                and s.beneficiary.removesuffix("的").endswith(tuple(tiers_named))
            ):
                # 引进博士每人30万元，硕士10万元: the first opens the sentence
                s.beneficiary = s.tier if not s.tier[0].isdigit() else self.beneficiaries.lead
            also = also_paid.get(id(main))
            if also is not None:
                s.beneficiary = also
            self._finish(s, main, a, end, len(heads) > 1)
            supports.append(s)
        return supports

    def _also_paid(self, first: str | None, awards: list[Sum]) -> dict[int, str]:
        """Who else is named before each further sum of a list: 给予保荐机构20万元、|律师事务所|10万元.

        :param first: whom the first sum pays, who must stand right before it.
        """
        if len(awards) < 2 or first is None or any(x.tier for x in awards):
            return {}
        opening = awards[0].per_span[0] if awards[0].per_span else awards[0].start
        if not self.clean.endswith(first, 0, min(opening, awards[0].start)):
            return {}
        found: dict[int, str] = {}
        for before, award in itertools.pairwise(awards):
            match = _ALSO_PAID.fullmatch(self.norm, before.end, award.start)
            if match is None:
                return {}
            found[id(award)] = self.clean[slice(*match.span("who"))]
        return found

    def _finish(self, s: Support, main: Sum, a: int, end: int, several: bool) -> None:
        norm = self.norm
        text = norm[s.start : end]
        since = self._since(s, main) if several else a
        s.once = (
            self._is_once(s, main, since) if several else bool(ONCE.search(norm, a, end))
        ) or (self.lead is not None and self.lead.once)
        if self.beneficiaries.named_once and s.beneficiary == self.beneficiaries.named:
            s.once = True
        s.facts = [x for x in (s.award, s.rate, *s.caps) if x is not None]
        for fact in s.facts:
            fact.once = fact.once or (s.once and not fact.is_percent)
        # Of a cap per unit and one per year the one per unit counts.
        per_unit = [c for c in s.caps if not c.annual]
        told = [s.award] if s.award is not None else s.facts
        s.annual = any(
            f.annual for f in told if not f.is_percent and not (f in s.caps and per_unit)
        )
        yearly = pattern(
            r"每年(?!评|选|择|认定|遴选|筛|针对|面向|组织|确定|扶持|培育|举办)[^，]*(?:给予|补[助贴]|奖[励补]|资助)(?!\d+(?:场|次|个|家|名|项|件|届))"
        ).search(norm, max(since, s.start), self._until(main) if several else end)
        if yearly and "每年" not in text[:2]:
            s.annual = True
        first = s.award or (s.caps[0] if s.caps and s.rate is None else None)
        if first is not None and first.per is None:
            formula = self._formula(a, first.start)
            if formula and not _NO_FORMULA.search(formula[1]):  # 零售额每新增1000万元，奖励10万元
                per = _GROWTH.sub("", formula[1])
                first.per, first.per_span = per, (formula.start(1), formula.start(1) + len(per))
        s.per = next((f.per for f in (s.award, *s.caps) if f is not None and f.per), None)
        if s.per is None and s.rate is not None:
            each = last_match(_EACH_BY.finditer(norm, s.start, s.rate.start))
            s.per = self.clean[each.start() : each.end()] if each else None
        s.payer = read_payer(norm, self.clean, main, a, end)
        if s.payer and s.tier and s.tier.split("每")[0] in s.payer:
            s.tier = None  # 市给予10万元: who pays is no tier
            for fact in s.facts:
                fact.tier = None
        s.instrument = read_instrument(norm, main, s.start, end)
        if s.instrument is None and self.lead is not None:
            s.instrument = self.lead.instrument

    def _formula(self, a: int, at: int) -> regex.Match[str] | None:
        """What is counted for the sum at ``at``, the nearest of several: 每认定1家|奖励5万元, or
        where 每 has been said before: 每新建1个补助5000元，改造1个|补助3000元."""
        elided = _ELIDED.search(self.norm, a, at)
        if elided and self.norm.find("每", a, elided.start()) >= 0:
            return elided
        begin = self.norm.rfind("每", a, at)
        while begin >= 0:
            found = _FORMULA_PART.match(self.norm, begin, at)
            if found:
                return found
            begin = self.norm.rfind("每", a, begin)
        return None

    def _is_once(self, s: Support, main: Sum, since: int) -> bool:
        """Whether 一次性 is said of a sum among others: before it or its list, or as their lead-in
        (给予一次性奖励，市级2万元，省级5万元); not of a support before it alone."""
        norm = self.norm
        until = max((x.end for x in self.heads if x.group == main.group), default=main.end)
        for x in sorted(self.heads, key=lambda x: x.start):
            if x.start > until and _LIST_GOES_ON.fullmatch(norm, until, x.start):
                until = x.end  # 二维动画1500元/分钟、三维动画2000元/分钟
        after = _AFTER_LIST.match(norm, until)
        if ONCE.search(norm, since, max(until + 8, after.end() if after else 0)):
            return True
        aside = norm.rfind("（", since, main.start)
        if aside >= 0 and norm.find("）", aside, main.start) < 0:
            since = s.start  # 一次性给予50元/亩（林地25元/亩）
            return ONCE.search(norm, since, main.start) is not None
        said = ONCE.search(norm, s.start, main.start)
        first = min((x.start for x in self.heads), default=main.start)
        return said is not None and said.end() <= first and "，" in norm[said.end() : first]

    def _until(self, main: Sum) -> int:
        """Where the words end that may follow a sum among others, before the next of them."""
        later = [x.start for x in self.heads if x.start > main.start]
        return min([main.end + 12, *later])

    def _since(self, s: Support, main: Sum) -> int:
        """Where the words begin that may speak of a sum: after the one before, if of another list."""
        earlier = [x for x in self.heads if x.start < main.start and x.group != main.group]
        return max((x.end for x in earlier), default=s.start)

    def _end(self, a: int, b: int) -> int:
        responsible = _RESPONSIBLE.search(self.norm, a, b)
        end = responsible.start() if responsible else b
        while end > a and self.norm[end - 1] in "。；，、：":
            end -= 1
        return end

    # Caps

    def _add_cap(self, support: Support, caps: list[Sum]) -> None:
        for cap in caps:
            if cap not in support.caps:
                support.caps.append(cap)
                support.facts.append(cap)
                cap.once = cap.once or support.once
        if support.per is None:
            support.per = next((c.per for c in caps if c.per), None)
        support.annual = support.annual or (support.award is None and any(c.annual for c in caps))

    def _scoped_cap(self, now: list[Support]) -> bool:
        """Whether a cap says itself that it holds per unit, whatever the rate (单个园区最高…)."""
        caps = now[-1].caps
        return bool(caps) and pattern(r"单|每个|每家|同一").match(caps[0].per or "") is not None

    def _cap_of_all(self, now: list[Support]) -> bool:
        """Whether a cap says that it bounds what was named before too (两项合计最高…, 三年累计…)."""
        caps = now[-1].caps
        return bool(caps) and _IN_ALL.search(self.norm, now[-1].start, caps[0].start) is not None

    def _share_cap(self, before: list[Support], now: list[Support]) -> None:
        """A cap printed once after two rates belongs to both."""
        caps = now[-1].caps
        rate = now[-1].rate
        if not caps or rate is None or "，" not in self.norm[rate.end : caps[0].start]:
            return
        for support in reversed(before):
            if support.rate is None or support.caps:
                break
            self._add_cap(support, caps)
