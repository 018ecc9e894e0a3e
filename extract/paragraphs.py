"""A source becomes paragraphs: lines joined where a page break cut a sentence,
title lines gathered, markup and page furniture set aside, numbered clauses that
share a line taken apart.
"""

from __future__ import annotations

import itertools
import re
import string
from collections import Counter
from dataclasses import dataclass

import regex

from extract.lexicon import alternation, load
from extract.markers import AFTER_HEADING, Marker, inline_markers, match_marker
from extract.patterns import pattern
from extract.text import SPACES, AlignedText, fold

_WORDS = load("documents")
TITLE_NOUNS = alternation(
    [w for words in _WORDS["kinds"].values() for w in words] + _WORDS["other"]["nouns"]
)

_ORGAN_END = alternation(_WORDS["organs"]["ends"])
_SIGNATURE = regex.compile(rf"{_ORGAN_END}(?:（{alternation(_WORDS['organs']['seals'])}）)?$")
_SIGNATURE_ENDS = frozenset("）" + "".join(w[-1] for w in _WORDS["organs"]["ends"]))
_LINE = regex.compile(r"[^\r\n\f\v\u2028\u2029\x85]+")
_GAP = regex.compile(
    rf"[{SPACES}]+|\*\*|__|<br/?>|^#{{1,6}}(?=[\s\p{{Han}}])|^>\s|（image：[^）]*）"
)
_MAY_GAP = re.compile(rf"[{SPACES}*_<#>\t]|（image")
_LATIN = frozenset(string.ascii_letters)

