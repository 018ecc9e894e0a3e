"""Responsible units: every member of a （责任单位：…） bracket, and who interprets,
drafts, hosts, leads or supports in running text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.lexicon import alternation, load
from extract.markers import match_marker
from extract.offices import UNKNOWN, resolve_unit
from extract.patterns import pattern

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
_STOP = regex.compile(
    rf"{alternation(_WORDS['stops'])}(?:：|为)|(?<=[，；。、（])\p{{Han}}{{2,8}}："
)
_BRACKETS = regex.compile(r"[（）]")
_TAIL = regex.compile(
    r"(?:等(?:\d+个|相关|有关|各)?(?:单位|部门)?|(?:按|按照|根据|依)(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实)?|分工负责|共同负责|具体负责|分别负责|按分工负责|负责|牵头|配合|参与|落实|组织实施|实施)+$"
)
_TAIL_ENDS = "等位门责头合与实施"
_HEAD = regex.compile(r"(?:由|以及|和|及|与|会同|；|，|、|：|/|\s)+")
# What stands in such a list and is no unit: days, manners, people.
_NOT_UNIT = regex.compile(
    r"\d{2,}|\d[月日年]|万元|[。！？：]|^(?:各|有关|相关|等)?$|的|注册|符合|依法|具有|以上|以下|包括|要求|^(?:长期|持续|年底|全年|立即|常年)|(?:完成|推进|开展|坚持|落实|同志|书记|市长|县长|区长|局长|主任)$"
)

_SUFFIX = r"(?:(?:(?!会同|由|负责|牵头|协调|配合)\p{Han}){1,14}?(?:人民政府|政府|管理委员会|委员会|办公室|办公厅|管委会|领导小组|工作组|专班|联席会议|联合会|管理局|监管局|总局|分局|中心支行|支行|分行|银行|集团|公司|中心|协会|商会|学院|大学|局|厅|委(?!员)|办(?!公|法|理)|部(?!门|分)|院)(?:（(?!以下简称|下称|简称)[^（）]{1,16}）)?)"
_U = rf"(?:(?:(?:省|市|区|县|州|旗|镇|自治区|各)(?:直属?|委|政府)?|\p{{Han}}{{2,6}}[省市区县州])?{_SUFFIX})"
_COLLECTIVE = (
    r"(?:市级?|省级?|区级?|县级?)?(?:各?有关|各?相关|市直|行业主管|主管)(?:职能)?(?:部门|单位)"
)
_TOGETHER = regex.compile(
    rf"(?P<a>{_U})会同(?P<b>(?:{_COLLECTIVE}|{_U})(?:[、和及](?:{_COLLECTIVE}|{_U}))*)(?:等)?(?:有关|相关)?(?:单位|部门)?"
)
_INTERPRET = regex.compile(
    rf"(?:由|，|。|(?<![^\n]))(?P<a>{_U}(?:[、和及](?:{_U}))*)(?:等(?:有关|相关)?(?:单位|部门))?(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:共同|分别)?(?:负责|承担)(?:具体)?(?:政策)?(?:的)?(?:\p{{Han}}{{0,6}}?)解释"
)
_DRAFT = regex.compile(
    rf"(?:细则|办法|指南|方案|标准|流程)(?:等)?[，]?由(?P<a>{_U}(?:[、和及]{_U})*)(?:等(?:单位|部门))?(?:负责|牵头|另行|会同|研究|具体)*(?:\p{{Han}}{{0,4}})?(?:制定|制订|下发|发布|出台|印发|明确)"
)
# 本办法由区政府负责解释，具体工作由区发改局等部门承担
_EXPLAINED_BY = regex.compile(
    rf"解释[^。]{{0,12}}?[，；]?具体(?:解释|日常|事务|事宜)?(?:工作|事项|事宜)?由(?P<a>{_U}(?:[、和及]{_U})*)(?:等(?:单位|部门))?(?:负责)?(?:承担|负责|解释|办理)"
)
# 县商务局负责新建项目相关工作
_CHARGED = regex.compile(
    rf"(?<![^，。；、）：.\n])由?(?P<a>{_U}(?:[、和及]{_U})*)(?:等(?:单位|部门))?(?:具体|分别|共同)?负责(?!解释|人|同志|制[定订])[^，。；\n]{{2,60}}(?=[，。；\n]|$)"
)
_ALONGSIDE = regex.compile(rf"，会同(?P<a>{_U}(?:[、和及]{_U})*)")
_HOST = regex.compile(rf"办公室(?:设在|设于|设立在|挂靠在?)(?P<a>{_U})")
_LEADS = regex.compile(rf"由(?P<a>{_U}(?:[、和及]{_U})*)(?:负责)?牵头")
_SUPPORTS = regex.compile(
    rf"(?:，|；|、|由)(?P<a>{_U}(?:[、和及]{_U})*)(?:等(?:单位|部门))?(?:予以)?(?:积极)?配合(?!度|做好的)"
)
_LONGEST = 1500  # characters of a bracket; one that is not closed must not swallow the text
_LEVEL = regex.compile(r"^(省|市|区|县|州|旗|自治区)(?=\p{Han}{2})")


@dataclass(slots=True)
class Unit:
    """A responsibility in the making; offsets are those of the folded text."""

    start: int
    end: int
    role: str
    name: str


def read_units(norm: str, clean: str, start: int, end: int) -> list[Unit]:
    """The units charged with something in the paragraph ``norm[start:end]``, in order."""
    text = norm[start:end]
    found: list[Unit] = []
    taken: list[tuple[int, int]] = []
    bracketed = "（" in text
    acts = any(word in text for word in ("负责", "牵头", "配合", "落实"))
    labels = list(_LABEL.finditer(norm, start, end)) if _MAY_LABEL.search(text) else []
    if bracketed and (acts or labels or "）" in text[-2:] or "。（" in text):
        for opening, close in _top_brackets(norm, start, end):
            inner = [x for x in labels if opening < x.start() < close]
            units = (
                _labelled(norm, clean, opening + 1, close, inner)
                or (_phrased(norm, clean, opening + 1, close) if acts else [])
                or _unlabelled(norm, clean, opening, close, start, end)
            )
            if units:
                found += units
                taken.append((opening, close))
    if labels:
        for a, b in _label_lines(norm, start, end, labels, taken):
            inner = [x for x in labels if a <= x.start() < b]
            found += _labelled(norm, clean, a, b, inner)
            insort(taken, (a, b))
    if acts:
        for charge in _CHARGE_END.finditer(norm, start, end):
            b = charge.end()
            a = max(start, norm.rfind("。", start, b) + 1, norm.rfind("；", start, b) + 1)
            marker = match_marker(norm[a : a + 12])
            a += marker.length if marker else 0
            if b - a <= _LONGEST_CHARGE and not _touches(taken, a, b):
                units = _phrased(norm, clean, a, b)
                if any(_is_office(u.name) for u in units) and all(
                    _is_office(u.name) or _is_collective(u.name) for u in units
                ):
                    found += units
                    insort(taken, (a, b))
    if acts or any(
        word in text
        for word in (
            "解释",
            "会同",
            "设在",
            "设于",
            "挂靠",
            "设立在",
            "承担",
            "细则",
            "办法",
            "指南",
        )
    ):
        found += _running(norm, clean, start, end, taken)
    found.sort(key=lambda u: (u.start, u.role))
    return found


_MAY_LABEL = regex.compile(
    rf"{alternation(_WORDS['nouns'])}(?:（\p{{Han}}{{1,6}}）)?[：为有市省区县各和及、]|[头合任办与责]："
)
# A sentence that ends in what its units do.
_CHARGE_END = regex.compile(r"(?:负责|牵头|配合|落实|实施|参与|参加|协助)(?=。|$)")
_LONGEST_CHARGE = 240


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


def _label_lines(
    norm: str,
    start: int,
    end: int,
    labels: list[regex.Match[str]],
    taken: list[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Stretches that a label opens outside brackets: a line, or the rest after a sentence."""
    done = start
    for label in labels:
        at = label.start()
        opens = at == start or norm[at - 1] in "。；）" or (label["noun"] is not None and at < done)
        if at < done or not opens or not label[0].endswith("：") or _touches(taken, at, at + 1):
            continue
        done = _line_stop(norm, at, end)
        yield at, done


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
        [x.start() for x in opened] + [x.start() for x in _STOP.finditer(norm, start, end)] + [end]
    )
    result: list[Unit] = []
    for label in opened:
        stop = stops[bisect_right(stops, label.end() - 1)]
        result += _members(
            norm,
            clean,
            label.end(),
            min(stop, _line_stop(norm, label.end(), stop)),
            _role_of(label["role"]),
        )
    return result


