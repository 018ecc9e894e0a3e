"""Documents named in a text, by title 《…》 or by number 皖政〔2021〕3号."""

from __future__ import annotations

import regex

_TITLE = regex.compile(r"《(?:[^《》\n]|《[^《》\n]*》){2,120}》")
_NUMBER = regex.compile(
    r"(?<=[（，。；：》、 \n]|^|[和及与以按照据于])(?P<number>\p{Han}{1,10}（(?:19|20)\d{2}）第?\d{1,5}号)"
)
_LEAD = regex.compile(
    r".*(?:根据|按照|依据|依照|贯彻|落实|执行|参照|决定对|对(?=\p{Han}{2,8}（)|以(?=\p{Han}{2,8}（)|的|关于|和|与|及)(?=\p{Han}{1,8}（)"
)


def read_citations(norm: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """``(start, end, kind)`` of each document named in ``norm[start:end]``, in order."""
    text = norm[start:end]
    found: list[tuple[int, int, str]] = []
    if "《" in text:
        found += [(m.start(), m.end(), "title") for m in _TITLE.finditer(norm, start, end)]
    if "号" in text:
        for m in _NUMBER.finditer(norm, start, end):
            lead = _LEAD.match(m["number"])
            found.append(
                (m.start("number") + (lead.end() if lead else 0), m.end("number"), "number")
            )
    return sorted(found)
