"""The facts of a stretch of a document, each with its place in the source and its value in words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from catalogue import words
from catalogue.database import Row, rows
from catalogue.words import bounded, day, ends, percent, plain, yuan

# Kinds of facts in the order of the legend; the code is the table.
KINDS = {
    "measures": "扶持措施",
    "caps": "上限",
    "amounts": "金额",
    "percentages": "比例",
    "shares": "分担",
    "conditions": "条件",
    "targets": "目标",
    "deadlines": "时间",
    "responsibilities": "单位",
    "citations": "引用文件",
    "members": "人员",
}


@dataclass(frozen=True)
class Fact:
    """A fact: ``start`` and ``end`` count characters of the source; ``row`` is its table's row."""

    kind: str
    row: Row
    label: str
    value: str

    @property
    def id(self) -> int:
        return int(self.row["id"])

    @property
    def clause_id(self) -> int:
        return int(self.row["clause_id"])

    @property
    def start(self) -> int:
        return int(self.row["char_start"])

    @property
    def end(self) -> int:
        return int(self.row["char_end"])

    @property
    def raw(self) -> str:
        return str(self.row["raw"])


def facts(
    connection: sqlite3.Connection, document_id: int, start: int = 0, end: int = 1 << 60
) -> list[Fact]:
    """Return the facts of the clauses that lie within a stretch of a document, in reading order.

    Each table is asked by its index on ``clause_id``: the view ``mentions`` would read them all.
    """
    found = []
    for kind in KINDS:
        for fact_row in rows(
            connection, _SQL.get(kind, _PLAIN.format(kind=kind)), (document_id, start, end)
        ):
            label, value = _VALUES[kind](fact_row)
            found.append(Fact(kind, fact_row, label, value))
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(found, key=lambda fact: (fact.start, -fact.end, order[fact.kind], fact.id))


# INDEXED BY nothing, but CROSS JOIN: clauses first, then the facts of each.
_WITHIN = """
    WHERE clauses.document_id = ?1 AND clauses.char_start >= ?2 AND clauses.char_end <= ?3
"""
_PLAIN = "SELECT {kind}.* FROM clauses CROSS JOIN {kind} ON {kind}.clause_id = clauses.id" + _WITHIN
_SQL = {
    "caps": """
        SELECT caps.*, amounts.tier, amounts.is_one_off, amounts.is_annual, amounts.per,
               percentages.base
        FROM clauses CROSS JOIN caps ON caps.clause_id = clauses.id
        LEFT JOIN amounts ON amounts.id = caps.amount_id
        LEFT JOIN percentages ON percentages.id = caps.percentage_id"""
    + _WITHIN,
    "responsibilities": """
        SELECT responsibilities.*, units.name AS unit, units.function, units.kind AS unit_kind
        FROM clauses CROSS JOIN responsibilities ON responsibilities.clause_id = clauses.id
        JOIN units ON units.id = responsibilities.unit_id"""
    + _WITHIN,
    "citations": """
        SELECT citations.*, documents.key AS cited_key, documents.title AS cited_title
        FROM clauses CROSS JOIN citations ON citations.clause_id = clauses.id
        LEFT JOIN documents ON documents.id = citations.cited_document_id"""
    + _WITHIN,
}


def _joined(*parts: str | None) -> str:
    return "；".join(part for part in parts if part)


def _span(row: Row, say: Callable[[object], str] = plain) -> str:
    """The words for value_min … value_max with their comparator."""
    return bounded(row["comparator"]) + ends(row["value_min"], row["value_max"], say)


def _money(row: Row) -> str:
    if row["currency"] != "CNY":
        return f"{_span(row)} {row['currency']}"
    said, full = (ends(row["yuan_min"], row["yuan_max"], say) for say in (yuan, plain))
    return f"{bounded(row['comparator'])}{said}（{full} 元）"


def _how_often(row: Row) -> str | None:
    return (
        "、".join(
            word
            for word, is_so in (("一次性", row["is_one_off"]), ("每年", row["is_annual"]))
            if is_so
        )
        or None
    )


def _tier(row: Row) -> str | None:
    return f"档次：{row['tier']}" if row["tier"] else None


