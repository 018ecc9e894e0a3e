"""Word lists, as data: each file says what its words mean.

Analysts may edit them without touching code. :func:`load` reads a TOML file once;
:func:`alternation` turns a list into a pattern fragment, longest word first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import regex

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``lexicon/<name>.toml``.

    :raises FileNotFoundError: there is no such list.
    """
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def alternation(words: Iterable[str]) -> str:
    """A pattern fragment ``(?:…|…)`` for words, longest first so that none hides another."""
    return (
        "(?:" + "|".join(regex.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"
    )
