"""Documents named in a text, by title 《…》 or by number 皖政〔2021〕3号."""

from __future__ import annotations

import regex

_TITLE = regex.compile(r"《(?:[^《》\n]|《[^《》\n]*》){2,120}》")
_NUMBER = regex.compile(r"(?<=[（，。；：》、 \n]|^|[和及与以按照据于])(?P<number>\p{Han}{1,10}（(?:19|20)\d{2}）第?\d{1,5}号)")


def read_citations(norm: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """``(start, end, kind)`` of each document named in ``norm[start:end]``, in order."""
    text = norm[start:end]
    found: list[tuple[int, int, str]] = []
    if "《" in text:
        found += [(m.start(), m.end(), "title") for m in _TITLE.finditer(norm, start, end)]
    if "号" in text:
        found += [(m.start("number"), m.end("number"), "number") for m in _NUMBER.finditer(norm, start, end)]
    return sorted(found)