def _per(row: Row) -> str | None:
    return f"按：{row['per']}" if row["per"] else None


def _amount(row: Row) -> tuple[str, str]:
    label = words.said(words.AMOUNT_ROLES, row["role"])
    return f"金额·{label}", _joined(_money(row), _tier(row), _per(row), _how_often(row))


def _percentage(row: Row) -> tuple[str, str]:
    label = words.said(words.PERCENTAGE_ROLES, row["role"])
    base = f"基数：{row['base']}" if row["base"] else None
    return f"比例·{label}", _joined(_span(row, percent), base)


def _cap(row: Row) -> tuple[str, str]:
    if row["yuan"] is not None:
        bound = f"{yuan(row['yuan'])}（{plain(row['yuan'])} 元）"
    elif row["percent"] is not None:
        bound = percent(row["percent"]) + (f"，基数：{row['base']}" if row["base"] else "")
    else:
        bound = "外币，见金额"
    scope = f"范围：{row['scope']}" if row["scope"] else None
    often = _how_often(row) if row["is_one_off"] is not None else None
    return "上限", _joined(bound, scope, _tier(row), often)


def _share(row: Row) -> tuple[str, str]:
    return "分担", _joined(row["raw"], "、".join(map(str, json.loads(row["parties"]))))


def measure_formula(row: Row) -> str:
    """Return what a measure pays, in words: 项目投资额 × 不超过30%，最高 200万元."""
    parts = []
    if row["rate"] is not None:
        rate = bounded(row["rate_comparator"]) + percent(row["rate"])
        parts.append(f"{row['base']} × {rate}" if row["base"] else rate)
    if row["award_yuan"] is not None:
        parts.append(f"定额 {yuan(row['award_yuan'])}")
    if row["cap_yuan"] is not None:
        parts.append(f"最高 {yuan(row['cap_yuan'])}")
    return "，".join(parts) + (f"（按{row['per']}）" if row["per"] and parts else "")


def _measure(row: Row) -> tuple[str, str]:
    beneficiary = f"对象：{row['beneficiary']}" if row["beneficiary"] else None
    payer = f"出资：{row['payer']}" if row["payer"] else None
    what = measure_formula(row)
    return row["instrument"] or "扶持措施", _joined(
        what, _tier(row), beneficiary, _how_often(row), payer
    )


def _responsibility(row: Row) -> tuple[str, str]:
    function = None if row["function"] == "unknown" else f"职能：{row['function']}"
    return words.said(words.ROLES, row["role"]), _joined(row["unit"], function)


def _deadline(row: Row) -> tuple[str, str]:
    start, end = row["start_on"], row["end_on"]
    if start and end and start != end:
        said = f"{day(start)}至{day(end)}"
    elif end and not start:
        said = f"至{day(end)}"
    elif start and not end:
        said = f"{day(start)}起"
    else:
        said = day(start) if start else row["raw"]
    return words.said(words.DEADLINE_KINDS, row["kind"]), said


def _quantity(row: Row) -> str:
    return _span(row) + (row["measure_unit"] or "")


def _target(row: Row) -> tuple[str, str]:
    due = f"{day(row['due_on'])}前" if row["due_on"] else None
    often = "每年" if row["is_annual"] else None
    return "目标", _joined(_joined(row["indicator"]), _quantity(row), due, often)


def _condition(row: Row) -> tuple[str, str]:
    return "条件", _joined(row["indicator"], _quantity(row))


def _citation(row: Row) -> tuple[str, str]:
    return "引用文件", _joined(row["raw"], "本库收有此件" if row["cited_key"] else None)


def _member(row: Row) -> tuple[str, str]:
    return "人员", _joined(row["name"], row["role"], row["position"])


_VALUES: dict[str, Callable[[Row], tuple[str, str]]] = {
    "measures": _measure,
    "caps": _cap,
    "amounts": _amount,
    "percentages": _percentage,
    "shares": _share,
    "conditions": _condition,
    "targets": _target,
    "deadlines": _deadline,
    "responsibilities": _responsibility,
    "citations": _citation,
    "members": _member,
}
