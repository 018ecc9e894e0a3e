"""How the tests look at pages: a reader who notes whatever goes wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
_LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_axe = Axe()


def follow(link: Locator) -> None:
    """Click what leads to another page, and wait until that is there.

    A click alone returns as soon as the other page begins, when half of it may be missing.
    """
    with link.page.expect_navigation():
        link.click()


class Reader:
    """Somebody with a browser. ``page`` is Playwright's page; ``wrong`` is what went wrong."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        self.expected: set[int] = set()
        """Statuses of answers that are no fault: the reader asks for what is not there."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    @classmethod
    @contextmanager
    def at(cls, browser: Browser, address: str, size: dict[str, int]) -> Iterator[Reader]:
        """Give a reader a window of their own; at the end nothing may have gone wrong.

        A window without scripts has ``size["scripts"] = 0``.
        """
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            locale="zh-CN",
            is_mobile=size["width"] < 600,
            has_touch=size["width"] < 600,
            java_script_enabled=bool(size.get("scripts", 1)),
        )
        context.set_default_timeout(10_000)
        try:
            reader = cls(context.new_page(), address)
            yield reader
        finally:
            context.close()
        assert not reader.wrong, "\n".join(reader.wrong)

    def open(self, path: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def violations(self) -> list[str]:
        """Return what axe-core finds on the page against WCAG 2.2, levels A and AA."""
        results = _axe.run(
            self.page,
            # Of what is right axe need not write down every place.
            options={
                "runOnly": {"type": "tag", "values": _LEVEL_AA},
                "resultTypes": ["violations"],
            },
        )
        return [
            f"{violation['id']} ({violation['impact']}): {node['html'][:200]}"
            f" — {node.get('failureSummary', '')[:200]}"
            for violation in results.response["violations"]
            for node in violation["nodes"][:3]
        ]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        width: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return width

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page where ``SCREENSHOTS`` names a folder."""
        if folder := os.environ.get("SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            file = re.sub(r"[^\w.-]+", "_", name).strip("_")[:80] or "front"
            width = (self.page.viewport_size or DESKTOP)["width"]
            self.page.screenshot(path=str(Path(folder, f"{file}-{width}.png")), full_page=True)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not self._foreseen(message.text):
            self.wrong.append(f"console: {message.text}")

    def _foreseen(self, text: str) -> bool:
        # A browser notes on its console that a page came with a status of error.
        status = re.search(r"status of (\d+)", text)
        return bool(status and int(status[1]) in self.expected)

    def _request(self, request: Request) -> None:
        scheme, host = urlsplit(request.url)[:2]
        if scheme not in ("data", "blob", "about") and f"{scheme}://{host}" != self.address:
            self.wrong.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.wrong.append(f"{response.status}: {response.url}")


class Readers:
    """Readers who look at one page each, one after the other at the same window of a size.

    A new window costs more than most pages do. So only looking is shared: who types or clicks,
    or counts what is loaded, has a window of their own, :meth:`Reader.at`.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._windows: dict[str, tuple[Reader, ExitStack]] = {}

    @contextmanager
    def at(self, size: dict[str, int], expected: Iterable[int] = ()) -> Iterator[Reader]:
        """Let a reader look; at the end nothing may have gone wrong.

        Their window shows nothing yet, and there are no cookies of those before.
        """
        reader = self._window(size)
        reader.expected = set(expected)
        try:
            yield reader
            reader.page.goto("about:blank")
            reader.page.context.clear_cookies()
            assert not reader.wrong, "\n".join(reader.wrong)
        except BaseException:
            # Whatever happened to this window, the next reader has another.
            reader.wrong.clear()
            self._windows.pop(str(size))[1].close()
            raise

    def close(self) -> None:
        """Close all windows."""
        for _, window in self._windows.values():
            window.close()

    def _window(self, size: dict[str, int]) -> Reader:
        if str(size) not in self._windows:
            window = ExitStack()
            reader = window.enter_context(Reader.at(self._browser, self._address, size))
            self._windows[str(size)] = reader, window
        return self._windows[str(size)][0]
