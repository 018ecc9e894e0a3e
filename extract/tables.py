"""Tables of tasks: rows of cells set apart by bars, and what the head says of their columns.

``任务|牵头单位|配合单位|完成时限`` over ``建设基站300个|市经信局|各县区|2024年6月底``.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.facts.units import role_of_label
from extract.lexicon import alternation, load

_LABELS = load("documents")["unit_labels"]
_UNITS = regex.compile(
    rf"(?:市级|县级|区级|省级|主要|具体)?(?P<role>{alternation(_LABELS['words'])})(?:（\p{{Han}}{{1,6}}）)?"
    rf"(?:责任)?{alternation(_LABELS['nouns'])}(?:[及和、]{alternation(_LABELS['nouns'])})?(?:（\p{{Han}}{{1,8}}）)?"
)
_DUE = regex.compile(
    r"(?:计划|要求|办理|工作|任务)?(?:完成|办结|达成)?(?:时限|时间|期限|时间节点|时间进度)(?:要求|安排)?"
)
LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class TableHead:
    """The head of a table of tasks."""

    columns: int
    roles: dict[int, str]
    """The role of the units that a column lists, by its index."""
    due: int | None
    """The column that says by when."""


def cells(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a row ``norm[start:end]``, empty ones too; a bar at either end bounds none.

    >>> cells("|甲|乙||", 0, 6)
    [(1, 2), (3, 4), (5, 5)]
    """
    if norm.startswith("|", start):
        start += 1
    if end > start and norm[end - 1] == "|":
        end -= 1
    found, at = [], start
    for i in range(start, end + 1):
        if i == end or norm[i] == "|":
            found.append((at, i))
            at = i + 1
    return found


def read_head(norm: str, start: int, end: int) -> TableHead | None:
    """The head of a table of tasks, ``None`` where a row is none."""
    row = cells(norm, start, end)
    if len(row) < 2 or any(b - a > LONGEST_LABEL for a, b in row):
        return None
    roles: dict[int, str] = {}
    due: int | None = None
    for k, (a, b) in enumerate(row):
        units = _UNITS.fullmatch(norm, a, b)
        if units:
            roles[k] = role_of_label(units["role"])
        elif due is None and _DUE.fullmatch(norm, a, b):
            due = k
    return TableHead(len(row), roles, due) if roles else None


class TaskTable:
    """The table of tasks that is being read, paragraph by paragraph."""

    def __init__(self) -> None:
        self.head: TableHead | None = None
        self._unfinished: tuple[int, int] | None = None
        """Where the next part of a row begins, and the column that it goes on with."""

    def row(self, norm: str, start: int, end: int) -> dict[int, tuple[int, int]]:
        """The cells of the row ``norm[start:end]`` by their column, none where it is no row.

        Numbered clauses inside a cell have taken the row apart: what stands in the same line
        goes on with the cell that the part before it ended in. A head is kept for what follows
        it; a paragraph without bars ends the table.
        """
        before, self._unfinished = self._unfinished, None
        goes_on = before is not None and before[0] == start
        column = before[1] if before is not None and goes_on else 0
        if norm.find("|", start, end) < 0 and not goes_on:
            self.head = None
            return {}
        if not goes_on and (head := read_head(norm, start, end)) is not None:
            self.head = head
            return {}
        if self.head is None:
            return {}
        inside = cells(norm, start, end)
        if goes_on and norm[start] == "|":
            column += 1
        last = column + len(inside) - 1
        if last >= self.head.columns:
            return {}
        if last < self.head.columns - 1:
            self._unfinished = (end, last + (norm[end - 1] == "|"))
        return {column + k: cell for k, cell in enumerate(inside)}


# What heads the columns of a table of tasks besides its offices and its deadlines.
_COLUMN = regex.compile(
    r"序号|编号|备注|（单位）|(?:责任|分管|牵头|包抓|挂钩)(?:领导|人)|(?:主要|重点|具体|年度|民生)*(?:工作|任务|目标|指标|内容|事项|项目|措施|要求|名称|类别|实事)+"
)
LONGEST_CELL = 40
MOST_OTHERS = 4
"""Heads of columns of other names that may stand between two known ones (建设地点)."""


class CellLines:
    """A table of tasks that is printed with each cell on a line of its own.

    序号 / 工作任务 / 责任单位 head it; below them a line that names offices and nothing else
    is a cell of the last.
    """

    def __init__(self) -> None:
        self.role: str | None = None
        """The role of the offices in its cells, once its head has been read."""
        self._labels = 0
        self._places = False
        """Whether another column names places (建设地点), which a town alone then is."""
        self._apart = 0
        """Lines since the last label."""
        self._seen: str | None = None

    def cell(self, norm: str, start: int, end: int) -> str | None:
        """The role of the offices in the line ``norm[start:end]``, if it may be a cell of them.

        A bar may close it (``市教育局 |``).
        """
        end -= norm.endswith("|", start, end)
        if end - start <= LONGEST_LABEL and self._is_label(norm, start, end):
            return None
        if self._labels > 1 and self._seen is not None:
            self.role = self._seen
        self._apart += 1
        self._places |= self._labels > 0 and _PLACE.search(norm, start, end) is not None
        if self._apart > MOST_OTHERS:
            self._labels, self._seen = 0, None
        if self.role is None or end - start > LONGEST_CELL or _RUNS.search(norm, start, end):
            return None
        if self._places and _IS_PLACE.search(norm, start, end):
            return None
        return self.role

    def _is_label(self, norm: str, start: int, end: int) -> bool:
        """Whether a line heads a column; which offices it heads is remembered."""
        units = _UNITS.fullmatch(norm, start, end)
        if units:
            self._seen = role_of_label(units["role"])
        elif not (_COLUMN.fullmatch(norm, start, end) or _DUE.fullmatch(norm, start, end)):
            return False
        self._labels += 1
        self._apart = 0
        return True


_PLACE = regex.compile(r"地点|位置|地址|区域")
_IS_PLACE = regex.compile(r"(?:镇|乡|村|街道)(?:（[^（）]*）)?$")
_RUNS = regex.compile(r"[，。；：！？]")


def bar_tabs(folded: str) -> str:
    """Rows whose cells are set apart by tabs, with bars for the tabs; other text as it is.

    Only what stands under the head of a table of tasks is taken for rows. The result has the
    length of ``folded``.
    """
    if folded.count("\t") < 2:
        return folded
    lines = folded.split("\n")
    tabs = 0
    for i, line in enumerate(lines):
        row = line.replace("\t", "|")
        n = line.count("\t")
        if n and n != tabs and read_head(row, 0, len(row.rstrip("\r"))) is not None:
            tabs = n
        if n and n == tabs:
            lines[i] = row
        elif line.strip():
            tabs = 0
    return "\n".join(lines)
