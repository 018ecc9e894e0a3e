"""What a clause is about, by the controlled vocabulary of ``lexicon/topics.toml``.

Keywords are looked for as substrings: they are terms of several words, which a segmenter
would cut apart. What a clause says of the offices in charge is not what it is about.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from extract.lexicon import load

_MOST_REPEATED = 2
# （责任单位：市教育局（体育局）、市农业农村局）, with brackets inside brackets.
_IN_CHARGE = regex.compile(
    r"(?P<open>[（(〔\[【])\s*"
    r"(?:[^（）()〔〕\[\]【】：:，。；]{0,12}(?:单位|部门|牵头|配合|负责))\s*[：:]"
    r"(?:[^（）()〔〕\[\]【】]|(?P<inner>[（(〔\[【](?:[^（）()〔〕\[\]【】]|(?&inner))*[）)〕\]】]))*"
    r"(?:[）)〕\]】]|$)"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the lower layer; ``parent`` names the one above it."""

    name: str
    parent: str
    keywords: tuple[str, ...]
    """Each of two signs or more."""
    heading: tuple[str, ...]
    """What says so in a heading: the keywords, and words that do so only there."""


@cache
def topics() -> tuple[Topic, ...]:
    """The topics of the lower layer in the order of the vocabulary."""
    return tuple(
        Topic(
            name=topic["name"],
            parent=group["name"],
            keywords=_plain_words(topic["keywords"]),
            heading=_plain_words([*topic["keywords"], *topic["heading"]]),
        )
        for group in load("topics")["groups"]
        for topic in group["topics"]
    )


def without_offices(text: str) -> str:
    """The text without its brackets of offices in charge (（责任单位：…）)."""
    return _IN_CHARGE.sub("", text)


def topics_of(text: str, heading: str | None, above: Sequence[str]) -> list[tuple[str, float]]:
    """The topics of a clause with their scores, the best first.

    :param text: the clause's own text.
    :param heading: its heading, where it has one.
    :param above: the headings above it, in any order.
    """
    words = load("topics")
    weights, floor = words["weights"], words["floor"]
    scored: dict[int, float] = {}
    body = _plain(without_offices(text))
    for start in _keywords().keys() & set(map(str.__add__, body, body[1:])):
        for place, word in _keywords()[start]:
            if word in body:
                again = min(body.count(word) - 1, _MOST_REPEATED)
                score = weights["text"] + again * weights["repeated"]
                scored[place] = scored.get(place, 0.0) + score
    for place in _in_heading(heading or ""):
        scored[place] = scored.get(place, 0.0) + weights["heading"]
    inherited = {topics()[place].name for headed in above for place in _in_heading(headed)}
    inherited -= {topics()[place].name for place in scored}
    for place in frozenset().union(*map(_in_heading, above)):
        scored[place] = scored.get(place, 0.0) + weights["above"]
    scores = [
        # Rounded, so that the order in which weights were added cannot show.
        (topics()[place].name, rounded)
        for place, score in sorted(scored.items())
        if (rounded := round(score, 4)) >= floor["score"]
    ]
    if any(name not in inherited for name, _ in scores):
        scores = [found for found in scores if found[0] not in inherited]
    least = max((score for _, score in scores), default=0.0) * floor["share"]
    # Sorting keeps the order of the vocabulary among equals.
    return sorted((found for found in scores if found[1] >= least), key=lambda found: -found[1])


@cache
def _keywords() -> dict[str, list[tuple[int, str]]]:
    """The keywords by their first two signs, each with the place of its topic.

    Few of them begin with two signs that a text has, so few are looked for.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for place, topic in enumerate(topics()):
        for word in topic.keywords:
            found.setdefault(word[:2], []).append((place, word))
    return found


@lru_cache(maxsize=10_000)
def _in_heading(heading: str) -> frozenset[int]:
    """The places of the topics that a heading names."""
    plain = _plain(heading)
    return frozenset(
        place
        for place, topic in enumerate(topics())
        if any(word in plain for word in topic.heading)
    )


def _plain_words(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_plain, words)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
