"""Paragraphs of a source become documents, with what their titles, numbers,
signatures and dates say of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import regex

from extract import places
from extract.lexicon import alternation, load
from extract.lines import RUNNING, Paragraph
from extract.models import Document
from extract.numerals import parse_number
from extract.text import AlignedText, fold
from extract.titles import is_number_line

_WORDS = load("documents")
_NOUN_KINDS = {noun: kind for kind, nouns in _WORDS["kinds"].items() for noun in nouns}
_KIND = regex.compile(rf"(?<!征求)({alternation(_NOUN_KINDS)})(?:（[^（）]*）|[”“])*$")
_DRAFT = regex.compile(alternation(_WORDS["draft"]["words"]))
_COVERS = regex.compile(alternation(_WORDS["covering"]["verbs"]))
_ORGAN = rf"(?:\p{{Han}}{{2,30}}?{alternation(_WORDS['organs']['ends'])}|[省市县区州旗]人民政府)"
_SIGNED = regex.compile(rf"{_ORGAN}(?:（{alternation(_WORDS['organs']['seals'])}）)?")
_SEAL = regex.compile(rf"[（(]{alternation(_WORDS['organs']['seals'])}[）)]$")
# Where the name of an organ may end and that of the next one begin without a mark.
_ORGAN_SEAM = regex.compile(rf"(?<={alternation(_WORDS['organs']['ends'])})(?=\p{{Han}}{{4}})")
_PARTY = regex.compile(r"^(?:中共|中国共产党)")
_TITLE_ISSUER = regex.compile(
    rf"^《?({_ORGAN}(?:[、 　]?{_ORGAN}){{0,9}})(?:等(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})个?(?:部门|单位))?(?=印发|转发|批转|下达|公布|发布|关于|《|令$)"
)
_AND_OTHERS = regex.compile(
    r"等(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?(?:部门|单位|委局|厅局|部委)"
)
# 甲市办公厅|转发市财政局关于…: who forwards issues
_FORWARDED = regex.compile(r"(?<=\p{Han}{4})(?:批转|转发).*")
# 关于征求《…》（征求意见稿）意见的通知: who asks, not what is asked about.
_ASKS = regex.compile(r"征求.{2,100}意见(?:和?建议)?的?(?:通知|公告|通告|函)")
_ANNOUNCES = regex.compile(rf"{alternation(_WORDS['covering']['nouns'])}(?:（[^（）]*）)?$")
_ORGAN_NAME = regex.compile(_ORGAN)
_ISSUES = regex.compile(
    rf"现(?:将|予|就)?.{{0,200}}{alternation(_WORDS['covering']['verbs'])}|{alternation(_WORDS['covering']['verbs'])}给"
)
# What a covering notice says it issues: 关于印发《X》的通知, 关于印发X的通知
_ISSUED = regex.compile(
    rf"{alternation(_WORDS['covering']['verbs'])}(?:[《](?P<marked>.{{4,80}})[》]|(?P<plain>.{{4,80}}))的(?:通知|公告|通告|函|决定)"
)
# What speaks for a province is of none of the cities that it names.
_BY_PROVINCE = regex.compile(r"省政府各?部门|省直各单位|结合我省实际|全省各")
_RANK_ONLY = regex.compile(r"([市县区州旗])(?:人民政府|委)")
_OF_PROVINCE = regex.compile(r"(?:中共)?(?:自治区|省)(?=\p{Han}{2})")
_ZONE_ORGAN = regex.compile(r"(?:开发区|高新区|经开区|园区|新区|示范区|保税区|合作区)")
_ISSUING_VERBS = tuple(_WORDS["covering"]["verbs"])


def _issues(norm: str) -> bool:
    """Whether a paragraph says that it issues something."""
    return any(verb in norm for verb in _ISSUING_VERBS) and bool(_ISSUES.search(norm))


_CITED_TITLE = regex.compile(r"《([^《》]{4,80})》")
_CONTACT = regex.compile(r"联系人|联系电话|联系方式|特此")
_IMPRINT = regex.compile(rf"^({_ORGAN})(?=\d{{4}}年)")
_DATE = regex.compile(
    r"(\d{4}|[〇○零一二三四五六七八九]{4})[-/.年](?:(\d{1,2}|[一二三四五六七八九十]{1,3})(?:[-/.月]|$))?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|(?!\d)))?"
)
_COMPACT_DATE = regex.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBER = regex.compile(
    r"\p{Han}{1,12}（(?:\d{4}|[〇○零一二三四五六七八九]{4})）第?\d{1,5}号|(?:\p{Han}{0,20}(?:令|\d{4}年))?第\d{1,5}号令?"
)
# The head of a page may give several of these in one line (来源：… 发布日期：2025-06-11), or in
# the cells of a table.
_PAGE = _WORDS["page"]
_LABELS = alternation(w for words in _PAGE.values() for w in words)
_FIELD = regex.compile(
    rf"(?P<label>{_LABELS})(?:：\|?|\|)(?P<value>.*?)(?=[|；，]?(?:{_LABELS})[：|]|[|；，。]?$)"
)
# Or a label parted from what it says by no more than white space (发布机构 甲市人民政府).
_FIELD_ALONE = regex.compile(
    rf"^\P{{Han}}{{0,2}}(?P<label>{_LABELS})[）：]?(?P<value>[\p{{Han}}\d].*)$"
)
# Several of them side by side: 索引号 … 文号 …
_LABEL_ONLY = regex.compile(_LABELS)
_FIELD_RUN = regex.compile(rf"(?P<label>{_LABELS})[：|）]?(?P<value>.*?)(?=（?{_LABELS}|$)")
_NUMBER_LABEL = regex.compile(alternation(_PAGE["number"]))
_TITLE_LABELS = frozenset((*_PAGE["title"], "名称", "标题"))
_FIELD_OF = {label: name for name, labels in _PAGE.items() for label in labels}
_HEADER_NUMBER = regex.compile(
    r"\p{Han}{1,12}（\d{4}）第?\d{1,5}号|[A-Z]{2,6}\d*-\d{4}-\d+|\p{Han}{0,20}第\d{1,5}号令?|^.{2,24}号$"
)
_HEADER_DATE = regex.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")
HEAD_LINES = 6
MOST_SIGNATORIES = 12
SHORTEST_TEXT = 80
NOTICE_LENGTH = 12
"""Paragraphs of a notice in which it names what it comes with."""


def iso_date(text: str) -> str | None:
    """The date that a text begins with as ISO text, as precise as it is printed.

    >>> iso_date("20210924")
    '2021-09-24'
    >>> iso_date("2021年9月24日"), iso_date("二〇二一年十月"), iso_date("2021年月日")
    ('2021-09-24', '2021-10', '2021')
    """
    match = _DATE.search(text) or _COMPACT_DATE.fullmatch(text.strip("（）()"))
    if match is None:
        return None
    parts = [parse_number(p) for p in match.groups() if p]
    year, *rest = (int(p or 0) for p in parts)
    if any(not 1 <= p <= (12, 31)[i] for i, p in enumerate(rest)):
        return None
    return "-".join([f"{year:04d}", *(f"{p:02d}" for p in rest)])


def split_documents(
    paragraphs: list[Paragraph], aligned: AlignedText, source: str
) -> list[tuple[Document, list[Paragraph]]]:
    """The documents of a source in order, each with its paragraphs.

    Together the documents' spans hold every visible character of the source.
    """
    starts = [0]
    for i, p in enumerate(paragraphs):
        if p.role == "title":
            starts.append(_start_of(paragraphs, i))
        elif p.role == "annex":
            starts.append(i)
    starts += [
        start
        for a, b in itertools.pairwise([*sorted(set(starts)), len(paragraphs)])
        if (start := _untitled(paragraphs, a, b))
    ]
    bounds = [*sorted(set(starts)), len(paragraphs)]
    # What stands before the first title is its letterhead, unless it is a text of its own.
    if (
        len(bounds) > 2
        and sum(1 for p in paragraphs[: bounds[1]] if p.role != "furniture") < 12
        and not any(
            p.marker or len(p.norm) > 60 or p.role == "title" or _issues(p.norm)
            for p in paragraphs[: bounds[1]]
        )
    ):
        del bounds[1]
    result: list[tuple[Document, list[Paragraph]]] = []
    for seq, (a, b) in enumerate(itertools.pairwise(bounds), 1):
        part = paragraphs[a:b]
        result.append((_describe(part, aligned, source, seq), part))
    _relate(result, source)
    return result


def _start_of(paragraphs: list[Paragraph], title: int) -> int:
    """A document begins with the number or the word 附件 that stands over its title."""
    i = title
    while i > 0 and (is_number_line(paragraphs[i - 1].norm) or paragraphs[i - 1].role == "annex"):
        i -= 1
    return i


def _untitled(paragraphs: list[Paragraph], a: int, b: int) -> int:
    """Where the text that a notice issues begins under its signature without a title, else 0."""
    part = paragraphs[a:b]
    if not any(_issues(p.norm) for p in part):
        return 0
    signed = next((i for i in range(a, b) if paragraphs[i].role == "date"), b)
    if not any(RUNNING.search(p.norm) for p in paragraphs[a:signed]):
        return 0  # the date of a head
    for i in range(signed + 1, b):
        p = paragraphs[i]
        if p.role == "furniture" or (p.marker is None and not RUNNING.search(p.norm)):
            continue
        if p.role != "body" or p.norm.startswith("附件") or _CONTACT.search(p.norm):
            return 0
        rest = paragraphs[i:b]
        whole = any(q.marker for q in rest) and sum(len(q.norm) for q in rest) >= SHORTEST_TEXT
        return i if whole else 0
    return 0


def _describe(part: list[Paragraph], aligned: AlignedText, source: str, seq: int) -> Document:
    title = next((p for p in part if p.role == "title"), None)
    document = Document(seq, "other", part[0].outer[0], part[-1].outer[1])
    if title is not None:
        at, to = title.at, title.to
        if title.norm.startswith("《") and title.norm.endswith("》"):
            at, to = at + 1, to - 1
        document.title = aligned.clean[at:to]
        document.title_span = aligned.span(at, to)
        found = _KIND.search(aligned.norm[at:to].removesuffix("》"))
        if found:
            document.kind = _NOUN_KINDS[found[1]]
        issuer = _TITLE_ISSUER.match(title.norm)
        if issuer:
            # Two issuers stand on lines of their own, or apart.
            a, b = (title.at + at for at in issuer.span(1))
            names = source[aligned.position(a) : aligned.position(b)].split()
            if len(names) == 1 or not all(_ORGAN_NAME.fullmatch(name) for name in names):
                names = [aligned.clean[a:b]]
            names = [_FORWARDED.sub("", name) for name in names]  # 甲厅转发乙局关于…
            document.issuer = "、".join(part for name in names for part in _organs(name))
    if document.kind == "roster" and not any(p.role == "roster" for p in part):
        document.kind = (
            "other" if title is None or not title.norm.endswith(("名单", "人员")) else "roster"
        )
    head = part[: part.index(title) + HEAD_LINES] if title is not None else part[:HEAD_LINES]
    document.is_draft = any(
        _DRAFT.search(_CITED_TITLE.sub("", p.norm) if p.role == "title" else p.norm)
        and not (p.role == "title" and _ASKS.search(p.norm))
        for p in head
        if p.role == "title" or len(p.norm) < 16
    )
    for p in head:
        if is_number_line(p.norm):
            number = _NUMBER.search(p.norm)
            if number and document.doc_number is None:
                label = _NUMBER_LABEL.match(number[0])
                at = p.at + number.start() + (label.end() if label else 0)
                document.doc_number = aligned.clean[at : p.at + number.end()]
    dates = [p for p in part if p.role == "date"]
    if dates:
        document.issued_on = iso_date(dates[-1].norm)
    _from_signature(document, part, aligned, source)
    return document


def _organs(names: str) -> list[str]:
    """甲市财政局甲市科技局: organs of one place may be printed without a mark between them."""
    place = _PARTY.sub("", names)[:2]
    cuts = [
        m.start()
        for m in _ORGAN_SEAM.finditer(names)
        if _PARTY.sub("", names[m.start() :]).startswith(place)
    ]
    return [names[a:b] for a, b in itertools.pairwise([0, *cuts, len(names)])]


def _signatories(part: list[Paragraph], date: int, aligned: AlignedText, source: str) -> str | None:
    """The organs that signed over a date, in lines of their own or side by side."""
    names: list[str] = []
    for p in reversed(part[max(0, date - MOST_SIGNATORIES) : date]):
        line = source[p.start : p.end].split()
        if p.role != "body" or not all(_SIGNED.fullmatch(fold(name)) for name in line):
            line = [aligned.clean[p.at : p.to]]  # padded: 甲 县 人 民 政 府
            if p.role != "body" or not _SIGNED.fullmatch(p.norm):
                break
        names[:0] = [name for printed in line for name in _organs(printed)]
    return "、".join(_SEAL.sub("", name) for name in names) or None


def _from_signature(
    document: Document, part: list[Paragraph], aligned: AlignedText, source: str
) -> None:
    title = next((p for p in part if p.role == "title"), None)
    if document.title is None:
        _title_of_page(document, part, aligned)
    for i, p in enumerate(part):
        others = title is not None and _AND_OTHERS.search(title.norm) is not None
        if p.role == "date" and (document.issuer is None or others):
            signed = _signatories(part, i, aligned, source)
            # 甲市教育局等五部门关于…: who the others are, the signature says
            if document.issuer is None or (signed or "").startswith(document.issuer + "、"):
                document.issuer = signed
    fields: dict[str, str] = {}
    for p in part:
        if p.role == "furniture":
            imprint = _IMPRINT.match(p.norm)
            if imprint:
                fields.setdefault("issuer", imprint[1])
                fields.setdefault("issued", iso_date(p.norm) or "")
            for name, value in _header_fields(p, aligned):
                fields.setdefault(name, value)
    document.doc_number = document.doc_number or fields.get("number")
    issuer = fields.get("issuer")
    if issuer and (document.issuer is None or _short(issuer).endswith(_short(document.issuer))):
        document.issuer = issuer  # of 市政府办公厅 in the title the head says which city's
    document.issued_on = (
        document.issued_on or fields.get("issued") or fields.get("published") or None
    )


def _short(organ: str) -> str:
    return organ.replace("人民政府", "政府")


def _title_of_page(document: Document, part: list[Paragraph], aligned: AlignedText) -> None:
    """A text that is printed without its title may have it in the head of its page (名称：…)."""
    for p in part:
        for field in _FIELD.finditer(p.norm) if p.role == "furniture" else ():
            value = field["value"].rstrip("|")
            found = _KIND.search(value)
            if field["label"] in _TITLE_LABELS and found and len(value) >= 8:
                at = p.at + field.start("value")
                document.title = aligned.clean[at : at + len(value)]
                document.title_span = aligned.span(at, at + len(value))
                document.kind = _NOUN_KINDS[found[1]]
                issuer = _TITLE_ISSUER.match(value)
                document.issuer = document.issuer or (issuer[1] if issuer else None)
                return


def _header_fields(p: Paragraph, aligned: AlignedText) -> Iterator[tuple[str, str]]:
    """What a line of the head of a page says: ``(number, issuer, issued or published, value)``."""
    fields = list(_FIELD.finditer(p.norm))
    if not fields and len(_LABEL_ONLY.findall(p.norm)) > 1:
        fields = list(_FIELD_RUN.finditer(p.norm))
    alone = None if fields else _FIELD_ALONE.match(p.norm)
    for field in [*fields, *([alone] if alone else [])]:
        name = _FIELD_OF[field["label"]]
        if name == "number":
            number = _HEADER_NUMBER.search(field["value"])
            if number:
                at = p.at + field.start("value")
                yield name, aligned.clean[at + number.start() : at + number.end()]
        elif name == "issuer" and regex.fullmatch(r"\p{Han}{4,30}", field["value"]):
            yield name, field["value"]
        elif name in ("issued", "published"):
            date = _HEADER_DATE.match(field["value"])
            on = iso_date(date[0]) if date else None
            if on:
                yield name, on


def _kind_issued(norms: list[str]) -> str | None:
    """The kind of what a notice says it issues, where the text itself has no title."""
    for norm in norms:
        issued = _ISSUED.search(norm)
        if issued:
            found = _KIND.search(issued["marked"] or issued["plain"])
            return _NOUN_KINDS[found[1]] if found else None
    return None


def _place_of_organs(issuer: str) -> places.Division | None:
    """The place of the first issuer; a zone that issues together with a district is of that."""
    first, *others = issuer.split("、")
    place = places.place_of_issuer(first)
    if place is not None and others and _ZONE_ORGAN.search(first):
        for other in others:
            below = None if _ZONE_ORGAN.search(other) else places.place_of_issuer(other)
            if below is not None and below.parent == place.code:
                return below
    return place or places.place_of_issuer(issuer)


def _bare_title(title: str) -> str:
    """A title without the brackets at its end and the signs that differ between two prints."""
    return regex.sub(r"(?:（[^（）]*）)+$|[\s《》“”]", "", fold(title))


def _announces(document: Document) -> bool:
    """Whether it is of a kind that may issue what follows it."""
    return document.kind == "notice" or _ANNOUNCES.search(document.title or "") is not None


def _relate(parts: list[tuple[Document, list[Paragraph]]], source: str) -> None:
    """Let what a notice issues, and annexes, inherit from it and point to it."""
    head: int | None = None
    covers = False
    cited: set[str] = set()
    for i, (document, part) in enumerate(parts):
        annex = part[0].role == "annex"
        first = parts[head][0] if head is not None else None
        own_group = document.issuer is not None and _TITLE_ISSUER.match(
            next((p.norm for p in part if p.role == "title"), "")
        )
        named = _bare_title(document.title or "") in cited
        if first is None or (not annex and (own_group or not (covers or named))):
            head = i
            issues = any(_issues(p.norm) for p in part)
            if document.title is None and issues:
                document.kind = "notice"
            cited = {
                _bare_title(m[1])
                for p in part[:NOTICE_LENGTH]
                for m in _CITED_TITLE.finditer(p.norm)
                if _announces(document)
            }
            covers = _announces(document) and (issues or bool(_COVERS.search(document.title or "")))
            continue
        document.covering = head
        if document.title is None and document.kind == "other" and not annex:
            document.kind = _kind_issued([p.norm for p in parts[head or 0][1]]) or document.kind
    groups: dict[int, list[int]] = {}
    for i, (document, _) in enumerate(parts):
        groups.setdefault(i if document.covering is None else document.covering, []).append(i)
    for members in groups.values():
        first = parts[members[0]][0]
        for i in members[1:]:
            document = parts[i][0]
            # A notice cut off before its signature is named by the imprint at the end.
            if first.issuer is None and document.issuer is not None:
                first.issuer = document.issuer
        for i in members[1:]:
            document = parts[i][0]
            document.issuer = first.issuer
            if first.issued_on is not None:
                document.issued_on = first.issued_on
            elif document.kind == "roster":
                document.issued_on = None
        text = source[first.start : parts[members[-1]][0].end]
        place = (
            (_place_of_organs(first.issuer) if first.issuer else None)
            or next(
                (d for i in members if (d := places.place_of_issuer(parts[i][0].title or ""))), None
            )
            or (
                places.province_of_mentions(text)
                if _BY_PROVINCE.search(text)
                else places.place_of_mentions(text)
            )
            or (
                # 自治区关于…的意见, 省政府…: the province that the text names
                places.province_of_mentions(text)
                if any(_OF_PROVINCE.match(parts[i][0].title or "") for i in members)
                else None
            )
        )
        rank = _RANK_ONLY.match(first.issuer or "")
        if place is not None and rank and place.name.endswith(rank[1]):
            first.issuer = place.name + (first.issuer or "")[1:]  # 市人民政府办公室
        for i in members:
            document = parts[i][0]
            if rank and document.issuer and document.issuer.startswith(rank[0]):
                document.issuer = first.issuer
            document.city_code = place.code if place else None
            own = places.place_of_issuer(document.title or "") if document.issuer is None else None
            if own is not None:
                document.city_code = own.code
