"""A database of a million clauses, to see what every page costs when there is much.

The texts of ``raw/`` are taken apart and put together anew: a clause's words come from any text
that has a clause of its kind, the place is another one, sums, shares and counts are drawn
anew, years are shifted. Then the real extraction reads each text, the real rules make the rows,
and the real ``schema.sql`` makes indexes, search index and summaries. Only which clauses are
comparable is drawn by lot, among those of one topic: that comparison grows with the square of
the clauses.

    python -m bench.million --db bench/out/policy.db

The tables as loaded are kept beside the database (``…-tables.db``) and used again, so that a
change of an index or a summary costs a minute and not ten.
"""

from __future__ import annotations

import csv
import hashlib
import random
import re
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from functools import cache, lru_cache
from pathlib import Path

import click
from sqlalchemy import Connection

from extract import Extraction, Source, extract_source
from extract.places import LEXICON, division, short_name
from extract.reading import read_source
from extract.topics import topics_of
from load.comparison import _topic_rows
from load.database import finish, insert, new_database
from load.rows import Row, RowMaker, Rows

RAW = Path(__file__).parent.parent / "raw"
BATCH = 64  # texts that a worker makes at a time
NEAREST = 5  # comparable clauses of each clause that has any

_PREFECTURE = re.compile(r"(?!.*(?:0000)$)[0-9]{4}00")
_YEAR = re.compile(r"(?<![0-9])20[12][0-9](?![0-9])")
_COUNT = re.compile(r"(?<![0-9.〔])([0-9]{1,5})(?=\s*(?:万元|亿元|万条|个|家|户|名|条|%))")
_LEAVES = ("article", "section", "item", "paragraph")
# Titles, addressees and dates of one text would make nonsense of another.
_SHORTEST = 40

Topics = list[tuple[int, str, float]]
"""Position of the clause in its extraction, topic, score."""


class _Template:
    """A text of ``raw/``, cut where its words may be exchanged."""

    def __init__(self, path: Path) -> None:
        source = read_source(path, RAW)
        extraction = extract_source(source)
        self.city = division(next(d.city_code for d in extraction.documents if d.city_code) or "")
        parents = {clause.parent for clause in extraction.clauses}
        self.pieces: list[tuple[str, str | None]] = []
        """Text in order, with the kind of clause whose words stand there; None keeps them."""
        reached = 0
        for place, clause in enumerate(extraction.clauses):
            words = source.text[clause.start : clause.end]
            if place in parents or clause.level not in _LEAVES or len(words) < _SHORTEST:
                continue
            # The marker is the place's, the words are anybody's.
            begin = clause.start + (len(clause.marker) if clause.marker else 0)
            self.pieces.append((source.text[reached:begin], None))
            self.pieces.append((source.text[begin : clause.end], clause.level))
            reached = clause.end
        self.pieces.append((source.text[reached:], None))


@cache
def _templates() -> list[_Template]:
    return [_Template(path) for path in sorted(RAW.rglob("*.txt"))]


@cache
def _words() -> dict[str, list[tuple[_Template, str]]]:
    """The exchangeable words by kind of clause, with the text they come from."""
    words: dict[str, list[tuple[_Template, str]]] = {}
    for template in _templates():
        for text, level in template.pieces:
            if level:
                words.setdefault(level, []).append((template, text))
    return words


