"""Clauses that begin inside a line: markers after the end of a sentence."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass

import regex

from extract.lines import LONG_LINE, Paragraph
from extract.markers import AFTER_HEADING, Marker, inline_markers, match_marker
from extract.text import SPACES, AlignedText

_STOP = regex.compile(r"[。；！？：]")
SHORTEST_LIST = 8
MAX_MARKER = 12
# Styles of clauses that may hold numbered parts of their own right after their heading.
_HEADED = frozenset({"han", "unit_章", "unit_节", "paren_han"})


def split_inline(paragraphs: list[Paragraph], aligned: AlignedText, source: str) -> list[Paragraph]:
    """Take numbered clauses apart that stand in one paragraph (……。（二）……)."""
    result: list[Paragraph] = []
    seen: dict[str, int] = {}  # the last number of each style
    following: Marker | None = None  # the next marker at the head of a paragraph
    coming: list[Marker | None] = []
    for p in reversed(paragraphs):
        coming.append(following)
        following = p.marker or following
    for p in paragraphs:
        following = coming.pop()
        listed = p.role == "body" and len(p.norm) > SHORTEST_LIST
        cuts = _inline_cuts(p, seen, following) if listed else []
        for marker in (p.marker, *(c.marker for c in cuts)):
            if marker is not None:
                seen[marker.style] = marker.ordinal
        if not cuts:
            result.append(p)
            continue
        bounds = [0, *(c.start for c in cuts), len(p.norm)]
        markers = [p.marker, *(m.marker for m in cuts)]
        for k, (a, b) in enumerate(itertools.pairwise(bounds)):
            start = p.start if k == 0 else aligned.position(p.at + a)
            end = p.end
            if k < len(cuts):  # markup before the next marker stays with this part
                end = aligned.position(p.at + b - 1) + 1
                end += len(source[end : aligned.position(p.at + b)].rstrip(SPACES + "\r\n"))
            inner = tuple(f for f in p.inner_furniture if start <= f[0] < end)
            outer = (p.outer[0] if k == 0 else start, p.outer[1] if k == len(cuts) else end)
            result.append(
                Paragraph(
                    start, end, p.at + a, p.at + b, p.norm[a:b], outer, markers[k], "body", inner
                )
            )
    return result


@dataclass(slots=True)
class _Cut:
    start: int
    marker: Marker


def _inline_cuts(p: Paragraph, seen: dict[str, int], following: Marker | None) -> list[_Cut]:
    """Where numbered clauses begin inside a paragraph.

    :param seen: the last number of each style before the paragraph.
    :param following: the next marker at the head of a paragraph.
    """
    last: dict[str, int] = {}
    if p.marker:
        last[p.marker.style] = p.marker.ordinal
    found: list[_Cut] = []
    opens_part: set[int] = set()
    begin = p.marker.length if p.marker else 0
    places = list(inline_markers(p.norm, begin))
    if p.marker and p.marker.style in _HEADED:
        after = AFTER_HEADING.search(p.norm, begin, LONG_LINE + MAX_MARKER)
        if after:
            places = sorted({*places, after.start()})
    for at in tuple(places):  # 二、健全网络|3、理顺体制, the chapter inside a line too
        part = match_marker(p.norm[at : at + MAX_MARKER])
        if part is not None and part.style in _HEADED:
            after = AFTER_HEADING.search(p.norm, at + part.length, at + LONG_LINE + MAX_MARKER)
            if after:
                places = sorted({*places, after.start()})
    for at in places:
        opens = p.marker is not None and at == p.marker.length  # 第四条 （一）…
        if at == 0 or (p.norm[at - 1] in "第条款项（0123456789" and not opens):
            continue
        marker = match_marker(p.norm[at : at + MAX_MARKER])
        if marker is None or marker.style in ("dash", "bullet"):
            continue
        before = last.get(marker.style)
        in_heading = before is None and _ends_heading(p, found, at)
        goes_on = in_heading and marker.ordinal == seen.get(marker.style, 0) + 1
        if marker.ordinal != 1 and marker.ordinal != (before or 0) + 1 and not goes_on:
            continue
        if before is None and marker.ordinal != 1 and not goes_on:
            continue
        last[marker.style] = marker.ordinal
        found.append(_Cut(at, marker))
        if in_heading and (
            (goes_on and marker.ordinal > 1)
            or len(found) > 1
            or (
                following is not None
                and following.style == marker.style
                and following.ordinal == marker.ordinal + 1
            )
        ):
            opens_part.add(at)
    # A lone （1） or 1. that nothing follows is a reference, not a list.
    styles = Counter(c.marker.style for c in found)
    if p.marker:
        styles[p.marker.style] += 1
    opening = p.marker.length if p.marker else 0
    return [
        c
        for c in found
        if styles[c.marker.style] > 1
        or c.marker.style == "han"
        or c.start == opening
        or c.start in opens_part
    ]


def _ends_heading(p: Paragraph, found: list[_Cut], at: int) -> bool:
    """Whether what stands before ``at`` is no more than the heading of a part."""
    above = found[-1].marker if found else p.marker
    begin = found[-1].start if found else 0
    return (
        above is not None
        and above.style in _HEADED
        and above.length + 4 <= at - begin <= LONG_LINE
        and not _STOP.search(p.norm, begin, at)
    )
