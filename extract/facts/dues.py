"""By when goals are due, and whether they are so every year."""

from __future__ import annotations

import itertools

import regex

from extract.facts.counted import YEARLY, Counted
from extract.facts.dates import Moment

_IN_ALL = regex.compile(r"(?:[两二三四五六\d]年|期间|期末)(?:内|来)?(?:累计|合计|总共|共计)")


def set_dues(
    norm: str,
    start: int,
    found: list[Counted],
    moments: list[Moment],
    due: str | None,
    issued_year: int | None,
) -> None:
    """Say of each goal of a sentence by which day it is due, or that it is so every year.

    A goal with several days (到2023年、2025年分别达到…) gets a copy for each further day.

    :param found: the targets and conditions of the sentence; changed in place.
    :param due: the day by which goals of this clause are due, from its lead-in.
    :param issued_year: the year of 全年.
    """
    for item in list(found):
        if item.kind != "target":
            continue
        stop = max(start, norm.rfind("；", start, item.start) + 1)
        part = max(stop, norm.rfind("，", start, item.start) + 1)
        if YEARLY.search(norm, part, item.start):
            item.annual = True
            continue
        # 每年 governs the rest of its stretch (每年新建30个…，打造1—2个…)
        governs = None
        for m in moments:
            bounds = m.kind in ("recurring", "target") or m.bounds
            if bounds and stop <= m.start < item.start:
                governs = m
        if _IN_ALL.search(norm, part, item.start) and governs is not None:
            governs = None  # 每年新增5万人，三年累计新增15万人
        if governs is not None and governs.kind == "recurring":
            item.annual = item.unit != "%"
            if item.annual:
                continue
            governs = None
        if governs is None or not governs.end_on:
            for m in moments:
                if (m.kind == "target" or m.bounds) and m.start < item.start and m.end_on:
                    governs = m
        year_long = norm.find("全年", start, item.start) >= 0
        if governs is not None and governs.end_on:
            if year_long and governs.bounds and _years(governs) > 1:
                item.annual = True  # 2024—2025年全年新增: in each of them
                continue
            item.due_on = governs.end_on
        elif any(
            not m.end_on
            and stop <= m.start < item.start
            and (m.kind == "target" or norm.startswith(("时间", "左右时间", "左右的时间"), m.end))
            for m in moments
        ):
            item.due_on = None  # 用3年时间: its day depends on when it began
        elif due is None and year_long and issued_year:
            item.due_on = f"{issued_year}-12-31"
        else:
            item.due_on = due
        chain = [
            m for m in moments if m.kind == "target" and stop <= m.start < item.start and m.end_on
        ]
        if (
            len(chain) > 1
            and "分别" in norm[chain[-1].end : item.start]
            and all(
                norm[a.end : b.start] in ("、", "和", "及") for a, b in itertools.pairwise(chain)
            )
        ):
            item.due_on = chain[0].end_on
            nth = _nth_of_list(norm, found, item, chain[-1].end, len(chain))
            if nth is not None:  # 到2022年和2030年分别不低于22%和30%
                item.due_on = chain[nth].end_on
                continue
            for m in chain[1:]:
                found.append(
                    Counted(
                        item.start,
                        item.end,
                        item.kind,
                        item.low,
                        item.high,
                        item.unit,
                        item.comparator,
                        item.indicator,
                        m.end_on,
                    )
                )
    found.sort(key=lambda c: (c.start, c.due_on or ""))


def _nth_of_list(norm: str, found: list[Counted], item: Counted, since: int, n: int) -> int | None:
    """Which of a list of ``n`` goals of one unit a goal is, where there are as many days."""
    stop = next((i for i in range(since, len(norm)) if norm[i] in "；。\n"), len(norm))
    listed = sorted(
        (
            c
            for c in found
            if c.kind == "target" and since <= c.start < stop and c.unit == item.unit
        ),
        key=lambda c: c.start,
    )
    same = len({c.start for c in listed}) == len(listed) == n
    return listed.index(item) if same and item in listed else None


def _years(m: Moment) -> int:
    return int((m.end_on or "0")[:4]) - int((m.start_on or m.end_on or "0")[:4]) + 1