_DATE = r"(?:\d{4}|[〇○Ｏ零一二三四五六七八九]{4})年(?:\d{0,2}|[一二三四五六七八九十]{1,3})月(?:\d{0,2}|[一二三四五六七八九十]{1,3})日"
_PLAIN_DATE = r"(?:19|20)\d{2}(?:(?P<sep>[-./])(?:1[0-2]|0?[1-9])(?P=sep)(?:[12]\d|3[01]|0?[1-9])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
DATE_LINE = regex.compile(rf"^(?:{_DATE}|{_PLAIN_DATE}|（{_DATE}）)$")
IMPRINT = regex.compile(rf"^.{{0,40}}{_DATE}印发$")
_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"
_NUMBER = (
    rf"(?:\p{{Han}}{{1,12}}（{_YEAR}）第?\d{{1,5}}号|\p{{Han}}{{0,20}}(?:令)?第\d{{1,5}}号令?)"
)
NUMBER_LINE = regex.compile(rf"^（?{_NUMBER}）?$")
ANNEX = regex.compile(r"^附件?[0-9一二三四五六七八九十]{0,3}[：.]?$")
_ANNEX_LIST = regex.compile(r"^附件?[0-9一二三四五六七八九十]{0,3}[：.]?")
_DRAFT_LINE = regex.compile(rf"^（?{alternation(_WORDS['draft']['words'])}）?$")
_PAGE = regex.compile(
    r"^(?:-+\d{1,3}-+|-?\d{1,3}-?|第\d{1,3}页(?:[，/]?共\d{1,3}页)?|\d{1,3}/\d{1,3})$"
)
_PAGE_WORDS = _WORDS["page"]
_PAGE_LABELS = [w for words in (v for k, v in _PAGE_WORDS.items() if k != "head") for w in words]
FURNITURE = regex.compile(
    rf"^（?{alternation(_WORDS['furniture']['starts'])}(?=[：）、》　 ]|本|$)|^（?{alternation(_PAGE_LABELS)}(?:[：|]|$)|^抄送|\.(?:docx?|pdf|wps|xlsx?|zip|rar)\b"
)
_FURNITURE_FIRST = frozenset(
    "（" + "".join(w[0] for w in [*_WORDS["furniture"]["starts"], *_PAGE_LABELS])
)
_TABLE_RULE = regex.compile(r"^[|:：\-+]*\|[|:：\-+]*$")
_PAGE_HEAD = regex.compile(rf"^{alternation(_PAGE_WORDS['head'])}：")
CHAPTER_NAME = regex.compile(rf"^{alternation(_WORDS['chapters']['names'])}$")
_UNIT_LINE = regex.compile(
    r"^[（]?(?:责任|牵头|配合|主办|协办|承办|实施|主管|参与|协同)(?:单位|部门|科室|处室)"
)
RUNNING = regex.compile(r"[，。；！？]")
_TERMINATED = regex.compile(r"[。！？；：…]$|\p{Han}\.$|[。！？；…][”’）》]$")
_STOP = regex.compile(r"[。；！？：]")
_PUNCTUATION = regex.compile(r"[，。；：、！？）》”]")
_CLOSED = regex.compile(r"[”’）》]$")
_CONTINUES = regex.compile(r"^[，。；、！？）”》的和与及等或]")
_ROSTER_LINE = regex.compile(
    r"^(?:常务)?(?:第一)?(?:副?组长|副?主任|成员|总指挥|召集人|副召集人|总召集人|副?秘书长|副?总指挥|顾问|联络员)："
)
_TITLE_END = regex.compile(rf"{TITLE_NOUNS}(?:（[^（）]{{1,24}}）|[“”])*$")
_TITLE_ABOUT = regex.compile(
    r"关于.{2,90}的?(?:通知|意见|决定|公告|通告|函|批复|办法|措施|方案|规定|政策|通报|报告)(?:（[^（）]{1,24}）)*$"
)
_TITLE_PLACE = regex.compile(
    r"^\p{Han}{2,9}?(?:省|市|县|区|州|盟|旗|镇|自治区|开发区|园区|新区)(?![场域级直块内城])\p{Han}{2}"
)
_LETTERHEAD = regex.compile(r"文件$")
_PRINTED_TITLE = regex.compile(r"《([^《》]{4,80})》")
# Such a title says what it is about (关于) or whose it is, and the text opens with its purpose.
_RUN_IN_TITLE = regex.compile(
    rf"^(?:.{{0,40}}?关于.{{2,80}}?|\p{{Han}}{{2,9}}?[省市县区州盟旗镇][^，。；：]{{2,50}}?){TITLE_NOUNS}(?:（[^（）\d]{{1,20}}）)*[{SPACES}]*"
    rf"(?P<number>（?{_NUMBER}）?)?(?=[{SPACES}]*(?:各\p{{Han}}|为[^。]{{4,200}}?(?:[制拟]定|制订|出台|提出|[现特就将]|通知|公告|如下)|根据|按照|一、|第一[章条]))"
)
# A line that holds the title and what is printed around it: 甲政发〔2021〕4号 关于…的通知,
# …的通知（甲政发〔2021〕42号）20210421, 《…若干意见》2025-2030.
_NUMBER_THEN_TITLE = regex.compile(rf"{_NUMBER}[{SPACES}]+(?=.{{6,}})")
_NUMBER_THEN_DATE = regex.compile(rf"{_NUMBER}[{SPACES}]+(?P<date>{_DATE})$")
_TITLE_THEN_MORE = regex.compile(
    rf"(?P<title>(?:[^《》，。；：]|《[^《》]{{2,80}}》){{4,110}}?{TITLE_NOUNS}(?:[（][^（）]{{1,12}}[）])?)[{SPACES}]*"
    rf"(?P<more>（?(?P<number>\p{{Han}}{{1,12}}（{_YEAR}）第?[{SPACES}]?\d{{1,5}}[{SPACES}]?号)?）?[{SPACES}]*（?(?P<date>{_DATE}|{_PLAIN_DATE})?）?)$"
)
_MARKED_TITLE = regex.compile(r"《[^《》]{6,80}》(?=[^，。；：《》]{1,15}$)")
# A signature and its date in one line.
_ORGAN_THEN_DATE = regex.compile(
    rf"(?P<organ>[\p{{Han}}{SPACES}]{{4,60}}?{_ORGAN_END}(?:（{alternation(_WORDS['organs']['seals'])}）)?)[{SPACES}]*{_DATE}$"
)
# A text in one line, with the signature of the notice and the title of what it issues.
_SIGNED_INSIDE = regex.compile(
    rf"(?<=[。！])[{SPACES}]*(?P<organ>\p{{Han}}{{2,24}}?{_ORGAN_END})[{SPACES}]*(?P<date>{_DATE})"
    rf"(?:[{SPACES}]*(?P<title>[^，。；：]{{6,70}}?{TITLE_NOUNS}(?:（[^（）]{{1,12}}）)?)(?=[{SPACES}]*(?:为[\p{{Han}}]|根据|按照|一、|第一[章条])))?"
)
# A page whose line breaks are lost has its paragraphs set apart by their indents.
_LOST_BREAK = regex.compile(r"[ \t\xa0]*\u3000[\u3000 \t\xa0]+")
_HISTORY = regex.compile(r"^（.*(?:通过|公布|发布|修订|修正|会议|删减|节选|批准).*）$")
_IN_BRACKETS = regex.compile(r"^（[^（）]*）$")
_BARE = regex.compile(r"[\p{P}\p{S}\s]+")
# First characters of lines that are more than text; most lines are told by that alone.
_PAGE_FIRST = frozenset("-第0123456789")
_OPENING_FIRST = frozenset(
    "（责牵配主协承实参附" + "".join(w[0] for w in _WORDS["chapters"]["names"])
)
_SPECIAL_FIRST = (
    _FURNITURE_FIRST
    | frozenset("附|:：-+（0123456789〇○Ｏ零一二三四五六七八九")
    | frozenset("常第副组主成总指召秘顾联")
)
MAX_CHAPTER_NAME = max(len(w) for w in _WORDS["chapters"]["names"])
LONG_LINE = 40
SHORTEST_LIST = 8
MAX_MARKER = 12
FLAT_LINE = 200
HEAD = 12
"""Lines in which the head of a text stands."""
LONGEST_TITLE = 160


