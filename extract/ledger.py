"""The ledger: every number of a source, and the fact that took it or why it is none."""

from __future__ import annotations

from bisect import bisect_right

import regex

from extract.models import Extraction, Fact, Numeral
from extract.patterns import pattern
from extract.quantities import Quantity
from extract.text import AlignedText

_TABLES = (
    "amounts", "percentages", "shares", "deadlines", "targets", "conditions", "citations",
)  # fmt: skip
_BY_KIND = {"docno": "document_number", "ordinal": "ordinal", "code": "name"}


def account(result: Extraction, aligned: AlignedText, quantities: list[Quantity]) -> None:
    """Fill ``result.numerals``: one entry for each token of quantity."""
    facts: list[tuple[int, int, str, int]] = []
    for table in _TABLES:
        rows: list[Fact] = getattr(result, table)
        facts.extend((f.start, f.end, table, i) for i, f in enumerate(rows))
    facts.sort()
    starts = [f[0] for f in facts]
    markers = {}
    for clause in result.clauses:
        if clause.marker:
            markers[clause.start] = clause.start + len(clause.marker) + 6
    marker_starts = sorted(markers)
    furniture = [(c.start, c.end) for c in result.clauses if c.level == "furniture"]
    for q in quantities:
        start, end = aligned.span(q.start, q.end)
        raw = result.source.text[start:end]
        found = _taker(facts, starts, start, end)
        if found is not None:
            result.numerals.append(Numeral(start, end, raw, "fact", found[2], found[3]))
            continue
        k = bisect_right(marker_starts, start) - 1
        if k >= 0 and end <= markers[marker_starts[k]] and start - marker_starts[k] <= 2:
            result.numerals.append(Numeral(start, end, raw, "marker"))
            continue
        result.numerals.append(
            Numeral(
                start, end, raw, _reason(aligned.norm, q, any(a <= start < b for a, b in furniture))
            )
        )


def _taker(
    facts: list[tuple[int, int, str, int]], starts: list[int], start: int, end: int
) -> tuple[int, int, str, int] | None:
    k = bisect_right(starts, start)
    for fact in reversed(facts[max(0, k - 8) : k]):
        if fact[0] <= start and end <= fact[1]:
            return fact
    for fact in facts[k : k + 2]:
        if fact[0] < end and start <= fact[0] and fact[1] <= end:
            return fact
    return None


_NAME_AFTER = regex.compile(
    r"^(?:年?行动|年?计划|年?攻坚|年?滚动|年制|产业|\+|强|级|大|化|体|会|方|类|双|条(?:”|政策|措施)|[”》])"
)
_PER = regex.compile(r"每\p{Han}{0,5}$")


def _reason(norm: str, q: Quantity, furniture: bool) -> str:
    """Why a number is no fact, or ``unresolved``."""
    if furniture:
        return "furniture"
    if q.kind in _BY_KIND:
        return _BY_KIND[q.kind]
    before = norm[max(0, q.start - 6) : q.start]
    after = norm[q.end : q.end + 8]
    if pattern(r"(?:电话|传真|邮编|热线|手机)[^。]{0,20}$").search(
        norm[max(0, q.start - 24) : q.start]
    ):
        return "contact"
    if q.kind == "bare" and before.endswith("工业"):
        return "name"
    if _PER.search(before):
        return "per_unit"
    if q.kind == "grade":
        return "name"
    if q.kind == "date" and (q.text.endswith("年度") or after.startswith(("度", "版"))):
        return "fiscal_year"
    if q.kind == "count" and q.unit == "年" and _NAME_AFTER.match(after):
        return "name"
    if q.kind in ("count", "bare", "short") and (
        before.endswith(("“", "《", "金", "+")) or _NAME_AFTER.match(after)
    ):
        return "name"
    if q.kind == "bare" and pattern(r"[A-Za-z]-?$").search(before):
        return "name"
    return "unresolved"
