"""From a source to all its facts: structure first, then sentence by sentence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import regex

from extract.clauses import BRACKET_HEADING, build_clauses
from extract.composing import Composer, Support
from extract.documents import iso_date, split_documents
from extract.facts.citations import read_citations
from extract.facts.counted import Counted
from extract.facts.counts import read_counts, read_money_goals
from extract.facts.dates import (
    EFFECTIVE_LABEL,
    EXPIRY_LABEL,
    ISSUE_LABEL,
    Moment,
    read_moments,
    resolve,
)
from extract.facts.members import read_members, read_office_heads, read_run_on
from extract.facts.payees import heading_payee
from extract.facts.paying import Sum, grants
from extract.facts.sums import read_sums
from extract.facts.tiers import assign_tiers, price_labels
from extract.facts.unit_lists import Unit
from extract.facts.units import first_leads, listed_units, office_cell, read_units
from extract.keys import set_keys
from extract.ledger import account
from extract.lines import IMPRINT, Paragraph
from extract.models import (
    Citation,
    Clause,
    Deadline,
    Document,
    Extraction,
    Member,
    Responsibility,
    Source,
)  # fmt: skip
from extract.paragraphs import read_paragraphs
from extract.patterns import pattern
from extract.quantities import Quantity, find_quantities
from extract.rows import (
    CALLED_SO,
    Row,
    column_at,
    goal_in_cell,
    in_column,
    payee_cell,
    tell_cell_of_sums,
)
from extract.tables import CellLines, Table, TableHead
from extract.text import AlignedText
from extract.titles import is_number_line
from extract.validity import inherit_validity, set_validity
from extract.writing import ReadSentence, Writer

# A sentence; a text without full stops is cut at a comma, so that time stays linear.
_SENTENCE = regex.compile(
    r"[^。！？]{1,1500}(?:[。！？]|$)|[^。！？]{1,1500}[，；、]|[^。！？]{1,1500}"
)
_CELL = regex.compile(r"[^|。！？]{1,1500}[。！？]?")
_MOMENT_WORD = regex.compile(
    r"每[年月季半二三两周个四五学]|之日|[今明]年|年[底内末]|五[”\"]?(?:期|时期|末)"
)
_PAID_HEADING = regex.compile(
    r"(?:补贴|补助|奖励|资助|奖补|津贴)的?(?:标准|政策|办法|金额|额度)?(?:统一|分别|予以)?(?:调整|提高|确定|执行)?(?:如下|为)?：?$|(?:支持|扶持)(?:标准|额度)(?:如下)?：?$"
)
# A title alone says less than a heading: 甲市补助标准, and not 甲市补助办法.
_PAID_TITLE = regex.compile(
    r"(?:补贴|补助|奖励|资助|奖补|津贴)(?:资金)?(?:标准|政策|项目)(?:（[^）]*）)?$"
)
_CONDITION_TITLE = regex.compile(r"(?:认定|评定|申报|准入|入库)(?:条件|标准)(?:（[^）]*）)?$")
# 申报条件：注册资本500万元以上: the sentence itself says that it is about who qualifies.
_CONDITION_LABEL = regex.compile(
    r"(?:申报|申请|认定|准入|享受|奖励|补贴|支持|扶持|基本|具体|适用)*(?:条件|对象)："
)
_CONDITION_HEADING = regex.compile(
    r"(?:条件|资格|门槛|(?:申报|申请|支持|奖励|补[贴助]|资助|适用|扶持|享受|认定)(?:对象|范围|要求))(?:之一|如下|[与和及]标准)?：?$"
    r"|(?:认定|评定|准入|入库|遴选|评选|申报|基本)标准(?:之一|如下)?：?$"
    r"|(?:符合|具备|满足)(?:以下|下列|如下)(?:条件|情形|要求)(?:之一)?的(?![^。]*(?:标准|给予))[^。；]{2,30}：$"
    r"|(?:符合|具备|满足)(?:以下|下列|如下)[一二两三四五六\d]\p{Han}{1,10}(?:条件|情形|要求)(?:之一)?(?:的)?：$"
)
# What a title must say to do what a heading does.
_TITLES = {_PAID_HEADING: _PAID_TITLE, _CONDITION_HEADING: _CONDITION_TITLE}
# 申报企业须…; …应具备以下条件：
_APPLICANT = regex.compile(
    r"(?:\G|(?<=[，。；：）]))(?:申报|申请|参评|拟认定)(?:人|者|的?\p{Han}{0,6}(?:企业|单位|机构|项目|主体|个人|平台|基地|团队))(?:，)?(?:均|还|原则上)?(?:须|应当?|需|必须)"
    r"|(?:须|应当?|需|必须)(?:同时)?(?:符合|具备|满足)(?:以下|下列)(?:基本)?条件"
)
# 本办法所称青年企业，是指…持股比例达25%以上的企业: who is one
_DEFINED = regex.compile(r"(?:所称|所指)[^。；]{2,40}?，?(?:是)?指")
_OBJECT = regex.compile(
    r"(?:补贴|补助|奖励|资助|奖补|支持|扶持|申报|适用)对象：(?P<who>[^。；]{2,80})"
)
_STATED_HEADING = regex.compile(
    r"^(?:发展|工作|现实|产业|现有)?(?:基础|现状|形势|成效|成绩|成就|回顾|情况)(?:[与和及、]|$)|(?:发展|工作)现状$|取得的?(?:成效|成绩)$|基本情况$|^面临的?(?:形势|问题|困难|挑战)"
)
# 1.对内资企业：
_FOR_WHOM = regex.compile(r"对[^，。；：]{2,60}：$")


def extract_text(text: str, path: str = "text.txt") -> Extraction:
    """:func:`extract_source` for a text at hand."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return extract_source(Source(path, text, digest, "text/plain", "utf-8"))