@dataclass(slots=True)
class Line:
    """A printed line. ``start``/``end``: source span without surrounding white space."""

    start: int
    end: int
    pieces: list[tuple[int, int]]
    norm: str
    marker: Marker | None
    wide_gap: bool
    """White space inside, as in a table or a roster."""
    indent: int = 0
    """How far white space sets it in; 0 where that is no more than a stray blank."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph of one source.

    ``start``/``end`` are its source span; ``at``/``to`` its span in the aligned text.
    """

    start: int
    end: int
    at: int
    to: int
    norm: str
    outer: tuple[int, int]
    """Source span with the markup (``## ``, ``**``) that stands around the text."""
    marker: Marker | None = None
    role: str = "body"
    """``title``, ``annex`` (the word 附件 that opens one), ``date``, ``furniture``,
    ``roster`` (a line of a roster) or ``body``."""
    inner_furniture: tuple[tuple[int, int], ...] = ()
    """Page numbers and the like that stand inside, as source spans."""


def read_paragraphs(source: str) -> tuple[AlignedText, list[Paragraph]]:
    """Split a source into paragraphs.

    :returns: the aligned text, in which paragraphs are separated by ``\\n``, and the
        paragraphs in order. Together their source spans hold every visible character.
    """
    folded = fold(source)
    lines = _lines(folded)
    titles = _titles(lines)
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
    return aligned, _split_inline(paragraphs, aligned, source)


