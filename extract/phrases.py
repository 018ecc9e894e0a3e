"""Noun phrases: who a sentence is about, and what is counted.

Words come from the segmenter (rjieba, jieba's algorithm and dictionary at twenty
times its speed); which verbs end a phrase is data (``lexicon/phrases.toml``), because
the segmenter's parts of speech are too often wrong for policy texts.
"""

from __future__ import annotations

import regex
import rjieba

from extract.lexicon import load
from extract.patterns import pattern

_WORDS = load("phrases")
_ALSO_NOUNS = frozenset(_WORDS["also_nouns"])
_LEAD = frozenset(_WORDS["lead"])
_VERBS = frozenset(_WORDS["verbs"])
_BREAKS = frozenset("，。；：？！")
_OPEN, _CLOSE = "（“《", "）”》"


def words(text: str) -> list[str]:
    """The words of a short text."""
    return list(rjieba.cut(text))


def first_noun_phrase(norm: str, start: int, stop: int) -> tuple[int, int] | None:
    """The subject of a sub-sentence, or its object where it has no subject.

    鼓励|企业|实施… gives 企业; 支持|建设|创新中心等服务载体 gives 创新中心等服务载体.

    :returns: a span of ``norm``, or ``None`` where the sub-sentence has no such phrase.
    """
    tokens = words(norm[start:stop])
    at = start
    i = 0
    while i < len(tokens) and (tokens[i] in _LEAD or tokens[i] == "、"):
        at += len(tokens[i])
        i += 1
    while i < len(tokens) and tokens[i] in _VERBS and i + 1 < len(tokens):
        if tokens[i] in (
            "在",
            "以",
            "按",
            "按照",
            "围绕",
            "依托",
            "面向",
            "为",
            "由",
            "经",
            "通过",
            "根据",
            "对照",
            "到",
        ):
            return None  # a prepositional phrase has no subject
        at += len(tokens[i])
        i += 1
    begin, depth = at, 0
    first = i
    while i < len(tokens):
        token = tokens[i]
        if token in _OPEN:
            depth += 1
        elif token in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (
            token in _BREAKS or (token in _VERBS and i > first and not _joins(tokens, i))
        ):
            break
        at += len(token)
        i += 1
    text = norm[begin:at]
    trimmed = (
        pattern(r"(?:的|、|和|及|等)$").sub("", text) if not text.endswith("等") else text[:-1]
    )
    end = begin + len(trimmed)
    return (begin, end) if end - begin >= 2 else None


def _joins(tokens: list[str], i: int) -> bool:
    """Whether a verb stands inside a noun phrase (应用|推广|中心)."""
    if i + 1 >= len(tokens):
        return False
    if tokens[i] not in _ALSO_NOUNS:
        return False
    following = tokens[i + 1]
    return (
        (following in _VERBS and i + 2 < len(tokens) and _is_head(tokens[i + 2]))
        or _is_head(following)
        or tokens[i - 1] in ("、", "和", "及", "或")
    )


def _is_head(word: str) -> bool:
    return word.endswith(
        (
            "中心",
            "平台",
            "企业",
            "基地",
            "机构",
            "项目",
            "载体",
            "单位",
            "服务商",
            "运营商",
            "工程",
            "人才",
            "团队",
            "园区",
            "产业",
        )
    )


# 200家企业|上云上平台, 20家企业|通过…评估: what the counted ones do is no part of their name.
_DOER = regex.compile(r"(?:企业|项目|单位|农户|家庭)(?=上|通过|实施|开展|完成|纳入|进入|达到|获)")
_NEXT_NUMBER = regex.compile(r"[^，。；、（）\d]{0,6}\d")
_SUM_BEFORE = regex.compile(r"[\d.]*[十百千]?[万亿]?元(?:（含）)?(?:以上|以下)?的?")


