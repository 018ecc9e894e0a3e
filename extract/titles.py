"""Titles of documents: over which lines they run, and what is none."""

from __future__ import annotations

import itertools

import regex

from extract.lexicon import alternation
from extract.lines import (
    ANNEX,
    CHAPTER_NAME,
    FIRST_LABEL,
    IMPRINT,
    LONG_LINE,
    LONGEST_TITLE,
    NUMBER,
    ORGAN_END,
    PAGE,
    ROSTER_LINE,
    RULE,
    RUNNING,
    TITLE_NOTE,
    TITLE_NOUNS,
    TITLE_WORDS,
    WORDS,
    Line,
    is_furniture,
    is_page_head,
)
from extract.patterns import pattern
from extract.tables import heads_column

_SIGNATURE = regex.compile(rf"{ORGAN_END}(?:（{alternation(WORDS['organs']['seals'])}）)?$")
_SIGNATURE_ENDS = frozenset("）" + "".join(w[-1] for w in WORDS["organs"]["ends"]))
_NUMBER_LINE = regex.compile(rf"^（?{NUMBER}）?$")
_DRAFT_LINE = regex.compile(rf"^（?{alternation(WORDS['draft']['words'])}）?$")
_DRAFT_IN_BRACKETS = regex.compile(rf"^（{alternation(WORDS['draft']['words'])}）$")
_TITLE_END = regex.compile(rf"{TITLE_NOUNS}(?:（[^（）]{{1,24}}）|[“”]|征求意见稿|送审稿|草案)*$")
# One look before the search: what a title may end in.
_TITLE_LAST = frozenset("）“”《》稿" + "".join(w[-1] for w in TITLE_WORDS))
_TITLE_ABOUT = regex.compile(
    r"关于.{2,90}的?(?:通知|意见|决定|公告|通告|函|批复|办法|措施|方案|规定|政策|通报|报告)(?:（[^（）]{1,24}）)*$"
)
_TITLE_PLACE = regex.compile(
    r"^\p{Han}{2,9}?(?:省|市|县|区|州|盟|旗|镇|自治区|开发区|园区|新区)(?![场域级直块内城])\p{Han}{2}"
)
_CLOSING = ("通知", "公告", "通告", "意见", "决定", "批复", "函")
_CLOSED = regex.compile(rf"关于.{{4,}}的{alternation(_CLOSING)}$")
# 甲县农业产业扶贫政策解读
_WHOLE_TITLE = regex.compile(rf"{TITLE_NOUNS}(?:解读)?$")
_LETTERHEAD = regex.compile(r"文件$")
_PRINTED_TITLE = regex.compile(r"《([^《》]{4,80})》")
_HISTORY = regex.compile(r"^（.*(?:通过|公布|发布|修订|修正|会议|删减|节选|批准).*）$")
_IN_BRACKETS = regex.compile(r"^（[^（）]*）$")
_BARE = regex.compile(r"[\p{P}\p{S}\s]+")


def is_number_line(norm: str) -> bool:
    """Whether a line is the number of a document and nothing else (甲政办〔2021〕3号)."""
    return "号" in norm and _NUMBER_LINE.match(norm) is not None


def find_titles(lines: list[Line]) -> dict[int, int]:
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
        while (
            end < len(lines)
            and end - i < 6
            and _may_be_title(lines, end)
            and not _is_whole(lines, i, end)
        ):
            end += 1
        found = _title_in(
            lines,
            i,
            end,
            printed,
            first=not titles and i < 12,
            strong=bool(ANNEX.match(above)),
            signed=i > 0 and lines[i - 1].dated,
        )
        if found:
            begin, stop = found
            if (
                stop < len(lines)
                and lines[stop].start - lines[stop - 1].end <= 1  # no blank line between
                and TITLE_NOTE.fullmatch(lines[stop].norm)
            ):
                stop += 1  # the title, and below it （征求意见稿） or （试行）
            titles[begin] = stop
            i = stop
        else:
            i = end
    return titles


MOST_BETWEEN = 15
"""Lines of a page's record between its own title and that of the text."""


def repeated_titles(lines: list[Line], titles: dict[int, int]) -> dict[int, int]:
    """Of the title blocks those that a web page prints once more before the text begins: the same
    title follows, and nothing but lines of the page stand between."""
    found: dict[int, int] = {}
    for (a, b), (c, d) in itertools.pairwise(sorted(titles.items())):
        same = _bare_text(lines[a:b]) == _bare_text(lines[c:d])
        between = sum(1 for x in lines[b:c] if not x.record)
        if same and between <= MOST_BETWEEN and not any("。" in x.norm for x in lines[b:c]):
            found[a] = b
    return found


