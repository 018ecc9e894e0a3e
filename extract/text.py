"""One aligned text: what rules read, and where each of its characters came from.

Reading rules want clean text (half-width digits, one kind of bracket, no page
break in mid-sentence, no Markdown); provenance wants the text as received.
:func:`fold` changes characters one for one, so folded text keeps the offsets of
its source; :class:`AlignedText` leaves characters out and remembers where.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import regex

_REPLACEMENTS = [
    (variant, plain)
    for plain, variants in {
        "（": "([［〔【{｛﹝❲",
        "）": ")]］〕】}｝﹞❳",
        "；": ";",
        "-": "—–―－‐‑−─﹣",
        "~": "～〜∼",
        "%": "％﹪",
        ".": "．﹒",
        "。": "｡",
        "+": "＋",
        "/": "／",
        "<": "＜",
        ">": "＞",
        "=": "＝",
        "≥": "≧⩾",
        "≤": "≦⩽",
        "：": "﹕︰∶",
        "《": "«",
        "》": "»",
        "“": "「『〝",
        "”": "」』〞",
        '"': "＂",
    }.items()
    for variant in variants
]
_MOST = regex.compile(r"(?<![A-Za-z\d])Z(?=[高低大多少])")
_FULL_WIDTH = regex.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_FULL_WIDTH_TABLE = {
    c: c - 0xFEE0 for c in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
}
# A comma or colon between digits belongs to a number (1,000; 1:1), any other is punctuation.
_COMMA = regex.compile(r"(?<!\d),|,(?!\d)")
_COLON = regex.compile(r"(?<!\d):|:(?!\d)")
# 1：2, 按四：三：三
_RATIO = regex.compile(
    r"(?<=\d)：(?=\d)|(?<=[按以照：][一二三四五六七八九])：(?=[一二三四五六七八九])"
)
_THOUSANDS = regex.compile(r"(?<=\d)，(?=\d{3}(?:，\d{3})*(?:\.\d+)?[万亿]?元)")
# A full stop typed as a point (…一次性奖补.支持…); after 一 it belongs to a marker.
_POINT = regex.compile(
    r"\.(?<=[\p{Han}）”%‰]\.)(?<![一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]\.)"
    r"(?=[ \t\u3000]*(?:[\p{Han}（“]|$))",
    regex.MULTILINE,
)
# 二0二一年, 二OO九年: a zero that was typed as a digit or a letter.
_HAN_YEAR = regex.compile(r"[一二][〇○零一二三四五六七八九0OoＯ]{3}(?=年)")
_QUOTED = regex.compile(r'"([^"\n]{1,60})"')
_ANGLE = regex.compile(r"<(?=[\p{Han}、]{1,20}>)|(?<=<[\p{Han}、]{1,20})>")

SPACES = " \t\xa0\u3000\u2002\u2003\u2009\u200b\u200c\u200d\ufeff\u00ad"


def fold(text: str) -> str:
    """Fold typographic variants to one form each, character for character.

    Full-width digits and letters become half-width, the many brackets become （ ）,
    dashes ``-``, ASCII punctuation Chinese punctuation (but not inside numbers). The
    result has the length of ``text``, so offsets hold for both.

    >>> fold("给予１０万元奖励(市级:5%),［限2021—2023年］")
    '给予10万元奖励（市级：5%），（限2021-2023年）'
    """
    for variant, plain in _REPLACEMENTS:
        if variant in text:
            text = text.replace(variant, plain)
    if "Z" in text:
        text = _MOST.sub("最", text)  # Z高: written so that a filter of advertising lets it pass
    if _FULL_WIDTH.search(text):
        text = text.translate(_FULL_WIDTH_TABLE)
    if "," in text:
        text = _COMMA.sub("，", text)
    if ":" in text:
        text = _COLON.sub("：", text)
    if "." in text:
        text = _POINT.sub("。", text)
    if "0" in text or "O" in text or "o" in text:
        text = _HAN_YEAR.sub(lambda m: regex.sub("[0OoＯ]", "〇", m[0]), text)
    if '"' in text:
        text = _QUOTED.sub("“\\1”", text)
    text = _RATIO.sub(":", text)
    text = _THOUSANDS.sub(",", text)
    if "<" in text:
        text = _ANGLE.sub(lambda m: "（" if m[0] == "<" else "）", text)
    return text


class AlignedText:
    """Text put together from pieces of a source, each character with its origin.

    ``norm`` is folded (for rules), ``clean`` is as printed (for values that are
    given "as printed"); both have the same length and the same offsets.
    """

    __slots__ = ("_aligned_starts", "_source_starts", "clean", "norm", "source_norm")

    def __init__(self, source: str, folded: str, pieces: Iterable[tuple[int, int] | None]) -> None:
        """:param pieces: spans of the source in order; ``None`` is a paragraph break."""
        aligned_starts: list[int] = []
        source_starts: list[int] = []
        clean: list[str] = []
        norm: list[str] = []
        length = last = 0
        self.source_norm = folded
        for piece in pieces:
            if piece is None:
                aligned_starts.append(length)
                source_starts.append(last)
                clean.append("\n")
                norm.append("\n")
                length += 1
                continue
            start, end = piece
            aligned_starts.append(length)
            source_starts.append(start)
            clean.append(source[start:end])
            norm.append(folded[start:end])
            length += end - start
            last = end
        self.clean = "".join(clean)
        self.norm = "".join(norm)
        self._aligned_starts = aligned_starts
        self._source_starts = source_starts

    def position(self, offset: int) -> int:
        """The source offset of the character at ``offset``."""
        i = bisect_right(self._aligned_starts, offset) - 1
        return self._source_starts[i] + offset - self._aligned_starts[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of ``[start, end)``; it covers what was left out in between."""
        return self.position(start), self.position(end - 1) + 1
