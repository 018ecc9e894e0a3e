"""Lines of a source: where they break, where a scan lost a break, what kinds there are."""

from __future__ import annotations

import itertools
import re
import string
from dataclasses import dataclass

import regex

from extract.lexicon import alternation, load
from extract.markers import Marker, match_marker
from extract.numerals import parse_number
from extract.text import SPACES

WORDS = load("documents")
TITLE_WORDS = [w for words in WORDS["kinds"].values() for w in words] + WORDS["other"]["nouns"]
TITLE_NOUNS = alternation(TITLE_WORDS)
ORGAN_END = alternation(WORDS["organs"]["ends"])
_LINE = regex.compile(r"[^\r\n\f\v\u2028\u2029\x85]+")
_GAP = regex.compile(
    rf"[{SPACES}]+|\*\*|__|<br/?>|^#{{1,6}}(?=[\s\p{{Han}}])|^>\s|（image：[^）]*）"
)
_MAY_GAP = re.compile(rf"[{SPACES}*_<#>\t]|（image")
_LATIN = frozenset(string.ascii_letters)
DATE = r"(?:\d{4}|[〇○Ｏ零一二三四五六七八九]{4})年(?:\d{0,2}|[一二三四五六七八九十]{1,3})月(?:\d{0,2}|[一二三四五六七八九十]{1,3})日"
PLAIN_DATE = r"(?:19|20)\d{2}(?:(?P<sep>[-./])(?:1[0-2]|0?[1-9])(?P=sep)(?:[12]\d|3[01]|0?[1-9])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
DATE_LINE = regex.compile(rf"^(?:{DATE}|{PLAIN_DATE}|（{DATE}）)$")
# Under an organ that signs: a month, a day without 日, digits whose 年月日 is lost.
_MONTH_LINE = regex.compile(r"(?:19|20)\d{2}(?:年\d{1,2}月\d{0,2}|\d{2,4})")
_SIGNS = regex.compile(rf"^[^，。；：]{{2,40}}{ORGAN_END}$")
IMPRINT = regex.compile(rf"^.{{0,40}}{DATE}印发$")
YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"
NUMBER = rf"(?:\p{{Han}}{{1,12}}（{YEAR}）第?\d{{1,5}}号|\p{{Han}}{{0,20}}(?:\d{{4}}年|令)?第\d{{1,5}}号令?)"
ANNEX = regex.compile(r"^附件?[0-9一二三四五六七八九十]{0,3}[：.]?$")
PAGE = regex.compile(
    r"^(?:-+\d{1,3}-+|-?\d{1,3}-?|第\d{1,3}页(?:[，/]?共\d{1,3}页)?|\d{1,3}/\d{1,3})$"
)
RULE = regex.compile(r"[\u2500-\u257f\u2580-\u259f＿_=*＊~＝﹍-﹏-]{4,}")
"""A line that is printed across the page and says nothing."""
PAGE_WORDS = WORDS["page"]
PAGE_LABELS = [w for words in (v for k, v in PAGE_WORDS.items() if k != "head") for w in words]
FURNITURE = regex.compile(
    rf"^（?{alternation(WORDS['furniture']['starts'])}(?=[：）、》　 ]|本|$)|^（?{alternation(PAGE_LABELS)}(?:[：|]|$)|^抄送|\.(?:docx?|pdf|wps|xlsx?|zip|rar)\b"
)
FURNITURE_FIRST = frozenset(
    "（" + "".join(w[0] for w in [*WORDS["furniture"]["starts"], *PAGE_LABELS])
)
CHAPTER_NAME = regex.compile(rf"^{alternation(WORDS['chapters']['names'])}$")
# A heading on a line of its own without a number: 引进对象及支持条件.
LONE_HEAD = regex.compile(
    rf"^(?:{alternation(WORDS['chapters']['usual'])}|\p{{Han}}{{2,4}}?{alternation(WORDS['chapters']['nouns'])}(?:[和及与、]\p{{Han}}{{2,6}}?{alternation(WORDS['chapters']['nouns'])})?|\p{{Han}}{{0,12}}(?:奖补|补贴|补助|奖励|资助|扶持)(?:政策|标准|措施|办法))$"
)
# The first label under the name of a support: 政策内容：…
FIRST_LABEL = regex.compile(
    r"(?:政策|补贴|补助|奖励|支持|扶持|享受|申领|申报|申请|服务|办理|资助)(?:内容|对象|主体|条件|标准|依据|范围|事项)："
)
RUNNING = regex.compile(r"[，。；！？]")
TERMINATED = regex.compile(r"[。！？；：…]$|\p{Han}\.$|[。！？；…][”’）》]$")
ROSTER_LINE = regex.compile(
    r"^(?:常务)?(?:第一)?(?:副?组长|副?主任委员|副?主任|委员|联[络系]人|成员|总指挥|召集人|副召集人|总召集人|副?秘书长|副?总指挥|顾问|联络员)："
)
# Such a title says what it is about (关于) or whose it is, and the text opens with its purpose.
_RUN_IN_TITLE = regex.compile(
    rf"^(?:.{{0,40}}?关于.{{2,80}}?|\p{{Han}}{{1,9}}?[省市县区州盟旗镇][^，。；：]{{2,50}}?){TITLE_NOUNS}(?:（[^（）\d]{{1,20}}）)*[{SPACES}]*"
    rf"(?P<number>（?{NUMBER}）?)?(?=[{SPACES}]*(?:各\p{{Han}}|为[^。]{{4,200}}?(?:[制拟]定|制订|出台|提出|[现特就将]|通知|公告|如下)|根据|按照|一、|第一[章条]))"
)
# A line that holds the title and what is printed around it: 甲政发〔2021〕4号 关于…的通知,
# …的通知（甲政发〔2021〕42号）20210421, 《…若干意见》2025-2030.
_NUMBER_THEN_TITLE = regex.compile(rf"{NUMBER}[{SPACES}]+(?=.{{6,}})")
# What may stand in a line of its own below a title, and belongs to it.
TITLE_NOTE = regex.compile(
    rf"（(?:{alternation(WORDS['draft']['words'])}|试行|暂行|(?:\d{{4}}年)?修[订正](?:版|稿)?)）"
)
# （试行）甲政〔2021〕4号, the note that goes with the title above; 甲政办〔2021〕4号甲县…关于…
_NOTE_THEN_NUMBER = regex.compile(rf"{TITLE_NOTE.pattern}[{SPACES}]*(?={NUMBER}$)")
_NUMBER_AT_TITLE = regex.compile(
    rf"\p{{Han}}{{1,12}}（{YEAR}）第?\d{{1,5}}号(?=\p{{Han}}{{2,24}}?{ORGAN_END}(?:关于|印发)|关于)"
)
_DATE_THEN_NUMBER = regex.compile(rf"(?P<date>{DATE})[{SPACES}]+(?={NUMBER}$)")
_NUMBER_THEN_DATE = regex.compile(rf"{NUMBER}[{SPACES}]+(?P<date>{DATE})$")
_NOTE_THEN_DATE = regex.compile(rf"（此件[^（）]*）[{SPACES}]*(?P<date>{DATE})$")
_TITLE_THEN_MORE = regex.compile(
    rf"(?P<title>(?:[^《》，。；：]|《[^《》]{{2,80}}》){{4,110}}?{TITLE_NOUNS}(?:[（][^（）]{{1,12}}[）])?)[{SPACES}]*"
    rf"(?P<more>（?(?P<number>\p{{Han}}{{1,12}}（{YEAR}）第?[{SPACES}]?\d{{1,5}}[{SPACES}]?号)?）?[{SPACES}]*（?(?P<date>{DATE}|{PLAIN_DATE})?）?)$"
)
# 2021年政府重点工作任务|（甲政发〔2021〕2号）
_NUMBERED_TITLE = regex.compile(rf"[^《》，。；：（）]{{6,60}}(?=（{NUMBER}）$)")
_MARKED_TITLE = regex.compile(r"《[^《》]{6,80}》(?=[^，。；：《》]{1,15}$)")
# A signature and its date in one line.
_ORGAN_THEN_DATE = regex.compile(
    rf"(?P<organ>[\p{{Han}}{SPACES}]{{4,60}}?{ORGAN_END}(?:（{alternation(WORDS['organs']['seals'])}）)?)[{SPACES}]*{DATE}$"
)
_BARE_NUMBER = regex.compile(rf"(?P<n>\d{{1,2}})[{SPACES}]+\p{{Han}}{{2,20}}")
_CONTENTS = regex.compile(r"目录")
_LEADER = regex.compile(r"(?:[….·-]|\s)*\d{0,3}$")
_LEADS_TO_PAGE = regex.compile(r"(?:…|[.·-]{3,})[….·-]*\d{1,3}$")
LONGEST_CONTENTS = 300
"""Lines of a table of contents at most."""
# A text in one line, with the signature of the notice and the title of what it issues.
_SIGNED_INSIDE = regex.compile(
    rf"(?<=[。！])[{SPACES}]*(?P<organ>\p{{Han}}{{2,24}}?{ORGAN_END})[{SPACES}]*(?P<date>{DATE})"
    rf"(?P<note>[{SPACES}]*（此件[^（）]{{1,20}}）)?"
    rf"(?:[{SPACES}]*(?P<title>[^，。；：]{{6,70}}?{TITLE_NOUNS}(?:（[^（）]{{1,12}}）)?)(?=[{SPACES}]*(?:为[\p{{Han}}]|根据|按照|一、|第一[章条])))?"
)
# A page whose line breaks are lost has its paragraphs set apart by their indents.
_LOST_BREAK = regex.compile(r"[ \t\xa0]*\u3000[\u3000 \t\xa0]+")
LONG_LINE = 40
HANGING = 4
"""Blanks by which a line that goes on is set in at least."""
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
    contents: bool = False
    """Whether it belongs to a table of contents."""
    record: str = ""
    """``label`` or ``value`` where it is of a page's record that has a line for each."""
    dated: bool = False
    """Whether it is a date; a month alone, or one without 日, is under an organ that signs."""


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


