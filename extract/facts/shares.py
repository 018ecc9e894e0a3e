"""Who splits a cost in which ratio: 由市、县两级财政按1:1分担."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.patterns import pattern
from extract.quantities import Quantity

_SHARED = regex.compile(
    r"^”?(?:的)?(?:比例)?(?:共同)?(?:分担|承担|分别|负担|配套|给予|出资|安排|的比例|比例)"
)
_BY = regex.compile(r"按$|按照$|比例为?$")
# 分两年按6:4拨付: when it is paid, not who pays.
INSTALMENTS = regex.compile(r"分(?:[两二三四五六]|\d)?(?:年|期|次|批)[^，。；]{0,6}$")
# 最高按照国拨经费给予1:1配套, 按国家资助资金的1:1比例: a share of what another gives
_OF_OTHERS = regex.compile(r"(?:按照?|以)(?P<who>[^，。；：]{2,30}?)(?:的|给予|予以)+$")
_WHO = regex.compile(r"(?:由|除明确由)?(?P<who>[^，。；：]*?)(?:各)?(?:按照?|以)$")
_GIVES_TOO = regex.compile(r"(?:^|由)(?P<who>\p{Han}{0,6}(?:财政|政府|管委会))按照?")
_LEVELS_TOGETHER = regex.compile(r"[两二三四五]级(?:财政|政府)?$")
# 市财政|给予1:1配套: one of the two is told
_GIVER = regex.compile(
    r"(?P<who>\p{Han}{0,6}(?:财政|政府|管委会))(?:再|分别)?(?:给予|予以|安排|提供)$"
)
# 按照市财政、区财政|“1:1”的比例
_BETWEEN = regex.compile(r"按照?(?P<who>[^，。；：“”\d]{2,30}?)“?$")
# 所需经费按3:7|由省、市分担
_BORNE_BY = regex.compile(
    r"(?:的?比例)?，?由(?P<who>[^，。；：\d]{2,30}?)(?:按比例|共同|分别)*(?:分担|承担|负担|分摊|安排|出资|筹集|解决)"
)
_LEVELS = regex.compile(r"(?:.*(?:资金|经费|费用))?(?P<levels>[省市县区乡镇州旗]{2,4})")
_TERM = regex.compile(r"[\d.]+|[一二三四五六七八九]")


def read_shares(
    norm: str, clean: str, start: int, quantities: list[Quantity]
) -> Iterator[tuple[Quantity, list[str]]]:
    """The ratios of one sentence by which costs are split, each with its parties as printed.

    :param start: where the sentence begins.
    :param quantities: the tokens of quantity inside it.
    """
    for q in quantities:
        if q.kind != "ratio" or not (
            _SHARED.match(norm[q.end : q.end + 12]) or _BY.search(norm[start : q.start])
        ):
            continue
        left = norm[max(start, *(norm.rfind(c, start, q.start) + 1 for c in "，；。：")) : q.start]
        if INSTALMENTS.search(left):
            continue
        yield q, _parties(norm, clean, q, left)


def _parties(norm: str, clean: str, q: Quantity, left: str) -> list[str]:
    if _OF_OTHERS.search(left):
        return _giver(left)
    after = _BORNE_BY.match(norm, q.end)
    who = after or _WHO.search(left) or _GIVER.search(left) or _BETWEEN.search(left)
    if who is None or not who["who"]:
        return []
    of = who["who"].rfind("由") + 1
    at = who.start("who") + of + (0 if after else q.start - len(left))
    text = clean[at : at + len(who["who"]) - of]
    n = len(_TERM.findall(q.text))
    levels = _LEVELS.fullmatch(text)
    if levels and len(levels["levels"]) == n:
        return list(levels["levels"])  # 补助资金市县按1:1
    parts = pattern(r"、|和|与|及").split(text)
    if len(parts) != n:
        two = pattern(r"与|和|及").split(text)
        parts = two if len(two) == n else parts
    if len(parts) > 1 and _LEVELS_TOGETHER.search(text):
        parts[-1] = _LEVELS_TOGETHER.sub("", parts[-1])  # 省、市、县三级财政
    return [x for x in parts if x]


def _giver(left: str) -> list[str]:
    """Who gives as much as others do (市财政按省资助资金的1:1比例), as far as it is told."""
    match = _GIVES_TOO.search(left)
    return [match["who"]] if match else []
