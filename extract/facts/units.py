"""Responsible units: every member of a （责任单位：…） bracket, and who interprets,
drafts, hosts, leads or supports in running text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.lexicon import alternation, load
from extract.markers import match_marker
from extract.offices import UNKNOWN, resolve_unit
from extract.patterns import pattern
from extract.text import fold

_ROLE_WORDS = {
    "牵头": "lead", "主办": "lead", "主管": "lead", "主责": "lead", "负责": "responsible", "责任": "responsible", "实施": "responsible", "落实": "responsible", "承办": "responsible",
    "配合": "support", "协办": "support", "协同": "support", "参与": "support", "参加": "support", "协助": "support",
}  # fmt: skip
_WORDS = load("documents")["unit_labels"]
_ASIDE = r"(?:（\p{Han}{1,6}）)?"  # 牵头（责任）单位, 责任部门（单位）
_LABEL = regex.compile(
    rf"(?:第[一二三]|共同|具体|主要|各)?(?P<role>{alternation(_WORDS['words'])}){_ASIDE}(?:责任)?"
    rf"(?:(?P<noun>{alternation(_WORDS['nouns'])})(?:[和及、]{alternation(_WORDS['nouns'])})?{_ASIDE}(?:[：为]|有：|(?=[市省区县各]))|(?<=牵头|配合|责任|主办|协办|承办|参与|主责)：)"
)
_STOPS = tuple(_WORDS["stops"])
_STOP = regex.compile(rf"{alternation(_WORDS['stops'])}(?:：|为)")
# Any other label; looked for by its colon.
_OTHER_LABEL = regex.compile(r"：(?<=[，；。、（](?P<label>\p{Han}{2,8})：)")

_BRACKETS = regex.compile(r"[（）]")
_TAIL = regex.compile(
    r"(?:等(?:\d+个|(?:[省市区县]|行业|相关|有关|各|其他|成员|职能|主管|涉农)*)(?:部门和单位|单位|部门)?|(?:按|按照|根据|依)(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实)?|分工负责|共同负责|具体负责|分别负责|按分工负责|负责|牵头|配合|参与|落实|组织实施|实施)+$"
)
_TAIL_ENDS = "等位门责头合与实施"
_HEAD = regex.compile(r"(?:由|以及|和|及|与|会同|；|，|、|：|/|\s)+")
# What stands in such a list and is no unit: days, manners, people.
_NOT_UNIT = regex.compile(
    r"\d{2,}|\d[月日年]|万元|[。！？：]|^(?:各|有关|相关|等)?$|的|^[下同]同|为牵头单位|为责任单位|注册|符合|依法|具有|以上|以下|包括|要求|^(?:长期|持续|年底|全年|立即|常年)|(?:完成|推进|开展|坚持|落实|同志|书记|市长|县长|区长|局长|主任)$"
)


@lru_cache(maxsize=4096)
def _is_no_unit(name: str) -> bool:
    return _NOT_UNIT.search(name) is not None


_SUFFIX = r"(?:(?:(?!会同|等单位|等部门|商[省市区县州]|由|负责|牵头|协调|配合)\p{Han}){1,14}?(?:人民政府|政府|管理委员会|委员会|办公室|办公厅|管委会|领导小组|工作组|专班|联席会议|联合会|管理局|监管局|总局|分局|中心支行|支行|分行|银行|集团|公司|中心|协会|商会|学院|大学|局|厅|委(?!员|办|\p{Han}{1,5}[部办局委室](?![门分]))|办(?!公|法|理)|部(?!门|分)|院|[大支中总]队)(?:\p{Han}{1,6}[大支中总]队)?(?:（(?!以下简称|下称|简称)[^（）]{1,16}）)?)"
_U = rf"(?:(?:(?:省|市|区|县|州|旗|镇|自治区|各)(?:直属?|委|政府)?|\p{{Han}}{{2,6}}[省市区县州])?{_SUFFIX})"
_COLLECTIVE = (
    r"(?:市级?|省级?|区级?|县级?)?(?:各?有关|各?相关|市直|行业主管|主管)(?:职能)?(?:部门|单位)"
)
# 县财政、税务、住建等部门: members without their rank are told by what follows.
_PARTNER = (
    rf"(?:{_COLLECTIVE}|{_U}|[省市区县州旗]?\p{{Han}}{{2,6}}?(?=、|等(?:有关|相关)?(?:部门|单位)))"
)
_TOGETHER = regex.compile(
    rf"(?P<lead>(?:负责)?(?:牵头)?(?:会同|商(?=[省市区县州])|(?<=[局厅办部院])会(?=有关|相关)))(?P<b>{_PARTNER}(?:[、和及]{_PARTNER})*)(?:等)?(?:有关|相关)?(?:单位|部门)?"
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
_HOST = regex.compile(rf"办公室（?(?:设在|设于|设立在|挂靠在?)(?P<a>{_U})")
_LONGEST = 1500  # characters of a bracket; one that is not closed must not swallow the text
_LEVEL = regex.compile(r"^(省|市|区|县|州|旗|自治区)(?=\p{Han}{2})")


@dataclass(slots=True)
class Unit:
    """A responsibility in the making; offsets are those of the folded text."""

    start: int
    end: int
    role: str
    name: str


# 排名第一位为牵头单位，下同
_FIRST_LEADS = regex.compile(
    r"[，。；](?:(?:排名|排列|排|列)?[在居]?(?:第一位?|首位|前位)的?者?(?:单位|部门)?)为牵头(?:责任)?(?:单位|部门)(?P<same>，?下同)?"
)


def first_leads(norm: str, start: int, end: int) -> bool:
    """Whether a paragraph says that the first of each list of units leads, here and below."""
    said = _FIRST_LEADS.search(norm, start, end) if norm.find("为牵头", start, end) >= 0 else None
    return said is not None and said["same"] is not None


def read_units(
    norm: str, clean: str, start: int, end: int, first_leads: bool = False
) -> list[Unit]:
    """The units charged with something in the paragraph ``norm[start:end]``, in order.

    :param first_leads: whether the text has said that the first of each list leads.
    """
    text = norm[start:end]
    found: list[Unit] = []
    taken: list[tuple[int, int]] = []
    bracketed = "（" in text
    acts = any(w in text for w in ("负责", "牵头", "配合", "落实", "共同管理"))
    labels = list(_LABEL.finditer(norm, start, end)) if _MAY_LABEL.search(text) else []
    if bracketed and (acts or labels or "）" in text[-2:] or "。（" in text):
        for opening, close in _top_brackets(norm, start, end):
            closes = close + 1 >= end or norm[close + 1] in "。；"
            said = _FIRST_LEADS.search(norm, opening, close) if acts else None
            if said:
                close = said.start()
            inner = [x for x in labels if opening < x.start() < close]
            units = (
                _labelled(norm, clean, opening + 1, close, inner)
                or (_phrased(norm, clean, opening + 1, close) if acts else [])
                or _unlabelled(norm, clean, opening, close, start, closes)
            )
            if (said or first_leads) and len(units) > 1 and _all_alike(units):
                min(units, key=lambda u: u.start).role = "lead"
            stop = _line_stop(norm, opening, close)
            if units and inner and acts and stop < close:  # …。以下均需各市政府落实
                charged = _charges(norm, clean, stop + 1, close, _looks_like_unit)
                units = [*units, *(u for _, _, more in charged for u in more)]
            if units:
                found += units
                taken.append((opening, close))
    if labels:
        for a, b in _label_lines(norm, start, end, labels, taken):
            inner = [x for x in labels if a <= x.start() < b]
            found += _labelled(norm, clean, a, b, inner)
            insort(taken, (a, b))
    if acts or _MAY_RUN.search(text):
        found += _running(norm, clean, start, end, taken)
    found.sort(key=lambda u: (u.start, u.role))
    return found


def _all_alike(units: list[Unit]) -> bool:
    return all(u.role == "responsible" for u in units)


def listed_units(norm: str, clean: str, start: int, end: int, role: str) -> list[Unit]:
    """The units that a cell lists under a head that says their role; what is none is left out."""
    if end - start < 2:
        return []
    return [
        u
        for u in _members(norm, clean, start, end, role)
        if _looks_like_unit(u.name) or u.name.endswith(("镇", "乡", "村"))
    ]


_CELL_ENDS = ("股", "馆", "队", "会", "站", "所", "院", "校", "社", "公司", "中心", "集团")


def office_cell(norm: str, clean: str, start: int, end: int, role: str) -> list[Unit]:
    """The units of a cell that names units and nothing else; none where anything else stands in it."""
    end -= norm.endswith(("|", "。"), start, end)
    if end - start < 3:
        return []
    members = _members(norm, clean, start, end, role)
    if all(
        (_looks_like_unit(u.name) or u.name.endswith(("镇", "乡", "村", "街道", *_CELL_ENDS)))
        and not _TASK.search(u.name)
        for u in members
    ):
        return members
    return []


_TASK = regex.compile(
    r"\d|^(?:新建|改造|完成|实现|建成|提升|打造|开展|培育|新增|推[进动]|加[强快]|支持)"
)
_MAY_LABEL = regex.compile(
    rf"{alternation(_WORDS['nouns'])}(?:（\p{{Han}}{{1,6}}）)?[：为有市省区县各和及、]|[头合任办与责]："
)
_MAY_RUN = regex.compile(
    r"解释|会同|会有关|会相关|协助|参与|参加|商[省市区县州]|设[在于]|设立在|挂靠|承担|细则|办法|指南|职责"
)


def _touches(taken: list[tuple[int, int]], a: int, b: int) -> bool:
    """Whether ``[a, b)`` meets one of the stretches, which are in order and apart."""
    k = bisect_left(taken, (b, 0))
    return k > 0 and taken[k - 1][1] > a


def _top_brackets(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Brackets that lie in no other; one that is not closed runs on to the end of its sentence."""
    depth, opening = 0, start
    for match in _BRACKETS.finditer(norm, start, end):
        at = match.start()
        if depth and at - opening > _LONGEST:
            depth = 0  # it was never closed
        if match[0] == "（":
            opening = opening if depth else at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield opening, at
    if depth and end - opening <= _LONGEST:
        yield opening, _line_stop(norm, opening, end)


