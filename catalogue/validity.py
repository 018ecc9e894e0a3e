"""Is a document in force on a day? Says it in the words that a reader expects."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Validity:
    """``status`` is a code of ``words.STATUSES``; ``words`` says it with its date."""

    status: str
    words: str

    @property
    def may_apply(self) -> bool:
        """False where it is known that the document does not apply on the day."""
        return self.status in ("in_force", "open", "unknown")


def first_day(on: str | None) -> str | None:
    """Return the first day of a date that may be a year or a month alone."""
    if on is None:
        return None
    return on + {4: "-01-01", 7: "-01"}.get(len(on), "")


def last_day(on: str | None) -> str | None:
    """Return the last day of a date that may be a year or a month alone."""
    if on is None:
        return None
    if len(on) == 4:
        return on + "-12-31"
    if len(on) == 7:
        year, month = int(on[:4]), int(on[5:7])
        return f"{on}-{calendar.monthrange(year, month)[1]:02}"
    return on


def validity(
    day: date | str, effective_on: str | None, expires_on: str | None, is_draft: bool | int
) -> Validity:
    """Return what a document with these dates is on ``day``.

    A draft for comment is a draft on every day. Where the text gives no last day, it is not
    known whether it is in force; so says the status, rather than guess.
    """
    on = str(day)
    start, end = first_day(effective_on), last_day(expires_on)
    over = end is not None and end < on
    if is_draft:
        return Validity(
            "draft", "征求意见稿，尚未定案" + (f"；所写期限已于 {end} 届满" if over else "")
        )
    if over:
        return Validity("expired", f"已于 {end} 到期")
    if start is not None and start > on:
        return Validity("future", f"{start} 起施行")
    if end is not None:
        return Validity("in_force", f"有效，至 {end}")
    if start is not None:
        return Validity("open", f"{start} 起施行，未写明截止日期")
    return Validity("unknown", "未写明有效期")