def _lines(folded: str) -> list[Line]:
    lines: list[Line] = []
    for match in _LINE.finditer(folded):
        text = match[0]
        parts = [(0, len(text))]
        if len(text) > FLAT_LINE and "\u3000" in text:
            ends = [gap.start() for gap in _LOST_BREAK.finditer(text)]
            parts = list(itertools.pairwise([0, *ends, len(text)]))
        elif len(text) > 2 * LONG_LINE and len(lines) < HEAD:
            signed = _SIGNED_INSIDE.search(text) if "日" in text else None
            if signed:
                ends = [signed.start("organ"), signed.start("date"), signed.end("date")]
                ends += [signed.end("title")] if signed["title"] else []
                parts = list(itertools.pairwise([0, *ends, len(text)]))
        for a, b in parts:
            stripped = text[a:b].strip(SPACES)
            if not stripped:
                continue
            start = match.start() + text.index(stripped[0], a)
            indent = start - match.start() - a
            if indent == 1:
                indent = 2 if text[a] == "\u3000" else 0
            cuts = (
                _head_cuts(stripped, not lines, len(lines) < HEAD)
                if len(lines) < HEAD or len(stripped) < FLAT_LINE
                else []
            )
            for c, d in itertools.pairwise([0, *cuts, len(stripped)]):
                part = stripped[c:d].strip(SPACES)
                if part:
                    at = start + stripped.index(part[0], c)
                    lines.append(_line(folded, at, at + len(part), indent))
    return lines


def _head_cuts(text: str, first: bool, head: bool) -> list[int]:
    """Where a line falls into title, number, date or signature, which have lines of their own."""
    if first and RUNNING.search(text):
        titled = _RUN_IN_TITLE.match(text)
        if titled:
            at = titled.start("number")
            return [at, titled.end()] if at > 0 else [titled.end()]
    signable = text.endswith("日") and len(text) < LONG_LINE * 2
    if not (head or signable) or len(text) > LONGEST_TITLE or RUNNING.search(text):
        return []
    signed = _ORGAN_THEN_DATE.match(text) if signable else None
    if signed:
        return [signed.end("organ")]
    if not head:
        return []
    number = _NUMBER_THEN_TITLE.match(text)
    at = number.end() if number else 0
    cuts = [at] if at else []
    dated = _NUMBER_THEN_DATE.match(text)
    if dated:
        return [dated.start("date")]
    found = _TITLE_THEN_MORE.match(text, at)
    if found and (found["number"] or found["date"]):
        cuts.append(found.start("more"))
        if found["number"] and found["date"]:
            opening = text[found.start("date") - 1] == "（"
            cuts.append(found.start("date") - opening)
    elif first:
        marked = _MARKED_TITLE.match(text, at)
        if marked:
            cuts.append(marked.end())
    return cuts


def _line(folded: str, start: int, end: int, indent: int = 0) -> Line:
    text = folded[start:end]
    if not _MAY_GAP.search(text):
        return Line(start, end, [(start, end)], text, match_marker(text), False, indent)
    pieces: list[tuple[int, int]] = []
    wide = False
    done = 0
    for gap in _GAP.finditer(text):
        if gap[0].isspace() and gap.start() > 0 and gap.end() < len(text):
            if gap.end() - gap.start() > 1 or gap[0] == "\u3000":
                wide = True
            if text[gap.start() - 1] in _LATIN and text[gap.end()] in _LATIN:
                continue  # a space between two Latin words stays
        if gap.start() > done:
            pieces.append((start + done, start + gap.start()))
        done = gap.end()
    if done < len(text):
        pieces.append((start + done, end))
    norm = "".join([folded[s:e] for s, e in pieces]) if len(pieces) != 1 or done else text
    return Line(start, end, pieces, norm, match_marker(norm), wide, indent)


def _titles(lines: list[Line]) -> dict[int, int]:
    """Title blocks: index of the first line → index after the last."""
    printed = {
        _BARE.sub("", title)
        for line in lines[:40]
        if "《" in line.norm
        for title in _PRINTED_TITLE.findall(line.norm)
    }
    titles: dict[int, int] = {}
    i = 0
    while i < len(lines):
        if not _may_be_title(lines, i):
            i += 1
            continue
        above = lines[i - 1].norm if i else ""
        end = i + 1
        while end < len(lines) and end - i < 6 and _may_be_title(lines, end):
            end += 1
        found = _title_in(
            lines,
            i,
            end,
            printed,
            first=not titles and i < 12,
            strong=bool(ANNEX.match(above)),
            signed=bool(DATE_LINE.match(above)),
        )
        if found:
            titles[found[0]] = found[1]
            i = found[1]
        else:
            i = end
    return titles


