"""How long every page takes, asked for by a load generator on this machine.

    python -m bench.pages --db bench/out/policy.db

The server is started as ``make serve`` starts it; ``wrk`` (a package of Debian) asks it for each
kind of page for a few seconds, over many different addresses of that kind: keys of documents and
clauses, words, cities and topics drawn from the database. One line a kind of page: how many
answers, and the milliseconds within which 50 and 95 of 100 of them were complete.

Answers that the server keeps for the day flatter such a run. With ``--once`` every address is
asked a single time, so that nothing that is measured was kept.
"""

from __future__ import annotations

import json
import math
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import click
import yaml

from catalogue.registry import PAGES
from tests.browser.serving import ROOT, serving

SCRIPT = Path(__file__).parent / "wrk.lua"
LIMIT = 300  # milliseconds at the 95th percentile
DRAWN = 60  # addresses of a kind
# Whole tables, which take as long as they are large.
DOWNLOADS = {"table_csv"}
WORDS = """
奖补 平台 5G 二级节点 标识解析 智能工厂 上云 万元 企业 财政局 最高不超过 500万元 专项资金 人才
数字化车间 有效期 一事一议 安全 诊断 评估 服务商 IPv6 责任单位 2025年 工业互联网 补 首台套
"""


class Addresses:
    """Addresses of every kind of page, drawn from a database."""

    def __init__(self, database: Path) -> None:
        self._lot = random.Random(4)
        self._connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        self._connection.row_factory = sqlite3.Row
        self.words = WORDS.split()
        self.cities = self._column("SELECT name FROM cities")
        self.codes = self._column("SELECT id FROM cities")
        self.topics = self._column(
            "SELECT DISTINCT topics.name FROM topics"
            " JOIN topic_measures ON topic_measures.topic_id = topics.id"
        )
        self.functions = self._column("SELECT DISTINCT function FROM units")
        (self.clauses,) = self._connection.execute("SELECT max(id) FROM clauses").fetchone()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def kinds(self) -> Iterator[tuple[str, list[str]]]:
        """Yield a name and the addresses of each kind of page."""
        yield from self._catalogue()
        yield from self._asked()
        yield from self._datasette()

    def _catalogue(self) -> Iterator[tuple[str, list[str]]]:
        keys = {
            "documents": self._keys("documents"),
            "clauses": self._keys("clauses"),
        }
        for page in PAGES:
            if page.name in DOWNLOADS:
                continue
            if "{" not in page.path:
                yield page.path, [page.path]
                continue
            family = page.path.split("/")[1]
            names = {"cities": self.cities, "topics": self.topics, "offices": self.functions}
            found = keys.get(family) or self._some(names.get(family, []))
            slots = re.findall(r"\{(\w+)\}", page.path)
            if len(slots) == 1 and found:
                yield page.path, [page.address(**{slots[0]: name}) for name in found]
            elif page.addresses:
                listed = list(zip(range(DRAWN), page.addresses(self._connection), strict=False))
                yield page.path, [page.address(**filled) for _, filled in listed]

    def _asked(self) -> Iterator[tuple[str, list[str]]]:
        words, codes, topics = self.words, self.codes, self.topics
        yield "/search?q=", [_with("/search", q=word) for word in words]
        yield (
            "/search?q=&city=",
            [_with("/search", q=word, city=city) for word in words for city in self._some(codes)],
        )
        yield "/search?q=&grants=1", [_with("/search", q=word, grants="1") for word in words]
        yield "/search.csv?q=", [_with("/search.csv", q=word) for word in words[:12]]
        yield "/search?q=&page=3", [_with("/search", q=word, page="3") for word in words[:12]]
        yield (
            "/search?q=&topic=&kind=",
            [_with("/search", q=w, topic=t, kind="measures") for w in words for t in topics],
        )
        yield (
            "/search?q=&year=",
            [_with("/search", q=w, year=f"20{year}") for w in words for year in (17, 20, 23)],
        )
        for name in ("city", "kind", "status", "year", "q", "page"):
            values = {
                "city": self._some(codes),
                "kind": ["measures", "plan", "notice", "opinions"],
                "status": ["in_force", "open", "expired", "future", "unknown", "draft"],
                "year": [f"20{year}" for year in range(16, 28)],
                "q": ["工业互联网", "政策", "行动计划", "实施意见"],
                "page": [str(page) for page in range(2, 60)],
            }[name]
            yield f"/documents/?{name}=", [_with("/documents/", **{name: each}) for each in values]
        yield (
            "/documents/{key}?kind=",
            [f"{path}?kind=caps" for path in dict(self._catalogue())["/documents/{key}"]],
        )
        yield (
            "/compare?city=×3&topic=",
            [
                _with("/compare", city=self._lot.sample(codes, 3), topic=topic)
                for topic in topics * 3
            ],
        )
        yield "/compare?day=", [_with("/compare", day=f"20{year}-06-01") for year in range(17, 28)]
        yield (
            "/compare?in_force=1&topic=",
            [_with("/compare", in_force="1", topic=topic) for topic in topics],
        )
        yield (
            "/compare.csv?topic=",
            [_with("/compare.csv", topic=topic) for topic in topics],
        )
        pairs = zip(self._keys("clauses"), self._keys("clauses"), strict=False)
        yield "/compare/clauses?a=&b=", [_with("/compare/clauses", a=a, b=b) for a, b in pairs]
        yield (
            "/calculate?topic=&investment=",
            [
                _with("/calculate", topic=topic, investment=f"{amount}万元")
                for topic in topics
                for amount in (100, 1000)
            ],
        )
        yield (
            "/calculate?q=",
            [_with("/calculate", q=word, investment="1000万元") for word in words],
        )
        yield "/calendar?day=", [_with("/calendar", day=f"20{y}-06-30") for y in range(16, 28)]
        yield "/calendar?city=", [_with("/calendar", city=city) for city in self._some(codes)]
        yield (
            "/offices/{function}?city=&role=",
            [
                _with(f"/offices/{quote(name)}", city=city, role="responsible")
                for name in self.functions
                for city in self._lot.sample(codes, 3)
            ],
        )
        yield (
            "/topics/{name}?city=",
            [
                _with(f"/topics/{quote(name)}", city=city)
                for name in topics
                for city in self._lot.sample(codes, 3)
            ],
        )

    def _datasette(self) -> Iterator[tuple[str, list[str]]]:
        yield "/policy", ["/policy"]
        clauses = [f"/policy/clauses/{self._lot.randint(1, self.clauses)}" for _ in range(DRAWN)]
        yield "/policy/clauses/ID", clauses
        metadata = yaml.safe_load((ROOT / "metadata.yml").read_text("utf-8"))
        policy = metadata["databases"]["policy"]
        for table, described in policy["tables"].items():
            yield f"/policy/{table}", [f"/policy/{table}"]
            for facet in described.get("facets", []):
                values = self._values(table, facet)
                if values:
                    shown = [_with(f"/policy/{table}", **{facet: value}) for value in values]
                    yield f"/policy/{table}?{facet}=", shown
        for table in ("clauses", "v_clauses", "v_supports"):
            searches = [_with(f"/policy/{table}", _search=word) for word in self.words]
            yield f"/policy/{table}?_search=", searches
        for query in policy["queries"]:
            asked = [_with(f"/policy/{query}", q=word) for word in self.words]
            yield f"/policy/{query}", asked if query == "search" else [f"/policy/{query}"]

    def _keys(self, table: str) -> list[str]:
        (last,) = self._connection.execute(f"SELECT max(id) FROM {table}").fetchone()
        ids = [self._lot.randint(1, last) for _ in range(DRAWN)]
        marks = ", ".join("?" * len(ids))
        return self._column(f"SELECT key FROM {table} WHERE id IN ({marks})", ids)

    def _values(self, table: str, column: str) -> list[str]:
        """Some values of a column, from its first rows: all of them would take too long."""
        return self._some(
            self._column(
                f"SELECT DISTINCT [{column}] FROM (SELECT [{column}] FROM [{table}] LIMIT 2000)"
                f" WHERE [{column}] IS NOT NULL"
            )
        )

    def _column(self, query: str, parameters: list[int] | None = None) -> list[str]:
        return [str(row[0]) for row in self._connection.execute(query, parameters or [])]

    def _some(self, values: list[str]) -> list[str]:
        return self._lot.sample(values, min(DRAWN, len(values)))


