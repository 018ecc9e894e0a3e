"""The word lists: what a reader who edits one may rely on."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import extract

FILES = sorted((Path(extract.__file__).parent / "lexicon").glob("*.toml"))


def lists(table: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """The lists of words in a file, by their path."""
    if isinstance(table, dict):
        for name, value in table.items():
            yield from lists(value, f"{path}.{name}".lstrip("."))
    elif isinstance(table, list) and all(isinstance(word, str) for word in table):
        yield path, table


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_list_has_a_word_twice(file: Path) -> None:
    content = tomllib.loads(file.read_text("utf-8"))
    twice = {
        path: sorted(word for word, count in Counter(words).items() if count > 1)
        for path, words in lists(content)
    }
    assert {path: words for path, words in twice.items() if words} == {}
