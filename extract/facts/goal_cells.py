"""Goals in the cells of a table of indicators: 指标|单位|2020年|2025年 over 粮食产量|万吨|50|52."""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.facts.counted import Counted, comparator_of
from extract.facts.paying import Sum
from extract.numerals import parse_number
from extract.quantities import Quantity

_UNIT = regex.compile(r"[（(]?(?P<scale>[十百千]?[万亿]{0,2})(?P<unit>[^（）()\s]{1,12})[）)]?")
# 粮食产量（万吨）: the unit may stand with what is counted.
_UNIT_OF_NAME = regex.compile(r"（(?P<unit>[^（）\d]{1,10})）$")


def unit_of_row(norm: str, unit: tuple[int, int], name: tuple[int, int]) -> tuple[str, int]:
    """The unit of a row and where the name of what it measures ends.

    :param unit: the cell of the column of units, empty where there is none.
    :param name: the cell that says what is measured.
    """
    said = norm[slice(*unit)].strip()
    inside = _UNIT_OF_NAME.search(norm[slice(*name)].rstrip())
    if inside:
        return said or inside["unit"], name[0] + inside.start()
    return said, name[1]


def goal_of_cell(
    norm: str, inside: list[Quantity], unit: str, name: tuple[int, int], due: str | None
) -> tuple[list[Sum], list[Counted]]:
    """The goal that a cell holds: sums and percentages, and targets.

    :param inside: the numbers of the cell; more than one make no goal.
    :param unit: as the row prints it (万吨, %, 亿元).
    :param name: the span of what is measured.
    :param due: the day by which it is due, as its column says.
    """
    if len(inside) != 1 or inside[0].kind not in ("bare", "percent", "short", "count"):
        return [], []
    q = inside[0]
    if norm[q.start - 1] == "（":
        return [], []  # [8]: what is added up over the years, in a unit that is not said
    said = _UNIT.fullmatch(unit)
    comparator = comparator_of(norm[name[1] : q.start][-4:], norm[q.end : q.end + 4])
    if q.kind == "percent" or unit.strip("（）") == "%":
        q.kind, q.unit = "percent", "%"
        goal = Sum(q, "target", comparator, indicator=name, due_on=due)
        return [goal], [
            Counted(q.start, q.end, "target", q.low, q.high, "%", comparator, name, due)
        ]
    if said is None or q.kind == "count":
        return [], []
    value = parse_number(q.text.replace(",", "") + said["scale"])
    if value is None:
        return [], []
    if said["unit"].startswith("元"):
        sum_ = replace(q, kind="money", unit="CNY", low=value, high=value)
        return [Sum(sum_, "target", comparator, indicator=name, due_on=due)], []
    return [], [
        Counted(q.start, q.end, "target", value, value, said["unit"], comparator, name, due)
    ]