def extract_source(source: Source) -> Extraction:
    """All documents, clauses and facts of a source, in the order of the text.

    Never raises for odd text; what could not be understood is in ``warnings`` and in
    the ledger (``numerals``).
    """
    return _Extractor(source).run()


@dataclass(slots=True)
class _Around:
    """What stands around the sentences of a paragraph and bears on them."""

    in_title: bool
    pays: str | None
    """The heading that says that sums below it are paid (三、职业培训补贴)."""
    qualifies: bool
    """Under a heading of conditions."""
    stated: bool
    """Under a heading that tells how things are: no goals."""
    rules: bool
    """In an instrument that says what is required (办法, 细则), no plan."""
    limit: tuple[int, int]
    """The cell of the row that says by when (完成时限)."""
    due: str | None
    """By when goals are due, unless they say so themselves; moves on with each goal's day."""
    year: int | None
    """The year of days that are printed without one."""
    goes_on: bool = False
    """Whether the entry of the list before it pays (（一）国际赛事，给予最高…补助；（二）…，最高…)."""
    who: bool = False
    """In the cell of a row that says who gets what the row gives."""


class _Extractor:
    def __init__(self, source: Source) -> None:
        self.result = Extraction(source)
        self.aligned: AlignedText
        self.writer: Writer
        self.norm = ""
        self.own: dict[int | None, Paragraph] = {}
        self.led: dict[int, int] = {}
        """Items of lists and the paragraph without a marker that leads them in."""
        self.objects: dict[int | None, tuple[int, int]] = {}
        """By clause, who its parts say is paid (补贴对象：…)."""
        self.clean = ""
        self.told: list[tuple[int, int]] = []
        self.units: list[tuple[int, int]] = []
        """Source spans of cells that say by which unit their row counts."""
        """Paragraphs that only tell how things are."""
        self.dues: dict[int, str] = {}
        self.years: dict[int, int] = {}
        """Clauses whose heading names a stretch of one year (总结阶段（2014年1月）)."""
        """By clause of the document being read, by when its goals are due."""
        self.table = Table()
        self.cells = CellLines()
        self.first_leads = False
        """Whether the document has said that the first of each list of units leads."""
        self.year: int | None = None
        """The year of 今年 and 全年: when the document was issued, else the first that it
        names as the present one."""

    def run(self) -> Extraction:
        result = self.result
        text = result.source.text
        self.aligned, paragraphs = read_paragraphs(text)
        self.norm, self.clean = self.aligned.norm, self.aligned.clean
        self.writer = Writer(result, self.aligned)
        if not paragraphs:
            return result
        quantities = find_quantities(self.norm)
        marked = False
        at = 0
        names: dict[str, int] = {}
        for index, (document, part) in enumerate(split_documents(paragraphs, self.aligned, text)):
            result.documents.append(document)
            clauses, own = build_clauses(
                part, self.aligned, text, index, (document.start, document.end), len(result.clauses)
            )
            marked = marked or any(c.marker for c in clauses)
            first = len(result.clauses)
            result.clauses.extend(clauses)
            self.own = {first + k: p for k, p in enumerate(own)}
            self.led = _led_by_paragraphs(result.clauses, first)
            order = sorted(range(len(own)), key=lambda k: own[k].at if own[k].to else -1)
            self.year = _year_of(document) or _present_year(part)
            self.dues = {}
            self.years = {}
            self.table, self.cells, self.first_leads = Table(), CellLines(), False
            role: str | None = None
            for k in order:
                p = own[k]
                if p.to <= p.at:
                    continue
                while at < len(quantities) and quantities[at].start < p.at:
                    at += 1
                begin = at
                while at < len(quantities) and quantities[at].end <= p.to:
                    at += 1
                self._paragraph(first + k, p, quantities[begin:at])
                if document.kind == "roster" or role is not None or p.role == "roster":
                    role = self._roster_line(first + k, p, index, role)
            set_validity(result, index, first)
            set_keys(result, index, first, names)
        if not marked:
            result.warnings.append("no heading or numbered clause was found")
        inherit_validity(result)
        self._sort()
        account(result, self.aligned, quantities, self.told, self.units)
        return result

    # One paragraph

    def _paragraph(
        self,
        clause: int,
        p: Paragraph,
        quantities: list[Quantity],
    ) -> None:
        row = self.table.row(self.norm, p.at, p.to)
        self._named(clause, p, row)
        if p.role == "furniture" and not IMPRINT.match(p.norm):
            published = ISSUE_LABEL.search(p.norm)
            if published:  # the web page's own line: 发布日期：2021-09-24 来源：…
                first = p.at + published.end()
                self._issued(clause, p, [q for q in quantities if q.start == first])
            self._in_force(clause, p, quantities)
            return
        object_ = _OBJECT.match(self.norm, p.at, p.to)
        if object_:
            self.objects[self.result.clauses[clause].parent] = object_.span("who")
        if not quantities and not _may_have_moment(self.norm, p.at, p.to):
            return
        if p.role in ("date", "furniture"):
            self._issued(clause, p, quantities)
            return
        self._sentences(clause, p, quantities, row)

    def _named(self, clause: int, p: Paragraph, row: Row) -> None:
        """The offices, documents and people that a paragraph names."""
        norm, result = self.norm, self.result
        units = read_units(norm, self.clean, p.at, p.to, self.first_leads)
        self.first_leads = self.first_leads or first_leads(norm, p.at, p.to)
        head = self.table.head
        for k, (a, b) in row.items():
            if head is not None and k in head.roles:
                listed = listed_units(norm, self.clean, a, b, head.roles[k])
                units = [u for u in units if not a <= u.start < b] + listed
        if p.role == "body":
            units = self._of_cell(p, units)
        for unit in units:
            result.responsibilities.append(
                Responsibility(clause, *self.writer.raw(unit.start, unit.end), unit.role, unit.name)
            )
        if p.role != "furniture" and not is_number_line(p.norm):
            own = result.documents[result.clauses[clause].document].doc_number
            for a, b, kind in read_citations(norm, p.at, p.to):
                if kind == "number" and own is not None and self.clean[a:b] == own:
                    continue  # its own number, in the head of the page or of a gazette
                if p.role != "title" or b - a < p.to - p.at:  # not a document's own title in marks
                    result.citations.append(Citation(clause, *self.writer.raw(a, b), kind))
        if (
            p.role == "body"
            and norm.find("组长：", p.at, p.to) >= 0
            and len(p.norm) > LONGEST_ROSTER_LINE
        ):
            document = result.clauses[clause].document
            text = result.source.text
            for person in read_run_on(text, p.start, p.end):
                span = (person.start, person.end, text[person.start : person.end])
                result.members.append(
                    Member(clause, *span, document, person.name, person.position, person.role)
                )
        if norm.find("任", p.at, p.to) >= 0 and _NAMES_HEADS.search(norm, p.at, p.to):
            for a, b, role, position in read_office_heads(norm, p.at, p.to):
                document = result.clauses[clause].document
                result.members.append(
                    Member(
                        clause, *self.writer.raw(a, b), document, self.clean[a:b], position, role
                    )
                )

    def _of_cell(self, p: Paragraph, units: list[Unit]) -> list[Unit]:
        """The units of a paragraph, which may be a cell of a table printed a cell a line."""
        if self.cells.idle(p.to - p.at):
            return units
        if self.cells.label(self.norm, p.at, p.to):
            return []
        role = self.cells.cell(self.norm, p.at, p.to)
        if role is not None and not units and p.marker is None:
            units = office_cell(self.norm, self.clean, p.at, p.to, role)
        self.cells.take(bool(units))
        return units

    def _sentences(
        self,
        clause: int,
        p: Paragraph,
        quantities: list[Quantity],
        row: Row,
    ) -> None:
        """Read a paragraph with numbers or days, sentence by sentence."""
        norm, own = self.norm, self.result.clauses[clause]
        around = self._around(clause, p, quantities, row)
        if around.stated:
            self.told.append((p.at, p.to))
        composer = Composer(norm, self.clean)
        if own.heading and "：" in norm[p.at : min(p.to, p.at + len(own.heading) + 12)]:
            composer.beneficiaries.heading = own.heading
        self._lead_in(composer, clause)
        payee = payee_cell(self.table.head, row)
        if payee[0] < payee[1]:
            composer.beneficiaries.lead = self.clean[slice(*payee)].strip()
        body = p.at + (p.marker.length if p.marker else 0)
        titled = BRACKET_HEADING.match(norm, body, p.to) if own.heading else None
        if titled:
            body = titled.end()
        if self.table.at_head and self.table.head is not None and self.table.head.goals:
            self.told.append((p.at, p.to))  # 指标|单位|2020年|2025年
            return
        read = 0
        sentences: list[ReadSentence] = []
        for match in (_CELL if row else _SENTENCE).finditer(norm, body, p.to):
            a, b = match.span()
            inside: list[Quantity] = []
            while read < len(quantities) and quantities[read].start < b:
                if quantities[read].start >= a:
                    inside.append(quantities[read])
                read += 1
            head = self.table.head
            if row and head is not None and head.goals:
                goal_cell = self._cell_of_goals(row, a, inside, head)
                sentences += [goal_cell] if goal_cell is not None else []
                continue
            column = in_column(head, row, a, inside) if row and head is not None else None
            around.who = payee[0] <= a < payee[1]
            if not inside and not _may_have_moment(norm, a, b):
                if norm.find("对", a, b) >= 0 and grants(norm, a, b):
                    composer.sentence(a, b, [])  # whom the sums of the next sentence are for
                continue
            if norm[b - 1] in "。！？":
                b -= 1
            sentence = self._sentence(a, b, inside, composer, around)
            if column is not None and head is not None:
                tell_cell_of_sums(self.clean, head, row, sentence, column, b, around.pays)
            sentences.append(sentence)
            heads = a - p.at <= own.heading_end - own.start + 2 and own.heading is not None
            if heads and (year := _year_of_stretch(sentence.moments)) is not None:
                self.years[clause] = around.year = year
            goal = next((m for m in sentence.moments if m.kind == "target" and m.end_on), None)
            if goal is None:
                continue
            if self.year is None and norm[goal.start - 1] not in "到至于前":
                self.year = int((goal.end_on or "")[:4])
            around.year = around.year or self.year
            if a - p.at <= own.heading_end - own.start + 2:
                self.dues[clause] = goal.end_on or ""
            around.due = goal.end_on
        self.writer.write(clause, sentences)
        if p.role == "title" or clause in self.dues:
            return
        for m in reversed(self.result.deadlines):
            if m.clause == clause and m.kind == "target" and m.end_on:
                self.dues[clause] = m.end_on
                return

    def _cell_of_goals(
        self, row: Row, at: int, inside: list[Quantity], head: TableHead
    ) -> ReadSentence | None:
        """The goal in the cell at ``at`` of a table of indicators; what its other cells hold is
        noted for the ledger."""
        k = column_at(row, at)
        if k is None:
            return None
        if k == head.unit:
            self.units.append(self.aligned.span(*row[k]))
        elif k in head.stated:
            self.told.append(row[k])
        return goal_in_cell(self.norm, head, row, k, inside) if k in head.goals else None

    def _around(
        self,
        clause: int,
        p: Paragraph,
        quantities: list[Quantity],
        row: Row,
    ) -> _Around:
        """What the headings above a paragraph and its row of a table say of its sentences."""
        head = self.table.head
        column = head.due if head is not None else None
        limit = row.get(column, (0, 0)) if column is not None else (0, 0)
        return _Around(
            in_title=p.role == "title",
            pays=self._headed(clause, _PAID_HEADING),
            qualifies=self._headed(clause, _CONDITION_HEADING) is not None,
            stated=self._headed(clause, _STATED_HEADING) is not None,
            rules=self._is_rules(clause),
            limit=limit,
            due=self._due_of_cell(limit, quantities) or self._inherited_due(clause),
            year=self._year_above(clause) or self.year,
            goes_on=self._entry_before_pays(clause),
        )

    def _entry_before_pays(self, clause: int) -> bool:
        """Whether the item right before, of the same list, gives a support and ends in ；."""
        clauses, measures = self.result.clauses, self.result.measures
        here, before = clauses[clause], clauses[clause - 1] if clause else None
        return (
            before is not None
            and here.level == before.level == "item"
            and here.parent == before.parent
            and bool(measures)
            and measures[-1].clause == clause - 1
            and before.text.endswith("；")
        )

    def _year_above(self, clause: int) -> int | None:
        """The year of the stretch of time that a heading above names."""
        above = self.result.clauses[clause].parent if self.years else None
        while above is not None and above not in self.years:
            above = self.result.clauses[above].parent
        return self.years[above] if above is not None else None

    def _is_rules(self, clause: int) -> bool:
        """Whether the text says what is required: rules by their title or, untitled, by what was
        read so far, conditions and no goals."""
        result = self.result
        document = result.documents[result.clauses[clause].document]
        untitled = document.kind == "other" and document.title is None
        return document.kind == "measures" or (
            untitled and bool(result.conditions) and not result.targets
        )

    def _sentence(
        self, a: int, b: int, inside: list[Quantity], composer: Composer, around: _Around
    ) -> ReadSentence:
        """The facts of the sentence ``norm[a:b]`` with the quantities inside it."""
        norm = self.norm
        pays = grants(norm, a, b)
        headed = around.pays is not None
        qualifying = (
            around.qualifies
            or around.who
            or _CONDITION_LABEL.match(norm, a, b) is not None
            or _APPLICANT.search(norm, a, b) is not None
            or _DEFINED.search(norm, a, b) is not None
            or (
                around.rules
                and around.due is None
                and _REQUIRES.search(norm, a, b) is not None
                and not _HOPES.search(norm, a, b)
            )
        )
        sums = read_sums(norm, a, b, inside, headed, qualifying)
        if around.stated:
            sums = [s for s in sums if not s.is_percent or s.role in ("rate", "share")]
            for s in sums:
                s.role = "other" if s.role == "target" else s.role
        paid = any(s.role in ("award", "cap", "rate") for s in sums)
        moments = read_moments(norm, a, b, inside, pays and paid, around.year, around.in_title)
        if around.stated:  # 2010年，全市共有…: tells of a year, sets no time
            moments = [
                m
                for m in moments
                if m.kind not in ("period", "target", "recurring")
                or norm.rfind("《", a, m.start) > norm.rfind("》", a, m.start)
            ]
        for m in moments if around.limit[0] <= a < around.limit[1] else ():
            if m.kind == "period" and m.end_on:
                m.kind, m.start_on = "target", None  # 2024年6月, under 完成时限
        pays = (
            pays
            or ((headed or around.goes_on) and paid)
            or any(s.role == "award" and s.per for s in sums)
        )
        for segment, group in composer.groups(a, b, sums):
            assign_tiers(norm, self.clean, segment, group)
        supports = composer.sentence(a, b, sums) if pays else []
        if around.pays and supports:
            prices = price_labels(norm, self.clean, a, [s for s in sums if s.role == "award"])
            self._headed_by(around.pays, supports, prices, composer.beneficiaries.lead)
        counts: list[Counted] = []
        if not around.in_title and not around.stated:
            counts = read_counts(
                norm, a, b, inside, sums, moments, around.due, qualifying, around.year
            )
        if not paid:
            read_money_goals(norm, a, sums, moments, around.due, around.year)
        return ReadSentence(a, inside, sums, supports, moments, counts)

    def _due_of_cell(self, cell: tuple[int, int], quantities: list[Quantity]) -> str | None:
        """The last day that a cell under 完成时限 names, ``None`` where it names none."""
        a, b = cell
        inside = [q for q in quantities if a <= q.start < b]
        if not inside:
            return None
        ends = [
            m.end_on or resolve(self.norm[m.start : m.end])[1]
            for m in read_moments(self.norm, a, b, inside, False, self.year)
        ]
        return max((end for end in ends if end), default=None)

    def _inherited_due(self, clause: int) -> str | None:
        """The day that the lead-in of the section sets for its goals."""
        clauses = self.result.clauses
        here = clauses[clause]
        parent = here.parent
        while True:
            if parent is not None and parent in self.dues:
                return self.dues[parent]
            # a lead-in paragraph before the items of the same section
            for k in reversed(self.dues):
                if (
                    (-1 if parent is None else parent) < k < clause
                    and clauses[k].parent == parent
                    and clauses[k].level == "paragraph"
                    and (
                        here.level == "item"
                        or (
                            here.level == "paragraph"
                            and parent is not None
                            and "目标" in (clauses[parent].heading or "")
                        )
                    )
                ):
                    return self.dues[k]
            if parent is None or clauses[parent].level in ("title", "chapter"):
                return None
            parent = clauses[parent].parent

    def _in_force(self, clause: int, p: Paragraph, quantities: list[Quantity]) -> None:
        """What the head of a page says of validity: 生效日期：2024-10-31."""
        for q in quantities:
            before = self.norm[p.at : q.start]
            if q.kind != "date" or not (on := iso_date(q.text)):
                continue
            if EFFECTIVE_LABEL.search(before):
                moment = Deadline(clause, *self.writer.raw(q.start, q.end), "effective", on, on)
            elif EXPIRY_LABEL.search(before):
                moment = Deadline(clause, *self.writer.raw(q.start, q.end), "expiry", on, on)
            else:
                continue
            self.result.deadlines.append(moment)

    def _issued(self, clause: int, p: Paragraph, quantities: list[Quantity]) -> None:
        if p.role == "date" and not any(q.kind in ("date", "period") for q in quantities):
            on = iso_date(p.norm)  # 20210421
            if on:
                self.result.deadlines.append(
                    Deadline(clause, *self.writer.raw(p.at, p.to), "issued", on, on)
                )
            return
        for q in quantities:
            if q.kind in ("date", "period"):
                end = q.end
                tail = pattern(r"月日|月|日").match(self.norm, end)
                if tail and q.text.endswith("年"):
                    end = tail.end()
                on = iso_date(q.text)
                self.result.deadlines.append(
                    Deadline(clause, *self.writer.raw(q.start, end), "issued", on, on)
                )

    @staticmethod
    def _headed_by(
        heading: str, supports: list[Support], prices: list[Sum], lead: str | None
    ) -> None:
        """Let supports know what only their heading says: what they are called and, of a list of
        prices, who gets them (贫困户发展产业奖补政策)."""
        called = CALLED_SO.search(heading)
        for support in supports:
            support.instrument = support.instrument or (called[0] if called else None)
            if support.award is not None and any(support.award is price for price in prices):
                support.tier = support.award.tier
                named = support.beneficiary or ""
                if not named.endswith("的"):  # 参加展会的，补助展位费，省内2000元/次: named here
                    support.beneficiary = lead or heading_payee(heading)

    def _headed(self, clause: int, what: regex.Pattern[str]) -> str | None:
        """The heading above that speaks of paying (三、职业培训补贴) or of conditions, if one does."""
        above: int | None = clause
        while above is not None:
            c = self.result.clauses[above]
            if c.level == "title":
                said = _TITLES.get(what)
                return c.heading if said and said.search(c.heading or "") else None
            head = c.heading
            if above == clause and head is None:
                above = self.led.get(above, c.parent)
                continue
            if head is None and what is _CONDITION_HEADING and len(c.text) <= 60:
                head = c.text  # 一、申报条件; 应当符合下列条件：
            if head is None and c.text.endswith("："):
                head = c.text[-40:]  # a long lead-in: …，给予以下补贴：
            if head and what.search(head):
                return head
            above = self.led.get(above, c.parent)
        return None

    def _lead_in(self, composer: Composer, clause: int) -> None:
        """Let the items of a list know what its lead-in says of them all."""
        above = self.result.clauses[clause].parent
        who = self.objects.get(above)
        if who is not None:
            composer.object_of(*who)
        led = self.led.get(clause, above)
        p = self.own.get(led) if led is not None else None
        if p is None:
            return
        start = p.at + (p.marker.length if p.marker else 0)
        start = max(start, self.norm.rfind("。", start, p.to - 1) + 1)
        if p.norm.endswith("："):
            if grants(self.norm, p.at, p.to) or _FOR_WHOM.match(self.norm, start, p.to):
                composer.lead_in(start, p.to - 1)
        elif grants(self.norm, start, p.to) and not pattern(r"\d").search(self.norm, start, p.to):
            composer.beneficiaries.note(start, p.to)  # 对…企业，按规模给予奖励。1.…

    # Rosters

    def _roster_line(
        self, clause: int, p: Paragraph, document: int, role: str | None
    ) -> str | None:
        if p.role in ("title", "annex", "date", "furniture"):
            return role
        text = self.result.source.text
        if len(p.norm) > LONGEST_ROSTER_LINE or "。" in p.norm:
            return role
        people, role = read_members(text, p.start, p.end, role)
        for person in people:
            self.result.members.append(
                Member(
                    clause,
                    person.start,
                    person.end,
                    text[person.start : person.end],
                    document,
                    person.name,
                    person.position,
                    person.role,
                )
            )
        return role

    def _sort(self) -> None:
        """Clauses are in tree order; facts found along the tree are put in text order."""
        result = self.result
        for name in ("responsibilities", "deadlines", "targets", "citations", "members", "shares"):
            getattr(result, name).sort(key=lambda f: (f.start, f.end))


