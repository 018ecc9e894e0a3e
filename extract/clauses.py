"""Paragraphs of a document become its clause tree.

Level goes by function, not by form: a marker that goes on with the numbers of a
sibling is a sibling whatever its brackets (（2） after （一）), one that stands under
an article is an item whatever it looks like, and Markdown depth means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex
import rjieba

from extract.lexicon import alternation, load
from extract.lines import CHAPTER_NAME, FIRST_LABEL, LONE_HEAD, RUNNING, Paragraph
from extract.models import Clause
from extract.patterns import pattern
from extract.text import AlignedText
from extract.titles import is_number_line

_WORDS = load("documents")
# 一、指导思想以习近平…: the usual headings are known where nothing parts them from the text.
# （一）地区生产总值增长7%以上, with what belongs to it in the lines below
_GOAL_HEADING = regex.compile(
    r"(?!力争|确保|到20)[\p{Han}、（）]{4,24}\d[\d.]*[万亿]?[%\p{Han}]{1,6}(?:以上|左右)?"
)
# 1.培育30家左右特色集聚区。依托…: a heading where a sentence explains it.
_COUNT_HEADING = regex.compile(
    r"(?!力争|确保|到20|对|每|给予|按)\p{Han}{2,16}?\d[\d.]*万?(?:[家所条处座项名]|个(?!月))(?:左右|以上)?[\p{Han}、“”]{3,20}。"
    r"(?!（?(?:责任|牵头|配合|完成|主办))[^。；]{24,}[。；]"
)
_USUAL = regex.compile(
    rf"{alternation(_WORDS['chapters']['usual'])}"
    r"(?=以(?!及)|为(?!主|民)|到20\d\d年|20\d\d年|深入|认真|全面|坚持|按照|围绕|贯彻|高举|通过|根据|紧紧|一是|（一）|1[.、]|①|本(?:办法|政策|措施|意见|细则|规定|方案)|符合|全[省市县区州]|凡|对(?!象|接|口|外|于?不)|具[有备]|依法|申请人)"
)
# 第三条 自持奖励对…的企业: what is given names the article, nothing parts it from its text.
_SUPPORT_HEADING = regex.compile(
    r"(?!给予|享受|申请|申报|获|发放|按|对|由|将|符合)\p{Han}{2,4}(?:奖励|补贴|补助|奖补|资助|补偿|贴息)(?=对(?!象|接|标|外|口|应|比)\p{Han}|凡(?!是?的))"
)
# 一、鼓励出口，扶优扶强，保持外贸平稳增长: what is done, in a line of its own
_PARALLEL = regex.compile(
    r"(?!对|凡|按|每|给予|各|由|为|经|在)[\p{Han}、“”]{2,12}(?:，(?!对|凡|按|每|给予|各|由|为|经|在|可|应|并)[\p{Han}、“”]{2,14}){1,3}"
)
_CHAPTER_FIRST = frozenset("一二三四五六七八九十（")
_SUPPLEMENTARY = frozenset(_WORDS["closing"]["headings"])
_CLOSING = regex.compile("^" + alternation(_WORDS["closing"]["starts"]))
_ORGAN_END = regex.compile(
    rf"\p{{Han}}{{2}}{alternation(_WORDS['organs']['ends'])}(?:（{alternation(_WORDS['organs']['seals'])}）)?$"
)
_RANKS = {"chapter": 1, "section": 2, "article": 3, "item": 4}
_PART = 0  # 第一编, the chapter that holds chapters
_FORMS = {
    "unit_章": "chapter", "unit_节": "section", "unit_条": "article",
    "han": "chapter", "paren_han": "section", "arabic": "article",
}  # fmt: skip
LONGEST_LONE_HEAD = 20
_CHAPTERS = ("unit_编", "unit_章", "unit_条", "han")
_NAMED = "named"  # the style of a chapter without a marker (附则)
_BRACKETED = ("paren_han", "paren_arabic", "half_paren")
_NAMES = {rank: name for name, rank in _RANKS.items()} | {_PART: "chapter"}

# A heading names a subject: it holds no quantity and is no sentence about who does what.
_QUANTITY = regex.compile(r"\d+(?:\.\d+)?(?:%|[万亿]?元|月|个|家|名|人|项|户|平方米|亩)|百分之")
_SENTENCE_START = regex.compile(
    r"^(?:对(?!外|接|口|标)|按|每|本(?!土|地|科)|该|由|经(?!济|费|营|贸|开|信|销)|在(?!线|建|校|职|岗)|为(?!民|企|老)|自(?!主|贸|然|动|助|由|治|费|有|行|驾)|凡|从(?!业)|根据|依据|按照|同时|其中|此外|另外|以上|上述|具体|有关|各(?![类项])|(?:\d{4}年|\d{1,2}月)\p{Han}{0,2}前|我市|全市|到\d|力争|鼓励有条件的|符合|申请|申报|享受|对于|如|若|除|已|具[有备]|拥有|没有|未(?!来|成年)|能够)"
)
_SENTENCE_INSIDE = regex.compile(
    r"(?:会同|负责|牵头)|制定.{0,8}(?:细则|办法|指南)|给予.*(?:奖|补|支持$)|不得|予以|应当|可以|必须|是指"
)
_PREDICATES = frozenset(_WORDS["predicates"]["words"])
_LIGHT = frozenset(_WORDS["predicates"]["light"])
# What the words 申报, 享受, 对 … make no sentence of.
_NAMED_SUBJECT = regex.compile(
    r"对[^，。；：]{2,30}的(?:政策)?(?:扶持|支持|奖励|补助|补贴|资助|奖补|管理|服务|监督|监管|考核|评价|处罚|处理|帮扶)(?:政策|措施|办法|标准)?"
    r"|(?:申请|申报|享受|有关|具体|符合)(?:(?![应须需下列])\p{Han}){0,20}(?:条件|材料|程序|流程|对象|范围|时间|要求|主体|方式|标准|资料|期限|说明|规定|事项|要件|渠道)"
)
# 第二条 支持创投机构发展。 over （一）, （二）
_DEED_HEADING = regex.compile(
    r"(?:支持|鼓励|推[动进]|加[强快大]|强化|促进|优化|提升|完善|健全|壮大|做[大强优]|打造|培育|引导|深化|拓展|保障|降低|发展)\p{Han}{2,16}$"
)
# What 可 makes no predicate of.
_ABLE = regex.compile(r"可(?=持续|再生|视化|追溯|复制|降解|回收|循环|穿戴)")
_FIRST_SENTENCE = regex.compile(r"[^。；！？]*")
_UNIT_BRACKET = regex.compile(
    rf"(?P<heading>[^。；！？，：（]{{2,40}})(?=（{alternation(_WORDS['unit_labels']['words'])}{alternation(_WORDS['unit_labels']['nouns'])}?：)"
)
_TRAILING_BRACKET = regex.compile(r"（[^（）]*）$")
_WIDE_GAP = regex.compile(
    r"[^\S\r\n\f\v]*(?:\u3000|[^\S\r\n\f\v]{2})[^\S\r\n\f\v]*|[^\S\r\n\f\v](?=对|凡|按|经)"
)
_LONE_SPACE = regex.compile(r"(?<=\p{Han})[^\S\r\n\f\v](?=\p{Han})")
_LABEL = regex.compile(r"^[\p{Han}“”、]{2,20}(?:（[\p{Han}\d]{1,3}）)?：")
_ANNOUNCES = regex.compile(r"下列|以下|如下|[应须]|包括|的：")
BRACKET_HEADING = regex.compile(r"（([\p{Han}、“”]{2,20})）")
_ANNEX_LIST = regex.compile(r"附件?[：:]?\d{0,2}[.：]")
_PLAIN_HEAD = regex.compile(r"[\p{Han}“”、]{4,32}")
_HAN_ONLY = regex.compile(r"[一二三四五六七八九十百]+$")
MAX_RUN_IN = 32
MAX_LABEL = 15
"""Characters before which a colon ends a label whatever its words are."""
MAX_HEADING = 60
MAX_SIGNATURE = 60
MAX_NAME = 8
"""Words alone on their line after a marker that can say no more than a name (申报条件)."""


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
        self.numbered = any(q.marker and q.marker.style in _CHAPTERS for q in self.paragraphs)
        """Whether the document numbers its chapters or articles."""
        self.signs = self._signatures()

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
                following = self.paragraphs[i + 1].marker if i + 1 < len(self.paragraphs) else None
                opens = (
                    following is not None
                    and following.ordinal == 1
                    and following.style != p.marker.style
                )
                self._marked(p, span, opens)
            else:
                self._unmarked(p, span, i)
        self._close_spans()
        return self.clauses, self.own

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

    def _marked(self, p: Paragraph, span: tuple[int, int], opens: bool) -> None:
        """Add a marked clause; ``opens``: the first of a list stands right below it."""
        marker = p.marker
        assert marker is not None
        style, ordinal = marker.style, marker.ordinal
        at = self._sibling(style, ordinal)
        listed = False
        if at is not None:
            listed = self.own[self.stack[at].index - self.first].norm.endswith("；")
            rank = self.stack[at].rank
            style = self.stack[at].style
            del self.stack[at:]
        else:
            rank = self._rank(style)
            if not self._begins_a_list(style, ordinal):
                self._close(rank)
            elif self.stack:
                rank = min(max(rank, self.stack[-1].rank + 1), _RANKS["item"])
        parent = self.stack[-1].index if self.stack else self.root
        length = marker.length
        end, heading_end = self._heading_of_marked(
            p.norm, length, self._gap(p, length), listed, opens
        )
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

    def _sibling(self, style: str, ordinal: int) -> int | None:
        """The open clause whose list this one goes on with."""
        same = [k for k in range(len(self.stack) - 1, -1, -1) if self.stack[k].style == style]
        if not same:
            return self._sibling_in_other_brackets(style, ordinal)
        if ordinal == 1 and style != "unit_条" and self.stack[-1].style == "unit_条":
            return None  # （一） below an article under （一） is a list of that article
        return next((k for k in same if self.stack[k].ordinal == ordinal - 1), same[0])

    def _sibling_in_other_brackets(self, style: str, ordinal: int) -> int | None:
        """（2） right after （一） goes on with its numbers."""
        if ordinal < 2 or style not in _BRACKETED:
            return None
        for k in range(len(self.stack) - 1, -1, -1):
            if self.stack[k].ordinal == ordinal - 1 and self.stack[k].style in _BRACKETED:
                return k
        return None

    def _begins_a_list(self, style: str, ordinal: int) -> bool:
        """Whether a marker opens a list inside what is open, rather than the next part of the text."""
        if style.startswith("unit_"):
            return False  # 第X章, 第X条 stand where their own rank says
        if style == "paren_han" and ordinal > 1:
            return False  # goes on with a list that began before: 21. （二） 22.
        if style != "han":
            return True
        if self.stack and self.stack[-1].style in ("unit_章", "unit_节"):
            return True  # 四、 right below 第二章, where 第一章 ended with 三、
        # 一、 under an article, a 第一章 or an unnumbered 附则
        return ordinal == 1 and any(
            o.style.startswith("unit_") or o.style == _NAMED for o in self.stack
        )

    def _close(self, rank: int) -> None:
        """Close what is not above a rank."""
        del self.stack[
            next((k for k, o in enumerate(self.stack) if o.rank >= rank), len(self.stack)) :
        ]

    def _gap(self, p: Paragraph, length: int) -> int:
        """Where wide space sets the first words after the marker apart, 0 where it does not."""
        if len(p.norm) < length + 2:
            return 0
        begin = self.aligned.position(p.at + length + 1)
        gap = _WIDE_GAP.search(self.source, begin, min(p.end, begin + MAX_RUN_IN))
        if gap:
            for i in range(length + 2, min(len(p.norm), length + MAX_RUN_IN + 1)):
                if self.aligned.position(p.at + i) == gap.end():
                    return i
        # 三、资金保障 设立…: one space, where none else parts two characters
        lone = _LONE_SPACE.search(self.source, begin, min(p.end, begin + MAX_NAME))
        if lone and not _LONE_SPACE.search(self.source, lone.end(), p.end):
            for i in range(length + 2, min(len(p.norm), length + MAX_NAME + 1)):
                if self.aligned.position(p.at + i) == lone.end():
                    return i
        return 0

    def _rank(self, style: str) -> int:
        if style.startswith("decimal") or (style == "arabic" and self.decimal):
            depth = int(style[7:]) if style.startswith("decimal") else 1
            if self.decimal:
                return min(depth, _RANKS["item"])
            return _RANKS["article"] if depth == 2 and not self.stack else _RANKS["item"]
        if style.startswith("letter"):  # A. and A1., unless in a list of another chapter
            lettered = any(o.style == "letter" for o in self.stack)
            if style == "letter":
                return _RANKS["chapter" if not self.stack or lettered else "item"]
            above = next((o.rank for o in self.stack if o.style == "letter"), _RANKS["section"])
            return min(above + 1, _RANKS["item"])
        return _PART if style == "unit_编" else _RANKS[_FORMS.get(style, "item")]

    def _citation_of(self, parent: int | None, marker: str, style: str) -> str:
        above = self._above(parent)
        text = marker.strip("、.： ")
        if style in ("dash", "bullet"):
            text = f"第{self._count(parent, '项')}项"
        if style == "unit_条":
            return text  # articles are numbered through the document
        number = pattern(r"[\d.]+$").search(above)
        if number and style.startswith("decimal") and text.startswith(number[0] + "."):
            return above[: number.start()] + text  # 1.1 under 1 says where it stands
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
    def _heading_of_marked(
        norm: str, length: int, gap: int, listed: bool, opens: bool
    ) -> tuple[int, int]:
        """``(end of the heading, end with its closing mark)``; 0, 0 where there is none.

        :param gap: where wide space follows the first words, 0 where none does.
        :param listed: whether it goes on with a list whose members end in ；.
        :param opens: whether the first of a list stands right below it.
        """
        article = norm.startswith("第") and "条" in norm[:length]
        bracket = BRACKET_HEADING.match(norm, length) if article else None
        if bracket and bracket.end() < len(norm):
            return bracket.end(), bracket.end()
        charged = _UNIT_BRACKET.match(norm, length)
        if charged and not _is_sentence(charged["heading"], MAX_RUN_IN):
            return charged.end(), charged.end()
        if (
            gap
            and not pattern(r"[，。；：！？（]").search(norm, length, gap)
            and not _is_sentence(norm[length:gap], MAX_RUN_IN)
            and not _is_statement(norm[length:gap])
        ):
            return gap, gap
        usual = _USUAL.match(norm, length)
        if usual and not article:
            return usual.end(), usual.end()
        support = _SUPPORT_HEADING.match(norm, length)
        if support:
            return support.end(), support.end()
        match = _FIRST_SENTENCE.match(norm, length)
        assert match is not None
        end = match.end()
        text = norm[length:end]
        label = 0 if article else _label(text)
        if label:
            return length + label - 1, length + label
        if end >= len(norm) and not listed:  # the line is all heading
            named = _TRAILING_BRACKET.sub("", text)
            fits = (
                2 <= len(text) <= MAX_HEADING
                and text[-1] not in "，：、"
                and (
                    len(text) <= MAX_NAME
                    or not _is_sentence(named, 45)
                    or (not article and _GOAL_HEADING.fullmatch(text))
                    or _NAMED_SUBJECT.fullmatch(text)
                    or (norm[0] in _CHAPTER_FIRST and _PARALLEL.fullmatch(text))
                )
                and not (article and pattern("[，：]|的$").search(text))
                and not (article and (len(text) > MAX_RUN_IN or _is_statement(text)))
            )
            return (end, end) if fits else (0, 0)
        if end >= len(norm) or norm[end] != "。":
            return 0, 0
        alone = end + 1 >= len(norm)
        limit = 28 if alone or article else 44
        named = _TRAILING_BRACKET.sub("", text) or text  # 实施阶段（3月1日—6月30日）。
        if (
            not 2 <= len(text) <= limit
            or (
                _is_sentence(named, limit)
                and not _NAMED_SUBJECT.fullmatch(text)
                and not (not alone and not article and _COUNT_HEADING.match(norm, length))
                and not (alone and not article and _GOAL_HEADING.fullmatch(text))
            )
            or (alone and listed)
        ):
            return 0, 0
        # An article opens with its text, unless a heading stands before it.
        if article and alone and (LONE_HEAD.match(text) or (opens and _DEED_HEADING.match(text))):
            return end, end + 1  # 第四条 资助内容及标准。
        if (article and alone) or _is_statement(named):
            return 0, 0
        return end, end + 1

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
        if p.role == "date" or self.signs[i]:
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
        if p.role == "body" and (CHAPTER_NAME.match(p.norm) or self._is_lone_head(i)):
            self._close(_RANKS["chapter"])
            parent = self.stack[-1].index if self.stack else self.root
            name = self.aligned.clean[p.at : p.to]
            index = self._add(
                p, parent, "chapter", None, name, self._above(parent) + name, span, len(p.norm)
            )
            self.stack.append(_Open(index, _NAMED, 0, _RANKS["chapter"]))
            return
        if self.stack and (self._closes(p.norm) or _ANNEX_LIST.match(p.norm)):
            self.stack.clear()
        parent = self.stack[-1].index if self.stack else self.root
        inside = bool(self.stack) or _NAMES_MEASURE.match(p.norm) is not None
        end = run_in_heading(p.norm) if p.role == "body" and inside else 0
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

    def _is_lone_head(self, i: int) -> bool:
        """Whether a paragraph is a heading on a line of its own, in a text that numbers no chapters."""
        norm = self.paragraphs[i].norm
        if self.numbered or len(norm) > MAX_RUN_IN or i + 1 == len(self.paragraphs):
            return False
        following = self.paragraphs[i + 1]
        if following.role != "body" or not any(
            q.role == "title" or RUNNING.search(q.norm) for q in self.paragraphs[:i]
        ):
            return False
        if len(norm) <= LONGEST_LONE_HEAD and (
            LONE_HEAD.match(norm)
            and (following.marker is not None or RUNNING.search(following.norm))
        ):
            return True
        # 扛牢粮食安全责任, over （一）; 就业见习补贴, over 政策内容：…
        opens = following.marker is not None and (
            following.marker.style == "paren_han" and following.marker.ordinal == 1
        )
        return _PLAIN_HEAD.fullmatch(norm) is not None and (
            opens
            or (len(norm) <= LONGEST_LONE_HEAD and FIRST_LABEL.match(following.norm) is not None)
        )

    def _closes(self, norm: str) -> bool:
        """Whether a paragraph speaks of the whole document; under an article it is part of that."""
        if not _CLOSING.match(norm) or any(o.style == "unit_条" for o in self.stack):
            return False
        above = self.clauses[self.stack[-1].index - self.first] if self.stack else None
        heading = above.heading if above else None
        if above is not None and above is self.clauses[-1] and above.heading_end >= above.end:
            return False  # 1.2 适用范围: a heading has the text under it
        return not (heading and heading in _SUPPLEMENTARY)

    def _unmarked_citation(self, parent: int | None, what: str) -> str:
        n = self._count(parent, what)
        if what == "段":
            return f"{self._above(parent)}第{n}段"
        return f"{what}{n}" if n > 1 else what

    def _signatures(self) -> list[bool]:
        """For each paragraph whether it is the name of an organ over a date, or over another such."""
        found: list[bool] = []
        signs = False
        for p in reversed(self.paragraphs):
            over_date = signs or (bool(found) and self.paragraphs[-len(found)].role == "date")
            signs = (
                over_date
                and p.role == "body"
                and len(p.norm) <= MAX_SIGNATURE
                and bool(_ORGAN_END.search(p.norm) or _HEAD_SIGNS.fullmatch(p.norm))
            )
            found.append(signs and not RUNNING.search(p.norm))
        return found[::-1]

    def _close_spans(self) -> None:
        """Let each clause span its descendants."""
        for clause in reversed(self.clauses):
            if clause.parent is not None:
                parent = self.clauses[clause.parent - self.first]
                parent.end = max(parent.end, clause.end)


# 市长 曹勇, under an order
_HEAD_SIGNS = regex.compile(r"(?:代)?(?:省长|市长|县长|区长|州长|盟长|旗长|主席|主任)\p{Han}{2,4}")


# 支持高端人才创业。对…: names a measure also where no part has been opened.
_NAMES_MEASURE = regex.compile(
    r"(?:支持|鼓励|扶持|加强|推进|推动|实施|加大|强化|优化|完善|培育|引进|促进|建立|健全|提升|打造|扩大|深化|加快|降低|减轻|发展|引导)[^，。；：]{2,26}。.{8}"
)
# 一是办学条件显著改善。 and 全县现有学校541所。 say something.
_TELLS = regex.compile(
    r"[一二三四五六七八九十]是|.*\d[\d.]*[万亿]?(?!G)(?:\p{Han}|%)(?:$|[，、（])"
)


def _label(text: str) -> int:
    """Length of a heading that ends in a colon (支持对象：…), 0 where there is none."""
    match = _LABEL.match(text)
    if match is None or _ANNOUNCES.search(match[0]):
        return 0
    long = match.end() > MAX_LABEL and (_SENTENCE_START.match(text) or _is_statement(match[0]))
    return 0 if long else match.end()


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
    if _TELLS.match(norm, 0, end):
        return 0
    said = "，" in norm[:end] or _is_sentence(norm[:end], MAX_RUN_IN) or _is_statement(norm[:end])
    return 0 if said else end


def _is_sentence(text: str, limit: int) -> bool:
    """Whether words are a sentence that says something rather than a heading."""
    return bool(
        len(text) > limit
        or text.count("，") > 1
        or _QUANTITY.search(text)
        or _SENTENCE_START.match(text)
        or _SENTENCE_INSIDE.search(text)
        or is_number_line(text)
    )


def _is_statement(text: str) -> bool:
    """Whether a few words say something of a subject (奖励资金实行总额控制), so that they are no heading."""
    words = rjieba.tag(_ABLE.sub("能", text))
    first = words[0][1]
    after = words[1][1] if len(words) > 1 else ""
    imperative = first in ("v", "vd", "ad") or (first == "vn" and not after.startswith("n"))
    at = 0
    for word, _ in words:
        if at >= 2 and (word in _PREDICATES or (word in _LIGHT and not imperative)):
            return True
        at += len(word)
    return False
