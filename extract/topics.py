"""What a clause is about, by the controlled vocabulary of ``lexicon/topics.toml``.

Keywords are looked for as substrings: they are terms of several words, which a segmenter
would cut apart. What a clause says of the offices in charge is not what it is about.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

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
    body = _plain(without_offices(text))
    own = _plain(heading or "")
    higher = _plain("\n".join(above))
    scores: list[tuple[str, float]] = []
    for topic in topics():
        score = 0.0
        for word in topic.keywords:
            if word in body:
                again = min(body.count(word) - 1, _MOST_REPEATED)
                score += weights["text"] + again * weights["repeated"]
        if own and any(word in own for word in topic.heading):
            score += weights["heading"]
        if higher and any(word in higher for word in topic.heading):
            score += weights["above"]
        if score >= floor["score"]:
            scores.append((topic.name, score))
    least = max((score for _, score in scores), default=0.0) * floor["share"]
    # Sorting keeps the order of the vocabulary among equals.
    return sorted((found for found in scores if found[1] >= least), key=lambda found: -found[1])


def _plain_words(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_plain, words)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
