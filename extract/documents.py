"""Paragraphs of a source become documents, with what their titles, numbers,
signatures and dates say of them.
"""

from __future__ import annotations

import itertools

import regex

from extract import places
from extract.lexicon import alternation, load
from extract.models import Document
from extract.numerals import parse_number
from extract.paragraphs import NUMBER_LINE, Paragraph
from extract.text import AlignedText

_WORDS = load("documents")
_NOUN_KINDS = {noun: kind for kind, nouns in _WORDS["kinds"].items() for noun in nouns}
_KIND = regex.compile(rf"({alternation(_NOUN_KINDS)})(?:（[^（）]*）|[”“])*$")
_DRAFT = regex.compile(alternation(_WORDS["draft"]["words"]))
_COVERS = regex.compile(alternation(_WORDS["covering"]["verbs"]))
_ORGAN = r"\p{Han}{2,30}?(?:人民政府|办公室|办公厅|委员会|管委会|管理局|局|厅|部|委|院|党组)"
_TITLE_ISSUER = regex.compile(
    rf"^({_ORGAN}(?:[、 　]?{_ORGAN}){{0,9}})(?=(?:印发|转发|批转)?(?:关于|《))"
)
_ISSUES = regex.compile(
    rf"现(?:将|予|就)?.{{0,200}}{alternation(_WORDS['covering']['verbs'])}|{alternation(_WORDS['covering']['verbs'])}给"
)
_IMPRINT = regex.compile(rf"^({_ORGAN})(?=\d{{4}}年)")
_DATE = regex.compile(
    r"(\d{4}|[〇○零一二三四五六七八九]{4})[-/.年](?:(\d{1,2}|[一二三四五六七八九十]{1,3})(?:[-/.月]|$))?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|(?!\d)))?"
)
_NUMBER = regex.compile(r"\p{Han}{1,12}（\d{4}）第?\d{1,5}号|(?:\p{Han}{0,20}令)?第\d{1,5}号令?")
# The head of a page may give several of these in one line (来源：… 发布日期：2025-06-11).
_HEADER_NUMBER = regex.compile(
    r"(?:发文字号|文号|文件编号|规范性文件编号)：(\p{Han}{1,12}（\d{4}）\d{1,5}号|[A-Z]{2,6}\d*-\d{4}-\d+|.+$)"
)
_HEADER_DATE = regex.compile(
    r"(?:成文|印发|发文|发布|签发)(?:日期|时间)：(?P<on>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})"
)
_HEADER_ISSUER = regex.compile(
    r"(?:发文机关|发文单位|发布机构|制定机关)：(\p{Han}{4,30})(?=$|\P{Han})"
)
HEAD_LINES = 6


def iso_date(text: str) -> str | None:
    """The date that a text begins with as ISO text, as precise as it is printed.

    >>> iso_date("2021年9月24日"), iso_date("二〇二一年十月"), iso_date("2021年月日")
    ('2021-09-24', '2021-10', '2021')
    """
    match = _DATE.search(text)
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
    bounds = [*sorted(set(starts)), len(paragraphs)]
    # What stands before the first title is its letterhead, unless it is a text of its own.
    if (
        len(bounds) > 2
        and bounds[1] < 12
        and not any(
            p.marker or len(p.norm) > 60 or p.role == "title" for p in paragraphs[: bounds[1]]
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
    while i > 0 and (
        NUMBER_LINE.match(paragraphs[i - 1].norm) or paragraphs[i - 1].role == "annex"
    ):
        i -= 1
    return i


def _describe(part: list[Paragraph], aligned: AlignedText, source: str, seq: int) -> Document:
    title = next((p for p in part if p.role == "title"), None)
    document = Document(seq, "other", part[0].outer[0], part[-1].outer[1])
    if title is not None:
        at, to = title.at, title.to
        if title.norm.startswith("《") and title.norm.endswith("》"):
            at, to = at + 1, to - 1
        document.title = aligned.clean[at:to]
        document.title_span = aligned.span(at, to)
        found = _KIND.search(aligned.norm[at:to])
        if found:
            document.kind = _NOUN_KINDS[found[1]]
        issuer = _TITLE_ISSUER.match(title.norm)
        if issuer:
            document.issuer = aligned.clean[title.at : title.at + len(issuer[1])]
            # Two issuers stand on lines of their own, or apart.
            names = source[title.start : aligned.position(title.at + len(issuer[1]))].split()
            if len(names) > 1 and all(regex.fullmatch(_ORGAN, name) for name in names):
                document.issuer = "、".join(names)
    if document.kind == "roster" and not any(p.role == "roster" for p in part):
        document.kind = (
            "other" if title is None or not title.norm.endswith(("名单", "人员")) else "roster"
        )
    head = part[: part.index(title) + HEAD_LINES] if title is not None else part[:HEAD_LINES]
    document.is_draft = any(
        _DRAFT.search(p.norm) for p in head if p.role == "title" or (len(p.norm) < 16)
    )
    for p in head:
        if NUMBER_LINE.match(p.norm):
            number = _NUMBER.search(p.norm)
            if number and document.doc_number is None:
                document.doc_number = aligned.clean[p.at + number.start() : p.at + number.end()]
        elif p.role == "furniture":
            header = _HEADER_NUMBER.search(p.norm)
            if header and document.doc_number is None:
                document.doc_number = header[1].strip()
    dates = [p for p in part if p.role == "date"]
    if dates:
        document.issued_on = iso_date(dates[-1].norm)
    _from_signature(document, part, aligned)
    return document


def _from_signature(document: Document, part: list[Paragraph], aligned: AlignedText) -> None:
    for i, p in enumerate(part):
        if p.role == "date" and document.issuer is None and i and part[i - 1].role == "body":
            text = part[i - 1].norm
            if 4 <= len(text) <= 40 and regex.fullmatch(_ORGAN, text):
                document.issuer = aligned.clean[part[i - 1].at : part[i - 1].to]
        if p.role == "furniture":
            imprint = _IMPRINT.match(p.norm)
            if imprint and document.issuer is None:
                document.issuer = imprint[1]
            header = _HEADER_ISSUER.search(p.norm)
            if header and document.issuer is None:
                document.issuer = header[1]
            date = _HEADER_DATE.search(p.norm)
            if document.issued_on is None and (date or imprint):
                document.issued_on = iso_date(date["on"] if date else p.norm)


def _relate(parts: list[tuple[Document, list[Paragraph]]], source: str) -> None:
    """Let what a notice issues, and annexes, inherit from it and point to it."""
    head: int | None = None
    covers = False
    for i, (document, part) in enumerate(parts):
        annex = part[0].role == "annex"
        first = parts[head][0] if head is not None else None
        own_group = document.issuer is not None and _TITLE_ISSUER.match(
            next((p.norm for p in part if p.role == "title"), "")
        )
        if first is None or (not annex and (own_group or not covers)):
            head = i
            issues = any(_ISSUES.search(p.norm) for p in part)
            if document.title is None and issues:
                document.kind = "notice"
            covers = document.kind == "notice" and (
                issues or bool(_COVERS.search(document.title or ""))
            )
            continue
        document.covering = head
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
        place = (
            (places.place_of_issuer(first.issuer) if first.issuer else None)
            or next(
                (d for i in members if (d := places.place_of_issuer(parts[i][0].title or ""))), None
            )
            or places.place_of_mentions(source[first.start : parts[members[-1]][0].end])
        )
        for i in members:
            document = parts[i][0]
            document.city_code = place.code if place else None
            own = places.place_of_issuer(document.title or "") if document.issuer is None else None
            if own is not None:
                document.city_code = own.code