def split_lines(folded: str) -> list[Line]:
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
                ends += [signed.end(part) for part in ("note", "title") if signed[part]]
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
                    lines.append(new_line(folded, at, at + len(part), indent))
    _mark_contents(lines)
    _mark_records(lines)
    for i, line in enumerate(lines):
        line.dated = DATE_LINE.match(line.norm) is not None or (
            i > 0
            and _MONTH_LINE.fullmatch(line.norm) is not None
            and _SIGNS.search(lines[i - 1].norm) is not None
        )
    _mark_bare_numbers(folded, lines)
    if any(line.marker and line.marker.style == "decimal2" for line in lines):
        for line in lines:  # 1 总则, above 1.1 and 1.2
            bare = _BARE_NUMBER.fullmatch(folded, line.start, line.end)
            if bare and line.marker is None:
                line.marker = Marker("arabic", int(bare["n"]), len(bare["n"]))
    return lines


_BARE_HAN = regex.compile(rf"(?P<n>[一二三四五六七八九十]{{1,3}})[{SPACES}]+\p{{Han}}{{2,20}}")
_BARE_HEADING = regex.compile(rf"(?P<n>\d{{1,2}})[{SPACES}]+\p{{Han}}{{4,20}}")


_BARE_FIRST = frozenset("一二三四五六七八九十0123456789")


