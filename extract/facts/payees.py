"""Who is paid: phrases that end in a noun of persons or bodies (企业, 平台, 毕业生 …).

A sentence names its beneficiary after 对, as the one that is given something (给予企业…), or
as its subject. A subject with what it does (企业租用公共保税仓库的) is cut after its noun; where
no noun of persons or bodies acts, the phrase stands as printed (获得中国专利金奖的).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex
import rjieba

from extract.lexicon import alternation, load
from extract.phrases import first_noun_phrase

_WORDS = load("sums")
PAYEE_NOUN = alternation(_WORDS["payees"]["nouns"])
_LONG = alternation([noun for noun in _WORDS["payees"]["nouns"] if len(noun) > 1])
_BODY = alternation(_WORDS["payees"]["bodies"])
_MONEY = alternation(_WORDS["money_nouns"]["words"])
_NOUNS = tuple(_WORDS["payees"]["nouns"])
_LAST = frozenset("”）" + "".join(noun[-1] for noun in _NOUNS))
_ENDS_IN_PAYEE_ASIDE = regex.compile(rf"{PAYEE_NOUN}[”）]?(?:（\p{{Han}}{{1,6}}）)?$")
_GIVE_INSIDE = regex.compile(r"(?:给予|予以)(?!\p{Han}{0,12}的)")
_FOR_EACH = regex.compile(r"每(?:新|成功)?\p{Han}{2,4}[\d一二三四五六七八九十]+[\p{Han}]")
# 将政策实施范围扩大到|所有符合条件的企业，按…
_EXTENDED = regex.compile(
    rf"将[^，]{{2,40}}?(?:扩大|放宽|延伸|扩展)[到至](?P<who>[^，]{{2,40}}?{PAYEE_NOUN})$"
)
# 到2018年，全省建成100条生产线，财政给予每条…: what is paid for, in a goal said before
_AIMED_AT = regex.compile(
    r"全[省市县区州](?:累计)?(?:(?:新|改)?(?:建成|完成|建设|改造|新建|新增|培育|引进|打造))+\d[\d.]*万?[\p{Han}](?P<who>[\p{Han}、“”]{2,30}?)(?:建设|改造)?$"
)
_HOW_MUCH = regex.compile(
    r"^[^，。的]{0,16}(?:补贴|补助|奖励|资助|奖补|支持)(?:标准|资金|金额|总额|额度|内容|方式|期限)(?:总额|总量)?(?:$|不|最|原则)"
)
_ONLY_HOW_MUCH = regex.compile(
    r"\p{Han}{0,8}(?:总数|名额|数量)(?:不超过|控制在|为|最多)|\p{Han}{0,6}(?:贷款|授信|信贷)(?:额度|期限|金额)|\p{Han}{0,4}期限|(?:最高|每个?(?:项目|企业|单位)|单个(?:项目|企业|单位))?(?:支持|补助|补贴|资助|奖励|奖补|贴息|救助)(?:资金|金额|总?额|标准|率|比例)"
)
_PAYEE_INSIDE = regex.compile(PAYEE_NOUN)
_HIS = regex.compile(r"(?:新)?(?:引进|聘用|组织|推荐|培养|培育|招用|录用|选派|招聘)的[\p{Han}“]")
_ONLY_IF = regex.compile(
    r"(?:经[^，]{2,12}(?:合格|认定|评审|批准|同意|审核|验收)|年龄|连续|且|符合条件|累计)[^，]*的$"
)
_GROWS = regex.compile(r"[^，的]*每(?:新)?(?:增加|增长|提高|新增|上升)\d")
_MONEY_INSIDE = regex.compile(_MONEY)
_UNIT_ONLY = regex.compile(
    r"(?:综合)?(?:评定|评审|考核|评|分|划分)(?:分|为|出|成)*[一二两三四五六七八\d]+个?(?:档|等级?|类|级|层)次?|每\p{Han}(?:再|另|额外)+(?:增加|追加|提高)?|(?:给予|予以)每\p{Han}{1,2}|(?:连续|前|后)?[\d一二三四五]+年内?|(?:每|单)[\p{Han}]{1,2}|(?:最[高多]|不超过|至多|上限|累计|总计|合计|原则上|一次性|分别|为|可|约|再|另)+|(?:提高|调高|增加|上调|调整|降低|下调)(?:到|至|为).{0,8}"
)
_MAY_CLAIM = regex.compile(
    r"(?:每[年月])?(?:还|均|并)?可?以?(?:申请|享受|获得|领取|申领)(?:每[年月])?"
)
_LASTED_ONLY = regex.compile(
    r"\p{Han}{2,6}(?:满|达到?|超过)?[\d一二两三四五]+(?:年|个月)(?:及?以上)?"
)
_SUPPORTS = ("补贴", "补助", "津贴", "奖励", "资助", "奖补", "奖金")
_MANNER_OF = regex.compile(
    r"(?:采用|采取|实行)(?:以奖代补|先建后补|先缴后补|先用后补|以奖促\p{Han}|差额\p{Han}{2})|(?:采用|采取|通过|实行|以|按照?)[\p{Han}“”、]{2,16}(?:方式|形式|办法|模式|原则|程序)(?:，|$)?"
)
_PAYS_ITSELF = regex.compile(
    r"(?:[、和及]?(?:中央|自治区|各?[省市县区州旗镇]|各级|上级|本级|同级)?\p{Han}{0,8}?(?:财政(?:部门|专项资金)?|(?<!的)(?:人民)?政府|(?<!产业)管委会?|(?<![的邮])[局厅委]))+"
)
_PLACE_ONLY = regex.compile(r"(?:全|本|我)?[省市县区州](?:城乡|城镇|农村|城市)?")
_PRIZE = ("奖", "奖”")
_SUMS_UP = regex.compile(
    r"(?:[以前]?[上述]|这|该|同一)?[两三四五]?(?:项|者|类)(?:奖励|补[贴助]|资助|合计|累计|总)"
)
_DATED = regex.compile(
    r"(?:[自从])?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:（含[^）]*）)?(?:以?[前后起内]|之[前后]|以来)?(?:新)?"
)
ENDS_IN_BODY = regex.compile(rf"{_BODY}(?:（[^（）]*）)?$")
ENDS_IN_MONEY = regex.compile(rf"{_MONEY}$")
_LEADING = regex.compile(
    rf"(?!每年)(?P<who>(?:每(?:个|家|户|名|人|位|所)?|单个|单家|其|相关|符合条件的?)?\p{{Han}}{{0,8}}?{_LONG})(?!的|资金|地方|所得|综合)"
)
_EACH = regex.compile(
    rf"(?:给予)?(?:每(?:个|家|户|名|位|所)|单(?:个|家|户|一)|同一个?)(?P<who>\p{{Han}}{{0,6}}?{_BODY})(?!的)"
)

# What a subject's noun is followed by when it acts: a time word or an adverb is no part of it.
_ACTS = regex.compile(
    r"新建|扩建|改建|投资(?=新建|建设|兴建|购|设立|改|扩|引进)|连续|持续|主导|牵头|参与|主办|承办|年(?=[^度限龄内])|当年|上一?年|年度|全年|首次|累计|新增|产值|销售额|营业额|零售额|纳税|每|单|额外|主动|积极|自愿|率先|联合|自|从|在|按|将|向|为|因|被|经|于|由|已|可|均|再|另|与|达|超过|满|且"
    # 外贸公司|出口额达500万美元
    r"|(?!的)\p{Han}{2,8}?(?:首次)?(?:达到?|超过|突破|不低于|不少于|增长)[\d一二三四五六七八九十]"
)
# 新建项目|在享受前款奖励后: what it does itself.
_DOES_NOW = regex.compile(r"在享受|享受|已|均|可(?!再生|持续)|须|应当")
_ACTING_FLAGS = ("v", "vd", "d", "ad", "p", "t", "m")
_OF_NAME = frozenset(_WORDS["payees"]["award_words"])
_LINKS = frozenset("、和或及与")
_COUNTED = regex.compile(r"\d[百千万]?\p{Han}$")
LEAD_IN = regex.compile(rf"{alternation(_WORDS['lead_in']['words'])}")
_LEADS = regex.compile(rf"(?:和|并)?{alternation(_WORDS['lead_in']['words'])}")
_ADVERBIAL = regex.compile(
    r"(?:到(?=\d{4}年)|在|从|自|分|按|按照|根据|依据|依照|参照|经|由|待|视|对照|通过|结合|为|以|于|除|截至|向|凭)"
)
# 在中央台首次播出的|电视剧、纪录片; 在园区新建项目的（不含葡萄）
_WHERE_SHOWN = regex.compile(
    r"在[^，]{4,}的(?:[\p{Han}、]{2,14}(?<!时间|期限|范围|情况|前提|基础|基础上|条件|期间|过程中|情况下|前提下|[后时内中上下])|（[^（）]*）)$"
)
# 由基础层转入创新层的
_RISES = regex.compile(
    r"由[^，。；]{2,14}?(?:转入|转为|转至|升[为至级格]|晋升|进入|变更|迁入|转板)[^，。；]{1,20}的"
)
_CONFIRMED = regex.compile(r"经\p{Han}{2,10}的[\p{Han}“]")
# 特困人员|照料护理标准为每人每月1200元: who it is for stands before
_STANDARD = regex.compile(
    r"(?:照料|基本|最低|护理|养育|饮食|伙食|助餐|住院|临时|补贴|补助|奖励|资助|救助|供养|保障|生活|发放|返还|稳岗|报销)*(?:标准|(?<=返还|补贴|补助|奖励|报销)比例)(?:(?:分别|可|均|统一|同步|相应|同时)*(?:为|按|是|由|从|自|提高|调整|统一|上调|放宽|不得?低于|不得?少于)|$)"
)
_BOUND = regex.compile(
    r"[^，]{0,24}?(?:达到?|超过|突破|在|满|不低于|不少于|高于|为)[\d一二三四五六七八九十百]"
)
_COUNTS = regex.compile(r"\d")
_DOES = frozenset(
    [
        "提供",
        "享受",
        "可享受",
        "可",
        "申请",
        "领取",
        "获得",
        "给予",
        "开展",
        "实施",
        "进行",
        "达到",
        "超过",
    ]
)
# 驻村干部|每人每天生活补助80元
_EACH_TIME = regex.compile(r"每[人户]每[天日月年]\p{Han}")
_WHILE = regex.compile(r"(?:在)?(?:培训|见习|实习|学习|住院|就读|在校|工作|服务|集训|比赛)期间$")
_CALLED = regex.compile(
    r"(?:基本|困难|临时|价格)?(?:生活|养老|护理|照料|交通|伙食|取暖|丧葬|抚恤|优待|保障|救助|医疗)(?:费用?|金|补贴|津贴|补助)$"
)
_EACH_LAST = regex.compile(
    r"每(?:平方米|平米|延米|总吨|净吨|载重吨|立方米|平方公里|公里|千瓦|亩|吨|米|辆|台|套|部|座|间|户|头|只|株|棵|条|艘|个|项|件|张|床|人)$"
)
_PRICED = regex.compile(r"(?:保额|保费|单价|价格|成本)(?:为)?\d[\d.]*[万亿]?元$")
_BY_EACH = regex.compile(r"按照?每\p{Han}{1,2}$")
_MONEYS = ("费", "费用", "奖金", "资金", "经费", "租金", "津贴", "补贴", "补助", "补偿")
_BODY_FIRST = regex.compile(r"(?:企业|单位|个人|农户|学校|机构|职工|学生)(?=\p{Han}{2})")
_GIFT_LAST = regex.compile(r"(?:再|另|各)?(?<!大|等|获|评|设|专|金|银|铜|项|夺)[奖补]$")
_EACH_BUILT = regex.compile(r"每(?:新)?(?:建成|新建|开通|完成|建设|引进|培育)(?:一|\d+)\p{Han}")
_TIME_ONLY = regex.compile(r"(?:前|后|首|第)[\d一二两三四五六]*(?:年|个月)(?:内|起)?")
_LONGEST_NAME = 6
_GOES = frozenset("离返到进驻落入退迁")
# 民宿|经营者, 企业|负责人: the noun goes on
_COMPOUND = regex.compile(
    r"振兴|上行|下行|下乡|进城|出村|在(?:读|职|校|岗|编|册|建)|[一二三]级(?:分|支|\p{Han})|站（点）|站点|（[\p{Han}]{1,3}）级|级(?=\p{Han})|(?:法定)?(?:经营|从业|创业|管理|消费|投资|研究|运营|生产|种植|养殖|加工|承包|租赁|使用|所有|建设|技术)(?:者|人员|主体|户|人|方)|负责人|法定代表人|(?:费|支出|成本)(?!用于)"
)
_MEASURED = regex.compile(
    r"[^，]*(?:\d|[一二两三四五六七八九十]+(?:个|年|人|家|次|名|项))[^，]*的$"
)
_AFTERWARDS = regex.compile(r"(?:(?<!博士)后|起|内|时|期间|基础上|前提下|之日|同时|的，?除外)$")
_OPENING = regex.compile(r"(?:同时|此外|另外|其中|并且|并|且|对于|凡是?|如|若|对)+(?!象)")
ELLIPTIC = regex.compile(
    r"(?!\d{2,3}(?:[-~至到]\d{2,3})?周?岁)(?:第[一二三四五六七八九十\d]+年|(?:此后|其后|之后|以后)?(?:每(?:再|增|新增|增加|增长|满|超过?|实现|完成|达到|上升|提高)?|(?:首次)?(?:达到?|突破|超过)|达到|达|超过|满|低于|高于|突破|不足|增长|增幅|其中|在)?(?!\d{4}年)[\d一二三四五六七八九十百]+(?![\p{Han}]{0,2}级|等奖)|以上)"
)
_OBTAINS = regex.compile(
    r"(?:当年|年度|首次|新|已|成功|经)*(?:获|取得|通过|入选|列入|纳入|评[为选定]|被|认定|晋升|升级|建成|创建|引进|培育|吸纳|招用|录用|安置|聘用|招聘|招录|首[次获]|新[获认评引建设入]|新增(?!量|额)|建有|拥有)"
)
# 首次列入全国百强企业的: among whom one is listed, not who gets it
_LISTED_AMONG = regex.compile(
    r"(?:当年|年度|首次|新|成功|被|经)*(?:列入|入选|入围|进入|纳入|评[为选定]|认定为|获评)"
)
_PASSIVE = regex.compile(
    r"被|获|首[次获]|新[获认评引增建设入]|取得|通过|入选|列入|纳入|评[为选定]|认定|晋升|升级|建成|引进|培育|创建|成功|符合|成立|购买|租用|实施|开展|参加|举办|出版|发表|完成|承担"
)
_GIVING = regex.compile(
    r"(?:一次性|分别|再|另)*(?:给予|予以|发放|享受|奖励(?!对象)|补助|补贴|资助)(?!每)"
)
BEFORE_GIVING = r"，|分别|择优|一次性|[前后首][\d一二三四五两]+年|可以?|将|再|均|按规定|按照?[^，]{1,40}%(?:的比例|的标准|的额度)?|(?<!自)由[^，的]{1,24}|每年|最高|直接|优先|经[^，]{2,20}后|给予|予以|各|一律|另|相应|适当|[省市区县]级?财政|另外|额外"
"""What may stand between a beneficiary and the verb of giving, and belongs to neither."""
_TRAIL = regex.compile(
    rf"(?:{BEFORE_GIVING}|(?:最高|最多)(?:支持|奖励|补贴|补助|资助|配套)|(?:支持|奖励|补贴|补助|资助)?(?:不超过|不得超过)|可?享受|每(?:平方米|亩|吨|千瓦|月|天|晚)|累计|合计|原则上|≤|当年|额外|每(?:家|个|户|项|件|人)(?:企业)?|(?<=\p{{Han}}{{2}})按照?[^，的\d]{{1,24}})+$"
)


def ends_in_payee(norm: str, start: int, stop: int) -> bool:
    """Whether ``norm[start:stop]`` ends in a noun of persons or bodies, its quotes or bracket closed."""
    if stop <= start or norm[stop - 1] not in _LAST or norm.endswith("农村", start, stop):
        return False
    if norm[stop - 1] in "”）":
        stop -= 1
    return norm.endswith(_NOUNS, start, stop)


_VERBS = load("phrases")
_HEADING_ACTOR = regex.compile(
    rf"\p{{Han}}{{0,8}}?{PAYEE_NOUN}(?={alternation([*_VERBS['verbs'], *_VERBS['also_nouns']])})"
)


def heading_payee(heading: str) -> str | None:
    """Whom a heading names that says what they do (贫困户|发展产业奖补政策)."""
    match = _HEADING_ACTOR.match(heading)
    return match[0] if match else None


def leading_payee(norm: str, start: int, end: int) -> int | None:
    """Where the payee ends that a phrase opens with (每家参展企业|展位费), if it does."""
    match = _LEADING.match(norm, start, end)
    if match is None or _MONEY_INSIDE.search(norm, *match.span("who")):
        return None  # 展位费和参展产品|运输费
    return match.end("who")


_BARE_DOES = regex.compile(
    r"(?P<who>\p{Han}{0,6}?(?:企业|单位|公司|农户|合作社|家庭农场|机构|个人|旅行社|学校|医院|协会|经营主体))"
    r"(?:利用|建设|投资|购[买置]|租[用赁]|新建|改建|扩建|开展|实施|引进|招[用聘]|吸纳|贷款|流转|种植|养殖|参加|举办|承办|开发|使用|设立|组织)\p{Han}{4}"
)


_HAS_MEASURE = regex.compile(
    r"(?P<who>(?!每|单|同|其)\p{Han}{0,8}?(?:企业|公司|农户|大户|合作社|家庭农场|机构|旅行社|商户|经营主体))"
    r"(?:年度?|月|日|季度|上年度?|当年|首次|累计|实际|新增|固定资产|主营业务|营业|销售|工业)*"
    r"(?:产[量值]|总产值|零售额|销售额|交易额|出口额|营业额|收入|税收|纳税额|面积|规模|产能|注册资本|投资额?|用[电水气]量|存栏量?|出栏量?)"
    r"(?:首次|累计)?(?:达到?|超过|突破|在|不低于)?\d[^，；。的]*的"
)


def actor_end(norm: str, start: int, stop: int, goes_on: bool = False) -> int | None:
    """Where the noun ends that acts in a phrase (企业|租用公共保税仓库的), ``None`` where none does.

    A noun of persons or bodies acts where a verb, an adverb or a time word follows it. A noun
    inside a relative clause (基地入驻企业实习|的青年) or an object (获得高新技术企业|认定) does not.

    :param goes_on: whether the next sub-sentence goes on (并…), so that this one is no noun phrase.
    """
    bare = _BARE_DOES.match(norm, start, stop)
    if bare and norm.find("的", start, stop - 1) < 0:
        return bare.end("who")  # 企业|利用自有资金投资技术改造项目
    measured = _HAS_MEASURE.match(norm, start, stop)
    if measured:
        return measured.end("who")  # 工厂化企业|日产量10吨以上的
    tokens = rjieba.tag(norm[start:stop])
    whole = ends_in_payee(norm, start, stop)
    obtains = _OBTAINS.match(norm, start, stop) is not None
    at = start
    depth = 0
    last = start
    doer: int | None = None  # a noun that may act: 服务商|服务|企业|500家以上的
    for i, (word, kind) in enumerate(tokens):
        at += len(word)
        if word in "（“《":
            depth += 1
        elif word in "）”》":
            depth = max(0, depth - 1)
        if depth or at >= stop:
            continue
        if len(word) > 1 and word not in _NOUNS and (kind == "v" or word[0] in _GOES):
            continue  # 离校, 入户
        closes = word == "）"
        if not closes and not ends_in_payee(norm, start, at):
            continue
        if _COUNTED.search(norm, start, at):
            continue  # 演出100场: a measure, no place
        last = at
        if closes and not ends_in_payee(norm, start, _opening(norm, start, at)):
            continue
        following, flag = tokens[i + 1]
        if _HIS.match(norm, at, stop):
            continue  # 企业|引进的|毕业生: what the company has
        if following in _LINKS or following in "的（”" or _COMPOUND.match(norm, at, stop):
            continue
        if following in _OF_NAME:
            return None
        relative = "的" in norm[start:at]
        if obtains and not relative and not _DOES_NOW.match(norm, at, stop):
            continue  # 获得全国质量品牌|提升示范区的: what is got, not who gets it
        if doer is None and flag == "vn" and not relative:
            doer = at
        if whole and relative:
            if flag != "v":
                continue
        elif not (
            (closes and not flag.startswith("n"))
            or flag in _ACTING_FLAGS
            or _ACTS.match(norm, at, stop)
        ):
            continue
        if norm[stop - 1] != "的" and not goes_on and _modifies(tokens, i + 1):
            continue
        if doer is not None and following[0].isdigit():
            return doer
        return at
    if (
        doer is not None
        and doer == last
        and norm[stop - 1] == "的"
        and _COUNTS.search(norm, doer, stop)
    ):
        return doer  # 贫困户|养殖生猪达3头及以上的
    return None


def _modifies(tokens: list[tuple[str, str]], i: int) -> bool:
    """Whether a noun stands after the last 的 and nothing is done there (购置|的|设备)."""
    last = max((k for k in range(i, len(tokens)) if tokens[k][0] == "的"), default=None)
    return last is not None and not any(word in _DOES for word, _ in tokens[last + 1 :])


def _opening(norm: str, start: int, closing: int) -> int:
    """Where the bracket opens that closes right before ``closing``."""
    opening = norm.rfind("（", start, closing)
    return opening if opening >= 0 else closing


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a sentence without 对 names."""

    span: tuple[int, int]
    part: int
    """Index of the sub-sentence; -1 where 每家企业 and the like says it in passing."""
    strong: bool
    """Whether that sub-sentence is about them; a lead-in (鼓励企业…) only mentions them."""


