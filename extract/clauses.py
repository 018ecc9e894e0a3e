"""Paragraphs of a document become its clause tree.

Level goes by function, not by form: a marker that goes on with the numbers of a
sibling is a sibling whatever its brackets (（2） after （一）), one that stands under
an article is an item whatever it looks like, and Markdown depth means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.lexicon import alternation, load
from extract.models import Clause
from extract.paragraphs import NUMBER_LINE, RUNNING, Paragraph
from extract.patterns import pattern
from extract.text import AlignedText

_CLOSING = regex.compile("^" + alternation(load("documents")["closing"]["starts"]))
_ORGAN_END = regex.compile(
    r"(?:人民政府|办公室|办公厅|委员会|管委会|[\p{Han}]{2,}(?:局|厅|部|委|院|办|中心|公司|总队|支行|银行|领导小组|指挥部|联合会|协会))(?:（(?:代章|章|盖章)）)?$"
)
_RANKS = {"chapter": 1, "section": 2, "article": 3, "item": 4}
_FORMS = {
    "unit_编": "chapter", "unit_章": "chapter", "unit_节": "section", "unit_条": "article",
    "han": "chapter", "paren_han": "section", "arabic": "article",
}  # fmt: skip
_BRACKETED = ("paren_han", "paren_arabic", "half_paren")
_NAMES = {rank: name for name, rank in _RANKS.items()}

# A heading names a subject: it holds no quantity and is no sentence about who does what.
_QUANTITY = regex.compile(r"\d+(?:\.\d+)?(?:%|[万亿]?元|月|个|家|名|人|项|户|平方米|亩)|百分之")
_SENTENCE_START = regex.compile(
    r"^(?:对|按|每|本|该|由|经|在|为(?!民|企)|自|凡|从|根据|依据|按照|同时|其中|此外|另外|以上|上述|具体|有关|各|我市|全市|到\d|力争|鼓励有条件的|符合|申请|申报|享受|对于|如|若|除|已)"
)
_SENTENCE_INSIDE = regex.compile(
    r"(?:会同|负责|牵头)|制定.{0,8}(?:细则|办法|指南)|给予.*(?:奖|补|支持$)|不得|予以|应当|可以|必须|是指"
)
_FIRST_SENTENCE = regex.compile(r"[^。；！？]*")
_LABEL = regex.compile(r"^[\p{Han}“”、]{2,14}：")
_ANNOUNCES = regex.compile(r"下列|以下|如下|[应须]|包括|的：")
BRACKET_HEADING = regex.compile(r"（([\p{Han}、“”]{2,20})）")
_ANNEX_LIST = regex.compile(r"附件?[：:]?\d{0,2}[.：]")
_HAN_ONLY = regex.compile(r"[一二三四五六七八九十百]+$")
MAX_RUN_IN = 32
MAX_HEADING = 60


@dataclass(slots=True)
class _Open:
    """A clause on the stack of open ones."""

    index: int
    style: str
    ordinal: int
    rank: int


def build_clauses(
    paragraphs: list[Paragraph],
    aligned: AlignedText,
    source: str,
    document: int,
    span: tuple[int, int],
    first: int,
) -> tuple[list[Clause], list[Paragraph]]:
    """The clauses of one document.

    :param span: source span of the document.
    :param first: index that the first clause will have in ``Extraction.clauses``.
    :returns: clauses in the order of the text, and for each the paragraph whose text
        is its own. A printed title is the root, and spans the document.
    """
    return _Builder(paragraphs, aligned, source, document, span, first).build()


class _Builder:
    def __init__(
        self,
        paragraphs: list[Paragraph],
        aligned: AlignedText,
        source: str,
        document: int,
        span: tuple[int, int],
        first: int,
    ) -> None:
        self.paragraphs = paragraphs
        self.aligned = aligned
        self.source = source
        self.document = document
        self.span = span
        self.first = first
        self.clauses: list[Clause] = []
        self.own: list[Paragraph] = []
        self.stack: list[_Open] = []
        self.root: int | None = None
        self.decimal = self._decimal_levels()
        self.counts: dict[tuple[int | None, str], int] = {}

    def build(self) -> tuple[list[Clause], list[Paragraph]]:
        title = next((i for i, p in enumerate(self.paragraphs) if p.role == "title"), None)
        if title is not None:
            p = self.paragraphs[title]
            text = self.aligned.clean[p.at : p.to]
            self.root = self.first
            self._add(p, None, "title", None, text, "标题", self.span)
        listed = False  # 附件：1.… and the lines below it name annexes
        for i, p in enumerate(self.paragraphs):
            if i == title:
                continue
            span = (p.start, p.end) if self.root is not None else p.outer
            listed = (listed and p.marker is not None and "。" not in p.norm) or bool(
                _ANNEX_LIST.match(p.norm)
            )
            if p.marker is not None and p.role != "furniture" and not listed:
                self._marked(p, span, self._next(i))
            else:
                self._unmarked(p, span, i)
        self._close_spans()
        return self.clauses, self.own

    def _next(self, i: int) -> Paragraph | None:
        return self.paragraphs[i + 1] if i + 1 < len(self.paragraphs) else None

    def _add(
        self, p: Paragraph, parent: int | None, level: str, marker: str | None, heading: str | None,
        citation: str, span: tuple[int, int], heading_end: int = 0,
    ) -> int:  # fmt: skip
        index = self.first + len(self.clauses)
        self.clauses.append(
            Clause(
                self.document, parent, len(self.clauses) + 1, level, marker, heading,
                self.aligned.clean[p.at : p.to], citation, span[0], span[1],
                heading_end=self.aligned.position(p.at + heading_end - 1) + 1 if heading_end else span[0],
            )
        )  # fmt: skip
        self.own.append(p)
        for start, end in p.inner_furniture:
            text = self.source[start:end]
            self.clauses.append(
                Clause(
                    self.document,
                    index,
                    len(self.clauses) + 1,
                    "furniture",
                    None,
                    None,
                    text,
                    "页码",
                    start,
                    end,
                    heading_end=start,
                )
            )
            self.own.append(Paragraph(start, end, 0, 0, "", (start, end), None, "furniture"))
        return index

    # Marked clauses

    def _decimal_levels(self) -> bool:
        """Whether the document numbers its chapters 1, 1.1, 1.1.1."""
        styles = [p.marker.style for p in self.paragraphs if p.marker]
        return (
            "han" not in styles
            and "paren_han" not in styles
            and any(s.startswith("decimal") for s in styles)
        )

    def _marked(self, p: Paragraph, span: tuple[int, int], following: Paragraph | None) -> None:
        marker = p.marker
        assert marker is not None
        style, ordinal = marker.style, marker.ordinal
        at = next(
            (k for k in range(len(self.stack) - 1, -1, -1) if self.stack[k].style == style), None
        )
        if at is None:
            at = self._sibling_in_other_brackets(style, ordinal)
        if at is not None:
            rank = self.stack[at].rank
            style = self.stack[at].style
            del self.stack[at:]
        else:
            rank = self._rank(style)
            if style in ("unit_编", "unit_章", "han"):
                keep = next(
                    (k for k, o in enumerate(self.stack) if o.rank >= rank), len(self.stack)
                )
                del self.stack[keep:]
            elif style == "unit_条":
                del self.stack[
                    next(
                        (k for k, o in enumerate(self.stack) if not o.style.startswith("unit_")),
                        len(self.stack),
                    ) :
                ]
            elif self.stack:
                rank = min(max(rank, self.stack[-1].rank + 1), _RANKS["item"])
        parent = self.stack[-1].index if self.stack else self.root
        length = marker.length
        end, heading_end = self._heading_of_marked(p.norm, length, following)
        heading = (
            self.aligned.clean[p.at + length : p.at + end].strip() or None if end > length else None
        )
        if heading and BRACKET_HEADING.fullmatch(p.norm, length, end):
            heading = heading[1:-1]
        printed = self.aligned.clean[p.at : p.at + length]
        citation = self._citation_of(parent, p.norm[:length], style)
        index = self._add(
            p, parent, _NAMES[rank], printed, heading, citation, span, heading_end or length
        )
        self.stack.append(_Open(index, style, ordinal, rank))

    def _sibling_in_other_brackets(self, style: str, ordinal: int) -> int | None:
        """（2） right after （一） goes on with its numbers."""
        if ordinal < 2 or style not in _BRACKETED:
            return None
        for k in range(len(self.stack) - 1, -1, -1):
            if self.stack[k].ordinal == ordinal - 1 and self.stack[k].style in _BRACKETED:
                return k
        return None

    def _rank(self, style: str) -> int:
        if style.startswith("decimal") or (style == "arabic" and self.decimal):
            depth = int(style[7:]) if style.startswith("decimal") else 1
            if self.decimal:
                return min(depth, _RANKS["item"])
            return _RANKS["article"] if depth == 2 and not self.stack else _RANKS["item"]
        return _RANKS[_FORMS.get(style, "item")]

    def _citation_of(self, parent: int | None, marker: str, style: str) -> str:
        above = self._above(parent)
        text = marker.strip("、.： ")
        if style in ("dash", "bullet"):
            text = f"第{self._count(parent, '项')}项"
        if style == "unit_条":
            return text  # articles are numbered through the document
        return above + (("." if above[-1:].isdigit() and text[0].isdigit() else "") + text)

    def _above(self, parent: int | None) -> str:
        """The citation that one below it begins with."""
        if parent is None or parent == self.root:
            return ""
        citation = self.clauses[parent - self.first].citation
        return citation + "、" if _HAN_ONLY.match(citation) else citation

    def _count(self, parent: int | None, what: str) -> int:
        self.counts[parent, what] = n = self.counts.get((parent, what), 0) + 1
        return n

    @staticmethod
    def _heading_of_marked(norm: str, length: int, following: Paragraph | None) -> tuple[int, int]:
        """``(end of the heading, end with its closing mark)``; 0, 0 where there is none."""
        bracket = BRACKET_HEADING.match(norm[length:])
        if norm.startswith("第") and "条" in norm[:length]:
            # An article opens with its text; only a title in brackets, or alone on its line, is a heading.
            if bracket and length + bracket.end() < len(norm):
                return length + bracket.end(), length + bracket.end()
            alone = len(norm) - length <= 12 and not pattern(r"[，。；：]|的$").search(
                norm[length:]
            )
            return (len(norm), len(norm)) if alone and len(norm) > length else (0, 0)
        match = _FIRST_SENTENCE.match(norm, length)
        assert match is not None
        end = match.end()
        text = norm[length:end]
        if end >= len(norm):  # the line is all heading
            label = _label(text)
            if label:
                return length + label - 1, length + label
            fits = (
                2 <= len(text) <= MAX_HEADING
                and text[-1] not in "，：、"
                and not _is_sentence(text, 45)
            )
            return (end, end) if fits else (0, 0)
        if norm[end] != "。":
            label = _label(text)
            return (length + label - 1, length + label) if label else (0, 0)
        label = _label(text)
        if label:
            return length + label - 1, length + label
        alone = end + 1 >= len(norm)
        limit = 28 if alone else 44
        if (
            2 <= len(text) <= limit
            and not _is_sentence(text, limit)
            and not (alone and following is None)
        ):
            return end, end + 1
        return 0, 0

    # Unmarked paragraphs

    def _unmarked(self, p: Paragraph, span: tuple[int, int], i: int) -> None:
        if p.role == "furniture":
            # Between the parts of a clause it lies inside that clause, after the last of them it does not.
            inside = self.stack and any(
                q.role in ("body", "roster") for q in self.paragraphs[i + 1 :]
            )
            above = self.stack[-1].index if inside else self.root
            if not inside:
                self.stack.clear()
            self._add(
                p, above, "furniture", None, None, self._unmarked_citation(self.root, "页面"), span
            )
            return
        if p.role == "date" or self._is_signature(p, i):
            self.stack.clear()
            self._add(
                p,
                self.root,
                "signature",
                None,
                None,
                self._unmarked_citation(self.root, "落款"),
                span,
            )
            return
        if self.stack and _CLOSING.match(p.norm):
            self.stack.clear()
        parent = self.stack[-1].index if self.stack else self.root
        end = run_in_heading(p.norm) if p.role == "body" and self.stack else 0
        heading = self.aligned.clean[p.at : p.at + end] if end else None
        self._add(
            p,
            parent,
            "paragraph",
            None,
            heading,
            self._unmarked_citation(parent, "段"),
            span,
            end + 1 if end else 0,
        )

    def _unmarked_citation(self, parent: int | None, what: str) -> str:
        n = self._count(parent, what)
        if what == "段":
            return f"{self._above(parent)}第{n}段"
        return f"{what}{n}" if n > 1 else what

    def _is_signature(self, p: Paragraph, i: int) -> bool:
        if (
            p.role != "body"
            or len(p.norm) > 60
            or RUNNING.search(p.norm)
            or not _ORGAN_END.search(p.norm)
        ):
            return False
        following = self._next(i)
        while (
            following is not None
            and following.role == "body"
            and len(following.norm) <= 60
            and _ORGAN_END.search(following.norm)
            and i + 2 < len(self.paragraphs)
        ):
            i += 1
            following = self._next(i)
        return following is not None and following.role == "date"

    def _close_spans(self) -> None:
        """Let each clause span its descendants."""
        for clause in reversed(self.clauses):
            if clause.parent is not None:
                parent = self.clauses[clause.parent - self.first]
                parent.end = max(parent.end, clause.end)


def _label(text: str) -> int:
    """Length of a heading that ends in a colon (支持对象：…), 0 where there is none."""
    match = _LABEL.match(text)
    if match is None or _ANNOUNCES.search(match[0]):
        return 0
    return match.end()


def run_in_heading(norm: str) -> int:
    """Length of the heading that an unmarked paragraph opens with, 0 where it has none.

    A run-in heading is a short first sentence that names the measure (培育各类平台。)
    and is followed by the text.
    """
    match = _FIRST_SENTENCE.match(norm)
    assert match is not None
    end = match.end()
    if end + 1 >= len(norm) or norm[end] != "。" or not 4 <= end <= MAX_RUN_IN:
        return 0
    return 0 if "，" in norm[:end] or _is_sentence(norm[:end], MAX_RUN_IN) else end


def _is_sentence(text: str, limit: int) -> bool:
    """Whether words are a sentence that says something rather than a heading."""
    return bool(
        len(text) > limit
        or text.count("，") > 1
        or _QUANTITY.search(text)
        or _SENTENCE_START.match(text)
        or _SENTENCE_INSIDE.search(text)
        or NUMBER_LINE.match(text)
    )