def _may_be_title(lines: list[Line], i: int) -> bool:
    line = lines[i]
    norm = line.norm
    return (
        line.marker is None
        and 2 <= len(norm) <= LONGEST_TITLE
        and not RUNNING.search(norm.rstrip("。") if len(norm) < 8 else norm)
        and not norm.endswith(("：", "、"))
        and not (("：" in norm) and not norm.startswith("关于"))
        and not DATE_LINE.match(norm)
        and not IMPRINT.match(norm)
        and not NUMBER_LINE.match(norm)
        and not _DRAFT_LINE.match(norm)
        and not CHAPTER_NAME.match(norm)
        and not _HISTORY.match(norm)
        and not ANNEX.match(norm)
        and not _is_furniture(norm)
        and not _PAGE.match(norm)
        and not _ROSTER_LINE.match(norm)
        and not _signs(lines, i)
    )


def _signs(lines: list[Line], i: int) -> bool:
    """Whether a line is the signature over a date."""
    norm = lines[i].norm
    return (
        i + 1 < len(lines)
        and len(norm) <= LONG_LINE
        and norm[-1] in _SIGNATURE_ENDS
        and bool(DATE_LINE.match(lines[i + 1].norm) and _SIGNATURE.search(norm))
        and "关于" not in norm
    )


def _title_in(
    lines: list[Line],
    start: int,
    end: int,
    printed: set[str],
    *,
    first: bool,
    strong: bool,
    signed: bool,
) -> tuple[int, int] | None:
    """The title inside a block of lines that might be one, or ``None``."""
    roster_next = end < len(lines) and bool(_ROSTER_LINE.match(lines[end].norm))
    for stop in range(end, start, -1):
        for begin in range(start, stop):
            text = "".join(line.norm for line in lines[begin:stop])
            if (
                _LETTERHEAD.search(lines[begin].norm)
                or _IN_BRACKETS.match(lines[begin].norm)
                or (begin + 1 < stop and lines[begin + 1].norm.startswith(lines[begin].norm))
            ):
                continue  # a letterhead: the next line says the same in full
            ends = bool(_TITLE_END.search(text.strip("《》")))
            if (
                _BARE.sub("", text) in printed
                or ("关于" in text and _TITLE_ABOUT.search(text.strip("《》")))
                or (
                    ends
                    and len(text) >= 8
                    and (first or strong or signed or _TITLE_PLACE.match(text))
                )
                or (strong and stop == end and (roster_next or stop - begin <= 3))
            ):
                return begin, stop
    if (
        first
        and start == 0
        and len("".join(line.norm for line in lines[start:end])) >= 6
        and end < len(lines)
    ):
        text = "".join(line.norm for line in lines[start:end])
        plain = (
            end - start <= 4
            and bool("关于" in text or _TITLE_PLACE.match(text))
            and not lines[start].wide_gap
            and not any(
                _LETTERHEAD.search(line.norm) or pattern(r"自.*\d").match(line.norm)
                for line in lines[start:end]
            )
        )
        return (start, end) if plain else None
    return None


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
    wrap = _wrap_width(lines)
    margin = _margin(lines)
    pending: list[Line] = []  # page furniture after an unfinished paragraph

    def begin(role: str, members: list[Line]) -> None:
        groups.extend(_Group("furniture", [f], []) for f in pending)
        pending.clear()
        groups.append(_Group(role, members, []))

    i = 0
    while i < len(lines):
        if i in titles:
            begin("title", lines[i : titles[i]])
            i = titles[i]
            continue
        line = lines[i]
        i += 1
        if line.norm and line.norm[0] in _PAGE_FIRST and _PAGE.match(line.norm):
            pending.append(line)
            continue
        role = _role(line, i <= HEAD and not any(g.runs for g in groups))
        if groups and role == "body" and _joins(groups[-1], line, wrap, margin):
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
    if not head and norm[0] not in _SPECIAL_FIRST and norm[-1] != "发" and "." not in norm:
        return "body"
    if _TABLE_RULE.match(norm):
        return "furniture"
    if ANNEX.match(norm):
        return "annex"
    if DATE_LINE.match(norm):
        return "date"
    if (norm.endswith("印发") and IMPRINT.match(norm)) or (
        line.marker is None and (_is_furniture(norm) or (head and _PAGE_HEAD.match(norm)))
    ):
        return "furniture"
    if _ROSTER_LINE.match(norm):
        return "roster"
    return "body"