def _role_of(word: str) -> str:
    return next((role for key, role in _ROLE_WORDS.items() if key in word), "responsible")


_ACT = regex.compile(
    r"(?:(?:共同|联合)?(?:负责)?牵头(?:负责|实施|组织实施|落实)?|按(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实|抓好落实)?|(?:分别|共同|具体|分工)?(?:负责(?:组织实施|落实|实施)?|抓好落实|组织实施|落实)|(?:积极|予以)?配合|参与|参加|协助)(?=[，；、。]|$)"
)


def _phrased(norm: str, clean: str, start: int, end: int) -> list[Unit]:
    """（A牵头，B、C配合）, （A、B按职责分工负责）; nothing where any member is no unit."""
    result: list[Unit] = []
    done = start
    for match in _ACT.finditer(norm, start, end):
        act = match[0]
        role = (
            "lead"
            if "牵头" in act
            else "support"
            if any(word in act for word in ("配合", "参与", "参加", "协助"))
            else "responsible"
        )
        units = _members(norm, clean, done, match.start(), role)
        if not units or any(not _looks_like_unit(u.name) for u in units):
            return []
        result += units
        done = match.end()
    return result if not norm[done:end].strip("，；、。") else []


def _unlabelled(
    norm: str, clean: str, opening: int, close: int, start: int, end: int
) -> list[Unit]:
    """（市工信委、市财政局） at the end of a clause: offices and nothing else."""
    closes = close + 1 >= end or norm[close + 1] in "。；"
    after_stop = opening > start and norm[opening - 1] in "。；！"
    if (
        not (closes or after_stop)
        or opening == start
        or _NAMED_BEFORE.search(norm, max(start, opening - 8), opening)
    ):
        return []
    units = _members(norm, clean, opening + 1, close, "responsible")
    if (
        not units
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


def _looks_like_unit(name: str) -> bool:
    return bool(_UNIT_END.search(name)) and len(name) <= 30


@lru_cache(maxsize=4096)
def _is_office(name: str) -> bool:
    """Whether a name is sure to be one of an office: of a place or a level, or one that is known."""
    if _NOT_UNIT.search(name) or len(name) > 30:
        return False
    if _OFFICE_FORM.match(name):
        return True
    known = resolve_unit(name, None)
    return known.function != UNKNOWN and bool(_KNOWN_END.search(name)) and known.kind in _OFFICIAL


_KNOWN_END = regex.compile(r"(?:局|厅|委|办|署|部|会|室|联|海关|支行|分行|院|队)(?:（[^）]*）)?$")
_OFFICIAL = frozenset(
    {"政府部门", "党委部门", "群团组织", "政府", "园区管委会", "中央垂直管理机构"}
)


def _is_collective(name: str) -> bool:
    return bool(_COLLECTIVES.fullmatch(name)) and len(name) <= 24 and not _NOT_UNIT.search(name)


def _members(norm: str, clean: str, start: int, end: int, role: str) -> list[Unit]:
    """The members of a list, nested brackets staying with theirs."""
    result: list[Unit] = []
    depth, begin = 0, start
    level = ""
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
            if unit is not None and result and _REST_OF_NAME.fullmatch(norm, unit.start, unit.end):
                result[-1].end = unit.end  # 各区县党委、政府
                result[-1].name = clean[result[-1].start : unit.end]
            elif unit is not None:
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
    _restore_ranks(result)
    return result


# Between two members: a mark; 和 after an office; nothing, where white space was (市财政局 市商务局).
_BOUND = regex.compile(
    r"[（）、，；,/\n]|(?<=[局厅委办会院府）])(?:以及|和|及|与|会同)(?=[省市区县各]|国家|相关|有关|其他)"
    r"|(?<=[局厅办])(?=[市省区县](?!税务)\p{Han}{2,12}[局厅委办])"
)


def _bounds(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _BOUND.finditer(norm, start, end):
        yield match.span()
    yield end, end


def _restore_ranks(units: list[Unit]) -> None:
    """市发改、经信、财政局: the last one says what rank they all have."""
    rank = ""
    level = next((m[1] for u in units if (m := _LEVEL.match(u.name))), "")
    for unit in reversed(units):
        ending = _RANK.search(unit.name)
        if ending:
            rank = ending[0]
        elif rank and 2 <= len(unit.name) <= 7 and not _UNIT_END.search(unit.name):
            own = "" if _LEVEL.match(unit.name) else level
            whole = own + unit.name + rank
            if resolve_unit(whole, None).function != UNKNOWN:
                unit.name = whole
        else:
            rank = ""


_RANK = regex.compile(r"[局厅委办]$")
_HALF_NAME = regex.compile(r"各[市县区旗]{1,2}(?:（[市县区、]+）)?")
_OTHER_HALF = regex.compile(
    r"、[市县区旗州]{1,2}（[^（）]*）(?:人民)?政府|、[^、，；。]{1,12}?(?:政府|管委会)"
)
_REST_OF_NAME = regex.compile(r"(?:人民)?政府|管委会|党委|党工委")


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
    if not 2 <= len(name) <= 40 or _NOT_UNIT.search(norm[start:end]):
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
    r"(?:本\p{Han}{1,8}?由|[\p{Han}]{0,8}?(?:政策|措施|办法|意见|规定|细则|条款|内容|事项|工作)?由|由|具体|以上|上述)"
)


def _running(
    norm: str, clean: str, start: int, end: int, taken: list[tuple[int, int]]
) -> list[Unit]:
    result: list[Unit] = []
    seen: set[tuple[int, str]] = set()

    def add(a: int, b: int, role: str) -> None:
        if _touches(taken, a, a + 1):
            return
        for unit in _members(norm, clean, a, b, role):
            trim = _TRIM.match(norm, unit.start, unit.end)
            if trim and trim.end() < unit.end - 1:
                unit.start = trim.end()
                unit.name = clean[unit.start : unit.end]
            if (unit.start, role) not in seen and len(unit.name) >= 2:
                seen.add((unit.start, role))
                result.append(unit)

    for match in _TOGETHER.finditer(norm, start, end):
        after = norm[match.end() : match.end() + 40].split("。")[0]
        interprets = bool(
            pattern(r"(?:等)?(?:单位|部门)?(?:共同|负责)?[^，。；]{0,8}解释").match(after)
        )
        drafts = bool(
            pattern(r"^[^，。；]{0,24}?(?:制定|制订|下发|出台|起草|发布|印发|编制|拟定)").search(
                after
            )
        )
        if interprets:
            add(match.start("a"), match.end("a"), "interpret")
        if drafts or (
            not interprets
            and pattern(r"(?:细则|办法|指南)[^。]{0,20}$").search(
                norm[max(start, match.start() - 30) : match.start()]
            )
        ):
            add(match.start("a"), match.end("a"), "draft")
        elif not interprets:
            add(match.start("a"), match.end("a"), "lead")
        add(match.start("b"), match.end("b"), "support")
    for phrase, role in (
        (_INTERPRET, "interpret"),
        (_EXPLAINED_BY, "interpret"),
        (_CHARGED, "responsible"),
        (_ALONGSIDE, "support"),
        (_DRAFT, "draft"),
        (_HOST, "host"),
        (_LEADS, "lead"),
        (_SUPPORTS, "support"),
    ):
        for match in phrase.finditer(norm, start, end):
            if role == "lead" and any(
                u.start < match.end("a") and match.start("a") < u.end for u in result
            ):
                continue
            if role == "interpret" and any(
                u.role in ("interpret", "support")
                and u.start < match.end("a")
                and match.start("a") < u.end
                for u in result
            ):
                continue
            if role == "responsible" and not all(
                _is_office(u.name)
                for u in _members(norm, clean, match.start("a"), match.end("a"), role)
            ):
                continue
            add(match.start("a"), match.end("a"), role)
    return result
