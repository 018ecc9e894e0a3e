"""Responsible units: every member of a （责任单位：…） bracket, of a line or a cell that a label
opens, and those that running text charges (:mod:`extract.facts.charges`)."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator

import regex

from extract.facts.charges import charged_in_text, charges, touches
from extract.facts.unit_lists import FIRST_LEADS, Unit, list_members, role_of_label
from extract.facts.unit_names import is_collective, is_office, looks_like_unit
from extract.lexicon import alternation, load
from extract.markers import match_marker

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
_LONGEST = 1500  # characters of a bracket; one that is not closed must not swallow the text


def first_leads(norm: str, start: int, end: int) -> bool:
    """Whether a paragraph says that the first of each list of units leads, here and below."""
    said = FIRST_LEADS.search(norm, start, end) if norm.find("为牵头", start, end) >= 0 else None
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
    acts = _MAY_ACT.search(text) is not None
    labels = list(_LABEL.finditer(norm, start, end)) if _MAY_LABEL.search(text) else []
    if bracketed and (acts or labels or "）" in text[-2:] or "。（" in text):
        for opening, close in _top_brackets(norm, start, end):
            closes = close + 1 >= end or norm[close + 1] in "。；"
            said = FIRST_LEADS.search(norm, opening, close) if acts else None
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
                charged = charges(norm, clean, stop + 1, close, looks_like_unit)
                units = [*units, *(u for _, _, more in charged for u in more)]
            if units:
                found += units
                taken.append((opening, close))
    if labels:
        for a, b in _label_lines(norm, start, end, labels, taken):
            inner = [x for x in labels if a <= x.start() < b]
            units = _labelled(norm, clean, a, b, inner)
            said_first = acts and FIRST_LEADS.search(norm, a, b) is not None
            if (said_first or first_leads) and len(units) > 1 and _all_alike(units):
                units[0].role = "lead"
            found += units
            insort(taken, (a, b))
    if acts or _MAY_RUN.search(text):
        found += charged_in_text(norm, clean, start, end, taken)
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
        for u in list_members(norm, clean, start, end, role)
        if looks_like_unit(u.name) or u.name.endswith(("镇", "乡", "村"))
    ]


_CELL_ENDS = ("股", "馆", "队", "会", "站", "所", "院", "校", "社", "公司", "中心", "集团")


def office_cell(norm: str, clean: str, start: int, end: int, role: str) -> list[Unit]:
    """The units of a cell that names units and nothing else; none where anything else stands in it."""
    start += norm.startswith("|", start, end)
    end -= norm.endswith(("|", "。"), start, end)
    if end - start < 3:
        return []
    members = list_members(norm, clean, start, end, role)
    if all(
        (looks_like_unit(u.name) or u.name.endswith(("镇", "乡", "村", "街道", *_CELL_ENDS)))
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
_MAY_ACT = regex.compile("负责|牵[头总]|配合|落实|共同管理|组织实施|责任主体|[是为的]责任[单部]")
_MAY_RUN = regex.compile(
    r"解释|会同|会[省市县区]?[级直]?[有相]关|协助|参与|参加|商[省市区县州]|设[在于]|办公室设|设立在|挂靠|承担|细则|办法|指南|职责"
)


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
        if at < done or not opens or not label[0].endswith("：") or touches(taken, at, at + 1):
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
            result += list_members(norm, clean, helps.start() + 1, helps.start("act"), "support")
            stop = helps.start()
        result += list_members(norm, clean, label.end(), stop, role_of_label(label["role"]))
    return result


def _phrased(norm: str, clean: str, start: int, end: int) -> list[Unit]:
    """（A牵头，B、C配合）, （A、B按职责分工负责。…）: a bracket that opens with such a list."""
    lists = list(charges(norm, clean, start, end, looks_like_unit))
    first = _line_stop(norm, start, end)
    # Nothing but lists and their acts up to the first full stop.
    done = start
    for a, b, _ in lists:
        if a > first:
            break
        if norm[done:a].strip("，；、由"):
            return []
        done = b
    rest = norm[done:first].strip("，；、。")
    if done == start or (rest and not _WHEN.search(rest)):
        return []
    return [u for _, _, units in lists for u in units]


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
    units = list_members(norm, clean, opening + 1, close, "responsible")
    if (
        len(units) < 1 + (opening == start)  # one alone in a line may be part of a title
        or not is_office(units[0].name)
        or sum(u.end - u.start for u in units) < (close - opening) * 0.6
    ):
        return []
    if any(not (is_office(u.name) or is_collective(u.name)) for u in units):
        return []
    # One office alone may explain a word (向主管部门（市科技局）).
    return units if len(units) > 1 or after_stop else []


_NAMED_BEFORE = regex.compile(r"(?:部门|单位|机构|成员|机关|小组|等|家|方|人|局|办|委|中心)$")
