"""The ledger: every number of a source, and the fact that took it or why it is none.

Numbers are the tokens of quantity, and every digit and Chinese numeral that stands outside
of them: part of a word (统一, 一体化), one of a kind (二级节点), how many parts a thing has
(八大产业链). A number for which no rule gives a reason is ``unresolved``; the reasons, with
what each means, are in ``lexicon/numerals.toml``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

import regex
import rjieba

from extract.facts.dates import EVENT_OF_YEAR, ISSUED_THEN, REPORT, YEAR_NAME, is_compared_with
from extract.facts.shares import INSTALMENTS
from extract.lexicon import alternation, load
from extract.models import Extraction, Fact, Numeral
from extract.patterns import pattern
from extract.places import divisions_named
from extract.quantities import UNITS, Quantity
from extract.text import AlignedText

_WORDS = load("numerals")
REASONS: dict[str, str] = _WORDS["reasons"]
"""Every reason for which a number is no fact, and what it means."""

_TABLES = (
    "amounts", "percentages", "shares", "deadlines", "targets", "conditions", "citations",
)  # fmt: skip
# Facts that hold numbers in names: 第二人民医院, 张三.
_NAMING_TABLES = ("responsibilities", "members")
_BY_KIND = {"docno": "document_number", "ordinal": "ordinal", "code": "name"}

_HAN_DIGITS = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMBER = regex.compile(rf"\d+(?:[.,]\d+)*|[{_HAN_DIGITS}]+|[①-⑳㉑-㉟⑴-⒇❶-❿㈠-㈩]|[Ⅰ-Ⅻ]")
_AROUND = 5  # characters on each side that decide which word a numeral is part of
_LOOK_COUNTED = frozenset(_WORDS["words"]["look_counted"])
_ALONE = regex.compile(rf"[{_HAN_DIGITS}]+(?:{UNITS})?")

_NUMBER_OF_DOCUMENT = regex.compile(r"\p{Han}{1,8}（(?:19|20)\d{2}）第?\d{1,5}号")
_PLAN = regex.compile(r"[“”]?十[一二三四五六]五[“”]?(?!年|个|家|项|名|人|万|百|千)")
_CONGRESS = regex.compile(
    r"(?:党的?)?[一二三四五六七八九十]{1,3}(?:大(?![\p{Han}]{0,4}(?:工程|产业|行动|任务|领域|平台|体系|方面|板块|重点))|届|中全会|次(?:全会|全体|会议|代表))"
)
_PATTERNED = regex.compile(r"(?P<n>一)\p{Han}{1,2}(?P<m>[一二多几])\p{Han}")
_ENUMERATOR = regex.compile(r"[一二三四五六七八九十]{1,2}(?:是|要|则|方面)")
_GRADE = regex.compile(rf"[{_HAN_DIGITS}]{{1,3}}{alternation(_WORDS['grade']['after'])}")
_GRADE_AFTER = regex.compile(alternation(_WORDS["grade"]["after"]))
_GRADE_LIST = regex.compile(
    rf"[{_HAN_DIGITS}](?:[、和或及][{_HAN_DIGITS}])+{alternation(_WORDS['grade']['after'])}"
)
_PARTS = regex.compile(rf"[{_HAN_DIGITS}]{{1,2}}{alternation(_WORDS['parts']['after'])}")
_INDEFINITE = regex.compile(rf"一(?:{alternation(_WORDS['indefinite']['after'])}|(?:{UNITS}))")
_QUOTED = regex.compile(r"[“《][^“”《》，。；]*$")
_ORDINAL_BEFORE = regex.compile(r"(?:第|其|之)$")
_VAGUE = regex.compile(r"(?:数|上|几|近|逾|超|成)$")


def account(
    result: Extraction,
    aligned: AlignedText,
    quantities: list[Quantity],
    told: list[tuple[int, int]],
    units: list[tuple[int, int]],
) -> None:
    """Fill ``result.numerals``: one entry for each number of the source, in order.

    :param told: spans of the folded text that only tell how things are (一、发展现状).
    :param units: spans of the source that say by which unit a row of a table counts.
    """
    text = result.source.text
    places = _Places(result)
    takers = _Takers(result, _TABLES)
    entries: list[Numeral] = []
    span, norm = aligned.span, aligned.norm
    for q in quantities:
        start, end = span(q.start, q.end)
        fact = takers.of(start, end)
        if fact is not None:
            entries.append(Numeral(start, end, text[start:end], "fact", *fact))
            continue
        reason = places.of(start, end) or _reason(norm, q)
        if reason == "unresolved" and any(a <= start < b for a, b in units):
            reason = "unit"
        if reason == "unresolved" and any(a <= q.start < b for a, b in told):
            reason = "narrated"
        entries.append(Numeral(start, end, text[start:end], reason))
    takers = _Takers(result, (*_TABLES, *_NAMING_TABLES))
    for start, end, place in _others(aligned.source_norm, entries, places):
        fact = None if place else takers.of(start, end)
        if fact is not None:
            entries.append(Numeral(start, end, text[start:end], "fact", *fact))
        else:
            counted = any(a <= start < b for a, b in units)
            reason = place or ("unit" if counted else _why(aligned.source_norm, start, end))
            entries.append(Numeral(start, end, text[start:end], reason))
    entries.sort(key=lambda n: n.start)
    result.numerals = entries


class _Takers:
    """Which fact a number belongs to: the one around it, else one that lies inside it."""

    def __init__(self, result: Extraction, tables: tuple[str, ...]) -> None:
        facts: list[tuple[int, int, str, int]] = []
        for table in tables:
            rows: list[Fact] = getattr(result, table)
            facts.extend([(f.start, f.end, table, i) for i, f in enumerate(rows)])
        facts.sort()
        self._facts = facts
        self._starts = [f[0] for f in facts]

    def of(self, start: int, end: int) -> tuple[str, int] | None:
        """``(table, index)`` of the fact, ``None`` where none took the number."""
        facts = self._facts
        k = bisect_right(self._starts, start)
        for i in range(k - 1, max(-1, k - 9), -1):
            fact = facts[i]
            if end <= fact[1]:
                return fact[2], fact[3]
        for fact in facts[k : k + 2]:
            if fact[0] < end and fact[1] <= end:
                return fact[2], fact[3]
        return None


class _Places:
    """Where in a source numbers are markers or page furniture."""

    def __init__(self, result: Extraction) -> None:
        markers = {
            c.start: c.start + len(c.marker) + 6 for c in result.clauses if c.marker is not None
        }
        self._markers = markers
        self._marker_starts = sorted(markers)
        self._furniture = sorted((c.start, c.end) for c in result.clauses if c.level == "furniture")

    def of(self, start: int, end: int) -> str | None:
        """``marker``, ``furniture`` or ``None``."""
        k = bisect_right(self._marker_starts, start) - 1
        if k >= 0:
            at = self._marker_starts[k]
            if end <= self._markers[at] and start - at <= 2:
                return "marker"
        k = bisect_right(self._furniture, (start, 1 << 60)) - 1
        if k >= 0 and start < self._furniture[k][1]:
            return "furniture"
        return None


def _others(
    norm: str, entries: list[Numeral], places: _Places
) -> Iterator[tuple[int, int, str | None]]:
    """Numbers outside the tokens of quantity; ``marker`` or ``furniture`` where they are that."""
    taken = [(n.start, n.end) for n in entries]
    taken.append((len(norm), len(norm) + 1))
    k = 0
    first, last = taken[0]
    for match in _NUMBER.finditer(norm):
        start, end = match.span()
        while last <= start:
            k += 1
            first, last = taken[k]
        if end <= first:
            yield start, end, places.of(start, end)


@lru_cache(maxsize=1 << 16)
def _word(window: str, at: int) -> tuple[int, int]:
    """The dictionary's word around a character of a short stretch of Han characters."""
    end = 0
    for word in rjieba.cut(window, False):
        start, end = end, end + len(word)
        if start <= at < end:
            return start, end
    return at, at + 1


