"""The supports that the database knows, each with its terms, its clause and its office.

What compare and calculate have in common: what each measure promises, in the form that
:func:`catalogue.payable.payable` takes. Which measures are meant is told by ``choosing``.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalogue.database import Row, rows
from catalogue.money import exact
from catalogue.payable import Bound, Terms, base_key, quantity_of
from catalogue.validity import Validity, validity
from catalogue.words import bounded, ends, percent, yuan

# Words that leave the decision to somebody.
_DECIDED = re.compile(r"择优|评选|遴选|选取|视取得的?\w{2}|根据绩效|视情况?|分等级|分档")
_SUFFIX = re.compile(
    r"(?:[（(]含[^（）()]{0,8}[)）]|[（(]含[)）]|及)?(?:以上|以下|以内|以外)?(?:[（(][^（）()]{0,8}[)）])?"
)
_STOP = re.compile(r"[，,。；;：:、（(《“”]")
_MEASURE_WORDS = "个家户台套座项人名条单次件亩款批辆栋间所种"


@dataclass(frozen=True)
class Offer:
    """A support: where it stands, who answers for it, and its terms."""

    measure_id: int
    city_id: str
    city: str
    clause_key: str
    citation: str
    clause_text: str
    document_key: str
    document: str
    sentence: str
    beneficiary: str | None
    instrument: str | None
    payer: str | None
    per: str | None
    tier: str | None
    is_one_off: bool
    is_annual: bool
    validity: Validity
    effective_on: str | None
    expires_on: str | None
    is_draft: bool
    offices: tuple[str, ...]
    offices_are: str
    split: tuple[str, ...]
    decided: tuple[str, ...]
    terms: Terms

    @property
    def who(self) -> str:
        """Whom or what it is for, in one line, with the grade where there is one."""
        words = self.beneficiary or ""
        if len(words) <= 3:  # 企业, 项目: what stands before it says more
            lead = re.split("[,，]", self.sentence)[0]
            if not re.match("按|依据|给予|不超过|最高", lead):
                words = re.sub("^对于?", "", lead)
        words = words if len(words) <= 48 else words[:47] + "…"
        return f"{self.tier}：{words}" if self.tier and self.tier != words else words

    @property
    def rate_words(self) -> str:
        """The rate and its base: 项目投资额的 30%以内; empty without one."""
        terms = self.terms
        if terms.rate is None:
            return ""
        share = ends(*terms.rate, percent)
        return f"{terms.base or ''} {bounded(terms.rate_comparator)}{share}".strip()

    @property
    def award_words(self) -> str:
        """The fixed sum, per what; empty without one."""
        terms = self.terms
        if terms.award is None:
            return ""
        sum_ = f"{bounded(terms.award_comparator)}{ends(*terms.award, yuan)}"
        if not self.per or not (terms.multiple_of or terms.step):
            return sum_
        return f"{self.per} {sum_}" if self.per.startswith("每") else f"{sum_}/{self.per}"

    @property
    def cap_words(self) -> str:
        """The upper bound, of what: 单个企业最高 200万元; empty without one."""
        terms = self.terms
        if terms.cap is None:
            return ""
        scope = self.per if self.per and terms.award is None else ""
        return f"{scope}最高 {yuan(terms.cap)}"

    @property
    def period_words(self) -> str:
        """一次性, 每年 or nothing."""
        return "每年" if self.is_annual else "一次性" if self.is_one_off else ""


def offers(connection: sqlite3.Connection, measures: Iterable[int], day: str) -> list[Offer]:
    """Return measures with all that a page shows of them, in the order given."""
    order = list(dict.fromkeys(measures))
    found = {
        found_row["id"]: found_row
        for found_row in rows(
            connection,
            """
            SELECT measures.id, measures.clause_id, measures.char_start, measures.char_end,
                   measures.raw, measures.beneficiary, measures.instrument, measures.payer,
                   measures.per, measures.tier, measures.is_one_off, measures.is_annual,
                   measures.award_yuan, measures.cap_yuan, measures.rate,
                   measures.rate_comparator, measures.base, clauses.key AS clause_key, clauses.citation,
                   clauses.text AS clause_text, clauses.char_start AS clause_start,
                   documents.id AS document_id, documents.key AS document_key,
                   coalesce(documents.title, documents.key) AS document, documents.is_draft,
                   coalesce(documents.effective_on, notices.effective_on) AS effective_on,
                   coalesce(documents.expires_on, notices.expires_on) AS expires_on,
                   documents.city_id, coalesce(cities.name, '未识别城市') AS city
            FROM json_each(?) AS chosen
            JOIN measures ON measures.id = chosen.value
            JOIN clauses ON clauses.id = measures.clause_id
            JOIN documents ON documents.id = clauses.document_id
            LEFT JOIN documents AS notices ON notices.id = documents.covering_document_id
            LEFT JOIN cities ON cities.id = documents.city_id
            """,
            [json.dumps(order)],
        )
    }
    facts = _Facts(connection, list(found.values()))
    return [_offer(found[measure], facts, day) for measure in order if measure in found]


class _Facts:
    """All facts that belong to some measures, read once for all of them."""

    def __init__(self, connection: sqlite3.Connection, measures: list[Row]) -> None:
        ids = json.dumps([measure["id"] for measure in measures])
        clauses = json.dumps(sorted({measure["clause_id"] for measure in measures}))

        def grouped(key: str, sql: str, keys: str) -> Mapping[int, list[Row]]:
            groups: dict[int, list[Row]] = defaultdict(list)
            for each in rows(connection, sql, [keys]):
                groups[each[key]].append(each)
            return groups

        self.amounts = grouped(
            "measure_id",
            "SELECT measure_id, role, per, comparator, currency, yuan_min, yuan_max"
            " FROM json_each(?) AS chosen JOIN amounts ON amounts.measure_id = chosen.value"
            " WHERE +amounts.role IN ('award', 'cap') ORDER BY amounts.char_start",
            ids,
        )
        self.rates = grouped(
            "measure_id",
            "SELECT measure_id, value_min, value_max, base FROM json_each(?) AS chosen"
            " JOIN percentages ON percentages.measure_id = chosen.value"
            " WHERE +percentages.role = 'rate' ORDER BY percentages.char_start",
            ids,
        )
        self.caps = grouped(
            "measure_id",
            "SELECT caps.measure_id, caps.yuan, caps.percent, percentages.base,"
            " percentages.role AS percentage_role"
            " FROM json_each(?) AS chosen JOIN caps ON caps.measure_id = chosen.value"
            " LEFT JOIN percentages ON percentages.id = caps.percentage_id"
            " ORDER BY caps.char_start",
            ids,
        )
        self.conditions = grouped(
            "measure_id",
            "SELECT measure_id, raw, indicator, measure_unit, comparator, value_min, value_max"
            " FROM json_each(?) AS chosen JOIN conditions ON conditions.measure_id = chosen.value"
            " ORDER BY conditions.char_start",
            ids,
        )
        self.shares = grouped(
            "clause_id",
            "SELECT clause_id, raw, parties, char_start FROM json_each(?) AS chosen"
            " JOIN shares ON shares.clause_id = chosen.value ORDER BY shares.char_start",
            clauses,
        )
        self.thresholds = grouped(
            "clause_id",
            "SELECT clause_id, raw, comparator, yuan_min, yuan_max, char_start, char_end"
            " FROM json_each(?) AS chosen JOIN amounts ON amounts.clause_id = chosen.value"
            " WHERE +amounts.role = 'threshold' AND amounts.yuan_min IS NOT NULL"
            " ORDER BY amounts.char_start",
            clauses,
        )
        # What stands around a threshold; the text of a whole source is read for its sake.
        asking = json.dumps(sorted(self.thresholds))
        self.spans = grouped(
            "clause_id",
            "SELECT measures.clause_id, measures.char_start, measures.char_end"
            " FROM json_each(?) AS chosen JOIN measures ON measures.clause_id = chosen.value",
            asking,
        )
        self.source_texts: dict[int, str] = dict(
            connection.execute(
                "SELECT clauses.id, substr(sources.text, clauses.char_start + 1,"
                " clauses.char_end - clauses.char_start)"
                " FROM json_each(?) AS chosen JOIN clauses ON clauses.id = chosen.value"
                " JOIN documents ON documents.id = clauses.document_id"
                " JOIN sources ON sources.id = documents.source_id",
                [asking],
            ).fetchall()
        )
        self.offices = self._offices(connection, measures)

    @staticmethod
    def _offices(
        connection: sqlite3.Connection, measures: list[Row]
    ) -> dict[int, tuple[str, tuple[str, ...]]]:
        """By clause, what its offices are and which: its own, of the clauses above, of the text."""
        charged: dict[int, list[str]] = defaultdict(list)
        # From each clause upwards, until one names somebody.
        for clause, name in connection.execute(
            """
            WITH RECURSIVE above (clause_id, at, level) AS (
                SELECT value, value, 0 FROM json_each(?)
                UNION ALL
                SELECT above.clause_id, clauses.parent_id, above.level + 1
                FROM above JOIN clauses ON clauses.id = above.at
                WHERE clauses.parent_id IS NOT NULL AND above.level < 5
                  AND NOT EXISTS (SELECT 1 FROM responsibilities WHERE clause_id = above.at
                                  AND +role IN ('lead', 'responsible'))
            )
            SELECT above.clause_id, units.name
            FROM above CROSS JOIN responsibilities ON responsibilities.clause_id = above.at
            JOIN units ON units.id = responsibilities.unit_id
            WHERE +responsibilities.role IN ('lead', 'responsible')
            ORDER BY above.clause_id, responsibilities.char_start, responsibilities.id
            """,
            [json.dumps(sorted({measure["clause_id"] for measure in measures}))],
        ):
            charged[clause].append(name)
        found = {
            clause: ("责任单位", tuple(dict.fromkeys(names))) for clause, names in charged.items()
        }
        without = {
            measure["clause_id"]: measure["document_id"]
            for measure in measures
            if measure["clause_id"] not in found
        }
        interpret: dict[int, list[str]] = defaultdict(list)
        for document, name in connection.execute(
            "SELECT clauses.document_id, units.name FROM json_each(?) AS chosen"
            " CROSS JOIN clauses ON clauses.document_id = chosen.value"
            " CROSS JOIN responsibilities ON responsibilities.clause_id = clauses.id"
            " JOIN units ON units.id = responsibilities.unit_id"
            " WHERE +responsibilities.role = 'interpret'"
            " ORDER BY clauses.document_id, responsibilities.char_start, responsibilities.id",
            [json.dumps(sorted(set(without.values())))],
        ):
            interpret[document].append(name)
        for clause, document in without.items():
            if names := interpret.get(document):
                found[clause] = "负责解释", tuple(dict.fromkeys(names[:5]))
        return found


def _offer(measure: Row, facts: _Facts, day: str) -> Offer:
    terms = _terms(measure, facts)
    offices_are, offices = facts.offices.get(measure["clause_id"], ("", ()))
    inside = [
        f"{'、'.join(json.loads(share['parties']))}按 {share['raw']} 分担"
        for share in facts.shares.get(measure["clause_id"], [])
        if measure["char_start"] <= share["char_start"] < measure["char_end"]
    ]
    return Offer(
        measure_id=measure["id"],
        city_id=measure["city_id"] or "",
        city=measure["city"],
        clause_key=measure["clause_key"],
        citation=measure["citation"],
        clause_text=measure["clause_text"],
        document_key=measure["document_key"],
        document=measure["document"],
        sentence=_joined(measure["raw"]),
        beneficiary=measure["beneficiary"],
        instrument=measure["instrument"],
        payer=measure["payer"],
        per=measure["per"],
        tier=measure["tier"],
        is_one_off=bool(measure["is_one_off"]),
        is_annual=bool(measure["is_annual"]),
        validity=validity(day, measure["effective_on"], measure["expires_on"], measure["is_draft"]),
        effective_on=measure["effective_on"],
        expires_on=measure["expires_on"],
        is_draft=bool(measure["is_draft"]),
        offices=offices,
        offices_are=offices_are,
        split=tuple(inside),
        decided=tuple(dict.fromkeys(_DECIDED.findall(measure["raw"]))),
        terms=terms,
    )


def _terms(measure: Row, facts: _Facts) -> Terms:
    sums = facts.amounts.get(measure["id"], [])
    awards = [each for each in sums if each["role"] == "award"]
    own_caps = [each for each in sums if each["role"] == "cap"]
    award = award_per = None
    award_comparator = "="
    if measure["award_yuan"] is not None:
        award = exact(measure["award_yuan"]), exact(measure["award_yuan"])
        award_per = measure["per"] if measure["cap_yuan"] is None else None
        for each in awards:
            if (
                each["yuan_max"] == measure["award_yuan"]
                or each["yuan_min"] == measure["award_yuan"]
            ):
                award = exact(each["yuan_min"]), exact(each["yuan_max"])
                award_comparator, award_per = each["comparator"], each["per"]
    rate = None
    base = measure["base"]
    if measure["rate"] is not None:
        rate = exact(measure["rate"]), exact(measure["rate"])
        for each in facts.rates.get(measure["id"], []):
            if measure["rate"] in (each["value_min"], each["value_max"]):
                rate = exact(each["value_min"]), exact(each["value_max"])
                base = base or each["base"]
    cap = None if measure["cap_yuan"] is None else exact(measure["cap_yuan"])
    cap_per = measure["per"] if award_per is None else None
    for each in own_caps:
        if each["yuan_max"] == measure["cap_yuan"]:
            cap_per = each["per"]
    # One support with a cap for each unit and another for the whole: caps has both.
    caps = facts.caps.get(measure["id"], [])
    limits = tuple(
        exact(each["yuan"])
        for each in caps
        if each["yuan"] is not None and each["yuan"] != measure["cap_yuan"]
    )
    limits_percent = tuple(
        (exact(each["percent"]), each["base"] or "")
        for each in caps
        if each["percent"] is not None and each["percentage_role"] != "rate"
    )
    thresholds = _near(measure, facts)
    step = next((each for each in thresholds if award_per and each["raw"] in award_per), None)
    multiple_of = None
    if step is None:
        multiple_of = _counted(award_per, measure, base) or (
            _counted(cap_per, measure, base) if rate is not None else None
        )
    return Terms(
        award=award,
        award_comparator=award_comparator,
        rate=rate,
        rate_comparator=measure["rate_comparator"] or "=",
        base=base,
        cap=cap,
        multiple_of=multiple_of,
        capped_each=multiple_of is not None and cap_per == multiple_of,
        step=None if step is None else exact(step["yuan_min"]),
        step_words="" if step is None else award_per or "",
        limits=limits,
        limits_percent=limits_percent,
        thresholds=_bounds(measure, facts, [each for each in thresholds if each is not step]),
        conditions=tuple(_condition(each) for each in facts.conditions.get(measure["id"], [])),
        tier=measure["tier"],
        is_foreign=measure["award_yuan"] is None
        and cap is None
        and any(each["currency"] != "CNY" for each in sums),
    )


def _near(measure: Row, facts: _Facts) -> list[Row]:
    """Return the thresholds of a measure: inside its words, or before them in its sentence."""
    start, end = measure["char_start"], measure["char_end"]
    others = [
        span
        for span in facts.spans.get(measure["clause_id"], [])
        if (span["char_start"], span["char_end"]) != (start, end)
    ]
    found = []
    for each in facts.thresholds.get(measure["clause_id"], []):
        place = each["char_start"]
        if start <= place < end:
            found.append(each)
        elif place < start and not any(o["char_start"] <= place < o["char_end"] for o in others):
            first = each["char_end"] - measure["clause_start"]
            between = facts.source_texts[measure["clause_id"]][
                first : start - measure["clause_start"]
            ]
            if not re.search(r"[。；;\n]", between):
                found.append(each)
    tier = measure["tier"] or ""
    of_tier = [each for each in found if each["raw"] in tier]
    return of_tier or found


def _bounds(measure: Row, facts: _Facts, thresholds: list[Row]) -> tuple[Bound, ...]:
    # Several sums before a list of grades: which is whose cannot be told, so none is asked for.
    ambiguous = bool(measure["tier"]) and len(thresholds) > 1
    found = []
    for each in thresholds:
        words, kind = _said(measure, facts, each)
        found.append(
            Bound(
                words,
                None if ambiguous else kind,
                each["comparator"],
                exact(each["yuan_min"]),
                exact(each["yuan_max"]),
                is_money=True,
            )
        )
    return tuple(found)


def _said(measure: Row, facts: _Facts, threshold: Row) -> tuple[str, str | None]:
    """Return the words around a sum (投资额不低于100万元), and what it is a sum of."""
    text = facts.source_texts[measure["clause_id"]]
    start = threshold["char_start"] - measure["clause_start"]
    end = threshold["char_end"] - measure["clause_start"]
    before = _STOP.split(text[max(0, start - 40) : start])[-1]
    suffix = _SUFFIX.match(text, end)
    closed = text[start : suffix.end() if suffix else end]
    kind = quantity_of(before)
    after = ""
    if kind is None:
        after = _STOP.split(text[start + len(closed) : start + len(closed) + 12])[0]
        kind = quantity_of(after)
    before = re.sub(r"^\s*(?:对于?|且|并|或|的)", "", before)
    return _joined(before + closed + after), kind


def _condition(condition: Row) -> Bound:
    indicator = condition["indicator"] or ""
    unit = condition["measure_unit"] or ""
    words = f"{indicator}{bounded(condition['comparator'])}{condition['raw'].replace(' ', '')}"
    key = f"{indicator}（{unit}）" if indicator and unit else indicator or None
    comparator = condition["comparator"]
    low, high = exact(condition["value_min"]), exact(condition["value_max"])
    return Bound(words, key, comparator, low, high)


def _counted(per: str | None, measure: Row, base: str | None) -> str | None:
    """Return the unit that has to be counted; None where the support is for one applicant."""
    if per is None:
        return None
    if base and per in base:  # 每户企业设备及软件投入: as many as there are firms
        return per
    if re.match("单|同一", per):
        return None
    noun = re.sub(f"^每?[{_MEASURE_WORDS}]?", "", per)
    if noun and noun in (measure["beneficiary"] or ""):
        return None
    if not noun and per.removeprefix("每") in ("家", "户"):
        return None
    return per


def _joined(text: str) -> str:
    """Return text without the line breaks and padding of its page."""
    return re.sub(r"(?<=[^ -~])\s+|\s+(?=[^ -~])", "", text).strip()


def numbers(offered: Iterable[Offer]) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return what measures ask for: keys of sums, units to count, quantities, and grades."""
    sums: list[str] = []
    counts: list[str] = []
    quantities: list[str] = []
    tiers: list[str] = []
    for offer in offered:
        terms = offer.terms
        if terms.base_key:
            sums.append(terms.base_key)
        sums += [base_key(base) for _, base in terms.limits_percent if base]
        if terms.step is not None:
            sums.append(base_key(terms.step_words))
        sums += [bound.key for bound in terms.thresholds if bound.key]
        if terms.multiple_of:
            counts.append(terms.multiple_of)
        quantities += [bound.key for bound in terms.conditions if bound.key]
        if terms.tier:
            tiers.append(terms.tier)
    return (
        list(dict.fromkeys(sums)),
        list(dict.fromkeys(counts)),
        list(dict.fromkeys(quantities)),
        list(dict.fromkeys(tiers)),
    )
