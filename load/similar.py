"""Which clauses of other cities say nearly the same: TF-IDF over words, and cosines.

Scores are rounded before they are compared, and equals stand in the order of the clauses,
so that the same clauses always give the same pairs.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import regex
import rjieba
from scipy import sparse

from extract.lexicon import load
from extract.topics import without_offices

_DECIMALS = 4
# Rows whose cosines are in memory at the same time.
_BLOCK = 1024
# Words of one sign say little, and which numbers a clause has is not what it is about.
_WORD = regex.compile(r"\p{Han}{2,}|(?=.*[a-z])[a-z0-9+]{2,}")


@dataclass(frozen=True, slots=True)
class Clause:
    """What of a clause counts for the comparison."""

    id: int
    city: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause and one of another city; ``rank`` 1 is the nearest of all."""

    clause: int
    other: int
    score: float
    rank: int


def words(text: str) -> list[str]:
    """The words of a clause by which it is compared."""
    stop = _stop_words()
    plain = unicodedata.normalize("NFKC", without_offices(text)).casefold()
    return [word for word in rjieba.cut(plain) if word not in stop and _WORD.fullmatch(word)]


def nearest(clauses: Sequence[Clause]) -> list[Pair]:
    """For each clause its nearest ones of each other city, by clause and rank."""
    settings = load("comparing")
    clauses = [clause for clause in clauses if len(clause.text) >= settings["shortest"]]
    if not clauses:
        return []
    vectors = _vectors([words(clause.text) for clause in clauses])
    codes = {city: code for code, city in enumerate(sorted({clause.city for clause in clauses}))}
    cities = np.array([codes[clause.city] for clause in clauses])
    transposed = vectors.T.tocsr()
    pairs: list[Pair] = []
    for start in range(0, len(clauses), _BLOCK):
        block = (vectors[start : start + _BLOCK] @ transposed).tocoo()
        for row, column, score in _best(
            block.row + start,
            block.col,
            block.data,
            cities,
            settings["floor"],
            settings["per_city"],
        ):
            rank = pairs[-1].rank + 1 if pairs and pairs[-1].clause == clauses[row].id else 1
            pairs.append(Pair(clauses[row].id, clauses[column].id, score, rank))
    return pairs


def _best(
    rows: Any, columns: Any, cosines: Any, cities: Any, floor: float, per_city: int
) -> list[tuple[int, int, float]]:
    """The best few of each row and city above the floor, by row and score."""
    scores = np.round(cosines, _DECIMALS)
    kept = (scores >= floor) & (cities[rows] != cities[columns])
    rows, columns, scores = rows[kept], columns[kept], np.minimum(scores[kept], 1.0)
    order = np.lexsort((columns, -scores, cities[columns], rows))
    rows, columns, scores = rows[order], columns[order], scores[order]
    # Where each run of one row and one city begins, and how far into it each pair stands.
    changes = np.flatnonzero(
        (np.diff(rows, prepend=-1) != 0) | (np.diff(cities[columns], prepend=-1) != 0)
    )
    lengths = np.diff(changes, append=len(rows))
    kept = np.arange(len(rows)) - np.repeat(changes, lengths) < per_city
    rows, columns, scores = rows[kept], columns[kept], scores[kept]
    order = np.lexsort((columns, -scores, rows))
    return list(
        zip(rows[order].tolist(), columns[order].tolist(), scores[order].tolist(), strict=True)
    )


def _vectors(texts: list[list[str]]) -> Any:
    """One row per text and one column per word: TF-IDF, each row of length 1."""
    vocabulary: dict[str, int] = {}
    counts: list[int] = []
    columns: list[int] = []
    ends = [0]
    for text in texts:
        for word, count in Counter(text).items():
            columns.append(vocabulary.setdefault(word, len(vocabulary)))
            counts.append(count)
        ends.append(len(columns))
    size = (len(texts), len(vocabulary))
    if not vocabulary:
        return sparse.csr_array(size)
    places = np.array(columns)
    having = np.bincount(places, minlength=len(vocabulary))
    rarity = np.log((1 + len(texts)) / (1 + having)) + 1
    weights = (1 + np.log(np.array(counts, dtype=float))) * rarity[places]
    owners = np.repeat(np.arange(len(texts)), np.diff(ends))
    lengths = np.sqrt(np.bincount(owners, weights=weights**2, minlength=len(texts)))
    return sparse.csr_array((weights / lengths[owners], places, ends), shape=size)


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(load("comparing")["stop"])