def _why(norm: str, start: int, end: int) -> str:
    """Why a number outside the tokens of quantity is no fact, or ``unresolved``."""
    before = norm[max(0, start - 12) : start]
    if norm[start] in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ" and (
        _GRADE_AFTER.match(norm, end) or norm.startswith(("、", "-", "和"), end)
    ):
        return "grade"
    if norm[start] not in _HAN_DIGITS:
        return "furniture" if _IMAGE.search(before) else "unresolved"
    begin = start
    while begin and start - begin < _AROUND and "\u3400" <= norm[begin - 1] <= "\u9fff":
        begin -= 1
    stop = end
    while stop < len(norm) and stop - end < _AROUND and "\u3400" <= norm[stop] <= "\u9fff":
        stop += 1
    a, b = _word(norm[begin:stop], start - begin)
    token = begin + a, begin + b
    word = norm[token[0] : token[1]]
    if end - start == 1 and norm[start] in "伍陆拾" and not norm.startswith("、", end):
        return "word"  # 陆港, 队伍, 收拾
    if norm[start - 1 : start] == "国" and end - start == 1 and norm[start] in "一二三四五六":
        return "grade"  # 国三柴油货车
    if norm[start:end] == "零" and norm[end : end + 1].isalpha():
        return "word"  # 零|就业家庭, 零|距离
    if _NUMBER_OF_DOCUMENT.match(norm, end):
        return "document_number"
    if _ORDINAL_BEFORE.search(before):
        return "ordinal"
    if _PLAN.match(norm, start):
        return "plan_name"
    if _CONGRESS.match(norm, start):
        return "event_name"
    if divisions_named(word):
        return "place_name"
    if norm.startswith("大", end) and token == (start, end + 1) and end - start == 1:
        return "parts"  # 八大|产业链
    if (
        token[0] <= start
        and end <= token[1]
        and (word in _LOOK_COUNTED or not _ALONE.fullmatch(word))
    ):
        return "word"
    if any(
        (m := _PATTERNED.match(norm, start - back)) is not None and start == m.start(group)
        for back, group in ((0, "n"), (2, "m"), (3, "m"))
        if start >= back
    ):
        return "set_phrase"
    if _ENUMERATOR.match(norm, start) and (not before or before[-1] in "，。；：、\n "):
        return "marker"
    if _GRADE.match(norm, start) or _GRADE_LIST.match(norm, start):
        return "grade"
    if _QUOTED.search(before) or _PERSON_BEFORE.search(before):
        return "name"
    if _INDEFINITE.match(norm, start) and end - start == 1:
        return "indefinite"
    if _PARTS.match(norm, start):
        return "parts"
    if _VAGUE.search(before) or norm.startswith(("余", "多", "几"), end):
        return "vague"
    return "unresolved"


