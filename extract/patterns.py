"""Patterns written where they are used, compiled once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache

import regex


@cache
def pattern(text: str) -> regex.Pattern[str]:
    """The compiled pattern; ``regex.search(text, …)`` would look it up anew at every call."""
    return regex.compile(text)


def last_match(matches: Iterator[regex.Match[str]]) -> regex.Match[str] | None:
    """The last of some matches."""
    return next(iter(deque(matches, maxlen=1)), None)
