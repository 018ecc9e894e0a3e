"""The invariants of the data model, held against every row of a finished database.

Each check yields one sentence per violation that names the source and the place in it.
They read the database rather than the rows that were to go into it, so that they hold
for what a reader will find. All take time linear in the length of the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection

from load.inputs import BuildError
from load.rows import FACT_TABLES

_SHOWN = 5
# Signs without width or ink, which Unicode does not count as white space.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def check(connection: Connection) -> None:
    """Check everything.

    :raises BuildError: a row breaks an invariant; names the first few.
    """
    violations = list(islice(_violations(connection), _SHOWN + 1))
    if violations:
        lines = [*violations[:_SHOWN], *["…" for _ in violations[_SHOWN:]]]
        raise BuildError("\n".join(["The database breaks its own rules:", *lines]))


def _violations(connection: Connection) -> Iterator[str]:
    yield from integrity(connection)
    yield from foreign_keys(connection)
    yield from provenance(connection)
    yield from partition(connection)
    yield from cap_targets(connection)


def integrity(connection: Connection) -> Iterator[str]:
    """SQLite's own check of the file, of NOT NULL, CHECK and UNIQUE."""
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield f"integrity check: {message}"


def foreign_keys(connection: Connection) -> Iterator[str]:
    """Every reference finds its row, also those of the ledger, which name their table."""
    for table, row_id, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} {row_id}: the row of {parent} that it refers to is missing"
    for table in FACT_TABLES:
        lost = connection.exec_driver_sql(
            f"SELECT id, fact_id FROM numerals WHERE fact_table = '{table}'"
            f" AND fact_id NOT IN (SELECT id FROM {table})"
        )
        for numeral_id, fact_id in lost:
            yield f"numerals {numeral_id}: {table} has no row {fact_id}"


def provenance(connection: Connection) -> Iterator[str]:
    """``raw`` of every fact and number is what stands in the source, inside its clause."""
    texts = _Texts(connection)
    for table in FACT_TABLES:
        # Ids follow the order of the sources, so each text is fetched once per table.
        facts = connection.exec_driver_sql(
            f"SELECT t.id, d.source_id, t.char_start, t.char_end, t.raw,"
            f" c.char_start <= t.char_start AND t.char_end <= c.char_end"
            f" FROM {table} t JOIN clauses c ON c.id = t.clause_id"
            f" JOIN documents d ON d.id = c.document_id ORDER BY t.id"
        )
        for fact_id, source_id, start, end, raw, inside in facts:
            path, text = texts.of(source_id)
            if text[start:end] != raw:
                yield _misquoted(path, table, fact_id, start, end, raw, text)
            elif not inside:
                yield f"{path}, characters {start}–{end}: {table} {fact_id} is outside its clause"
    numbers = connection.exec_driver_sql(
        "SELECT id, source_id, char_start, char_end, raw FROM numerals ORDER BY id"
    )
    for number_id, source_id, start, end, raw in numbers:
        path, text = texts.of(source_id)
        if text[start:end] != raw:
            yield _misquoted(path, "numerals", number_id, start, end, raw, text)


def partition(connection: Connection) -> Iterator[str]:
    """Every visible character is in one document and in the own text of one clause.

    A clause's own text is its span without those of its children. So it is enough that
    the documents tile the source, the clauses without parent tile their document, and
    children lie apart from each other inside their parents.
    """
    sources = connection.exec_driver_sql("SELECT id, path, text FROM sources ORDER BY id")
    for source_id, path, text in sources:
        documents = _spans(
            connection,
            "SELECT id, NULL, char_start, char_end FROM documents"
            " WHERE source_id = ? ORDER BY char_start",
            source_id,
        )
        yield from _tiling(path, text, "documents", documents, 0, len(text))
        for document in documents:
            clauses = _spans(
                connection,
                "SELECT id, parent_id, char_start, char_end FROM clauses"
                " WHERE document_id = ? ORDER BY char_start, char_end DESC, id",
                document.id,
            )
            roots = [clause for clause in clauses if clause.parent_id is None]
            yield from _tiling(path, text, "clauses", roots, document.start, document.end)
            yield from _nesting(path, clauses)


def cap_targets(connection: Connection) -> Iterator[str]:
    """Every cap bounds exactly one sum or percentage, of its own clause."""
    wrong = connection.exec_driver_sql(
        "SELECT caps.id FROM caps LEFT JOIN amounts ON amounts.id = caps.amount_id"
        " LEFT JOIN percentages ON percentages.id = caps.percentage_id"
        " WHERE (amounts.id IS NULL) = (percentages.id IS NULL)"
        " OR coalesce(amounts.clause_id, percentages.clause_id) <> caps.clause_id"
    )
    for (cap_id,) in wrong:
        yield f"caps {cap_id}: not exactly one sum or percentage of its clause"


class _Span(NamedTuple):
    id: int
    parent_id: int | None
    start: int
    end: int


def _spans(connection: Connection, query: str, owner_id: int) -> list[_Span]:
    return [_Span(*row) for row in connection.exec_driver_sql(query, (owner_id,))]


def _tiling(
    path: str, text: str, table: str, spans: list[_Span], start: int, end: int
) -> Iterator[str]:
    """The spans, in order, cover the visible characters from start to end, each once."""
    reached = start
    for span in [*spans, _Span(0, None, end, end)]:
        if span.start < reached:
            yield f"{path}, character {span.start}: {table} {span.id} overlaps what is before it"
        elif lost := text[reached : span.start].translate(_INVISIBLE).strip():
            yield f"{path}, from character {reached}: in none of the {table}: {lost[:30]!r}"
        reached = max(reached, span.end)
    if reached > end:
        yield f"{path}, character {end}: {table} go on to {reached}, beyond what holds them"


def _nesting(path: str, clauses: list[_Span]) -> Iterator[str]:
    """Children lie inside their parents and apart from each other."""
    reached = {clause.id: clause.start for clause in clauses}
    ends = {clause.id: clause.end for clause in clauses}
    for clause in clauses:
        if clause.parent_id is None:
            continue
        where = f"{path}, characters {clause.start}–{clause.end}: clauses {clause.id}"
        if clause.parent_id not in ends:
            yield f"{where} has its parent in another document"
        elif clause.start < reached[clause.parent_id]:
            yield f"{where} overlaps its sibling, or starts before its parent"
        elif clause.end > ends[clause.parent_id]:
            yield f"{where} ends after its parent"
        else:
            reached[clause.parent_id] = clause.end


class _Texts:
    """Texts of sources, the last one kept: rows come in the order of the sources."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: tuple[int, str, str] = (0, "", "")

    def of(self, source_id: int) -> tuple[str, str]:
        """Return path and text of a source."""
        if self._last[0] != source_id:
            path, text = self._connection.exec_driver_sql(
                "SELECT path, text FROM sources WHERE id = ?", (source_id,)
            ).one()
            self._last = (source_id, path, text)
        return self._last[1:]


def _misquoted(
    path: str, table: str, row_id: int, start: int, end: int, raw: str, text: str
) -> str:
    found = text[start:end]
    return (
        f"{path}, characters {start}–{end}: {table} {row_id} says {raw[:30]!r} "
        f"but the source says {found[:30]!r}"
    )