_NAME_AFTER = regex.compile(
    r"^(?:[、和及]全年|年?行动|年?计划|年?攻坚|年?滚动|年制|产业|\+|强|级|大|化|体|会|方|类|双|条(?:”|政策|措施)|[”》])"
)
_CLOCK = regex.compile(r"[日午晨晚至到间）-](?:[01]?\d|2[0-4]):[0-5]\d$")
_HOURS = regex.compile(
    r"(?:[01]?\d|2[0-4]):[0-5]\d[-~至到](?:次日)?(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)"
)
_IMAGE = regex.compile(r"image$")
# 牵头领导：张三
_PERSON_BEFORE = regex.compile(
    r"(?:领导|责任人|负责人|联系人|联络员|经办人|组长)：(?:\p{Han}{2,4}[、，])*\p{Han}{1,2}$"
)
_KIND_UNITS = frozenset("类级等档星期层")
_STAGES = regex.compile(alternation(_WORDS["parts"]["nouns"]))
_MEETING = regex.compile(
    r"[一二三四五六七八九十]届|全会|中央|人大|政协|党代会|代表大会|党委|常委会"
)
_PER = regex.compile(r"每\p{Han}{0,5}$")


_ARTICLES = ("措施", "政策", "意见", "举措", "规定", "禁令", "办法")
_SEVERAL = ("文件", "办法", "方案", "制度", "规定", "政策", "细则")
_LISTED = regex.compile(r"(?:包括|分为|包含|分成|即)[^，。；]*、[^，。；]*$")
_AGES = regex.compile(
    r"\d{1,2}-\d{1,2}(?:周?岁|个月)(?:以上|以下)?(?:的)?(?:婴幼儿|儿童|幼儿|青少年|老年人|人员|学生|女性|妇女)"
)
_ALL_GRANTS = regex.compile(
    r"[两三四五]项(?:奖励|奖补|补[助贴]|资助|扶持|支持|政策|资金)?(?:合计|累计|总计|总额|可|不|之和)"
)
_SESSION = regex.compile(
    r"[\d一二三四五六七八九十]{1,3}届[\d一二三四五六七八九十]{1,3}次|\d{1,3}次\p{Han}{0,6}会议"
)