def subject(norm: str, parts: list[tuple[int, int]], give: int, inherits: bool) -> Named | None:
    """Who gets something in a sentence without 对.

    :param parts: the sub-sentences up to the first sum.
    :param give: where the verb of giving stands (the first sum, where there is none).
    :param inherits: whether somebody was named before, so that a sub-sentence that only
        states a condition (销售额达到1亿元) names nobody.
    """
    weak: Named | None = None
    phrase: Named | None = None
    for p, (start, stop) in enumerate(parts):
        before_colon = norm[stop] == "："
        stop = min(stop, give)
        opening = _OPENING.match(norm, start, stop)
        if opening and opening.end() < stop - 1:
            start = opening.end()
        inside = _GIVE_INSIDE.search(norm, start, stop)
        if inside and p + 1 < len(parts):
            stop = inside.start()  # 分阶段|给予培养经费支持，最高…
        gift = _GIFT_LAST.search(norm, start, stop)
        stop = gift.start() if gift and gift.start() > start + 1 else stop
        each_each = _EACH_TIME.search(norm, start, stop)
        stop = each_each.start() if each_each else stop
        each_of = _EACH_LAST.search(norm, start, stop)
        if each_of and each_of.start() > start + 1:
            stop = each_of.start()  # 新建冷藏库|每立方米
        stop = _before_name(norm, start, stop)
        by_each = _BY_EACH.search(norm, start, stop)
        stop = by_each.start() if by_each else stop
        if (
            norm.endswith(_MONEYS, start, stop)
            and norm[start] not in "给每"
            and not ends_in_payee(norm, start, stop)
        ):
            body = _BODY_FIRST.match(norm, start, stop)
            if body is None:
                continue  # 搬迁补助费|按每户1500元
            stop = body.end()  # 企业|出口信用保险保费
        if stop - start < 2:
            continue
        if norm.startswith(("包括", "主要包括", "主要是"), start):
            continue  # 包括环境改造、加装电梯等，…
        if _PRICED.search(norm, start, stop) or _TIME_ONLY.fullmatch(norm, start, stop):
            continue  # 母猪保险每头保额1500元，保费…
        if LEAD_IN.match(norm, start, stop):
            span = _led(norm, start, stop)
            if span is not None and span[1] <= stop and not norm.endswith((*_PRIZE, "式"), *span):
                weak = Named(span, p, False)
            continue
        each = _EACH.fullmatch(norm, start, stop)
        if each:
            return Named(each.span("who"), -1, False)
        if norm.startswith("给予每", start) and not _EACH.match(norm, start, stop):
            continue  # 给予|每辆公交车|每年不超过8万元: what is counted
        if _MANNER_OF.fullmatch(norm, start, stop):
            continue  # 采用先缴后补方式，按…
        trail = _TRAIL.search(norm, start, stop)
        if trail and trail.start() > start + 1:
            stop = trail.start()
        elif trail and trail.start() <= start + 1:
            continue
        each_of = _EACH_LAST.search(norm, start, stop)
        stop = each_of.start() if each_of and each_of.start() > start + 1 else stop
        if _LASTED_ONLY.fullmatch(norm, start, stop):
            continue  # 营运1年以上，且每年…的: a condition
        if _MAY_CLAIM.fullmatch(norm, start, stop):
            continue  # 可申请每年最高4000元的租金补贴
        if _PAYS_ITSELF.fullmatch(norm, start, stop):
            continue  # 市人社局|按每人1000元给予补贴: who pays
        if before_colon and norm.endswith(_SUPPORTS, start, stop):
            continue  # 人才津贴：每年6万元
        if _HOW_MUCH.search(norm, start, stop) and not _PAYEE_INSIDE.search(norm, start, stop):
            continue  # 岗位补贴标准|不超过…, 补助资金总额|不超过…
        if _ONLY_HOW_MUCH.match(norm, start, stop):
            continue  # 支持资金|不超过入股公司…, 最高补助金额
        standard = _STANDARD.search(norm, start, stop)
        if standard and (
            not norm.startswith(("符合", "达到", "满足", "具备"), start)
            or norm.find("的", start, standard.start()) > 0
        ):
            stop = standard.start() - norm.endswith("的", start, standard.start())
            if stop - start < 2 or _PLACE_ONLY.fullmatch(norm, start, stop):
                continue
            if norm.endswith(("金", "费", "费用", "补贴", "津贴", "补助"), start, stop):
                called = _CALLED.search(norm, start, stop)
                if called is None or not ends_in_payee(norm, start, called.start()):
                    continue  # 基础养老金|标准为每人每月105元: what it is called
                stop = called.start()  # 集中供养孤儿|基本生活费标准
        if _ADVERBIAL.match(norm, start, stop) and not (
            _CONFIRMED.match(norm, start, stop)
            or _RISES.fullmatch(norm, start, stop)
            or _WHERE_SHOWN.match(norm, start, stop)
            or ends_in_payee(norm, start, stop)
            or (norm[stop - 1] == "的" and norm[start] not in "按根依参由以")
        ):
            continue
        if norm.endswith("期间", start, stop):
            while_at = _WHILE.search(norm, start, stop)
            if while_at is None or not ends_in_payee(norm, start, while_at.start()):
                continue  # 见习期间由就业资金…
            stop = while_at.start()  # 困难家庭学员|培训期间
        if _AFTERWARDS.search(norm, start, stop) and weak is None and p + 1 < len(parts):
            end = actor_end(norm, start, stop)
            if end is not None:
                weak = Named((start, end), p, True)
            continue
        if ELLIPTIC.match(norm, start) or _GIVING.match(norm, start):
            continue
        if _SUMS_UP.match(norm, start, stop) or norm.endswith(_PRIZE, start, stop):
            continue  # 两项奖励总额最高…; 设立“专才奖”，给予每人…: no payee
        if inherits and _GROWS.match(norm, start, stop):
            continue  # 注册资本每增加1亿元，奖励增加…
        if phrase is not None and norm[start] == "每" and not _EACH.match(norm, start, stop):
            continue  # 新认定为…的，每个产品分别给予
        if weak is not None and weak.strong and _ONLY_IF.match(norm, start, stop):
            continue  # 新发展基地30亩以上，经验收合格的，…
        aimed = _AIMED_AT.match(norm, start, stop)
        if aimed and p + 1 < len(parts):
            weak = Named(aimed.span("who"), p + 1, True)
            continue
        if _FOR_EACH.match(norm, start, stop) or _EACH_BUILT.search(norm, start, stop):
            continue  # 每引进1个团队，给予…: a formula, nobody is named
        extended = _EXTENDED.match(norm, start, stop)
        if extended:
            weak = Named(extended.span("who"), p, False)
            continue
        each = _EACH.match(norm, start, stop)
        if each:
            return Named(each.span("who"), -1, False)
        if _UNIT_ONLY.fullmatch(norm, start, stop):
            continue  # 每场|一次性补助25万元: what is counted, nobody is named
        # 在甲中心|注册的: where, not who
        end = actor_end(norm, start, stop) if norm[start] != "在" else None
        if end is None and p + 1 < len(parts) and norm.startswith(("并", "且"), parts[p + 1][0]):
            end = actor_end(norm, start, stop, goes_on=True)  # 企业入驻在…的区域，并符合…的
        if end is None and _ENDS_IN_PAYEE_ASIDE.search(norm, start, stop):
            end = stop
        if end is not None and before_colon:
            weak = Named((start, end), p, True)
        elif end is not None:
            return Named((start, end), p, True)
        elif (
            (weak is not None or inherits)
            and not (
                (dated := _DATED.match(norm, start, stop))
                and _OBTAINS.match(norm, dated.end(), stop)
            )
            and (_MEASURED.match(norm, start, stop) or _BOUND.match(norm, start, stop))
            and not _OBTAINS.match(norm, start, stop)
        ):
            continue  # 鼓励企业…，年节能量达到500吨以上的: a condition, no payee
        elif (
            phrase is None
            and (_PASSIVE.match(norm, start, stop) or norm[stop - 1] == "的")
            and not (weak is not None and weak.strong and norm[stop - 1] != "的")
        ):
            phrase = Named((start, stop), p, True)
        elif weak is None:
            weak = Named((start, stop), p, not _opens_with_verb(norm, start, stop))
    if (
        phrase is not None
        and weak is not None
        and (norm[phrase.span[1] - 1] == "的" or _OBTAINS.match(norm, *phrase.span))
        and ENDS_IN_BODY.search(norm, *weak.span)
        and (
            not _PAYEE_INSIDE.search(norm, *phrase.span)
            or (not weak.strong and _LISTED_AMONG.match(norm, *phrase.span))
        )
    ):
        return Named(weak.span, phrase.part, True)  # 鼓励企业创新，首次列入百强的，给予…
    return phrase or weak


def _before_name(norm: str, start: int, stop: int) -> int:
    """Where the payee ends whom the name of a support follows: 乡村医生|基本药物|补助."""
    if not norm.startswith(("补助", "补贴", "津贴"), stop) or ends_in_payee(norm, start, stop):
        return stop
    for end in range(stop - 2, max(start + 1, stop - _LONGEST_NAME - 1), -1):
        if ends_in_payee(norm, start, end) and "的" not in norm[end:stop]:
            return end
    return stop


def _opens_with_verb(norm: str, start: int, stop: int) -> bool:
    """Whether a sub-sentence only says what is done (开展多渠道融资)."""
    tokens = rjieba.tag(norm[start:stop])
    return bool(tokens) and tokens[0][1] in ("v", "vd", "ad")


def _led(norm: str, start: int, stop: int) -> tuple[int, int] | None:
    """Who or what a lead-in is about (鼓励|企业|实施…)."""
    at = start
    while lead := _LEADS.match(norm, at, stop):
        at = lead.end()
    end = actor_end(norm, at, stop) if at < stop - 1 else None
    return (at, end) if end is not None else first_noun_phrase(norm, at, stop)
