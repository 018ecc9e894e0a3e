"""A source becomes paragraphs: lines joined where a page break cut a sentence,
title lines gathered, markup and page furniture set aside, numbered clauses that
share a line taken apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.inline import split_inline
from extract.lexicon import alternation
from extract.lines import (
    ANNEX,
    CHAPTER_NAME,
    FURNITURE_FIRST,
    HANGING,
    HEAD,
    IMPRINT,
    PAGE,
    PAGE_WORDS,
    ROSTER_LINE,
    RULE,
    RUNNING,
    TERMINATED,
    WORDS,
    Line,
    Paragraph,
    is_furniture,
    is_hanging,
    is_page_head,
    margin_of,
    split_lines,
    width_of,
    wrap_width,
)
from extract.tables import bar_tabs
from extract.text import AlignedText, fold
from extract.titles import find_titles, repeated_titles

_ANNEX_LIST = regex.compile(r"^附件?[0-9一二三四五六七八九十]{0,3}[：.]?")
_TABLE_RULE = regex.compile(r"^[|:：\-+]*\|[|:：\-+]*$")
_PAGE_HEAD = regex.compile(rf"^[∙‧•·]?{alternation(PAGE_WORDS['head'])}：")
_UNIT_LINE = regex.compile(
    r"^[（]?(?:责任|牵头|配合|主办|协办|承办|实施|主管|参与|协同)(?:单位|部门|科室|处室)"
)
_PUNCTUATION = regex.compile(r"[，。；：、！？）》”]")
_GOES_ON = regex.compile(r"(?:[，、和与及或对由按将“‘《（]|(?<!目)的|已经|业经)$")
_CLOSED = regex.compile(r"[”’）》]$")
_CONTINUES = regex.compile(r"^[，。；、！？）”》的和与及等或]")
# First characters of lines that are more than text; most lines are told by that alone.
_PAGE_FIRST = frozenset("-第0123456789")
_OPENING_FIRST = frozenset(
    "（责牵配主协承实参附" + "".join(w[0] for w in WORDS["chapters"]["names"])
)
_SPECIAL_FIRST = (
    FURNITURE_FIRST
    | frozenset("附|:：-+（0123456789〇○Ｏ零一二三四五六七八九")
    | frozenset("常第副组主成总指召秘顾联")
)
MAX_CHAPTER_NAME = max(len(w) for w in WORDS["chapters"]["names"])


def read_paragraphs(source: str) -> tuple[AlignedText, list[Paragraph]]:
    """Split a source into paragraphs.

    :returns: the aligned text, in which paragraphs are separated by ``\\n``, and the
        paragraphs in order. Together their source spans hold every visible character.
    """
    folded = bar_tabs(fold(source))
    lines = split_lines(folded)
    titles = find_titles(lines)
    groups = _group(lines, titles)
    pieces: list[tuple[int, int] | None] = []
    paragraphs: list[Paragraph] = []
    length = 0
    for group in groups:
        role, members, furniture = group.role, group.lines, group.furniture
        size = sum(e - s for line in members for s, e in line.pieces)
        paragraphs.append(
            Paragraph(
                members[0].pieces[0][0] if members[0].pieces else members[0].start,
                members[-1].pieces[-1][1] if members[-1].pieces else members[-1].end,
                length, length + size, "", (members[0].start, members[-1].end),
                members[0].marker if role in ("body", "roster") else None, role,
                tuple((f.start, f.end) for f in furniture),
            )
        )  # fmt: skip
        for line in members:
            pieces.extend(line.pieces)
        pieces.append(None)
        length += size + 1
    aligned = AlignedText(source, folded, pieces)
    for p in paragraphs:
        p.norm = aligned.norm[p.at : p.to]
    return aligned, split_inline(paragraphs, aligned, source)


@dataclass(slots=True)
class _Group:
    """A paragraph in the making: its lines, and the page furniture that stands inside."""

    role: str
    lines: list[Line]
    furniture: list[Line]
    read: int = 0
    """Lines that ``_runs`` and ``_depth`` take into account: most groups are never asked."""
    _runs: bool = False
    _depth: int = 0

    def _read_on(self) -> None:
        while self.read < len(self.lines):
            norm = self.lines[self.read].norm
            self._runs = self._runs or bool(RUNNING.search(norm))
            self._depth += _depth(norm)
            self.read += 1

    @property
    def runs(self) -> bool:
        """Whether it has punctuation of running text."""
        self._read_on()
        return self._runs

    def is_open(self, line: Line) -> bool:
        """Whether the line closes a bracket or book mark that the paragraph has opened."""
        self._read_on()
        return self._depth > 0 and _depth(line.norm) < 0


def _depth(norm: str) -> int:
    """Brackets and book marks that a line opens and leaves open, less those it closes."""
    return norm.count("（") + norm.count("《") - norm.count("）") - norm.count("》")


def _group(lines: list[Line], titles: dict[int, int]) -> list[_Group]:
    """Lines to paragraphs."""
    groups: list[_Group] = []
    wrap = wrap_width(lines)
    margin = margin_of(lines)
    hanging = is_hanging(lines)
    pending: list[Line] = []  # page furniture after an unfinished paragraph

    def begin(role: str, members: list[Line]) -> None:
        groups.extend(_Group("furniture", [f], []) for f in pending)
        pending.clear()
        groups.append(_Group(role, members, []))

    i = 0
    repeated = repeated_titles(lines, titles)
    while i < len(lines):
        if i in titles:
            begin("furniture" if i in repeated else "title", lines[i : titles[i]])
            i = titles[i]
            continue
        line = lines[i]
        i += 1
        if line.record:
            if line.record == "value" and groups and groups[-1].lines[-1].record == "label":
                groups[-1].lines.append(line)  # • 发文字号：|甲政发〔2024〕7号
            else:
                begin("furniture", [line])
            continue
        if line.norm and line.norm[0] in _PAGE_FIRST and PAGE.match(line.norm):
            pending.append(line)
            continue
        role = _role(line, i <= HEAD and not any(g.runs for g in groups))
        if groups and role == "body" and _joins(groups[-1], line, wrap, margin, hanging):
            groups[-1].lines.append(line)
            groups[-1].furniture.extend(pending)
            pending.clear()
            continue
        begin(role, [line])
    groups.extend(_Group("furniture", [f], []) for f in pending)
    return groups


def _role(line: Line, head: bool) -> str:
    """The role of a line by its form; ``head``: no running text stands before it."""
    norm = line.norm
    if not norm:
        return "furniture"
    if (
        not (head or line.contents)
        and norm[0] not in _SPECIAL_FIRST
        and norm[-1] != "发"
        and "." not in norm
    ):
        return "body"
    if (
        line.contents
        or _TABLE_RULE.match(norm)
        or RULE.fullmatch(norm)
        or (head and is_page_head(norm))
    ):
        return "furniture"
    if ANNEX.match(norm):
        return "annex"
    if line.dated:
        return "date"
    if (norm.endswith("印发") and IMPRINT.match(norm)) or (
        line.marker is None and (is_furniture(norm) or (head and _PAGE_HEAD.match(norm)))
    ):
        return "furniture"
    if ROSTER_LINE.match(norm):
        return "roster"
    return "body"


_HEADING_STYLES = frozenset(("han", "paren_han", "unit_章", "unit_节"))
_CUT_SHORT = regex.compile(r"[，、：；的和与及或对由按将在为把给]$|给予$|予以$|不超过$|最高$|\d$")
_ADDRESSED = regex.compile(r"对|凡|按|每|给予|\d")


def _is_heading_line(line: Line) -> bool:
    """Whether a line is a whole heading with a comma: 一、落实责任，确保质量."""
    if line.marker is None or line.marker.style not in _HEADING_STYLES:
        return False
    text = line.norm[line.marker.length :]
    return (
        4 <= len(text) <= 30
        and text.count("，") <= 2
        and not any(mark in text for mark in "。；：！？")
        and not _CUT_SHORT.search(text)
        and not any(_ADDRESSED.match(part) for part in text.split("，"))
    )


def _joins(group: _Group, line: Line, wrap: int, margin: int | None, hanging: bool) -> bool:
    """Whether a line goes on with the paragraph before it."""
    if line.marker is not None or group.role in ("title", "annex", "date", "roster"):
        return False
    last = group.lines[-1].norm
    if "|" in last and (
        line.norm.count("|") > 1 or (last.count("|") > 1 and last[-1] not in "，、")
    ):
        return False  # the next row of a table, or what stands under it
    if hanging and line.indent >= HANGING and group.role == "body" and group.runs:
        return True
    if group.role == "furniture":
        return last.endswith(("，", "、"))
    if line.norm[0] in _OPENING_FIRST and (
        _UNIT_LINE.match(line.norm) or _ANNEX_LIST.match(line.norm) or CHAPTER_NAME.match(line.norm)
    ):
        return False
    if len(last) <= MAX_CHAPTER_NAME and CHAPTER_NAME.match(last):
        return False
    if group.is_open(line):
        return True
    if TERMINATED.search(last[-2:]):
        return False
    if _CONTINUES.match(line.norm) or _GOES_ON.search(last[-2:]):
        return True
    if len(group.lines) == 1 and not wrap and _is_heading_line(group.lines[0]):
        return False
    if _CLOSED.search(last[-1:]) or (hanging and not line.indent):
        return False
    if group.runs:
        if _UNIT_LINE.match(group.lines[0].norm):
            return False
        if wrap:
            return width_of(last) >= wrap * 0.6
        # A sentence cut in two ends somewhere; a name in its line or an indent begins anew.
        return bool(_PUNCTUATION.search(line.norm)) and not (
            margin is not None and line.indent > margin
        )
    # A heading may fill its line and go on in the next one where lines are wrapped at a width.
    set_in = (group.lines[0].indent + 1) // 2 if len(group.lines) == 1 else 0
    return (
        bool(wrap)
        and len(last) + set_in >= wrap - 1
        and not line.wide_gap
        and not group.lines[-1].wide_gap
    )