def _reason(norm: str, q: Quantity) -> str:
    """Why a token of quantity is no fact, or ``unresolved``."""
    if q.kind in _BY_KIND:
        return _BY_KIND[q.kind]
    if q.kind == "count" and q.unit in ("日", "天") and norm.startswith("后", q.end):
        return "offset"
    if q.kind == "ratio" and (
        _CLOCK.search(norm, max(0, q.start - 2), q.end) or _HOURS.match(norm, q.start)
    ):
        return "clock"
    if q.kind == "ratio" and INSTALMENTS.search(norm, max(0, q.start - 16), q.start):
        return "instalment"
    if (
        q.kind == "bare"
        and q.high < 25
        and pattern(r"(?:日|上午|下午|晚上?|中午|凌晨|）)$").search(
            norm[max(0, q.start - 3) : q.start]
        )
        and norm.startswith(("时", "点"), q.end)
    ):
        return "clock"  # 3月31日17时
    if q.kind == "bare" and _IMAGE.search(norm, max(0, q.start - 6), q.start):
        return "furniture"
    before = norm[max(0, q.start - 6) : q.start]
    after = norm[q.end : q.end + 8]
    if q.kind == "bare" and after.startswith("|") and pattern(r"(?:^|\n)\|?$").search(before):
        return "marker"  # |3|任务|…: the number of a row
    if pattern(r"(?:电话|传真|邮编|热线|手机)[^。]{0,20}$").search(
        norm[max(0, q.start - 24) : q.start]
    ):
        return "contact"
    if pattern(r"(?:^|\n)(?:[表图]|专栏|附[表图])$").search(before):
        return "name"  # 表2 投资计划
    if pattern(r"附[件表]\d+[、和]$").search(before):
        return "name"  # 附表1、2
    if before.endswith(("工业", "附件", "附表", "附录", "附图", "学前")):
        return "name"
    if q.kind == "count" and q.unit == "年" and before.endswith("个") and after.startswith("规划"):
        return "plan_name"  # 第十四个|五年|规划
    if (
        q.kind == "count"
        and q.unit in ("类", "项", "种")
        and _LISTED.search(norm, max(0, q.start - 40), q.start)
    ):
        return "parts"  # 包括基础类、提升类|2类
    if q.kind == "count" and q.unit == "项" and _ALL_GRANTS.match(norm, q.start):
        return "parts"  # 两项补助合计
    if _AGES.match(norm, q.start):
        return "grade"  # 0-6岁儿童
    if q.kind == "count" and q.unit == "倍":
        return "multiple"  # 按低保标准的1.3倍确定
    if q.kind == "count" and _SESSION.match(norm, q.start):
        return "event_name"  # 七届44次常务会议
    if _PER.search(before) or (
        q.kind == "count"
        and q.unit != "次"
        and q.low == q.high == 1
        and after.startswith(("补助", "奖励", "补贴", "奖补", "资助", "再补", "再奖"))
    ):
        return "per_unit"
    if q.kind == "grade":
        return "grade"
    if q.kind == "count" and q.unit in ("届", "次") and _MEETING.search(before + after):
        return "event_name"
    if q.kind == "bare" and after.startswith("周年"):
        return "narrated"  # 建党100周年
    if q.kind == "count" and q.unit == "届" and after.startswith(("政府", "人民政府", "政协")):
        return "event_name"  # 市十五届政府第三次常务会议
    if q.kind == "count" and (
        (q.unit in _KIND_UNITS and q.text[0] in _HAN_DIGITS) or (q.unit == "类" and q.high < 10)
    ):
        return "grade"  # 三类人才, 1类新药
    if q.kind == "count" and before.endswith("等") and after.startswith(_SEVERAL):
        return "parts"  # 《甲办法》等三个文件
    if q.kind == "count" and q.unit == "条" and after.startswith(_ARTICLES):
        return "name"  # 若干政策|十条|措施
    if (
        q.kind == "bare"
        and after[:1] in tuple(".、")
        and pattern(r"(?:^|\n|附[件表]：)$").search(before)
    ):
        return "marker"  # 附件：|1.名单
    if q.kind == "count" and q.unit == "级" and q.high < 20:
        return "grade"  # CMMI3级、4级
    if q.kind == "count" and _STAGES.match(after):
        return "parts"
    if (
        q.kind == "date"
        and q.text.endswith("年")
        and (after.startswith(("是", "，是")) or is_compared_with(norm, q))
    ):
        return "narrated"
    if q.kind == "date" and ISSUED_THEN.match(norm, q.end):
        return "narrated"
    if q.kind == "date" and (
        q.text.endswith("年度") or after.startswith(("度", "版", "修订）", "修正）", "修改）"))
    ):
        return "fiscal_year"
    if q.kind == "date" and any(
        name.match(norm, q.end) for name in (REPORT, YEAR_NAME, EVENT_OF_YEAR)
    ):
        return "name"  # 2024年培训计划, 2025年政府工作报告, 2023年文化旅游节
    if q.kind == "count" and pattern(r"[百千万][家强户佳优]").fullmatch(q.text):
        return "name"  # 省电子信息百家重点企业
    if q.kind == "count" and q.unit == "年" and _NAME_AFTER.match(after):
        return "name"
    if q.kind in ("count", "bare", "short") and (
        before.endswith(("“", "《", "金", "+")) or _NAME_AFTER.match(after)
    ):
        return "name"
    if q.kind == "bare" and pattern(r"[A-Za-z]-?$").search(before):
        return "name"
    if q.text == "一次" and pattern(r"[只仅][能可得限享受给予补贴奖励支持配套申请报]*$").search(
        before
    ):
        return "set_phrase"  # 只享受一次
    if q.kind == "count" and q.text in ("百人", "千人", "万人", "万名"):
        return "per_unit"  # 万人发明专利拥有量
    return "unresolved"
