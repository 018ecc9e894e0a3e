"""A list of units, member by member: nested brackets, names cut short, roles set beside a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.facts.unit_names import UNIT_END, is_no_unit
from extract.offices import UNKNOWN, resolve_unit
from extract.patterns import pattern

_ROLE_WORDS = {
    "牵头": "lead", "主办": "lead", "主管": "lead", "主责": "lead", "负责": "responsible", "责任": "responsible", "实施": "responsible", "落实": "responsible", "承办": "responsible",
    "配合": "support", "协办": "support", "协同": "support", "参与": "support", "参加": "support", "协助": "support",
}  # fmt: skip
_TAIL = regex.compile(
    r"(?:等(?:\d+个|(?:[省市区县]|行业|相关|有关|各|其他|成员|职能|主管|涉农)*)(?:部门和单位|单位|部门)?|(?:按|按照|根据|依)(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实)?|分工负责|共同负责|具体负责|分别负责|按分工负责|负责|牵头|配合|参与|落实|组织实施|实施)+$"
)
_TAIL_ENDS = "等位门责头合与实施"
_HEAD = regex.compile(r"(?:由|以及|和|及|与|会同|；|，|、|：|/|\s)+")
# The level that a name opens with; 市场, 市容 and 区域 are words.
_LEVEL = regex.compile(
    r"^(省|市(?!场|容|政(?:管|工|设|公用|建设))|区(?!域|块)|县(?!域)|州|旗|自治区)(?=\p{Han}{2})"
)


@dataclass(slots=True)
class Unit:
    """A responsibility in the making; offsets are those of the folded text."""

    start: int
    end: int
    role: str
    name: str


# 排名第一位为牵头单位，下同
FIRST_LEADS = regex.compile(
    r"[，。；（](?:(?:排名|排列|排|列)?[在居]?(?:第一位?|首位|前位)的?者?(?:单位|部门)?)为牵头(?:责任)?(?:单位|部门)(?P<same>，?下同)?"
)


def role_of_label(word: str) -> str:
    """The role that the word of a label says (牵头: ``lead``)."""
    return next((role for key, role in _ROLE_WORDS.items() if key in word), "responsible")


def list_members(norm: str, clean: str, start: int, end: int, role: str) -> list[Unit]:
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
        elif rank and 2 <= len(unit.name) <= 7 and not UNIT_END.search(unit.name):
            whole = levels[unit.start] + unit.name + rank
            if resolve_unit(whole, None).function != UNKNOWN:
                unit.name = whole
        else:
            rank = said  # 公安、民政、|妇联|等部门


_RANK = regex.compile(r"[局厅委办]$|部门$")
_HALF_NAME = regex.compile(
    r"(?:各?有关|各?相关)[市县区旗州]{1,2}|各[市县区旗]{1,2}(?:（[市县区、]+）)?|各?[省市县区旗州盟]{1,2}(?:、[市县区旗州盟]{1,2}){0,2}"
)
_OTHER_HALF = regex.compile(
    r"、县级市(?![\p{Han}])|(?:、[市县区旗州盟]{1,2}){1,3}(?:（[^（）]*）)?(?:(?:人民)?政府|\p{Han}{2,12}?部门)|、[^、，；。]{1,12}?(?:政府|管委会)"
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
        if "牵头" in tail[0]:
            role = "lead"  # 责任单位：甲局牵头，乙局
        end = tail.start()
    while end > start and norm[end - 1] in "。；，、：":
        end -= 1
    first = FIRST_LEADS.search(norm, start, end) if norm.find("为牵头", start, end) >= 0 else None
    if first:  # 县发改局（首位单位为牵头单位，下同）
        end = first.start()
    name = clean[start:end]
    if not 2 <= len(name) <= 40 or is_no_unit(norm[start:end]):
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
