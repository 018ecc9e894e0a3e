"""What the tests of a whole knowledge base share: the database of ``raw/``, built once a run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from plugins.chinese_search import query_phrase
from tests.asking import Ask, client
from tests.building import build


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
