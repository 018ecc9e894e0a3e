"""The shapes of what extraction yields: plain typed records, no behaviour.

Offsets (``start``, ``end``) are always code points into ``Source.text``, the
file exactly as decoded, so ``source.text[start:end] == raw`` for every fact.
References between records are list positions inside one :class:`Extraction`
(``clause``, ``document``, ``measure`` …); the loader turns them into row ids.
Field names follow the columns of ``schema.sql``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Number = int | float


@dataclass(slots=True)
class Source:
    """A file as read. ``path`` is relative to the raw folder, with ``/``."""

    path: str
    text: str
    sha256: str
    media_type: str
    encoding: str
    url: str | None = None
    retrieved_on: str | None = None


@dataclass(slots=True)
class Document:
    """One instrument inside a source: a notice, the measures it issues, a roster …"""

    seq: int
    kind: str
    start: int
    end: int
    title: str | None = None
    title_span: tuple[int, int] | None = None
    doc_number: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    effective_on: str | None = None
    expires_on: str | None = None
    is_draft: bool = False
    city_code: str | None = None
    covering: int | None = None
    """Position of the document that issues this one, in ``Extraction.documents``."""
    key: str = ""


@dataclass(slots=True)
class Clause:
    """A unit of structure. ``start``/``end`` take in the descendants."""

    document: int
    parent: int | None
    seq: int
    level: str
    marker: str | None
    heading: str | None
    text: str
    citation: str
    start: int
    end: int
    key: str = ""
    heading_end: int = 0
    """Where marker and heading end (source offset); ``start`` where there is none."""


@dataclass(slots=True)
class Fact:
    """What every fact has: where it stands, and in which clause."""

    clause: int
    start: int
    end: int
    raw: str
    is_corrected: bool = field(default=False, kw_only=True)
    """Whether an analyst's correction changed it (``extract/corrections.py``)."""


@dataclass(slots=True)
class Amount(Fact):
    value_min: Number
    value_max: Number
    currency: str
    yuan_min: Number | None
    yuan_max: Number | None
    comparator: str
    role: str
    per: str | None = None
    tier: str | None = None
    is_one_off: bool = False
    is_annual: bool = False
    indicator: str | None = None
    """What a goal in money measures; ``None`` for other roles, as is ``due_on``."""
    due_on: str | None = None
    measure: int | None = None


@dataclass(slots=True)
class Percentage(Fact):
    value_min: Number
    value_max: Number
    comparator: str
    role: str
    base: str | None = None
    measure: int | None = None


@dataclass(slots=True)
class Cap(Fact):
    """Exactly one of ``amount`` and ``percentage`` is set."""

    amount: int | None
    percentage: int | None
    yuan: Number | None
    percent: Number | None
    scope: str | None = None
    measure: int | None = None


@dataclass(slots=True)
class Share(Fact):
    parties: list[str]
    measure: int | None = None


@dataclass(slots=True)
class Measure(Fact):
    beneficiary: str | None = None
    tier: str | None = None
    instrument: str | None = None
    award_yuan: Number | None = None
    cap_yuan: Number | None = None
    rate: Number | None = None
    rate_comparator: str | None = None
    base: str | None = None
    per: str | None = None
    is_one_off: bool = False
    is_annual: bool = False
    payer: str | None = None


@dataclass(slots=True)
class Responsibility(Fact):
    role: str
    name: str = ""
    """Name of the unit as understood: elided parts restored, before aliases are resolved."""


@dataclass(slots=True)
class Deadline(Fact):
    kind: str
    start_on: str | None = None
    end_on: str | None = None


@dataclass(slots=True)
class Target(Fact):
    value_min: Number
    value_max: Number
    measure_unit: str
    comparator: str
    indicator: str | None = None
    due_on: str | None = None
    is_annual: bool = False


@dataclass(slots=True)
class Condition(Fact):
    value_min: Number
    value_max: Number
    measure_unit: str | None
    comparator: str
    indicator: str | None = None
    measure: int | None = None


@dataclass(slots=True)
class Citation(Fact):
    kind: str
    """``title`` 《…》 or ``number`` （鲁政办字〔2020〕125号）."""


@dataclass(slots=True)
class Member(Fact):
    document: int
    name: str
    position: str | None
    role: str


@dataclass(slots=True)
class Numeral:
    """A number in the source and what became of it (the ledger of data-model rule 2)."""

    start: int
    end: int
    raw: str
    disposition: str
    """``fact``, a reason from ``extract/lexicon``, or ``unresolved``."""
    fact_table: str | None = None
    fact_index: int | None = None


@dataclass(slots=True)
class Correction:
    """What an analyst put right: one line of a file of corrections."""

    fact_table: str
    start: int
    end: int
    raw: str
    field: str
    """A column of the table, ``value`` for both ends of a value, or ``delete``."""
    new_value: str | None
    why: str
    who: str
    nth: int | None = None
    """Which of several facts with the same span, from 1."""
    where: str = ""
    """File and line, for messages."""
    old_value: str | None = None
    applied: bool = False


@dataclass(slots=True)
class Extraction:
    """All that one source yields, in the order of the text."""

    source: Source
    documents: list[Document] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    percentages: list[Percentage] = field(default_factory=list)
    caps: list[Cap] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    responsibilities: list[Responsibility] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    numerals: list[Numeral] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
