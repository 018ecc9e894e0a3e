"""(to be written)"""

from __future__ import annotations

from catalogue.pages import Page

PAGES: list[Page] = []