def _mark_bare_numbers(folded: str, lines: list[Line]) -> None:
    """Headings that nothing but white space parts from their number (一 发展目标, 1 健全体系), where
    they count on from one to the next."""
    for style, form in (("han", _BARE_HAN), ("arabic", _BARE_HEADING)):
        found: list[tuple[Line, int, int]] = []
        for line in lines:
            if line.marker is not None or line.norm[:1] not in _BARE_FIRST:
                continue
            bare = form.fullmatch(folded, line.start, line.end)
            n = parse_number(bare["n"]) if bare else None
            if bare and isinstance(n, int) and not line.record and not line.contents:
                found.append((line, n, len(bare["n"])))
        ordinals = [n for _, n, _ in found]
        if ordinals[:2] != [1, 2] or any(
            n not in (1, before + 1) for before, n in itertools.pairwise(ordinals)
        ):
            continue
        if any(line.marker and line.marker.style == style for line in lines):
            continue
        for line, n, length in found:
            line.marker = Marker(style, n, length)


def _mark_contents(lines: list[Line]) -> None:
    """Find the table of contents: 目录 and, up to where its first entry is printed again, what
    stands under it; also entries that lead to a page by dots."""
    first = next((i for i, line in enumerate(lines) if _CONTENTS.fullmatch(line.norm)), None)
    listed: set[int] = set()
    if first is not None and first + 1 < len(lines):
        entry = _LEADER.sub("", lines[first + 1].norm)
        again = next(
            (
                i
                for i in range(first + 2, min(len(lines), first + LONGEST_CONTENTS))
                if lines[i].norm == entry
            ),
            first + 1,
        )
        listed = set(range(first, again))
    for i, line in enumerate(lines):
        if i in listed or (first is not None and _LEADS_TO_PAGE.search(line.norm)):
            line.contents, line.marker = True, None


