"""From when and until when a document is valid, computed where its text gives a rule.

自印发之日起30日后施行，有效期三年 says it of the document; 2022年1月起，…；延续至… bounds one rule
of it and leaves the document alone.
"""

from __future__ import annotations

from datetime import date, timedelta

import regex

from extract.models import Deadline, Extraction
from extract.numerals import parse_number
from extract.patterns import pattern

# What bounds the document speaks of it, or of nothing but validity; what bounds one rule of it
# names that (认定资格有效期3年, 补贴政策实施期限至…).
_OF_ITSELF = regex.compile(
    r"(?:本|上述|以上|该)[^。；]{0,60}$"
    r"|(?:^|[，；：）)])(?:\d+[.．、]|[（(][一二三四五六七八九十\d]+[)）]|第.{1,3}条|[一二三四五六七八九十]+、|[^，。；]{0,4}期限?。)?"
    r"(?:政策|文件|意见|办法|措施|通知|细则|规定|方案|期限)*(?:有效|执行|实施|施行|试行|暂行|时间)*(?:期|期限|日期|时间)?(?:暂定|[为是：:])*(?:(?<=有效期|有效期限)(?:延长|延续|顺延))?(?:自|从|截至|截止|至|到|暂定|印发|发布|公布|[起之日，])*$"
)
# 5月1日至次年4月30日实施阶段性下调…: a rule is carried out, not the document.
_CARRIES_OUT = regex.compile(r"(?:实施|执行)(?!细则|办法|期限|期间|时间|日期)(?=\p{Han}{3})")


def set_validity(result: Extraction, index: int, first: int) -> None:
    """Set ``effective_on`` and ``expires_on`` of a document from the deadlines of its clauses.

    :param index: the document in ``result.documents``.
    :param first: its first clause in ``result.clauses``; the deadlines of no later document
        may have been read yet.
    """
    document = result.documents[index]
    mine = [d for d in result.deadlines if d.clause >= first and _of_document(result, d)]
    if document.covering is not None and document.issued_on is None:
        document.issued_on = result.documents[document.covering].issued_on
    for d in mine:
        if d.kind == "effective" and document.effective_on is None:
            if d.start_on:
                document.effective_on = d.start_on
            elif document.issued_on and len(document.issued_on) == 10:
                document.effective_on = _days_after(result.source.text, document.issued_on, d.end)
        elif d.kind == "expiry" and document.expires_on is None:
            document.expires_on = d.end_on
    for d in mine:
        if (
            d.kind == "validity"
            and document.expires_on is None
            and document.effective_on
            and len(document.effective_on) == 10
        ):
            document.expires_on = _after(document.effective_on, d.raw)


def inherit_validity(result: Extraction) -> None:
    """Give measures without a day of their own that of the notice which issues them
    (现将《办法》印发给你们，自10月1日起施行)."""
    for document in result.documents:
        head = result.documents[document.covering] if document.covering is not None else None
        if head is not None and document.kind == "measures" and not document.effective_on:
            document.effective_on = head.effective_on
            document.expires_on = document.expires_on or head.expires_on


def _of_document(result: Extraction, d: Deadline) -> bool:
    """Whether a date bounds the document, and not one rule in it (2022年1月起，…；延续至…)."""
    text = result.source.text
    before, after = text[max(0, d.start - 14) : d.start], text[d.end : d.end + 14]
    if d.kind not in ("effective", "expiry", "validity"):
        return True
    if result.clauses[d.clause].level == "furniture":
        return True  # 生效日期：…, in the head of a page
    begin = result.clauses[d.clause].start
    head = pattern(r"\s+").sub("", text[max(begin, d.start - 120) : d.start])
    if not _OF_ITSELF.search(head[head.rfind("。") + 1 :]):
        return False
    if d.kind == "validity":
        return True
    if pattern(r"[^，。；]{0,12}?(?:有效|[执施]行|实施|生效|试行|废止|失效)").match(after):
        return not _CARRIES_OUT.search(text, d.end, d.end + 24)
    if d.kind == "effective":
        return bool(
            pattern(r"(?:有效|执行|实施|施行)期限?[为：]?\s*(?:[自从]\s*)?$").search(before)
            or (
                pattern(r"[自从]\s*$").search(before)
                and pattern(r"\s*(?:起|开始)?\s*(?:[，。；至到]|$)(?!\s*对)").match(after)
                and not pattern(r"\s*起\s*，\s*\p{Han}").match(after)
            )
        )
    return bool(pattern(r"有效|[执施]行|实施|试行").search(before))


def _days_after(text: str, day: str, at: int) -> str:
    """自印发之日起30日后施行: the day that many days after ``day``, else ``day`` itself."""
    match = pattern(
        r"起?\s*满?\s*(\d{1,3}|[一二三四五六七八九十]+)\s*[日天](?:后|\s*(?:起)?(?=施行|实施|执行))"
    ).match(text, at)
    days = parse_number(match[1]) if match else None
    if not isinstance(days, int):
        return day
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _after(start_on: str, duration: str) -> str | None:
    """The last day of a duration that begins on a day (三年 from 2021-09-24: 2024-09-23)."""
    match = pattern(r"([\d.]+|[一二两三四五六七八九十]+|半)(年|个月|天|日)").match(duration)
    value = parse_number(match[1]) if match else None
    if match is None or value is None:
        return None
    first = date.fromisoformat(start_on)
    months = (
        round(float(value) * (12 if match[2] == "年" else 1)) if match[2] in ("年", "个月") else 0
    )
    if not months:
        return (first + timedelta(days=int(value) - 1)).isoformat()
    total = first.month - 1 + months
    year, month = first.year + total // 12, total % 12 + 1
    day = first.day
    while True:
        try:
            return (date(year, month, day) - timedelta(days=1)).isoformat()
        except ValueError:
            day -= 1
