"""Who gets what a sentence gives: its beneficiary, and where the words of the measure begin.

A sentence says it after 对 (对…企业), as the one that is given something (给予企业…), as the
object of a choice (遴选10家企业) or as its subject; failing these it is whoever the support, the
sentence or the lead-in of the list before has named. What the words of a phrase tell of
persons and bodies is in :mod:`extract.facts.payees`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import regex

from extract.facts.instruments import INSTRUMENT
from extract.facts.payees import (
    BEFORE_GIVING,
    ELLIPTIC,
    ENDS_IN_BODY,
    ENDS_IN_MONEY,
    LEAD_IN,
    PAYEE_NOUN,
    Named,
    actor_end,
    ends_in_payee,
    subject,
)
from extract.facts.paying import ONCE, WORDS
from extract.lexicon import alternation
from extract.numerals import CHINESE
from extract.patterns import last_match

FOR = regex.compile(
    r"(?:\G|(?<=[，：])|(?<=每年)(?=对)|(?<=将|同时|此外|其中|另外|期间|资金|比例|标准|%|财政|政府|部门|[市县区省]级|[市县区省州]))(?:[（][^）]*[）])?(?P<of>对于?|针对)(?!接|照|标|口|外(?![资来商籍地])|应|比|象|方)"
    # 凡招用失业人员，签订合同的企业，按…
    r"|(?:\G|(?<=[，：]))(?P<of>凡)(?!是?[^，；。]*的(?:，|给|予|奖|补))(?=[^，；。]{4,}，[^，；。]{4,}的\p{Han}{2,8}，)"
)
_BY = regex.compile(r"按照?|依据|根据|参照|依照")
_PART_BY = regex.compile(r"(?:由[^，。；]{1,24}?)?(按照?|依据|根据|参照|依照)")
_EVERY = regex.compile(r"每年")
_MONEY_NOUN = alternation(WORDS["money_nouns"]["words"])
_PAYEE = regex.compile(
    rf"(?:给予|奖励|补助|补贴|资助|奖补|发放给|支付给|拨付给)(?P<who>(?!每|单|一次|最高|不超|适当|相应|其|分|全额|定额|由|费|（|标准|资金|总额|金额|额度|内容|对象|政策|方式|期限|范围)(?:[\p{{Han}}（）、“”]|[前第]\d+(?=[名位强家的至、-])|(?<=至|、|-)\d+(?=[名位])){{0,60}}?{PAYEE_NOUN}(?!(?:经济)?贡献)(?:（[市县区旗、]{{1,3}}）|（\p{{Han}}{{1,4}}）(?=\d))?)(?!研究生|生|后)(?=(?:(?!的|一次性|企业|单位|机构|公司|人才|团队|方|者)\p{{Han}}){{2,8}}(?:补贴|补助|奖励|津贴)|(?:参加|购买|购置|租用|租赁|开展|发生)[^，。；\d]{{0,30}}?{_MONEY_NOUN}的?\d|一次性|最高|不超过|每|各?\d|[一二三四五六七八九十百]+万?元|按|以?奖|补|资|的|其|（(?![^（）]*）\p{{Han}}{{0,6}}?(?:机构|企业|单位|平台|公司))|不|建|定|人民币|单[个家户项]|合计|共计|累计|剩余|连续|\p{{Han}}{{2,14}}?{_MONEY_NOUN}的?(?:不超过)?\d)"
)
_GIVEN_ALREADY = regex.compile(
    r"(?:给予|予以|进行)\p{Han}{0,6}(?:保障|支持|优先|倾斜|指导|辅导|服务|表彰|表扬|通报|授牌|奖励|补助|补贴|资助)[；，。]$"
)
# 奖励|其高管人员: named as the payee apart from whom the sentence is about.
_HAS_SUM = regex.compile(rf"{CHINESE}(?:多|余)?元")
_PAYEE_OF = regex.compile(
    r"(?:给予|奖励|补助|补贴|资助)(?P<who>其\p{Han}{0,8}?(?:人员|团队|人才|负责人|员工|职工|经营者|管理层|管理者|代表人|股东|高管|个人))(?=，|；|。|$|\d|最高|一次性|每|奖|补)"
    # 按其贡献的100%，奖励给|个人
    rf"|(?:奖励|奖补|补助|补贴|返还|发放|支付|兑付|拨付)给(?P<who>\p{{Han}}{{0,8}}?{PAYEE_NOUN})(?=，|；|。|$)"
    # 按每名游客200元奖励|地接旅行社
    rf"|(?:元|%|‰)(?:的(?:标准|比例|额度))?(?:一次性)?(?:奖励|补助|补贴|资助|给予)(?P<who>(?![其给])\p{{Han}}{{0,10}}?{PAYEE_NOUN})(?=，|；|。|$|一次性)"
    # 按其支出的50%，对|举办单位|给予补助
    rf"|(?:%|元)(?:的(?:标准|比例|额度))?，?对(?P<who>(?!其)[\p{{Han}}、]{{0,20}}?{PAYEE_NOUN})(?:给予|予以|进行)(?=\p{{Han}}{{0,6}}(?:奖|补|资))"
)
_GIVES_SOME = regex.compile(
    r"(?:给予|予以|可?享受|发放)(?:一次性|相应|适当|一定)*\p{Han}{0,8}(?:奖励|奖补|补助|补贴|资助|津贴)(?=$|[，：])"
)
# 对省级的给予70%: of what the support before is for
_ONLY_LEVEL = regex.compile(r"(?:属于?)?(?:(?:国家|[省市县区州]|部|厅)[、和及]?)+级?的?")
# 给予|新增软件著作权|每件奖励1000元
_OVER_COMMA = regex.compile(
    rf"(?!给予|按)[^，。；]{{2,40}}的\p{{Han}}{{0,16}}?{PAYEE_NOUN}(?=给予|予以|奖励|补助|补贴|资助|每|按|一次性)"
)
_WITH_MORE = regex.compile(
    r"(?:且|并且|并(?!按|给|可)|同时|面向)[^，。；]{2,80}的[\p{Han}A-Z\d]{2,12}$"
)
_BESIDES = regex.compile(r"(?:面向|通过|具有|拥有|且|并)(?!按|给)")
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
_TRAILING = regex.compile(
    rf"(?:{BEFORE_GIVING}|[省市县区]、[市县区]两?级(?:财政)?|[省市县区州](?:人民)?政府|(?:进行|予以)(?:奖励|奖补|补助|补贴|资助|扶持|支持)|给予\p{{Han}}{{0,8}}(?:奖励|奖补|补助|补贴|资助|扶持|支持|津贴)|按照?[^，的]{{1,24}}|根据[^，的]{{1,30}}|(?<![影电透])视(?![频听觉力野])[^，的]{{1,20}}|在[^，]{{1,20}}基础上|，?符合条件的)+$"
)
_BY_RULE = regex.compile(r"(?:有关|规定|要求|程序|照?(?:相关|国家|职责)|以下|如下)")
_SAYS_HOW_MUCH = regex.compile(r"%|\d|比例|标准|的")
GIVES = regex.compile(
    r"给予|予以|发放|享受|领取|(?:奖励|奖补|补助|补贴|资助|贴息)(?!资金|标准|政策|对象|项目|工作|金额|额)"
)
_FOR_VERB = regex.compile(
    r"分别给予|给予|予以|进行(?=\p{Han}{0,4}(?:奖|补|资助))|奖励|奖补|补助|补贴|资助|按照?|一次性|每(?=[单票吨件头只株个家人户间块台套辆亩场次件项名所座])|最高|单个|各?[奖补]$"
)
# 企业实施节能项目: a bare noun that opens the phrase and does something
# 给予企业|20万元、高校10万元
_AND_ANOTHER = regex.compile(rf"\d[\d.]*[万亿]?元、\p{{Han}}{{0,8}}?{PAYEE_NOUN}(?:每\p{{Han}})?\d")
_PERSONS = regex.compile(r"(?:人员|毕业生|职工|员工|学[徒员生]|劳动者|者|人才)(?:（[^（）]*）)?$")
_DOES_FIRST = regex.compile(
    r"(?:一次性|首次|当年|新)*(?:招[用聘]|吸纳|引进|培[育养训]|组织|接收|安置|聘用|带动)[^，的]{3,}$"
)
_OF_BODY = regex.compile(
    r"[^，]{3,40}的\p{Han}{0,8}(?:企业|单位|机构|公司|主体|合作社|家庭农场|个人|旅行社|学校|组织)"
)
_BARE_ACTOR = regex.compile(
    r"(?:企业|单位|个人|机构|农户|合作社)(?=实施|开展|建设|购买|购置|投资|新建|引进|申请)(?![^，]*的[^，]*$)"
)
_LABEL_LENGTH = 8
_BARE_PAYEE = 2
_SHARE_FOR = regex.compile(
    r"的(?:补助|奖励|补贴|资助|奖补|支持)(?:比例|标准|额度|金额|资金|方式|政策)"
)
# 引进1名博士，给予…: what is done, not who does it
_DEED = regex.compile(
    r"(?:每|成功|新|全职|协助)*(?:引进|培养|培育|招用|吸纳|招聘|招录|聘用|录用|介绍|推荐|安置|带动|转移|迁入|引来|招徕|组织)(?:就业)?(?:\d|[一二两三四五六七八九十]+[名个位家人]|[^，]*(?<!的)(?:人员|毕业生|劳动者|人才)$)"
)
# 迁入1人按照…补助: counted, and nobody named
_DEED_COUNTED = regex.compile(
    r"(?:每|新)?(?:引进|培养|招用|招聘|迁入|引来|介绍|推荐)(?:\d+|[一二三四五])[人名个位家]\p{Han}{0,8}$"
)
_ACT = regex.compile(r"(?:完成|取得|获得|通过|达到|获批|入选)")
_GOES_ON = regex.compile(r"(?:且|并且|同时|以生产|以[^，]{2,12}为主的)")
_ONLY_SAYS_WHICH = regex.compile(r"(?:符合|满足|达到|具备|按照?|依照|连片|当年)")
_PAYEE_INSIDE = regex.compile(PAYEE_NOUN)
_WHOLE = regex.compile(rf"(?:{PAYEE_NOUN}|的|）|”|等|奖|费|额|金)$")
_OF_PAYEE = regex.compile(rf"的\p{{Han}}{{0,16}}?{PAYEE_NOUN}(?:（[^（）]*）)?$")
_OF_THING = regex.compile(r"(?<=[^，]{4})的[\p{Han}A-Z\d]{2,10}$")
_ASIDE = regex.compile(
    r"（[^（）]*\d[^（）]*）$|(?<=的)（(?:包括|包含|如)[^（）]*）$|（(?:以下)?简称[^（）]*）$"
)
_SELECT_OBJECT = regex.compile(
    r"(?<!被|经|通过)(?:评选|遴选|选取|选树|择优选取|择优评选|择优支持|选择|评定|筛选)(?!为|的|分?[一二两三四五六七八\d]+个?(?:档|等|类|级|层))(?:支持|出)?(?:一批|若干|(?:不超过|不多于|不高于|至多|最多)?(?:\d+(?:-\d+)?|[一二三四五六七八九十]+)(?:个|家|名|项|批|位))?(?:左右|以上|以内)?[、]?(?P<what>[^，。；]{2,60}?)(?:，|$|按|给予)"
)
_AIMED = regex.compile(r"针对(?:一批|\d+[个家名项])?(?P<what>[^，。；]{2,40})")
_BUILD_OBJECT = regex.compile(r"(?:建设|打造|创建|培育)一批(?P<what>[^，。；]{2,80})(?=，)")

# 设特等奖1个，奖励20万元: what there is to be won, not who wins it
_SETS_PRIZES = regex.compile(
    r"\p{Han}{0,6}?设(?:立|置)?[^，。的]{0,6}奖(?:项)?[\d一二三四五]+[名个项件]"
)

_BOUND_OF = regex.compile(r"(?P<what>\p{Han}{2,6}?)(?:在|达到?|超过|为)?\d")


def _same_bound(who: str, before: str) -> bool:
    """Whether a phrase bounds what the payee before is bounded by (规模在300张以上的, after
    规模100张以上的机构): then it is another payee."""
    bound = _BOUND_OF.match(who)
    return bound is not None and any(m["what"] == bound["what"] for m in _BOUND_OF.finditer(before))


def bracket_depth(norm: str, start: int, at: int) -> int:
    """How many brackets that opened since ``start`` are open at ``at``."""
    return norm.count("（", start, at) - norm.count("）", start, at)


def sub_sentences(norm: str, start: int, stop: int) -> list[tuple[int, int]]:
    """``norm[start:stop]`` split at ， and ： outside of brackets, empty ones left out."""
    parts: list[tuple[int, int]] = []
    depth, begin = 0, start
    for i in range(start, stop):
        char = norm[i]
        if char in "（“《":
            depth += 1
        elif char in "）”》":
            depth = max(0, depth - 1)
        elif char in "，：" and depth == 0:
            parts.append((begin, i))
            begin = i + 1
    parts.append((begin, stop))
    return [(s, e) for s, e in parts if s < e] or [(start, stop)]


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """Who gets a support, and where its words begin."""

    begin: int
    """Offset in the folded text."""
    name: str | None
    """As printed; ``None`` where nobody is named."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """The stretch of a support up to its first sum."""

    start: int
    first: int
    """Where the first sum stands."""
    end: int
    """Where the support ends."""
    parts: list[tuple[int, int]]
    """The sub-sentences up to the first sum."""
    given: regex.Match[str] | None
    """给予|企业|一次性奖励, before or after the sum."""
    own: regex.Match[str] | None
    """奖励|其高管人员."""


class Beneficiaries:
    """Finds the beneficiaries of one paragraph, sentence by sentence.

    What was said before is kept, because a sentence may leave it out: whom the support before
    pays, whom a sentence names that gives no sum, whom the lead-in of a list names.
    """

    def __init__(self, norm: str, clean: str) -> None:
        self.norm = norm
        self.clean = clean
        self.heading: str | None = None
        """What a label before the sentence names (智能温控大棚：…)."""
        self.lead: str | None = None
        """Whom the lead-in of a list names (对…，按以下标准给予奖励：), for all its items."""
        self.named: str | None = None
        """Whom a sentence before names that gives no sum."""
        self.named_once = False
        """Whether that sentence says 一次性."""
        self.before: Beneficiary | None = None
        """Who gets the support before this one."""
        self.staged: str | None = None
        """Whom a sentence names before the colon that its stages follow
        (对上市企业分阶段给予400万元奖励：…)."""

    def note(self, start: int, end: int) -> None:
        """Take a sentence that gives no sum: it may say whom the next one pays."""
        found = FOR.search(self.norm, start, end)
        if found is not None:
            span = self._noun_phrase(found.end("of"), end)
            if ends_in_payee(self.norm, *span):
                self.named = self.clean[span[0] : span[1]]
                self.named_once = ONCE.search(self.norm, found.end("of"), end) is not None
            return
        give = last_match(_GIVES_SOME.finditer(self.norm, start, end))
        if give is None or give.start() - start < _BARE_PAYEE:
            return
        named = subject(
            self.norm, sub_sentences(self.norm, start, give.start()), give.start(), False
        )
        if named is not None and self._is_body(named.span):  # 年交易额1亿元的企业给予补贴。
            self.named = self._text(named.span)
            self.named_once = ONCE.search(self.norm, start, end) is not None

    def find(self, start: int, first: int, end: int) -> Beneficiary:
        """Who gets the support ``norm[start:end]``, whose first sum stands at ``first``."""
        norm = self.norm
        given = _PAYEE.search(norm, start, end)
        if given and (
            given["who"].count("（") != given["who"].count("）")  # 给予补助（每家企业…
            or _HAS_SUM.search(given["who"])  # 给予三百万元的落|户|奖励
            or given["who"] in ("项目", "平台", "团队项目")  # 给予项目资助: what it is called
        ):
            given = None
        own = _PAYEE_OF.search(norm, start, end)
        o = _Opening(start, first, end, sub_sentences(norm, start, first), given, own)
        found = [
            m
            for m in FOR.finditer(norm, start, first)
            if bracket_depth(norm, start, m.start("of")) == 0
        ]
        for before, match in itertools.pairwise(reversed([None, *found])):
            # 对甲企业，对其用地予以保障，|对乙企业，给予…: only what is given last has a sum
            assert before is not None
            if match is None or _GIVEN_ALREADY.search(norm, match.end("of"), before.start("of")):
                return self._with_for(o, before.start("of"), before.end("of"))
        named = subject(norm, o.parts, self._give(o), self._inherited() is not None)
        chosen = self._chosen(o)
        begin = self._begin(o, named, chosen)
        who = self._given_to(o, begin, named, chosen) or self._about(o, begin, named)
        if who.name is not None and _SETS_PRIZES.match(who.name):
            return Beneficiary(who.begin, self._inherited())
        return who

    # A sentence with 对

    def _with_for(self, o: _Opening, at: int, start: int) -> Beneficiary:
        """Who gets it in a sentence with 对 at ``at``, whose phrase starts at ``start``."""
        norm = self.norm
        given = o.given
        if given and norm.find("，", o.first, given.start()) >= 0:
            given = None
        start, stop = self._noun_phrase(start, o.first)
        about = [part for part in o.parts if part[1] <= at]
        money = bool(about) and ENDS_IN_MONEY.search(norm, start, stop) is not None
        which = norm[stop - 1] == "的" and not _PAYEE_INSIDE.search(norm, start, stop)
        named = subject(norm, about, at, False) if about and (money or which) else None
        if money:
            # 企业租用厂房的，对其租金给予50%: what is paid for, not who gets it
            if given:
                return Beneficiary(at, self._text(given.span("who")))
            if named is not None:
                begin = about[named.part][0] if named.strong else at
                return Beneficiary(begin, self._text(named.span))
        begin = self._begin_with_for(o, at)
        if o.own:
            return Beneficiary(begin, self._text(o.own.span("who")))
        if which and named is not None and self._is_body(named.span):
            # 县内外旅行社宣传…，对组团达1000人次以上的: who does it stands before
            return Beneficiary(at, self._text(named.span))
        if given and (not ENDS_IN_BODY.search(norm, start, stop) or self._is_apart(given)):
            return Beneficiary(begin, self._text(given.span("who")) or None)
        if _ONLY_LEVEL.fullmatch(norm, start, stop) and (inherited := self._inherited()):
            return Beneficiary(begin, inherited)
        his = norm.startswith("其", start) and norm[start + 1] not in "他它"
        if his and self.before is not None and self.before.name:
            return Beneficiary(begin, self.before.name)
        return Beneficiary(begin, self._text((start, stop)) or None)

    def _begin_with_for(self, o: _Opening, at: int) -> int:
        """每年 and 按… open a measure where they stand in sub-sentences before 对."""
        norm = self.norm
        for start, stop in o.parts:
            if start >= at:
                break
            if _EVERY.match(norm, start, stop):
                return start
            # 按照上云企业的数量，|对…: only right before it, and no rule (根据通知要求，)
            by = _PART_BY.match(norm, start, stop) if stop + 1 == at else None
            if by and norm[stop] != "：" and not _BY_RULE.search(norm, by.end(), stop):
                return by.start(1)
        return at

    # A sentence without 对

    def _inherited(self) -> str | None:
        """Whom the support or the sentence before names, for one that names nobody."""
        return self._lasting() or self.named

    def _lasting(self) -> str | None:
        """Whom the support before names, if it holds on; a condition met (获评五星级的) does not."""
        before = self.before
        if before is None or before.name is None or _ACT.match(before.name):
            return None
        by_for = self.norm.startswith("对", before.begin)
        return before.name if by_for or not before.name.endswith("的") else None

    def _give(self, o: _Opening) -> int:
        """Where the words of giving start in the last sub-sentence, or the first sum."""
        by = self._by(o)
        last = o.parts[-1][0]
        stop = by if by is not None and by >= last else o.first
        give = GIVES.search(self.norm, last + 1, o.first)
        return min(stop, give.start()) if give and stop > last else stop

    def _by(self, o: _Opening) -> int | None:
        """Where 按… or 依据… stands that says how much is paid."""
        norm = self.norm
        for start, stop in o.parts:
            for match in _BY.finditer(norm, start, min(stop, o.first)):
                if _BY_RULE.match(norm, match.end()):
                    continue
                if _SAYS_HOW_MUCH.search(norm, match.end(), min(o.end, match.end() + 60)):
                    return match.start()
                return None
        return None

    def _chosen(self, o: _Opening) -> str | None:
        """What is chosen, aimed at or built in the sentence, to be paid for (遴选10家企业)."""
        for phrase in (_AIMED, _SELECT_OBJECT, _BUILD_OBJECT):
            match = last_match(phrase.finditer(self.norm, o.start, o.first))
            if match:
                cut = actor_end(self.norm, *match.span("what"))
                what = self.clean[match.start("what") : cut or match.end("what")]
                return what.split("，")[0].removeprefix("的").removesuffix("建设")
        return None

    def _begin(self, o: _Opening, named: Named | None, chosen: str | None) -> int:
        """Where the measure begins: with its subject, with 每年 or with 按…, whichever rules it."""
        norm, parts = self.norm, o.parts
        inside = named is not None and named.part >= 0
        part = named.part if named is not None and inside else 0
        while part and norm.startswith(("且", "并且"), parts[part][0]):
            part -= 1  # 每吸引一家企业落户，|且达到要求的，给予…
        begin = parts[part][0]
        while norm.startswith(("同时", "此外", "另外", "其中", "并且"), begin):
            begin += 2
        checked = _CHECKED.match(norm, begin, o.first)
        if checked:
            begin = checked.end()
        every = next((start for start, stop in parts if _EVERY.match(norm, start, stop)), None)
        if every is not None:
            leads = (
                named is not None
                and inside
                and named.strong
                and self._is_body(named.span)
                and parts[named.part][0] < every
            )
            if not leads:
                return every
        by = self._by(o)
        if by is None:
            return begin
        if LEAD_IN.match(norm, *parts[0]) and by > parts[0][1]:
            return by  # 支持农场建设，新增系统的，按照…: the lead-in is left out
        strong = named is not None and named.strong
        if self.lead and not (named is not None and self._is_body(named.span)):
            return by  # of one of a list: 进出口额在1亿元以下，按2‰给予
        return by if chosen or not (strong or ELLIPTIC.match(norm, begin)) else begin

    def _given_to(
        self, o: _Opening, begin: int, named: Named | None, chosen: str | None
    ) -> Beneficiary | None:
        """Who gets it, where the words of giving, of choosing or of the list before say so."""
        norm, parts = self.norm, o.parts
        if o.own:
            return Beneficiary(begin, self._text(o.own.span("who")))
        by_body = named is not None and self._is_body(named.span)
        if o.given is None:
            to = _GIVEN_BY.search(norm, parts[-1][0], o.first)
            to = to or _GIVEN_WHAT.search(norm, o.start, o.first)
            if to:
                return Beneficiary(begin, self._text(to.span("who")))
        elif (
            self._is_apart(o.given)
            or self._is_employer(o, named)
            or _AND_ANOTHER.match(norm, o.first)
            or not (named is not None and named.strong and by_body)
        ):
            return Beneficiary(begin, self._text(o.given.span("who")))
        if chosen:
            return Beneficiary(begin, chosen)
        them = _GIVEN_TO.match(norm, *parts[0])
        if them and ends_in_payee(norm, *them.span("who")):
            return Beneficiary(parts[0][0], self._text(them.span("who")))
        if self.lead and not by_body:
            return Beneficiary(begin, self.lead)
        return None

    def _about(self, o: _Opening, begin: int, named: Named | None) -> Beneficiary:
        """Who gets it, as the subject of the sentence says, or else what was said before."""
        norm, parts = self.norm, o.parts
        inherited = self._inherited()
        before = Beneficiary(begin, inherited)
        if named is None and inherited is not None:
            bounded = self._text((parts[0][0], min(self._give(o), parts[0][1])))
            if bounded.endswith("的") and _same_bound(bounded, inherited):
                return Beneficiary(begin, bounded)
        if named is None or (inherited is not None and ELLIPTIC.match(norm, parts[0][0])):
            return before
        who = self._text(named.span)
        acts = _ACT.match(who) and not who.endswith("的") and not self._is_body(named.span)
        if inherited is not None and acts:
            return before  # 对甲药，完成临床前研究给予…；完成临床试验，给予…
        own = parts[named.part][0]
        if named.part > 0 and begin <= own and _GOES_ON.match(norm, own):
            start = min(begin, parts[named.part - 1][0])  # 进入工作站，且期满1年的博士后
            return Beneficiary(start, self._text((start, named.span[1])))
        by_body = self._is_body(named.span)
        if self.staged and not by_body:
            return Beneficiary(begin, self.staged)
        if inherited is not None and ENDS_IN_BODY.search(inherited):
            headless = who.endswith("的") and not by_body and not _same_bound(who, inherited)
            if headless or _DEED.match(who):
                return before  # 对甲企业…；租用厂房的，给予…: the same one
        if inherited is None and _DEED_COUNTED.match(who):
            return before
        if self.heading and _ONLY_SAYS_WHICH.match(who) and not by_body:
            labelled = norm[parts[0][1]] == "：" and len(parts) > 1
            # 智能温控大棚：符合建设标准，…每亩补贴5万元
            return Beneficiary(parts[1][0] if labelled else begin, self.heading)
        if INSTRUMENT.fullmatch(who):
            return before
        if len(who) <= _LABEL_LENGTH // 2 and not by_body and not who.endswith(("的", "奖")):
            called = INSTRUMENT.match(norm, named.span[1])
            if called and not ends_in_payee(norm, *named.span) and not _ACT.match(who):
                return before  # 运营|补贴按每月200元的标准: what the support is called
        if (
            inherited is not None
            and norm[o.start - 1] == "；"
            and len(who) <= _LABEL_LENGTH
            and not who.endswith("的")
            and not by_body
            and not _PAYEE_INSIDE.search(who)
        ):
            return before  # …，传统市场按30%；新兴市场按40%给予奖励
        return Beneficiary(begin, _ASIDE.sub("", who) or who)

    # Phrases

    def _text(self, span: tuple[int, int]) -> str:
        return self.clean[span[0] : span[1]]

    def _is_body(self, span: tuple[int, int]) -> bool:
        """Whether a phrase names somebody who can receive money."""
        return (
            self.norm[span[0]] not in "每单同"
            and ENDS_IN_BODY.search(self.norm, span[0], span[1]) is not None
        )

    def _is_apart(self, given: regex.Match[str]) -> bool:
        """Whether 给予X… names somebody (用人单位) and not only says 企业 again."""
        who = given["who"]
        return len(who) > _BARE_PAYEE and who[0] not in "该上" and self._is_body(given.span("who"))

    def _is_employer(self, o: _Opening, named: Named | None) -> bool:
        """Whether a sentence about persons gives to 企业 (企业新录用人员…，按每人600元给予企业补贴)."""
        return (
            named is not None
            and o.given is not None
            and o.given["who"] in ("企业", "单位", "用人单位", "学校", "机构", "培训机构")
            and _PERSONS.search(self.norm, *named.span) is not None
        )

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
        parts = sub_sentences(norm, start, first)
        stop = parts[0][1]
        if (
            len(parts) > 2
            and _DOES_FIRST.match(norm, start, stop)
            and _OF_BODY.fullmatch(norm, *parts[1])
        ):
            return parts[1][1]  # 对招用失业人员，并签订合同的|企业，按…
        if len(parts) > 2 and _AS_WELL.match(norm, *parts[1]) and _WHOLE.search(norm, *parts[1]):
            return parts[1][1]  # 对甲项目，以及乙项目，给予…
        if len(parts) > 3 and _BESIDES.match(norm, *parts[1]) and _WITH_MORE.match(norm, *parts[2]):
            return parts[2][1]  # 对服务企业，面向…开展应用，且流量超过30GB的|新建5G基站，…
        if len(parts) > 2 and _WITH_MORE.match(norm, *parts[1]):
            return parts[1][1]  # 对覆盖园区、服务企业，且流量超过30GB的|新建5G基站，…
        if len(parts) == 2 and not _WHOLE.search(norm, start, stop):
            over = _OVER_COMMA.match(norm, *parts[1])
            if over:
                return over.end()  # 对与龙头企业合作，连片面积达千亩的家庭农场|给予…
        if len(parts) < 3 or norm[stop] == "：" or _WHOLE.search(norm, start, stop):
            return stop
        for k, (begin, end) in enumerate(parts[1:-1], 1):
            if _PART_BY.match(norm, begin, end) or GIVES.search(norm, begin, end):
                break
            if _OF_PAYEE.search(norm, begin, end):
                more = k + 2 < len(parts) and _WITH_MORE.match(norm, *parts[k + 1])
                return parts[k + 1][1] if more else end
            if k == 1 and _OF_THING.search(norm, begin, end):
                return end  # 对已开展临床试验，获得许可并在本市生产的|2类化学药
            if norm[end - 1] == "的" and not _PART_BY.match(norm, begin, end):
                return end  # 对新发展500亩以上，连续种植3年以上的
        return stop