@cache
def _places() -> list[str]:
    """The codes of all prefecture-level cities."""
    with (LEXICON / "divisions.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    found = [division(code) for code in codes if _PREFECTURE.fullmatch(code)]
    return [place.code for place in found if place and place.name.endswith("市")]


def recombined(number: int) -> Source:
    """Return the text of that number; the same number always gives the same text."""
    lot = random.Random(number)
    template = _templates()[number % len(_templates())]
    place = division(lot.choice(_places()))
    assert place is not None
    years = lot.randint(-6, 6)

    def rewritten(text: str, origin: _Template) -> str:
        if origin.city is not None:
            text = text.replace(origin.city.name, place.name)
            text = text.replace(short_name(origin.city.name), short_name(place.name))
        text = _YEAR.sub(lambda year: str(int(year[0]) + years), text)
        return _COUNT.sub(lambda count: _drawn(lot, count[1]), text)

    pieces = []
    for text, level in template.pieces:
        origin = template
        if level and lot.random() < 0.6:
            origin, text = lot.choice(_words()[level])
        pieces.append(rewritten(text, origin))
    text = "".join(pieces)
    return Source(
        path=f"{place.province}/{place.name}/{number:06d}.txt",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
    )


def _drawn(lot: random.Random, number: str) -> str:
    """Another number of about the same size, as round as the first."""
    value = int(number)
    step = 10 ** (len(number) - len(number.rstrip("0")))
    drawn = round(value * lot.choice((0.4, 0.6, 0.8, 1, 1, 1.2, 1.6, 2)) / step) * step
    return str(max(1, drawn))


def extracted(numbers: range) -> list[tuple[Extraction, Topics]]:
    """Make and read some texts; the work of one process."""
    extractions = [extract_source(recombined(number)) for number in numbers]
    return [(extraction, _topics(extraction)) for extraction in extractions]


def _topics(extraction: Extraction) -> Topics:
    """What each clause is about, by the rule of :mod:`load.comparison`."""
    members = {member.clause for member in extraction.members}
    found: Topics = []
    for place, clause in enumerate(extraction.clauses):
        if (
            clause.level not in (*_LEAVES, "chapter")
            or place in members
            or extraction.documents[clause.document].kind == "roster"
        ):
            continue
        above = []
        parent = clause.parent
        while parent is not None:
            if heading := extraction.clauses[parent].heading:
                above.append(heading)
            parent = extraction.clauses[parent].parent
        found += [
            (place, name, score) for name, score in _about(clause.text, clause.heading, (*above,))
        ]
    return found


@lru_cache(maxsize=50_000)
def _about(text: str, heading: str | None, above: tuple[str, ...]) -> list[tuple[str, float]]:
    return topics_of(text, heading, above)


def make_tables(target: Path, clauses: int, workers: int) -> None:
    """Write the tables of about so many clauses, without indexes, search and summaries."""
    topic_rows, topic_ids = _topic_rows()
    maker = RowMaker([])
    compared = _Compared()
    done = 0
    with (
        new_database(target) as connection,
        ProcessPoolExecutor(workers) as pool,
    ):
        number = 0
        waiting: list[Future[list[tuple[Extraction, Topics]]]] = []
        while done < clauses or waiting:
            while done < clauses and len(waiting) < 2 * workers:
                waiting.append(pool.submit(extracted, range(number, number + BATCH)))
                number += BATCH
            for extraction, about in waiting.pop(0).result():
                if done >= clauses:
                    break
                rows = maker.rows(extraction)
                insert(connection, rows, extraction.source.path)
                first = rows["clauses"][0][0]
                cities = [document.city_code for document in extraction.documents]
                compared.add(
                    [
                        (first + place, cities[extraction.clauses[place].document], name, score)
                        for place, name, score in about
                    ],
                    topic_ids,
                )
                done += len(rows["clauses"])
            insert(connection, compared.rows(), "topics")
            click.echo(f"\r{done:,} clauses", nl=False, err=True)
            if done >= clauses:
                for job in waiting:
                    job.cancel()
                waiting.clear()
        click.echo(err=True)
        insert(connection, maker.closing_rows(), "what all texts decide")
        insert(connection, {"topics": topic_rows}, "topics")


class _Compared:
    """Rows of topics and of comparable clauses, drawn among the last clauses of a topic."""

    def __init__(self) -> None:
        self._lot = random.Random(0)
        self._recent: dict[str, list[tuple[int, str | None]]] = {}
        self._about: list[Row] = []
        self._pairs: list[Row] = []
        self._last = {"clause_topics": 0, "comparable_clauses": 0}

    def add(
        self, clauses: list[tuple[int, str | None, str, float]], topic_ids: dict[str, int]
    ) -> None:
        paired = set()
        for clause, city, topic, score in clauses:
            self._about.append((self._next("clause_topics"), clause, topic_ids[topic], score))
            recent = self._recent.setdefault(topic, [])
            others = [other for other, place in recent if place != city]
            if clause not in paired and city is not None and others:
                paired.add(clause)
                drawn = self._lot.sample(others, min(NEAREST, len(others)))
                for rank, other in enumerate(drawn, 1):
                    row_id = self._next("comparable_clauses")
                    self._pairs.append((row_id, clause, other, round(0.95 - rank / 10, 4), rank))
            recent.append((clause, city))
            del recent[:-64]

    def rows(self) -> Rows:
        """Return the rows that were added since the last time."""
        rows: Rows = {"clause_topics": self._about, "comparable_clauses": self._pairs}
        self._about, self._pairs = [], []
        return rows

    def _next(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]


def copy_tables(connection: Connection, tables: Path) -> None:
    """Copy every row of a database that :func:`make_tables` made."""
    connection.exec_driver_sql("ATTACH ? AS loaded", (str(tables),))
    names = connection.exec_driver_sql(
        "SELECT name FROM loaded.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    )
    for name in names.scalars().all():
        listed = connection.exec_driver_sql(f"PRAGMA loaded.table_info({name})")
        columns = ", ".join(row[1] for row in listed)
        connection.exec_driver_sql(
            f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM loaded.{name} ORDER BY id"
        )


@click.command()
@click.option("--db", type=click.Path(path_type=Path), default="bench/out/policy.db")
@click.option("--clauses", default=1_000_000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def main(db: Path, clauses: int, workers: int) -> None:
    """Make the database; tables that were made before are used again."""
    db.parent.mkdir(parents=True, exist_ok=True)
    tables = db.with_name(f"{db.stem}-tables.db")
    if not tables.exists():
        _timed("texts, extraction, rows", lambda: make_tables(tables, clauses, workers))
    with new_database(db) as connection:
        _timed("tables", lambda: copy_tables(connection, tables))
        _timed("indexes, search index, summaries", lambda: finish(connection))
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as made:
        (count,) = made.execute("SELECT count(*) FROM clauses").fetchone()
    click.echo(f"{db}: {count:,} clauses, {db.stat().st_size / 1e6:,.0f} MB")


def _timed(what: str, action: Callable[[], None]) -> None:
    start = time.perf_counter()
    action()
    click.echo(f"{what}: {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
