"""The cells of a row, read as the head of its table says of each column."""

from __future__ import annotations

import regex

from extract.composing import Support
from extract.facts.goal_cells import goal_of_cell, unit_of_row
from extract.quantities import Quantity, make_sums
from extract.tables import SumColumn, TableHead
from extract.writing import ReadSentence

Row = dict[int, tuple[int, int]]
"""The spans of the cells of a row in the folded text, by the index of their column."""
_NOWHERE = (0, 0)
CALLED_SO = regex.compile(r"奖补|补贴|补助|奖励|资助|津贴|扶持|支持")


def column_at(row: Row, at: int) -> int | None:
    """The index of the column whose cell holds the character at ``at``."""
    return next((k for k, (a, b) in row.items() if a <= at < b), None)


def payee_cell(head: TableHead | None, row: Row) -> tuple[int, int]:
    """The cell of a row that says who gets what it gives, empty where none does."""
    if head is None or head.payees is None:
        return _NOWHERE
    return row.get(head.payees, _NOWHERE)


def goal_in_cell(
    norm: str, head: TableHead, row: Row, column: int, inside: list[Quantity]
) -> ReadSentence | None:
    """The goal in the cell of a column of goals (2025年), ``None`` where it holds none.

    :param inside: the numbers of the cell.
    """
    a, b = row.get(head.names, _NOWHERE)
    unit_cell = row.get(head.unit, _NOWHERE) if head.unit is not None else _NOWHERE
    unit, end = unit_of_row(norm, unit_cell, (a, b))
    while end > a and norm[end - 1] == " ":
        end -= 1
    sums, counts = goal_of_cell(norm, inside, unit, (a, end), head.goals[column])
    if not sums and not counts:
        return None
    return ReadSentence(row[column][0], inside, sums, [], [], counts)


def in_column(head: TableHead, row: Row, at: int, inside: list[Quantity]) -> SumColumn | None:
    """Let the plain numbers of the cell at ``at`` be what the head of their column says, years
    or sums.

    :returns: the column, where it is one of sums.
    """
    k = column_at(row, at)
    if k is None:
        return None
    if k in head.years:
        for q in inside:
            if q.kind == "bare" and 1990 <= q.low < 2100:
                q.kind, q.text = "date", f"{q.low}年"
    column = head.sums.get(k)
    if column is not None:
        make_sums(inside, column.yuan)
    return column


def tell_cell_of_sums(
    clean: str,
    head: TableHead,
    row: Row,
    sentence: ReadSentence,
    column: SumColumn,
    end: int,
    heading: str | None,
) -> None:
    """Let the sums of a cell know what its row and the head of its column say of them.

    :param end: where the cell ends.
    :param heading: the heading above that speaks of paying, where one does.
    """
    for s in sentence.sums:
        s.role = "award" if column.role == "other" and heading else column.role
        if s.role == "award" and s.comparator == "<=":
            s.role = "cap"
        s.per = s.per or column.per
    a, b = row.get(head.names, _NOWHERE)
    label = clean[a:b].strip()
    if column.role == "other":  # 工种|初级|高级, over 电工|1000|2000
        label = f"{label} {column.label.strip()}".strip()
    called = CALLED_SO.search(column.label) or CALLED_SO.search(heading or "")
    if not sentence.supports:
        sentence.supports.extend(
            Support(s.start, end, award=s if s.role == "award" else None,
                    caps=[s] if s.role == "cap" else [], per=s.per, facts=[s])
            for s in sentence.sums
            if s.role in ("award", "cap")
        )  # fmt: skip
    for support in sentence.supports:
        support.start = min(support.start, a) if a < b else support.start
        support.tier = support.tier or label or None
        support.instrument = support.instrument or (called[0] if called else None)
        for s in support.facts:
            s.tier = s.tier or support.tier
