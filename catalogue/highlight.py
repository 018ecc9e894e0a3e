"""The text of a clause as HTML, with every fact at its characters.

Facts know their place in the source, readers read the cleaned text of a clause. The two are
aligned character by character, so a fact that a page break cuts in two, or that stands in the
midst of Markdown, is marked where it is read. The only module that makes markup: everything
that comes from a source passes through ``escape``.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from catalogue.facts import KINDS, Fact

Span = tuple[int, int]


@dataclass(frozen=True)
class Aligned:
    """A text for reading, and for each of its characters the place in the source it comes from."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the text that lies between two places of the source."""
        return bisect_left(self.places, start), bisect_left(self.places, end)


def own_spans(span: Span, children: Iterable[Span]) -> list[Span]:
    """Return what is left of a span when those of its children are taken out."""
    spans = []
    place, end = span
    for child_start, child_end in sorted(children):
        if child_start > place:
            spans.append((place, child_start))
        place = max(place, child_end)
    if place < end:
        spans.append((place, end))
    return spans


def align(text: str, source: str, spans: Sequence[Span]) -> Aligned:
    """Return a cleaned text with the places of its characters in the spans of the source.

    The cleaned text leaves out some characters of the source (line breaks, Markdown); it adds
    none but blanks. Should it not fit, the source itself is what is shown.
    """
    printed = [place for start, end in spans for place in range(start, end)]
    places: list[int] = []
    at = 0
    for char in text:
        if char.isspace():  # may be the source's, or stand for a line break
            places.append(places[-1] + 1 if places else 0)
            continue
        while at < len(printed) and source[printed[at]] != char:
            at += 1
        if at == len(printed):
            return _as_printed(source, printed)
        # Blanks that stand for nothing in the source are no further than what follows them.
        for back in range(len(places) - 1, -1, -1):
            if places[back] <= printed[at]:
                break
            places[back] = printed[at]
        places.append(printed[at])
        at += 1
    return Aligned(text, places)


def _as_printed(source: str, printed: Sequence[int]) -> Aligned:
    whole = "".join(source[place] for place in printed)
    kept = [match.start() for match in re.finditer(r"\S|\s(?=\S)", whole)]
    return Aligned(
        "".join(" " if whole[at].isspace() else whole[at] for at in kept),
        [printed[at] for at in kept],
    )


def marked(aligned: Aligned, facts: Iterable[Fact], *, heading: int = 0) -> Markup:
    """Return a text with its facts marked.

    Facts that touch become one ``<mark>``, which can be reached by keyboard and holds a tip with
    the value of each. Every stretch carries the classes ``k-…`` of the kinds that cover it, and
    the place of its fact as its id (``at-384``). Support measures, which are whole sentences,
    are marked around the others and have no tip: the page lists them below the text. The first
    ``heading`` characters are a heading.
    """
    placed = [
        (span, fact) for fact in facts if (span := aligned.span(fact.start, fact.end))[0] < span[1]
    ]
    painter = _Painter(aligned, placed, heading)
    html: list[Markup] = []
    place = 0
    for (start, end), members in _groups(placed):
        html.append(painter.pieces(place, start))
        html.append(_group(painter.pieces(start, end), members))
        place = end
    html.append(painter.pieces(place, len(aligned.text)))
    return Markup("").join(html)


def counts(facts: Iterable[Fact]) -> dict[str, int]:
    """Return how many facts there are of each kind, in the order of the legend."""
    found = Counter(fact.kind for fact in facts)
    return {kind: found[kind] for kind in KINDS if found[kind]}


def _groups(placed: Sequence[tuple[Span, Fact]]) -> list[tuple[Span, list[Fact]]]:
    """Facts other than measures, those that share characters together."""
    groups: list[tuple[Span, list[Fact]]] = []
    small = [(span, fact) for span, fact in placed if fact.kind != "measures"]
    for span, fact in sorted(small, key=lambda one: (one[0][0], -one[0][1])):
        if groups and span[0] < groups[-1][0][1]:
            (start, end), members = groups[-1]
            groups[-1] = ((start, max(end, span[1])), [*members, fact])
        else:
            groups.append((span, [fact]))
    return groups


class _Painter:
    """Writes stretches of a text, parted wherever a fact begins or ends."""

    def __init__(self, aligned: Aligned, placed: Sequence[tuple[Span, Fact]], heading: int) -> None:
        self._text = aligned.text
        self._placed = placed
        self._heading = heading
        self._ids: set[int] = set()

    def pieces(self, start: int, end: int) -> Markup:
        """Return the stretch from start to end."""
        inside = [(span, fact) for span, fact in self._placed if span[0] < end and span[1] > start]
        cuts = {place for span, _ in inside for place in span} | {start, end, self._heading}
        ordered = sorted(place for place in cuts if start <= place <= end)
        return Markup("").join(
            self._piece(left, right, inside) for left, right in itertools.pairwise(ordered)
        )

    def _piece(self, left: int, right: int, inside: Sequence[tuple[Span, Fact]]) -> Markup:
        covering = [(span, fact) for span, fact in inside if span[0] <= left and span[1] >= right]
        kinds = {fact.kind for _, fact in covering}
        classes = [f"k-{kind}" for kind in KINDS if kind in kinds]
        if right <= self._heading:
            classes.append("run-in")
        starts = [fact.start for span, fact in covering if span[0] == left]
        anchor = next((place for place in starts if place not in self._ids), None)
        text = escape(self._text[left:right])
        if anchor is not None:
            self._ids.add(anchor)
            opening = Markup('<span id="at-{}" class="{}">').format(anchor, " ".join(classes))
        elif classes:
            opening = Markup('<span class="{}">').format(" ".join(classes))
        else:
            return text
        return opening + text + Markup("</span>")


def _group(pieces: Markup, members: Sequence[Fact]) -> Markup:
    tip = f"tip-{members[0].kind}-{members[0].id}"
    lines = Markup("").join(
        Markup('<span class="tip-line"><b class="k-{}">{}</b> {}</span>').format(
            fact.kind, fact.label, fact.value
        )
        for fact in members
    )
    return Markup(
        '<mark class="fact" tabindex="0" aria-describedby="{}">{}'
        '<span class="tip" role="tooltip" id="{}">{}</span></mark>'
    ).format(tip, pieces, tip, lines)