def _is_furniture(norm: str) -> bool:
    return (norm[0] in _FURNITURE_FIRST or "." in norm) and bool(FURNITURE.search(norm))


def _joins(group: _Group, line: Line, wrap: int, margin: int | None) -> bool:
    """Whether a line goes on with the paragraph before it."""
    if line.marker is not None or group.role in ("title", "annex", "date", "roster"):
        return False
    last = group.lines[-1].norm
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
    if _TERMINATED.search(last[-2:]):
        return False
    if _CONTINUES.match(line.norm) or last.endswith(
        ("，", "、", "的", "和", "与", "及", "或", "对", "由", "按", "将")
    ):
        return True
    if _CLOSED.search(last[-1:]):
        return False
    if group.runs:
        if _UNIT_LINE.match(group.lines[0].norm):
            return False
        if wrap:
            return _width(last) >= wrap * 0.6
        # A sentence cut in two ends somewhere; a name in its line or an indent begins anew.
        return bool(_PUNCTUATION.search(line.norm)) and not (
            margin is not None and line.indent > margin
        )
    # A heading may fill its line and go on in the next one where lines are wrapped at a width.
    return (
        bool(wrap) and len(last) >= wrap - 1 and not line.wide_gap and not group.lines[-1].wide_gap
    )


def _width(text: str) -> float:
    """How wide a line is printed, in Chinese characters."""
    return sum(1.0 if c > "\u2e80" else 0.5 for c in text)


def _margin(lines: list[Line]) -> int | None:
    """The indent of lines that go on, in a text that sets off its paragraphs by a wider one.

    ``None`` where paragraphs are not set off.
    """
    indents = sorted(line.indent for line in lines if RUNNING.search(line.norm))
    if len(indents) < 4 or not indents[int(len(indents) * 0.3)]:
        return None
    # Every line of a page may be set in, those that begin a paragraph further.
    return indents[0] if indents[-1] - indents[0] >= 2 else 0


def _wrap_width(lines: list[Line]) -> int:
    """The width at which a text was wrapped by hand, 0 where it was not."""
    long = sorted(len(line.norm) for line in lines)
    if len(long) < 8:
        return 0
    width = long[int(len(long) * 0.9)]
    full = [line for line in lines if width - 2 <= len(line.norm) <= width + 2]
    cut = sum(1 for line in full if not _TERMINATED.search(line.norm))
    return width if width >= 16 and len(full) >= len(lines) * 0.4 and cut >= len(full) * 0.6 else 0


