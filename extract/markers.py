"""Clause markers: 一、 （一） 1. （1） ① 第一条 2.1 —— and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from extract.numerals import parse_number

_HAN = r"(?:[一二三四五六七八九十百零〇]{1,4}|[壹贰叁肆伍陆柒捌玖拾]{1,3})"
# 第三条第二款, 第三条规定的 refer to an article; 第三条 项目申报 is one.
_FIRST = frozenset(
    "第（-一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ●■◆▪•·○□➢►▲★※"
    + "".join(
        chr(c) for a, b in ("①⑳", "㉑㉟", "⑴⒇", "❶❿", "㈠㈩") for c in range(ord(a), ord(b) + 1)
    )
)
_REFERRED = r"款(?!项)|项(?!目)|规定(?:的|，|执行|给予|条件|办理|情形|标准)|第[一二三四五六七八九十\d]{1,3}[款项条目]|的"
_MARKER = regex.compile(
    rf"""
      (?P<unit>第(?:{_HAN}|\d{{1,3}})[编章节条])[、：.]?(?!{_REFERRED})
    | (?P<han>{_HAN}[、.])
    | (?P<paren_han>（{_HAN}）[、.]?)
    | (?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?(?=[\p{{Han}}“《Ⅰ-Ⅻ])(?!月))
    | (?P<arabic>\d{{1,3}}[.、](?!\d)|\d{{1,2}}[.、](?=[2-9]G|1?\d月|20\d\d年))
    | (?P<paren_arabic>（\d{{1,2}}）[、.]?)
    | (?P<half_paren>\d{{1,2}}）)
    | (?P<letter>[A-Z][.、](?=[\p{{Han}}“]))
    | (?P<letter_arabic>[A-Z]\d{{1,2}}[.、](?=[\p{{Han}}“]))
    | (?P<circled>[①-⑳㉑-㉟⑴-⒇❶-❿㈠-㈩])
    | (?P<dash>--+)
    | (?P<bullet>[●■◆▪•·○□➢►▲★※])
    """,
    regex.VERBOSE,
)
# Where a marker may stand inside a line: after the end of a sentence or a colon; circled
# numbers and a first （一） also in mid-sentence. The marker is the group that matched.
INLINE = regex.compile(
    rf"[。；：！？）”…](?P<marker>第{_HAN}[章节条](?!{_REFERRED})|{_HAN}、|（{_HAN}）|\d{{1,2}}[.、](?!\d(?!月|\d月|\d{{3}}年))|（\d{{1,2}}）(?!款|项)|[①-⑳㉑-㉟⑴-⒇])"
    rf"|(?=[\d（一二三四五六七八九十])(?<=(?:责任|牵头|配合|主办|承办|完成)(?:单位|部门|科室)：[^。；]{{2,120}}[局委办厅院部署室处科心司镇乡区县府社])(?P<listed>{_HAN}、|（{_HAN}）|\d{{1,2}}[.、](?!\d))(?=[\p{{Han}}“])"
    rf"|(?P<inside>[①-⑳]|(?:（一）|1[.、])(?=[\p{{Han}}“]{{2,}}))"
)
# A number right after the heading of a part (二、健全网络3、理顺体制).
AFTER_HEADING = regex.compile(
    rf"(?<=[\p{{Han}}”）])(?:\d{{1,2}}[.、]|第{_HAN}条(?!{_REFERRED}))(?=[\p{{Han}}“]{{2,}})"
)
# Characters that every marker inside a line has: one look is sooner than all alternatives.
_MAY_BE_INLINE = re.compile(
    r"[①-⑳㉑-㉟⑴-⒇]|[一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾\d][、.）]|[一二三四五六七八九十百零〇][章条节]"
)
_ORDINAL = regex.compile(rf"{_HAN}|\d+")


class Marker(NamedTuple):
    """A marker at the head of a line. ``length`` counts characters of the folded line."""

    style: str
    ordinal: int
    length: int
    depth: int = 1
    """Levels of a decimal number (2 for 2.1)."""


def match_marker(line: str) -> Marker | None:
    """The marker that a folded line begins with, or ``None``."""
    if not line or line[0] not in _FIRST:
        return None
    match = _MARKER.match(line)
    if match is None:
        return None
    style = match.lastgroup
    assert style is not None
    return _marker(style, match[style], match.end())


@lru_cache(maxsize=4096)
def _marker(style: str, text: str, length: int) -> Marker:
    """The marker that a text of this form is; the same few stand in every document."""
    depth = 1
    if style == "circled":
        return Marker(style + str(ord(text) >> 6), _circled(text), length)
    if style in ("dash", "bullet"):
        return Marker(style, 0, length)
    if style == "unit":
        style = f"unit_{text[-1]}"
    elif style == "letter":
        return Marker(style, ord(text[0]) - ord("A") + 1, length)
    elif style == "decimal":
        parts = text.strip(".").split(".")
        depth = len(parts)
        return Marker(f"decimal{depth}", int(parts[-1]), length, depth)
    found = _ORDINAL.search(text)
    ordinal = parse_number(found[0]) if found else None
    return Marker(style, int(ordinal or 0), length, depth)


def inline_markers(text: str, start: int) -> Iterator[int]:
    """Where clauses may begin inside a folded line, from ``start`` on, in order."""
    if _MAY_BE_INLINE.search(text, start):
        for match in INLINE.finditer(text, max(start - 1, 0)):
            yield match.start(match.lastgroup or 0)


def _circled(char: str) -> int:
    for first, last in ("①⑳", "⑴⒇", "❶❿", "㈠㈩"):
        if first <= char <= last:
            return ord(char) - ord(first) + 1
    return ord(char) - ord("㉑") + 21