def _with(path: str, **arguments: str | list[str]) -> str:
    return f"{path}?{urlencode(arguments, doseq=True, quote_via=quote)}"


def measure(address: str, paths: list[str], connections: int, seconds: int) -> dict[str, float]:
    """Ask for the paths for some seconds; return the milliseconds, see ``wrk.lua``."""
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.exit("wrk is missing; Debian has it: apt-get install wrk")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths) + "\n")
        file.flush()
        output = subprocess.run(
            [
                *(wrk, "--threads", "1", "--connections", str(connections)),
                *("--duration", f"{seconds}s", "--timeout", "10s"),
                *("--script", str(SCRIPT), address),
            ],
            env={**os.environ, "ADDRESSES": file.name},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    found: dict[str, float] = json.loads(output.strip().splitlines()[-1])
    return found


def ask_once(address: str, paths: list[str], connections: int) -> dict[str, float]:
    """Ask for every path a single time; return the milliseconds, keys as in ``wrk.lua``."""

    def ask(path: str) -> float | None:
        start = time.perf_counter()
        try:
            with urlopen(address + path, timeout=10) as response:
                response.read()
        except OSError:  # an HTTP error, or no answer in time
            return None
        return (time.perf_counter() - start) * 1000

    with ThreadPoolExecutor(connections) as pool:
        answers = list(pool.map(ask, dict.fromkeys(paths)))
    taken = sorted(answer for answer in answers if answer is not None)
    failed = len(answers) - len(taken)
    found = {"requests": float(len(taken)), "failed": float(failed), "timed_out": 0.0}
    for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0)):
        # The least time within which this share was complete; with few answers, the slowest.
        found[name] = taken[math.ceil(share * len(taken)) - 1] if taken else math.inf
    return found