# 配备不少于5名工作人员: required of somebody, where no goal is set.
_REQUIRES = regex.compile(r"不[少低]于|不得?超过|不高于|不得[少低高多]于|至少")
_HOPES = regex.compile(r"力争|确保|争取|目标|到20\d\d年|五”|每年(?!不)|全年|逐年|增长|提[高升]")


LONGEST_ROSTER_LINE = 60
_NAMES_HEADS = regex.compile(
    r"[兼担]任|任(?:办公室)?(?:第一|常务)?副?(?:主任|组长|总?指挥|总?召集人)|兼"
)


def _year_of_stretch(moments: list[Moment]) -> int | None:
    """The year in which a stretch of time lies as a whole."""
    for m in moments:
        if m.kind == "period" and m.start_on and m.end_on and len(m.start_on) == 10:
            return int(m.start_on[:4]) if m.start_on[:4] == m.end_on[:4] else None
    return None


def _year_of(document: Document) -> int | None:
    """The year in which a document was issued, else the one of a plan that has no date
    (数字城市建设2023年工作要点) or that its number has (〔2023〕12号)."""
    if document.issued_on:
        return int(document.issued_on[:4])
    years = pattern(r"20\d{2}(?=年)").findall(document.title or "")
    dated = pattern(r"20\d{2}年?[-－—–~至到]20\d{2}").search(document.title or "")
    if len(years) == 1 and not dated:
        return int(years[0])
    numbered = pattern(r"20\d{2}").search(document.doc_number or "")
    return int(numbered[0]) if numbered else None


_PRESENT = regex.compile(
    r"(20\d{2})年度?(?=(?:全|我|本)[省市县区州旗](?:经济|工作|重点|目标|政府|国民))"
)


def _present_year(paragraphs: list[Paragraph]) -> int | None:
    """The year that a document without date or number calls its own (2022年全省经济社会发展)."""
    found = (_PRESENT.search(p.norm) for p in paragraphs)
    return next((int(m[1]) for m in found if m), None)


def _may_have_moment(norm: str, a: int, b: int) -> bool:
    return _MOMENT_WORD.search(norm, a, b) is not None


def _led_by_paragraphs(clauses: list[Clause], first: int) -> dict[int, int]:
    """The items, from the clause ``first`` on, of lists that a paragraph without a marker leads
    in (对…，按以下标准给予：), each with that paragraph; others are led in by their parent."""
    leads: dict[int | None, int | None] = {}
    led: dict[int, int] = {}
    for k in range(first, len(clauses)):
        clause = clauses[k]
        if clause.marker is None:
            leads[clause.parent] = k if clause.text.endswith("：") else None
        elif (lead := leads.get(clause.parent)) is not None:
            led[k] = lead
    return led