def counted_after(norm: str, start: int, stop: int) -> tuple[int, int] | None:
    """The noun that a number counts, standing after it, without 的-phrases before it.

    5家面向行业和区域的特色型、专业型工业互联网平台: 特色型、专业型工业互联网平台.
    """
    end = stop
    depth = 0
    for i in range(start, stop):
        char = norm[i]
        if char in "“《":
            depth += 1
        elif char in "”》":
            depth -= 1
        elif depth <= 0 and (
            char in "，。；：！？（）\n" or (char in "、和及" and _NEXT_NUMBER.match(norm, i + 1))
        ):
            end = i
            break
    quantity = _SUM_BEFORE.match(norm, start, end)
    if quantity:
        start = quantity.end()
    begin = start
    quote = 0
    for i in range(start, end):
        char = norm[i]
        if char == "“":
            quote += 1
        elif char == "”":
            quote -= 1
        elif char == "的" and quote == 0 and i + 1 < end:
            begin = i + 1
    text = norm[begin:end]
    if not text:
        return None
    doer = _DOER.match(text)
    if doer:
        return begin, begin + doer.end()
    tokens = words(text)
    at, length, quote = begin, 0, 0
    for k, token in enumerate(tokens):
        if token == "“":
            if (
                k > 0
                and text.endswith("”")
                and text.index("“") == length
                and tokens[k - 1] in ("企业", "项目", "单位")
            ):
                break  # 1000家企业“上云用数赋智”: what is done, not what is counted
            quote += 1
        elif token == "”":
            quote -= 1
        elif (
            quote == 0
            and k > 0
            and token in _COUNT_VERBS
            and not (k + 1 < len(tokens) and _is_head(tokens[k + 1]))
        ):
            break
        length += len(token)
    end = at + length
    while end > begin and norm[end - 1] in "、和及与等":
        end -= 1
    return (begin, end) if end - begin >= 1 else None


_COUNT_VERBS = frozenset([
    "实施", "开展", "上", "上云", "通过", "达到", "进行", "纳入", "列入", "入选", "完成", "实现", "建成", "参与", "参加", "成为", "获得", "获评", "创建", "申报", "接入", "投入", "投产", "开工", "进入", "落户", "落地",
    "为", "在", "到", "被", "由", "用于", "给予", "并", "予以", "组成", "优先", "分别", "以上", "左右", "认定", "上市", "挂牌", "评为",
])  # fmt: skip


def counted_before(norm: str, start: int, stop: int) -> tuple[int, int] | None:
    """The noun that a number counts, standing before it (建成|5G基站|4760个)."""
    begin = start
    for i in range(stop - 1, start - 1, -1):
        if norm[i] in "，。；：！？\n":
            begin = i + 1
            break
    tokens = words(norm[begin:stop])
    ends: list[int] = []
    at = begin
    for token in tokens:
        at += len(token)
        ends.append(at)
    i = len(tokens)
    while i > 0 and (
        tokens[i - 1] in _BEFORE_TAIL
        or norm[ends[i - 1] - len(tokens[i - 1]) : ends[i - 1]].isspace()
    ):
        i -= 1
    end = ends[i - 1] if i else begin
    k = i
    while k > 0 and tokens[k - 1] not in _BEFORE_STOP and tokens[k - 1] not in _BREAKS:
        if tokens[k - 1] == "的":
            break
        k -= 1
    at = ends[k - 1] if k else begin
    text = norm[at:end]
    return (at, end) if len(text) >= 1 else None


_BEFORE_TAIL = frozenset([
    "力争", "突破", "达到", "达", "超过", "超", "增长", "提高", "提升", "增加", "下降", "降低", "至", "到", "不少于", "不低于", "约", "近", "为", "在", "新增", "累计", "不", "少于", "低于", "控制", "保持", "稳定", "争取", "超出", "增至", "不超过",
    "完成", "均", "分别", "力争达到", "各", "年均", "总数", "高于", "缩小", "扩大", "逐步", "再", "以上", "实现", "不高于", "目标", "比", "上", "内", "建成",
])  # fmt: skip
_BEFORE_STOP = frozenset([
    "建成", "新建", "新增", "培育", "引进", "打造", "建设", "推广应用", "推广", "应用推广", "实现", "完成", "形成", "推动", "力争", "不足", "开通", "累计", "年", "每年", "创建", "扶持", "招引", "引育", "孵化",
    "确保", "争取", "使", "其中", "到", "至", "达到", "达", "年底", "底", "末", "认定", "支持", "组织", "举办", "开展", "改造", "新改建", "实施", "发放", "投放", "改建", "扩建",
])  # fmt: skip