def _split_inline(
    paragraphs: list[Paragraph], aligned: AlignedText, source: str
) -> list[Paragraph]:
    """Take numbered clauses apart that stand in one paragraph (……。（二）……)."""
    result: list[Paragraph] = []
    seen: dict[str, int] = {}  # the last number of each style
    following: Marker | None = None  # the next marker at the head of a paragraph
    coming: list[Marker | None] = []
    for p in reversed(paragraphs):
        coming.append(following)
        following = p.marker or following
    for p in paragraphs:
        following = coming.pop()
        listed = p.role == "body" and len(p.norm) > SHORTEST_LIST
        cuts = _inline_cuts(p, seen, following) if listed else []
        for marker in (p.marker, *(c.marker for c in cuts)):
            if marker is not None:
                seen[marker.style] = marker.ordinal
        if not cuts:
            result.append(p)
            continue
        bounds = [0, *(c.start for c in cuts), len(p.norm)]
        markers = [p.marker, *(m.marker for m in cuts)]
        for k, (a, b) in enumerate(itertools.pairwise(bounds)):
            start = p.start if k == 0 else aligned.position(p.at + a)
            end = p.end
            if k < len(cuts):  # markup before the next marker stays with this part
                end = aligned.position(p.at + b - 1) + 1
                end += len(source[end : aligned.position(p.at + b)].rstrip(SPACES + "\r\n"))
            inner = tuple(f for f in p.inner_furniture if start <= f[0] < end)
            outer = (p.outer[0] if k == 0 else start, p.outer[1] if k == len(cuts) else end)
            result.append(
                Paragraph(
                    start, end, p.at + a, p.at + b, p.norm[a:b], outer, markers[k], "body", inner
                )
            )
    return result


@dataclass(slots=True)
class _Cut:
    start: int
    marker: Marker


# Styles of clauses that may hold numbered parts of their own right after their heading.
_HEADED = frozenset({"han", "unit_章", "unit_节", "paren_han"})


def _inline_cuts(p: Paragraph, seen: dict[str, int], following: Marker | None) -> list[_Cut]:
    """Where numbered clauses begin inside a paragraph.

    :param seen: the last number of each style before the paragraph.
    :param following: the next marker at the head of a paragraph.
    """
    last: dict[str, int] = {}
    if p.marker:
        last[p.marker.style] = p.marker.ordinal
    found: list[_Cut] = []
    opens_part: set[int] = set()
    begin = p.marker.length if p.marker else 0
    places = list(inline_markers(p.norm, begin))
    if p.marker and p.marker.style in _HEADED:
        after = AFTER_HEADING.search(p.norm, begin, LONG_LINE + MAX_MARKER)
        if after:
            places = sorted({*places, after.start()})
    for at in places:
        opens = p.marker is not None and at == p.marker.length  # 第四条 （一）…
        if at == 0 or (p.norm[at - 1] in "第条款项（0123456789" and not opens):
            continue
        marker = match_marker(p.norm[at : at + MAX_MARKER])
        if marker is None or marker.style in ("dash", "bullet"):
            continue
        before = last.get(marker.style)
        in_heading = before is None and _ends_heading(p, found, at)
        goes_on = in_heading and marker.ordinal == seen.get(marker.style, 0) + 1
        if marker.ordinal != 1 and marker.ordinal != (before or 0) + 1 and not goes_on:
            continue
        if before is None and marker.ordinal != 1 and not goes_on:
            continue
        last[marker.style] = marker.ordinal
        found.append(_Cut(at, marker))
        if in_heading and (
            (goes_on and marker.ordinal > 1)
            or len(found) > 1
            or (
                following is not None
                and following.style == marker.style
                and following.ordinal == marker.ordinal + 1
            )
        ):
            opens_part.add(at)
    # A lone （1） or 1. that nothing follows is a reference, not a list.
    styles = Counter(c.marker.style for c in found)
    if p.marker:
        styles[p.marker.style] += 1
    opening = p.marker.length if p.marker else 0
    return [
        c
        for c in found
        if styles[c.marker.style] > 1
        or c.marker.style == "han"
        or c.start == opening
        or c.start in opens_part
    ]


def _ends_heading(p: Paragraph, found: list[_Cut], at: int) -> bool:
    """Whether what stands before ``at`` is no more than the heading of a part."""
    above = found[-1].marker if found else p.marker
    begin = found[-1].start if found else 0
    return (
        above is not None
        and above.style in _HEADED
        and above.length + 4 <= at - begin <= LONG_LINE
        and not _STOP.search(p.norm, begin, at)
    )
