"""What a page is.

A page is an address pattern, a template and a function that makes what the template shows. The
live server and the static site are both made from the same list of pages (``registry``).

A module of pages ends with a list ``PAGES``; see ``front`` for the smallest example.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote, unquote, urlencode

Context = dict[str, Any]

# The policies are those of Chinese governments: a day begins when it begins there.
_CHINA = timezone(timedelta(hours=8))
_SLOT = re.compile(r"\{(\w+)\}")


class NotFound(Exception):  # noqa: N818 - what it is, not that it is one
    """There is nothing at this address; the message says so to the reader, in Chinese."""


class BadRequest(Exception):  # noqa: N818
    """A parameter makes no sense; the message says which and why, in Chinese."""


@dataclass(frozen=True)
class Body:
    """An answer that is no HTML page: a file, a feed, a redirection.

    ``filename`` makes browsers save it; ``location`` sends them elsewhere (301).
    """

    content: str | bytes = ""
    content_type: str = "text/plain; charset=utf-8"
    filename: str | None = None
    location: str | None = None


def today() -> date:
    """Return the day it is now in China."""
    return datetime.now(_CHINA).date()


@dataclass(frozen=True)
class Params:
    """What a reader asked for: the slots of the address, and what stands after the ?.

    ``base`` is the absolute address of the site (``https://…/``), for exports that must name
    it; empty where it is not known.
    """

    slots: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    base: str = ""

    def __getitem__(self, slot: str) -> str:
        """Return what stands in a slot of the address, decoded."""
        return self.slots[slot]

    def text(self, name: str, default: str = "") -> str:
        """Return a parameter without blanks around it; the default where it is left empty."""
        values = self.query.get(name) or [""]
        return values[0].strip() or default

    def texts(self, name: str) -> list[str]:
        """Return all values of a repeated parameter, in order, each once, empty ones left out."""
        return list(
            dict.fromkeys(value.strip() for value in self.query.get(name, []) if value.strip())
        )

    def integer(self, name: str, default: int, low: int = 0, high: int = 1_000_000_000) -> int:
        """Return a whole number.

        :raises BadRequest: it is none, or not within ``low`` … ``high``.
        """
        text = self.text(name)
        if not text:
            return default
        if not re.fullmatch(r"[0-9]{1,10}", text) or not low <= int(text) <= high:
            raise BadRequest(f"参数 {name} 应是 {low} 到 {high} 之间的整数。")
        return int(text)

    def choice(self, name: str, choices: Iterable[str], default: str = "") -> str:
        """Return a parameter that must be one of some codes, or the default.

        :raises BadRequest: it is none of them.
        """
        text = self.text(name, default)
        if text != default and text not in set(choices):
            raise BadRequest(f"参数 {name} 没有“{text[:40]}”这个选项。")
        return text

    def day(self) -> str:
        """Return the day for which the reader asks, ``YYYY-MM-DD``: ``?day=``, else today.

        :raises BadRequest: it is no day of the calendar.
        """
        text = self.text("day")
        if not text:
            return today().isoformat()
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                raise ValueError
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise BadRequest("参数 day 应是一个日期，写作 2023-06-30。") from None


@dataclass(frozen=True)
class Page:
    """A page, or a family of pages of one kind.

    ``path`` is its address, with slots: ``/documents/{key}``. ``context`` makes what the
    template shows, or a whole :class:`Body`. ``addresses`` yields the slots of every page of
    the family, for the static site and the site map; a page without slots needs none, and
    ``static=False`` keeps a page that lives on its parameters out of the static site.
    ``menu`` is its name in the navigation. ``dated``: what it shows depends on the day for which a
    reader asks (``?day=``), so that links to it keep the day. ``kept``: the live server keeps its answers, for a
    day at most (``catalogue/kept.py``).
    """

    name: str
    path: str
    template: str | None
    context: Callable[[sqlite3.Connection, Params], Context | Body]
    addresses: Callable[[sqlite3.Connection], Iterable[Mapping[str, str]]] | None = None
    static: bool = True
    menu: str | None = None
    kept: bool = False
    dated: bool = False

    @property
    def pattern(self) -> str:
        """The regular expression that its (percent-encoded) addresses match."""
        pieces = _SLOT.split(self.path.rstrip("/"))
        pattern = "".join(
            f"(?P<{piece}>[^/]+?)" if place % 2 else re.escape(piece)
            for place, piece in enumerate(pieces)
        )
        # A file has one address; a page is found with and without the closing stroke.
        return f"^{pattern}$" if "." in pieces[-1] else f"^{pattern}/?$"

    def slots(self, path: str) -> dict[str, str] | None:
        """Return what stands in the slots of a percent-encoded path; None where it is no such."""
        match = re.match(self.pattern, path)
        return {name: unquote(text) for name, text in match.groupdict().items()} if match else None

    def address(self, /, **arguments: Any) -> str:
        """Return an address of the page: slots filled, the other arguments after a ``?``.

        Arguments that are None or empty are left out; a list repeats its name.
        """
        names = set(_SLOT.findall(self.path))
        path = _SLOT.sub(lambda slot: quote(str(arguments[slot[1]]), safe=""), self.path)
        rest = {
            name: value
            for name, value in arguments.items()
            if name not in names and value is not None and value != "" and value != []
        }
        return f"{path}?{urlencode(rest, doseq=True)}" if rest else path
