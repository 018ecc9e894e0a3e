"""Extractions become rows: list positions become ids, names become units and places.

Ids are given in the order of the sources and, inside each, of the text, so the same input
always yields the same rows. A record's fields are its table's columns (``schema.sql``) but
for what is listed here, so a new kind of fact needs no change in this file.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_type_hints

from extract.models import Document, Extraction, Fact, Source
from extract.offices import resolve_unit
from extract.places import Division, division
from load.linking import Linkable, Linker

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]

# Fields that hold a position in another list of the extraction, and that list.
_REFERENCES = {
    "document": "documents",
    "covering": "documents",
    "clause": "clauses",
    "parent": "clauses",
    "measure": "measures",
    "amount": "amounts",
    "percentage": "percentages",
}
_RENAMED = {
    "start": "char_start",
    "end": "char_end",
    "city_code": "city_id",
    "covering": "covering_document_id",
    "fact_index": "fact_id",
} | {name: f"{name}_id" for name in _REFERENCES if name != "covering"}
# Fields that help extraction and are not stored.
_UNSTORED = {
    "documents": {"title_span"},
    "clauses": {"heading_end"},
    "responsibilities": {"name"},
    "corrections": {"nth", "where"},
}
# Columns that no field gives; they stand after those that fields give.
_ADDED = {
    "documents": "source_id",
    "responsibilities": "unit_id",
    "citations": "cited_document_id",
    "numerals": "source_id",
    "corrections": "source_id",
}
_SOURCE_FIELDS = tuple(field.name for field in dataclasses.fields(Source))


@dataclasses.dataclass(frozen=True, slots=True)
class _Plan:
    """How the records of one list of an extraction become rows of the table of that name."""

    columns: tuple[str, ...]
    values: Callable[[Any], Row]
    references: tuple[tuple[int, str], ...]
    """Places in ``values`` that hold a position in another list, with that list's name."""


def _plan(table: str, record: type) -> _Plan:
    unstored = _UNSTORED.get(table, set())
    names = [field.name for field in dataclasses.fields(record) if field.name not in unstored]
    columns = ["id", *(_RENAMED.get(name, name) for name in names)]
    if table in _ADDED:
        columns.append(_ADDED[table])
    references = tuple(
        (place, _REFERENCES[name]) for place, name in enumerate(names) if name in _REFERENCES
    )
    return _Plan(tuple(columns), attrgetter(*names), references)


_RECORDS: dict[str, type] = {
    table: record
    for table, hint in get_type_hints(Extraction).items()
    for record in get_args(hint)
    if isinstance(record, type) and dataclasses.is_dataclass(record)
}
_PLANS = {table: _plan(table, record) for table, record in _RECORDS.items()}

