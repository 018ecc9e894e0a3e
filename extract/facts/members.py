"""People on a roster: 组　长：潘东旭  市委副书记、市长."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import regex

from extract.lexicon import load
from extract.patterns import pattern

_WORDS = load("people")

_ROLE = r"(?:第一|常务)?(?:副?\s*组\s*长|副?\s*主\s*任(?!\s*委)|成\s*员|副?\s*总\s*指\s*挥|总\s*召\s*集\s*人|副?\s*召\s*集\s*人|副?\s*秘\s*书\s*长|顾\s*问|联\s*[络系]\s*[员人]|副?\s*主\s*任\s*委\s*员|委\s*员|主\s*席|副\s*主\s*席)"
_LABEL = regex.compile(
    rf"^\s*(?P<role>(?:办公室)?{_ROLE})(?:\s*[：:]\s*|[ \t\xa0\u3000]+(?=\p{{Han}}))"
)
_SPACE = regex.compile(r"[\s\u3000]+")
_NAME = regex.compile(r"^\p{Han}{2,4}$|^\p{Han}{1,6}[·•]\p{Han}{1,8}$")
_HAN = regex.compile(r"^\p{Han}$")
_COMPOUND = tuple(_WORDS["compound"])
_SURNAMES = frozenset("".join(_WORDS["surnames"].split()))
_POSITION = regex.compile(
    r"书记|市长|县长|区长|局长|主任|处长|行长|经理|厅长|部长|委员|秘书长|主席|院长|校长|所长|董事|巡视员|调研员|科长|主管|会长|组长|理事|总监|院士|教授|镇长|乡长|站长|队长|政委|检察长|台长|社长|总编|负责人|州长|盟长|旗长|副职|法人|专员|总裁|工程师|馆长"
)
_BRACKETED = regex.compile(
    r"(?P<name>\p{Han}{2,4}|\p{Han}[ \xa0\u3000]{1,4}\p{Han}|\p{Han}{1,6}[·•]\p{Han}{1,8})[（(](?P<position>[^（）()]+(?:[（(][^（）()]*[）)][^（）()]*)?)[）)](?:[、，,；;]\s*|[ \t\xa0\u3000]+|$)"
)
# 李红（市发展改革局）: where one works, in place of one's post
_PLACE_OF_WORK = regex.compile(
    r"(?:局|厅|委|办|部|署|院|会|社|站|队|所|处|联|行|校|中心|政府|公司|集团|街道|[市县区旗镇乡])$"
)
_SPACED = regex.compile(r"\s*\p{Han}[ \t\xa0\u3000]{1,4}\p{Han}\s*")
_ALSO = regex.compile(r"[（(]兼任?[）)]$")
# 陈静（女）, 赵红（女，回族）
_WHO_IS = regex.compile(
    r"[（(](?:女|男|\p{Han}{1,5}族)(?:[，,、]\s*(?:女|男|\p{Han}{1,5}族))?[）)]$"
)
_OFFICE = regex.compile(
    r"(?:，|。|；|由)(?P<name>(?!由)\p{Han}{2,4}?)(?:同志)?(?:兼任|兼|担任|任)(?P<role>(?:办公室)?(?:常务)?(?:副)?主任|办公室(?:常务)?(?:副)?主任)"
)


# 办公室主任由何毅同志兼任
_HEADED_BY = regex.compile(
    r"(?P<role>(?:办公室)?(?:常务)?副?(?:主任|组长|总指挥|召集人|秘书长))由(?P<name>\p{Han}{2,3})(?:同志)?(?:兼任|担任)"
)


_HEAD = r"(?:第一|常务)?副?(?:组长|总?指挥长?|主任|总?召集人)"
# 组长由副市长张三担任，副组长由市政府副秘书长李四、市教育局局长王五担任
_FILLED_BY = regex.compile(
    rf"(?P<role>{_HEAD})(?:分别)?由(?P<who>[^。；：，]{{4,120}}?)(?:同志)?(?:分别)?(?:兼任|担任)(?=[，。；]|$)"
)
# 由副市长张三任组长，市教育局局长王五任副组长
_SERVES_AS = regex.compile(
    rf"(?:由|，|、|。)(?P<who>[^。；：，]{{4,120}}?)(?:同志)?(?:兼任|担任|任)(?P<role>{_HEAD})(?=[，。；、]|$)"
)
_WITH_POST = regex.compile(
    r"(?P<position>\p{Han}{0,24}(?:书记|[市县区州盟旗镇乡厅局处科部院校行会所站队组]长|主任|秘书长|主席|委员|常委|经理|调研员|巡视员))(?P<name>\p{Han}{2,3})"
)


@dataclass(slots=True)
class Person:
    """A member in the making. Offsets are those of the source."""

    start: int
    end: int
    name: str
    position: str | None
    role: str


def read_members(
    source: str, start: int, end: int, role: str | None
) -> tuple[list[Person], str | None]:
    """The people named in a line of a roster, and the role that the next lines inherit.

    :param source: the source text (white space tells name from position).
    :param role: the role in force from the lines above, ``None`` before the first.
    """
    text = source[start:end]
    label = _LABEL.match(text)
    offset = 0
    if label:
        role = _SPACE.sub("", label["role"])
        offset = label.end()
    if role is None:
        return [], None
    rest = text[offset:]
    tokens = [(m.start(), m.end()) for m in pattern(r"[^\s\u3000]+").finditer(rest)]
    if not tokens:
        return [], role
    first = rest[tokens[0][0] : tokens[0][1]]
    people = _bracketed(rest, start + offset, role, label is not None)
    if people:
        return people, role
    if label or _SPACED.fullmatch(rest):
        people = _bare(rest, start + offset, role)
        if people:
            return people, role
    taken = 1
    if len(tokens) > 1:
        second = _WHO_IS.sub("", rest[tokens[1][0] : tokens[1][1]])  # 陈 静（女）
        if (_HAN.match(first) and _HAN.match(second)) or (
            first in _COMPOUND and _HAN.match(second)
        ):
            taken = 2
    name = "".join(rest[a:b] for a, b in tokens[:taken])
    printed = tokens[taken - 1][1]
    also = _ALSO.search(name) or _WHO_IS.search(name)
    if also:
        name, printed = name[: also.start()], printed - len(also[0])
    position = "".join(rest[a:b] for a, b in tokens[taken:]) or None
    if (
        not _NAME.match(name)
        or position is None
        or not _POSITION.search(position)
        or (_POSITION.search(name) and len(name) > 2)
    ):
        return [], role  # a vacant post: the position stands where the name would
    at = start + offset + tokens[0][0]
    return [Person(at, start + offset + printed, name, position, role)], role


_INSIDE_LABEL = regex.compile(rf"(?:^|(?<=[\s：:。；]))(?P<role>{_ROLE})\s*[：:]")


def read_run_on(source: str, start: int, end: int) -> list[Person]:
    """The people of a roster that is printed in one line: 组长：甲 副市长 副组长：乙 局长 丙 主任.

    Of at least two labels; a name stands alone or before its post, set apart by white space.
    """
    labels = list(_INSIDE_LABEL.finditer(source, start, end))
    if len(labels) < 2:
        return []
    people: list[Person] = []
    for label, following in itertools.zip_longest(labels, labels[1:]):
        role = _SPACE.sub("", label["role"])
        stop = following.start() if following is not None else end
        full_stop = source.find("。", label.end(), stop)
        stop = full_stop if full_stop >= 0 else stop
        tokens = list(pattern(r"[^\s\u3000]+").finditer(source, label.end(), stop))
        k = 0
        while k < len(tokens):
            first, taken = tokens[k], 1
            name = first[0]
            if _HAN.match(name) and k + 1 < len(tokens) and _HAN.match(tokens[k + 1][0]):
                name, taken = name + tokens[k + 1][0], 2  # 王 荣
            if not (_looks_like_name(name) or ("·" in name and _NAME.match(name))):
                k += 1
                continue
            post = tokens[k + taken][0] if k + taken < len(tokens) else ""
            position = post if _POSITION.search(post) else None
            at, printed = first.start(), tokens[k + taken - 1].end()
            people.append(Person(at, printed, name, position, role))
            k += taken + (position is not None)
    return people


def _looks_like_name(text: str) -> bool:
    """Whether two to four characters are a person's name by their family name, and no post."""
    named = text[0] in _SURNAMES or text.startswith(_COMPOUND)
    place = len(text) > 2 and text.endswith(("区", "县", "局", "委", "办"))  # 高新区（筹备处）
    return named and not place and _NAME.match(text) is not None and not _POSITION.search(text)


