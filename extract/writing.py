"""Facts as read in the folded text become records of an :class:`Extraction`, with the characters
of the source."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.composing import Support
from extract.facts.counted import Counted
from extract.facts.dates import Moment
from extract.facts.paying import Sum
from extract.facts.shares import read_shares
from extract.models import (
    Amount,
    Cap,
    Condition,
    Deadline,
    Extraction,
    Measure,
    Number,
    Percentage,
    Share,
    Target,
)
from extract.patterns import pattern
from extract.quantities import Quantity
from extract.text import AlignedText

_WITHOUT_ASIDES = regex.compile(r"（[^（）]*）|\s")
_SCOPE_BACK = 30


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence, read. Offsets are those of the folded text."""

    start: int
    quantities: list[Quantity]
    sums: list[Sum]
    supports: list[Support]
    moments: list[Moment]
    counts: list[Counted]


def _yuan(s: Sum | None) -> Number | None:
    """What is paid in yuan; no single sum where the text gives a range (20-500万元)."""
    if s is None or s.quantity.unit != "CNY":
        return None
    return s.quantity.high if s.quantity.low == s.quantity.high or s.role == "cap" else None


class Writer:
    """Writes the facts of one source down."""

    def __init__(self, result: Extraction, aligned: AlignedText) -> None:
        self.result = result
        self.aligned = aligned
        self.norm = aligned.norm
        self.clean = aligned.clean

    def write(self, clause: int, sentences: list[ReadSentence]) -> None:
        """Write down the facts of a paragraph, measures first."""
        measure_of: dict[int, int] = {}
        for sentence in sentences:
            for support in sentence.supports:
                index = self._measure(clause, support)
                for fact in support.facts:
                    measure_of.setdefault(id(fact), index)
        for sentence in sentences:
            for s in sentence.sums:
                self._sum(clause, s, measure_of.get(id(s)))
            for m in sentence.moments:
                start_on = m.start_on if m.kind != "target" or m.start_on == m.end_on else None
                self.result.deadlines.append(
                    Deadline(clause, *self.raw(m.start, m.end), m.kind, start_on, m.end_on)
                )
            for c in sentence.counts:
                self._counted(clause, c, measure_of)
            self._shares(clause, sentence.start, sentence.quantities, bool(sentence.supports))

    def raw(self, a: int, b: int) -> tuple[int, int, str]:
        """Source span and characters of ``[a, b)`` of the aligned text."""
        start, end = self.aligned.span(a, b)
        return start, end, self.result.source.text[start:end]

    def _measure(self, clause: int, support: Support) -> int:
        # Of a cap per unit and one per year it is the one per unit.
        once = [c for c in support.caps if not c.annual] or support.caps
        cap = next((c for c in once if c.per), None) or (once[0] if once else None)
        rate = support.rate
        # A range of rates (5%-20%) is no single rate; the percentage has both ends.
        share = rate.quantity if rate and rate.quantity.low == rate.quantity.high else None
        base = rate.base if rate else None
        self.result.measures.append(
            Measure(
                clause, *self.raw(support.start, support.end), support.beneficiary, support.tier, support.instrument,
                award_yuan=_yuan(support.award), cap_yuan=_yuan(cap),
                rate=share.high if share else None, rate_comparator=rate.comparator if rate and share else None,
                base=self.clean[base[0] : base[1]] if base else None, per=support.per,
                is_one_off=support.once, is_annual=support.annual, payer=support.payer,
            )
        )  # fmt: skip
        return len(self.result.measures) - 1

    def _sum(self, clause: int, s: Sum, measure: int | None) -> None:
        result, q = self.result, s.quantity
        span = self.raw(s.start, s.end)
        if s.is_percent:
            base = self.clean[s.base[0] : s.base[1]] if s.base and s.role == "rate" else None
            result.percentages.append(
                Percentage(clause, *span, q.low, q.high, s.comparator, s.role, base, measure)
            )
            if s.role == "rate" and s.comparator in ("<=", "<"):
                self._cap(clause, s, None, len(result.percentages) - 1, measure)
            return
        low, high = (q.low, q.high) if q.unit == "CNY" else (None, None)
        once = s.once and s.role in ("award", "cap")
        result.amounts.append(
            Amount(
                clause,
                *span,
                q.low,
                q.high,
                q.unit,
                low,
                high,
                s.comparator,
                s.role,
                self._per(s),
                s.tier,
                once,
                s.annual,
                self.clean[s.indicator[0] : s.indicator[1]] if s.indicator else None,
                s.due_on,
                measure,
            )
        )
        if s.role == "cap":
            self._cap(clause, s, len(result.amounts) - 1, None, measure)

    def _counted(self, clause: int, c: Counted, measure_of: dict[int, int]) -> None:
        result = self.result
        span = self.raw(c.start, c.end)
        indicator = self.clean[c.indicator[0] : c.indicator[1]] if c.indicator else None
        if c.kind == "target":
            result.targets.append(
                Target(
                    clause,
                    *span,
                    c.low,
                    c.high,
                    c.unit,
                    c.comparator,
                    indicator,
                    c.due_on,
                    c.annual,
                )
            )
            return
        result.conditions.append(
            Condition(
                clause,
                *span,
                c.low,
                c.high,
                c.unit or None,
                c.comparator,
                indicator,
                self._decides(span, measure_of),
            )
        )

    def _decides(self, span: tuple[int, int, str], measure_of: dict[int, int]) -> int | None:
        """Of the measures whose words hold a condition the one that it decides: whose tier it is,
        else the first."""
        inside = sorted(
            {
                i
                for i in measure_of.values()
                if self.result.measures[i].start <= span[0] < self.result.measures[i].end
            }
        )
        bare = _WITHOUT_ASIDES.sub("", span[2])
        own = (i for i in inside if (self.result.measures[i].tier or "").startswith(bare))
        return next(own, next(iter(inside), None))

    def _per(self, s: Sum) -> str | None:
        return self.clean[s.per_span[0] : s.per_span[1]] if s.per_span else s.per

    def _cap(
        self, clause: int, s: Sum, amount: int | None, percentage: int | None, measure: int | None
    ) -> None:
        at = s.comparator_at if s.comparator_at is not None else s.start
        scope = self._per(s)
        if (
            scope
            and s.per_span
            and s.per_span[1] <= s.start
            and s.start - s.per_span[0] <= _SCOPE_BACK
        ):
            at = min(at, s.per_span[0])
        end = s.end
        after = pattern(r"以内|之内|封顶|为限|为上限").match(self.norm, end)
        if after:
            end = after.end()
        q = s.quantity
        self.result.caps.append(
            Cap(
                clause,
                *self.raw(at, end),
                amount,
                percentage,
                q.high if amount is not None and q.unit == "CNY" else None,
                q.high if percentage is not None else None,
                scope if scope and not scope.startswith(("/",)) else None,
                measure,
            )
        )

    def _shares(self, clause: int, a: int, quantities: list[Quantity], paid: bool) -> None:
        result = self.result
        for q, parties in read_shares(self.norm, self.clean, a, quantities):
            start, end = self.aligned.span(q.start, q.end)
            measure = (
                next(
                    (
                        i
                        for i in range(len(result.measures))
                        if result.measures[i].start <= start < result.measures[i].end
                    ),
                    None,
                )
                if paid
                else None
            )
            result.shares.append(
                Share(clause, start, end, result.source.text[start:end], parties, measure)
            )