@click.command()
@click.option("--db", type=click.Path(path_type=Path), default="bench/out/policy.db")
@click.option("--connections", default=2, show_default=True, help="Requests at the same time.")
@click.option("--seconds", default=3, show_default=True, help="For each kind of page.")
@click.option("--only", default="", help="A regular expression; measure these pages only.")
@click.option("--once", is_flag=True, help="Ask every address once, instead of for some seconds.")
def main(db: Path, connections: int, seconds: int, only: str, once: bool) -> None:
    """Print a table of every kind of page."""
    slow = 0
    with serving(db.resolve()) as address, closing(Addresses(db)) as addresses:
        # Whatever is made once per server (counts of tables, compiled templates) is made before.
        measure(address, ["/", "/policy"], 1, 2)
        click.echo("| page | answers | failed | p50 ms | p95 ms | max ms | |")
        click.echo("| --- | --- | --- | --- | --- | --- | --- |")
        for name, paths in addresses.kinds():
            if not re.search(only, name):
                continue
            found = (
                ask_once(address, paths, connections)
                if once
                else measure(address, paths, connections, seconds)
            )
            late = found["p95"] > LIMIT or not found["requests"]
            slow += late
            if late:  # what was not answered goes on in the server, up to its time limit
                time.sleep(3.5)
            click.echo(
                f"| `{name}` | {found['requests']:.0f} | {found['failed'] + found['timed_out']:.0f}"
                f" | {found['p50']:.0f} | {found['p95']:.0f} | {found['max']:.0f}"
                f" | {'slow' if late else ''} |"
            )
    click.echo(f"\n{slow} kinds of page slower than {LIMIT} ms", err=True)


if __name__ == "__main__":
    main()
