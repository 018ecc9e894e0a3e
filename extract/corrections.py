"""Corrections: what an analyst puts right in a reviewed file, applied after extraction.

Span and raw text identify a fact, so a correction holds for as long as the text under it
stays the same, whatever the rules come to find elsewhere. What hangs on a corrected fact
follows it: the cap that a sum is, the sum or rate of its measure, the ledger of numbers.
``docs/corrections.md`` is for those who write the files.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import regex

from extract.models import (
    Amount,
    Cap,
    Correction,
    Extraction,
    Fact,
    Measure,
    Number,
    Numeral,
    Percentage,
)
from extract.reading import ReadingError, decode

SUFFIX = ".corrections.csv"
DELETED = "corrected"
"""The disposition of a number whose fact a correction took away."""

_COLUMNS = ("table", "char_start", "char_end", "raw", "field", "value", "why", "who")
_NTH = "nth"
_DELETE, _BOTH = "delete", "value"
_RECORDS: dict[str, type] = {
    table: record
    for table, hint in get_type_hints(Extraction).items()
    for record in get_args(hint)
    if isinstance(record, type) and issubclass(record, Fact)
}
_HINTS = {table: get_type_hints(record) for table, record in _RECORDS.items()}
# Where a fact stands and what it refers to is not a matter of opinion; and what follows
# from another column is put right there.
_FIXED = {
    "clause",
    "start",
    "end",
    "raw",
    "is_corrected",
    "measure",
    "amount",
    "percentage",
    "document",
}
_FOLLOWS = {
    ("caps", "yuan"): "value_max of the amount",
    ("caps", "percent"): "value_max of the percentage",
}
_SAME = {"yuan_min": "value_min", "yuan_max": "value_max"}
_COMPARATORS = ("=", "<=", ">=", "<", ">", "~")
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("amounts", "comparator"): _COMPARATORS,
    ("amounts", "role"): ("award", "cap", "threshold", "budget", "fee", "target", "other"),
    ("percentages", "comparator"): _COMPARATORS,
    ("percentages", "role"): ("rate", "threshold", "target", "share", "other"),
    ("measures", "rate_comparator"): _COMPARATORS,
    ("responsibilities", "role"): ("lead", "responsible", "support", "interpret", "draft", "host"),
    ("deadlines", "kind"): (
        "issued", "effective", "expiry", "validity", "target", "period", "recurring", "other",
    ),
    ("targets", "comparator"): _COMPARATORS,
    ("conditions", "comparator"): _COMPARATORS,
    ("citations", "kind"): ("title", "number"),
}  # fmt: skip
"""The values that ``schema.sql`` admits in a coded column."""
_SHAPES = {
    "start_on": (r"\d{4}(-[01]\d(-[0-3]\d)?)?", "no date (YYYY-MM-DD, YYYY-MM or YYYY)"),
    "end_on": (r"\d{4}(-[01]\d(-[0-3]\d)?)?", "no date (YYYY-MM-DD, YYYY-MM or YYYY)"),
    "due_on": (r"\d{4}(-[01]\d(-[0-3]\d)?)?", "no date (YYYY-MM-DD, YYYY-MM or YYYY)"),
    "currency": (r"[A-Z]{3}", "no currency code (ISO 4217)"),
}
_BOOLEANS = {"0": False, "1": True, "false": False, "true": True}
_LARGEST = 2**63


class CorrectionError(Exception):
    """A correction that cannot be meant; ``str()`` names the file and the line of each."""


# ------------------------------------------------------------------ reading


def read_corrections(path: Path) -> list[Correction]:
    """Read a file of corrections, in its order.

    :raises CorrectionError: the file is no CSV with the columns that it should have, or
        lines of it name what does not exist or give values that their column cannot hold.
    """
    try:
        text, _ = decode(path.read_bytes(), path.name)
        # strict=True: a quotation mark left open would swallow the lines below it
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise CorrectionError(f"{path.name}: the column {missing[0]} is missing.")
        lines = [(reader.line_num, line) for line in reader]
    except ReadingError as error:
        raise CorrectionError(str(error)) from error
    except (OSError, csv.Error) as error:
        raise CorrectionError(f"{path.name}: cannot be read as a CSV file ({error}).") from error
    corrections: list[Correction] = []
    errors: list[str] = []
    seen: dict[tuple[object, ...], str] = {}
    for number, line in lines:
        if not any(line.values()):
            continue
        where = f"{path.name}, line {number}"
        try:
            made = _correction(line, where)
        except ValueError as error:
            errors.append(f"{where}: {error}.")
            continue
        key = (made.fact_table, made.start, made.end, made.nth, made.field)
        if key in seen:
            errors.append(f"{where}: corrects the same as {seen[key]}.")
        seen.setdefault(key, f"line {number}")
        corrections.append(made)
    if errors:
        raise CorrectionError("\n".join(errors))
    return corrections


def _correction(line: dict[Any, Any], where: str) -> Correction:
    if None in line:
        raise ValueError("has more columns than the header; put commas in quotation marks")
    cells = {name: (line[name] or "").strip() for name in (*_COLUMNS, _NTH) if name in line}
    table, field = cells["table"], cells["field"]
    if table not in _RECORDS:
        raise ValueError(f"{table or 'nothing'} is no table of facts ({', '.join(_RECORDS)})")
    start, end = _position(cells, "char_start"), _position(cells, "char_end")
    if end <= start:
        raise ValueError("char_end must be greater than char_start")
    for name in ("raw", "why", "who"):
        if not cells[name]:
            raise ValueError(f"{name} is empty")
    fields = _fields(table)
    if (table, field) in _FOLLOWS:
        raise ValueError(f"{field} follows {_FOLLOWS[table, field]}; correct that")
    if field not in fields:
        raise ValueError(
            f"{field or 'nothing'} cannot be corrected in {table} (can: {', '.join(fields)})"
        )
    nth = _position(cells, _NTH) if cells.get(_NTH) else None
    if nth == 0:
        raise ValueError(f"{_NTH} counts from 1")
    value = cells["value"] or None
    if field == _DELETE:
        if value is not None:
            raise ValueError("delete takes no value")
    else:
        _parse(table, field, value)
    raw = (line["raw"] or "").replace("\r\n", "\n")
    return Correction(table, start, end, raw, field, value, cells["why"], cells["who"], nth, where)


def _position(cells: dict[str, str], name: str) -> int:
    if not regex.fullmatch(r"[0-9]{1,12}", cells[name]):
        raise ValueError(f"{name} must be a whole number, not {cells[name]!r}")
    return int(cells[name])


def _fields(table: str) -> list[str]:
    """The fields of a table that can be corrected."""
    own = [f.name for f in dataclasses.fields(_RECORDS[table]) if f.name not in _FIXED]
    own = [name for name in own if (table, name) not in _FOLLOWS]
    return [*own, *([_BOTH] if "value_min" in own else []), _DELETE]


def _parse(table: str, field: str, value: str | None) -> Any:
    """The value of a cell as its column holds it.

    :raises ValueError: the column cannot hold it.
    """
    field = "value_min" if field == _BOTH else _SAME.get(field, field)
    hint = _HINTS[table][field]
    kinds = set(get_args(hint)) or {hint}
    if value is None or value == "null":
        if type(None) in kinds:
            return None
        raise ValueError(f"{field} of {table} cannot be empty")
    if kinds & {int, float}:
        return _number(field, value)
    if bool in kinds:
        if value.lower() not in _BOOLEANS:
            raise ValueError(f"{field} must be 0 or 1, not {value!r}")
        return _BOOLEANS[value.lower()]
    if get_origin(hint) is not list:
        return _text(table, field, value)
    parties = _json(value)
    if not isinstance(parties, list) or not all(isinstance(x, str) and x for x in parties):
        raise ValueError(f'{field} must be a JSON list of texts, such as ["市", "县"]')
    return parties


def _number(field: str, value: str) -> Number:
    number = _json(value)
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ValueError(f"{field} must be a number such as 500000 or 0.5, not {value!r}")
    if not math.isfinite(number) or abs(number) >= _LARGEST:
        raise ValueError(f"{field} is out of range")
    return int(number) if number == int(number) else number


def _text(table: str, field: str, value: str) -> str:
    plain = _json(value) if value.startswith('"') else value
    text = plain if isinstance(plain, str) else value
    if not text:
        raise ValueError(f"{field} is an empty text; leave the cell empty where there is none")
    choices = CHOICES.get((table, field))
    if choices and text not in choices:
        raise ValueError(f"{field} must be one of {', '.join(choices)}, not {text!r}")
    if field in _SHAPES and not regex.fullmatch(_SHAPES[field][0], text):
        raise ValueError(f"{text!r} is {_SHAPES[field][1]}")
    return text


def _json(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return None


# ------------------------------------------------------------------ applying


def apply_corrections(extraction: Extraction, corrections: list[Correction]) -> list[str]:
    """Correct the facts of an extraction, and keep the corrections in it.

    Returns a warning for each correction that no longer applies, because its text or its
    fact is not there, or that is no longer needed.

    :raises CorrectionError: what corrections make of a fact contradicts itself.
    """
    return _Applying(extraction).run(corrections)


@dataclass(slots=True)
class _Part:
    """Where a measure has one of its values from."""

    measure: Measure
    role: str
    fact: Amount | Percentage
    before: tuple[Number | None, str, str | None]


class _Applying:
    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.warnings: list[str] = []
        self.lines: dict[int, str] = {}
        """The last correction of each fact, by ``id()`` of the fact."""
        self.direct: set[tuple[int, str]] = set()
        """Fields that a correction set: what follows from other facts leaves them alone."""
        self.deleted: set[int] = set()

    def run(self, corrections: list[Correction]) -> list[str]:
        found = [(c, fact) for c in corrections if (fact := self._find(c)) is not None]
        touched = [fact for _, fact in found if isinstance(fact, Amount | Percentage)]
        parts = self._parts(touched)
        bounds = [fact for fact in touched if _is_bound(fact)]
        for correction, fact in found:
            self._apply(correction, fact)
        for _, fact in found:
            self._agree(fact)
        self._caps(touched, bounds)
        self._measures(touched, parts)
        self._delete()
        self.extraction.corrections.extend(corrections)
        return self.warnings

    def _find(self, c: Correction) -> Fact | None:
        """The fact that a correction is about; a warning where there is none."""
        text = self.extraction.source.text
        here = text[c.start : c.end]
        if here.replace("\r\n", "\n") != c.raw:
            hint = f"; it now stands at {text.find(c.raw)}" if text.count(c.raw) == 1 else ""
            return self._none(c, f"the text says {here[:30]!r}, not {c.raw[:30]!r}{hint}")
        facts: list[Fact] = getattr(self.extraction, c.fact_table)
        facts = [fact for fact in facts if (fact.start, fact.end) == (c.start, c.end)]
        if not facts:
            return self._none(c, f"{c.fact_table} has no fact there")
        if c.nth is None and len(facts) > 1:
            return self._none(
                c, f"{c.fact_table} has {len(facts)} facts there; say which in the column {_NTH}"
            )
        if c.nth is not None and c.nth > len(facts):
            return self._none(c, f"{c.fact_table} has only {len(facts)} facts there")
        return facts[(c.nth or 1) - 1]

    def _none(self, c: Correction, why: str) -> Fact | None:
        what = f"correction that no longer applies ({c.where}, {c.raw[:30]!r})"
        self.warnings.append(f"{what}: {why}")
        return None

    def _apply(self, c: Correction, fact: Fact) -> None:
        c.applied = True
        self.lines[id(fact)] = c.where
        if c.field == _DELETE:
            self.deleted.add(id(fact))
            return
        value = _parse(c.fact_table, c.field, c.new_value)
        names = ["value_min", "value_max"] if c.field == _BOTH else [_SAME.get(c.field, c.field)]
        if c.field in _SAME and getattr(fact, "currency", "CNY") != "CNY":
            raise CorrectionError(
                f"{c.where}: the amount is not in yuan; correct {names[0]} or currency."
            )
        old = [getattr(fact, name) for name in names]
        c.old_value = _shown(old[0]) if old[0] == old[-1] else f"{_shown(old[0])}—{_shown(old[-1])}"
        c.new_value = _shown(value)
        for name in names:
            setattr(fact, name, value)
            self.direct.add((id(fact), name))
        if all(value == was for was in old):
            self.warnings.append(
                f"correction that is no longer needed ({c.where}, {c.raw[:30]!r}):"
                f" {c.field} is {c.new_value or 'empty'} without it"
            )
        else:
            fact.is_corrected = True

    def _agree(self, fact: Fact) -> None:
        """Let the columns of a fact agree with each other, or say that they do not."""
        if isinstance(fact, Amount):
            yuan = fact.currency == "CNY"
            fact.yuan_min = fact.value_min if yuan else None
            fact.yuan_max = fact.value_max if yuan else None
        if isinstance(fact, Measure):
            _settle_rate(fact)
        low, high = getattr(fact, "value_min", 0), getattr(fact, "value_max", 0)
        if low > high:
            raise CorrectionError(
                f"{self.lines[id(fact)]}: value_min {low} would be greater than value_max {high};"
                f" the field {_BOTH} sets both."
            )

    # What hangs on sums and percentages

    def _caps(self, touched: list[Amount | Percentage], bounds: list[Amount | Percentage]) -> None:
        """A sum or rate that bounds a grant has its row in caps, with its value."""
        result = self.extraction
        for fact in _unique(touched):
            index = _index(result.amounts if isinstance(fact, Amount) else result.percentages, fact)
            is_amount = isinstance(fact, Amount)
            mine = [c for c in result.caps if (c.amount if is_amount else c.percentage) == index]
            stays = _is_bound(fact) and id(fact) not in self.deleted
            yuan = fact.yuan_max if isinstance(fact, Amount) else None
            percent = None if isinstance(fact, Amount) else fact.value_max
            for cap in mine:
                if not stays:
                    self.deleted.add(id(cap))
                elif (cap.yuan, cap.percent) != (yuan, percent):
                    cap.yuan, cap.percent, cap.is_corrected = yuan, percent, True
            if stays and not mine and not any(fact is was for was in bounds):
                cap = Cap(
                    fact.clause,
                    fact.start,
                    fact.end,
                    fact.raw,
                    amount=index if is_amount else None,
                    percentage=None if is_amount else index,
                    yuan=yuan,
                    percent=percent,
                    scope=fact.per if isinstance(fact, Amount) else None,
                    measure=fact.measure,
                    is_corrected=True,
                )
                result.caps.append(cap)

    def _parts(self, touched: list[Amount | Percentage]) -> list[_Part]:
        """Where the measures of the clauses of these facts have their values from."""
        result = self.extraction
        clauses = {fact.clause for fact in touched}
        parts = []
        paid: list[Amount | Percentage] = [
            fact
            for fact in _sums(result)
            if fact.clause in clauses and fact.role in ("award", "cap", "rate")
        ]
        for index, measure in enumerate(result.measures):
            if measure.clause not in clauses:
                continue
            for role in ("award", "cap", "rate"):
                value = _value_of(measure, role)
                group = [fact for fact in paid if fact.role == role]
                own = [fact for fact in group if fact.measure == index]
                # A cap printed once for two rates carries the id of one of their measures.
                same = [fact for fact in own or group if _value(fact) == value]
                if value is not None and same:
                    distance = {abs(fact.end - measure.end): fact for fact in same}
                    near = distance[min(distance)]
                    parts.append(_Part(measure, role, near, _state(near)))
        return parts

    def _measures(self, touched: list[Amount | Percentage], parts: list[_Part]) -> None:
        """Sum, cap and rate of a measure are those of the facts that carry its id."""
        result = self.extraction
        own: dict[int, list[Amount | Percentage]] = {}
        for each in _sums(result):
            if each.measure is not None and id(each) not in self.deleted:
                own.setdefault(each.measure, []).append(each)
        ids = {id(fact) for fact in touched}
        carried = {(id(part.measure), part.role) for part in parts}
        for part in parts:
            fact: Amount | Percentage | None = part.fact
            if id(part.fact) not in ids:
                continue
            if id(part.fact) in self.deleted or part.fact.role != part.role:
                index = _index(result.measures, part.measure)
                fact = next((f for f in own.get(index, ()) if f.role == part.role), None)
            elif _state(part.fact) == part.before:
                continue
            self._carry(part.measure, part.role, fact)
        for each in touched:
            if each.measure is None or id(each) in self.deleted:
                continue
            measure = result.measures[each.measure]
            if each.role in ("award", "cap", "rate") and (id(measure), each.role) not in carried:
                carried.add((id(measure), each.role))
                if _value_of(measure, each.role) is None:
                    self._carry(measure, each.role, each)

    def _carry(self, measure: Measure, role: str, fact: Amount | Percentage | None) -> None:
        values: dict[str, Any] = {}
        if role != "rate":
            values[f"{role}_yuan"] = _value(fact) if fact else None
        else:
            values["rate"] = _value(fact) if fact else None
            values["rate_comparator"] = fact.comparator if fact else None
            values["base"] = fact.base if isinstance(fact, Percentage) else None
        for name, value in values.items():
            if (id(measure), name) not in self.direct and getattr(measure, name) != value:
                setattr(measure, name, value)
                measure.is_corrected = True
        _settle_rate(measure)

    # Taking facts away

    def _delete(self) -> None:
        """Take facts out of their lists, and put right what counts positions in them."""
        result = self.extraction
        if not self.deleted:
            result.caps.sort(key=lambda cap: (cap.start, cap.end))
            return
        moved: dict[str, dict[int, int]] = {}
        for table in _RECORDS:
            facts: list[Fact] = getattr(result, table)
            kept = [i for i, fact in enumerate(facts) if id(fact) not in self.deleted]
            if len(kept) < len(facts):
                moved[table] = {old: new for new, old in enumerate(kept)}
                facts[:] = [facts[i] for i in kept]
        for field, table in (
            ("measure", "measures"),
            ("amount", "amounts"),
            ("percentage", "percentages"),
        ):
            if table not in moved:
                continue
            for name, hints in _HINTS.items():
                if field in hints:
                    for fact in getattr(result, name):
                        position = getattr(fact, field)
                        setattr(
                            fact, field, None if position is None else moved[table].get(position)
                        )
        for number in result.numerals:
            if number.fact_table in moved and number.fact_index is not None:
                number.fact_index = moved[number.fact_table].get(number.fact_index)
                if number.fact_index is None:
                    self._reassign(number)
        result.caps.sort(key=lambda cap: (cap.start, cap.end))

    def _reassign(self, number: Numeral) -> None:
        """A number whose fact is gone belongs to another fact there, or to the correction."""
        for table in _RECORDS:
            if table in ("measures", "caps", "responsibilities", "members"):
                continue
            for index, fact in enumerate(getattr(self.extraction, table)):
                if fact.start <= number.start and number.end <= fact.end:
                    number.fact_table, number.fact_index = table, index
                    return
        number.disposition, number.fact_table = DELETED, None


def _sums(result: Extraction) -> list[Amount | Percentage]:
    return [*result.amounts, *result.percentages]


def _is_bound(fact: Amount | Percentage) -> bool:
    if isinstance(fact, Amount):
        return fact.role == "cap"
    return fact.role == "rate" and fact.comparator in ("<=", "<")


def _value(fact: Amount | Percentage) -> Number | None:
    return fact.yuan_max if isinstance(fact, Amount) else fact.value_max


def _value_of(measure: Measure, role: str) -> Number | None:
    value: Number | None = getattr(measure, "rate" if role == "rate" else f"{role}_yuan")
    return value


def _state(fact: Amount | Percentage) -> tuple[Number | None, str, str | None]:
    return _value(fact), fact.comparator, fact.base if isinstance(fact, Percentage) else None


def _settle_rate(measure: Measure) -> None:
    """A rate has a comparator, and nothing else has one."""
    if measure.rate is None:
        measure.rate_comparator = None
    elif measure.rate_comparator is None:
        measure.rate_comparator = "="


def _unique(facts: list[Amount | Percentage]) -> list[Amount | Percentage]:
    return list({id(fact): fact for fact in facts}.values())


def _index(facts: Any, fact: Fact) -> int:
    return next(i for i, other in enumerate(facts) if other is fact)


def _shown(value: Any) -> str | None:
    """A value as text: what a cell of a file of corrections would say."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
