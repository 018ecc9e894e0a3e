"""A real server over the built database, and a real browser in front of it.

The browser is that of the machine: the first of ``finding.BROWSERS``, or what ``BROWSER_PATH``
names. Without one these tests are not collected, and the last lines of the run say so; with
``BROWSER_TESTS=required`` that is an error (``tests/conftest.py`` does both, for it is read in
every process of a run). ``SCREENSHOTS=DIR`` keeps a picture of every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import finding
from tests.browser.looking import DESKTOP, Reader
from tests.browser.serving import serving

# As root there is no sandbox; the rest keeps a browser from asking for things by itself.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

if finding.PATH is None:
    collect_ignore_glob = ["test_*.py"]


# The browser ends with this package: while it is there, no other test can run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=finding.PATH, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def address(database: Path) -> Iterator[str]:
    """Where the server is, without a stroke at the end."""
    with serving(database) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """Somebody at a desk. When they leave, nothing may have gone wrong on their pages."""
    with Reader.at(browser, address, DESKTOP) as reader:
        yield reader
