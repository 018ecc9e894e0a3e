"""Units that running text charges with something: who leads, does, supports, explains, drafts
and hosts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

import regex

from extract.facts.unit_lists import Unit, list_members
from extract.facts.unit_names import is_public, may_be_name
from extract.markers import match_marker

_SUFFIX = r"(?:(?:(?!会同|等单位|等部门|商[省市区县州]|由|负责|牵头|协调|配合)\p{Han}){1,14}?(?:人民政府|政府|管理委员会|委员会|办公室|办公厅|办事处|管委会|领导小组|工作组|专班|联席会议|联合会|管理局|监管局|总局|分局|中心支行|支行|分行|银行|集团|公司|中心|协会|商会|学院|大学|局|厅|委(?!员|办|\p{Han}{1,5}[部办局委室](?![门分]))|办(?!公|法|理|事)|部(?!门|分)|院|[大支中总]队)(?:\p{Han}{1,6}[大支中总]队)?(?:（(?!以下简称|下称|简称)[^（）]{1,16}）)?)"
_U = rf"(?:(?:(?:省|市|区|县|州|旗|镇|自治区|各)(?:直属?|委|政府)?|\p{{Han}}{{2,6}}[省市区县州])?{_SUFFIX})"
_COLLECTIVE = (
    r"(?:市级?|省级?|区级?|县级?)?(?:各?有关|各?相关|市直|行业主管|主管)(?:职能)?(?:部门|单位)"
)
# 县财政、税务、住建等部门: members without their rank are told by what follows.
# 各区, 各县（市、区）, 各乡镇（街道): places whose governments are meant
_PLACES = r"各(?:地区?|[市县区旗]（[市县区旗、]+）|[乡镇]{1,2}（街道）|[市县区旗州]{1,3}|乡镇街?道?|镇街|街道)(?:(?!（|\p{Han}{0,4}(?:部门|单位|政府|局|委))|\p{Han}{2,6}部门)"
_PARTNER = rf"(?:{_COLLECTIVE}|{_U}|{_PLACES}|[省市区县州旗]?\p{{Han}}{{2,6}}(?<!有关|相关)部门|[省市区县州旗]?\p{{Han}}{{2,8}}?(?=、|等(?:有关|相关)?(?:部门|单位)))"
_TOGETHER = regex.compile(
    rf"(?P<lead>(?:负责)?(?:牵头)?(?:会同|商(?=[省市区县州])|(?<=[局厅办部院])会(?=[省市县区]?(?:级|直)?(?:有关|相关))))(?P<b>{_PARTNER}(?:[、和及]{_PARTNER})*)(?:等)?(?:有关|相关)?(?:单位|部门)?"
)
_INTERPRET = regex.compile(
    rf"(?:由|，|。|(?<![^\n]))(?P<a>{_U}(?:[、和及](?:{_U}))*)(?:等(?:有关|相关)?(?:单位|部门))?(?:按照?[^，。]{{0,8}}?职责(?:分工)?)?(?:共同|分别)?(?:(?:负责|承担)(?:具体)?(?:政策)?(?:的)?(?:\p{{Han}}{{0,6}}?)|进行)?解释"
)
_DRAFT = regex.compile(
    rf"(?:细则|办法|指南|方案|标准|流程)(?:等)?[，]?由(?P<a>{_U}(?:[、和及]{_U})*)(?:等(?:单位|部门))?(?:负责|牵头|另行|会同|研究|具体)*(?!办公室)(?:\p{{Han}}{{0,4}})?(?:制定|制订|下发|发布|出台|印发|明确)"
)
# 县商务局负责制定实施细则
_DRAFTS = regex.compile(
    rf"(?P<a>{_U}(?:[、和及]{_U})*)负责(?:组织|牵头|研究|具体)*(?:制定|制订|起草|拟定|编制)(?:完善)?[^，。；：、]{{0,16}}?(?:细则|办法|指南|方案|标准|流程)"
)
# 本办法由区政府负责解释，具体工作由区发改局等部门承担
_EXPLAINED_BY = regex.compile(
    rf"解释[^。]{{0,12}}?[，；]?具体(?:解释|日常|事务|事宜)?(?:工作|事项|事宜)?由(?P<a>{_U}(?:[、和及]{_U})*)(?:等(?:单位|部门))?(?:负责)?(?:承担|负责|解释|办理)"
)
_BELONGS = regex.compile(rf"解释权(?:归|属于?|由)(?P<a>{_U}(?:[、和及]{_U})*)")
# 办公室设在市财政局, 大队秩序科
_HOST = regex.compile(
    rf"(?:办公室|(?<=\p{{Han}}{{2}})办)，?（?(?:设在|设于|设立在|挂靠在?|设(?=[省市县区州](?:\p{{Han}}){{2,10}}[局委办厅]))(?P<a>{_U}(?:\p{{Han}}{{2,6}}[科股处室])?|\p{{Han}}{{2,10}}[科股处室])(?![\p{{Han}}])"
)


def touches(taken: list[tuple[int, int]], a: int, b: int) -> bool:
    """Whether ``[a, b)`` meets one of the stretches, which are in order and apart."""
    k = bisect_left(taken, (b, 0))
    return k > 0 and taken[k - 1][1] > a


# What units do, after their list. What the word belongs to otherwise (负责人, 配合度) is none.
_ACT = regex.compile(
    r"(?:共同|联合)?(?:负责)?(?:牵头|牵总)(?!单位|部门|人|领导|责任|的)(?:负责)?"
    r"|负责(?![^，。；]{0,8}解释|人|同志|[^，。；]{0,3}(?:制[定订]|出台|发布|印发)|的)(?:(?:组织|抓好|推进)?(?:落实|实施)(?=[，；。、]|$))?"
    r"|(?:积极|密切|予以|协同)?配合(?!度|单位|部门|的|做好的)|(?:共同)?参[与加](?!单位|部门|的|度|[^，。；]{0,24}(?:考核|考评|评比|比赛|竞赛|培训)(?:[。；，]|$))|协助(?!单位|部门|的)|(?:协调|协同|共同)(?:推动|推进|落实|实施|参与)|共同(?:负责)?管理"
    r"|(?:按照?|根据|依照?|依据)(?:各自)?职责(?:分工|范围)?，?(?:共同|分别)?(?P<how>协同|配合)?(?:负责|落实|[做抓]好|推[进动]|实施|组织|开展|履行|参与|管理)"
    r"|(?:[做抓]好|组织|协同|分工)?(?:落实|实施)(?=[，；。、]|$)"
    r"|主管(?=(?:全|本)[省市县区州旗]|(?:行政)?区域内)"
    # 是/为…的牵头单位, 责任主体
    r"|(?:是|为|作为)(?:[^，。；：]{0,24}的)?(?:牵头|责任|配合|协办|承办)(?:单位|部门|机关|机构|主体)(?=[，；。、]|$)"
)
_MANNER = regex.compile(
    r"(?:等(?:\d+个|(?:[省市区县]|行业|相关|有关|各|其他|成员|职能|主管|涉农)*)(?:部门和单位|单位|部门)?|(?:按照?|根据|依照?|依据)(?:各自)?职责(?:分工)?|分工|具体|分别|共同|联合|积极|主要|统一|依法|予以|应当?|[要须]|[做抓]好|组织)+$"
)
# What stands before a list and is no part of it.
_BEFORE_LIST = regex.compile(
    r"由(?!贸)|(?<=机关|机构|部门|单位)[为是](?=[省市区县州旗])|[所下]属的?(?=[省市区县])|(?:需|请)(?=各|[省市县区])|(?<![\p{Han}])经(?!济|信|开|贸|合|营|管|协|发)"
)
_UNIT_LAST = frozenset("局厅委办部院会署社站所队行处室府门位心区关司团联班组部台道镇构）")
_LONGEST_LIST = 300


def charges(
    norm: str, clean: str, start: int, end: int, is_unit: Callable[[str], bool]
) -> Iterator[tuple[int, int, list[Unit]]]:
    """``(start, end of its act, units)`` of each list that is followed by what its members do:
    A牵头，B、C配合; A、B按职责分工负责. Lists with a member that is no unit are left out."""
    floor = start
    for act in _ACT.finditer(norm, start, end):
        stop = act.start()
        if stop <= floor:
            continue
        manner = _MANNER.search(norm, max(floor, stop - 24), stop)
        if manner:
            stop = manner.start()
        stop = _subject_end(norm, floor, stop, act[0])
        if stop <= floor or (norm[stop - 1] not in _UNIT_LAST and not manner):
            continue
        role = _role_of_act(act[0] + "配合" * norm.startswith("配合", act.end()))
        begin = _list_start(norm, max(floor, stop - _LONGEST_LIST), stop)
        units = _all_units(norm, clean, begin, stop, role, is_unit)
        if not units and (tail := _AND_WORKS.search(norm, begin, stop)):
            # 市公安局及水、电、气等专营单位配合
            units = _all_units(norm, clean, begin, tail.start(), role, is_unit)
        if not units and norm.startswith("由", begin - 1):  # 由甲局、某商城共同组织实施
            named = list_members(norm, clean, begin, stop, role)
            if (
                len(named) > 1
                and is_unit(named[0].name)
                and all(may_be_name(u.name) for u in named)
            ):
                units = named
        # 甲局、乙局，各县区政府负责: a list may have commas
        while units and begin - 1 > floor and norm[begin - 1] == "，":
            before = _list_start(norm, max(floor, begin - _LONGEST_LIST), begin - 1)
            more = _all_units(norm, clean, before, begin - 1, role, is_unit)
            if not more:
                break
            begin, units = before, more + units
        if units:
            yield begin, act.end(), units
        floor = act.end()


# 县文化局|在县委统一领导下，负责…; 市住建局|是物业主管部门，负责…: between those charged and the act
_APART = regex.compile(
    r"对[^，。；、]{2,14}(?:全面|直接)?$|(?:，?在[^，。；、]{1,20}(?:领导|指导|统筹|协调)下|(?:是|为|作为)[^，。；、]{2,24}(?:部门|机关|机构|单位))?，$"
)
# 县教育局：负责制定学校停课方案。
_DUTIES = regex.compile(
    r"(?P<who>[^，。；：、\n]{2,24})：(?:\d[.、]|（[一1]）|①)?(?:主要|具体)?(?P<act>负责|牵头|承担|配合|协助|参与|会同|组织)(?!人|单位|部门|领导)"
)
_AND_WORKS = regex.compile(r"(?<=[局委办厅府院会])(?:以)?及(?![局委])[^，。；]{1,24}$")
_CALLED = regex.compile(r"（(?:以下)?(?:统称|简称|称)[^（）]*）$")


def _subject_end(norm: str, floor: int, stop: int, act: str) -> int:
    """Where the list ends whose members do what ``act`` at ``stop`` says: before a short name in
    brackets, and for 负责 before a comma and what is said in passing."""
    apart = _APART.search(norm, floor, stop) if act.startswith("负责") else None
    if apart:
        stop = apart.start()
    called = _CALLED.search(norm, floor, stop)
    return called.start() if called else stop


def _role_of_act(act: str) -> str:
    if "牵头" in act or "牵总" in act:
        return "lead"
    return (
        "support"
        if any(w in act for w in ("配合", "参与", "参加", "协助", "协同", "协调"))
        else "responsible"
    )


def _list_start(norm: str, floor: int, end: int) -> int:
    """Where a list begins that ends at ``end``: after a mark, or a word that leads to it."""
    depth, at = 0, end
    while at > floor:
        char = norm[at - 1]
        if char == "）":
            depth += 1
        elif char == "（":
            if not depth:
                break
            depth -= 1
        elif not depth and char in "。；：！？，\n":
            break
        at -= 1
    for lead in _BEFORE_LIST.finditer(norm, at, end):
        at = lead.end()
    return at


_LONGEST_PLACE = 5


def _all_units(
    norm: str, clean: str, start: int, end: int, role: str, is_unit: Callable[[str], bool]
) -> list[Unit]:
    """The members of a list, none where one of them is no unit."""
    units = list_members(norm, clean, start, end, role) if end - start > 1 else []
    governments = max((u.start for u in units if u.name.endswith("政府")), default=-1)
    return (
        units
        if all(
            is_unit(u.name)
            # 哈尔滨、黑河、绥芬河市政府: places whose governments are meant
            or (u.start < governments and len(u.name) <= _LONGEST_PLACE and may_be_name(u.name))
            for u in units
        )
        else []
    )


_TRIM = regex.compile(
    r"(?:本\p{Han}{1,8}?由|[\p{Han}]{0,8}?(?:政策|措施|办法|意见|规定|细则|条款|内容|事项|工作)?由|由|经(?=[省市区县州旗])|具体|以上|上述)"
)
# What units do together: 甲局会同乙局负责解释, 制定细则.
_INTERPRETED = regex.compile(r"(?:等)?(?:单位|部门)?(?:共同|负责)?[^，。；]{0,8}解释")
_DRAFTED = regex.compile(r"[^，。；]{0,24}?(?:制定|制订|下发|出台|起草|发布|印发|编制|拟定)")
_TO_DRAFT = regex.compile(r"(?:细则|办法|指南)[^。]{0,20}$")
# 各有关部门要密切配合 charges nobody.
_ANYONE = regex.compile(
    r"(?:各级?)?(?:各?有关|各?相关|各)?(?:责任|牵头|配合|成员)?(?:部门|单位|方面)"
)
_PHRASES = (
    (_INTERPRET, "interpret", ("解释",)),
    (_EXPLAINED_BY, "interpret", ("解释",)),
    (_BELONGS, "interpret", ("解释权",)),
    (_DRAFT, "draft", ("制定", "制订", "下发", "发布", "出台", "印发", "明确")),
    (
        _DRAFTS,
        "draft",
        (
            "负责制定",
            "负责制订",
            "负责起草",
            "负责拟定",
            "负责编制",
            "负责组织",
            "负责牵头",
            "负责研究",
            "负责具体",
        ),
    ),
    (_HOST, "host", ("设在", "设于", "设立在", "挂靠", "办公室设")),
)
_MODAL = regex.compile(
    r"(?:要|应当?|将|须|必须|需|可以?|定期|及时|抓紧|尽快|积极|主动|共同|再|也)+$"
)


def charged_in_text(
    norm: str,
    clean: str,
    start: int,
    end: int,
    taken: list[tuple[int, int]],
) -> list[Unit]:
    """Units with a role in running text, outside the stretches that are taken."""
    marker = match_marker(norm[start : start + 12])
    start += marker.length if marker else 0  # 第四条 县旅游局牵头: the office comes after
    result: list[Unit] = []
    seen: set[tuple[int, str]] = set()

    def add(a: int, b: int, role: str) -> None:
        if touches(taken, a, a + 1):
            return
        for unit in list_members(norm, clean, a, b, role) if b - a > 1 else []:
            trim = _TRIM.match(norm, unit.start, unit.end)
            if trim and trim.end() < unit.end - 1:
                unit.start = trim.end()
                unit.name = clean[unit.start : unit.end]
            if (unit.start, role) not in seen and len(unit.name) >= 2:
                seen.add((unit.start, role))
                result.append(unit)

    for match in _TOGETHER.finditer(norm, start, end):
        after = norm[match.end() : match.end() + 40].split("。")[0]
        until = match.start()
        modal = _MODAL.search(norm, start, until)
        if modal and modal.start() - start > 1:
            until = modal.start()  # 各部门|应|会同…
        begin = _list_start(norm, max(start, until - _LONGEST_LIST), until)
        interprets = _INTERPRETED.match(after)
        if interprets:
            add(begin, until, "interpret")
        if _DRAFTED.match(after) or (
            not interprets and _TO_DRAFT.search(norm, max(start, begin - 30), begin)
        ):
            add(begin, until, "draft")
        elif not interprets:
            add(begin, until, "lead")
        add(*match.span("b"), "support")
    for phrase, role, words in _PHRASES:
        if not any(norm.find(word, start, end) >= 0 for word in words):
            continue  # a look is sooner than a search
        for match in phrase.finditer(norm, start, end):
            if role == "interpret" and any(
                u.role in ("interpret", "support")
                and u.start < match.end("a")
                and match.start("a") < u.end
                for u in result
            ):
                continue
            add(match.start("a"), match.end("a"), role)
    duties = _DUTIES.match(norm, start, end)
    if duties and is_public(duties["who"]) and not touches(taken, start, start + 1):
        role = "responsible" if duties["act"] == "会同" else _role_of_act(duties["act"])
        add(*duties.span("who"), role)
    known = {u.start for u in result}
    led: int | None = None
    for a, b, units in charges(norm, clean, start, end, is_public):
        # 甲局牵头，各地、各部门配合: named after one that leads, they are charged
        helps = led is not None and b > led and norm[led:a] in ("", "，", "；", "、")
        led = b if any(u.role == "lead" for u in units) else None
        if not touches(taken, a, b) and (
            helps or not all(_ANYONE.fullmatch(u.name) for u in units)
        ):
            result += [u for u in units if u.start not in known]
    return result