def _head_cuts(text: str, first: bool, head: bool) -> list[int]:
    """Where a line falls into title, number, date or signature, which have lines of their own."""
    if first and RUNNING.search(text):
        numbered = _NUMBER_AT_TITLE.match(text)
        begin = numbered.end() if numbered else 0
        titled = _RUN_IN_TITLE.match(text[begin:])
        if titled:
            own = titled.start("number")
            cuts = [begin, begin + own if own > 0 else 0, begin + titled.end()]
            return [cut for cut in cuts if cut]
    signable = text.endswith("日") and len(text) < LONG_LINE * 2
    if not (head or signable) or len(text) > LONGEST_TITLE or RUNNING.search(text):
        return []
    signed = _ORGAN_THEN_DATE.match(text) if signable else None
    if signed:
        return [signed.end("organ")]
    if not head:
        return []
    numbered = _DATE_THEN_NUMBER.match(text)
    if numbered:
        return [numbered.end("date")]
    noted = _NOTE_THEN_NUMBER.match(text)
    if noted:
        return [noted.end()]
    number = _NUMBER_THEN_TITLE.match(text)
    at = number.end() if number else 0
    cuts = [at] if at else []
    dated = _NUMBER_THEN_DATE.match(text) or _NOTE_THEN_DATE.match(text)
    if dated:
        return [dated.start("date")]
    found = _TITLE_THEN_MORE.match(text, at)
    if found and (found["number"] or found["date"]):
        cuts.append(found.start("more"))
        if found["number"] and found["date"]:
            opening = text[found.start("date") - 1] == "（"
            cuts.append(found.start("date") - opening)
    elif first:
        numbered = _NUMBERED_TITLE.match(text, at)
        if numbered:
            cuts.append(numbered.end())
        marked = _MARKED_TITLE.match(text, at)
        if marked:
            cuts.append(marked.end())
    return cuts


def new_line(folded: str, start: int, end: int, indent: int = 0) -> Line:
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


def is_furniture(norm: str) -> bool:
    return (norm[0] in FURNITURE_FIRST or "." in norm) and bool(FURNITURE.search(norm))


# Labels that no line of a policy begins with; 生效日期, 关键词 and the like might.
_SURE_LABELS = alternation(
    [w for k in ("number", "issuer", "issued", "published") for w in PAGE_WORDS[k]]
    + ["索引号", "主题分类", "信息分类", "体裁分类", "组配分类", "有效性", "发文机构"]
)
_HEAD_LABELS = regex.compile(
    r"索引号|公开方式|发文机构|发布机构|发文字号|发布日期|发文日期|成文日期|主题分类|文号|有效性|生成日期|公开日期|体裁分类"
)
# 发布机构 甲市人民政府, （成文日期）2021-03-12, • 文号: …; what stands after the label is short.
_LABELLED = regex.compile(
    rf"^[∙‧•·●○◆■▪*（]{{0,2}}(?P<label>{_SURE_LABELS})(?:[）：|]|$|(?=[\d\p{{Han}}A-Z]))[^，。；！？]{{0,50}}$"
)
_LABEL_FIRST = frozenset("∙‧•·●○◆■▪*（索主信体组有发文政规公印制签生成更编")