def _bare_text(lines: list[Line]) -> str:
    return _BARE.sub("", "".join(line.norm for line in lines))


def _is_whole(lines: list[Line], start: int, end: int) -> bool:
    """Whether a title is whole where a blank line follows, so that a heading comes next."""
    if lines[end].start - lines[end - 1].end <= 1:
        return False
    text = "".join(line.norm for line in lines[start:end])
    return (
        len(text) >= 10
        and text.count("《") == text.count("》")
        and _WHOLE_TITLE.search(text) is not None
        and not _DRAFT_IN_BRACKETS.match(lines[end].norm)
        and not lines[end].norm.startswith(("（", "关于", "的"))
    )


def _may_be_title(lines: list[Line], i: int) -> bool:
    line = lines[i]
    norm = line.norm
    return (
        line.marker is None
        and not line.contents
        and not line.record
        and "|" not in norm
        and not is_page_head(norm)
        and 2 <= len(norm) <= LONGEST_TITLE
        and not RUNNING.search(norm.rstrip("。") if len(norm) < 8 else norm)
        and not norm.endswith(("：", "、"))
        and not (("：" in norm) and not norm.startswith("关于"))
        and not line.dated
        and not IMPRINT.match(norm)
        and not is_number_line(norm)
        and not _DRAFT_LINE.match(norm)
        and not CHAPTER_NAME.match(norm)
        and not _HISTORY.match(norm)
        and not ANNEX.match(norm)
        and not is_furniture(norm)
        and not heads_column(norm)
        and not PAGE.match(norm)
        and not RULE.fullmatch(norm)
        and not ROSTER_LINE.match(norm)
        and not _signs(lines, i)
        and not (
            i
            and len(norm) < LONG_LINE // 2
            and i + 1 < len(lines)
            and FIRST_LABEL.match(lines[i + 1].norm)
        )
    )


MOST_SIGNATURES = 8
"""Lines of organs that sign over one date, at most."""


def _signs(lines: list[Line], i: int) -> bool:
    """Whether a line is the signature over a date, or one of several in lines of their own."""
    for k in range(i, min(len(lines), i + MOST_SIGNATURES)):
        line = lines[k]
        if line.dated:
            return k > i
        norm = line.norm
        if (
            len(norm) > LONG_LINE
            or not norm
            or norm[-1] not in _SIGNATURE_ENDS
            or _SIGNATURE.search(norm) is None
            or "关于" in norm
        ):
            return False
    return False


def _opens_chapters(line: Line) -> bool:
    """Whether a line is the first chapter of a text; what stands alone before it is its title."""
    marker = line.marker
    return marker is not None and marker.ordinal == 1 and marker.style in ("han", "unit_章")


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
    closing = [k for k in range(start + 1, end) if lines[k - 1].norm.endswith(_CLOSING)]
    for stop in closing:  # 关于印发…的通知, right above the title of what it issues
        text = "".join(line.norm for line in lines[start:stop])
        if _CLOSED.search(text) and _TITLE_ABOUT.search(text):
            return start, stop
    roster_next = end < len(lines) and bool(ROSTER_LINE.match(lines[end].norm))
    for stop in range(end, start, -1):
        for begin in range(start, stop):
            text = "".join(line.norm for line in lines[begin:stop])
            if any(
                begin < k < stop and _CLOSED.search("".join(line.norm for line in lines[begin:k]))
                for k in closing
            ):
                continue  # nothing goes on after 关于印发…的通知
            if (
                _LETTERHEAD.search(lines[begin].norm)
                or _IN_BRACKETS.match(lines[begin].norm)
                or (begin + 1 < stop and lines[begin + 1].norm.startswith(lines[begin].norm))
            ):
                continue  # a letterhead: the next line says the same in full
            if stop - begin > 1 and all(_SIGNATURE.search(x.norm) for x in lines[begin:stop]):
                continue  # offices, one a line
            ends = text[-1] in _TITLE_LAST and bool(_TITLE_END.search(text.strip("《》")))
            if (
                (printed and _BARE.sub("", text) in printed)
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
            and bool(
                "关于" in text
                or _TITLE_PLACE.match(text)
                or _opens_chapters(lines[end])
                or (
                    is_number_line(lines[end].norm)
                    and not _SIGNATURE.search(text)
                    and not pattern(r"[\dA-Z-]+$").match(text)
                )
            )
            and not lines[start].wide_gap
            and not any(
                _LETTERHEAD.search(line.norm) or pattern(r"自.*\d").match(line.norm)
                for line in lines[start:end]
            )
        )
        return (start, end) if plain else None
    return None
