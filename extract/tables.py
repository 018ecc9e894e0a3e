"""Tables: rows of cells set apart by bars, and what the head says of their columns.

Tables of tasks, ``任务|牵头单位|配合单位|完成时限`` over ``建设基站300个|市经信局|各县区|2024年6月底``,
and of sums, ``类别|奖励标准（万元）`` over ``国家级|50``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.facts.unit_lists import role_of_label
from extract.lexicon import alternation, load

_LABELS = load("documents")["unit_labels"]
_UNITS = regex.compile(
    rf"(?:市级|县级|区级|省级|主要|具体)?(?P<role>{alternation(_LABELS['words'])}){alternation(_LABELS['words'])}?(?:（\p{{Han}}{{1,6}}）)?"
    rf"(?:责任)?{alternation(_LABELS['nouns'])}(?:[及和、]{alternation(_LABELS['nouns'])})?(?:（\p{{Han}}{{1,8}}）)?"
)
_DUE = regex.compile(
    r"(?:计划|要求|办理|工作|任务)?(?:完成|办结|达成)?(?:时限|时间|期限|时间节点|时间进度)(?:要求|安排)?"
)
LONGEST_LABEL = 16
_YUAN = {"元": 1, "百元": 100, "千元": 1000, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
# 奖励标准（万元）, 补贴金额（元/人）, 金额/万元
_SUMS = regex.compile(
    rf"(?P<label>[^（）|]{{0,14}})[（/](?:单位：|人民币)?(?P<unit>{alternation(_YUAN)})"
    r"(?:/(?P<per>[^（）|]{1,8}))?）?"
)
_CAPTION = regex.compile(rf"（?(?:金额)?(?:计量)?单位：(?P<unit>{alternation(_YUAN)})）?")
_PAID = regex.compile("奖|补|贴|资助|扶持|标准|额度")
_SET_ASIDE = regex.compile("资金|预算|经费|投资")
_PAYEES = regex.compile(
    r"(?:政策)?(?:支持|补贴|补助|奖补|扶持|奖励|资助|享受|受益|适用|发放|救助|优惠)(?:的?对象|主体)(?:[及和]条件|范围)?"
)
_STANDARD = regex.compile(
    r"(?:政策)?(?:支持|补贴|补助|奖补|扶持|奖励|资助|救助|优惠)(?:标准|内容|政策|措施|方式|金额|额度|办法)(?:[及和、]\p{Han}{2,4})?|标准"
)
_YEARS = regex.compile(r"(?:年份|年度|年限|时间|周期|工期)$")
# Columns that hold no sums under a caption that gives the unit of all.
_NO_SUMS = regex.compile(
    r"序号|编号|数量|人数|比例|备注|年份|[（/](?!元|万元|亿元)|名称|时间|期限|条件"
)


@dataclass(frozen=True, slots=True)
class SumColumn:
    """A column of sums, whose unit stands in its head."""

    yuan: int
    """What a 1 in it is in yuan."""
    role: str
    """What its head says that its sums are: ``award``, ``budget`` or ``other``."""
    label: str
    per: str | None = None


@dataclass(frozen=True, slots=True)
class TableHead:
    """The head of a table."""

    columns: int
    roles: dict[int, str]
    """The role of the units that a column lists, by its index."""
    due: int | None
    """The column that says by when."""
    sums: dict[int, SumColumn]
    """The columns of sums, by their index."""
    years: frozenset[int]
    """Those whose plain numbers are years."""
    names: int
    """The column that says what the sums of a row are for."""
    payees: int | None = None
    """The column that says who gets what its row gives (支持对象)."""
    goals: dict[int, str | None] = field(default_factory=dict)
    """Columns of goals, each with the day by which they are due."""
    stated: frozenset[int] = frozenset()
    """Columns that tell how things are (2020年, before 2025年)."""
    unit: int | None = None
    """The column of units of such a table."""


_GOAL_NAME = regex.compile(r"(?:主要|具体|发展|核心|考核)*(?:指标|目标)(?:名称|内容|项目)?")
_UNIT_COLUMN = regex.compile(r"(?:计量)?单位")
_YEAR_COLUMN = regex.compile(
    r"(?:到|至)?(?P<year>20\d{2})年?(?:度|底|末)?(?P<told>实际|基数|基期|现状|完成)?(?P<aim>目标|规划|预期|计划)?(?:值|数|指标)?"
)
_AIM_COLUMN = regex.compile(r"(?:规划|发展|年度|预期|总体)?目标(?:值|数)?")
_GROWTH_COLUMN = regex.compile(
    r"(?:年均|累计|五年)(?:增长|增速|增幅|增加)(?:率)?(?:（%）|（％）)?(?:或累计)?"
)


def _goals_of(
    norm: str, row: list[tuple[int, int]]
) -> tuple[int, int | None, dict[int, str | None], frozenset[int]] | None:
    """The columns of a table of indicators: what is measured, its unit, goals, how things are."""
    labels = [norm[a:b].strip() for a, b in row]
    name = next((k for k, label in enumerate(labels) if _GOAL_NAME.fullmatch(label)), None)
    unit = next((k for k, label in enumerate(labels) if _UNIT_COLUMN.fullmatch(label)), None)
    years = {k: m for k, label in enumerate(labels) if (m := _YEAR_COLUMN.fullmatch(label))}
    if name is None or not (years or unit is not None):
        return None
    goals: dict[int, str | None] = {}
    stated: set[int] = set()
    for k, label in enumerate(labels):
        year = years.get(k)
        if year is not None:
            first = len(years) > 1 and k == min(years)
            if year["told"] or (first and not year["aim"]):
                stated.add(k)
            else:
                goals[k] = f"{year['year']}-12-31"
        elif k != name and _AIM_COLUMN.fullmatch(label):
            goals[k] = None
    last = max((due for due in goals.values() if due), default=None)
    goals.update((k, last) for k, label in enumerate(labels) if _GROWTH_COLUMN.fullmatch(label))
    return (name, unit, goals, frozenset(stated)) if goals else None


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


def read_head(norm: str, start: int, end: int, yuan: int = 0) -> TableHead | None:
    """The head of a table of tasks or of sums, ``None`` where a row is none.

    :param yuan: what 1 is in yuan where a caption above (单位：万元) says so of all sums, else 0.
    """
    row = cells(norm, start, end)
    if len(row) < 2 or any(b - a > LONGEST_LABEL for a, b in row):
        return None
    measured = _goals_of(norm, row)
    if measured is not None:
        name, unit, goals, stated = measured
        return TableHead(
            len(row), {}, None, {}, frozenset(), name, goals=goals, stated=stated, unit=unit
        )
    roles: dict[int, str] = {}
    sums: dict[int, SumColumn] = {}
    due: int | None = None
    names: int | None = None
    payees: int | None = None
    gives = False
    for k, (a, b) in enumerate(row):
        units = _UNITS.fullmatch(norm, a, b)
        said = _SUMS.fullmatch(norm, a, b)
        label = norm[a:b]
        if units:
            roles[k] = role_of_label(units["role"])
        elif due is None and _DUE.fullmatch(norm, a, b):
            due = k
        elif payees is None and _PAYEES.fullmatch(label.strip()):
            payees = k
        elif said:
            sums[k] = SumColumn(
                _YUAN[said["unit"]], _role(said["label"]), said["label"], said["per"]
            )
        elif names is None and label.strip() not in ("序号", "编号", ""):
            names = k
        elif yuan and label.strip() and not _NO_SUMS.search(label):
            sums[k] = SumColumn(yuan, _role(label), label)
        gives = gives or _STANDARD.fullmatch(label.strip()) is not None
    if not roles and not sums and not (payees is not None and gives):
        return None
    years = frozenset(
        k for k, (a, b) in enumerate(row) if k == due or _YEARS.search(norm[a:b].strip())
    )
    return TableHead(len(row), roles, due, sums, years, names or 0, payees)


def _role(label: str) -> str:
    return "budget" if _SET_ASIDE.search(label) else "award" if _PAID.search(label) else "other"


def heads_column(norm: str) -> bool:
    """Whether a line can say nothing but what a column of a table holds (责任单位, 完成时限)."""
    return (
        norm in ("序号", "编号", "备注")
        or _UNITS.fullmatch(norm) is not None
        or (len(norm) >= 4 and _DUE.fullmatch(norm) is not None)
    )


def caption(norm: str, start: int, end: int) -> int:
    """What a 1 of the table below is in yuan, as its caption (单位：万元) says; 0 for no caption."""
    said = _CAPTION.fullmatch(norm[start:end].strip()) if end - start < LONGEST_LABEL else None
    return _YUAN[said["unit"]] if said else 0


class Table:
    """The table that is being read, paragraph by paragraph."""

    def __init__(self) -> None:
        self.head: TableHead | None = None
        self._unfinished: tuple[int, int] | None = None
        """Where the next part of a row begins, and the column that it goes on with."""
        self.at_head = False
        """Whether the row read last is the head."""
        self._yuan = 0
        """What the caption above says that a 1 is in yuan."""

    def row(self, norm: str, start: int, end: int) -> dict[int, tuple[int, int]]:
        """The cells of the row ``norm[start:end]`` by their column, none where it is no row.

        Numbered clauses inside a cell have taken the row apart: what stands in the same line
        goes on with the cell that the part before it ended in. A head is kept for what follows
        it; a paragraph without bars ends the table.
        """
        before, self._unfinished = self._unfinished, None
        self.at_head = False
        goes_on = before is not None and before[0] == start
        column = before[1] if before is not None and goes_on else 0
        if norm.find("|", start, end) < 0 and not goes_on:
            self.head = None
            self._yuan = caption(norm, start, end)
            return {}
        if not goes_on and (head := read_head(norm, start, end, self._yuan)) is not None:
            self.head, self._yuan, self.at_head = head, 0, True
            return {}
        if self.head is not None and _RULE.fullmatch(norm, start, end):
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
LONGEST_CELL = 120
MOST_OTHERS = 4
"""Heads of columns of other names that may stand between two known ones (建设地点)."""


class CellLines:
    """A table of tasks that is printed with each cell on a line of its own.

    序号 / 工作任务 / 责任单位 / 配合单位 head it; below them a line that names offices and nothing
    else is a cell of the first column of offices, the line after it of the next.
    """

    def __init__(self) -> None:
        self.roles: list[str | None] = []
        """Its columns, once its head has been read: the role of the offices in each, ``None`` for
        a column of something else."""
        self._column = 0
        """Which column the next cell is of, as far as can be told."""
        self._labels = 0
        self._places = False
        """Whether another column names places (建设地点), which a town alone then is."""
        self._apart = 0
        """Lines since the last label."""
        self._seen: list[str | None] = []

    def cell(self, norm: str, start: int, end: int) -> str | None:
        """The role of the offices in the line ``norm[start:end]``, which is no label, if it may be
        a cell of them.

        A bar may open or close it (``市教育局 |``).
        """
        start += norm.startswith("|", start, end)
        end -= norm.endswith("|", start, end)
        if self._labels > 1 and any(self._seen):
            self.roles = self._seen
        self._apart += 1
        self._places |= self._labels > 0 and _PLACE.search(norm, start, end) is not None
        if self._apart > MOST_OTHERS:
            self._labels, self._seen = 0, []
        if not self.roles or end - start > LONGEST_CELL or _RUNS.search(norm, start, end):
            return None
        if self._places and _IS_PLACE.search(norm, start, end):
            return None
        return self.roles[self._next(offices=True)]

    def take(self, offices: bool) -> None:
        """Note whether the line just asked for named offices, or was another cell of a row."""
        if any(self.roles):
            self._column = (self._next(offices) + 1) % len(self.roles)

    def _next(self, offices: bool) -> int:
        """The next column of offices, or of something else; the present one where there is none."""
        n = len(self.roles)
        order = ((self._column + k) % n for k in range(n))
        return next((k for k in order if (self.roles[k] is not None) == offices), self._column)

    def idle(self, length: int) -> bool:
        """Whether a line of that length is no part of such a table: none has begun, none begins."""
        return length > LONGEST_LABEL + 1 and not self._labels and not self.roles

    def label(self, norm: str, start: int, end: int) -> bool:
        """Whether a line heads a column; which offices it heads is remembered."""
        start += norm.startswith("|", start, end)
        end -= norm.endswith("|", start, end)
        if end - start > LONGEST_LABEL:
            return False
        units = _UNITS.fullmatch(norm, start, end)
        if units:
            self._seen = [*self._seen, role_of_label(units["role"])]
        elif _COLUMN.fullmatch(norm, start, end) or _DUE.fullmatch(norm, start, end):
            self._seen = [*self._seen, None]
        else:
            return False
        self._labels += 1
        self._apart = 0
        return True


_PLACE = regex.compile(r"地点|位置|地址|区域")
_IS_PLACE = regex.compile(r"(?:镇|乡|村|街道)(?:（[^（）]*）)?$")
_RUNS = regex.compile(r"[；：！？]|。.")


# |---|:--:|, under the head
_RULE = regex.compile(r"[|:\s-]+")
# Numbers of two cells: what parts them is wide.
_BETWEEN_NUMBERS = regex.compile(r"(?<=\d)(?:[ \u3000]*\t|[ \u3000]{2})(?=[ \u3000\t]*\d)")


def bar_tabs(folded: str) -> str:
    """Rows whose cells are set apart by tabs, with bars for the tabs; other text as it is.

    What stands under a head with as many tabs is taken for rows; elsewhere a bar stands between
    numbers that a tab or several blanks set apart, which would else be read as one. The result
    has the length of ``folded``.
    """
    if folded.count("\t") > 1:
        lines = folded.split("\n")
        tabs = yuan = 0
        for i, line in enumerate(lines):
            n = line.count("\t")
            if n:
                row = line.replace("\t", "|")
                if n != tabs and read_head(row, 0, len(row.rstrip("\r")), yuan) is not None:
                    tabs = n
                if n == tabs:
                    lines[i] = row
            if line.strip():
                tabs = tabs if n == tabs else 0
                yuan = caption(line, 0, len(line))
        folded = "\n".join(lines)
    return _BETWEEN_NUMBERS.sub(lambda gap: "|" + gap[0][1:], folded)