# ∙【效力等级】地方规范性文件, as databases of law print it
_MARKED_LABEL = regex.compile(
    rf"[∙‧•·](?:（\p{{Han}}{{2,6}}）[^，。；]{{0,60}}|{alternation(PAGE_WORDS['head'])}：[^。；]{{0,120}})$"
)
# 甲市科技局 政府信息公开: the name of the page
_PAGE_NAME = regex.compile(
    rf"(?:\p{{Han}}{{4,30}}政府信息公开(?:目录|专栏|平台)?|\p{{Han}}{{4,30}}(?<!关于\p{{Han}}*)行政规范性文件|(?:{alternation(WORDS['page_names']['names'])})+)$"
)
# • 发文字号：, alone in its line: what it says stands in the next one
_LABEL_ALONE = regex.compile(
    rf"[∙‧•·●○◆■▪]?{alternation([*PAGE_LABELS, *PAGE_WORDS['head'], '发文机构'])}："
)
FEWEST_LABELS = 3
"""So many labels alone in their lines make a record of a page."""
RECORD_REACH = 60
"""Lines in which such a record stands."""
LONGEST_VALUE = 60


def _mark_records(lines: list[Line]) -> None:
    """Find the record of a page that prints its labels and what they say on lines of their own."""
    top = lines[:RECORD_REACH]
    labels = [i for i, line in enumerate(top) if _LABEL_ALONE.fullmatch(line.norm)]
    if len(labels) < FEWEST_LABELS:
        return
    for i, following in zip(labels, [*labels[1:], len(lines)], strict=True):
        lines[i].record, lines[i].marker = "label", None
        value = i + 1
        if value < following and following != len(lines):
            text = lines[value].norm
            if len(text) <= LONGEST_VALUE and not RUNNING.search(text):
                lines[value].record, lines[value].marker = "value", None


def is_page_head(norm: str) -> bool:
    """Whether a line is of the head of a web page: a label with what it says (发布机构 甲市财政局),
    or several of them (索引号 … 发文日期 …)."""
    if "。" in norm or not norm:
        return False
    if _MARKED_LABEL.match(norm) or _PAGE_NAME.match(norm):
        return True
    return (norm[0] in _LABEL_FIRST and _LABELLED.match(norm) is not None) or len(
        _HEAD_LABELS.findall(norm)
    ) > 1


def width_of(text: str) -> float:
    """How wide a line is printed, in Chinese characters."""
    return sum(1.0 if c > "\u2e80" else 0.5 for c in text)


def margin_of(lines: list[Line]) -> int | None:
    """The indent of lines that go on, in a text that sets off its paragraphs by a wider one.

    ``None`` where paragraphs are not set off.
    """
    indents = sorted(line.indent for line in lines if RUNNING.search(line.norm))
    if len(indents) < 4 or not indents[int(len(indents) * 0.3)]:
        return None
    # Every line of a page may be set in, those that begin a paragraph further.
    return indents[0] if indents[-1] - indents[0] >= 2 else 0


def is_hanging(lines: list[Line]) -> bool:
    """Whether lines that go on are set in and those that begin a paragraph are not."""
    set_in = [
        not TERMINATED.search(before.norm)
        for before, line in itertools.pairwise(lines)
        if line.indent >= HANGING and line.norm
    ]
    flush = sum(1 for line in lines if not line.indent and RUNNING.search(line.norm))
    return len(set_in) >= 3 and all(set_in) and flush >= 3


def wrap_width(lines: list[Line]) -> int:
    """The width at which a text was wrapped by hand, 0 where it was not."""
    long = sorted(len(line.norm) for line in lines)
    if len(long) < 8:
        return 0
    width = long[int(len(long) * 0.9)]
    full = [line for line in lines if width - 2 <= len(line.norm) <= width + 2]
    cut = sum(1 for line in full if not TERMINATED.search(line.norm))
    return width if width >= 16 and len(full) >= len(lines) * 0.4 and cut >= len(full) * 0.6 else 0
