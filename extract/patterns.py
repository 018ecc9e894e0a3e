"""Patterns written where they are used, compiled once."""

from __future__ import annotations

from functools import cache

import regex


@cache
def pattern(text: str) -> regex.Pattern[str]:
    """The compiled pattern; ``regex.search(text, …)`` would look it up anew at every call."""
    return regex.compile(text)
