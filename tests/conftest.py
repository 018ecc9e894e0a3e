"""What the tests of a whole knowledge base share: the database of ``raw/``, built once a process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import hypothesis
import pytest

from plugins.chinese_search import query_phrase
from tests.asking import Ask, client
from tests.browser import finding
from tests.building import build

BROWSER_TESTS = Path(finding.__file__).parent

# How long an example takes depends on what else the machine does.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to go on without a browser where one is required."""
    if without_browser(config) and finding.REQUIRED:
        raise pytest.UsageError("BROWSER_TESTS=required, but there is no browser on this machine.")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say plainly what was not tested."""
    if without_browser(config):
        terminalreporter.write_sep("=", "browser tests were NOT run", yellow=True)
        terminalreporter.write_line(
            "There is no Chromium on this machine. Install one (Debian: apt-get install chromium)"
            " or name it in BROWSER_PATH, and run the tests again."
        )


def without_browser(config: pytest.Config) -> bool:
    """Whether this run would have tests in a browser, were there one."""
    named = [Path(each.partition("::")[0]).resolve() for each in config.args]
    return finding.PATH is None and any(
        BROWSER_TESTS.is_relative_to(each) or each.is_relative_to(BROWSER_TESTS) for each in named
    )


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of ``raw/``. Every test reads this one file, so none may write to it."""
    return build(tmp_path_factory.mktemp("built") / "policy.db")


# By module, for the server holds an event loop and open files, and a module may set row_factory.
@pytest.fixture(scope="module")
def ask(database: Path) -> Iterator[Ask]:
    """A way to ask a server over :func:`database`: ``ask(path, **params)``."""
    yield from client(database)


@pytest.fixture(scope="module")
def sql(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection to :func:`database` that can only read; its rows are tuples."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.create_function("escape_fts", 1, query_phrase)
        yield connection
