"""All pages, in the order in which an address looks for its own."""

from __future__ import annotations

from typing import Any

from catalogue import (
    calculate,
    calendar,
    charts,
    cities,
    compare,
    documents,
    exports,
    front,
    offices,
    search,
    topics,
)
from catalogue.pages import Page

PAGES: list[Page] = [
    page
    for module in (
        front,
        search,
        documents,
        compare,
        calculate,
        cities,
        topics,
        offices,
        calendar,
        charts,
        exports,
    )
    for page in module.PAGES
]

BY_NAME: dict[str, Page] = {page.name: page for page in PAGES}

assert len(BY_NAME) == len(PAGES), "two pages of one name"


def address(name: str, /, **arguments: Any) -> str:
    """Return the address of a page by its name, from the root of the site.

    :raises KeyError: there is no such page, or one of its slots is not given.
    """
    return BY_NAME[name].address(**arguments)


def address_on(day: str, name: str, /, **arguments: Any) -> str:
    """Return the address of a page for a reader who asked for a day: with it, where it matters."""
    return address(name, **({"day": day} if day and BY_NAME[name].dated else {}) | arguments)


def menu() -> list[Page]:
    """Return the pages of the navigation, in order."""
    return [page for page in PAGES if page.menu]
