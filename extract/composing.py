"""Facts of one sentence become measures: who gets what, at which rate, up to how much.

A sentence is cut into supports at ； and where a new 对… begins. Each support yields one
row, or one for each member of a 分别 list.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from extract.facts.payees import PAYEE_NOUN
from extract.facts.sums import ONCE, WORDS, Sum
from extract.lexicon import alternation
from extract.patterns import pattern
from extract.phrases import first_noun_phrase

_NEW_FOR = regex.compile(r"，(?=(?:同时|其中|此外|另外|并)?对(?!接|照|标|口|外|应|比|其中))")
_FOR = regex.compile(
    r"(?:\G|(?<=[，：])|(?<=同时|此外|其中|另外|财政|政府|部门|[市县区省]级|[市县区省州]))(?:[（][^）]*[）])?(对于?|针对)(?!接|照|标|口|外|应|比|象|方)"
)
_BY = regex.compile(r"按照?|依据|根据|参照|依照")
_PART_BY = regex.compile(r"(?:由[^，。；]{1,24}?)?(按照?|依据|根据|参照|依照)")
_EVERY = regex.compile(r"每年")
_LEAD_IN = regex.compile(
    r"(?:鼓励|支持|引导|推动|加快|组织|开展|实施|大力|积极|推进|加强|面向|围绕|依托|深化|促进|培育|鼓励和支持|进一步|择优|通过|探索|落实|优先|建立|完善|统筹|充分|强化|深入|全面|加大|着力|经|由|在|待|对照|重点|优化|扩大|提升|完善|健全|推广|引进|市级验收|验收|面对|拓展|夯实)"
)
_PAYEE = regex.compile(
    rf"(?:给予|奖励|补助|补贴|资助|奖补|发放给|支付给|拨付给)(?P<who>(?!每|单|一次|最高|不超|适当|相应|其|分|全额|定额)[\p{{Han}}（）、“”]{{0,18}}?{PAYEE_NOUN})(?=一次性|最高|不超过|每|\d|[一二三四五六七八九十百]+万?元|按|奖|补|资|的|其|（|不|建|定|人民币|单)"
)
_TRAILING = regex.compile(
    r"(?:，|分别|择优|一次性|可以?|将|再|均|按规定|按照?[^，]{1,40}%(?:的比例|的标准|的额度)?|按照?[^，的]{1,24}|(?<!自)由[^，的]{1,24}|每年|最高|直接|优先|经[^，]{2,20}后|给予|予以|各|一律|另|相应|适当|根据[^，的]{1,30}|视[^，的]{1,20}|在[^，]{1,20}基础上|，?符合条件的|[省市区县]级?财政)+$"
)
_CONDITION_CLAUSE = regex.compile(
    rf"^(?P<who>.*?{PAYEE_NOUN})(?P<aside>（[^（）]*）)?(?=(?:上一?年度?|当年|年度|首次|新|实际|购置|实施|开展|获得|通过|取得|建设|建成|投资|新建|自行|在[^，]{{1,10}}(?:内|中|期间|上市|投资|设立)|参加|承担|承办|主导|牵头|参与|引进|聘用|招用|吸纳|入驻|租用|租赁|购买|使用|完成|主营|营业|年|达到|被|因|利用|组织|举办|进行|将|向|为|从事|每)[^，]*的?$)"
)
_PAYER = regex.compile(
    r"(?:由|经费由|资金由)(?P<who>(?!此|于)(?:(?!负责|牵头|审核|会同)[^，。；：（]){1,40}?)(?=按(?!有关)|给予|予以|分别|各(?:承担|负担)|共同|承担|负担|分担|奖励|补助|补贴|资助|一次性|兑现|拨付|统筹|安排|列支|全额|再|配套|支付|发放)"
)
_SUBJECT_PAYER = regex.compile(
    r"(?:\G|(?<=，))(?P<who>(?:(?!在|对|按)\p{Han}{2,6}?(?:新区|高新区|经开区|开发区|园区|管委会|财政)|省|市|县|区|州|镇|市本级|市级|县级|区级|省级|本级|市县|市区|两级)?(?:财政)?(?:部门)?)(?=(?:再|最高|另|将|给予|予以|按照?|配套|补助|奖励|一次性))"
)
_IS_PAYER = regex.compile(
    r"财政|政府|市|县|区|省|镇|园区|开发区|管委会|基金|专项|局|厅|部门|单位|企业"
)
_SPLIT_PAYER = regex.compile(r"[、，]|和|与|及|以及")
_INSTRUMENT = regex.compile(alternation(WORDS["instruments"]["words"]))
_NOUN_WHOLE = regex.compile(
    rf"(?!鼓励|支持|引导|推动|每年|经|在|由|从|通过|待|按)[^，。；]{{2,60}}的\p{{Han}}{{0,10}}{PAYEE_NOUN}$"
)
_ENDS_IN_PAYEE = regex.compile(rf"{PAYEE_NOUN}$")
_ELLIPTIC = regex.compile(r"(?:达到|超过|满|每|低于|高于|突破)?\d")
# 补贴标准：每户5000元 — what the sentence is about, no part of the measure.
_LABEL = regex.compile(r"\p{Han}{0,6}(?:标准|额度|金额|内容|方式|政策|措施|期限)：")
_FORMULA_PART = regex.compile(r"(?:[^，。；]*，)?(每(?![年月季])[^，。；]{2,20})，(?=[^，。；]*$)")
_ASIDE = regex.compile(r"（[^（）]*\d[^（）]*）$")
_NEAR = regex.compile(r"[^，。；的]{0,14}$|[^，。；]{0,6}$")
_GIVE = regex.compile(r"给予|予以|进行|享受|发放|获得|提供|安排|拨付|实行|发给")
_SELECT_OBJECT = regex.compile(
    r"(?:评选|遴选|选取|选树|择优选取|择优评选|择优支持|选择|评定|筛选)(?:支持|出)?(?:一批|若干|(?:不超过)?(?:\d+(?:-\d+)?|[一二三四五六七八九十]+)(?:个|家|名|项|批|位))?(?:左右|以上|以内)?[、]?(?P<what>[^，。；]{2,60}?)(?:，|$|按|给予)"
)
_AIMED = regex.compile(r"针对(?:一批|\d+[个家名项])?(?P<what>[^，。；]{2,40})")
_BUILD_OBJECT = regex.compile(r"(?:建设|打造|创建|培育)一批(?P<what>[^，。；]{2,80})(?=，)")
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


def _last(matches: Iterator[regex.Match[str]]) -> regex.Match[str] | None:
    """The last of some matches."""
    return next(iter(deque(matches, maxlen=1)), None)


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
        self.last: list[Support] = []
        self.before: list[Support] = []
        self.lead: Support | None = None
        """What the lead-in of a list says of all its items (对…，按以下标准给予奖励：)."""

    def sentence(self, start: int, end: int, sums: list[Sum]) -> list[Support]:
        """The supports of the sentence ``norm[start:end]`` with its sums and percentages."""
        result: list[Support] = []
        for a, b, joined in self._segments(start, end, sums):
            inside = [s for s in sums if a <= s.start < b]
            paid = [s for s in inside if s.role in ("award", "cap", "rate")]
            if not paid:
                continue
            supports = self._compose(a, b, paid, not result)
            if not supports:
                continue
            if joined and result:
                self._share_cap(result, supports)
            result.extend(supports)
            self.last = supports
        if result:
            self.before = result
        return result

    def object_of(self, start: int, end: int) -> None:
        """Take ``norm[start:end]``, which follows 补贴对象：, as who gets what is said next."""
        self.lead = Support(start, end, self.clean[start:end])

    def lead_in(self, start: int, end: int) -> None:
        """Take ``norm[start:end]``, which ends in a colon, as the lead-in of what follows."""
        lead = Support(start, end, self._beneficiary(start, start, end, end))
        lead.once = ONCE.search(self.norm, start, end) is not None
        lead.instrument = next((m[0] for m in _INSTRUMENT.finditer(self.norm, start, end)), None)
        found = next((m for m in _FOR.finditer(self.norm, start, end)), None)
        if found is None:
            lead.beneficiary = None
        self.lead = lead

    def _segments(self, start: int, end: int, sums: list[Sum]) -> list[tuple[int, int, bool]]:
        """Stretches of one support each: ``(start, end, joined to the one before by ，)``."""
        norm = self.norm
        cuts: list[tuple[int, bool]] = []
        depth = 0
        pos = start
        while pos < end:
            char = norm[pos]
            if char == "（":
                depth += 1
            elif char == "）":
                depth = max(0, depth - 1)
            elif char == "；" and depth == 0:
                cuts.append((pos + 1, False))
            elif char == "，" and depth == 0 and _NEW_FOR.match(norm, pos, end):
                begin = cuts[-1][0] if cuts else start
                if any(s.role in ("award", "cap", "rate") and begin <= s.start < pos for s in sums):
                    cuts.append((pos + 1, True))
            pos += 1
        result: list[tuple[int, int, bool]] = []
        begin, joined = start, False
        for cut, by_comma in cuts:
            result.append((begin, cut - 1, joined))
            begin, joined = cut, by_comma
        result.append((begin, end, joined))
        return [(a, b, j) for a, b, j in result if a < b]

    # One segment

    def _compose(self, a: int, b: int, paid: list[Sum], opens: bool) -> list[Support]:
        norm = self.norm
        label = _LABEL.match(norm, a, b)
        if label:
            a = label.end()
        while norm.startswith(("同时", "此外", "另外", "其中", "，", "并且"), a):
            a += 2 if norm[a] != "，" else 1
        rates = [s for s in paid if s.role == "rate"]
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
            # A cap on its own: in a new sentence it bounds all supports of the one before.
            bounded = [s for s in self.before if not s.caps] if opens else []
            for support in bounded or self.last:
                self._add_cap(support, caps)
            return []
        end = self._end(a, b)
        first = min(paid, key=lambda s: s.start)
        begin = self._begin(a, first.start, end)
        heads: list[tuple[Sum | None, Sum | None]] = []
        if rates:
            if len(rates) > 1 and rates[0].base and not rates[-1].base:
                for r in rates[1:]:
                    r.base = r.base or rates[0].base
            heads = [(None, r) for r in rates]
            if awards and not any(x.per and x.per.startswith("每") for x in awards):
                heads += [(x, None) for x in awards]
                heads.sort(key=lambda h: (h[0] or h[1]).start)  # type: ignore[union-attr]
            elif awards:
                heads += [(x, None) for x in awards]
        elif awards:
            heads = [(x, None) for x in awards]
        elif caps:
            tiers = {c.tier for c in caps if c.tier}
            listed = len({c.group for c in caps}) == 1 and len(caps) > 1
            heads = [(None, None)] * (
                len(caps) if len(tiers) == len(caps) > 1 or (listed and len(caps) > 1) else 1
            )
        supports: list[Support] = []
        beneficiary = self._beneficiary(a, begin, first.start, end)
        # A list of caps as long as the list of rates gives each rate its own; others bound all.
        listed_caps = next((g for g in _groups(caps) if len(g) == len(heads) > 1), [])
        own_caps = bool(listed_caps)
        shared = [c for c in caps if c not in listed_caps]
        for k, (award, rate) in enumerate(heads):
            s = Support(begin, end, beneficiary)
            s.award, s.rate = award, rate
            if own_caps:
                s.caps = [listed_caps[k], *shared]
            else:
                s.caps = list(caps)
            main = award or rate or (s.caps[0] if s.caps else None)
            assert main is not None
            if beneficiary is not None and beneficiary == main.tier:
                s.beneficiary = None  # 一等奖：…奖金三千元 names the tier, not who gets it
            s.tier = main.tier or next((c.tier for c in s.caps if own_caps and c.tier), None)
            self._finish(s, main, a, end, len(heads) > 1)
            supports.append(s)
        return supports

    def _finish(self, s: Support, main: Sum, a: int, end: int, several: bool) -> None:
        norm = self.norm
        text = norm[s.start : end]
        s.once = bool(ONCE.search(text if several else norm[a:end])) or (
            self.lead is not None and self.lead.once
        )
        s.facts = [x for x in (s.award, s.rate, *s.caps) if x is not None]
        for fact in s.facts:
            fact.once = fact.once or (s.once and not fact.is_percent)
        s.annual = any(f.annual for f in s.facts if not f.is_percent)
        yearly = pattern(
            r"每年(?!评|选|择|认定|遴选|筛|针对|面向|组织|确定|扶持|培育|举办)[^，]*(?:给予|补[助贴]|奖[励补]|资助)"
        ).search(text)
        if yearly and "每年" not in text[:2]:
            s.annual = True
        if s.award is not None and s.award.per is None:
            formula = _FORMULA_PART.match(norm, a, s.award.start)
            if formula:  # 每新增1000万元，奖励10万元
                s.award.per, s.award.per_span = formula[1], formula.span(1)
        s.per = next((f.per for f in (s.award, *s.caps) if f is not None and f.per), None)
        s.payer = self._payer(main, a, end)
        s.instrument = self._instrument(main, s.start, end)

    def _end(self, a: int, b: int) -> int:
        responsible = _RESPONSIBLE.search(self.norm, a, b)
        end = responsible.start() if responsible else b
        while end > a and self.norm[end - 1] in "。；，、：":
            end -= 1
        return end

    def _begin(self, a: int, first: int, end: int) -> int:
        """Where the words of the measure begin."""
        norm = self.norm
        parts = self._parts(a, first)
        found = next(
            (m.start(1) for m in _FOR.finditer(norm, a, first) if self._depth(a, m.start(1)) == 0),
            None,
        )
        for p, (start, stop) in enumerate(parts):
            if _EVERY.match(norm, start, stop) and (found is None or start < found):
                return start
            by = (
                _PART_BY.match(norm, start, stop)
                if found is not None and p + 1 < len(parts)
                else None
            )
            if by and found is not None and start < found:
                return by.start(1)
        if found is not None:
            return found
        for start, stop in parts:
            by = next(
                (
                    m
                    for m in _BY.finditer(norm, start, min(stop, first))
                    if not pattern(r"(?:有关|规定|要求|程序|照?(?:相关|国家|职责))").match(
                        norm[m.end() : m.end() + 4]
                    )
                ),
                None,
            )
            if by and pattern(r"%|\d|比例|标准|的").search(
                norm[by.end() : min(end, by.end() + 60)]
            ):
                if _LEAD_IN.match(norm, parts[0][0]):
                    return by.start()
                break
        # The sub-sentence that names the beneficiary, back to the last lead-in.
        begin = len(parts) - 1
        while begin > 0 and not _LEAD_IN.match(norm, parts[begin][0]):
            begin -= 1
        if _LEAD_IN.match(norm, parts[begin][0]) and begin < len(parts) - 2:
            begin = begin if parts[begin][1] - parts[begin][0] < 40 else begin + 1
        return parts[begin][0]

    def _parts(self, a: int, first: int) -> list[tuple[int, int]]:
        """Sub-sentences up to the first sum, split at ， outside of brackets."""
        parts: list[tuple[int, int]] = []
        depth, begin = 0, a
        for i in range(a, first):
            char = self.norm[i]
            if char in "（“《":
                depth += 1
            elif char in "）”》":
                depth = max(0, depth - 1)
            elif char in "，：" and depth == 0:
                parts.append((begin, i))
                begin = i + 1
        parts.append((begin, first))
        return [(s, e) for s, e in parts if s < e] or [(a, first)]

    def _depth(self, a: int, at: int) -> int:
        text = self.norm[a:at]
        return text.count("（") - text.count("）")

    # Who gets it, who pays, what it is called

    def _beneficiary(self, a: int, begin: int, first: int, end: int) -> str | None:
        norm, clean = self.norm, self.clean
        payee = _PAYEE.search(norm, begin, end)
        found = next(
            (m for m in _FOR.finditer(norm, begin, first) if self._depth(begin, m.start(1)) == 0),
            None,
        )
        if payee and (payee.start() < first or found is None):
            return clean[payee.start("who") : payee.end("who")]
        if found:
            start = found.end(1)
            span = self._noun_phrase(start, first)
            text = clean[span[0] : span[1]]
            if (
                text.startswith("其")
                and self.last
                and self.last[0].beneficiary
                and not pattern(r"其[他它]").match(text)
            ):
                return self.last[0].beneficiary
            return text or None
        for phrase in (_AIMED, _SELECT_OBJECT, _BUILD_OBJECT):
            match = _last(phrase.finditer(norm, a, first))
            if match:
                what = clean[match.start("what") : match.end("what")]
                return what.split("，")[0].removeprefix("的").removesuffix("建设") or None
        if self.lead is not None and self.lead.beneficiary:
            return self.lead.beneficiary
        return self._subject(a, first)

    def _noun_phrase(self, start: int, first: int) -> tuple[int, int]:
        """The 对-phrase from ``start``: to its comma, or to the verb of giving."""
        norm = self.norm
        depth, stop = 0, first
        for i in range(start, first):
            char = norm[i]
            if char in "（“《":
                depth += 1
            elif char in "）”》":
                depth = max(0, depth - 1)
            elif char in "，：" and depth == 0:
                stop = i
                break
        else:
            verbs = list(
                pattern(
                    r"分别给予|给予|予以|奖励|奖补|补助|补贴|资助|按照?|一次性|每(?=个|家|人|户)|最高|单个"
                ).finditer(norm[start:first])
            )
            give = [m for m in verbs if m[0] in ("给予", "予以", "分别给予")]
            pick = give[-1] if give else next((m for m in verbs if m.start() > 1), None)
            if pick:
                stop = start + pick.start()
        text = norm[start:stop]
        trail = _TRAILING.search(text)
        if trail and trail.start() > 1:
            stop = start + trail.start()
            text = norm[start:stop]
        if text.endswith("的"):
            clause = _CONDITION_CLAUSE.match(text)
            if clause and len(clause["who"]) > 1:
                stop = start + clause.end("aside" if clause["aside"] else "who")
        return start, stop

    def _subject(self, a: int, first: int) -> str | None:
        """The beneficiary of a sentence without 对: who is supported, or who does it."""
        norm, clean = self.norm, self.clean
        parts = self._parts(a, first)
        named: str | None = None
        if self.last and _ELLIPTIC.match(norm, parts[0][0]):
            return self.last[0].beneficiary
        for start, stop in parts:
            if start > a and _PART_BY.match(norm, start, stop):
                break
            whole = _NOUN_WHOLE.match(norm, start, stop)
            if whole and stop < first:
                return clean[start:stop]
            span = first_noun_phrase(norm, start, stop)
            if span and span[1] <= first:
                named = clean[span[0] : span[1]]
                if _INSTRUMENT.fullmatch(named):
                    named = None
                    continue
                if norm[stop - 1] == "的" and not _ENDS_IN_PAYEE.search(norm[span[0] : span[1]]):
                    named = clean[start:stop]  # 流转土地种植水稻的: who does it is not named
                break
        if named is not None:
            named = _ASIDE.sub("", named) or named
        if named is None and self.last:
            return self.last[0].beneficiary
        return named

    def _payer(self, main: Sum, a: int, end: int) -> str | None:
        norm = self.norm
        part = max(a, norm.rfind("，", a, main.start) + 1)
        chosen = None
        for match in _PAYER.finditer(norm, a, end):
            if _IS_PAYER.search(match["who"]) and (
                chosen is None or (part <= match.start() < main.start)
            ):
                chosen = match
        if chosen is None:
            for match in _SUBJECT_PAYER.finditer(norm, a, main.start):
                if match["who"]:
                    chosen = match
        if chosen is None:
            return None
        who = self.clean[chosen.start("who") : chosen.end("who")]
        return "、".join(p for p in _SPLIT_PAYER.split(who) if p) or None

    def _instrument(self, main: Sum, begin: int, end: int) -> str | None:
        norm = self.norm
        give = _last(_GIVE.finditer(norm, begin, main.start))
        after = _INSTRUMENT.search(norm, main.end, end)
        since = give.end() if give else max(begin, norm.rfind("，", begin, main.start) + 1)
        before = _INSTRUMENT.search(norm, since, main.start)
        comma = norm.find("，", main.end, end)
        if before is not None and give is not None and _NEAR.match(norm, before.end(), main.start):
            return before[0]
        if after is not None and (comma < 0 or after.start() < comma or main.is_percent):
            return after[0]
        if before is not None and (give is not None or _NEAR.match(norm, before.end(), main.start)):
            return before[0]
        anywhere = None
        for anywhere in _INSTRUMENT.finditer(norm, begin, end):
            if not pattern(r"(?:标准|政策|范围|期限)").match(
                norm[anywhere.end() : anywhere.end() + 2]
            ):
                return anywhere[0]
        if anywhere is None and self.lead is not None:
            return self.lead.instrument
        return anywhere[0] if anywhere else None

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