def _line_stop(norm: str, start: int, end: int) -> int:
    stop = norm.find("。", start, end)
    return end if stop < 0 else stop


# 责任领导：张三 责任单位：…
_LEADER_BEFORE = regex.compile(r"(?:领导|责任人|负责人|联系人)：(?:\p{Han}{2,4}[、，]?){1,4}$")
_LEADERS = 28


def _label_lines(
    norm: str,
    start: int,
    end: int,
    labels: list[regex.Match[str]],
    taken: list[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Stretches that a label opens outside brackets: a line, or the rest after a sentence."""
    done = start
    marker = match_marker(norm[start : start + 12])
    body = start + (marker.length if marker else 0)
    for label in labels:
        at = label.start()
        opens = (
            at in (start, body)
            or norm[at - 1] in "。；）-"
            or (label["noun"] is not None and at < done)
            or _LEADER_BEFORE.search(norm, max(start, at - _LEADERS), at) is not None
        )
        if at < done or not opens or not label[0].endswith("：") or _touches(taken, at, at + 1):
            continue
        done = _line_stop(norm, at, end)
        yield at, done


_MAY_HELP = regex.compile("配合|参与|协助")
_HELPS = regex.compile(
    r"[，；](?!其[他余])[^，；。：（）]{2,60}?(?P<act>(?:积极|密切|协同|予以|共同)?(?:配合|参与|协助))(?=[，；。）]|$)"
)


def _labelled(
    norm: str, clean: str, start: int, end: int, labels: list[regex.Match[str]]
) -> list[Unit]:
    """牵头单位：A；责任单位：B、C；完成时限：2025年"""
    opened = [
        x
        for x in labels
        if x.start() == start
        or norm[x.start() - 1] in "；，。、：（）"
        or (x["noun"] and x[0].endswith("："))
    ]
    if not opened:
        return []
    stops = sorted(
        [x.start() for x in opened]
        + [x.start() for x in _STOP.finditer(norm, start, end)]
        + [
            x.start("label")
            for x in _OTHER_LABEL.finditer(norm, start, end)
            if not x["label"].endswith(_STOPS)  # 、县民政局|完成时限：
        ]
        + [end]
    )
    result: list[Unit] = []
    for label in opened:
        stop = stops[bisect_right(stops, label.end() - 1)]
        stop = min(stop, _line_stop(norm, label.end(), stop))
        helps = (
            _HELPS.search(norm, label.end(), stop)
            if _MAY_HELP.search(norm, label.end(), stop)
            else None
        )
        if helps:  # 责任单位：甲局、乙局，丙局配合
            result += _members(norm, clean, helps.start() + 1, helps.start("act"), "support")
            stop = helps.start()
        result += _members(norm, clean, label.end(), stop, role_of_label(label["role"]))
    return result


def role_of_label(word: str) -> str:
    """The role that the word of a label says (牵头: ``lead``)."""
    return next((role for key, role in _ROLE_WORDS.items() if key in word), "responsible")


# What units do, after their list. What the word belongs to otherwise (负责人, 配合度) is none.
_ACT = regex.compile(
    r"(?:共同|联合)?(?:负责)?牵头(?!单位|部门|人|领导|责任|的)(?:负责)?"
    r"|负责(?![^，。；]{0,8}解释|人|同志|[^，。；]{0,3}(?:制[定订]|出台|发布|印发)|的)(?:(?:组织|抓好|推进)?(?:落实|实施)(?=[，；。、]|$))?"
    r"|(?:积极|密切|予以|协同)?配合(?!度|单位|部门|的|做好的)|(?:共同)?参[与加](?!单位|部门|的|度|[^，。；]{0,24}(?:考核|考评|评比|比赛|竞赛|培训)(?:[。；，]|$))|协助(?!单位|部门|的)|(?:协调|协同|共同)(?:推动|推进|落实|实施|参与)|共同(?:负责)?管理"
    r"|(?:按|按照|根据|依照|依据)(?:各自)?职责(?:分工|范围)?(?:共同|分别)?(?P<how>协同|配合)?(?:负责|落实|[做抓]好|推[进动]|实施|组织|开展|履行|参与|管理)"
    r"|(?:[做抓]好|组织|协同|分工)?(?:落实|实施)(?=[，；。、]|$)"
)
_MANNER = regex.compile(
    r"(?:等(?:\d+个|(?:[省市区县]|行业|相关|有关|各|其他|成员|职能|主管|涉农)*)(?:部门和单位|单位|部门)?|(?:按|按照|根据)(?:各自)?职责(?:分工)?|分工|具体|分别|共同|联合|积极|主要|统一|依法|予以|应当?|[要须]|[做抓]好|组织)+$"
)
# What stands before a list and is no part of it.
_BEFORE_LIST = regex.compile(
    r"由(?!贸)|[所下]属的?(?=[省市区县])|(?:需|请)(?=各|[省市县区])|(?<![\p{Han}])经(?!济|信|开|贸|合|营|管|协|发)"
)
_UNIT_LAST = frozenset("局厅委办部院会署社站所队行处室府门位心区关司团联班组部台道镇构）")
_LONGEST_LIST = 300


def _charges(
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
        role = _role_of_act(act[0])
        begin = _list_start(norm, max(floor, stop - _LONGEST_LIST), stop)
        units = _all_units(norm, clean, begin, stop, role, is_unit)
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
    r"(?:，?在[^，。；、]{1,20}(?:领导|指导|统筹|协调)下|(?:是|为|作为)[^，。；、]{2,24}(?:部门|机关|机构|单位))?，$"
)
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
    if "牵头" in act:
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


def _all_units(
    norm: str, clean: str, start: int, end: int, role: str, is_unit: Callable[[str], bool]
) -> list[Unit]:
    """The members of a list, none where one of them is no unit."""
    units = _members(norm, clean, start, end, role) if end - start > 1 else []
    return units if all(is_unit(u.name) for u in units) else []


def _phrased(norm: str, clean: str, start: int, end: int) -> list[Unit]:
    """（A牵头，B、C配合）, （A、B按职责分工负责。…）: a bracket that opens with such a list."""
    charges = list(_charges(norm, clean, start, end, _looks_like_unit))
    first = _line_stop(norm, start, end)
    # Nothing but lists and their acts up to the first full stop.
    done = start
    for a, b, _ in charges:
        if a > first:
            break
        if norm[done:a].strip("，；、由"):
            return []
        done = b
    rest = norm[done:first].strip("，；、。")
    if done == start or (rest and not _WHEN.search(rest)):
        return []
    return [u for _, _, units in charges for u in units]


_WHEN = regex.compile(r"完成|年|月|长期|持续|推进")


def _unlabelled(
    norm: str, clean: str, opening: int, close: int, start: int, closes: bool
) -> list[Unit]:
    """（市工信委、市财政局） at the end of a clause: offices and nothing else.

    :param closes: whether nothing follows the bracket in its sentence.
    """
    after_stop = opening > start and norm[opening - 1] in "。；！"
    if not (closes or after_stop) or _NAMED_BEFORE.search(norm, max(start, opening - 8), opening):
        return []
    units = _members(norm, clean, opening + 1, close, "responsible")
    if (
        len(units) < 1 + (opening == start)  # one alone in a line may be part of a title
        or not _is_office(units[0].name)
        or sum(u.end - u.start for u in units) < (close - opening) * 0.6
    ):
        return []
    if any(not (_is_office(u.name) or _is_collective(u.name)) for u in units):
        return []
    # One office alone may explain a word (向主管部门（市科技局）).
    return units if len(units) > 1 or after_stop else []


_NAMED_BEFORE = regex.compile(r"(?:部门|单位|机构|成员|机关|小组|等|家|方|人|局|办|委|中心)$")
_UNIT_END = regex.compile(
    r"(?:政府|委员会|办公室|办公厅|管委会|管委|领导小组|工作组|专班|联席会议|联合会|银行|集团|公司|中心|协会|商会|学院|大学|企业|单位|部门|园区|开发区|县区|街道|乡镇|镇街|工商联|残联|妇联|总工会|团[省市区县]委|支队|海关|公积金中心|运营商|机构|[局厅委办部院会署社站所队区县市行科处室])(?:（[^）]*）)?$"
)
_COLLECTIVES = regex.compile(
    r"^(?:各|有关|相关|其他|市直|省直|县直|区直|市级|省级).{0,20}|.{0,20}(?:政府|管委会?|园区|开发区|县区|区县|街道|乡镇|镇街|部门|单位|企业|公司|集团|银行|支行|分行|海关|大学|学院|协会|商会|运营商|机构)(?:（[^）]*）)?$"
)
_OFFICE_FORM = regex.compile(
    r"^(?:中共|国家|中国)?(?:[省市区县州旗盟]|自治[区县州]|\p{Han}{1,8}?[省市区县州旗盟])(?!级|场|域).{1,16}?(?:局|厅|委|办|署|部|院|会|政府|中心|支队|总队|大队|公司|银行|支行|分行)(?:（[^）]*）)?$"
)


@lru_cache(maxsize=4096)
def _looks_like_unit(name: str) -> bool:
    name = fold(name)
    return len(name) <= 30 and (
        bool(_UNIT_END.search(name))
        or _is_public(name)
        or resolve_unit(name, None).function != UNKNOWN
    )


# Bodies of government that are called by their kind: 各有关部门, 各县区政府, 产业链专班.
_PUBLIC = regex.compile(
    r"各地(?:区|各部门)?|各部门(?:各单位)?|(?:各|有关|相关|其他|属地|所在地|[省市区县州旗盟镇乡街]|行业|业务|主管|自治区|人民|\p{Han}{0,6}(?:园区|开发区|高新|经开|功能区)).{0,24}?"
    r"(?:政府|管委会?|部门|专班|工作组|领导小组|指挥部|街道|乡镇|镇街|园区|开发区|县区|区县|县市区?|办事处|街道办|(?<!建设|项目|申报|用人|施工|运营|承担|实施|使用|企业|企事业|经营|服务)单位)(?:（[^）]*）)?"
)
_VERB_FIRST = regex.compile(
    r"^(?:支持|鼓励|引导|推动|推进|加强|协调|组织|指导|督促|配合|会同|联合|要求|委托|依托|以及|报|向|对|请|在|按|以|为|将(?!乐)|与|和(?!县|平|政|田|静|硕|顺|龙|林|布)|及|并|可|应(?!急)|或|经过|通过)"
)


@lru_cache(maxsize=4096)
def _is_public(name: str) -> bool:
    """Whether a name is that of an office or a body of government, and of nobody else."""
    name = fold(name)
    if _VERB_FIRST.match(name) or _is_no_unit(name) or len(name) > 30:
        return False
    return (
        _is_office(name)
        or bool(_PUBLIC.fullmatch(name))
        or (name.endswith("部门") and resolve_unit(_unbracketed(name), None).function != UNKNOWN)
        or _BY_KIND.fullmatch(name) is not None
        or _LOWEST.match(name) is not None
    )


def _unbracketed(name: str) -> str:
    """农业农村（畜牧兽医）部门 without what its bracket adds."""
    return pattern(r"（[^（）]*）(?=部门$)").sub("", name)


# 公安机关, 动物卫生监督机构: called by what they do, of whatever place
_BY_KIND = regex.compile(
    r"(?:各级|[省市区县州旗])?(?:公安|司法|税务|检察|监察|审判|财政|民政|\p{Han}{2,8}(?:主管|登记|行政|监督|管理))机关"
    r"|(?:各级|[省市区县州旗])?\p{Han}{2,8}(?:监督|执法|经办|检验|检疫)机构"
    r"|[省市区县州旗]?\p{Han}{0,4}行业协会"
)
_LOWEST = regex.compile(
    r"^(?:(?:乡镇|镇|乡|街道|镇街)(?:人民)?(?:政府|办事处)|各(?:[省市县区旗州镇乡]|街道))(?:（[^）]*）)?$"
)


@lru_cache(maxsize=4096)
def _is_office(name: str) -> bool:
    """Whether a name is sure to be one of an office: of a place or a level, or one that is known."""
    name = fold(name)
    if _is_no_unit(name) or len(name) > 30:
        return False
    if _OFFICE_FORM.match(name):
        return True
    known = resolve_unit(name, None)
    return known.function != UNKNOWN and bool(_KNOWN_END.search(name)) and known.kind in _OFFICIAL


_KNOWN_END = regex.compile(r"(?:局|厅|委|办|署|部|会|室|联|海关|支行|分行|院|队)(?:（[^）]*）)?$")
_OFFICIAL = frozenset(
    {"政府部门", "党委部门", "群团组织", "政府", "园区管委会", "中央垂直管理机构"}
)


@lru_cache(maxsize=4096)
def _is_collective(name: str) -> bool:
    name = fold(name)
    return bool(_COLLECTIVES.fullmatch(name)) and len(name) <= 24 and not _is_no_unit(name)


def _members(norm: str, clean: str, start: int, end: int, role: str) -> list[Unit]:
    """The members of a list, nested brackets staying with theirs."""
    result: list[Unit] = []
    depth, begin = 0, start
    level = ""
    if (
        end > start
        and norm[end - 1] == "）"
        and norm.count("）", start, end) > norm.count("（", start, end)
    ):
        end -= 1  # a bracket that nothing opens
    party: regex.Match[str] | None = None
    for i, stop in _bounds(norm, start, end):
        char = norm[i] if i < end else "、"
        if char == "（":
            depth += 1
        elif char == "）":
            depth -= 1
        elif depth <= 0 and i >= begin:
            if (
                char in "、"
                and i < end
                and _HALF_NAME.fullmatch(norm, begin, i)
                and _OTHER_HALF.match(norm, i, end)
            ):
                continue  # 各区、县（市）政府 is one
            unit = _member(norm, clean, begin, i, role, level)
            if unit is not None and result and _rest_of_name(norm, result[-1], unit):
                result[-1].end = unit.end  # 各区县党委、政府
                result[-1].name = clean[result[-1].start : unit.end]
            elif unit is not None:
                party = _PARTY_LEVEL.match(unit.name) or party
                if party and _PARTY_OFFICE.fullmatch(unit.name):
                    unit.name = party[1] + unit.name  # 市委组织部、宣传部
                found = _LEVEL.match(unit.name)
                level = (
                    found[1]
                    if found
                    else level
                    if not pattern(r"各|\p{Han}{2,8}(?:市|县|区|州)|中国|国家|相关|有关").match(
                        unit.name
                    )
                    else ""
                )
                result.append(unit)
            begin = stop
    for unit in result:
        aside = _ROLE_ASIDE.search(norm, unit.start, unit.end)
        if aside and aside.start() - unit.start > 1:  # 市住建局（牵头）、市财政局
            unit.role, unit.end = role_of_label(aside["role"]), aside.start()
            unit.name = unit.name[: len(unit.name) - len(aside[0])]
    after = norm[max(start, end - 12) : end + 6]
    _restore_ranks(result, "部门" if "等" in after and _AND_DEPARTMENTS.search(after) else "")
    return result


_ROLE_ASIDE = regex.compile(r"（(?P<role>牵头|主办|主责|配合|协办)(?:单位|部门)?）$")
_PARTY_LEVEL = regex.compile(r"((?:[省市区县州旗]|自治区)党?委)(?=\p{Han})")
_PARTY_OFFICE = regex.compile(
    r"(?:组织|宣传|统战|社会工作)部|政法委(?:员会)?|网信办|编办|老干部局|党校"
)
# Between two members: a mark; 和 after an office; nothing, where white space was (市财政局 市商务局).
_BOUND = regex.compile(
    r"[（）、，；,/\n]|(?<=[局厅委办会院府门位区）])(?:以及|和|及|与|会同)(?=[省市区县州各]|国家|相关|有关|其他)"
    r"|(?<=[省市区县州])(?:和|及|与)(?=\p{Han}{2,8}(?:管委会|新区|开发区|[区县市](?:人民)?政府))"
    r"|(?<=[局厅办])(?=[市省区县](?!税务)\p{Han}{2,12}[局厅委办])"
)


def _bounds(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _BOUND.finditer(norm, start, end):
        yield match.span()
    yield end, end


def _restore_ranks(units: list[Unit], rank: str) -> None:
    """市发改、经信、财政局: the last one says what rank they all have.

    :param rank: what is said after the list (市发改、财政等部门).
    """
    level, levels = "", {}
    for unit in units:
        named = _LEVEL.match(unit.name)
        level = named[1] if named else "" if unit.name[0] == "各" else level
        levels[unit.start] = "" if named or unit.name[0] == "各" else level
    said = rank
    for unit in reversed(units):
        ending = _RANK.search(unit.name)
        if ending:
            rank = said or ending[0]
        elif rank and 2 <= len(unit.name) <= 7 and not _UNIT_END.search(unit.name):
            whole = levels[unit.start] + unit.name + rank
            if resolve_unit(whole, None).function != UNKNOWN:
                unit.name = whole
        else:
            rank = ""


_RANK = regex.compile(r"[局厅委办]$|部门$")
_HALF_NAME = regex.compile(
    r"(?:各?有关|各?相关)[市县区旗州]{1,2}|各[市县区旗]{1,2}(?:（[市县区、]+）)?|各?[省市县区旗州盟]{1,2}"
)
_OTHER_HALF = regex.compile(
    r"、县级市(?![\p{Han}])|、[市县区旗州]{1,2}(?:（[^（）]*）)?(?:(?:人民)?政府|\p{Han}{2,12}?部门)|、[^、，；。]{1,12}?(?:政府|管委会)"
)
_AND_DEPARTMENTS = regex.compile(r"等\p{Han}{0,4}?(?:单位|部门)")
_REST_OF_NAME = regex.compile(r"(?:人民)?政府|管委会|党委|党工委")


def _rest_of_name(norm: str, before: Unit, unit: Unit) -> bool:
    """各区县党委、|政府 and 有关部门、|单位 are one; 各区政府、|管委会 are two."""
    rest = norm[unit.start : unit.end]
    if rest == "单位":
        return before.name.endswith("部门")
    if rest == "管委会" and before.name.endswith("政府"):
        return False
    return _REST_OF_NAME.fullmatch(rest) is not None


def _member(norm: str, clean: str, start: int, end: int, role: str, level: str) -> Unit | None:
    head = _HEAD.match(norm, start, end)
    if head:
        start = head.end()
    tail = _TAIL.search(norm, start, end) if norm[end - 1] in _TAIL_ENDS else None
    if tail and tail.start() > start:
        end = tail.start()
    while end > start and norm[end - 1] in "。；，、：":
        end -= 1
    name = clean[start:end]
    if not 2 <= len(name) <= 40 or _is_no_unit(norm[start:end]):
        return None
    full = name
    if (
        level
        and not _LEVEL.match(norm[start:end])
        and not name.startswith("团")
        and pattern(r"(?:局|厅|委|办|委员会|管理局)(?:（[^）]*）)?$").search(norm[start:end])
        and len(name) <= 9
        and not pattern(r"各|\p{Han}{2,8}(?:市|县|区|州)|中国|国家|相关|有关|驻").match(name)
    ):
        full = level + name
    return Unit(start, end, role, full)


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
    (_HOST, "host", ("办公室设", "办公室（设", "办公室挂靠")),
)


_MODAL = regex.compile(
    r"(?:要|应当?|将|须|必须|需|可以?|定期|及时|抓紧|尽快|积极|主动|共同|再|也)+$"
)


def _running(
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
        if _touches(taken, a, a + 1):
            return
        for unit in _members(norm, clean, a, b, role) if b - a > 1 else []:
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
    known = {u.start for u in result}
    led: int | None = None
    for a, b, units in _charges(norm, clean, start, end, _is_public):
        # 甲局牵头，各地、各部门配合: named after one that leads, they are charged
        helps = led is not None and b > led and norm[led:a] in ("", "，", "；", "、")
        led = b if any(u.role == "lead" for u in units) else None
        if not _touches(taken, a, b) and (
            helps or not all(_ANYONE.fullmatch(u.name) for u in units)
        ):
            result += [u for u in units if u.start not in known]
    return result
