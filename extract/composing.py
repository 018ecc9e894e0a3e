"""Facts of one sentence become measures: who gets what, at which rate, up to how much.

A sentence is cut into supports at ； and where a new 对… begins. Each support yields one
row, or one for each member of a 分别 list.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from extract.facts.payees import (
    BEFORE_GIVING,
    ELLIPTIC,
    ENDS_IN_BODY,
    ENDS_IN_MONEY,
    LEAD_IN,
    PAYEE_NOUN,
    actor_end,
    ends_in_payee,
    subject,
)
from extract.facts.sums import ONCE, WORDS, Sum
from extract.lexicon import alternation
from extract.patterns import pattern
from extract.quantities import UNITS

_NEW_FOR = regex.compile(
    r"[，、](?=(?:同时|其中|此外|另外|并)?对(?!接|照|标|口|外|应|比|其中|(?:每|同一|单)?[个家]?(?:企业|单位|个人|项目)的?(?:资助|补助|奖励|补贴|奖补)(?:总?额|金额|资金)))"
    # 重点企业每家奖励10万元，其余规模以上企业…每家奖励5万元; 给予补助200万元，并给予…贴息
    r"|，(?=其中\p{Han}{2,12}，[^，。；]{0,20}(?:的，)?(?:给予|按|奖励|补助|补贴)[^，。；]{0,20}?\d)"
    r"|，(?=其[余他](?!工作|部门|单位)[^，。；]{2,40}(?:，|给予|按|奖励|补)|(?:并|同时|另)(?:一次性)?给予[^，。；]{2,40}?\d)"
    rf"|，(?=其中\p{{Han}}{{2,10}}?{PAYEE_NOUN}(?:一次性)?(?:奖励|按|给予|补助|补贴)[^，。；、]{{0,30}}?\d(?![^，。；]*、[^，。；]*\d))"
    # …给予50万元奖励，从省级升级为国家级的，再给予50万元
    r"|，(?=(?!由|按|其)[^，。；]{3,60}的(?:，(?:再|另|分别|一次性|最高|可)*(?:给予|予以|奖励|补助|补贴|资助)|(?:再|另|额外)(?:给予|予以|奖励))[^。；]{0,30}?\d)"
)
_FOR = regex.compile(
    r"(?:\G|(?<=[，：])|(?<=每年)(?=对)|(?<=将|同时|此外|其中|另外|期间|资金|比例|标准|%|财政|政府|部门|[市县区省]级|[市县区省州]))(?:[（][^）]*[）])?(对于?|针对)(?!接|照|标|口|外|应|比|象|方)"
)
_BY = regex.compile(r"按照?|依据|根据|参照|依照")
_PART_BY = regex.compile(r"(?:由[^，。；]{1,24}?)?(按照?|依据|根据|参照|依照)")
_EVERY = regex.compile(r"每年")
_MONEY_NOUN = alternation(WORDS["money_nouns"]["words"])
_PAYEE = regex.compile(
    rf"(?:给予|奖励|补助|补贴|资助|奖补|发放给|支付给|拨付给)(?P<who>(?!每|单|一次|最高|不超|适当|相应|其|分|全额|定额|由|费|（|标准|资金|总额|金额|额度|内容|对象|政策|方式|期限|范围)[\p{{Han}}（）、“”]{{0,18}}?{PAYEE_NOUN})(?!研究生|生|后)(?=\p{{Han}}{{2,4}}(?:补贴|补助|奖励|津贴)|一次性|最高|不超过|每|\d|[一二三四五六七八九十百]+万?元|按|奖|补|资|的|其|（(?![^（）]*）\p{{Han}}{{0,6}}?(?:机构|企业|单位|平台|公司))|不|建|定|人民币|单[个家户项]|合计|共计|累计|剩余|连续|\p{{Han}}{{2,14}}?{_MONEY_NOUN}的?(?:不超过)?\d)"
)
# 奖励|其高管人员: named as the payee apart from whom the sentence is about.
_PAYEE_OF = regex.compile(
    r"(?:给予|奖励|补助|补贴|资助)(?P<who>其\p{Han}{0,8}?(?:人员|团队|人才|负责人|员工|职工|经营者|管理层|管理者|代表人|股东|高管|个人))(?=，|；|。|$|\d|最高|一次性|每|奖|补)"
)
# 给予|新增软件著作权|每件奖励1000元
_OVER_COMMA = regex.compile(
    rf"(?!给予|按)[^，。；]{{2,40}}的\p{{Han}}{{0,16}}?{PAYEE_NOUN}(?=给予|予以|奖励|补助|补贴|资助|每|按|一次性)"
)
_WITH_MORE = regex.compile(r"(?:且|并且|同时|面向)[^，。；]{2,80}的[\p{Han}A-Z\d]{2,12}$")
_STAGED = regex.compile(r"给予[^，。；：]*\d[^，。；：]*$")
_GIVEN_TO = regex.compile(r"给予(?P<who>[^，。；\d]{2,30})$")  # 给予来我市工作的博士，…
_AS_WELL = regex.compile(r"以及|或者?|和|及")
# 单位应当每月向|见习人员|提供…的生活补贴
_GIVEN_BY = regex.compile(
    rf"向(?!社会|市场|上级|省|市|县|区|财政)(?P<who>[\p{{Han}}、“”]{{0,20}}?{PAYEE_NOUN})(?:一次性|每[月年人])?(?:提供|发放|支付|给予|兑付)"
)
# 经认定，|给予每家…: how one comes to it is no part of what is given.
_CHECKED = regex.compile(r"经\p{Han}{2,10}(?<!的)，(?=给予|对|按)")
_GIVEN_WHAT = regex.compile(
    r"给予(?P<who>(?!每|单|一次|最高|不超|适当|相应|其|分|全额|定额|由)[\p{Han}“”]{3,20}?)(?=每[件个家项人户台辆种](?:一次性)?(?:给予)?(?:奖励|补助|补贴|资助))"
)
# …，最高不超过50万元，力争用5年时间，培养…: what is aimed at is no part of what is given.
_THEN_GOAL = regex.compile(r"，(?:力争|确保|争取|目标|(?:到|至)20\d{2}年)")
# 由基础层首次进入创新层的企业: where they came from
_NO_PAYER = regex.compile(r"的\p{Han}{2,8}$|(?:调整|升级|晋升|进入|转为|变更)")
_FUNDED = regex.compile(
    r"(?:资金|经费|费用)从(?P<who>[^，。；]{2,20}?)(?:中|里)?(?:列支|支出|安排)"
)
_AFTER_CHECK = regex.compile(
    r"(?:审核|验收|认定|评审|审批|批准|核实|公示|考核|审定|评估|核定)[^，]{0,6}后?$"
)
# 对…企业，|传统市场|按30%；|新兴市场|，按40%: each rate with its own label
_LABELLED_FIRST = regex.compile(r"对[^；。]{2,80}，(?P<label>\p{Han}{2,8}?)，?按照?")
_LABELLED_NEXT = regex.compile(r"(?P<label>(?!对)\p{Han}{2,8}?)，?按照?")
_TRAILING = regex.compile(
    rf"(?:{BEFORE_GIVING}|[省市县区]、[市县区]两?级(?:财政)?|[省市县区州](?:人民)?政府|(?:进行|予以)(?:奖励|奖补|补助|补贴|资助|扶持|支持)|按照?[^，的]{{1,24}}|根据[^，的]{{1,30}}|(?<![影电透])视(?![频听觉力野])[^，的]{{1,20}}|在[^，]{{1,20}}基础上|，?符合条件的)+$"
)
_PAYER = regex.compile(
    r"(?:由|经费由|资金由)(?P<who>(?!此|于)(?:(?!负责|牵头|审核|会同)[^，。；：（]){1,40}?)(?=按(?!有关)|给予|予以|分别|各(?:承担|负担)|共同|承担|负担|分担|(?:奖励|补助|补贴|资助)(?!资金|基金|经费|专项)|一次性|兑现|拨付|统筹|安排|列支|全额|再|配套|支付|发放)"
)
_SUBJECT_PAYER = regex.compile(
    r"(?:\G|(?<=，|基础上|企业|单位|项目|机构|的))(?![每单全]|各(?![区县市州])|\p{Han}{1,3}级\p{Han}{1,6}(?:园区|基地))(?P<who>(?:各?(?:县级)?[省市县区州旗]|本级)(?:（[市县区]）)?(?:人民)?政府|[省市县区]、[市县区]两?级|各(?:县级)?[区县市州](?:（[市县区]）)?|(?:(?!在|对|按)\p{Han}{2,6}?(?:新区|高新区|经开区|开发区|园区|管委会|财政)|高新区|经开区|开发区|管委会|[省市县区]、[市县区](?=各)|[省市县区]级以上|中央|各级|省|市|县|区|州|镇|市本级|市级|县级|区级|省级|本级|市县|市区|两级)?(?:财政)?(?:部门)?)(?=(?:(?<=财政)对(?=[^，；。]{2,40}(?:给予|予以|按|[奖补]))|在[^，；。]{2,14}基础上|再|最高|另|将|每年|给予|予以|按照?|配套|(?<!级)(?:补助|补贴|资助|奖励|一次性)|(?<=财政)(?:补助|补贴|资助|奖励)|(?<=级|财政|^[省市县区镇州]|，[省市县区镇州])每\p{Han}{1,3}(?:补|奖|资|给)|各(?:给予|奖|补)))"
)
_IS_PAYER = regex.compile(
    r"资金|财政|政府|市|县|区|省|镇|园区|开发区|管委会|基金|专项|局|厅|部门|单位|企业"
)
_ALSO_DOES = regex.compile(r"通报|表扬|审核|评定|认定|组织|核定|审定|研究|报请|授予|颁发|按照?")
_SPLIT_PAYER = regex.compile(r"[、，]|和|与|及|以及")
_INSTRUMENT = regex.compile(alternation(WORDS["instruments"]["words"]))
# 补贴标准：每户5000元 — what the sentence is about, no part of the measure.
_LABEL = regex.compile(r"\p{Han}{0,6}(?:标准|额度|金额|内容|方式|政策|措施|期限)：")
_FORMULA_PART = regex.compile(
    rf"(?<![由从])(每(?:新|再)?跨?上一?个(?:[\d一二三四五六七八九十百]+[万亿]*元)?(?:新)?台阶|每(?![年月季])[^，。；（\d]{{1,8}}?(?:\d+(?:\.\d+)?|一(?=[个家名项]))(?:[十百千]?[万亿]?(?:元|美元|欧元)|{UNITS}(?:\p{{Han}}{{0,8}}?{PAYEE_NOUN}(?=，|的|在|并|且|奖|给))?))[^。；]{{0,60}}$"
)
_BY_RULE = regex.compile(r"(?:有关|规定|要求|程序|照?(?:相关|国家|职责)|以下|如下)")
_SAYS_HOW_MUCH = regex.compile(r"%|\d|比例|标准|的")
_GIVES = regex.compile(
    r"给予|予以|发放|享受|领取|(?:奖励|奖补|补助|补贴|资助|贴息)(?!资金|标准|政策|对象|项目|工作|金额|额)"
)
# 每人每天不低于80元 is what is paid, 每人发放30万元 too.
_NO_FORMULA = regex.compile(_GIVES.pattern + r"|不[低高少多]于|不超|最[高低多]|至少")
_FOR_VERB = regex.compile(
    r"分别给予|给予|予以|进行(?=\p{Han}{0,4}(?:奖|补|资助))|奖励|奖补|补助|补贴|资助|按照?|一次性|每(?=[个家人户间块台套辆亩场次件项名所座])|最高|单个"
)
# 企业实施节能项目: a bare noun that opens the phrase and does something
_BARE_ACTOR = regex.compile(
    r"(?:企业|单位|个人|机构|农户|合作社)(?=实施|开展|建设|购买|购置|投资|新建|引进|申请)(?![^，]*的[^，]*$)"
)
_LABEL_LENGTH = 8
_BARE_PAYEE = 2
_SHARE_FOR = regex.compile(
    r"的(?:补助|奖励|补贴|资助|奖补|支持)(?:比例|标准|额度|金额|资金|方式|政策)"
)
_ACT = regex.compile(r"(?:完成|取得|获得|通过|达到|获批|入选)")
_GOES_ON = regex.compile(r"(?:且|并且|同时|以生产|以[^，]{2,12}为主的)")
# …给予80%的资助，对企业的资助额不超过其出口额的0.06%: a bound of the grant, no second one.
_BOUNDS_GRANT = regex.compile(
    r"(?:资助|补助|奖励|补贴|奖补|支持)(?:总?额|金额|资金)(?:原则上)?(?:最高)?不(?:超过|高于|得超过)"
)
_ONLY_SAYS_WHICH = regex.compile(r"(?:符合|满足|达到|具备|按照?|依照|连片|当年)")
_PAYEE_INSIDE = regex.compile(PAYEE_NOUN)
_WHOLE = regex.compile(rf"(?:{PAYEE_NOUN}|的|）|”|等|奖|费|额|金)$")
_OF_PAYEE = regex.compile(rf"的\p{{Han}}{{0,16}}?{PAYEE_NOUN}(?:（[^（）]*）)?$")
_INSTALMENTS = regex.compile(r"（(?:其中)?(?:第[一二三四五]|首|每|分)[^）]*$")
_YEAR_PARTS = regex.compile(r"[，（]其中，?(?:第[一二三四五]|首)年")
_WHICH_YEAR = regex.compile(r"第[一二三四五六七八九十\d]+年|首年")
_BOTH = regex.compile(
    r"(?:[两二三]项|两者|两类|上述|以上(?:[两三]项|各项|奖补))[^，。；\d]{0,6}(?:合计|累计|总计|总额)"
)
_COUNTED = regex.compile(r"\d+[名个项家]$")
_ASIDE = regex.compile(r"（[^（）]*\d[^（）]*）$")
_NEAR = regex.compile(r"[^，。；的]{0,14}$|[^，。；]{0,6}$")
_GIVE = regex.compile(r"给予|予以|进行|享受|发放|获得|提供|安排|拨付|实行|发给")
_SELECT_OBJECT = regex.compile(
    r"(?<!被|经|通过)(?:评选|遴选|选取|选树|择优选取|择优评选|择优支持|选择|评定|筛选)(?!为|的)(?:支持|出)?(?:一批|若干|(?:不超过)?(?:\d+(?:-\d+)?|[一二三四五六七八九十]+)(?:个|家|名|项|批|位))?(?:左右|以上|以内)?[、]?(?P<what>[^，。；]{2,60}?)(?:，|$|按|给予)"
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
        self.named: str | None = None
        """Whom a sentence before names that pays and gives no sum."""
        self.named_once = False
        self.heads: list[Sum] = []
        """The awards and rates of the segment that is being composed."""
        self.heading: str | None = None
        """What a label before the sentence names (智能温控大棚：…)."""
        self.lead: Support | None = None
        """What the lead-in of a list says of all its items (对…，按以下标准给予奖励：)."""

    def sentence(self, start: int, end: int, sums: list[Sum]) -> list[Support]:
        """The supports of the sentence ``norm[start:end]`` with its sums and percentages."""
        result: list[Support] = []
        for a, b, joined in self._segments(start, end, sums):
            inside = [s for s in sums if a <= s.start < b]
            paid = self._outside([s for s in inside if s.role in ("award", "cap", "rate")], a)
            if not paid:
                continue
            supports = self._compose(a, b, paid, not result)
            if not supports:
                continue
            if result and (joined or self._scoped_cap(supports) or self._cap_of_both(supports)):
                self._share_cap(result, supports)
            result.extend(supports)
            self.last = supports
        self._label(result)
        self._once_for_all(start, end, result)
        if result:
            self.before = result
        elif not any(s.role in ("award", "cap", "rate") for s in sums):
            self._remember(start, end)
        return result

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

    def _remember(self, start: int, end: int) -> None:
        """A sentence that pays without a sum may say whom the next one pays."""
        found = _FOR.search(self.norm, start, end)
        if found is not None:
            span = self._noun_phrase(found.end(1), end)
            if ends_in_payee(self.norm, *span):
                self.named = self.clean[span[0] : span[1]]
                self.named_once = ONCE.search(self.norm, found.end(1), end) is not None

    def object_of(self, start: int, end: int) -> None:
        """Take ``norm[start:end]``, which follows 补贴对象：, as who gets what is said next."""
        self.lead = Support(start, end, self.clean[start:end])

    def lead_in(self, start: int, end: int) -> None:
        """Take ``norm[start:end]``, which ends in a colon, as the lead-in of what follows."""
        lead = Support(start, end)
        if _FOR.search(self.norm, start, end):
            lead.beneficiary = self._who(start, end, end)[1]
        lead.once = ONCE.search(self.norm, start, end) is not None
        lead.instrument = next((m[0] for m in _INSTRUMENT.finditer(self.norm, start, end)), None)
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
            elif (
                char == "："
                and depth == 0
                and _STAGED.search(norm, cuts[-1][0] if cuts else start, pos)
            ):
                cuts.append((pos + 1, False))  # 分阶段给予400万元奖励：完成备案，给予200万元；…
            elif char in "，、" and depth == 0 and _NEW_FOR.match(norm, pos, end):
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

    def _outside(self, paid: list[Sum], a: int) -> list[Sum]:
        """Awards in brackets after an award are its instalments: 给予10万元（第一年5万元，…）."""
        parts = _YEAR_PARTS.search(self.norm, paid[0].end, paid[-1].start) if paid else None
        if parts and any(s.role == "award" and s.end <= parts.start() for s in paid):
            # 每亩1000元，其中第一年600元，第二年400元
            rest = [s for s in paid if s.role == "award" and s.start > parts.start()]
            for s in rest:
                year = _last(_WHICH_YEAR.finditer(self.norm, parts.start(), s.start))
                s.tier = s.tier or (year[0] if year else None)
            return [s for s in paid if s not in rest]
        if not any(_INSTALMENTS.search(self.norm, max(a, s.start - 24), s.start) for s in paid):
            return paid
        first = next((s for s in paid if s.role == "award" and not self._depth(a, s.start)), None)
        if first is None:
            return paid
        return [
            s
            for s in paid
            if s.role != "award" or s.start <= first.start or not self._depth(a, s.start)
        ]

    # One segment

    def _compose(self, a: int, b: int, paid: list[Sum], opens: bool) -> list[Support]:
        norm = self.norm
        label = _LABEL.match(norm, a, b)
        if label:
            a = label.end()
        if norm[a] == "（" and "）" not in norm[a:b]:
            a += 1
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
            # A cap on its own: in a new sentence it bounds all supports of the one before.
            bounded = [s for s in self.before if not s.caps] if opens else []
            for support in bounded or self.last:
                self._add_cap(support, caps)
            return []
        end = self._end(a, b)
        goal = _THEN_GOAL.search(norm, max(s.end for s in paid), end)
        if goal:
            end = goal.start()
        first = min(paid, key=lambda s: s.start)
        begin, beneficiary = self._who(a, first.start, end)
        heads: list[tuple[Sum | None, Sum | None]] = []
        if rates:
            if len(rates) > 1 and rates[0].base and not rates[-1].base:
                for r in rates[1:]:
                    r.base = r.base or rates[0].base
            heads = [(None, r) for r in rates]
            tiers = {c.tier for c in caps if c.tier}
            if len(rates) == 1 and not awards and 1 < len(caps) == len(tiers):
                heads *= len(caps)  # one rate, a cap for each place
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
            heads = heads or [(None, None)] * (
                len(caps) if len(tiers) == len(caps) > 1 or (listed and len(caps) > 1) else 1
            )
        self.heads = [h for pair in heads for h in pair if h is not None]
        supports: list[Support] = []
        # A list of caps as long as the list of rates gives each rate its own; others bound all.
        listed_caps = next((g for g in _groups(caps) if len(g) == len(heads) > 1), [])
        own_caps = bool(listed_caps)
        shared = [c for c in caps if c not in listed_caps]
        tiers_named = {x.tier for x in paid if x.tier}
        for k, (award, rate) in enumerate(heads):
            s = Support(begin, end, beneficiary)
            s.award, s.rate = award, rate
            if own_caps:
                s.caps = [listed_caps[k], *shared]
            else:
                s.caps = list(caps)
            main = award or rate or (s.caps[0] if s.caps else None)
            assert main is not None
            if beneficiary is not None and _COUNTED.sub("", beneficiary) in tiers_named:
                # 一等奖1名，奖金3000元 names the tier, not who gets it
                s.beneficiary = self.lead.beneficiary if self.lead else None
            s.tier = main.tier or next((c.tier for c in s.caps if own_caps and c.tier), None)
            if (
                s.tier
                and s.beneficiary
                and s.tier not in s.beneficiary
                and s.beneficiary.removesuffix("的").endswith(tuple(tiers_named))
            ):
                s.beneficiary = (
                    s.tier
                )  # 引进博士每人30万元，硕士10万元: the first opens the sentence
            self._finish(s, main, a, end, len(heads) > 1)
            supports.append(s)
        return supports

    def _finish(self, s: Support, main: Sum, a: int, end: int, several: bool) -> None:
        norm = self.norm
        text = norm[s.start : end]
        since = self._since(s, main) if several else a
        s.once = (
            self._is_once(s, main, since) if several else bool(ONCE.search(norm, a, end))
        ) or (self.lead is not None and self.lead.once)
        if self.named_once and s.beneficiary == self.named:
            s.once = True
        s.facts = [x for x in (s.award, s.rate, *s.caps) if x is not None]
        for fact in s.facts:
            fact.once = fact.once or (s.once and not fact.is_percent)
        s.annual = any(f.annual for f in s.facts if not f.is_percent)
        yearly = pattern(
            r"每年(?!评|选|择|认定|遴选|筛|针对|面向|组织|确定|扶持|培育|举办)[^，]*(?:给予|补[助贴]|奖[励补]|资助)(?!\d+(?:场|次|个|家|名|项|件|届))"
        ).search(norm, max(since, s.start), main.end + 12 if several else end)
        if yearly and "每年" not in text[:2]:
            s.annual = True
        first = s.award or (s.caps[0] if s.caps and s.rate is None else None)
        if first is not None and first.per is None:
            formula = _last(_FORMULA_PART.finditer(norm, a, first.start))
            if formula and not _NO_FORMULA.search(formula[1]):  # 零售额每新增1000万元，奖励10万元
                first.per, first.per_span = formula[1], formula.span(1)
        s.per = next((f.per for f in (s.award, *s.caps) if f is not None and f.per), None)
        s.payer = self._payer(main, a, end)
        if s.payer and s.tier and s.tier.split("每")[0] in s.payer:
            s.tier = None  # 市给予10万元: who pays is no tier
            for fact in s.facts:
                fact.tier = None
        s.instrument = self._instrument(main, s.start, end)

    def _is_once(self, s: Support, main: Sum, since: int) -> bool:
        """Whether 一次性 is said of a sum among others: before it or its list, or as their lead-in
        (给予一次性奖励，市级2万元，省级5万元); not of a support before it alone."""
        norm = self.norm
        until = max((x.end for x in self.heads if x.group == main.group), default=main.end)
        if ONCE.search(norm, since, until + 8):
            return True
        aside = norm.rfind("（", since, main.start)
        if aside >= 0 and norm.find("）", aside, main.start) < 0:
            since = s.start  # 一次性给予50元/亩（林地25元/亩）
            return ONCE.search(norm, since, main.start) is not None
        said = ONCE.search(norm, s.start, main.start)
        first = min((x.start for x in self.heads), default=main.start)
        return said is not None and said.end() <= first and "，" in norm[said.end() : first]

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

    def _who(self, a: int, first: int, end: int) -> tuple[int, str | None]:
        """Where the words of the measure begin, and who gets it."""
        norm, clean = self.norm, self.clean
        parts = self._parts(a, first)
        given = _PAYEE.search(norm, a, end)
        if given and given["who"].count("（") != given["who"].count("）"):
            given = None  # 给予补助（每家企业…
        apart = _PAYEE_OF.search(norm, a, end)
        found = next(
            (m for m in _FOR.finditer(norm, a, first) if self._depth(a, m.start(1)) == 0), None
        )
        if found is not None:
            if given and norm.find("，", first, given.start()) >= 0:
                given = None
            start, stop = self._noun_phrase(found.end(1), first)
            about = [part for part in parts if part[1] <= found.start(1)]
            if about and ENDS_IN_MONEY.search(norm, start, stop):
                # 企业租用厂房的，对其租金给予50%: what is paid for, not who gets it
                if given:
                    return found.start(1), clean[given.start("who") : given.end("who")]
                named = subject(norm, about, found.start(1), False)
                if named is not None:
                    at = about[named.part][0] if named.strong else found.start(1)
                    return at, clean[named.span[0] : named.span[1]]
            who: str | None = clean[start:stop]
            if apart:
                return self._begin_with_for(parts, found.start(1)), apart["who"]
            if about and norm[stop - 1] == "的" and not _PAYEE_INSIDE.search(norm, start, stop):
                # 县内外旅行社宣传…，对组团达1000人次以上的: who does it stands before
                named = subject(norm, about, found.start(1), False)
                if named is not None and self._is_body(named.span):
                    return found.start(1), clean[named.span[0] : named.span[1]]
            if given and (not ENDS_IN_BODY.search(norm, start, stop) or self._is_apart(given)):
                who = clean[given.start("who") : given.end("who")]
            elif norm.startswith("其", start) and norm[start + 1] not in "他它":
                who = (self.last[0].beneficiary if self.last else None) or who
            return self._begin_with_for(parts, found.start(1)), who or None
        begin, named_so = self._without_for(a, parts, first, end, given)
        if apart:
            return begin, clean[slice(*apart.span("who"))]
        to = _GIVEN_BY.search(norm, parts[-1][0], first)
        if to and given is None:
            return begin, clean[slice(*to.span("who"))]
        what = _GIVEN_WHAT.search(norm, a, first)
        if what and given is None:
            return begin, clean[slice(*what.span("who"))]
        return begin, named_so

    def _begin_with_for(self, parts: list[tuple[int, int]], at: int) -> int:
        """每年 and 按… open a measure where they stand in sub-sentences before 对."""
        norm = self.norm
        for p, (start, stop) in enumerate(parts):
            if start >= at:
                break
            if _EVERY.match(norm, start, stop):
                return start
            by = _PART_BY.match(norm, start, stop) if p + 1 < len(parts) else None
            if by and norm[stop] != "：":
                return by.start(1)
        return at

    def _without_for(
        self,
        a: int,
        parts: list[tuple[int, int]],
        first: int,
        end: int,
        given: regex.Match[str] | None,
    ) -> tuple[int, str | None]:
        norm, clean = self.norm, self.clean
        every = next((start for start, stop in parts if _EVERY.match(norm, start, stop)), None)
        by = self._by(parts, first, end)
        selected: str | None = None
        for phrase in (_AIMED, _SELECT_OBJECT, _BUILD_OBJECT):
            match = _last(phrase.finditer(norm, a, first))
            if match:
                cut = actor_end(norm, *match.span("what"))
                what = clean[match.start("what") : cut or match.end("what")]
                selected = what.split("，")[0].removeprefix("的").removesuffix("建设")
                break
        stop = by if by is not None and by >= parts[-1][0] else first
        give = _GIVES.search(norm, parts[-1][0] + 1, first)
        if give:
            stop = min(stop, give.start()) if stop > parts[-1][0] else stop
        inherited = self._lasting() or self.named
        named = subject(norm, parts, stop, inherited is not None)
        strong = named is not None and named.strong
        begin = parts[named.part][0] if named is not None and named.part >= 0 else parts[0][0]
        while norm.startswith(("同时", "此外", "另外", "其中", "并且"), begin):
            begin += 2
        checked = _CHECKED.match(norm, begin, first)
        if checked:
            begin = checked.end()
        if every is not None and not (
            named is not None
            and strong
            and named.part >= 0
            and self._is_body(named.span)
            and parts[named.part][0] < every
        ):
            begin = every
        elif by is not None and LEAD_IN.match(norm, *parts[0]) and by > parts[0][1]:
            begin = by  # 支持农场建设，新增系统的，按照…: the lead-in is left out
        elif by is not None and (selected or not (strong or ELLIPTIC.match(norm, begin))):
            begin = by
        own = given is not None and self._is_apart(given)
        if given and not (not own and named is not None and strong and self._is_body(named.span)):
            return begin, clean[given.start("who") : given.end("who")]
        if selected:
            return begin, selected
        to_them = _GIVEN_TO.match(norm, *parts[0])
        if to_them and ends_in_payee(norm, *to_them.span("who")):
            return parts[0][0], clean[slice(*to_them.span("who"))]
        if (
            self.lead is not None
            and self.lead.beneficiary
            and not (named is not None and self._is_body(named.span))
        ):
            return begin, self.lead.beneficiary
        if named is None or (inherited is not None and ELLIPTIC.match(norm, parts[0][0])):
            return begin, inherited
        who = clean[named.span[0] : named.span[1]]
        if inherited is not None and _ACT.match(who) and not who.endswith("的"):
            return begin, inherited  # 对甲药，完成临床前研究给予…；完成临床试验，给予…
        if (
            named.part > 0
            and _GOES_ON.match(norm, *parts[named.part])
            and begin == parts[named.part][0]
        ):
            first = parts[named.part - 1][0]  # 进入工作站，且期满1年的博士后
            return first, clean[first : named.span[1]]
        if self.heading and _ONLY_SAYS_WHICH.match(who) and not self._is_body(named.span):
            labelled = norm[parts[0][1]] == "：" and len(parts) > 1
            return parts[1][
                0
            ] if labelled else begin, self.heading  # 智能温控大棚：符合建设标准，…每亩补贴5万元
        if _INSTRUMENT.fullmatch(who):
            return begin, inherited
        if (
            inherited is not None
            and norm[a - 1] == "；"
            and len(who) <= _LABEL_LENGTH
            and not who.endswith("的")
            and not self._is_body(named.span)
            and not _PAYEE_INSIDE.search(who)
        ):
            return begin, inherited  # …，传统市场按30%；新兴市场按40%给予奖励
        return begin, _ASIDE.sub("", who) or who

    def _is_apart(self, given: regex.Match[str]) -> bool:
        """Whether 给予X… names somebody (用人单位) and not only says 企业 again."""
        who = given["who"]
        return len(who) > _BARE_PAYEE and who[0] not in "该上" and self._is_body(given.span("who"))

    def _lasting(self) -> str | None:
        """Whom the support before names, if it holds on; a condition met (获评五星级的) does not."""
        who = self.last[0].beneficiary if self.last else None
        by_for = bool(self.last) and self.norm.startswith("对", self.last[0].start)
        if who is None or _ACT.match(who):
            return None
        return who if by_for or not who.endswith("的") else None

    def _is_body(self, span: tuple[int, int]) -> bool:
        """Whether a phrase names somebody who can receive money."""
        return (
            self.norm[span[0]] not in "每单同"
            and ENDS_IN_BODY.search(self.norm, span[0], span[1]) is not None
        )

    def _by(self, parts: list[tuple[int, int]], first: int, end: int) -> int | None:
        """Where 按… or 依据… stands that says how much is paid."""
        norm = self.norm
        for start, stop in parts:
            for match in _BY.finditer(norm, start, min(stop, first)):
                if _BY_RULE.match(norm, match.end()):
                    continue
                if _SAYS_HOW_MUCH.search(norm, match.end(), min(end, match.end() + 60)):
                    return match.start()
                return None
        return None

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

    def _noun_phrase(self, start: int, first: int) -> tuple[int, int]:
        """The 对-phrase from ``start``: to its comma, or to the verb of giving."""
        norm = self.norm
        stop = self._phrase_end(start, first)
        if stop == first and norm[stop - 1] == "的":
            stop -= 1  # 对…租金总额的50%
        if stop >= first - 1:
            verbs = list(_FOR_VERB.finditer(norm, start, first))
            give = [m for m in verbs if m[0] in ("给予", "予以", "分别给予", "进行")]
            pick = give[-1] if give else next((m for m in verbs if m.start() > start + 1), None)
            if pick:
                stop = pick.start()
        trail = _TRAILING.search(norm, start, stop)
        if trail and trail.start() > start + 1:
            stop = trail.start()
        share = _SHARE_FOR.search(norm, start, stop)
        if share and share.start() > start + 1:
            stop = share.start()  # 对重点项目|的补助比例可适当放大
        text = norm[start:stop]
        by = norm[start] in "由经被" and "的" in text  # 由本地企业作为出品单位的|影视剧
        if (
            not ends_in_payee(norm, start, stop) or _BARE_ACTOR.match(norm, start, stop)
        ) and not by:
            acting = actor_end(norm, start, stop)
            if acting is not None and acting > start + 1:
                stop = acting
        return start, stop

    def _phrase_end(self, start: int, first: int) -> int:
        """Where the sub-sentence ends that 对 opens; a phrase may go on over its commas.

        对年销售额达到1亿元，且增长10%以上的企业，给予…: up to the noun that the phrase is about.
        """
        norm = self.norm
        parts = self._parts(start, first)
        stop = parts[0][1]
        if len(parts) > 2 and _AS_WELL.match(norm, *parts[1]) and _WHOLE.search(norm, *parts[1]):
            return parts[1][1]  # 对甲项目，以及乙项目，给予…
        if len(parts) > 2 and _WITH_MORE.match(norm, *parts[1]):
            return parts[1][1]  # 对覆盖园区、服务企业，且流量超过30GB的|新建5G基站，…
        if len(parts) == 2 and not _WHOLE.search(norm, start, stop):
            over = _OVER_COMMA.match(norm, *parts[1])
            if over:
                return over.end()  # 对与龙头企业合作，连片面积达千亩的家庭农场|给予…
        if len(parts) < 3 or norm[stop] == "：" or _WHOLE.search(norm, start, stop):
            return stop
        for begin, end in parts[1:-1]:
            if _PART_BY.match(norm, begin, end) or _GIVES.search(norm, begin, end):
                break
            if _OF_PAYEE.search(norm, begin, end):
                return end
            if norm[end - 1] == "的" and not _PART_BY.match(norm, begin, end):
                return end  # 对新发展500亩以上，连续种植3年以上的
        return stop

    def _payer(self, main: Sum, a: int, end: int) -> str | None:
        norm = self.norm
        part = max(a, norm.rfind("，", a, main.start) + 1)
        chosen = None
        for match in _PAYER.finditer(norm, a, end):
            if _AFTER_CHECK.search(match["who"]) or _NO_PAYER.search(match["who"]):
                continue  # 由县农业局验收合格后给予…: who checks, not who pays
            if _IS_PAYER.search(match["who"]) and (
                chosen is None or (part <= match.start() < main.start)
            ):
                chosen = match
        if chosen is None:
            for match in _SUBJECT_PAYER.finditer(norm, a, main.start):
                if match["who"]:
                    chosen = match
        if chosen is None:
            chosen = _FUNDED.search(norm, main.end, end)
        if chosen is None:
            return None
        who = self.clean[chosen.start("who") : chosen.end("who")]
        also = _ALSO_DOES.search(who)  # 由区政府通报表扬并给予…
        who = who[: also.start()] if also and also.start() > 1 else who
        return "、".join(p for p in _SPLIT_PAYER.split(who) if p) or None

    def _instrument(self, main: Sum, begin: int, end: int) -> str | None:
        norm = self.norm
        give = _last(_GIVE.finditer(norm, begin, main.start))
        after = _INSTRUMENT.search(norm, main.end, end)
        since = give.end() if give else max(begin, norm.rfind("，", begin, main.start) + 1)
        before = _INSTRUMENT.search(norm, since, main.start)
        if before is not None and norm.startswith(("外，", "外每", "后，"), before.end()):
            before = _INSTRUMENT.search(norm, before.end(), main.start)  # 除享受各项补贴外，…
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

    def _scoped_cap(self, now: list[Support]) -> bool:
        """Whether a cap says itself that it holds per unit, whatever the rate (单个园区最高…)."""
        caps = now[-1].caps
        return bool(caps) and pattern(r"单|每个|每家|同一").match(caps[0].per or "") is not None

    def _cap_of_both(self, now: list[Support]) -> bool:
        """Whether a cap says that it bounds what was named before too (两项合计最高…)."""
        caps = now[-1].caps
        return bool(caps) and _BOTH.search(self.norm, now[-1].start, caps[0].start) is not None

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