def _bare(text: str, at: int, role: str) -> list[Person]:
    """副组长：朱建英、雷永春: names without posts, the whole line or nothing."""
    people: list[Person] = []
    for match in pattern(r"[^、，,；;。]+").finditer(text):
        raw = match[0].strip()
        name = (
            _SPACE.sub("", raw)
            if pattern(r"\p{Han}[ \t\xa0\u3000]+\p{Han}").fullmatch(raw)
            else raw
        )
        if not raw or not _looks_like_name(name) or len(name) > 3:
            return []
        begin = at + match.start() + match[0].index(raw)
        people.append(Person(begin, begin + len(raw), name, None, role))
    return people


def _bracketed(text: str, at: int, role: str, labelled: bool) -> list[Person]:
    """李二（县长）、王三（县财政局局长）: the whole line, or nothing.

    :param labelled: whether the line itself says the role, so that the brackets may name no post
        (梁军（民众大队）).
    """
    people: list[Person] = []
    done = len(text) - len(text.lstrip())
    for match in _BRACKETED.finditer(text.rstrip(), done):
        name = _SPACE.sub("", match["name"])
        told = _POSITION.search(match["position"]) or (
            (labelled or _PLACE_OF_WORK.search(match["position"])) and _looks_like_name(name)
        )
        if match.start() != done or not told:
            return []
        done = match.end()
        people.append(
            Person(
                at + match.start("name"),
                at + match.end("name"),
                name,
                match["position"],
                role,
            )
        )
    return people if done >= len(text.rstrip()) else []


def read_office_heads(norm: str, start: int, end: int) -> list[tuple[int, int, str, str]]:
    """``(start, end, role, position)`` of those named as heads of an office or a group in running
    text (…，王友年兼任办公室主任。). Offsets are those of the folded text.
    """
    found = {
        m.start("name"): (*m.span("name"), m["role"], m["role"])
        for m in _OFFICE.finditer(norm, start, end)
    }
    for m in _HEADED_BY.finditer(norm, start, end):
        if _looks_like_name(m["name"]):
            found.setdefault(m.start("name"), (*m.span("name"), m["role"], m["role"]))
    for phrase in (_FILLED_BY, _SERVES_AS):
        for m in phrase.finditer(norm, start, end):
            at = m.start("who")
            for part in m["who"].split("、"):
                named = _WITH_POST.fullmatch(part.removesuffix("同志"))
                if named and _looks_like_name(named["name"]):
                    a = at + named.start("name")
                    position = named["position"].removeprefix("由")
                    found[a] = (a, at + named.end("name"), m["role"], position)
                at += len(part) + 1
    return sorted(found.values())
