"""In which form a support is given: 奖励, 补助, 贴息, …"""

from __future__ import annotations

import regex

from extract.facts.paying import WORDS, Sum
from extract.lexicon import alternation
from extract.patterns import last_match

INSTRUMENT = regex.compile(r"(?<!累(?=计))" + alternation(WORDS["instruments"]["words"]))
_GIVE = regex.compile(r"给予|予以|进行|享受|发放|获得|提供|安排|拨付|实行|发给")
_NEAR = regex.compile(r"[^，。；的]{0,14}$|[^，。；]{0,6}$")
_BESIDES = ("外，", "外每", "后，")
# 奖励标准: what the words speak of, not what is given.
_OF_RULE = regex.compile(r"标准|政策|范围|期限")


# （不与市级补贴叠加）: names what is not given
_EXCLUDES = regex.compile(r"（[^（）]*(?:不[与得再重可]|叠加|除外)[^（）]*）")


def read_instrument(norm: str, main: Sum, start: int, end: int) -> str | None:
    """The form of the support ``norm[start:end]`` whose sum is ``main``.

    It stands between the verb of giving and the sum (给予奖励10万元), after the sum in the same
    sub-sentence (给予10万元奖励), or anywhere else in the support; ``None`` where it is not said.
    """
    give = last_match(_GIVE.finditer(norm, start, main.start))
    after = next(
        (
            m
            for m in INSTRUMENT.finditer(norm, main.end, end)
            if not _EXCLUDES.match(norm, norm.rfind("（", main.end, m.start()), end)
        ),
        None,
    )
    since = give.end() if give else max(start, norm.rfind("，", start, main.start) + 1)
    before = INSTRUMENT.search(norm, since, main.start)
    if before is not None and norm.startswith(_BESIDES, before.end()):
        before = INSTRUMENT.search(norm, before.end(), main.start)  # 除享受各项补贴外，…
    comma = norm.find("，", main.end, end)
    near = before is not None and _NEAR.match(norm, before.end(), main.start) is not None
    if near and give is not None and before is not None:
        return before[0]
    if after is not None and (comma < 0 or after.start() < comma or main.is_percent):
        return after[0]
    if before is not None and (near or give is not None):
        return before[0]
    anywhere = list(INSTRUMENT.finditer(norm, start, end))
    given = [m for m in anywhere if not _OF_RULE.match(norm, m.end())]
    return (given[0][0] if given else anywhere[-1][0]) if anywhere else None