FACT_TABLES = tuple(table for table, record in _RECORDS.items() if issubclass(record, Fact))
"""The tables of facts, in the order of :class:`~extract.models.Extraction`."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "cities": ("id", "name", "province", "latitude", "longitude"),
    "sources": ("id", *_SOURCE_FIELDS),
    "units": ("id", "city_id", "name", "function", "kind"),
    **{table: plan.columns for table, plan in _PLANS.items()},
    "topics": ("id", "name", "parent_id"),
    "clause_topics": ("id", "clause_id", "topic_id", "score"),
    "comparable_clauses": ("id", "clause_id", "other_clause_id", "score", "rank"),
}
"""The columns of the rows that are inserted, by table: those of :class:`RowMaker`, and those
of :func:`load.comparison.comparison_rows`."""


class RowMaker:
    """Turns one extraction after the other into rows; keeps only what spans sources."""

    def __init__(self, warnings: list[str]) -> None:
        """``warnings`` is the list that warnings are appended to."""
        self._warnings = warnings
        self._last_id = dict.fromkeys(COLUMNS, 0)
        self._paths_by_digest: dict[str, str] = {}
        self._keys: set[str] = set()
        self._cities: dict[str, Division] = {}
        self._units: dict[tuple[str | None, str], Row] = {}
        self._linkable: list[Linkable] = []
        self._citations: list[tuple[Row, int]] = []
        self._before: tuple[dict[str, int], list[int]] = ({}, [])
        # The same few hundred names of offices come again and again.
        self._unit_id = cache(self._find_unit)

    def rows(self, extraction: Extraction) -> Rows:
        """Return the rows of one source by table, all but those of :meth:`closing_rows`.

        Keys that another source has already taken are changed in the extraction.
        """
        self._before = dict(self._last_id), [len(kept) for kept in self._kept()]
        first = {table: last + 1 for table, last in self._last_id.items()}
        source = extraction.source
        source_id = first["sources"]
        cities = [self._city(document, source) for document in extraction.documents]
        self._keep_keys_apart(extraction)

        rows: Rows = {"sources": [(source_id, *attrgetter(*_SOURCE_FIELDS)(source))]}
        for table, plan in _PLANS.items():
            rows[table] = _rows(plan, getattr(extraction, table), first[table], first)
        rows["documents"] = _added(rows["documents"], [source_id] * len(cities))
        rows["documents"] = _replaced(
            "documents", "city_id", rows["documents"], [_code(city) for city in cities]
        )
        rows["shares"] = _replaced(
            "shares",
            "parties",
            rows["shares"],
            [json.dumps(share.parties, ensure_ascii=False) for share in extraction.shares],
        )
        rows["responsibilities"] = _added(
            rows["responsibilities"],
            [
                self._unit_id(fact.name, cities[extraction.clauses[fact.clause].document])
                for fact in extraction.responsibilities
            ],
        )
        rows["numerals"] = _replaced(
            "numerals",
            "fact_id",
            _added(rows["numerals"], [source_id] * len(extraction.numerals)),
            [
                first[number.fact_table] + number.fact_index
                if number.fact_table is not None and number.fact_index is not None
                else None
                for number in extraction.numerals
            ],
        )
        rows["corrections"] = _added(rows["corrections"], [source_id] * len(extraction.corrections))
        for table, made in rows.items():
            self._last_id[table] += len(made)
        self._remember_for_linking(extraction, rows, cities, first["documents"])
        return rows

    def forget(self) -> None:
        """Forget the last source: its rows were not stored. Ids go on from the one before."""
        self._last_id, lengths = self._before
        for kept, length in zip(self._kept(), lengths, strict=True):
            if isinstance(kept, dict):
                for key in list(kept)[length:]:
                    del kept[key]
            else:
                del kept[length:]
        self._unit_id.cache_clear()

    def _kept(self) -> tuple[list[Any] | dict[Any, Any], ...]:
        """What each source adds to, in order."""
        return self._linkable, self._citations, self._cities, self._units

    def closing_rows(self) -> Rows:
        """Return the rows that all sources together decide: places, units, citations."""
        linker = Linker()
        for document in self._linkable:
            linker.add(document)
        columns = COLUMNS["citations"]
        kind, raw = columns.index("kind"), columns.index("raw")
        return {
            "cities": [
                (city.code, city.name, city.province, city.latitude, city.longitude)
                for _, city in sorted(self._cities.items())
            ],
            "units": list(self._units.values()),
            "citations": _added(
                [row for row, _ in self._citations],
                [linker.find(row[kind], row[raw], citing) for row, citing in self._citations],
            ),
        }

    def _city(self, document: Document, source: Source) -> Division | None:
        if document.city_code is None:
            return None
        city = division(document.city_code)
        if city is None:
            self._warnings.append(
                f"{source.path}: no administrative division has the code {document.city_code}"
            )
            return None
        self._cities[city.code] = city
        return city

    def _find_unit(self, name: str, city: Division | None) -> int:
        unit = resolve_unit(name, city)
        city_id = _code(city)
        row = self._units.get((city_id, unit.name))
        if row is None:
            row = (len(self._units) + 1, city_id, unit.name, unit.function, unit.kind)
            self._units[city_id, unit.name] = row
        unit_id: int = row[0]
        return unit_id

    def _keep_keys_apart(self, extraction: Extraction) -> None:
        """Tell copies apart: files of one name that hold the same document."""
        source = extraction.source
        first = self._paths_by_digest.setdefault(source.sha256, source.path)
        if first != source.path:
            self._warnings.append(f"{source.path}: {first} holds the same text")
        if any(document.key in self._keys for document in extraction.documents):
            suffix = f"~{hashlib.sha256(source.path.encode()).hexdigest()[:8]}"
            for document in extraction.documents:
                document.key += suffix
            for clause in extraction.clauses:
                clause.key += suffix
        self._keys.update(document.key for document in extraction.documents)

    def _remember_for_linking(
        self, extraction: Extraction, rows: Rows, cities: list[Division | None], first: int
    ) -> None:
        source_id = rows["sources"][0][0]
        for document_id, (document, city) in enumerate(
            zip(extraction.documents, cities, strict=True), first
        ):
            self._linkable.append(
                Linkable(
                    id=document_id,
                    source_id=source_id,
                    city_id=_code(city),
                    city_name=None if city is None else city.name,
                    covering_id=None if document.covering is None else first + document.covering,
                    title=document.title,
                    doc_number=document.doc_number,
                    issuer=document.issuer,
                    is_draft=document.is_draft,
                )
            )
        for citation, row in zip(extraction.citations, rows.pop("citations"), strict=True):
            citing = first + extraction.clauses[citation.clause].document
            self._citations.append((row, citing))


def _code(city: Division | None) -> str | None:
    return None if city is None else city.code


def _rows(plan: _Plan, records: list[Any], first_id: int, first: dict[str, int]) -> list[Row]:
    """Return one row per record, with ids from ``first_id`` on."""
    shifts = [(place, first[table]) for place, table in plan.references]
    rows = []
    for row_id, record in enumerate(records, first_id):
        values = list(plan.values(record))
        for place, shift in shifts:
            if values[place] is not None:
                values[place] += shift
        rows.append((row_id, *values))
    return rows


def _added(rows: list[Row], values: Iterable[Any]) -> list[Row]:
    """Return the rows, each with one more value at its end."""
    return [(*row, value) for row, value in zip(rows, values, strict=True)]


def _replaced(table: str, column: str, rows: list[Row], values: Iterable[Any]) -> list[Row]:
    """Return the rows, each with another value in the given column."""
    place = COLUMNS[table].index(column)
    return [
        (*row[:place], value, *row[place + 1 :]) for row, value in zip(rows, values, strict=True)
    ]
