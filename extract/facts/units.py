"""Responsible units: every member of a （责任单位：…） bracket, and who interprets,
drafts, hosts, leads or supports in running text."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.patterns import pattern

_ROLE_WORDS = {
    "牵头": "lead", "主办": "lead", "主管": "lead", "负责": "responsible", "责任": "responsible", "实施": "responsible", "落实": "responsible", "承办": "responsible",
    "配合": "support", "协办": "support", "协同": "support", "参与": "support", "参加": "support", "协助": "support",
}  # fmt: skip
_LABEL = regex.compile(
    r"(?P<role>责任|牵头|配合|主办|协办|协同|参与|参加|实施|主管|承办|负责|协助|落实|牵头责任|责任牵头)(?:责任)?(?:单位|部门|科室|处室|主体|区县)[：为]?"
)
_BRACKET = regex.compile(
    r"（(?=(?:责任|牵头|配合|主办|协办|协同|参与|实施|主管|承办|负责|落实)(?:责任)?(?:单位|部门|科室|主体))"
)
_PHRASE_BRACKET = regex.compile(
    r"（(?P<body>[^（）；。]{2,160}?(?:（[^（）]*）[^（）；。]{0,160}?)*?(?:牵头|负责|配合|按职责分工负责|按职责分工)[^（）]{0,160}?(?:（[^（）]*）[^（）]{0,100}?)*)）"
)
_LINE = regex.compile(
    r"^(?:责任|牵头|配合|主办|协办|协同|参与|实施|主管|承办|落实)(?:责任)?(?:单位|部门|科室|主体)："
)
_IN_LINE = regex.compile(
    r"(?<=。)(?:责任|牵头|配合|主办|协办|实施|主管|承办)(?:责任)?(?:单位|部门|科室|主体)："
)
_TAIL = regex.compile(
    r"(?:等(?:有关|相关)?(?:单位|部门|有关部门)?|(?:按|根据)(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实)?|分工负责|共同负责|具体负责|分别负责|按分工负责|负责|牵头|配合|参与|落实|组织实施|实施)+$"
)
_HEAD = regex.compile(r"(?:由|以及|和|及|与|会同|；|，|、|：|\s)+")
_NOT_UNIT = regex.compile(r"\d{2,}|万元|[。！？]|^(?:各|有关|相关)?$|^(?:长期|持续|年底|全年)")

_SUFFIX = r"(?:(?:(?!会同|由|负责|牵头|协调|配合)\p{Han}){1,14}?(?:人民政府|管理委员会|委员会|办公室|办公厅|管委会|领导小组|工作组|专班|联席会议|联合会|管理局|监管局|总局|分局|中心支行|支行|分行|银行|集团|公司|中心|协会|商会|学院|大学|局|厅|委(?!员)|办(?!公|法|理)|部(?!门|分)|院)(?:（(?!以下简称|下称|简称)[^（）]{1,16}）)?)"
_U = rf"(?:(?:(?:省|市|区|县|州|旗|镇|自治区|各)(?:直属?|委|政府)?|\p{{Han}}{{2,6}}[省市区县州])?{_SUFFIX})"
_COLLECTIVE = (
    r"(?:市级?|省级?|区级?|县级?)?(?:各?有关|各?相关|市直|行业主管|主管)(?:职能)?(?:部门|单位)"
)
_TOGETHER = regex.compile(
    rf"(?P<a>{_U})会同(?P<b>(?:{_COLLECTIVE}|{_U})(?:[、和及](?:{_COLLECTIVE}|{_U}))*)(?:等)?(?:有关|相关)?(?:单位|部门)?"
)
_INTERPRET = regex.compile(
    rf"(?:由|，|。|^)(?P<a>{_U}(?:[、和及](?:{_U}))*)(?:等(?:有关|相关)?(?:单位|部门))?(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:共同|分别)?(?:负责|承担)(?:具体)?(?:政策)?(?:的)?(?:\p{{Han}}{{0,6}}?)解释"
)
_DRAFT = regex.compile(
    rf"(?:细则|办法|指南|方案|标准|流程)(?:等)?[，]?由(?P<a>{_U}(?:[、和及]{_U})*)(?:等(?:单位|部门))?(?:负责|牵头|另行|会同|研究|具体)*(?:\p{{Han}}{{0,4}})?(?:制定|制订|下发|发布|出台|印发|明确)"
)
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
    if "单位" in text or "部门" in text or "主体" in text or "科室" in text:
        line = _LINE.match(text)
        if line:
            stop = _line_stop(norm, start, end)
            found += _labelled(norm, clean, start, stop)
            taken.append((start, stop))
        for match in _BRACKET.finditer(norm, start, end):
            close = _closing(norm, match.start(), end)
            found += _labelled(norm, clean, match.end(), close)
            taken.append((match.start(), close))
        for match in _IN_LINE.finditer(norm, start + 1, end):
            if not any(a <= match.start() < b for a, b in taken):
                stop = _line_stop(norm, match.start(), end)
                found += _labelled(norm, clean, match.start(), stop)
                taken.append((match.start(), stop))
    if "负责" in text or "牵头" in text or "配合" in text:
        for match in _PHRASE_BRACKET.finditer(norm, start, end):
            if not any(a <= match.start() < b for a, b in taken):
                units = _phrased(norm, clean, match.start("body"), match.end("body"))
                if units:
                    found += units
                    taken.append(match.span())
    if any(
        word in text
        for word in ("解释", "会同", "设在", "设于", "牵头", "配合", "细则", "办法", "指南")
    ):
        found += _running(norm, clean, start, end, taken)
    found.sort(key=lambda u: (u.start, u.role))
    return found


def _line_stop(norm: str, start: int, end: int) -> int:
    stop = norm.find("。", start, end)
    return end if stop < 0 else stop


def _closing(norm: str, opening: int, end: int) -> int:
    depth = 0
    end = min(end, opening + _LONGEST)
    for i in range(opening, end):
        if norm[i] == "（":
            depth += 1
        elif norm[i] == "）":
            depth -= 1
            if depth == 0:
                return i
    return end


def _labelled(norm: str, clean: str, start: int, end: int) -> list[Unit]:
    """牵头单位：A；责任单位：B、C"""
    labels = list(_LABEL.finditer(norm, start, end))
    result: list[Unit] = []
    for k, label in enumerate(labels):
        if label.start() > start and norm[label.start() - 1] not in "；，。、：（ " and k:
            continue
        stop = labels[k + 1].start() if k + 1 < len(labels) else end
        sentence = norm.find("。", label.end(), stop)
        if sentence >= 0:
            stop = sentence
        result += _members(norm, clean, label.end(), stop, _role_of(label["role"]))
    return result


def _role_of(word: str) -> str:
    return next((role for key, role in _ROLE_WORDS.items() if key in word), "responsible")


_STEP = regex.compile(
    r"(?P<who>.*?)(?P<act>(?:共同|联合)?(?:负责)?牵头(?:负责)?|按(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实)?|(?:分别|共同|具体)?负责|(?:积极)?配合|参与|协助)(?=[，；、。]|$)"
)


def _phrased(norm: str, clean: str, start: int, end: int) -> list[Unit]:
    """（A牵头，B、C配合）, （A、B按职责分工负责）"""
    result: list[Unit] = []
    for match in _STEP.finditer(norm, start, end):
        role = next(
            (
                r
                for w, r in (
                    ("牵头", "lead"),
                    ("配合", "support"),
                    ("参与", "support"),
                    ("协助", "support"),
                )
                if w in match["act"]
            ),
            "responsible",
        )
        units = _members(norm, clean, match.start("who"), match.end("who"), role)
        if any(not _looks_like_unit(u.name) for u in units):
            return []
        result += units
    return result


_UNIT_END = regex.compile(
    r"(?:政府|委员会|办公室|办公厅|管委会|管委|领导小组|工作组|专班|联席会议|联合会|银行|集团|公司|中心|协会|商会|学院|大学|企业|单位|部门|园区|开发区|县区|街道|乡镇|镇街|[局厅委办部院会署社站所队区县市行科处室])(?:（[^（）]*）)?$"
)


def _looks_like_unit(name: str) -> bool:
    return bool(_UNIT_END.search(name)) and len(name) <= 30


def _members(norm: str, clean: str, start: int, end: int, role: str) -> list[Unit]:
    """The members of a list, nested brackets staying with theirs."""
    result: list[Unit] = []
    depth, begin = 0, start
    level = ""
    for i in range(start, end + 1):
        char = norm[i] if i < end else "、"
        if char == "（":
            depth += 1
        elif char == "）":
            depth -= 1
        elif char in "、，；,\n" and depth <= 0:
            if i < end and _HALF_NAME.fullmatch(norm, begin, i) and _OTHER_HALF.match(norm, i, end):
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
            begin = i + 1
    return result


_HALF_NAME = regex.compile(r"各[市县区旗]{1,2}(?:（[市县区、]+）)?")
_OTHER_HALF = regex.compile(r"、[^、，；。]{1,12}?(?:政府|管委会)")
_REST_OF_NAME = regex.compile(r"(?:人民)?政府|管委会|党委|党工委")


def _member(norm: str, clean: str, start: int, end: int, role: str, level: str) -> Unit | None:
    head = _HEAD.match(norm, start, end)
    if head:
        start = head.end()
    tail = _TAIL.search(norm, start, end)
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
        if any(x <= a < y for x, y in taken):
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
        interprets = bool(pattern(r"(?:等)?(?:单位|部门)?负责[^，。；]{0,8}解释").match(after))
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
            add(match.start("a"), match.end("a"), role)
    return result
